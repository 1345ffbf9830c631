//! The operating system's processes: a program that serves [`Child`] on its standard input and output.
//!
//! A message is its length, 4 bytes in little endian, and its bytes.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{self, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use super::child::Find;
use super::{Child, Inbox, Launcher, Process};

/// Starts a program again and again.
#[derive(Debug, Clone)]
pub struct NativeLauncher {
    program: PathBuf,
}

impl NativeLauncher {
    /// Processes of this program, which has to call [`serve`].
    pub fn new(program: impl Into<PathBuf>) -> NativeLauncher {
        NativeLauncher { program: program.into() }
    }
}

impl Launcher for NativeLauncher {
    fn start(&self, id: u32, _name: &str, inbox: &Arc<Inbox>) -> Result<Box<dyn Process>, String> {
        let mut command = Command::new(&self.program);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("{}: {error}", self.program.display()))?;
        let stdin = child.stdin.take();
        let Some(mut stdout) = child.stdout.take() else { return Err("a process without an output".to_owned()) };
        let child = Arc::new(Mutex::new(child));
        let (inbox, ending) = (Arc::clone(inbox), Arc::clone(&child));
        std::thread::spawn(move || {
            let mut why = String::new();
            loop {
                match receive(&mut stdout) {
                    Ok(Some(message)) => inbox.said(id, message),
                    Ok(None) => break,
                    Err(error) => {
                        why = format!(" ({error})");
                        break;
                    }
                }
            }
            // Whoever drops the process meanwhile waits for its lock no longer than a process with a closed output lives.
            let status = ending.lock().unwrap_or_else(PoisonError::into_inner).wait();
            let status = status.map_or_else(|error| error.to_string(), |status| status.to_string());
            inbox.died(id, format!("{status}{why}"));
        });
        Ok(Box::new(OsProcess { stdin, child }))
    }
}

struct OsProcess {
    stdin: Option<ChildStdin>,
    child: Arc<Mutex<process::Child>>,
}

impl Process for OsProcess {
    fn send(&mut self, message: &[u8]) {
        let sent = self.stdin.as_mut().map(|stdin| transmit(stdin, message));
        if !matches!(sent, Some(Ok(()))) {
            self.kill();
        }
    }
}

impl OsProcess {
    /// One that has ended by itself can't be killed; that is fine.
    fn kill(&self) {
        drop(self.child.lock().unwrap_or_else(PoisonError::into_inner).kill());
    }
}

impl Drop for OsProcess {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Answers messages from standard input on standard output until the input ends: the whole of a process's program.
///
/// # Errors
///
/// The caller is gone in the middle of a message.
pub fn serve(find: Find) -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut child = Child::new(find);
    while let Some(message) = receive(&mut input)? {
        if let Some(reply) = child.answer(&message) {
            transmit(&mut output, &reply)?;
        }
    }
    Ok(())
}

fn transmit(to: &mut impl Write, message: &[u8]) -> io::Result<()> {
    let length = u32::try_from(message.len()).map_err(|_| io::Error::other("a message of more than 4 GiB"))?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(message)?;
    to.flush()
}

/// The next message; `None` at an end between messages.
fn receive(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let mut message = vec![0; u32::from_le_bytes(length) as usize];
    from.read_exact(&mut message)?;
    Ok(Some(message))
}
