// How the page is bundled and served: relative URLs, module workers, the isolation headers.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { classicScript } from './build/classic-script.ts';
import { embedScript } from './build/embed-script.ts';
import { chunkOf, fileOf, pageAhead } from './build/first-load.ts';
import { policy } from './build/policy.ts';
import { serviceWorker } from './build/service-worker.ts';
import { FROM_HOST } from './www/hosting/headers.ts';

// How wasm-bindgen-rayon's worker loads the glue: what a nested worker imports is not asked of the service worker in WebKit, and
// would be missing without network. As part of its script it is there.
const GLUE = "const pkg = await import('../../..');";
// How it begins its work.
const START = 'pkg.wbg_rayon_start_worker(receiver);';

// Which script it has: the host's own, which has the glue and this helper, so that there is one script to load.
const SCRIPT = "new URL('./workerHelpers.js', import.meta.url)";

// How the worker is given its work.
const POST = 'worker.postMessage(workerInit);';

// How it waits for a worker, which never comes where the script can't be had, as without network: then the pool can't be started.
const WAIT = "await waitForMsgType(worker, 'wasm_bindgen_worker_ready');";
const READY = `await Promise.race([waitForMsgType(worker, 'wasm_bindgen_worker_ready'), new Promise((_, reject) => {
  worker.addEventListener('error', (event) => {
    if (!(event instanceof ErrorEvent)) reject(new Error('the script of a pool worker could not be loaded'));
  });
})]);`;

// wasm-bindgen-rayon keeps its workers in a variable that nobody reads, because Firefox may collect a worker that nobody
// refers to. It does so when all are ready, which is late, and a bundler drops such a variable: a property of the global scope
// has them from the start.
function keepWorkers(): Plugin {
  return {
    name: 'keep-workers',
    transform(code, id) {
      if (!id.includes('/snippets/wasm-bindgen-rayon-')) return null;
      const kept = `import * as pkg from '../../..';\n${code}`
        .replace(GLUE, '')
        .replace(SCRIPT, 'self.location.href')
        .replace(WAIT, READY)
        .replace(POST, `(self.poolWorkers ??= []).push(worker); ${POST}`)
        // A trap inside a promise would be heard by nobody; as the worker's error it reaches the page.
        .replace(START, `try { ${START} } catch (error) { reportError(error); }`);
      if (!code.includes(GLUE) || !code.includes(SCRIPT) || !kept.includes('self.poolWorkers') || !kept.includes('reportError') || !kept.includes(READY)) {
        this.error('wasm-bindgen-rayon loads, keeps or starts its workers in another way than expected');
      }
      return { code: kept, map: null };
    },
  };
}

// Serves dist/ as a good static host would: the isolation headers on whatever is answered, and names under assets/, which
// carry a hash of the content, never need to be asked for again.
function staticHost(): Plugin {
  const dist = fileURLToPath(new URL('dist', import.meta.url));
  return {
    name: 'static-host',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        for (const [name, value] of Object.entries(FROM_HOST)) response.setHeader(name, value);
        const path = new URL(request.url ?? '/', 'http://host').pathname;
        if (path.startsWith('/assets/') && existsSync(dist + path)) {
          response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
        }
        next();
      });
    },
  };
}

export default defineConfig({
  base: './',
  // What isn't there is not found, as on any static host.
  appType: 'mpa',
  plugins: [keepWorkers(), embedScript(), classicScript(() => [keepWorkers()]), policy(), pageAhead(), serviceWorker(), staticHost()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    // The module is compiled while it streams in, which a data URL can't do.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // Whoever doesn't know it loads the same files a little later.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { chunkFileNames: fileOf, codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: chunkOf, debugName: 'first load' }] } },
      // wasm-bindgen-rayon imports the glue lazily where the host has it already: harmless.
      onLog(level, log, handle) {
        if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') handle(level, log);
      },
    },
  },
  worker: { format: 'es', plugins: () => [keepWorkers()] },
  server: { headers: FROM_HOST, watch: { ignored: ['**/target/**', '**/dist/**'] } },
});
