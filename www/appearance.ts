// How the page looks and which language it speaks: what a link says, what the visitor chose, what the browser asks for.

import { type ReadonlySignal, computed, signal } from '@preact/signals';
import { LANGUAGES, type LanguageId, fitting } from './locales/languages';
import { speak, spoken } from './locales/spoken';
import { type Look, PLAIN } from './model/look';
import type { Problem } from './model/spec';
import { store, stored } from './model/stored';
import { onDeed } from './views/into-view';

/** One a page. */
export class Appearance {
  readonly #look = signal<Look>({ ...PLAIN, language: fitting(stored('language') ?? '') });
  /** A link has named a lab, and nobody has done anything since. */
  readonly awaitsLab = signal(false);
  readonly projector = computed(() => this.look.value.projector === true);
  readonly language = computed(() => spoken.value.id);

  get look(): ReadonlySignal<Look> {
    return this.#look;
  }

  /** Another look, the language apart. */
  dress(look: Look): void {
    this.#look.value = look;
  }

  /**
   * Looks as a link says; where it leaves language and type open, as before. What a link wants isn't kept for the next visit. Tells
   * what of it can't be; `unspoken` is called where its language can't be loaded.
   */
  wear(wanted: Look, unspoken: () => void): Problem[] {
    const { language, projector } = this.#look.value;
    const id = fitting(wanted.language ?? '');
    this.#look.value = { ...wanted, language: id ?? language, projector: wanted.projector ?? projector };
    this.awaitsLab.value = wanted.lab !== null;
    if (wanted.lab !== null) onDeed(() => (this.awaitsLab.value = false));
    if (id !== null) void speak(id).then((isSpoken) => isSpoken || unspoken());
    if (wanted.language === null || id !== null) return [];
    return [{ field: 'lang', given: wanted.language, allowed: `one of ${LANGUAGES.map((known) => known.id).join(', ')}` }];
  }

  /** Changes the language, for the next visit as well; tells whether it could be loaded. */
  async choose(id: LanguageId): Promise<boolean> {
    if (!(await speak(id))) return false;
    store('language', id);
    this.#look.value = { ...this.#look.value, language: id };
    return true;
  }
}
