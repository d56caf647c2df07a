//! Topics and the words that name them: what a codebook is, how it is written, and how its terms are found in a text.
//!
//! A codebook is data that people edit. Three come with Bayan ([`Standard`]). What a release says on a topic is not asked
//! here.

mod file;
mod matcher;
mod pattern;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use file::{CodebookError, read, write};
pub(crate) use matcher::Starts;
pub use matcher::{Coverage, Hit, Matcher};

use crate::model::{Lang, LocalName};

/// The identifier of a topic: small letters, digits and hyphens (`political-process`). In a codebook `#` may stand for the
/// number of a topic's term: `resolution-#` gives the topics `resolution-338`, `resolution-1701` and so on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TopicId(pub String);

impl fmt::Display for TopicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The topics of an archive, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Codebook {
    /// The topics, in the order they are listed.
    pub topics: Vec<Topic>,
}

/// A topic and its terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Topic {
    /// Its identifier.
    pub id: TopicId,
    /// The topic it is part of.
    pub parent: Option<TopicId>,
    /// Its colour, `#rrggbb`.
    pub colour: String,
    /// Its name.
    pub label: LocalName,
    /// Its terms.
    pub terms: Vec<Term>,
}

/// A word or phrase that names a topic, or one that only looks as if it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Term {
    /// The language it is written in.
    pub lang: Lang,
    /// How far it names the topic.
    pub weight: Weight,
    /// The words. A space means the next word, `~2` up to two words between, `*` any ending, `#` a number. A word in
    /// capitals (`EU`) matches only in capitals.
    pub words: String,
}

/// How far a term names its topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// It is not the topic, though a term of the topic stands in it.
    Not,
    /// It needs company: another term of the topic nearby.
    Context,
    /// It names the topic, unless a better one does.
    Strong,
    /// It names the topic by itself.
    Names,
}

impl Weight {
    /// 1 to 3, 0 for what is not the topic.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The weight with this number.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Not),
            1 => Some(Self::Context),
            2 => Some(Self::Strong),
            3 => Some(Self::Names),
            _ => None,
        }
    }
}

/// The codebooks that come with Bayan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// The Syrian file.
    Syria,
    /// United Nations peacekeeping mandates.
    Peacekeeping,
    /// Monetary policy.
    MonetaryPolicy,
}

impl Standard {
    /// All of them.
    pub const ALL: [Standard; 3] = [Standard::Syria, Standard::Peacekeeping, Standard::MonetaryPolicy];

    /// The name it goes by in archives and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Standard::Syria => "syria",
            Standard::Peacekeeping => "peacekeeping",
            Standard::MonetaryPolicy => "monetary-policy",
        }
    }

    /// The one of this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standard| standard.id() == id)
    }

    /// What it is called.
    pub fn name(self) -> LocalName {
        let (ar, en) = match self {
            Standard::Syria => ("الملف السوري", "The Syrian file"),
            Standard::Peacekeeping => ("ولايات حفظ السلام", "Peacekeeping mandates"),
            Standard::MonetaryPolicy => ("السياسة النقدية", "Monetary policy"),
        };
        LocalName { ar: Some(ar.to_owned()), en: Some(en.to_owned()) }
    }

    /// The codebook as its file has it.
    pub const fn file(self) -> &'static str {
        match self {
            Standard::Syria => include_str!("books/syria.tsv"),
            Standard::Peacekeeping => include_str!("books/peacekeeping.tsv"),
            Standard::MonetaryPolicy => include_str!("books/monetary-policy.tsv"),
        }
    }

    /// The codebook. Its file is tested to read without error.
    pub fn codebook(self) -> Codebook {
        read(self.file()).unwrap_or_default()
    }
}

impl Codebook {
    /// The topic with this identifier; for the number of a numbered topic, that topic.
    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == *id).or_else(|| {
            self.topics.iter().find(|topic| {
                topic.id.0.split_once('#').is_some_and(|(before, after)| {
                    id.0.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).is_some_and(
                        |number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()),
                    )
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codebooks_that_come_with_bayan_read_and_have_terms_in_both_languages() {
        for standard in Standard::ALL {
            let codebook = read(standard.file()).unwrap();
            assert!(codebook.topics.len() >= 9, "{standard:?}");
            for topic in &codebook.topics {
                for lang in [Lang::Ar, Lang::En] {
                    let names = |term: &&Term| term.lang == lang && term.weight == Weight::Names;
                    assert!(
                        topic.terms.iter().any(|term| names(&term)),
                        "{standard:?} {} {lang:?}",
                        topic.id
                    );
                }
                assert!(topic.label.ar.is_some() && topic.label.en.is_some(), "{}", topic.id);
            }
        }
    }

    #[test]
    fn a_codebook_reads_back_as_it_was_written() {
        for standard in Standard::ALL {
            let codebook = standard.codebook();
            assert_eq!(read(&write(&codebook)).unwrap(), codebook);
        }
    }

    #[test]
    fn a_numbered_topic_is_found_by_its_number() {
        let codebook = Standard::Syria.codebook();
        let id = |written: &str| TopicId(written.to_owned());
        assert_eq!(codebook.topic(&id("resolution-338")).unwrap().id, id("resolution-#"));
        assert_eq!(codebook.topic(&id("resolution-2254")).unwrap().id, id("resolution-2254"));
        assert!(codebook.topic(&id("resolution-x")).is_none());
        assert!(codebook.topic(&id("resolution-")).is_none());
    }
}
