//! Bringing another archive, a colleague's, into this one; and handing one series over as a file.
//!
//! The other archive is opened by this program's own reader like any that is opened: inspected, nothing in it trusted. What
//! is in both is told by content: a release by its series, date and text.

use std::collections::BTreeMap;
use std::path::Path;

use bayan_core::model::{IssuerId, LocalName, Release, ReleaseDate, ReleaseId, SeriesId};
use chrono::{DateTime, Utc};

use crate::archive::{Access, Archive};
use crate::batch::Batch;
use crate::error::{Error, Fault, OpenError};
use crate::safety::check::Watch;
use crate::table::annotations::{About, HandLink, NewNote};
use crate::table::hand_positions::HandPosition;
use crate::table::issuers::NewIssuer;
use crate::table::releases::NewRelease;
use crate::table::series::NewSeries;

/// What became of another archive's content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// Series that were added.
    pub new_series: u32,
    /// Releases that were added.
    pub new_releases: u32,
    /// Releases that were here already, by series, date and text.
    pub same_releases: u32,
    /// Notes, marks, links, corrections, saved comparisons, codebooks and corrections of positions that were added.
    pub new_entries: u32,
    /// Where the two archives say different things. What this archive says stands.
    pub conflicts: Vec<Conflict>,
}

/// Something on which two archives differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// A series has releases of the same date with different texts; both are here now: this archive's, the other's.
    Text(ReleaseId, ReleaseId),
    /// The significance or review of a part of a comparison.
    Mark(ReleaseId, ReleaseId, String),
    /// Whether two paragraphs belong together.
    Link(ReleaseId, ReleaseId, HandLink),
    /// A correction in a comparison.
    Correction(ReleaseId, ReleaseId, String),
    /// The topics of a codebook of the same name, by its number here.
    Codebook(i64),
    /// What was said of a position of a release, by its number here.
    Position(ReleaseId, i64),
}

/// What is new in another archive and what is not, before it is brought in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MergeGlance {
    /// What would become of it. Numbers of releases that are not here yet mean nothing.
    pub merged: Merged,
    /// The releases that are new, by series in order of date: the series' title, the date, the release's title.
    pub new: Vec<(LocalName, ReleaseDate, Option<String>)>,
}

/// Why two archives were not brought together, or a series not handed over. Nothing was stored then.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// The other archive can't be opened, or the file can't be made.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// One of the two can't be read or written.
    #[error(transparent)]
    Archive(#[from] Error),
    /// It was called off.
    #[error("it was called off")]
    CalledOff,
}

/// Refuses to copy out of an archive of a newer version: what is not known of it would be left behind unseen.
fn is_known(archive: &Archive) -> Result<(), OpenError> {
    match archive.access() {
        Access::Newer { found, supported } => Err(Fault::Newer { found, supported }.of(archive.path())),
        Access::ReadWrite | Access::ReadOnly => Ok(()),
    }
}

/// How a look ends.
enum Looked {
    Seen(Box<Merged>),
    Failed(MergeError),
}

impl From<Error> for Looked {
    fn from(error: Error) -> Self {
        Self::Failed(error.into())
    }
}

/// A release and its text as they are in one archive.
type Read = (Release, Vec<String>);

impl Archive {
    /// Brings everything of the other archive that is not here into this one, in one transaction and as one act, so that it
    /// can be undone. Issuers and series are the same when they have the same names.
    ///
    /// # Errors
    /// [`MergeError`]; then nothing has changed.
    pub fn merge(
        &self,
        other: &Archive,
        now: DateTime<Utc>,
        watch: &mut Watch<'_>,
    ) -> Result<Merged, MergeError> {
        is_known(other)?;
        let name = other.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.act("merge", &[("name", &name)], now, |batch| {
            copy(other, None, Some(self), batch, watch, &mut Vec::new())
        })
    }

    /// Looks at what [`Archive::merge`] would do, and does nothing. It takes as long, and holds off others who write.
    ///
    /// # Errors
    /// [`MergeError`].
    pub fn look_at_merge(&self, other: &Archive, watch: &mut Watch<'_>) -> Result<MergeGlance, MergeError> {
        is_known(other)?;
        let mut new = Vec::new();
        let looked = self.write(|batch| -> Result<(), Looked> {
            let merged = copy(other, None, Some(self), batch, watch, &mut new).map_err(Looked::Failed)?;
            // Given as a failure, so that nothing of it is stored.
            Err(Looked::Seen(Box::new(merged)))
        });
        match looked {
            Err(Looked::Seen(merged)) => Ok(MergeGlance { merged: *merged, new }),
            Err(Looked::Failed(error)) => Err(error),
            Ok(()) => Ok(MergeGlance::default()),
        }
    }

    /// Writes one series with everything that was said of it to a new archive, to be handed over. It is not opened.
    ///
    /// # Errors
    /// [`Error::NoSuchSeries`], [`OpenError::Exists`] and the other ones of [`MergeError`]; then there is no file.
    pub fn export_series(
        &self,
        series: SeriesId,
        to: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<Merged, MergeError> {
        is_known(self)?;
        self.releases(series)?;
        let mut merged = Merged::default();
        Self::create_filled(to, |batch| -> Result<(), MergeError> {
            merged = copy(self, Some(series), None, batch, watch, &mut Vec::new())?;
            Ok(())
        })?;
        Ok(merged)
    }
}

/// Copies the series of `from`, or one of them, into the archive of `batch`, which holds what `into` does.
fn copy(
    from: &Archive,
    only: Option<SeriesId>,
    into: Option<&Archive>,
    batch: &mut Batch<'_>,
    watch: &mut Watch<'_>,
    new: &mut Vec<(LocalName, ReleaseDate, Option<String>)>,
) -> Result<Merged, MergeError> {
    let mut merged = Merged::default();
    let mut ids: BTreeMap<ReleaseId, ReleaseId> = BTreeMap::new();
    let mut new_series: BTreeMap<SeriesId, SeriesId> = BTreeMap::new();
    let mut known_issuers: Vec<(LocalName, IssuerId)> = match into {
        Some(into) => into.issuers()?.into_iter().map(|issuer| (issuer.name, issuer.id)).collect(),
        None => Vec::new(),
    };
    let known_series = into.map(Archive::series).transpose()?.unwrap_or_default();
    let issuers = from.issuers()?;
    let all: Vec<_> =
        from.series()?.into_iter().filter(|series| only.is_none_or(|only| only == series.id)).collect();
    let total: u64 = all.iter().map(|series| u64::from(series.releases)).sum();
    let mut done = 0;
    for series in all {
        let Some(theirs) = issuers.iter().find(|issuer| issuer.id == series.issuer) else { continue };
        let issuer = match known_issuers.iter().find(|(name, _)| is_same(name, &theirs.name)) {
            Some((_, id)) => *id,
            None => {
                let id =
                    batch.add_issuer(&NewIssuer { name: theirs.name.clone(), invented: theirs.invented })?;
                known_issuers.push((theirs.name.clone(), id));
                id
            }
        };
        let here = known_series
            .iter()
            .find(|known| known.issuer == issuer && is_same(&known.title, &series.title))
            .map(|known| known.id);
        let ours: Vec<Release> = match (into, here) {
            (Some(into), Some(id)) => into.releases(id)?,
            _ => Vec::new(),
        };
        let target = match here {
            Some(id) => id,
            None => {
                merged.new_series += 1;
                let new = NewSeries { issuer, title: series.title.clone(), lang: series.lang };
                let id = batch.add_series(&new)?;
                new_series.insert(series.id, id);
                id
            }
        };
        for release in from.releases(series.id)? {
            if (watch.called_off)() {
                return Err(MergeError::CalledOff);
            }
            let id = release.id;
            let named = (series.title.clone(), release.date, release.title.clone());
            let before = merged.new_releases;
            let paragraphs = from.paragraphs(id)?;
            let is_copied = into.is_none();
            let stored = one(from, batch, target, (release, paragraphs), (&ours, is_copied), &mut merged)?;
            ids.insert(id, stored);
            if merged.new_releases > before {
                new.push(named);
            }
            done += 1;
            (watch.progress)(done, total);
        }
    }
    positions(from, into, batch, &ids, &new_series, &mut merged)?;
    said(from, into, batch, &ids, &mut merged)?;
    Ok(merged)
}

/// Whether two names are of one thing: equal in a language that both have, and different in none.
fn is_same(a: &LocalName, b: &LocalName) -> bool {
    let pairs = [(&a.ar, &b.ar), (&a.en, &b.en)];
    pairs.iter().any(|(a, b)| a.is_some() && a == b)
        && pairs.iter().all(|(a, b)| a.is_none() || b.is_none() || a == b)
}

/// Stores one release, unless it is here; gives its number here.
fn one(
    from: &Archive,
    batch: &mut Batch<'_>,
    series: SeriesId,
    (release, paragraphs): Read,
    (ours, is_copied): (&[Release], bool),
    merged: &mut Merged,
) -> Result<ReleaseId, MergeError> {
    let new = NewRelease {
        series,
        title: release.title,
        date: release.date,
        lang: release.lang,
        source: release.source,
        retrieved: release.retrieved,
        note: release.note,
        paragraphs,
    };
    // What is handed over is handed over as it is, with what is in it twice.
    let known = if is_copied { None } else { batch.find_release(series, new.date, new.content_hash())? };
    if let Some(id) = known {
        merged.same_releases += 1;
        return Ok(id);
    }
    let id = batch.store_release(&new)?;
    if let Some(place) = &release.place {
        batch.set_place(id, Some(place))?;
    }
    let (reviewed, significance) = from.release_marks(release.id)?;
    if reviewed.is_some() {
        batch.set_release_reviewed(id, reviewed)?;
    }
    if significance.is_some() {
        batch.set_release_significance(id, significance)?;
    }
    merged.new_releases += 1;
    if let Some(other) = ours.iter().find(|ours| ours.date == new.date) {
        merged.conflicts.push(Conflict::Text(other.id, id));
    }
    for revision in from.revisions(release.id)? {
        batch.add_earlier(id, &revision)?;
    }
    for original in from.originals(release.id)? {
        batch.keep_original(id, &original.name, &from.original(original.id)?, original.kept)?;
    }
    Ok(id)
}

/// Brings codebooks over, and what was said of positions. What is computed from them is not: it is found anew.
fn positions(
    from: &Archive,
    into: Option<&Archive>,
    batch: &mut Batch<'_>,
    ids: &BTreeMap<ReleaseId, ReleaseId>,
    new_series: &BTreeMap<SeriesId, SeriesId>,
    merged: &mut Merged,
) -> Result<(), MergeError> {
    let known = into.map(Archive::codebooks).transpose()?.unwrap_or_default();
    let mut codebooks: BTreeMap<i64, i64> = BTreeMap::new();
    for theirs in from.codebooks()? {
        let id = match known.iter().find(|known| is_same(&known.name, &theirs.name)) {
            Some(here) => {
                if here.codebook != theirs.codebook {
                    merged.conflicts.push(Conflict::Codebook(here.id));
                }
                here.id
            }
            None => {
                merged.new_entries += 1;
                batch.add_codebook(&theirs.name, &theirs.codebook)?
            }
        };
        codebooks.insert(theirs.id, id);
    }
    // A series that was here keeps the codebook it has here.
    for (their_series, series) in new_series {
        let theirs = from.codebook_of(*their_series)?.and_then(|book| codebooks.get(&book.id).copied());
        if let Some(codebook) = theirs {
            batch.use_codebook(Some(*series), codebook)?;
        }
    }
    for (their, ours) in ids {
        let known = into.map(|into| into.hand_positions(*ours)).transpose()?.unwrap_or_default();
        for (said, _) in from.hand_positions(*their)? {
            let here = known
                .iter()
                .find(|(known, _)| known.was == said.was && (said.was.is_some() || known.told == said.told));
            match here {
                Some((here, _)) if here.told == said.told => {}
                Some((here, _)) => merged.conflicts.push(Conflict::Position(*ours, here.id)),
                None => {
                    batch.add_hand_position(&HandPosition { id: 0, release: *ours, ..said })?;
                    merged.new_entries += 1;
                }
            }
        }
    }
    Ok(())
}

/// Brings notes, marks, links, corrections and saved comparisons over.
fn said(
    from: &Archive,
    into: Option<&Archive>,
    batch: &mut Batch<'_>,
    ids: &BTreeMap<ReleaseId, ReleaseId>,
    merged: &mut Merged,
) -> Result<(), MergeError> {
    let here = |id: ReleaseId| ids.get(&id).copied();
    for (their, ours) in ids {
        let known: Vec<(About, String)> = match into {
            Some(into) => into.notes(*ours)?.into_iter().map(|note| (note.about, note.text)).collect(),
            None => Vec::new(),
        };
        for note in from.notes(*their)? {
            let about = match note.about {
                About::Release(release) => here(release).map(About::Release),
                About::Paragraph(release, number) => {
                    here(release).map(|release| About::Paragraph(release, number))
                }
                // Found under both of its releases; brought over with the first.
                About::Comparison(old, new, part) if old == *their => {
                    here(old).zip(here(new)).map(|(old, new)| About::Comparison(old, new, part))
                }
                About::Comparison(..) => None,
            };
            let Some(about) = about else { continue };
            if !known.contains(&(about.clone(), note.text.clone())) {
                batch.add_note(&NewNote { about, text: note.text }, note.made)?;
                merged.new_entries += 1;
            }
        }
    }
    for (their_old, their_new) in from.compared_pairs()? {
        let Some((old, new)) = here(their_old).zip(here(their_new)) else { continue };
        let known = into.map(|into| into.marks(old, new)).transpose()?.unwrap_or_default();
        for (part, mark) in from.marks(their_old, their_new)? {
            match known.get(&part) {
                Some(here) if *here == mark => {}
                Some(_) => merged.conflicts.push(Conflict::Mark(old, new, part)),
                None => {
                    batch.set_significance(old, new, &part, mark.significance)?;
                    if mark.reviewed.is_some() {
                        batch.set_reviewed(old, new, &part, mark.reviewed)?;
                    }
                    merged.new_entries += 1;
                }
            }
        }
        let known = into.map(|into| into.hand_links(old, new)).transpose()?.unwrap_or_default();
        for link in from.hand_links(their_old, their_new)? {
            match known.iter().find(|known| (known.old, known.new) == (link.old, link.new)) {
                Some(here) if *here == link => {}
                Some(here) => merged.conflicts.push(Conflict::Link(old, new, *here)),
                None => {
                    batch.set_hand_link(old, new, link)?;
                    merged.new_entries += 1;
                }
            }
        }
        let known = into.map(|into| into.corrections(old, new)).transpose()?.unwrap_or_default();
        for (part, value) in from.corrections(their_old, their_new)? {
            match known.get(&part) {
                Some(here) if *here == value => {}
                Some(_) => merged.conflicts.push(Conflict::Correction(old, new, part)),
                None => {
                    batch.set_correction(old, new, &part, Some(&value))?;
                    merged.new_entries += 1;
                }
            }
        }
    }
    let known = into.map(Archive::saved_comparisons).transpose()?.unwrap_or_default();
    for saved in from.saved_comparisons()? {
        let Some((old, new)) = here(saved.old).zip(here(saved.new)) else { continue };
        if !known.iter().any(|known| (&known.name, known.old, known.new) == (&saved.name, old, new)) {
            batch.save_comparison(&saved.name, old, new, &saved.settings, saved.made)?;
            merged.new_entries += 1;
        }
    }
    Ok(())
}
