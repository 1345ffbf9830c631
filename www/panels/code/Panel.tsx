// The panel `code`: the experiment as a complete program, to be copied or saved. It follows the setup at once.

import { signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../../views/app';
import { useTexts } from '../texts';
import { Listing } from './Listing';
import { programOf } from './make';
import { computedBy, hasSameResults } from './computed';
import { type Program, experimentOf } from './program';
import { TARGETS } from './targets/index';
import './code.css';

/** Which target is open; it stays while other panels are looked at. */
const chosen = signal(TARGETS[0]?.id ?? '');

type Made = { kind: 'loading' } | { kind: 'failed' } | { kind: 'made'; program: Program };

/** The panel. */
export function Panel(): JSX.Element {
  const { catalog, language, report, spec } = useApp();
  const { code: text } = useTexts();
  const made = useSignal<Made>({ kind: 'loading' });
  const target = TARGETS.find(({ id }) => id === chosen.value) ?? TARGETS[0];
  useEffect(() => {
    if (target === undefined) return undefined;
    let isWanted = true;
    programOf(target, experimentOf(spec.value, catalog, text), language.value).then(
      (program) => isWanted && (made.value = { kind: 'made', program }),
      () => isWanted && (made.value = { kind: 'failed' }),
    );
    return () => {
      isWanted = false;
    };
  }, [target, spec.value, language.value]);
  const own = useMemo(() => {
    const isSame = report.value !== null && hasSameResults(report.value.spec, spec.value);
    return isSame && report.value !== null ? computedBy(report.value) : null;
  }, [report.value, spec.value]);
  return (
    <div class="code-panel">
      <p class="muted">{text.intro}</p>
      <label class="code-target">
        <span>{text.target}</span>
        <select value={target?.id ?? ''} onChange={(event) => (chosen.value = event.currentTarget.value)}>
          {TARGETS.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <p class="code-checksum">{own === null ? text.checksumNone : text.checksum(own.checksum)}</p>
      {target?.language === 'python' && <p class="hint">{text.slow}</p>}
      <Content made={made.value} />
    </div>
  );
}

function Content({ made }: { made: Made }): JSX.Element {
  const { code: text } = useTexts();
  switch (made.kind) {
    case 'loading':
      return <p class="muted">{text.loading}</p>;
    case 'failed':
      return <p role="alert">{text.failed}</p>;
    case 'made':
      return (
        <>
          <HowToRun program={made.program} />
          {made.program.files.map((file) => (
            <Listing key={file.name} file={file} />
          ))}
        </>
      );
  }
}

function HowToRun({ program: { files, install, run } }: { program: Program }): JSX.Element {
  const { code: text } = useTexts();
  return (
    <dl class="code-run">
      {install !== '' && (
        <div>
          <dt>{text.install}</dt>
          <dd>
            <code>{install}</code>
          </dd>
        </div>
      )}
      <div>
        <dt>{files.length > 1 ? text.runIn(files.map(({ name }) => name)) : text.run}</dt>
        <dd>
          <code>{run}</code>
        </dd>
      </div>
    </dl>
  );
}
