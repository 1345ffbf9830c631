// What the labs' browser tests share: opening a lab, setting it, making it.
import { type Locator, type Page, expect } from '@playwright/test';

/** Opens the panel with one of the labs. */
export async function lab(page: Page, title: string): Promise<Locator> {
  await page.getByRole('tab', { name: 'Labs' }).click();
  await page.getByRole('radio', { name: title, exact: true }).check({ force: true });
  const article = page.getByRole('article', { name: title });
  await expect(article).toBeVisible();
  return article;
}

/** Starts it and waits for the sentence in the end. */
export async function made(article: Locator, timeout = 60_000): Promise<string> {
  const before = Number(await article.getAttribute('data-made'));
  await article.getByRole('button', { name: 'Start the lab' }).click();
  await expect(article).toHaveAttribute('data-made', String(before + 1), { timeout });
  return article.locator('.lab-sentence').innerText();
}

/** Sets the choice that breaks and mends it. */
export const choose = (article: Locator, name: string): Promise<void> => article.getByRole('radio', { name, exact: true }).check({ force: true });

/** Makes it again and again, as fast as the page takes it, and returns the sentences. */
export function madeOften(article: Locator, times: number): Promise<string[]> {
  return article.evaluate(async (lab: HTMLElement, most) => {
    const until = (holds: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds()) return;
          watching.disconnect();
          resolve();
        };
        const watching = new MutationObserver(look);
        watching.observe(lab, { attributes: true, childList: true, subtree: true });
        look();
      });
    const start = (): HTMLElement | null => lab.querySelector('.lab-bar .button:not(.button-stop)[aria-disabled="false"]');
    const sentences: string[] = [];
    while (sentences.length < most) {
      await until(() => start() !== null);
      const before = lab.dataset['made'];
      start()?.click();
      await until(() => lab.dataset['made'] !== before && lab.querySelector('.lab-sentence') !== null);
      sentences.push(lab.querySelector('.lab-sentence')?.textContent ?? '');
    }
    return sentences;
  }, times);
}
