//! Which stored release a text is nearly the same as: the same one twice, or one that was changed without a word.
//!
//! Texts that share most of their runs of three words (after folding: spelling does not count) are candidates; the engine
//! then compares each with the text and counts the words that differ. Runs that many releases share, a series' formulas, say
//! nothing.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use bayan_archive::{Archive, ContentHash, Error, Fingerprint, content_hash};
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
}

/// The runs of words of every text of an archive. A text that several releases have is kept once.
#[derive(Debug)]
pub struct Index {
    path: std::path::PathBuf,
    /// The texts by their places, each with the first release that has it; `None` where no release has it any more.
    known: Vec<Option<Known>>,
    places: HashMap<ContentHash, u32>,
    /// The runs and the places of the texts they are in, in order; of a formula the first ones.
    runs: Vec<(u32, u32)>,
}

impl Index {
    /// The index of an archive. What `old` knows of it is taken over: only texts that it does not know are read.
    pub(super) fn of(archive: &Archive, old: Option<Self>) -> Result<Self, Error> {
        let mut index = match old {
            Some(old) if old.path == archive.path() => old,
            _ => Self {
                path: archive.path().to_owned(),
                known: Vec::new(),
                places: HashMap::new(),
                runs: Vec::new(),
            },
        };
        index.known.fill(None);
        let mut fresh: Vec<(u32, u32)> = Vec::new();
        for Fingerprint { id, series, date, content } in archive.fingerprints()? {
            let place = match index.places.get(&content) {
                Some(place) => *place,
                None => {
                    let place = index.known.len() as u32;
                    fresh.extend(runs(&archive.paragraphs(id)?).into_iter().map(|run| (run, place)));
                    index.known.push(None);
                    index.places.insert(content, place);
                    place
                }
            };
            index.known[place as usize].get_or_insert(Known { id, series, date });
        }
        if !fresh.is_empty() {
            index.runs.append(&mut fresh);
            // Two stretches of which the first is in order already.
            index.runs.sort();
            index.forget_formulas();
        }
        Ok(index)
    }

    /// Of a run that is in more texts than any that is looked at, one more than that is kept.
    fn forget_formulas(&mut self) {
        let mut same = 0;
        let mut last = None;
        self.runs.retain(|(run, _)| {
            same = if last == Some(*run) { same + 1 } else { 0 };
            last = Some(*run);
            same <= COMMON
        });
    }

    /// The release with exactly this text.
    pub(super) fn same(&self, title: Option<&str>, paragraphs: &[String]) -> Option<Alike> {
        let known = self.known[*self.places.get(&content_hash(title, paragraphs))? as usize].as_ref()?;
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
        let mut found: Vec<(u32, &Known)> = shared
            .into_iter()
            .filter(|(_, count)| f64::from(*count) >= least)
            .filter_map(|(place, count)| Some((count, self.known[place as usize].as_ref()?)))
            .collect();
        found.sort_unstable_by_key(|(count, known)| {
            (std::cmp::Reverse(*count), known.series, known.date, known.id)
        });
        let alike = |(_, known): (u32, &Known)| Alike {
            release: known.id,
            series: known.series,
            date: known.date,
            words: 0,
            identical: false,
        };
        found.into_iter().take(COMPARED).map(alike).collect()
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

#[cfg(test)]
mod tests {
    use bayan_archive::{NewIssuer, NewRelease, NewSeries};
    use bayan_core::model::{Lang, LocalName};
    use tempfile::TempDir;

    use super::*;

    fn archive() -> (TempDir, Archive, SeriesId) {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::create(&folder.path().join("a.bayan")).unwrap();
        let name = LocalName { ar: Some("المجلس".into()), en: None };
        let issuer = archive.add_issuer(&NewIssuer { name: name.clone(), invented: false }).unwrap();
        let series = archive.add_series(&NewSeries { issuer, title: name, lang: Lang::Ar }).unwrap();
        (folder, archive, series)
    }

    fn release(series: SeriesId, number: usize, text: &str) -> NewRelease {
        let date = format!("{:04}-{:02}-{:02}", 1990 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        NewRelease {
            series,
            title: None,
            date: date.parse().unwrap(),
            lang: Lang::Ar,
            source: None,
            retrieved: None,
            note: None,
            paragraphs: vec![text.to_owned()],
        }
    }

    const TEXT: &str = "أكد المجلس دعمه الكامل لوقف إطلاق النار وعودة اللاجئين دون قيود.";

    fn paragraphs(text: &str) -> Vec<String> {
        vec![text.to_owned()]
    }

    #[test]
    fn a_text_that_a_thousand_releases_have_is_kept_once_and_pointed_out_as_the_first_of_them() {
        let (_folder, archive, series) = archive();
        let ids = archive.store_batch((0..1000).map(|number| release(series, number, TEXT))).unwrap();
        let index = Index::of(&archive, None).unwrap();
        assert_eq!((index.known.len(), index.runs.len()), (1, runs(&paragraphs(TEXT)).len()));
        let same = index.same(None, &paragraphs(TEXT)).unwrap();
        assert_eq!((same.release, same.identical), (ids[0], true));
        let changed = paragraphs(&TEXT.replace("الكامل", "المشروط"));
        let near: Vec<ReleaseId> =
            index.candidates(&changed).into_iter().map(|alike| alike.release).collect();
        assert_eq!(near, [ids[0]]);

        // The first of them is taken away: the next one stands for the text. With the last one it is gone.
        archive.write(|batch| batch.remove_release(ids[0])).unwrap();
        let index = Index::of(&archive, Some(index)).unwrap();
        assert_eq!(index.same(None, &paragraphs(TEXT)).unwrap().release, ids[1]);
        archive.write(|batch| ids[1..].iter().try_for_each(|id| batch.remove_release(*id))).unwrap();
        let index = Index::of(&archive, Some(index)).unwrap();
        assert_eq!((index.same(None, &paragraphs(TEXT)), index.candidates(&changed)), (None, Vec::new()));
        let again = archive.store_release(&release(series, 0, TEXT)).unwrap();
        let index = Index::of(&archive, Some(index)).unwrap();
        assert_eq!(index.same(None, &paragraphs(TEXT)).unwrap().release, again);
    }

    #[test]
    fn of_what_every_release_says_no_more_is_kept_than_shows_that_it_says_nothing() {
        let (_folder, archive, series) = archive();
        let formula = "صدر هذا البيان عن الاجتماع الدوري للمجلس في دورته العادية";
        let new = |number| release(series, number, &format!("{formula} رقم {number}"));
        archive.store_batch((0..400).map(new)).unwrap();
        let index = Index::of(&archive, None).unwrap();
        let formulas = runs(&paragraphs(formula)).len();
        assert!(index.runs.len() <= (formulas + 1) * (COMMON + 1) + 400, "{}", index.runs.len());
        assert_eq!(index.candidates(&paragraphs(formula)), []);
        // Taken up in portions or at once, it is the same.
        archive.store_batch((400..500).map(new)).unwrap();
        let grown = Index::of(&archive, Some(index)).unwrap();
        assert_eq!(grown.runs, Index::of(&archive, None).unwrap().runs);
    }
}
