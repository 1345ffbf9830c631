// The brush that draws on a canvas, sharp on every screen, in the page's colours.

import { readableOn } from '../../model/timeline-colour';
import type { Brush } from './draw';
import { COLOUR_NAMES, type Colours, type Look, TILES, colourOf } from './looks';

/** The custom property of each colour. */
const PROPERTIES: Record<keyof Colours, string> = {
  strategy: '--colour',
  surface: '--surface',
  sunken: '--sunken',
  ink: '--ink',
  muted: '--muted',
  line: '--line',
  accent: '--accent',
};

/** The colours that hold for an element right now. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const entries = COLOUR_NAMES.map((name) => [name, style.getPropertyValue(PROPERTIES[name]).trim() || 'CanvasText']);
  return Object.fromEntries(entries) as Colours;
}

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** A canvas to draw on. Tell it its size and colours, then begin. */
export class CanvasBrush implements Brush {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #scale: number;
  #colours: Colours;
  /** The screen's pixels in a unit. */
  #ratio = 1;
  readonly #styles = new Map<Look, string | CanvasPattern>();
  readonly #inks = new Map<Look, string>();
  #style: string | CanvasPattern = '';
  #alpha = 1;

  /** `scale`: CSS pixels in a unit; all that is drawn is given in units. */
  constructor(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, scale: number) {
    this.#scale = scale;
    this.#canvas = canvas;
    this.#context = context;
    this.#colours = this.#plain();
  }

  /** The colours may have changed. */
  recolour(): void {
    this.#colours = this.#plain();
    this.#styles.clear();
    this.#inks.clear();
  }

  /** Begins anew, at a size. */
  begin(width: number, height: number): void {
    const ratio = (window.devicePixelRatio || 1) * this.#scale;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    // A canvas that is given a size forgets everything, and that takes time.
    if (this.#canvas.width !== across || this.#canvas.height !== down) {
      this.#canvas.width = across;
      this.#canvas.height = down;
      this.#canvas.style.height = `${height * this.#scale}px`;
    }
    if (ratio !== this.#ratio) this.#styles.clear();
    this.#ratio = ratio;
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    this.#context.textBaseline = 'middle';
    this.#context.font = `11px ${FONT}`;
    this.#style = '';
    this.#context.globalAlpha = this.#alpha = 1;
  }

  fill(look: Look, x: number, y: number, width: number, height: number, alpha = 1): void {
    this.#use(this.#styleOf(look), alpha * look.alpha);
    // On whole pixels of the screen: neighbours meet without a seam.
    const left = Math.round(x * this.#ratio) / this.#ratio;
    const right = Math.round((x + width) * this.#ratio) / this.#ratio;
    this.#context.fillRect(left, y, Math.max(right - left, 1 / this.#ratio), height);
  }

  words(text: string, x: number, y: number, align: 'left' | 'right' | 'center', on?: Look): void {
    this.#use(on === undefined ? this.#colours.muted : this.#inkOn(on), 1);
    this.#context.textAlign = align;
    this.#context.fillText(text, x, y + 0.5);
  }

  /** The colours as a canvas spells them: the system's own can then be mixed, too. */
  #plain(): Colours {
    const plain = (colour: string): string => {
      this.#context.fillStyle = colour;
      return String(this.#context.fillStyle);
    };
    const colours = Object.entries(coloursOf(this.#canvas)).map(([name, colour]) => [name, plain(colour)]);
    return Object.fromEntries(colours) as Colours;
  }

  #use(style: string | CanvasPattern, alpha: number): void {
    if (style !== this.#style) this.#context.fillStyle = this.#style = style;
    if (alpha !== this.#alpha) this.#context.globalAlpha = this.#alpha = alpha;
  }

  #inkOn(look: Look): string {
    const known = this.#inks.get(look);
    if (known !== undefined) return known;
    const { surface, ink } = this.#colours;
    const found = readableOn(colourOf(look, this.#colours), [ink, surface]);
    this.#inks.set(look, found);
    return found;
  }

  #styleOf(look: Look): string | CanvasPattern {
    const known = this.#styles.get(look);
    if (known !== undefined) return known;
    const made = look.pattern === 'solid' ? colourOf(look, this.#colours) : this.#tile(look);
    this.#styles.set(look, made);
    return made;
  }

  #tile({ pattern, colour, ground }: Look): string | CanvasPattern {
    if (pattern === 'solid') return this.#colours[colour];
    const { size, path, width } = TILES[pattern];
    const tile = document.createElement('canvas');
    tile.width = tile.height = Math.round(size * this.#ratio);
    const context = tile.getContext('2d');
    if (context === null) return this.#colours[colour];
    context.scale(tile.width / size, tile.height / size);
    if (ground !== undefined) {
      context.fillStyle = this.#colours[ground];
      context.fillRect(0, 0, size, size);
    }
    context.strokeStyle = this.#colours[colour];
    context.lineWidth = width;
    context.stroke(new Path2D(path));
    const made = this.#context.createPattern(tile, 'repeat');
    made?.setTransform(new DOMMatrix().scale(size / tile.width));
    return made ?? this.#colours[colour];
  }
}
