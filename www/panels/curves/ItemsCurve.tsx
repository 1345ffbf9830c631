// Runtime over items: the chart, from where on parallel pays, the numbers.

import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Crossing, itemsChart } from '../../charts/curves/items';
import { breakEven, runtimes, strategiesOf } from '../../model/curves';
import { taskOf } from '../../model/spec';
import { itemsPlan } from '../../model/sweep';
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
export function ItemsCurve(): JSX.Element {
  const { runs } = useApp();
  return <CurveFigure kind="items" plan={itemsPlan(runs.value)} shown={(curve) => <Shown curve={curve} />} />;
}

function Shown({ curve: { plan, points } }: { curve: Curve }): JSX.Element {
  const app = useApp();
  const { items: text } = useTexts().curves;
  const series = useMemo(() => strategiesOf(points).map((strategy) => ({ strategy, title: titleOf(app, strategy), points: runtimes(points, strategy) })), [points]);
  const found = useMemo(
    () => series.filter(({ strategy }) => strategy !== 'serial').map(({ strategy, title }) => ({ strategy, title, pays: breakEven(points, strategy) })),
    [series],
  );
  const draw = useMemo(() => {
    const crossings = found.flatMap(({ strategy, title, pays }): Crossing[] =>
      pays.kind === 'from' ? [{ strategy, title: text.crossing(title), items: pays.items, ci95: pays.ci95 }] : [],
    );
    const title = text.chart(taskOf(app.catalog, plan.base.task).title);
    const spoken = series.flatMap(({ title: name, points: own }) => own.map(({ x, medianMs }) => text.point(name, x, medianMs))).join('; ');
    return (width: number): SVGSVGElement => itemsChart({ series, crossings }, { x: text.x, y: text.y }, { id: 'items', title, text: spoken, width });
  }, [series, found]);
  const counts = points.map(({ value }) => value);
  return (
    <>
      <Chart draw={draw} />
      <figcaption class="hint">{text.caption}</figcaption>
      <ChartTools />
      <ul class="curve-words">
        {found.map(({ strategy, title, pays }) => (
          <li key={strategy} class={`strategy-${strategy}`}>
            {text.pays(title, pays, Math.min(...counts), Math.max(...counts))}
          </li>
        ))}
      </ul>
      <RuntimeTable head={text.count} label={text.title} series={series} format={duration} />
    </>
  );
}
