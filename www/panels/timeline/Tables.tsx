// The timelines as text: what each worker's time went to, and the spans in the window, a hundred at a time.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Layer, type Timeline, KIND_NAMES } from '../../model/timeline';
import { figuresOf } from '../../model/timeline-busy';
import { type RowOfSpans, spansOf } from '../../model/timeline-list';
import { duration, grouped, percent } from '../../model/units';
import { StrategyMark } from '../../views/StrategyMark';
import { useTexts } from '../texts';
import type { Group, TimelineState } from './state';

const PAGE = 100;

/** The tables. They are made when they are opened: most visitors look at the pictures. */
export function Tables({ state, chunksize }: { state: TimelineState; chunksize: number }): JSX.Element {
  const { timeline: text } = useTexts();
  const isOpen = useSignal(false);
  return (
    <details class="timeline-tables" onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}>
      <summary>{text.table.title}</summary>
      {isOpen.value && (
        <>
          {state.groups.value.map(({ strategy, title, timeline }) => timeline !== null && <Workers key={strategy} strategy={strategy} title={title} timeline={timeline} />)}
          <p class="hint">{text.table.chunksHint}</p>
          {!state.isLive.value && <Spans state={state} chunksize={chunksize} />}
        </>
      )}
    </details>
  );
}

function Workers({ strategy, title, timeline }: { strategy: string; title: string; timeline: Timeline }): JSX.Element {
  const { timeline: text } = useTexts();
  const { table } = text;
  const { lanes, repeat, wallMs } = timeline;
  const figures = lanes.map((lane) => figuresOf(lane, wallMs));
  // Most runs have none of these.
  const rare = (['copying', 'locked'] as const).filter((role) => figures.some((lane) => lane[role] > 0));
  const heads = [
    table.worker, table.busy, table.share, table.startup, table.waiting, ...rare.map((role) => table[role]), table.idle, table.items, table.chunks, table.longest,
  ];
  return (
    <div class={`timeline-scroll strategy-${strategy}`} tabIndex={0} role="region" aria-label={table.of(title, repeat, wallMs)}>
      <table>
        <caption>
          <StrategyMark id={strategy} /> {table.of(title, repeat, wallMs)}
        </caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((lane, worker) => {
            const { busy, startup, waiting, idle, items, chunks, longestMs } = lane;
            return (
              <tr key={worker}>
                <th scope="row">{text.worker(worker)}</th>
                <td>{duration(busy)}</td>
                <td>{percent(wallMs > 0 ? busy / wallMs : 0)}</td>
                <td>{duration(startup)}</td>
                <td>{duration(waiting)}</td>
                {rare.map((role) => (
                  <td key={role}>{duration(lane[role])}</td>
                ))}
                <td>{duration(idle)}</td>
                <td>{grouped(items)}</td>
                <td>{grouped(chunks)}</td>
                <td>{duration(longestMs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The spans of one strategy in the window. */
function Spans({ state, chunksize }: { state: TimelineState; chunksize: number }): JSX.Element | null {
  const { timeline: text } = useTexts();
  const { table } = text;
  const chosen = useSignal('');
  const page = useSignal(0);
  const groups = state.groups.value.filter((group): group is Group & { timeline: Timeline } => group.timeline !== null);
  const group = groups.find(({ strategy }) => strategy === chosen.value) ?? groups.at(-1);
  if (group === undefined) return null;
  const view = state.view.value;
  const { total, rows, from } = spansOf(group.timeline, view, page.value * PAGE, PAGE);
  const last = Math.max(0, Math.ceil(total / PAGE) - 1);
  const place = Math.round(from / PAGE);
  return (
    <>
      <h4>
        {table.spans}: {text.window(view.fromMs, view.toMs)}
      </h4>
      <div class="timeline-pages">
        <label>
          {table.spansOf}{' '}
          <select
            value={group.strategy}
            onChange={({ currentTarget }) => {
              chosen.value = currentTarget.value;
              page.value = 0;
            }}
          >
            {groups.map(({ strategy, title }) => (
              <option key={strategy} value={strategy}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="button-quiet" aria-disabled={place === 0} onClick={() => (page.value = Math.max(0, place - 1))}>
          {table.previous}
        </button>
        <button type="button" class="button-quiet" aria-disabled={place >= last} onClick={() => (page.value = Math.min(last, place + 1))}>
          {table.next}
        </button>
        <span class="hint" role="status">
          {table.page(total === 0 ? 0 : from + 1, from + rows.length, total)}
        </span>
      </div>
      {rows.length > 0 && (
        <div class="timeline-scroll" tabIndex={0} role="region" aria-label={table.spans}>
          <table>
            <thead>
              <tr>
                {[table.worker, table.what, table.first, table.start, table.duration].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <SpanRow key={`${row.worker} ${row.isNested} ${row.place}`} row={row} timeline={group.timeline} chunksize={chunksize} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function SpanRow({ row, timeline, chunksize }: { row: RowOfSpans; timeline: Timeline; chunksize: number }): JSX.Element {
  const { timeline: text } = useTexts();
  const lane = timeline.lanes[row.worker];
  const layer: Layer | undefined = row.isNested ? lane?.nested : lane?.spans;
  const { fromMs, toMs } = layer?.at(row.place) ?? { fromMs: 0, toMs: 0 };
  const [first, count] = [layer?.first[row.place] ?? 0, layer?.count[row.place] ?? 0];
  return (
    <tr>
      <th scope="row">{text.worker(row.worker)}</th>
      <td>{text.kinds[KIND_NAMES[layer?.kind[row.place] ?? 0] ?? 'chunk']}</td>
      <td>{text.table.itemsOf(first, count, count <= chunksize)}</td>
      <td>{text.moment(fromMs)}</td>
      <td>{duration(toMs - fromMs)}</td>
    </tr>
  );
}
