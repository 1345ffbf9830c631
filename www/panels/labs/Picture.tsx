// A lab's live picture: which one, and what it shows, by lab.

import type { JSX } from 'preact';
import { CountChart } from '../../charts/labs/count-chart';
import { DepthChart } from '../../charts/labs/depth-chart';
import { LanesChart } from '../../charts/labs/lanes-chart';
import { TripsChart } from '../../charts/labs/trips-chart';
import { WaysChart } from '../../charts/labs/ways-chart';
import type { LabMeta } from '../../generated/LabMeta';
import type { Happening, Seen } from '../../model/labs/happening';
import { BINS, type LaneKind, countPoints, depthSteps, grips, histogram, lanes, quantile, tripsUs, ways } from '../../model/labs/pictures';
import type { Setting } from '../../model/labs/settings';
import { ChartTools } from '../ChartTools';
import { useTexts } from '../texts';
import { useWidth } from '../../views/useWidth';
import { ChartTable } from './ChartTable';
import { ItemTable } from './ItemTable';
import { PrintedLines } from './PrintedLines';
import { WAYS } from './shown';
import { TrialTable } from './TrialTable';

interface Props {
  meta: LabMeta;
  settings: Readonly<Record<string, Setting>>;
  seen: Seen;
  isOver: boolean;
}

/** Kinds of spans that a lab's lanes show. */
const KINDS: Readonly<Record<string, readonly LaneKind[]>> = {
  service: ['work'],
  initializer: ['work', 'load'],
  deadlock: ['wait', 'hold'],
};

/** The deadlock lab's (src/labs/deadlock.rs). */
const LOCKS = [0, 1];

/** The picture. */
export function Picture(props: Props): JSX.Element {
  const { meta, isOver, seen } = props;
  if (meta.id === 'interleaving') return <PrintedLines happenings={seen.happenings} />;
  if (meta.id === 'errors') return <ItemTable happenings={seen.happenings} />;
  if (meta.id === 'stress') return <TrialTable happenings={seen.happenings} />;
  return (
    <figure class="lab-figure">
      <Chart {...props} />
      {meta.id === 'deadlock' && <Grips happenings={seen.happenings} />}
      {isOver && <ChartTools />}
      {isOver && <ChartTable meta={meta} happenings={seen.happenings} />}
    </figure>
  );
}

function Chart({ meta, settings, seen: { happenings, nowMs }, isOver }: Props): JSX.Element {
  const { labs: text } = useTexts();
  const [box, width] = useWidth<HTMLDivElement>();
  const told = { id: meta.id.replaceAll('_', '-'), title: meta.title, width: width.value };
  const chart = (): JSX.Element => {
    switch (meta.id) {
      case 'lost_updates': {
        const points = countPoints(happenings);
        const last = points.at(-1);
        const expected = Number(settings['workers']) * Number(settings['increments']);
        return <CountChart {...told} text={text.described.count(last?.made ?? 0, last?.counted ?? 0)} points={points} expected={expected} names={text.count} />;
      }
      case 'bounded_queue': {
        const [steps, maxsize] = [depthSteps(happenings), Number(settings['maxsize'])];
        const names = { depth: text.depth.depth, bound: text.depth.bound(maxsize) };
        const described = text.described.depth(steps.at(-1)?.depth ?? 0, Math.max(...steps.map(({ depth }) => depth)));
        return <DepthChart {...told} text={described} steps={steps} maxsize={maxsize} endMs={nowMs} names={names} />;
      }
      case 'ping_pong': {
        const sorted = tripsUs(happenings);
        const medianUs = quantile(sorted, 0.5);
        const names = { trips: text.trips.trips, median: text.trips.median(medianUs) };
        return <TripsChart {...told} text={text.described.trips(sorted.length, medianUs)} bins={histogram(sorted, BINS)} medianUs={medianUs} names={names} format={text.micro} />;
      }
      case 'manager_cost': {
        const measured = ways(happenings, WAYS);
        return <WaysChart {...told} text={text.described.ways(measured.map(({ us }) => us))} ways={measured} titles={text.ways.titles} waiting={text.ways.waiting} format={text.micro} />;
      }
      default: {
        const rows = lanes(happenings);
        const names = { worker: text.worker, kinds: text.lanes.kinds };
        const kinds = KINDS[meta.id] ?? [];
        const drawn = { ...told, text: text.described.lanes(rows.length), lanes: rows, endMs: nowMs, kinds, names };
        if (meta.id === 'deadlock') return <LanesChart {...drawn} labelOf={({ label }) => text.lanes.lock(label)} tracks={LOCKS} />;
        return <LanesChart {...drawn} labelOf={({ kind, label }) => (kind === 'load' ? '' : String(label))} />;
      }
    }
  };
  return (
    <div ref={box} class="lab-chart-box" aria-busy={!isOver}>
      {chart()}
    </div>
  );
}

/** In the end of a deadlock, and on the way: who has what and waits for what. */
function Grips({ happenings }: { happenings: readonly Happening[] }): JSX.Element {
  const { labs: text } = useTexts();
  return (
    <ul class="lab-grips">
      {grips(happenings).map(({ who, has, wants }) => (
        <li key={who} class={wants !== null && has.length > 0 ? 'lab-grip-stuck' : undefined}>
          {text.grips(who, has, wants)}
        </li>
      ))}
    </ul>
  );
}
