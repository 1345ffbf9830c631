// Name, promise, mode, theme, link.

import { useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { THEMES, type Theme } from '../model/look';
import { useApp } from './app';
import { ModeBadge, OwnTab } from './Mode';

/** Storage throws where it is refused; the page works without. index.html reads the same key before the first paint. */
function storedTheme(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem('theme')) ?? 'auto';
  } catch {
    return 'auto';
  }
}

function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // Kept for this visit only.
  }
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
            <ThemeSwitch />
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
    storeTheme(chosen);
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

function CopyLink(): JSX.Element {
  const { text } = useApp();
  const label = useSignal(text.share.copy);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      label.value = text.share.copied;
    } catch {
      label.value = text.share.failed;
    }
    setTimeout(() => (label.value = text.share.copy), 2500);
  };
  return (
    <button type="button" class="button-quiet" onClick={() => void copy()}>
      <span aria-live="polite">{label}</span>
    </button>
  );
}
