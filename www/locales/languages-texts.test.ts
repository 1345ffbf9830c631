// Tests of the texts of every language: each is said, each function puts its numbers in, and another language has no English left.
import { beforeAll, describe, expect, test } from 'vitest';
import { RULES, explain } from '../model/explain';
import { headlineOf } from '../model/explain/headline';
import { KNOWN } from '../model/explain/known.fixture';
import { comparisonOf } from '../model/explain/study';
import { simulate } from '../model/explain/testing';
import { LABS } from './labs.fixture';
import { LANGUAGES } from './languages';
import { speak } from './spoken';

const title = (strategy: string): string => `〈${strategy}〉`;
const bars = [{ title: 'T', medianMs: 12.3, ci95: [11, 14] }, { title: 'U', medianMs: 7, ci95: [6, 8] }];
const fit = { misfit: 0.2, noise: 0.04, serial: 0.1, serialCi95: [0.08, 0.12], limit: 10, limitCi95: [8, 13] };
const usl = { lambda: 0.98, lambdaCi95: [0.9, 1.1], alpha: 0.05, alphaCi95: [0, 0.1], beta: 0.001, betaCi95: [0, 0.01], peak: 30, peakCi95: [20, 40], most: 8 };
const best = { best: { x: 4, medianMs: 20, runsMs: [20] }, pythons: { x: 8, medianMs: 25, runsMs: [25] }, loss: 0.25, asGood: [2, 4] };
const machines = [{ label: 'A', results: [{ title: 'T', speedup: 1.9, medianMs: 12 }] }];
const parts = { computing: 90, waiting: 5, locked: 5, copying: 5, startup: 6, between: 5, spare: 5, tail: 4, after: 5 };
const outcomes = KNOWN.map(({ given }) => simulate(given));
const kinds = [...new Set(outcomes.flatMap(explain).map(({ cause }) => cause.kind))];
const headlines = outcomes.flatMap((outcome) => headlineOf(comparisonOf(outcome)) ?? []);
const verdict = { medianError: 0.04, checks: [{}, {}], isInSample: false };

/** Arguments for functions that can't do with numbers; any other one gets numbers. A function that is missing here says so by failing. */
const SAMPLES: Record<string, unknown[][]> = {
  'mode.missing': [[['T']], [['T', 'U']]],
  'setup.coresHint': [[4, false], [1, false], [4, true]],
  ...LABS,
  'setup.tutorial': [[['A']], [['B', 'E']]],
  'setup.option': [['mandelbrot', 'region', 'whole']],
  'setup.hint': [['Help.', 'word']],
  hear: [['once']],
  sentence: [['word']],
  'run.begun': [[['T', 'U'], 5], [['T'], 1]],
  'outcome.chartText': [[bars]],
  'results.speedup': [['T', 1, [0.9, 1.1]], ['T', 2, [1.8, 2.2]], ['Processes', 0.5, [0.4, 0.6]]],
  'setup.inBrief': [['T', 1, 'row', 1, 'map'], ['T', 2, 'box', 3, 'map']],
  'setup.itemsHint': [['row', 100]],
  'outcome.setup': [[1, 'query', 1, 'map', 'C', 1], [2, 'query', 3, 'map', 'C', 4]],
  'notes.problem': [[{ field: 'items', given: 'x', allowed: 'true or false' }]],
  'code.runIn': [[['a', 'b']]],
  'code.automatic': [['map', 4], ['imap', 1]],
  'curves.cores.plain': [['T', { cores: 2, speedup: 1.9 }]],
  'curves.laws.few': [['L', { counts: 1, needed: 3, hasOne: true }, 8], ['L', { counts: 2, needed: 3, hasOne: false }, 2], ['L', { counts: 2, needed: 3, hasOne: false }, 9]],
  'curves.laws.amdahl': [[fit], [{ ...fit, serial: 0, serialCi95: [0, 0.02] }]],
  'curves.laws.limit': [[fit], [{ ...fit, limitCi95: [8, Infinity] }]],
  'curves.laws.usl': [[usl]],
  'curves.laws.peak': [[usl], [{ ...usl, peakCi95: [5, 9] }], [{ ...usl, peakCi95: [5, Infinity] }]],
  'curves.laws.off': [[fit]],
  'curves.chunks.best': [['T', best], ['T', { ...best, asGood: [4, 4] }]],
  'curves.chunks.pythonsLoss': [[best], [{ ...best, loss: 0 }], [{ ...best, pythons: null }]],
  'curves.items.pays': [
    ['T', { kind: 'few' }, 1, 100],
    ['T', { kind: 'never' }, 1, 100],
    ['T', { kind: 'always', from: 1 }, 1, 100],
    ['T', { kind: 'always', from: 12 }, 1, 100],
    ['T', { kind: 'from', items: 40, ci95: [25, 61] }, 1, 100],
    ['T', { kind: 'from', items: 1.2, ci95: [0, Infinity] }, 1, 100],
  ],
  'curves.estimate': [[null, 4], [8_600, 4], [200_000, 4], [100, 4]],
  'simulation.size': [['own', { chunksize: 3, fixed: true }], ['own', { chunksize: 3, fixed: false }], ['one', {}], ['share', {}]],
  'simulation.at64': ['item', 'few', 'chunk', 'caller', 'dispatch', 'startup', 'work'].flatMap((bound) => [[8, bound, 12], [0.5, bound, 12]]),
  'simulation.verdict': [[verdict], [{ ...verdict, checks: [{}] }], [{ ...verdict, isInSample: true }]],
  'timeline.noTrace': [[null], [3]],
  'timeline.head': [[0, 5, false], [2, 5, true], [2, 5, false]],
  'timeline.spent': [[2, { busy: 0.5, waiting: 0.1, startup: 0.1, copying: 0.1, locked: 0.1, idle: 0.1 }]],
  'timeline.about.span': [['chunk', 1]],
  'timeline.focus.workers': [[[0]], [[0, 2]]],
  'timeline.table.itemsOf': [[0, 0, true], [1, 1, true], [1, 5, true], [1, 5, false]],
  'keep.machine': [['unknown', 'unknown', 1], ['Firefox', 'Linux', 8]],
  'keep.damaged': [[''], ['W']],
  'keep.compare.badLink': [[''], ['W']],
  'keep.compare.badFile': [['f', ''], ['f', 'W']],
  'keep.beside.differs': [[['task', 'params', 'items', 'seed', 'cores', 'variant', 'chunksize', 'schedule', 'spawn', 'gil', 'switchIntervalMs', 'processes', 'maxtasksperchild']]],
  'keep.beside.speedupText': [[machines]],
  'keep.beside.runtimeText': [[machines]],
  'keep.save.timelineText': [[[{ title: 'T', repeat: 1, wallMs: 3, workers: 2 }]]],
  'happened.headline': headlines.map((headline) => [headline, title]),
  'happened.sentence': outcomes.flatMap(explain).map((finding) => [finding, title]),
  'happened.showOf': kinds.map((kind) => ['T', kind]),
  'happened.weight': [[3, 0.1, false], [3, 0.1, true], [0, 0, true]],
  'happened.remedy': [
    ...['chunksize', 'cores', 'items', 'repeats'].map((field) => [{ field, value: 3 }]),
    [{ field: 'variant', value: 'map' }],
    [{ field: 'schedule', value: 'queue' }],
    [{ field: 'spawn', value: 'core' }],
    [{ field: 'processes', value: 'pool' }],
    [{ field: 'strategies', value: ['serial', 'pooled'] }],
  ],
  'happened.shares.text': [[[{ title: 'T', workers: 2, wallMs: 50, parts }]]],
};
const NUMBERS = [1, 2, 0.4, 5_000];

type Said = readonly [path: string, text: string];

/** Every text below `value`, functions called with each of their samples. */
function* textsOf(value: unknown, path: string): Generator<Said> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'function') {
    const samples = SAMPLES[path] ?? NUMBERS.map((number) => Array<number>(value.length).fill(number));
    for (const args of samples) yield* returned(value(...args), path);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* textsOf(inner, path === '' ? name : `${path}.${name}`);
  }
}

/** What a function gives back: a text, or a thing with texts. */
function* returned(value: unknown, path: string): Generator<Said> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) yield* textsOf(value, path);
  else yield [path, plain(value, path)];
}

/** A text, or a sentence in pieces. */
function plain(said: unknown, path: string): string {
  if (typeof said === 'string' || typeof said === 'number') return String(said);
  if (Array.isArray(said)) return said.map((piece: unknown) => (typeof piece === 'string' ? piece : (piece as { strong: string }).strong)).join('');
  throw new Error(`${path} needs a sample in ${import.meta.url}`);
}

/** Names, formats, signs and what only joins others: the same in every language. */
const SAME =
  /^(name|hear|sentence|.*\.(csv|json|svg|png)|setup\.(option|range|hint)|code\.(runIn|notes\..*)|curves\.(cores\.head\.(median|amdahl|usl)|range)|timeline\.(moment|window|table\.itemsOf)|keep\.(day|moment|embed\.frameTitle|beside\.(from|label|speedupText|runtimeText)|save\.(json|csv))|simulation\.check\.error|labs\.(named.*|micro|lanes\.lock|described\.ways|items\.(called.*|timedOut|got\.(result|error)|head\.got)|trials\.waiting|ways\.titles.*|depth\.bound)|happened\.(weight|shares\.cell))$/;
const ENGLISH = /(?<![\w.])[a-z]{2,} [a-z]{2,} [a-z]{2,}/;

describe.each(LANGUAGES.map((language) => [language.id, language] as const))('%s', (id, language) => {
  let said: Said[] = [];
  beforeAll(async () => {
    await speak(id);
    said = [...textsOf((await language.page()).texts, ''), ...textsOf(await language.outcome(), 'outcome'), ...textsOf(await language.panels(), '')];
    await speak('en');
  });

  test('says something everywhere, and puts in what it is given', () => {
    expect(said.length).toBeGreaterThan(500);
    const empty = new Set(['between', 'setup.tutorial', 'timeline.order.kept', 'happened.weight', 'labs.endings.finished', 'labs.items.called.none']);
    for (const [path, text] of said) {
      if (!empty.has(path)) expect.soft(text.trim(), path).not.toBe('');
      expect.soft(text, path).not.toMatch(/NaN|undefined|null|\[object|\$\{/);
    }
  });

  test.skipIf(id === 'en')('has no English left', () => {
    const tongue = new RegExp(`\\p{Script=${{ zh: 'Han' }[id.slice(0, 2)] ?? 'Latin'}}`, 'u');
    for (const [path, text] of said) {
      expect.soft(text, path).not.toMatch(ENGLISH);
      if (!SAME.test(path) && text !== '') expect.soft(text, path).toMatch(tongue);
    }
  });
});

test.each(LANGUAGES.map((language) => [language.id, language] as const))('%s: no two causes’ buttons are called alike', async (_, language) => {
  const { showOf } = (await language.panels()).happened;
  expect(new Set(kinds.map((kind) => showOf('T', kind))).size).toBe(kinds.length);
});

test('every cause is among the samples', () => {
  expect(kinds.length).toBe(RULES.length);
});
