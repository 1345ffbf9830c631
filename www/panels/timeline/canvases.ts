// Canvases that are drawn by a painter: at their own width, in the page's type, again when the width, the type or the colours change.

import { effect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { CanvasBrush } from '../../charts/timeline/canvas';
import { useApp } from '../../views/app';
import { onWidth, typeScale } from '../../views/useWidth';
import type { Painter } from './painter';

/** Calls back when the page's colours may have changed; what it returns ends that. */
function onRecolour(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
  queries.forEach((query) => query.addEventListener('change', changed));
  return () => {
    observer.disconnect();
    queries.forEach((query) => query.removeEventListener('change', changed));
  };
}

/**
 * A canvas that is drawn by `draw`, which begins the brush at the width it is given: in units that grow with the page's type. `depend` reads the signals that the picture
 * depends on. Both have to be the same for as long as `key` is.
 */
export function useCanvas(
  painter: Painter,
  key: unknown,
  draw: (brush: CanvasBrush, width: number) => void,
  depend: () => void,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { projector } = useApp();
  const isLarge = projector.value;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null) return undefined;
    const scale = typeScale();
    const brush = new CanvasBrush(element, context, scale);
    let width = element.clientWidth;
    const paint = (): void => draw(brush, width / scale);
    const ends = [
      onWidth(element, (room) => {
        if (room === width) return;
        width = room;
        painter.ask(paint);
      }),
      painter.add(paint),
      effect(() => {
        depend();
        painter.ask(paint);
      }),
      onRecolour(() => {
        brush.recolour();
        painter.ask(paint);
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [painter, key, isLarge]);
  return canvas;
}
