// Chinese for what the engine says in English. Here is what the page shows at once, or where nothing else could be loaded; the rest
// (zh-CN/messages.ts) comes with the results and the panels, else when it is first heard. What isn't known stays as it is.

import { signal } from '@preact/signals';
import { words } from './words';

/** English patterns and their Chinese: `$1` is what stands in the first parentheses, `@1` the same in Chinese, `&1` the strategy with that id. */
type Messages = readonly (readonly [RegExp, string])[];

const AT_FIRST: Messages = [
  [/^true or false$/, 'true 或 false'],
  [/^a whole number from (\S+) to (\S+)$/, '$1 到 $2 之间的整数'],
  [/^a number from (\S+) to (\S+)$/, '$1 到 $2 之间的数'],
  [/^one of (\S+(?:, \S+)*)$/, '下列之一：$1'],
  [/^the worker script could not be loaded$/, '无法加载工作者的脚本'],
  [/^the engine could not be loaded: the network or the server did not answer$/, '无法加载引擎：网络或服务器没有响应'],
  [/^the engine could not be loaded: the server answered (\S+)$/, '无法加载引擎：服务器返回 $1'],
];

/** Of two in one. */
const JOINED: Messages = [[/^([^;]+); ([^;]+)$/, '@1；@2']];

const later = signal<Messages>([]);

/** Knows these as well, from now on. */
export function learn(messages: Messages): void {
  later.value = messages;
}

let isLearning = false;

/** Whoever has read `later` is rendered again. Where it can't be loaded, the next message tries again. */
function learnMore(): void {
  if (isLearning || later.peek().length > 0) return;
  isLearning = true;
  const end = (): void => void (isLearning = false);
  import('./messages').then(end, end);
}

/** A message in Chinese. */
export function heard(message: string): string {
  for (const [pattern, chinese] of [...AT_FIRST, ...later.value, ...JOINED]) {
    const found = pattern.exec(message);
    if (found === null) continue;
    return chinese.replace(/([$@&])(\d)/g, (_, how: string, place: string) => {
      const part = found[Number(place)] ?? '';
      if (how === '@') return heard(part);
      return how === '&' ? (words.strategies[part]?.title ?? part) : part;
    });
  }
  learnMore();
  return message;
}
