// Languages: which one a visitor gets, that switching leaves nothing behind in the other one, and that scripts hear the engine in English.
import { expect, test, type Page } from '@playwright/test';
import { english } from './english.ts';
import { PANELS, open, run, showPanel } from './support.ts';

const QUICK = './#v=1&task=primes&items=20&cores=2&variant=imap&p.span=500';
const ALL = './#v=1&task=primes&items=24&cores=2&variant=imap&p.span=500&repeats=2&strategies=serial,threaded,pooled,processes&gil=true';

const language = (page: Page, name = 'Language') => page.getByRole('combobox', { name, exact: true });

async function compare(page: Page): Promise<void> {
  await page.locator('.button-run').click();
  await expect(page.locator('.verdict')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.button-run')).toBeVisible({ timeout: 30_000 });
}

test.describe('a Chinese browser', () => {
  test.use({ locale: 'zh-CN' });

  test('opens in Chinese, with a link that leaves the language open', async ({ page }) => {
    await open(page, QUICK);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(page).toHaveTitle(/并行计算/);
    await expect(page.getByRole('button', { name: '运行', exact: true })).toBeVisible();
    await expect(language(page, '语言')).toHaveValue('zh-CN');
    expect(page.url()).not.toContain('lang=');
    expect(await english(page)).toEqual([]);
  });

  test('loads nothing of the page’s English, not for a run either', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await open(page, QUICK);
    await compare(page);
    for (const id of PANELS) await showPanel(page, id);
    expect(asked.filter((url) => url.includes('/zh-CN-'))).not.toEqual([]);
    expect(asked.filter((url) => url.includes('/en-'))).toEqual([]);
  });

  test('is opened in English by a link that says so, and goes on in Chinese by itself next time', async ({ page }) => {
    await open(page, `${QUICK}&lang=en`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    expect(page.url()).toContain('lang=en');
    await page.goto('about:blank');
    await open(page, QUICK);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  });
});

test('another browser opens in English and loads nothing else', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page, QUICK);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await compare(page);
  expect(asked.filter((url) => url.includes('zh-CN'))).toEqual([]);
});

test('switching changes every view in place, and back', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, ALL);
  await page.evaluate(() => Object.assign(window, { isSame: true }));
  await page.getByText('More settings').click();
  await compare(page);
  for (const id of PANELS) {
    await page.locator(`#tab-${id}`).click();
    await expect(page.locator('#panel')).not.toContainText(/Loading|加载/);
    await language(page).selectOption('zh-CN');
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(page.locator(`#tab-${id}`)).toHaveText(/\p{Script=Han}/u);
    // A panel's code loads and draws anew.
    await expect.poll(() => english(page), `Chinese, panel ${id}`).toEqual([]);
    await expect(page.locator('#panel')).toHaveText(/\p{Script=Han}/u);
    await language(page, '语言').selectOption('en');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.locator('body')).not.toHaveText(/[\p{Script=Han}。，：](?!体中文)(?<!简体中文|简体中|简体|简)/u);
  }
  // What was chosen, computed and unfolded is still there; nothing was loaded anew.
  await expect(page.locator('details.more')).toHaveAttribute('open', '');
  await expect(page.locator('.verdict')).toBeVisible();
  expect(await page.evaluate(() => 'isSame' in window)).toBe(true);
});

test('programs to take along say in the page’s language what their calls do', async ({ page }) => {
  const program = page.getByRole('region', { name: /primes_pool\.py/ });
  for (const [id, call, task] of [
    ['en', '# In item order, each as soon as it and all before it are there.', '"""Trial division by 2 and the odd numbers up to the square root."""'],
    ['zh-CN', '# 按项的顺序：一项和它之前的各项都完成后立即交出。', '"""试除法：用 2 和不超过平方根的奇数去除。"""'],
  ] as const) {
    await open(page, `${QUICK}&lang=${id}`);
    await page.locator('#tab-code').click();
    await expect(program).toContainText(call);
    await expect(program).toContainText(task);
    await page.goto('about:blank');
  }
  // Where the tasks' comments can't be had in the language, there is a program all the same.
  await page.route(/zh-CN-sources/, (route) => route.abort());
  await open(page, `${QUICK}&lang=zh-CN`);
  await page.locator('#tab-code').click();
  await expect(program).toContainText('# 按项的顺序');
  await expect(program).toContainText('"""Trial division');
});

test('the choice is in the link and remembered; another link’s choice isn’t', async ({ page, context }) => {
  await open(page, QUICK);
  await language(page).selectOption('zh-CN');
  await expect(page).toHaveURL(/&lang=zh-CN/);
  const other = await context.newPage();
  await open(other, './');
  await expect(other.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await other.goto('about:blank');
  await open(other, './#v=1&task=hello&lang=en');
  await expect(other.locator('html')).toHaveAttribute('lang', 'en');
  await other.goto('about:blank');
  await open(other, './');
  await expect(other.locator('html')).toHaveAttribute('lang', 'zh-CN');
});

test('a link that is pasted while the page is open switches it', async ({ page }) => {
  await open(page, QUICK);
  await page.evaluate(() => (location.hash = '#v=1&task=square&lang=zh-CN'));
  await expect(page.getByRole('combobox', { name: '任务' })).toHaveValue('square');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});

test('a language that nobody speaks is told, with those there are', async ({ page }) => {
  await open(page, `${QUICK}&lang=tlh`);
  await expect(page.getByText('lang: tlh was given, one of en, zh-CN is allowed')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('errors, hints and warnings are Chinese, too', async ({ page }) => {
  await open(page, `${QUICK}&lang=zh-CN`);
  await page.getByText('更多设置').click();
  await page.getByRole('textbox', { name: '项数' }).fill('many');
  await expect(page.locator('.field-error')).toHaveText('many：无效，应为1 到 10000 之间的整数');
  await page.getByRole('textbox', { name: '项数' }).fill('2');
  await page.getByRole('textbox', { name: '其他工作者数' }).fill('64');
  await page.getByRole('textbox', { name: '每种策略的运行次数' }).fill('1');
  expect(await english(page)).toEqual([]);
  await compare(page);
  await expect(page.locator('.warnings li').first()).toHaveText(/\p{Script=Han}.*。$/u);
  expect(await english(page)).toEqual([]);
  await page.evaluate(() => (location.hash = '#v=1&task=nonsense&items=-4&cores=x&p.tail=3&colour=blue'));
  await expect(page.locator('.notice li')).toHaveCount(5);
  expect(await english(page)).toEqual([]);
});

test('results don’t wait for the panels’ texts', async ({ page }) => {
  // Never answered.
  await page.route(/zh-CN-panels/, () => undefined);
  await open(page, `${QUICK}&lang=zh-CN`);
  await page.locator('#tab-code').click();
  await page.locator('.button-run').click();
  await expect(page.locator('.verdict')).toHaveText('所有策略算出的结果完全一致。');
  await expect(page.locator('#panel')).toContainText('正在加载');
});

test('what the engine says before there are results is Chinese as soon as that can be had', async ({ page }) => {
  let isDown = true;
  await page.route(/zh-CN-messages/, (route) => (isDown ? route.abort() : route.continue()));
  await page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: 'none' }));
  await open(page, `${QUICK}&lang=zh-CN`);
  await expect(page.locator('.notice-bad')).toContainText('this browser could not compile the engine');
  isDown = false;
  await page.getByRole('button', { name: '重试' }).click();
  await expect(page.locator('.notice-bad')).toContainText('这个浏览器无法编译引擎');
});

test('what the engine says is English for scripts, whatever the page speaks; the catalogue is in its language', async ({ page }) => {
  await open(page, `${QUICK}&lang=zh-CN`);
  const report = await run(page, { task: 'square', items: 10, cores: 2, repeats: 1 });
  expect(report.warnings.map(({ text }) => text)).toContain('each strategy ran once: too little to say how certain the figures are');
  expect(await page.evaluate(() => window.playground.catalog().tasks[0]?.title)).toBe('曼德博集合');
});

test('a language that does not load says so and leaves the page as it is', async ({ page }) => {
  await open(page, QUICK);
  await page.route(/zh-CN/, (route) => route.abort());
  await language(page).selectOption('zh-CN');
  await expect(page.getByText('The language could not be loaded')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(language(page)).toHaveValue('en');
  await page.unroute(/zh-CN/);
});
