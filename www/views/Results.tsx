// The place of the results. What shows them is loaded with the first run, for nobody needs it before that is over.

import { useComputed, useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Report } from '../model/contract';
import { useApp } from './app';
import { NotLoaded } from './NotLoaded';

/** The results, or where they will be. */
export function Results(): JSX.Element {
  const { engine, report, run, text } = useApp();
  const loaded = useSignal<{ Outcome: ComponentType<{ report: Report }> } | null>(null);
  const failed = useSignal(false);
  const isNeeded = useComputed(() => report.value !== null || engine.value.kind === 'running').value;
  const load = (): void => {
    failed.value = false;
    import('./Outcome').then(
      (module) => (loaded.value = module),
      () => (failed.value = true),
    );
  };
  useEffect(() => {
    if (isNeeded) load();
  }, [isNeeded]);
  const isOld = ['running', 'waiting', 'stopping'].includes(run.value.kind);
  const Shown = loaded.value?.Outcome;
  return (
    <section id="results" tabIndex={-1} class={`results ${isOld ? 'results-old' : ''}`} aria-label={text.results.title}>
      {report.value === null ? (
        <p class="muted">{text.results.none}</p>
      ) : Shown !== undefined ? (
        <>
          {isOld && <p class="muted">{text.results.old}</p>}
          <Shown report={report.value} />
        </>
      ) : failed.value ? (
        <NotLoaded retry={load} />
      ) : (
        <p class="muted">{text.panels.loading}</p>
      )}
    </section>
  );
}
