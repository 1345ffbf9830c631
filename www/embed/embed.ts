// The one file that authors load: `<script type="module" src=".../embed.js"></script>`. It is served beside index.html.

import { define } from './element';

// Not within `new URL`, where the bundler would look for a file.
const here: string = import.meta.url;
define(new URL('./', here));
