// Builds www/embed/embed.ts, the script that other sites load: one file of its own, beside index.html, under a name that stays.
import { fileURLToPath } from 'node:url';
import { type Plugin, build } from 'vite';

const EMBED = 'embed.js';

/** Emits the script, and serves it while developing. */
export function embedScript(): Plugin {
  return {
    name: 'embed-script',
    async generateBundle() {
      const made = await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        build: {
          write: false,
          target: 'es2022',
          modulePreload: false,
          reportCompressedSize: false,
          rolldownOptions: { input: fileURLToPath(new URL('../www/embed/embed.ts', import.meta.url)), output: { entryFileNames: EMBED } },
        },
      });
      const files = [made].flat().flatMap((one) => ('output' in one ? one.output : []));
      const [script] = files;
      if (files.length !== 1 || script?.type !== 'chunk') return this.error(`${EMBED} must be one file`);
      this.emitFile({ type: 'asset', fileName: EMBED, source: script.code });
    },
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (request.url === `/${EMBED}`) request.url = '/www/embed/embed.ts';
        next();
      });
    },
  };
}
