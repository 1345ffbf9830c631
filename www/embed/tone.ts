// Whether a page is light or dark where the element stands, and when that changes.

/** A page with light text is a dark one, however it came to that: by system, class, or style sheet. */
export function toneOf(element: Element): 'light' | 'dark' {
  const { color } = getComputedStyle(element);
  const numbers = /^rgba?\((\d+), (\d+), (\d+)/.exec(color)?.slice(1).map(Number) ?? painted(color);
  const [red = 0, green = 0, blue = 0] = numbers;
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? 'dark' : 'light';
}

/** Any other colour that CSS has. Not for all: browsers that hide from being recognised falsify what is painted. */
function painted(color: string): ArrayLike<number> & Iterable<number> {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (context === null) return [];
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

/** Styles for what `watchTone` gives back: a transition that is over at once ends whenever the inherited colour changes. */
export const TONE_CSS = '.tone{position:absolute;visibility:hidden;transition:color 1ms}';

/** Something to put beside the frame; calls `onChange` when the text colour there changes. */
export function watchTone(onChange: () => void): HTMLElement {
  const probe = document.createElement('span');
  probe.className = 'tone';
  probe.addEventListener('transitionend', onChange);
  return probe;
}
