//! Reading in a process of its own.
//!
//! A file may be made to do harm: to exhaust the memory, to overflow the stack, to never end. None of that can be caught
//! inside a process. So the program starts itself once more with [`ARGUMENT`], hands the file over its standard input,
//! and gets the drafts back over its standard output. Memory is limited to [`MEMORY`] bytes on Unix; on Windows nothing
//! but the time is limited, because no safe interface to its job objects is taken in. After [`TIME`] the worker is killed.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::listing::Listing;
use super::{Hints, Reason, list_here, read_here};
use crate::draft::Draft;

/// The argument that makes the program a worker, as its first and only one.
pub const ARGUMENT: &str = "--read-worker";
/// The most memory a worker may take, in bytes.
pub const MEMORY: u64 = 1 << 30;
/// The longest a worker may run.
pub const TIME: Duration = Duration::from_secs(20);

/// What an answer begins with, so that what a library prints is not taken for one.
const MARK: &[u8; 8] = b"\x01drafts\x02";
/// How often it is asked whether the reading was called off.
const TURN: Duration = Duration::from_millis(50);

/// What a worker is to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Wanted {
    /// The releases that a file holds.
    Drafts,
    /// The links of a page that lists releases.
    Listing,
}

/// Serves one reading if the process was started for that, and says so. A program calls it before anything else in its
/// `main`, and ends when it gives `true`.
pub fn serve() -> bool {
    let mut words = std::env::args_os().skip(1);
    if words.next().is_none_or(|word| word != ARGUMENT) || words.next().is_some() {
        return false;
    }
    limit();
    // Panics are told over the pipe.
    std::panic::set_hook(Box::new(|_| {}));
    let served = (|| -> io::Result<()> {
        let (wanted, name, hints, bytes) = take_request(&mut io::stdin().lock())?;
        let answer = match wanted {
            Wanted::Drafts => answered(move || read_here(&name, &bytes, &hints))?,
            Wanted::Listing => answered(move || list_here(&bytes, &hints))?,
        };
        let mut out = io::stdout().lock();
        out.write_all(MARK)?;
        out.write_all(&answer)?;
        out.flush()
    })();
    if served.is_err() {
        std::process::exit(1);
    }
    true
}

/// What a reading with much room on the stack came to, as it is sent back.
fn answered<T: Serialize + Send + 'static>(
    reading: impl FnOnce() -> Result<T, Reason> + Send + 'static,
) -> io::Result<Vec<u8>> {
    let outcome = thread::Builder::new()
        .stack_size(16 << 20)
        .spawn(reading)?
        .join()
        .unwrap_or_else(|panic| Err(Reason::BrokeDown { why: words_of(panic.as_ref()) }));
    Ok(serde_json::to_vec(&outcome)?)
}

/// What a panic says.
pub(super) fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "panic".to_owned()).chars().take(200).collect()
}

#[cfg(unix)]
fn limit() {
    use rlimit::Resource;
    // Data counts what is allocated; the address space would count the mapped libraries of the window too.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let memory = Resource::DATA;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let memory = Resource::AS;
    // A system that refuses a limit still has the one of time.
    let _ = memory.set(MEMORY, MEMORY);
    let _ = Resource::CORE.set(0, 0);
    // Should the program that waits be killed, nobody is left to end the worker.
    let seconds = TIME.as_secs() * 2;
    let _ = Resource::CPU.set(seconds, seconds);
}

#[cfg(not(unix))]
fn limit() {}

fn put_request(
    out: &mut dyn Write,
    wanted: Wanted,
    name: &str,
    hints: &Hints,
    bytes: &[u8],
) -> io::Result<()> {
    let head = serde_json::to_vec(&(wanted, name, hints))?;
    out.write_all(&(head.len() as u64).to_le_bytes())?;
    out.write_all(&head)?;
    out.write_all(bytes)?;
    out.flush()
}

fn take_request(from: &mut dyn Read) -> io::Result<(Wanted, String, Hints, Vec<u8>)> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let mut head = Vec::new();
    from.take(u64::from_le_bytes(length)).read_to_end(&mut head)?;
    let (wanted, name, hints) = serde_json::from_slice(&head)?;
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    Ok((wanted, name, hints, bytes))
}

/// Reads a file in a worker, a process of `program`.
pub(super) fn drafts(
    program: &Path,
    name: &str,
    bytes: &[u8],
    hints: &Hints,
    called_off: &dyn Fn() -> bool,
) -> Result<Vec<Draft>, Reason> {
    ask(program, Wanted::Drafts, name, bytes, hints, called_off)
}

/// Reads what a page lists in a worker, a process of `program`.
pub(super) fn listing(
    program: &Path,
    name: &str,
    bytes: &[u8],
    hints: &Hints,
    called_off: &dyn Fn() -> bool,
) -> Result<Listing, Reason> {
    ask(program, Wanted::Listing, name, bytes, hints, called_off)
}

fn ask<T: DeserializeOwned>(
    program: &Path,
    wanted: Wanted,
    name: &str,
    bytes: &[u8],
    hints: &Hints,
    called_off: &dyn Fn() -> bool,
) -> Result<T, Reason> {
    let no_reader = |error: &io::Error| Reason::NoReader { why: error.to_string() };
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| no_reader(&error))?;
    let (Some(mut to), Some(mut from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(end(child, Reason::NoReader { why: "it has no pipes".into() }));
    };
    let began = Instant::now();
    let (sender, answers) = mpsc::channel();
    thread::scope(|scope| {
        // A worker that died takes no more: what matters is what it answers.
        scope.spawn(move || {
            let _ = put_request(&mut to, wanted, name, hints, bytes);
            drop(to);
        });
        scope.spawn(move || {
            let mut answer = Vec::new();
            // As much again as the text that is read, for its quotes.
            let _ = (&mut from).take(super::limits::TEXT_BYTES * 8).read_to_end(&mut answer);
            let _ = sender.send(answer);
        });
        let answer = loop {
            match answers.recv_timeout(TURN) {
                Ok(answer) => break answer,
                Err(RecvTimeoutError::Disconnected) => break Vec::new(),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if called_off() {
                return Err(end(child, Reason::CalledOff));
            }
            if began.elapsed() > TIME {
                return Err(end(child, Reason::TookTooLong { seconds: TIME.as_secs() }));
            }
        };
        let _ = child.kill();
        let status = child.wait().map_err(|error| no_reader(&error))?;
        let Some(at) = answer.windows(MARK.len()).position(|window| window == MARK) else {
            return Err(Reason::BrokeDown { why: fate(status) });
        };
        serde_json::from_slice(&answer[at + MARK.len()..])
            .unwrap_or_else(|_| Err(Reason::BrokeDown { why: fate(status) }))
    })
}

/// Ends a worker and gives the reason on.
fn end(mut child: Child, reason: Reason) -> Reason {
    let _ = child.kill();
    let _ = child.wait();
    reason
}

fn fate(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("ended by signal {signal}");
    }
    status.to_string()
}
