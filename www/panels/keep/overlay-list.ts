// Which comparisons stand beside the visitor's own: adding, removing, and the address, which carries a link's results along.

import type { Kept, Shared } from '../../model/kept';
import { pack } from '../../model/packed';
import type { App } from '../../views/app';
import { randomTag } from './tag';

/** How many machines are compared at once: a class. */
export const MOST_BESIDE = 40;

/** What became of one that was to be added. */
export type Added = 'added' | 'there' | 'too-many';

const sameAs = (shared: Shared): string => JSON.stringify(pack(shared));

/** Whether it stands there already. */
export function isBeside({ overlay }: App, shared: Shared): boolean {
  const text = sameAs(shared);
  return overlay.value.some((entry) => sameAs(entry) === text);
}

/** Puts a comparison beside the visitor's own. */
export function putBeside(app: App, shared: Shared): Added {
  if (isBeside(app, shared)) return 'there';
  if (app.overlay.value.length >= MOST_BESIDE) return 'too-many';
  const kept: Kept = { name: shared.name, atS: shared.atS, summary: shared.summary, id: randomTag() };
  app.overlay.value = [...app.overlay.value, kept];
  return 'added';
}

/** Takes one away again, or all. */
export function takeAway(app: App, id?: string): void {
  app.overlay.value = id === undefined ? [] : app.overlay.value.filter((entry) => entry.id !== id);
  app.notice.value = '';
  // A link's results come back with a reload as long as the address has them.
  history.replaceState(history.state, '', app.linkTo(app.spec.value));
}
