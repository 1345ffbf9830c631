// Tests of the colours of iteration counts: lightness grows with the count, and every pixel is set.
import { expect, test } from 'vitest';
import { paintCounts, paintRgb } from './palette';

const LIMIT = 5_000;

function painted(counts: number[], limit = LIMIT): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(4 * counts.length);
  paintCounts(Uint16Array.from(counts), limit, pixels);
  return pixels;
}

/** Relative luminance, as WCAG defines it. */
function luminance(pixels: Uint8ClampedArray, place: number): number {
  const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => {
    const share = (pixels[4 * place + channel] ?? 0) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('lightness never falls as the count grows, and spans nearly everything', () => {
  const pixels = painted(Array.from({ length: LIMIT }, (_, count) => count));
  for (let count = 1; count < LIMIT; count += 1) {
    // Channels are whole numbers: where one falls while others grow, rounding may cost a little.
    expect(luminance(pixels, count), `count ${count}`).toBeGreaterThan(luminance(pixels, count - 1) - 0.0005);
    expect(luminance(pixels, count)).toBeGreaterThanOrEqual(luminance(pixels, Math.floor(count * 0.95)));
  }
  expect(luminance(pixels, 0)).toBeLessThan(0.02);
  expect(luminance(pixels, LIMIT - 1)).toBeGreaterThan(0.9);
});

test('points that never escape are darker than all others', () => {
  const pixels = painted([0, LIMIT, 65_535]);
  expect(luminance(pixels, 1)).toBeLessThan(luminance(pixels, 0));
  expect(luminance(pixels, 2)).toBe(luminance(pixels, 1));
});

test('every pixel is opaque, whatever the limit', () => {
  for (const limit of [1, 2, 10, 65_535]) {
    const pixels = painted([0, 1, 5, limit], limit);
    expect([3, 7, 11, 15].map((place) => pixels[place])).toEqual([255, 255, 255, 255]);
  }
});

test('red, green and blue are taken as they are', () => {
  const pixels = new Uint8ClampedArray(8);
  paintRgb(Uint8Array.from([1, 2, 3, 250, 251, 252]), pixels);
  expect([...pixels]).toEqual([1, 2, 3, 255, 250, 251, 252, 255]);
});
