// What a page says in English, for tests of pages that speak something else.
import type { Page } from '@playwright/test';

/** What can be read or is read out, and is still English: three words of a sentence. Programs and recorded data are the same in every language. */
export function english(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const look = (text: string | null): void => {
      if (text !== null && /(?<![\w.'])[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(text)) found.add(text.trim());
    };
    const isProgram = (element: Element | null): boolean => element?.closest('pre, code, script, style, noscript, textarea') !== null;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (!isProgram(texts.currentNode.parentElement)) look(texts.currentNode.textContent);
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt']) look(element.getAttribute(name));
    }
    return [...found];
  });
}
