// The timeline as a chart to be saved: on the page it is a canvas, here it is drawn once more, the median run of each strategy whole.

import { render } from 'preact';
import { coloursOf } from '../../charts/timeline/canvas';
import { TimelineSvg } from '../../charts/timeline/svg';
import { endOf, timelineOf } from '../../model/timeline';
import { whole } from '../../model/timeline-view';
import { taskOf } from '../../model/spec';
import { traceOf } from '../../model/trace';
import type { PanelTexts } from '../../locales/en/panels';
import type { App } from '../../views/app';
import { titleOf } from '../../views/words';
import { type SaveableChart, documentOf } from './chart-file';

/** Wide enough for a page in landscape. */
const WIDTH = 1_000;

/** The timeline; none where nothing was recorded. */
export function timelineChart(app: App, { keep: { save: text }, timeline: words }: PanelTexts): SaveableChart[] {
  const outcome = app.outcome.value;
  if (outcome === null) return [];
  const { report } = outcome;
  const traces = report.results.map(({ strategy }) => traceOf(outcome, strategy)).filter((trace) => trace !== undefined);
  if (traces.length === 0) return [];
  const title = text.timeline(taskOf(app.catalog, report.spec.task).title);
  const make = (): string => {
    const groups = traces.map((trace) => ({ title: titleOf(app, trace.strategy), timeline: timelineOf(trace), colours: coloursFor(trace.strategy) }));
    const runs = traces.map((trace) => ({ ...trace, title: titleOf(app, trace.strategy) }));
    const box = document.createElement('div');
    render(
      <TimelineSvg
        groups={groups}
        view={whole(Math.max(0.01, ...groups.map(({ timeline }) => endOf(timeline))))}
        width={WIDTH}
        title={title}
        text={text.timelineText(runs)}
        extras={{ rowName: ({ kind, worker }) => (kind === 'worker' ? words.worker(worker) : words.rows[kind]), chunksize: report.chunksize }}
      />,
      box,
    );
    const [svg] = box.children;
    if (svg === undefined) throw new Error('the timeline was not drawn');
    return documentOf(svg);
  };
  return [{ id: 'timeline', title, make }];
}

/** The page's colours for a strategy, as they are now. */
function coloursFor(strategy: string): ReturnType<typeof coloursOf> {
  const probe = document.createElement('span');
  probe.className = `strategy-${strategy}`;
  document.body.append(probe);
  const colours = coloursOf(probe);
  probe.remove();
  return colours;
}
