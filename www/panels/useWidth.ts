// The width that a chart may have.

import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A box to put a chart into, and how wide it is. */
export function useWidth<Box extends HTMLElement>(least = 240): [RefObject<Box | null>, ReadonlySignal<number>] {
  const box = useRef<Box | null>(null);
  const width = useSignal(560);
  useEffect(() => {
    if (box.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) width.value = Math.max(least, Math.floor(entry.contentRect.width));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
