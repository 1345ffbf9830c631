// What the labs' texts have in every language: Python's own names, and microseconds as people read them. Pure.

import { duration } from '../units';

/** The ways of counting, as the manager's lab numbers them. */
export const WAY_TITLES = ['RawValue', 'Value', 'Value, get_lock()', 'Manager().Value', 'Manager().Value, Manager().Lock'];

/** The name of a lock, by its number. */
export const lockName = (place: number): string => 'AB'.charAt(place);

/** Microseconds: `85 ns`, `2.4 µs`, `1.2 ms`. */
export function micro(us: number): string {
  if (!Number.isFinite(us)) return '–';
  if (us < 0.995) return `${Math.round(us * 1e3)} ns`;
  return us < 995 ? `${us < 9.95 ? us.toFixed(1) : us.toFixed(0)} µs` : duration(us / 1e3);
}
