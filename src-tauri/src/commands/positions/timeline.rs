//! One topic through time.

use std::collections::HashMap;

use bayan_archive::{Archive, KeptPosition};
use bayan_core::model::{Release, ReleaseId, SeriesId};
use bayan_core::positions::Holder;
use serde::Serialize;
use ts_rs::TS;

use super::{Change, PositionRef, Standing, TopicName, is_issuers, leading_key, topic_name, words};
use crate::commands::{SharedShell, ask_archive};
use crate::failure::Failure;

/// A topic over a series.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TopicTimeline {
    /// The topic.
    pub topic: TopicName,
    /// The series' releases, the oldest first; those without an entry are silent.
    pub releases: Vec<Release>,
    /// The positions, the oldest first; of one release the leading one first, then the issuer's in the order of the text,
    /// then other parties'.
    pub entries: Vec<TimelineEntry>,
    /// Of how many releases the positions are stale: to be brought up to date.
    pub stale: u32,
}

/// A position on a timeline.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimelineEntry {
    /// The release, by its place among the timeline's releases, from 0.
    pub release: u32,
    /// By which the window speaks of it.
    pub position: PositionRef,
    /// It leads what its release says on the topic.
    pub leading: bool,
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
    /// What became of it since the mention before; `None` for another party's.
    pub change: Option<Change>,
    /// How it came to be what it is.
    pub standing: Standing,
}

/// A topic over a series.
#[tauri::command]
pub async fn topic_timeline(
    shell: SharedShell<'_>,
    series: SeriesId,
    topic: String,
) -> Result<TopicTimeline, Failure> {
    ask_archive(&shell, move |archive| timeline(archive, series, &topic)).await
}

fn timeline(archive: &Archive, series: SeriesId, topic: &str) -> Result<TopicTimeline, Failure> {
    let codebook = archive.codebook_of(series)?;
    let read = archive.positions_on_topic(series, topic)?;
    let place_of: HashMap<ReleaseId, u32> =
        read.releases.iter().zip(0..).map(|(release, place)| (release.id, place)).collect();
    let mut placed: Vec<(u32, KeptPosition)> = read
        .positions
        .into_iter()
        .filter_map(|position| Some((*place_of.get(&position.release)?, position)))
        .collect();
    placed.sort_by_key(|(place, position)| (*place, !is_issuers(position), leading_key(position)));
    let mut entries: Vec<TimelineEntry> = Vec::with_capacity(placed.len());
    let mut last = None;
    for (place, position) in &placed {
        let leading = is_issuers(position) && last != Some(*place);
        last = Some(*place);
        let text = archive.paragraph(position.release, position.paragraph)?;
        let party = position.party.as_ref().map(|party| words(&text, party));
        entries.push(TimelineEntry {
            release: *place,
            leading,
            force: position.force,
            holder: position.holder,
            party: position.party_told.clone().or(party),
            verb: words(&text, &position.verb),
            quote: words(&text, &position.quote),
            change: position.related.map(Change::from),
            standing: position.standing.into(),
            position: PositionRef::of(position),
        });
    }
    // Behind the leading one the order is the text's.
    entries.sort_by_key(|entry| {
        let other = entry.holder == Holder::Other;
        (entry.release, other, !entry.leading, entry.position.number)
    });
    Ok(TopicTimeline {
        topic: topic_name(codebook.as_ref(), topic),
        releases: read.releases,
        entries,
        stale: archive.stale_positions(Some(series))?,
    })
}
