// Builds the whole page once more as one classic script, for frames without an origin on hosts that send no headers: browsers load
// nothing else there. Modules, workers' scripts and wasm would need the host's leave (CORS), so all of them are in it.

import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type InlineConfig, type Plugin, type Rolldown, build } from 'vite';

/** Beside index.html, under a name that stays: it goes with any version, for it needs nothing else. */
export const CLASSIC = 'classic.js';

const WORKER = '?worker&url';
/** Labs need shared memory, which there is none of. */
const LABS = /\/pkg-labs\/.*\.wasm\?url$/;
const MARK = '\0classic-worker:';

/** Emits the script; `plugins` are those that the page and its workers are built with. */
export function classicScript(plugins: () => Plugin[]): Plugin {
  const config = (entry: string): InlineConfig => ({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    base: './',
    plugins: [...plugins(), classicWorkers(codeOf)],
    worker: { format: 'es', plugins },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      cssCodeSplit: false,
      reportCompressedSize: false,
      // Wasm as data.
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      rolldownOptions: {
        input: entry,
        output: { format: 'iife', codeSplitting: false },
        // Only workers that share memory ask for a file beside their script, and here are none.
        onLog(level, log, handle) {
          if (!['EMPTY_IMPORT_META', 'INEFFECTIVE_DYNAMIC_IMPORT'].includes(log.code ?? '')) handle(level, log);
        },
      },
    },
  });
  const filesOf = async (entry: string): Promise<Rolldown.RolldownOutput['output'][number][]> =>
    [await build(config(entry))].flat().flatMap((one) => ('output' in one ? one.output : []));
  const codeOf = async (entry: string): Promise<string> => {
    const script = (await filesOf(entry)).find((file) => file.type === 'chunk');
    if (script?.type !== 'chunk') throw new Error(`${entry} came out empty`);
    return script.code;
  };
  return {
    name: 'classic-script',
    apply: 'build',
    async generateBundle() {
      const files = await filesOf(fileURLToPath(new URL('../www/main.ts', import.meta.url)));
      const [script, ...others] = files.filter((file) => file.type === 'chunk');
      const css = files.flatMap((file) => (file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : []));
      if (script === undefined || others.length > 0) return this.error(`${CLASSIC} must be one file`);
      const style = `document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(css.join('\n'))} }));\n`;
      this.emitFile({ type: 'asset', fileName: CLASSIC, source: style + script.code });
    },
  };
}

/** Workers' scripts as text in their owner's, each under an address that is made where it is needed. */
function classicWorkers(codeOf: (entry: string) => Promise<string>): Plugin {
  return {
    name: 'classic-workers',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(WORKER) || importer === undefined) return null;
      return MARK + resolve(dirname(importer), source.slice(0, -WORKER.length));
    },
    async load(id) {
      if (LABS.test(id)) return "export default '';";
      if (!id.startsWith(MARK)) return null;
      const code = await codeOf(id.slice(MARK.length));
      return `export default URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' }));`;
    },
  };
}
