// A static host for tests: serves a folder as plain hosts do, without any special header unless told, under any path.
import { createReadStream, statSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

export interface HostOptions {
  /** The folder that it serves; dist/ by default. */
  folder?: string;
  /** The path under which it lies, with slashes at both ends. */
  under?: string;
  /** Sent with every response. */
  headers?: Readonly<Record<string, string>>;
  /** Pages of somebody else, by path: what an author's blog is. */
  pages?: Readonly<Record<string, string>>;
  /** Files that it doesn't have. */
  missing?: readonly string[];
  /** Scripts for which it hangs up after so many requests, by the name before the hash. */
  losing?: Readonly<Record<string, number>>;
  /** Put in front of every worker's script. */
  ahead?: string;
}

/** A running host. */
export interface StaticHost {
  /** The page's address on 127.0.0.1. */
  url: string;
  /** The same host by another name: another site, and as secure. */
  otherSite: string;
  /** The same host as other machines see it: without encryption that isn't secure. Null where this machine has no address but its own loop. */
  plain: string | null;
  /** Every request that came, by path. */
  requests: string[];
  /** Lets requests for a file wait until the returned function is called. */
  hold(name: string): () => void;
  /** What it lost is there again, and scripts are what they are. */
  mend(): void;
  /** From now on another folder is served. */
  serve(folder: string): void;
  close(): Promise<void>;
}

/** Starts a host on a free port. */
export async function startHost({ folder = DIST, under = '/', headers = {}, pages = {}, missing = [], losing = {}, ahead = '' }: HostOptions = {}): Promise<StaticHost> {
  let root = folder;
  let front = ahead;
  const left = new Map(Object.entries(losing));
  const isLost = (path: string): boolean => {
    const more = left.get(nameOf(path));
    if (more === undefined) return false;
    left.set(nameOf(path), more - 1);
    return more <= 0;
  };
  const requests: string[] = [];
  const gates = new Map<string, Promise<void>>();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    requests.push(pathname);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (isLost(pathname)) {
      request.socket.destroy();
      return;
    }
    const page = pages[pathname];
    if (page !== undefined) {
      response.writeHead(200, { 'Content-Type': TYPES['.html'] }).end(page);
      return;
    }
    const path = pathname.startsWith(under) ? normalize(pathname.slice(under.length)) : null;
    const file = path === null || path.startsWith('..') || missing.includes(path) ? null : fileOf(join(root, path));
    if (file === null) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
      return;
    }
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    if (nameOf(pathname).endsWith('.worker')) response.write(front);
    const send = (): void => void createReadStream(file).pipe(response);
    const gate = gates.get(pathname.slice(under.length));
    if (gate === undefined) send();
    else void gate.then(send);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const outward = Object.values(networkInterfaces()).flat().find((address) => address?.family === 'IPv4' && !address.internal);
  return {
    url: `http://127.0.0.1:${port}${under}`,
    otherSite: `http://localhost:${port}${under}`,
    plain: outward === undefined ? null : `http://${outward.address}:${port}${under}`,
    requests,
    hold: (name) => {
      let open = (): void => undefined;
      gates.set(name, new Promise((resolve) => (open = resolve)));
      return () => {
        gates.delete(name);
        open();
      };
    },
    mend: () => {
      left.clear();
      front = '';
    },
    serve: (other) => (root = other),
    close: () => closed(server),
  };
}

/** A file's name before its hash. */
function nameOf(path: string): string {
  return /([\w.]+)-[\w-]+\.js$/.exec(path)?.[1] ?? '';
}

function fileOf(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) return fileOf(join(path, 'index.html'));
  return stat?.isFile() === true ? path : null;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
