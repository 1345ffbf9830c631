// Comparisons as rows of the charts and the table that compare machines. Pure.

import type { MachineRow } from '../../charts/machines';
import type { Catalog } from '../../model/contract';
import type { Kept, Shared, Summary } from '../../model/kept';
import { taskOf } from '../../model/spec';
import type { PanelTexts } from '../../locales/en/panels';

/** The machine in words. */
export function machineText({ browser, platform, cores }: Summary['machine'], text: PanelTexts): string {
  return text.keep.machine(browser, platform, cores);
}

/** `A`, `B`, ..., `Z`, `AA`. */
export function letterOf(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : letterOf(Math.floor(place / 26) - 1) + letter;
}

/** What one of several others is called: its name where somebody gave it one, else its machine. */
export function labelOf({ name, summary }: Shared, place: number, catalog: Catalog, text: PanelTexts): string {
  const { task, cores, variant } = summary.spec;
  const isNamed = name !== text.keep.autoName(taskOf(catalog, task).title, cores, variant);
  return text.keep.beside.label(letterOf(place), isNamed ? name : machineText(summary.machine, text));
}

/** The rows: the visitor's own first, if there is one. */
export function rowsOf(own: Summary | null, others: readonly Kept[], catalog: Catalog, text: PanelTexts): MachineRow[] {
  const titleOf = (id: string): string => catalog.strategies.find((strategy) => strategy.id === id)?.title ?? id;
  const resultsOf = ({ results }: Summary): MachineRow['results'] => results.map((result) => ({ ...result, title: titleOf(result.strategy) }));
  const beside = others.map((kept, place) => ({ id: kept.id, label: labelOf(kept, place, catalog, text), isOwn: false, results: resultsOf(kept.summary) }));
  if (own === null) return beside;
  return [{ id: 'own', label: text.keep.beside.ownLabel(machineText(own.machine, text)), isOwn: true, results: resultsOf(own) }, ...beside];
}
