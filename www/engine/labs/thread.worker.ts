// A fresh thread of the labs' module.

import init, { runThread } from '../../../pkg-labs/index.js';
import { becomeThread } from '../joining';

becomeThread(init, runThread);
