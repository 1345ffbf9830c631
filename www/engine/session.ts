// The page's hold on the engine: loads the module that is needed, keeps a host with a pool of the right size, runs comparisons.

import { type ReadonlySignal, signal } from '@preact/signals';
import type { RunSpec } from '../model/contract';
import { sureCores } from '../model/machine';
import type { Mode } from '../model/mode';
import type { Outcome } from '../model/trace';
import { Host } from './host';
import type { Live, RunObserver } from './live';
import { type ModuleName, Modules } from './module';
import { messageOf, type RawReport } from './protocol';
import { toOutcome } from './report';
import type { Runs } from './runs';
import { throwIfStopped, unlessStopped } from './stopped';
import { type TakeTurn, TurnNews, freeTurn, takeTurn } from './turn';

/** What the engine can do right now. */
export type EngineState =
  | { kind: 'idle' }
  | { kind: 'loading' }
  | { kind: 'ready'; cores: number }
  /** No pool is there until somebody runs. */
  | { kind: 'resting' }
  | { kind: 'running' }
  /** Nothing can run here: what is missing, and what to do. */
  | { kind: 'unavailable'; missing: string; remedy: string }
  /** Something didn't load; trying again may help. */
  | { kind: 'failed'; message: string };

/** What of a comparison decides about its pool. */
type Needs = Pick<RunSpec, 'cores' | 'task'>;

interface Setup {
  cores: number;
  module: ModuleName;
}

const isSame = (one: Setup | undefined, other: Setup): boolean => one?.cores === other.cores && one.module === other.module;

/** Why a host ends that another one follows. */
const REPLACED = 'replaced by another pool';

/** Between two looks at a run: while a core is free to draw, and while workers that are measured have them all. */
const LOOK_MS = { free: 60, taken: 250 };
/** A host that doesn't end a stopped run within this time is terminated. */
const STOP_PATIENCE_MS = 250;

/** One engine per page. */
export class Session {
  readonly #state = signal<EngineState>({ kind: 'idle' });
  readonly #mode: Promise<Mode>;
  readonly #modules: Modules;
  /** What was asked for last: the host that it gets, or waits for. */
  #host: Promise<Runs> | undefined;
  #setup: Setup | undefined;
  /** The workers that were started last. One pool at a time. */
  #pool: { setup: Setup; runs: Promise<Runs> } | undefined;
  #running = false;
  /** The host is started or at work for a run. */
  #busy = false;
  readonly #news = new TurnNews();
  readonly #askForTurn: TakeTurn;

  /**
   * `later`: the tasks that the first module leaves out. `mode` decides who runs comparisons; until it is known nothing starts.
   * `askForTurn`: whom to ask for a turn where the browser refuses locks.
   */
  constructor(later: readonly string[], mode: Promise<Mode>, askForTurn: TakeTurn = freeTurn) {
    this.#modules = new Modules(later);
    this.#mode = mode;
    this.#askForTurn = askForTurn;
  }

  /** What the engine can do right now. */
  get state(): ReadonlySignal<EngineState> {
    return this.#state;
  }

  /** Loads the module and starts a pool for such a comparison; does nothing where it waits already. Tries again after a failure. */
  async prepare(spec: Needs): Promise<void> {
    await this.#hostOf(spec);
  }

  /** From now on, lets the pool go whenever somebody else's turn begins. */
  yield(): void {
    this.#news.listen(() => this.#host !== undefined && this.rest());
  }

  /** Lets the pool go, unless it is at work; the next run starts another one. */
  rest(): void {
    if (this.#busy) return;
    const last = this.#pool;
    this.#pool = undefined;
    this.#host = undefined;
    this.#setup = undefined;
    last?.runs.then((host) => host.terminate('let go'), () => undefined);
    const lack = lackOfWorkers();
    this.#state.value = lack === null ? { kind: 'resting' } : { kind: 'unavailable', ...lack };
  }

  /** Runs a comparison when it is its turn. The spec has to be checked; what is left to go wrong is the run itself. */
  async run(spec: RunSpec, observer: RunObserver = {}): Promise<Outcome> {
    if (this.#running) throw new Error('a run is already going on; stop it first');
    throwIfStopped(observer);
    this.#running = true;
    try {
      return await this.inTurn(observer, () => this.#run(spec, observer));
    } finally {
      this.#running = false;
    }
  }

  /** Does something that takes the machine's cores when it is its turn, so that no other frame or tab measures meanwhile. */
  async inTurn<T>(observer: Pick<RunObserver, 'signal' | 'onTurn'>, work: () => Promise<T>): Promise<T> {
    const endTurn = await this.#turn(observer);
    try {
      return await work();
    } finally {
      endTurn();
    }
  }

  async #turn({ signal, onTurn }: Pick<RunObserver, 'signal' | 'onTurn'>): Promise<() => void> {
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
      // Who stops doesn't wait for workers that still start.
      const host = await unlessStopped(this.#living(spec), observer);
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
  async #watch(host: Runs, spec: RunSpec, observer: RunObserver): Promise<RawReport> {
    // Drawing takes time from the workers that are measured: now and then while a run is on, and always at its end.
    let looking: ReturnType<typeof setTimeout> | undefined;
    const lookAgain = (): void => {
      const live = look();
      const workers = live === null || live.strategy === 'serial' ? 1 : spec.cores;
      looking = setTimeout(lookAgain, workers < sureCores(navigator) ? LOOK_MS.free : LOOK_MS.taken);
    };
    const look = (): Live | null => {
      const live = host.read(spec.strategies);
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
      if (host.isOver) this.#replace(host, spec);
      // Stopped by the visitor, whichever way it ended.
      throwIfStopped(observer);
      throw error;
    } finally {
      clearTimeout(looking);
      clearTimeout(patience);
      observer.signal?.removeEventListener('abort', stop);
    }
  }

  /** The host for such a comparison; one that broke while nobody ran gives its place to a fresh one. */
  async #living(spec: Needs): Promise<Runs> {
    const host = await this.#hostOf(spec);
    if (!host.isOver) return host;
    this.#host = undefined;
    return this.#hostOf(spec);
  }

  /** The host for such a comparison, started if need be. One instance has one pool, so another count is another host. */
  #hostOf({ cores, task }: Needs): Promise<Runs> {
    const setup: Setup = { cores, module: this.#modules.nameFor(task) };
    if (this.#host !== undefined && isSame(this.#setup, setup)) return this.#host;
    const lack = lackOfWorkers();
    if (lack !== null) {
      this.#state.value = { kind: 'unavailable', ...lack };
      return Promise.reject(new Error(`${lack.missing}; ${lack.remedy}`));
    }
    this.#setup = setup;
    const host = this.#start(setup);
    this.#host = host;
    return host;
  }

  async #start(setup: Setup): Promise<Runs> {
    this.#state.value = { kind: 'loading' };
    try {
      // Where the page is about to be loaded anew, the module shall wait for that.
      const { kind } = await this.#mode;
      const module = await this.#modules.load(setup.module);
      // Meanwhile something else was asked for.
      if (this.#setup !== setup) throw new Error(REPLACED);
      const host = await this.#poolOf(setup, () => (kind === 'shared' ? Host.start(module, setup.cores) : startAlone(module)));
      if (this.#setup === setup) this.#state.value = { kind: 'ready', cores: setup.cores };
      return host;
    } catch (error) {
      if (this.#setup === setup) {
        this.#host = undefined;
        this.#state.value = { kind: 'failed', message: messageOf(error) };
      }
      throw error;
    }
  }

  /** The pool that is there if it is such a one, else a new one in its place. */
  #poolOf(setup: Setup, start: () => Promise<Runs>): Promise<Runs> {
    const last = this.#pool;
    const isFit = isSame(last?.setup, setup);
    const inPlace = async (): Promise<Runs> => {
      const host = await last?.runs.catch(() => undefined);
      if (host !== undefined && isFit && !host.isOver) return host;
      // The old instance's memory goes before the new one's comes.
      host?.terminate(REPLACED);
      return start();
    };
    const runs = inPlace();
    this.#pool = { setup, runs };
    return runs;
  }

  /** A host that is over gives its place to a fresh one. */
  #replace(host: Runs, spec: Needs): void {
    void this.#host?.then((current) => {
      if (current !== host) return;
      this.#host = undefined;
      // A failure shows in the state, and the next run tries again.
      this.#hostOf(spec).catch(() => undefined);
    });
  }
}

/** Most pages never need it. */
async function startAlone(module: WebAssembly.Module): Promise<Runs> {
  return (await import('./lone-caller')).LoneCaller.start(module);
}

/** What this page lacks to run anything, and what to do about it. */
function lackOfWorkers(): { missing: string; remedy: string } | null {
  if (typeof WebAssembly === 'object' && typeof Worker === 'function') return null;
  return { missing: 'this browser has no WebAssembly or no workers', remedy: 'open the page in a current browser' };
}
