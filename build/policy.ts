// The page's content security policy, in the document itself: what no host has to send, no host can forget.

import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { GO_ON_BLOCKED } from './blocked.ts';

const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g;

/** The CSP hash of an inline script. */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The policy of a page with these inline scripts. */
export function policyOf(scripts: readonly string[]): string {
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    // WebAssembly is compiled, text never evaluated.
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...scripts.map(hashOf)],
    'style-src': ["'self'"],
    // Charts become PNG by way of an image that was never fetched.
    'img-src': ["'self'", 'data:', 'blob:'],
    'connect-src': ["'self'"],
    // In a frame without an origin, workers begin in a blob that imports their script.
    'worker-src': ["'self'", 'blob:'],
    'manifest-src': ["'self'"],
    'frame-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** Where the page says how it is encoded: before it, nothing may stand that is long. */
const CHARSET = '<meta charset="utf-8" />';

/** Without what only whoever changes it reads: the page is loaded twice where its service worker has to isolate it. */
const lean = (html: string): string => html.replaceAll(/<!--[^]*?-->\n?|^ *\/\/.*\n|^ +/gm, '');

/** Puts the policy first into the page's head; inline scripts are allowed by their hashes. */
export function policy(): Plugin {
  return {
    name: 'policy',
    // While developing, scripts are injected that nobody can know beforehand.
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(written) {
        const html = lean(written);
        if (!html.includes(CHARSET)) throw new Error(`the page does not say ${CHARSET}`);
        const scripts = [...html.matchAll(INLINE_SCRIPT)].map(([, text = '']) => text);
        const meta = `<meta http-equiv="Content-Security-Policy" content="${policyOf(scripts)}">`;
        // Written by the page: in a frame without an origin WebKit takes nothing for 'self', and the page would be none.
        const first = `<script>if (self.origin !== 'null') document.write(${JSON.stringify(meta)}); else ${GO_ON_BLOCKED}</script>`;
        return html.replace(CHARSET, () => `${CHARSET}\n${lean(first)}`);
      },
    },
  };
}
