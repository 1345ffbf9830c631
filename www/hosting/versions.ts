// Keeps the page for use without network, and tells of a new version. It never swaps one in by itself.

import { type ReadonlySignal, signal } from '@preact/signals';
import { containerOf } from './container';
import { register } from './isolation';

/** What the page says to its service worker. */
export type PageToWorker =
  /** The page can run: fetch what it needs for that, where it isn't kept yet. A visit may be short. */
  | { type: 'fill-needed' }
  /** Nothing is measured now: fetch all that isn't kept yet. */
  | { type: 'fill' }
  /** The visitor wants the version that waits. */
  | { type: 'take-over' };

/** The versions of the page on this device. */
export interface Versions {
  /** A new version is there, complete, and waits. */
  offered: ReadonlySignal<boolean>;
  /** Takes it: the page loads anew. */
  take(): void;
}

/** When the page has time for what isn't asked for yet. */
interface Times {
  /** The engine is there. */
  ready: Promise<void>;
  /** And nothing has been measured for a moment. */
  quiet: Promise<void>;
}

/** Registers the service worker where it isn't yet, and has it fetch the rest of the page: what it runs with first. */
export function followVersions({ ready, quiet }: Times): Versions {
  const offered = signal(false);
  let take = (): void => location.reload();
  const container = containerOf(navigator);
  // Without service workers there is nothing to keep; a frame's storage is one of many, and goes with the browser's window.
  // While developing, nothing is kept: what is shown is what was just written.
  if (container === null || window.parent !== window || !import.meta.env.PROD) return { offered, take };

  const follow = async (): Promise<void> => {
    const registration = (await register(container)) as ServiceWorkerRegistration | undefined;
    if (registration === undefined) return;
    const look = (): void => {
      // Without an active one, the one that waits is the first.
      offered.value ||= registration.waiting !== null && registration.active !== null;
    };
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
    look();
    let isWanted = false;
    let isControlled = container.controller !== null;
    container.addEventListener('controllerchange', () => {
      if (isWanted) location.reload();
      // Another tab took the new version: this one goes on with its own until the visitor says so.
      else if (isControlled) offered.value = true;
      isControlled = true;
    });
    take = () => {
      isWanted = true;
      if (registration.waiting === null) location.reload();
      else tell(registration.waiting, { type: 'take-over' });
    };
    // Who saves data keeps what was used.
    if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true) return;
    await ready;
    tell((await container.ready).active, { type: 'fill-needed' });
    await quiet;
    tell((await container.ready).active, { type: 'fill' });
  };
  // Refused: the page works without.
  follow().catch(() => undefined);
  return { offered, take: () => take() };
}

function tell(worker: ServiceWorker | null, message: PageToWorker): void {
  worker?.postMessage(message);
}
