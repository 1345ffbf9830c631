// Links: to the setup as it is, and with the last comparison's results.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { LONGEST, type Shared, nameOf } from '../../model/kept';
import { resultsLink } from '../../model/results-link';
import { useApp } from '../../views/app';
import { useTexts } from '../texts';
import { CopyField } from './copying';
import { sharedOf } from './keeper';

/** A link on this page's address. */
export function addressOf(link: string): string {
  return new URL(link, location.href).href;
}

/** The section. */
export function Share(): JSX.Element {
  const { catalog, linkTo, look, report, spec } = useApp();
  const { share: text } = useTexts().keep;
  const isLocked = useSignal(look.value.lock);
  const setup = addressOf(linkTo(spec.value, { lock: isLocked.value, controls: 'all', theme: null }));
  return (
    <section class="keep-part" aria-labelledby="keep-share">
      <h3 id="keep-share">{text.title}</h3>
      <CopyField label={text.setup} hint={text.setupHint} value={setup}>
        <Send url={setup} />
      </CopyField>
      <label class="check">
        <input type="checkbox" checked={isLocked.value} onChange={(event) => (isLocked.value = event.currentTarget.checked)} />
        <span>{text.lock}</span>
      </label>
      {report.value === null ? <p class="muted">{text.resultsNone}</p> : <WithResults shared={sharedOf(report.value, catalog)} />}
    </section>
  );
}

type Link = { kind: 'making' } | { kind: 'unsupported' } | { kind: 'made'; link: string };

/** The link, under a name by which others tell this comparison from theirs. */
function WithResults({ shared }: { shared: Shared }): JSX.Element {
  const { catalog } = useApp();
  const { share: text } = useTexts().keep;
  const id = useId();
  const wanted = useSignal('');
  const made = useSignal<Link>({ kind: 'making' });
  const name = nameOf(wanted.value) || shared.name;
  useEffect(() => {
    let isWanted = true;
    const take = (link: Link): void => {
      if (isWanted) made.value = link;
    };
    resultsLink({ ...shared, name }, catalog).then(
      (link) => take({ kind: 'made', link }),
      () => take({ kind: 'unsupported' }),
    );
    return () => {
      isWanted = false;
    };
  }, [shared, name]);
  const link = made.value;
  switch (link.kind) {
    case 'making':
      return <p class="muted">{text.making}</p>;
    case 'unsupported':
      return <p class="muted">{text.resultsUnsupported}</p>;
    case 'made':
      return (
        <div class="keep-field">
          <CopyField label={text.results} hint={text.resultsHint} value={addressOf(link.link)}>
            <Send url={addressOf(link.link)} />
          </CopyField>
          <label for={id}>{text.name}</label>
          <input
            id={id}
            type="text"
            maxLength={LONGEST.name}
            placeholder={shared.name}
            autocomplete="off"
            onInput={(event) => (wanted.value = event.currentTarget.value)}
          />
        </div>
      );
  }
}

/** Where the system has a way to send something, as phones do. */
function Send({ url }: { url: string }): JSX.Element | null {
  const app = useApp();
  const { share: text } = useTexts().keep;
  if (!('share' in navigator)) return null;
  const send = (): void => {
    // Refused, or the visitor thought better of it: the field is still there.
    navigator.share({ title: app.text.name, url }).catch(() => undefined);
  };
  return (
    <button type="button" class="button-quiet" onClick={send}>
      {text.send}
    </button>
  );
}
