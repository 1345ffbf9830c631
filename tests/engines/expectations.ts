// What each engine can do, by the way in which the page is opened: the one list that the tests hold the engines to.

export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof ENGINES)[number];

/** As people know them; WebKit is tested as WebKitGTK. */
export const NAMES: Readonly<Record<Engine, string>> = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' };

export const WAYS = ['headers', 'bare', 'blog', 'sandbox', 'classic'] as const;
export type Way = (typeof WAYS)[number];

export const WAY_NAMES: Readonly<Record<Way, string>> = {
  headers: 'in a tab, from a host that sends the two headers',
  bare: 'in a tab, from a host without any, under a sub-path',
  blog: 'in a frame on another site’s page, no headers anywhere',
  sandbox: 'in a frame with `sandbox="allow-scripts"` on another site’s page, from a host that lets everybody load scripts',
  classic: 'in such a frame, from a host without any headers',
};

/** What runs: all strategies, or those that need no shared memory. */
export type Mode = 'shared' | 'private';

export interface Opened {
  mode: Mode;
  /** How often the page had to load anew on its first visit. */
  reloads: number;
}

const SHARED: Opened = { mode: 'shared', reloads: 0 };
const RELOADED: Opened = { mode: 'shared', reloads: 1 };
const PRIVATE: Opened = { mode: 'private', reloads: 0 };

export const EXPECTED: Readonly<Record<Way, Readonly<Record<Engine, Opened>>>> = {
  headers: { chromium: SHARED, firefox: SHARED, webkit: SHARED },
  bare: { chromium: RELOADED, firefox: RELOADED, webkit: RELOADED },
  blog: { chromium: RELOADED, firefox: PRIVATE, webkit: PRIVATE },
  sandbox: { chromium: PRIVATE, firefox: PRIVATE, webkit: PRIVATE },
  classic: { chromium: PRIVATE, firefox: PRIVATE, webkit: PRIVATE },
};

/** A host without headers, in a Firefox that is set otherwise than usual. */
export const FIREFOX_SETTINGS: readonly { name: string; settings: Readonly<Record<string, boolean>>; opened: Opened }[] = [
  { name: 'in private windows', settings: { 'browser.privatebrowsing.autostart': true }, opened: RELOADED },
  { name: 'without service workers', settings: { 'dom.serviceWorkers.enabled': false }, opened: PRIVATE },
];

/** What opens and runs when the page was opened once before and its server is gone, whatever that sent. */
export const OFFLINE: Readonly<Record<Engine, Opened>> = { chromium: SHARED, firefox: SHARED, webkit: SHARED };
