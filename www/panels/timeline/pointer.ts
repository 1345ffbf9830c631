// Wheel, mouse and touch on a timeline: pointing, moving, zooming. The page can always be scrolled past it.

import { type Layout, msAt } from '../../charts/timeline/layout';
import { whatAt } from '../../charts/timeline/point';
import type { Timeline } from '../../model/timeline';
import type { Flight } from '../../model/timeline-live';
import { panned, zoomed } from '../../model/timeline-view';
import type { TimelineState } from './state';

/** What a strategy's canvas has right now. */
export interface Scene {
  strategy: string;
  timeline(): Timeline | null;
  flights(): readonly Flight[];
  layout(): Layout;
}

/** A press that moves less than this is a tap. */
const TAP = 4;
/** How much a wheel's pixel zooms, and the most at once. */
const WHEEL = 0.004;
const MOST_WHEEL = 1.6;
const DOUBLE = 2.5;

interface Finger {
  x: number;
  beganX: number;
  beganY: number;
  moved: boolean;
}

/** Makes the canvas listen; what it returns ends that. */
export function listen(canvas: HTMLCanvasElement, scene: Scene, state: TimelineState): () => void {
  const fingers = new Map<number, Finger>();
  const placeOf = ({ clientX, clientY }: MouseEvent): { x: number; y: number } => {
    const { left, top, width } = canvas.getBoundingClientRect();
    // The layout's units grow with the page's type.
    const scale = width / scene.layout().width;
    return { x: (clientX - left) / scale, y: (clientY - top) / scale };
  };
  const momentAt = (x: number): number => msAt(scene.layout(), state.view.peek(), x);
  const pixelMs = (): number => {
    const { fromMs, toMs } = state.view.peek();
    return (toMs - fromMs) / scene.layout().plot;
  };
  const zoom = (x: number, factor: number): void =>
    state.look(zoomed(state.view.peek(), momentAt(x), factor, state.endMs.peek()));
  const pan = (pixels: number): void => state.look(panned(state.view.peek(), pixels * pixelMs(), state.endMs.peek()));

  const point = (event: MouseEvent): void => {
    const timeline = scene.timeline();
    const found = timeline === null ? null : whatAt(timeline, scene.layout(), state.view.peek(), placeOf(event), scene.flights());
    state.pointed.value = found === null ? null : { strategy: scene.strategy, ...found, by: 'pointer' };
  };

  const onWheel = (event: WheelEvent): void => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const [across, down] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey || (document.activeElement === canvas && !event.shiftKey && Math.abs(down) > Math.abs(across))) {
      zoom(placeOf(event).x, Math.min(MOST_WHEEL, Math.max(1 / MOST_WHEEL, Math.exp(-down * WHEEL))));
    } else if (event.shiftKey || Math.abs(across) > Math.abs(down)) {
      pan(across === 0 ? down : across);
    } else {
      // The page scrolls.
      return;
    }
    event.preventDefault();
    point(event);
  };

  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const { x, y } = placeOf(event);
    fingers.set(event.pointerId, { x, beganX: x, beganY: y, moved: false });
    canvas.setPointerCapture(event.pointerId);
  };
  const onMove = (event: PointerEvent): void => {
    const finger = fingers.get(event.pointerId);
    if (finger === undefined) {
      if (event.pointerType === 'mouse' || event.pointerType === 'pen') point(event);
      return;
    }
    const { x, y } = placeOf(event);
    finger.moved ||= Math.hypot(x - finger.beganX, y - finger.beganY) > TAP;
    if (!finger.moved) return;
    const [first, second] = [...fingers.values()];
    const other = finger === first ? second : first;
    if (other === undefined) {
      canvas.classList.add('timeline-moving');
      pan(finger.x - x);
    } else {
      // Two fingers: what lies between them goes with them.
      const [before, after] = [Math.abs(finger.x - other.x), Math.abs(x - other.x)];
      pan((finger.x - x) / 2);
      if (before > 8 && after > 8) zoom((x + other.x) / 2, after / before);
    }
    finger.x = x;
  };
  const onUp = (event: PointerEvent): void => {
    const finger = fingers.get(event.pointerId);
    fingers.delete(event.pointerId);
    canvas.classList.remove('timeline-moving');
    if (finger !== undefined && !finger.moved && event.type === 'pointerup') point(event);
  };
  const onLeave = (event: PointerEvent): void => {
    // A finger that was lifted leaves what it pointed at.
    if (event.pointerType === 'mouse' && state.pointed.peek()?.by === 'pointer') state.pointed.value = null;
  };
  const onDouble = (event: MouseEvent): void => {
    zoom(placeOf(event).x, event.shiftKey ? 1 / DOUBLE : DOUBLE);
    point(event);
  };

  const off = new AbortController();
  const { signal } = off;
  canvas.addEventListener('wheel', onWheel, { passive: false, signal });
  canvas.addEventListener('pointerdown', onDown, { signal });
  canvas.addEventListener('pointermove', onMove, { signal });
  canvas.addEventListener('pointerup', onUp, { signal });
  canvas.addEventListener('pointercancel', onUp, { signal });
  canvas.addEventListener('pointerleave', onLeave, { signal });
  canvas.addEventListener('dblclick', onDouble, { signal });
  return () => off.abort();
}
