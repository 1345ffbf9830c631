// The page in some browser, in a tab of its own or in a frame: what tests may ask of it, the same for every engine.
import { By, error, type WebDriver, type WebElement } from 'selenium-webdriver';

/** Long, because three browsers may share two cores with much else. */
const PATIENCE_MS = 30_000;

export class Tab {
  readonly #window: WebDriver;
  #frame: string | null = null;
  #documents = new Set<number>();

  constructor(window: WebDriver) {
    this.#window = window;
  }

  /** Opens an address. What is asked from now on is asked of the document in this frame of it, where one is given. */
  async open(url: string, frame: string | null = null): Promise<void> {
    this.#frame = null;
    await this.#window.switchTo().defaultContent();
    await this.#loadAnew(url, () => this.#window.get(url));
    if (frame !== null) this.#documents.clear();
    this.#frame = frame;
    await this.#enter();
  }

  /** How many documents were seen since it was opened: one, and one for each time that it was loaded anew. */
  get documents(): number {
    return this.#documents.size;
  }

  /** Calls a function in the page, which must not refer to anything outside of it, and waits for its promise. */
  async ask<Given extends unknown[], Answer>(question: (...given: Given) => Answer | Promise<Answer>, ...given: Given): Promise<Answer> {
    const script = `const done = arguments[arguments.length - 1];
      (async () => (${question.toString()})(...Array.prototype.slice.call(arguments, 0, -1)))().then(
        (value) => done({ value }), (error) => done({ error: String(error) }));`;
    const answer = await this.#window.executeAsyncScript<{ value?: Answer; error?: string }>(script, ...given);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value as Answer;
  }

  /**
   * Asks until the answer is something, and returns it. A document that is loaded anew meanwhile is asked again.
   * `what` is for people, when it never comes.
   */
  async until<Given extends unknown[], Answer>(
    what: string,
    question: (...given: Given) => Answer | null,
    ...given: Given
  ): Promise<Answer> {
    const deadline = Date.now() + PATIENCE_MS;
    let last: unknown;
    while (Date.now() < deadline) {
      try {
        // At once, not as a promise: what a document promises is lost when it goes, and WebKit's driver waits for it all the same.
        // Before a page comes, where it gets a process of its own as well, there is an empty document, which is no load of it.
        const script = `return [location.protocol === 'about:' ? null : performance.timeOrigin, (${question.toString()})(...arguments)]`;
        // A document that goes meanwhile answers nothing.
        const [began, answer] = (await this.#window.executeScript<[number | null, Answer | null] | null>(script, ...given)) ?? [null, null];
        if (began !== null) this.#documents.add(began);
        if (answer !== null && answer !== undefined) return answer;
      } catch (problem) {
        if (!(problem instanceof error.WebDriverError)) throw problem;
        last = problem;
        await this.#enter().catch(() => undefined);
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const asked = last === undefined ? '' : ` (${String(last)})`;
    throw new Error(`it never came to this: ${what}${asked}; what is there: ${await this.#shown()}`);
  }

  /** Clicks as a person does: on what carries these words and can be seen. */
  async click(kind: 'button' | 'summary', words: string): Promise<void> {
    const found = await this.#window.findElements(By.xpath(`//${kind}[contains(normalize-space(), "${words}")]`));
    for (const element of found) {
      if (!(await element.isDisplayed())) continue;
      await this.#window.executeScript('arguments[0].scrollIntoView({ block: "center" })', element);
      return element.click();
    }
    throw new Error(`there is no ${kind} ${words} to be seen`);
  }

  /** Whether words can be seen. (WebKit's driver counts what is folded away as text, too.) */
  sees(words: string): Promise<boolean> {
    return this.ask((wanted) => {
      const holders = [...document.querySelectorAll('body *')].filter(({ textContent }) => textContent.includes(wanted));
      return holders.some((element) => !holders.some((other) => other !== element && element.contains(other)) && element.checkVisibility());
    }, words);
  }

  /** As a visitor reloads the page. */
  reload(): Promise<void> {
    return this.#loadAnew('the same address', () => this.#window.executeScript('setTimeout(() => location.reload())'));
  }

  /** As with Shift, past the browser's cache and service workers, in the engine where scripts can. */
  hardReload(): Promise<void> {
    return this.#loadAnew('the same address, hard', () => this.#window.executeScript('setTimeout(() => location.reload(true))'));
  }

  /** Loads, and waits for another document than the one that is there: browsers may answer before. */
  async #loadAnew(what: string, load: () => Promise<unknown>): Promise<void> {
    const before = await this.#window.executeScript<number>('return performance.timeOrigin').catch(() => 0);
    await load();
    this.#documents.clear();
    const isEmpty = what.startsWith('about:');
    const isThere = (last: number, empty: boolean): true | null => (performance.timeOrigin !== last && (location.protocol === 'about:') === empty ? true : null);
    await this.until(`another document, at ${what}`, isThere, before, isEmpty);
    this.#documents.delete(before);
  }

  /** Asks of another frame of the page from now on, or of the page itself. */
  async look(frame: string | null): Promise<void> {
    this.#frame = frame;
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const trouble = await this.#enter().then(() => null, (problem: unknown) => problem);
      if (trouble === null) return;
      if (!(trouble instanceof error.WebDriverError) || Date.now() > deadline) throw trouble;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  /** For people: what the document shows. */
  #shown(): Promise<string> {
    const script = `const words = [...document.querySelectorAll('.badge, .run-status, [role=alert]')].map((one) => one.textContent);
      return [location.href, document.readyState, ...words].join(' | ')`;
    return this.#window.executeScript<string>(script).catch(String);
  }

  async #enter(): Promise<void> {
    await this.#window.switchTo().defaultContent();
    if (this.#frame === null) return;
    const script = 'const at = document.querySelector(arguments[0]); return at?.shadowRoot?.querySelector("iframe") ?? at';
    const frame = await this.#window.executeScript<WebElement | null>(script, this.#frame);
    if (frame === null || (await frame.getTagName()).toLowerCase() !== 'iframe') throw new error.NoSuchFrameError(`no frame at ${this.#frame}`);
    await this.#window.switchTo().frame(frame);
  }
}
