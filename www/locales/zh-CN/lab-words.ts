// Chinese words for the labs: what each is about, and what its settings are called. A test knows what is missing.

import type { LabWords } from '../lab-words';

const howManyCount = '同时计数的工作者数。';
const poolSize = '池中的工作者数。';

export const labWords: Readonly<Record<string, LabWords>> = {
  lost_updates: {
    title: '丢失的更新',
    summary: '几个工作者反复给同一个计数器加 1。counter.value += 1 先读后写：别人在两步之间写入的值就丢了，除非有锁把这两步绑在一起。',
    settings: {
      counter: {
        label: '计数器',
        help: 'RawValue：没有锁。Value：每次读、每次写各自加锁。get_lock：Value，读和写都在它的锁之内。Lock：用 Lock 保护的 RawValue。原子操作：一条指令完成读和写；Python 没有。',
        options: { raw: 'RawValue', value: 'Value', get_lock: 'get_lock', lock: 'Lock', atomic: '原子操作' },
      },
      workers: { label: '工作者数', help: howManyCount },
      increments: { label: '每个工作者加几次', help: '每个工作者加 1 的次数。' },
    },
  },
  interleaving: {
    title: '两个工作者打印',
    summary: '一个工作者给共享的数加 1，另一个加 3；每一步之后都打印它，然后休眠。两者的输出会交错，直到用 Lock 让其中一个等另一个的整个循环结束。',
    settings: {
      lock: { label: '用 Lock 保护', help: '每个工作者是否在整个循环期间持有 Lock。' },
      steps: { label: '每个工作者的步数', help: '每个工作者相加并打印的次数。' },
      pause_ms: { label: '每步之间休眠，ms', help: '工作者在每一步之前休眠多久；教程里是 100 ms。' },
    },
  },
  bounded_queue: {
    title: '生产者与消费者',
    summary: '生产者把项放进 Queue，消费者取出来。队列没有上限时，只要消费者较慢，它就一直变长；有上限时，put 会等待，生产者便按消费者的节奏工作。增加消费者就能解决。',
    settings: {
      consumers: { label: '消费者数', help: '取走项的工作者数。' },
      maxsize: { label: '队列的 maxsize', help: '队列装到多少项时 put 开始等待；0：不限。' },
      items: { label: '项数', help: '一共生产多少项。' },
      producer_ms: { label: '生产一项，ms', help: '生产者做一项所需的时间。' },
      consumer_ms: { label: '消费一项，ms', help: '消费者处理一项所需的时间。' },
    },
  },
  ping_pong: {
    title: '乒乓',
    summary: '一个工作者通过 Pipe 发出消息，另一个把它发回来。无论消息带多少内容，一个来回都要交接两次：字节少时代价全在这里，字节多时代价在复制。Queue 的两端还各多一把锁。',
    settings: {
      channel: {
        label: '通道',
        help: 'Pipe：一条管道，双向。Queue：每个方向一个队列，两端各多一把锁。',
        options: { pipe: 'Pipe', queue: 'Queue' },
      },
      bytes: { label: '每条消息的字节数', help: '每条消息携带的数据量。' },
      trips: { label: '来回次数', help: '消息往返的次数。' },
    },
  },
  service: {
    title: '两个队列和一个池',
    summary: 'Pool(4, work, (in_queue, out_queue))：初始化函数从不返回，它从一个队列取任务，把结果放进另一个。没有人告诉工作者活已经干完：总得有人来说。',
    settings: {
      ending: {
        label: '最后',
        help: 'terminate：程序拿到所有结果后终止工作者。结束标记：给每个工作者最后放一个表示结束的任务。什么都不做：close 再 join，等待那些还在等任务的工作者；按“停止”才会结束。',
        options: { terminate: 'terminate', sentinel: '结束标记', nothing: '什么都不做' },
      },
      workers: { label: '工作者数', help: '有多少个在处理任务。' },
      tasks: { label: '任务数', help: '放进第一个队列的任务数。' },
      task_ms: { label: '一个任务用时，ms', help: '工作者处理一个任务的时间；每三个中有一个要两倍的时间。' },
    },
  },
  initializer: {
    title: '初始化函数',
    summary: '每一项都要在一张素数表中查找，而建表很慢。由池的初始化函数在每个工作者中建一次，代价很小；每一项都重新建表，代价就超过了工作本身。',
    settings: {
      load: {
        label: '何时建表',
        help: '每一项：每一项都重新建。初始化函数：每个工作者只在第一项之前建一次。',
        options: { item: '每一项', initializer: '初始化函数' },
      },
      workers: { label: '工作者数', help: poolSize },
      items: { label: '项数', help: '查找的次数。' },
      size: { label: '表的大小', help: '表中的素数一直到哪个数。' },
    },
  },
  errors: {
    title: '异常、回调与超时',
    summary: '每一项都是一次 apply_async，带 callback 和 error_callback。其中一项抛出异常：只有 error_callback 和调用 get 的人会知道。设了超时，get 会放弃等待，而那一项仍在继续。',
    settings: {
      raises: { label: '第 3 项抛出异常', help: '第 3 项是否除以零。' },
      timeout_ms: { label: 'get(timeout)，ms', help: '按提交的顺序，get 为每个结果等多久；0：一直等。' },
      items: { label: '项数', help: '一共有多少项。' },
      item_ms: { label: '一项用时，ms', help: '一项需要的时间；每三项中有一项要四倍的时间。' },
      workers: { label: '工作者数', help: poolSize },
    },
  },
  deadlock: {
    title: '死锁',
    summary: '两个工作者都需要两把锁。如果各自先拿了不同的一把，两者就会永远等下去：只有“停止”或时间限制能结束。如果约定好顺序，就不会发生；如果等一会儿就放弃，也能走通，但可能要试不止一次。',
    settings: {
      order: {
        label: '取锁的方式',
        help: '顺序相反：一个先 A 后 B，另一个先 B 后 A。顺序相同：都先 A 后 B。超时放弃：顺序相反，但第二把用 acquire(timeout)，等不到就把第一把还回去。',
        options: { opposite: '顺序相反', same: '顺序相同', timeout: '超时放弃' },
      },
      rounds: { label: '轮数', help: '每个工作者需要同时拿到两把锁的次数。' },
      hold_ms: { label: '两把锁之间，ms', help: '工作者拿到第一把锁之后、去拿第二把之前，做别的事的时间。' },
    },
  },
  manager_cost: {
    title: 'Manager 的代价',
    summary: '工作者分别用 RawValue、Value 和 Manager 的 Value 计数。Manager 的值在一个服务进程那里：每看一次都是一条消息的往返。如果工作者先各数各的，最后只报一次总数，消息就几乎不花什么代价；但没有锁时，可能会丢掉整个总数。',
    settings: {
      tell: {
        label: '何时告诉别人',
        help: '每次：每次更新之后。一次：各数各的，最后才把自己的总数加上去。',
        options: { each: '每次', once: '一次' },
      },
      workers: { label: '工作者数', help: howManyCount },
      updates: { label: '每个工作者的更新次数', help: '每种计数方式下，每个工作者加 1 的次数。' },
    },
  },
  stress: {
    title: '全面压力测试',
    summary: '三个工作者同时反复使用模块中的锁、信号、通道和共享数值，并统计承诺被打破了多少次：一把锁同时被两个工作者持有，一项出现两次，屏障提前放行。在这里和在任何地方一样，应当是零次。',
    settings: {
      rounds: { label: '轮数', help: '每个工作者使用每种对象的次数。' },
    },
  },
};
