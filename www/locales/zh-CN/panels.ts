// The panels' Chinese texts, a file a panel, and what the engine says there. They load with the first panel.

import './messages';
import type { PanelTexts } from '../en/panels';
import { code } from './code';
import { curves } from './curves';
import { happened } from './happened';
import { keep } from './keep';
import { labs } from './labs';
import { simulation } from './simulation';
import { timeline } from './timeline';

export const panels: PanelTexts = { code, curves, happened, keep, labs, simulation, timeline };
