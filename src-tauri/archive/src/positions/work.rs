//! Finding and comparing what a plan asks for, on as many threads as there are cores. Nothing is written and nothing held.

use std::collections::HashMap;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use bayan_core::compare::{Options, passages};
use bayan_core::model::ReleaseId;

use super::found;
use super::plan::{Pair, Plan, Step};
use crate::archive::Archive;
use crate::error::Error;
use crate::table::paragraphs;
use crate::table::positions::{KeptPosition, PassageLinks};

/// How many releases are read at once.
const AT_ONCE: usize = 16;

/// How much text is kept from when it was read until what was found in it is stored, in bytes; the rest is read again.
const MOST_KEPT: usize = 64 << 20;

/// Told of each thing that is done, and asked before the next.
pub(super) trait Steps {
    /// Whether to go on.
    fn goes_on(&mut self) -> bool;
    /// One more is done.
    fn done(&mut self);
}

/// What was found and compared.
#[derive(Default)]
pub(super) struct Fresh {
    pub found: HashMap<ReleaseId, Vec<KeptPosition>>,
    pub links: HashMap<Pair, (i64, PassageLinks)>,
    /// The texts that were read for it, as far as there is room.
    pub texts: HashMap<ReleaseId, Vec<String>>,
    bytes: usize,
}

impl Fresh {
    fn keep(&mut self, release: ReleaseId, texts: Vec<String>) {
        let bytes: usize = texts.iter().map(String::len).sum();
        if self.bytes + bytes <= MOST_KEPT && self.texts.insert(release, texts).is_none() {
            self.bytes += bytes;
        }
    }

    fn take_in(&mut self, other: Self) {
        self.found.extend(other.found);
        self.links.extend(other.links);
        for (release, texts) in other.texts {
            self.keep(release, texts);
        }
    }
}

/// Does what a plan asks for, on so many threads; `None` when it was called off.
pub(super) fn work_through<S: Steps + Clone + Send>(
    archive: &Archive,
    plan: &Plan,
    threads: usize,
    steps: &S,
) -> Result<Option<Fresh>, Error> {
    let count = plan.steps.len().div_ceil(AT_ONCE);
    let next = AtomicUsize::new(0);
    let work = |mut steps: S| -> Result<Option<Fresh>, Error> {
        let mut fresh = Fresh::default();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return Ok(Some(fresh));
            }
            let range = at * AT_ONCE..((at + 1) * AT_ONCE).min(plan.steps.len());
            if !work_on(archive, plan, range, &mut fresh, &mut steps)? {
                return Ok(None);
            }
        }
    };
    let mut parts = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(count))
            .map_while(|_| {
                let steps = steps.clone();
                // A thread that the system does not give leaves its share to the others.
                thread::Builder::new().spawn_scoped(scope, || work(steps)).ok()
            })
            .collect();
        let mut parts = vec![work(steps.clone())];
        parts.extend(
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic))),
        );
        parts
    });
    let mut fresh = Fresh::default();
    for part in parts.drain(..) {
        let Some(part) = part? else { return Ok(None) };
        fresh.take_in(part);
    }
    Ok(Some(fresh))
}

/// Does some steps of a plan, on this thread; `false` when it was called off.
pub(super) fn work_on(
    archive: &Archive,
    plan: &Plan,
    range: Range<usize>,
    fresh: &mut Fresh,
    steps: &mut impl Steps,
) -> Result<bool, Error> {
    for part in range.clone().step_by(AT_ONCE) {
        let these = &plan.steps[part..(part + AT_ONCE).min(range.end)];
        let mut wanted: Vec<usize> = Vec::with_capacity(these.len() + 1);
        for Step { at, link, .. } in these {
            let before = link.and(at.checked_sub(1));
            wanted.extend(before.filter(|before| wanted.last() != Some(before)));
            wanted.push(*at);
        }
        let read = archive.read(|connection| {
            let text = |at: &usize| paragraphs::of_release(connection, plan.states[*at].release);
            wanted.iter().map(text).collect::<rusqlite::Result<Vec<_>>>()
        })?;
        let texts: HashMap<usize, Vec<String>> = wanted.into_iter().zip(read).collect();
        let of = |at: usize| texts.get(&at).map_or(&[][..], Vec::as_slice);
        for Step { at, find, link } in these {
            let release = plan.states[*at].release;
            if *find {
                if !steps.goes_on() {
                    return Ok(false);
                }
                fresh.found.insert(release, found(&plan.finder, release, of(*at)));
                steps.done();
            }
            if let (Some(stamp), Some(before)) = (link, at.checked_sub(1)) {
                if !steps.goes_on() {
                    return Ok(false);
                }
                let pair = (plan.states[before].release, release);
                let links = passages(of(before), of(*at), &by_hand(plan, pair));
                fresh.links.insert(pair, (*stamp, links));
                steps.done();
            }
        }
        for (at, texts) in texts {
            fresh.keep(plan.states[at].release, texts);
        }
    }
    Ok(true)
}

/// What a person linked and parted in two releases, as the comparison is told.
fn by_hand(plan: &Plan, pair: Pair) -> Options {
    let hands = plan.hands.get(&pair).map_or(&[][..], Vec::as_slice);
    let pairs = |linked: bool| {
        let these = hands.iter().filter(move |hand| hand.linked == linked);
        these.map(|hand| (hand.old as usize, hand.new as usize)).collect()
    };
    Options { linked: pairs(true), unlinked: pairs(false), ..Options::default() }
}
