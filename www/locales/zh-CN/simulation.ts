// Chinese texts of what more cores would do.

import { duration, grouped, percent, ratio } from '../../model/units';
import type { PanelTexts } from '../en/panels';

type Texts = PanelTexts['simulation'];
type Bound = Parameters<Texts['at64']>[1];
type Size = Parameters<Texts['size']>[0];
type Own = Parameters<Texts['size']>[1];

const bounds: Record<Bound, (longestMs: number) => string> = {
  item: (ms) => `受限于一项 ${duration(ms)} 的工作`,
  few: () => '块数少于工作者数',
  chunk: () => '受限于最长的块',
  caller: () => '调用方取结果占了大部分时间',
  dispatch: () => '分发各块占了大部分时间',
  startup: () => '启动工作者占了大部分时间',
  work: () => '受限于工作量及其分配的均匀程度',
};
const off = (error: number): string => `误差为 ${percent(error)}`;
const items = (count: number): string => `${grouped(count)} 项`;

const sizes: Record<Size, (own: Own) => string> = {
  own: ({ chunksize, fixed }) => (fixed ? `与测量相同：${items(chunksize)}` : 'Python 的默认值'),
  one: () => '每块 1 项',
  share: () => '项数 / 工作者数',
};

export const simulation: Texts = {
  private: '更多核心会带来什么，要由串行和线程池推算；线程池需要共享内存，而这里没有。',
  none: '运行之后：更多核心会带来什么。需要串行和线程池两种策略都有记录，调用方式不是 apply，而且只调用一次：分轮次的任务不适用。',
  title: '64 个核心会怎样？',
  chunks: '块大小',
  size: (size, own) => sizes[size](own),
  staticOwn: '取默认值时，静态调度给每个工作者一整段连续的项，与块大小无关。',
  computing: '正在计算……',
  at64: (speedup, bound, longestMs) =>
    `按测量时的调度方式，64 个工作者${speedup >= 1 ? `的速度会是串行的 ${ratio(speedup)} 倍` : `会比串行慢，用时是串行的 ${ratio(1 / speedup)} 倍`}：${bounds[bound](longestMs)}。`,
  verdict: ({ medianError, checks, isInSample }) =>
    isInSample
      ? `只用得出它的那次对比检验过：${off(medianError)}。`
      : checks.length === 1
        ? `用 1 个未参与建模的测点检验过：${off(medianError)}。`
        : `用 ${checks.length} 个未参与建模的测点检验过：误差中位数为 ${percent(medianError)}。`,
  measureMore: '要用它没见过的运行来检验，请在上面测量这一设置的加速比或块大小。',
  unchecked: '未检验：测量时的工作者比本机的核心多。',
  check: {
    label: '预测与实测',
    head: { workers: '工作者数', schedule: '调度方式', chunk: '每块项数', predicted: '预测', measured: '实测', error: '误差', seen: '参与建模' },
    stretch: '一整段',
    error: (error) => (Math.abs(error) < 0.0005 ? percent(Math.abs(error)) : `${error < 0 ? '−' : '+'}${percent(Math.abs(error))}`),
    seen: '是',
    unseen: '否',
  },
  coarse: (most) => `最多有 ${items(most)}合记为一个时间段，所以它们的开销是平均值，其中可能藏着一个很长的项。`,
  coarseClock: '它们太短，时钟分不开；项更长时会逐项测量。',
  eachItem: '逐项测量：以每块 1 项运行',
  note: '根据测得的各项开销、分发、启动和调用方取结果的开销模拟。不包括：内存带宽、缓存、发热与睿频。窃取经过简化：对半分，按顺序取。',
  chart: (task) => `${task}：预测的加速比`,
  words: {
    x: '工作者数',
    y: '预测的相对串行的加速比',
    ideal: '理想',
    schedules: { queue: '队列', static: '静态', guided: '引导式', stealing: '工作窃取' },
  },
  numbers: '预测的加速比',
  workers: '工作者数',
};
