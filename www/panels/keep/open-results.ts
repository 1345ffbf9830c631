// Opens the results that a link carries. Loaded only when the address has some.

import { type Read, decodeResults } from '../../model/results-link';
import type { App } from '../../views/app';
import { useTexts } from '../texts';
import { putBeside } from './overlay-list';
import { machineText } from './rows';

/** The link around the results. */
interface Opening {
  /** Takes the rest of the link. */
  go: () => void;
  /** Whether another link came meanwhile. */
  overtaken: () => boolean;
}

/** Shows the results beside the visitor's own and does what `go` says; where they can't be read, says so and leaves all else. */
export async function openResults(app: App, results: string, { go, overtaken }: Opening): Promise<void> {
  const read = await decodeResults(results, app.catalog);
  if (overtaken()) return;
  const address = (): string => app.linkTo(app.spec.value);
  if (read.kind === 'read') {
    putBeside(app, read.shared);
    go();
    const texts = useTexts();
    const { keep } = texts;
    app.notice.value = keep.opened(machineText(read.shared.summary.machine, texts), keep.day(read.shared.atS));
    // So that the results are there again after a reload, until something else is set up.
    history.replaceState(history.state, '', `${address()}&r=${encodeURIComponent(results)}`);
  } else {
    app.notice.value = unreadable(read, app);
    history.replaceState(history.state, '', address());
  }
}

/** What is wrong with damaged results, in the visitor's language; empty where there is nothing to add. */
export function whyOf({ why }: Read & { kind: 'damaged' }, { text }: App): string {
  return why === null ? '' : text.notes.problem(why);
}

/** Why results can't be read, as a sentence. */
function unreadable(read: Exclude<Read, { kind: 'read' }>, app: App): string {
  const { keep } = useTexts();
  switch (read.kind) {
    case 'newer':
      return keep.newer;
    case 'damaged':
      return keep.damaged(whyOf(read, app));
  }
}
