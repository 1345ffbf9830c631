// Chinese words for whatever the catalogue names: tasks, parameters, calls, strategies, schedules.
//
// An item is a measure word with its noun, so that a number or 一 may stand before it: 40 个区间, 一个区间.

import type { Words } from '../catalog';

export const words: Words = {
  tasks: {
    mandelbrot: {
      title: '曼德博集合',
      summary: '计算图像的一行：每个点要多少步才逃逸。',
      teaches: '穿过黑色区域的行要贵得多，所以行数相等不等于工作量相等。',
      item: '行',
      params: {
        width: { label: '每行点数', help: '图像的宽度；高度就是项数。' },
        limit: { label: '每点最多步数', help: '走完这么多步还没逃逸的点，就算永不逃逸。' },
        region: { label: '区域', help: '图像显示平面的哪一部分。', options: { whole: '全貌', seahorses: '海马谷', spiral: '螺旋' } },
      },
    },
    hello: {
      title: '来自工作者的问候',
      summary: '每一项返回它的工作者的名字和一句问候：PoolWorker-3 - hello 7。',
      teaches: '没有人事先决定哪个工作者拿到哪一项，结果也可能乱序到达。',
      item: '句问候',
    },
    square: {
      title: '平方',
      summary: '计算该项的平方：0、1、4、9……',
      teaches: '这么小的工作永远不划算：你看到的是分发各项的开销。',
      item: '个数',
    },
    power_sum: {
      title: '幂次求和',
      summary: '每一项对所有小于 n 的 i 累加 i + i² + i³。',
      teaches: '大小相等的纯计算是最理想的情况：两个核心只需一半时间。',
      item: '个和',
      params: { n: { label: '每个和的加数个数（n）', help: '每一项累加多少个数。' } },
    },
    wait: {
      title: '等待',
      summary: '每一项休眠一会儿，然后返回自己编号的十倍。',
      teaches: '等待不占核心：工作者比核心多也能更早完成，即使有 Python 的全局锁。',
      item: '次等待',
      params: { seconds: { label: '每项秒数', help: '每一项返回之前休眠多久。' } },
    },
    ray_trace: {
      title: '光线追踪',
      summary: '从眼睛出发逆向追踪光线，画出图像的一个图块。',
      teaches: '图块之间互不依赖，只有天空的图块早早完成，满是镜面的图块则要很久。',
      item: '个图块',
      params: {
        tile: { label: '图块边长（像素）', help: '一个图块的宽和高；图像随之变大。' },
        rays: { label: '每像素光线数（横向和纵向）', help: '光线越多边缘越平滑：2 表示每像素 2 乘 2 条光线。' },
        bounces: { label: '最多反射次数', help: '一条光线反射多少次之后就不再追踪。' },
      },
    },
    monte_carlo_pi: {
      title: '随机法求圆周率',
      summary: '向正方形内随机投点，统计落在圆内的点数。',
      teaches: '每一项都有自己的随机数，所以结果与由谁、何时计算无关。',
      item: '轮',
      params: { samples: { label: '每项点数', help: '每一项投多少个点；点数增到四倍，误差减半。' } },
    },
    matrix_multiply: {
      title: '矩阵乘法',
      summary: '两个方阵相乘，每一项是若干行组成的行块，返回行块的校验和。',
      teaches: '所有工作者读的是同样两个矩阵：线程共享它们，进程则各要一份拷贝。',
      item: '个行块',
      params: { size: { label: '行数和列数', help: '两个矩阵的大小；边长加倍，工作量变为八倍。' } },
    },
    sort: {
      title: '排序',
      summary: '每一项把自己的随机数排序，返回一个只有排好序才会得到的校验和。',
      teaches: '输入和输出都很少，所以几乎全部时间都是可以分摊的工作。',
      item: '个列表',
      params: { n: { label: '每项的数字个数', help: '每一项排序多少个数。' } },
    },
    word_count: {
      title: '词频统计',
      summary: '统计一篇生成文本的词频，每一项是若干行组成的一段。',
      teaches: '各段分别计数，最后把计数相加：先 map，再 reduce。',
      item: '段文本',
      params: {
        lines: { label: '文本行数', help: '文本的长度；各项分担这些行。' },
        passes: { label: '统计遍数', help: '每一项把自己的行重复统计多少遍，好让短文本也够忙。' },
      },
    },
    grid_search: {
      title: '网格搜索',
      summary: '对 8 个主题的每一种参数组合各拟合一个回归模型，每一项是一种组合。',
      teaches: '各种组合互不相干：串行要一天一夜的工作，可以由工作者们平分。',
      item: '种组合',
      params: {
        topics: { label: '主题数', help: '一共有多少个主题；每个都有自己的回归模型。' },
        documents: { label: '文档数', help: '一共有多少篇文档，每篇 32 个词；轮流留出三分之一用于评估。' },
      },
    },
    topic_model: {
      title: '主题模型',
      summary: '用在线 LDA 找出生成文本的主题，每一项是一轮文档中的一部分。',
      teaches: '先 map，再 reduce，然后又是 map：两轮之间调用方独自工作，所有人都要等最慢的那一个。',
      item: '部分文档',
      params: {
        topics: { label: '主题数', help: '文本有多少个主题，就寻找多少个。' },
        documents: { label: '文档数', help: '一共有多少篇文本，每篇 96 个词；每一轮看其中的四分之一。' },
        rounds: { label: '轮数', help: '一次运行要先后发起多少次调用；四轮看完全部文档一遍。' },
      },
    },
    primes: {
      title: '素数',
      summary: '用试除法统计每一项自己那段区间里的素数。',
      teaches: '越靠后的项越贵，所以区间等长不等于工作量相等。',
      item: '个区间',
      params: { span: { label: '区间长度', help: '每一项检验多少个数；第 i 项从 i 乘以该值开始。' } },
    },
    n_queens: {
      title: 'N 皇后',
      summary: '统计在 n 乘 n 的棋盘上放 n 个互不攻击的皇后有多少种放法。',
      teaches: '搜索在头几步之后就分成互相独立的部分，而每一部分的代价事先都不知道。',
      item: '份搜索',
      params: { board: { label: '皇后数（n）', help: '放多少个皇后；每多一个，工作量大约变为六倍。' } },
    },
    proof_of_work: {
      title: '工作量证明',
      summary: '每一项不断试数，直到 SHA-256 哈希值的开头有足够多的零比特。',
      teaches: '一项要花多少全凭运气，最倒霉的那一项可能让所有人等着。',
      item: '道题',
      params: { bits: { label: '前导零比特数', help: '哈希值开头要有多少个零比特；每多一个，工作量加倍。' } },
    },
    skewed: {
      title: '不均匀的开销',
      summary: '随机抽取每一项的开销，并做相应多的运算：大多数便宜，少数非常贵。',
      teaches: '开销相差这么大时，按需分发的小块胜过平均分配的大块。',
      item: '个作业',
      params: {
        tail: { label: '不均匀程度', help: '均匀：所有作业一样贵；轻尾或重尾：少数作业贵得多，总量大致相同。', options: { even: '均匀', light: '轻尾', heavy: '重尾' } },
        unit: { label: '每单位开销的随机数个数', help: '一个单位的开销相当于多少运算。' },
      },
    },
    memory_sum: {
      title: '读内存',
      summary: '每一项累加一个大数组中的 4 MiB，数组由所有项共享。',
      teaches: '所有核心共用一条通往内存的路：大数组加核心也快不了多少，小数组则留在缓存里。',
      item: '次读取',
      params: { megabytes: { label: '数组大小（MiB）', help: '各项在数组里循环读取，所以小数组会被反复读。' } },
    },
    allocate: {
      title: '小块内存分配',
      summary: '每一项申请并归还许多小块内存，每块 16 到 512 字节。',
      teaches: '所有线程共用一个分配器：只有一把锁时一次只能通过一个，而这里每个线程都有自己的空闲链表。',
      item: '轮',
      params: { allocations: { label: '每项分配次数', help: '每一项申请并归还多少块。' } },
    },
    spin: {
      title: '忙等待',
      summary: '每一项让它的工作者忙碌一段精确的时间，然后返回自己的编号。',
      teaches: '开销完全已知，测得的时间就能显示分块、启动和空闲的工作者增加了多少。',
      item: '回',
      params: { ms: { label: '每项毫秒数', help: '每一项让它的工作者忙碌多久。' } },
    },
  },
  variants: {
    map: '等全部完成，然后按顺序一次返回所有结果。',
    imap: '按顺序逐个产出结果：每个都要等它前面的。',
    imap_unordered: '逐个产出结果，谁先完成谁先来。',
    apply: '一次一个调用：每个都等前一个完成，所以没有任何重叠。',
    apply_async: '每一项是一次调用，各有自己的 AsyncResult，按调用顺序收集。',
    map_async: '立即返回一个 AsyncResult；对它调用 get() 会等待并按顺序给出所有结果。',
    starmap: '同 map，用于多参数函数：每一项是一个参数元组。',
    starmap_async: '同 map_async，用于多参数函数。',
  },
  strategies: {
    serial: { title: '串行', summary: '一个工作者上的一个循环，一项接着一项。' },
    threaded: { title: '多线程', summary: '每次调用都新建线程，开始时启动，结束时消失。' },
    pooled: { title: '线程池', summary: '一池已经在运行的工作者，每次调用都重复使用。' },
    processes: { title: '多进程', summary: '各有自己内存的工作者：参数和结果都要拷贝，什么都不共享。' },
  },
  schedules: {
    queue: { title: '队列', summary: '一个队列，块大小相等；谁空闲谁取下一块。这是 Python 的方式。' },
    static: { title: '静态', summary: '每个工作者的份额事先固定。之后不再分发，也不再均衡。' },
    guided: { title: '引导式', summary: '块先大后小，随着剩余工作减少而缩小。' },
    stealing: { title: '工作窃取', summary: '空闲的工作者从忙碌者那里拿走一半：rayon 自己的方式。' },
  },
  spawns: {
    core: { title: '每核心一个', summary: '每次调用启动的线程数等于所选的工作者数。' },
    item: { title: '每项一个', summary: '每一项都用一个新线程，同时最多有所选工作者数那么多个。' },
  },
  lifetimes: {
    pool: { title: '进程池', summary: '已经在运行的进程，每次调用都重复使用。' },
    fresh: { title: '每次新建', summary: '每次调用都启动并结束自己的进程：这些开销也算在内。' },
  },
};
