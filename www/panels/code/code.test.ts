// The generator: every task for every target with every call is a complete program. tests/programs executes them.

import { describe, expect, it } from 'vitest';
import data from '../../generated/catalog.json';
import english from '../../generated/words.json';
import { type BareCatalog, catalogIn } from '../../locales/catalog';
import { code as text } from '../../locales/en/code';
import { code as chinese } from '../../locales/zh-CN/code';
import { words } from '../../locales/zh-CN/words';
import type { Catalog, RunSpec } from '../../model/contract';
import { withTask } from '../../model/spec';
import { programOf } from './make';
import { notesOf } from './notes';
import { type Target, WIDTH, experimentOf, grouped, wrapped } from './program';
import { RESULTS, printedOf } from './results';
import { type Language, loadSources, writtenIn } from './sources';
import { TARGETS } from './targets/index';

const bareCatalog = data as unknown as BareCatalog;
const catalog = catalogIn(english, bareCatalog);
const ids = catalog.tasks.map(({ id }) => id).toSorted();

function specOf(task: string, changed: Partial<RunSpec> = {}): RunSpec {
  const meta = catalog.tasks.find(({ id }) => id === task)!;
  return { ...withTask({ ...catalog.default, cores: 3, seed: 7 }, meta), ...changed };
}

async function textOf(target: Target, spec: RunSpec): Promise<string> {
  return (await programOf(target, experimentOf(spec, catalog, text), 'en')).files[0]!.text;
}

describe('sources', () => {
  it.each<Language>(['python', 'rust'])('every task of the catalogue is written in %s', (language) => {
    expect(writtenIn(language).toSorted()).toEqual(ids);
  });

  it('every task has a kind of results', () => {
    expect(Object.keys(RESULTS).toSorted()).toEqual(ids);
  });

  it.each(catalog.tasks.flatMap((task) => (['python', 'rust'] as const).map((language) => ({ task, language, name: `${task.id} in ${language}` }))))(
    '$name begins with the constants of a first visit',
    async ({ task, language }) => {
      const { constants, body } = (await loadSources(task.id, language, {})).task;
      const expected = ['ITEMS', ...(constants.some(({ name }) => name === 'SEED') ? ['SEED'] : []), ...task.params.map(({ name }) => name.toUpperCase())];
      expect(constants.map(({ name }) => name)).toEqual(expected);
      const number = (value: string): unknown => JSON.parse(value.replaceAll('_', ''));
      const defaults = task.params.map(({ kind }) => kind.default);
      expect(constants.slice(-defaults.length || constants.length).map(({ value }) => number(value))).toEqual(defaults);
      expect(number(constants[0]!.value)).toBe(task.items);
      expect(body).toMatch(language === 'python' ? new RegExp(`^def ${task.id}\\(item`, 'm') : new RegExp(`^fn ${task.id}\\(_?item: u32`, 'm'));
    },
  );
});

describe.each(TARGETS.map((target): [string, Target] => [target.id, target]))('%s', (_, target) => {
  it.each(ids)('%s, every call', async (task) => {
    for (const { id } of catalog.variants) {
      const program = await textOf(target, specOf(task, { variant: id as RunSpec['variant'], chunksize: 77 }));
      expect(program).not.toMatch(/undefined|NaN|\[object|TASK|\$\{/);
      expect(program).toContain(target.language === 'python' ? 'if __name__ == "__main__":\n    main()' : 'fn main() {');
      expect(program).toMatch(/^(const )?(PROCESSES|THREADS)(: usize)? = 3;?$/m);
      const uses = program.match(/CHUNKSIZE/g)?.length ?? 0;
      // Defined once, used once or more; or not there at all.
      expect(uses).not.toBe(1);
      if (uses > 0) expect(program).toMatch(/CHUNKSIZE(: usize)? = 77/);
      expect(program.endsWith('\n') && !program.endsWith('\n\n')).toBe(true);
      expect(program).not.toMatch(/[ \t]+$/m);
    }
  });

  it('has the chosen parameters and says what nobody chose', async () => {
    const program = await textOf(target, specOf('primes', { variant: 'map', chunksize: null, items: 1_000_0, params: { span: 12345 } }));
    expect(program).toMatch(/ITEMS(: u32)? = 10_000/);
    expect(program).toMatch(/SPAN(: u32)? = 12_345/);
    expect(program).toMatch(/CHUNKSIZE(: usize)? = 834;? +(#|\/\/) map's default/);
  });
});

describe('notes', () => {
  it('each has a text that some experiment shows', () => {
    const shown = TARGETS.flatMap(({ id }) =>
      ids.flatMap((task) =>
        catalog.variants.flatMap((variant) =>
          catalog.schedules.flatMap(({ id: schedule }) => notesOf(id, experimentOf(specOf(task, { variant: variant.id as RunSpec['variant'], schedule, chunksize: 5 }), catalog, text))),
        ),
      ),
    );
    expect([...new Set(shown)].toSorted()).toEqual(Object.keys(text.notes).toSorted());
  });

  it('stand at the top of the program', async () => {
    const program = await textOf(TARGETS.find(({ id }) => id === 'dummy')!, specOf('primes'));
    expect(program.replaceAll(/\s+/g, ' ')).toContain(text.notes.lock);
  });
});

describe('words', () => {
  it('wraps at blanks', () => {
    const lines = wrapped('a'.repeat(50).replaceAll('aaaaa', 'aaaa '), 12);
    expect(lines.every((line) => line.length <= 12)).toBe(true);
    expect(WIDTH).toBeGreaterThan(60);
  });

  it('breaks lines of a script without spaces between letters, never before their punctuation', () => {
    const lines = wrapped('各种组合互不相干：串行要一天一夜的工作，可以由 workers 平分。', 12, '  ');
    expect(lines).toEqual(['各种组合互不', '  相干：串行', '  要一天一夜', '  的工作，可', '  以由', '  workers 平', '  分。']);
    expect(lines.map((line) => line.trim()).join('').replaceAll(' ', '')).toBe('各种组合互不相干：串行要一天一夜的工作，可以由workers平分。');
  });

  it('groups as both languages allow', () => {
    expect([5000, 20_000, 1_234_567].map(grouped)).toEqual(['5000', '20_000', '1_234_567']);
  });

  it('shows the first results as the programs do', () => {
    expect(printedOf('number', [0, 1, 4, 9, 16, 25]).first).toBe('first results: 0 1 4 9 16');
    expect(printedOf('counts', [Uint16Array.of(1, 2)]).first).toBe('first numbers: 1 2');
    expect(printedOf('said', ['a - hello 0']).checksum).toBe(printedOf('said', ['b - hello 0']).checksum);
  });
});

describe('in another language', () => {
  const inChinese = catalogIn(words, bareCatalog);
  /** Comments, docstrings and the text at a program's head. */
  const SAID = { python: /(?:(?<=:\n) *|(?<![^]))"""[^]*?"""\n| *# .*$/gm, rust: / *\/\/[/!]?( .*)?$/gm } as const;
  const bare = (program: string, language: Language): string => program.replaceAll(SAID[language], '').replaceAll(/\n+/g, '\n').trim();
  /** Their lines, without commands, signs and quotes. */
  const linesSaid = (program: string, language: Language): string[] =>
    (program.match(SAID[language]) ?? [])
      .flatMap((said) => said.split('\n'))
      .filter((line) => !/^(\/\/! )? {4}(pip|python3|cargo) /.test(line))
      .map((line) => line.replaceAll(/^ *(#|\/\/[/!]?|""")|"""$/g, '').trim())
      .filter((line) => line !== '');

  it.each(TARGETS.map((target): [string, Target] => [target.id, target]))('%s: only words for people differ', async (_, target) => {
    for (const task of ids) {
      for (const { id } of catalog.variants) {
        const spec = specOf(task, { variant: id as RunSpec['variant'] });
        const program = (await programOf(target, experimentOf(spec, inChinese, chinese), 'zh-CN')).files[0]!.text;
        expect(program).not.toMatch(/undefined|\[object/);
        expect(program.split('\n')[0]).toMatch(/\p{Script=Han}/u);
        expect(bare(program, target.language)).toBe(bare(await textOf(target, spec), target.language));
        // A text in quotes that begins a line and isn't said is a task's list of words.
        expect(bare(program, target.language)).not.toMatch(/^ *(# |\/\/|"""(?!\.split))/m);
        const said = linesSaid(program, target.language);
        expect(said.length).toBeGreaterThan(5);
        expect(said.filter((line) => !/\p{Script=Han}/u.test(line) || /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(line))).toEqual([]);
      }
    }
  });
});
