// An instance's memory. The module is compiled for one that threads could share; also where nobody does.

/** The least memory the module declares is below this; in pages of 64 KiB. */
const INITIAL_PAGES = 64;
const PAGES_PER_MB = 16;

/** A memory that may grow to `mostMb`. */
export function memoryOf(mostMb: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: mostMb * PAGES_PER_MB, shared: true });
}
