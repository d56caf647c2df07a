//! A codebook as a text file that a person reads and edits.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::{Codebook, Term, Topic, TopicId, Weight};
use crate::model::{Lang, LocalName};

/// Why a line of a codebook was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct CodebookError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// It begins with neither `topic` nor a language.
    #[error("begins with “{0}”, not with topic, ar or en")]
    Kind(String),
    /// A cell is missing.
    #[error("has too few columns")]
    Columns,
    /// An identifier with other signs than small letters, digits, hyphens and one `#`.
    #[error("“{0}” is no identifier: small letters, digits and hyphens")]
    Id(String),
    /// The same topic twice.
    #[error("the topic {0} is there already")]
    Twice(String),
    /// A colour not written `#rrggbb`.
    #[error("“{0}” is no colour: #rrggbb")]
    Colour(String),
    /// A weight other than 1, 2, 3, not.
    #[error("“{0}” is no weight: 1, 2, 3 or not")]
    Weight(String),
    /// A term before any topic.
    #[error("a term stands before any topic")]
    NoTopic,
    /// A term that matches nothing: no words, a gap at its start or end, a `*` inside.
    #[error("the term “{0}” is not well written")]
    Term(String),
    /// A parent that is no topic, or the topic's own descendant.
    #[error("{0} cannot be its parent")]
    Parent(String),
}

/// Reads a codebook. The syntax is told at the head of each file that comes with Bayan.
///
/// # Errors
/// The first line that was not understood.
pub fn read(file: &str) -> Result<Codebook, CodebookError> {
    let mut codebook = Codebook::default();
    let mut lines_of_topics = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let fail = |reason: Reason| CodebookError { line: number + 1, reason };
        let line = line.trim_end_matches('\r').trim_start_matches('\u{feff}');
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        match cells.as_slice() {
            ["topic", id, parent, colour, en, ar] => {
                let topic = topic(id, parent, colour, en, ar).map_err(fail)?;
                if codebook.topics.iter().any(|known| known.id == topic.id) {
                    return Err(fail(Reason::Twice((*id).to_owned())));
                }
                codebook.topics.push(topic);
                lines_of_topics.push(number + 1);
            }
            [lang, weight, words] if Lang::from_tag(lang).is_some() => {
                let topic = codebook.topics.last_mut().ok_or_else(|| fail(Reason::NoTopic))?;
                let weight = match *weight {
                    "not" => Weight::Not,
                    other => other
                        .parse()
                        .ok()
                        .filter(|number| *number > 0)
                        .and_then(Weight::from_number)
                        .ok_or_else(|| fail(Reason::Weight(other.to_owned())))?,
                };
                for words in words.split('|').map(str::trim) {
                    if !is_term(words) {
                        return Err(fail(Reason::Term(words.to_owned())));
                    }
                    let lang = Lang::from_tag(lang).unwrap_or(Lang::En);
                    topic.terms.push(Term { lang, weight, words: words.to_owned() });
                }
            }
            ["topic" | "ar" | "en", ..] => return Err(fail(Reason::Columns)),
            [kind, ..] => return Err(fail(Reason::Kind((*kind).to_owned()))),
            [] => {}
        }
    }
    check_parents(&codebook, &lines_of_topics)?;
    Ok(codebook)
}

fn topic(id: &str, parent: &str, colour: &str, en: &str, ar: &str) -> Result<Topic, Reason> {
    if !is_id(id) {
        return Err(Reason::Id(id.to_owned()));
    }
    let hexadecimal = |digits: &str| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if !colour.strip_prefix('#').is_some_and(hexadecimal) {
        return Err(Reason::Colour(colour.to_owned()));
    }
    let name = |name: &str| (!name.is_empty() && name != "-").then(|| name.to_owned());
    Ok(Topic {
        id: TopicId(id.to_owned()),
        parent: name(parent).map(TopicId),
        colour: colour.to_ascii_lowercase(),
        label: LocalName { ar: name(ar), en: name(en) },
        terms: Vec::new(),
    })
}

fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'#'))
        && id.bytes().filter(|b| *b == b'#').count() <= 1
}

fn is_term(words: &str) -> bool {
    let steps: Vec<&str> = words.split_whitespace().collect();
    let gap = |step: &&str| step.starts_with('~');
    let well_written = |step: &&str| match step.strip_prefix('~') {
        Some(number) => number.parse::<u8>().is_ok(),
        None if *step == "#" => true,
        None => {
            let word = step.strip_suffix('*').unwrap_or(step);
            // A beginning of fewer than three letters would match everything.
            let long = word.chars().count() >= if word.len() < step.len() { 3 } else { 1 };
            long && !word.contains(['*', '#', '~', '\t', '|'])
        }
    };
    !steps.is_empty()
        && !steps.first().is_some_and(gap)
        && !steps.last().is_some_and(gap)
        && steps.iter().all(well_written)
        && steps.iter().any(|step| !gap(step) && *step != "#")
}

/// A parent is another topic, and no topic is above itself.
fn check_parents(codebook: &Codebook, lines: &[usize]) -> Result<(), CodebookError> {
    for (topic, line) in codebook.topics.iter().zip(lines) {
        let mut seen = HashSet::from([&topic.id]);
        let mut above = topic.parent.as_ref();
        while let Some(parent) = above {
            let known = codebook.topics.iter().find(|other| other.id == *parent);
            let Some(known) = known.filter(|known| seen.insert(&known.id)) else {
                return Err(CodebookError { line: *line, reason: Reason::Parent(parent.0.clone()) });
            };
            above = known.parent.as_ref();
        }
    }
    Ok(())
}

/// Writes a codebook as [`read`] reads it: a topic's terms by language and weight, in the order they were given.
pub fn write(codebook: &Codebook) -> String {
    let mut file = String::new();
    for topic in &codebook.topics {
        let parent = topic.parent.as_ref().map_or("-", |parent| parent.0.as_str());
        let name = |name: &Option<String>| name.as_deref().unwrap_or("-").replace(['\t', '\n', '\r'], " ");
        let (en, ar) = (name(&topic.label.en), name(&topic.label.ar));
        // Writing to a string cannot fail.
        let _ = writeln!(file, "topic\t{}\t{parent}\t{}\t{en}\t{ar}", topic.id, topic.colour);
        // Runs of terms of one language and weight share a line, so that the order is kept.
        let mut rest = topic.terms.as_slice();
        while let Some(first) = rest.first() {
            let same = |term: &Term| term.lang == first.lang && term.weight == first.weight;
            let run = rest.iter().take_while(|term| same(term)).count();
            let words: Vec<&str> = rest[..run].iter().map(|term| term.words.as_str()).collect();
            let weight = match first.weight {
                Weight::Not => "not".to_owned(),
                weight => weight.number().to_string(),
            };
            let _ = writeln!(file, "{}\t{weight}\t{}", first.lang.tag(), words.join("|"));
            rest = &rest[run..];
        }
        file.push('\n');
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(file: &str) -> Reason {
        read(file).unwrap_err().reason
    }

    #[test]
    fn a_line_that_is_not_understood_is_named_with_its_number() {
        let error = read("# a comment\n\ntopic\ta\t-\t#112233\tA\t-\nnonsense\tx\ty\n").unwrap_err();
        assert_eq!(error.line, 4);
        assert_eq!(error.to_string(), "line 4: begins with “nonsense”, not with topic, ar or en");
    }

    #[test]
    fn every_kind_of_mistake_is_told_apart() {
        let topic = "topic\ta\t-\t#112233\tA\tأ\n";
        assert_eq!(refused("topic\tA b\t-\t#112233\tA\tأ"), Reason::Id("A b".into()));
        assert_eq!(refused("topic\ta\t-\tred\tA\tأ"), Reason::Colour("red".into()));
        assert_eq!(refused("topic\ta\tb\t#112233\tA\tأ"), Reason::Parent("b".into()));
        assert_eq!(refused("topic\ta\ta\t#112233\tA\tأ"), Reason::Parent("a".into()));
        assert_eq!(refused(&format!("{topic}{topic}")), Reason::Twice("a".into()));
        assert_eq!(refused("en\t3\tword"), Reason::NoTopic);
        assert_eq!(refused("topic\ta"), Reason::Columns);
        for (weight, term) in [("4", "word"), ("0", "word"), ("x", "word")] {
            assert_eq!(refused(&format!("{topic}en\t{weight}\t{term}")), Reason::Weight(weight.into()));
        }
        for term in ["", "~2", "a ~2", "~1 a", "wo*rd", "ab*", "#", "# #"] {
            assert_eq!(refused(&format!("{topic}en\t3\t{term}")), Reason::Term(term.into()), "{term}");
        }
    }
}
