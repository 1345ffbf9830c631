// Names that nobody else makes, for what is kept or stands beside.

/** Eight hexadecimal digits by chance. `crypto.randomUUID` is missing on pages that came without encryption; this isn't. */
export function randomTag(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return number.toString(16).padStart(8, '0');
}
