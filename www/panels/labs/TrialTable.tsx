// What the stress lab has tried so far: a row an object, how often it broke its promise.

import type { JSX } from 'preact';
import type { Happening } from '../../model/labs/happening';
import { ways } from '../../model/labs/pictures';
import { grouped } from '../../model/units';
import { useTexts } from '../texts';
import { TRIALS } from './shown';

/** The table; it fills while objects are tried. */
export function TrialTable({ happenings }: { happenings: readonly Happening[] }): JSX.Element {
  const { labs } = useTexts();
  const text = labs.trials;
  return (
    <div class="table-box">
      <table class="lab-items">
        <thead>
          <tr>
            <th scope="col">{text.head.name}</th>
            <th scope="col">{text.head.broken}</th>
          </tr>
        </thead>
        <tbody>
          {ways(happenings, TRIALS.length).map(({ way, us: broken }) => (
            <tr key={way} class={broken !== null && broken > 0 ? 'lab-item-raised' : undefined}>
              <td>
                <code>{TRIALS[way]}</code>
              </td>
              <td>{broken === null ? text.waiting : grouped(broken)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
