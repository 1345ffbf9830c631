//! Which compiler to take: a pure function of what is on the machine and what has been tried.

use super::{OLDEST, PINNED_NIGHTLY, Toolchain};

/// The packages that bring a compiler on Debian (bookworm with security updates, and newer).
pub const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// What is on this machine.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub rustup: bool,
    pub toolchains: Vec<Installed>,
    pub debian: Option<Debian>,
    pub apt: bool,
    pub root: bool,
}

/// One toolchain of rustup's.
#[derive(Clone, Debug)]
pub struct Installed {
    pub name: String,
    pub version: (u32, u32),
    pub has_sources: bool,
}

/// What the distribution's packages have brought; each part may be missing.
#[derive(Clone, Debug, Default)]
pub struct Debian {
    pub cargo: Option<String>,
    pub rustc: Option<String>,
    pub version: (u32, u32),
    pub has_sources: bool,
    pub linker: Option<String>,
}

/// The installations that have been tried, successful or not.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tried {
    pub rustup: bool,
    pub packages: bool,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    Use(Toolchain),
    InstallNightly,
    InstallPackages,
    GiveUp { advice: String },
}

/// A nightly with sources, else the distribution's compiler, else install either, else say how.
pub fn decide(found: &Found, tried: Tried) -> Plan {
    if let Some(name) = nightly(&found.toolchains) {
        return Plan::Use(Toolchain::Rustup { name });
    }
    if let Some(toolchain) = found.debian.as_ref().and_then(complete) {
        return Plan::Use(toolchain);
    }
    if found.rustup && !tried.rustup {
        return Plan::InstallNightly;
    }
    if found.apt && found.root && !tried.packages {
        return Plan::InstallPackages;
    }
    Plan::GiveUp { advice: advice(found) }
}

/// The pinned nightly if it is there, else the newest that is fit.
fn nightly(toolchains: &[Installed]) -> Option<String> {
    let fit = |one: &&Installed| one.has_sources && one.version >= OLDEST && one.name.starts_with("nightly");
    let pinned = toolchains.iter().filter(fit).find(|one| one.name.starts_with(PINNED_NIGHTLY));
    pinned.or_else(|| toolchains.iter().filter(fit).max_by_key(|one| one.version)).map(|one| one.name.clone())
}

fn complete(debian: &Debian) -> Option<Toolchain> {
    let fit = debian.has_sources && debian.version >= OLDEST;
    let (cargo, rustc, linker) = (debian.cargo.clone()?, debian.rustc.clone()?, debian.linker.clone()?);
    fit.then_some(Toolchain::Debian { cargo, rustc, linker })
}

fn advice(found: &Found) -> String {
    let mut ways = Vec::new();
    let rustup = format!("rustup toolchain install {PINNED_NIGHTLY} --profile minimal --component rust-src");
    if found.rustup {
        ways.push(format!("with access to rustup's downloads:\n  {rustup}"));
    }
    if found.apt {
        let sudo = if found.root { "" } else { "sudo " };
        let packages = PACKAGES.join(" ");
        ways.push(format!(
            "with Debian's packages (installed for the whole system):\n  {sudo}apt-get update\n  {sudo}apt-get install -y --no-install-recommends {packages}"
        ));
    }
    if ways.is_empty() {
        ways.push(format!("install rustup, then:\n  {rustup}"));
    }
    format!("run one of these and start again\n{}", ways.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installed(name: &str, version: (u32, u32), has_sources: bool) -> Installed {
        Installed { name: name.into(), version, has_sources }
    }

    fn debian() -> Debian {
        Debian {
            cargo: Some("/usr/bin/cargo".into()),
            rustc: Some("/usr/bin/rustc".into()),
            version: (1, 96),
            has_sources: true,
            linker: Some("wasm-ld-22".into()),
        }
    }

    fn with(change: impl FnOnce(&mut Found)) -> Found {
        let mut found = Found { rustup: true, apt: true, root: true, ..Found::default() };
        change(&mut found);
        found
    }

    const BOTH: Tried = Tried { rustup: true, packages: true };

    #[test]
    fn the_pinned_nightly_comes_first_then_the_newest_with_sources() {
        let pinned = format!("{PINNED_NIGHTLY}-x86_64-unknown-linux-gnu");
        let found = with(|found| {
            found.debian = Some(debian());
            found.toolchains = vec![
                installed("stable-x86_64-unknown-linux-gnu", (1, 99), true),
                installed("nightly-x86_64-unknown-linux-gnu", (1, 98), true),
                installed(&pinned, (1, 97), true),
            ];
        });
        assert_eq!(decide(&found, Tried::default()), Plan::Use(Toolchain::Rustup { name: pinned }));
        let found = with(|found| {
            found.toolchains = vec![installed("nightly-a", (1, 96), true), installed("nightly-b", (1, 98), true)];
        });
        assert_eq!(decide(&found, Tried::default()), Plan::Use(Toolchain::Rustup { name: "nightly-b".into() }));
    }

    #[test]
    fn a_nightly_without_sources_or_too_old_does_not_count() {
        let found = with(|found| {
            found.toolchains = vec![installed("nightly-a", (1, 97), false), installed("nightly-b", (1, 90), true)];
        });
        assert_eq!(decide(&found, Tried::default()), Plan::InstallNightly);
    }

    #[test]
    fn packages_that_are_already_there_spare_a_download() {
        let found = with(|found| found.debian = Some(debian()));
        assert!(matches!(decide(&found, Tried::default()), Plan::Use(Toolchain::Debian { .. })));
    }

    #[test]
    fn a_part_missing_from_the_packages_means_installing_them() {
        let found = with(|found| found.debian = Some(Debian { linker: None, ..debian() }));
        assert_eq!(decide(&found, Tried { rustup: true, packages: false }), Plan::InstallPackages);
    }

    #[test]
    fn without_root_the_commands_are_said_with_sudo() {
        let found = with(|found| found.root = false);
        let Plan::GiveUp { advice } = decide(&found, Tried { rustup: true, packages: false }) else {
            panic!("should give up")
        };
        assert!(advice.contains("sudo apt-get install -y --no-install-recommends rustc-web"), "{advice}");
        assert!(advice.contains(PINNED_NIGHTLY), "{advice}");
    }

    #[test]
    fn nothing_is_tried_twice() {
        assert!(matches!(decide(&with(|_| {}), BOTH), Plan::GiveUp { .. }));
        let bare = Found::default();
        assert!(matches!(decide(&bare, Tried::default()), Plan::GiveUp { .. }));
    }
}
