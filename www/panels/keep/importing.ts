// Takes in what others measured: links that were pasted, report files that were chosen. Says what became of each.

import type { Catalog } from '../../model/contract';
import { readReport } from '../../model/export/report-json';
import { type Read, decodeResults, resultsIn } from '../../model/results-link';
import type { App } from '../../views/app';
import type { PanelTexts } from '../../locales/en/panels';
import { whyOf } from './open-results';
import { MOST_BESIDE, putBeside } from './overlay-list';

/** Larger than any report that the page saves. */
const MOST_MB = 200;

/** What is said about one of several things that were to be added. */
export interface Told {
  text: string;
  isGood: boolean;
}

/** Adds the results of links, one a line. */
export async function addLinks(app: App, pasted: string, text: PanelTexts['keep']['compare']): Promise<Told[]> {
  const lines = pasted.split(/\s+/).filter((line) => line !== '');
  const told: Told[] = [];
  for (const line of lines) {
    const results = resultsIn(line);
    const short = line.length > 40 ? `${line.slice(0, 37)}…` : line;
    told.push(results === null ? bad(text.noLink(short)) : place(app, await decodeResults(results, app.catalog), text, text.badLink, text.newerLink));
  }
  return told;
}

/** Adds report files. */
export async function addFiles(app: App, files: readonly File[], text: PanelTexts['keep']['compare']): Promise<Told[]> {
  const told: Told[] = [];
  for (const file of files) {
    const { name } = file;
    if (file.size > MOST_MB * 2 ** 20) {
      told.push(bad(text.largeFile(name, MOST_MB)));
      continue;
    }
    const read = await readFile(file, app.catalog);
    told.push(read === null ? bad(text.unreadFile(name)) : place(app, read, text, (why) => text.badFile(name, why), text.newerFile(name)));
  }
  return told;
}

/** Null where the browser can't read it any more. */
async function readFile(file: File, catalog: Catalog): Promise<Read | null> {
  const content = await file.text().catch(() => null);
  if (content === null) return null;
  return readReport(content, file.name.replace(/\.json$/i, ''), Math.max(0, Math.floor(file.lastModified / 1_000)), catalog);
}

function place(app: App, read: Read, text: PanelTexts['keep']['compare'], damaged: (why: string) => string, newer: string): Told {
  switch (read.kind) {
    case 'damaged':
      return bad(damaged(whyOf(read, app)));
    case 'newer':
      return bad(newer);
    case 'read':
      switch (putBeside(app, read.shared)) {
        case 'added':
          return { text: text.added(read.shared.name), isGood: true };
        case 'there':
          return { text: text.there(read.shared.name), isGood: true };
        case 'too-many':
          return bad(text.tooMany(MOST_BESIDE));
      }
  }
}

function bad(text: string): Told {
  return { text, isGood: false };
}
