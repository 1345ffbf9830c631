// The width that a chart may have, in units that grow with the page's type: a chart's own letters do so, too.

import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from './app';

/** The type size, in pixels, that charts are drawn for; in larger type they are shown larger. */
const USUAL_PX = 16;

/** A box to put a chart into, and how wide it is. */
export function useWidth<Box extends HTMLElement>(least = 240): [RefObject<Box | null>, ReadonlySignal<number>] {
  const box = useRef<Box | null>(null);
  const { projector } = useApp();
  const isLarge = projector.value;
  const width = useSignal(560);
  useEffect(() => {
    if (box.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_PX;
      width.value = Math.max(least, Math.floor(entry.contentRect.width / scale));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [isLarge]);
  return [box, width];
}
