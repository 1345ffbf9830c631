// Files that leave the page: written in pieces so that the page stays usable, then handed to the browser as downloads.

/** How long pieces are made before the page gets its turn. */
const TURN_MS = 12;

/** A file from its pieces. */
export async function fileOf(pieces: Iterable<string>, type: string): Promise<Blob> {
  const parts: string[] = [];
  let sinceMs = performance.now();
  for (const piece of pieces) {
    parts.push(piece);
    if (performance.now() - sinceMs < TURN_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    sinceMs = performance.now();
  }
  return new Blob(parts, { type });
}

/** Downloads a file under a name. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
