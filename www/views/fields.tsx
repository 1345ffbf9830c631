// Controls: a label, the input, its hint, and beside it what is wrong with what was typed.

import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { typedNumber } from '../model/typed';
import { useApp } from './app';

interface FieldProps {
  /** Field of the spec, parameters as `params.NAME`. */
  field: string;
  label: string;
  hint?: string | undefined;
}

/** The problem of a field and the ids that tie it to the input. */
function useProblem(field: string): { message: string | undefined; id: string; hintId: string; errorId: string } {
  const { problems, text } = useApp();
  const problem = problems.value.get(field);
  const id = `field-${field.replace('.', '-')}`;
  const message = problem && text.setup.refused(text.hear(problem.given), text.hear(problem.allowed));
  return { message, id, hintId: `${id}-hint`, errorId: `${id}-error` };
}

function Messages({ field, hint }: { field: string; hint: string | undefined }): JSX.Element {
  const { message, hintId, errorId } = useProblem(field);
  return (
    <>
      {message !== undefined && (
        <p class="field-error" id={errorId}>
          {message}
        </p>
      )}
      {hint !== undefined && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
    </>
  );
}

/** A number. What is typed stays, right or wrong; only right values reach the spec. */
export function NumberField(
  props: FieldProps & { value: number | null; placeholder?: string; step?: number | 'any'; min?: number; max?: number },
): JSX.Element {
  const { field, label, hint, value, placeholder, step = 1, min, max } = props;
  const { edit, problems } = useApp();
  const { message, id, hintId, errorId } = useProblem(field);
  const typed = useSignal(value === null ? '' : String(value));
  const isWrong = problems.value.has(field);
  useLayoutEffect(() => {
    // Set from elsewhere: a link, another task. Before anything else can be typed.
    if (!isWrong && Number(typed.value) !== value) typed.value = value === null ? '' : String(value);
  }, [value, isWrong]);
  const onInput = (event: { currentTarget: HTMLInputElement }): void => {
    typed.value = event.currentTarget.value;
    edit(field, meaning(typed.value, placeholder !== undefined));
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        // Not of type number: it would hide from us what it can't read.
        type="text"
        inputMode={step === 'any' ? 'decimal' : 'numeric'}
        autocomplete="off"
        value={typed.value}
        placeholder={placeholder}
        aria-invalid={message !== undefined}
        aria-describedby={`${message === undefined ? '' : errorId} ${hint === undefined ? '' : hintId}`.trim() || undefined}
        onInput={onInput}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
          if (by === 0 || value === null || step === 'any') return;
          event.preventDefault();
          const next = Math.min(max ?? Infinity, Math.max(min ?? -Infinity, value + by * step));
          typed.value = String(next);
          edit(field, next);
        }}
      />
      <Messages field={field} hint={hint} />
    </div>
  );
}

/** Typed text as a value: nothing is null where that means automatic, what isn't a number stays text. */
function meaning(text: string, emptyIsAutomatic: boolean): unknown {
  if (text.trim() === '') return emptyIsAutomatic ? null : '';
  return typedNumber(text);
}

interface Option {
  id: string;
  title: string;
  /** Options of the same group stand together under its name. */
  group?: string;
}

/** One of several words. */
export function SelectField(props: FieldProps & { value: string; options: readonly Option[] }): JSX.Element {
  const { field, label, hint, value, options } = props;
  const groups = [...new Set(options.map(({ group }) => group))];
  const { edit } = useApp();
  const { id, hintId } = useProblem(field);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={hint === undefined ? undefined : hintId}
        onChange={(event) => edit(field, event.currentTarget.value)}
      >
        {groups.map((group) => {
          const members = options.filter((option) => option.group === group).map(choice);
          return group === undefined ? (
            members
          ) : (
            <optgroup key={group} label={group}>
              {members}
            </optgroup>
          );
        })}
      </select>
      <Messages field={field} hint={hint} />
    </div>
  );
}

function choice({ id, title }: Option): JSX.Element {
  return (
    <option key={id} value={id}>
      {title}
    </option>
  );
}

/** Yes or no. */
export function CheckField({ field, label, hint, value }: FieldProps & { value: boolean }): JSX.Element {
  const { edit } = useApp();
  return (
    <div class="field">
      <label class="check">
        <input type="checkbox" checked={value} onChange={(event) => edit(field, event.currentTarget.checked)} />
        <span>{label}</span>
      </label>
      <Messages field={field} hint={hint} />
    </div>
  );
}

/** One of a few, side by side. */
export function Segments<Id extends string | number>(props: {
  name: string;
  legend: string;
  value: Id | undefined;
  options: readonly { id: Id; title: ComponentChildren }[];
  onChoose(id: Id): void;
  children?: ComponentChildren;
}): JSX.Element {
  const { name, legend, value, options, onChoose, children } = props;
  return (
    <fieldset class="field segments-field">
      <legend>{legend}</legend>
      <div class="segments">
        {options.map(({ id, title }) => (
          <label key={id} class="segment">
            <input type="radio" name={name} checked={id === value} onChange={() => onChoose(id)} />
            <span>{title}</span>
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  );
}
