// Loads and compiles the wasm module, once for all hosts.

import wasmUrl from '../../pkg/index_bg.wasm?url';

/** Fetches and compiles the module. Rejects with what went wrong, in words for people. */
export async function loadModule(): Promise<WebAssembly.Module> {
  let response: Response;
  try {
    response = await fetch(wasmUrl);
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
