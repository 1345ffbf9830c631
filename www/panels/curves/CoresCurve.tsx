// Speed-up over workers: the chart, what the laws of scaling say of it as far as there are enough points, the numbers.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type LawLine, speedupChart } from '../../charts/curves/speedup';
import { type Laws, type SpeedupPoint, amdahlLine, lawsOf, speedups, strategiesOf, uslLine } from '../../model/curves';
import { amdahl } from '../../model/fit/amdahl';
import { usl } from '../../model/fit/usl';
import { taskOf } from '../../model/spec';
import { coresPlan } from '../../model/sweep';
import { duration, percent, ratio } from '../../model/units';
import { useApp } from '../../views/app';
import { Segments } from '../../views/fields';
import { StrategyMark } from '../../views/StrategyMark';
import { titleOf } from '../../views/words';
import { ChartTools } from '../ChartTools';
import { useTexts } from '../texts';
import { Chart } from './Chart';
import { useCores } from './cores';
import { CurveFigure } from './CurveFigure';
import { DataTable } from '../DataTable';
import type { Curve } from './store';

/** The figure. */
export function CoresCurve(): JSX.Element {
  const { catalog, runs } = useApp();
  const { reported, isRounded } = useCores();
  const { curves: text } = useTexts();
  const { max } = catalog.limits.cores;
  const ends = [...new Set([reported, 2 * reported].map((count) => Math.min(count, max)))];
  const chosen = useSignal(ends[0] ?? reported);
  const choice = (
    <label class="curve-choice">
      {text.cores.upTo}{' '}
      <select value={chosen.value} onChange={({ currentTarget }) => (chosen.value = Number(currentTarget.value))}>
        {ends.map((count) => (
          <option key={count} value={count}>
            {text.cores.upToOption(count, reported, isRounded)}
          </option>
        ))}
      </select>
    </label>
  );
  return <CurveFigure kind="cores" plan={coresPlan(runs.value, chosen.value)} choice={choice} shown={(curve) => <Shown curve={curve} />} />;
}

interface Own {
  strategy: string;
  title: string;
  points: SpeedupPoint[];
  laws: Laws;
}

function Shown({ curve }: { curve: Curve }): JSX.Element {
  const app = useApp();
  const { curves: text } = useTexts();
  const { sure, isRounded } = useCores();
  const { points, plan } = curve;
  const own = useMemo(
    () =>
      strategiesOf(points)
        .filter((strategy) => strategy !== 'serial')
        .map((strategy): Own => {
          const speeds = speedups(points, strategy);
          return { strategy, title: titleOf(app, strategy), points: speeds, laws: lawsOf(speeds, sure) };
        }),
    [points],
  );
  const chosen = useSignal('pooled');
  const fitted = own.find(({ strategy }) => strategy === chosen.value) ?? own.at(-1);
  const hasPoints = own.some(({ points: speeds }) => speeds.length > 0);
  const draw = useMemo(() => {
    const lines = fitted === undefined ? [] : linesOf(fitted, text.laws.names);
    const words = { x: text.cores.x, y: text.cores.y, ideal: text.cores.ideal, cores: text.cores.coresEnd(sure, isRounded) };
    const title = text.cores.chart(taskOf(app.catalog, plan.base.task).title);
    const spoken = own.flatMap(({ title: name, points: speeds }) => speeds.map(({ cores, speedup }) => text.cores.point(name, cores, speedup))).join('; ');
    return (width: number): SVGSVGElement =>
      speedupChart({ series: own, laws: lines, counts: points.map(({ value }) => value).toSorted((a, b) => a - b), machineCores: sure }, words, {
        id: 'speedup',
        title,
        text: spoken,
        width,
      });
  }, [own, fitted]);
  if (!hasPoints) return <p>{text.cores.noFit}</p>;
  const isFitted = own.some(({ laws }) => laws.amdahl.kind === 'fitted');
  return (
    <div class="curve-beside">
      <div class="curve-picture">
        <Chart draw={draw} />
        <figcaption class="hint">{text.cores.caption}</figcaption>
        <ChartTools />
      </div>
      <div class="curve-said">
      {isFitted && own.length > 1 && fitted !== undefined && (
        <Segments
          name="curve-laws"
          legend={text.cores.fitsOf}
          value={fitted.strategy}
          options={own.map(({ strategy, title }) => ({ id: strategy, title }))}
          onChoose={(id) => (chosen.value = id)}
        />
      )}
      {fitted !== undefined && <Words own={fitted} all={own} />}
      <Numbers own={own} />
      </div>
    </div>
  );
}

function linesOf({ strategy, laws }: Own, names: Record<LawLine['law'], string>): LawLine[] {
  return [
    ...(laws.amdahl.kind === 'fitted' ? [{ law: 'amdahl' as const, strategy, title: names.amdahl, points: amdahlLine(laws.amdahl) }] : []),
    ...(laws.usl.kind === 'fitted' ? [{ law: 'usl' as const, strategy, title: names.usl, points: uslLine(laws.usl) }] : []),
  ];
}

/** An interval of the serial share that is wider than this says little. */
const WIDE = 0.1;

/** What the laws say, or why they say nothing, and what can be said without them. */
function Words({ own, all }: { own: Own; all: readonly Own[] }): JSX.Element {
  const { sure, isRounded } = useCores();
  const { cores: text, laws: words } = useTexts().curves;
  const { amdahl: one, usl: other } = own.laws;
  const lastWithCores = (points: readonly SpeedupPoint[]): SpeedupPoint | undefined => points.findLast(({ cores }) => cores <= sure);
  const isShared = all.some(({ points }) => points.some(({ cores }) => cores > sure));
  return (
    <ul class="curve-words">
      {one.kind === 'few' &&
        all.map(({ strategy, title, points }) => {
          const last = lastWithCores(points);
          return last !== undefined && last.cores > 1 && <li key={strategy} class={`strategy-${strategy}`}>{text.plain(title, last)}</li>;
        })}
      {one.kind === 'few' ? (
        <li>{words.few(words.names.amdahl, one, sure, isRounded)}</li>
      ) : (
        <li class={`strategy-${own.strategy}`}>
          {words.amdahl(one)} {one.serialCi95[1] - one.serialCi95[0] > WIDE && words.wide} {one.closeness.isOff ? words.off(one.closeness) : words.limit(one)}
        </li>
      )}
      {other.kind === 'few' ? (
        <li>{words.few(words.names.usl, other, sure, isRounded)}</li>
      ) : (
        <li class={`strategy-${own.strategy}`}>
          {words.usl(other)} {other.closeness.isOff ? words.off(other.closeness) : words.peak(other)}
        </li>
      )}
      {isShared && <li>{text.shared(sure, isRounded)}</li>}
      {one.kind === 'fitted' && <li class="hint">{words.note}</li>}
    </ul>
  );
}

function Numbers({ own }: { own: readonly Own[] }): JSX.Element {
  const { cores: text, ...common } = useTexts().curves;
  const { head } = text;
  return (
    <>
      {own.map(({ strategy, title, points, laws: { amdahl: one, usl: other } }) => (
        <DataTable
          key={strategy}
          label={`${title}: ${text.title}`}
          summary={`${common.numbers}: ${title}`}
          head={[
            head.workers,
            head.serial,
            <>
              <StrategyMark id={strategy} /> {head.median(title)}
            </>,
            head.speedup,
            head.efficiency,
            ...(one.kind === 'fitted' ? [head.amdahl] : []),
            ...(other.kind === 'fitted' ? [head.usl] : []),
          ]}
          rows={points.map(({ cores, serialMs, medianMs, speedup }) => [
            String(cores),
            duration(serialMs),
            duration(medianMs),
            ratio(speedup),
            percent(speedup / cores),
            ...(one.kind === 'fitted' ? [cores <= one.most ? ratio(amdahl(cores, one.serial)) : '–'] : []),
            ...(other.kind === 'fitted' ? [cores <= other.most ? ratio(usl(cores, other)) : '–'] : []),
          ])}
        />
      ))}
    </>
  );
}
