// Where the time of all workers went: the chart, and the same in numbers, which is its legend, too.

import type { JSX } from 'preact';
import { PartSample, TimeShares } from '../../charts/time-shares';
import { type Account, PARTS } from '../../model/explain/measures';
import type { Comparison } from '../../model/explain/study';
import { useApp } from '../../views/app';
import { StrategyMark } from '../../views/StrategyMark';
import { titleOf } from '../../views/words';
import { useWidth } from '../../views/useWidth';
import { ChartTools } from '../ChartTools';
import { useTexts } from '../texts';

/** Parts below this share in every strategy are left out of the table. */
const LEAST = 0.0005;

/** The figure. */
export function Shares({ comparison }: { comparison: Comparison }): JSX.Element {
  const app = useApp();
  const { shares: text, parts: names } = useTexts().happened;
  const [box, width] = useWidth<HTMLElement>();
  const runs = [comparison.serial, ...comparison.studies].flatMap((run) => {
    const account = run?.account ?? null;
    return account === null ? [] : [{ account, strategy: account.trace.strategy, title: titleOf(app, account.trace.strategy) }];
  });
  const share = ({ parts, wallMs, workers }: Account, part: (typeof PARTS)[number]): number => parts[part] / (workers * wallMs);
  const seen = PARTS.filter((part) => runs.some(({ account }) => share(account, part) >= LEAST));
  const bars = runs.map(({ account: { parts, workers, wallMs }, strategy, title }) => ({ strategy, title, note: text.row(workers, wallMs), parts }));
  return (
    <figure class="time-shares" ref={box}>
      <h3>{text.title}</h3>
      <TimeShares
        bars={bars}
        width={width.value}
        title={text.title}
        text={text.text(runs.map(({ account, title }) => ({ ...account, title })))}
        serial={text.serial}
        names={names}
      />
      <figcaption class="hint">{text.hint}</figcaption>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.part}</th>
            {runs.map(({ strategy, title }) => (
              <th key={strategy} scope="col">
                <StrategyMark id={strategy} /> {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seen.map((part) => (
            <tr key={part}>
              <th scope="row">
                <PartSample part={part} />
                {names[part]}
              </th>
              {runs.map(({ account, strategy }) => (
                <td key={strategy}>{text.cell(share(account, part))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ChartTools />
    </figure>
  );
}
