// Paints what a strategy delivers: the task's picture, or a field with a cell for each item, and the latest results.
//
// It paints outside of rendering: tens of thousands of results may come in one frame.

import type { Delivered, Live } from '../engine/live';
import type { Frame, Report, RunSpec } from '../model/contract';
import { paintCounts, paintRgb } from '../model/palette';
import { grouped } from '../model/units';
import type { Watcher } from './app';

/** Results read at a time, and how long it goes on in one frame; the next frame goes on where this one stopped. */
const TILES_AT_A_TIME = 50;
const ITEMS_AT_A_TIME = 20_000;
const FRAME_MS = 6;
/** Cells of the field that stands for items; more items share cells. */
const MOST_CELLS = 2_400;
/** The field in canvas pixels, and its largest cell: a few items are a short row, not a few huge squares. */
const FIELD_WIDTH = 720;
const LARGEST_CELL = 48;
/** How opaque a cell is where nothing was delivered. */
const FAINT = 0.13;
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

  constructor(strategy: string, canvas: HTMLCanvasElement, lines: HTMLOListElement) {
    this.#strategy = strategy;
    this.#canvas = canvas;
    this.#lines = lines;
    this.#context = canvas.getContext('2d');
  }

  begin(frame: Frame | null, { items }: RunSpec): void {
    this.#frame = frame;
    this.#items = items;
    this.#run = 0;
    const cells = Math.min(items, MOST_CELLS);
    this.#columns = Math.min(cells, Math.max(20, Math.ceil(Math.sqrt(1.5 * cells))));
    this.#size = Math.min(LARGEST_CELL, Math.floor(FIELD_WIDTH / this.#columns));
    this.#canvas.width = frame?.width ?? FIELD_WIDTH;
    this.#canvas.height = frame?.height ?? Math.ceil(cells / this.#columns) * this.#size;
    this.#canvas.classList.toggle('field-canvas', frame === null);
    this.#canvas.hidden = false;
    // A canvas that is resized forgets how it paints.
    if (this.#context !== null) this.#context.fillStyle = getComputedStyle(this.#canvas).color;
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
    const until = performance.now() + FRAME_MS;
    // None are read where the run ended meanwhile.
    for (let count = -1; count !== 0 && this.#read < live.delivered && performance.now() < until; this.#read += count) {
      count = this.#take(live);
    }
    if (this.#frame !== null) return;
    // The field may be some frames behind; the lines are what came last.
    const latest = live.read(Math.max(0, live.delivered - LINES), LINES);
    if (latest.length === 0) return;
    this.#latest = latest.flatMap(lineOf);
    this.#spelled = live.delivered;
    this.#write();
  }

  /** Paints the next few results, and says how many. */
  #take(live: Live): number {
    if (this.#frame !== null) {
      const entries = live.read(this.#read, TILES_AT_A_TIME);
      entries.forEach((entry) => this.#tile(entry));
      return entries.length;
    }
    const items = live.items(this.#read, ITEMS_AT_A_TIME);
    this.#fill(items);
    return items.length;
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
    const share = this.#items / this.#filled.length;
    this.#filled.forEach((count, cell) => {
      if (count < share) this.#cell(cell, 1);
    });
    // A million numbers are not made into a list for ten lines.
    if (this.#items > 10_000) {
      if (this.#spelled < this.#items) this.#latest = [];
      this.#write();
    } else {
      const from = Math.max(0, result.output.length - LINES);
      const values = result.output.slice(from) as Delivered['value'][];
      this.#latest = values.flatMap((value, place) => lineOf({ item: result.order[from + place] ?? 0, value }));
      this.#write();
    }
  }

  #clear(): void {
    this.#context?.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#filled.fill(0);
    this.#latest = [];
    this.#spelled = 0;
    if (this.#frame === null) this.#field();
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
    let last = -1;
    for (const item of items) {
      const cell = Math.min(cells - 1, Math.floor((item * cells) / this.#items));
      this.#filled[cell] = (this.#filled[cell] ?? 0) + 1;
      // Neighbours mostly share a cell, and a set is slow for a hundred thousand.
      if (cell !== last) touched.add(cell);
      last = cell;
    }
    const share = this.#items / cells;
    for (const cell of touched) this.#cell(cell, Math.min(1, (this.#filled[cell] ?? 0) / share));
  }

  /** The empty field, in one stroke: thousands of cells at every run's begin. */
  #field(): void {
    if (this.#context === null) return;
    const filled = this.#size - gapOf(this.#size);
    this.#context.beginPath();
    for (let cell = 0; cell < this.#filled.length; cell += 1) {
      this.#context.rect((cell % this.#columns) * this.#size, Math.floor(cell / this.#columns) * this.#size, filled, filled);
    }
    this.#context.globalAlpha = FAINT;
    this.#context.fill();
    this.#context.globalAlpha = 1;
  }

  /** A cell, filled by a share: faint where nothing was delivered. */
  #cell(cell: number, share: number): void {
    if (this.#context === null) return;
    const size = this.#size;
    const x = (cell % this.#columns) * size;
    const y = Math.floor(cell / this.#columns) * size;
    const filled = size - gapOf(size);
    this.#context.clearRect(x, y, size, size);
    this.#context.globalAlpha = FAINT + (1 - FAINT) * share;
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

/** The gap between a cell and the next. */
function gapOf(size: number): number {
  return Math.max(2, Math.round(size / 8));
}

/** A result as a line: what workers said as it is, values with their item. */
function lineOf({ item, value }: Delivered): string[] {
  if (typeof value === 'string') return [value.includes(' - ') ? value : `${item}: ${value}`];
  // Bytes say nothing to people.
  return typeof value === 'number' ? [`${item}: ${grouped(value)}`] : [];
}
