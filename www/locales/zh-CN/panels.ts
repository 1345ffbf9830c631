// The panels' Chinese texts, a file a panel. They load with the first panel.

import { type PanelTexts, panels as english } from '../en/panels';

export const panels: PanelTexts = { ...english };
