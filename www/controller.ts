// Holds the page's state and does what the visitor, the link and scripts ask for.

import { type ReadonlySignal, type Signal, batch, computed, effect, signal } from '@preact/signals';
import { followAddress } from './address';
import { Appearance } from './appearance';
import type { LabSession } from './engine/labs/session';
import type { Live } from './engine/live';
import { type EngineState, Session } from './engine/session';
import type { TakeTurn } from './engine/turn';
import { type Versions, followVersions } from './hosting/versions';
import { type BareCatalog, catalogIn } from './locales/catalog';
import type { Texts } from './locales/en';
import type { LanguageId } from './locales/languages';
import { spoken, withTexts } from './locales/spoken';
import type { Catalog, Playground, Progress, Report, RunSpec } from './model/contract';
import type { Kept } from './model/kept';
import { givenOf } from './model/given';
import { type Link, linkOf, readLink } from './model/link';
import type { Look } from './model/look';
import { type Mode, lack, possible } from './model/mode';
import { type Problem, changesOf, checkSpec, firstSpec, problemText, taskOf, withTask } from './model/spec';
import type { Evidence, Outcome } from './model/trace';
import type { App, Progressed, RunState } from './views/app';
import { Watchers } from './watchers';

/** Nothing has been measured for so long: time for what can wait. */
const QUIET_MS = 1500;

/** How long a pool in a frame waits for the next run. */
const IDLE_POOL_MS = 10_000;

/** What the page finds around itself. */
interface Around {
  /** How workers can work here, once that is known. */
  mode: Promise<Mode>;
  /** The same, if it is known already. */
  atOnce: Mode | null;
  /** Whom to ask for a turn to run where the browser refuses locks. */
  askForTurn: TakeTurn;
}

interface RunOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** The page's state and actions. */
export class Controller implements App {
  readonly machineCores = navigator.hardwareConcurrency || 2;
  /** index.html looks at the address before the first paint. */
  readonly embedded = document.documentElement.dataset['embed'] !== undefined;
  readonly #appearance = new Appearance();
  readonly look = this.#appearance.look;
  readonly awaitsLab = this.#appearance.awaitsLab;
  readonly language = this.#appearance.language;
  readonly projector = this.#appearance.projector;
  readonly spec: Signal<RunSpec>;
  readonly problems = signal<ReadonlyMap<string, Problem>>(new Map());
  readonly notes = signal<readonly Problem[]>([]);
  readonly run = signal<RunState>({ kind: 'empty' });
  readonly progress = signal<ReadonlyMap<string, Progressed>>(new Map());
  readonly outcome = signal<Outcome | null>(null);
  readonly report = computed(() => this.outcome.value?.report ?? null);
  readonly overlay = signal<readonly Kept[]>([]);
  readonly notice = signal('');
  readonly panel = signal('happened');
  readonly focus = signal<Evidence | null>(null);
  readonly shown: Signal<RunSpec>;
  readonly mode: Signal<Mode | null>;
  readonly runs: ReadonlySignal<RunSpec>;
  readonly #mode: Promise<Mode>;
  readonly #session: Session;
  readonly #catalog: ReadonlySignal<Catalog>;
  /** What the visitor gave where the spec keeps its last good value, by field as in `problems`. */
  #wanted = new Map<string, unknown>();
  readonly #watchers = new Watchers();
  readonly engine = computed((): EngineState => this.#session.state.value);
  #labs: LabSession | undefined;
  #abort: AbortController | undefined;
  readonly #versions: Versions;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(bare: BareCatalog, { mode, atOnce, askForTurn }: Around) {
    this.#catalog = computed(() => catalogIn(spoken.value.words, bare));
    const catalog = this.#catalog.value;
    this.#mode = mode;
    this.#session = new Session(catalog.later, mode, askForTurn);
    this.mode = signal(atOnce);
    void mode.then((known) => (this.mode.value = known));
    this.spec = signal(firstSpec(catalog, this.machineCores));
    // Until it is known, what is likely.
    this.runs = computed(() => possible(this.spec.value, catalog, this.mode.value ?? { kind: 'shared' }));
    this.shown = signal(this.spec.value);
    this.#versions = followVersions({ ready: this.#quiet(0), quiet: this.#quiet(QUIET_MS) });
  }

  get newVersion(): ReadonlySignal<boolean> {
    return this.#versions.offered;
  }

  /** In the language that is spoken, as the texts. */
  get catalog(): Catalog {
    return this.#catalog.value;
  }

  get text(): Texts {
    return spoken.value.texts;
  }

  /** Sets the address's link up, now and whenever another one comes, and gets the engine ready. */
  open(): void {
    // Many frames of one page share a device: there is one pool at a time.
    if (this.embedded) this.#session.yield();
    followAddress(this, { read: () => this.#read(location.hash), take: (link) => this.#take(link), prepare: () => this.#prepare() });
  }

  /** Actions are values, so that views can take them apart. */
  readonly edit = (field: string, value: unknown): void => {
    if (this.look.value.lock) return;
    const before = this.spec.value;
    const wanted = new Map(this.#wanted);
    // Another task has other parameters and another number of items.
    if (field === 'task') for (const name of wanted.keys()) if (name === 'items' || name.startsWith('params.')) wanted.delete(name);
    wanted.set(field, value);
    // One setting may make another one right or wrong, so what was wrong is looked at again.
    const { spec, problems } = checkSpec(givenOf(wanted), this.catalog, before);
    const refused = problems.map((problem): [string, unknown] => [problem.field, wanted.get(problem.field) ?? before.items]);
    this.#accept(spec, problems, refused);
    if (spec.cores !== before.cores || (spec.task !== before.task && !this.embedded)) void this.#prepare();
  };

  readonly dress = (look: Look): void => {
    this.#appearance.dress(look);
    this.#keepAddress();
  };

  readonly reset = (): void => {
    if (this.look.value.lock) return;
    const first = firstSpec(this.catalog, this.machineCores);
    this.#accept(withTask({ ...first, cores: this.spec.value.cores }, taskOf(this.catalog, this.spec.value.task)));
  };

  readonly speak = async (id: LanguageId): Promise<void> => {
    if (await this.#appearance.choose(id)) this.#keepAddress();
    else this.unspoken();
  };

  /** Says that a language could not be loaded. */
  readonly unspoken = (): void => void (this.notice.value = this.text.language.failed);

  readonly project = (isOn: boolean): void => this.dress({ ...this.look.value, projector: isOn });

  readonly linkTo = (spec: RunSpec, otherwise: Partial<Look> = {}): string => linkOf(spec, this.catalog, { ...this.look.value, ...otherwise });

  readonly start = (): void => {
    if (this.problems.value.size > 0) return;
    // What went wrong is in the state; nobody waits for this promise. What a script runs is the script's to keep.
    this.#compare(this.runs.value, {})
      .then(async (report) => this.embedded || (await withTexts(import('./panels/keep/keeper'))).keep(report, this.catalog))
      .catch(() => undefined);
  };

  readonly stop = (): void => {
    if (this.#abort === undefined) return;
    this.run.value = { kind: 'stopping' };
    this.#abort.abort();
  };

  readonly retry = (): void => {
    void this.#prepare();
  };

  readonly takeNewVersion = (): void => this.#versions.take();

  readonly show = (evidence: Evidence): void => {
    // A copy: who asks again for the same is shown it again.
    this.focus.value = { ...evidence };
    this.panel.value = 'timeline';
  };

  readonly sweep = async (specs: readonly RunSpec[], onOutcome: (outcome: Outcome, step: number) => void): Promise<void> => {
    const { abort, end } = this.#begin();
    const before = this.run.value;
    try {
      for (const [step, spec] of specs.entries()) {
        const sweeping: RunState = { kind: 'sweeping', step, steps: specs.length };
        this.run.value = sweeping;
        const here = possible(spec, this.catalog, await this.#mode);
        onOutcome(await this.#session.run(here, { signal: abort.signal, onTurn: this.#waiting(sweeping) }), step);
      }
    } catch (error) {
      throw abort.signal.aborted ? new DOMException('the run was stopped', 'AbortError') : error;
    } finally {
      this.run.value = before;
      end();
    }
  };

  readonly lab: App['lab'] = async (id, settings, limitMs, onLook) => {
    const { abort, end } = this.#begin();
    const before = this.run.value;
    const making: RunState = { kind: 'lab' };
    this.run.value = making;
    const { signal } = abort;
    try {
      // Their engine comes with the first lab.
      const labs = (this.#labs ??= new (await import('./engine/labs/session')).LabSession());
      return await this.#session.inTurn({ signal, onTurn: this.#waiting(making) }, () => labs.run(id, settings, { limitMs, signal, onLook }));
    } finally {
      this.run.value = before;
      end();
    }
  };

  readonly watch = this.#watchers.add;

  /** What scripts may ask of the page. */
  playground(): Omit<Playground, 'ready'> {
    return {
      catalog: () => structuredClone(this.catalog),
      run: async (given = {}, options = {}) => {
        if (this.#abort !== undefined) throw new Error('a run is already going on; stop it first');
        const { lock } = this.look.value;
        const base = lock ? this.spec.value : firstSpec(this.catalog, this.machineCores);
        const { spec, problems } = checkSpec(given, this.catalog, base);
        if (lock) problems.push(...changesOf(spec, base));
        if (problems.length > 0) throw new Error(problems.map(problemText).join('; '));
        const mode = (this.mode.value = await this.#mode);
        // Who names strategies means them; those of the first visit are replaced by what can be had.
        const missing = given.strategies === undefined ? null : lack(spec, this.catalog, mode);
        if (missing !== null) throw new Error(problemText(missing));
        if (this.#abort !== undefined) throw new Error('a run is already going on; stop it first');
        this.#accept(spec);
        return this.#compare(this.runs.value, options);
      },
    };
  }

  #accept(spec: RunSpec, problems: readonly Problem[] = [], refused: readonly [string, unknown][] = []): void {
    this.#wanted = new Map(refused);
    this.problems.value = new Map(problems.map((problem) => [problem.field, problem]));
    this.spec.value = spec;
    this.#keepAddress();
  }

  #keepAddress(): void {
    const link = this.linkTo(this.spec.value);
    // Typing makes no history: going back leaves the page, as people expect.
    if (link !== location.hash) history.replaceState(history.state, '', link);
  }

  /** Sets up what a page around this one says. */
  readonly openLink = (hash: string): void => {
    const link = this.#read(hash);
    if (link !== null) this.#take(link);
  };

  #read(hash: string): Link | null {
    return readLink(hash, this.catalog, firstSpec(this.catalog, this.machineCores));
  }

  #take(link: Link): void {
    // As one: a panel that reads the link has its own to tell.
    batch(() => {
      const strange = this.#appearance.wear(link.look, this.unspoken);
      this.#accept(link.spec);
      if (link.look.lab !== null) this.panel.value = 'labs';
      this.notes.value = [...link.problems, ...strange];
      this.notice.value = '';
    });
  }

  async #prepare(): Promise<void> {
    // A frame has no pool before somebody presses Run, and lets it go soon after.
    if (this.embedded) {
      // Until it is known whether the page loads anew, Run can't be pressed.
      await this.#mode;
      return this.#session.rest();
    }
    // A failure is in the engine's state, with a way to try again.
    if (this.#abort === undefined) await this.#session.prepare(this.spec.value).catch(() => undefined);
  }

  /** Comes when the engine has been there for so long and nothing was measured meanwhile. */
  #quiet(forMs: number): Promise<void> {
    return new Promise((resolve) => {
      let waiting: ReturnType<typeof setTimeout> | undefined;
      effect(() => {
        clearTimeout(waiting);
        if (['ready', 'resting'].includes(this.engine.value.kind)) waiting = setTimeout(resolve, forMs);
      });
    });
  }

  /** Takes the engine for a run; `end` gives it back. */
  #begin(outer?: AbortSignal): { abort: AbortController; end(): void } {
    if (this.#abort !== undefined) throw new Error('a run is already going on; stop it first');
    const abort = new AbortController();
    this.#abort = abort;
    clearTimeout(this.#idle);
    const stop = (): void => abort.abort();
    if (outer?.aborted === true) abort.abort();
    outer?.addEventListener('abort', stop);
    const end = (): void => {
      this.#abort = undefined;
      outer?.removeEventListener('abort', stop);
      // The visitor may have chosen other cores meanwhile.
      if (this.embedded) this.#idle = setTimeout(() => void this.#prepare(), IDLE_POOL_MS);
      else void this.#prepare();
    };
    return { abort, end };
  }

  async #compare(spec: RunSpec, { signal: outer, onProgress }: RunOptions): Promise<Report> {
    const { abort, end } = this.#begin(outer);
    this.progress.value = new Map();
    this.shown.value = spec;
    const running: RunState = { kind: 'running', strategy: spec.strategies[0] ?? '', repeat: 0 };
    this.run.value = running;
    try {
      const outcome = await this.#session.run(spec, {
        signal: abort.signal,
        onTurn: this.#waiting(running),
        onFrame: (frame) => this.#watchers.begin(frame, spec),
        onLive: (live) => this.#look(live, onProgress),
      });
      this.#finish(outcome);
      return outcome.report;
    } catch (error) {
      const stopped = abort.signal.aborted;
      const message = error instanceof Error ? error.message : String(error);
      this.run.value = stopped ? { kind: 'stopped' } : { kind: 'failed', message };
      throw error;
    } finally {
      end();
    }
  }

  /** Shows that a run waits for its turn, and then `state` again. */
  #waiting(state: RunState): (has: boolean) => void {
    return (has) => void (this.run.value = has ? state : { kind: 'waiting' });
  }

  #look(live: Live, onProgress: RunOptions['onProgress']): void {
    const { strategy, repeat, done, total, delivered } = live;
    const current = this.run.value;
    if (current.kind === 'running' && (current.strategy !== strategy || current.repeat !== repeat)) {
      this.run.value = { kind: 'running', strategy, repeat };
    }
    this.progress.value = new Map(this.progress.value).set(strategy, { repeat, done, total, delivered });
    this.#watchers.look(live);
    onProgress?.({ strategy, repeat, done, total });
  }

  #finish(outcome: Outcome): void {
    const { report } = outcome;
    const { items, repeats } = report.spec;
    const whole: Progressed = { repeat: repeats, done: items, total: items, delivered: items };
    this.progress.value = new Map(report.results.map(({ strategy }) => [strategy, whole]));
    // What was said of the comparison before is not to be seen in this one.
    this.focus.value = null;
    this.outcome.value = outcome;
    this.run.value = { kind: 'finished' };
    this.#watchers.end(report);
  }
}
