// Side by side: the visitor's own comparison and others, by machine, as charts, in words and in numbers.

import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { MachinesRuntime } from '../../charts/machines-runtime';
import { MachinesSpeedup } from '../../charts/machines-speedup';
import type { MachineRow } from '../../charts/machines';
import { csvOf } from '../../model/export/csv';
import { type Kept, type Summary, differencesOf, isSameWork, summaryOf } from '../../model/kept';
import { duration, ratio } from '../../model/units';
import { useApp } from '../../views/app';
import { StrategyMark } from '../../views/StrategyMark';
import { inBrief } from '../../views/words';
import { useWidth } from '../../views/useWidth';
import { useTexts } from '../texts';
import { download, fileOf } from './files';
import { labelOf, machineText, rowsOf } from './rows';
import { takeAway } from './overlay-list';
import './overlay.css';

/** The section. */
export function Overlay(): JSX.Element {
  const app = useApp();
  const { catalog, overlay, report } = app;
  const texts = useTexts();
  const text = texts.keep.beside;
  const own = useComputed(() => (report.value === null ? null : summaryOf(report.value)));
  const others = overlay.value;
  const rows = rowsOf(own.value, others, catalog, texts);
  const saveAll = async (): Promise<void> => {
    const summaries = [...(own.value === null ? [] : [own.value]), ...others.map(({ summary }) => summary)];
    download(await fileOf([csvOf(summaries, catalog)], 'text/csv'), 'machines.csv');
  };
  return (
    <section class="beside" aria-labelledby="beside-title">
      <div class="beside-head">
        <div>
          <h2 id="beside-title">{text.title}</h2>
          <p class="muted" role="status">
            {own.value === null ? text.introAlone : text.intro(others.length)}
          </p>
        </div>
        <div class="beside-tools">
          <button type="button" class="button-quiet" onClick={() => void saveAll()}>
            {text.csv}
          </button>
          {others.length > 1 && (
            <button type="button" class="button-quiet" onClick={() => takeAway(app)}>
              {text.removeAll}
            </button>
          )}
        </div>
      </div>
      <ul class="beside-list">
        {others.map((kept, place) => (
          <Entry key={kept.id} kept={kept} label={labelOf(kept, place, own.value, catalog, texts)} own={own.value} />
        ))}
      </ul>
      <Charts rows={rows} />
      <Table rows={rows} />
    </section>
  );
}

function Entry({ kept, label, own }: { kept: Kept; label: string; own: Summary | null }): JSX.Element {
  const app = useApp();
  const texts = useTexts();
  const text = texts.keep.beside;
  const { summary, atS } = kept;
  const machine = machineText(summary.machine, texts);
  const hidden = <span class="visually-hidden"> ({label})</span>;
  return (
    <li class="beside-entry">
      <div>
        <h3>{label}</h3>
        <p class="muted">{text.from(label.endsWith(machine) ? '' : machine, inBrief(app, summary.spec), texts.keep.day(atS))}</p>
        {own !== null && <Sameness own={own} other={summary} />}
        {summary.warnings.length > 0 && (
          <details>
            <summary>{text.warnings(summary.warnings.length)}</summary>
            <ul>
              {summary.warnings.map((warning, place) => (
                <li key={place}>{app.text.sentence(app.text.hear(warning.text))}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <div class="beside-tools">
        {!app.look.value.lock && (
          <a class="button-quiet" href={app.linkTo(summary.spec)} onClick={() => scrollTo({ top: 0 })}>
            {text.setUp}
            {hidden}
          </a>
        )}
        <button type="button" class="button-quiet" onClick={() => takeAway(app, kept.id)}>
          {text.remove}
          {hidden}
        </button>
      </div>
    </li>
  );
}

/** Whether it is the same experiment, and the same results. */
function Sameness({ own, other }: { own: Summary; other: Summary }): JSX.Element {
  const { keep } = useTexts();
  const text = keep.beside;
  const differences = differencesOf(own.spec, other.spec);
  const digests = new Set([...own.results, ...other.results].map(({ digest }) => digest));
  return (
    <>
      <p>{differences.length === 0 ? text.same : text.differs(differences)}</p>
      {isSameWork(own.spec, other.spec) && (digests.size === 1 ? <p>{text.identical}</p> : <p class="verdict-bad">{text.notIdentical}</p>)}
    </>
  );
}

function Charts({ rows }: { rows: readonly MachineRow[] }): JSX.Element {
  const { keep } = useTexts();
  const text = keep.beside;
  const [left, leftWidth] = useWidth<HTMLElement>();
  const [right, rightWidth] = useWidth<HTMLElement>();
  const isComparable = rows.some(({ results }) => results.some(({ strategy, speedup }) => strategy !== 'serial' && Number.isFinite(speedup)));
  return (
    <div class="beside-charts">
      <figure ref={left}>
        <h3>{text.runtime}</h3>
        <MachinesRuntime rows={rows} width={leftWidth.value} title={text.runtime} text={text.runtimeText(rows)} />
        <figcaption class="hint">{text.runtimeHint}</figcaption>
      </figure>
      <figure ref={right}>
        {isComparable && (
          <>
            <h3>{text.speedup}</h3>
            <MachinesSpeedup rows={rows} width={rightWidth.value} title={text.speedup} text={text.speedupText(rows)} />
            <figcaption class="hint">{text.speedupHint}</figcaption>
          </>
        )}
      </figure>
    </div>
  );
}

function Table({ rows }: { rows: readonly MachineRow[] }): JSX.Element {
  const { catalog } = useApp();
  const { keep } = useTexts();
  const text = keep.beside;
  const strategies = catalog.strategies.filter(({ id }) => rows.some(({ results }) => results.some(({ strategy }) => strategy === id)));
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={text.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.comparison}</th>
            {strategies.map(({ id, title }) => (
              <th key={id} scope="col" class={`strategy-${id}`}>
                <StrategyMark id={id} /> {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, results }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              {strategies.map((strategy) => {
                const result = results.find((candidate) => candidate.strategy === strategy.id);
                const isGain = result !== undefined && strategy.id !== 'serial' && Number.isFinite(result.speedup);
                return (
                  <td key={strategy.id}>
                    {result === undefined ? '–' : duration(result.medianMs)}
                    {isGain && <span class="hint">{`${ratio(result.speedup)}×`}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
