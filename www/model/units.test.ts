// Tests of numbers as people read them: units, digits, the rounding at their borders, the ticks of an axis.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duration, grouped, percent, ratio, ticks } from './units';

test.each([
  [0, '0.000 ms'],
  [0.042, '0.042 ms'],
  [0.42, '0.42 ms'],
  [0.9996, '1.0 ms'],
  [8.5, '8.5 ms'],
  [85.04, '85.0 ms'],
  [99.96, '100 ms'],
  [850, '850 ms'],
  [999.6, '1.00 s'],
  [1_240, '1.24 s'],
  [9_996, '10.0 s'],
  [61_000, '61.0 s'],
  [Number.NaN, '–'],
  [Infinity, '–'],
])('a duration of %f ms reads %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test('a duration never loses more than one part in twenty', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 100_000, noNaN: true }), (ms) => {
      const [digits, unit] = duration(ms).split(' ');
      const read = Number(digits) * (unit === 's' ? 1_000 : 1);
      expect(Math.abs(read - ms) / ms).toBeLessThanOrEqual(0.05);
    }),
  );
});

test.each([
  [1.938, '1.94'],
  [9.996, '10.0'],
  [12.34, '12.3'],
  [1_995.2, '1,995'],
  [0.07, '0.07'],
  [0.004, '0.004'],
  [0.0001, '< 0.001'],
  [Number.NaN, '–'],
])('a ratio of %f reads %s', (value, text) => {
  expect(ratio(value)).toBe(text);
});

test.each([
  [0.412, '41 %'],
  [1, '100 %'],
  [0.0312, '3.1 %'],
  [0.0002, '< 0.1 %'],
  [Number.NaN, '–'],
])('a share of %f reads %s', (share, text) => {
  expect(percent(share)).toBe(text);
});

test('thousands are set apart', () => {
  expect(grouped(1_000_000)).toBe('1,000,000');
  expect(grouped(0.00390625)).toBe('0.003906');
});

describe('ticks', () => {
  test('are round', () => {
    expect(ticks(10)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(ticks(1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => expect.closeTo(value, 12)));
    expect(ticks(0)).toEqual([0, 1]);
    expect(ticks(Number.NaN)).toEqual([0, 1]);
  });

  test('begin at zero, are equally far apart, few, and reach the largest value', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e7, noNaN: true }), (max) => {
        const places = ticks(max);
        const step = places[1] ?? Number.NaN;
        expect(places[0]).toBe(0);
        expect(places.length).toBeGreaterThanOrEqual(3);
        expect(places.length).toBeLessThanOrEqual(7);
        places.forEach((place, index) => expect(place).toBeCloseTo(index * step, 9));
        // A thousandth over the last tick is not worth another one: the chart ends at the value then.
        expect((places.at(-1) ?? 0) * 1.002).toBeGreaterThanOrEqual(max);
      }),
    );
  });
});
