//! Positions as the archive holds them, with what people said laid over, in the form the reports take.

use std::collections::HashMap;

use bayan_archive::KeptPosition;
use bayan_core::model::{Release, ReleaseId};
use bayan_core::positions::codebook::TopicId;
use bayan_core::positions::series::{Cell, Entry, Mention, Pairing, Relation, ReleaseText, Row, leading};
use bayan_core::positions::{Holder, Position, Said};

/// What the releases of a range say, and how it stands against the mention before.
pub(super) struct Held {
    pub(super) said: Vec<Said>,
    pub(super) rows: Vec<Row>,
}

impl Held {
    /// What one release says.
    pub(super) fn of_one(kept: Vec<KeptPosition>) -> Said {
        let mut said = Said::default();
        for position in &kept {
            match position.holder {
                Holder::Issuer => said.positions.push(engines(position)),
                Holder::Other => said.others.push(engines(position)),
            }
        }
        said
    }

    /// What the releases of a range, in order, say: `kept` holds the positions of the whole series. A mention before the range
    /// is not named, and what it says of the one within stands.
    pub(super) fn of_releases(kept: Vec<KeptPosition>, releases: &[Release]) -> Self {
        let place: HashMap<ReleaseId, usize> =
            releases.iter().enumerate().map(|(at, release)| (release.id, at)).collect();
        let mut by_release: Vec<Vec<KeptPosition>> = vec![Vec::new(); releases.len()];
        for position in kept {
            if let Some(&at) = place.get(&position.release) {
                by_release[at].push(position);
            }
        }
        let mut own: Vec<Vec<KeptPosition>> = Vec::with_capacity(releases.len());
        let mut said = Vec::with_capacity(releases.len());
        for mut positions in by_release {
            positions.sort_by_key(|position| position.number);
            own.push(positions.iter().filter(|one| one.holder == Holder::Issuer).cloned().collect());
            said.push(Self::of_one(positions));
        }
        let mentions: HashMap<(ReleaseId, u32), Mention> =
            own.iter()
                .enumerate()
                .flat_map(|(release, positions)| {
                    positions.iter().enumerate().map(move |(position, kept)| {
                        ((kept.release, kept.number), Mention { release, position })
                    })
                })
                .collect();
        let mut topics: Vec<&str> = Vec::new();
        for position in own.iter().flatten() {
            if !topics.contains(&position.topic.as_str()) {
                topics.push(&position.topic);
            }
        }
        let rows = topics.iter().map(|topic| row(topic, &own, &said, &mentions)).collect();
        Self { rows, said }
    }
}

fn row(
    topic: &str,
    own: &[Vec<KeptPosition>],
    said: &[Said],
    mentions: &HashMap<(ReleaseId, u32), Mention>,
) -> Row {
    let mut cells = Vec::with_capacity(own.len());
    let mut last: Option<usize> = None;
    for (at, positions) in own.iter().enumerate() {
        let on_topic: Vec<usize> = (0..positions.len()).filter(|&n| positions[n].topic == topic).collect();
        let text = ReleaseText { paragraphs: &[], positions: &said[at].positions };
        cells.push(match (leading(&text, &on_topic), last) {
            (None, None) => Cell::NotYet,
            (None, Some(last)) => Cell::Silent { releases: (at - last) as u32, last },
            (Some(first), _) => Cell::Said {
                leading: entry(first, &positions[first], mentions),
                others: on_topic
                    .iter()
                    .filter(|&&n| n != first)
                    .map(|&n| entry(n, &positions[n], mentions))
                    .collect(),
                silent_before: last.map_or(0, |last| (at - last - 1) as u32),
            },
        });
        if !on_topic.is_empty() {
            last = Some(at);
        }
    }
    Row { topic: TopicId(topic.to_owned()), cells }
}

/// A position whose relation is not known yet counts as new.
fn entry(position: usize, kept: &KeptPosition, mentions: &HashMap<(ReleaseId, u32), Mention>) -> Entry {
    match &kept.related {
        None => {
            Entry { position, previous: None, pairing: Pairing::Another, relation: Relation::New, force: 0 }
        }
        Some(related) => Entry {
            position,
            previous: related.previous.and_then(|before| mentions.get(&before).copied()),
            pairing: related.pairing,
            relation: related.relation,
            force: related.force,
        },
    }
}

fn engines(kept: &KeptPosition) -> Position {
    let terms = kept.terms.iter().map(|(start, end)| *start as usize..*end as usize);
    Position { terms: terms.collect(), ..kept.as_found() }
}
