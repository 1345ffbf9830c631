// How generated programs are tested: made by the page's own code, run by Python and cargo. `cargo xtask test` starts this.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  // Files one after another: a program uses all cores.
  test: { include: ['tests/programs/**/*.test.ts'], fileParallelism: false, maxConcurrency: 2, testTimeout: 120_000, hookTimeout: 300_000 },
});
