// What is pointed at, in words.

import { type What, stretchOf } from '../../charts/timeline/point';
import type { PanelTexts } from '../../locales/en/panels';
import { type Timeline, KIND_NAMES, itemAt } from '../../model/timeline';
import { spentOf } from '../../model/timeline-busy';
import { progressOf } from '../../model/timeline-progress';

/** A heading and lines below it. */
export interface Words {
  head: string;
  lines: string[];
}

/** Says what is pointed at. `chunksize`: a span with more items holds several chunks. */
export function wordsFor({ timeline: text }: PanelTexts, timeline: Timeline, worker: number, what: What, chunksize: number): Words {
  const { about } = text;
  const { fromMs, toMs } = stretchOf(timeline, worker, what);
  const at = about.at(fromMs, toMs - fromMs);
  switch (what.kind) {
    case 'gap':
      return { head: about.idle(worker), lines: [about.lasting(fromMs, toMs - fromMs)] };
    case 'flight':
      return { head: about.flight(worker, what.first), lines: [about.since(what.sinceMs)] };
    case 'moment': {
      const step = { fromMs: what.atMs - 0.001, toMs: what.atMs };
      const { computed, delivered } = progressOf(timeline, step, 1);
      const [done = 0, got = 0] = [computed[0], delivered[0]];
      const lines = [about.counts(done, got, timeline.items)];
      return { head: about.progress(what.atMs), lines: done > got ? [...lines, about.held(done - got)] : lines };
    }
    case 'span':
      break;
    default:
      what satisfies never;
  }
  const others = what.others > 0 ? [about.others(what.others)] : [];
  if (what.layer === 'caller') {
    const position = timeline.caller.first[what.place] ?? 0;
    const count = timeline.caller.count[what.place] ?? 0;
    const item = itemAt(timeline, position);
    return toMs > fromMs
      ? { head: about.callerWaited(item), lines: [at, about.then(count), ...others] }
      : { head: about.callerTook(item), lines: [text.moment(toMs), about.without(count), ...others] };
  }
  const lane = timeline.lanes[worker];
  const layer = lane?.[what.layer];
  const [first, count] = [layer?.first[what.place] ?? 0, layer?.count[what.place] ?? 0];
  const kind = KIND_NAMES[layer?.kind[what.place] ?? 0] ?? 'chunk';
  const items = count === 1 ? about.item(first) : count <= chunksize ? about.range(first, count) : about.several(first, count);
  const waited = lane === undefined || what.layer === 'nested' ? 0 : spentOf(lane, { fromMs, toMs }).waiting;
  return {
    head: about.span(kind, worker),
    lines: [...(count > 0 ? [items] : []), at, ...(waited > 0 ? [about.waited(waited)] : []), ...others],
  };
}
