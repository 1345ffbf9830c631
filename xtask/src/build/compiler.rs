//! What the compiler says about the crate: lints are told apart from remarks on the flags that the build needs.

use crate::command;
use crate::error::Error;
use serde_json::Value;
use std::io::{BufRead, BufReader, IsTerminal};
use std::process::{Command, Stdio};

/// How cargo must report for `warnings` to read it.
pub const FORMAT: &str = "--message-format=json-diagnostic-rendered-ansi";

/// Runs cargo, prints errors as they come, and returns the lints that the crate's own code has raised.
pub fn warnings(cargo: &mut Command) -> Result<Vec<String>, Error> {
    let mut child = cargo.stdout(Stdio::piped()).spawn().map_err(|source| command::start(cargo, source))?;
    let mut warnings = Vec::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            match said(&line) {
                Some((Said::Error, text)) => eprintln!("{}", coloured(&text)),
                Some((Said::Lint, text)) => warnings.push(coloured(&text)),
                None => {}
            }
        }
    }
    let status = child.wait().map_err(|source| command::start(cargo, source))?;
    if status.success() {
        return Ok(warnings);
    }
    Err(Error::Failed { step: "wasm".into(), command: command::text(cargo), status: status.to_string() })
}

#[derive(Debug, PartialEq, Eq)]
enum Said {
    Error,
    Lint,
}

/// A lint has a code; the remark that `atomics` is an unstable feature has none, and is no news.
fn said(line: &str) -> Option<(Said, String)> {
    let report: Value = serde_json::from_str(line).ok()?;
    let message = report.get("message")?;
    let text = message.get("rendered")?.as_str()?.trim_end().to_owned();
    match message.get("level")?.as_str()? {
        "warning" if message.get("code")?.is_object() => Some((Said::Lint, text)),
        level if level.starts_with("error") => Some((Said::Error, text)),
        _ => None,
    }
}

fn coloured(text: &str) -> String {
    if std::io::stderr().is_terminal() { text.to_owned() } else { command::plain(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lints_are_told_from_remarks_on_flags() {
        let lint = r#"{"reason":"compiler-message","message":{"level":"warning","code":{"code":"dead_code"},"rendered":"unused\n"}}"#;
        let remark =
            r#"{"reason":"compiler-message","message":{"level":"warning","code":null,"rendered":"unstable feature"}}"#;
        let error =
            r#"{"reason":"compiler-message","message":{"level":"error","code":null,"rendered":"no such name"}}"#;
        assert_eq!(said(lint), Some((Said::Lint, "unused".into())));
        assert_eq!(said(remark), None);
        assert_eq!(said(error), Some((Said::Error, "no such name".into())));
        assert_eq!(said(r#"{"reason":"build-finished","success":true}"#), None);
    }
}
