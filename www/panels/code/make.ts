// Makes a target's program for an experiment: loads the task's code, adds what is to be said.

import { notesOf } from './notes';
import type { Experiment, Program, Target } from './program';
import { loadSources } from './sources';

/** The program. Rejects where the task's code can't be loaded. */
export async function programOf(target: Target, experiment: Experiment): Promise<Program> {
  const sources = await loadSources(experiment.task.id, target.language);
  return target.program(experiment, sources, notesOf(target.id, experiment).map((id) => experiment.text.notes[id]));
}
