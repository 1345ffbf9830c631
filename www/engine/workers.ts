// Starts workers, also where the page has no origin: in an opaque sandbox no script's address is its own.

/** A module worker. What is sent to it before its script is there waits. */
export function startWorker(url: string, name: string): Worker {
  if (self.origin !== 'null') return new Worker(url, { type: 'module', name });
  // In the classic script (build/classic-script.ts) the worker's is a part of it.
  if (url.startsWith('blob:')) return new Worker(url, { name });
  // Chromium takes no module from a blob, but scripts that import one.
  const blob = new Blob([bootstrap(new URL(url, import.meta.url).href)], { type: 'text/javascript' });
  const address = URL.createObjectURL(blob);
  return new Worker(address, { name });
}

function bootstrap(url: string): string {
  return `
    const early = [];
    const keep = (event) => early.push(event.data);
    addEventListener('message', keep);
    import(${JSON.stringify(url)}).then(() => {
      removeEventListener('message', keep);
      for (const data of early) dispatchEvent(new MessageEvent('message', { data }));
    }, reportError);
  `;
}
