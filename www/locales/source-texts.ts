// What the tasks' own sources say in comments and docstrings, in every language: English stands in the sources, the others bring a record.

/** By the English of a whole comment or docstring, in one line. */
export type SourceTexts = Readonly<Record<string, string>>;

// Here and not in the list of languages, which is a part of the first load.
const RECORDS = import.meta.glob<SourceTexts>('./*/sources.ts', { import: 'sources' });

/** A language's record; empty in English, and where it can't be loaded: then the sources stay as they are. */
export async function sourceTextsIn(language: string): Promise<SourceTexts> {
  return (await RECORDS[`./${language}/sources.ts`]?.().catch(() => undefined)) ?? {};
}
