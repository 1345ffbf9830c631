// A new version of the page is there: it comes when the visitor says so.

import type { JSX } from 'preact';
import { isUnderway, useApp } from './app';

/** Shown only where there is one, and not while something is measured. */
export function VersionNotice(): JSX.Element | null {
  const { newVersion, run, takeNewVersion, text } = useApp();
  if (!newVersion.value || isUnderway(run.value)) return null;
  return (
    <section class="notice notice-offer" role="status">
      <p>{text.version.offered}</p>
      <button type="button" class="button-quiet" onClick={takeNewVersion}>
        {text.version.take}
      </button>
    </section>
  );
}
