// How the engines are tested: `cargo xtask test --only engines` starts this and says where the browsers are.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  // One browser after another: runs are measured.
  test: { include: ['tests/engines/**/*.test.ts'], fileParallelism: false, testTimeout: 90_000, hookTimeout: 90_000 },
});
