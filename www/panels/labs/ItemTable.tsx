// The items of a lab on errors: a row an item, from its submission to what get came to.

import { Fragment, type JSX } from 'preact';
import type { Happening } from '../../model/labs/happening';
import { type ItemRow, itemRows } from '../../model/labs/pictures';
import { useTexts } from '../texts';

/** The table; it fills while items run. */
export function ItemTable({ happenings }: { happenings: readonly Happening[] }): JSX.Element {
  const { labs } = useTexts();
  const text = labs.items;
  return (
    <div class="table-box">
      <table class="lab-items">
        <thead>
          <tr>
            <th scope="col">{text.head.item}</th>
            <th scope="col">{text.head.work}</th>
            <th scope="col">{text.head.called}</th>
            <th scope="col">{text.head.got}</th>
          </tr>
        </thead>
        <tbody>
          {itemRows(happenings).map((row) => (
            <Row key={row.item} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: ItemRow }): JSX.Element {
  const { labs } = useTexts();
  const text = labs.items;
  const { item, who, work, called, timedOut, got, result } = row;
  return (
    <tr class={work === 'raised' ? 'lab-item-raised' : undefined}>
      <th scope="row">{item}</th>
      <td>
        <Breakable text={who === null ? text.work[work] : text.on(text.work[work], who)} />
      </td>
      <td>
        <Breakable text={text.called[called]} />
      </td>
      <td>
        <Breakable text={(timedOut ? text.timedOut : '') + (got === 'result' ? text.got.result(result ?? Number.NaN) : text.got[got])} />
      </td>
    </tr>
  );
}

/** Names of Python's that are too long for a phone may break between their words, and nowhere else. */
function Breakable({ text }: { text: string }): JSX.Element {
  const words = text.replaceAll(/_|[a-z](?=[A-Z])/g, '$&\n').split('\n');
  return (
    <>
      {words.map((word, place) => (
        <Fragment key={place}>
          {place > 0 && <wbr />}
          {word}
        </Fragment>
      ))}
    </>
  );
}
