// What the first load consists of: few files, none of which waits for another.

import { readdirSync } from 'node:fs';
import type { Plugin } from 'vite';

interface ModuleInfos {
  getModuleInfo(id: string): { importers: readonly string[] } | null;
}

/** The chunk of what the page imports. */
export const PAGE = 'page';

/** The languages' ids: their folders' names. */
export const LANGUAGE_IDS: readonly string[] = readdirSync(new URL('../www/locales/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Modules and the chunk of whatever they import, whoever else needs it; the first that does counts. The bundler knows best where the entry's is. */
const ROOTS: readonly (readonly [RegExp, string | null])[] = [
  [/\/www\/main\.ts$/, null],
  [/\/www\/page\.tsx$/, PAGE],
  // English stands in the code of results and panels, whatever is spoken: for its grammar they would load all of the page's English.
  [/\/www\/locales\/en\/grammar\.ts$/, PAGE],
  ...LANGUAGE_IDS.map((id) => [new RegExp(`/www/locales/${id}\\.ts$`), id] as const),
];

/** The name of a module's chunk; null where the bundler decides. */
export function chunkOf(id: string, infos: ModuleInfos): string | null {
  const isNeededBy = (root: RegExp): boolean => {
    const seen = new Set<string>();
    const isNeeded = (module: string): boolean => {
      if (root.test(module)) return true;
      if (seen.has(module)) return false;
      seen.add(module);
      return infos.getModuleInfo(module)?.importers.some(isNeeded) ?? false;
    };
    return isNeeded(id);
  };
  return ROOTS.find(([root]) => isNeededBy(root))?.[1] ?? null;
}

/** What a chunk's file is called: after its module, and those of a language after that. */
export function fileOf({ facadeModuleId }: { facadeModuleId: string | null }): string {
  const language = /\/www\/locales\/([^/]+)\/[^/]+\.ts$/.exec(facadeModuleId ?? '')?.[1];
  return `assets/${language === undefined ? '' : `${language}-`}[name]-[hash].js`;
}

/** Has the document ask for the page's script itself, and for what that imports: the entry imports it only once it runs. */
export function pageAhead(): Plugin {
  return {
    name: 'page-ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const page = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === PAGE);
        if (page?.type !== 'chunk') throw new Error('the build has no chunk of the page');
        // What the document has already, it has.
        const files = [page.fileName, ...page.imports].filter((name) => !html.includes(name));
        const tags = files.map((name) => `<link rel="modulepreload" crossorigin href="./${name}">\n`).join('');
        return html.replace('<script type="module"', (script) => `${tags}${script}`);
      },
    },
  };
}
