// Name, promise, mode, language, theme, type for a room, link.

import { useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { LANGUAGES, type LanguageId } from '../locales/languages';
import { THEMES, type Theme } from '../model/look';
import { stored, store } from '../model/stored';
import { useApp } from './app';
import { ModeBadge, OwnTab } from './Mode';

/** index.html reads the same key before the first paint. */
function storedTheme(): Theme {
  return THEMES.find((theme) => theme === stored('theme')) ?? 'auto';
}

/** The document and the browser's own bar follow the theme: the colour of the chosen scheme counts always, or each one's for its own. */
function showTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  for (const scheme of ['light', 'dark'] as const) {
    const media = theme === 'auto' ? `(prefers-color-scheme: ${scheme})` : theme === scheme ? 'all' : 'not all';
    document.querySelector(`meta[name="theme-color"][data-scheme="${scheme}"]`)?.setAttribute('media', media);
  }
}

/** The page's header. */
export function Header(): JSX.Element {
  const { text, embedded, look } = useApp();
  // The link's theme goes before the visitor's; a frame has nobody else to ask.
  useSignalEffect(() => showTheme(look.value.theme ?? (embedded ? 'auto' : storedTheme())));
  return (
    <header class="header">
      <div>
        <h1>
          <Mark />
          {text.name}
        </h1>
        <p class="promise">{text.promise}</p>
      </div>
      <div class="header-tools">
        <ModeBadge />
        {embedded ? (
          <OwnTab />
        ) : (
          <>
            <LanguageSwitch />
            <ThemeSwitch />
            <ProjectorSwitch />
            <CopyLink />
          </>
        )}
      </div>
    </header>
  );
}

/** The mark: three lanes of chunks, each busier than the one above. */
function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <rect x="1" y="3" width="22" height="4.5" rx="1.5" class="mark-serial" />
      <rect x="1" y="9.75" width="14" height="4.5" rx="1.5" class="mark-threaded" />
      <rect x="1" y="16.5" width="10" height="4.5" rx="1.5" class="mark-pooled" />
    </svg>
  );
}

function ThemeSwitch(): JSX.Element {
  const { text, look, dress } = useApp();
  const theme = look.value.theme ?? storedTheme();
  const choose = (chosen: Theme): void => {
    store('theme', chosen);
    // Where storage is refused, the choice is kept for this visit in the look alone.
    dress({ ...look.value, theme: storedTheme() === chosen ? null : chosen });
  };
  return (
    <label class="theme">
      <span class="visually-hidden">{text.theme.label}</span>
      <select value={theme} onChange={(event) => choose(event.currentTarget.value as Theme)}>
        {THEMES.map((name) => (
          <option key={name} value={name}>
            {text.theme[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Each language in its own name: who looks for it can't read the one that is on. */
function LanguageSwitch(): JSX.Element {
  const { language, text, speak } = useApp();
  const choose = async (select: HTMLSelectElement): Promise<void> => {
    await speak(select.value as LanguageId);
    // Where it can't be loaded, nothing has changed, and nothing is rendered.
    select.value = language.value;
  };
  return (
    <label class="theme">
      <span class="visually-hidden">{text.language.label}</span>
      <select value={language.value} onChange={(event) => void choose(event.currentTarget)}>
        {LANGUAGES.map(({ id, name }) => (
          <option key={id} value={id} lang={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function ProjectorSwitch(): JSX.Element {
  const { projector, text, project } = useApp();
  return (
    <button
      type="button"
      class="button-quiet button-icon projector"
      aria-pressed={projector.value}
      aria-label={text.projector.label}
      title={text.projector.hint}
      onClick={() => project(!projector.value)}
    >
      <svg viewBox="0 0 22 16" width="22" height="16" aria-hidden="true">
        <path d="M1 14 4.5 5 8 14M2.2 11h4.6M9.5 14 14.7 1 20 14M11.3 9.6h6.9" />
      </svg>
    </button>
  );
}

function CopyLink(): JSX.Element {
  const { text } = useApp();
  const state = useSignal<'copy' | 'copied' | 'failed'>('copy');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      state.value = 'copied';
    } catch {
      state.value = 'failed';
    }
    setTimeout(() => (state.value = 'copy'), 2500);
  };
  return (
    <button type="button" class="button-quiet" onClick={() => void copy()}>
      <span aria-live="polite">{text.share[state.value]}</span>
    </button>
  );
}
