// The two modes: workers that share memory, and workers that each have their own. What runs in which. Pure.

import type { Catalog, RunSpec } from './contract';
import type { Problem } from './spec';

/** How workers can work here. */
export type Mode = { kind: 'shared' } | { kind: 'private'; why: Why };

/** Why no memory is shared. */
export type Why =
  /** Neither https nor this machine. */
  | 'insecure'
  /** In somebody's frame, in a browser that can't isolate frames. */
  | 'frame'
  /** In a frame that may keep nothing and has no origin. */
  | 'sandbox'
  /** No service workers here: a private window, or a setting. */
  | 'refused'
  /** The service worker is at work, but the browser isolates nothing. */
  | 'unsupported'
  /** It didn't get to work in time, or this load went past it: the next one will have it. */
  | 'late';

type Strategies = RunSpec['strategies'];

/** The strategies that can be had. */
export function available(catalog: Catalog, mode: Mode): Strategies {
  const gone = missing(catalog, mode);
  return catalog.strategies.filter((strategy) => !gone.includes(strategy)).map(({ id }) => id) as Strategies;
}

/** The strategies that can't be had. */
export function missing(catalog: Catalog, mode: Mode): Catalog['strategies'] {
  return catalog.strategies.filter(({ sharesMemory }) => sharesMemory && mode.kind === 'private');
}

/** What runs of what is wished for: processes stand in for what can't be had. */
export function possible(spec: RunSpec, catalog: Catalog, mode: Mode): RunSpec {
  const can = available(catalog, mode);
  if (spec.strategies.every((id) => can.includes(id))) return spec;
  const kept = spec.strategies.filter((id) => can.includes(id));
  return { ...spec, strategies: kept.includes('processes') ? kept : [...kept, 'processes'] };
}

/** The strategies of a spec that can't be had, as a problem; `null` where all can. */
export function lack(spec: RunSpec, catalog: Catalog, mode: Mode): Problem | null {
  const can = available(catalog, mode);
  const missing = spec.strategies.filter((id) => !can.includes(id));
  if (missing.length === 0) return null;
  return { field: 'strategies', given: missing.join(', '), allowed: `one of ${can.join(', ')} where workers share no memory` };
}
