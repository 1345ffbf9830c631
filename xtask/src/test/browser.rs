//! Finds a Chromium for the browser tests, or installs one, or says how.

use super::engines;
use crate::command::{ask, within};
use crate::error::Error;
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Where distributions put it.
const USUAL: [&str; 4] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const PATIENCE: Duration = Duration::from_secs(300);

/// The browser of the environment, Playwright's, the system's, or one that is installed now.
pub fn find(workspace: &Workspace) -> Result<PathBuf, Error> {
    if let Some(given) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        let advice = "the variable CHROMIUM must name a browser's program".to_owned();
        return if given.is_file() {
            Ok(given)
        } else {
            Err(Error::Missing { program: given.display().to_string(), advice })
        };
    }
    if let Some(there) = there(workspace) {
        return Ok(there);
    }
    println!("no Chromium here: installing Playwright's into its cache");
    let mut playwright = Command::new(workspace.npm_bin("playwright"));
    within(playwright.args(["install", "chromium"]).current_dir(workspace.root()), PATIENCE);
    if let Some(there) = there(workspace) {
        return Ok(there);
    }
    engines::install(&["chromium"]);
    let advice = "install one and start again:\n  npx playwright install --with-deps chromium\nor, on Debian:\n  \
                  sudo apt-get update\n  sudo apt-get install -y --no-install-recommends chromium\n\
                  or name one in the variable CHROMIUM";
    there(workspace).ok_or_else(|| Error::Missing { program: "Chromium".into(), advice: advice.into() })
}

fn there(workspace: &Workspace) -> Option<PathBuf> {
    let question = "import('@playwright/test').then((p) => console.log(p.chromium.executablePath()))";
    let own = ask(Command::new("node").args(["-e", question]).current_dir(workspace.root())).map(PathBuf::from);
    own.into_iter().chain(USUAL.iter().map(PathBuf::from)).find(|path| Path::is_file(path))
}
