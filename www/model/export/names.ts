// Names of exported files. Pure.

import type { RunSpec } from '../contract';

/** `mandelbrot-imap-2-workers`. */
export function fileStem({ task, variant, cores }: RunSpec): string {
  return slug(`${task}-${variant}-${cores}-${cores === 1 ? 'worker' : 'workers'}`);
}

/** What every file system takes: small letters, digits and hyphens. */
export function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'chart';
}
