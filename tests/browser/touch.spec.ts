// Fingers: what can be pressed is large enough for a thumb, on a phone, in the main views.
import { type Page, expect, test } from '@playwright/test';
import { VIEWS } from './views.ts';

/** Of everything: as WCAG 2.2 asks at least. Of what is pressed most: as it asks at best. */
const [LEAST, COMFORTABLE] = [24, 44];
const MOST_PRESSED = 'button, select, input:not([type=checkbox], [type=radio]), summary, label, [role=tab]';

/** What is too small, with its size. A label is a part of what it belongs to; links within sentences are as high as their line. */
function small(page: Page): Promise<string[]> {
  return page.evaluate(
    ([least, comfortable, most]) => {
      const isInSentence = (link: Element): boolean => {
        const { display } = getComputedStyle(link);
        return display === 'inline' && (link.parentElement?.textContent ?? '').trim() !== (link.textContent ?? '').trim();
      };
      const found = new Set<string>();
      for (const element of document.querySelectorAll('button, select, input, textarea, summary, a[href], [role=tab], [role=radio], [role=slider], canvas[tabindex]')) {
        if (!element.checkVisibility() || (element.matches('a') && isInSentence(element))) continue;
        const pressed = element.closest('label') ?? (element as HTMLInputElement).labels?.[0]?.closest('label') ?? element;
        // Off the page until it has the focus.
        const { width, height, right } = (pressed.contains(element) ? pressed : element).getBoundingClientRect();
        if (right <= 0) continue;
        const wanted = pressed.matches(most) ? comfortable : least;
        // A word of one letter may be narrower than high.
        if (height < wanted - 0.5 || width < least - 0.5) {
          const name = element.getAttribute('aria-label') ?? (element.textContent || (element as HTMLInputElement).labels?.[0]?.textContent) ?? '';
          found.add(`${element.tagName.toLowerCase()}.${element.className} ${name.trim().slice(0, 30)}: ${Math.round(width)} x ${Math.round(height)}`);
        }
      }
      return [...found];
    },
    [LEAST, COMFORTABLE, MOST_PRESSED] as const,
  );
}

test.use({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true });

// Whatever these show is in others, too.
const ELSEWHERE = ['setup', 'all settings', 'running', 'no engine'];
for (const { name, show } of VIEWS.filter((view) => !ELSEWHERE.includes(view.name))) {
  test(`what is pressed is large enough: ${name}`, async ({ page }) => {
    await show(page, '');
    expect(await small(page)).toEqual([]);
  });
}
