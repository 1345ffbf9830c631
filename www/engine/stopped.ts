// What a stopped run says, and waits that end when it is stopped.

/** Who may stop. */
interface Stoppable {
  signal?: AbortSignal | undefined;
}

function stopError(): DOMException {
  return new DOMException('the run was stopped', 'AbortError');
}

/** Throws where it has been stopped already. */
export function throwIfStopped({ signal }: Stoppable): void {
  if (signal?.aborted === true) throw stopError();
}

/** The same, or the error of a stopped run as soon as it is stopped. */
export async function unlessStopped<Value>(promise: Promise<Value>, who: Stoppable): Promise<Value> {
  const ending = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    who.signal?.addEventListener('abort', () => reject(stopError()), { signal: ending.signal });
  });
  try {
    throwIfStopped(who);
    return await Promise.race([promise, stopped]);
  } finally {
    ending.abort();
  }
}
