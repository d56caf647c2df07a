//! A release whose positions a person spoke of, brought to what counts now, inside the transaction that stores it.

use std::collections::{BTreeSet, HashMap};

use bayan_core::model::{ReleaseId, SeriesId};
use bayan_core::positions::Holder;
use rusqlite::Connection;

use super::related::{Told, relate};
use super::told::apply;
use super::{Finders, found};
use crate::table::positions::KeptPosition;
use crate::table::{hand_positions, paragraphs, positions, releases};

/// Finds the positions of a release anew with what is said of them now, and relates those on the topics that changed over
/// the series. A release that was not read yet, or a series without a codebook, is left for the next bringing up to date.
pub(crate) fn refresh(
    connection: &Connection,
    finders: &Finders,
    release: ReleaseId,
) -> rusqlite::Result<()> {
    let Some(place) = releases::place(connection, release)? else { return Ok(()) };
    let series = place.series;
    let Some((version, finder)) = finders.of_series(connection, series)? else { return Ok(()) };
    let states = positions::states(connection, series)?;
    let Some(state) = states.iter().find(|state| state.release == release) else { return Ok(()) };
    let texts = paragraphs::of_release(connection, release)?;
    let hands = hand_positions::of_release(connection, release)?;
    let before = positions::of_release(connection, release)?;
    let now = apply(found(&finder, release, &texts), &hands, &texts);
    let topics: Vec<String> = before
        .iter()
        .chain(&now)
        .map(|position| position.topic.clone())
        .collect::<BTreeSet<String>>()
        .into_iter()
        .collect();
    positions::remove(connection, release)?;
    positions::insert(connection, series, &now)?;
    positions::set_state(connection, (series, release), version, &state.text)?;
    let order: Vec<ReleaseId> = states.iter().map(|state| state.release).collect();
    relate_around(connection, series, &order, release, &topics)
}

/// Relates the positions of a release on some topics, and those of the next mention of each; writes those whose relation is
/// another one. Mentions farther away stand against others and stay as they are.
fn relate_around(
    connection: &Connection,
    series: SeriesId,
    order: &[ReleaseId],
    release: ReleaseId,
    topics: &[String],
) -> rusqlite::Result<()> {
    let place_of: HashMap<ReleaseId, usize> = order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let Some(here) = place_of.get(&release).copied() else { return Ok(()) };
    let mut own: Vec<Vec<KeptPosition>> = vec![Vec::new(); order.len()];
    for topic in topics {
        let all = positions::of_topic(connection, series, topic)?;
        let issuers = |position: &&KeptPosition| position.holder == Holder::Issuer;
        let mentions: BTreeSet<usize> =
            all.iter().filter(issuers).filter_map(|p| place_of.get(&p.release).copied()).collect();
        let before = mentions.range(..here).next_back().copied();
        let after = mentions.range(here + 1..).next().copied();
        for position in all {
            let at = place_of.get(&position.release).copied();
            if let Some(at) = at.filter(|at| *at == here || Some(*at) == before || Some(*at) == after) {
                own[at].push(position);
            }
        }
    }
    let mut told = Vec::with_capacity(order.len());
    let mut links = Vec::with_capacity(order.len());
    // A passage is followed through the silent releases between two mentions.
    let first = own.iter().position(|positions| !positions.is_empty()).unwrap_or(order.len());
    let last = own.iter().rposition(|positions| !positions.is_empty()).unwrap_or(0);
    for (at, positions) in own.into_iter().enumerate() {
        let paragraphs =
            if positions.is_empty() { Vec::new() } else { paragraphs::of_release(connection, order[at])? };
        if at > 0 {
            links.push(match first < at && at <= last {
                true => positions::links(connection, order[at - 1], order[at])?.map(|(_, links)| links),
                false => None,
            });
        }
        told.push(Told { release: order[at], paragraphs, positions });
    }
    relate(&mut told, &links.iter().map(Option::as_deref).collect::<Vec<_>>());
    for position in told.iter().skip(here).flat_map(|release| &release.positions) {
        positions::set_related(connection, series, position)?;
    }
    Ok(())
}
