//! A step of the build: says what it does, is skipped when nothing changed, says how long it took.

use crate::error::Error;
use crate::fingerprint;
use crate::workspace::Workspace;
use std::path::PathBuf;
use std::time::Instant;

/// One step: `inputs` are hashed by content, `outputs` by name and size (so a deleted product is made again).
pub struct Step<'a> {
    /// Short and unique: also the name of the note.
    pub name: &'a str,
    /// One line for people.
    pub doing: String,
    /// Files and folders, relative to the root.
    pub inputs: &'a [&'a str],
    /// Anything else that decides the outcome: flags, versions, another step's stamp.
    pub also: String,
    /// Files and folders, relative to the root.
    pub outputs: &'a [&'a str],
}

impl Step<'_> {
    /// Does the work unless the last time had the same inputs and its outputs are still there.
    pub fn run(&self, workspace: &Workspace, work: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
        let note = workspace.notes()?.join(format!("{}.stamp", self.name));
        let inputs = fingerprint::contents(workspace.root(), self.inputs, &self.also)?;
        if read(&note) == Some(self.stamp(workspace, &inputs)?) {
            println!("{:<12} unchanged", self.name);
            return Ok(());
        }
        println!("{:<12} {}", self.name, self.doing);
        let started = Instant::now();
        // A step that fails half-way must not look done the next time.
        let _ = std::fs::remove_file(&note);
        work()?;
        let stamp = self.stamp(workspace, &inputs)?;
        std::fs::write(&note, stamp).map_err(Error::file(&note))?;
        println!("{:<12} done in {}", self.name, seconds(started));
        Ok(())
    }

    fn stamp(&self, workspace: &Workspace, inputs: &str) -> Result<String, Error> {
        Ok(format!("{inputs} {}", fingerprint::listing(workspace.root(), self.outputs)?))
    }
}

fn read(note: &PathBuf) -> Option<String> {
    std::fs::read_to_string(note).ok()
}

/// Elapsed time for people.
pub fn seconds(since: Instant) -> String {
    format!("{:.1} s", since.elapsed().as_secs_f64())
}
