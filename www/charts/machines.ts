// What the charts that compare machines are drawn from. Pure.

/** One strategy on one machine. */
export interface MachineResult {
  strategy: string;
  title: string;
  medianMs: number;
  ci95: readonly [number, number];
  /** NaN where nothing can be compared. */
  speedup: number;
  speedupCi95: readonly [number, number];
}

/** One comparison, on one machine. */
export interface MachineRow {
  id: string;
  label: string;
  /** The visitor's own: drawn full, others in outline. */
  isOwn: boolean;
  results: readonly MachineResult[];
}

/** A label cut to what fits into so many pixels. */
export function fitted(label: string, width: number): string {
  // A bold letter's mean width at 13 pixels, in the widest of the usual fonts.
  const most = Math.max(4, Math.floor(width / 7.8));
  const letters = [...label];
  return letters.length <= most ? label : `${letters.slice(0, most - 1).join('').trimEnd()}…`;
}
