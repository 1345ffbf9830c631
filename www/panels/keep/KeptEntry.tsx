// One kept comparison: its name, when, what it came to, and what can be done with it.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Kept, LONGEST, bestOf } from '../../model/kept';
import { resultsLink } from '../../model/results-link';
import { useApp } from '../../views/app';
import { inBrief, titleOf } from '../../views/words';
import { useTexts } from '../texts';
import { CopyField, SAID_MS, copyText } from './copying';
import { isBeside, putBeside } from './overlay-list';
import { addressOf } from './Share';

/** The entry. */
export function KeptEntry(props: { kept: Kept; onRemove(): void; onRename(name: string): void }): JSX.Element {
  const { kept, onRemove, onRename } = props;
  const app = useApp();
  const { kept: text, moment, headline, headlineWithoutSerial } = useTexts().keep;
  const isNaming = useSignal(false);
  const rename = useRef<HTMLButtonElement>(null);
  const wasNaming = useRef(false);
  // What had the focus is gone; it goes back to where it came from.
  useEffect(() => {
    if (wasNaming.current && !isNaming.value) rename.current?.focus();
    wasNaming.current = isNaming.value;
  }, [isNaming.value]);
  const best = bestOf(kept.summary);
  const renamed = (name: string | null): void => {
    isNaming.value = false;
    if (name !== null) onRename(name);
  };
  return (
    <li class="keep-entry">
      {isNaming.value ? (
        <Rename name={kept.name} onDone={renamed} />
      ) : (
        <div class="keep-words">
          <h4>{kept.name}</h4>
          <p>
            {best === undefined ? headlineWithoutSerial : headline(titleOf(app, best.strategy), best.speedup)}
            <span class="muted"> · {moment(kept.atS)}</span>
          </p>
          <p class="hint">{inBrief(app, kept.summary.spec)}</p>
        </div>
      )}
      <div class="keep-row">
        {!app.look.value.lock && (
          <a class="button-quiet" href={app.linkTo(kept.summary.spec)} onClick={() => scrollTo({ top: 0 })}>
            {text.setUp}
            <Of name={kept.name} />
          </a>
        )}
        <AddButton kept={kept} />
        <LinkButton kept={kept} />
        <button ref={rename} type="button" class="button-quiet" onClick={() => (isNaming.value = true)}>
          {text.rename}
          <Of name={kept.name} />
        </button>
        <button type="button" class="button-quiet" onClick={onRemove}>
          {text.remove}
          <Of name={kept.name} />
        </button>
      </div>
    </li>
  );
}

/** Which of many equal buttons it is, for those who don't see its place. */
function Of({ name }: { name: string }): JSX.Element {
  return <span class="visually-hidden"> ({name})</span>;
}

function AddButton({ kept }: { kept: Kept }): JSX.Element {
  const app = useApp();
  const { kept: text } = useTexts().keep;
  const isThere = isBeside(app, kept);
  return (
    <button type="button" class="button-quiet" disabled={isThere} onClick={() => putBeside(app, kept)}>
      {isThere ? text.compared : text.compare}
      <Of name={kept.name} />
    </button>
  );
}

/** Copies; where that is refused, shows the link to be copied by hand. */
function LinkButton({ kept }: { kept: Kept }): JSX.Element {
  const { catalog } = useApp();
  const { kept: text, copy } = useTexts().keep;
  const isSaid = useSignal(false);
  const shown = useSignal('');
  const copyLink = async (): Promise<void> => {
    const link = addressOf(await resultsLink(kept, catalog));
    if (await copyText(link)) {
      isSaid.value = true;
      setTimeout(() => (isSaid.value = false), SAID_MS);
    } else {
      shown.value = link;
    }
  };
  if (shown.value !== '') return <CopyField label={text.linkField} hint={copy.failed} value={shown.value} />;
  return (
    <button type="button" class="button-quiet" onClick={() => void copyLink()}>
      <span aria-live="polite">{isSaid.value ? text.linkCopied : text.link}</span>
      <Of name={kept.name} />
    </button>
  );
}

function Rename({ name, onDone }: { name: string; onDone(name: string | null): void }): JSX.Element {
  const { kept: text } = useTexts().keep;
  const field = useRef<HTMLInputElement | null>(null);
  useEffect(() => field.current?.select(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // Escape also stops a run; here it means the name.
    event.stopPropagation();
    onDone(null);
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    onDone(field.current?.value ?? null);
  };
  return (
    <form class="keep-row" onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <input ref={field} type="text" aria-label={text.name} maxLength={LONGEST.name} defaultValue={name} />
      <button type="submit" class="button-quiet">
        {text.save}
      </button>
      <button type="button" class="button-quiet" onClick={() => onDone(null)}>
        {text.cancel}
      </button>
    </form>
  );
}
