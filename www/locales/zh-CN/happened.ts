// Chinese texts of the panel `happened`: a sentence for each cause, with its numbers.

import type { Cause, Finding, Part } from '../../model/explain';
import type { Doubt } from '../../model/explain/study';
import { duration, grouped, percent, ratio } from '../../model/units';
import type { PanelTexts } from '../en/panels';
import { type Piece, bytes, fine, say, strong, times } from '../pieces';
import { words } from './words';

type Texts = PanelTexts['happened'];

const workers = (count: number): string => `${grouped(count)} 个工作者`;

/** What the parts of all workers' time are called. */
const parts: Record<Part, string> = {
  computing: '计算',
  waiting: '等待',
  locked: '等待 GIL',
  copying: '拷贝',
  startup: '启动',
  between: '块与块之间',
  spare: '没有块可做',
  tail: '末尾空闲',
  after: '收集结果',
};

/** What a lost part was lost to, inside a sentence. */
const lostTo: Record<Part, string> = {
  computing: '各项比串行运行时略慢',
  waiting: '等待比串行运行时略长',
  locked: '等待全局锁',
  copying: '拷贝参数和结果',
  startup: '启动',
  between: '块与块之间的空隙',
  spare: '没有块可做的工作者',
  tail: '比最后一个早一点做完的工作者',
  after: '收集结果',
};

const doubts: Record<Doubt, (cause: Extract<Cause, { kind: 'uncertain' }>) => Piece[]> = {
  'few-runs': ({ repeats }) => say`每种只运行了${strong(` ${repeats} 次`)}，看不出偶然波动有多大`,
  'too-short': ({ timerResolutionMs }) => say`运行时间短于这个浏览器的时钟所能分辨的程度，它的步长是 ${strong(fine(timerResolutionMs))}`,
  hidden: () => say`页面当时${strong('不可见')}，浏览器会让这样的页面变慢`,
  drift: () => say`各次运行${strong('持续变快或变慢')}`,
  spread: ({ speedupCi95: [low, high] }) => say`各次运行相差太大，加速比可能是 ${strong(`${ratio(low)} 到 ${ratio(high)}`)} 之间的任何值`,
};

/** What items compete for. */
const rivals = {
  memory: '。这个任务几乎只是在读一个大于多数缓存的数组，所以只要没有别的程序占着核心，它们多半在争用内存带宽',
  allocator: '。这个任务几乎只是在申请和归还内存，所以只要没有别的程序占着核心，它们多半在争用分配器或缓存',
  cores: '。这个浏览器报告的核心数是取整后的：如果实际更少，这些工作者就共用了它们。否则它们在争用内存带宽、缓存、功耗，或其他程序也在用的核心',
  anything: '。它们在争用某种东西：内存带宽、缓存、功耗、被算作两个的同一个物理核心，或调用方和其他程序也在用的核心',
} as const;

/** The sentence of a finding. `title` gives a strategy's name. */
function sentence({ cause, lostMs, share }: Finding, title: (strategy: string) => string): Piece[] {
  const lost = strong(duration(lostMs));
  switch (cause.kind) {
    case 'uncertain': {
      const reasons = cause.doubts.flatMap((doubt, place) => [place === 0 ? '' : '；', ...doubts[doubt](cause)]);
      return [...say`没有为${cause.strategies.map(title).join('、')}给出原因：`, ...reasons, '。'];
    }
    case 'no-serial':
      return say`没有运行串行，所以${strong('得不出加速比')}，也不知道各项在并行时是否变慢。`;
    case 'one-by-one':
      return cause.reach < 2
        ? say`apply 每次都等上一个调用完成才发起下一个：${workers(cause.workers)}中，同一时刻只有${strong('一个')}在工作。`
        : say`apply 无法重叠：它每次都等上一个调用完成才发起下一个，所以 ${workers(cause.workers)}中同一时刻只有${strong('一个')}在工作。若并行进行，这些调用总共 ${duration(cause.busyMs)} 的工作只需 ${strong(duration(cause.busyMs / cause.reach))}。`;
    case 'shared-cores':
      return say`${workers(cause.workers)}共用 ${cause.machineCores} 个核心：各项的用时是串行运行时的 ${strong(`${times(cause.times)} 倍`)}。若每个都独占一个核心，只需 ${duration(cause.perfectMs)}；只要各项都在计算，工作者多于核心并无好处。`;
    case 'heavy-item':
      return [
        ...say`一个很重的项拖住了所有人：第 ${cause.item} 项用了 ${strong(duration(cause.itemMs))}，是平均的 ${times(cause.times)} 倍，而其他工作者最多有 ${duration(cause.idleMs)} 无事可做。`,
        cause.isBound
          ? '单是它就比全部工作平均分摊的份额还长：再多的工作者也无法更短。'
          : `它在 ${duration(cause.startedMs)} 之后才开始；若它最先开始，其他项本可以填满这段时间。`,
      ];
    case 'between-rounds':
      return say`工作分 ${cause.rounds} 轮进行，两轮之间工作者要等最后一个做完，还要等调用方独自准备下一轮：平均共 ${strong(duration(cause.idleMs))}，其中调用方自己的部分是 ${fine(cause.callerMs)}。`;
    case 'coarse-chunks':
      return cause.uneven === null
        ? say`块太大：一个工作者还在做 ${cause.chunkItems} 项的块（${duration(cause.chunkMs)}），另外 ${cause.idle} 个却已无事可做，最长达 ${duration(cause.idleMs)}。更小的块最多可节省 ${lost}。`
        : say`对于这么不均匀的项，块太大：最后结束的那一块有 ${cause.chunkItems} 项，用了 ${duration(cause.chunkMs)}，是块用时中位数的 ${times(cause.uneven)} 倍，而 ${workers(cause.idle)}最多有 ${duration(cause.idleMs)} 无事可做。更小的块最多可节省 ${lost}，除非重的只是其中某一项。`;
    case 'fixed-shares':
      return say`静态调度事先固定了每个工作者的份额：一个做了 ${strong(duration(cause.mostMs))}，另一个只做了 ${duration(cause.leastMs)}，做完的也帮不上忙。`;
    case 'last-round':
      return say`${cause.items} 项无法在 ${workers(cause.workers)}之间均分：最后一轮中，${workers(cause.idle)}已无事可做，而一个 ${duration(cause.itemMs)} 的项还在进行，损失了 ${lost}。`;
    case 'few-chunks':
      return say`只有 ${cause.chunks} 块给 ${workers(cause.workers)}：${strong(workers(cause.workers - cause.chunks))}完全无事可做。`;
    case 'start-up':
      return startUp(cause, lostMs, lost, share);
    case 'dispatch':
      return cause.isCalls
        ? say`每一项都是一次单独的调用，除了计算该项的 ${fine(cause.chunkMs)}，每次调用还要花 ${strong(fine(cause.handingMs))}。`
        : say`块太小：共 ${cause.chunks} 块，每块交付要花 ${strong(fine(cause.handingMs))}，计算只花 ${fine(cause.chunkMs)}。`;
    case 'global-lock':
      return [
        ...say`${cause.workers} 个线程，一把锁：手上有块的时间里，${strong(percent(cause.share))} 花在等待 GIL 上，一共等了 ${cause.waits} 次。`,
        cause.isWaiting ? '休眠的线程会让出它，所以等待仍然可以重叠。' : '无论有多少核心，同一时刻只有一个线程能计算。',
      ];
    case 'copying':
      return say`进程之间不共享内存：把参数和结果转成字节再转回来，每个工作者花了 ${strong(fine(cause.workerMs))}，调用方花了 ${fine(cause.callerMs)}，共 ${bytes(cause.bytes, '字节')}。`;
    case 'slower-items':
      return say`${workers(cause.workers)}并行时，各项的用时是串行运行时的 ${strong(`${ratio(cause.times)} 倍`)}${rivals[cause.rival ?? 'anything']}。`;
    case 'gathering':
      return say`工作者已经做完，调用方却没有：它又用了 ${strong(duration(cause.afterMs))} 收集 ${cause.late === cause.results ? `${grouped(cause.results)} 个结果` : `${grouped(cause.results)} 个结果中的 ${grouped(cause.late)} 个`}。`;
    case 'overlapping-waits':
      return cause.workers > cause.machineCores
        ? say`等待不占核心：只要有人在等，平均就有 ${strong(`${times(cause.atOnce)} 项`)}同时在等，而核心只有 ${cause.machineCores} 个。`
        : say`等待相互重叠：只要有人在等，平均就有 ${strong(`${times(cause.atOnce)} 项`)}同时在等。`;
    case 'went-well':
      return [
        ...say`用 ${workers(cause.workers)}时，速度是 ${strong(`${ratio(cause.speedup)} 倍`)}：达到理想情况的 ${percent(cause.efficiency)}。`,
        ...(cause.rest === null ? [] : say`其余部分大多（${duration(cause.rest.ms)}）花在：${lostTo[cause.rest.part]}。`),
      ];
    case 'faster-items':
      return say`各项的用时只有串行运行时的 ${strong(percent(cause.share))}：多个核心的缓存更多，它们的主频也会变化。`;
    case 'held-back':
      return [
        ...say`${cause.variant} 按顺序给出结果：调用方为第 ${cause.item} 项等了 ${strong(duration(cause.waitedMs))}，而后面的项已经完成，最后积压了 ${cause.results} 个。`,
        cause.isFirst ? '所以第一个结果来得晚' : '所以这些结果来得晚',
        '，并且要先存着；总用时并不因此变长。',
      ];
    case 'fresh-threads':
      return cause.starts > 0
        ? say`线程池比多线程快 ${strong(duration(cause.slowerMs))}，主要因为它的工作者早已就位，而多线程要启动 ${cause.starts} 个线程。`
        : say`线程池比多线程快 ${strong(duration(cause.slowerMs))}，主要因为它的工作者早已就位：最后一个在 ${duration(cause.pooledMs)} 后开始，而最后一个新线程在 ${duration(cause.threadedMs)} 后才开始。`;
    case 'one-worker':
      return cause.longerMs === null
        ? say`${strong('一个工作者')}没有人可以分担：看不出与串行循环有差别。`
        : say`一个工作者没有人可以分担：它比串行循环多用了 ${strong(duration(cause.longerMs))}。`;
    default:
      return cause satisfies never;
  }
}

function startUp(cause: Extract<Cause, { kind: 'start-up' }>, ms: number, cost: Piece, share: number): Piece[] {
  const { averageMs, what: of, isFresh, starts, oneByOne, lastMs, ateTheGain, workers: count } = cause;
  if (ms === 0) return say`最后一个工作者在 ${strong(duration(lastMs))} 后才开始。`;
  if (starts > 0) {
    return oneByOne
      ? say`${starts} 次调用，每次都要启动一个新线程：在 ${duration(ms / share)} 中占了 ${cost}。`
      : say`${starts} 项，每项都要启动一个新线程：每个工作者的 ${duration(ms / share)} 中占了 ${cost}。`;
  }
  const kind = of === 'processes' ? '进程' : '线程';
  const what = isFresh ? `新${kind}要先启动` : of === 'processes' ? '要先联系上等待中的进程' : '线程池的工作者要先唤醒';
  return [
    ...say`${ateTheGain ? '启动吃掉了收益' : '启动'}：${what}，`,
    ...(count === 1
      ? say`第一块在 ${strong(duration(lastMs))} 后才到。`
      : say`每个工作者的第一块平均在 ${strong(duration(averageMs))} 后才到，最后一个在 ${duration(lastMs)} 后。`),
    ateTheGain ? '若没有它，本可以比串行快。' : '',
  ];
}

/** What a button that shows a cause is called by: two causes of one strategy have two buttons. */
const causes: Record<Cause['kind'], string> = {
  uncertain: '不确定',
  'no-serial': '没有串行',
  'one-by-one': '逐个调用',
  'global-lock': '全局锁',
  'shared-cores': '共用核心',
  'heavy-item': '很重的项',
  'between-rounds': '轮与轮之间',
  'coarse-chunks': '块太大',
  'fixed-shares': '固定份额',
  'last-round': '最后一轮',
  'few-chunks': '块太少',
  'start-up': '启动',
  dispatch: '交付',
  copying: '拷贝',
  'slower-items': '变慢的项',
  gathering: '收集结果',
  'overlapping-waits': '重叠的等待',
  'went-well': '整个运行',
  'faster-items': '变快的项',
  'held-back': '积压的结果',
  'fresh-threads': '新线程',
  'one-worker': '一个工作者',
};

export const happened: Texts = {
  none: '运行之后：为什么用了这么久，用根据它自己的测量得出的句子来说明。',
  from: '这里的每个数字都是在这次运行中测得的，或由测得的数据推出。',
  headline: (headline, title) => {
    const took = strong(duration(headline.medianMs));
    if (headline.kind === 'alone') {
      return headline.of === 1 ? say`${title(headline.strategy)}用了 ${took}。没有运行别的策略可供比较。` : say`${title(headline.strategy)}最快，用了 ${took}。`;
    }
    const { kind, strategy, serialMs, perfectMs, perfect, of } = headline;
    const ideal = of === 'cores' ? `${grouped(perfect)} 个理想的核心` : `${grouped(perfect)} 个理想的工作者`;
    const best = perfect < 2 || perfectMs === null ? '。' : `；${ideal}只需 ${duration(perfectMs)}。`;
    switch (kind) {
      case 'faster':
        return say`${title(strategy)}用了 ${took}，串行用了 ${duration(serialMs)}${best}`;
      case 'slower':
        return say`没有比串行的 ${duration(serialMs)} 更快的：${title(strategy)}用了 ${took}${best}`;
      case 'even':
        return say`没有变快：${title(strategy)}用了 ${took}，串行用了 ${duration(serialMs)}${best}`;
      case 'unclear':
        return say`${title(strategy)}用了 ${took}，串行用了 ${duration(serialMs)}，但各次运行相差太大，看不出哪个更快${best}`;
      default:
        return kind satisfies never;
    }
  },
  sentence,
  nothing: '记录中看不出有哪个原因能解释一次运行的 5% 或更多。',
  weight: (ms, share, too) => {
    const lost = ms > 0 ? `${duration(ms)}，占这次运行的 ${percent(share)}` : '';
    return too ? `同样${lost === '' ? '' : `：${lost}`}` : lost;
  },
  show: '在时间线中查看',
  showOf: (title, cause) => `在时间线中查看：${title}，${causes[cause]}`,
  more: (number) => `另外 ${grouped(number)} 条发现`,
  noTraces: '这次对比没有附带记录，所以只能说明数字所显示的内容。',
  remedy: (remedy) => {
    switch (remedy.field) {
      case 'chunksize':
        return `试试每块 ${grouped(remedy.value)} 项`;
      case 'cores':
        return `试试 ${workers(remedy.value)}`;
      case 'items':
        return `试试 ${grouped(remedy.value)} 项`;
      case 'repeats':
        return `试试各运行 ${grouped(remedy.value)} 次`;
      case 'variant':
        return `试试 ${remedy.value}`;
      case 'schedule':
        return `试试${words.schedules[remedy.value]?.title ?? remedy.value}调度`;
      case 'spawn':
        return '试试每核心一个线程';
      case 'processes':
        return '试试进程池';
      case 'strategies':
        return `也试试${words.strategies[remedy.value.at(-1) ?? '']?.title ?? ''}`;
      default:
        return remedy satisfies never;
    }
  },
  undo: '撤销',
  isSet: '已设置。按“运行”看看效果。',

  parts,
  shares: {
    title: '所有工作者的时间花在了哪里',
    row: (count, wallMs) => `${workers(count)} × ${duration(wallMs)}`,
    serial: '串行的用时',
    text: (rows) =>
      rows
        .map(({ title, workers: count, wallMs, parts: own }) => {
          const shown = (Object.keys(parts) as Part[]).filter((part) => own[part] >= 0.005 * count * wallMs);
          return `${title}：${shown.map((part) => `${parts[part]} ${percent(own[part] / (count * wallMs))}`).join('，')}`;
        })
        .join('；'),
    hint: '每个条形的长度是中位数运行的用时乘以它的工作者数。超出串行用时的部分，就是并行工作的代价。',
    part: '部分',
    cell: (share) => (share === 0 ? '0%' : percent(share)),
    numbers: '具体数据',
  },
};
