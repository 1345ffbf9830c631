// Why nothing can run, and what to do about it.

import type { JSX } from 'preact';
import { useApp } from './app';

/** Shown only where the engine is missing or failed. */
export function EngineNotice(): JSX.Element | null {
  const { engine, text, retry } = useApp();
  const state = engine.value;
  if (state.kind === 'unavailable') {
    return (
      <section class="notice notice-bad" role="alert">
        <h2>{text.engine.unavailable}</h2>
        <p>{text.engine.because(text.hear(state.missing))}</p>
        <p>{text.engine.remedy(text.hear(state.remedy))}</p>
      </section>
    );
  }
  if (state.kind === 'failed') {
    return (
      <section class="notice notice-bad" role="alert">
        <h2>{text.engine.failed}</h2>
        <p>{text.sentence(text.hear(state.message))}</p>
        <button type="button" class="button" onClick={retry}>
          {text.engine.retry}
        </button>
      </section>
    );
  }
  return null;
}
