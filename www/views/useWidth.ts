// How wide a box is, for what is drawn to fit it.

import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from './app';

/** The type size, in pixels, that charts are drawn for; in larger type they are shown larger. */
const USUAL_PX = 16;

/** How much larger than usual the page's type is. */
export function typeScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_PX;
}

/** A length that is drawn at so many pixels in the usual type, as CSS writes it in any. */
export function inType(px: number): string {
  return `${px / USUAL_PX}rem`;
}

/**
 * Tells the width of an element's content now and whenever it changes; what it returns ends that. Told in a frame of its own: what
 * is drawn for the new width may change it again, and within one frame WebKit makes that an error of the page.
 */
export function onWidth(element: Element, changed: (width: number) => void): () => void {
  let frame = 0;
  const observer = new ResizeObserver(([entry]) => {
    cancelAnimationFrame(frame);
    if (entry !== undefined) frame = requestAnimationFrame(() => changed(entry.contentRect.width));
  });
  observer.observe(element);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  };
}

/** A box to put a chart into, and how wide the chart may be, in units that grow with the page's type: a chart's own letters do so, too. */
export function useWidth<Box extends HTMLElement>(least = 240): [RefObject<Box | null>, ReadonlySignal<number>] {
  const box = useRef<Box | null>(null);
  const { projector } = useApp();
  const isLarge = projector.value;
  const width = useSignal(560);
  useEffect(() => {
    if (box.current === null) return undefined;
    return onWidth(box.current, (room) => {
      width.value = Math.max(least, Math.floor(room / typeScale()));
    });
  }, [isLarge]);
  return [box, width];
}
