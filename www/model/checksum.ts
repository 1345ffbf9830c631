// The checksum of a run's results: CRC-32 in item order, which any language computes in a few lines. Pure.
//
// A number is an 8-byte double, a text UTF-8 behind its length, bytes are themselves behind their length, counts are
// 16 bits each behind how many they are. Lengths have 32 bits; everything is little endian.

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  return crc;
});

/** CRC-32 as zlib has it; `before` goes on where another one ended. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}

/** What was said, without who said it: that differs from run to run and is no part of the result. */
export function said(line: string): string {
  const at = line.indexOf(' - ');
  return at < 0 ? line : line.slice(at + 3);
}

const utf8 = new TextEncoder();

/** A result as bytes. Throws on what no task returns. */
export function encoded(result: unknown): Uint8Array {
  if (typeof result === 'number') {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, result, true);
    return bytes;
  }
  if (typeof result === 'string') return behindLength(utf8.encode(result));
  if (result instanceof Uint8Array) return behindLength(result);
  if (result instanceof Uint16Array) {
    const bytes = new Uint8Array(2 * result.length);
    const view = new DataView(bytes.buffer);
    result.forEach((count, at) => view.setUint16(2 * at, count, true));
    return behindLength(bytes, result.length);
  }
  throw new TypeError(`a result is a ${typeof result}, not a number, a text, bytes or counts`);
}

function behindLength(bytes: Uint8Array, length = bytes.length): Uint8Array {
  const all = new Uint8Array(4 + bytes.length);
  new DataView(all.buffer).setUint32(0, length, true);
  all.set(bytes, 4);
  return all;
}

/** The checksum of results in item order, eight hexadecimal digits. */
export function checksum(results: Iterable<unknown>): string {
  let crc = 0;
  for (const result of results) crc = crc32(encoded(result), crc);
  return crc.toString(16).padStart(8, '0');
}

/** Results in item order, from the order in which a call delivered them; null where one is missing. */
export function inItemOrder(output: readonly unknown[], order: readonly number[], items: number): unknown[] | null {
  if (output.length !== items || order.length !== items) return null;
  const results = new Array<unknown>(items);
  order.forEach((item, at) => (results[item] = output[at]));
  return results;
}
