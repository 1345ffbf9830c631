// The one service worker: adds the isolation headers where the host sends none, and keeps the page for use without network.
//
// A version is served whole or not at all: its files come from its own cache, and a later one waits until the page asks for it.

import { EVERYWHERE, ON_DOCUMENTS } from './hosting/headers';
import type { PageToWorker } from './hosting/versions';

/** What the build knows of this version: a name, the entry script that its page asks for, every file of it, those first (so
 * many) without which it can't open and run. */
declare const BUILD: { version: string; entry: string; needed: number; files: string[] };

/** Once: the build puts the whole list wherever the name stands. */
const version = BUILD;

const scope = self as unknown as ServiceWorkerGlobalScope;
const root = new URL(scope.registration.scope);
/** Other copies of the page may live on the same origin, under other paths. */
const family = `pool-playground ${root.pathname} `;
const own = family + version.version;
const files = new Set(version.files);
/** The page itself, whatever its address says behind `?`. */
const PAGE = '';

/** A file's name within the page: its path below the scope. `null`: none of our business, though somebody's pages may lie there, too. */
function nameOf({ method, url, headers, cache, mode }: Request): string | null {
  const { origin, pathname } = new URL(url);
  const isOurs = method === 'GET' && origin === root.origin && pathname.startsWith(root.pathname);
  // Parts of files, and what only the browser's own cache may answer, are the browser's matter.
  if (!isOurs || headers.has('range') || (cache === 'only-if-cached' && mode !== 'same-origin')) return null;
  const name = pathname.slice(root.pathname.length);
  if (name === PAGE || name === 'index.html') return PAGE;
  // Those under assets/ that this version doesn't know may be another's.
  return files.has(name) || name.startsWith('assets/') ? name : null;
}

const keyOf = (name: string): string => new URL(name, root).href;

async function answer(request: Request, name: string): Promise<Response> {
  const isKept = name === PAGE || files.has(name);
  const kept = await (isKept ? keptFile(name) : olderFile(name));
  const response = kept ?? (await fetched(request, name, isKept).catch((error: unknown) => unfetched(request, error)));
  switch (request.destination) {
    case 'document':
    case 'iframe':
    case 'frame':
    case 'embed':
    case 'object':
      return withHeaders(response, ON_DOCUMENTS);
    case 'worker':
    case 'sharedworker':
      return withHeaders(response, EVERYWHERE);
    default:
      // As it is: a module that is compiled from a copy isn't found again in the browser's cache of compiled code.
      return response;
  }
}

async function keptFile(name: string): Promise<Response | undefined> {
  return keptIn(own, name);
}

/** Where nothing may be kept, nothing was. */
async function keptIn(cache: string, name: string): Promise<Response | undefined> {
  try {
    return await (await caches.open(cache)).match(keyOf(name));
  } catch {
    return undefined;
  }
}

/** A tab that still shows another version asks for that one's files. */
async function olderFile(name: string): Promise<Response | undefined> {
  for (const cache of await relatives()) {
    const found = await keptIn(cache, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function relatives(): Promise<string[]> {
  const names = await caches.keys().catch(() => []);
  return names.filter((name) => name.startsWith(family) && name !== own);
}

async function fetched(request: Request, name: string, isKept: boolean): Promise<Response> {
  const response = await fetch(request);
  // Without room, or in a window that keeps nothing, the page still works.
  if (isKept) await keep(name, response.clone()).catch(() => undefined);
  return response;
}

/** Firefox takes the service worker away that fails workers' scripts a few times: their owners hear of an answer that is none as well. */
function unfetched({ destination }: Request, error: unknown): Response {
  if (destination !== 'worker') throw error;
  return new Response(null, { status: 504 });
}

/** Keeps a file of this version; another version's page isn't one. Says whether it was. */
async function keep(name: string, response: Response): Promise<boolean> {
  if (!response.ok || response.type !== 'basic') return false;
  const text = name === PAGE ? await response.clone().text() : version.entry;
  if (!text.includes(version.entry)) return false;
  // A copy: an answer that came by way of a redirect may not be given to a navigation.
  const { body, headers } = response;
  await (await caches.open(own)).put(keyOf(name), new Response(body, { headers }));
  return true;
}

/** Fetches what isn't kept yet, one after the other: nobody waits for it. Names what could not be had. */
async function fill(names: readonly string[] = version.files): Promise<string[]> {
  const missing: string[] = [];
  for (const name of [PAGE, ...names]) {
    if ((await keptFile(name)) !== undefined) continue;
    // Names with a hash never change; all others are asked for again.
    const response = await fetch(keyOf(name), { cache: name.startsWith('assets/') ? 'default' : 'no-cache' }).catch(() => null);
    if (response === null || !(await keep(name, response).catch(() => false))) missing.push(name);
  }
  return missing;
}

let filling: Promise<unknown> = Promise.resolve();

/** What two would fetch is fetched once. */
function afterOthers<T>(work: () => Promise<T>): Promise<T> {
  const done = filling.then(work);
  filling = done.catch(() => undefined);
  return done;
}

/** Lets other versions go, unless a tab may still show one. */
async function tidyUp(): Promise<void> {
  if ((await scope.clients.matchAll({ includeUncontrolled: true })).length > 1) return;
  await Promise.all((await relatives()).map((name) => caches.delete(name)));
}

function withHeaders(response: Response, added: Readonly<Record<string, string>>): Response {
  // A redirect is the browser's to follow; it can't be rebuilt.
  if (response.type === 'opaqueredirect' || response.type === 'error' || response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  const isEmpty = [101, 204, 205, 304].includes(response.status);
  return new Response(isEmpty ? null : response.body, { status: response.status, statusText: response.statusText, headers });
}

scope.addEventListener('install', (event) => {
  // The first one isolates the page, so nothing may hold it up. A later one is complete before it is offered.
  event.waitUntil(scope.registration.active === null ? scope.skipWaiting() : complete());
});

async function complete(): Promise<void> {
  const missing = await fill();
  if (missing.length > 0) throw new Error(`could not fetch ${missing.join(', ')}`);
}

// Nobody waits for it: Firefox's would wait for a worker that just starts, whose script waits for this to be over.
scope.addEventListener('activate', () => void scope.clients.claim());

scope.addEventListener('message', (event) => {
  const message = event.data as PageToWorker;
  switch (message.type) {
    case 'fill-needed':
      event.waitUntil(afterOthers(() => fill(version.files.slice(0, version.needed))));
      break;
    case 'fill':
      event.waitUntil(afterOthers(() => fill()).then(tidyUp));
      break;
    case 'take-over':
      event.waitUntil(scope.skipWaiting());
      break;
    default:
      // From another version's page.
      break;
  }
});

scope.addEventListener('fetch', (event) => {
  const name = nameOf(event.request);
  if (name !== null) event.respondWith(answer(event.request, name));
});
