// The median, wherever one is taken.

/** The mean of the middle two for an even number; `none` of no values. */
export function median(values: readonly number[], none = 0): number {
  // Typed arrays sort numbers as numbers, and many of them quickly.
  const sorted = Float64Array.from(values).sort();
  return ((sorted[(sorted.length - 1) >> 1] ?? none) + (sorted[sorted.length >> 1] ?? none)) / 2;
}
