// The panels' English texts, a file a panel. They load with the first panel; other languages have the same shape.

import { code } from './code';
import { curves } from './curves';
import { happened } from './happened';
import { keep } from './keep';
import { labs } from './labs';
import { simulation } from './simulation';
import { timeline } from './timeline';

export const panels = { code, curves, happened, keep, labs, simulation, timeline };

/** The shape that every language has. */
export type PanelTexts = typeof panels;
