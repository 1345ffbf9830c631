// Target: Rust with rayon, whose parallel iterators steal work from one another.

import { type Comments, type Experiment, type Target, remark } from '../program';
import { type RustCall, rustProgram } from '../rust';

const PRELUDE = 'use rayon::prelude::*;';
const CHANNEL = 'use std::sync::mpsc;';

/** A parallel iterator over the items that keeps to the chunksize. */
function items(more: string): string[] {
  return ['(0..ITEMS)', '    .into_par_iter()', '    .with_min_len(CHUNKSIZE)', ...more.split('\n').map((line) => `    ${line}`)];
}

function nested(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}

function call({ text: { comments }, variant }: Experiment, task: string, type: string): RustCall {
  const stars = `.map(|item| (item, ITEMS))\n.map(|(item, _items)| ${task}(item))\n.collect()`;
  switch (variant) {
    case 'map':
    case 'imap':
      return { imports: [PRELUDE], lines: atOnce(comments, type, `.map(${task})\n.collect()`) };
    case 'starmap':
      return { imports: [PRELUDE], lines: atOnce(comments, type, stars) };
    case 'map_async':
      return { imports: [PRELUDE, CHANNEL], lines: later(comments, type, `.map(${task})\n.collect()`) };
    case 'starmap_async':
      return { imports: [PRELUDE, CHANNEL], lines: later(comments, type, stars) };
    case 'imap_unordered':
      return {
        imports: [PRELUDE, CHANNEL],
        lines: [
          ...remark('//', comments.channel),
          'let (sender, receiver) = mpsc::channel();',
          'pool.spawn(|| {',
          ...nested(items(`.for_each_with(sender, |sender, item| {\n    sender.send((item, ${task}(item))).expect("a receiver");\n});`)),
          '});',
          `let mut numbered: Vec<(u32, ${type})> = receiver.iter().collect();`,
          'numbered.sort_by_key(|&(item, _)| item);',
          `let results: Vec<${type}> = numbered.into_iter().map(|(_, result)| result).collect();`,
        ],
      };
    case 'apply':
      return {
        imports: [],
        lines: [
          ...remark('//', comments.oneAtATime),
          `let results: Vec<${type}> = (0..ITEMS).map(|item| pool.install(|| ${task}(item))).collect();`,
        ],
      };
    case 'apply_async':
      return {
        imports: [CHANNEL],
        lines: [
          'let submit = |item| {',
          '    let (sender, receiver) = mpsc::channel();',
          `    pool.spawn(move || sender.send(${task}(item)).expect("a receiver"));`,
          '    receiver',
          '};',
          `let promises: Vec<mpsc::Receiver<${type}>> = (0..ITEMS).map(submit).collect();`,
          `let results: Vec<${type}> = promises.iter().map(|promise| promise.recv().expect("a result")).collect();`,
        ],
      };
  }
}

function atOnce(comments: Comments, type: string, more: string): string[] {
  return [...remark('//', comments.collect), `let results: Vec<${type}> = pool.install(|| {`, ...nested(items(more)), '});'];
}

function later(comments: Comments, type: string, more: string): string[] {
  const [first = '', ...rest] = items(more);
  const inner = [`let results: Vec<${type}> = ${first}`, ...rest];
  return [
    'let (sender, promise) = mpsc::channel();',
    'pool.spawn(move || {',
    ...nested(remark('//', comments.collect)),
    ...nested(inner).map((line, place) => (place === inner.length - 1 ? `${line};` : line)),
    '    sender.send(results).expect("a receiver");',
    '});',
    ...remark('//', comments.meanwhile),
    'let results = promise.recv().expect("results");',
  ];
}

/** The target. */
export const RAYON: Target = {
  id: 'rayon',
  title: 'Rust, rayon',
  language: 'rust',
  program: (experiment, sources, notes) => rustProgram(call, experiment, sources, notes),
};
