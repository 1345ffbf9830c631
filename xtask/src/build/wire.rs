//! What the page knows about the crate: types and catalogue, written by the crate itself, run natively.

use crate::command;
use crate::error::Error;
use crate::step::Step;
use crate::workspace::Workspace;

/// Writes www/generated/.
pub fn write(workspace: &Workspace) -> Result<(), Error> {
    let step = Step {
        name: "wire",
        doing: "writing the page's types and catalogue to www/generated".into(),
        inputs: &["src", "examples/wire.rs", "Cargo.toml", "Cargo.lock"],
        also: String::new(),
        outputs: &["www/generated"],
    };
    step.run(workspace, || {
        let folder = workspace.path("www/generated");
        std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
        let mut cargo = command::cargo();
        cargo.args(["run", "--quiet", "--features", "wire", "--example", "wire", "--", "www/generated"]);
        command::run("wire", cargo.current_dir(workspace.root()))
    })
}
