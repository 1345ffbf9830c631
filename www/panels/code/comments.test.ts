// The sources' comments in other languages: every one has its translation, no translation is left over, and the code stays as it is.

import { describe, expect, it } from 'vitest';
import data from '../../generated/catalog.json';
import { LANGUAGES } from '../../locales/languages';
import { sourceTextsIn } from '../../locales/source-texts';
import { columnsOf } from '../../model/columns';
import { translated } from './comments';
import { type Language, type Source, loadSources } from './sources';

const WRITTEN = ['python', 'rust'] as const satisfies readonly Language[];

/** All that programs are made from: the tasks' own code and its parts. */
async function sourcesIn(language: Language, spoken: string): Promise<Source[]> {
  const texts = await sourceTextsIn(spoken);
  const all = await Promise.all(data.tasks.map(({ id }) => loadSources(id, language, texts)));
  return all.flatMap(({ task, parts }) => [task, ...Object.values(parts)]);
}

/** Comments and docstrings of a source, each in one line. */
function commentsOf(code: string, language: Language): string[] {
  const found: string[] = [];
  translated(code, language, (comment) => void found.push(comment));
  return found;
}

describe('a translation', () => {
  const upper = (code: string, language: Language): string => translated(code, language, (english) => (english.includes('kept') ? undefined : `《${english.toUpperCase()}》`));

  it('takes the place of a comment, however many lines that has', () => {
    expect(upper('# one,\n# two\nx = 1\n    # three\n    # kept\n    y = 2', 'python')).toBe('# 《ONE, TWO》\nx = 1\n    # three\n    # kept\n    y = 2');
    expect(upper('/// one,\n/// two\n// three\nlet x = 1;\n    // four', 'rust')).toBe('/// 《ONE, TWO》\n// 《THREE》\nlet x = 1;\n    // 《FOUR》');
  });

  it('stays behind the code that it is about', () => {
    expect(upper('x = 1  # one\nif x:  # two\n    y = "#"  # kept', 'python')).toBe('x = 1  # 《ONE》\nif x:  # 《TWO》\n    y = "#"  # kept');
    expect(upper('let x = 1; // one\n    f(); // kept', 'rust')).toBe('let x = 1; // 《ONE》\n    f(); // kept');
  });

  it('takes the place of a docstring, and of no other text in quotes', () => {
    expect(upper('def f():\n    """one\n    two."""\n    return """three\n"""', 'python')).toBe('def f():\n    """《ONE TWO.》"""\n    return """three\n"""');
    expect(upper('WORDS = """\n    one\n""".split()\n\ndef f():\n    """two"""', 'python')).toBe('WORDS = """\n    one\n""".split()\n\ndef f():\n    """《TWO》"""');
  });

  it('is wrapped where it is too long for a line', () => {
    const long = translated('    # one\n    x', 'python', () => '一二三四五六七八九十'.repeat(6));
    expect(long.split('\n').map(columnsOf)).toEqual([88, 44, 5]);
    expect(long.replaceAll(/[\s#x]/g, '')).toBe('一二三四五六七八九十'.repeat(6));
  });
});

const others = LANGUAGES.filter(({ id }) => id !== 'en');

describe.each(others.map(({ id }) => id))('%s', (id) => {
  it('has a translation of every comment and docstring, and none that is left over', async () => {
    const all = await Promise.all(WRITTEN.map(async (language) => (await sourcesIn(language, 'en')).flatMap(({ body }) => commentsOf(body, language))));
    expect(new Set(all.flat()).size).toBeGreaterThan(80);
    expect(Object.keys(await sourceTextsIn(id)).toSorted()).toEqual([...new Set(all.flat())].toSorted());
  });

  it.each(WRITTEN)('shows each whole, in lines of at most 100 columns, in %s', async (language) => {
    const packed = (text: string): string => text.replaceAll(' ', '');
    const known = new Set(Object.values(await sourceTextsIn(id)).map(packed));
    for (const { body } of await sourcesIn(language, id)) {
      for (const comment of commentsOf(body, language)) expect(known).toContain(packed(comment));
      for (const line of body.split('\n')) if (/\p{Script=Han}/u.test(line)) expect(columnsOf(line), line).toBeLessThanOrEqual(100);
    }
  });
});
