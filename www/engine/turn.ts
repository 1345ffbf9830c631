// Whose turn it is to run: one experiment at a time among all frames and tabs that the browser lets know of each other.

/**
 * Waits for a turn and gives back what ends it. Calls `onWait` if somebody else is at it; rejects when `signal` says that nobody
 * wants the turn any more.
 */
export type TakeTurn = (onWait: () => void, signal?: AbortSignal) => Promise<() => void>;

const NAME = 'pool-playground run';

/** A turn among all that share this page's storage, which is what the lock goes by; `elsewhere` where the browser refuses locks. */
export async function takeTurn(elsewhere: TakeTurn, onWait: () => void, signal?: AbortSignal): Promise<() => void> {
  const locks = managerOf();
  if (locks === undefined) return elsewhere(onWait, signal);
  try {
    const end = await held(locks, { ifAvailable: true });
    if (end !== null) return end;
  } catch {
    // An opaque origin, as in a sandbox: it is told only when it asks.
    return elsewhere(onWait, signal);
  }
  onWait();
  const end = await held(locks, signal === undefined ? {} : { signal });
  if (end === null) throw new Error('a lock that was waited for was not granted');
  return end;
}

/** News among the same: somebody's turn begins, so that others let go of what they only keep. */
export class TurnNews {
  readonly #channel = channelOf();

  /** Calls `onTurn` whenever somebody else's turn begins. */
  listen(onTurn: () => void): void {
    this.#channel?.addEventListener('message', onTurn);
  }

  /** This one's turn begins. */
  tell(): void {
    this.#channel?.postMessage('turn');
  }
}

function channelOf(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(NAME);
  } catch {
    // Refused in a sandbox: then pools go by time alone.
    return undefined;
  }
}

/** Where nobody can be asked. */
export const freeTurn: TakeTurn = () => Promise.resolve(() => undefined);

/** None on pages that came without encryption. */
function managerOf(): LockManager | undefined {
  return (navigator as { locks?: LockManager }).locks;
}

/** What lets the lock go again; null where it is not to be had now. */
function held(locks: LockManager, options: LockOptions): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    locks
      .request(NAME, options, (lock) => {
        if (lock === null) return resolve(null);
        return new Promise<void>((end) => resolve(end));
      })
      .catch(reject);
  });
}
