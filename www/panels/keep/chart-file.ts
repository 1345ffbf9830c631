// A chart of the page as a file of its own: SVG that needs no style sheet, and PNG drawn from it.

/** What style sheets say about a chart's parts, and what each is where nobody says anything. */
const STYLES: readonly (readonly [string, string])[] = [
  ['fill', 'rgb(0, 0, 0)'],
  ['fill-opacity', '1'],
  ['stroke', 'none'],
  ['stroke-width', '1px'],
  ['stroke-opacity', '1'],
  ['stroke-dasharray', 'none'],
  ['stroke-linecap', 'butt'],
  ['stroke-linejoin', 'miter'],
  ['opacity', '1'],
  ['font-family', ''],
  ['font-size', ''],
  ['font-weight', '400'],
  ['font-variant-numeric', 'normal'],
  ['text-anchor', 'start'],
  ['dominant-baseline', 'auto'],
  ['paint-order', 'normal'],
  ['visibility', 'visible'],
];
/** Without effect where nothing is written, and long. */
const OF_TEXT = new Set(['font-family', 'font-size', 'font-weight', 'font-variant-numeric', 'text-anchor', 'dominant-baseline']);
const SVG = 'http://www.w3.org/2000/svg';
/** Space around the chart, and for the title above it: the page has that in a heading. */
const MARGIN = 12;
const HEAD = 26;
/** Pixels of the picture for one of the page. */
const SCALE = 2;

/** A chart that can be saved now. */
export interface SaveableChart {
  /** What the chart calls itself, for the file's name. */
  id: string;
  title: string;
  /** The SVG file. */
  make(): string;
}

/** All charts below an element, in their order. */
export function chartsIn(root: ParentNode): SaveableChart[] {
  return [...root.querySelectorAll<SVGSVGElement>('svg.chart[data-chart]')].map((svg) => {
    const id = svg.dataset['chart'] ?? '';
    return { id, title: svg.querySelector(':scope > title')?.textContent ?? id, make: () => svgOf(svg) };
  });
}

/** The chart as an SVG file, in the theme that the page has. */
export function svgOf(svg: SVGSVGElement): string {
  const { width, height } = sizeOf(svg);
  const clone = svg.cloneNode(true) as SVGSVGElement;
  inline(svg, clone);
  bringReferences(svg, clone);
  for (const name of ['class', 'style', 'tabindex']) clone.removeAttribute(name);
  clone.setAttribute('xmlns', SVG);
  // Whoever looks at the file sees the chart under its title, with some space around it, on the page's ground.
  const frame = { x: -MARGIN, y: -MARGIN - HEAD, width: width + 2 * MARGIN, height: height + 2 * MARGIN + HEAD };
  clone.setAttribute('viewBox', Object.values(frame).join(' '));
  clone.setAttribute('width', String(frame.width));
  clone.setAttribute('height', String(frame.height));
  const label = svg.getAttribute('aria-label') ?? '';
  const title = ownChild(clone, 'title', label);
  const description = ownChild(clone, 'desc', label);
  const head = made('text', { x: 0, y: -14, 'font-size': 15, 'font-weight': 600, fill: getComputedStyle(svg.parentElement ?? svg).color });
  head.textContent = title.textContent;
  clone.prepend(title, description, made('rect', { ...frame, fill: groundOf(svg) }), head);
  return documentOf(clone);
}

function made(name: string, attributes: Record<string, string | number>): Element {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}

/** An SVG element as a file. */
export function documentOf(svg: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** An SVG file as a picture. */
export async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = SCALE * image.naturalWidth;
    canvas.height = SCALE * image.naturalHeight;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** What the viewBox says, which is what the chart was drawn for; else what it takes on the page. */
function sizeOf(svg: SVGSVGElement): { width: number; height: number } {
  const [x, y, width, height] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  if (x === 0 && y === 0 && width !== undefined && height !== undefined && width > 0 && height > 0) return { width, height };
  const box = svg.getBoundingClientRect();
  return { width: Math.ceil(box.width), height: Math.ceil(box.height) };
}

/** Writes what style sheets say into the copy, as far as it isn't what everybody assumes or inherits. */
function inline(from: Element, to: Element, inherited: ReadonlyMap<string, string> = new Map()): void {
  const computed = getComputedStyle(from);
  const hasText = from.querySelector('text, tspan') !== null || from.matches('text, tspan');
  const own = new Map(inherited);
  for (const [name, usual] of STYLES) {
    if (OF_TEXT.has(name) && !hasText) continue;
    const value = computed.getPropertyValue(name);
    const isInherited = name !== 'opacity';
    if (value === '' || value === (isInherited ? (inherited.get(name) ?? usual) : usual)) continue;
    to.setAttribute(name, value);
    if (isInherited) own.set(name, value);
  }
  if (computed.display === 'none') to.setAttribute('display', 'none');
  to.removeAttribute('class');
  [...from.children].forEach((child, place) => {
    const copy = to.children[place];
    if (copy !== undefined && !/^(title|desc)$/i.test(child.tagName)) inline(child, copy, own);
  });
}

/** Patterns and the like that the chart takes from elsewhere on the page. */
function bringReferences(from: SVGSVGElement, to: SVGSVGElement): void {
  const names = new Set([...to.outerHTML.matchAll(/url\((?:&quot;|"|')?#([^"'&)]+)/g)].map((match) => match[1] ?? ''));
  for (const name of names) {
    const source = document.getElementById(name);
    if (source === null || from.contains(source)) continue;
    const copy = source.cloneNode(true) as Element;
    inline(source, copy);
    const defs = document.createElementNS(SVG, 'defs');
    defs.append(copy);
    to.prepend(defs);
  }
}

/** The chart's own `title` or `desc`; made where it has none. */
function ownChild(svg: SVGSVGElement, name: 'title' | 'desc', text: string): Element {
  const found = [...svg.children].find((child) => child.tagName === name);
  const element = found ?? document.createElementNS(SVG, name);
  if (found === undefined) element.textContent = text;
  return element;
}

/** The colour behind the chart. */
function groundOf(svg: Element): string {
  for (let element: Element | null = svg; element !== null; element = element.parentElement) {
    const colour = getComputedStyle(element).backgroundColor;
    if (colour !== '' && colour !== 'transparent' && !/^rgba\(.*, 0\)$/.test(colour)) return colour;
  }
  return getComputedStyle(document.body).backgroundColor || '#ffffff';
}
