// Colours of the programs' words, by highlight.js: its core and the languages that programs have.

import highlighter from 'highlight.js/lib/core';
import ini from 'highlight.js/lib/languages/ini';
import python from 'highlight.js/lib/languages/python';
import rust from 'highlight.js/lib/languages/rust';
import type { ProgramFile } from './program';

highlighter.registerLanguage('python', python);
highlighter.registerLanguage('rust', rust);
highlighter.registerLanguage('toml', ini);

/** The text as markup: everything in it is escaped, spans around words have classes such as `hljs-keyword`. */
export function highlighted({ language, text }: ProgramFile): string {
  return highlighter.highlight(text, { language }).value;
}
