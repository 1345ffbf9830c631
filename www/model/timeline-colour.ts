// Colours of fills: mixed, and told whether words on them can be read. Pure.

/** Red, green and blue from 0 to 255. */
type Rgb = readonly [number, number, number];

/** The parts of `#rrggbb`, or of `#rgb` as style sheets shorten it; null for anything else, as the system's colours. */
export function rgbOf(colour: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour) ?? /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
  if (match === null) return null;
  const part = (place: number): number => Number.parseInt((match[place] ?? '0').padStart(2, match[place]), 16);
  return [part(1), part(2), part(3)];
}

/** `share` of one colour over another; the first one where they can't be mixed. */
export function mixed(over: string, under: string, share: number): string {
  const [a, b] = [rgbOf(over), rgbOf(under)];
  if (a === null || b === null) return over;
  const hex = (place: 0 | 1 | 2): string => Math.round(share * a[place] + (1 - share) * b[place]).toString(16).padStart(2, '0');
  return `#${hex(0)}${hex(1)}${hex(2)}`;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** The contrast of two colours, from 1 to 21, as the accessibility guidelines reckon it; 1 where it can't be told. */
export function contrast(one: string, other: string): number {
  const [a, b] = [rgbOf(one), rgbOf(other)];
  if (a === null || b === null) return 1;
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** Which of some colours is read best on a ground. */
export function readableOn(ground: string, candidates: readonly string[]): string {
  return candidates.toSorted((a, b) => contrast(b, ground) - contrast(a, ground))[0] ?? ground;
}
