// The panel `happened`: why the comparison came out as it did, in sentences with their numbers, and where all workers' time went.

import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { explainComparison, topicsOf } from '../../model/explain';
import { headlineOf } from '../../model/explain/headline';
import { comparisonOf } from '../../model/explain/study';
import { useApp } from '../../views/app';
import { titleOf } from '../../views/words';
import { useTexts } from '../texts';
import { Pieces, Topics } from './Topics';
import { Shares } from './Shares';
import './happened.css';

/** The panel. */
export function Panel(): JSX.Element {
  const app = useApp();
  const { happened: text } = useTexts();
  const shown = useComputed(() => {
    const outcome = app.outcome.value;
    if (outcome === null) return null;
    const comparison = comparisonOf(outcome);
    return { comparison, headline: headlineOf(comparison), topics: topicsOf(explainComparison(comparison)) };
  });
  if (shown.value === null) return <p class="muted">{text.none}</p>;
  const { comparison, headline, topics } = shown.value;
  const hasTraces = comparison.studies.some(({ account }) => account !== null);
  return (
    <div class="happened">
      <div class="happened-words">
        {headline !== null && (
          <p class="happened-headline">
            <Pieces pieces={text.headline(headline, (id) => titleOf(app, id))} />
          </p>
        )}
        {!hasTraces && comparison.studies.length > 0 && <p class="muted">{text.noTraces}</p>}
        <Topics topics={topics} spec={comparison.report.spec} />
        {hasTraces && topics.every(({ finding }) => finding.tone !== 'loss' && finding.cause.kind !== 'uncertain') && <p class="muted">{text.nothing}</p>}
        <p class="hint">{text.from}</p>
      </div>
      {(hasTraces || comparison.serial?.account != null) && <Shares comparison={comparison} />}
    </div>
  );
}
