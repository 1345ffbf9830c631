// The one file that authors load: `<script type="module" src=".../embed.js"></script>`. The build puts it beside index.html.

import { define } from './element';

// In development the sources are served, this one from www/embed/.
const here: string = import.meta.url;
define(new URL(import.meta.env.DEV ? '../../' : './', here));
