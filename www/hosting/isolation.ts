// Gets the page isolated, so that its workers may share memory: by the host's headers, or by its own service worker and one reload.

import type { Mode } from '../model/mode';
import { containerOf } from './container';

/** Fetching the worker's script takes this long at most; later it serves the next visit. */
const PATIENCE_MS = 4000;
/** A reload that hasn't come after this long isn't coming. */
const RELOAD_PATIENCE_MS = 10_000;
/** The first versions of Chromium that isolate a frame which asks for it. */
const ISOLATES_FRAMES = { desktop: 137, mobile: 146 };
/** Where the reload is counted. Storage of the session would be another one after it; Chromium may lose this, too, but only where
 * the service worker was at work. */
const MARK = 'reloadedToIsolate';

/** The mode, where it is known at once. */
export function modeAtOnce(): Mode | null {
  if (crossOriginIsolated) return { kind: 'shared' };
  return isSecureContext ? null : { kind: 'private', why: 'insecure' };
}

/** The mode. Reloads the page at most once, and then comes only if that didn't. */
export async function isolate(): Promise<Mode> {
  // The page keeps its address in step with what is set up, and forgets what a link asks for once, as to run.
  const asked = location.href;
  const known = modeAtOnce();
  if (known !== null) {
    if (known.kind === 'shared' && isMarked()) mark(false, asked);
    return known;
  }
  const container = containerOf(navigator);
  const isFramed = window.parent !== window;
  const refused: Mode = { kind: 'private', why: self.origin === 'null' ? 'sandbox' : isFramed ? 'frame' : 'refused' };
  if (container === null || (isFramed && !isolatesFrames())) return refused;
  // It came through the service worker, and yet isn't isolated: another reload would change nothing.
  if (cameThroughWorker()) return { kind: 'private', why: isFramed ? 'frame' : 'unsupported' };
  if (isMarked()) return { kind: 'private', why: 'late' };
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, PATIENCE_MS, 'late'));
  const outcome = await Promise.race([atWork(container), late]).catch(() => 'refused' as const);
  if (outcome === 'late') return { kind: 'private', why: 'late' };
  if (outcome === 'refused') return refused;
  // Where the count can't be kept, a reload could be one of many.
  if (!mark(true, asked)) return refused;
  location.reload();
  // What was dropped on the way (no network, somebody's Stop) shall not leave a page that never starts.
  return new Promise((resolve) => {
    const giveUp = (): void => {
      // Nor shall it come later and take away what has been done by then.
      stop();
      resolve({ kind: 'private', why: 'late' });
    };
    setTimeout(giveUp, RELOAD_PATIENCE_MS);
  });
}

/** Comes when the service worker takes requests. */
async function atWork(container: ServiceWorkerContainer): Promise<'ready' | 'refused'> {
  const registration = (await register(container)) as ServiceWorkerRegistration | undefined;
  // Some browsers, and tests, refuse without an error.
  if (registration === undefined) return 'refused';
  await container.ready;
  return 'ready';
}

/** Registers the service worker beside the page; its scope is the page's folder, wherever that is. */
export function register(container: ServiceWorkerContainer): Promise<ServiceWorkerRegistration> {
  return container.register(new URL('sw.js', document.baseURI));
}

function cameThroughWorker(): boolean {
  const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return load !== undefined && load.workerStart > 0;
}

function isMarked(): boolean {
  const state = history.state as unknown;
  return typeof state === 'object' && state !== null && MARK in state;
}

/** The rest of the state stays as it is; the address becomes the given one. Says whether it worked. */
function mark(isOn: boolean, address: string): boolean {
  const { [MARK]: _, ...others } = (history.state ?? {}) as Record<string, unknown>;
  try {
    history.replaceState(isOn ? { ...others, [MARK]: true } : others, '', address);
  } catch {
    return false;
  }
  return isMarked() === isOn;
}

interface Brands {
  brands: { brand: string; version: string }[];
  mobile: boolean;
}

function isolatesFrames(): boolean {
  const { userAgentData } = navigator as { userAgentData?: Brands };
  const version = Number(userAgentData?.brands.find(({ brand }) => brand === 'Chromium')?.version ?? 0);
  return version >= (userAgentData?.mobile === true ? ISOLATES_FRAMES.mobile : ISOLATES_FRAMES.desktop);
}
