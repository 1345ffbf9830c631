// The checksum: published values, and the bytes behind it as the format says.

import { describe, expect, it } from 'vitest';
import { checksum, crc32, encoded, inItemOrder, said } from './checksum';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

describe('CRC-32', () => {
  it('has the published check value', () => {
    expect(crc32(text('123456789')).toString(16)).toBe('cbf43926');
    expect(crc32(text(''))).toBe(0);
  });

  it('goes on where another one ended', () => {
    expect(crc32(text('6789'), crc32(text('12345')))).toBe(crc32(text('123456789')));
  });
});

describe('results as bytes', () => {
  it.each([
    [1, [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]],
    ['é', [2, 0, 0, 0, 0xc3, 0xa9]],
    [Uint8Array.of(7, 8, 9), [3, 0, 0, 0, 7, 8, 9]],
    [Uint16Array.of(1, 0x0203), [2, 0, 0, 0, 1, 0, 3, 2]],
  ])('%j', (result, bytes) => {
    expect([...encoded(result)]).toEqual(bytes);
  });

  it('refuses what no task returns', () => {
    expect(() => encoded(null)).toThrow(TypeError);
  });
});

describe('all results', () => {
  it('is that of their bytes one after another', () => {
    // python3 -c 'import struct, zlib; print(hex(zlib.crc32(struct.pack("<3d", 0, 1, 4))))'
    expect(checksum([0, 1, 4])).toBe('7e1b1a7b');
    expect(checksum([])).toBe('00000000');
    expect(checksum([0, 1, 4])).not.toBe(checksum([1, 0, 4]));
  });

  it('is of item order, however they were delivered', () => {
    expect(inItemOrder(['c', 'a', 'b'], [2, 0, 1], 3)).toEqual(['a', 'b', 'c']);
    expect(inItemOrder(['c', 'a'], [2, 0], 3)).toBeNull();
  });

  it('leaves out who said it', () => {
    expect(said('PoolWorker-3 - hello 7')).toBe('hello 7');
    expect(said('hello 7')).toBe('hello 7');
  });
});
