// What a pool may take: a phone refuses to reserve much. And what is said where that isn't enough.
import { type Page, expect, test } from '@playwright/test';
import { failure, open, run } from './support.ts';

/** Keeps the memories that hosts tell the page of. */
function keepMemories(): void {
  const seen: WebAssembly.Memory[] = [];
  const Known = Worker;
  Object.assign(window, {
    memories: seen,
    Worker: class extends Known {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        this.addEventListener('message', ({ data }: MessageEvent<{ board?: { memory: WebAssembly.Memory } }>) => {
          if (data.board !== undefined) seen.push(data.board.memory);
        });
      }
    },
  });
}

/** How large the newest pool's memory can become: it is made as large. */
async function mostMb(page: Page): Promise<number> {
  await page.waitForFunction(() => (window as unknown as { memories: unknown[] }).memories.length > 0);
  return page.evaluate(() => {
    const memory = (window as unknown as { memories: WebAssembly.Memory[] }).memories.at(-1)!;
    for (let step = 4096; step >= 1; ) {
      try {
        memory.grow(step);
      } catch {
        step /= 2;
      }
    }
    return memory.buffer.byteLength / 1024 / 1024;
  });
}

test('with a mouse, a pool may take 1 GB', async ({ page }) => {
  await page.addInitScript(keepMemories);
  await open(page);
  expect(await mostMb(page)).toBe(1024);
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a pool may take 256 MB', async ({ page }) => {
    await page.addInitScript(keepMemories);
    await open(page);
    expect(await mostMb(page)).toBe(256);
  });

  test('what needs more fails with words that say so, and the next run goes through', async ({ page }) => {
    await open(page);
    // 64 workers of the pool and 64 fresh threads, each with a stack of 1 MB, and twice the largest block.
    const more = { task: 'memory_sum', params: { megabytes: 128 }, items: 64, cores: 64, repeats: 1 };
    expect(await failure(page, more)).toBe('Error: a worker broke: the memory is used up: choose fewer workers or less work');
    const { identical } = await run(page, { task: 'memory_sum', params: { megabytes: 16 }, items: 20, cores: 2, repeats: 1 });
    expect(identical).toBe(true);
  });
});
