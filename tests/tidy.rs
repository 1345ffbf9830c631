//! What the compiler doesn't see: who may import whom, that each file says what it is for, that files stay short.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers of the crate and what each may name with `crate::`. Tests beside the code may name anything.
const RUST: &[(&str, &[&str])] = &[
    ("alloc", &[]),
    ("clock", &[]),
    ("sync", &[]),
    ("task", &["clock", "sync"]),
    ("tasks", &["task", "clock"]),
    ("ipc", &["pool", "clock", "sync"]),
    ("labs", &["ipc", "pool", "task", "clock", "sync"]),
    ("record", &["task", "clock", "sync"]),
    ("pool", &["task", "record", "clock", "sync"]),
    ("process", &["pool", "task", "record", "clock"]),
    ("strategy", &["process", "pool", "task", "record", "clock", "sync"]),
    ("compare", &["strategy", "process", "pool", "record", "tasks", "task", "clock"]),
    ("web", &["labs", "compare", "strategy", "process", "pool", "record", "tasks", "task", "clock", "alloc"]),
];

/// The folders of the page and what each may import from the others; `types` only for `import type`.
const PAGE: &[(&str, &[&str], &[&str])] = &[
    ("model", &["generated"], &[]),
    ("locales", &["generated", "model"], &[]),
    ("charts", &["generated", "model", "locales"], &[]),
    ("hosting", &["model"], &[]),
    ("engine", &["generated", "model", "pkg", "pkg-every", "pkg-labs"], &[]),
    ("embed", &["model", "locales"], &["views", "engine"]),
    ("views", &["generated", "model", "charts", "locales"], &["engine"]),
    ("panels", &["generated", "model", "charts", "locales", "views", "embed"], &["engine"]),
];

/// Only these import the wasm package.
const WASM_IMPORTERS: &[&str] = &[
    "www/engine/be-host.ts",
    "www/engine/be-caller.ts",
    "www/engine/process.worker.ts",
    "www/engine/thread.worker.ts",
    "www/engine/module.ts",
    "www/engine/labs/host.worker.ts",
    "www/engine/labs/caller.worker.ts",
    "www/engine/labs/thread.worker.ts",
    "www/engine/labs/session.ts",
];

/// Lines that a file may have. Beyond it, it does more than one thing.
const MOST_LINES: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` with one of the endings, without what is generated; paths relative to the root.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn walk(at: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(at).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found
        .into_iter()
        .filter(|path| endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a readable file");
            let name = path.strip_prefix(root()).expect("a file below the root").to_string_lossy().replace('\\', "/");
            (name, text)
        })
        .filter(|(name, _)| !name.starts_with("www/generated/"))
        .collect()
}

/// The part of a Rust file before its tests, without comments.
fn code(text: &str) -> String {
    let end = text.find("\n#[cfg(test)]\nmod").or_else(|| text.find("\n#[cfg(all(test")).unwrap_or(text.len());
    let lines = text[..end].lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// The folder below `www` (or the file there) that `file` means by the relative path `from`.
fn resolved(file: &str, from: &str) -> String {
    let mut at: Vec<&str> = file.split('/').collect();
    at.pop();
    for part in from.split('\'').next().unwrap_or_default().split('/') {
        match part {
            "." => {}
            ".." => drop(at.pop()),
            name => at.push(name),
        }
    }
    let below = if at.first() == Some(&"www") { 1 } else { 0 };
    at.get(below).copied().unwrap_or_default().to_owned()
}

#[test]
fn rust_layers_import_only_those_below() {
    let mut wrong = Vec::new();
    for (name, text) in files("src", &[".rs"]) {
        let layer = name["src/".len()..].split(['/', '.']).next().unwrap_or_default();
        if layer == "lib" || layer == "bin" || name.ends_with("/tests.rs") || name.ends_with("/testing.rs") {
            continue;
        }
        let (_, allowed) = RUST.iter().find(|(known, _)| *known == layer).unwrap_or_else(|| panic!("{name}: no layer"));
        for (place, _) in code(&text).match_indices("crate::") {
            let code = code(&text);
            let named = code[place + "crate::".len()..].split(|c: char| !c.is_alphanumeric() && c != '_').next();
            let named = named.unwrap_or_default();
            if named != layer && !allowed.contains(&named) {
                wrong.push(format!("{name} names crate::{named}"));
            }
        }
        if layer != "web" && code(&text).contains("wasm_bindgen") {
            wrong.push(format!("{name} knows wasm_bindgen"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn page_folders_import_only_those_below() {
    let mut wrong = Vec::new();
    for (name, text) in files("www", &[".ts", ".tsx"]) {
        let Some((folder, _)) = name["www/".len()..].split_once('/') else { continue };
        let rule = PAGE.iter().find(|(known, ..)| *known == folder).unwrap_or_else(|| panic!("{name}: no rule for it"));
        let mut statement = String::new();
        for line in text.lines() {
            statement.push_str(line);
            let Some((_, from)) = statement.rsplit_once("from '") else {
                if line.contains(';') || line.is_empty() {
                    statement.clear();
                }
                continue;
            };
            let target = resolved(&name, from);
            let outside = from.starts_with("../");
            let type_only =
                statement.trim_start().starts_with("import type") || statement.trim_start().starts_with("export type");
            let (_, allowed, types) = rule;
            let fine = !outside
                || allowed.contains(&target.as_str())
                || target == folder
                || (type_only && types.contains(&target.as_str()));
            if !fine && !name.contains(".test.") {
                wrong.push(format!("{name} imports {target}"));
            }
            let is_module = ["pkg/", "pkg-every/", "pkg-labs/"].iter().any(|folder| from.contains(folder));
            if is_module && !WASM_IMPORTERS.contains(&name.as_str()) {
                wrong.push(format!("{name} imports the wasm package"));
            }
            statement.clear();
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    let mut wrong = Vec::new();
    let folders = ["src", "www", "build", "xtask/src", "tests", "benches", "examples"];
    for (name, text) in folders.iter().flat_map(|folder| files(folder, &[".rs", ".ts", ".tsx", ".css", ".mjs", ".py"]))
    {
        let begins = if name.ends_with(".rs") { &["//!"][..] } else { &["//", "/*", "#", "\"\"\""][..] };
        if !begins.iter().any(|begin| text.starts_with(begin)) {
            wrong.push(format!("{name} doesn't say what it is for"));
        }
        let lines = text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{name} has {lines} lines, more than {MOST_LINES}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
