// A chart's numbers as a table: for who can't see the chart, and who wants to know exactly.

import type { ComponentChildren, JSX } from 'preact';
import { useTexts } from './texts';
import './data-table.css';

/** A table that opens. The first column names the row. */
export function DataTable(props: { label: string; summary?: string; head: readonly ComponentChildren[]; rows: readonly (readonly string[])[] }): JSX.Element {
  const { curves: text } = useTexts();
  const { label, summary = text.numbers, head, rows } = props;
  return (
    <details class="data-table">
      <summary>{summary}</summary>
      <div class="data-scroll" tabIndex={0} role="region" aria-label={label}>
        <table>
          <thead>
            <tr>
              {head.map((cell, at) => (
                <th key={at} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...cells], row) => (
              <tr key={row}>
                <th scope="row">{first}</th>
                {cells.map((cell, at) => (
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
