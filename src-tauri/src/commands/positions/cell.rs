//! One cell of the matrix: what a release says on a topic, in its words, against the mention before.

use bayan_archive::{Archive, HandPosition, KeptPosition};
use bayan_core::collation::Run;
use bayan_core::model::{Release, ReleaseId, SeriesId};
use bayan_core::positions::Holder;
use bayan_core::positions::series::Pairing;
use bayan_core::text::lexicon::Act;
use serde::Serialize;
use ts_rs::TS;

use super::wording::{against, clause_of, plain};
use super::{
    Change, PassageNote, PositionRef, Standing, TopicName, is_issuers, leading_key, notes_at, topic_name,
    words,
};
use crate::commands::{SharedShell, ask_archive};
use crate::failure::Failure;

/// What a release says on a topic.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PositionsCell {
    /// The topic.
    pub topic: TopicName,
    /// The release.
    pub release: Release,
    /// The issuer's positions, the leading one first, the others in the order of the text.
    pub positions: Vec<CellPosition>,
    /// Positions of other parties that the release reports, in the order of the text.
    pub others: Vec<CellPosition>,
    /// Positions that were found here and taken away by hand.
    pub removed: Vec<RemovedPosition>,
    /// What was noted at the paragraphs of its positions, the oldest first.
    pub notes: Vec<PassageNote>,
}

/// A position with its words.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CellPosition {
    /// By which the window speaks of it.
    pub position: PositionRef,
    /// Its force, 1 to 3.
    pub force: u8,
    /// Whose it is.
    pub holder: Holder,
    /// Who that is, where it is another party and its name is known.
    pub party: Option<String>,
    /// The words that perform the act, verbatim.
    pub verb: String,
    /// The quote, verbatim.
    pub quote: String,
    /// The paragraph it stands in, verbatim.
    pub text: String,
    /// The terms the topic rests on, verbatim.
    pub terms: Vec<String>,
    /// The clause names no topic itself and takes its paragraph's.
    pub inherited: bool,
    /// How it came to be what it is.
    pub standing: Standing,
    /// What a person said of it, by its number in the archive.
    #[ts(type = "number | null")]
    pub hand: Option<i64>,
    /// The clause the quote stands in, cut into runs; those that differ from the mention before are marked,
    /// where that is the same passage.
    pub runs: Vec<Run>,
    /// What became of it since the mention before.
    pub change: Option<Change>,
    /// The mention before.
    pub before: Option<Before>,
}

/// The mention before.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Before {
    /// Its release.
    pub release: Release,
    /// By which the window speaks of it.
    pub position: PositionRef,
    /// The words that perform the act, verbatim.
    pub verb: String,
    /// The clause its quote stands in, cut into runs; those that differ from the later mention are marked.
    pub runs: Vec<Run>,
}

/// A position that was taken away by hand.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RemovedPosition {
    /// Its number in the archive, by which it is brought back.
    #[ts(type = "number")]
    pub hand: i64,
    /// The act that was found.
    pub act: Act,
    /// Its quote.
    pub quote: String,
}

/// What a release says on a topic, against the mention before.
#[tauri::command]
pub async fn positions_cell(
    shell: SharedShell<'_>,
    release: ReleaseId,
    topic: String,
) -> Result<PositionsCell, Failure> {
    ask_archive(&shell, move |archive| cell(archive, release, &topic)).await
}

fn cell(archive: &Archive, release: ReleaseId, topic: &str) -> Result<PositionsCell, Failure> {
    let release = archive.release(release)?;
    let codebook = archive.codebook_of(release.series)?;
    let paragraphs = archive.paragraphs(release.id)?;
    let all = archive.positions_of_release(release.id)?;
    let (mut own, others): (Vec<KeptPosition>, Vec<KeptPosition>) =
        all.into_iter().filter(|position| position.topic == topic).partition(is_issuers);
    if let Some(first) = (0..own.len()).min_by_key(|at| leading_key(&own[*at])) {
        own[..=first].rotate_right(1);
    }
    let show = |positions: Vec<KeptPosition>| -> Result<Vec<CellPosition>, Failure> {
        positions.iter().map(|position| shown(archive, release.series, &paragraphs, position)).collect()
    };
    let removed = |(hand, adrift): (HandPosition, bool)| match (&hand.was, &hand.told) {
        (Some(was), None) if was.topic == topic && !adrift => {
            Some(RemovedPosition { hand: hand.id, act: was.act, quote: was.at.quote.clone() })
        }
        _ => None,
    };
    let spoken: Vec<u32> = own.iter().chain(&others).map(|position| position.paragraph).collect();
    Ok(PositionsCell {
        notes: notes_at(archive, release.id, &spoken)?,
        topic: topic_name(codebook.as_ref(), topic),
        positions: show(own)?,
        others: show(others)?,
        removed: archive.hand_positions(release.id)?.into_iter().filter_map(removed).collect(),
        release,
    })
}

fn shown(
    archive: &Archive,
    series: SeriesId,
    paragraphs: &[String],
    position: &KeptPosition,
) -> Result<CellPosition, Failure> {
    let text = paragraphs.get(position.paragraph as usize).map(String::as_str).unwrap_or_default();
    let clause = clause_of(text, &position.quote);
    let mut runs = vec![plain(clause)];
    let mut before = None;
    if let Some((id, number)) = position.related.and_then(|related| related.previous) {
        let earlier = archive.positions_on_topic(series, &position.topic)?;
        let found = earlier.positions.into_iter().find(|p| p.release == id && p.number == number);
        if let Some(earlier) = found {
            let old = archive.paragraph(id, earlier.paragraph)?;
            let older = clause_of(&old, &earlier.quote);
            // Nothing is struck out of another passage: it was not rewritten to this one.
            let same = position.related.is_some_and(|related| related.pairing != Pairing::Another);
            let old_runs = if same {
                let (olds, news) = against(older, clause);
                runs = news;
                olds
            } else {
                vec![plain(older)]
            };
            before = Some(Before {
                release: archive.release(id)?,
                position: PositionRef::of(&earlier),
                verb: words(&old, &earlier.verb),
                runs: old_runs,
            });
        }
    }
    let party = position.party.as_ref().map(|party| words(text, party));
    Ok(CellPosition {
        position: PositionRef::of(position),
        force: position.force,
        holder: position.holder,
        party: position.party_told.clone().or(party),
        verb: words(text, &position.verb),
        quote: words(text, &position.quote),
        text: text.to_owned(),
        terms: position.terms.iter().map(|(start, end)| words(text, &(*start..*end))).collect(),
        inherited: position.inherited,
        standing: position.standing.into(),
        hand: position.hand,
        runs,
        change: position.related.map(Change::from),
        before,
    })
}
