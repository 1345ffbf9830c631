// What people type into a field for a number. Pure.

/** What somebody typed as a number, where it is one; else the text itself. */
export function typedNumber(text: string): number | string {
  const trimmed = text.trim().replaceAll(/(?<=\d)[,\u202f\u00a0 ](?=\d{3})/g, '');
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
}
