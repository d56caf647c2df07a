//! A release as a report takes it: its text with what is known of it.

use bayan_core::model::{Lang, LocalName, ReleaseDate};
use sha2::{Digest, Sha256};

use super::piece::{Paragraph, Style};
use crate::labels::Labels;

/// A release with its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// The title as published.
    pub title: Option<String>,
    /// Its date, where it is known.
    pub date: Option<ReleaseDate>,
    /// The language it is written in.
    pub lang: Option<Lang>,
    /// Who speaks.
    pub issuer: LocalName,
    /// The speaker is made up for demonstration.
    pub invented: bool,
    /// The series it belongs to.
    pub series: LocalName,
    /// Where it was taken from: an address or a citation.
    pub source: Option<String>,
    /// When it was taken from there, as written.
    pub retrieved: Option<String>,
    /// What a reader of it should know.
    pub about: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// What people noted of it: the paragraph (from 0) or the whole, the note, the day it was made.
    pub notes: Vec<(Option<u32>, String, String)>,
}

impl Statement {
    /// What it is called: its title, else its series.
    pub fn name(&self, words: Labels) -> String {
        match &self.title {
            Some(title) => title.clone(),
            None => self.series.in_lang(words.lang).to_owned(),
        }
    }

    /// The language its paragraphs are taken to be in where their letters do not say.
    pub fn lang(&self) -> Lang {
        self.lang.unwrap_or(Lang::En)
    }

    /// Its date in words; empty where it is not known.
    pub fn day(&self, words: Labels) -> String {
        self.date.map(|date| words.date(date)).unwrap_or_default()
    }

    /// Where a quote from it stands: title, date, paragraph, address.
    pub fn citation(&self, words: Labels, paragraph: Option<usize>, sources: bool) -> Paragraph {
        let mut said = Paragraph::empty(words.lang).named(self.name(words));
        let day = self.day(words);
        if !day.is_empty() {
            said = said.with(words.comma()).named(day);
        }
        if let Some(paragraph) = paragraph {
            said = said.with(words.comma()).named(words.paragraph(paragraph));
        }
        if let (Some(source), true) = (&self.source, sources) {
            said = said.with(words.comma()).named(source.clone());
        }
        said.all(Style::Faint)
    }
}

/// The fingerprint of the texts a report rests on: SHA-256 over the fingerprints of the releases' texts in order, as
/// hexadecimal digits.
pub fn fingerprint<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> String {
    let mut sha = Sha256::new();
    for statement in statements {
        sha.update(bayan_archive::content_hash(statement.title.as_deref(), &statement.paragraphs).0);
    }
    sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
