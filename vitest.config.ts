// How the page's unit tests run: in Node; a file that needs a DOM says `// @vitest-environment happy-dom` at its top.
import { defineConfig, mergeConfig } from 'vitest/config';
import vite from './vite.config.ts';

export default mergeConfig(
  vite,
  // Statistical tests take seconds on a busy machine.
  defineConfig({ test: { include: ['{www,build}/**/*.test.{ts,tsx}'], passWithNoTests: true, testTimeout: 30_000 } }),
);
