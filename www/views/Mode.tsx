// Which mode is on, and why: the badge, and the notice where no memory is shared.

import type { ComponentChildren, JSX } from 'preact';
import type { Why } from '../model/mode';
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

/** Shown only where no memory is shared. The compact page has the badge alone. */
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
    case 'sandbox':
      return <OwnTab />;
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
  const { linkTo, spec, text } = useApp();
  // What is locked here is so there; what was left out is there.
  const link = linkTo(spec.value, { controls: 'all', theme: null });
  return <Away href={`${location.pathname}${link}`}>{text.share.ownTab}</Away>;
}

function Away({ href, children }: { href: string; children: ComponentChildren }): JSX.Element {
  return (
    <a class="button-quiet" href={href} target="_blank" rel="noopener">
      {children}
    </a>
  );
}
