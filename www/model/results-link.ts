// The results in a link: `r=1.DATA` beside the setup's fields, so that a page that knows no results still restores the setup. Pure.
//
// DATA is the packed form as JSON, compressed (zlib) and written in the 64 letters that an address may have as they are. Zlib and not
// bare deflate: its checksum tells a damaged link from a whole one for eight letters more.

import type { Catalog } from './contract';
import type { Shared } from './kept';
import { linkOf } from './link';
import { PACKED_VERSION, pack, unpack } from './packed';
import { Misshapen } from './shape';
import type { Problem } from './spec';

/** What became of somebody's results. */
export type Read =
  | { kind: 'read'; shared: Shared }
  /** Made by a page that is newer than this one. */
  | { kind: 'newer'; version: number }
  /** `why` is for people who look closer; null where there is nothing to add. */
  | { kind: 'damaged'; why: Problem | null };

/** Longer than any that the page makes; longer ones aren't looked at. */
const MOST_LETTERS = 64 * 1_024;
/** A small link can unpack to gigabytes: more than this is none of ours. */
const MOST_BYTES = 256 * 1_024;

/** The link that carries setup and results. */
export async function resultsLink(shared: Shared, catalog: Catalog): Promise<string> {
  return `${linkOf(shared.summary.spec, catalog)}&r=${await encodeResults(shared)}`;
}

/** The value of the link's field `r`. */
export async function encodeResults(shared: Shared): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(pack(shared)));
  return `${PACKED_VERSION}.${toLetters(await through(bytes, new CompressionStream('deflate'), Infinity))}`;
}

/** Reads the field `r`. Never throws: what can't be read is said. */
export async function decodeResults(text: string, catalog: Catalog): Promise<Read> {
  // Links are pasted into sentences.
  const [, digits = '', data = ''] = /^(\d{1,6})\.([\w-]*)[.,;:!?'")>\]\s]*$/.exec(text.length > MOST_LETTERS ? '' : text) ?? [];
  const version = Number(digits);
  if (version > PACKED_VERSION) return { kind: 'newer', version };
  if (version < 1 || data === '') return { kind: 'damaged', why: null };
  let packed: unknown;
  try {
    const bytes = await through(fromLetters(data), new DecompressionStream('deflate'), MOST_BYTES);
    packed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Whatever the engine's words for it are, somebody cut or changed the link.
    return { kind: 'damaged', why: null };
  }
  return readPacked(packed, catalog);
}

/** Reads the packed form. */
export function readPacked(packed: unknown, catalog: Catalog): Read {
  try {
    return { kind: 'read', shared: unpack(packed, catalog) };
  } catch (error) {
    if (error instanceof Misshapen) return { kind: 'damaged', why: error.problem };
    throw error;
  }
}

/** The field `r` of a whole address, of a link, or of what stands behind its `#`; null where there is none. */
export function resultsIn(text: string): string | null {
  return new URLSearchParams(text.slice(text.indexOf('#') + 1).trim()).get('r');
}

async function through(bytes: Uint8Array<ArrayBuffer>, transform: GenericTransformStream, most: number): Promise<Uint8Array> {
  const reader = (new Blob([bytes]).stream().pipeThrough(transform) as ReadableStream<Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    size += part.value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError(`more than ${most} bytes`);
    }
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toLetters(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromLetters(letters: string): Uint8Array<ArrayBuffer> {
  const binary = atob(letters.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
