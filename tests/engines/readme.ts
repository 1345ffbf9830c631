// The README's table of engines: made from what the tests saw.
import { readFileSync, writeFileSync } from 'node:fs';
import { ENGINES, type Engine, NAMES, type Opened, WAYS, WAY_NAMES, type Way } from './expectations.ts';

const README = new URL('../../README.md', import.meta.url);
const BEGIN = '<!-- engines: written by `cargo xtask test --only engines --write` -->\n';
const END = '<!-- /engines -->';

/** What was seen; an engine that isn't here was not. */
export type Seen = Partial<Record<Engine, Partial<Record<Way, Opened>>>>;

/** One cell of the table. */
export function cellOf({ mode, reloads }: Opened): string {
  const words = { shared: 'shared memory', private: 'private memory' }[mode];
  return reloads === 0 ? words : `${words}, after ${reloads === 1 ? 'one reload' : `${reloads} reloads`}`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** As often as this each kind of load is tried before the README says so. */
const LEAST_CYCLES = 20;

/** The block as text; `cycles`: how often each kind of load was tried. */
export function blockOf(seen: Seen, cycles: number): string {
  const words = `First visits, reloads, and visits where service workers are refused came out as expected ${cycles} times out of ${cycles} in each engine.`;
  return `${tableOf(seen)}\n${words}\n`;
}

/** Whether every engine was seen, opened in every way. */
export function isWhole(seen: Seen): boolean {
  return ENGINES.every((engine) => WAYS.every((way) => seen[engine]?.[way] !== undefined));
}

function tableOf(seen: Seen): string {
  const cells = (way: Way): string[] =>
    ENGINES.map((engine) => {
      const opened = seen[engine]?.[way];
      if (opened === undefined) throw new Error(`${NAMES[engine]} was not seen ${WAY_NAMES[way]}: the table needs all engines`);
      return cellOf(opened);
    });
  const head = rowOf(['the page is opened', ...ENGINES.map((engine) => NAMES[engine])]) + rowOf(['---', ...ENGINES.map(() => '---')]);
  return head + WAYS.map((way) => rowOf([WAY_NAMES[way], ...cells(way)])).join('');
}

/** The README's cell for an engine and a way, if it has one. */
export function readmeCell(engine: Engine, way: Way): string | undefined {
  const rows = split().table.split('\n').map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const column = rows[0]?.indexOf(NAMES[engine]) ?? -1;
  return rows.find(([name]) => name === WAY_NAMES[way])?.[column];
}

/** The README's block, and how often it says that each kind of load was tried. */
export function readmeBlock(): { text: string; cycles: number } {
  const { table } = split();
  return { text: table, cycles: Number(/(\d+) times out of/.exec(table)?.[1] ?? 0) };
}

/** Writes what was seen into the README. */
export function writeReadme(seen: Seen, cycles: number): void {
  if (cycles < LEAST_CYCLES) throw new Error(`RELOAD_CYCLES: ${cycles} was given, ${LEAST_CYCLES} or more is needed to write the README`);
  const { before, after } = split();
  writeFileSync(README, before + blockOf(seen, cycles) + after);
}

function split(): { before: string; table: string; after: string } {
  const text = readFileSync(README, 'utf8');
  const begin = text.indexOf(BEGIN) + BEGIN.length;
  const end = text.indexOf(END, begin);
  if (begin < BEGIN.length || end < 0) throw new Error('README.md has no place for the table of engines');
  return { before: text.slice(0, begin), table: text.slice(begin, end), after: text.slice(end) };
}
