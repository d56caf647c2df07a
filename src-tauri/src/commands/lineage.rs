//! A passage through its series: where it first stood, every wording, splits and merges, where it ends.
//!
//! Consecutive releases are compared outward from the passage for as long as it goes on, with what a person linked by hand;
//! nothing is stored. How a passage is followed is the engine's business ([`bayan_core::positions::lineage`]).

use bayan_archive::Archive;
use bayan_core::collation::Run;
use bayan_core::compare::{Comparison, Options, compare};
use bayan_core::model::{Release, ReleaseId};
use bayan_core::positions::lineage::{Lineage, Piece, Stage, lineage, quoted};
use bayan_core::positions::series::Relation;
use serde::Serialize;
use ts_rs::TS;

use super::positions::wording::{against, bytes_of, plain, units};
use super::{SharedShell, ask_archive};
use crate::failure::Failure;

/// A passage through its series.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PassageLineage {
    /// Its stages in consecutive releases, the earliest first; one at least.
    pub stages: Vec<PassageStage>,
    /// Which of them was asked for, from 0.
    pub asked: u32,
    /// How many releases the series has.
    pub releases: u32,
    /// The release before the first stage, which does not have it; `None` where the series begins with it.
    pub before: Option<Release>,
    /// The release behind the last stage, which does not have it any more; `None` where it stands in the last one.
    pub after: Option<Release>,
}

/// The passage in one release.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PassageStage {
    /// The release.
    pub release: Release,
    /// Its stretches in the order of the text.
    pub pieces: Vec<PassagePiece>,
    /// Its words in runs, stretches parted by a line feed; what the stage before does not have is marked.
    pub newer: Vec<Run>,
    /// The words of the stage before in runs, what is gone marked; none for the first stage.
    pub older: Vec<Run>,
    /// How its words stand against the stage before.
    pub relation: Relation,
    /// It stands elsewhere among the passages around it than before.
    pub moved: bool,
    /// It is in more paragraphs than before.
    pub split: bool,
    /// It is in fewer.
    pub merged: bool,
    /// A link made by hand leads here from the stage before.
    pub by_hand: bool,
}

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PassagePiece {
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// Where it begins in the paragraph, in UTF-16 units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// How many releases are compared at a time before it is seen whether the passage goes on.
const AHEAD: usize = 8;

/// Follows a passage through its series: some UTF-16 units of a paragraph, or the whole of it.
#[tauri::command]
pub async fn passage_lineage(
    shell: SharedShell<'_>,
    release: ReleaseId,
    paragraph: u32,
    words: Option<(u32, u32)>,
) -> Result<PassageLineage, Failure> {
    ask_archive(&shell, move |archive| {
        let text = archive.paragraph(release, paragraph)?;
        let bytes = words.and_then(|(from, to)| bytes_of(&text, from, to)).unwrap_or(0..text.len());
        follow(archive, release, &Piece { paragraph: paragraph as usize, bytes })
    })
    .await
}

fn follow(archive: &Archive, release: ReleaseId, piece: &Piece) -> Result<PassageLineage, Failure> {
    let releases = archive.releases(archive.release(release)?.series)?;
    let here = releases.iter().position(|one| one.id == release).unwrap_or_default();
    let mut series = Series {
        archive,
        texts: vec![None; releases.len()],
        comparisons: (1..releases.len()).map(|_| None).collect(),
        releases,
    };
    let (mut first, mut last) = (here, here);
    loop {
        let (from, to) = (first.saturating_sub(AHEAD), (last + AHEAD).min(series.releases.len() - 1));
        series.compare(from, to)?;
        let found = series.lineage(here, piece);
        let (Some(start), Some(end)) = (found.stages.first(), found.stages.last()) else {
            return Err(Failure::PassageEmpty);
        };
        let goes_on =
            start.release == from && from > 0 || end.release == to && to + 1 < series.releases.len();
        if !goes_on {
            return series.told(found, here);
        }
        (first, last) = (from, to);
    }
}

/// A comparison of two neighbours, with the paragraphs that a person linked in it.
type Compared = (Comparison, Vec<(usize, usize)>);

/// A series as far as it was read and compared.
struct Series<'a> {
    archive: &'a Archive,
    releases: Vec<Release>,
    texts: Vec<Option<Vec<String>>>,
    comparisons: Vec<Option<Compared>>,
}

impl Series<'_> {
    /// Reads and compares the releases from one to another, what was not yet.
    fn compare(&mut self, from: usize, to: usize) -> Result<(), Failure> {
        for at in from..=to {
            if self.texts[at].is_none() {
                self.texts[at] = Some(self.archive.paragraphs(self.releases[at].id)?);
            }
        }
        for at in from..to {
            if self.comparisons[at].is_some() {
                continue;
            }
            let hands = self.archive.hand_links(self.releases[at].id, self.releases[at + 1].id)?;
            let said = |linked: bool| -> Vec<(usize, usize)> {
                let these = hands.iter().filter(|hand| hand.linked == linked);
                these.map(|hand| (hand.old as usize, hand.new as usize)).collect()
            };
            let linked = said(true);
            let options = Options { linked: linked.clone(), unlinked: said(false), ..Options::default() };
            let found = compare(self.text(at), self.text(at + 1), &options);
            self.comparisons[at] = Some((found, linked));
        }
        Ok(())
    }

    fn text(&self, at: usize) -> &[String] {
        self.texts[at].as_deref().unwrap_or_default()
    }

    fn lineage(&self, here: usize, piece: &Piece) -> Lineage {
        let texts: Vec<&[String]> = (0..self.releases.len()).map(|at| self.text(at)).collect();
        let comparisons: Vec<Option<&Comparison>> =
            self.comparisons.iter().map(|known| known.as_ref().map(|(found, _)| found)).collect();
        lineage(&texts, &comparisons, here, piece)
    }

    fn told(&self, found: Lineage, here: usize) -> Result<PassageLineage, Failure> {
        let stages = &found.stages;
        let at = |n: usize| self.releases.get(n).cloned();
        let first = stages.first().map_or(here, |stage| stage.release);
        let last = stages.last().map_or(here, |stage| stage.release);
        let cut = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(PassageLineage {
            asked: cut(stages.iter().position(|stage| stage.release == here).unwrap_or_default()),
            releases: cut(self.releases.len()),
            before: first.checked_sub(1).and_then(at),
            after: at(last + 1),
            stages: (0..stages.len())
                .map(|n| self.stage(n.checked_sub(1).and_then(|before| stages.get(before)), &stages[n]))
                .collect(),
        })
    }

    fn stage(&self, before: Option<&Stage>, stage: &Stage) -> PassageStage {
        let text = quoted(self.text(stage.release), &stage.pieces);
        let (older, newer) = match before {
            Some(before) => against(&quoted(self.text(before.release), &before.pieces), &text),
            None => (Vec::new(), vec![plain(&text)]),
        };
        let pieces = stage.pieces.iter().map(|piece| {
            let text = self.text(stage.release).get(piece.paragraph).map(String::as_str).unwrap_or_default();
            let at = |byte: usize| units(text, u32::try_from(byte).unwrap_or(u32::MAX));
            PassagePiece {
                paragraph: u32::try_from(piece.paragraph).unwrap_or(u32::MAX),
                from: at(piece.bytes.start),
                to: at(piece.bytes.end),
            }
        });
        let by_hand = before.is_some_and(|before| {
            let hands = self.comparisons.get(before.release).and_then(Option::as_ref);
            hands.is_some_and(|(_, hands)| {
                hands.iter().any(|(old, new)| {
                    before.pieces.iter().any(|piece| piece.paragraph == *old)
                        && stage.pieces.iter().any(|piece| piece.paragraph == *new)
                })
            })
        });
        let (was, is) = (before.map_or(1, paragraphs_in), paragraphs_in(stage));
        PassageStage {
            release: self.releases[stage.release].clone(),
            pieces: pieces.collect(),
            newer,
            older,
            relation: stage.relation,
            moved: before.is_some() && stage.moved,
            split: before.is_some() && is > was,
            merged: before.is_some() && is < was,
            by_hand,
        }
    }
}

/// In how many paragraphs a stage stands.
fn paragraphs_in(stage: &Stage) -> usize {
    let mut all: Vec<usize> = stage.pieces.iter().map(|piece| piece.paragraph).collect();
    all.dedup();
    all.len()
}
