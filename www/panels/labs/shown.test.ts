// Tests that what the page shows of a lab is what the lab has: the trials under stress, by name and in order.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TRIALS } from './shown';

test('the trials are the lab’s', () => {
  const source = readFileSync(new URL('../../../src/labs/stress/mod.rs', import.meta.url), 'utf8');
  expect([...source.matchAll(/Trial \{ name: "([^"]+)", make: \w+::/g)].map(([, name]) => name)).toEqual([...TRIALS]);
});
