// The compact page's side: tells the page around it how high it is and what came of a run, and does what that page asks for.

import { effect } from '@preact/signals';
import type { TakeTurn } from '../engine/turn';
import type { Report } from '../model/contract';
import { problemText } from '../model/spec';
import type { App } from '../views/app';
import { type FromFrame, type Trouble, readToFrame, sealed } from './protocol';

/** What a frame can do beside what views can. */
export interface FramedApp extends App {
  /** Sets up what a link says, and tells what of it makes no sense. */
  openLink(link: string): void;
}

/** The page around this one; undefined where there is none. */
function outer(): Window | undefined {
  return window.parent === window ? undefined : window.parent;
}

/** What somebody does who may leave something behind. The focus comes without any of the others by a screen reader. */
const TOUCHES = ['pointerdown', 'keydown', 'focusin', 'input', 'change'] as const;

/** The frame's talk with the page around it. */
export class Frame {
  /** The other's origin, from its `hello` on. Nothing but `ready` is said before: it may be anybody. */
  #to: string | undefined;
  #heightPx = 0;
  #isTouched = false;
  #grant: (() => void) | undefined;

  /** For `Session`: asks the page around for a turn, where the browser refuses locks. */
  readonly askForTurn: TakeTurn = (onWait, signal) =>
    new Promise((resolve, reject) => {
      const end = (): void => {
        this.#grant = undefined;
        this.#send({ type: 'endTurn' });
      };
      // A page without the element gives no turns.
      if (this.#to === undefined) return resolve(() => undefined);
      signal?.addEventListener('abort', () => {
        if (this.#grant === undefined) return;
        end();
        reject(signal.reason);
      });
      this.#grant = () => {
        this.#grant = undefined;
        resolve(end);
      };
      onWait();
      this.#send({ type: 'wantTurn' });
    });

  /** Begins, where there is a page around. */
  start(app: FramedApp): void {
    const parent = outer();
    if (parent === undefined) return;
    addEventListener('message', (event) => {
      if (event.source !== parent) return;
      const message = readToFrame(event.data);
      if (message === null) return;
      switch (message.type) {
        case 'hello':
          this.#begin(app, event.origin);
          break;
        case 'set':
          app.openLink(message.link);
          break;
        case 'theme':
          app.dress({ ...app.look.value, theme: message.theme });
          break;
        case 'run':
          this.#run(app);
          break;
        case 'stop':
          app.stop();
          break;
        case 'turn':
          this.#grant?.();
          break;
        default:
          message satisfies never;
      }
    });
    for (const kind of TOUCHES) addEventListener(kind, () => this.#touch(), { capture: true, passive: true });
    // Whoever it is learns that there is a frame, which they made.
    parent.postMessage(sealed({ type: 'ready' }), '*');
  }

  #begin(app: FramedApp, origin: string): void {
    const isFirst = this.#to === undefined;
    this.#to = origin === 'null' ? '*' : origin;
    if (!isFirst) return;
    // The frame is as high as its content, so a scroll bar would only take width.
    document.documentElement.dataset['fitted'] = '';
    const content = document.getElementById('app');
    if (content !== null) new ResizeObserver(() => this.#measure(content)).observe(content);
    this.#watch(app);
  }

  #measure(content: HTMLElement): void {
    const heightPx = Math.ceil(content.getBoundingClientRect().height);
    if (heightPx === this.#heightPx) return;
    this.#heightPx = heightPx;
    this.#send({ type: 'height', heightPx });
  }

  /** Tells of everything that changes from now on, and of what is there already. */
  #watch({ engine, notes, report, run }: FramedApp): void {
    this.#send({ type: 'touched', isTouched: this.#isTouched });
    effect(() => {
      if (run.value.kind !== 'empty') this.#touch();
    });
    effect(() => {
      for (const problem of notes.value) this.#fail({ code: 'setting', message: problemText(problem), field: problem.field });
    });
    effect(() => {
      if (report.value !== null) this.#send({ type: 'report', report: plain(report.value) });
    });
    effect(() => {
      if (run.value.kind === 'failed') this.#fail({ code: 'run', message: run.value.message });
      if (run.value.kind === 'stopped') this.#send({ type: 'stopped' });
    });
    effect(() => {
      const trouble = troubleOf(engine.value);
      if (trouble !== null) this.#fail(trouble);
    });
  }

  #run({ engine, problems, start }: FramedApp): void {
    const [problem] = problems.value.values();
    const trouble: Trouble | null =
      troubleOf(engine.value) ?? (problem === undefined ? null : { code: 'run', message: problemText(problem) });
    if (trouble === null) start();
    else this.#fail(trouble);
  }

  /** The page around may let go of a frame that nobody sees; of this one no more. */
  #touch(): void {
    if (this.#isTouched) return;
    this.#isTouched = true;
    this.#send({ type: 'touched', isTouched: true });
  }

  #fail(trouble: Trouble): void {
    this.#send({ type: 'error', trouble });
  }

  #send(message: FromFrame): void {
    if (this.#to !== undefined) outer()?.postMessage(sealed(message), this.#to);
  }
}

function troubleOf(engine: FramedApp['engine']['value']): Trouble | null {
  switch (engine.kind) {
    case 'unavailable':
      return { code: 'engine', message: `${engine.missing}; ${engine.remedy}` };
    case 'failed':
      return { code: 'engine', message: engine.message };
    default:
      return null;
  }
}

/** As plain data: what is made only when it is asked for, and arrays of bytes, become arrays. */
function plain(report: Report): Report {
  const results = report.results.map((result) => ({
    ...result,
    output: result.output.map((value) => (value instanceof Uint8Array || value instanceof Uint16Array ? Array.from(value) : value)),
  }));
  return { ...report, results };
}
