//! How each position of a series stands against the mention before.

use std::collections::BTreeMap;

use bayan_core::compare::{Comparison, Link, LinkKind, Reason};
use bayan_core::model::ReleaseId;
use bayan_core::positions::Holder;
use bayan_core::positions::Position;
use bayan_core::positions::codebook::TopicId;
use bayan_core::positions::series::{Cell, Clauses, Entry, ReleaseText, row};

use crate::table::positions::{KeptPosition, PassageLinks, Related};

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
pub(super) fn relate(releases: &mut [Told], links: &[Option<PassageLinks>]) {
    let comparisons: Vec<Option<Comparison>> =
        links.iter().map(|links| links.as_ref().map(comparison)).collect();
    let comparisons: Vec<Option<&Comparison>> = comparisons.iter().map(Option::as_ref).collect();
    // For each topic, for each release the places of its positions.
    let mut topics: BTreeMap<String, Vec<Vec<usize>>> = BTreeMap::new();
    let count = releases.len();
    for (at, release) in releases.iter().enumerate() {
        for (place, position) in release.positions.iter().enumerate() {
            if position.holder == Holder::Issuer {
                topics.entry(position.topic.clone()).or_insert_with(|| vec![Vec::new(); count])[at]
                    .push(place);
            }
        }
    }
    let mut clauses = Clauses::default();
    for (topic, places) in topics {
        let topic = TopicId(topic);
        let positions: Vec<Vec<Position>> = releases
            .iter()
            .zip(&places)
            .map(|(release, places)| {
                places.iter().map(|place| release.positions[*place].as_found()).collect()
            })
            .collect();
        let texts: Vec<ReleaseText<'_>> = releases
            .iter()
            .zip(&positions)
            .map(|(release, positions)| ReleaseText { paragraphs: &release.paragraphs, positions })
            .collect();
        let cells = row(&topic, &texts, &comparisons, &mut clauses);
        for (at, cell) in cells.into_iter().enumerate() {
            let Cell::Said { leading, others, .. } = cell else { continue };
            for entry in std::iter::once(leading).chain(others) {
                let related = related(&entry, releases, &places);
                releases[at].positions[places[at][entry.position]].related = Some(related);
            }
        }
    }
}

fn related(entry: &Entry, releases: &[Told], places: &[Vec<usize>]) -> Related {
    Related {
        relation: entry.relation,
        previous: entry.previous.map(|mention| {
            let release = &releases[mention.release];
            (release.release, release.positions[places[mention.release][mention.position]].number)
        }),
        pairing: entry.pairing,
        force: entry.force,
    }
}

/// The links as the engine reads them: which paragraphs belong together is all that is asked.
fn comparison(links: &PassageLinks) -> Comparison {
    let link = |(old, new): &(Vec<usize>, Vec<usize>)| Link {
        old: old.clone(),
        new: new.clone(),
        kind: LinkKind::Reworded,
        moved: false,
        score: 1.0,
        reason: Reason::SharedWords,
        coarse: false,
        spans: Vec::new(),
    };
    Comparison { links: links.iter().map(link).collect(), ..Comparison::default() }
}
