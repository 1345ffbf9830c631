// Chinese texts of the panel `timeline`.

import type { SpanKind } from '../../model/trace';
import { duration, fixed, grouped, percent } from '../../model/units';
import type { PanelTexts } from '../en/panels';

const items = (count: number): string => `${grouped(count)} 项`;
const workers = (count: number): string => `${count} 个工作者`;
const run = (repeat: number): string => (repeat === 0 ? '预热' : `第 ${repeat} 次运行`);
const runOf = (repeat: number, repeats: number): string => (repeat === 0 ? '预热' : `第 ${repeat} 次运行，共 ${repeats} 次`);

/** A moment of a run, to be compared with others: more digits than a duration. */
const moment = (ms: number): string => (ms === 0 ? '0 ms' : ms < 1_000 ? `${fixed(ms, ms < 10 ? 3 : 2)} ms` : `${fixed(ms / 1_000, 4)} s`);

/** What a kind of span is called. */
const kinds: Record<SpanKind, string> = {
  startup: '启动',
  chunk: '计算各项',
  wait: '项在等待',
  copy: '拷贝',
  gil: '等待 GIL',
};

export const timeline: PanelTexts['timeline'] = {
  title: '时间线',
  empty: '运行之后：每个工作者的时间，逐段显示。谁在何时做了什么，谁空闲，调用方在等什么。',
  noTraces: '这些结果没有附带记录，所以没有可画的内容。按“运行”在本机上记录这一对比。',
  noTrace: (repeat) => (repeat === null ? '没有保留这一策略的任何运行。' : `没有保留这一策略的第 ${repeat} 次运行：较长的对比只保留最近的。`),
  turn: '等待轮到它',
  moment,

  run: '运行',
  medianRun: '各策略的中位数运行',
  nthRun: (repeat) => `第 ${repeat} 次运行`,
  head: (repeat, repeats, isMedian) => `${runOf(repeat, repeats)}${repeat > 0 && isMedian && repeats > 1 ? '，即中位数' : ''}`,
  spent: (count, { busy, waiting, startup, copying, locked, idle }) => {
    const parts = [`忙碌 ${percent(busy)}`];
    if (waiting >= 0.001) parts.push(`等待 ${percent(waiting)}`);
    if (startup >= 0.001) parts.push(`启动 ${percent(startup)}`);
    if (copying >= 0.001) parts.push(`拷贝 ${percent(copying)}`);
    if (locked >= 0.001) parts.push(`等待 GIL ${percent(locked)}`);
    return `${workers(count)}：${[...parts, `空闲 ${percent(idle)}`].join('，')}`;
  },
  soFar: (repeat, repeats, ms) => `${runOf(repeat, repeats)}，已看到 ${duration(ms)}`,
  canvas: (title, repeat, count, spans, wallMs) => `${title}的时间线，${run(repeat)}：${workers(count)}，${duration(wallMs)} 内有 ${grouped(spans)} 个时间段`,
  canvasLive: (title, count) => `${title}运行中的时间线：${workers(count)}`,
  zoomIn: '放大',
  zoomOut: '缩小',
  whole: '整个运行',
  window: (fromMs, toMs) => `${moment(fromMs)} 到 ${moment(toMs)}`,
  drawn: (spans, ms) => `${grouped(spans)} 个时间段，绘制用了 ${fixed(ms, 1)} ms`,
  hint: '拖动可移动，双击可放大；Ctrl 加滚轮可缩放。时间线获得焦点后，滚轮直接缩放；方向键在时间段之间和工作者之间移动，+ 和 − 缩放，Shift 加方向键平移，Esc 显示整个运行。',
  hintTouch: '左右拖动可移动，双指可缩放，轻点时间段可查看。',
  keys: '按键',

  worker: (worker) => `工作者 ${worker + 1}`,
  rows: { caller: '调用方', delivered: '结果' },
  kinds,
  legend: {
    title: '图例',
    idle: '空闲',
    callerWaits: '调用方在等待',
    arrivalAndEnd: '结果到达；运行结束',
    computed: '已算出，尚未交付',
    delivered: '已交付',
    flight: '进行中',
  },

  about: {
    span: (kind, worker) => `${kinds[kind]}，工作者 ${worker + 1}`,
    item: (first) => `第 ${grouped(first)} 项`,
    range: (first, count) => `第 ${grouped(first)} 到 ${grouped(first + count - 1)} 项`,
    several: (first, count) => `若干短块共 ${items(count)}，从第 ${grouped(first)} 项开始`,
    at: (startMs, ms) => `从 ${moment(startMs)} 开始，用了 ${duration(ms)}`,
    waited: (ms) => `其中等待 ${duration(ms)}`,
    others: (count) => `这个像素里还有 ${grouped(count)} 个`,
    idle: (worker) => `空闲，工作者 ${worker + 1}`,
    lasting: (startMs, ms) => `从 ${moment(startMs)} 开始，持续 ${duration(ms)}`,
    flight: (worker, first) => `进行中，工作者 ${worker + 1}：从第 ${grouped(first)} 项开始`,
    since: (startMs) => `自 ${moment(startMs)} 起`,
    callerWaited: (item) => `调用方在等第 ${grouped(item)} 项`,
    callerTook: (item) => `调用方取走第 ${grouped(item)} 项`,
    then: (count) => (count === 1 ? '然后取走 1 个结果' : `然后一次取走 ${grouped(count)} 个结果`),
    without: (count) => (count === 1 ? '无需等待' : `以及另外 ${grouped(count - 1)} 个，无需等待`),
    progress: (ms) => `在 ${moment(ms)} 时`,
    counts: (computed, delivered, total) => `已算出 ${grouped(computed)} / ${grouped(total)}，已交付 ${grouped(delivered)}`,
    held: (count) => `${grouped(count)} 个结果等待交付`,
  },

  order: {
    title: '到达顺序',
    label: (title) => `${title}的各项按到达顺序排列`,
    kept: (delivered) => (delivered <= 1 ? '' : `从左到右为到达的先后：${items(delivered)}都按自身的顺序。`),
    rough: (early, places) => `从左到右为到达的先后：有 ${items(early)}先于编号更小的项到达；偏离最多的一项差了 ${grouped(places)} 位。`,
    legend: '到达顺序：颜色越深，编号越大；偏高的来得早，偏低的来得晚。',
    at: (position, item) => `第 ${grouped(position + 1)} 个到达：第 ${grouped(item)} 项`,
  },

  focus: {
    shown: (title, repeat, fromMs, toMs) => `当前显示：${title}，第 ${repeat} 次运行，${moment(fromMs)} 到 ${moment(toMs)}`,
    workers: (places) => `工作者 ${places.map((place) => place + 1).join('、')}`,
    items: (first, count) => (count === 1 ? `第 ${grouped(first)} 项` : `第 ${grouped(first)} 到 ${grouped(first + count - 1)} 项`),
    everything: '显示全部',
  },

  meter: {
    title: '忙碌程度',
    honest: '工作者的忙碌时间，按本页的记录；不是操作系统对其核心的统计。',
    live: '策略运行时，数字表示最近半秒，工作者在做的任何事都算；较浅：等待，或尚不清楚。',
    after: '数字表示整个运行；较浅：项在等待。图与时间线使用同一刻度。',
    tile: (worker, share) => `工作者 ${worker + 1}：忙碌 ${percent(share)}`,
  },

  table: {
    title: '以表格显示',
    of: (title, repeat, wallMs) => `${title}，第 ${repeat} 次运行：${duration(wallMs)}`,
    worker: '工作者',
    busy: '忙碌',
    share: '占比',
    startup: '启动',
    waiting: '等待',
    copying: '拷贝',
    locked: '等 GIL',
    idle: '空闲',
    items: '项数',
    chunks: '时间段',
    longest: '最长',
    chunksHint: '太短而分不开的块合记为一个时间段。',
    spans: '窗口内的时间段',
    spansOf: '时间段属于',
    what: '内容',
    first: '项',
    itemsOf: (first, count, inOneChunk) =>
      count === 0
        ? '–'
        : count === 1
          ? grouped(first)
          : inOneChunk
            ? `${grouped(first)} 到 ${grouped(first + count - 1)}`
            : `${grouped(first)} 及另外 ${grouped(count - 1)} 项`,
    start: '开始',
    duration: '时长',
    page: (from, to, total) => (total === 0 ? '窗口内没有时间段' : `第 ${grouped(from)} 到 ${grouped(to)} 个，共 ${grouped(total)} 个`),
    previous: '前 100 个',
    next: '后 100 个',
  },
};
