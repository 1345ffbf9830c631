// Colours of iteration counts: a ramp that grows steadily in lightness, so that it works in grey and for everyone. Pure.

/** Stops of the ramp, dark to light: deep blue, violet, red, orange, cream. */
const STOPS: readonly (readonly [number, number, number])[] = [
  [6, 10, 40],
  [32, 24, 104],
  [93, 28, 128],
  [164, 44, 106],
  [224, 83, 62],
  [250, 148, 48],
  [253, 213, 112],
  [255, 250, 226],
];
const INSIDE: readonly [number, number, number] = [3, 4, 12];
/** Colours in the ramp's table. */
const STEPS = 512;

const table = makeTable();

function makeTable(): Uint8Array {
  const colours = new Uint8Array(3 * STEPS);
  for (let step = 0; step < STEPS; step += 1) {
    const at = (step / (STEPS - 1)) * (STOPS.length - 1);
    const below = Math.min(Math.floor(at), STOPS.length - 2);
    for (let channel = 0; channel < 3; channel += 1) {
      const from = STOPS[below]?.[channel] ?? 0;
      const to = STOPS[below + 1]?.[channel] ?? 0;
      colours[3 * step + channel] = Math.round(from + (to - from) * (at - below));
    }
  }
  return colours;
}

/** Writes the colours of `counts` into `pixels` (red, green, blue, alpha). A count of `limit` never escaped. */
export function paintCounts(counts: Uint16Array, limit: number, pixels: Uint8ClampedArray): void {
  // Most points escape at once: the logarithm spreads them over the ramp.
  const scale = (STEPS - 1) / Math.log(Math.max(2, limit));
  for (let place = 0; place < counts.length; place += 1) {
    const count = counts[place] ?? 0;
    const step = 3 * Math.min(STEPS - 1, Math.floor(Math.log(count + 1) * scale));
    const inside = count >= limit;
    pixels[4 * place] = inside ? INSIDE[0] : (table[step] ?? 0);
    pixels[4 * place + 1] = inside ? INSIDE[1] : (table[step + 1] ?? 0);
    pixels[4 * place + 2] = inside ? INSIDE[2] : (table[step + 2] ?? 0);
    pixels[4 * place + 3] = 255;
  }
}

/** Writes `bytes` (red, green, blue) into `pixels` (red, green, blue, alpha). */
export function paintRgb(bytes: Uint8Array, pixels: Uint8ClampedArray): void {
  for (let place = 0; 3 * place < bytes.length; place += 1) {
    pixels[4 * place] = bytes[3 * place] ?? 0;
    pixels[4 * place + 1] = bytes[3 * place + 1] ?? 0;
    pixels[4 * place + 2] = bytes[3 * place + 2] ?? 0;
    pixels[4 * place + 3] = 255;
  }
}
