// Comparisons as CSV: a row for each run, with what it ran and where. Lines and quotes as RFC 4180 has them, points in numbers. Pure.

import type { Catalog } from '../contract';
import type { Summary } from '../kept';
import { taskOf } from '../spec';

type Cell = string | number | boolean;

/** The file. Several comparisons share their columns; parameters that a task lacks are empty. */
export function csvOf(summaries: readonly Summary[], catalog: Catalog): string {
  const tasks = new Set(summaries.map(({ spec }) => spec.task));
  const params = [...new Set([...tasks].flatMap((task) => taskOf(catalog, task).params.map(({ name }) => name)))];
  const rows: Cell[][] = [[
    'strategy', 'run', 'wallMs', 'startupMs', 'firstResultMs',
    'task', ...params.map((name) => `param.${name}`),
    'items', 'cores', 'variant', 'chunksize', 'schedule', 'spawn', 'seed', 'digest',
    'browser', 'platform', 'machineCores', 'timerResolutionMs', 'gil', 'switchIntervalMs', 'processes', 'maxtasksperchild',
  ]];
  for (const { spec, machine, chunksize, results } of summaries) {
    const before = [spec.task, ...params.map((name) => spec.params[name] ?? '')];
    const setup = [...before, spec.items, spec.cores, spec.variant, chunksize, spec.schedule, spec.spawn, spec.seed];
    const where = [machine.browser, machine.platform, machine.cores, machine.timerResolutionMs];
    // Later than the others, and so behind them.
    const later = [spec.gil, spec.switchIntervalMs, spec.processes, spec.maxtasksperchild ?? ''];
    for (const { strategy, samples, digest } of results) {
      for (const [place, { wallMs, startupMs, firstResultMs }] of samples.entries()) {
        rows.push([strategy, place + 1, wallMs, startupMs, firstResultMs, ...setup, digest, ...where, ...later]);
      }
    }
  }
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: Cell): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  // A spreadsheet would take such text for a formula, and text may come from anybody's link.
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
