// English texts of the panel `keep`: keeping, sharing, comparing with others, exporting.

import type { Difference } from '../../model/kept';
import { date, duration, ratio } from '../../model/units';

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** Settings by the names that the page's controls have. */
const settings: Record<Difference, string> = {
  task: 'task',
  params: 'parameters',
  items: 'items',
  seed: 'seed',
  cores: 'workers',
  variant: 'call',
  chunksize: 'chunk size',
  schedule: 'schedule',
  spawn: 'threads of threaded',
  gil: 'global lock',
  switchIntervalMs: 'switch interval',
  processes: 'processes',
  maxtasksperchild: 'chunks a process',
};

export const keep = {
  /** What a comparison is called until somebody calls it something else. */
  autoName: (task: string, cores: number, variant: string): string => `${task}, ${count(cores, 'worker', 'workers')}, ${variant}`,
  machine: (browser: string, platform: string, cores: number): string =>
    `${browser === 'unknown' ? 'An unknown browser' : browser}${platform === 'unknown' ? '' : ` on ${platform}`}, ${count(cores, 'core', 'cores')}`,
  day: (atS: number): string => date(1_000 * atS),
  moment: (atS: number): string => date(1_000 * atS, true),
  headline: (strategy: string, speedup: number): string => `${strategy} ${ratio(speedup)}× as fast as serial`,
  headlineWithoutSerial: 'without serial to compare with',

  opened: (machine: string, day: string): string =>
    `This link brings somebody’s results along: ${machine}, ${day}. They are below, and yours beside them once you press Run.`,
  newer: 'The results in this link come from a newer version of this page. Reload the page, or ask for the link to the setup alone.',
  damaged: (why: string): string =>
    `The results in this link can’t be read: part of it is missing or was changed. Nothing else was changed.${why === '' ? '' : ` (${why})`}`,

  copy: { copy: 'Copy', copied: 'Copied', failed: 'Please copy it from the field' },

  share: {
    title: 'Share',
    setup: 'Link to this setup',
    setupHint: 'Opens the page with the settings as they are now.',
    lock: 'Lock the settings in it',
    results: 'Link with the results',
    resultsHint:
      'Also carries the last comparison’s times: others see them beside their own. It holds the setup, the times, digests and warnings, the name, the date, and of this machine its browser, its system, the number of cores and the clock’s step. Nothing is sent anywhere.',
    resultsNone: 'After a run there is a link here that carries its results.',
    resultsUnsupported: 'This browser can’t compress: there is no link with results here.',
    name: 'Name in it, for others to see',
    making: 'Making the link …',
    send: 'Send …',
  },

  embed: {
    title: 'Embed',
    hint: 'Puts this experiment, as it is set up now, into a page of your own. Readers run it on their machines.',
    kind: 'As',
    kinds: { element: 'an element, with a script', frame: 'a plain frame, without scripts' },
    kindHints: {
      element: 'Loads when it is seen, is as high as its content, and follows the page’s theme.',
      frame: 'For sites that take no scripts. Its height is fixed: what is longer scrolls.',
    },
    controls: 'Readers can set',
    controlsNames: { none: 'nothing', some: 'the essential', all: 'everything' },
    theme: 'Theme',
    themes: { auto: 'the page’s', light: 'light', dark: 'dark' },
    lock: 'Lock the settings: shown, but not to be changed',
    code: 'To paste into your page',
    preview: 'Preview',
    frameTitle: (task: string): string => `Pool Playground: ${task}`,
  },

  compare: {
    title: 'Compare with other machines',
    hint: 'Open links with results, or reports saved as JSON, beside your own.',
    paste: 'Links with results, one a line',
    add: 'Add to comparison',
    file: 'Add report files …',
    added: (name: string): string => `Added: ${name}`,
    there: (name: string): string => `Already there: ${name}`,
    tooMany: (most: number): string => `There is room for ${most} comparisons. Remove some first.`,
    noLink: (line: string): string => `“${line}” has no results in it.`,
    badLink: (why: string): string => `A link is damaged: part of it is missing or was changed.${why === '' ? '' : ` (${why})`}`,
    newerLink: 'A link comes from a newer version of this page. Reload the page to open it.',
    badFile: (name: string, why: string): string => `${name} is no report of this page.${why === '' ? '' : ` (${why})`}`,
    newerFile: (name: string): string => `${name} comes from a newer version of this page. Reload the page to open it.`,
    largeFile: (name: string, mb: number): string => `${name} is larger than ${mb} MB: no report of this page is.`,
    unreadFile: (name: string): string => `${name} could not be read.`,
  },

  beside: {
    title: 'Side by side',
    intro: (others: number): string => `Your last comparison beside ${count(others, 'other', 'others')}.`,
    introAlone: 'Press Run to see your own machine beside it.',
    own: 'Yours',
    ownLabel: (machine: string): string => `Yours: ${machine}`,
    label: (letter: string, what: string): string => `${letter}: ${what}`,
    from: (machine: string, experiment: string, day: string): string => [machine, experiment, day].filter((part) => part !== '').join(' · '),
    same: 'The same experiment as yours.',
    differs: (fields: readonly Difference[]): string => `Not the same experiment as yours. Different: ${fields.map((field) => settings[field]).join(', ')}.`,
    identical: 'It computed the same results as yours, bit for bit.',
    notIdentical: 'It computed other results than yours from the same inputs. That must not happen: please report it.',
    warnings: (number: number): string => `Read with care: ${count(number, 'warning', 'warnings')}`,
    setUp: 'Set up the same',
    remove: 'Remove',
    removeAll: 'Remove all',
    speedup: 'Speed-up by machine',
    speedupText: (rows: readonly { label: string; results: readonly { title: string; speedup: number }[] }[]): string =>
      rows.map(({ label, results }) => `${label}: ${results.map(({ title, speedup }) => `${title} ${ratio(speedup)}×`).join(', ')}`).join('; '),
    speedupHint: 'marks: serial’s median over each strategy’s; whiskers: 95 % intervals; dashed line: serial',
    runtime: 'Runtime by machine',
    runtimeText: (rows: readonly { label: string; results: readonly { title: string; medianMs: number }[] }[]): string =>
      rows.map(({ label, results }) => `${label}: ${results.map(({ title, medianMs }) => `${title} ${duration(medianMs)}`).join(', ')}`).join('; '),
    runtimeHint: 'bars: medians, yours filled, others in outline; lines: 95 % intervals',
    table: 'Machines in numbers',
    comparison: 'Comparison',
    csv: 'Save all as CSV',
  },

  save: {
    title: 'Save',
    none: 'After a run: its numbers as CSV and JSON, its recording as a trace file, its charts as pictures.',
    csv: 'CSV',
    csvHint: 'one row a run, for spreadsheets',
    json: 'JSON',
    jsonHint: 'the whole report with all results; can be opened here again',
    trace: 'Trace',
    traceHint: 'every worker’s spans; opens in Perfetto (ui.perfetto.dev)',
    traceNone: 'Nothing was recorded of the last comparison.',
    charts: 'Charts',
    chartsHint: 'Charts of the other tabs have these buttons below them.',
    timeline: (task: string): string => `Timeline of ${task}`,
    timelineText: (runs: readonly { title: string; repeat: number; wallMs: number; workers: number }[]): string =>
      runs.map(({ title, repeat, wallMs, workers }) => `${title}, run ${repeat}: ${count(workers, 'worker', 'workers')}, ${duration(wallMs)}`).join('; '),
    saveAs: (format: string): string => `Save as ${format}`,
    svg: 'SVG',
    png: 'PNG',
    chartAs: (title: string, format: string): string => `${title} as ${format}`,
    busy: 'Writing the file …',
    saved: (name: string): string => `Saved ${name}.`,
    failed: 'The file could not be written.',
  },

  trace: {
    process: (strategy: string, repeat: number): string => `${strategy}, run ${repeat}`,
    caller: 'Caller',
    worker: (place: number): string => `Worker ${place}`,
    call: 'call',
    waiting: 'waits for results',
    kinds: { startup: 'start-up', chunk: 'chunk', wait: 'item waits', copy: 'copying', gil: 'waits for the GIL' },
  },

  kept: {
    title: 'Kept on this device',
    none: 'Each comparison that you run is kept here, the last 20 of them, on this device alone.',
    hint: (most: number): string => `Your last ${most} comparisons, on this device alone.`,
    refused: 'This browser refuses to keep anything for this page, so these go when you leave it.',
    full: 'The browser’s storage for this page is full, so the latest go when you leave it.',
    unreadable: (number: number): string => `${count(number, 'kept comparison is', 'kept comparisons are')} damaged and can’t be shown.`,
    setUp: 'Set up again',
    compare: 'Add to comparison',
    compared: 'In the comparison',
    link: 'Copy results link',
    linkCopied: 'Link copied',
    linkField: 'Link with these results',
    rename: 'Rename',
    name: 'New name',
    save: 'Save',
    cancel: 'Cancel',
    remove: 'Remove',
    removeAll: 'Remove all',
    removed: (name: string): string => `Removed “${name}”.`,
    removedAll: (number: number): string => `Removed ${count(number, 'comparison', 'comparisons')}.`,
    undo: 'Undo',
  },
};
