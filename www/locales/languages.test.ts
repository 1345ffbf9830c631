// Tests of the list of languages: which one a browser gets, and that switching brings everybody's texts along.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { duration, grouped, percent } from '../model/units';
import { LANGUAGES, type LanguageId, bestFor } from './languages';
import { accompany, speak, spoken, withTexts } from './spoken';

afterEach(() => vi.restoreAllMocks());

beforeEach(async () => {
  await speak('en');
});

test.each([
  [['zh-CN', 'en'], 'zh-CN'],
  [['zh'], 'zh-CN'],
  [['zh-Hans-SG', 'en-US'], 'zh-CN'],
  [['zh-TW'], 'zh-CN'],
  [['de-DE', 'zh-CN', 'en'], 'zh-CN'],
  [['en-US', 'zh-CN'], 'en'],
  [['fr'], 'en'],
  [['EN-gb'], 'en'],
  [[], 'en'],
])('%j gets %s', (wanted, expected) => {
  expect(bestFor(wanted)).toBe(expected);
});

test('a language comes with its numbers', async () => {
  expect([percent(0.41), duration(1240), grouped(1_000_000)]).toEqual(['41 %', '1.24 s', '1,000,000']);
  await speak('zh-CN');
  expect([percent(0.41), duration(1240), grouped(1_000_000)]).toEqual(['41%', '1.24 s', '1,000,000']);
});

test('the later wish counts, whichever is loaded first', async () => {
  await Promise.all([speak('zh-CN'), speak('en')]);
  expect(spoken.value.id).toBe('en');
});

test('texts that come along are in the language that is spoken, at every moment', async () => {
  await speak('zh-CN');
  let put = '';
  accompany(async (id) => () => {
    put = id;
  });
  await withTexts(Promise.resolve());
  expect(put).toBe('zh-CN');
  await speak('en');
  expect([put, spoken.value.id]).toEqual(['en', 'en']);
});

test('texts that come along while a language is on its way are in that one, too', async () => {
  let letGo = (): void => undefined;
  const page = await LANGUAGES[1].page();
  vi.spyOn(LANGUAGES[1], 'page').mockImplementation(() => new Promise((resolve) => (letGo = () => resolve(page))));
  const speaking = speak('zh-CN');
  let put = '';
  accompany(async (id) => () => {
    put = id;
  });
  await withTexts(Promise.resolve());
  expect([put, spoken.value.id]).toEqual(['en', 'en']);
  vi.restoreAllMocks();
  letGo();
  expect(await speaking).toBe(true);
  expect([put, spoken.value.id]).toEqual(['zh-CN', 'zh-CN']);
});

test('a language that can’t be loaded isn’t spoken', async () => {
  let isBroken = false;
  accompany(async () => {
    if (isBroken) throw new Error('offline');
    return () => undefined;
  });
  isBroken = true;
  expect(await speak('zh-CN')).toBe(false);
  expect(spoken.value.id).toBe('en');
  isBroken = false;
  expect(await speak('zh-CN')).toBe(true);
});

test('texts that could not be loaded are asked for again with the next module', async () => {
  await speak('zh-CN');
  let isBroken = true;
  let put = '';
  await accompany(async (id) => {
    if (isBroken) throw new Error('offline');
    return () => void (put = id);
  });
  expect(put).toBe('');
  isBroken = false;
  await withTexts(Promise.resolve());
  expect(put).toBe('zh-CN');
});

describe('the first language', () => {
  const missing = async (): Promise<never> => {
    throw new Error('offline');
  };
  /** A page that speaks nothing yet, and can't load these. */
  async function fresh(...broken: LanguageId[]): Promise<typeof import('./spoken')> {
    vi.resetModules();
    const { LANGUAGES: own } = await import('./languages');
    for (const language of own) if (broken.includes(language.id)) vi.spyOn(language, 'page').mockImplementation(missing);
    return import('./spoken');
  }

  test.each<[wanted: LanguageId, broken: LanguageId[], expected: LanguageId]>([
    ['en', [], 'en'],
    ['zh-CN', [], 'zh-CN'],
    ['en', ['en'], 'zh-CN'],
    ['zh-CN', ['zh-CN'], 'en'],
  ])('where %s is wanted and %j can’t be loaded is %s', async (wanted, broken, expected) => {
    const page = await fresh(...broken);
    expect(() => page.spoken.value).toThrow('no language is spoken yet');
    await page.speakFirst(wanted);
    expect(page.spoken.value.id).toBe(expected);
  });

  test('is an error where there is none', async () => {
    const page = await fresh('en', 'zh-CN');
    await expect(page.speakFirst('zh-CN')).rejects.toThrow('no language could be loaded');
  });
});
