//! `docs/multiprocessing.md` is complete and true: every member of CPython's module has a row, and what is named is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What a member can be here.
const STATUSES: [&str; 3] = ["supported", "differs", "meaningless"];

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Rows of the tables: the member, its status, how.
fn rows() -> Vec<(String, String, String)> {
    let cells = |line: &str| -> Option<(String, String, String)> {
        let mut cells = line.strip_prefix("| `")?.strip_suffix(" |")?.splitn(3, " | ").map(str::to_owned);
        Some((cells.next()?.trim_end_matches('`').to_owned(), cells.next()?, cells.next()?))
    };
    text("docs/multiprocessing.md").lines().filter_map(cells).collect()
}

/// Paths in backquotes: `ipc::Lock::acquire`.
fn paths(how: &str) -> Vec<&str> {
    how.split('`').skip(1).step_by(2).filter(|path| path.contains("::")).collect()
}

#[test]
fn every_row_has_a_status_and_a_reason_or_a_path() {
    let rows = rows();
    assert!(rows.len() > 150, "{}", rows.len());
    for (member, status, how) in &rows {
        assert!(STATUSES.contains(&status.as_str()), "{member}: {status}");
        let named = !paths(how).is_empty();
        assert!(named == (status != "meaningless"), "{member}, {status}: {how}");
    }
    let names: BTreeSet<&String> = rows.iter().map(|(member, ..)| member).collect();
    assert_eq!(names.len(), rows.len(), "a member has two rows");
}

/// All Rust files below `src/ipc` and `src/pool`.
fn sources() -> BTreeMap<&'static str, String> {
    fn read(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { read(&path, all) } else { all.push_str(&fs::read_to_string(path).unwrap()) }
        }
    }
    ["ipc", "pool"]
        .into_iter()
        .map(|module| {
            let mut all = String::new();
            read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module), &mut all);
            (module, all)
        })
        .collect()
}

#[test]
fn what_is_named_is_there() {
    let sources = sources();
    for (member, _, how) in rows() {
        for path in paths(&how) {
            let parts: Vec<&str> = path.split("::").collect();
            let source = sources.get(parts[0]).unwrap_or_else(|| panic!("{member}: {path}"));
            for name in &parts[1..] {
                let defined = ["pub fn ", "pub struct ", "pub trait ", "pub enum "].map(|word| format!("{word}{name}"));
                let is_there = defined.iter().any(|defined| source.contains(defined))
                    || source.contains(&format!("    {name} {{"))
                    || source.contains(&format!("    fn {name}("));
                assert!(is_there, "{member}: there is no {name} of {path}");
            }
        }
    }
}

#[test]
fn every_member_of_cpythons_has_a_row() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/members.py");
    let new_enough = "import sys; sys.exit(sys.implementation.name != 'cpython' or sys.version_info < (3, 11))";
    if !Command::new("python3").args(["-c", new_enough]).output().is_ok_and(|output| output.status.success()) {
        println!("skipped: there is no python3 here that is CPython 3.11 or later");
        return;
    }
    let output = Command::new("python3").arg("-B").arg(script).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let members = String::from_utf8(output.stdout).unwrap();
    let members: BTreeSet<&str> = members.lines().collect();
    let rows = rows();
    let listed: BTreeSet<&str> = rows.iter().map(|(member, ..)| member.as_str()).collect();
    assert_eq!(members, listed);
}
