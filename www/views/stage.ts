// Paints what a strategy delivers: the task's picture, or a field with a cell for each item, and the latest results.
//
// It paints outside of rendering: tens of thousands of results may come in one frame.

import type { Delivered, Live } from '../engine/live';
import type { Frame, Report, RunSpec } from '../model/contract';
import { paintCounts, paintRgb } from '../model/palette';
import { grouped } from '../model/units';
import type { Watcher } from './app';

/** Results read in one frame; the next frame goes on where this one stopped. */
const PICTURES_PER_FRAME = 400;
const ITEMS_PER_FRAME = 200_000;
/** Cells of the field that stands for items; more items share cells. */
const MOST_CELLS = 2_400;
/** The field in canvas pixels, and its largest cell: a few items are a short row, not a few huge squares. */
const FIELD_WIDTH = 720;
const LARGEST_CELL = 48;
/** Results that are spelled out, the latest last. */
const LINES = 10;

/** One strategy's stage. */
export class Stage implements Watcher {
  readonly #strategy: string;
  readonly #canvas: HTMLCanvasElement;
  readonly #lines: HTMLOListElement;
  readonly #context: CanvasRenderingContext2D | null;
  #frame: Frame | null = null;
  #items = 0;
  #run = 0;
  #read = 0;
  #columns = 1;
  /** Width and height of a field's cell, the gap to the next one included. */
  #size = LARGEST_CELL;
  /** Field: how many items of each cell have been delivered. */
  #filled = new Uint32Array();
  #latest: string[] = [];
  /** How many results had been delivered when they were spelled out. */
  #spelled = 0;
  #colour = '';

  constructor(strategy: string, canvas: HTMLCanvasElement, lines: HTMLOListElement) {
    this.#strategy = strategy;
    this.#canvas = canvas;
    this.#lines = lines;
    this.#context = canvas.getContext('2d');
    canvas.width = 3;
    canvas.height = 2;
  }

  begin(frame: Frame | null, { items }: RunSpec): void {
    this.#frame = frame;
    this.#items = items;
    this.#colour = getComputedStyle(this.#canvas).color;
    this.#run = 0;
    const cells = Math.min(items, MOST_CELLS);
    this.#columns = Math.min(cells, Math.max(20, Math.ceil(Math.sqrt(1.5 * cells))));
    this.#size = Math.min(LARGEST_CELL, Math.floor(FIELD_WIDTH / this.#columns));
    this.#canvas.width = frame?.width ?? FIELD_WIDTH;
    this.#canvas.height = frame?.height ?? Math.ceil(cells / this.#columns) * this.#size;
    this.#canvas.classList.toggle('field-canvas', frame === null);
    this.#canvas.hidden = false;
    this.#filled = new Uint32Array(cells);
    this.#clear();
    this.#write();
  }

  look(live: Live): void {
    if (live.strategy !== this.#strategy) return;
    if (live.run !== this.#run) {
      this.#run = live.run;
      this.#read = 0;
      this.#clear();
    }
    if (live.delivered === this.#read) return;
    if (this.#frame !== null) {
      const entries = live.read(this.#read, PICTURES_PER_FRAME);
      entries.forEach((entry) => this.#tile(entry));
      this.#read += entries.length;
      return;
    }
    const items = live.items(this.#read, ITEMS_PER_FRAME);
    this.#fill(items);
    this.#read += items.length;
    // The field may be some frames behind; the lines are what came last.
    const latest = live.read(Math.max(0, live.delivered - LINES), LINES);
    if (latest.length === 0) return;
    this.#latest = latest.map(lineOf);
    this.#spelled = live.delivered;
    this.#write();
  }

  end(report: Report): void {
    const result = report.results.find(({ strategy }) => strategy === this.#strategy);
    if (result === undefined) return;
    // The last frame may have been before the last result.
    if (this.#frame !== null) {
      const { output, order } = result;
      output.forEach((value, place) => this.#tile({ item: order[place] ?? place, value: value as Delivered['value'] }));
      return;
    }
    this.#filled.forEach((_, cell) => this.#cell(cell, 1));
    // A million numbers are not made into a list for ten lines.
    if (this.#items > 10_000) {
      if (this.#spelled < this.#items) this.#latest = [];
      this.#write();
    } else {
      const from = Math.max(0, result.output.length - LINES);
      const values = result.output.slice(from) as Delivered['value'][];
      this.#latest = values.map((value, place) => lineOf({ item: result.order[from + place] ?? 0, value }));
      this.#write();
    }
  }

  #clear(): void {
    this.#context?.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#filled.fill(0);
    this.#latest = [];
    this.#spelled = 0;
    if (this.#frame === null) this.#filled.forEach((_, cell) => this.#cell(cell, 0));
  }

  #tile({ item, value }: Delivered): void {
    const frame = this.#frame;
    if (frame === null || this.#context === null) return;
    const x = (item % frame.columns) * frame.tileWidth;
    const y = Math.floor(item / frame.columns) * frame.tileHeight;
    const image = this.#context.createImageData(frame.tileWidth, frame.tileHeight);
    if (value instanceof Uint16Array) paintCounts(value, frame.limit, image.data);
    else if (value instanceof Uint8Array) paintRgb(value, image.data);
    this.#context.putImageData(image, x, y);
  }

  #fill(items: Uint32Array): void {
    const cells = this.#filled.length;
    const touched = new Set<number>();
    for (const item of items) {
      const cell = Math.min(cells - 1, Math.floor((item * cells) / this.#items));
      this.#filled[cell] = (this.#filled[cell] ?? 0) + 1;
      touched.add(cell);
    }
    const share = this.#items / cells;
    for (const cell of touched) this.#cell(cell, Math.min(1, (this.#filled[cell] ?? 0) / share));
  }

  /** A cell, filled by a share: faint where nothing was delivered. */
  #cell(cell: number, share: number): void {
    if (this.#context === null) return;
    const size = this.#size;
    const x = (cell % this.#columns) * size;
    const y = Math.floor(cell / this.#columns) * size;
    const filled = size - Math.max(2, Math.round(size / 8));
    this.#context.fillStyle = this.#colour;
    this.#context.clearRect(x, y, size, size);
    this.#context.globalAlpha = 0.13 + 0.87 * share;
    this.#context.fillRect(x, y, filled, filled);
    this.#context.globalAlpha = 1;
  }

  #write(): void {
    this.#lines.replaceChildren(
      ...this.#latest.map((text) => {
        const line = document.createElement('li');
        line.textContent = text;
        return line;
      }),
    );
  }
}

/** A result as a line: what workers said as it is, values with their item. */
function lineOf({ item, value }: Delivered): string {
  if (typeof value === 'string') return value.includes(' - ') ? value : `${item}: ${value}`;
  return typeof value === 'number' ? `${item}: ${grouped(value)}` : `${item}`;
}
