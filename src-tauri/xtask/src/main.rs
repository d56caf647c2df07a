//! The developer commands: `cargo xtask <command>`.
//!
//! One file a command. What a machine needs is in [`setup`], starting programs in [`program`]. This tool needs no system
//! library, so that it can say what is missing before anything else is built.

mod bench;
mod failure;
mod fmt;
mod generate;
mod icons;
mod licences;
mod package;
mod parts;
mod program;
mod run;
mod setup;
mod stamp;
mod tally;
mod test;
mod trial;
mod workspace;

use std::process::ExitCode;

use failure::Failure;

/// One command: its name, what it does, and the function that does it with the words after the name.
struct Command {
    name: &'static str,
    about: &'static str,
    work: fn(&[String]) -> Result<(), Failure>,
}

const COMMANDS: [Command; 9] = [
    Command { name: "run", about: "set up, build and open the app on the sample archive", work: run::run },
    Command {
        name: "test",
        about: "set up and run every check; [--fail-fast] [step…] to narrow it",
        work: test::test,
    },
    Command { name: "bench", about: "run the benchmarks; words after it go to them", work: bench::bench },
    Command { name: "fmt", about: "format the Rust and the interface's sources", work: |_| fmt::fmt() },
    Command {
        name: "gen",
        about: "write ui/src/ipc/types.ts from the Rust types",
        work: |_| generate::generate(),
    },
    Command {
        name: "icons",
        about: "render the icon files from the drawings in icons/",
        work: |_| icons::icons(),
    },
    Command { name: "licences", about: "check the licence of every part", work: |_| licences::licences() },
    Command {
        name: "package",
        about: "build the packages people install; [--bundles deb,rpm], or [--trial] to try them",
        work: package::package,
    },
    Command { name: "setup", about: "install what building and testing need", work: |_| setup::everything() },
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(name) = words.next() else {
        print!("{}", list());
        return ExitCode::from(2);
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print!("{}", list());
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprint!("There is no command “{name}”.\n\n{}", list());
        return ExitCode::from(2);
    };
    let rest: Vec<String> = words.collect();
    match (command.work)(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\ncargo xtask {name}: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

/// The commands, one a line.
fn list() -> String {
    let mut text = String::from("Developer commands:\n");
    for Command { name, about, .. } in &COMMANDS {
        text.push_str(&format!("  cargo xtask {name:<9} {about}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_listed_once() {
        let list = list();
        for Command { name, about, .. } in &COMMANDS {
            assert_eq!(list.matches(&format!("cargo xtask {name} ")).count(), 1, "{name}");
            assert!(list.contains(about));
        }
    }
}
