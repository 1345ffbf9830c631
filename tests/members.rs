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

/// A line's first word that is a name: `Queue` of `Queue<T> {`.
fn name(line: &str) -> &str {
    line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default()
}

/// Which type an `impl` line is for: `impl<T> Trait<T> for Type<T> {`.
fn implemented(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("impl")?;
    if let Some((_, rest)) = rest.split_once(" for ") {
        return Some(name(rest));
    }
    let mut depth = 0;
    let after_generics = rest.find(|letter: char| {
        depth += i32::from(letter == '<') - i32::from(letter == '>');
        letter == ' ' && depth == 0
    });
    Some(name(&rest[after_generics? + 1..]))
}

/// The bodies of a type's definition and of its `impl` blocks: from their first line to the brace at a line's start.
fn bodies(source: &str, of: &str) -> String {
    let mut inside = false;
    let mut bodies = String::new();
    for line in source.lines() {
        let defined =
            ["pub struct ", "pub enum ", "pub trait "].iter().find_map(|word| line.strip_prefix(word)).map(name);
        inside |= defined == Some(of) || implemented(line) == Some(of);
        if inside {
            bodies.push_str(line);
            bodies.push('\n');
        }
        inside &= !(line.starts_with('}') || line.ends_with(';') && !line.starts_with(' '));
    }
    bodies
}

/// Whether the source has what the path names: a function, a type, or a function or variant of a type.
fn is_there(source: &str, path: &[&str]) -> bool {
    let starts = |text: &str, line: &str| text.lines().any(|there| there.starts_with(line));
    match path {
        [item] => ["fn", "struct", "enum", "trait"]
            .iter()
            .any(|kind| ["(", "<", " ", ";"].iter().any(|end| starts(source, &format!("pub {kind} {item}{end}")))),
        [of, member] => {
            let bodies = bodies(source, of);
            let begins = [format!("    pub fn {member}"), format!("    fn {member}"), format!("    {member}")];
            let ends = ["(", "<", " {", ","];
            begins.iter().any(|begin| ends.iter().any(|end| starts(&bodies, &format!("{begin}{end}"))))
        }
        _ => false,
    }
}

#[test]
fn what_is_named_is_there() {
    let sources = sources();
    for (member, _, how) in rows() {
        for path in paths(&how) {
            let parts: Vec<&str> = path.split("::").collect();
            let source = sources.get(parts[0]).unwrap_or_else(|| panic!("{member}: {path}"));
            assert!(is_there(source, &parts[1..]), "{member}: there is no {path}");
        }
    }
}

/// It isn't enough that something has the name.
#[test]
fn a_function_of_another_type_is_not_taken_for_it() {
    let source = "pub struct Lock(u32);\n\nimpl Lock {\n    pub fn acquire(&self) {}\n}\n\npub struct Queue<T> {\n    of: T,\n}\n\n\
                  impl<T: Into<u32>> Queue<T> {\n    pub fn put(&self) {}\n}\n\npub enum Error {\n    Full,\n}\n";
    for there in [&["Lock"][..], &["Queue"], &["Lock", "acquire"], &["Queue", "put"], &["Error", "Full"]] {
        assert!(is_there(source, there), "{there:?}");
    }
    for missing in
        [&["put"][..], &["Lock", "put"], &["Queue", "acquire"], &["Queue", "Full"], &["Lock", "acq"], &["Err"]]
    {
        assert!(!is_there(source, missing), "{missing:?}");
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
