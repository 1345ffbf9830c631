// The labs' list in another language: its words in the place of the English ones that come from Rust. Pure.

import type { LabMeta } from '../generated/LabMeta';
import type { ParamWords } from './catalog';

/** A language's words for a lab. */
export interface LabWords {
  title: string;
  summary: string;
  /** By name, each of them. */
  settings: Record<string, ParamWords>;
}

/** A lab with a language's words. What has none stays as it is. */
export function labIn(words: Readonly<Record<string, LabWords>>, lab: LabMeta): LabMeta {
  const own = words[lab.id];
  if (own === undefined) return lab;
  const settings = lab.settings.map((setting) => {
    const { label, help } = own.settings[setting.name] ?? setting;
    return { ...setting, label, help };
  });
  return { ...lab, title: own.title, summary: own.summary, settings };
}
