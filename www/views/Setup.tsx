// The experiment: task, items, workers, call, and under "more" everything else. Made from the catalogue.

import type { JSX } from 'preact';
import type { Param, RunSpec } from '../model/contract';
import { roundsCores } from '../model/machine';
import { missing } from '../model/mode';
import { chunksizeOf, kindText, taskOf, variantOf } from '../model/spec';
import { useApp } from './app';
import { CheckField, NumberField, Segments, SelectField } from './fields';
import { StrategyMark } from './StrategyMark';
import { inBrief } from './words';

/** Counts that are a press away; any other can be typed. */
const USUAL_CORES = [1, 2, 4, 8, 16];

/** The experiment. */
export function Setup(): JSX.Element {
  const app = useApp();
  const { embedded, look, spec, text } = app;
  const { controls, lock } = look.value;
  if (!embedded) {
    return (
      <section class="panel setup" aria-labelledby="setup-title">
        <h2 id="setup-title" class="visually-hidden">
          {text.setup.title}
        </h2>
        <Settings />
      </section>
    );
  }
  if (controls === 'none') return <h2 class="setup-brief">{inBrief(app, spec.value)}</h2>;
  return (
    <details class="panel setup-fold">
      <summary>
        <h2>{text.setup.title}</h2> {inBrief(app, spec.value)}
        {lock && <span class="muted"> · {text.setup.lockedBrief}</span>}
      </summary>
      <div class="setup">
        <Settings />
      </div>
    </details>
  );
}

function Settings(): JSX.Element {
  const { embedded, look, text } = useApp();
  const { controls, lock } = look.value;
  const isWhole = !embedded || controls === 'all';
  const settings = (
    <>
      {isWhole && <TaskChoice />}
      <div class="setup-row">
        <ItemsField />
        <CoresField />
        <VariantField />
        <StrategiesField />
      </div>
      {isWhole && <More />}
    </>
  );
  if (!lock) return settings;
  return (
    <fieldset class="setup-locked" disabled>
      <legend class="setup-lock">
        <Padlock />
        {text.setup.locked}
      </legend>
      {settings}
    </fieldset>
  );
}

function Padlock(): JSX.Element {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d="M3 7h10v7H3z M5 7V5a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" />
    </svg>
  );
}

function TaskChoice(): JSX.Element {
  const { catalog, spec, text } = useApp();
  const task = taskOf(catalog, spec.value.task);
  const group = (letters: readonly string[]): string => (letters.length > 0 ? text.setup.fromTutorials : text.setup.otherTasks);
  const options = catalog.tasks.map(({ id, title, tutorials }) => ({ id, title, group: group(tutorials) }));
  return (
    <div class="task">
      <SelectField field="task" label={text.setup.task} value={task.id} options={options} />
      <div class="task-words">
        <p>{task.summary}</p>
        <p>
          <strong>{text.setup.teaches}</strong>
          {text.between}
          {task.teaches}
          {text.between}
          <span class="muted">{text.setup.tutorial(task.tutorials)}</span>
        </p>
      </div>
    </div>
  );
}

function ItemsField(): JSX.Element {
  const { catalog, spec, text } = useApp();
  const task = taskOf(catalog, spec.value.task);
  const max = Math.min(task.maxItems, catalog.limits.items.max);
  return (
    <NumberField
      key={task.id}
      field="items"
      label={text.setup.items}
      value={spec.value.items}
      min={1}
      max={max}
      hint={text.setup.itemsHint(task.item, max)}
    />
  );
}

function CoresField(): JSX.Element {
  const { catalog, machineCores, spec, text, edit } = useApp();
  const { min, max } = catalog.limits.cores;
  const counts = [...new Set([...USUAL_CORES, Math.min(machineCores, max)])].toSorted((a, b) => a - b);
  const options = counts.map((count) => ({
    id: count,
    title:
      count === machineCores ? (
        <>
          {count}
          <span class="machine" title={text.setup.machine}>
            <span class="visually-hidden"> ({text.setup.machine})</span>
          </span>
        </>
      ) : (
        count
      ),
  }));
  return (
    <Segments
      name="cores"
      legend={text.setup.cores}
      value={spec.value.cores}
      options={options}
      onChoose={(count) => edit('cores', count)}
    >
      <div class="cores-other">
        <NumberField
          field="cores"
          label={text.setup.otherCores}
          value={spec.value.cores}
          min={min}
          max={max}
          hint={text.setup.coresHint(machineCores, roundsCores(navigator.userAgent))}
        />
      </div>
    </Segments>
  );
}

function VariantField(): JSX.Element {
  const { catalog, spec, text } = useApp();
  const variant = variantOf(catalog, spec.value.variant);
  const options = catalog.variants.map(({ id }) => ({ id, title: id }));
  return (
    <SelectField field="variant" label={text.setup.variant} value={variant.id} options={options} hint={variant.summary} />
  );
}

function StrategiesField(): JSX.Element {
  const { catalog, mode, problems, runs, spec, text, edit } = useApp();
  const chosen = runs.value.strategies;
  const gone = missing(catalog, mode.value ?? { kind: 'shared' });
  const problem = problems.value.get('strategies');
  const toggle = (id: string, isOn: boolean): void => {
    const order = catalog.strategies.map((strategy) => strategy.id);
    const next = order.filter((known) => (known === id ? isOn : chosen.includes(known as never)));
    // The last one stays: a comparison of nothing can't be meant.
    if (next.length > 0) edit('strategies', next);
  };
  return (
    <fieldset class="field">
      <legend>{text.setup.strategies}</legend>
      <div class="checks">
        {catalog.strategies.map((strategy) => {
          const { id, title, summary } = strategy;
          const isOn = chosen.includes(id as never);
          const isGone = gone.includes(strategy);
          return (
            <label key={id} class={`check ${isGone ? 'check-missing' : ''}`} title={summary}>
              <input
                type="checkbox"
                checked={isOn}
                disabled={isGone || (isOn && chosen.length === 1)}
                onChange={(event) => toggle(id, event.currentTarget.checked)}
              />
              <StrategyMark id={id} />
              <span>{title}</span>
            </label>
          );
        })}
      </div>
      {gone.length > 0 && (
        <p class="hint">
          {text.mode.missing(gone.map(({ title }) => title))}
          {runs.value !== spec.value && `${text.between}${text.mode.standIn}`}
        </p>
      )}
      {problem !== undefined && <p class="field-error">{text.hear(problem.allowed)}</p>}
    </fieldset>
  );
}

function More(): JSX.Element {
  const { catalog, runs, spec, text, reset } = useApp();
  const { lifetimes, limits, schedules, spawns } = catalog;
  const task = taskOf(catalog, spec.value.task);
  const schedule = schedules.find(({ id }) => id === spec.value.schedule);
  const spawn = spawns.find(({ id }) => id === spec.value.spawn);
  const lifetime = lifetimes.find(({ id }) => id === spec.value.processes);
  const has = (strategy: RunSpec['strategies'][number]): boolean => runs.value.strategies.includes(strategy);
  return (
    <details class="more">
      <summary>
        {text.setup.more}
        <span class="muted more-brief">{brief()}</span>
      </summary>
      <div class="setup-row">
        {task.params.map((param) => (
          <ParamField key={`${task.id}.${param.name}`} param={param} />
        ))}
        <ChunksizeField />
        <SelectField
          field="schedule"
          label={text.setup.schedule}
          value={spec.value.schedule}
          options={schedules}
          hint={schedule?.summary}
        />
        {has('threaded') && (
          <>
            <SelectField field="spawn" label={text.setup.spawn} value={spec.value.spawn} options={spawns} hint={spawn?.summary} />
            <CheckField field="gil" label={text.setup.gil} value={spec.value.gil} hint={text.setup.gilHint} />
            {spec.value.gil && (
              <NumberField
                field="switchIntervalMs"
                label={text.setup.switchInterval}
                value={spec.value.switchIntervalMs}
                {...limits.switchIntervalMs}
                step="any"
                hint={text.setup.switchIntervalHint(limits.switchIntervalMs.min, limits.switchIntervalMs.max)}
              />
            )}
          </>
        )}
        {has('processes') && (
          <>
            <SelectField field="processes" label={text.setup.processes} value={spec.value.processes} options={lifetimes} hint={lifetime?.summary} />
            <NumberField
              field="maxtasksperchild"
              label={text.setup.maxtasksperchild}
              value={spec.value.maxtasksperchild}
              placeholder={text.setup.never}
              {...limits.maxtasksperchild}
              hint={text.setup.maxtasksperchildHint}
            />
          </>
        )}
        <NumberField
          field="repeats"
          label={text.setup.repeats}
          value={spec.value.repeats}
          {...limits.repeats}
          hint={text.setup.range(limits.repeats.min, limits.repeats.max)}
        />
        <NumberField
          field="seed"
          label={text.setup.seed}
          value={spec.value.seed}
          {...limits.seed}
          hint={text.setup.range(limits.seed.min, limits.seed.max)}
        />
      </div>
      <button type="button" class="button-quiet" onClick={reset}>
        {text.setup.reset}
      </button>
    </details>
  );

  /** What is set in there, in a line. */
  function brief(): string {
    const params = task.params.map(({ name, label }) => `${label} ${text.setup.option(task.id, name, String(spec.value.params[name]))}`);
    const variant = variantOf(catalog, spec.value.variant);
    const chunks = variant.chunks === 'calls' ? [] : [text.results.chunks(chunksizeOf(spec.value, catalog))];
    const lock = has('threaded') && spec.value.gil ? [text.setup.gilBrief] : [];
    return [...params, ...chunks, schedule?.title.toLowerCase(), ...lock, text.setup.runsEach(spec.value.repeats)].join(' · ');
  }
}

function ParamField({ param }: { param: Param }): JSX.Element {
  const { spec, text } = useApp();
  const { name, help, kind } = param;
  const label = capital(param.label);
  const field = `params.${name}`;
  const value = spec.value.params[name];
  switch (kind.type) {
    case 'integer':
    case 'number':
      return (
        <NumberField
          field={field}
          label={label}
          value={Number(value)}
          min={kind.min}
          max={kind.max}
          step={kind.type === 'integer' ? 1 : 'any'}
          hint={text.setup.hint(help, text.hear(kindText(kind)))}
        />
      );
    case 'choice': {
      const options = kind.options.map((id) => ({ id, title: text.setup.option(spec.value.task, name, id) }));
      return <SelectField field={field} label={label} value={String(value)} options={options} hint={help} />;
    }
    case 'flag':
      return <CheckField field={field} label={label} value={value === true} hint={help} />;
  }
}

function ChunksizeField(): JSX.Element {
  const { catalog, spec, text } = useApp();
  const size = chunksizeOf(spec.value, catalog);
  const hint =
    variantOf(catalog, spec.value.variant).chunks === 'calls'
      ? text.setup.callsHaveNone
      : spec.value.chunksize === null
        ? text.setup.autoComesTo(size)
        : text.setup.fixedChunks(size);
  return (
    <NumberField
      field="chunksize"
      label={text.setup.chunksize}
      value={spec.value.chunksize}
      placeholder={text.setup.auto}
      {...catalog.limits.chunksize}
      hint={hint}
    />
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
