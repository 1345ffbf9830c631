// The page's hold on the engine: loads the module once, keeps a host with a pool of the right size, runs comparisons.

import { type ReadonlySignal, signal } from '@preact/signals';
import type { RunSpec } from '../model/contract';
import type { Outcome } from '../model/trace';
import { BoardReader } from './board';
import { Host } from './host';
import type { Live, RunObserver } from './live';
import { loadModule } from './module';
import { messageOf } from './protocol';
import { toOutcome } from './report';
import { type TakeTurn, TurnNews, freeTurn, takeTurn } from './turn';

/** What the engine can do right now. */
export type EngineState =
  | { kind: 'idle' }
  | { kind: 'loading' }
  | { kind: 'ready'; cores: number }
  /** No pool is there until somebody runs. */
  | { kind: 'resting' }
  | { kind: 'running' }
  /** Workers can't share memory here: what is missing, and what to do. */
  | { kind: 'unavailable'; missing: string; remedy: string }
  /** Something didn't load; trying again may help. */
  | { kind: 'failed'; message: string };

/** Between two looks at a run: while a core is free to draw, and while workers that are measured have them all. */
const LOOK_MS = { free: 60, taken: 250 };
/** A host that doesn't end a stopped run within this time is terminated. */
const STOP_PATIENCE_MS = 250;

/** One engine per page. */
export class Session {
  readonly #state = signal<EngineState>({ kind: 'idle' });
  #module: Promise<WebAssembly.Module> | undefined;
  #host: Promise<Host> | undefined;
  #cores = 0;
  #running = false;
  /** The host is started or at work for a run. */
  #busy = false;
  readonly #news = new TurnNews();
  readonly #askForTurn: TakeTurn;

  /** `askForTurn`: whom to ask for a turn where the browser refuses locks. */
  constructor(askForTurn: TakeTurn = freeTurn) {
    this.#askForTurn = askForTurn;
  }

  /** What the engine can do right now. */
  get state(): ReadonlySignal<EngineState> {
    return this.#state;
  }

  /** Loads the module and starts a pool of `cores` workers; does nothing where they wait already. Tries again after a failure. */
  async prepare(cores: number): Promise<void> {
    await this.#hostOf(cores);
  }

  /** From now on, lets the pool go whenever somebody else's turn begins. */
  yield(): void {
    this.#news.listen(() => this.#host !== undefined && this.rest());
  }

  /** Lets the pool go, unless it is at work; the next run starts another one. */
  rest(): void {
    if (this.#busy) return;
    const last = this.#host;
    this.#host = undefined;
    this.#cores = 0;
    last?.then((host) => host.terminate('let go'), () => undefined);
    const lack = lackOfSharing();
    this.#state.value = lack === null ? { kind: 'resting' } : { kind: 'unavailable', ...lack };
  }

  /** Runs a comparison when it is its turn. The spec has to be checked; what is left to go wrong is the run itself. */
  async run(spec: RunSpec, observer: RunObserver = {}): Promise<Outcome> {
    if (this.#running) throw new Error('a run is already going on; stop it first');
    throwIfStopped(observer);
    this.#running = true;
    try {
      const endTurn = await this.#turn(observer);
      try {
        return await this.#run(spec, observer);
      } finally {
        endTurn();
      }
    } finally {
      this.#running = false;
    }
  }

  async #turn({ signal, onTurn }: RunObserver): Promise<() => void> {
    let hasWaited = false;
    const onWait = (): void => {
      hasWaited = true;
      onTurn?.(false);
    };
    const end = await takeTurn(this.#askForTurn, onWait, signal);
    if (hasWaited) onTurn?.(true);
    this.#news.tell();
    return end;
  }

  async #run(spec: RunSpec, observer: RunObserver): Promise<Outcome> {
    this.#busy = true;
    let hidden = document.hidden;
    const onVisibility = (): void => {
      hidden ||= document.hidden;
    };
    document.addEventListener('visibilitychange', onVisibility);
    try {
      const host = await this.#hostOf(spec.cores);
      throwIfStopped(observer);
      this.#state.value = { kind: 'running' };
      const raw = await this.#watch(host, spec, observer);
      this.#state.value = { kind: 'ready', cores: spec.cores };
      return toOutcome(raw, spec, host, hidden);
    } catch (error) {
      if (this.#state.value.kind === 'running') this.#state.value = { kind: 'ready', cores: spec.cores };
      throw error;
    } finally {
      this.#busy = false;
      document.removeEventListener('visibilitychange', onVisibility);
    }
  }

  /** Runs on the host, reads the board now and then, and stops on the signal: by asking, then by force. */
  async #watch(host: Host, spec: RunSpec, observer: RunObserver): ReturnType<Host['run']> {
    const reader = new BoardReader(host.board);
    // Drawing takes time from the workers that are measured: now and then while a run is on, and always at its end.
    let looking: ReturnType<typeof setTimeout> | undefined;
    const lookAgain = (): void => {
      const live = look();
      const workers = live === null || live.strategy === 'serial' ? 1 : spec.cores;
      looking = setTimeout(lookAgain, workers < navigator.hardwareConcurrency ? LOOK_MS.free : LOOK_MS.taken);
    };
    const look = (): Live | null => {
      const live = reader.read(spec.strategies);
      if (live !== null) observer.onLive?.(live);
      return live;
    };
    const onDone = (): void => {
      const live = look();
      if (live !== null) host.seen(live.run);
    };
    let patience: ReturnType<typeof setTimeout> | undefined;
    const stop = (): void => {
      host.stop();
      patience = setTimeout(() => host.terminate('stopped'), STOP_PATIENCE_MS);
    };
    observer.signal?.addEventListener('abort', stop);
    looking = setTimeout(lookAgain, LOOK_MS.free);
    try {
      return await host.run(spec, { onFrame: observer.onFrame, onDone });
    } catch (error) {
      // The next run shall not wait longer than need be.
      if (host.isOver) this.#replace(host, spec.cores);
      // Stopped by the visitor, whichever way it ended.
      throwIfStopped(observer);
      throw error;
    } finally {
      clearTimeout(looking);
      clearTimeout(patience);
      observer.signal?.removeEventListener('abort', stop);
    }
  }

  /** The host with `cores` workers, started if need be. One instance has one pool, so another count is another host. */
  #hostOf(cores: number): Promise<Host> {
    if (this.#host !== undefined && this.#cores === cores) return this.#host;
    const lack = lackOfSharing();
    if (lack !== null) {
      this.#state.value = { kind: 'unavailable', ...lack };
      return Promise.reject(new Error(`${lack.missing}; ${lack.remedy}`));
    }
    const last = this.#host;
    const host = this.#start(cores, last);
    this.#host = host;
    this.#cores = cores;
    return host;
  }

  async #start(cores: number, last: Promise<Host> | undefined): Promise<Host> {
    this.#state.value = { kind: 'loading' };
    try {
      // The old instance's memory goes before the new one's comes.
      (await last?.catch(() => undefined))?.terminate('replaced by another core count');
      this.#module ??= loadModule();
      const host = await Host.start(await this.#module, cores);
      if (this.#cores === cores) this.#state.value = { kind: 'ready', cores };
      return host;
    } catch (error) {
      if (this.#cores === cores) {
        this.#module = undefined;
        this.#host = undefined;
        this.#state.value = { kind: 'failed', message: messageOf(error) };
      }
      throw error;
    }
  }

  /** A host that is over gives its place to a fresh one. */
  #replace(host: Host, cores: number): void {
    void this.#host?.then((current) => {
      if (current !== host) return;
      this.#host = undefined;
      // A failure shows in the state, and the next run tries again.
      this.#hostOf(cores).catch(() => undefined);
    });
  }
}

function throwIfStopped({ signal }: RunObserver): void {
  if (signal?.aborted === true) throw new DOMException('the run was stopped', 'AbortError');
}

/** What this page lacks to share memory between workers, and what to do about it. */
function lackOfSharing(): { missing: string; remedy: string } | null {
  if (typeof WebAssembly !== 'object' || typeof Worker !== 'function') {
    return { missing: 'this browser has no WebAssembly or no workers', remedy: 'open the page in a current browser' };
  }
  if (!crossOriginIsolated) {
    const remedy = window.isSecureContext
      ? 'serve it with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp (cargo xtask serve does)'
      : 'open it through https or from localhost';
    return { missing: 'this page may not share memory between workers (no SharedArrayBuffer)', remedy };
  }
  return null;
}
