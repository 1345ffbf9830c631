// Files for hosts say what the one list of headers says, each in its host's own words.
import { expect, test } from 'vitest';
import { FROM_HOST } from '../www/hosting/headers';
import { HOST_FILES } from './hosts';

const entries = Object.entries(FROM_HOST);
const pairs = (text: string, pattern: RegExp): [string, string][] => [...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, value]);
const fileOf = (name: string): string => HOST_FILES[name] ?? '';

test('Netlify and Cloudflare Pages', () => {
  const [everything, assets] = fileOf('_headers').split('/assets/*');
  expect(everything).toMatch(/^\/\*\n/);
  expect(pairs(everything ?? '', /^ {2}([\w-]+): (.+)$/gm)).toEqual(entries);
  expect(pairs(assets ?? '', /^ {2}([\w-]+): (.+)$/gm)).toEqual([['Cache-Control', 'public, max-age=31536000, immutable']]);
});

test('Apache', () => {
  expect(pairs(fileOf('.htaccess'), /^ {2}Header always set ([\w-]+) "(.+)"$/gm)).toEqual(entries);
});

test('nginx', () => {
  expect(pairs(fileOf('nginx-headers.conf'), /^add_header ([\w-]+) "(.+)" always;$/gm)).toEqual(entries);
});

test('Vercel', () => {
  const { headers } = JSON.parse(fileOf('vercel.json')) as { headers: { source: string; headers: { key: string; value: string }[] }[] };
  expect(headers[0]?.source).toBe('/(.*)');
  expect(headers[0]?.headers.map(({ key, value }) => [key, value])).toEqual(entries);
});
