// Runtimes in numbers: a row for each value, a column for each strategy, with the shortest and the longest run.

import type { JSX } from 'preact';
import type { RuntimeSeries } from '../../charts/curves/chunks';
import { sizesOf } from '../../charts/curves/chunks';
import { grouped } from '../../model/units';
import { StrategyMark } from '../../views/StrategyMark';
import { useTexts } from '../texts';
import { DataTable } from '../DataTable';

/** The table. */
export function RuntimeTable({ head, label, series, format }: { head: string; label: string; series: readonly RuntimeSeries[]; format(ms: number): string }): JSX.Element {
  const { curves: text } = useTexts();
  const cell = ({ points }: RuntimeSeries, value: number): string => {
    const point = points.find(({ x }) => x === value);
    if (point === undefined) return '–';
    return `${format(point.medianMs)} (${text.range(format(Math.min(...point.runsMs)), format(Math.max(...point.runsMs)))})`;
  };
  return (
    <DataTable
      // The section has the same name without it.
      label={`${label} (${text.numbers})`}
      head={[
        head,
        ...series.map(({ strategy, title }) => (
          <>
            <StrategyMark id={strategy} /> {title}
          </>
        )),
      ]}
      rows={sizesOf(series).map((value) => [grouped(value), ...series.map((own) => cell(own, value))])}
    />
  );
}
