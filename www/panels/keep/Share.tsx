// Links: to the setup as it is, and with the last comparison's results.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { linkOf } from '../../model/link';
import { resultsLink } from '../../model/results-link';
import { useApp } from '../../views/app';
import { useTexts } from '../texts';
import { CopyField } from './copying';
import { sharedOf } from './keeper';

/** A link on this page's address. */
export function addressOf(link: string): string {
  return new URL(link, location.href).href;
}

type Link = { kind: 'none' } | { kind: 'making' } | { kind: 'unsupported' } | { kind: 'made'; link: string };

/** The section. */
export function Share(): JSX.Element {
  const { catalog, report, spec } = useApp();
  const { share: text } = useTexts().keep;
  const made = useSignal<Link>({ kind: 'none' });
  const current = report.value;
  useEffect(() => {
    if (current === null) return;
    made.value = { kind: 'making' };
    resultsLink(sharedOf(current, catalog), catalog).then(
      (link) => {
        if (report.value === current) made.value = { kind: 'made', link };
      },
      () => (made.value = { kind: 'unsupported' }),
    );
  }, [current]);
  const setup = addressOf(linkOf(spec.value, catalog));
  return (
    <section class="keep-part" aria-labelledby="keep-share">
      <h3 id="keep-share">{text.title}</h3>
      <CopyField label={text.setup} hint={text.setupHint} value={setup}>
        <Send url={setup} />
      </CopyField>
      <WithResults made={made.value} />
    </section>
  );
}

function WithResults({ made }: { made: Link }): JSX.Element {
  const { share: text } = useTexts().keep;
  switch (made.kind) {
    case 'none':
      return <p class="muted">{text.resultsNone}</p>;
    case 'making':
      return <p class="muted">{text.making}</p>;
    case 'unsupported':
      return <p class="muted">{text.resultsUnsupported}</p>;
    case 'made':
      return (
        <CopyField label={text.results} hint={text.resultsHint} value={addressOf(made.link)}>
          <Send url={addressOf(made.link)} />
        </CopyField>
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
