// Every message of the labs' workers: page, host, caller. Threads get and send the same as the page's own (`../protocol`).

import type { LabOutcome } from '../../generated/LabOutcome';
import type { LogLayout } from '../../generated/LogLayout';
import type { Join } from '../protocol';

/** A lab's settings by name. */
export type Settings = Record<string, number | string | boolean>;

/** An experiment: a lab, its settings, and a number that no other has. */
export interface Order {
  lab: string;
  settings: Settings;
  number: number;
}

/** Where the page reads what happens. */
export interface SharedLog {
  memory: WebAssembly.Memory;
  layout: LogLayout;
  /** The origin of the workers' clock. */
  timeOrigin: number;
}

/** Page to host. */
export type PageToLab =
  | { type: 'boot'; module: WebAssembly.Module; memoryMb: number }
  | ({ type: 'run' } & Order)
  | { type: 'stop'; number: number };

/** Host to page. */
export type LabToPage =
  | { type: 'ready'; log: SharedLog }
  | { type: 'outcome'; outcome: LabOutcome }
  | { type: 'failure'; message: string }
  /** The instance is beyond use. */
  | { type: 'broken'; message: string };

/** Host to caller. `ping` is answered by `pong`: only then is the worker known to run, not just to be loaded. */
export type LabToCaller = ({ type: 'join' } & Join) | { type: 'ping' } | ({ type: 'run' } & Order);

/** Caller to host; `spawn` is sent by the wasm itself, also while it blocks. */
export type CallerToLab =
  | { type: 'joined' }
  | { type: 'pong' }
  | { type: 'spawn'; body: number }
  | { type: 'outcome'; outcome: LabOutcome }
  | { type: 'failure'; message: string };
