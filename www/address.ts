// Follows the address: links that someone opens, pastes or goes back to, and the results that they may carry.

import { withTexts } from './locales/spoken';
import type { Link } from './model/link';
import type { App } from './views/app';

/** What a link asks of the page. */
interface Following {
  /** What the address says. */
  read: () => Link | null;
  /** Sets a link up. */
  take: (link: Link) => void;
  /** Gets the engine ready for what is set up. */
  prepare: () => Promise<void>;
}

/** Takes the address's link, follows the address from now on, and gets the engine ready. Starts at once if the link says so. */
export function followAddress(app: App, { read, take, prepare }: Following): void {
  /** The last one from outside. */
  let latest = read();
  const first = latest;
  if (first !== null) {
    take(first);
    // Whatever the results are, a page that opens has the link's setup.
    if (first.results !== null) void openResults(first.results, first, () => undefined);
  }
  addEventListener('hashchange', () => {
    // The page's own changes make no such event, but somebody may go back to one.
    const link = location.hash === app.linkTo(app.spec.value) ? null : read();
    latest = link;
    if (link === null) return;
    const go = (): void => {
      take(link);
      if (link.run) app.start();
      else void prepare();
    };
    // Results that can't be read leave everything as it is.
    if (link.results === null) go();
    else void openResults(link.results, link, go);
  });
  void prepare().then(() => {
    if (first?.run) app.start();
  });

  /** Shows a link's results and then does what `go` says, if they can be read and no other link came meanwhile. The compact page has no place for them. */
  async function openResults(results: string, link: Link, go: () => void): Promise<void> {
    if (app.embedded) return go();
    const overtaken = (): boolean => latest !== link;
    const part = await withTexts(import('./panels/keep/open-results')).catch(() => null);
    if (overtaken()) return;
    if (part === null) app.notice.value = app.text.panels.failed;
    else await part.openResults(app, results, { go, overtaken });
  }
}
