//! Starting other programs: where they run, how their command line is shown, and how their exit becomes a [`Failure`].

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;

/// The repository's root: two levels above this package.
///
/// It is fixed when this tool is built, and a moved checkout builds it again.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_path_buf()
}

/// A program with its arguments, to be run at the repository's root with no input.
pub struct Program {
    name: OsString,
    arguments: Vec<OsString>,
    variables: Vec<(OsString, OsString)>,
    folder: PathBuf,
}

impl Program {
    /// The program `name`, looked up on the search path unless it is a path.
    pub fn new(name: impl AsRef<OsStr>) -> Self {
        Self { name: name.as_ref().into(), arguments: Vec::new(), variables: Vec::new(), folder: root() }
    }

    /// The cargo that runs this tool, so that a toolchain override holds for everything it starts.
    pub fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// npm in the interface's folder. On Windows npm is a command script, which only starts by its full name.
    pub fn npm() -> Self {
        Self::new(if cfg!(windows) { "npm.cmd" } else { "npm" }).at(root().join("ui"))
    }

    /// The first word as a program run as the administrator, the others its arguments: by sudo, unless it is the
    /// administrator who runs this.
    pub fn as_administrator(words: &[&str]) -> Self {
        let administrator = Self::new("id").args(["-u"]).output().is_ok_and(|answer| answer.trim() == "0");
        match words.split_first() {
            Some((program, rest)) if administrator => Self::new(program).args(rest),
            _ => Self::new("sudo").args(words),
        }
    }

    /// Adds arguments.
    pub fn args<I: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = I>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    /// Sets an environment variable for the program.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.variables.push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Runs it in `folder`.
    pub fn at(mut self, folder: PathBuf) -> Self {
        self.folder = folder;
        self
    }

    /// The command line as a person would type it, the program by its name alone.
    pub fn line(&self) -> String {
        let name = Path::new(&self.name).file_stem().unwrap_or(&self.name);
        let mut line: Vec<String> = self
            .variables
            .iter()
            .map(|(name, value)| format!("{}={}", name.display(), quoted(&value.to_string_lossy())))
            .collect();
        line.push(name.to_string_lossy().into_owned());
        line.extend(self.arguments.iter().map(|argument| quoted(&argument.to_string_lossy())));
        line.join(" ")
    }

    /// The same as the standard library's command, for callers that need to hold the running process.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.name);
        command.args(&self.arguments).current_dir(&self.folder).stdin(Stdio::null());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Shows the command line, runs it with its output on this terminal, and waits.
    ///
    /// # Errors
    /// When it can't be started or ends with anything but success.
    pub fn run(&self) -> Result<(), Failure> {
        println!("$ {}", self.line());
        let status = self.command().status().map_err(|source| self.not_started(source))?;
        if status.success() {
            Ok(())
        } else {
            Err(Failure::Refused { line: self.line(), code: status.code() })
        }
    }

    /// Runs it like [`run`](Self::run) and also hands each line of its standard output to `read`.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn run_reading(&self, mut read: impl FnMut(&str)) -> Result<(), Failure> {
        println!("$ {}", self.line());
        let mut child =
            self.command().stdout(Stdio::piped()).spawn().map_err(|source| self.not_started(source))?;
        if let Some(output) = child.stdout.take() {
            let mut output = BufReader::new(output);
            let mut line = Vec::new();
            while matches!(output.read_until(b'\n', &mut line), Ok(length) if length > 0) {
                // What can't be shown, as when the terminal has gone, is still counted.
                let _ = std::io::stdout().write_all(&line);
                read(String::from_utf8_lossy(&line).trim_end());
                line.clear();
            }
        }
        let status = child.wait().map_err(|source| self.not_started(source))?;
        if status.success() {
            Ok(())
        } else {
            Err(Failure::Refused { line: self.line(), code: status.code() })
        }
    }

    /// Runs it unseen and gives what it wrote to standard output.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn output(&self) -> Result<String, Failure> {
        let output =
            self.command().stderr(Stdio::null()).output().map_err(|source| self.not_started(source))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(Failure::Refused { line: self.line(), code: output.status.code() })
        }
    }

    fn not_started(&self, source: std::io::Error) -> Failure {
        Failure::NotStarted { program: Path::new(&self.name).display().to_string(), source }
    }
}

/// Quotes an argument for reading when it would otherwise look like several.
fn quoted(argument: &str) -> String {
    if argument.is_empty() || argument.contains(char::is_whitespace) {
        format!("\"{argument}\"")
    } else {
        argument.to_owned()
    }
}

/// The path of the program of this name on the search path, if there is one.
pub fn find(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .flat_map(|path| if cfg!(windows) { vec![path.with_extension("exe"), path] } else { vec![path] })
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("Cargo.toml").is_file());
        assert!(root().join("src-tauri/xtask/Cargo.toml").is_file());
    }

    #[test]
    fn a_command_line_is_shown_as_it_would_be_typed() {
        let program = Program::new("/usr/bin/cargo")
            .args(["test", "-p", "a package"])
            .env("RUSTDOCFLAGS", "-D warnings");
        assert_eq!(program.line(), "RUSTDOCFLAGS=\"-D warnings\" cargo test -p \"a package\"");
    }

    #[test]
    fn a_program_that_does_not_exist_is_named_in_the_failure() {
        let failure = Program::new("no-such-program-anywhere").run().expect_err("it can't start");
        assert!(
            failure.to_string().starts_with("no-such-program-anywhere could not be started"),
            "{failure}"
        );
    }

    #[test]
    fn a_program_that_is_not_on_the_search_path_is_not_found() {
        assert_eq!(find("no-such-program-anywhere"), None);
    }
}
