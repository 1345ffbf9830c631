// Loads and compiles wasm modules, each once for all of its hosts.

import wasmUrl from '../../pkg/index_bg.wasm?url';

/** Fetches and compiles the page's module. Rejects with what went wrong, in words for people. */
export const loadModule = (): Promise<WebAssembly.Module> => fetchModule(wasmUrl);

/** Fetches and compiles a module. Rejects as `loadModule`. */
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
