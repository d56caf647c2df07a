//! Reading what a document is about: releases with their notes, compared as the window compares them.

use std::cell::Cell;

use bayan_archive::search::{Search, Total};
use bayan_archive::{About, Archive, Error, Fault, HandLink, Watch as UpdateWatch};
use bayan_core::compare::{Comparison, Options, WordWeights, compare};
use bayan_core::model::{Issuer, LocalName, Release, ReleaseId, Series, SeriesId};
use bayan_core::positions::codebook::{Codebook, Standard};
use bayan_core::positions::series::{self, ReleaseText};
use bayan_core::positions::{Finder, Said};
use bayan_core::text::fold::Rules;

use super::held::Held;
use super::{ExportError, Gathered, Range, Watch};
use crate::report::{Passage, Statement, Subject};

/// An archive with the lists that every release is looked up in.
pub(super) struct Shelf<'a> {
    archive: &'a Archive,
    issuers: Vec<Issuer>,
    series: Vec<Series>,
    /// By which positions are found, instead of those the archive holds.
    codebook: Option<&'a Codebook>,
    watch: Watch<'a>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(
        archive: &'a Archive,
        codebook: Option<&'a Codebook>,
        watch: Watch<'a>,
    ) -> Result<Self, Error> {
        Ok(Self { archive, issuers: archive.issuers()?, series: archive.series()?, codebook, watch })
    }

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

    /// The releases of a range, the oldest first.
    fn releases(&self, range: Range) -> Result<Vec<Release>, ExportError> {
        let mut releases = self.archive.releases(range.series)?;
        // A month or a year as the last day takes in all of it.
        releases.retain(|release| {
            range.from.is_none_or(|from| release.date >= from)
                && range.to.is_none_or(|to| {
                    release.date <= to || release.date.to_string().starts_with(&to.to_string())
                })
        });
        if releases.is_empty() {
            return Err(ExportError::Nothing);
        }
        releases.sort_by_key(|release| (release.date, release.id));
        Ok(releases)
    }

    fn read(&self, releases: &[Release]) -> Result<Vec<Statement>, ExportError> {
        let mut statements = Vec::with_capacity(releases.len());
        for (done, release) in releases.iter().enumerate() {
            self.go_on(done, releases.len())?;
            statements.push(self.statement(release)?);
        }
        Ok(statements)
    }

    pub(super) fn statements(&self, range: Range) -> Result<Vec<Statement>, ExportError> {
        self.read(&self.releases(range)?)
    }

    fn go_on(&self, done: usize, of: usize) -> Result<(), ExportError> {
        if (self.watch)(done, of) { Ok(()) } else { Err(ExportError::Cancelled) }
    }

    /// The codebook of a series, whose positions are brought up to date first. Where the archive cannot be written they stay
    /// as they are; `None` where none were ever found.
    fn codebook_of(&self, series: SeriesId) -> Result<Option<Codebook>, ExportError> {
        if self.archive.stale_positions(Some(series))? > 0 {
            let far = Cell::new((0, 1));
            let mut progress = |done: u64, total: u64| far.set((done as usize, total as usize));
            let called_off = || !(self.watch)(far.get().0, far.get().1);
            let mut update = UpdateWatch { progress: &mut progress, called_off: &called_off };
            match self.archive.update_positions(Some(series), &mut update) {
                Ok(updated) if updated.called_off => return Err(ExportError::Cancelled),
                Ok(_) => {}
                Err(error)
                    if matches!(
                        error.fault(),
                        Some(Fault::ReadOnly | Fault::Newer { .. } | Fault::InUse)
                    ) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(self.archive.codebook_of(series)?.map(|stored| stored.codebook))
    }

    pub(super) fn followed(&self, subject: Subject, range: Range) -> Result<Gathered, ExportError> {
        let releases = self.releases(range)?;
        if self.codebook.is_none()
            && let Some(codebook) = self.codebook_of(range.series)?
        {
            let statements = self.read(&releases)?;
            let held =
                Held::of_releases(self.archive.positions_of_series(range.series)?.positions, &releases);
            return Ok(Gathered {
                said: held.said,
                rows: held.rows,
                ..Gathered::new(subject, statements, &codebook)
            });
        }
        let codebook = self.codebook.cloned().unwrap_or_else(|| Standard::Syria.codebook());
        let statements = self.read(&releases)?;
        let finder = Finder::new(&codebook);
        let mut said: Vec<Said> = Vec::new();
        let mut linked: Vec<Option<Comparison>> = Vec::new();
        for (at, statement) in statements.iter().enumerate() {
            self.go_on(at, statements.len())?;
            said.push(finder.positions(&statement.paragraphs));
            if let (Some(next), Some(id)) = (statements.get(at + 1), releases.get(at + 1)) {
                let options = self.by_hand(releases[at].id, id.id)?;
                linked.push(Some(compare(&statement.paragraphs, &next.paragraphs, &options)));
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
        let linked: Vec<Option<&Comparison>> = linked.iter().map(Option::as_ref).collect();
        let rows = series::matrix(&texts, &linked);
        Ok(Gathered { said, rows, ..Gathered::new(subject, statements, &codebook) })
    }

    /// What people linked and parted in two releases.
    fn by_hand(&self, old: ReleaseId, new: ReleaseId) -> Result<Options, Error> {
        let mut links = self.archive.hand_links(old, new)?;
        // Two releases read backwards have the same links.
        for link in self.archive.hand_links(new, old)? {
            links.push(HandLink { old: link.new, new: link.old, ..link });
        }
        let pairs = |linked: bool| {
            let wanted = links.iter().filter(|link| link.linked == linked);
            wanted.map(|link| (link.old as usize, link.new as usize)).collect()
        };
        Ok(Options { linked: pairs(true), unlinked: pairs(false), ..Options::default() })
    }

    /// What the release says, with the codebook its topics are named by.
    fn said(&self, release: &Release, statement: &Statement) -> Result<(Said, Codebook), ExportError> {
        if self.codebook.is_none()
            && let Some(codebook) = self.codebook_of(release.series)?
        {
            let kept = self.archive.positions_of_release(release.id)?;
            return Ok((Held::of_one(kept), codebook));
        }
        let codebook = self.codebook.cloned().unwrap_or_else(|| Standard::Syria.codebook());
        Ok((Finder::new(&codebook).positions(&statement.paragraphs), codebook))
    }

    pub(super) fn release(&self, id: ReleaseId) -> Result<Gathered, ExportError> {
        let release = self.archive.release(id)?;
        let statement = self.statement(&release)?;
        let (said, codebook) = self.said(&release, &statement)?;
        Ok(Gathered { said: vec![said], ..Gathered::new(Subject::Release, vec![statement], &codebook) })
    }

    pub(super) fn comparison(&self, old: ReleaseId, new: ReleaseId) -> Result<Gathered, ExportError> {
        let releases = [self.archive.release(old)?, self.archive.release(new)?];
        let (older, newer) = (self.statement(&releases[0])?, self.statement(&releases[1])?);
        let weights = match releases[0].series == releases[1].series {
            true => Some(word_weights(self.archive, releases[0].series)?.shared()),
            false => None,
        };
        self.go_on(1, 3)?;
        let options = Options { weights, ..self.by_hand(old, new)? };
        let found = compare(&older.paragraphs, &newer.paragraphs, &options);
        self.go_on(2, 3)?;
        let (before, _) = self.said(&releases[0], &older)?;
        let (after, codebook) = self.said(&releases[1], &newer)?;
        let notes = self.archive.notes(new)?.into_iter().filter_map(|note| match note.about {
            About::Comparison(a, b, _) if (a, b) == (old, new) => Some(note.text),
            _ => None,
        });
        let notes = notes.collect();
        let statements = vec![older, newer];
        Ok(Gathered {
            found: Some(found),
            said: vec![before, after],
            notes,
            ..Gathered::new(Subject::Comparison, statements, &codebook)
        })
    }

    pub(super) fn search(&self, search: &Search, typed: &str) -> Result<Gathered, ExportError> {
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
        let releases =
            releases.iter().map(|id| self.archive.release(*id)).collect::<Result<Vec<_>, Error>>()?;
        let statements = self.read(&releases)?;
        let complete = matches!(result.total, Total::Exactly(total) if total <= passages.len() as u64);
        Ok(Gathered {
            passages,
            complete,
            phrase: typed.to_owned(),
            ..Gathered::new(Subject::Search, statements, &Codebook::default())
        })
    }
}

/// How common each word is in a series, so that its boilerplate attracts no link.
///
/// # Errors
/// When the archive cannot be read, or has no such series.
pub fn word_weights(archive: &Archive, series: SeriesId) -> Result<WordWeights, Error> {
    Ok(WordWeights::of_paragraphs(archive.paragraphs_of_series(series)?, &Rules::default()))
}
