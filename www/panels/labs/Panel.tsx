// The panel `labs`: small experiments on what workers share, one at a time.

import { type Signal, signal, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import data from '../../generated/labs.json';
import type { LabMeta } from '../../generated/LabMeta';
import { type Setting, defaultsOf, labWord, readLabWord } from '../../model/labs/settings';
import { useApp } from '../../views/app';
import { bringIntoView } from '../../views/into-view';
import { useTexts } from '../texts';
import { Lab } from './Lab';
import './labs.css';

// The build writes the data from the same types.
const LABS = data as unknown as LabMeta[];

/** Each lab's settings, as long as the page is open. */
const KEPT = new Map<string, Signal<Readonly<Record<string, Setting>>>>(LABS.map((meta) => [meta.id, signal(defaultsOf(meta))]));

/** A list of labs, and the one that is open; the link names it. */
export function Panel(): JSX.Element {
  const { awaitsLab, dress, engine, look, mode, notes } = useApp();
  const { labs: text } = useTexts();
  const open = useSignal(LABS[0]?.id ?? '');
  /** What this panel itself has put into the link. */
  const own = useRef<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    // From a link, which may come later as well.
    const { lab: word } = look.value;
    // What a visitor sets goes the other way, below, and must not come back: effects run later, when more may have been set.
    if (word === null || word === own.current) return;
    const { named, problems } = readLabWord(LABS, word);
    if (problems.length > 0) notes.value = [...notes.peek(), ...problems];
    // What is open stays, and is what the link has from now on.
    if (named === null) return void (own.current === null || dress({ ...look.peek(), lab: own.current }));
    const kept = KEPT.get(named.meta.id);
    if (kept !== undefined) kept.value = named.settings;
    open.value = named.meta.id;
  });
  useSignalEffect(() => {
    const word = addressOf(open.value);
    own.current = word;
    if (look.peek().lab !== word) dress({ ...look.peek(), lab: word });
  });
  const named = look.value.lab === null ? undefined : readLabWord(LABS, look.value.lab).named?.meta.id;
  const isNamed = awaitsLab.value && named === open.value;
  useEffect(() => {
    if (!isNamed || list.current === null) return;
    awaitsLab.value = false;
    bringIntoView(list.current.querySelector('.lab') ?? list.current);
  }, [isNamed]);
  const lab = LABS.find(({ id }) => id === open.value);
  const settings = KEPT.get(open.value);
  if (engine.value.kind === 'unavailable' || mode.value?.kind === 'private') return <p>{text.unavailable}</p>;
  return (
    <div class="labs" ref={list}>
      <div class="labs-list">
        <p class="muted">{text.intro}</p>
        <fieldset class="labs-choices">
          <legend class="visually-hidden">{text.choose}</legend>
          {LABS.map(text.named).map(({ id, title }) => (
            <label key={id} class="labs-choice">
              <input type="radio" name="lab" value={id} checked={id === open.value} onChange={() => (open.value = id)} />
              <span>{title}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {lab !== undefined && settings !== undefined && <Lab key={lab.id} meta={text.named(lab)} settings={settings} />}
    </div>
  );
}

/** How a link names a lab as it is set. */
function addressOf(id: string): string | null {
  const [meta, settings] = [LABS.find((lab) => lab.id === id), KEPT.get(id)];
  return meta === undefined || settings === undefined ? null : labWord(meta, settings.value);
}
