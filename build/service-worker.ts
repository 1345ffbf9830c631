// Builds www/sw.ts into dist/sw.js, one script that every browser takes, and tells it what this version consists of.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, type Rolldown, build } from 'vite';
import { LANGUAGE_IDS } from './first-load.ts';
import { HOST_FILES } from './hosts.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** Emits the service worker, and the files for hosts. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    // After index.html is done.
    enforce: 'post',
    async generateBundle(_, bundle) {
      const page = bundle['index.html'];
      const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/index.html') === true);
      if (page?.type !== 'asset' || entry === undefined) return this.error('the build has no page or no entry script');
      const still = readdirSync(pathOf('public'));
      const all = [...Object.keys(bundle).filter((name) => name.startsWith('assets/')), ...still].toSorted();
      const needed = neededBy(entry.fileName, bundle);
      const files = [...needed, ...all.filter((name) => !needed.includes(name))];
      const hash = createHash('sha256').update(page.source).update(files.join('\n'));
      for (const name of still) hash.update(readFileSync(pathOf(`public/${name}`)));
      const version = hash.digest('hex').slice(0, 12);
      const source = await scriptOf({ version, entry: entry.fileName, needed: needed.length, files });
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      for (const [fileName, text] of Object.entries(HOST_FILES)) this.emitFile({ type: 'asset', fileName, source: text });
    },
  };
}

/** The page, its languages and what shows a run: without them it can't open and run, though they are imported when they are first needed. */
const NEEDED = new RegExp(`/www/(page\\.tsx|engine/board\\.ts|locales/(${LANGUAGE_IDS.join('|')})(/outcome)?\\.ts|views/(Outcome\\.tsx|painters\\.ts))$`);

/** What the page can't open and run without: its entry, what that imports, and the workers and the first module that these name. */
function neededBy(entry: string, bundle: Rolldown.OutputBundle): string[] {
  const isLater = (name: string): boolean => {
    const file = bundle[name];
    return file?.type === 'asset' && file.originalFileNames.some((path) => path.startsWith('pkg-every/'));
  };
  const isNeeded = (name: string): boolean => {
    const file = bundle[name];
    return file?.type === 'chunk' && [file.facadeModuleId ?? '', ...file.moduleIds].some((id) => NEEDED.test(id));
  };
  const engine = Object.keys(bundle).filter((name) => (name.endsWith('.wasm') && !isLater(name)) || /worker.*\.js$/.test(name) || isNeeded(name));
  const needed = new Set([entry]);
  for (const name of needed) {
    const file = bundle[name];
    const text = file?.type === 'chunk' ? file.code : name.endsWith('.js') ? String(file?.source) : '';
    const imported = file?.type === 'chunk' ? [...file.imports, ...(file.viteMetadata?.importedCss ?? [])] : [];
    const named = engine.filter((other) => text.includes(other.slice(other.lastIndexOf('/') + 1)));
    for (const other of [...imported, ...named]) needed.add(other);
  }
  return [...needed];
}

async function scriptOf(version: { version: string; entry: string; needed: number; files: string[] }): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    define: { BUILD: JSON.stringify(version) },
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      reportCompressedSize: false,
      lib: { entry: pathOf('www/sw.ts'), formats: ['iife'], name: 'sw', fileName: 'sw' },
    },
  })) as Rolldown.RolldownOutput[];
  const code = built[0]?.output[0].code;
  if (code === undefined) throw new Error('the service worker came out empty');
  return code;
}
