// The browser tests: the built page, as a static host with the isolation headers serves it, in Chromium.
import { existsSync } from 'node:fs';
import { chromium, defineConfig } from '@playwright/test';

// Another one where this is taken: `PLAYGROUND_PORT=4180 npx playwright test`.
const port = Number(process.env['PLAYGROUND_PORT'] ?? 4173);

// The environment's browser, Playwright's own (undefined), or the system's.
function executable(): { executablePath?: string } {
  const given = process.env['CHROMIUM'];
  if (given !== undefined) return { executablePath: given };
  if (existsSync(chromium.executablePath())) return {};
  return { executablePath: '/usr/bin/chromium' };
}

// What a test says of speed, memory or frames holds on a machine that does nothing else.
const MEASURED = ['curves', 'element-many', 'engine', 'gil', 'happened', 'labs-compare', 'simulation', 'timeline-measured'].map((name) => `**/${name}.spec.ts`);

// Browsers refuse to run as root inside their sandbox.
const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  // `cargo xtask test` has two for the project `page`.
  workers: 1,
  retries: 0,
  timeout: 60_000,
  // Patience, not a claim: several tests share two cores.
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  // The page's service worker answers before a test's routes would: where it is tested, it is allowed.
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    trace: 'off',
    serviceWorkers: 'block',
    browserName: 'chromium',
    launchOptions: {
      ...executable(),
      args: [
        ...root,
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        // As people have it: with storage for each site that frames another, which Playwright takes away. The last such switch counts.
        '--disable-features=MediaRouter',
      ],
    },
  },
  projects: [
    { name: 'page', testIgnore: MEASURED },
    { name: 'measured', testMatch: MEASURED },
  ],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort --host 127.0.0.1 --logLevel warn`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
