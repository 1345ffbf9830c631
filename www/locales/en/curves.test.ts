// Tests of the curves' words: what is known is said with its uncertainty, and nothing beyond what the intervals carry.
import { expect, test } from 'vitest';
import { amdahl, fitAmdahl } from '../../model/fit/amdahl';
import { samplesOf, upTo } from '../../model/fit/scaling.fixture';
import { fitUsl, usl } from '../../model/fit/usl';
import { curves } from './curves';

const { laws, items, chunks, cores } = curves;

function amdahlOf(serial: number, counts = upTo(8), noise = 0.02) {
  const fit = fitAmdahl(samplesOf((count) => amdahl(count, serial), counts, noise, 3));
  if (fit.kind === 'few') throw new Error('not enough points');
  return fit;
}

function uslOf(params: { lambda: number; alpha: number; beta: number }, most: number, noise = 0.005) {
  const fit = fitUsl(samplesOf((count) => usl(count, params), upTo(most), noise, 3));
  if (fit.kind === 'few') throw new Error('not enough points');
  return fit;
}

test('Amdahl’s share and limit come with their intervals', () => {
  expect(laws.amdahl(amdahlOf(0.1))).toMatch(/^Amdahl’s law: (9\.\d|10|11) % of serial’s time doesn’t divide \(95 % interval [\d.]+ % to \d+ %\)\.$/);
  expect(laws.limit(amdahlOf(0.1))).toMatch(/^So no number of workers gets beyond about [\d.]+ times serial \([\d.]+ to [\d.]+\)\.$/);
  // Where the share may be nothing there is no upper end.
  expect(laws.limit(amdahlOf(0.001, [1, 2, 4]))).toMatch(/^The limit that follows is uncertain: at least \d+ times serial\.$/);
  expect(laws.amdahl({ ...amdahlOf(0.1), serial: 0, serialCi95: [0, 0.02] })).toBe('Amdahl’s law: no part that stays serial could be seen (95 % interval up to 2.0 % of serial’s time).');
});

test('the peak is said only where it was nearly reached', () => {
  expect(laws.peak(uslOf({ lambda: 1, alpha: 0.02, beta: 0.02 }, 10))).toMatch(/^It is fastest with about 7 workers \(\d+ to \d+\); more make it slower\.$/);
  expect(laws.peak(uslOf({ lambda: 1, alpha: 0.02, beta: 0 }, 8, 0.001))).toMatch(/^Up to 8 workers it only goes up/);
  expect(laws.peak({ ...uslOf({ lambda: 1, alpha: 0.02, beta: 0.001 }, 8), peakCi95: [6, 200] })).toBe('Whether and where it turns down can’t be told: not before 6 workers.');
});

test('too few points: whether more can be measured here', () => {
  const few = { kind: 'few', counts: 2, needed: 3, hasOne: true } as const;
  expect(laws.few('Amdahl’s law', few, 2, false)).toBe('Amdahl’s law: not enough points. It takes 3 different numbers of workers with a core each, and this machine has 2 cores.');
  expect(laws.few('Amdahl’s law', few, 2, true)).toBe(
    'Amdahl’s law: not enough points. It takes 3 different numbers of workers with a core each, and this browser rounds the number of cores: only 2 are certain.',
  );
  expect(laws.few('Amdahl’s law', few, 8, false)).toBe('Amdahl’s law: not enough points. It takes 3 different numbers of workers, 1 among them; so far there are 2.');
  expect(laws.few('Amdahl’s law', { ...few, hasOne: false }, 8, false)).toContain('so far there are 2, without 1.');
});

test('from where parallel pays', () => {
  expect(items.pays('Pooled', { kind: 'from', items: 39.7, ci95: [25.2, 61] }, 1, 100)).toBe('Pooled pays from about 40 items on (95 % interval 25 to 61).');
  expect(items.pays('Pooled', { kind: 'from', items: 1.2, ci95: [0, Infinity] }, 1, 100)).toBe('Pooled pays from about 2 items on (95 % interval 1 or fewer to more than 100).');
  expect(items.pays('Pooled', { kind: 'always', from: 1 }, 1, 100)).toBe('Pooled pays with every number of items that was measured, 1 to 100.');
  expect(items.pays('Pooled', { kind: 'always', from: 12 }, 1, 100)).toContain('below about 12 chance could explain it');
  expect(items.pays('Pooled', { kind: 'never' }, 1, 100)).toContain('doesn’t pay with up to 100 items');
  expect(items.pays('Pooled', { kind: 'few' }, 1, 100)).toContain('not enough points');
});

test('the best chunk size against Python’s default', () => {
  const point = (x: number, medianMs: number) => ({ x, medianMs, runsMs: [medianMs] });
  const found = { best: point(4, 20), pythons: point(8, 25), loss: 0.25, asGood: [2, 4] } as const;
  expect(chunks.best('Pooled', found)).toBe('Pooled was fastest with 4 items a chunk (20.0 ms); from 2 to 4 no difference can be told.');
  expect(chunks.best('Pooled', { ...found, asGood: [4, 4] })).toBe('Pooled was fastest with 4 items a chunk (20.0 ms).');
  expect(chunks.pythonsLoss(found)).toBe('Python’s default (8 items) takes 25 % longer.');
  expect(chunks.pythonsLoss({ ...found, loss: 0 })).toContain('is as good');
  expect(chunks.pythonsLoss({ ...found, pythons: null })).toContain('wasn’t measured');
});

test('how many workers to go up to, and how long it takes', () => {
  expect(cores.upToOption(8, 8, false)).toBe('8 workers: a core each');
  expect(cores.upToOption(16, 8, false)).toBe('16 workers: 2 for each core');
  expect(cores.upToOption(64, 48, false)).toBe('64 workers: 1.33 for each core');
  // A number that is rounded promises nobody a core.
  expect(cores.upToOption(4, 4, true)).toBe('4 workers: as many as reported cores');
  expect(cores.upToOption(8, 4, true)).toBe('8 workers: 2 for each reported core');
  expect(cores.shared(2, true)).toContain('had a core for each can’t be told');
  expect(cores.coresEnd(2, true)).toBe('2 cores for certain');
  expect(curves.estimate(8_600, 4)).toBe('4 comparisons of 3 runs each: about 9 s.');
  expect(curves.estimate(200_000, 4)).toBe('4 comparisons of 3 runs each: about 3 min.');
  expect(curves.estimate(null, 4)).toContain('is known after a run of this task');
});
