// Below a chart: buttons that save it. For the panels: `<ChartTools />` within the figure that holds the chart.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { fileStem } from '../model/export/names';
import { useApp } from '../views/app';
import { chartsIn } from './keep/chart-file';
import { CHART_FORMATS, type ChartFormat, saveChart } from './keep/save-chart';
import { useTexts } from './texts';
import './chart-tools.css';

/** The buttons. They save every `svg.chart` with a `data-chart` that is in the nearest figure. */
export function ChartTools(): JSX.Element {
  const { shown } = useApp();
  const { save: text } = useTexts().keep;
  const box = useRef<HTMLDivElement | null>(null);
  const said = useSignal('');
  const save = async (format: ChartFormat): Promise<void> => {
    const figure = box.current?.closest('figure');
    if (figure === null || figure === undefined) return;
    try {
      for (const chart of chartsIn(figure)) said.value = text.saved(await saveChart(chart, format, fileStem(shown.value)));
    } catch {
      said.value = text.failed;
    }
  };
  return (
    <div class="chart-tools" ref={box}>
      {CHART_FORMATS.map((format) => (
        <button key={format} type="button" class="button-quiet" onClick={() => void save(format)}>
          {text.saveAs(text[format])}
        </button>
      ))}
      <span class="hint" role="status">
        {said}
      </span>
    </div>
  );
}
