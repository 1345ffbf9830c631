// How each engine's browser is started. All speak WebDriver through their own driver program, so they differ in data alone.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import { type Engine, NAMES } from './expectations.ts';

/** Preferences of a browser. */
export type Settings = Readonly<Record<string, boolean>>;

interface Browser {
  /** The driver program's arguments. */
  driver(port: number): string[];
  /** `settings`: of the browser, by their names in it; only Firefox takes any. */
  capabilities(program: string, settings: Settings): Record<string, unknown>;
  /** What the browser finds in its environment. */
  environment: Readonly<Record<string, string>>;
  /** It has no mode without a screen. */
  needsScreen: boolean;
}

// Chromium refuses to run as root inside its sandbox, which is no part of what is tested.
const ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const BROWSERS: Readonly<Record<Engine, Browser>> = {
  chromium: {
    driver: (port) => [`--port=${port}`],
    capabilities: (binary) => ({
      browserName: 'chrome',
      'goog:chromeOptions': { binary, args: ['--headless=new', '--window-size=1280,900', '--disable-background-networking', ...ROOT] },
    }),
    environment: {},
    needsScreen: false,
  },
  firefox: {
    driver: (port) => ['--port', String(port), '--log', 'error'],
    capabilities: (binary, prefs) => ({
      browserName: 'firefox',
      'moz:firefoxOptions': { binary, args: ['-headless', '--width=1280', '--height=900'], prefs },
    }),
    environment: {},
    needsScreen: false,
  },
  webkit: {
    driver: (port) => [`--port=${port}`],
    capabilities: (binary) => ({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } }),
    // WebKitGTK has SharedArrayBuffer on isolated pages, as Safari does, but only if asked for.
    environment: { JSC_useSharedArrayBuffer: '1' },
    needsScreen: true,
  },
};

/** The programs for an engine, as `cargo xtask test` found or installed them; null where they aren't to be had. */
export function programsOf(engine: Engine): { browser: string; driver: string } | null {
  const browser = process.env[`ENGINE_${engine.toUpperCase()}`];
  const driver = process.env[`DRIVER_${engine.toUpperCase()}`];
  return browser === undefined || driver === undefined ? null : { browser, driver };
}

/** A browser with one window, and its end. */
export interface Started {
  window: WebDriver;
  end(): Promise<void>;
}

/** Starts an engine's browser with a profile of its own. */
export async function start(engine: Engine, settings: Settings = {}): Promise<Started> {
  const programs = programsOf(engine);
  if (programs === null) throw new Error(`${NAMES[engine]} isn't here: start the tests with \`cargo xtask test --only engines\``);
  const { driver, capabilities, environment, needsScreen } = BROWSERS[engine];
  const home = mkdtempSync(join(tmpdir(), `${engine}-`));
  const screen = needsScreen ? await startScreen() : null;
  const port = await freePort();
  const display = screen === null ? {} : { DISPLAY: screen.name };
  const child = spawn(programs.driver, driver(port), {
    stdio: 'ignore',
    env: { ...process.env, ...environment, ...display, HOME: home },
  });
  const end = async (window?: WebDriver): Promise<void> => {
    await window?.quit().catch(() => undefined);
    child.kill();
    screen?.child.kill();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await answered(port, child, programs.driver);
    const asked = new Capabilities(capabilities(programs.browser, settings));
    const window = await new Builder().disableEnvironmentOverrides().usingServer(`http://127.0.0.1:${port}`).withCapabilities(asked).build();
    await window.manage().setTimeouts({ script: 60_000, pageLoad: 30_000 });
    return { window, end: () => end(window) };
  } catch (error) {
    await end();
    throw error;
  }
}

/** An X server that shows nothing to anybody; it says itself which number it has taken. */
async function startScreen(): Promise<{ name: string; child: ChildProcess }> {
  const child = spawn(process.env['XVFB'] ?? 'Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    child.stdout?.once('data', (words: Buffer) => resolve(words.toString().trim()));
  });
  return { name: `:${number}`, child };
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function answered(port: number, child: ChildProcess, program: string): Promise<void> {
  let gone: Error | undefined;
  child.once('error', (error) => (gone = error));
  child.once('exit', (code) => (gone = new Error(`${program} ended with ${code}`)));
  const deadline = Date.now() + 20_000;
  for (;;) {
    const isUp = await fetch(`http://127.0.0.1:${port}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    if (gone !== undefined) throw gone;
    if (Date.now() > deadline) throw new Error(`${program} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
