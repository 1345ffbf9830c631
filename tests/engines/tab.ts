// The page in some browser, in a tab of its own or in a frame: what tests may ask of it, the same for every engine.
import { By, error, type WebDriver } from 'selenium-webdriver';

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
    await this.#window.get(url);
    this.#documents.clear();
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
        const script = `return [performance.timeOrigin, (${question.toString()})(...arguments)]`;
        // A document that goes meanwhile answers nothing.
        const [began, answer] = (await this.#window.executeScript<[number, Answer | null] | null>(script, ...given)) ?? [null, null];
        if (began !== null) this.#documents.add(began);
        if (answer !== null && answer !== undefined) return answer;
      } catch (problem) {
        if (!(problem instanceof error.WebDriverError)) throw problem;
        last = problem;
        await this.#enter().catch(() => undefined);
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`it never came to this: ${what}${last === undefined ? '' : ` (${String(last)})`}`);
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

  async #enter(): Promise<void> {
    await this.#window.switchTo().defaultContent();
    if (this.#frame !== null) await this.#window.switchTo().frame(await this.#window.findElement(By.css(this.#frame)));
  }
}
