// Tests of a frame's height and of turns: it follows, and never goes round in circles; everyone has a turn, one at a time.
import { expect, test } from 'vitest';
import { Fit } from './fit';
import { endTurn, wantTurn } from './turns';

test('a frame is as high as what is in it, within bounds', () => {
  const fit = new Fit();
  expect(fit.next(612.2, 0)).toBe(613);
  expect(fit.next(613, 10)).toBeNull();
  expect(fit.next(1_000_000, 20)).toBe(10_000);
  expect(fit.next(0, 30)).toBe(40);
});

test('two heights that take turns end at the larger one', () => {
  const fit = new Fit();
  const given = Array.from({ length: 100 }, (_, at) => fit.next(at % 2 === 0 ? 500 : 540, at * 16));
  const last = given.findLastIndex((height) => height !== null);
  expect(last).toBeLessThan(10);
  expect(given[last]).toBe(540);
});

test('somebody who folds and unfolds is no circle', () => {
  const fit = new Fit();
  for (let at = 0; at < 20; at += 1) expect(fit.next(at % 2 === 0 ? 500 : 900, at * 450)).not.toBeNull();
});

test('turns go round one at a time, and those who leave are passed over', () => {
  const [first, second, third] = [{}, {}, {}];
  const had: string[] = [];
  wantTurn(first, () => had.push('first'));
  wantTurn(second, () => had.push('second'));
  wantTurn(third, () => had.push('third'));
  expect(had).toEqual(['first']);
  endTurn(second);
  expect(had).toEqual(['first']);
  endTurn(first);
  expect(had).toEqual(['first', 'third']);
  endTurn(third);
  endTurn(third);
  wantTurn(first, () => had.push('again'));
  expect(had).toEqual(['first', 'third', 'again']);
  endTurn(first);
});
