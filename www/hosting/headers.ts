// The headers that let a page share memory between workers: the one list, for the server, the service worker and hosts. Pure.

/** On every response: workers' scripts need them as well, and whoever frames this page from an isolated one needs the second. */
export const EVERYWHERE = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;

/** On documents; the page's own service worker can add all of these. */
export const ON_DOCUMENTS = {
  ...EVERYWHERE,
  // Isolates the page in a tab of its own, ...
  'Cross-Origin-Opener-Policy': 'same-origin',
  // ... and this one, where browsers know it, in somebody's frame.
  'Document-Isolation-Policy': 'isolate-and-require-corp',
} as const;

/** What a host sends, always: it is harmless where it isn't needed. */
export const FROM_HOST = {
  ...ON_DOCUMENTS,
  // No service worker can help out here. Modules need it: embed.js on other sites' pages, and the page's own in a frame that a sandbox
  // took the origin from. Without it, that frame has to load the page as one large script (build/classic-script.ts).
  'Access-Control-Allow-Origin': '*',
} as const;
