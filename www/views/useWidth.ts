// How wide a box is, for what is drawn to fit it.

import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

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

/** A box to put a chart into, and how wide the chart may be. */
export function useWidth<Box extends HTMLElement>(least = 240): [RefObject<Box | null>, ReadonlySignal<number>] {
  const box = useRef<Box | null>(null);
  const width = useSignal(560);
  useEffect(() => {
    if (box.current === null) return undefined;
    return onWidth(box.current, (room) => (width.value = Math.max(least, Math.floor(room))));
  }, []);
  return [box, width];
}
