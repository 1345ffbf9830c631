// Embed: what an author pastes into a page of their own, and how it looks there.

import { useSignal } from '@preact/signals';
import { type JSX, createElement } from 'preact';
import { useId } from 'preact/hooks';
import { define } from '../../embed/element';
import { NAME } from '../../embed/name';
import { ALLOW, SNIPPETS, type Snippet, attributesOf, elementSnippet, frameAddress, frameSnippet } from '../../embed/snippet';
import { CONTROLS, type Controls, THEMES, type Theme } from '../../model/look';
import { taskOf } from '../../model/spec';
import { useApp } from '../../views/app';
import { useTexts } from '../texts';
import { CopyField } from './copying';

/** A frame's height: settings folded away, and the results of three strategies. */
const FRAME_PX = 860;

const page = new URL('./', location.href);
define(page);

/** The section. */
export function Embed(): JSX.Element {
  const { catalog, linkTo, look, spec } = useApp();
  const { embed: text } = useTexts().keep;
  const kind = useSignal<Snippet>('element');
  const controls = useSignal<Controls>('all');
  const theme = useSignal<Theme>('auto');
  const isLocked = useSignal(look.value.lock);
  const isAuto = theme.value === 'auto';
  const link = linkTo(spec.value, { lock: isLocked.value, controls: controls.value, theme: isAuto ? null : theme.value, projector: null });
  const title = text.frameTitle(taskOf(catalog, spec.value.task).title);
  const code = kind.value === 'element' ? elementSnippet(link, page) : frameSnippet(link, page, title, FRAME_PX);
  return (
    <section class="keep-part keep-wide" aria-labelledby="keep-embed">
      <h3 id="keep-embed">{text.title}</h3>
      <p class="hint">{text.hint}</p>
      <div class="embed-options">
        <Choice label={text.kind} names={text.kinds} ids={SNIPPETS} chosen={kind.value} onChoose={(id) => (kind.value = id)} />
        <Choice label={text.controls} names={text.controlsNames} ids={CONTROLS} chosen={controls.value} onChoose={(id) => (controls.value = id)} />
        <Choice label={text.theme} names={text.themes} ids={THEMES} chosen={theme.value} onChoose={(id) => (theme.value = id)} />
      </div>
      <label class="check">
        <input type="checkbox" checked={isLocked.value} onChange={(event) => (isLocked.value = event.currentTarget.checked)} />
        <span>{text.lock}</span>
      </label>
      <CopyField label={text.code} hint={text.kindHints[kind.value]} value={code} lines={4} />
      <h4>{text.preview}</h4>
      {kind.value === 'element' ? (
        createElement(NAME, { title, ...Object.fromEntries(attributesOf(link)) })
      ) : (
        // Another address in the same frame would be a step in the history of this page.
        <iframe
          key={link}
          class="embed-frame"
          src={frameAddress(link, page)}
          title={title}
          height={FRAME_PX}
          loading="lazy"
          allow={ALLOW}
        />
      )}
    </section>
  );
}

function Choice<Id extends string>(props: {
  label: string;
  names: Record<Id, string>;
  ids: readonly Id[];
  chosen: Id;
  onChoose(id: Id): void;
}): JSX.Element {
  const { label, names, ids, chosen, onChoose } = props;
  const id = useId();
  return (
    <div class="keep-field">
      <label for={id}>{label}</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.currentTarget.value as Id)}>
        {ids.map((name) => (
          <option key={name} value={name}>
            {names[name]}
          </option>
        ))}
      </select>
    </div>
  );
}
