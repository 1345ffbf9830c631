// The page's Chinese texts (Simplified). Words for tasks and calls are in zh-CN/words.ts, what the engine says in zh-CN/heard.ts.

import type { Page } from './languages';
import type { Tutorial } from '../generated/Tutorial';
import { grouped, ratio } from '../model/units';
import type { Texts } from './en';
import { cores, workers } from './zh-CN/grammar';
import { heard } from './zh-CN/heard';
import { words } from './zh-CN/words';

/** One run has no interval. */
const inInterval = (low: number, high: number): string => (low === high ? '（仅一次运行）' : `（95% 置信区间 ${ratio(low)} 到 ${ratio(high)}）`);
/** The tutorials' titles, as they were published. */
const tutorials: Record<Tutorial, string> = {
  A: 'Python的多进程编程技巧',
  B: 'Python多进程库multiprocessing中进程池Pool类的使用详解',
  C: 'Python 多核并行计算的示例代码',
  D: 'AI实践：如何应用多进程Multiprocessing编程？',
  E: 'Python多进程加速：Pool并行计算技巧',
};

const texts: Texts = {
  name: 'Pool Playground',
  title: 'Pool Playground · 并行计算实验场',
  promise: '看看并行到底能带来什么：同一份工作，分别用串行、多线程和线程池完成，就在你自己的机器上。',
  skip: '跳到结果',

  language: { label: '语言', failed: '无法加载所选语言，请稍后再试。' },
  projector: { label: '大字号', hint: '投影用：全部放大' },
  theme: { label: '配色', auto: '自动', light: '浅色', dark: '深色' },
  share: { copy: '复制链接', copied: '链接已复制', failed: '链接就在地址栏里', ownTab: '在单独的标签页中打开' },
  badge: { shared: '共享内存', private: '独立内存', open: '检测中……', unavailable: '无法运行' },
  mode: {
    shared: '所有工作者共用一块内存：这里的线程是真正的线程。',
    title: '独立内存模式：每个工作者有自己的内存',
    runs: '串行和多进程照样真实运行。多线程和线程池需要共用一块内存的工作者，在这里无法使用。',
    why: {
      insecure: '只有通过 https 或从本机打开的页面，浏览器才允许工作者共享内存。',
      frame: '本页嵌在别人网页的框架中，这个浏览器不允许其中的工作者共享内存。',
      sandbox: '本页所在的框架没有自己的权限（沙盒），其中的工作者不能共享内存。',
      refused: '服务器没有发送允许共享内存的响应头，而这个窗口又不接受能够补上它们的 Service Worker。无痕窗口和某些设置会造成这种情况。',
      unsupported: '服务器没有发送允许共享内存的响应头，而这个浏览器不接受由页面自己补上。',
      late: '共享内存所需的条件没有及时就绪，或者这次加载绕过了它。重新加载即可。',
    },
    missing: (titles) => `${titles.join('和')}需要共享内存，而本页在这里没有。`,
    standIn: '由多进程代替。',
    reload: '重新加载',
    secure: '通过 https 打开',
    address: '如果打不开，请复制这个地址：',
  },
  version: { offered: '本页有新版本可用。', take: '重新加载' },

  setup: {
    title: '实验',
    task: '任务',
    teaches: '说明什么：',
    tutorial: (letters) => (letters.length === 0 ? '' : `出自教程${letters.map((letter) => `《${tutorials[letter]}》`).join('和')}。`),
    fromTutorials: '出自教程',
    otherTasks: '其他任务',
    inBrief: (task, items, item, count, variant) => `${task} · ${grouped(items)} ${item} · ${workers(count)} · ${variant}`,
    items: '项数',
    itemsHint: (item, max) => `一项是一${item}；最多 ${grouped(max)} 项。`,
    cores: '工作者数',
    coresHint: (machine, isRounded) =>
      isRounded ? `这个浏览器报告有 ${cores(machine)}，但这是取整后的数字：实际可能更少或更多。` : `本机报告有 ${cores(machine)}。`,
    machine: '本机',
    otherCores: '其他工作者数',
    variant: '调用方式',
    strategies: '对比',
    more: '更多设置',
    chunksize: '块大小',
    auto: '自动',
    autoComesTo: (size) => `自动：每块 ${grouped(size)} 项`,
    fixedChunks: (size) => `每块 ${grouped(size)} 项`,
    callsHaveNone: '每一项都是一次单独的调用，所以不分块。',
    schedule: '线程池的调度方式',
    spawn: '多线程的线程',
    gil: '线程受全局锁约束',
    gilBrief: '有 GIL',
    gilHint: '和 CPython 的 GIL 一样：同一时刻只有一个线程在计算；休眠的线程会把锁让给别人。',
    switchInterval: '切换间隔（ms）',
    switchIntervalHint: (min, max) => `等待的线程过了这段时间就会请求锁，即 sys.setswitchinterval 的含义。${min} 到 ${max}；Python 的默认值是 5。`,
    processes: '进程',
    maxtasksperchild: '进程处理多少块后更换',
    maxtasksperchildHint: 'Python 的 maxtasksperchild。留空：不更换。',
    never: '不更换',
    repeats: '每种策略的运行次数',
    seed: '随机种子',
    range: (min, max) => `${grouped(min)} 到 ${grouped(max)}`,
    reset: '恢复默认设置',
    locked: '制作这个链接的人锁定了设置：可以查看，不能修改。',
    lockedBrief: '已锁定',
    runsEach: (repeats) => `各运行 ${repeats} 次`,
    option: (task, param, option) => words.tasks[task]?.params?.[param]?.options?.[option] ?? option,
    hint: (help, allowed) => `${help}${allowed}。`,
    refused: (given, allowed) => `${given}：无效，应为${allowed}`,
  },

  hear: heard,
  between: '',
  sentence: (message) => `${message}。`,

  hints: {
    oversubscribed: (count, machine) => `${workers(count)}要共用 ${cores(machine)}：只有以等待为主的工作才会受益。`,
    fewItems: (items, count) => `${items} 项只够 ${count} 个工作者中的 ${Math.min(items, count)} 个忙碌。`,
    fewChunks: (chunks, count) => `${chunks} 块只够 ${count} 个工作者中的 ${Math.min(chunks, count)} 个忙碌。`,
    apply: 'apply 每次都等上一个调用完成才发起下一个：没有任何重叠。',
    threadEach: (count) => `多线程策略每次运行都要新建 ${grouped(count)} 个线程：启动开销多半会超过工作本身。`,
    oneWorker: '只有 1 个工作者时不会变快：你看到的是把工作交出去的代价。',
  },

  run: {
    run: '运行',
    stop: '停止',
    loading: '正在启动工作者……',
    blocked: (count) => `暂时不能运行：有 ${count} 项设置需要检查。`,
    noEngine: '暂时不能运行：请看上面的提示。',
    running: (title, repeat, repeats) => (repeat === 0 ? `${title}正在预热` : `${title}：第 ${repeat} 次运行，共 ${repeats} 次`),
    begun: (titles, repeats) => `开始运行：${titles.join('、')}，各 ${repeats} 次。`,
    quarters: { 1: '已完成四分之一。', 2: '已完成一半。', 3: '已完成四分之三。' },
    lab: '实验室中的实验正在进行',
    sweeping: (step, steps) => `正在测量曲线：第 ${step} 步，共 ${steps} 步`,
    waiting: '正在等待：这台设备上有另一个实验在运行，等它结束后这个就开始。',
    stopping: '正在停止……',
    stopped: '已停止。下面仍是上一次对比的结果。',
    stoppedFirst: '已停止。按“运行”重新开始。',
    failedBecause: (message) => `运行失败：${message}`,
    ready: '就绪。',
    finished: (best) => `完成。${best}`,
  },

  cards: {
    title: '各种策略',
    waiting: '等待轮到它',
    warmup: '预热中',
    repeat: (repeat, repeats) => `第 ${repeat} 次运行，共 ${repeats} 次`,
    done: (repeats) => `已运行 ${repeats} 次`,
    progress: (title) => `${title}的进度`,
    picture: (title) => `${title}已交付的结果`,
    delivered: (count, total) => `已交付 ${grouped(count)} / ${grouped(total)}`,
    lines: (title) => `${title}的最新结果`,
    meter: '每个工作者有多忙（等待也算）：按本页的记录，而不是操作系统的统计',
    empty: '结果会随着调用的交付出现在这里。',
    before: (experiment) => `来自上一次运行：${experiment}`,
  },

  results: {
    title: '结果',
    none: '运行之后，这里会显示用时、加速比，以及所有结果是否一致。',
    old: '来自之前的对比',
    speedup: (title, speedup, [low, high]) =>
      !(low > 0) || !Number.isFinite(high)
        ? `${title}：运行时间太短，这个浏览器的时钟无法把它与串行比较。`
        : low <= 1 && 1 <= high
        ? `${title}：看不出与串行有差别（速度是串行的 ${ratio(low)} 到 ${ratio(high)} 倍）。`
        : speedup >= 1
          ? `${title}的速度是串行的 ${ratio(speedup)} 倍${inInterval(low, high)}。`
          : `${title}比串行慢，用时是串行的 ${ratio(1 / speedup)} 倍${inInterval(1 / high, 1 / low)}。`,
    noSerial: '没有可供比较的串行运行：勾选“串行”才能看到加速比。',
    chunks: (size) => `每块 ${grouped(size)} 项`,
  },

  panels: {
    title: '查看原因，带走结果',
    happened: '发生了什么',
    timeline: '时间线',
    curves: '曲线',
    code: '代码',
    keep: '保存与分享',
    labs: '实验室',
    none: '运行之后，这里会逐个工作者地解释为什么用了这么久。',
    loading: '正在加载……',
    failed: '页面的这一部分无法加载。',
  },

  engine: {
    unavailable: '这个页面在这里无法运行线程',
    because: (missing) => `缺少的条件：${missing}。`,
    remedy: (remedy) => `解决办法：${remedy}。`,
    failed: '引擎没有启动',
    retry: '重试',
  },

  notes: {
    problem: ({ field, given, allowed }) => `${field}：给出的是 ${heard(given)}，应为${heard(allowed)}`,
    title: '链接中有些内容在这里没有意义，已改用默认值：',
    dismiss: '知道了',
  },
};

/** The language as the page takes it. */
export const page: Page = { texts, words };
