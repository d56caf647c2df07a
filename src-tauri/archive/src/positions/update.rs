//! Bringing positions up to date after releases, codebooks or the lexicon changed.
//!
//! A series at a time: what is stale is found and compared without holding anything, then laid in place in one transaction,
//! so that the series is always wholly of before or of after. Called off, what was brought up to date so far stays.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use bayan_core::compare::{Options, compare};
use bayan_core::model::{ReleaseId, SeriesId};
use bayan_core::positions::Finder;
use rusqlite::Connection;

use super::related::{Told, relate};
use super::told::apply;
use super::{Finders, Reading, fitting, found, number};
use crate::archive::Archive;
use crate::error::Error;
use crate::safety::check::Watch;
use crate::table::annotations;
use crate::table::positions::{self, KeptPosition, PassageLinks, ReleaseState};
use crate::table::{codebooks, hand_positions, paragraphs, series};

/// What bringing up to date came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Updated {
    /// Releases whose positions were found anew.
    pub releases: u32,
    /// It was called off before its end.
    pub called_off: bool,
}

/// How many releases are looked at to choose a codebook for a series.
const LOOKED_AT: usize = 5;

/// How often a series that is changed meanwhile is begun anew before it is left for the next time.
const TRIES: u32 = 3;

/// Grows when positions come to be related in another way, so that what older programs related is related anew.
const RELATED_BY: u8 = 2;

/// A release and the one before it.
type Pair = (ReleaseId, ReleaseId);

/// What is to be done for a series.
struct Plan {
    version: i64,
    finder: Arc<Finder>,
    states: Vec<ReleaseState>,
    stamp: i64,
    /// The releases whose positions are to be found.
    stale: Vec<ReleaseId>,
    /// The pairs whose links are to be made, with their fingerprints.
    pairs: Vec<(Pair, i64)>,
}

impl Archive {
    /// Of how many releases the positions are stale, over all series or in one: not found yet, or by another codebook, or in
    /// another text. A series whose relations alone are stale counts as one.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn stale_positions(&self, only: Option<SeriesId>) -> Result<u32, Error> {
        let mut stale = 0;
        for series in self.wanted(only)? {
            stale += self.read(|connection| stale_in(connection, series))?;
        }
        Ok(stale)
    }

    /// Brings the positions of all series, or of one, up to date. A series without a codebook is given the one of those that
    /// come with the program that finds most in it. Reading and writing go on meanwhile.
    ///
    /// # Errors
    /// When it can't be written; the series done before that are up to date.
    pub fn update_positions(&self, only: Option<SeriesId>, watch: &mut Watch<'_>) -> Result<Updated, Error> {
        let all = self.wanted(only)?;
        let mut total = 0;
        for series in &all {
            self.choose_codebook(*series)?;
            if let Some(plan) = self.plan(*series)? {
                total += plan.work();
            }
        }
        let mut work = Work { updated: Updated::default(), done: 0, total };
        (watch.progress)(0, total);
        for series in all {
            for _ in 0..TRIES {
                let Some(plan) = self.plan(series)? else { break };
                if plan.is_done(self.read(|connection| positions::stamp(connection, series))?) {
                    break;
                }
                let Some(fresh) = self.work_through(&plan, &mut work, watch)? else {
                    work.updated.called_off = true;
                    return Ok(work.updated);
                };
                if self.put(series, &plan, fresh)? {
                    work.updated.releases += u32::try_from(plan.stale.len()).unwrap_or(u32::MAX);
                    break;
                }
            }
        }
        Ok(work.updated)
    }

    fn wanted(&self, only: Option<SeriesId>) -> Result<Vec<SeriesId>, Error> {
        match only {
            Some(series) => Ok(vec![series]),
            None => Ok(self.read(series::all)?.into_iter().map(|series| series.id).collect()),
        }
    }

    /// Gives a series without a codebook the one that fits it best, stored where the archive does not have it yet.
    fn choose_codebook(&self, series: SeriesId) -> Result<(), Error> {
        let texts = self.read(|connection| {
            if codebooks::of_series(connection, series)?.is_some() {
                return Ok(None);
            }
            let states = positions::states(connection, series)?;
            // From all over the series: its first years may have had other subjects.
            let step = (states.len() / LOOKED_AT).max(1);
            states
                .iter()
                .step_by(step)
                .map(|state| paragraphs::of_release(connection, state.release))
                .collect::<rusqlite::Result<Vec<_>>>()
                .map(|texts| (!texts.is_empty()).then_some(texts))
        })?;
        let Some(texts) = texts else { return Ok(()) };
        let standard = fitting(&texts);
        self.write(|batch| {
            let codebook = batch.add_standard_codebook(standard)?;
            batch.use_codebook(Some(series), codebook)
        })
    }

    /// What is to be done for a series; `None` where it has no codebook, having no releases.
    fn plan(&self, series: SeriesId) -> Result<Option<Plan>, Error> {
        self.read(|connection| plan(connection, self.finders(), series))
    }

    /// Finds and compares what a plan asks for; `None` when it was called off.
    fn work_through(
        &self,
        plan: &Plan,
        work: &mut Work,
        watch: &mut Watch<'_>,
    ) -> Result<Option<Fresh>, Error> {
        let mut fresh = Fresh::default();
        for release in &plan.stale {
            if (watch.called_off)() {
                return Ok(None);
            }
            let texts = self.read(|connection| paragraphs::of_release(connection, *release))?;
            fresh.found.insert(*release, found(&plan.finder, *release, &texts));
            work.step(watch);
        }
        // The texts of a release serve twice: as the newer of one pair and as the older of the next.
        let mut last: Option<(ReleaseId, Vec<String>)> = None;
        for ((old, new), stamp) in &plan.pairs {
            if (watch.called_off)() {
                return Ok(None);
            }
            let (before, after, hands) = self.read(|connection| {
                let before = match last.take() {
                    Some((id, texts)) if id == *old => texts,
                    _ => paragraphs::of_release(connection, *old)?,
                };
                let after = paragraphs::of_release(connection, *new)?;
                Ok((before, after, annotations::hand_links(connection, *old, *new)?))
            })?;
            let pairs = |linked: bool| {
                let these = hands.iter().filter(move |hand| hand.linked == linked);
                these.map(|hand| (hand.old as usize, hand.new as usize)).collect()
            };
            let options = Options { linked: pairs(true), unlinked: pairs(false), ..Options::default() };
            let links: PassageLinks = compare(&before, &after, &options)
                .links
                .into_iter()
                .map(|link| (link.old, link.new))
                .collect();
            fresh.links.insert((*old, *new), (*stamp, links));
            last = Some((*new, after));
            work.step(watch);
        }
        Ok(Some(fresh))
    }

    /// Lays what was found in place; `false` where something it rests on has changed meanwhile.
    fn put(&self, series: SeriesId, plan: &Plan, mut fresh: Fresh) -> Result<bool, Error> {
        self.write(|batch| {
            batch.compute(|connection| {
                let texts = |states: &[ReleaseState]| -> Vec<(ReleaseId, [u8; 32])> {
                    states.iter().map(|state| (state.release, state.text)).collect()
                };
                let states = positions::states(connection, series)?;
                let version = Reading::of_series(connection, series)?.map(|reading| reading.version());
                let stamp = stamp_of(connection, plan.version, series, &states)?;
                let same = version == Some(plan.version)
                    && stamp == plan.stamp
                    && texts(&states) == texts(&plan.states);
                if same {
                    put(connection, series, plan, &mut fresh)?;
                }
                Ok(same)
            })
        })
    }
}

/// How far it has come.
struct Work {
    updated: Updated,
    done: u64,
    total: u64,
}

impl Work {
    fn step(&mut self, watch: &mut Watch<'_>) {
        self.done += 1;
        // A series that was changed meanwhile is begun anew, and takes more steps than were counted.
        self.total = self.total.max(self.done);
        (watch.progress)(self.done, self.total);
    }
}

/// What was found and compared.
#[derive(Default)]
struct Fresh {
    found: HashMap<ReleaseId, Vec<KeptPosition>>,
    links: HashMap<Pair, (i64, PassageLinks)>,
}

impl Plan {
    fn work(&self) -> u64 {
        (self.stale.len() + self.pairs.len()) as u64
    }

    fn is_done(&self, stamp: Option<i64>) -> bool {
        self.stale.is_empty() && stamp == Some(self.stamp)
    }
}

fn stale_in(connection: &Connection, series: SeriesId) -> rusqlite::Result<u32> {
    let states = positions::states(connection, series)?;
    let Some(reading) = Reading::of_series(connection, series)? else {
        return Ok(u32::try_from(states.len()).unwrap_or(u32::MAX));
    };
    let version = reading.version();
    let stale = states.iter().filter(|state| is_stale(state, version)).count();
    if stale > 0 {
        return Ok(u32::try_from(stale).unwrap_or(u32::MAX));
    }
    let stamp = stamp_of(connection, version, series, &states)?;
    Ok(u32::from(positions::stamp(connection, series)? != Some(stamp)))
}

fn is_stale(state: &ReleaseState, version: i64) -> bool {
    state.read != Some((version, state.text))
}

fn plan(connection: &Connection, finders: &Finders, series: SeriesId) -> rusqlite::Result<Option<Plan>> {
    let Some((version, finder)) = finders.of_series(connection, series)? else { return Ok(None) };
    let states = positions::states(connection, series)?;
    let stale = states.iter().filter(|state| is_stale(state, version)).map(|state| state.release);
    let stale: Vec<ReleaseId> = stale.collect();
    let stamp = stamp_of(connection, version, series, &states)?;
    let mut pairs = Vec::new();
    for pair in states.windows(2) {
        let wanted = pair_stamp(connection, &pair[0], &pair[1])?;
        let ids = (pair[0].release, pair[1].release);
        if positions::links(connection, ids.0, ids.1)?.is_none_or(|(known, _)| known != wanted) {
            pairs.push((ids, wanted));
        }
    }
    Ok(Some(Plan { version, finder, states, stamp, stale, pairs }))
}

/// A fingerprint of what the relations of a series rest on beside its positions: its releases in order, their texts, what
/// was linked by hand, and the version.
fn stamp_of(
    connection: &Connection,
    version: i64,
    series: SeriesId,
    states: &[ReleaseState],
) -> rusqlite::Result<i64> {
    let mut parts: Vec<Vec<u8>> = vec![version.to_le_bytes().to_vec(), vec![RELATED_BY]];
    for state in states {
        parts.push(state.release.0.to_le_bytes().to_vec());
        parts.push(state.text.to_vec());
    }
    for (old, new, link) in annotations::hand_links_of_series(connection, series)? {
        parts.push(format!("{} {} {} {} {}", old.0, new.0, link.old, link.new, link.linked).into_bytes());
    }
    Ok(number(parts))
}

fn pair_stamp(connection: &Connection, old: &ReleaseState, new: &ReleaseState) -> rusqlite::Result<i64> {
    let mut parts: Vec<Vec<u8>> =
        vec![env!("CARGO_PKG_VERSION").as_bytes().to_vec(), old.text.to_vec(), new.text.to_vec()];
    for link in annotations::hand_links(connection, old.release, new.release)? {
        parts.push(format!("{} {} {}", link.old, link.new, link.linked).into_bytes());
    }
    Ok(number(parts))
}

fn put(connection: &Connection, series: SeriesId, plan: &Plan, fresh: &mut Fresh) -> rusqlite::Result<()> {
    for (pair, (stamp, links)) in &fresh.links {
        positions::set_links(connection, *pair, *stamp, links)?;
    }
    let mut before: BTreeMap<ReleaseId, Vec<KeptPosition>> = BTreeMap::new();
    for position in positions::of_series(connection, series)? {
        before.entry(position.release).or_default().push(position);
    }
    for own in before.values_mut() {
        own.sort_by_key(|position| position.number);
    }
    let mut told = Vec::with_capacity(plan.states.len());
    let mut links = Vec::with_capacity(plan.states.len());
    for (at, state) in plan.states.iter().enumerate() {
        let paragraphs = paragraphs::of_release(connection, state.release)?;
        let positions = match fresh.found.remove(&state.release) {
            Some(found) => {
                let hands = hand_positions::of_release(connection, state.release)?;
                apply(found, &hands, &paragraphs)
            }
            None => before.get(&state.release).cloned().unwrap_or_default(),
        };
        if at > 0 {
            let old = plan.states[at - 1].release;
            links.push(positions::links(connection, old, state.release)?.map(|(_, links)| links));
        }
        told.push(Told { release: state.release, paragraphs, positions });
    }
    relate(&mut told, &links);
    for (release, state) in told.iter().zip(&plan.states) {
        if before.get(&release.release).map(Vec::as_slice).unwrap_or_default() != release.positions {
            positions::remove(connection, release.release)?;
            for position in &release.positions {
                positions::insert(connection, series, position)?;
            }
        }
        positions::set_state(connection, (series, release.release), plan.version, &state.text)?;
    }
    positions::set_stamp(connection, series, plan.stamp)
}
