// Chinese texts of the panel `curves`: what is measured over workers, chunk sizes and items.

import { duration, grouped, percent, ratio } from '../../model/units';
import type { PanelTexts } from '../en/panels';

type Interval = readonly [number, number];

const workers = (count: number): string => `${grouped(count)} 个工作者`;
const items = (count: number): string => `${grouped(count)} 项`;
const about = (value: number): string => grouped(Number(value.toPrecision(2)));
/** Whole items, known roughly: the fewest with which something is so, or for a lower end the most with which it may not be. */
const fewest = (count: number): number => Math.max(1, Math.ceil(Number(count.toPrecision(2))));
const most = (count: number): number => Math.max(1, Math.floor(Number(count.toPrecision(2))));
const share = (value: number): string => (value === 0 ? '0%' : percent(value));
const shares = ([low, high]: Interval): string => `95% 置信区间 ${share(low)} 到 ${share(high)}`;
/** A time that is only expected: no more digits than it deserves. */
const roughly = (ms: number): string => (ms < 950 ? '不到一秒' : ms < 90_000 ? `约 ${Math.round(ms / 1_000)} 秒` : `约 ${Math.round(ms / 60_000)} 分钟`);

export const curves: PanelTexts['curves'] = {
  measuredTitle: '在本机上测量',

  cores: {
    title: '加速比与工作者数',
    intro: '同样的工作，先用 1 个工作者，再用 2 个，依此类推：每多一个工作者都划算吗？',
    measure: '测量加速比',
    upTo: '最多',
    upToOption: (count, machine, isRounded) =>
      count === machine
        ? `${workers(count)}：${isRounded ? '与浏览器报告的核心数相同' : '每个独占一个核心'}`
        : `${workers(count)}：${isRounded ? '所报告的每个核心' : '每个核心'} ${ratio(count / machine).replace(/\.?0+$/, '')} 个`,
    chart: (task) => `${task}：加速比随工作者数的变化`,
    x: '工作者数',
    y: '相对串行的加速比',
    ideal: '理想情况：有几个工作者就快几倍',
    coresEnd: (count, isRounded) => (isRounded ? `确定有 ${count} 个核心` : `本机有 ${count} 个核心`),
    point: (title, cores, speedup) => `${title}，${workers(cores)}：串行的 ${ratio(speedup)} 倍`,
    caption: '小标记：每次运行与同轮串行运行之比。大标记：中位数。阴影：拟合的 95% 置信区间。',
    head: { workers: '工作者数', serial: '串行', median: (title) => title, speedup: '加速比', efficiency: '并行效率', amdahl: 'Amdahl', usl: 'USL' },
    fitsOf: '定律拟合的对象',
    noFit: '无法得出加速比：运行时间短于时钟的分辨率。',
    plain: (title, { cores, speedup }) =>
      `用 ${workers(cores)}时，${title}的速度是串行的 ${ratio(speedup)} 倍：平均每个工作者的产出是串行时的 ${percent(speedup / cores)}。`,
    shared: (count, isRounded) =>
      isRounded
        ? `这个浏览器会对核心数取整，所以无法判断超过 ${workers(count)}的点是否各有一个核心：图中会显示，但不参与定律拟合。`
        : `超过 ${workers(count)}的点要共用本机的核心：图中会显示，但不参与定律拟合。`,
  },

  laws: {
    names: { amdahl: '阿姆达尔定律', usl: '通用可扩展性定律' },
    few: (name, { counts, needed, hasOne }, machineCores, isRounded) =>
      needed > machineCores
        ? `${name}：测点不够。需要 ${needed} 种独占核心的工作者数，而${isRounded ? `这个浏览器会对核心数取整，能确定的只有 ${machineCores} 个` : `本机只有 ${machineCores} 个核心`}。`
        : `${name}：测点不够。需要 ${needed} 种不同的工作者数，其中包括 1；目前有 ${counts} 种${hasOne ? '' : '，还没有 1'}。`,
    amdahl: ({ serial, serialCi95 }) =>
      serial === 0
        ? `阿姆达尔定律：看不出有无法并行的部分（95% 置信区间的上限为串行时间的 ${share(serialCi95[1])}）。`
        : `阿姆达尔定律：串行时间的 ${share(serial)} 无法分摊（${shares(serialCi95)}）。`,
    limit: ({ limit, limitCi95: [low, high] }) =>
      !Number.isFinite(high) || high > 4 * low
        ? `由此得出的上限并不确定：至少是串行的 ${about(low)} 倍。`
        : `所以无论多少工作者，速度都不会超过串行的约 ${about(limit)} 倍（${about(low)} 到 ${about(high)}）。`,
    usl: ({ lambda, lambdaCi95, alpha, alphaCi95, beta, betaCi95 }) =>
      `通用可扩展性定律：一个工作者的速度是串行的 ${ratio(lambda)} 倍（${ratio(lambdaCi95[0])} 到 ${ratio(lambdaCi95[1])}）。` +
      `等待独占的资源：α = ${share(alpha)}（${shares(alphaCi95)}）。` +
      `彼此保持一致：β = ${share(beta)}（${shares(betaCi95)}）。`,
    peak: ({ peak, peakCi95: [low, high], most: measured }) =>
      low > measured
        ? `在 ${workers(measured)}以内一直上升；从这里看不出何时会转为下降。`
        : !Number.isFinite(high) || high > 2 * measured
          ? `看不出是否会以及何时会转为下降：至少不早于 ${workers(Math.max(1, Math.round(low)))}。`
          : `用约 ${workers(Math.round(peak))}时最快（${grouped(Math.round(low))} 到 ${grouped(Math.round(high))}）；再多反而变慢。`,
    off: ({ misfit, noise }) => `但定律与测点相差 ${percent(misfit)}，超出偶然波动所能解释的程度（各次运行相差 ${percent(noise)}）：只是粗略的描述，不能据此预测。`,
    note: '无法分摊的，就是不随工作者增加而缩短的一切：串行部分、启动、分发、收尾时的不均衡。',
    wide: '区间很宽：增加重复次数或延长运行可以使它变窄。',
  },

  chunks: {
    title: '运行时间与块大小',
    intro: '块小则分发开销大，块大则收尾时有工作者空闲。最佳值在两者之间。',
    measure: '测量块大小',
    none: (variant) => `${variant} 为每一项发起一次调用，所以没有块大小可变。`,
    useMap: '改用 map 测量',
    chart: (task) => `${task}：运行时间随块大小的变化`,
    x: '每块项数',
    y: '运行时间',
    pythons: (variant) => `Python 中 ${variant} 的默认值`,
    point: (title, size, ms) => `${title}，每块 ${items(size)}：${duration(ms)}`,
    caption: '小标记：每次运行。大标记：中位数。',
    least: '在这种调度方式下，块大小是下限：开始时的块更大。',
    size: '每块项数',
    best: (title, { best, asGood: [from, to] }) =>
      `${title}在每块 ${items(best.x)}时最快（${duration(best.medianMs)}）` + (from < to ? `；从 ${grouped(from)} 到 ${grouped(to)} 看不出差别。` : '。'),
    pythonsLoss: ({ pythons, loss }) =>
      pythons === null
        ? '没有测量 Python 的默认值。'
        : loss === 0
          ? `Python 的默认值（${items(pythons.x)}）同样好：看不出差别。`
          : `Python 的默认值（${items(pythons.x)}）用时多 ${percent(loss)}。`,
  },

  items: {
    title: '运行时间与项数',
    intro: '无论工作多少，启动和分发的开销都一样：从多少项开始，并行才划算？',
    measure: '测量项数',
    chart: (task) => `${task}：运行时间随项数的变化`,
    x: '项数',
    y: '运行时间',
    crossing: (title) => `${title}从这里开始划算`,
    point: (title, count, ms) => `${title}，${items(count)}：${duration(ms)}`,
    caption: '两个坐标轴都是对数刻度。小标记：每次运行。大标记：中位数。阴影：交点的 95% 置信区间。',
    count: '项数',
    pays: (title, found, from, to) => {
      switch (found.kind) {
        case 'few':
          return `${title}：测点不够，看不出从多少项开始划算。`;
        case 'never':
          return `${title}在 ${items(to)}以内都不划算：串行更快，或看不出差别。`;
        case 'always':
          return found.from <= from
            ? `${title}在测过的所有项数上（${grouped(from)} 到 ${grouped(to)}）都划算。`
            : `${title}在所有项数上都更快，但少于约 ${items(fewest(found.from))}时也可能只是偶然。`;
        case 'from': {
          const [low, high] = found.ci95;
          const ends = [low <= from ? `${grouped(from)} 或更少` : grouped(most(low)), high > to ? `超过 ${grouped(to)}` : grouped(fewest(high))];
          return `${title}从约 ${items(fewest(found.items))}开始划算（95% 置信区间 ${ends.join(' 到 ')}）。`;
        }
      }
    },
  },

  estimate: (ms, steps) => (ms === null ? `${steps} 次对比，每次 3 轮；运行过一次这个任务之后才知道要多久。` : `${steps} 次对比，每次 3 轮：${roughly(ms)}。`),
  step: (step, steps) => `正在测量第 ${step} 个，共 ${steps} 个……`,
  left: (ms) => `还剩${roughly(ms)}`,
  stop: '停止',
  more: (count) => `测量其余 ${grouped(count)} 个`,
  again: '重新测量',
  stopped: (done, all) => `测完 ${done} / ${all} 后停止：已测的都保留。`,
  failed: (message) => `这组测量提前结束：${message}。`,
  done: '所有测点都已测完。',
  doneSoFar: (count) => `已测 ${count} 个测点。`,
  busy: '要等正在进行的运行结束。',
  noEngine: '要等工作者就绪。',
  problems: '暂时不能测量：有一项设置需要检查。',
  of: (experiment) => `测量对象：${experiment}`,
  differs: '之后设置已改变。',
  hidden: (count) => `有 ${count} 个测点是在页面不可见时测的，浏览器会让这样的页面变慢：请重新测量以确认。`,
  numbers: '具体数据',
  range: (low, high) => `${low} 到 ${high}`,
};
