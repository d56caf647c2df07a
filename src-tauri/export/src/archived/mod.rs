//! What a report needs, gathered from an archive: texts, comparisons, positions as they count, notes.
//!
//! The command line and the window ask here, so that both give the same documents. What people said by hand is in them:
//! corrected positions, linked and parted passages, notes.

mod held;
mod shelf;

use bayan_archive::search::{Query, QueryError, Search};
use bayan_archive::{Archive, Error};
use bayan_core::compare::{Comparison, Options, compare};
use bayan_core::model::{ReleaseDate, ReleaseId, SeriesId};
use bayan_core::positions::codebook::{Codebook, TopicId};
use bayan_core::positions::{Finder, Said, formula, series};
use bayan_core::text::Document;

use shelf::Shelf;
pub use shelf::word_weights;

use crate::format::{self, Format, FormatError};
use crate::qualitative;
use crate::report::{self, Choices, Compared, Followed, Passage, Report, Statement, Subject};
use crate::word::{self, Author};

/// What is to be exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The comparison of two releases, the older first.
    Comparison(ReleaseId, ReleaseId),
    /// Topics of a series; all where none is named.
    Timeline(Range, Vec<TopicId>),
    /// All topics of a series.
    Matrix(Range),
    /// What a search finds.
    Search(Box<Search>, String),
    /// A phrase through a series.
    Formula(Range, String),
    /// One release.
    Release(ReleaseId),
}

/// The releases of a series between two days, both counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The series.
    pub series: SeriesId,
    /// The first day.
    pub from: Option<ReleaseDate>,
    /// The last day.
    pub to: Option<ReleaseDate>,
}

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The archive could not be read, or has no such release.
    #[error(transparent)]
    Archive(#[from] Error),
    /// The query was not understood.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The series has no release in the range.
    #[error("there is no statement in this range")]
    Nothing,
    /// No release speaks on the topic.
    #[error("no statement in this range speaks on “{0}”")]
    NoTopic(TopicId),
    /// The format could not be made.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// It was called off.
    #[error("called off")]
    Cancelled,
}

/// Told how far the work is (done, of how many); answers whether to go on.
pub type Watch<'a> = &'a dyn Fn(usize, usize) -> bool;

/// Everything a document is made from.
#[derive(Debug, Clone)]
pub struct Gathered {
    subject: Subject,
    statements: Vec<Statement>,
    said: Vec<Said>,
    rows: Vec<series::Row>,
    topics: Vec<TopicId>,
    found: Option<Comparison>,
    formula: Option<formula::Formula>,
    passages: Vec<Passage>,
    complete: bool,
    phrase: String,
    notes: Vec<String>,
    codebook: Codebook,
}

impl Gathered {
    fn new(subject: Subject, statements: Vec<Statement>, codebook: &Codebook) -> Self {
        Self {
            subject,
            statements,
            said: Vec::new(),
            rows: Vec::new(),
            topics: Vec::new(),
            found: None,
            formula: None,
            passages: Vec::new(),
            complete: true,
            phrase: String::new(),
            notes: Vec::new(),
            codebook: codebook.clone(),
        }
    }

    /// Two texts that stand in no archive.
    pub fn of_documents(older: &Document, newer: &Document, codebook: &Codebook) -> Self {
        let statement = |document: &Document| Statement {
            title: document.title.clone(),
            lang: bayan_core::text::lang::detect(&document.paragraphs.join(" ")),
            paragraphs: document.paragraphs.clone(),
            ..Statement::default()
        };
        let found = compare(&older.paragraphs, &newer.paragraphs, &Options::default());
        let finder = Finder::new(codebook);
        let said = [older, newer].map(|document| finder.positions(&document.paragraphs));
        Self {
            found: Some(found),
            said: said.into(),
            ..Self::new(Subject::Comparison, vec![statement(older), statement(newer)], codebook)
        }
    }

    /// What it is about.
    pub const fn subject(&self) -> Subject {
        self.subject
    }

    /// Gathers what is asked for. Positions are those that the archive holds, brought up to date first where it can be
    /// written; with a codebook of its own they are found by that one, and no correction is among them.
    ///
    /// # Errors
    /// [`ExportError`].
    pub fn from_archive(
        archive: &Archive,
        asked: &Asked,
        codebook: Option<&Codebook>,
        watch: Watch<'_>,
    ) -> Result<Self, ExportError> {
        let shelf = Shelf::new(archive, codebook, watch)?;
        match asked {
            Asked::Comparison(old, new) => shelf.comparison(*old, *new),
            Asked::Release(id) => shelf.release(*id),
            Asked::Timeline(range, topics) => {
                let gathered = shelf.followed(Subject::Timeline, *range)?;
                let spoken = |topic: &&TopicId| gathered.rows.iter().any(|row| row.topic == **topic);
                if let Some(topic) = topics.iter().find(|topic| !spoken(topic)) {
                    return Err(ExportError::NoTopic(topic.clone()));
                }
                Ok(Self { topics: topics.clone(), ..gathered })
            }
            Asked::Matrix(range) => shelf.followed(Subject::Matrix, *range),
            Asked::Formula(range, phrase) => {
                let statements = shelf.statements(*range)?;
                let texts: Vec<&[String]> =
                    statements.iter().map(|statement| statement.paragraphs.as_slice()).collect();
                let history = formula::follow(phrase, &texts);
                Ok(Self {
                    formula: Some(history),
                    phrase: phrase.clone(),
                    ..Self::new(Subject::Formula, statements, &Codebook::default())
                })
            }
            Asked::Search(search, typed) => shelf.search(search, typed),
        }
    }

    /// The report.
    pub fn report(&self, choices: &Choices) -> Report {
        let followed = Followed {
            statements: &self.statements,
            said: &self.said,
            rows: &self.rows,
            codebook: &self.codebook,
            rules: bayan_core::text::fold::Rules::all(),
        };
        match self.subject {
            Subject::Timeline => report::timeline(followed, &self.topics, choices),
            Subject::Matrix => report::matrix(followed, choices),
            Subject::Search => {
                report::search(&self.phrase, &self.statements, &self.passages, self.complete, choices)
            }
            Subject::Formula => report::formula(
                &self.phrase,
                &self.statements,
                &self.formula.clone().unwrap_or_default(),
                choices,
            ),
            Subject::Release => report::release(
                &self.statements[0],
                self.said.first().unwrap_or(&Said::default()),
                &self.codebook,
                choices,
            ),
            Subject::Comparison => report::comparison(
                Compared {
                    older: &self.statements[0],
                    newer: &self.statements[1],
                    said: &self.said,
                    found: &self.found.clone().unwrap_or_default(),
                    codebook: &self.codebook,
                    rules: followed.rules,
                    notes: &self.notes,
                },
                choices,
            ),
        }
    }

    /// The document in a format. The same texts and choices give the same bytes.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn document(&self, choices: &Choices, format: Format) -> Result<Vec<u8>, FormatError> {
        if !format.takes(self.subject) {
            return Err(FormatError::NotOffered(format));
        }
        let words = choices.words();
        match (format, &self.found) {
            (Format::Tracked, Some(found)) => {
                let author = Author {
                    name: words.say("tracked.author"),
                    made: choices.made,
                    version: choices.version.clone(),
                };
                Ok(word::tracked(&self.statements[0], &self.statements[1], found, words, &author)?)
            }
            (Format::Qdpx, _) => {
                Ok(qualitative::project(&self.statements, &self.said, &self.codebook, choices)?)
            }
            (Format::Dna, _) => {
                Ok(qualitative::statements(&self.statements, &self.said, &self.codebook, choices)?
                    .into_bytes())
            }
            _ => {
                // A picture is of the chart, whether or not documents are to have one.
                let wanted = Choices {
                    chart: choices.chart || matches!(format, Format::Svg | Format::Png),
                    ..choices.clone()
                };
                format::document(&self.report(&wanted), format)
            }
        }
    }

    /// A name for its file, without folder.
    pub fn file_name(&self, choices: &Choices, format: Format) -> String {
        let words = choices.words();
        let title = words.say(match self.subject {
            Subject::Comparison => "title.comparison",
            Subject::Timeline => "title.timeline",
            Subject::Matrix => "title.matrix",
            Subject::Search => "title.search",
            Subject::Formula => "title.formula",
            Subject::Release => "title.release",
        });
        let day = |statement: Option<&Statement>| {
            statement.and_then(|statement| statement.date).map(|date| date.to_string()).unwrap_or_default()
        };
        let (first, last) = (day(self.statements.first()), day(self.statements.last()));
        let what = match self.subject {
            Subject::Search | Subject::Formula => self.phrase.clone(),
            Subject::Release => first,
            _ => format!("{first} – {last}"),
        };
        crate::place::proposed(&format!("{title} {what}"), format.ending())
    }
}

/// A search as it was typed, with as many hits as a document can hold.
///
/// # Errors
/// [`ExportError::Query`].
pub fn search_for(typed: &str, series: Vec<SeriesId>) -> Result<Asked, ExportError> {
    let search = Search { series, limit: 500, ..Search::new(Query::parse(typed)?) };
    Ok(Asked::Search(Box::new(search), typed.to_owned()))
}
