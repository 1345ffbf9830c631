// Chinese texts of the panel `code`, and what the programs say in their comments and beside the code.

import type { PanelTexts } from '../en/panels';

export const code: PanelTexts['code'] = {
  intro: '上面设置的实验，写成可以在你自己的机器上运行的完整程序。它随你的选择而变。',
  target: '程序类型',
  file: (name) => `程序 ${name}`,
  copy: '复制',
  copied: '已复制',
  refused: '浏览器不允许；请选中文本后复制',
  download: '下载',
  loading: '正在加载程序',
  failed: '程序无法加载',
  run: '运行',
  runIn: (files) => `把 ${files.join(' 和 ')} 放进一个空文件夹，然后在那里运行`,
  install: '先安装',
  slow: '对大多数任务，Python 的用时是本页的许多倍。减少项数可以更快看到对比。',
  checksum: (checksum) => `本页算出的校验和是 ${checksum}；程序必须输出同样的值。`,
  checksumNone: '也在本页运行一次这个实验：它的校验和会显示在这里，程序必须输出同样的值。',
  head: { python: (task, variant, module) => `${task}：${module} 的 ${variant}。`, rust: (task, variant) => `${task}：在 rayon 上的 ${variant}。` },
  item: (item) => `一项是一${item}`,
  seed: '随机数的种子',
  automatic: (variant, chunksize) =>
    variant.startsWith('imap') ? `${variant} 的默认值` : `${variant} 的默认值：每个工作者份额的四分之一${chunksize > 1 ? '，向上取整' : ''}`,
  notes: {
    lock: '同一进程的线程：在 CPython 的全局锁之下，同一时刻只有一个线程在计算，所以不会变快。也有不带这把锁的构建（3.13t 及更新版本）。',
    waitingThreads: '等待者不持有锁，所以这里线程和进程一样好，而且更便宜。',
    spinningThreads: '只是看上去忙：在全局锁之下线程轮流运行，但时钟对所有线程都在走。',
    executorMap: '执行器只有一种 map。它立即返回，按顺序逐个交出结果，并从多个列表取参数：集 map、imap、map_async 和 starmap 于一身。',
    executorChunks: 'as_completed 只认识单个调用，所以程序自己分块。',
    queueOnly: '页面上所选的调度方式在这里没有对应物：Python 的进程池从一个队列里分发大小相等的块。',
    inTurn: 'Ray 的进程池轮流发块，每个进程固定拿自己的，而不是从一个队列里取：没有人会接手忙碌进程的工作。',
    noChunksize: 'Ray 的进程池的 starmap_async 没有 chunksize；它总是取每个工作者份额的四分之一。',
    rayonOrder: 'rayon 没有边计算边按顺序交出结果的迭代器：collect 保持顺序，并在最后给出全部结果。',
    rayonPieces: 'with_min_len 是下限：只要有人空闲，rayon 就把各项对半分，但不会小于它。Python 的块则大小相等。',
    rayonSchedule: 'rayon 总是窃取：空闲者拿走别人剩余工作的一半。本页的“工作窃取”调度也是如此。',
    numbersNotMemory: 'Python 为它累加的每个数都创建一个对象，这比取数慢得多：本任务所要展示的内存通路从来不忙。',
    copiesNotMemory: '每个进程为每一项都从存储中取数组，并且累加的是对象而不是机器字：本任务所要展示的共享内存通路从来不忙。',
    pythonAllocator: 'Python 的小对象来自它自己的分配器，每个进程一个：没有需要等待的锁。',
  },
};
