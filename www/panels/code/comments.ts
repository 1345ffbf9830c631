// Comments and docstrings of the tasks' own sources in another language. Pure.

import { remark } from './program';
import type { Language } from './sources';

type Sign = Parameters<typeof remark>[0];

/** A comment on lines of its own: as many of them as follow one another are one comment. */
const LINES: Record<Language, RegExp> = { python: /^( *)(#) .+(?:\n\1\2 .+)*$/gm, rust: /^( *)(\/\/\/?) .+(?:\n\1\2 .+)*$/gm };
/** A comment behind code. */
const BEHIND: Record<Language, RegExp> = { python: /^( *[^\s#].*\S {2}# )(.+)$/gm, rust: /^( *[^\s/].*\S \/\/ )(.+)$/gm };
/** A text in quotes is a docstring where it follows what it is for. */
const DOCSTRING = /(:\n *""")([^"]+)(?=""")/g;

/** The code with what `translate` makes of each comment's and each docstring's text; what it has nothing for stays as it is. */
export function translated(code: string, language: Language, translate: (english: string) => string | undefined): string {
  const inLines = (whole: string, indent: string, sign: Sign): string => {
    const english = whole.split('\n').map((line) => line.slice(indent.length + sign.length + 1));
    const said = translate(english.join(' '));
    return said === undefined ? whole : remark(sign, said, indent.length).map((line) => indent + line).join('\n');
  };
  const inPlace = (whole: string, before: string, english: string): string => before + (translate(english.replaceAll(/\s+/g, ' ')) ?? english);
  const commented = code.replaceAll(LINES[language], inLines).replaceAll(BEHIND[language], inPlace);
  return language === 'python' ? commented.replaceAll(DOCSTRING, inPlace) : commented;
}
