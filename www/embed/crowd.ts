// Which frames of a page stay loaded though nobody sees them: a page with fifty needs no memory for all that were scrolled past.

/** So many nearest to what is seen stay, so that scrolling back a little loads nothing. */
export const MOST_SPARE = 4;

interface Spare {
  who: object;
  /** Gives the frame's memory back. */
  release(): void;
}

/** Out of view and nobody's work in them; who was seen last comes last. */
const spare: Spare[] = [];

/** Nobody sees a frame, and nothing in it would be lost: it goes when enough others were seen since. */
export function becomeSpare(who: object, release: () => void): void {
  leaveSpare(who);
  spare.push({ who, release });
  if (spare.length > MOST_SPARE) spare.shift()?.release();
}

/** A frame is seen, has somebody's work in it, or is gone. */
export function leaveSpare(who: object): void {
  const at = spare.findIndex((one) => one.who === who);
  if (at >= 0) spare.splice(at, 1);
}
