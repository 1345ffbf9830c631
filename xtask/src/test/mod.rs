//! `cargo xtask test`: everything that guards the project, in order, up to the first failure.

mod browser;
mod checks;
mod engines;
mod programs;
mod recap;

use crate::command;
use crate::error::Error;
use crate::step;
use crate::workspace::Workspace;
pub use browser::find as find_browser;
use clap::{Args, ValueEnum};
use recap::{Recap, Runner};
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Which of the steps to run.
#[derive(Args)]
pub struct Options {
    /// Run this step only
    #[arg(long)]
    only: Option<Check>,
    /// Leave out the tests in browsers
    #[arg(long)]
    quick: bool,
    /// Write the README's table of engines from what the step `engines` sees
    #[arg(long)]
    write: bool,
}

/// The steps, in the order in which they run: the quickest answers first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Check {
    /// Layout of the Rust code
    Fmt,
    /// Clippy on everything native, without and with the wire types
    Lint,
    /// Unit, integration and documentation tests
    Rust,
    /// Models of the lock-free parts, over every interleaving
    Loom,
    /// The module and the page
    Build,
    /// The compiler's warnings on what is compiled for WebAssembly only
    LintWasm,
    /// TypeScript's types
    Types,
    /// Unit tests of the page
    Page,
    /// The programs that people take along, executed
    Programs,
    /// Tests of the built page in a browser
    Browser,
    /// The same tests of the built page in three engines, opened in four ways
    Engines,
}

/// Runs the steps; the recap comes last whatever happens.
pub fn test(workspace: &Workspace, options: &Options) -> Result<(), Error> {
    let wanted: Vec<Check> = match options.only {
        Some(check) => vec![check],
        None => Check::value_variants()
            .iter()
            .copied()
            .filter(|check| !(options.quick && matches!(check, Check::Browser | Check::Engines)))
            .collect(),
    };
    let mut session = Session { workspace, recap: Recap::default(), write: options.write };
    let mut outcome = Ok(());
    for check in wanted {
        let name = check.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        println!("== {name}");
        let started = Instant::now();
        outcome = checks::run(&mut session, check);
        match &outcome {
            Ok(()) => println!("== {name} passed in {}", step::seconds(started)),
            Err(error) => {
                eprintln!("error: {error}");
                session.recap.step_failed();
                break;
            }
        }
    }
    println!("\n{}", session.recap);
    outcome.map_err(|error| Error::Told { code: error.code() })
}

/// What the steps share.
pub struct Session<'a> {
    workspace: &'a Workspace,
    recap: Recap,
    write: bool,
}

impl Session<'_> {
    /// A command whose exit status is all there is to know.
    fn check(&self, step: &str, command: &mut Command) -> Result<(), Error> {
        command::run(step, command.current_dir(self.workspace.root()))
    }

    /// A test runner: its output is shown, and its summary lines are kept for the recap.
    fn runner(&mut self, runner: Runner, command: &mut Command) -> Result<(), Error> {
        if std::io::stdout().is_terminal() {
            command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
        }
        command.current_dir(self.workspace.root()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|source| command::start(command, source))?;
        if let Some(output) = child.stdout.take() {
            for line in lines(output) {
                println!("{line}");
                self.recap.line(runner, &line);
            }
        }
        let status = child.wait().map_err(|source| command::start(command, source))?;
        if status.success() {
            return Ok(());
        }
        let (step, command) = (runner.name().to_owned(), command::text(command));
        Err(Error::Failed { step, command, status: status.to_string() })
    }

    /// A step that can't run here: said now and in the recap, never passed over in silence.
    fn skip(&mut self, why: String) {
        println!("skipped: {why}");
        self.recap.skipped(why);
    }
}

/// Lines as they come; bytes that aren't text are replaced.
fn lines(output: impl Read) -> impl Iterator<Item = String> {
    BufReader::new(output).split(b'\n').map_while(Result::ok).map(|line| String::from_utf8_lossy(&line).into_owned())
}
