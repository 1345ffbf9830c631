// Every message between a page and the frame in it. Tagged unions, one for each direction, and their readers.
//
// Both ends take a message only from the window that it has to come from (www/embed/element.ts, www/embed/frame.ts); what comes in
// another shape, or in another version, is nobody's business here and is ignored.

import type { Report } from '../model/contract';
import { THEMES, type Theme } from '../model/look';

/** The version is the mark by which a message is known for one of these. */
const MARK = 'poolPlayground';
const VERSION = 1;
/** Letters that a link may have. */
const LONGEST_LINK = 20_000;

/** Page to frame. */
export type ToFrame =
  /** The page hears the frame, and its origin is known from now on. */
  | { type: 'hello' }
  /** Set up what the link says. */
  | { type: 'set'; link: string }
  | { type: 'theme'; theme: Theme }
  | { type: 'run' }
  | { type: 'stop' }
  /** The turn that the frame asked for. */
  | { type: 'turn' };

/** Frame to page. `ready` comes first and is the only one before the page's `hello`. */
export type FromFrame =
  | { type: 'ready' }
  /** Whether something of somebody's is in the frame: a run, a setting, the focus. Told at first, and when it begins. */
  | { type: 'touched'; isTouched: boolean }
  | { type: 'height'; heightPx: number }
  | { type: 'report'; report: Report }
  | { type: 'error'; trouble: Trouble }
  /** A run was stopped. */
  | { type: 'stopped' }
  /** The frame wants to run, where the browser has no locks to ask. */
  | { type: 'wantTurn' }
  | { type: 'endTurn' };

/** What went wrong in a frame, or was set up wrong. */
export interface Trouble {
  /** `setting`: an attribute makes no sense; `engine`: nothing can run; `run`: a run failed; `load`: the frame didn't answer. */
  code: (typeof CODES)[number];
  message: string;
  /** Of a setting: its name in the spec. */
  field?: string;
}

const CODES = ['setting', 'engine', 'run', 'load'] as const;

/** A message as it is sent. */
export function sealed(message: ToFrame | FromFrame): Record<string, unknown> {
  return { ...message, [MARK]: VERSION };
}

/** A message to the frame; null if it is none. */
export function readToFrame(data: unknown): ToFrame | null {
  const message = opened(data);
  switch (message?.['type']) {
    case 'hello':
    case 'run':
    case 'stop':
    case 'turn':
      return { type: message['type'] };
    case 'set': {
      const { link } = message;
      return typeof link === 'string' && link.length <= LONGEST_LINK ? { type: 'set', link } : null;
    }
    case 'theme': {
      const theme = THEMES.find((name) => name === message['theme']);
      return theme === undefined ? null : { type: 'theme', theme };
    }
    default:
      return null;
  }
}

/** A message from the frame; null if it is none. */
export function readFromFrame(data: unknown): FromFrame | null {
  const message = opened(data);
  switch (message?.['type']) {
    case 'ready':
    case 'stopped':
    case 'wantTurn':
    case 'endTurn':
      return { type: message['type'] };
    case 'touched': {
      const { isTouched } = message;
      return typeof isTouched === 'boolean' ? { type: 'touched', isTouched } : null;
    }
    case 'height': {
      const { heightPx } = message;
      return typeof heightPx === 'number' && heightPx >= 0 && heightPx < Infinity ? { type: 'height', heightPx } : null;
    }
    case 'report': {
      const report = asObject(message['report']);
      // The frame's own page made it, whose types these are.
      return Array.isArray(report?.['results']) ? { type: 'report', report: message['report'] as Report } : null;
    }
    case 'error':
      return readError(message['trouble']);
    default:
      return null;
  }
}

function readError(data: unknown): FromFrame | null {
  const trouble = asObject(data);
  const { message, field } = trouble ?? {};
  const code = CODES.find((known) => known === trouble?.['code']);
  if (code === undefined || typeof message !== 'string' || !(field === undefined || typeof field === 'string')) return null;
  return { type: 'error', trouble: { code, message, ...(field !== undefined && { field }) } };
}

function opened(data: unknown): Record<string, unknown> | null {
  const message = asObject(data);
  return message !== null && Object.hasOwn(message, MARK) && message[MARK] === VERSION ? message : null;
}

function asObject(data: unknown): Record<string, unknown> | null {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : null;
}
