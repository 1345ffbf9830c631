// What the comparison came to: bars, sentences, a table, what was computed, what to be careful with.

import type { JSX } from 'preact';
import { RuntimeBars } from '../charts/runtime-bars';
import type { Report, ReportResult } from '../model/contract';
import { median } from '../model/median';
import { taskOf } from '../model/spec';
import { duration, percent, ratio } from '../model/units';
import { useApp } from './app';
import { useTextsAreHere, useTexts } from './outcome-texts';
import { StrategyMark } from './StrategyMark';
import { useWidth } from './useWidth';
import { titleOf } from './words';

/** A comparison's results, once their texts are there; they don't wait for the panels' texts, which are many. */
export function Outcome({ report }: { report: Report }): JSX.Element {
  const { embedded, text } = useApp();
  const words = useTexts();
  return !useTextsAreHere() ? (
    <p class="muted">{text.panels.loading}</p>
  ) : (
    <>
      <Verdict report={report} />
      <div class="results-columns">
        <Runtime report={report} />
        <Words report={report} />
      </div>
      {embedded ? (
        <details class="table-fold">
          <summary>{words.table.title}</summary>
          <Table report={report} />
        </details>
      ) : (
        <Table report={report} />
      )}
    </>
  );
}

function Verdict({ report }: { report: Report }): JSX.Element {
  const words = useTexts();
  return report.identical ? (
    <p class="verdict verdict-good">
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M2.5 8.5l3.5 3.5 7.5-8" />
      </svg>
      {report.results.length > 1 ? words.identical : words.identicalOne}
    </p>
  ) : (
    <p class="verdict verdict-bad" role="alert">
      {words.different}
    </p>
  );
}

function Runtime({ report }: { report: Report }): JSX.Element {
  const app = useApp();
  const words = useTexts();
  const { catalog, text } = app;
  const [box, width] = useWidth<HTMLElement>(260);
  const bars = report.results.map(({ strategy, medianMs, ci95, samples, speedup }) => ({
    strategy,
    title: titleOf(app, strategy),
    medianMs,
    ci95,
    samplesMs: samples.map(({ wallMs }) => wallMs),
    note: strategy === 'serial' || !Number.isFinite(speedup) ? '' : `${ratio(speedup)}×`,
  }));
  const task = taskOf(catalog, report.spec.task);
  return (
    <div class="runtime">
      <figure ref={box}>
        <h2>{words.runtime}</h2>
        <RuntimeBars
          bars={bars}
          width={width.value}
          title={words.chartTitle(task.title)}
          text={words.chartText(bars)}
        />
        <figcaption class="hint">{words.interval}</figcaption>
      </figure>
      {report.figures.length > 0 && (
        <div>
          <h3>{words.figures}</h3>
          <dl class="figures">
            {report.figures.map(({ label, value }) => (
              <div key={label}>
                <dt>{text.hear(label)}</dt>
                <dd>{text.hear(value)}</dd>
              </div>
            ))}
          </dl>
          {report.figures.some(({ label }) => label.startsWith('perplexity')) && <p class="hint">{words.perplexity}</p>}
        </div>
      )}
    </div>
  );
}

function Words({ report }: { report: Report }): JSX.Element {
  const app = useApp();
  const words = useTexts();
  const { catalog, text } = app;
  const { spec, results, environment } = report;
  // Where no difference can be told, the sentences say so already.
  const warnings = report.warnings.filter(({ code }) => code !== 'no-difference');
  const task = taskOf(catalog, spec.task);
  const others = results.filter(({ strategy }) => strategy !== 'serial');
  const hasSerial = results.some(({ strategy }) => strategy === 'serial');
  return (
    <div class="words">
      <ul class="sentences">
        {!hasSerial && <li>{text.results.noSerial}</li>}
        {hasSerial &&
          others.map(({ strategy, speedup, speedupCi95, efficiency }) => (
            <li key={strategy} class={`strategy-${strategy}`}>
              {text.results.speedup(titleOf(app, strategy), speedup, speedupCi95)}
              {text.between}
              {speedup > 1 && speedupCi95[0] > 1 && words.efficiency(efficiency, spec.cores)}
            </li>
          ))}
        {results.some(({ strategy }) => strategy === 'pooled') && (
          <li>{words.poolStart(environment.poolStartMs, spec.cores)}</li>
        )}
      </ul>
      {warnings.length > 0 && (
        <div class="warnings">
          <h3>{words.warnings}</h3>
          <ul>
            {warnings.map((warning) => (
              <li key={warning.text}>{text.sentence(text.hear(warning.text))}</li>
            ))}
          </ul>
        </div>
      )}
      <p class="muted">
        {words.setup(
          spec.items,
          task.item,
          spec.cores,
          spec.variant,
          text.results.chunks(report.chunksize),
          environment.hardwareConcurrency,
        )}
      </p>
    </div>
  );
}

/** A column for each strategy: so it fits a phone. */
function Table({ report }: { report: Report }): JSX.Element {
  const app = useApp();
  const { table, help } = useTexts();
  const rows: { name: string; hint?: string; value(result: ReportResult): string }[] = [
    { name: table.median, value: ({ medianMs }) => duration(medianMs) },
    { name: table.speedup, hint: help.speedup, value: ({ speedup }) => (Number.isFinite(speedup) ? `${ratio(speedup)}×` : '–') },
    { name: table.efficiency, hint: help.efficiency, value: ({ efficiency }) => percent(efficiency) },
    { name: table.first, hint: help.first, value: ({ samples }) => duration(median(samples.map(({ firstResultMs }) => firstResultMs), NaN)) },
    {
      name: table.startup,
      hint: help.startup,
      value: ({ strategy, samples }) => (strategy === 'serial' ? '–' : duration(median(samples.map(({ startupMs }) => startupMs), NaN))),
    },
  ];
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={table.title}>
      <table>
        <thead>
          <tr>
            <td />
            {report.results.map(({ strategy }) => (
              <th key={strategy} scope="col" class={`strategy-${strategy}`}>
                <StrategyMark id={strategy} /> {titleOf(app, strategy)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, hint, value }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                {hint !== undefined && <span class="hint">{hint}</span>}
              </th>
              {report.results.map((result) => (
                <td key={result.strategy}>{value(result)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
