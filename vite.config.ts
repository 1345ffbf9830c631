// How the page is bundled and served: relative URLs, module workers, the isolation headers.
import { defineConfig } from 'vite';

// With these a page may share memory between workers. Every response carries them, so that workers do as well.
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    // The module is compiled while it streams in, which a data URL can't do.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
  },
  worker: { format: 'es' },
  server: { headers: isolation, watch: { ignored: ['**/target/**', '**/dist/**'] } },
  preview: { headers: isolation },
});
