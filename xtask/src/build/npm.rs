//! The npm packages, as package-lock.json has them, and the Node.js that they need.

use crate::command;
use crate::error::Error;
use crate::step::Step;
use crate::workspace::Workspace;
use std::process::Command;

/// The oldest Node.js that Vite runs on.
const OLDEST: (u32, u32) = (20, 19);

/// Installs the packages when the lock file or Node.js has changed.
pub fn install(workspace: &Workspace) -> Result<(), Error> {
    let step = Step {
        name: "npm",
        doing: "installing the packages of package-lock.json".into(),
        inputs: &["package-lock.json"],
        also: std::env::consts::OS.into(),
        outputs: &["node_modules/.package-lock.json"],
    };
    step.run(workspace, || {
        check_node()?;
        let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(workspace.root());
        command::run("npm", &mut npm)
    })
}

fn check_node() -> Result<(), Error> {
    let Some(found) = command::ask(Command::new("node").arg("--version")) else {
        let advice = format!("install Node.js {}.{} or newer", OLDEST.0, OLDEST.1);
        return Err(Error::Missing { program: "node".into(), advice });
    };
    if is_recent(&found) { Ok(()) } else { Err(Error::Node { found }) }
}

fn is_recent(version: &str) -> bool {
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0)) >= OLDEST
}

#[cfg(test)]
mod tests {
    use super::is_recent;

    #[test]
    fn old_versions_are_told_from_new_ones() {
        assert!(is_recent("v20.20.2") && is_recent("v22.0.0") && is_recent("v20.19.0"));
        assert!(!is_recent("v18.19.0") && !is_recent("v20.18.3") && !is_recent("nonsense"));
    }
}
