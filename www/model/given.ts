// From single fields, as controls have them, to what `checkSpec` takes. Pure.

/** Edited fields as somebody would give them: parameters in an object of their own. */
export function givenOf(wanted: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const isParam = (field: string): boolean => field.startsWith('params.');
  const entries = [...wanted];
  const params = entries.filter(([field]) => isParam(field)).map(([field, value]) => [field.slice('params.'.length), value]);
  const others = entries.filter(([field]) => !isParam(field));
  return { ...Object.fromEntries(others), ...(params.length > 0 && { params: Object.fromEntries(params) }) };
}
