// What the views know: the state they draw and what a visitor can do. Made by www/controller.ts.

import type { ReadonlySignal, Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { EngineState } from '../engine/session';
import type { Live } from '../engine/live';
import type { Settings as LabSettings } from '../engine/labs/protocol';
import type { LabResult } from '../engine/labs/session';
import type { Catalog, Frame, Report, RunSpec } from '../model/contract';
import type { Kept } from '../model/kept';
import type { Seen } from '../model/labs/happening';
import type { Look } from '../model/look';
import type { Mode } from '../model/mode';
import type { Problem } from '../model/spec';
import type { Evidence, Outcome } from '../model/trace';
import type { Texts } from '../locales/en';
import type { LanguageId } from '../locales/languages';

/** How the page stands between Run and the results. */
export type RunState =
  | { kind: 'empty' }
  | { kind: 'running'; strategy: string; repeat: number }
  /** Another frame or tab runs; this run begins when that one ends. */
  | { kind: 'waiting' }
  /** A series of comparisons for a curve: `step` of `steps`. */
  | { kind: 'sweeping'; step: number; steps: number }
  /** An experiment of the labs, on workers of its own. */
  | { kind: 'lab' }
  | { kind: 'stopping' }
  | { kind: 'stopped' }
  | { kind: 'failed'; message: string }
  | { kind: 'finished' };

/** Something was asked for and isn't over. */
export const isUnderway = ({ kind }: RunState): boolean => ['running', 'waiting', 'stopping', 'sweeping', 'lab'].includes(kind);

/** A strategy's progress in the comparison that is on. */
export interface Progressed {
  repeat: number;
  done: number;
  total: number;
  delivered: number;
}

/** Watches a run from within a view: pictures are painted, not rendered. */
export interface Watcher {
  /** A comparison begins; `frame` is its picture's geometry. */
  begin(frame: Frame | null, spec: RunSpec): void;
  /** Now and then, and at the end of each run. */
  look(live: Live): void;
  /** The comparison is done. */
  end(report: Report): void;
}

/** State and actions. */
export interface App {
  catalog: Catalog;
  machineCores: number;
  /** The compact page, in a frame on somebody's own page. */
  embedded: boolean;
  /** The page's texts and, above, the catalogue, in the language that is spoken: read them where they are shown. */
  text: Texts;
  language: ReadonlySignal<LanguageId>;
  /** Large type, for a room. */
  projector: ReadonlySignal<boolean>;
  /** What is set up, and what the link says. */
  spec: ReadonlySignal<RunSpec>;
  /** The same as it runs here: other strategies may stand in for those that can't be had. */
  runs: ReadonlySignal<RunSpec>;
  /** How workers can work here; `null` until that is known. */
  mode: ReadonlySignal<Mode | null>;
  /** Settings that make no sense, by field; the spec keeps its last good value there. */
  problems: ReadonlySignal<ReadonlyMap<string, Problem>>;
  /** How the page is: locked settings, controls, theme, language, type. */
  look: ReadonlySignal<Look>;
  /** What of the link made no sense. */
  notes: Signal<readonly Problem[]>;
  engine: ReadonlySignal<EngineState>;
  run: ReadonlySignal<RunState>;
  progress: ReadonlySignal<ReadonlyMap<string, Progressed>>;
  /** The last comparison's report; it stays until the next one is done. */
  report: ReadonlySignal<Report | null>;
  /** The same report with what was recorded. */
  outcome: ReadonlySignal<Outcome | null>;
  /** The spec of the comparison that is on or was last. */
  shown: ReadonlySignal<RunSpec>;
  /** Comparisons beside the visitor's own: imported ones, and kept ones that were added. */
  overlay: Signal<readonly Kept[]>;
  /** A message about the link as a whole; empty where there is none. */
  notice: Signal<string>;
  /** Which panel is open. */
  panel: Signal<string>;
  /** A link has named a lab, and nobody has done anything since: it is to be brought into view. */
  awaitsLab: Signal<boolean>;
  /** What the timeline shall show; it stays until something else is shown. */
  focus: Signal<Evidence | null>;
  /** Opens the timeline at the evidence. */
  show(evidence: Evidence): void;
  /**
   * Runs a series of comparisons, as for a curve, without touching the page's own results; Run becomes Stop meanwhile. Hands over
   * each outcome as it comes. Rejects with an `AbortError` when stopped (`stop`), with the error of the first that fails, and at once
   * while something else runs.
   */
  sweep(specs: readonly RunSpec[], onOutcome: (outcome: Outcome, step: number) => void): Promise<void>;
  /**
   * Makes an experiment of the labs; Run becomes Stop meanwhile. Hands over what has happened so far, now and then. Stopped (`stop`, or by
   * its limit), it has a result, too; rejects with what kept it from being made, and at once while something else runs.
   */
  lab(id: string, settings: LabSettings, limitMs: number, onLook: (seen: Seen) => void): Promise<LabResult>;
  /** Changes the language, for this visit and the next; resolves when it is spoken, or can't be loaded. */
  speak(id: LanguageId): Promise<void>;
  project(isOn: boolean): void;
  /** The link to a setup, seen as the page is seen now, or otherwise. */
  linkTo(spec: RunSpec, otherwise?: Partial<Look>): string;
  /** Sets something up; does nothing where the settings are locked. */
  edit(field: string, value: unknown): void;
  /** Another look for the page. */
  dress(look: Look): void;
  reset(): void;
  start(): void;
  stop(): void;
  retry(): void;
  /** A new version of the page is there, and waits. */
  newVersion: ReadonlySignal<boolean>;
  /** Loads it. */
  takeNewVersion(): void;
  /** Tells a watcher of what happens from now on, and first of what has happened of the comparison that is on or was last. */
  watch(watcher: Watcher): () => void;
}

const context = createContext<App | null>(null);

/** Gives the app to everything below. */
export const AppProvider = context.Provider;

/** The app, in a view. */
export function useApp(): App {
  const app = useContext(context);
  if (app === null) throw new Error('a view was rendered without the app');
  return app;
}
