// The busy meter: for every worker how busy it was over the run, and, while it runs, over the last half second.

import type { JSX } from 'preact';
import { BusyGraph, METER_COLUMNS } from '../../charts/timeline/meter';
import type { Timeline } from '../../model/timeline';
import { historyOf, spentOf } from '../../model/timeline-busy';
import { LiveTimeline, busyNow, historyNow } from '../../model/timeline-live';
import { percent } from '../../model/units';
import { StrategyMark } from '../../views/StrategyMark';
import { useTexts } from '../texts';
import type { Group, TimelineState } from './state';

/** What a live meter looks back on. */
const WINDOW_MS = 500;

/** Every worker of every strategy. */
export function Meters({ state }: { state: TimelineState }): JSX.Element {
  const { timeline: text } = useTexts();
  const isLive = state.isLive.value;
  return (
    <section class="timeline-meters" aria-labelledby="timeline-meters">
      <h3 id="timeline-meters">{text.meter.title}</h3>
      <p class="hint">
        {text.meter.honest} {isLive ? text.meter.live : text.meter.after}
      </p>
      <div class="timeline-meter-list">
        {state.groups.value.map(
          (group) => group.timeline !== null && <Strategy key={group.strategy} group={group} timeline={group.timeline} endMs={state.endMs.value} />,
        )}
      </div>
    </section>
  );
}

/** The graphs have the timelines' scale: a run that took half as long fills half of them. */
function Strategy({ group, timeline, endMs }: { group: Group; timeline: Timeline; endMs: number }): JSX.Element {
  const { timeline: text } = useTexts();
  const { strategy, title } = group;
  const { lanes, wallMs } = timeline;
  const run = { fromMs: 0, toMs: Math.max(wallMs, 0.01) };
  const filled = Math.min(1, run.toMs / endMs);
  const columns = Math.max(1, Math.round(METER_COLUMNS * filled));
  return (
    <div class={`timeline-meter strategy-${strategy}`}>
      <h4>
        <StrategyMark id={strategy} /> {title}
      </h4>
      <ul>
        {lanes.map((lane, worker) => {
          const isNow = group.isLive && timeline instanceof LiveTimeline;
          const share = isNow ? busyNow(timeline, worker, WINDOW_MS) : spentOf(lane, run).busy / (run.toMs - run.fromMs);
          return (
            <li key={worker}>
              <BusyGraph history={isNow ? historyNow(timeline, worker, columns) : historyOf(lane, run, columns)} share={filled} label={text.meter.tile(worker, share)} />
              <span aria-hidden="true">
                {text.worker(worker)} <strong>{percent(share)}</strong>
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
