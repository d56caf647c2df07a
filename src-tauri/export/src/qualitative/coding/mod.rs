//! What another person coded, as their program gives it: a REFI-QDA project ([`project`]) or a table of codings ([`table`]).
//!
//! A file knows nothing of the archive: it names releases, topics and acts in its own way. Here it is found out which release
//! a source is ([`CodedSource::is_of`]) and in which paragraph a coding stands ([`Coded::paragraph`]). What cannot be told is
//! counted, never guessed.

pub mod project;
pub mod table;

use bayan_core::model::Lang;
use bayan_core::positions::codebook::{Codebook, TopicId};
use bayan_core::text::lexicon::Act;

use crate::labels::Labels;

/// What a file of another person's codings says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coding {
    /// The texts that were coded, each once.
    pub sources: Vec<CodedSource>,
    /// Codings that name no topic with an act, or no place in a text.
    pub left_out: usize,
}

/// A text that was coded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodedSource {
    /// What the file calls it: a date, a title, or both.
    pub name: String,
    /// Its text, where the file holds it, lines ended by a line feed.
    pub text: Option<String>,
    /// What was coded in it.
    pub codes: Vec<Coded>,
}

/// A coding: an act on a topic somewhere in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// The topic.
    pub topic: TopicId,
    /// The act.
    pub act: Act,
    /// Where.
    pub place: Place,
}

/// Where a coding stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// At a character of the source's text, from 0.
    Character(usize),
    /// In a paragraph, from 0, in these words; either may be missing.
    Words {
        /// The paragraph.
        paragraph: Option<usize>,
        /// The words; empty where the file has none.
        quote: String,
    },
}

/// Why a file of codings was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodingError {
    /// It is no project: no ZIP file, or without the part that says what was coded.
    #[error("this is no REFI-QDA project")]
    NoProject,
    /// A part of the project is larger than one that a person made.
    #[error("“{0}” in the project is too long")]
    TooLong(String),
    /// A part of it is no text in UTF-8.
    #[error("“{0}” is no text in UTF-8")]
    NotText(String),
    /// A table has no such column.
    #[error("line 1: the column {0} is missing")]
    Column(&'static str),
    /// A cell holds no act.
    #[error("line {line}: “{found}” is no act")]
    Act {
        /// The line, counted from 1.
        line: usize,
        /// What it holds.
        found: String,
    },
    /// A cell holds no number of a paragraph.
    #[error("line {line}: “{found}” is no number of a paragraph")]
    Paragraph {
        /// The line, counted from 1.
        line: usize,
        /// What it holds.
        found: String,
    },
    /// It breaks the rules of its form.
    #[error("line {line}: {reason}")]
    Broken {
        /// The line, counted from 1.
        line: usize,
        /// What the reader of the form said.
        reason: String,
    },
}

impl CodedSource {
    /// Whether it is this release: by its text where the file holds it; else by its date, its title, or both.
    pub fn is_of(&self, date: &str, title: Option<&str>, paragraphs: &[String]) -> bool {
        if let Some(text) = &self.text {
            let mut lines = text.trim_end_matches('\n').split('\n');
            return paragraphs.iter().all(|paragraph| lines.next() == Some(paragraph))
                && lines.next().is_none();
        }
        let name = self.name.trim();
        let title = title.map(str::trim).filter(|title| !title.is_empty());
        name == date
            || title.is_some_and(|title| {
                name == title || name.strip_prefix(date).is_some_and(|rest| rest.trim_start() == title)
            })
    }
}

impl Coded {
    /// The paragraph it stands in, of a release's; `None` where its words are in none. Of several with its words the one
    /// nearest to the number it names.
    pub fn paragraph(&self, paragraphs: &[String]) -> Option<usize> {
        match &self.place {
            Place::Character(at) => {
                let mut first = 0;
                paragraphs.iter().position(|text| {
                    // Between two paragraphs stands a line feed.
                    let next = first + text.chars().count() + 1;
                    let here = (first..next).contains(at);
                    first = next;
                    here
                })
            }
            Place::Words { paragraph, quote } if quote.is_empty() => {
                paragraph.filter(|number| *number < paragraphs.len())
            }
            Place::Words { paragraph, quote } => (0..paragraphs.len())
                .filter(|number| paragraphs[*number].contains(quote.as_str()))
                .min_by_key(|number| number.abs_diff(paragraph.unwrap_or(0))),
        }
    }
}

/// The act of this name: its identifier, or its label in either language.
fn act_called(name: &str) -> Option<Act> {
    Act::from_id(&name.trim().to_lowercase())
        .or_else(|| Act::ALL.into_iter().find(|act| Labels::is_called(&format!("act.{}", act.id()), name)))
}

/// The topic of a codebook with this name: its identifier, or its name in either language, with its number where it is a
/// numbered one.
fn topic_called(codebook: &Codebook, name: &str) -> Option<TopicId> {
    let name = name.trim();
    let id = TopicId(name.to_owned());
    if !name.contains('#') && codebook.topic(&id).is_some() {
        return Some(id);
    }
    codebook.topics.iter().find_map(|topic| {
        [Lang::Ar, Lang::En].into_iter().find_map(|lang| {
            let label = topic.label.in_lang(lang).trim();
            match topic.id.0.split_once('#') {
                None => (!label.is_empty() && label.to_lowercase() == name.to_lowercase())
                    .then(|| topic.id.clone()),
                Some((before, after)) => {
                    let (start, end) = label.split_once('#')?;
                    let number = name.strip_prefix(start)?.strip_suffix(end)?;
                    let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
                    counts.then(|| TopicId(format!("{before}{number}{after}")))
                }
            }
        })
    })
}

#[cfg(test)]
mod tests;
