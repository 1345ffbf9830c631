// Which machine measured, as much as helps to compare and no more: browser, system, cores. Pure.

import type { Environment } from './contract';

/** What is said about a machine when results are kept or shared. */
export interface Machine {
  /** Name and main version: `Firefox 142`. */
  browser: string;
  /** The system: `Windows`. */
  platform: string;
  cores: number;
  timerResolutionMs: number;
  poolStartMs: number;
}

/** In the order in which they are looked for: most browsers also name those that they descend from. */
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdgA?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:Headless)?(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//],
];

const PLATFORMS: readonly (readonly [string, RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad|iPod)\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
];

/** What stands where a browser or a system isn't known. */
export const UNKNOWN = 'unknown';

/** The machine of an environment, rounded. */
export function machineOf({ userAgent, hardwareConcurrency, timerResolutionMs, poolStartMs }: Environment): Machine {
  return {
    browser: browserOf(userAgent),
    platform: PLATFORMS.find(([, sign]) => sign.test(userAgent))?.[0] ?? UNKNOWN,
    cores: hardwareConcurrency,
    timerResolutionMs: rounded(timerResolutionMs),
    poolStartMs: rounded(poolStartMs),
  };
}

/** Whether the number of cores that this browser reports is rounded. WebKit says 4 on a machine of 2; iOS has no other engine. */
export function roundsCores(userAgent: string): boolean {
  return userAgent.includes('AppleWebKit/') && !/\b(?:Headless)?Chrom(?:e|ium)\//.test(userAgent);
}

/** How many cores there are for certain, going by what a browser reports. */
export function sureCores({ userAgent, hardwareConcurrency }: Pick<Environment, 'userAgent' | 'hardwareConcurrency'>): number {
  return roundsCores(userAgent) ? Math.min(2, hardwareConcurrency) : hardwareConcurrency;
}

function browserOf(userAgent: string): string {
  for (const [name, sign] of BROWSERS) {
    const version = sign.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return UNKNOWN;
}

/** To four significant digits; NaN where there is no finite number. */
export function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : NaN;
}
