// What more cores would do: the schedules simulated from measured costs.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import { predictedChart } from '../../charts/predicted-curve';
import { type MeasuredCosts, type Recorded, measuring } from '../../model/simulate/measured';
import { COUNTS, type Curve, SIZES, type Size, predicting } from '../../model/simulate/predict';
import type { Steps } from '../../model/simulate/steps';
import { chunksizeOf, taskOf, variantOf } from '../../model/spec';
import { hasChunks } from '../../model/sweep';
import { type Outcome, traceOf } from '../../model/trace';
import { ratio } from '../../model/units';
import { type App, useApp } from '../../views/app';
import { ChartTools } from '../ChartTools';
import { useTexts } from '../texts';
import { Chart } from './Chart';
import { DataTable } from '../DataTable';
import { SimulationCheck } from './SimulationCheck';
import { useSliced } from './useSliced';

/** The section. */
export function Simulation(): JSX.Element {
  const app = useApp();
  const { simulation: text } = useTexts();
  const outcome = app.outcome.value;
  const recorded = outcome === null ? null : recordedOf(app, outcome);
  if (recorded !== null && outcome !== null) return <Recording outcome={outcome} app={app} />;
  return <p class="muted">{app.mode.value?.kind === 'private' ? text.private : text.none}</p>;
}

function recordedOf({ catalog }: App, outcome: Outcome): Recorded | null {
  const [serial, pooled] = [traceOf(outcome, 'serial'), traceOf(outcome, 'pooled')];
  const { spec, chunksize } = outcome.report;
  if (serial === undefined || pooled === undefined || spec.variant === 'apply') return null;
  // One call is what is simulated.
  if (taskOf(catalog, spec.task).rounds !== null) return null;
  const runs = outcome.traces.filter(({ strategy }) => strategy === 'pooled');
  return { serial, pooled, runs, items: spec.items, chunksize, isAtEnd: variantOf(catalog, spec.variant).delivery === 'at-end' };
}

/** What an outcome costs; null where the recording lacks items. */
type Basis = { outcome: Outcome; costs: MeasuredCosts } | null;

function* basisOf(app: App, outcome: Outcome): Steps<Basis> {
  const recorded = recordedOf(app, outcome);
  const costs = recorded === null ? null : yield* measuring(recorded);
  return costs === null ? null : { outcome, costs };
}

/** While something is measured nothing is computed: the cores are taken. */
function isMeasuring({ run }: App): boolean {
  return ['running', 'waiting', 'sweeping', 'stopping'].includes(run.value.kind);
}

function Recording({ outcome, app }: { outcome: Outcome; app: App }): JSX.Element {
  const { simulation: text } = useTexts();
  const size = useSignal<Size>('own');
  const { last, isComputing } = useSliced(useCallback(() => basisOf(app, outcome), [outcome]), isMeasuring(app));
  if (last === null) return <p class="muted simulation-wait">{text.computing}</p>;
  return last.value === null ? <p class="muted">{isComputing ? text.computing : text.none}</p> : <Prediction basis={last.value} size={size.value} choose={(one) => (size.value = one)} />;
}

/** Curves with what they are of, so that words and lines always belong together. */
interface Foretold extends NonNullable<Basis> {
  size: Size;
  curves: Curve[];
}

function* foretelling(app: App, basis: NonNullable<Basis>, size: Size): Steps<Foretold> {
  const { spec } = basis.outcome.report;
  const at = (workers: number): number => chunksizeOf({ ...spec, cores: workers }, app.catalog);
  return { ...basis, size, curves: yield* predicting(basis.costs, size, { fixed: spec.chunksize !== null, at }) };
}

function Prediction({ basis, size, choose }: { basis: NonNullable<Basis>; size: Size; choose(size: Size): void }): JSX.Element {
  const { simulation: text } = useTexts();
  const app = useApp();
  const { spec, chunksize } = basis.outcome.report;
  const { last, isComputing } = useSliced(useCallback(() => foretelling(app, basis, size), [basis, size]), isMeasuring(app));
  const own = { chunksize, fixed: spec.chunksize !== null };
  return (
    <section class="curve-part simulation" aria-labelledby="simulation-title" aria-busy={isComputing}>
      <h3 id="simulation-title">{text.title}</h3>
      {last !== null && <p class="simulation-at-64">{saidOf(last.value, text)}</p>}
      <SimulationCheck outcome={basis.outcome} costs={basis.costs} isHeld={isMeasuring(app)} />
      <div class="curve-actions">
        {hasChunks(spec, app.catalog) && (
          <label class="curve-choice">
            {text.chunks}{' '}
            <select value={size} onChange={({ currentTarget }) => { choose(SIZES.find((one) => one === currentTarget.value) ?? 'own'); }}>
              {SIZES.map((one) => <option key={one} value={one}>{text.size(one, own)}</option>)}
            </select>
          </label>
        )}
        <span class="hint simulation-wait">{isComputing && text.computing}</span>
      </div>
      {last !== null && <Curves foretold={last.value} />}
      {size === 'own' && !own.fixed && hasChunks(spec, app.catalog) && <p class="hint">{text.staticOwn}</p>}
      <Coarse costs={basis.costs} outcome={basis.outcome} />
      <p class="hint">{text.note}</p>
    </section>
  );
}

type Texts = ReturnType<typeof useTexts>['simulation'];

function saidOf({ curves, costs, outcome: { report: { spec } } }: Foretold, text: Texts): string {
  const at64 = curves.find(({ schedule }) => schedule === spec.schedule)?.points.find(({ workers }) => workers === 64);
  return at64 === undefined ? '' : text.at64(at64.speedup, at64.bound, costs.longestItemMs);
}

function Curves({ foretold }: { foretold: Foretold }): JSX.Element {
  const { simulation: text } = useTexts();
  const { curves } = foretold;
  const draw = useCallback(
    (width: number) => predictedChart(curves, text.words, { id: 'predicted', title: text.chart(foretold.outcome.report.spec.task), text: saidOf(foretold, text), width }),
    [foretold],
  );
  return (
    <figure class="curve-figure">
      <Chart draw={draw} />
      <DataTable
        label={text.numbers}
        head={[text.workers, ...curves.map(({ schedule }) => text.words.schedules[schedule])]}
        rows={COUNTS.map((workers, at) => [String(workers), ...curves.map(({ points }) => ratio(points[at]?.speedup ?? Number.NaN))])}
      />
      <ChartTools />
    </figure>
  );
}

/** Where several items share a span: why, and what would tell them apart. */
function Coarse({ costs: { coarsest }, outcome: { report: { spec, chunksize } } }: { costs: MeasuredCosts; outcome: Outcome }): JSX.Element | null {
  const app = useApp();
  const { simulation: text } = useTexts();
  if (coarsest <= 1) return null;
  if (chunksize <= 1) return <p class="hint">{text.coarse(coarsest)} {text.coarseClock}</p>;
  const isSame = !app.look.value.lock && app.spec.value.task === spec.task && app.spec.value.variant === spec.variant;
  const again = (): void => {
    app.edit('chunksize', 1);
    app.start();
  };
  return (
    <div class="curve-actions">
      <p class="hint">{text.coarse(coarsest)}</p>
      {isSame && <button type="button" class="button-quiet" aria-disabled={isMeasuring(app)} onClick={isMeasuring(app) ? undefined : again}>{text.eachItem}</button>}
    </div>
  );
}
