// The page opens, shares memory, and loads everything it asks for from its own address.
import { expect, test } from '@playwright/test';
import { status } from './support.ts';

test('opens isolated and without errors', async ({ page, baseURL }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.url().endsWith('/favicon.ico')) errors.push(`${response.status()} ${response.url()}`);
    if (!response.url().startsWith(baseURL ?? '') && !response.url().startsWith('blob:')) errors.push(`elsewhere: ${response.url()}`);
  });
  await page.goto('./');
  await expect(page).toHaveTitle(/Pool Playground/);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(status(page)).toHaveText('Ready.');
  expect(errors).toEqual([]);
});

test('every response carries the headers that isolation needs', async ({ request }) => {
  for (const [path, status] of [['./', 200], ['./missing', 404]] as const) {
    const response = await request.get(path);
    expect(response.status()).toBe(status);
    expect(response.headers()).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'cross-origin',
      'document-isolation-policy': 'isolate-and-require-corp',
    });
  }
});
