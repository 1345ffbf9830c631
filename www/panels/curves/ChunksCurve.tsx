// Runtime over chunk size: the chart with Python's default, where it was fastest, the numbers.

import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { chunksChart } from '../../charts/curves/chunks';
import { bestChunk, runtimes, strategiesOf } from '../../model/curves';
import { taskOf } from '../../model/spec';
import { chunksPlan, hasChunks, pythonsChunksize } from '../../model/sweep';
import { duration } from '../../model/units';
import { useApp } from '../../views/app';
import { titleOf } from '../../views/words';
import { ChartTools } from '../ChartTools';
import { useTexts } from '../texts';
import { Chart } from './Chart';
import { CurveFigure } from './CurveFigure';
import { RuntimeTable } from './RuntimeTable';
import type { Curve } from './store';

/** The figure. */
export function ChunksCurve(): JSX.Element {
  const { catalog, edit, look, runs } = useApp();
  const { chunks: text } = useTexts().curves;
  const plan = hasChunks(runs.value, catalog) ? chunksPlan(runs.value, catalog) : null;
  const instead = (
    <div class="curve-actions">
      <p>{text.none(runs.value.variant)}</p>
      {!look.value.lock && (
        <button type="button" class="button-quiet" onClick={() => edit('variant', 'map')}>
          {text.useMap}
        </button>
      )}
    </div>
  );
  return <CurveFigure kind="chunks" plan={plan} instead={instead} shown={(curve) => <Shown curve={curve} />} />;
}

function Shown({ curve: { plan, points } }: { curve: Curve }): JSX.Element {
  const app = useApp();
  const { chunks: text } = useTexts().curves;
  const { base } = plan;
  const pythons = pythonsChunksize(base, app.catalog);
  const series = useMemo(() => strategiesOf(points).map((strategy) => ({ strategy, title: titleOf(app, strategy), points: runtimes(points, strategy) })), [points]);
  const draw = useMemo(() => {
    const title = text.chart(taskOf(app.catalog, base.task).title);
    const spoken = series.flatMap(({ title: name, points: own }) => own.map(({ x, medianMs }) => text.point(name, x, medianMs))).join('; ');
    const words = { x: text.x, y: text.y, pythons: text.pythons(base.variant) };
    return (width: number): SVGSVGElement => chunksChart({ series, pythons }, words, { id: 'chunk-size', title, text: spoken, width });
  }, [series]);
  return (
    <>
      <Chart draw={draw} />
      <figcaption class="hint">
        {text.caption} {['guided', 'stealing'].includes(base.schedule) && text.least}
      </figcaption>
      <ChartTools />
      <ul class="curve-words">
        {series.map(({ strategy, title, points: own }) => {
          const found = bestChunk(own, pythons);
          return (
            found !== null && (
              <li key={strategy} class={`strategy-${strategy}`}>
                {text.best(title, found)} {text.pythonsLoss(found)}
              </li>
            )
          );
        })}
      </ul>
      <RuntimeTable head={text.size} label={text.title} series={series} format={duration} />
    </>
  );
}
