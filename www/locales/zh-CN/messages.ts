// Chinese for what the engine says in English: warnings, errors, figures, what a setting may be. What isn't known stays as it is.
//
// `$1` is what stands in the first parentheses, `@1` the same in Chinese, `&1` the strategy with that id.

import { words } from './words';

const MESSAGES: readonly (readonly [RegExp, string])[] = [
  // What a setting may be, and what was given.
  [/^nothing$/, '空'],
  [/^an object$/, '一个对象'],
  [/^true or false$/, 'true 或 false'],
  [/^a whole number from (\S+) to (\S+)$/, '$1 到 $2 之间的整数'],
  [/^a number from (\S+) to (\S+)$/, '$1 到 $2 之间的数'],
  [/^a version up to (\d+)$/, '不超过 $1 的版本'],
  [/^one of the fields (.+)$/, '下列字段之一：$1'],
  [/^one of the parameters (.+)$/, '下列参数之一：$1'],
  [/^at least one of (.+), each once$/, '下列之中至少一个，各一次：$1'],
  [/^only (.+), which the link locks,$/, '链接所锁定的 $1'],
  [/^one of (.+) where workers share no memory$/, '下列之一（工作者不能共享内存）：$1'],
  [/^one of (.+)$/, '下列之一：$1'],
  [/^no parameter: (\S+) has none$/, '没有参数：$1 不带参数'],
  [/^at most (\d+) where threaded starts a thread for each item$/, '多线程为每项启动一个线程时最多 $1'],
  [/^one with which a run of (\d+) chunks starts at most (\d+) processes$/, '使 $1 块的一次运行最多启动 $2 个进程的值'],

  // Warnings.
  [/^the strategies did not compute the same results$/, '各策略算出的结果不一致'],
  [/^(\d+) workers share the (\d+) cores that this machine reports$/, '$1 个工作者共用本机报告的 $2 个核心'],
  [/^each strategy ran (.+): too little to say how certain the figures are$/, '每种策略@1：太少，无法判断数字有多可靠'],
  [/^once$/, '只运行了一次'],
  [/^only a few times$/, '只运行了几次'],
  [
    /^(\S+) took (\S+) ms, which is short against this browser's clock \(steps of (\S+) ms\): choose more items$/,
    '&1用了 $2 ms，相对于这个浏览器的时钟（步长 $3 ms）太短：请增加项数',
  ],
  [/^(\S+) became (\S+) from run to run, by (\S+) % in all$/, '&1一次比一次@2，总共相差 $3%'],
  [/^slower$/, '慢'],
  [/^faster$/, '快'],
  [/^no difference between (\S+) and serial can be told from these runs$/, '从这些运行中看不出&1与串行有差别'],
  [/^the page was hidden during the run, and browsers slow hidden pages down$/, '运行期间页面不可见，浏览器会让这样的页面变慢'],

  // Figures.
  [/^allocations$/, '分配次数'],
  [/^best combination$/, '最佳组合'],
  [
    /^alpha (\S+), (\d+) features (of words and pairs|of words|of pairs), (raw|scaled) (counts|presence|shares), in (\d+) or more documents$/,
    'alpha $1，$2 个特征（@3），@4@5，至少出现在 $6 篇文档中',
  ],
  [/^of words and pairs$/, '词和词对'],
  [/^of pairs$/, '词对'],
  [/^of words$/, '词'],
  [/^raw$/, '原始'],
  [/^scaled$/, '标准化的'],
  [/^counts$/, '计数'],
  [/^presence$/, '出现与否'],
  [/^shares$/, '占比'],
  [/^its score, of 1$/, '它的得分（满分 1）'],
  [/^perplexity, first round$/, '困惑度，第一轮'],
  [/^perplexity, last round$/, '困惑度，最后一轮'],
  [/^topic (\d+)$/, '主题 $1'],
  [/^steps in all$/, '总步数'],
  [/^points that never escaped$/, '永不逃逸的点'],
  [/^multiplications$/, '乘法次数'],
  [/^checksum of the product$/, '乘积的校验和'],
  [/^read in all$/, '总读取量'],
  [/^points$/, '点数'],
  [/^pi$/, '圆周率'],
  [/^standard error$/, '标准误差'],
  [/^solutions for (\d+) queens$/, '$1 皇后的解数'],
  [/^sum of i \+ i² \+ i³ below (\S+)$/, '小于 $1 的 i + i² + i³ 之和'],
  [/^primes below (\S+)$/, '小于 $1 的素数个数'],
  [/^hashes tried$/, '试过的哈希数'],
  [/^expected on average$/, '平均预期'],
  [/^units of cost$/, '开销单位数'],
  [/^costliest item$/, '最贵的一项'],
  [/^(\S+) units, (\S+) %$/, '$1 单位，占 $2%'],
  [/^numbers sorted$/, '已排序的数字个数'],
  [/^sum of squares$/, '平方和'],
  [/^words$/, '词数'],
  [/^different words$/, '不同的词'],
  [/^most frequent$/, '最常见'],

  // What stops a run.
  [/^(serial|threaded|pooled|processes): (.+)$/, '&1：@2'],
  [/^the run was stopped$/, '运行已停止'],
  [/^(\S+) delivered (\S+) results that are not those of (\S+) items, each once$/, '&1交付了 $2 个结果，与 $3 项各一个不符'],
  [/^item (\S+) failed on (\S+): (.+)$/, '第 $1 项在 $2 上失败：@3'],
  [/^a pool needs at least 1 worker, not 0$/, '池至少需要 1 个工作者，而不是 0 个'],
  [/^chunksize must be 1 or more, not 0$/, 'chunksize 必须大于等于 1，不能为 0'],
  [/^the pool is closed to new calls$/, '池已关闭，不再接受新的调用'],
  [/^join needs close or terminate first: the pool is still running$/, 'join 之前要先 close 或 terminate：池仍在运行'],
  [/^the result is not ready$/, '结果尚未就绪'],
  [/^no result within (\S+) ms$/, '$1 ms 内没有结果'],
  [/^the initializer failed on (\S+): (.+)$/, '初始化函数在 $1 上失败：$2'],
  [/^the pool was terminated before the call was done$/, '调用完成之前池被终止'],
  [/^the result was already taken$/, '结果已被取走'],
  [/^workers that share memory are not available here$/, '这里没有共享内存的工作者'],
  [/^a thread could not be started: (.+)$/, '无法启动线程：$1'],
  [/^the process (\S+) could not work: (.+)$/, '进程 $1 无法工作：@2'],
  [/^the process (\S+) died in the middle of the call: (.+)$/, '进程 $1 在调用中途终止：@2'],
  [/^(.+) could not be encoded: (.+)$/, '@1无法编码：$2'],
  [/^(.+) could not be decoded: (.+)$/, '@1无法解码：$2'],
  [/^the (arguments|results) of items? (\d+(?: to \d+)?)$/, '第 @2 项的@1'],
  [/^(\d+) to (\d+)$/, '$1 到 $2'],
  [/^arguments$/, '参数'],
  [/^results$/, '结果'],
  [/^the parameters of (\S+)$/, '$1 的参数'],
  [/^the beginning of a call$/, '调用的开始'],
  [/^the state of a round$/, '一轮的状态'],
  [/^an order$/, '指令'],
  [/^its reply$/, '它的回复'],
  [/^(\S+): (.+) was given, (.+) is allowed$/, '$1：给出的是 @2，应为@3'],
  [/^a run is already going on; stop it first$/, '已有运行正在进行；请先停止它'],

  // What keeps the engine from starting.
  [/^the pool of (\S+) workers did not start within (\S+) seconds$/, '$1 个工作者的线程池在 $2 秒内没有启动'],
  [/^the pool of (\S+) workers could not start: (.+)$/, '$1 个工作者的线程池无法启动：@2'],
  [/^the worker did not start within (\S+) seconds$/, '工作者在 $1 秒内没有启动'],
  [/^the worker could not start: (.+)$/, '工作者无法启动：@1'],
  [/^the workers of the lab did not start$/, '实验的工作者没有启动'],
  [/^there is no lab (\S+)$/, '没有实验 $1'],
  [/^worker (\d+) broke: (.+)$/, '工作者 $1 出错：$2'],
  [/^a lock that was waited for was not granted$/, '没有得到所等待的锁'],
  [/^a worker broke: (.+)$/, '有一个工作者出错：@1'],
  [/^the worker script could not be loaded$/, '无法加载工作者的脚本'],
  [/^the host is not ready$/, '宿主尚未就绪'],
  [/^the module is not there yet$/, '模块尚未就绪'],
  [/^the script of the caller could not be loaded$/, '无法加载调用者的脚本'],
  [/^the script of a thread could not be loaded$/, '无法加载线程的脚本'],
  [/^the script of a pool worker could not be loaded$/, '无法加载线程池工作者的脚本'],
  [/^the memory is used up: choose fewer workers or less work$/, '内存已用尽：请减少工作者或工作量'],
  [/^its script could not be loaded$/, '无法加载它的脚本'],
  [/^the engine could not be loaded: the network or the server did not answer$/, '无法加载引擎：网络或服务器没有响应'],
  [/^the engine could not be loaded: the server answered (\S+)$/, '无法加载引擎：服务器返回 $1'],
  [/^this browser could not compile the engine: (.+)$/, '这个浏览器无法编译引擎：$1'],
  [/^this browser has no WebAssembly or no workers$/, '这个浏览器不支持 WebAssembly 或 Web Worker'],
  [/^open the page in a current browser$/, '用较新的浏览器打开本页'],
  [/^this page may not share memory between workers \(no SharedArrayBuffer\)$/, '本页不能在工作者之间共享内存（没有 SharedArrayBuffer）'],
  [/^serve it with the headers (.+) and (.+) \(cargo xtask serve does\)$/, '让服务器发送响应头 $1 和 $2（cargo xtask serve 会这样做）'],
  [/^open it through https or from localhost$/, '通过 https 或从 localhost 打开'],
  [/^([^;]+); ([^;]+)$/, '@1；@2'],
];

/** A message in Chinese. */
export function heard(message: string): string {
  for (const [pattern, chinese] of MESSAGES) {
    const found = pattern.exec(message);
    if (found === null) continue;
    return chinese.replace(/([$@&])(\d)/g, (_, how: string, place: string) => {
      const part = found[Number(place)] ?? '';
      if (how === '@') return heard(part);
      return how === '&' ? (words.strategies[part]?.title ?? part) : part;
    });
  }
  return message;
}
