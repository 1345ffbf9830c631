// Other comparisons beside the visitor's own, below the results. Its code is loaded when there is the first one.

import { useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApp } from '../views/app';
import { withTexts } from '../locales/spoken';

/** Shown only where there is something to compare with. */
export function Beside(): JSX.Element | null {
  const { language, overlay } = useApp();
  const loaded = useSignal<{ Overlay: ComponentType } | null>(null);
  const isNeeded = overlay.value.length > 0;
  useEffect(() => {
    if (isNeeded) void withTexts(import('./keep/Overlay')).then((module) => (loaded.value = module));
  }, [isNeeded]);
  const Shown = loaded.value?.Overlay;
  return isNeeded && Shown !== undefined ? <Shown key={language.value} /> : null;
}
