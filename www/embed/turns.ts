// Whose turn it is among the frames of this page, for those that the browser lets ask nobody else.

interface Waiting {
  who: object;
  go(): void;
}

const queue: Waiting[] = [];

/** Puts somebody at the end of the queue; `go` is called when the turn is theirs. */
export function wantTurn(who: object, go: () => void): void {
  queue.push({ who, go });
  if (queue.length === 1) go();
}

/** Ends somebody's turn, or their waiting for it. */
export function endTurn(who: object): void {
  const first = queue[0];
  for (let at = queue.length - 1; at >= 0; at -= 1) if (queue[at]?.who === who) queue.splice(at, 1);
  if (queue[0] !== first) queue[0]?.go();
}
