//! Counting tests in what test programs print, for the one line a test run ends with.

/// How many tests passed, failed and were left out.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
    /// Left out by the test program itself.
    pub ignored: usize,
}

impl Tally {
    /// Adds what a line of a test program's output reports, if it is a closing line: that of the Rust test harness
    /// (`test result: ok. 3 passed; …`), of Vitest (`Tests  3 passed (3)`) or of Node's runner (`ℹ pass 3`).
    pub fn read(&mut self, line: &str) {
        let line = plain(line);
        let line = line.trim();
        if let Some(rest) = line.strip_prefix("test result: ") {
            self.add(rest, [("passed", ""), ("failed", ""), ("ignored", "")]);
        } else if let Some(rest) = line.strip_prefix("Tests ").filter(|rest| rest.trim_end().ends_with(')')) {
            self.add(rest, [("passed", ""), ("failed", ""), ("skipped", "todo")]);
        } else if let Some(rest) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "))
            && let Some((word, count)) = rest.split_once(' ')
            && let Ok(count) = count.parse::<usize>()
        {
            match word {
                "pass" => self.passed += count,
                "fail" => self.failed += count,
                "skipped" | "todo" => self.ignored += count,
                _ => {}
            }
        }
    }

    /// Adds the numbers that stand before the three kinds of words.
    fn add(&mut self, text: &str, [passed, failed, ignored]: [(&str, &str); 3]) {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2) {
            let Ok(count) = pair[0].parse::<usize>() else { continue };
            let is = |(one, other): (&str, &str)| pair[1] == one || pair[1] == other;
            if is(passed) {
                self.passed += count;
            } else if is(failed) {
                self.failed += count;
            } else if is(ignored) {
                self.ignored += count;
            }
        }
    }
}

/// The line without terminal colours.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            text.push(character);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn the_rust_harness_is_counted_over_several_programs() {
        let lines = [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.03s",
            "test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.03s",
        ];
        assert_eq!(tally(&lines), Tally { passed: 16, failed: 2, ignored: 1 });
    }

    #[test]
    fn vitest_is_counted_by_tests_and_not_by_files() {
        let lines = [" Test Files  3 passed (3)", "      Tests  1 failed | 11 passed | 2 skipped (14)"];
        assert_eq!(tally(&lines), Tally { passed: 11, failed: 1, ignored: 2 });
    }

    #[test]
    fn colours_do_not_hide_the_counts() {
        let lines = [
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m\u{1b}[22m\u{1b}[90m (7)\u{1b}[39m",
        ];
        assert_eq!(tally(&lines), Tally { passed: 7, failed: 0, ignored: 0 });
    }

    #[test]
    fn nodes_own_runner_is_counted() {
        assert_eq!(
            tally(&["ℹ tests 9", "ℹ pass 8", "ℹ fail 1", "# skipped 0"]),
            Tally { passed: 8, failed: 1, ignored: 0 }
        );
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(
            tally(&["Tests of the whole: 3 passed", "running 5 tests", "test a ... ok"]),
            Tally::default()
        );
    }
}
