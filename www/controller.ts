// Holds the page's state and does what the visitor, the link and scripts ask for.

import { type Signal, computed, signal } from '@preact/signals';
import type { Live } from './engine/live';
import { Session } from './engine/session';
import { catalogIn } from './locales/catalog';
import type { Texts } from './locales/en';
import { LANGUAGES, type LanguageId, bestFor, languageOf } from './locales/languages';
import { speak, spoken } from './locales/spoken';
import type { Catalog, Playground, Progress, Report, RunSpec } from './model/contract';
import type { Kept } from './model/kept';
import { type Link, type Look, linkOf, readLink } from './model/link';
import { type Problem, checkSpec, firstSpec, problemText, taskOf, withTask } from './model/spec';
import type { Evidence, Outcome } from './model/trace';
import { stored, store } from './model/stored';
import { withTexts } from './panels/index';
import type { App, Progressed, RunState, Watcher } from './views/app';

interface RunOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** The page's state and actions. */
export class Controller implements App {
  readonly machineCores = navigator.hardwareConcurrency || 2;
  /** index.html looks at the address before the first paint. */
  readonly embedded = document.documentElement.dataset['embed'] !== undefined;
  readonly projector = signal(false);
  readonly language = computed(() => spoken.value.id);
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
  readonly #session = new Session();
  /** As it comes from the build: in English, as scripts see it. */
  readonly #catalog: Catalog;
  readonly #translated = computed(() => catalogIn(spoken.value.words, this.#catalog));
  /** The language that the visitor or the link chose. */
  #chosen: LanguageId | null = null;
  /** What the visitor gave where the spec keeps its last good value, by field as in `problems`. */
  #wanted = new Map<string, unknown>();
  readonly #watchers = new Set<Watcher>();
  readonly engine = computed(() => this.#session.state.value);
  #abort: AbortController | undefined;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
    this.spec = signal(firstSpec(catalog, this.machineCores));
    this.shown = signal(this.spec.value);
  }

  /** In the language that is spoken, as the texts. */
  get catalog(): Catalog {
    return this.#translated.value;
  }

  get text(): Texts {
    return spoken.value.texts;
  }

  /**
   * Takes the address's link, keeps it in step from now on, and gets the engine ready. Starts at once if the link says so. Resolves
   * when the page's language is spoken: the link's, else the one chosen before, else what the browser asks for.
   */
  async open(): Promise<void> {
    this.#chosen = languageOf(stored('language') ?? '')?.id ?? null;
    const take = (link: Link): void => {
      this.#dress(link);
      this.#accept(link.spec);
      this.notes.value = [...link.problems, ...strange(link)];
      this.notice.value = '';
    };
    const first = this.#read();
    if (first !== null) take(first);
    // Whatever the results are, a page that opens has the link's setup.
    if (typeof first?.results === 'string') void this.#openResults(first.results);
    addEventListener('hashchange', () => {
      // A link that someone pastes or goes back to; the page's own changes make no such event.
      if (location.hash === this.linkTo(this.spec.value)) return;
      const link = this.#read();
      const go = (): void => {
        if (link !== null) take(link);
        if (link?.run) this.start();
        else void this.#prepare();
      };
      // Results that can't be read leave everything as it is.
      if (typeof link?.results === 'string') void this.#openResults(link.results, go);
      else go();
    });
    void this.#prepare().then(() => {
      if (first?.run) this.start();
    });
    await speak(this.#chosen ?? bestFor(navigator.languages));
  }

  /** Actions are values, so that views can take them apart. */
  readonly edit = (field: string, value: unknown): void => {
    const before = this.spec.value;
    const wanted = new Map(this.#wanted);
    // Another task has other parameters and another number of items.
    if (field === 'task') for (const name of wanted.keys()) if (name === 'items' || name.startsWith('params.')) wanted.delete(name);
    wanted.set(field, value);
    // One setting may make another one right or wrong, so what was wrong is looked at again.
    const { spec, problems } = checkSpec(givenOf(wanted), this.#catalog, before);
    const refused = problems.map((problem): [string, unknown] => [problem.field, wanted.get(problem.field) ?? before.items]);
    this.#accept(spec, problems, refused);
    if (spec.cores !== before.cores) void this.#prepare();
  };

  readonly reset = (): void => {
    const first = firstSpec(this.#catalog, this.machineCores);
    this.#accept(withTask({ ...first, cores: this.spec.value.cores }, taskOf(this.#catalog, this.spec.value.task)));
  };

  readonly speak = async (id: LanguageId): Promise<void> => {
    if (await speak(id)) {
      this.#chosen = id;
      store('language', id);
      this.#readdress();
    } else {
      this.notice.value = this.text.language.failed;
    }
  };

  readonly project = (isOn: boolean): void => {
    this.projector.value = isOn;
    this.#readdress();
  };

  readonly linkTo = (spec: RunSpec): string => {
    const look: Look = { language: this.#chosen, projector: this.projector.value };
    return linkOf(spec, this.#catalog, look);
  };

  readonly start = (): void => {
    if (this.problems.value.size > 0) return;
    // What went wrong is in the state; nobody waits for this promise. What a script runs is the script's to keep.
    this.#compare(this.spec.value, {})
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
        this.run.value = { kind: 'sweeping', step, steps: specs.length };
        onOutcome(await this.#session.run(spec, { signal: abort.signal }), step);
      }
    } catch (error) {
      throw abort.signal.aborted ? new DOMException('the run was stopped', 'AbortError') : error;
    } finally {
      this.run.value = before;
      end();
    }
  };

  readonly watch = (watcher: Watcher): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** What `window.playground` is. */
  playground(ready: Promise<void>): Playground {
    return {
      ready,
      catalog: () => structuredClone(this.#catalog),
      run: async (given = {}, options = {}) => {
        if (this.#abort !== undefined) throw new Error('a run is already going on; stop it first');
        const { spec, problems } = checkSpec(given, this.#catalog, firstSpec(this.#catalog, this.machineCores));
        if (problems.length > 0) throw new Error(problems.map(problemText).join('; '));
        this.#accept(spec);
        return this.#compare(spec, options);
      },
    };
  }

  #accept(spec: RunSpec, problems: readonly Problem[] = [], refused: readonly [string, unknown][] = []): void {
    this.#wanted = new Map(refused);
    this.problems.value = new Map(problems.map((problem) => [problem.field, problem]));
    this.spec.value = spec;
    this.#readdress();
  }

  #read(): Link | null {
    return readLink(location.hash, this.#catalog, firstSpec(this.#catalog, this.machineCores));
  }

  /** Looks as a link says, where it says so. What a link wants isn't kept for the next visit. */
  #dress({ language, projector }: Link): void {
    const id = languageOf(language ?? '')?.id;
    if (id !== undefined) {
      this.#chosen = id;
      void speak(id);
    }
    if (projector !== null) this.projector.value = projector;
  }

  #readdress(): void {
    const link = this.linkTo(this.spec.value);
    // Typing makes no history: going back leaves the page, as people expect.
    if (link !== location.hash) history.replaceState(history.state, '', link);
  }

  /** Shows a link's results and then does what `go` says, if they can be read. The compact page has no place for them. */
  async #openResults(results: string, go = (): void => undefined): Promise<void> {
    if (this.embedded) return go();
    const failed = { openResults: () => (this.notice.value = this.text.panels.failed) };
    (await withTexts(import('./panels/keep/open-results')).catch(() => failed)).openResults(this, results, go);
  }

  async #prepare(): Promise<void> {
    // A failure is in the engine's state, with a way to try again.
    if (this.#abort === undefined) await this.#session.prepare(this.spec.value.cores).catch(() => undefined);
  }

  /** Takes the engine for a run; `end` gives it back. */
  #begin(outer?: AbortSignal): { abort: AbortController; end(): void } {
    if (this.#abort !== undefined) throw new Error('a run is already going on; stop it first');
    const abort = new AbortController();
    this.#abort = abort;
    const stop = (): void => abort.abort();
    if (outer?.aborted === true) abort.abort();
    outer?.addEventListener('abort', stop);
    const end = (): void => {
      this.#abort = undefined;
      outer?.removeEventListener('abort', stop);
      // The visitor may have chosen other cores meanwhile.
      void this.#prepare();
    };
    return { abort, end };
  }

  async #compare(spec: RunSpec, { signal: outer, onProgress }: RunOptions): Promise<Report> {
    const { abort, end } = this.#begin(outer);
    this.progress.value = new Map();
    this.shown.value = spec;
    this.run.value = { kind: 'running', strategy: spec.strategies[0] ?? '', repeat: 0 };
    try {
      const outcome = await this.#session.run(spec, {
        signal: abort.signal,
        onFrame: (frame) => this.#tell((watcher) => watcher.begin(frame, spec)),
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

  #look(live: Live, onProgress: RunOptions['onProgress']): void {
    const { strategy, repeat, done, total, delivered } = live;
    const current = this.run.value;
    if (current.kind === 'running' && (current.strategy !== strategy || current.repeat !== repeat)) {
      this.run.value = { kind: 'running', strategy, repeat };
    }
    this.progress.value = new Map(this.progress.value).set(strategy, { repeat, done, total, delivered });
    this.#tell((watcher) => watcher.look(live));
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
    this.#tell((watcher) => watcher.end(report));
  }

  #tell(what: (watcher: Watcher) => void): void {
    for (const watcher of this.#watchers) what(watcher);
  }
}

/** What a link says of the page's look, and what can't be. */
function strange({ language }: Link): Problem[] {
  if (language === null || languageOf(language) !== undefined) return [];
  return [{ field: 'lang', given: language, allowed: `one of ${LANGUAGES.map(({ id }) => id).join(', ')}` }];
}

/** Edited fields as somebody would give them: parameters in an object of their own. */
function givenOf(wanted: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const isParam = (field: string): boolean => field.startsWith('params.');
  const entries = [...wanted];
  const params = entries.filter(([field]) => isParam(field)).map(([field, value]) => [field.slice('params.'.length), value]);
  const others = entries.filter(([field]) => !isParam(field));
  return { ...Object.fromEntries(others), ...(params.length > 0 && { params: Object.fromEntries(params) }) };
}
