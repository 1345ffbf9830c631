// Numbers with units, as people read them: enough digits to compare, no more. Pure.

/** A duration: `0.42 ms`, `85 ms`, `1.24 s`. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  if (ms < 0.9995) return `${ms.toFixed(ms < 0.0995 ? 3 : 2)} ms`;
  if (ms < 99.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  return `${(ms / 1000).toFixed(ms < 9995 ? 2 : 1)} s`;
}

/** A ratio: `1.94`, `12.3`, `0.07`, `1,995`. */
export function ratio(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value < 0.0095) return value < 0.0005 ? '< 0.001' : value.toFixed(3);
  if (value >= 99.95) return grouped(Math.round(value));
  return value < 9.995 ? value.toFixed(2) : value.toFixed(1);
}

/** A share of one: `41 %`. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  return 0 < share && share < 0.0005 ? '< 0.1 %' : `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;
}

const grouping = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });

/** A number with separators between thousands: `1,000,000`. */
export function grouped(value: number): string {
  return grouping.format(value);
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
