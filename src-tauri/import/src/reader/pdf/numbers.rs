//! Every number of a PDF, held against a second reader.

use std::collections::BTreeMap;

use super::layout::is_arabic;
use crate::draft::{Draft, Warning};

/// The most differences that are told; a file with more is read wrongly as a whole.
const MOST: usize = 200;

/// The numbers that two readers do not agree on. `taken_off` are lines that are no part of the draft's text.
pub(super) fn differing(draft: &Draft, taken_off: &[String], second: &str) -> Vec<Warning> {
    let mut theirs: BTreeMap<String, usize> = BTreeMap::new();
    for number in numbers(&without_stray_digits(second)) {
        *theirs.entry(number).or_default() += 1;
    }
    let mut take = |number: &str| match theirs.get_mut(number) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    let mut lone: Vec<(Option<usize>, String)> = Vec::new();
    for number in draft.title.iter().flat_map(|title| numbers(title)) {
        if !take(&number) {
            lone.push((None, number));
        }
    }
    for (n, text) in draft.texts().enumerate() {
        for number in numbers(text) {
            if !take(&number) {
                lone.push((Some(n), number));
            }
        }
    }
    for number in taken_off.iter().flat_map(|line| numbers(line)) {
        take(&number);
    }
    let mut left: Vec<String> =
        theirs.into_iter().flat_map(|(number, count)| std::iter::repeat_n(number, count)).collect();
    let mut warnings = Vec::new();
    for (paragraph, taken) in lone {
        // The same digits in another order are the same number, read otherwise.
        let digits = |number: &str| {
            let mut digits: Vec<char> = number.chars().collect();
            digits.sort_unstable();
            digits
        };
        let other = left
            .iter()
            .position(|other| digits(other) == digits(&taken))
            .map_or_else(String::new, |at| left.remove(at));
        warnings.push(Warning::NumberDiffers { paragraph, taken, other });
    }
    warnings.extend(left.into_iter().map(|other| Warning::NumberDiffers {
        paragraph: None,
        taken: String::new(),
        other,
    }));
    warnings.truncate(MOST);
    warnings
}

/// The second reader puts a digit inside a word at times (`ال0كوكبي`). One digit close between two Arabic letters is no
/// number.
fn without_stray_digits(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let arabic = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| is_arabic(*c));
    let stray = |at: usize| {
        chars[at].is_numeric() && !is_arabic(chars[at]) && arabic(at.checked_sub(1)) && arabic(Some(at + 1))
    };
    (0..chars.len()).filter(|at| !stray(*at)).map(|at| chars[at]).collect()
}

/// The runs of digits in a text, written 0 to 9. Marks within a number part it: readers differ in them.
fn numbers(text: &str) -> Vec<String> {
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        _ => None,
    };
    let mut found = Vec::new();
    let mut number = String::new();
    for c in text.chars().chain([' ']) {
        match digit(c) {
            Some(digit) => number.push(digit),
            None if number.is_empty() => {}
            None => found.push(std::mem::take(&mut number)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::DraftParagraph;

    #[test]
    fn a_number_read_backwards_by_one_reader_is_told_with_both_readings() {
        let draft = Draft {
            paragraphs: vec![
                DraftParagraph::body("القرار 2254 لعام 2015"),
                DraftParagraph::body("حدود ١٩٦٧"),
            ],
            ..Draft::default()
        };
        assert_eq!(differing(&draft, &["صفحة 3".into()], "2254 2015 1967 3"), []);
        assert_eq!(differing(&draft, &[], "القرار 2254 لعام 2015 ال0كوكبي ١٩٦٧"), []);
        assert_eq!(
            differing(&draft, &[], "القرار 2254 لعام 2015 حدود 7691"),
            [Warning::NumberDiffers { paragraph: Some(1), taken: "1967".into(), other: "7691".into() }]
        );
        assert_eq!(
            differing(&draft, &[], "2254 2015 1967 48"),
            [Warning::NumberDiffers { paragraph: None, taken: String::new(), other: "48".into() }]
        );
    }
}
