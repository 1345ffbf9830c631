// Makes a target's program for an experiment: loads the task's code, adds what is to be said.

import { sourceTextsIn } from '../../locales/source-texts';
import { notesOf } from './notes';
import type { Experiment, Program, Target } from './program';
import { loadSources } from './sources';

/** The program, whose sources speak the language that the experiment's texts are in. Rejects where the task's code can't be loaded. */
export async function programOf(target: Target, experiment: Experiment, spoken: string): Promise<Program> {
  const sources = await loadSources(experiment.task.id, target.language, await sourceTextsIn(spoken));
  return target.program(experiment, sources, notesOf(target.id, experiment).map((id) => experiment.text.notes[id]));
}
