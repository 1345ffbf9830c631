// Chinese of the comments and docstrings in the tasks' own sources, by their English; comments.test.ts in www/panels/code holds both to one another.
//
// A docstring stays on one line: it has room for about 42 characters.

import type { SourceTexts } from '../source-texts';

/** Comments that Python and Rust have in common stand once. */
export const sources: SourceTexts = {
  // What any task may need: splitmix64.
  'The random numbers of one item: independent of other items, and of who computes them.': '一项的随机数：与其他项无关，也与由谁计算无关。',
  "Python's numbers never overflow: what a 64-bit register would drop is cut off.": 'Python 的整数从不溢出：64 位寄存器会丢掉的部分在这里截去。',
  'The next 64 random bits.': '接下来的 64 个随机比特。',
  'A number in [0, 1).': '[0, 1) 中的一个数。',
  'A whole number below bound.': '小于 bound 的非负整数。',
  'A whole number below `bound`.': '小于 `bound` 的非负整数。',

  // allocate
  'Pieces that an item holds at a time.': '一项同时持有多少块内存。',
  'Length times content, read at both ends.': '长度乘以内容；内容从首尾两端各读一个字节。',
  'Puts new pieces into random places of a ring, and adds up what the old ones held.': '把新的内存块放到环的随机位置，并累加换下来的旧块的内容。',

  // grid_search
  'The settings; a combination is one of each, the first changing fastest.': '可选的参数值；每种参数各取一个值就是一种组合，第一种参数变化最快。',
  'Items are spread evenly over the grid.': '各项均匀地分布在整个网格上。',
  'Documents of two topics each, and, by topic, the share of their words.': '各有两个主题的文档，以及每个主题在各篇文档的词中所占的份额。',
  'Words and pairs of neighbours as numbers.': '用数字表示的词和相邻词对。',
  'A row a document; the last column is 1.': '每篇文档一行；最后一列是 1。',
  "Ridge regression: (XᵀX + αI) w = Xᵀy by Cholesky's decomposition, sums in the order of their terms.":
    '岭回归：用 Cholesky 分解求解 (XᵀX + αI) w = Xᵀy，求和按加数的顺序进行。',
  "How much of the shares' variation is predicted in documents that weren't fitted. 1 is all of it.":
    '在没有参与拟合的文档上，份额的变异有多大比例被预测出来；1 表示全部。',
  'Not sum(), which rounds otherwise from Python 3.12 on.': '不用 sum()：从 Python 3.12 起它的舍入方式不同了。',

  // mandelbrot
  'Left edge, top edge, width, height of a part of the plane.': '平面上一块区域的左边界、上边界、宽和高。',
  'Left edge, top edge, width, height of the part of the plane.': '所选区域的左边界、上边界、宽和高。',
  'Steps of z -> z*z + c, from z = 0, after which |z| is first above 2.': '从 z = 0 开始，迭代 z -> z*z + c 多少步之后 |z| 首次大于 2。',
  'Steps of z -> z² + c, from z = 0, after which |z| is first above 2.': '从 z = 0 开始，迭代 z -> z² + c 多少步之后 |z| 首次大于 2。',
  'One row of the picture, a 16-bit count for each point.': '图像的一行，每个点是一个 16 位的步数。',

  // matrix_multiply
  'Two matrices, row by row, of whole numbers below 10.': '两个矩阵，逐行存放，元素是小于 10 的非负整数。',
  "The checksum of the item's rows of the product, weighted by column.": '乘积中属于该项的各行的校验和，按列加权。',

  // memory_sum
  '64-bit words that an item reads: 4 MiB, whatever the size of the array.': '一项要读多少个 64 位字：4 MiB，与数组大小无关。',
  'The array: word k holds k.': '数组：下标为 k 的字存放 k。',
  "Reads on where the item before ends, and from the array's beginning after its end.": '从前一项结束的位置接着读，读到数组末尾后再从头读起。',
  'Opaque, or the compiler could remember a sum that it has computed before.': '对编译器不透明：否则它可以记住以前算过的和。',

  // monte_carlo_pi
  "How many of the item's points fall into the quarter circle.": '该项的点中有多少个落在四分之一圆内。',

  // n_queens
  'Rows placed before the search is dealt out to the items.': '先放好多少行，再把搜索分给各项。',
  'Bits over the columns: what the queens so far attack in the next row.': '每列一个比特：已放的皇后在下一行攻击哪些格子。',
  'The boards with one queen more, in the next row: bits of what is attacked there.': '在下一行再放一个皇后得到的各个棋盘：用比特表示受攻击的格子。',
  'The boards with one queen more, in the next row.': '在下一行再放一个皇后得到的各个棋盘。',
  'Every valid placement of the first rows.': '前几行的所有合法放法。',
  'The ways to complete the board.': '把这个棋盘放完有多少种放法。',
  'The ways to complete it.': '把它放完有多少种放法。',
  'The ways to complete the openings that fall to the item: every ITEMS-th of them.': '把分给该项的开局放完有多少种放法：每 ITEMS 个开局取一个。',

  // power_sum
  'i + i² + i³ for every i below N, whatever the item.': '对所有小于 N 的 i 累加 i + i² + i³，每一项都一样。',
  'Opaque, or the compiler would compute the sum once for all items.': '对编译器不透明：否则它会只算一次和，供所有项使用。',

  // primes
  'Trial division by 2 and the odd numbers up to the square root.': '试除法：用 2 和不超过平方根的奇数去除。',
  "How many primes there are in the item's range.": '该项的区间里有多少个素数。',

  // proof_of_work
  'Tries one number after the other until the hash of the puzzle with it has BITS zeros.': '逐个试数，直到题目连同这个数的哈希值开头有 BITS 个零比特。',

  // ray_trace
  "Points, directions and colours are tuples of three. The order of operations is the page's: floating-point numbers are rounded at every step, and the bytes are to be the same.":
    '点、方向和颜色都是三元组。运算顺序和本页一样：浮点数每步都要舍入，字节才会相同。',
  'A point, a direction, a colour.': '一个点、一个方向或一种颜色。',
  'Where a ray hits something, and what that looks like.': '光线在哪里碰到东西，以及那里看上去是什么样。',
  'The picture and what is in it.': '图像以及其中的东西。',
  'Nearer hits are the surface itself, off which the ray starts.': '比这更近的交点就是光线出发的那个表面本身。',
  'As near to 3:2 as tiles allow; the last row may stay short.': '在图块允许的范围内尽量接近 3:2；最后一行可以不满。',
  "Three large ones and, around them, small ones at random that don't touch them.": '三个大球，周围随机放上不与它们相碰的小球。',
  "Three large spheres and, around them, small ones at random that don't touch them.": '三个大球，周围随机放上不与它们相碰的小球。',
  "How far the ray goes until it enters the sphere; None where it doesn't.": '光线走多远才进入球内；不进入时为 None。',
  'How far the ray goes until it enters the sphere.': '光线走多远才进入球内。',
  'Written out: this is where nearly all the time goes.': '展开来写：几乎全部时间都花在这里。',
  'The nearest thing that the ray meets: distance, normal, colour, mirror; None for the sky.': '光线遇到的最近的东西：距离、法线、颜色、反射率；只有天空时为 None。',
  'The nearest thing that the ray meets.': '光线遇到的最近的东西。',
  'The floor, y = 0: below every sphere, so it counts only where no sphere is met.': '地面，y = 0：它在所有球的下方，所以只有没遇到球时才算数。',
  'Far away it fades into the horizon, and flickers less.': '远处渐渐融入地平线，也就少一些闪烁。',
  'Whether something stands between the point and the sun.': '该点和太阳之间是否有东西挡着。',
  'Lighter towards the horizon, with a glow around the sun.': '越靠近地平线越亮，太阳周围有光晕。',
  'The sky: lighter towards the horizon, with a glow around the sun.': '天空：越靠近地平线越亮，太阳周围有光晕。',
  'What the surface itself shows: sky light, sun light unless in shadow, and a highlight.': '表面自身呈现的光：天空光、不在阴影中时的阳光，以及高光。',
  'The light that arrives at a point out of a direction.': '从某个方向到达某一点的光。',
  'The light that arrives at `from` out of `direction`.': '从 `direction` 方向到达 `from` 的光。',
  "The mean of the pixel's rays: red, green, blue.": '该像素各条光线的平均值：红、绿、蓝。',
  "The mean of the pixel's rays, as bytes.": '该像素各条光线的平均值，用字节表示。',
  'The picture is three wide; the eye looks a little down.': '图像的宽度是 3；视线略微朝下。',
  "A square root in place of the screen's gamma.": '用平方根代替屏幕的伽马校正。',
  'One tile, three bytes a pixel.': '一个图块，每像素三个字节。',
  'By squaring: `powf` differs between machines.': '反复平方：`powf` 的结果因机器而异。',

  // skewed
  'The greatest cost, so that no single item outlasts all others.': '开销的上限：免得单独一项比其余各项拖得都久。',
  "Units of cost, from the item's first random number: Pareto's law with exponent 2 or 1.": '开销的单位数，由该项的第一个随机数得出：指数为 2 或 1 的帕累托分布。',
  "Does as much arithmetic as the item's cost says: random numbers, mixed.": '按该项的开销做相应多的运算：生成随机数并混合起来。',

  // sort
  'Position times number, added up: of all orders the sorted one has the greatest sum.': '位置乘以数，再全部相加：在所有排列中，排好序的总和最大。',

  // topic_model
  'Words of 8 themes, then words that all texts share; here only their numbers matter.': '先是 8 个题材的词，然后是所有文本共有的词；这里只用到它们的编号。',
  'A round has every fourth document.': '一轮取每四篇文档中的一篇。',
  "A round has every fourth document. Priors; when a document's topics are settled.": '一轮取每四篇文档中的一篇。先验；一篇文档的主题何时算是稳定。',
  "A document's topics are settled after so many steps, or when they change by less.": '走完这么多步，或者变化小于这个值，一篇文档的主题就算稳定。',
  'exp, ln and digamma by what every language rounds alike.': 'exp、ln 和 digamma，只用各种语言舍入方式都相同的运算来算。',
  'Term by term; sum would correct its roundings.': '逐个相加；sum 会修正自己的舍入误差。',
  'Words and how often each occurs: of one topic, of another, of those that all share.': '词和各自的出现次数：一个主题的、另一个主题的，以及所有文本共有的。',
  'The weight of each word in each topic, and e to the expected logarithm of its probability.': '每个词在每个主题中的权重，以及 e 的幂，指数是其概率的对数的期望。',
  'The weight of each word in each topic, then e to the expected logarithm of its probability.': '每个词在每个主题中的权重，然后是 e 的幂，指数是其概率的对数的期望。',
  'Topics that know nothing.': '还一无所知的主题。',
  "The M-step: the topics as this round's documents have them, weighed against what was known before.": 'M 步：由这一轮的文档得出的主题，与此前已知的加权平均。',
  'A part of `n`, of several.': '把 `n` 分成几份，取其中一份。',
  'The items of a round.': '一轮中的各项。',
  "The E-step: a document's topics. Adds its words' shares; returns the logarithm of how likely they are.":
    'E 步：一篇文档的主题。累加它的词的份额，返回这些词的对数似然。',
  "The E-step: a document's topics. Adds its words' shares and the logarithm of how likely they are.": 'E 步：一篇文档的主题。累加它的词的份额和这些词的对数似然。',
  "How likely the words of a part of the round's documents are, how many there are, each topic's share of each word.":
    '这一轮的一部分文档中各词的对数似然、词数，以及每个主题在每个词中的份额。',

  // word_count
  'The most frequent first: the second is half as frequent as the first, the third a third.': '按频率从高到低：第二个的频率是第一个的一半，第三个是三分之一。',
  "6 to 14 words by Zipf's law, some commas, a capital at the beginning, a full stop at the end.": '按齐普夫定律取 6 到 14 个词，加几个逗号，开头大写，末尾是句号。',
  "One line: 6 to 14 words by Zipf's law, some commas, a capital at the beginning, a full stop at the end.":
    '一行：按齐普夫定律取 6 到 14 个词，加几个逗号，开头大写，末尾是句号。',
  "The text's lines.": '文本的各行。',
  "The words of the item's lines, the most frequent first: `the:123 of:99`.": '该项各行中的词，按频率从高到低：`the:123 of:99`。',
  'A stable sort: equals stay in the order of the alphabet.': '稳定排序：次数相同的词保持字母顺序。',
};
