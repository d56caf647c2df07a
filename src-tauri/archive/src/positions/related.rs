//! How each position of a series stands against the mention before.

use std::collections::BTreeMap;

use bayan_core::model::ReleaseId;
use bayan_core::positions::series::{Clauses, Entry, Passages, ReleaseText, followed};
use bayan_core::positions::{Holder, Position};

use crate::table::positions::{KeptPosition, Related};

/// A release of a series in order, with its paragraphs and what counts in it.
pub(super) struct Told {
    pub release: ReleaseId,
    pub paragraphs: Vec<String>,
    pub positions: Vec<KeptPosition>,
}

/// Gives each of the issuer's positions its relation to the mention before.
///
/// `links[n]` are the passages that release `n + 1` has from release `n`; where they are missing no passage is taken as
/// linked.
pub(super) fn relate(releases: &mut [Told], links: &[Option<&Passages>]) {
    // For each topic the releases that speak on it, with the places of their positions.
    let mut topics: BTreeMap<&str, Vec<(usize, Vec<usize>)>> = BTreeMap::new();
    for (at, release) in releases.iter().enumerate() {
        for (place, position) in release.positions.iter().enumerate() {
            if position.holder == Holder::Issuer {
                let mentions = topics.entry(&position.topic).or_default();
                match mentions.last_mut() {
                    Some((last, places)) if *last == at => places.push(place),
                    _ => mentions.push((at, vec![place])),
                }
            }
        }
    }
    let positions: Vec<Vec<Position>> = releases
        .iter()
        .map(|release| release.positions.iter().map(KeptPosition::as_found).collect())
        .collect();
    let texts: Vec<ReleaseText<'_>> = releases
        .iter()
        .zip(&positions)
        .map(|(release, positions)| ReleaseText { paragraphs: &release.paragraphs, positions })
        .collect();
    let mut clauses = Clauses::default();
    let mut found: Vec<(usize, usize, Related)> = Vec::new();
    for mentions in topics.values() {
        let entries = followed(mentions, &texts, links, &mut clauses);
        for ((at, _), entries) in mentions.iter().zip(entries) {
            found.extend(entries.iter().map(|entry| (*at, entry.position, related(entry, releases))));
        }
    }
    for (at, place, related) in found {
        releases[at].positions[place].related = Some(related);
    }
}

fn related(entry: &Entry, releases: &[Told]) -> Related {
    Related {
        relation: entry.relation,
        previous: entry.previous.map(|mention| {
            let release = &releases[mention.release];
            (release.release, release.positions[mention.position].number)
        }),
        pairing: entry.pairing,
        force: entry.force,
    }
}
