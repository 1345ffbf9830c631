// Tests of the way from attributes to the frame's link, and through its reader: names are the link's, and nothing becomes more than a value.
import { describe, expect, test } from 'vitest';
import { base, catalog } from '../model/arbitraries';
import { linkOf, readLink } from '../model/link';
import { linkFrom } from './address';
import { HOSTILE } from './hostile.fixture';

const of = (attributes: Record<string, string>, theme = 'light'): string =>
  linkFrom(Object.entries(attributes).map(([name, value]) => ({ name, value })), theme);

describe('attributes', () => {
  test('are the link’s fields', () => {
    const link = of({ task: 'primes', 'p.span': '500', cores: '4', switchintervalms: '2', strategies: 'serial,pooled', controls: 'some' });
    expect(readLink(link, catalog, base)).toMatchObject({
      spec: { task: 'primes', params: { span: 500 }, cores: 4, switchIntervalMs: 2, strategies: ['serial', 'pooled'] },
      look: { controls: 'some', theme: 'light', lock: false },
      problems: [],
    });
  });

  test('without a value switch something on', () => {
    expect(readLink(of({ lock: '', gil: '', run: '' }), catalog, base)).toMatchObject({
      spec: { gil: true },
      look: { lock: true },
      run: true,
      problems: [],
    });
  });

  test('that are HTML’s own, or a framework’s, are not settings', () => {
    const link = of({ id: 'a', class: 'wide', style: 'x', title: 'T', 'data-x': '1', 'aria-label': 'x', onclick: 'hacked()', '_ngcontent-abc': '', '@click': 'x', ':task': 'x' });
    expect(link).toBe('#v=1&theme=light');
  });

  test('that nobody knows are told by the frame', () => {
    const link = readLink(of({ core: '4', 'p.spam': '1' }), catalog, base);
    expect(link?.problems.map(({ field }) => field)).toEqual(['core', 'params.spam']);
  });

  test.each(HOSTILE)('stay values: %j', (value) => {
    for (const name of ['task', 'cores', 'p.width', 'lock', 'controls', 'run']) {
      const link = of({ [name]: value });
      expect(link).toMatch(/^#v=1&[\w.]+=[\w.*+%-]*&theme=light$/);
      expect([...new URLSearchParams(link.slice(1)).keys()]).toEqual(['v', name, 'theme']);
      const read = readLink(link, catalog, base);
      // Nothing of it is taken, and all of it is told.
      expect(read?.spec).toEqual(base);
      expect(read).toMatchObject({ run: false, look: { lock: false, controls: 'all' } });
      expect(read?.problems).toHaveLength(name === 'run' ? 0 : 1);
    }
  });

  test.each(HOSTILE)('have names that stay names: %j', (name) => {
    const read = readLink(of({ [name]: '1' }), catalog, base);
    expect(read?.spec).toEqual(base);
    expect(linkOf(read?.spec ?? base, catalog)).toBe(linkOf(base, catalog));
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });
});
