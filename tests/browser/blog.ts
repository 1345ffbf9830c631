// Somebody's own site: a server without any special header, on another site than the playground's, and the playground as its host serves it.
import { readFileSync, existsSync, statSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type FrameLocator, type Page, test as base, expect } from '@playwright/test';
import { runButton } from './support.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** A site that listens; `asked` are the paths that were asked for, in order. */
export interface Site {
  origin: string;
  asked: string[];
  close(): Promise<void>;
}

async function listen(server: Server, host: string, asked: string[]): Promise<Site> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${host}:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The playground: dist/ on 127.0.0.1, allowed to other sites, as it must be, and nothing more but `headers`. */
export function playground(headers: Record<string, string> = {}): Promise<Site> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    asked.push(request.url ?? '/');
    const file = DIST + (path === '/' ? '/index.html' : path);
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*', ...headers });
    response.end(readFileSync(file));
  });
  return listen(server, '127.0.0.1', asked);
}

/** A blog on localhost, which is another site than 127.0.0.1: one page for each path, with nothing but its type and `headers`. */
export function blog(pages: Record<string, string>, headers: Record<string, string>): Promise<Site> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    asked.push(path);
    const page = pages[path];
    if (page === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': TYPES['.html'], ...headers }).end(page);
  });
  return listen(server, 'localhost', asked);
}

/** A post's whole page. */
function post(body: string, head: string, lang: string): string {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A blog</title>${head}</head><body>${body}</body></html>`;
}

/** A post that is out: its address, and the playground that it takes its experiments from. */
export interface Published {
  url: string;
  host: Site;
}

export interface PostOptions {
  head?: string;
  /** The post's language. */
  lang?: string;
  /** Headers of the playground's host. */
  headers?: Record<string, string>;
  /** Headers of the blog: none, unless a test is about them. */
  blogHeaders?: Record<string, string>;
}

/** Tests with a blog. In a post's body, HOST is the playground's origin. What isolates its frames is the playground's own service worker. */
export const test = base.extend<{ publish: (body: string, options?: PostOptions) => Promise<Published> }>({
  serviceWorkers: 'allow',
  publish: async ({}, use) => {
    const sites: Site[] = [];
    await use(async (body, { head = '', lang = 'en', headers, blogHeaders = {} } = {}) => {
      const host = await playground(headers);
      sites.push(host);
      // What an author writes.
      const line = `<script type="module" src="${host.origin}/embed.js"></script>`;
      const site = await blog({ '/': post(body.replaceAll('HOST', host.origin), line + head, lang) }, blogHeaders);
      sites.push(site);
      return { url: `${site.origin}/`, host };
    });
    await Promise.all(sites.map((site) => site.close()));
  },
});

/** What is in the frame of a page's element. */
export const framed = (page: Page, at = 0): FrameLocator => page.locator('pool-playground').nth(at).locator('iframe').contentFrame();

/** Names of the workers that live in the whole browser, those of frames and nested ones, too. */
export async function workers(browser: Browser): Promise<string[]> {
  const devtools = await browser.newBrowserCDPSession();
  try {
    const { targetInfos } = await devtools.send('Target.getTargets', { filter: [{}] });
    return targetInfos.filter(({ type }) => type === 'worker').map(({ title, url }) => (title === url ? 'pool' : title));
  } finally {
    await devtools.detach();
  }
}

/** Waits until a frame stays as it is: before, it may load itself anew for shared memory, and forgets what was done in it. */
export const usable = (frame: FrameLocator): Promise<void> => expect(runButton(frame)).toBeEnabled();

export { LONG, QUICK } from './blog-setups.ts';
