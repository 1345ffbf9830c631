// English verbs that agree: one of the strategies' names is a plural.

const isPlural = (title: string): boolean => title === 'Processes';

/** `Pooled was`, `Processes were`. */
export const was = (title: string): string => `${title} ${isPlural(title) ? 'were' : 'was'}`;

/** `Pooled pays`, `Processes pay`. */
export const pays = (title: string): string => `${title} ${isPlural(title) ? 'pay' : 'pays'}`;

/** `Pooled doesn’t pay`, `Processes don’t pay`. */
export const doesNotPay = (title: string): string => `${title} ${isPlural(title) ? 'don’t' : 'doesn’t'} pay`;

/** So many workers. */
export const workers = (count: number): string => (count === 1 ? '1 worker' : `${count} workers`);

/** Several of what one is called so. */
export function plural(item: string): string {
  return /[^aeiou]y$/.test(item) ? `${item.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(item) ? `${item}es` : `${item}s`;
}
