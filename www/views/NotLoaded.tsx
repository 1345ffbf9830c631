// A part of the page whose code could not be had: says so, and tries again when asked to.

import type { JSX } from 'preact';
import { useApp } from './app';

/** `retry` loads it anew. */
export function NotLoaded({ retry }: { retry(): void }): JSX.Element {
  const { text } = useApp();
  return (
    <p role="alert">
      {text.panels.failed}{' '}
      <button type="button" class="button-quiet" onClick={retry}>
        {text.engine.retry}
      </button>
    </p>
  );
}
