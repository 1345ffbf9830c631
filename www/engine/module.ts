// Loads and compiles wasm modules, each once for all of its hosts.

import firstUrl from '../../pkg/index_bg.wasm?url';
import everyUrl from '../../pkg-every/index_bg.wasm?url';

/** The small one that everybody waits for, or the one with every task; both have the same glue. */
export type ModuleName = 'first' | 'every';

const URLS: Record<ModuleName, string> = { first: firstUrl, every: everyUrl };

/** The page's modules, each loaded when a task first needs it. */
export class Modules {
  readonly #later: ReadonlySet<string>;
  readonly #asked = new Map<ModuleName, Promise<WebAssembly.Module>>();
  readonly #here = new Set<ModuleName>();

  /** `later`: the tasks that the first module leaves out. */
  constructor(later: readonly string[]) {
    this.#later = new Set(later);
  }

  /** The module that a task is in. The one with every task, once it is there, stays: its pool needn't start again. */
  nameFor(task: string): ModuleName {
    return this.#later.has(task) || this.#here.has('every') ? 'every' : 'first';
  }

  /** Rejects as `fetchModule`; asked again, tries again. */
  load(name: ModuleName): Promise<WebAssembly.Module> {
    const known = this.#asked.get(name);
    if (known !== undefined) return known;
    const module = fetchModule(URLS[name]);
    this.#asked.set(name, module);
    module.then(() => this.#here.add(name), () => this.#asked.delete(name));
    return module;
  }
}

/** Fetches and compiles a module. Rejects with what went wrong, in words for people. */
export async function fetchModule(url: string): Promise<WebAssembly.Module> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new Error('the engine could not be loaded: the network or the server did not answer');
  }
  if (!response.ok) throw new Error(`the engine could not be loaded: the server answered ${response.status}`);
  try {
    return await compile(response);
  } catch (error) {
    throw new Error(`this browser could not compile the engine: ${error instanceof Error ? error.message : error}`);
  }
}

/** While it streams in, where the server says that it is wasm; else as a whole. */
async function compile(response: Response): Promise<WebAssembly.Module> {
  if (response.headers.get('Content-Type')?.startsWith('application/wasm') === true) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}
