//! What a report needs, gathered from an archive: texts, comparisons, positions.
//!
//! The command line and the window ask here, so that both give the same documents.

use bayan_archive::search::{Query, QueryError, Search, Total};
use bayan_archive::{About, Archive, Error};
use bayan_core::compare::{Comparison, Options, compare};
use bayan_core::model::{Issuer, LocalName, Release, ReleaseDate, ReleaseId, Series, SeriesId};
use bayan_core::positions::codebook::{Codebook, TopicId};
use bayan_core::positions::series::{self, ReleaseText};
use bayan_core::positions::{Finder, Said, formula};
use bayan_core::text::Document;

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
        Self {
            found: Some(found),
            ..Self::new(Subject::Comparison, vec![statement(older), statement(newer)], codebook)
        }
    }

    /// What it is about.
    pub const fn subject(&self) -> Subject {
        self.subject
    }

    /// Gathers what is asked for.
    ///
    /// # Errors
    /// [`ExportError`].
    pub fn from_archive(
        archive: &Archive,
        asked: &Asked,
        codebook: &Codebook,
        watch: Watch<'_>,
    ) -> Result<Self, ExportError> {
        let shelf = Shelf { archive, issuers: archive.issuers()?, series: archive.series()? };
        match asked {
            Asked::Comparison(old, new) => shelf.comparison(*old, *new, codebook),
            Asked::Release(id) => {
                let statement = shelf.statement(&archive.release(*id)?)?;
                let said = vec![Finder::new(codebook).positions(&statement.paragraphs)];
                Ok(Self { said, ..Self::new(Subject::Release, vec![statement], codebook) })
            }
            Asked::Timeline(range, topics) => {
                let gathered = shelf.followed(Subject::Timeline, *range, codebook, watch)?;
                let spoken = |topic: &&TopicId| gathered.rows.iter().any(|row| row.topic == **topic);
                if let Some(topic) = topics.iter().find(|topic| !spoken(topic)) {
                    return Err(ExportError::NoTopic(topic.clone()));
                }
                Ok(Self { topics: topics.clone(), ..gathered })
            }
            Asked::Matrix(range) => shelf.followed(Subject::Matrix, *range, codebook, watch),
            Asked::Formula(range, phrase) => {
                let statements = shelf.statements(*range, watch)?;
                let texts: Vec<&[String]> =
                    statements.iter().map(|statement| statement.paragraphs.as_slice()).collect();
                let history = formula::follow(phrase, &texts);
                Ok(Self {
                    formula: Some(history),
                    phrase: phrase.clone(),
                    ..Self::new(Subject::Formula, statements, codebook)
                })
            }
            Asked::Search(search, typed) => shelf.search(search, typed, codebook),
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

/// An archive with the lists that every release is looked up in.
struct Shelf<'a> {
    archive: &'a Archive,
    issuers: Vec<Issuer>,
    series: Vec<Series>,
}

impl Shelf<'_> {
    fn statement(&self, release: &Release) -> Result<Statement, Error> {
        let series = self.series.iter().find(|series| series.id == release.series);
        let issuer = series.and_then(|series| self.issuers.iter().find(|issuer| issuer.id == series.issuer));
        let notes = self.archive.notes(release.id)?.into_iter().filter_map(|note| {
            let made = note.made.format("%Y-%m-%d").to_string();
            match note.about {
                About::Release(_) => Some((None, note.text, made)),
                About::Paragraph(_, number) => Some((Some(number), note.text, made)),
                About::Comparison(..) => None,
            }
        });
        Ok(Statement {
            title: release.title.clone(),
            date: Some(release.date),
            lang: Some(release.lang),
            issuer: issuer.map(|issuer| issuer.name.clone()).unwrap_or_default(),
            invented: issuer.is_some_and(|issuer| issuer.invented),
            series: series.map_or_else(LocalName::default, |series| series.title.clone()),
            source: release.source.clone(),
            retrieved: release.retrieved.map(|at| at.format("%Y-%m-%d").to_string()),
            about: release.note.clone(),
            paragraphs: self.archive.paragraphs(release.id)?,
            notes: notes.collect(),
        })
    }

    fn statements(&self, range: Range, watch: Watch<'_>) -> Result<Vec<Statement>, ExportError> {
        let releases: Vec<Release> = self
            .archive
            .releases(range.series)?
            .into_iter()
            .filter(|release| range.from.is_none_or(|from| release.date >= from))
            // A month or a year as the last day takes in all of it.
            .filter(|release| {
                range.to.is_none_or(|to| {
                    release.date <= to || release.date.to_string().starts_with(&to.to_string())
                })
            })
            .collect();
        if releases.is_empty() {
            return Err(ExportError::Nothing);
        }
        let mut releases = releases;
        releases.sort_by_key(|release| (release.date, release.id));
        let mut statements = Vec::with_capacity(releases.len());
        for (done, release) in releases.iter().enumerate() {
            if !watch(done, releases.len()) {
                return Err(ExportError::Cancelled);
            }
            statements.push(self.statement(release)?);
        }
        Ok(statements)
    }

    fn followed(
        &self,
        subject: Subject,
        range: Range,
        codebook: &Codebook,
        watch: Watch<'_>,
    ) -> Result<Gathered, ExportError> {
        let statements = self.statements(range, &|_, _| watch(0, 1))?;
        let finder = Finder::new(codebook);
        let (mut said, mut comparisons) = (Vec::new(), Vec::new());
        for (at, statement) in statements.iter().enumerate() {
            if !watch(at, statements.len()) {
                return Err(ExportError::Cancelled);
            }
            said.push(finder.positions(&statement.paragraphs));
            if let Some(next) = statements.get(at + 1) {
                comparisons.push(compare(&statement.paragraphs, &next.paragraphs, &Options::default()));
            }
        }
        let texts: Vec<ReleaseText<'_>> = statements
            .iter()
            .zip(&said)
            .map(|(statement, said)| ReleaseText {
                paragraphs: &statement.paragraphs,
                positions: &said.positions,
            })
            .collect();
        let linked: Vec<Option<&Comparison>> = comparisons.iter().map(Some).collect();
        let rows = series::matrix(&texts, &linked);
        Ok(Gathered { said, rows, ..Gathered::new(subject, statements, codebook) })
    }

    fn comparison(
        &self,
        old: ReleaseId,
        new: ReleaseId,
        codebook: &Codebook,
    ) -> Result<Gathered, ExportError> {
        let (older, newer) =
            (self.statement(&self.archive.release(old)?)?, self.statement(&self.archive.release(new)?)?);
        let pairs = |linked: bool| -> Result<Vec<(usize, usize)>, Error> {
            let links = self.archive.hand_links(old, new)?;
            let wanted = links.into_iter().filter(|link| link.linked == linked);
            Ok(wanted.map(|link| (link.old as usize, link.new as usize)).collect())
        };
        let options = Options { linked: pairs(true)?, unlinked: pairs(false)?, ..Options::default() };
        let found = compare(&older.paragraphs, &newer.paragraphs, &options);
        let notes = self.archive.notes(new)?.into_iter().filter_map(|note| match note.about {
            About::Comparison(a, b, _) if (a, b) == (old, new) => Some(note.text),
            _ => None,
        });
        let notes = notes.collect();
        let statements = vec![older, newer];
        Ok(Gathered { found: Some(found), notes, ..Gathered::new(Subject::Comparison, statements, codebook) })
    }

    fn search(&self, search: &Search, typed: &str, codebook: &Codebook) -> Result<Gathered, ExportError> {
        let result = self.archive.search(search)?;
        let mut releases: Vec<ReleaseId> = Vec::new();
        let mut passages = Vec::new();
        for hit in &result.hits {
            let statement = releases.iter().position(|id| *id == hit.release).unwrap_or_else(|| {
                releases.push(hit.release);
                releases.len() - 1
            });
            passages.push(Passage {
                statement,
                paragraph: hit.paragraph,
                text: hit.text.clone(),
                spans: hit.spans.clone(),
            });
        }
        let statements = releases
            .iter()
            .map(|id| self.statement(&self.archive.release(*id)?))
            .collect::<Result<Vec<_>, Error>>()?;
        let complete = matches!(result.total, Total::Exactly(total) if total <= passages.len() as u64);
        Ok(Gathered {
            passages,
            complete,
            phrase: typed.to_owned(),
            ..Gathered::new(Subject::Search, statements, codebook)
        })
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
