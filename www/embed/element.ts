// The element `<pool-playground>`: a frame with the compact page, loaded when it is seen, as high as what is in it. Of many
// frames, those in which nothing was done go when they are long out of view, and come again.
//
// It knows nothing of tasks and settings: attributes go to the frame as a link, and the frame tells what makes no sense.

import { element as english } from '../locales/en/element';
import { element as chinese } from '../locales/zh-CN/element';
import type { Report } from '../model/contract';
import { THEMES } from '../model/look';
import { linkFrom } from './address';
import { becomeSpare, leaveSpare } from './crowd';
import { Fit } from './fit';
import { NAME } from './name';
import { type FromFrame, type ToFrame, type Trouble, readFromFrame, sealed } from './protocol';
import { ALLOW, frameAddress } from './snippet';
import { TONE_CSS, toneOf, watchTone } from './tone';
import { endTurn, wantTurn } from './turns';

// The room for a frame that isn't there yet: without it, all of a page's elements would be in view at once.
const CSS = `:host{display:block;position:relative}:host([hidden]){display:none}
.room,iframe{display:block;width:100%;height:35rem;border:0;border-radius:10px;color-scheme:normal}${TONE_CSS}`;

/** A frame that has loaded and said nothing for so long isn't ours, or was refused. */
const PATIENCE_MS = 15_000;

/** In the language of the page around an element, by its tongue. */
const TEXTS: Readonly<Record<string, typeof english>> = { en: english, zh: chinese };

function textsAround(element: Element): typeof english {
  const tag = element.closest('[lang]')?.getAttribute('lang') ?? '';
  return TEXTS[tag.toLowerCase().split('-')[0] ?? ''] ?? english;
}

interface Waiting {
  resolve(report: Report): void;
  reject(error: Error): void;
}

/** Makes the element known; `page` is the playground's address. */
export function define(page: URL): void {
  if (customElements.get(NAME) !== undefined) return;
  customElements.define(
    NAME,
    class extends PoolPlayground {
      protected readonly page = page;
    },
  );
}

/** The element. Events: `ready`, `report` (detail: the report), `error` (detail: what went wrong). */
export abstract class PoolPlayground extends HTMLElement {
  protected abstract readonly page: URL;
  /** The last comparison's report. */
  report: Report | null = null;
  readonly #root = this.attachShadow({ mode: 'open' });
  #fit = new Fit();
  readonly #seen = new IntersectionObserver((entries) => {
    this.#isSeen = entries.at(-1)?.isIntersecting === true;
    if (entries.some(({ isIntersecting }) => isIntersecting)) this.#load();
    this.#spare();
  });
  readonly #changes = new MutationObserver(() => this.#update());
  #frame: HTMLIFrameElement | undefined;
  #isSeen = false;
  #isReady = false;
  /** The page knows that the element is ready, whatever frames come and go. */
  #isKnown = false;
  /** The frame says that nobody's work is in it. One of an older version says nothing, and stays. */
  #isUntouched = false;
  /** What was said of settings: a frame that comes again says it again. */
  readonly #refused = new Set<string>();
  /** What the frame was last told. */
  #link = '';
  #theme = '';
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** Who asked for a run that isn't done. */
  #waiting: Waiting[] = [];

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback(): void {
    this.#fit = new Fit();
    this.#root.replaceChildren(this.#room());
    this.#seen.observe(this);
    this.#changes.observe(this, { attributes: true });
    addEventListener('message', this.#onMessage);
  }

  /** The frame goes, and the browser ends its workers. */
  disconnectedCallback(): void {
    this.#seen.disconnect();
    this.#changes.disconnect();
    removeEventListener('message', this.#onMessage);
    this.#drop();
    this.#isSeen = false;
    this.#refused.clear();
    this.#isKnown = false;
    this.#root.replaceChildren();
    this.#settle(({ reject }) => reject(stopped('the element was removed')));
  }

  /** A move by `moveBefore` leaves the frame alive. */
  connectedMoveCallback(): void {}

  /** Starts a comparison as if Run was pressed, seen or not. */
  run(): Promise<Report> {
    if (!this.isConnected) return Promise.reject(new Error('the element is in no page'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      leaveSpare(this);
      if (this.#isReady) this.#send({ type: 'run' });
      else this.#load();
    });
  }

  /** Stops the comparison that is on. */
  stop(): void {
    this.#settle(({ reject }) => reject(stopped()));
    if (this.#isReady) this.#send({ type: 'stop' });
  }

  #load(): void {
    if (this.#frame !== undefined) return;
    const frame = document.createElement('iframe');
    frame.allow = ALLOW;
    frame.title = this.title || textsAround(this).title;
    if (this.#link !== this.#wanted()) this.#refused.clear();
    this.#link = this.#wanted();
    this.#theme = this.#tone();
    frame.src = frameAddress(linkFrom(this.attributes, this.#theme), this.page);
    frame.addEventListener('load', () => {
      if (!this.#isReady) this.#patience ??= setTimeout(() => this.#giveUp(), PATIENCE_MS);
    });
    if (this.#fit.heightPx > 0) frame.style.height = `${this.#fit.heightPx}px`;
    this.#frame = frame;
    this.#root.replaceChildren(watchTone(() => this.#update()), frame);
  }

  /** The room that a frame takes, or took before it went. */
  #room(): HTMLElement {
    const room = document.createElement('div');
    room.className = 'room';
    if (this.#fit.heightPx > 0) room.style.height = `${this.#fit.heightPx}px`;
    return room;
  }

  /** Out of view and untouched, the frame may go; it comes again when it is seen, as the attributes say. */
  #spare(): void {
    leaveSpare(this);
    if (this.#isSeen || !this.#isUntouched || this.#waiting.length > 0) return;
    becomeSpare(this, () => {
      // The focus makes no event here when it goes into a frame of another site.
      if (this.#root.activeElement !== null) return;
      this.#drop();
      this.#root.replaceChildren(this.#room());
    });
  }

  /** The frame is no more, and nothing of it is waited for. */
  #drop(): void {
    leaveSpare(this);
    clearTimeout(this.#patience);
    this.#patience = undefined;
    endTurn(this);
    this.#frame = undefined;
    this.#isReady = false;
    this.#isUntouched = false;
  }

  /** What the link is without the theme, which the page changes more often than authors change the rest. */
  #wanted(): string {
    return linkFrom(this.attributes, '');
  }

  /** The attribute as it is, right or wrong, or what the page looks like. */
  #tone(): string {
    const theme = this.getAttribute('theme') ?? 'auto';
    return theme === 'auto' ? toneOf(this) : theme;
  }

  #update(): void {
    if (this.#frame !== undefined) this.#frame.title = this.title || textsAround(this).title;
    if (!this.#isReady) return;
    const [link, theme] = [this.#wanted(), this.#tone()];
    if (link !== this.#link) this.#refused.clear();
    if (link !== this.#link) this.#send({ type: 'set', link: linkFrom(this.attributes, theme) });
    else if (theme !== this.#theme) this.#send({ type: 'theme', theme: THEMES.find((name) => name === theme) ?? 'auto' });
    this.#link = link;
    this.#theme = theme;
  }

  readonly #onMessage = (event: MessageEvent): void => {
    const frame = this.#frame;
    // In an opaque sandbox the frame has no origin either.
    const isOurs = event.origin === this.page.origin || (event.origin === 'null' && origin === 'null');
    if (frame === undefined || event.source === null || event.source !== frame.contentWindow || !isOurs) return;
    const message = readFromFrame(event.data);
    if (message !== null) this.#receive(message, frame);
  };

  #receive(message: FromFrame, frame: HTMLIFrameElement): void {
    switch (message.type) {
      case 'ready':
        this.#begin();
        break;
      case 'touched':
        this.#isUntouched = !message.isTouched;
        this.#spare();
        break;
      case 'height':
        this.#resize(message.heightPx, frame);
        break;
      case 'report':
        this.report = message.report;
        this.#tell('report', message.report);
        this.#settle(({ resolve }) => resolve(message.report));
        break;
      case 'error':
        this.#fail(message.trouble);
        break;
      case 'stopped':
        this.#settle(({ reject }) => reject(stopped()));
        break;
      case 'wantTurn':
        wantTurn(this, () => this.#send({ type: 'turn' }));
        break;
      case 'endTurn':
        endTurn(this);
        break;
      default:
        message satisfies never;
    }
  }

  /** The frame hears. It may begin anew: after a reload of its own it has its address, which it keeps in step. */
  #begin(): void {
    clearTimeout(this.#patience);
    const isFirst = !this.#isKnown;
    this.#isKnown = true;
    this.#isReady = true;
    endTurn(this);
    this.#send({ type: 'hello' });
    this.#update();
    if (isFirst) this.#tell('ready', null);
    if (this.#waiting.length > 0) this.#send({ type: 'run' });
  }

  #resize(heightPx: number, frame: HTMLIFrameElement): void {
    const next = this.#fit.next(heightPx, performance.now());
    if (next !== null) frame.style.height = `${next}px`;
  }

  #send(message: ToFrame): void {
    // An opaque frame can't be named. What it is told is what the page's own markup says.
    this.#frame?.contentWindow?.postMessage(sealed(message), origin === 'null' ? '*' : this.page.origin);
  }

  /** Something went wrong; a setting that makes no sense still lets the rest run. */
  #fail(trouble: Trouble): void {
    const isSetting = trouble.code === 'setting';
    if (isSetting && this.#refused.has(trouble.message)) return;
    if (isSetting) this.#refused.add(trouble.message);
    this.#tell('error', trouble);
    if (!isSetting) this.#settle(({ reject }) => reject(new Error(trouble.message)));
  }

  /** No frame: a page may refuse others', and a network may be down. */
  #giveUp(): void {
    const link = document.createElement('a');
    link.href = new URL(linkFrom(this.attributes, 'auto'), this.page).href;
    link.textContent = textsAround(this).instead;
    link.target = '_blank';
    link.rel = 'noopener';
    // Once is enough: it is not tried again whenever somebody comes by.
    this.#seen.disconnect();
    this.#root.replaceChildren(link);
    this.#drop();
    this.#fail({ code: 'load', message: `nothing answered at ${this.page.href}` });
  }

  #settle(how: (waiting: Waiting) => void): void {
    for (const waiting of this.#waiting.splice(0)) how(waiting);
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function stopped(why = 'the run was stopped'): DOMException {
  return new DOMException(why, 'AbortError');
}
