//! What is to be found and compared to bring a series up to date.

use std::collections::HashMap;
use std::sync::Arc;

use bayan_core::model::{ReleaseId, SeriesId};
use bayan_core::positions::Finder;
use bayan_core::positions::codebook::Standard;
use rusqlite::Connection;

use super::{Finders, Reading, number};
use crate::table::annotations::{self, HandLink};
use crate::table::positions::{self, ReleaseState};

/// Grows when positions come to be related in another way, so that what older programs related is related anew.
const RELATED_BY: u8 = 2;

/// A release and the one before it.
pub(super) type Pair = (ReleaseId, ReleaseId);

/// What is to be done for a series.
pub(super) struct Plan {
    pub version: i64,
    pub finder: Arc<Finder>,
    /// Its releases by date, with what is kept of each.
    pub states: Vec<ReleaseState>,
    /// See [`stamp_of`].
    pub stamp: i64,
    /// The releases of which something is to be done, in order.
    pub steps: Vec<Step>,
    /// What a person linked and parted.
    pub hands: HashMap<Pair, Vec<HandLink>>,
}

/// What is to be done for a release, at least one of both.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Its place among the releases of the series.
    pub at: usize,
    /// Its positions are to be found.
    pub find: bool,
    /// It is to be compared with the one before; the fingerprint of that comparison.
    pub link: Option<i64>,
}

impl Plan {
    /// Makes it; `None` where the series has no codebook. One that has none is planned for as if it had `chosen`.
    pub(super) fn make(
        connection: &Connection,
        finders: &Finders,
        series: SeriesId,
        chosen: Option<Standard>,
    ) -> rusqlite::Result<Option<Self>> {
        let (version, finder) = match (finders.of_series(connection, series)?, chosen) {
            (Some(known), _) => known,
            (None, Some(chosen)) => finders.of_reading(&Reading::of_standard(connection, chosen)?),
            (None, None) => return Ok(None),
        };
        let states = positions::states(connection, series)?;
        let linked = annotations::hand_links_of_series(connection, series)?;
        let stamp = stamp_of(version, &states, &linked);
        let mut hands: HashMap<Pair, Vec<HandLink>> = HashMap::new();
        for (old, new, link) in linked {
            hands.entry((old, new)).or_default().push(link);
        }
        let mut steps = Vec::new();
        for (at, state) in states.iter().enumerate() {
            let find = is_stale(state, version);
            let mut link = None;
            if let Some(before) = at.checked_sub(1).map(|before| &states[before]) {
                let pair = (before.release, state.release);
                let wanted = pair_stamp(before, state, hands.get(&pair).map_or(&[], Vec::as_slice));
                let known = positions::links_stamp(connection, pair)?;
                link = (known != Some(wanted)).then_some(wanted);
            }
            if find || link.is_some() {
                steps.push(Step { at, find, link });
            }
        }
        Ok(Some(Self { version, finder, states, stamp, steps, hands }))
    }

    /// How many things there are to do.
    pub(super) fn work(&self) -> u64 {
        self.steps.iter().map(|step| u64::from(step.find) + u64::from(step.link.is_some())).sum()
    }

    /// How many releases are stale.
    pub(super) fn stale(&self) -> u32 {
        u32::try_from(self.steps.iter().filter(|step| step.find).count()).unwrap_or(u32::MAX)
    }

    /// Whether nothing is to be done, the relations of the series holding for `stamp`.
    pub(super) fn is_done(&self, stamp: Option<i64>) -> bool {
        self.stale() == 0 && stamp == Some(self.stamp)
    }

    /// What is kept now of the releases of a series, where it is still as it was when this was made. Releases behind those it
    /// had then change nothing about these: they are stale like any that are stored later.
    pub(super) fn still_holds(
        &self,
        connection: &Connection,
        series: SeriesId,
    ) -> rusqlite::Result<Option<Vec<ReleaseState>>> {
        let mut now = positions::states(connection, series)?;
        if now.len() < self.states.len() {
            return Ok(None);
        }
        now.truncate(self.states.len());
        let same_texts = now
            .iter()
            .zip(&self.states)
            .all(|(now, then)| (now.release, &now.text) == (then.release, &then.text));
        let version = Reading::of_series(connection, series)?.map(|reading| reading.version());
        let stamp = stamp_of(self.version, &now, &annotations::hand_links_of_series(connection, series)?);
        Ok((same_texts && version == Some(self.version) && stamp == self.stamp).then_some(now))
    }
}

/// Of how many releases of a series the positions are stale; one where its relations alone are.
pub(super) fn stale_in(connection: &Connection, series: SeriesId) -> rusqlite::Result<u32> {
    let states = positions::states(connection, series)?;
    let Some(reading) = Reading::of_series(connection, series)? else {
        return Ok(u32::try_from(states.len()).unwrap_or(u32::MAX));
    };
    let version = reading.version();
    let stale = states.iter().filter(|state| is_stale(state, version)).count();
    if stale > 0 {
        return Ok(u32::try_from(stale).unwrap_or(u32::MAX));
    }
    let stamp = stamp_of(version, &states, &annotations::hand_links_of_series(connection, series)?);
    Ok(u32::from(positions::stamp(connection, series)? != Some(stamp)))
}

fn is_stale(state: &ReleaseState, version: i64) -> bool {
    state.read != Some((version, state.text))
}

/// A fingerprint of what the relations of a series rest on beside its positions: its releases in order, their texts, what
/// was linked by hand, and the version.
fn stamp_of(version: i64, states: &[ReleaseState], linked: &[(ReleaseId, ReleaseId, HandLink)]) -> i64 {
    let mut parts: Vec<Vec<u8>> = vec![version.to_le_bytes().to_vec(), vec![RELATED_BY]];
    for state in states {
        parts.push(state.release.0.to_le_bytes().to_vec());
        parts.push(state.text.to_vec());
    }
    for (old, new, link) in linked {
        parts.push(format!("{} {} {} {} {}", old.0, new.0, link.old, link.new, link.linked).into_bytes());
    }
    number(parts)
}

fn pair_stamp(old: &ReleaseState, new: &ReleaseState, linked: &[HandLink]) -> i64 {
    let mut parts: Vec<Vec<u8>> =
        vec![env!("CARGO_PKG_VERSION").as_bytes().to_vec(), old.text.to_vec(), new.text.to_vec()];
    for link in linked {
        parts.push(format!("{} {} {}", link.old, link.new, link.linked).into_bytes());
    }
    number(parts)
}
