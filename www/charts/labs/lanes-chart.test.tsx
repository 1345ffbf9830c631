// @vitest-environment happy-dom
// Tests of the lanes of a lab: a worker's tracks tell locks apart, and waiting isn't told by colour alone.
import { render } from 'preact';
import { expect, test } from 'vitest';
import type { LaneSpan } from '../../model/labs/pictures';
import { LanesChart } from './lanes-chart';

const SPANS: LaneSpan[] = [
  { kind: 'wait', fromMs: 0, toMs: 10, label: 0 },
  { kind: 'hold', fromMs: 10, toMs: null, label: 0 },
  { kind: 'wait', fromMs: 30, toMs: null, label: 1 },
];

interface Box {
  kind: string;
  top: number;
  bottom: number;
}

/** The bars of two workers that are at the same, the legend's left out. */
function drawn(tracks?: readonly number[]): { svg: Element; bars: Box[] } {
  const root = document.createElement('div');
  const told = { id: 'deadlock', title: 'Deadlock', text: 'What 2 workers did.', width: 600, endMs: 100, kinds: ['wait', 'hold'] as const };
  const names = { worker: (who: number) => `Worker ${who}`, kinds: { work: 'works', load: 'loads', wait: 'waits for', hold: 'holds' } };
  const lanes = [1, 2].map((who) => ({ who, spans: SPANS }));
  render(<LanesChart {...told} names={names} lanes={lanes} labelOf={({ label }) => 'AB'.charAt(label)} {...(tracks && { tracks })} />, root);
  const svg = root.querySelector('svg');
  if (svg === null) throw new Error('no chart was drawn');
  const bars = [...svg.querySelectorAll('.lab-span')].slice(2).map((bar) => {
    const top = Number(bar.getAttribute('y'));
    return { kind: bar.getAttribute('class') ?? '', top, bottom: top + Number(bar.getAttribute('height')) };
  });
  return { svg, bars };
}

const middle = ({ top, bottom }: Box): number => (top + bottom) / 2;

test('with tracks, what is waited for and held of one lock lies in one line, another lock’s below it, another worker’s below both', () => {
  const { svg, bars } = drawn([0, 1]);
  expect(bars).toHaveLength(6);
  const [wait, hold, other, next] = bars as [Box, Box, Box, Box];
  expect(middle(wait)).toBe(middle(hold));
  expect(other.top).toBeGreaterThan(hold.bottom);
  expect(next.top).toBeGreaterThan(other.bottom);
  expect(Number(svg.getAttribute('height'))).toBeGreaterThan(Math.max(...bars.map(({ bottom }) => bottom)));
  // The tracks are named once, not on every span.
  expect([...svg.querySelectorAll('text')].filter(({ textContent }) => textContent === 'A')).toHaveLength(2);
});

test('waiting is thinner than what is done', () => {
  const [wait, hold] = drawn([0, 1]).bars as [Box, Box];
  expect(wait.bottom - wait.top).toBeLessThan((hold.bottom - hold.top) / 2);
});

test('without tracks a worker is one row, and spans are named', () => {
  const { svg, bars } = drawn();
  expect(new Set(bars.map(middle)).size).toBe(2);
  expect(svg.querySelectorAll('.lab-span-label')).not.toHaveLength(0);
});
