// @vitest-environment happy-dom
// Tests of what authors paste: whatever is in it, it comes out of a parser as the one tag and the values that went in.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOSTILE } from './hostile.fixture';
import { attributesOf, elementSnippet, escaped, frameSnippet } from './snippet';

const page = new URL('https://example.org/pool/');

/** Lone halves of a pair can't be written as UTF-8. */
const written = (text: string): string => text.replaceAll(/\p{Cs}/gu, '\uFFFD');
/** A parser takes other line ends for one, and drops what isn't text. */
const isText = (text: string): boolean => !/[\0\r\uFFFE\uFFFF]/u.test(text);

function parsed(html: string): Element[] {
  const box = document.createElement('div');
  box.innerHTML = html;
  return [...box.querySelectorAll('*')];
}

test('an element with its script', () => {
  expect(elementSnippet('#v=1&task=primes&p.span=500&strategies=serial,pooled&lock=1', page)).toBe(
    '<script type="module" src="https://example.org/pool/embed.js"></script>\n' +
      '<pool-playground task="primes" p.span="500" strategies="serial,pooled" lock="1"></pool-playground>\n',
  );
});

test('a frame', () => {
  expect(frameSnippet('#v=1&task=primes&p.span=500', page, 'Pool Playground: Primes', 860)).toBe(
    '<iframe src="https://example.org/pool/?embed=1#v=1&amp;task=primes&amp;p.span=500" title="Pool Playground: Primes" ' +
      'style="width: 100%; height: 860px; border: 0" loading="lazy" allow="cross-origin-isolated; clipboard-write; fullscreen; web-share"></iframe>\n',
  );
});

test.each(HOSTILE.filter(isText))('nothing gets out of a value: %j', (value) => {
  const link = `#${new URLSearchParams({ v: '1', task: value })}`;
  const elements = parsed(elementSnippet(link, page).split('\n')[1] ?? '');
  expect(elements.map(({ localName }) => localName)).toEqual(['pool-playground']);
  expect([...(elements[0]?.attributes ?? [])].map((attribute) => [attribute.name, attribute.value])).toEqual([['task', written(value)]]);
  const frames = parsed(frameSnippet(link, page, value, 860));
  expect(frames.map(({ localName }) => localName)).toEqual(['iframe']);
  expect(frames[0]?.getAttributeNames()).toEqual(['src', 'title', 'style', 'loading', 'allow']);
  expect(frames[0]?.getAttribute('title')).toBe(value);
  const source = new URL(frames[0]?.getAttribute('src') ?? '');
  expect([source.origin, source.pathname, source.search]).toEqual(['https://example.org', '/pool/', '?embed=1']);
  expect([...new URLSearchParams(source.hash.slice(1))]).toEqual([['v', '1'], ['task', written(value)]]);
});

test.each(HOSTILE)('nothing gets out of a name: %j', (name) => {
  const tag = elementSnippet(`#${new URLSearchParams({ v: '1', [name]: '1' })}`, page).split('\n')[1] ?? '';
  expect(tag).toMatch(/^<pool-playground( [\w.]+="1")?><\/pool-playground>$/);
});

test('what nobody sees is spelled out, so that what is pasted is what is read', () => {
  expect(escaped('a\u202Eb\u200Bc\u2028d\u0007')).toBe('a&#8238;b&#8203;c&#8232;d&#7;');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escaped(text)).not.toMatch(/[<>"'`\p{Cc}\p{Cf}\u2028\u2029]/u);
    }),
  );
});

test('attributes have the names of the link', () => {
  expect(attributesOf('#v=1&task=hello&gil=true&controls=none')).toEqual([
    ['task', 'hello'],
    ['gil', 'true'],
    ['controls', 'none'],
  ]);
});
