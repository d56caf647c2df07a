//! How positions stand over a series: for each topic the cell of each release, and what became of it since the mention
//! before.
//!
//! A release often takes several acts on a topic. All are kept; the cell shows the leading one. Each is held against the
//! passage it comes from ([`Pairing`]); where it has none the relation is read from the leading act of the mention before.
//! How cells are stored and drawn is not asked here.

mod clauses;
mod pairing;
mod relation;

use serde::{Deserialize, Serialize};

pub use clauses::Clauses;
use pairing::Mentions;
pub use pairing::Pairing;
pub(crate) use relation::wording;
pub use relation::{Relation, Side, distance, relate, side};

use super::codebook::TopicId;
use super::find::Position;
use crate::compare::Comparison;

/// A release of a series as it is read here.
#[derive(Debug, Clone, Copy)]
pub struct ReleaseText<'a> {
    /// Its paragraphs in order, the title not among them.
    pub paragraphs: &'a [String],
    /// Its issuer's positions, computed or corrected by hand.
    pub positions: &'a [Position],
}

/// A position's predecessor: which release, and which of its positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Mention {
    /// The release, counted from 0 in the series' order.
    pub release: usize,
    /// The position, counted in the release's list.
    pub position: usize,
}

/// A position with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Entry {
    /// The position, counted in the release's list.
    pub position: usize,
    /// What it stands against; `None` for the first mention of the topic.
    pub previous: Option<Mention>,
    /// Whether that is the same passage, and how it was found.
    pub pairing: Pairing,
    /// How it stands against it.
    pub relation: Relation,
    /// Force gained (positive) or lost.
    pub force: i8,
}

/// What a release says on a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Cell {
    /// Nothing yet: the topic comes up later.
    NotYet,
    /// It speaks on it.
    Said {
        /// The leading position with what became of it.
        leading: Entry,
        /// The others, in the order of the text: the matrix shows their number as “+n”.
        others: Vec<Entry>,
        /// How many releases before were silent on the topic after it had come up.
        silent_before: u32,
    },
    /// It is silent on what was spoken of before.
    Silent {
        /// For how many releases now, this one counted.
        releases: u32,
        /// The release that spoke of it last.
        last: usize,
    },
}

/// A topic's cells, one for each release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Row {
    /// The topic.
    pub topic: TopicId,
    /// Its cells in the order of the releases.
    pub cells: Vec<Cell>,
}

/// The matrix of a series: a row for each topic any release speaks on, in the order they come up.
///
/// `comparisons[n]` compares release `n` with release `n + 1`; where one is missing no passage is taken as linked. Takes
/// time in proportion to positions times the topics of a release.
pub fn matrix(releases: &[ReleaseText<'_>], comparisons: &[Option<&Comparison>]) -> Vec<Row> {
    let mut topics: Vec<&TopicId> = Vec::new();
    for position in releases.iter().flat_map(|release| release.positions) {
        if !topics.contains(&&position.topic) {
            topics.push(&position.topic);
        }
    }
    let mut clauses = Clauses::default();
    topics
        .into_iter()
        .map(|topic| Row { topic: topic.clone(), cells: row(topic, releases, comparisons, &mut clauses) })
        .collect()
}

/// One topic's cells. What [`matrix`] gives for it. `clauses` is for all topics of the same releases.
pub fn row<'t>(
    topic: &TopicId,
    releases: &[ReleaseText<'t>],
    comparisons: &[Option<&Comparison>],
    clauses: &mut Clauses<'t>,
) -> Vec<Cell> {
    let linked = |comparison: &Comparison| -> Vec<(Vec<usize>, Vec<usize>)> {
        comparison.links.iter().map(|link| (link.old.clone(), link.new.clone())).collect()
    };
    let linked: Vec<Option<_>> = comparisons.iter().map(|comparison| comparison.map(linked)).collect();
    let passages: Vec<Option<&Passages>> = linked.iter().map(Option::as_deref).collect();
    let on_topic = |release: &ReleaseText<'_>| -> Vec<usize> {
        (0..release.positions.len()).filter(|at| release.positions[*at].topic == *topic).collect()
    };
    let mentions: Vec<(usize, Vec<usize>)> =
        releases.iter().map(on_topic).enumerate().filter(|(_, places)| !places.is_empty()).collect();
    let mut related = mentions.iter().zip(followed(&mentions, releases, &passages, clauses)).peekable();
    let mut cells = Vec::with_capacity(releases.len());
    let mut last: Option<usize> = None;
    for (at, release) in releases.iter().enumerate() {
        let Some(((_, places), mut others)) = related.next_if(|((mention, _), _)| *mention == at) else {
            cells.push(match last {
                None => Cell::NotYet,
                Some(last) => Cell::Silent { releases: (at - last) as u32, last },
            });
            continue;
        };
        let silent_before = last.map_or(0, |last| (at - last - 1) as u32);
        last = Some(at);
        let Some(first) = leading(release, places) else { continue };
        let lead = others.iter().position(|entry| entry.position == first);
        let leading = lead.map_or_else(|| Entry::first(first), |lead| others.remove(lead));
        cells.push(Cell::Said { leading, others, silent_before });
    }
    cells
}

/// The paragraphs of two neighbouring releases that belong together, as pairs: of the older, of the newer.
pub type Passages = [(Vec<usize>, Vec<usize>)];

/// What became of the positions on one topic since the mention before, for each mention in the order of its places.
///
/// A mention is a release with the places of its positions on the topic, at least one; they are given in the order of the
/// releases. `passages[n]` are those that release `n + 1` has from release `n`; where they are missing no passage is taken as
/// linked. `clauses` is for all topics of the same releases.
pub fn followed<'t>(
    mentions: &[(usize, Vec<usize>)],
    releases: &[ReleaseText<'t>],
    passages: &[Option<&Passages>],
    clauses: &mut Clauses<'t>,
) -> Vec<Vec<Entry>> {
    let mut last: Option<Mentions<'_>> = None;
    mentions
        .iter()
        .map(|(at, places)| {
            let own = Mentions::of(*at, places);
            let followed = match &last {
                Some(before) => entries((releases, passages), before, &own, clauses),
                None => places.iter().map(|position| Entry::first(*position)).collect(),
            };
            last = Some(own);
            followed
        })
        .collect()
}

/// The leading one of some positions: farthest from neutral, then of greater force, then first in the text.
pub fn leading(release: &ReleaseText<'_>, among: &[usize]) -> Option<usize> {
    let key = |at: &usize| {
        let position = &release.positions[*at];
        (
            std::cmp::Reverse(distance(position.act)),
            std::cmp::Reverse(position.force),
            position.paragraph,
            position.quote.start,
        )
    };
    among.iter().copied().filter(|at| *at < release.positions.len()).min_by_key(key)
}

impl Entry {
    const fn first(position: usize) -> Self {
        Self { position, previous: None, pairing: Pairing::Another, relation: Relation::New, force: 0 }
    }
}

/// The positions of a release on a topic, each against the mention before, in their order.
fn entries<'t>(
    (releases, passages): (&[ReleaseText<'t>], &[Option<&Passages>]),
    before: &Mentions<'_>,
    now: &Mentions<'_>,
    clauses: &mut Clauses<'t>,
) -> Vec<Entry> {
    let (last, at) = (before.at, now.at);
    let (old, new) = (&releases[last], &releases[at]);
    let between = passages.get(last..at);
    let origins = |paragraph: usize| between.and_then(|between| pairing::origins(between, paragraph));
    let paired = pairing::pair((old, before), (new, now), origins, clauses);
    let leading = leading(old, before.places);
    now.places
        .iter()
        .zip(paired)
        .map(|(&position, paired)| {
            let found = paired.or_else(|| leading.map(|leading| (leading, Pairing::Another)));
            let Some((previous, pairing)) = found else { return Entry::first(position) };
            let (before, now) = (&old.positions[previous], &new.positions[position]);
            let relation = if last + 1 < at {
                Relation::Returned
            } else {
                relate(before.act, now.act).unwrap_or_else(|| {
                    wording(before.quoted(old.paragraphs), now.quoted(new.paragraphs), clauses)
                })
            };
            Entry {
                position,
                previous: Some(Mention { release: last, position: previous }),
                pairing,
                relation,
                force: now.force as i8 - before.force as i8,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
