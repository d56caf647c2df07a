//! What counts in a series after its positions were found anew, as it is laid in place.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use bayan_core::model::{ReleaseId, SeriesId};
use bayan_core::positions::series::Passages;
use rusqlite::Connection;

use super::plan::{Pair, Plan};
use super::related::{Told, relate};
use super::told::apply;
use super::work::Fresh;
use crate::table::hand_positions::{self, HandPosition};
use crate::table::paragraphs;
use crate::table::positions::{self, KeptPosition, PassageLinks, ReleaseState};

/// The positions of a series with what a person said laid over them, each related to the mention before, and the links they
/// rest on.
pub(super) struct Laid {
    /// Of each release, in order.
    told: Vec<Told>,
    /// Of each release whether that is something else than was kept of it.
    changed: Vec<bool>,
    /// The positions of those that changed in the order of their table: the places of release and position.
    in_order: Vec<(usize, usize)>,
    /// The links that were found anew.
    links: Vec<(Pair, i64, PassageLinks)>,
    /// What a person said.
    hands: HashMap<ReleaseId, Vec<HandPosition>>,
}

impl Laid {
    /// Works out what counts from what was found.
    pub(super) fn make(
        connection: &Connection,
        series: SeriesId,
        plan: &Plan,
        mut fresh: Fresh,
    ) -> rusqlite::Result<Self> {
        let hands = hand_positions::of_series(connection, series)?;
        let mut before: BTreeMap<ReleaseId, Vec<KeptPosition>> = BTreeMap::new();
        for position in positions::of_series(connection, series)? {
            before.entry(position.release).or_default().push(position);
        }
        for own in before.values_mut() {
            own.sort_by_key(|position| position.number);
        }
        let mut told = Vec::with_capacity(plan.states.len());
        let mut links: Vec<Option<Cow<'_, Passages>>> = Vec::with_capacity(plan.states.len());
        for (at, state) in plan.states.iter().enumerate() {
            let paragraphs = match fresh.texts.remove(&state.release) {
                Some(paragraphs) => paragraphs,
                None => paragraphs::of_release(connection, state.release)?,
            };
            let positions = match fresh.found.remove(&state.release) {
                Some(found) => {
                    let hands = hands.get(&state.release).map(Vec::as_slice).unwrap_or_default();
                    apply(found, hands, &paragraphs)
                }
                None => before.get(&state.release).cloned().unwrap_or_default(),
            };
            if at > 0 {
                let pair = (plan.states[at - 1].release, state.release);
                links.push(match fresh.links.get(&pair) {
                    Some((_, links)) => Some(Cow::Borrowed(links.as_slice())),
                    None => positions::links(connection, pair.0, pair.1)?.map(|(_, links)| Cow::Owned(links)),
                });
            }
            told.push(Told { release: state.release, paragraphs, positions });
        }
        relate(&mut told, &links.iter().map(Option::as_deref).collect::<Vec<_>>());
        drop(links);
        // The texts are not asked for any more, and the next series is read while this one waits to be laid in place.
        for release in &mut told {
            release.paragraphs = Vec::new();
        }
        let changed: Vec<bool> = told
            .iter()
            .map(|told| before.get(&told.release).map_or(&[][..], Vec::as_slice) != told.positions)
            .collect();
        let mut links: Vec<_> =
            fresh.links.into_iter().map(|(pair, (stamp, links))| (pair, stamp, links)).collect();
        links.sort_unstable_by_key(|((_, new), ..)| *new);
        Ok(Self { in_order: in_order(&told, &changed), told, changed, links, hands })
    }

    /// Whether a person has said nothing since.
    pub(super) fn still_holds(&self, connection: &Connection, series: SeriesId) -> rusqlite::Result<bool> {
        Ok(hand_positions::of_series(connection, series)? == self.hands)
    }

    /// Lays it in place, `now` being what is kept of the releases.
    pub(super) fn put(
        &self,
        connection: &Connection,
        series: SeriesId,
        plan: &Plan,
        now: &[ReleaseState],
    ) -> rusqlite::Result<()> {
        for (pair, stamp, links) in &self.links {
            positions::set_links(connection, *pair, *stamp, links)?;
        }
        for (state, changed) in now.iter().zip(&self.changed) {
            if *changed && !state.never_read {
                positions::remove(connection, state.release)?;
            }
            if state.read != Some((plan.version, state.text)) {
                positions::set_state(connection, (series, state.release), plan.version, &state.text)?;
            }
        }
        let fresh = self.in_order.iter().map(|(release, place)| &self.told[*release].positions[*place]);
        positions::insert(connection, series, fresh)?;
        positions::set_stamp(connection, series, plan.stamp)
    }
}

/// The positions of the releases that changed in the order of their table, in which each goes in behind the one before; the
/// order of the text would leap from topic to topic.
fn in_order(told: &[Told], changed: &[bool]) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = changed
        .iter()
        .enumerate()
        .filter(|(_, changed)| **changed)
        .flat_map(|(at, _)| (0..told[at].positions.len()).map(move |place| (at, place)))
        .collect();
    let key = |(at, place): &(usize, usize)| {
        let position = &told[*at].positions[*place];
        (&position.topic, position.release, position.number)
    };
    all.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
    all
}
