// The headers that let a page share memory between workers: the one list, for the server, the service worker and hosts. Pure.

/** On every response: workers' scripts need them as well, and whoever frames this page from an isolated one needs the second. */
export const EVERYWHERE = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;

/** On documents. Harmless on everything else, so hosts send them always. */
export const ON_DOCUMENTS = {
  ...EVERYWHERE,
  // Isolates the page in a tab of its own, ...
  'Cross-Origin-Opener-Policy': 'same-origin',
  // ... and this one, where browsers know it, in somebody's frame.
  'Document-Isolation-Policy': 'isolate-and-require-corp',
} as const;
