// Scrolls to something, smoothly where the visitor likes motion. The focus stays where it is.

/** Brings the top of an element to the top of the window, as far as the page reaches. */
export function bringIntoView(element: Element): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : 'smooth' });
}

/** What somebody does who is at something already: from then on, where the page stands is theirs. */
const DEEDS = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;

/** Calls back once, with the first thing that the visitor does. */
export function onDeed(done: () => void): void {
  const ending = new AbortController();
  const once = (): void => {
    ending.abort();
    done();
  };
  for (const deed of DEEDS) addEventListener(deed, once, { capture: true, passive: true, signal: ending.signal });
}
