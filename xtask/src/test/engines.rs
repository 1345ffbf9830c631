//! The engines that the page is tested in: a browser and the driver that speaks WebDriver for each, found or installed.

use super::Session;
use super::recap::Runner;
use crate::command::{ask, cargo, within};
use crate::error::Error;
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A download that takes longer is taken for one that hangs.
const PATIENCE: Duration = Duration::from_secs(300);
/// Compiling a driver on a small machine that has other things to do.
const COMPILING: Duration = Duration::from_secs(1200);

/// Firefox's driver, from Mozilla through crates.io: Debian has no package of it.
const GECKODRIVER: (&str, &str) = ("geckodriver", "0.37.1");
/// Where it is installed, below the root.
const TOOLS: &str = "target/tools";

/// How often each kind of load is tried for what the README says (`tests/engines/readme.ts` takes no less).
const WRITTEN_CYCLES: &str = "20";

/// What an engine takes to be tested.
struct Engine {
    /// As in `tests/engines/expectations.ts`.
    name: &'static str,
    browser: &'static [&'static str],
    driver: &'static [&'static str],
    /// Other programs that must be there.
    also: &'static [&'static str],
    /// Debian's packages with all of these.
    packages: &'static [&'static str],
    /// Its driver is a crate.
    compiles: bool,
}

const ENGINES: [Engine; 3] = [
    Engine {
        name: "chromium",
        browser: &["/usr/bin/chromium"],
        driver: &["/usr/bin/chromedriver"],
        also: &[],
        packages: &["chromium", "chromium-driver"],
        compiles: false,
    },
    Engine {
        name: "firefox",
        browser: &["/usr/bin/firefox-esr", "/usr/bin/firefox"],
        driver: &["target/tools/bin/geckodriver", "/usr/bin/geckodriver", "/usr/local/bin/geckodriver"],
        also: &[],
        packages: &["firefox-esr"],
        compiles: true,
    },
    Engine {
        name: "webkit",
        browser: &[
            "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
            "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        ],
        driver: &["/usr/bin/WebKitWebDriver"],
        also: &["/usr/bin/Xvfb"],
        packages: &["webkit2gtk-driver", "xvfb"],
        compiles: false,
    },
];

/// The same tests in every engine that is here or can be had; the others are skipped, which the recap says, but not where `CI` is set:
/// there nobody reads it. `write`: the README's table is written from what they saw.
pub fn run(session: &mut Session<'_>, write: bool) -> Result<(), Error> {
    let workspace = session.workspace;
    let mut vitest = Command::new(workspace.npm_bin("vitest"));
    vitest.args(["run", "--config", "tests/engines/vitest.config.ts"]);
    let mut found = 0;
    for engine in &ENGINES {
        match engine.find(workspace) {
            Ok((browser, driver)) => {
                let name = engine.name.to_uppercase();
                vitest.env(format!("ENGINE_{name}"), browser).env(format!("DRIVER_{name}"), driver);
                found += 1;
            }
            Err(lacking) => session.skip(without(engine.name, lacking, std::env::var_os("CI").is_some())?),
        }
    }
    if write {
        vitest.env("WRITE_README", "1");
        if std::env::var_os("RELOAD_CYCLES").is_none() {
            vitest.env("RELOAD_CYCLES", WRITTEN_CYCLES);
        }
    }
    if found == 0 && !write {
        return Ok(());
    }
    session.runner(Runner::Vitest, &mut vitest)
}

/// An engine that isn't to be had: what is said of it, or that it must be there.
fn without(engine: &str, lacking: String, is_ci: bool) -> Result<String, Error> {
    if is_ci {
        let advice = format!("CI is set, so no engine is skipped: {lacking}");
        return Err(Error::Missing { program: format!("the engine {engine}"), advice });
    }
    Ok(format!("engines in {engine}: {lacking}"))
}

impl Engine {
    /// The browser and its driver, installed if need be; or what is lacking.
    fn find(&self, workspace: &Workspace) -> Result<(PathBuf, PathBuf), String> {
        let mut lacking = self.packages_lacking(workspace);
        if lacking.is_some() && install(self.packages) {
            lacking = self.packages_lacking(workspace);
        }
        if let Some(lacking) = lacking {
            return Err(format!("no {lacking}; on Debian, the packages {} have it", self.packages.join(" and ")));
        }
        if self.compiles && first(workspace, self.driver).is_none() {
            compile(workspace);
        }
        let (name, version) = GECKODRIVER;
        first(workspace, self.browser)
            .zip(first(workspace, self.driver))
            .ok_or_else(|| format!("no {name}; `cargo install {name} --version {version} --root {TOOLS}` brings it"))
    }

    /// The first thing that packages would bring.
    fn packages_lacking(&self, workspace: &Workspace) -> Option<&'static str> {
        let driver = if self.compiles { None } else { Some(self.driver) };
        let groups = [Some(self.browser), driver].into_iter().flatten();
        groups
            .filter(|paths| first(workspace, paths).is_none())
            .map(|paths| paths[0])
            .chain(self.also.iter().copied().filter(|path| !Path::new(path).is_file()))
            .next()
    }
}

/// The first of these programs that is there; paths may be relative to the root.
fn first(workspace: &Workspace, paths: &[&str]) -> Option<PathBuf> {
    paths.iter().map(|path| workspace.root().join(path)).find(|path| path.is_file())
}

/// Installs Debian's packages, where that can be done; says whether it was.
pub fn install(packages: &[&str]) -> bool {
    let is_root = ask(Command::new("id").arg("-u")).as_deref() == Some("0");
    if !is_root || ask(Command::new("apt-get").arg("--version")).is_none() {
        return false;
    }
    println!("installing Debian's packages for the whole system: {}", packages.join(" "));
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "--no-install-recommends"]).args(packages).env("DEBIAN_FRONTEND", "noninteractive");
    within(Command::new("apt-get").arg("update"), PATIENCE) && within(&mut install, PATIENCE)
}

fn compile(workspace: &Workspace) {
    let (name, version) = GECKODRIVER;
    println!("compiling {name} {version} into {TOOLS}, which takes some minutes, once");
    let mut install = cargo();
    // Not optimised: it is there in half the time, and all it does is to pass on what others do.
    install
        .args(["install", name, "--version", version, "--locked", "--debug", "--quiet", "--root"])
        .arg(workspace.path(TOOLS));
    within(install.current_dir(workspace.root()), COMPILING);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_that_lacks_something_is_skipped_here_and_an_error_in_ci() {
        let lacking = || "no WebKitWebDriver; on Debian, the packages webkit2gtk-driver and xvfb have it".to_owned();
        assert_eq!(without("webkit", lacking(), false).unwrap(), format!("engines in webkit: {}", lacking()));
        let error = without("webkit", lacking(), true).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the engine webkit not found; CI is set, so no engine is skipped: {}", lacking())
        );
        assert_eq!(error.code(), 2);
    }
}
