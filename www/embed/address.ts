// From an element's attributes to the link that its frame opens. Pure.
//
// There is no catalogue here: whatever isn't HTML's own goes into the link, and the frame says what makes no sense.

/** Attributes that mean something to HTML itself, or to the element alone. */
const NOT_OURS = new Set(
  (
    'accesskey autocapitalize autocorrect autofocus class contenteditable dir draggable enterkeyhint exportparts hidden id inert ' +
    'inputmode is itemid itemprop itemref itemscope itemtype nonce part popover role slot spellcheck style tabindex title ' +
    'translate v virtualkeyboardpolicy writingsuggestions xmlns'
  ).split(' '),
);

/** What attributes without a value mean. */
const FLAGS = new Map([
  ['lock', '1'],
  ['run', '1'],
  ['gil', 'true'],
  ['trace', 'true'],
]);

/** Names of settings: handlers, ARIA and what frameworks leave behind look otherwise. */
const NAME = /^(?!on)(p\.)?\w+$/;

/** The part of the frame's address after `#`. */
export function linkFrom(attributes: Iterable<{ readonly name: string; readonly value: string }>, theme: string): string {
  const fields = new URLSearchParams({ v: '1' });
  for (const { name, value } of attributes) {
    if (!NAME.test(name) || NOT_OURS.has(name) || name === 'theme') continue;
    fields.set(name, value === '' ? (FLAGS.get(name) ?? '') : value);
  }
  fields.set('theme', theme);
  return `#${fields}`;
}
