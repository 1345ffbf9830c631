// Every lab's picture lives: it is there and changes while the lab's workers are at work, not only when they are done.
import { type Locator, expect, test } from '@playwright/test';
import { LABS, open } from './support.ts';

/** Each lab, set so that it lasts about a second. */
const LASTING: Readonly<Record<string, string>> = {
  lost_updates: 'counter:value,increments:2000000',
  interleaving: 'steps:10,pause_ms:80',
  bounded_queue: 'items:30,consumer_ms:30',
  ping_pong: 'trips:20000',
  service: 'tasks:24,task_ms:100',
  initializer: 'items:24,size:4000000',
  errors: 'items:8,item_ms:100',
  deadlock: 'order:same,rounds:10,hold_ms:30',
  manager_cost: 'updates:3000',
  stress: 'rounds:300',
};

interface Watched extends Window {
  /** What the picture said while the lab ran, each once. */
  seen?: Set<string>;
}

/** From now on notes whatever the picture says while the lab runs. Time goes on in it by itself, so its axis doesn't count. */
function watch(article: Locator): Promise<void> {
  return article.evaluate((lab: HTMLElement) => {
    const seen = ((window as Watched).seen = new Set());
    const look = (): void => {
      const picture = lab.querySelector('.lab-status + *');
      if (picture === null || lab.dataset['made'] !== '0' || lab.querySelector('.button-stop') === null) return;
      const said = [...picture.querySelectorAll('li, td')].map((cell) => cell.textContent);
      const chart = picture.querySelector('[role="img"]');
      seen.add(JSON.stringify([said, chart?.getAttribute('aria-label'), picture.querySelectorAll('.lab-span').length]));
    };
    new MutationObserver(look).observe(lab, { attributes: true, characterData: true, childList: true, subtree: true });
  });
}

for (const { id, title, settings } of LABS) {
  test(`${title}: its picture changes while it runs`, async ({ page }) => {
    await open(page, `./#v=1&task=square&lab=${id},${LASTING[id]}`);
    const article = page.getByRole('article', { name: title });
    // The list's first lab is there a moment before the link has set it.
    const [name, value = ''] = LASTING[id]?.split(',').at(-1)?.split(':') ?? [];
    const label = settings.find((setting) => setting.name === name)?.label ?? '';
    await expect(article.getByLabel(label, { exact: true })).toHaveValue(value);
    await watch(article);
    await article.getByRole('button', { name: 'Start the lab' }).click();
    await expect(article).toHaveAttribute('data-made', '1', { timeout: 30_000 });
    // Empty at first, then two states at least that aren't the end.
    expect(await page.evaluate(() => (window as Watched).seen?.size)).toBeGreaterThanOrEqual(3);
  });
}
