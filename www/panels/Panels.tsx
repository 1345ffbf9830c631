// The panels below the results: tabs, and the panel that is open. A panel's code is loaded when it is first needed.

import { useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApp } from '../views/app';
import { NotLoaded } from '../views/NotLoaded';
import { PANELS } from './index';

/** Tabs after the pattern of the ARIA Authoring Practices: arrows move, and what they reach opens. */
export function Panels(): JSX.Element | null {
  const { dress, embedded, look, language, outcome, panel, text } = useApp();
  const wanted = useSignal(false);
  const loaded = useSignal<Partial<Record<string, ComponentType>>>({});
  const failed = useSignal(false);
  const id = panel.value;
  // What explains a run is of use when there is one; a visitor may also open a tab before.
  const isNeeded = wanted.value || outcome.value !== null || look.value.lab !== null;
  const load = (): void => {
    failed.value = false;
    PANELS.find((entry) => entry.id === id)
      ?.load()
      .then(
        (module) => (loaded.value = { ...loaded.value, [id]: module.Panel }),
        () => (failed.value = true),
      );
  };
  useEffect(() => {
    if (isNeeded && loaded.value[id] === undefined) load();
  }, [id, isNeeded]);
  if (embedded) return null;

  const open = (next: string, focus = false): void => {
    wanted.value = true;
    panel.value = next;
    // The link names a lab while one is open.
    if (next !== 'labs' && look.value.lab !== null) dress({ ...look.value, lab: null });
    if (focus) document.getElementById(`tab-${next}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = PANELS.findIndex((entry) => entry.id === id);
    const last = PANELS.length - 1;
    const to = { ArrowLeft: at === 0 ? last : at - 1, ArrowRight: at === last ? 0 : at + 1, Home: 0, End: last }[event.key];
    const next = to === undefined ? undefined : PANELS[to];
    if (next === undefined) return;
    event.preventDefault();
    open(next.id, true);
  };
  const Opened = loaded.value[id];
  return (
    <section class="panels" aria-label={text.panels.title}>
      <div class="tabs" role="tablist" aria-label={text.panels.title} onKeyDown={onKeyDown}>
        {PANELS.map((entry) => (
          <button
            key={entry.id}
            type="button"
            role="tab"
            id={`tab-${entry.id}`}
            class="tab"
            aria-selected={entry.id === id}
            aria-controls="panel"
            tabIndex={entry.id === id ? 0 : -1}
            onClick={() => open(entry.id)}
          >
            {text.panels[entry.id]}
          </button>
        ))}
      </div>
      <div id="panel" class="panel panel-open" role="tabpanel" aria-labelledby={`tab-${id}`} tabIndex={0}>
        {Opened !== undefined && isNeeded ? (
          // What a panel has drawn and worked out is in a language: another one begins anew.
          <Opened key={language.value} />
        ) : failed.value ? (
          <NotLoaded retry={load} />
        ) : (
          <p class="muted">{isNeeded ? text.panels.loading : text.panels.none}</p>
        )}
      </div>
    </section>
  );
}
