// English verbs that agree: one of the strategies' names is a plural.

const isPlural = (title: string): boolean => title === 'Processes';

/** `Pooled was`, `Processes were`. */
export const was = (title: string): string => `${title} ${isPlural(title) ? 'were' : 'was'}`;

/** `Pooled pays`, `Processes pay`. */
export const pays = (title: string): string => `${title} ${isPlural(title) ? 'pay' : 'pays'}`;

/** `Pooled doesn’t pay`, `Processes don’t pay`. */
export const doesNotPay = (title: string): string => `${title} ${isPlural(title) ? 'don’t' : 'doesn’t'} pay`;
