// The page: header, experiment, strategies, results.

import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { type App, AppProvider } from './app';
import { Announcer } from './Announcer';
import { Cards } from './Cards';
import { EngineNotice } from './EngineNotice';
import { Header } from './Header';
import { LinkNotes } from './LinkNotes';
import { ModeLine, ModeNotice } from './Mode';
import { Results } from './Results';
import { RunBar } from './RunBar';
import { Setup } from './Setup';
import { VersionNotice } from './VersionNotice';

/** Everything; `children` come below the results. */
export function Page({ app, children }: { app: App; children?: ComponentChildren }): JSX.Element {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') app.stop();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [app]);
  const { language, projector, text } = app;
  const id = language.value;
  const isLarge = projector.value;
  useLayoutEffect(() => {
    const { documentElement: root } = document;
    root.lang = id;
    root.toggleAttribute('data-projector', isLarge);
    document.title = text.title;
  }, [id, isLarge]);
  return (
    <AppProvider value={app}>
      <a class="skip" href="#results" onClick={skip}>
        {text.skip}
      </a>
      <Header />
      <main>
        <VersionNotice />
        <LinkNotes />
        <ModeNotice />
        <EngineNotice />
        <Setup />
        <RunBar />
        <Cards />
        <ModeLine />
        <Results />
        {children}
      </main>
      <Announcer />
    </AppProvider>
  );
}

/** The address holds the link, so the jump must not change it. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('results')?.focus();
}
