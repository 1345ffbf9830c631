// Every message of the labs' workers: page, host, caller. Greetings and threads' messages are the same as the page's own (`../protocol`).

import type { LabOutcome } from '../../generated/LabOutcome';
import type { LogLayout } from '../../generated/LogLayout';
import type { HostGreeting } from '../protocol';

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

/** Host to caller. */
export type LabToCaller = HostGreeting | ({ type: 'run' } & Order);

/** Caller to host, beside its greeting. */
export type CallerToLab =
  | { type: 'outcome'; outcome: LabOutcome }
  | { type: 'failure'; message: string };
