// Tests of the median.
import { expect, test } from 'vitest';
import { median } from './median';

test('medians', () => {
  expect([median([]), median([3]), median([3, 1]), median([10, 9]), median([10, 9, 1]), median([10, 9, 100])]).toEqual([0, 3, 2, 9.5, 9, 10]);
  expect(median([], NaN)).toBeNaN();
});
