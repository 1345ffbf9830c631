// Which mode is on, and why: the badge, and the notice where no memory is shared.

import type { ComponentChildren, JSX } from 'preact';
import { type Why, missing } from '../model/mode';
import { useApp } from './app';

/** The badge; it unfolds to say why. */
export function ModeBadge(): JSX.Element {
  const { engine, mode, text } = useApp();
  const known = mode.value;
  if (engine.value.kind === 'unavailable') return <span class="badge badge-bad">{text.badge.unavailable}</span>;
  if (known === null) return <span class="badge badge-open">{text.badge.open}</span>;
  return (
    <details class="mode">
      <summary class={`badge ${known.kind === 'shared' ? 'badge-good' : 'badge-private'}`}>{text.badge[known.kind]}</summary>
      <div class="mode-why">{known.kind === 'shared' ? <p>{text.mode.shared}</p> : <Reason why={known.why} />}</div>
    </details>
  );
}

/** Shown only where no memory is shared. The compact page has a line instead. */
export function ModeNotice(): JSX.Element | null {
  const { embedded, engine, mode, text } = useApp();
  const known = mode.value;
  if (embedded || engine.value.kind === 'unavailable' || known?.kind !== 'private') return null;
  return (
    <section class="notice" aria-labelledby="mode-title">
      <h2 id="mode-title">{text.mode.title}</h2>
      <Reason why={known.why} />
    </section>
  );
}

/** Below the compact page's cards, where no memory is shared: what isn't there, and where it is. */
export function ModeLine(): JSX.Element | null {
  const { catalog, embedded, engine, mode, text } = useApp();
  const known = mode.value;
  if (!embedded || engine.value.kind === 'unavailable' || known?.kind !== 'private') return null;
  return (
    <div class="mode-line">
      <p class="hint">{text.mode.missing(missing(catalog, known).map(({ title }) => title))}</p>
      <WayOut why={known.why} />
    </div>
  );
}

function Reason({ why }: { why: Why }): JSX.Element {
  const { text } = useApp();
  return (
    <>
      <p>{text.mode.why[why]}</p>
      <p>{text.mode.runs}</p>
      <WayOut why={why} />
    </>
  );
}

/** What helps, if anything does. */
function WayOut({ why }: { why: Why }): JSX.Element | null {
  const { text } = useApp();
  switch (why) {
    case 'frame':
      return <OwnTab />;
    case 'sandbox':
      return (
        <>
          <OwnTab />
          <Address />
        </>
      );
    case 'insecure':
      return <Away href={location.href.replace(/^http:/, 'https:')}>{text.mode.secure}</Away>;
    case 'late':
      return (
        <button type="button" class="button" onClick={() => location.reload()}>
          {text.mode.reload}
        </button>
      );
    case 'refused':
    case 'unsupported':
      return null;
  }
}

/** From a frame to the whole page, with the experiment as it is set here. */
export function OwnTab(): JSX.Element {
  const { text } = useApp();
  return <Away href={useWholePage()}>{text.share.ownTab}</Away>;
}

/** The same where a sandbox lets nothing be opened: to be copied. */
function Address(): JSX.Element {
  const { text } = useApp();
  return (
    <label class="address">
      <span class="hint">{text.mode.address}</span>
      <input type="text" readOnly value={useWholePage()} onFocus={(event) => event.currentTarget.select()} />
    </label>
  );
}

function useWholePage(): string {
  const { linkTo, spec } = useApp();
  // What is locked here is so there; what was left out is there.
  return new URL(linkTo(spec.value, { controls: 'all', theme: null }), location.href.split('?')[0]).href;
}

function Away({ href, children }: { href: string; children: ComponentChildren }): JSX.Element {
  return (
    <a class="button-quiet" href={href} target="_blank" rel="noopener">
      {children}
    </a>
  );
}
