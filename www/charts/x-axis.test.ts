// Tests of the axis' numbers: short, and the values at their places.
import { expect, test } from 'vitest';
import { scaleTo, trimmed } from './x-axis';

test.each([
  ['50.0 ms', '50 ms'],
  ['1.50 s', '1.5 s'],
  ['2.00 s', '2 s'],
  ['0.050 ms', '0.05 ms'],
  ['100 ms', '100 ms'],
  ['2.00×', '2×'],
  ['0.50×', '0.5×'],
  ['10.0×', '10×'],
  ['1,200×', '1,200×'],
])('%s is written as %s', (long, short) => {
  expect(trimmed(long)).toBe(short);
});

test.each([0, 0.003, 1, 7.5, 123, 1e7])('a scale reaches from zero to at least %s', (most) => {
  const { x, marks } = scaleTo(most, 10, 110);
  expect(x(0)).toBe(10);
  expect(marks[0]).toBe(0);
  expect(x(Math.max(most, marks.at(-1) ?? 0))).toBeCloseTo(110, 9);
  expect(x(most)).toBeLessThanOrEqual(110);
});
