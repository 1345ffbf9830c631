// Milestones: quarters of something long, and nothing of something short.
import { expect, test } from 'vitest';
import { APART_MS, Milestones } from './milestones';

/** What is said of a work that goes on evenly for so long, looked at four times a second. */
function said(lengthMs: number): number[] {
  const milestones = new Milestones(1_000);
  const looks = Array.from({ length: lengthMs / 250 }, (_, look) => milestones.at((250 * look) / lengthMs, 1_000 + 250 * look));
  return [...new Set(looks)];
}

test('each quarter of a long work is said', () => {
  expect(said(10 * APART_MS)).toEqual([0, 1, 2, 3]);
});

test('of a shorter one what comes soon after the last word is left out', () => {
  expect(said(2 * APART_MS)).toEqual([0, 2]);
  expect(said(0.9 * APART_MS)).toEqual([0]);
});

test('it never goes back', () => {
  const milestones = new Milestones(0);
  expect(milestones.at(0.6, APART_MS)).toBe(2);
  expect(milestones.at(0.1, 3 * APART_MS)).toBe(2);
});
