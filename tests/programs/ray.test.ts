// The Ray programs: every task, between them every call, on one Ray that all of them share.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RAY } from '../../www/panels/code/targets/ray';
import { FOLDER, type Small, make, printed, run, smallOnes, withoutNames, write } from './support';

/** A Python that has Ray; the step `programs` says so where there is none. */
const python = process.env['RAY_PYTHON'];
const secret = join(FOLDER, 'ray-token');
/** A Ray admits only those who know its token. This one's is made for it, and nothing is written to anybody's home. */
const env: Record<string, string> = { RAY_AUTH_MODE: 'token', RAY_AUTH_TOKEN_PATH: secret, RAY_USAGE_STATS_ENABLED: '0' };
let host: ChildProcess | undefined;

/** The first line that says where it is. */
async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.startsWith('address ')) return line.slice('address '.length);
  }
  throw new Error('Ray did not start');
}

describe.skipIf(python === undefined)(RAY.title, () => {
  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(secret, randomBytes(32).toString('hex'), { mode: 0o600 });
    host = spawn(python!, [join(import.meta.dirname, 'ray_host.py')], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'ignore'] });
    env['RAY_ADDRESS'] = await addressOf(host);
  });
  // It ends with its input.
  afterAll(async () => {
    if (host === undefined || host.exitCode !== null) return;
    const ended = new Promise((resolve) => host!.once('exit', resolve));
    host.stdin!.end();
    await ended;
  });

  it.each(smallOnes().map((one): [string, Small] => [one.name, one]))('%s', async (name, { spec, expected }) => {
    const program = await make(RAY, spec);
    const folder = write(program, `ray ${name}`);
    const stdout = await run(python!, [program.files[0]!.name], folder, env);
    expect(withoutNames(printed(stdout), spec.task)).toEqual(withoutNames(expected, spec.task));
  });
});
