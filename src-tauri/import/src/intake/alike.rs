//! Which stored release a text is nearly the same as: the same one twice, or one that was changed without a word.
//!
//! Texts that share most of their runs of three words (after folding: spelling does not count) are candidates; the engine
//! then compares each with the text and counts the words that differ. Runs that many releases share, a series' formulas, say
//! nothing.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use bayan_archive::{Archive, ContentHash, Error, content_hash};
use bayan_core::collation::{Mark, Row, collate};
use bayan_core::compare::{Options, compare};
use bayan_core::model::{ReleaseDate, ReleaseId, SeriesId};
use bayan_core::text::fold::{Rules, spelling};
use bayan_core::text::tokenise;

/// How many words a run has.
const RUN: usize = 3;
/// A run in more releases than this is a formula.
const COMMON: usize = 64;
/// How many candidates the engine compares.
const COMPARED: usize = 3;
/// The part of the runs that a candidate shares with the text, at least.
const SHARED: f64 = 0.5;
/// The part of the words that differ between two texts that are nearly the same, at most.
const DIFFERENT: f64 = 0.2;

/// A stored release that a text is nearly the same as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The release.
    pub release: ReleaseId,
    /// Its series.
    pub series: SeriesId,
    /// Its date.
    pub date: ReleaseDate,
    /// How many words differ; those that differ in spelling only are not counted.
    pub words: u32,
    /// The text is the release's, letter for letter.
    pub identical: bool,
}

#[derive(Debug, Clone)]
struct Known {
    id: ReleaseId,
    series: SeriesId,
    date: ReleaseDate,
    content: ContentHash,
}

/// The runs of words of every release of an archive.
#[derive(Debug)]
pub struct Index {
    path: std::path::PathBuf,
    known: Vec<Known>,
    by_content: HashMap<ContentHash, usize>,
    /// The runs and the releases they are in, in order.
    runs: Vec<(u32, u32)>,
}

impl Index {
    /// The index of an archive. What `old` knows of it is taken over.
    pub(super) fn of(archive: &Archive, old: Option<Self>) -> Result<Self, Error> {
        let old = old.filter(|old| old.path == archive.path());
        let mut index = Self {
            path: archive.path().to_owned(),
            known: Vec::new(),
            by_content: HashMap::new(),
            runs: Vec::new(),
        };
        let mut place_of: HashMap<ReleaseId, usize> = HashMap::new();
        if let Some(old) = &old {
            place_of.extend(old.known.iter().enumerate().map(|(place, known)| (known.id, place)));
        }
        // Runs of the releases that are still as they were, under their new places.
        let mut moved: HashMap<u32, u32> = HashMap::new();
        for series in archive.series()? {
            for release in archive.releases(series.id)? {
                let paragraphs = archive.paragraphs(release.id)?;
                let content = content_hash(release.title.as_deref(), &paragraphs);
                let place = index.known.len() as u32;
                let same = old.as_ref().and_then(|old| {
                    let at = *place_of.get(&release.id)?;
                    (old.known[at].content == content).then_some(at as u32)
                });
                match same {
                    Some(at) => {
                        moved.insert(at, place);
                    }
                    None => index.runs.extend(runs(&paragraphs).into_iter().map(|run| (run, place))),
                }
                index.by_content.entry(content).or_insert(place as usize);
                index.known.push(Known { id: release.id, series: series.id, date: release.date, content });
            }
        }
        if let Some(old) = old {
            index.runs.extend(
                old.runs.into_iter().filter_map(|(run, at)| moved.get(&at).map(|place| (run, *place))),
            );
        }
        index.runs.sort_unstable();
        Ok(index)
    }

    /// The release with exactly this text.
    pub(super) fn same(&self, title: Option<&str>, paragraphs: &[String]) -> Option<Alike> {
        let known = &self.known[*self.by_content.get(&content_hash(title, paragraphs))?];
        Some(Alike { release: known.id, series: known.series, date: known.date, words: 0, identical: true })
    }

    /// The releases that share the most runs with a text, the likeliest first.
    pub(super) fn candidates(&self, paragraphs: &[String]) -> Vec<Alike> {
        let mut shared: HashMap<u32, u32> = HashMap::new();
        let mut telling = 0_u32;
        for run in runs(paragraphs) {
            let from = self.runs.partition_point(|(other, _)| *other < run);
            let with = self.runs[from..].iter().take_while(|(other, _)| *other == run).take(COMMON + 1);
            let places: Vec<u32> = with.map(|(_, place)| *place).collect();
            if places.len() > COMMON {
                continue;
            }
            telling += 1;
            for place in places {
                *shared.entry(place).or_default() += 1;
            }
        }
        let least = f64::from(telling) * SHARED;
        let mut found: Vec<(u32, u32)> =
            shared.into_iter().filter(|(_, count)| f64::from(*count) >= least).collect();
        found.sort_unstable_by_key(|(place, count)| (std::cmp::Reverse(*count), *place));
        found
            .into_iter()
            .take(COMPARED)
            .map(|(place, _)| {
                let known = &self.known[place as usize];
                Alike {
                    release: known.id,
                    series: known.series,
                    date: known.date,
                    words: 0,
                    identical: false,
                }
            })
            .collect()
    }
}

/// The runs of words of a text, each once; of a text shorter than a run, its words.
fn runs(paragraphs: &[String]) -> Vec<u32> {
    let rules = Rules::all();
    let mut words: Vec<u64> = Vec::new();
    for text in paragraphs {
        for token in tokenise(text) {
            let mut hasher = DefaultHasher::new();
            spelling(token.text(text), &rules).hash(&mut hasher);
            words.push(hasher.finish());
        }
    }
    let mut runs: Vec<u32> = words
        .windows(RUN.min(words.len().max(1)))
        .map(|run| {
            let mut hasher = DefaultHasher::new();
            run.hash(&mut hasher);
            hasher.finish() as u32
        })
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The release that was taken from an address before, as one that a text may be a later form of.
pub(super) fn taken_from(
    archive: &Archive,
    address: &str,
    paragraphs: &[String],
) -> Result<Option<Alike>, Error> {
    let Some(id) = archive.taken_from(address)? else { return Ok(None) };
    let release = archive.release(id)?;
    let words = words_that_differ(&archive.paragraphs(id)?, paragraphs);
    Ok(Some(Alike { release: id, series: release.series, date: release.date, words, identical: false }))
}

/// The candidate from which the fewest words of a text differ, where those are few.
pub(super) fn nearest(
    archive: &Archive,
    candidates: &[Alike],
    paragraphs: &[String],
) -> Result<Option<Alike>, Error> {
    let all: usize = paragraphs.iter().map(|text| tokenise(text).len()).sum();
    let mut best: Option<Alike> = None;
    for candidate in candidates {
        let stored = archive.paragraphs(candidate.release)?;
        let words = words_that_differ(&stored, paragraphs);
        if f64::from(words) <= all as f64 * DIFFERENT && best.as_ref().is_none_or(|best| words < best.words) {
            best = Some(Alike { words, ..candidate.clone() });
        }
    }
    Ok(best)
}

/// How many words differ between two texts: of each place that was reworded the longer side counts.
pub fn words_that_differ<S: AsRef<str>>(old: &[S], new: &[S]) -> u32 {
    let collation = collate(old, new, &compare(old, new, &Options::default()));
    collation.rows.iter().map(words_in).sum()
}

fn words_in(row: &Row) -> u32 {
    let count = |side: &[bayan_core::collation::Paragraph], mark: Mark| -> u32 {
        side.iter()
            .flat_map(|paragraph| &paragraph.runs)
            .filter(|run| run.mark == mark)
            .map(|run| tokenise(&run.text).len() as u32)
            .sum()
    };
    count(&row.older, Mark::Dropped).max(count(&row.newer, Mark::Added))
}
