// The sentences, the heaviest first, each with a link to the spans that show it and a setting that goes to its cause.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Piece } from '../../locales/en/happened';
import type { RunSpec } from '../../model/contract';
import type { Finding, Remedy, Topic } from '../../model/explain';
import { checkSpec } from '../../model/spec';
import { useApp } from '../../views/app';
import { StrategyMark } from '../../views/StrategyMark';
import { titleOf } from '../../views/words';
import { useTexts } from '../texts';

/** So many are shown at once; the others can be opened. */
const SHOWN = 5;

/** All of them. */
export function Topics({ topics, spec }: { topics: readonly Topic[]; spec: RunSpec }): JSX.Element {
  const { happened: text } = useTexts();
  const rest = topics.slice(SHOWN);
  return (
    <>
      <List topics={topics.slice(0, SHOWN)} spec={spec} />
      {rest.length > 0 && (
        <details>
          <summary>{text.more(rest.length)}</summary>
          <List topics={rest} spec={spec} />
        </details>
      )}
    </>
  );
}

function List({ topics, spec }: { topics: readonly Topic[]; spec: RunSpec }): JSX.Element {
  return (
    <ol class="findings">
      {topics.map(({ finding, others }) => (
        <Entry key={`${finding.cause.kind} ${finding.strategy}`} finding={finding} others={others} spec={spec} />
      ))}
    </ol>
  );
}

function Entry({ finding, others, spec }: { finding: Finding; others: readonly Finding[]; spec: RunSpec }): JSX.Element {
  const app = useApp();
  const { happened: text } = useTexts();
  const { cause, evidence, remedy, strategy, tone } = finding;
  // What is true of all strategies together has no strategy's mark.
  const isGeneral = tone === 'doubt';
  return (
    <li class={`finding finding-${tone} ${isGeneral ? '' : `strategy-${strategy}`}`} data-cause={cause.kind}>
      {!isGeneral && (
        <p class="finding-head">
          <StrategyMark id={strategy} />
          <b>{titleOf(app, strategy)}</b>
          {finding.lostMs > 0 && <span class="muted">{text.lost(finding.lostMs, finding.share)}</span>}
        </p>
      )}
      <p>
        <Pieces pieces={text.sentence(finding, (id) => titleOf(app, id))} />
      </p>
      {others.length > 0 && (
        <p class="finding-others">
          {text.others}
          {others.map((other) => (
            <Other key={other.strategy} finding={other} />
          ))}
        </p>
      )}
      <div class="finding-actions">
        {evidence !== null && (
          <button type="button" class="button-quiet" onClick={() => app.show(evidence)}>
            {text.show}
          </button>
        )}
        {remedy !== null && <Try remedy={remedy} spec={spec} />}
      </div>
    </li>
  );
}

/** The same cause in another strategy: how much there, and where to see it. */
function Other({ finding }: { finding: Finding }): JSX.Element {
  const app = useApp();
  const { happened: text } = useTexts();
  const { evidence, lostMs, share, strategy } = finding;
  const title = titleOf(app, strategy);
  return (
    <span class={`finding-other strategy-${strategy}`}>
      <StrategyMark id={strategy} />
      {title}
      {lostMs > 0 && <b>{text.lost(lostMs, share)}</b>}
      {evidence !== null && (
        <button type="button" class="button-quiet" aria-label={text.showOf(title)} onClick={() => app.show(evidence)}>
          {text.show}
        </button>
      )}
    </span>
  );
}

/** Sets what the remedy says, and back. Only while the controls still show what was measured. */
function Try({ remedy, spec }: { remedy: Remedy; spec: RunSpec }): JSX.Element | null {
  const app = useApp();
  const { happened: text } = useTexts();
  const isSet = useSignal(false);
  const { field, value } = remedy;
  const current = app.spec.value;
  useEffect(() => {
    isSet.value = false;
  }, [spec]);
  const isUntouched = (Object.keys(spec) as (keyof RunSpec)[]).every(
    (name) => name === field || JSON.stringify(current[name]) === JSON.stringify(spec[name]),
  );
  const isPossible = checkSpec({ [field]: value }, app.catalog, spec).problems.length === 0;
  if (!isUntouched || !isPossible) return null;
  const isOn = isSet.value && current[field] === value;
  return (
    <>
      <button
        type="button"
        class="button-quiet"
        onClick={() => {
          app.edit(field, isOn ? spec[field] : value);
          isSet.value = !isOn;
        }}
      >
        {isOn ? text.undo : text.remedy(remedy)}
      </button>
      <span class="hint" role="status">
        {isOn && text.isSet}
      </span>
    </>
  );
}

/** A sentence with the numbers that stand out. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }): JSX.Element {
  return <>{pieces.map((piece) => (typeof piece === 'string' ? piece : <strong>{piece.strong}</strong>))}</>;
}
