//! Reads the summary lines of the test runners, and repeats them at the end with the sum of their counts.

use crate::command::plain;
use std::fmt;

/// Whose output a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    Cargo,
    Vitest,
    Playwright,
}

impl Runner {
    /// For messages.
    pub fn name(self) -> &'static str {
        match self {
            Runner::Cargo => "cargo test",
            Runner::Vitest => "vitest",
            Runner::Playwright => "playwright",
        }
    }
}

/// What all runners have reported so far.
#[derive(Default)]
pub struct Recap {
    cargo: Cargo,
    lines: Vec<String>,
    passed: u64,
    failed: u64,
    broken: bool,
}

/// The sum of cargo's `test result:` lines: it prints one for each test binary.
#[derive(Default)]
struct Cargo {
    binaries: u64,
    passed: u64,
    failed: u64,
    ignored: u64,
    measured: u64,
    filtered: u64,
    seconds: f64,
}

impl Recap {
    /// Takes in one line of a runner's output.
    pub fn line(&mut self, runner: Runner, line: &str) {
        let line = plain(line);
        match runner {
            Runner::Cargo => self.cargo.line(&line),
            Runner::Vitest => self.vitest(&line),
            Runner::Playwright => self.playwright(&line),
        }
    }

    /// A step failed: should no test be counted as failed, the step itself is.
    pub fn step_failed(&mut self) {
        self.broken = true;
    }

    /// Something could not be run on this machine.
    pub fn skipped(&mut self, why: String) {
        self.lines.push(format!("skipped: {why}"));
    }

    /// `      Tests  1 failed | 24 passed | 2 skipped (27)`
    fn vitest(&mut self, line: &str) {
        let words = line.trim();
        if let Some(counts) = words.strip_prefix("Tests  ") {
            self.count(counts);
        }
        if words.starts_with("Tests  ") || words.starts_with("Test Files  ") {
            self.lines.push(format!("vitest: {words}"));
        }
    }

    /// `  3 passed (4.1s)`, `  1 failed`, `  1 did not run`: each on a line of its own.
    fn playwright(&mut self, line: &str) {
        const KINDS: [&str; 6] = ["passed", "failed", "flaky", "skipped", "interrupted", "did not run"];
        let words = line.trim();
        let Some((number, kind)) = words.split_once(' ') else { return };
        if number.parse::<u64>().is_ok()
            && KINDS.iter().any(|known| kind == *known || kind.starts_with(&format!("{known} (")))
        {
            self.count(words);
            self.lines.push(format!("playwright: {words}"));
        }
    }

    fn count(&mut self, text: &str) {
        self.passed += number_before(text, "passed").unwrap_or(0);
        self.failed += number_before(text, "failed").unwrap_or(0) + number_before(text, "interrupted").unwrap_or(0);
    }
}

impl fmt::Display for Recap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.cargo.binaries > 0 {
            writeln!(f, "{}", self.cargo)?;
        }
        for line in &self.lines {
            writeln!(f, "{line}")?;
        }
        let failed = self.failed + self.cargo.failed;
        let failed = if self.broken { failed.max(1) } else { failed };
        write!(f, "{} passed, {failed} failed", self.passed + self.cargo.passed)
    }
}

impl Cargo {
    /// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.05s`
    fn line(&mut self, line: &str) {
        if !line.starts_with("test result: ") {
            return;
        }
        let number = |word| number_before(line, word).unwrap_or(0);
        self.binaries += 1;
        self.passed += number("passed");
        self.failed += number("failed");
        self.ignored += number("ignored");
        self.measured += number("measured");
        self.filtered += number("filtered");
        let seconds = line.rsplit(' ').next().and_then(|last| last.trim_end_matches('s').parse::<f64>().ok());
        self.seconds += seconds.unwrap_or(0.0);
    }
}

impl fmt::Display for Cargo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.failed == 0 { "ok" } else { "FAILED" };
        write!(
            f,
            "test result: {verdict}. {} passed; {} failed; {} ignored; ",
            self.passed, self.failed, self.ignored
        )?;
        write!(f, "{} measured; {} filtered out; finished in {:.2}s", self.measured, self.filtered, self.seconds)
    }
}

/// The number in front of a word: `12` in `ok. 12 passed; 0 failed`.
fn number_before(text: &str, word: &str) -> Option<u64> {
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recap(lines: &[(Runner, &str)]) -> Recap {
        let mut recap = Recap::default();
        for (runner, line) in lines {
            recap.line(*runner, line);
        }
        recap
    }

    #[test]
    fn runners_are_repeated_and_summed() {
        let recap = recap(&[
            (Runner::Cargo, "running 12 tests"),
            (
                Runner::Cargo,
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.05s",
            ),
            (
                Runner::Cargo,
                "test result: \x1b[32mok\x1b[0m. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s",
            ),
            (Runner::Vitest, "\x1b[2m Test Files \x1b[22m \x1b[1m\x1b[32m2 passed\x1b[39m\x1b[22m\x1b[90m (2)\x1b[39m"),
            (Runner::Vitest, "\x1b[2m      Tests \x1b[22m \x1b[1m\x1b[32m25 passed\x1b[39m\x1b[22m | 2 skipped (27)"),
            (Runner::Playwright, "  2 passed (3.4s)"),
            (Runner::Playwright, "  ok 1 smoke.spec.ts: 3 passed things"),
        ]);
        let expected = "test result: ok. 15 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 1.05s\n\
                        vitest: Test Files  2 passed (2)\nvitest: Tests  25 passed | 2 skipped (27)\nplaywright: 2 passed (3.4s)\n\
                        42 passed, 0 failed";
        assert_eq!(recap.to_string(), expected);
    }

    #[test]
    fn failures_are_counted_and_a_broken_step_counts_as_one() {
        let failing = recap(&[
            (
                Runner::Cargo,
                "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            ),
            (Runner::Vitest, "      Tests  1 failed | 24 passed (25)"),
            (Runner::Playwright, "  1 failed"),
        ]);
        assert!(failing.to_string().starts_with("test result: FAILED. 1 passed; 2 failed"));
        assert!(failing.to_string().ends_with("\n25 passed, 4 failed"));
        let mut broken = Recap::default();
        broken.step_failed();
        assert_eq!(broken.to_string(), "0 passed, 1 failed");
    }
}
