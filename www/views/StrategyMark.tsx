// A strategy's colour and shape: the same two cues wherever it appears.

import type { JSX } from 'preact';
import { Mark } from '../charts/marks';

/** A small mark beside a strategy's name. */
export function StrategyMark({ id }: { id: string }): JSX.Element {
  return (
    <svg class={`strategy-mark strategy-${id}`} viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true">
      <Mark strategy={id} size={5} />
    </svg>
  );
}
