// The Python programs, run by the machine's python3: every task with multiprocessing, every call with every target, one in Chinese.

import { describe, expect, it } from 'vitest';
import { DUMMY } from '../../www/panels/code/targets/dummy';
import { FUTURES } from '../../www/panels/code/targets/futures';
import { MULTIPROCESSING } from '../../www/panels/code/targets/multiprocessing';
import { type Language, type Small, make, printed, run, smallOnes, withoutNames, write } from './support';
import type { Target } from '../../www/panels/code/program';

const python = process.env['PYTHON'] ?? 'python3';

async function check(target: Target, { name, spec, expected }: Small, language: Language = 'en'): Promise<void> {
  const program = await make(target, spec, language);
  const folder = write(program, `${target.id} ${name}`);
  const stdout = await run(python, ['-W', 'error', program.files[0]!.name], folder);
  expect(withoutNames(printed(stdout), spec.task)).toEqual(withoutNames(expected, spec.task));
}

const small = smallOnes();

describe.each([MULTIPROCESSING, DUMMY, FUTURES])('$title', (target) => {
  it.concurrent.each(small.map((one): [string, Small] => [one.name, one]))('%s', (_, one) => check(target, one));

  it.concurrent.each([2, 1000])('chunks of %i', async (chunksize) => {
    const one = small.find(({ spec }) => spec.task === 'primes')!;
    for (const variant of ['map', 'imap_unordered'] as const) {
      await check(target, { ...one, name: `${one.name} ${variant} ${chunksize}`, spec: { ...one.spec, variant, chunksize } });
    }
  });
});

it('what is said in another language is no part of the program', async () => {
  const one = small.find(({ spec }) => spec.task === 'topic_model')!;
  await check(MULTIPROCESSING, { ...one, name: `${one.name}, zh-CN` }, 'zh-CN');
});
