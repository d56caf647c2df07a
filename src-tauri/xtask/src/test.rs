//! `cargo xtask test`: every check there is, the same here as in continuous integration.
//!
//! Quick checks come first. All checks run even when one fails, so that one run tells everything, unless asked otherwise;
//! the list at the end says how each went. A tool that is missing is installed or is an error: no check is left out.

use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::licences;
use crate::program::Program;
use crate::setup::{self, browser};
use crate::tally::Tally;
use crate::trial;

/// One check.
struct Step {
    /// The word that chooses it on the command line.
    key: &'static str,
    title: &'static str,
    work: fn(&mut Tally) -> Result<(), Failure>,
}

const STEPS: [Step; 10] = [
    Step { key: "format", title: "Rust: formatting", work: |_| cargo(&["fmt", "--all", "--check"]).run() },
    Step { key: "ui-lint", title: "Interface: lint", work: |_| npm("lint").run() },
    Step { key: "ui-check", title: "Interface: types", work: |_| npm("check").run() },
    Step { key: "ui-test", title: "Interface: tests", work: interface_tests },
    Step { key: "ui-build", title: "Interface: build", work: |_| setup::interface::build() },
    Step {
        key: "clippy",
        title: "Rust: lints",
        // With the updater: without it the tests build the program.
        work: |_| {
            let looked_at = ["clippy", "--workspace", "--all-targets", "--features", "bayan/updater"];
            cargo(&looked_at).args(["--", "-D", "warnings"]).run()
        },
    },
    Step { key: "rust-test", title: "Rust: tests, with the real window", work: rust_tests },
    Step {
        key: "docs",
        title: "Rust: documentation",
        work: |_| cargo(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings").run(),
    },
    Step { key: "licences", title: "Licences", work: |_| licences::licences() },
    // Last, because it builds everything for release first.
    Step { key: "package", title: "Packages, on a clean root", work: |_| trial::packages() },
];

fn cargo(arguments: &[&str]) -> Program {
    Program::cargo().args(arguments)
}

fn npm(script: &str) -> Program {
    Program::npm().args(["run", script])
}

/// What the words after the command ask for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Choice {
    /// Stop at the first check that fails.
    fail_fast: bool,
    /// The keys of the checks to run; empty for all.
    keys: Vec<String>,
}

impl Choice {
    fn from_words(words: &[String]) -> Result<Self, Failure> {
        let mut choice = Self::default();
        for word in words {
            if word == "--fail-fast" {
                choice.fail_fast = true;
            } else if STEPS.iter().any(|step| step.key == word) {
                choice.keys.push(word.clone());
            } else {
                let keys: Vec<&str> = STEPS.iter().map(|step| step.key).collect();
                return Err(Failure::Wanted(format!(
                    "There is no check “{word}”. There are: {}. `--fail-fast` stops at the first that fails.",
                    keys.join(", ")
                )));
            }
        }
        Ok(choice)
    }

    fn takes(&self, step: &Step) -> bool {
        self.keys.is_empty() || self.keys.iter().any(|key| key == step.key)
    }
}

/// How a check went.
enum Outcome {
    Passed(Duration),
    Failed(Duration, Failure),
    NotReached,
}

/// Runs the checks.
///
/// # Errors
/// When the set-up or any check fails; after the list of all of them.
pub fn test(words: &[String]) -> Result<(), Failure> {
    let choice = Choice::from_words(words)?;
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| choice.takes(step)).collect();
    heading("Set-up");
    setup::for_testing()?;

    let mut tally = Tally::default();
    let mut outcomes: Vec<(&Step, Outcome)> = Vec::new();
    let mut failures = 0;
    for (number, step) in chosen.iter().copied().enumerate() {
        if choice.fail_fast && failures > 0 {
            outcomes.push((step, Outcome::NotReached));
            continue;
        }
        heading(&format!("{} of {}: {}", number + 1, chosen.len(), step.title));
        let start = Instant::now();
        let outcome = match (step.work)(&mut tally) {
            Ok(()) => Outcome::Passed(start.elapsed()),
            Err(failure) => {
                println!("{failure}");
                failures += 1;
                Outcome::Failed(start.elapsed(), failure)
            }
        };
        outcomes.push((step, outcome));
    }
    heading("Results");
    outcomes.iter().for_each(|(step, outcome)| println!("{}", result_line(step, outcome)));
    println!("\n{}", last_line(tally, failures, chosen.len()));
    if failures == 0 {
        return Ok(());
    }
    Err(Failure::Wanted(format!("{failures} of {} checks failed", chosen.len())))
}

fn heading(title: &str) {
    println!("\n━━━ {title}");
}

fn result_line(step: &Step, outcome: &Outcome) -> String {
    let (word, seconds, why) = match outcome {
        Outcome::Passed(time) => ("passed", Some(time.as_secs_f32()), String::new()),
        Outcome::Failed(time, failure) => ("FAILED", Some(time.as_secs_f32()), format!("  {failure}")),
        Outcome::NotReached => ("not run", None, String::new()),
    };
    let seconds = seconds.map(|seconds| format!("{seconds:7.1} s")).unwrap_or_else(|| " ".repeat(9));
    format!("  {word:<8} {seconds}  {:<10} {}{why}", step.key, step.title)
}

/// The line a test run ends with, in the words of the Rust test harness, over the tests of both languages.
fn last_line(tally: Tally, failures: usize, steps: usize) -> String {
    let word = if failures == 0 { "ok" } else { "FAILED" };
    let Tally { passed, failed, ignored } = tally;
    format!(
        "test result: {word}. {passed} passed; {failed} failed; {ignored} ignored; {} of {steps} checks passed",
        steps - failures
    )
}

/// The interface's tests, in the browser that was found.
fn interface_tests(tally: &mut Tally) -> Result<(), Failure> {
    npm("test").env(browser::VARIABLE, browser::browser()?).run_reading(|line| tally.read(line))
}

/// All Rust tests. Among them are those that drive the real window, which bring a screen of their own, and the one that
/// holds the generated TypeScript types against the Rust types. The window shows the built interface, so that is built
/// first where this check was asked for alone.
fn rust_tests(tally: &mut Tally) -> Result<(), Failure> {
    setup::interface::build_when_changed()?;
    cargo(&["test", "--workspace", "--no-fail-fast"]).run_reading(|line| tally.read(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn every_check_runs_unless_some_are_named() {
        let all = Choice::from_words(&[]).expect("no words are fine");
        assert!(STEPS.iter().all(|step| all.takes(step)));
        let some = Choice::from_words(&words(&["--fail-fast", "clippy"])).expect("known words");
        assert!(some.fail_fast);
        assert_eq!(
            STEPS.iter().filter(|step| some.takes(step)).map(|step| step.key).collect::<Vec<_>>(),
            ["clippy"]
        );
    }

    #[test]
    fn a_check_that_does_not_exist_is_refused_with_the_list() {
        let failure = Choice::from_words(&words(&["clipy"])).expect_err("it is misspelt").to_string();
        assert!(failure.contains("“clipy”") && failure.contains("clippy"), "{failure}");
    }

    #[test]
    fn the_last_line_says_ok_only_when_every_check_passed() {
        let tally = Tally { passed: 41, failed: 0, ignored: 0 };
        assert_eq!(
            last_line(tally, 0, 10),
            "test result: ok. 41 passed; 0 failed; 0 ignored; 10 of 10 checks passed"
        );
        assert!(last_line(tally, 1, 10).starts_with("test result: FAILED. 41 passed"));
    }
}
