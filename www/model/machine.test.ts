// Tests of what is said about a machine: the browser and the system by their names, nothing that tells one visitor from another.
import { expect, test } from 'vitest';
import type { Environment } from './contract';
import { machineOf, roundsCores, sureCores } from './machine';

const environment: Environment = {
  mode: 'shared',
  crossOriginIsolated: true,
  hardwareConcurrency: 8,
  timerResolutionMs: 0.005000114,
  userAgent: '',
  poolStartMs: 61.23456789,
  memoryMb: 19,
};
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  ['Firefox 142', 'Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0'],
  ['Firefox 142', 'Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0'],
  ['Firefox 142', 'iOS', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/142.0 Mobile/15E148 Safari/605.1.15'],
  ['Chrome 140', 'Windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`],
  ['Chrome 140', 'Linux', `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/140.0.0.0 Safari/537.36`],
  ['Chrome 140', 'Android', `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/140.0.0.0 Mobile Safari/537.36`],
  ['Chrome 140', 'ChromeOS', `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`],
  ['Edge 140', 'Windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`],
  ['Opera 122', 'macOS', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Chrome/138.0.0.0 Safari/537.36 OPR/122.0.0.0`],
  ['Samsung Internet 28', 'Android', `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`],
  ['Safari 18', 'macOS', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15'],
  ['Safari 18', 'iOS', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1'],
  ['unknown', 'unknown', ''],
])('%s on %s', (browser, platform, userAgent) => {
  expect(machineOf({ ...environment, userAgent })).toEqual({ browser, platform, cores: 8, timerResolutionMs: 0.005, poolStartMs: 61.23 });
});

test('WebKit alone rounds the number of cores, under whichever name', () => {
  const machine = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
  const safari = `${machine} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15`;
  const onPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1';
  for (const userAgent of [safari, onPhone]) {
    expect(roundsCores(userAgent)).toBe(true);
    expect([1, 2, 8].map((cores) => sureCores({ userAgent, hardwareConcurrency: cores }))).toEqual([1, 2, 2]);
  }
  for (const userAgent of ['Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0', `${machine} ${WEBKIT} HeadlessChrome/140.0.0.0 Safari/537.36`]) {
    expect(roundsCores(userAgent)).toBe(false);
    expect(sureCores({ userAgent, hardwareConcurrency: 8 })).toBe(8);
  }
});
