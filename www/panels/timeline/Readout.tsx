// Below the timelines: what is pointed at for those who listen, how it is used, how fast it was drawn.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useTexts } from '../texts';
import type { TimelineState } from './state';
import { wordsFor } from './words';

/** A key that is held is not read aloud at every step. */
const CALM_MS = 250;

/** The readout and the hints. */
export function Readout({ state, chunksize }: { state: TimelineState; chunksize: number }): JSX.Element {
  const texts = useTexts();
  const { timeline: text } = texts;
  const said = useSignal('');
  const pointed = state.pointed.value;
  useEffect(() => {
    // What a mouse hovers over stands beside it.
    if (pointed?.by !== 'keyboard') {
      said.value = '';
      return undefined;
    }
    const timeline = state.group(pointed.strategy)?.timeline;
    if (timeline === null || timeline === undefined) return undefined;
    const { head, lines } = wordsFor(texts, timeline, pointed.row, pointed.what, chunksize);
    const later = setTimeout(() => (said.value = [head, ...lines].join(', ')), CALM_MS);
    return () => clearTimeout(later);
  }, [pointed]);
  return (
    <div class="timeline-foot hint">
      <p role="status" class="visually-hidden timeline-said">
        {said.value}
      </p>
      <p id="timeline-keys" class="timeline-keys">
        {text.hint}
      </p>
      <p class="timeline-touch">{text.hintTouch}</p>
      <p class="timeline-drawn" />
    </div>
  );
}
