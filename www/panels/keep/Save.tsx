// The last comparison as files: its numbers, its report, its recording, and the charts that are on the page.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { csvOf } from '../../model/export/csv';
import { fileStem } from '../../model/export/names';
import { reportPieces } from '../../model/export/report-json';
import { tracePieces } from '../../model/export/trace-events';
import { summaryOf } from '../../model/kept';
import type { Outcome } from '../../model/trace';
import { useApp } from '../../views/app';
import { titleOf } from '../../views/words';
import { useTexts } from '../texts';
import { type SaveableChart, chartsIn } from './chart-file';
import { download, fileOf } from './files';
import { CHART_FORMATS, saveChart } from './save-chart';
import { timelineChart } from './timeline-chart';

/** The section. */
export function Save(): JSX.Element {
  const { outcome, overlay } = useApp();
  const { save: text } = useTexts().keep;
  const said = useSignal('');
  /** Says what becomes of a file that is being written; its maker gives its name. */
  const save = async (write: () => Promise<string>): Promise<void> => {
    said.value = text.busy;
    said.value = await write().then(text.saved, () => text.failed);
  };
  const current = outcome.value;
  const hasCharts = current !== null || overlay.value.length > 0;
  return (
    <section class="keep-part keep-tall" aria-labelledby="keep-save">
      <h3 id="keep-save">{text.title}</h3>
      {current === null ? <p class="muted">{text.none}</p> : <Files outcome={current} save={save} />}
      {hasCharts && <Charts save={save} />}
      <p class="hint" role="status">
        {said}
      </p>
    </section>
  );
}

type SaveFile = (write: () => Promise<string>) => Promise<void>;

function Files({ outcome, save }: { outcome: Outcome; save: SaveFile }): JSX.Element {
  const app = useApp();
  const { save: text, trace } = useTexts().keep;
  const { report, traces } = outcome;
  const stem = fileStem(report.spec);
  const write = (ending: string, type: string, pieces: () => Iterable<string>) => async (): Promise<string> => {
    const name = `${stem}${ending}`;
    download(await fileOf(pieces(), type), name);
    return name;
  };
  const words = { ...trace, process: (strategy: string, repeat: number) => trace.process(titleOf(app, strategy), repeat) };
  const rows = [
    { name: text.csv, hint: text.csvHint, write: write('.csv', 'text/csv', () => [csvOf([summaryOf(report)], app.catalog)]) },
    { name: text.json, hint: text.jsonHint, write: write('.json', 'application/json', () => reportPieces(report)) },
    {
      name: text.trace,
      hint: traces.length > 0 ? text.traceHint : text.traceNone,
      write: traces.length > 0 ? write('.trace.json', 'application/json', () => tracePieces(outcome, words)) : null,
    },
  ];
  return (
    <ul class="keep-files">
      {rows.map((row) => (
        <li key={row.name}>
          <button type="button" class="button-quiet" disabled={row.write === null} onClick={() => row.write !== null && void save(row.write)}>
            {row.name}
          </button>
          <span class="hint">{row.hint}</span>
        </li>
      ))}
    </ul>
  );
}

/** A line for each chart on the page. Charts come and go with what is shown, so they are looked for after each change. */
function Charts({ save }: { save: SaveFile }): JSX.Element {
  const app = useApp();
  const texts = useTexts();
  const { overlay, report, shown } = app;
  const { save: text } = texts.keep;
  const charts = useSignal<readonly SaveableChart[]>([]);
  const look = (): void => {
    // The open panel is this one, which has no charts.
    charts.value = [...chartsIn(document), ...timelineChart(app, texts)];
  };
  useEffect(() => {
    look();
    // Also those that are loaded first.
    const observer = new MutationObserver(look);
    const main = document.querySelector('main');
    if (main !== null) observer.observe(main, { childList: true });
    return () => observer.disconnect();
  }, [overlay.value, report.value]);
  const stem = fileStem(shown.value);
  return (
    <>
      <h4>{text.charts}</h4>
      <ul class="keep-files">
        {charts.value.map((chart) => (
          <li key={chart.id}>
            {CHART_FORMATS.map((format) => (
              <button key={format} type="button" class="button-quiet" aria-label={text.chartAs(chart.title, text[format])} onClick={() => void save(() => saveChart(chart, format, stem))}>
                {text[format]}
              </button>
            ))}
            <span>{chart.title}</span>
          </li>
        ))}
      </ul>
      <p class="hint">{text.chartsHint}</p>
    </>
  );
}
