// How far off the prediction is, call by call: what it was made from, and measured points that it never saw.

import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import { type Check, checking, measuredCalls, verdictOf } from '../../model/simulate/check';
import type { MeasuredCosts } from '../../model/simulate/measured';
import type { Outcome } from '../../model/trace';
import { duration, grouped } from '../../model/units';
import { useTexts } from '../texts';
import '../data-table.css';
import { useCores } from './cores';
import { curves } from './store';
import { useSliced } from './useSliced';

/** The sentence and the table. */
export function SimulationCheck({ outcome: { report }, costs, isHeld }: { outcome: Outcome; costs: MeasuredCosts; isHeld: boolean }): JSX.Element {
  const { simulation: text } = useTexts();
  const { sure } = useCores();
  const [cores, chunks] = [curves.cores.value, curves.chunks.value];
  const begin = useCallback(() => checking(costs, measuredCalls(report, { cores, chunks, items: null }, sure)), [costs, cores, chunks]);
  const { last } = useSliced(begin, isHeld);
  const checks = last?.value ?? [];
  const verdict = verdictOf(checks);
  return (
    <div class="simulation-check" aria-busy={last === null}>
      <p class="simulation-error">{last === null ? text.computing : verdict === null ? text.unchecked : text.verdict(verdict)}</p>
      {verdict?.isInSample === true && <p class="hint">{text.measureMore}</p>}
      {checks.length > 0 && <Table checks={checks} />}
    </div>
  );
}

function Table({ checks }: { checks: readonly Check[] }): JSX.Element {
  const { simulation: { check: text, words } } = useTexts();
  const { head } = text;
  return (
    <div class="data-scroll" tabIndex={0} role="region" aria-label={text.label}>
      <table class="simulation-checks">
        <thead>
          <tr>{[head.workers, head.schedule, head.chunk, head.predicted, head.measured, head.error, head.seen].map((cell) => <th key={cell} scope="col">{cell}</th>)}</tr>
        </thead>
        <tbody>
          {checks.map(({ call, predictedMs, measuredMs, error, isInSample }, at) => (
            <tr key={at} data-seen={isInSample}>
              <th scope="row">{grouped(call.workers)}</th>
              <td>{words.schedules[call.schedule]}</td>
              <td>{call.schedule === 'static' && !call.fixed ? text.stretch : grouped(call.chunksize)}</td>
              <td>{duration(predictedMs)}</td>
              <td>{duration(measuredMs)}</td>
              <td>{text.error(error)}</td>
              <td>{isInSample ? text.seen : text.unseen}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
