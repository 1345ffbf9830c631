// What a comparison came to, in Chinese, and what the engine says of it. Loads with the first run.

import './messages';
import { duration, grouped, percent } from '../../model/units';
import type { OutcomeTexts } from '../en/outcome';
import { cores, workers } from './grammar';

export const outcome: OutcomeTexts = {
  runtime: '运行时间',
  chartTitle: (task) => `${task}：各策略的运行时间`,
  chartText: (bars) =>
    bars.map(({ title, medianMs, ci95 }) => ci95[0] === ci95[1] ? `${title}：${duration(medianMs)}` : `${title}：中位数 ${duration(medianMs)}，95% 置信区间 ${duration(ci95[0])} 到 ${duration(ci95[1])}`).join('；'),
  interval: '条形：中位数；须线：其 95% 置信区间；标记：每一次运行',
  efficiency: (efficiency, count) => `${workers(count)}平均每个的产出是串行时的 ${percent(efficiency)}。`,
  identical: '所有策略算出的结果完全一致。',
  identicalOne: '每次运行算出的结果完全一致。',
  different: '各次运行的结果不一致。这不应该发生：请报告这个问题。',
  table: { title: '结果数据', median: '中位数', speedup: '加速比', efficiency: '并行效率', first: '首个结果', startup: '启动' },
  help: {
    speedup: '串行的中位数除以它的中位数',
    efficiency: '加速比除以工作者数',
    first: '到调用方拿到第一个结果为止',
    startup: '到每个工作者都开始为止',
  },
  poolStart: (ms, count) => `线程池的 ${workers(count)}启动用了 ${duration(ms)}，只有一次，在所有运行之前。`,
  figures: '算出了什么',
  perplexity: '困惑度针对该轮自己的文档，在主题从中学习之前计算。从第五轮起，这些文档以前见过：它反映的是对已知文本的描述，而不是新文本。',
  warnings: '解读时请注意',
  setup: (items, item, count, variant, chunk, machine) =>
    `${grouped(items)} ${item} · ${workers(count)} · ${variant}，${chunk} · 有 ${cores(machine)}的机器`,
};
