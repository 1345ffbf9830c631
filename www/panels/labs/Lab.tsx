// One lab: what it is about, its settings, Start and Stop, its picture, what came of it.

import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { LabMeta } from '../../generated/LabMeta';
import type { LabResult } from '../../engine/labs/session';
import type { Seen } from '../../model/labs/happening';
import { type Setting, defaultsOf, problemOf } from '../../model/labs/settings';
import { isUnderway, useApp } from '../../views/app';
import { useTexts } from '../texts';
import { Picture } from './Picture';
import { Python } from './Python';
import { SettingField } from './SettingField';
import { shownOf } from './shown';

type State =
  | { kind: 'ready' }
  | { kind: 'starting' }
  | { kind: 'running' }
  | { kind: 'done'; result: LabResult }
  | { kind: 'failed'; message: string };

/** A lab's result stays as long as it is open; its settings are the panel's to keep. */
export function Lab({ meta, settings }: { meta: LabMeta; settings: Signal<Readonly<Record<string, Setting>>> }): JSX.Element {
  const { lab: make, run, stop, text: page } = useApp();
  const { labs: text } = useTexts();
  const state = useSignal<State>({ kind: 'ready' });
  const seen = useSignal<Seen>({ happenings: [], nowMs: 0 });
  const made = useSignal(settings.value);
  /** How many experiments have come to an end. */
  const count = useSignal(0);
  const isOn = state.value.kind === 'starting' || state.value.kind === 'running';
  // Another lab is opened, or another panel: nobody would see what comes of it.
  useEffect(() => () => void ((state.peek().kind === 'starting' || state.peek().kind === 'running') && stop()), []);

  const isBlocked = meta.settings.some(({ name, kind }) => problemOf(kind, settings.value[name] ?? '') !== null);
  const isBusy = !isOn && isUnderway(run.value);
  const start = async (): Promise<void> => {
    if (isBlocked || isBusy) return;
    made.value = settings.value;
    seen.value = { happenings: [], nowMs: 0 };
    state.value = { kind: 'starting' };
    try {
      const result = await make(meta.id, settings.value, 1_000 * meta.limitS, (look) => {
        state.value = { kind: 'running' };
        seen.value = look;
      });
      state.value = { kind: 'done', result };
      count.value += 1;
    } catch (error) {
      // Stopped before it was its turn: nothing was made.
      const isOff = error instanceof DOMException && error.name === 'AbortError';
      state.value = isOff ? { kind: 'ready' } : { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  };
  const [first, ...others] = meta.settings;
  const field = (param: LabMeta['settings'][number]): JSX.Element => (
    <SettingField
      key={param.name}
      lab={meta.id}
      param={param}
      value={settings.value[param.name] ?? ''}
      onChange={(value) => (settings.value = { ...settings.value, [param.name]: value })}
    />
  );
  return (
    <article class="lab" data-lab={meta.id} data-made={count} aria-label={meta.title}>
      <h3>{meta.title}</h3>
      <p>{meta.summary}</p>
      {meta.tutorials.length > 0 && <p class="hint">{page.setup.tutorial(meta.tutorials)}</p>}
      <div class="lab-settings">
        {first !== undefined && field(first)}
        <div class="lab-numbers">{others.map(field)}</div>
      </div>
      <div class="lab-bar">
        {isOn ? (
          <button type="button" class="button button-stop" onClick={stop}>
            {text.stop}
          </button>
        ) : (
          <button type="button" class="button" aria-disabled={isBlocked || isBusy} onClick={() => void start()}>
            {text.run}
          </button>
        )}
        <button type="button" class="button-quiet" disabled={isOn} onClick={() => (settings.value = defaultsOf(meta))}>
          {text.reset}
        </button>
        <p class="hint">{isBusy ? text.busy : text.limit(meta.limitS)}</p>
      </div>
      <div role="status" class="lab-status">
        <Status state={state.value} meta={meta} settings={made.value} />
      </div>
      {state.value.kind === 'ready' ? (
        <p class="muted lab-empty">{text.empty}</p>
      ) : (
        <Picture meta={meta} settings={made.value} seen={seen.value} isOver={!isOn} />
      )}
      <Python lab={meta.id} settings={settings.value} />
    </article>
  );
}

/** How it stands, in a sentence. */
function Status({ state, meta, settings }: { state: State; meta: LabMeta; settings: Readonly<Record<string, Setting>> }): JSX.Element | null {
  const { text: page } = useApp();
  const { labs: text } = useTexts();
  switch (state.kind) {
    case 'ready':
      return null;
    case 'starting':
    case 'running':
      return <p>{text.began(meta.title)}</p>;
    case 'failed':
      return <p class="field-error">{text.failed(page.hear(state.message))}</p>;
    case 'done': {
      const { outcome, ending, happenings } = state.result;
      const words = [text.endings[ending], outcome === null ? text.forced : text.sentence(outcome, shownOf(happenings, settings), ending === 'finished')];
      return <p class="lab-sentence">{words.filter((sentence) => sentence !== '').join(page.between)}</p>;
    }
  }
}
