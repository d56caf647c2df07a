//! What a document says, before it has a format: a cover, headings, quotes with their sources, tables, and the plain tables
//! that spreadsheets take.
//!
//! One file builds one kind of report from what the engine gives. Nothing here knows a format, asks a clock or opens a
//! file: the time and the version are passed in, and the same input gives the same report.

mod closing;
mod comparison;
mod formula;
mod matrix;
mod piece;
mod release;
mod search;
mod sheet;
mod statement;
mod timeline;

use bayan_core::model::Lang;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::chart::Chart;
use crate::labels::{Digits, Labels};

pub(crate) use comparison::topic_name;
pub use comparison::{Compared, comparison};
pub use formula::formula;
pub use matrix::matrix;
pub use piece::{Block, Cell, Paragraph, Run, Style, Table, direction};
pub use release::release;
pub use search::{Passage, search};
pub use sheet::{Column, Kind, Sheet, Value};
pub use statement::{Statement, fingerprint};
#[cfg(test)]
pub(crate) use timeline::positions_sheet;
pub use timeline::{Followed, timeline};

/// How a document is to be made, whatever it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// The language of the labels. Texts keep theirs.
    pub labels: Lang,
    /// The digits of what Bayan itself says.
    pub digits: Digits,
    /// Put the Hijri date beside the Gregorian one of a day.
    pub hijri: bool,
    /// Show the unchanged passages of a comparison too.
    pub unchanged: bool,
    /// Add the notes people made.
    pub notes: bool,
    /// Add the list of the statements with the addresses they were taken from.
    pub sources: bool,
    /// Add the list of changes by topic to a comparison.
    pub changes: bool,
    /// Put the chart into the document.
    pub chart: bool,
    /// When the document is made.
    pub made: DateTime<Utc>,
    /// The version of Bayan it is made with.
    pub version: String,
}

impl Choices {
    /// What is chosen unless somebody chooses otherwise.
    pub fn new(labels: Lang, made: DateTime<Utc>, version: &str) -> Self {
        Self {
            labels,
            digits: Digits::European,
            hijri: false,
            unchanged: false,
            notes: true,
            sources: true,
            changes: true,
            chart: true,
            made,
            version: version.to_owned(),
        }
    }

    /// The labels.
    pub const fn words(&self) -> Labels {
        Labels { lang: self.labels, digits: self.digits, hijri: self.hijri }
    }
}

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// Two releases.
    Comparison,
    /// Topics through a series.
    Timeline,
    /// All topics of a series.
    Matrix,
    /// The passages a search found.
    Search,
    /// A phrase through a series.
    Formula,
    /// One release with its positions and notes.
    Release,
}

/// A report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What it is about.
    pub subject: Subject,
    /// The labels it is written with.
    pub words: Labels,
    /// Its title.
    pub title: Paragraph,
    /// What stands under the title: a label, and what it says.
    pub facts: Vec<(String, Paragraph)>,
    /// What its first page says in short, before the table of contents; empty where a report has no brief.
    pub brief: Vec<Block>,
    /// What it says after that, in reading order.
    pub blocks: Vec<Block>,
    /// The same as plain tables, the chief one first.
    pub sheets: Vec<Sheet>,
    /// What can be drawn of it.
    pub chart: Option<Chart>,
    /// When it was made.
    pub made: DateTime<Utc>,
    /// The version of Bayan.
    pub version: String,
    /// The fingerprint of the texts it rests on, as hexadecimal digits.
    pub fingerprint: String,
}

impl Report {
    /// A report with a title that rests on these statements, and says nothing yet.
    fn about<'a>(
        subject: Subject,
        title: &str,
        statements: impl IntoIterator<Item = &'a Statement>,
        choices: &Choices,
    ) -> Self {
        let words = choices.words();
        Self {
            subject,
            words,
            title: Paragraph::said(words.lang, words.say(title)),
            facts: Vec::new(),
            brief: Vec::new(),
            blocks: Vec::new(),
            sheets: Vec::new(),
            chart: None,
            made: choices.made,
            version: choices.version.clone(),
            fingerprint: fingerprint(statements),
        }
    }

    /// The brief and what follows it. The table of contents stands before the block with the number `brief.len()`.
    pub fn all_blocks(&self) -> impl Iterator<Item = &Block> {
        self.brief.iter().chain(&self.blocks)
    }

    /// Its headings with their levels, in order.
    pub fn headings(&self) -> impl Iterator<Item = (u8, &Paragraph)> {
        self.all_blocks().filter_map(|block| match block {
            Block::Heading(level, text) => Some((*level, text)),
            _ => None,
        })
    }

    /// The line every page carries.
    pub fn signature(&self) -> String {
        let made = self.words.with("made_with", &self.version);
        let on = self.words.with("made_on", &self.words.moment(self.made));
        format!("{made}{}{on}", self.words.comma())
    }
}
