// A fresh thread of the page's module.

import init, { runThread } from '../../pkg/index.js';
import { becomeThread } from './joining';

becomeThread(init, runThread);
