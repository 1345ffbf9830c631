// The sentences, the heaviest first, each with a link to the spans that show it and a setting that goes to its cause.

import type { JSX } from 'preact';
import type { Piece } from '../../locales/pieces';
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
  const { cause, remedy, strategy, tone } = finding;
  // What is true of all strategies together has no strategy's mark.
  const isGeneral = tone === 'doubt';
  return (
    <li class={`finding finding-${tone} ${isGeneral ? '' : `strategy-${strategy}`}`} data-cause={cause.kind}>
      {!isGeneral && <Weight finding={finding} />}
      <p>
        <Pieces pieces={text.sentence(finding, (id) => titleOf(app, id))} />
      </p>
      {others.map((other) => (
        <Weight key={other.strategy} finding={other} isOther />
      ))}
      {remedy !== null && <Try remedy={remedy} spec={spec} />}
    </li>
  );
}

/** A strategy, what the cause explains there, and where to see it. */
function Weight({ finding, isOther = false }: { finding: Finding; isOther?: boolean }): JSX.Element {
  const app = useApp();
  const { happened: text } = useTexts();
  const { cause, evidence, lostMs, share, strategy } = finding;
  const title = titleOf(app, strategy);
  return (
    <p class="finding-weight">
      <StrategyMark id={strategy} />
      <b>{title}</b>
      <span class="muted">{text.weight(lostMs, share, isOther)}</span>
      {evidence !== null && (
        <button type="button" class="finding-show" aria-label={text.showOf(title, cause.kind)} onClick={() => app.show(evidence)}>
          {text.show}
        </button>
      )}
    </p>
  );
}

/** Sets what the remedy says, and back. Only while the controls still show what was measured. */
function Try({ remedy, spec }: { remedy: Remedy; spec: RunSpec }): JSX.Element | null {
  const app = useApp();
  const { happened: text } = useTexts();
  const { field, value } = remedy;
  const current = app.spec.value;
  const isUntouched = (Object.keys(spec) as (keyof RunSpec)[]).every(
    (name) => name === field || JSON.stringify(current[name]) === JSON.stringify(spec[name]),
  );
  const isPossible = checkSpec({ [field]: value }, app.catalog, spec).problems.length === 0;
  if (!isUntouched || !isPossible || app.look.value.lock) return null;
  const isOn = JSON.stringify(current[field]) === JSON.stringify(value);
  return (
    <p class="finding-try">
      <button
        type="button"
        class="button-quiet"
        onClick={() => app.edit(field, isOn ? spec[field] : value)}
      >
        {isOn ? text.undo : text.remedy(remedy)}
      </button>
      <span class="hint" role="status">
        {isOn && text.isSet}
      </span>
    </p>
  );
}

/** A sentence with the numbers that stand out. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }): JSX.Element {
  return <>{pieces.map((piece) => (typeof piece === 'string' ? piece : <strong>{piece.strong}</strong>))}</>;
}
