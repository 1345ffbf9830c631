// The numbers of a lab's chart, as a table that opens.

import type { JSX } from 'preact';
import type { LabMeta } from '../../generated/LabMeta';
import type { Happening } from '../../model/labs/happening';
import { BINS, countPoints, depthSteps, evenly, histogram, lanes, tripsUs, ways } from '../../model/labs/pictures';
import { duration, grouped } from '../../model/units';
import { DataTable } from '../DataTable';
import { useTexts } from '../texts';
import { WAYS } from './shown';

/** More moments than this tell no more. */
const MOST_ROWS = 40;

interface Numbers {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The table; of a picture that is over. */
export function ChartTable({ meta, happenings }: { meta: LabMeta; happenings: readonly Happening[] }): JSX.Element {
  const { labs: text } = useTexts();
  return <DataTable label={text.table.label(meta.title)} {...numbersOf(meta.id, happenings, text)} />;
}

function numbersOf(id: string, happenings: readonly Happening[], text: ReturnType<typeof useTexts>['labs']): Numbers {
  const { table } = text;
  switch (id) {
    case 'lost_updates': {
      const points = evenly(countPoints(happenings), MOST_ROWS);
      return { head: [table.time, text.count.made, text.count.counted], rows: points.map(({ atMs, made, counted }) => [duration(atMs), grouped(made), grouped(counted)]) };
    }
    case 'bounded_queue': {
      const steps = evenly(depthSteps(happenings), MOST_ROWS);
      return { head: [table.time, text.depth.depth], rows: steps.map(({ atMs, depth }) => [duration(atMs), grouped(depth)]) };
    }
    case 'ping_pong': {
      const bins = histogram(tripsUs(happenings), BINS).filter(({ count }) => count > 0);
      return { head: [table.trip, text.trips.trips], rows: bins.map(({ from, to, count }) => [`${text.micro(from)} – ${text.micro(to)}`, grouped(count)]) };
    }
    case 'manager_cost':
      return {
        head: [table.way, table.cost],
        rows: ways(happenings, WAYS).map(({ way, us }) => [text.ways.titles[way] ?? '', us === null ? text.ways.waiting : text.micro(us)]),
      };
    default: {
      const which = (label: number): string => (id === 'deadlock' ? text.lanes.lock(label) : String(label));
      return {
        head: [table.worker, table.what, table.which, table.from, table.to],
        rows: lanes(happenings).flatMap(({ who, spans }) =>
          spans.map(({ kind, label, fromMs, toMs }) => [
            String(who),
            text.lanes.kinds[kind],
            kind === 'load' ? '' : which(label),
            duration(fromMs),
            toMs === null ? table.goesOn : duration(toMs),
          ]),
        ),
      };
    }
  }
}
