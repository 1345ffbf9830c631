// Numbers with units, as people read them in the page's language: enough digits to compare, no more.

/** How a language writes numbers and dates. */
export interface Format {
  /** The tag that `Intl` knows it by. */
  intl: string;
  /** What stands behind a number of hundredths. */
  percent: string;
}

let format: Format = { intl: 'en-GB', percent: ' %' };
const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

/** Writes numbers and dates as another language does, from now on. */
export function formatIn(next: Format): void {
  format = next;
}

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${format.intl} ${options.minimumFractionDigits ?? ''}`;
  const known = numbers.get(key) ?? new Intl.NumberFormat(format.intl, options);
  numbers.set(key, known);
  return known;
}

/** A number with so many decimals, without separators between thousands. */
export function fixed(value: number, digits: number): string {
  return numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }).format(value);
}

/** A duration: `0.42 ms`, `85 ms`, `1.24 s`. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  if (ms < 0.9995) return `${fixed(ms, ms < 0.0995 ? 3 : 2)} ms`;
  if (ms < 99.95) return `${fixed(ms, 1)} ms`;
  if (ms < 999.5) return `${fixed(ms, 0)} ms`;
  return `${fixed(ms / 1000, ms < 9995 ? 2 : 1)} s`;
}

/** A ratio: `1.94`, `12.3`, `0.07`, `1,995`. */
export function ratio(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value < 0.0095) return value < 0.0005 ? `< ${fixed(0.001, 3)}` : fixed(value, 3);
  if (value >= 99.95) return grouped(Math.round(value));
  return fixed(value, value < 9.995 ? 2 : 1);
}

/** A share of one: `41 %`; with so many decimals, or as many as it deserves. */
export function percent(share: number, digits = share < 0.0995 ? 1 : 0): string {
  if (!Number.isFinite(share)) return '–';
  return 0 < share && share < 0.0005 ? `< ${fixed(0.1, 1)}${format.percent}` : `${fixed(100 * share, digits)}${format.percent}`;
}

/** A number with separators between thousands: `1,000,000`. */
export function grouped(value: number): string {
  return numberFormat({ maximumFractionDigits: 6 }).format(value);
}

/** A day: `25 Nov 2026`; with the time of day where that matters. */
export function date(ms: number, withTime = false): string {
  const key = `${format.intl} ${withTime}`;
  const known =
    dates.get(key) ??
    new Intl.DateTimeFormat(format.intl, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      ...(withTime && { hour: '2-digit', minute: '2-digit' }),
    });
  dates.set(key, known);
  return known.format(ms);
}

/** Round values that divide an axis from 0 to `max` into 3 to 6 parts, the last at or above `max`. */
export function ticks(max: number): number[] {
  if (!(max > 0)) return [0, 1];
  const rough = max / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough * 0.999) ?? rough;
  const count = Math.ceil((max / step) * 0.999);
  return Array.from({ length: count + 1 }, (_, place) => place * step);
}
