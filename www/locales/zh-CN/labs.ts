// Chinese texts of the panel `labs`. What a lab is and what its settings are called is in lab-words.ts.

import type { LabOutcome } from '../../generated/LabOutcome';
import { WAY_TITLES, lockName, micro } from '../../model/labs/words';
import { duration, grouped, percent } from '../../model/units';
import type { PanelTexts } from '../en/panels';
import { labIn } from '../lab-words';
import { labWords } from './lab-words';

const items = (count: number): string => `${grouped(count)} 项`;
const times = (count: number): string => `${grouped(count)} 次`;

/** Told of how far it got. */
const unfinished = '实验在完成之前被停止。';

type Shown = Parameters<PanelTexts['labs']['sentence']>[1];

/** What an experiment showed, in a sentence or two. */
function sentence(outcome: LabOutcome, shown: Shown, isWhole: boolean): string {
  switch (outcome.lab) {
    case 'lost_updates': {
      const { made, counted, wallMs } = outcome;
      const missing = made - counted;
      return missing === 0
        ? `加了 ${times(made)}，计数器显示 ${grouped(counted)}：一次也没有丢，用时 ${duration(wallMs)}。`
        : `加了 ${times(made)}，计数器却显示 ${grouped(counted)}：丢了 ${times(missing)}更新（${percent(missing / made)}），用时 ${duration(wallMs)}。`;
    }
    case 'interleaving': {
      const lost = outcome.expected - outcome.last;
      const order = shown.turns > 1 ? `两者的输出交替了 ${times(shown.turns)}。` : isWhole ? '一个工作者打印完，另一个才开始。' : unfinished;
      return lost > 0 ? `${order}总和应为 ${outcome.expected}，结果却是 ${outcome.last}：两者之间还丢了一次加法。` : `${order}总和是 ${outcome.last}。`;
    }
    case 'bounded_queue':
      return `${items(outcome.consumed)}，用时 ${duration(outcome.wallMs)}；队列中最多有 ${items(shown.deepest)}在等待。生产者为了 put 等了 ${duration(outcome.putMs)}（占全部时间的 ${percent(outcome.putMs / outcome.wallMs)}）。`;
    case 'ping_pong':
      return `${duration(outcome.wallMs)} 内往返 ${times(shown.trips)}，平均每次 ${micro((1e3 * outcome.wallMs) / shown.trips)}。其中一半每个来回不超过 ${micro(shown.medianUs)}，95% 不超过 ${micro(shown.p95Us)}。`;
    case 'service':
      if (!outcome.isComplete) return '在所有结果到齐之前就被停止了。';
      return isWhole
        ? `${duration(outcome.allMs)} 后所有结果都已到齐；${duration(outcome.wallMs)} 后工作者全部结束。`
        : `${duration(outcome.allMs)} 后所有结果都已到齐，工作者却还在等任务：不停止的话会永远等下去。`;
    case 'initializer':
      if (!isWhole) return `表一共建了 ${times(outcome.loads)}。${unfinished}`;
      return `表一共建了 ${times(outcome.loads)}；找到 ${grouped(outcome.found)} 个素数，用时 ${duration(outcome.wallMs)}。`;
    case 'errors': {
      if (!isWhole) return unfinished;
      const late = outcome.timedOut === 0 ? '' : `有 ${times(outcome.timedOut)} get 先等到了超时；再次调用时才得到该项的结局。`;
      return `get 返回了 ${grouped(outcome.got)} 个结果，抛出了 ${grouped(outcome.raised)} 个异常。${late}`;
    }
    case 'deadlock': {
      if (outcome.isDeadlock) return `死锁：${grouped(outcome.rounds)} 轮之后，两个工作者各持有一把对方在等的锁。谁也不可能再往下走。`;
      const gaveUp = outcome.gaveUp > 0 ? `；其中有 ${times(outcome.gaveUp)}是一方先放弃再重试的` : '';
      return isWhole ? `两个工作者都走完了，一共拿到两把锁 ${times(outcome.rounds)}${gaveUp}。` : `没有死锁：到目前为止拿到两把锁 ${times(outcome.rounds)}${gaveUp}。${unfinished}`;
    }
    case 'manager_cost': {
      if (!isWhole) return unfinished;
      const [value, manager] = [shown.ways[2], shown.ways[4]];
      const cost =
        shown.isOnce || value == null || manager == null || value <= 0
          ? ''
          : `在一次不丢的前提下，每次更新经过 Manager 要 ${micro(manager)}，用 Value 要 ${micro(value)}：大约是后者的 ${grouped(Math.round(manager / value))} 倍。`;
      const lost = WAY_TITLES.flatMap((title, way) => ((outcome.lost[way] ?? 0) > 0 ? [`${title} ${times(outcome.lost[way] ?? 0)}`] : []));
      return `${cost}${lost.length === 0 ? '没有丢失任何更新。' : `丢失的更新：${lost.join('，')}。`}`;
    }
    case 'stress': {
      const broken = outcome.tried.filter((one) => one.broken > 0);
      return broken.length === 0
        ? `${grouped(outcome.tried.length)} 项试验，3 个工作者各做了 ${grouped(outcome.rounds)} 轮：所有承诺都得到了遵守。${isWhole ? '' : unfinished}`
        : `有承诺被打破：${broken.map((one) => `${one.name} ${times(one.broken)}`).join('，')}。请报告这个问题。`;
    }
  }
}

export const labs: PanelTexts['labs'] = {
  title: '实验室',
  intro: '在真实的工作者上做的小实验：把每一个都弄坏，看看为什么，再修好它。',
  choose: '实验',
  fromTutorials: '出自教程',
  run: '开始实验',
  stop: '停止实验',
  starting: '正在启动工作者……',
  running: '正在进行……',
  began: (title) => `“${title}”正在进行`,
  busy: '正在进行对比；等它结束才能开始实验。',
  failed: (message) => `实验无法进行：${message}`,
  forced: '工作者没有按要求停下来，已被强制结束。',
  unavailable: '实验室需要工作者之间共享内存，而这个页面在这里不能共享。',
  limit: (seconds) => `最迟 ${seconds} 秒后停止。`,
  wrong: (given, allowed) => `${given === '' ? '空' : given}：无效，应为${allowed}`,
  reset: '恢复默认设置',
  empty: '开始实验：发生的事会随时画在这里。',
  python: '对应的 Python 程序',
  notes: {
    value: '分两步，每步各自加锁',
    atomic: 'Python 没有原子自增',
    full: '队列满时在此等待',
    end: '结束标记，每个消费者一个',
    initializer: 'work 就是初始化函数',
    idle: '永远等下去：每个工作者都在等任务',
    raises: '第 3 项会抛出异常',
    late: '这一项仍在继续',
    gaveUp: '放弃了：让给另一个',
    stuck: '永远等下去：各自占着对方要的锁',
    together: '所有进程同时开始',
  },
  named: (lab) => labIn(labWords, lab),
  option: (lab, setting, option) => labWords[lab]?.settings[setting]?.options?.[option] ?? option,
  sentence,
  endings: { finished: '', stopped: '已停止。', limit: '到了时间限制，已结束。' },
  micro,
  worker: (who) => `工作者 ${who}`,
  main: '主程序',

  described: {
    count: (made, counted) => `加了 ${times(made)}，计数器显示 ${grouped(counted)}。`,
    depth: (depth, deepest) => `队列中有 ${items(depth)}，最多时有 ${items(deepest)}。`,
    trips: (count, medianUs) => `${grouped(count)} 个来回，一半不到 ${micro(medianUs)}。`,
    lanes: (workers) => `${workers} 个工作者随时间做了什么。`,
    ways: (us) => us.flatMap((own, way) => (own === null ? [] : [`${WAY_TITLES[way]}：${micro(own)}`])).join('；'),
  },
  count: { made: '已加', counted: '计数器' },
  lines: { head: '打印的内容', none: '还没有。' },
  depth: { depth: '队列中的项数', bound: (maxsize) => `maxsize ${maxsize}` },
  table: {
    label: (title) => `${title}：数据表`,
    time: '时间',
    trip: '一个来回用时',
    way: '计数方式',
    cost: '每次更新用时',
    worker: '工作者',
    what: '做什么',
    which: '对象',
    from: '开始',
    to: '结束',
    goesOn: '仍在继续',
  },
  trips: { trips: '来回次数', median: (us) => `一半不到 ${micro(us)}` },
  lanes: { kinds: { work: '工作', load: '建表', wait: '等待', hold: '持有' }, lock: lockName },
  grips: (who, has, wants) => `工作者 ${who} ${has.length === 0 ? '没有锁' : `持有 ${has.map(lockName).join('和 ')}`}${wants === null ? '' : `，在等 ${lockName(wants)}`}`,
  items: {
    head: { item: '项', work: '在工作者上', called: '调用了', got: 'get' },
    work: { submitted: '等待工作者', running: '正在计算', done: '完成', raised: '抛出了 ZeroDivisionError' },
    on: (what, who) => `工作者 ${who}：${what}`,
    called: { none: '', callback: 'callback', error_callback: 'error_callback' },
    timedOut: '先是 TimeoutError，然后 ',
    got: { none: '等待', result: (value) => grouped(Math.round(value * 1e3) / 1e3), error: 'ZeroDivisionError' },
  },
  trials: { head: { name: '试验', broken: '被打破的承诺' }, waiting: '…' },
  ways: { titles: WAY_TITLES, waiting: '尚未测量' },
};
