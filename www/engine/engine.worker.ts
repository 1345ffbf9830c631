// The workers that wait for a run, one script for all, so that it and the module's glue load once: a worker's name says what it is.
// Those of the pool have none: wasm-bindgen-rayon's helper, a part of the glue, hears their first message.

import { beCaller } from './be-caller';
import { beHost } from './be-host';

if (self.name === 'host') beHost();
if (self.name === 'caller') beCaller();
