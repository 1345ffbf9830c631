// The labs as Python programs, run by the machine's python3: whatever is broken or mended, they show what they say.

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import data from '../../www/generated/labs.json';
import type { LabMeta } from '../../www/generated/LabMeta';
import { type Setting, defaultsOf } from '../../www/model/labs/settings';
import { labs as labTexts } from '../../www/locales/en/labs';
import { programOf } from '../../www/panels/labs/programs';
import { FOLDER } from './support';

const labs = data as unknown as LabMeta[];
const python = process.env['PYTHON'] ?? 'python3';

/** Small enough to be over soon; what the lab shows stays. */
const QUICK: Readonly<Record<string, Record<string, Setting>>> = {
  lost_updates: { increments: 20_000 },
  interleaving: { pause_ms: 20 },
  bounded_queue: { items: 12, producer_ms: 1, consumer_ms: 5 },
  ping_pong: { trips: 50 },
  service: { tasks: 8, task_ms: 5 },
  initializer: { size: 1_000_000, items: 5 },
  errors: { item_ms: 20, items: 6, timeout_ms: 10 },
  deadlock: { rounds: 3, hold_ms: 5 },
  manager_cost: { updates: 100 },
  stress: {},
};

/** Two workers that start far apart come to a deadlock as well, where each has its locks for long enough. */
const SLOW: Readonly<Record<string, Record<string, Setting>>> = { 'deadlock opposite': { rounds: 20, hold_ms: 200 } };

/** What each prints, by its first setting. Programs that never end are ended, and must have printed this much. */
const PRINTS: Readonly<Record<string, Readonly<Record<string, { text: RegExp; isEndless?: true }>>>> = {
  lost_updates: {
    raw: { text: /^40000 increments, the counter says \d+$/m },
    value: { text: /^40000 increments, the counter says \d+$/m },
    get_lock: { text: /says 40000$/m },
    lock: { text: /says 40000$/m },
    atomic: { text: /says 40000$/m },
  },
  // Under the lock: all of one, then all of the other, whichever begins.
  interleaving: { true: { text: /^(1\n2\n3\n4\n5\n6\n9\n12|3\n6\n9\n12\n15\n18\n19\n20)\n/ }, false: { text: /^\d+\n/ } },
  bounded_queue: { 1: { text: /^0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n$/ } },
  ping_pong: { pipe: { text: /^half of 50 trips took at most \d+ us$/m }, queue: { text: /^half of 50 trips took at most \d+ us$/m } },
  service: { terminate: { text: /^7 49$/m }, sentinel: { text: /^7 49$/m }, nothing: { text: /^7 49$/m, isEndless: true } },
  // Published: 78,498 primes below a million.
  initializer: { item: { text: /^78498 primes$/m }, initializer: { text: /^78498 primes$/m } },
  // Callbacks run in a thread of their own: it prints between the words of the other's lines.
  errors: { true: { text: /ZeroDivisionError\('division by zero'\)/ }, false: { text: /^(?![^]*ZeroDivisionError)[^]*12\.0/ } },
  deadlock: { opposite: { text: /^$/, isEndless: true }, same: { text: /^through\nthrough\n$/ }, timeout: { text: /^through\nthrough\n$/ } },
  stress: { 500: { text: /^Lock: 0 updates lost\nRLock: 0 updates lost\nSemaphore\(1\): 0 updates lost\nBoundedSemaphore\(1\): 0 updates lost\n$/ } },
  manager_cost: { each: { text: /^Manager: 200 counted/m }, once: { text: /^Value: 200 counted/m } },
};

/** Long enough for workers to start and to come to where they wait for ever. */
const ENDLESS_MS = 4_000;

/** Runs it and says what it printed and whether it ended by itself; one that shall not end is ended, with its workers. */
function run(name: string, text: string, isEndless: boolean): Promise<{ stdout: string; hasEnded: boolean }> {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, name);
  writeFileSync(file, text);
  return new Promise((resolve, reject) => {
    // A group of its own: its workers end with it.
    const child = spawn(python, [file], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    const end = (): void => void (child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'));
    const timer = isEndless ? setTimeout(end, ENDLESS_MS) : undefined;
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => (stdout += piece));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ stdout, hasEnded: code === 0 });
    });
  });
}

describe.each(labs.map((lab): [string, LabMeta] => [lab.id, lab]))('%s', (id, lab) => {
  const [first] = lab.settings;
  const cases = Object.entries(PRINTS[id] ?? {});

  it('has a program for every choice of what breaks and mends it', () => {
    const options = first?.kind.type === 'choice' ? first.kind.options : first?.kind.type === 'flag' ? ['true', 'false'] : [id === 'stress' ? '500' : '1'];
    expect(cases.map(([choice]) => choice).sort()).toEqual([...options].sort());
  });

  it.concurrent.each(cases)('%s', async (choice, { text, isEndless = false }) => {
    const value = choice === 'true' ? true : choice === 'false' ? false : /^\d+$/.test(choice) ? Number(choice) : choice;
    const settings = { ...defaultsOf(lab), ...QUICK[id], ...SLOW[`${id} ${choice}`], [first?.name ?? '']: value };
    const program = programOf(id, settings, labTexts.notes);
    const { stdout, hasEnded } = await run(`lab-${id}-${choice}.py`, program, isEndless);
    expect(stdout).toMatch(text);
    expect(hasEnded).toBe(!isEndless);
  });
});
