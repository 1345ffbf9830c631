// A lab's setting: one of a few words, yes or no, a number. What is typed stays, right or wrong.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId, useLayoutEffect } from 'preact/hooks';
import type { Param } from '../../generated/Param';
import { type Setting, problemOf } from '../../model/labs/settings';
import { typedNumber } from '../../model/typed';
import { useApp } from '../../views/app';
import { Segments } from '../../views/fields';
import { useTexts } from '../texts';

interface Props {
  lab: string;
  param: Param;
  value: Setting;
  onChange(value: Setting): void;
}

/** The control that fits its kind. */
export function SettingField(props: Props): JSX.Element {
  const { lab, param, value, onChange } = props;
  const { labs: text } = useTexts();
  const id = useId();
  switch (param.kind.type) {
    case 'choice':
      return (
        <Segments
          name={id}
          legend={param.label}
          value={String(value)}
          options={param.kind.options.map((option) => ({ id: option, title: text.option(lab, param.name, option) }))}
          onChoose={onChange}
        >
          <p class="hint">{param.help}</p>
        </Segments>
      );
    case 'flag':
      return (
        <div class="field">
          <label class="check">
            <input type="checkbox" checked={value === true} aria-describedby={`${id}-hint`} onChange={(event) => onChange(event.currentTarget.checked)} />
            <span>{param.label}</span>
          </label>
          <p class="hint" id={`${id}-hint`}>
            {param.help}
          </p>
        </div>
      );
    case 'integer':
    case 'number':
      return <NumberSetting {...props} />;
  }
}

function NumberSetting({ param, value, onChange }: Props): JSX.Element {
  const { text: page } = useApp();
  const { labs: text } = useTexts();
  const id = useId();
  const typed = useSignal(String(value));
  useLayoutEffect(() => {
    // Set from elsewhere: back to the default. Before anything else can be typed.
    if (typedNumber(typed.value) !== value) typed.value = String(value);
  }, [value]);
  const allowed = problemOf(param.kind, value);
  return (
    <div class="field">
      <label for={id}>{param.label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autocomplete="off"
        value={typed.value}
        aria-invalid={allowed !== null}
        aria-describedby={`${allowed === null ? '' : `${id}-error `}${id}-hint`}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          onChange(typedNumber(typed.value));
        }}
      />
      {allowed !== null && (
        <p class="field-error" id={`${id}-error`}>
          {text.wrong(typed.value.trim(), page.hear(allowed))}
        </p>
      )}
      <p class="hint" id={`${id}-hint`}>
        {param.help}
      </p>
    </div>
  );
}
