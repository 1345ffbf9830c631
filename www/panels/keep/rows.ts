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

/** What one of several others is called: its machine, unless somebody gave it a name or it is the visitor's own machine, too. */
export function labelOf({ name, summary }: Shared, place: number, own: Summary | null, catalog: Catalog, text: PanelTexts): string {
  const { task, cores, variant } = summary.spec;
  const machine = machineText(summary.machine, text);
  const isNamed = name !== text.keep.autoName(taskOf(catalog, task).title, cores, variant);
  const isHere = own !== null && machineText(own.machine, text) === machine;
  return text.keep.beside.label(letterOf(place), isNamed || isHere ? name : machine);
}

/** The rows: the visitor's own first, if there is one. */
export function rowsOf(own: Summary | null, others: readonly Kept[], catalog: Catalog, text: PanelTexts): MachineRow[] {
  const titleOf = (id: string): string => catalog.strategies.find((strategy) => strategy.id === id)?.title ?? id;
  const resultsOf = ({ results }: Summary): MachineRow['results'] => results.map((result) => ({ ...result, title: titleOf(result.strategy) }));
  const beside = others.map((kept, place) => ({ id: kept.id, label: labelOf(kept, place, own, catalog, text), isOwn: false, results: resultsOf(kept.summary) }));
  if (own === null) return beside;
  return [{ id: 'own', label: text.keep.beside.ownLabel(machineText(own.machine, text)), isOwn: true, results: resultsOf(own) }, ...beside];
}
