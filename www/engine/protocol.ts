// Every message between the page, the host and its workers. Tagged unions, one for each direction.

import type { Frame, RunSpec } from '../model/contract';
import type { Trace } from '../model/trace';
import type { Layout } from '../generated/Layout';
import type { Measured } from '../generated/Measured';
import type { Copy } from './mirror';

/** Page to host. The first message is `boot`; the others follow `ready`. */
export type PageToHost =
  | { type: 'boot'; module: WebAssembly.Module; cores: number; memoryMb: number; machineCores: number }
  | { type: 'run'; spec: RunSpec }
  | { type: 'stop' }
  /** Everything that this run delivered has been drawn. */
  | { type: 'seen'; run: number };

/** Where the page reads a run's state: words in the memory that it shares with the workers. */
export interface SharedBoard {
  memory: WebAssembly.Memory;
  address: number;
  layout: Layout;
  /** The origin of the host's clock, from which all times in this memory count. */
  timeOrigin: number;
  /** Of the same memory. */
  usedUpAt: number;
}

/** Host to page. */
export type HostToPage =
  | { type: 'ready'; board: SharedBoard; poolStartMs: number }
  | { type: 'begun'; frame: Frame | null }
  /** A measured run has delivered everything and stays on the board until it is `seen`, or for a moment. */
  | { type: 'done' }
  | { type: 'report'; report: RawReport }
  | { type: 'failure'; failure: Failure }
  /** The instance is beyond use: a worker trapped, or there was no memory. */
  | { type: 'broken'; message: string };

/** What a run came to in the caller: `outputs[s]` are strategy `s`'s results in order of delivery, `orders[s]` their items;
 * `traces` are what its runs recorded. */
export interface RawReport {
  measured: Measured;
  /** What the caller's memory has grown to. */
  memoryBytes: number;
  outputs: (Float64Array<ArrayBuffer> | (number | string | Uint8Array | Uint16Array)[])[];
  orders: Uint32Array<ArrayBuffer>[];
  traces: Omit<Trace, 'kinds'>[];
}

/** Why a run has no report. */
export type Failure =
  | { kind: 'spec'; field: string; given: string; allowed: string }
  | { kind: 'stopped' }
  | { kind: 'call'; message: string };

/** What a nested worker needs to join the instance. */
export interface Join {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
}

/** Host to any module's caller. `ping` is answered by `pong`: only then is the worker known to run, not just to be loaded. */
export type HostGreeting = ({ type: 'join' } & Join) | { type: 'ping' };

/** Any module's caller to its host; `spawn` is sent by the wasm itself, also while it blocks. */
export type CallerGreeting = { type: 'joined' } | { type: 'pong' } | { type: 'spawn'; body: number };

/** Host to caller. */
export type HostToCaller =
  | HostGreeting
  /** Without a host: have a memory of your own, and answer the page. */
  | { type: 'own'; module: WebAssembly.Module; memoryMb: number }
  | { type: 'run'; spec: RunSpec; machineCores: number }
  /** The stop flag was raised, or is to be where nobody else can. */
  | { type: 'stop' };

/** Caller to host beside that, or to the page where there is no host; `begun` and `done` are sent by the wasm itself. */
export type CallerToHost =
  | { type: 'begun'; frame: Frame | null }
  | { type: 'done' }
  | { type: 'report'; report: RawReport }
  | { type: 'failure'; failure: Failure }
  /** How a run stands that nobody can see in memory; `isEnd`: it has delivered everything. */
  | { type: 'shown'; copy: Copy; isEnd: boolean }
  /** The memory of its own is there. */
  | { type: 'ready'; kinds: Layout['kinds'] }
  /** There was none, or the module couldn't begin. */
  | { type: 'broken'; message: string };

/** Caller to process. `boot` comes first, once; an order's bytes are the module's own business. */
export type CallerToProcess =
  | { type: 'boot'; module: WebAssembly.Module }
  | { type: 'order'; bytes: Uint8Array<ArrayBuffer> };

/** Process to caller: an order's answer. */
export type ProcessToCaller = Uint8Array<ArrayBuffer>;

/** Host to fresh thread: its one message. */
export type HostToThread = { type: 'thread'; body: number } & Join;

/** Fresh thread to host. A body may ask for its successor (`spawn`) before it is `gone`. */
export type ThreadToHost = { type: 'spawn'; body: number } | { type: 'gone' };

/** The buffers of a report that move instead of being copied. */
export function transferables(report: RawReport): ArrayBuffer[] {
  const numbers = report.outputs.filter((output) => output instanceof Float64Array);
  const columns = report.traces.flatMap(({ spans, deliveries, order }) => [
    ...Object.values(spans),
    ...Object.values(deliveries),
    ...(order === null ? [] : [order]),
  ]) as Uint32Array<ArrayBuffer>[];
  return [...numbers, ...report.orders, ...columns].map((array) => array.buffer);
}

/** For the `default` of a switch over a union: a tag that nobody handles fails to compile. */
export function unreachable(value: never): never {
  throw new Error(`unknown message: ${JSON.stringify(value)}`);
}

/** An error's text, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
