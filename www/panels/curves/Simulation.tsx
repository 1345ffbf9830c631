// What more cores would do: the schedules simulated from measured costs.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useCallback, useMemo } from 'preact/hooks';
import { predictedChart } from '../../charts/predicted-curve';
import { type MeasuredCosts, measuredCosts } from '../../model/simulate/measured';
import { COUNTS, SIZES, type Size, medianError, predict } from '../../model/simulate/predict';
import { type Outcome, traceOf } from '../../model/trace';
import { ratio } from '../../model/units';
import { useApp } from '../../views/app';
import { ChartTools } from '../ChartTools';
import { useTexts } from '../texts';
import { Chart } from './Chart';
import { DataTable } from './DataTable';

/** The section. */
export function Simulation(): JSX.Element {
  const { simulation: text } = useTexts();
  const outcome = useApp().outcome.value;
  const costs = useMemo(() => (outcome === null ? null : costsOf(outcome)), [outcome]);
  return outcome === null || costs === null ? <p class="muted">{text.none}</p> : <Prediction outcome={outcome} costs={costs} />;
}

function costsOf(outcome: Outcome): MeasuredCosts | null {
  const [serial, pooled] = [traceOf(outcome, 'serial'), traceOf(outcome, 'pooled')];
  const { spec, chunksize } = outcome.report;
  if (serial === undefined || pooled === undefined || spec.variant === 'apply') return null;
  return measuredCosts(serial, pooled, spec.items, chunksize);
}

function Prediction({ outcome: { report, traces }, costs }: { outcome: Outcome; costs: MeasuredCosts }): JSX.Element {
  const { simulation: text } = useTexts();
  const app = useApp();
  const size = useSignal<Size>('own');
  const { spec, chunksize } = report;
  const own = { chunksize, fixed: spec.chunksize !== null };
  const curves = useMemo(() => predict(costs, size.value, own), [costs, size.value]);
  const at64 = curves.find(({ schedule }) => schedule === spec.schedule)?.points.find(({ workers }) => workers === 64);
  const walls = traces.filter(({ strategy }) => strategy === 'pooled').map(({ wallMs }) => wallMs);
  const said = at64 === undefined ? '' : text.at64(at64.speedup, at64.bound, costs.longestItemMs);
  const title = text.chart(spec.task);
  const draw = useCallback((width: number) => predictedChart(curves, text.words, { id: 'predicted', title, text: said, width }), [curves, said, title]);
  return (
    <section class="curve-part simulation" aria-labelledby="simulation-title">
      <h3 id="simulation-title">{text.title}</h3>
      <p class="simulation-at-64">{said}</p>
      <p class="simulation-error">
        {spec.cores > app.machineCores
          ? text.unchecked
          : text.error(medianError(costs, { schedule: spec.schedule, workers: spec.cores, ...own }, walls), walls.length, spec.cores)}
      </p>
      <label class="curve-choice">
        {text.chunks}{' '}
        <select value={size.value} onChange={({ currentTarget }) => { size.value = SIZES[currentTarget.selectedIndex] ?? 'own'; }}>
          {SIZES.map((one) => <option key={one} value={one}>{text.size(one, chunksize)}</option>)}
        </select>
      </label>
      <figure class="curve-figure">
        <Chart draw={draw} />
        <DataTable
          label={text.numbers}
          head={[text.workers, ...curves.map(({ schedule }) => text.words.schedules[schedule])]}
          rows={COUNTS.map((workers, at) => [String(workers), ...curves.map(({ points }) => ratio(points[at]?.speedup ?? Number.NaN))])}
        />
        <ChartTools />
      </figure>
      <p class="hint">{costs.isCoarse && text.coarse} {text.note}</p>
    </section>
  );
}
