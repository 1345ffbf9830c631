// Whoever watches runs from within a view. One that comes late is told what has happened: what paints loads with the first run.

import type { Live } from './engine/live';
import type { Frame, Report, RunSpec } from './model/contract';
import type { Watcher } from './views/app';

/** All watchers, told alike. */
export class Watchers {
  readonly #all = new Set<Watcher>();
  /** Of the comparison that is on or was last. */
  #told: { frame: Frame | null; spec: RunSpec; report: Report | null } | null = null;

  /** Tells this one, too, until the function is called that comes back. */
  readonly add = (watcher: Watcher): (() => void) => {
    this.#all.add(watcher);
    if (this.#told !== null) {
      const { frame, spec, report } = this.#told;
      watcher.begin(frame, spec);
      if (report !== null) watcher.end(report);
    }
    return () => this.#all.delete(watcher);
  };

  begin(frame: Frame | null, spec: RunSpec): void {
    this.#told = { frame, spec, report: null };
    for (const watcher of this.#all) watcher.begin(frame, spec);
  }

  look(live: Live): void {
    for (const watcher of this.#all) watcher.look(live);
  }

  end(report: Report): void {
    if (this.#told !== null) this.#told.report = report;
    for (const watcher of this.#all) watcher.end(report);
  }
}
