// What the three measured curves share: what it is about, the button that measures it, how far it is, and what it was measured for.

import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Milestones } from '../../model/milestones';
import { type SweepKind, type SweepPlan, expectedMs, isSameSetup } from '../../model/sweep';
import { type App, isUnderway, useApp } from '../../views/app';
import { inBrief } from '../../views/words';
import { useTexts } from '../texts';
import { type Curve, curves, failure, measure, openOf, underway } from './store';

interface Props {
  kind: SweepKind;
  /** What would be measured now; null where the setup has nothing to vary, with what to do instead. */
  plan: SweepPlan | null;
  instead?: ComponentChildren;
  /** Beside the button. */
  choice?: ComponentChildren;
  /** The chart, its words and its table. */
  shown(curve: Curve): ComponentChildren;
}

/** The figure. */
export function CurveFigure({ kind, plan, instead, choice, shown }: Props): JSX.Element {
  const { curves: text } = useTexts();
  const words = text[kind];
  const curve = curves[kind].value;
  return (
    <section class={`curve-part curve-of-${kind}`} aria-labelledby={`curve-${kind}`}>
      <h4 id={`curve-${kind}`}>{words.title}</h4>
      <p class="muted">{words.intro}</p>
      {plan === null ? instead : <Measure kind={kind} plan={plan} choice={choice} label={words.measure} />}
      {curve !== null && (
        <figure class="curve-figure">
          <About curve={curve} plan={plan} />
          {shown(curve)}
        </figure>
      )}
    </section>
  );
}

/** The button, what to expect before pressing it, and how far it is. */
function Measure({ kind, plan, choice, label }: { kind: SweepKind; plan: SweepPlan; choice: ComponentChildren; label: string }): JSX.Element {
  const app = useApp();
  const { curves: text } = useTexts();
  const now = underway.value;
  const isOwn = now?.kind === kind;
  const waits = waitsFor(app, text);
  const { open, points } = openOf(plan);
  const curve = curves[kind].value;
  const failed = failure.value?.kind === kind ? failure.value.message : null;
  const isSettled = curve !== null && !isOwn && isSameSetup(kind, curve.plan.base, plan.base);
  const isAgain = isSettled && points.length === 0;
  const far = useRef<Milestones | null>(null);
  if (!isOwn) far.current = null;
  const quarter = isOwn && now !== null ? (far.current ??= new Milestones(performance.now())).at(now.step / now.steps, performance.now()) : 0;
  const told = quarter !== 0 ? app.text.run.quarters[quarter] : now === null ? '' : words(text, 0, now.steps);
  const ended = [...(failed === null ? [] : [text.failed(failed)]), ...(isSettled ? [stateOf(curve, points.length > 0, text)] : [])];
  return (
    <div class="curve-measure">
      <div class="curve-actions">
        {isOwn ? (
          <button type="button" class="button-quiet" onClick={app.stop}>
            {text.stop}
          </button>
        ) : (
          <button type="button" class="button-quiet" aria-disabled={waits !== null} onClick={waits === null ? () => void measure(app, plan) : undefined}>
            {points.length > 0 ? text.more(open.values.length) : isAgain ? text.again : label}
          </button>
        )}
        {!isOwn && choice}
      </div>
      {isOwn && now !== null && <progress class="curve-progress" max={now.steps} value={now.step} aria-label={words(text, now.step, now.steps)} />}
      {/* Read out: what came of it, and of a long series how far it is; what it will take, and each step, is only to be seen. */}
      <p class="hint">
        <span role="status" class={isOwn ? 'visually-hidden' : ''}>
          {isOwn && now !== null ? told : ended.join(' ')}
        </span>{' '}
        {isOwn && now !== null
          ? [words(text, now.step, now.steps), ...(now.leftMs === null ? [] : [text.left(now.leftMs)])].join(' ')
          : (waits ?? expectation(app, open, text))}
      </p>
    </div>
  );
}

type Texts = ReturnType<typeof useTexts>['curves'];

function words(text: Texts, step: number, steps: number): string {
  return text.step(Math.min(step + 1, steps), steps);
}

function stateOf({ state, points, plan }: Curve, hasMore: boolean, text: Texts): string {
  if (state === 'stopped') return text.stopped(points.length, plan.values.length);
  return hasMore ? text.doneSoFar(points.length) : text.done;
}

function expectation({ report, machineCores }: App, open: SweepPlan, text: Texts): string {
  return text.estimate(expectedMs(open, report.value, machineCores), open.specs.length);
}

/** What keeps a series from beginning; null where nothing does. */
export function waitsFor({ run, problems, engine }: App, text: Texts): string | null {
  if (isUnderway(run.value)) return text.busy;
  if (problems.value.size > 0) return text.problems;
  return engine.value.kind === 'ready' ? null : text.noEngine;
}

/** What the curve was measured for, where that isn't plain to see. */
function About({ curve, plan }: { curve: Curve; plan: SweepPlan | null }): JSX.Element {
  const app = useApp();
  const { curves: text } = useTexts();
  const differs = plan === null || !isSameSetup(curve.plan.kind, curve.plan.base, plan.base);
  const hidden = curve.points.filter(({ isHidden }) => isHidden).length;
  return (
    <p class={differs || hidden > 0 ? 'curve-about curve-old' : 'curve-about hint'}>
      {text.of(inBrief(app, curve.plan.base))} {differs && text.differs} {hidden > 0 && text.hidden(hidden)}
    </p>
  );
}
