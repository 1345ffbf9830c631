// A chart of the curves on the page: drawn anew when its data or its width changes.

import type { JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useWidth } from '../../views/useWidth';

/** Draws with `draw`, which changes when, and only when, the data does. */
export function Chart({ draw }: { draw: (width: number) => SVGSVGElement }): JSX.Element {
  const [box, width] = useWidth<HTMLDivElement>();
  useLayoutEffect(() => {
    box.current?.replaceChildren(draw(width.value));
  }, [draw, width.value]);
  return <div class="curve-box" ref={box} />;
}
