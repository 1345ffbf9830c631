// Tests of the list of languages: which one a browser gets, and that switching brings everybody's texts along.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { duration, grouped, percent } from '../model/units';
import { LANGUAGES, bestFor } from './languages';
import { accompany, speak, speakFirst, spoken, withTexts } from './spoken';

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

test('the first language is any that can be loaded', async () => {
  const [english, chinese] = LANGUAGES;
  const missing = async (): Promise<never> => {
    throw new Error('offline');
  };
  const noEnglish = vi.spyOn(english, 'page').mockImplementation(missing);
  await speakFirst('en');
  expect(spoken.value.id).toBe('zh-CN');
  noEnglish.mockRestore();
  const noChinese = vi.spyOn(chinese, 'page').mockImplementation(missing);
  await speakFirst('zh-CN');
  expect(spoken.value.id).toBe('en');
  vi.spyOn(english, 'page').mockImplementation(missing);
  expect(noChinese).toHaveBeenCalledOnce();
  await expect(speakFirst('zh-CN')).rejects.toThrow('no language could be loaded');
});
