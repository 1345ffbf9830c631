// Tests of a frame's height, of turns, and of frames that nobody sees: a height follows, and never goes round in circles; everyone
// has a turn, one at a time; of those out of view a few stay.
import { expect, test } from 'vitest';
import { MOST_SPARE, becomeSpare, leaveSpare } from './crowd';
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

test('of frames that nobody sees a few stay, those that were seen last, and those that are somebody’s', () => {
  const frames = Array.from({ length: MOST_SPARE + 3 }, (_, at) => ({ at }));
  const gone: number[] = [];
  const spare = (frame: { at: number }): void => becomeSpare(frame, () => gone.push(frame.at));
  for (const frame of frames.slice(0, MOST_SPARE)) spare(frame);
  expect(gone).toEqual([]);
  // The second is seen again, the third has somebody's work in it.
  spare(frames[1] ?? { at: -1 });
  leaveSpare(frames[2] ?? {});
  for (const frame of frames.slice(MOST_SPARE)) spare(frame);
  expect(gone).toEqual([0, 3]);
});
