// What the timeline shows: which runs, which window of time, what is pointed at.

import { type ReadonlySignal, type Signal, computed, signal } from '@preact/signals';
import type { What } from '../../charts/timeline/point';
import type { Live } from '../../engine/live';
import { type Stretch, type Timeline, endOf, timelineOf } from '../../model/timeline';
import { LiveTimeline } from '../../model/timeline-live';
import { isWhole, whole } from '../../model/timeline-view';
import { type Evidence, type Trace, traceOf } from '../../model/trace';
import type { App } from '../../views/app';
import { titleOf } from '../../views/words';

/** A strategy with the run that is shown of it. */
export interface Group {
  strategy: string;
  title: string;
  /** Null where there is none, or none yet. */
  timeline: Timeline | null;
  /** Grows right now. */
  isLive: boolean;
}

/** What is pointed at, by whichever means. */
export interface Pointed {
  strategy: string;
  /** Place of the row in the layout. */
  row: number;
  what: What;
  by: 'pointer' | 'keyboard';
}

/** Time axes that grow: the next of these times a power of ten. */
const STEPS = [1, 1.5, 2, 3, 5, 7.5, 10];

/** The state of the panel while it is open. */
export class TimelineState {
  /** Which run is shown of each strategy; null: its median run. */
  readonly repeat: Signal<number | null> = signal(null);
  /** The window of time; null: everything. */
  readonly zoom: Signal<Stretch | null> = signal(null);
  readonly pointed: Signal<Pointed | null> = signal(null);
  /** Grows whenever something new was seen of a run that is on. */
  readonly looks = signal(0);
  readonly groups: ReadonlySignal<readonly Group[]>;
  readonly endMs: ReadonlySignal<number>;
  readonly view: ReadonlySignal<Stretch>;
  /** What a sentence elsewhere wants to have seen, as far as it was kept. */
  readonly focus: ReadonlySignal<Evidence | null>;
  readonly isLive: ReadonlySignal<boolean>;
  readonly #live = new Map<string, LiveTimeline>();
  readonly #timelines = new WeakMap<Trace, Timeline>();
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
    this.isLive = computed(() => {
      const { kind } = app.run.value;
      // What a comparison that was stopped got to see stays, unless there is something whole.
      const isCut = (kind === 'stopped' || kind === 'failed') && app.outcome.value === null;
      return kind === 'running' || kind === 'stopping' || isCut;
    });
    this.groups = computed(() => (this.isLive.value ? this.#growing() : this.#recorded()));
    this.endMs = computed(() => {
      const ends = this.groups.value.map(({ timeline }) => (timeline === null ? 0 : endOf(timeline)));
      if (!this.isLive.value) return Math.max(0.01, ...ends);
      void this.looks.value;
      const most = Math.max(1, ...[...this.#live.values()].map(({ wallMs }) => wallMs));
      const power = 10 ** Math.floor(Math.log10(most));
      return (STEPS.find((step) => step * power >= most) ?? 10) * power;
    });
    this.view = computed(() => this.zoom.value ?? whole(this.endMs.value));
    this.focus = computed(() => {
      const { outcome, focus } = app;
      if (focus.value === null || outcome.value === null || this.isLive.value) return null;
      return traceOf(outcome.value, focus.value.strategy, focus.value.repeat) === undefined ? null : focus.value;
    });
  }

  /** Shows a window of time; one that holds everything stays so. */
  look(view: Stretch): void {
    this.zoom.value = isWhole(view, this.endMs.value) ? null : view;
  }

  /** The group of a strategy. */
  group(strategy: string): Group | undefined {
    return this.groups.value.find((group) => group.strategy === strategy);
  }

  /** Takes what is new of a run that is on. */
  take(live: Live): void {
    let own = this.#live.get(live.strategy);
    if (own === undefined) this.#live.set(live.strategy, (own = new LiveTimeline(live.strategy)));
    own.take(live);
    this.looks.value += 1;
  }

  /** A comparison begins. */
  begin(): void {
    this.#live.clear();
    this.reset();
    this.looks.value += 1;
  }

  /** Everything, and nothing pointed at. */
  reset(): void {
    this.zoom.value = null;
    this.pointed.value = null;
    this.repeat.value = null;
  }

  #growing(): Group[] {
    // Another strategy's turn makes another group grow.
    const { run, shown } = this.#app;
    const active = run.value.kind === 'running' ? run.value.strategy : '';
    void this.looks.value;
    return shown.value.strategies.map((strategy) => ({
      strategy,
      title: titleOf(this.#app, strategy),
      timeline: this.#live.get(strategy) ?? null,
      isLive: strategy === active,
    }));
  }

  #recorded(): Group[] {
    const outcome = this.#app.outcome.value;
    if (outcome === null) return [];
    return outcome.report.results.map(({ strategy }) => {
      const trace = traceOf(outcome, strategy, this.repeat.value ?? undefined);
      return { strategy, title: titleOf(this.#app, strategy), timeline: trace === undefined ? null : this.#made(trace), isLive: false };
    });
  }

  #made(trace: Trace): Timeline {
    const known = this.#timelines.get(trace) ?? timelineOf(trace);
    this.#timelines.set(trace, known);
    return known;
  }
}
