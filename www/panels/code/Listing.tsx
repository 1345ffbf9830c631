// A file of a program: its text in a box of its own, to be copied and downloaded.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { SAID_MS, copyText } from '../keep/copying';
import { download } from '../keep/files';
import { useTexts } from '../texts';
import { highlighted } from './highlight';
import type { ProgramFile } from './program';

/** The file. */
export function Listing({ file }: { file: ProgramFile }): JSX.Element {
  const { code: text } = useTexts();
  const box = useRef<HTMLElement | null>(null);
  const said = useSignal(text.copy);
  const html = useMemo(() => highlighted(file), [file]);
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(file.text);
    said.value = isCopied ? text.copied : text.refused;
    if (!isCopied && box.current !== null) getSelection()?.selectAllChildren(box.current);
    setTimeout(() => (said.value = text.copy), SAID_MS);
  };
  return (
    <div class="code-file">
      <div class="code-head">
        <span class="code-name">{file.name}</span>
        <button type="button" class="button-quiet" onClick={() => void copy()}>
          <span aria-live="polite">{said}</span>
          <span class="visually-hidden"> {file.name}</span>
        </button>
        <button type="button" class="button-quiet" onClick={() => download(new Blob([file.text], { type: 'text/plain' }), file.name)}>
          {text.download}
          <span class="visually-hidden"> {file.name}</span>
        </button>
      </div>
      {/* The keyboard scrolls what has the focus. highlight.js has escaped the text. */}
      <pre class="code-box" tabIndex={0} role="region" aria-label={text.file(file.name)}>
        <code ref={box} dangerouslySetInnerHTML={{ __html: html }} />
      </pre>
    </div>
  );
}
