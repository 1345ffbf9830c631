// Keep and share: links, files, other machines beside this one, and the comparisons that are kept on this device.

import type { JSX } from 'preact';
import { Compare } from './Compare';
import { Embed } from './Embed';
import { KeptList } from './KeptList';
import { Save } from './Save';
import { Share } from './Share';
import './keep.css';

/** The panel. */
export function Panel(): JSX.Element {
  return (
    <div class="keep">
      <Share />
      <Save />
      <Compare />
      <Embed />
      <KeptList />
    </div>
  );
}
