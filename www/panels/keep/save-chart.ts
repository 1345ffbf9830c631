// Saves a chart of the page as SVG or PNG.

import { slug } from '../../model/export/names';
import { type SaveableChart, pngOf } from './chart-file';
import { download } from './files';

/** The formats. */
export const CHART_FORMATS = ['svg', 'png'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

/** Downloads the chart; the file is named after it and what it is about. Gives the file's name. */
export async function saveChart({ id, make }: SaveableChart, format: ChartFormat, stem: string): Promise<string> {
  const name = `${stem}-${slug(id)}.${format}`;
  const text = make();
  download(format === 'svg' ? new Blob([text], { type: 'image/svg+xml' }) : await pngOf(text), name);
  return name;
}
