//! Finding and comparing what a plan asks for, on as many threads as there are cores. Nothing is written and nothing held.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use bayan_core::compare::{Linker, Options};
use bayan_core::model::ReleaseId;

use super::kept_of;
use super::plan::{Pair, Plan, Step};
use crate::archive::Archive;
use crate::error::Error;
use crate::table::paragraphs;
use crate::table::positions::{KeptPosition, PassageLinks};

/// How many releases are read at once, and how much text, in bytes: what they have in common is read once. Fewer where there
/// are threads to share them.
const AT_ONCE: usize = 512;
/// So many are not shared out.
const FEW: usize = 128;
const MOST_AT_ONCE: usize = 4 << 20;

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
    let at_once = plan.steps.len().div_ceil(threads.max(1)).clamp(FEW, AT_ONCE);
    let count = plan.steps.len().div_ceil(at_once);
    let next = AtomicUsize::new(0);
    let work = |mut steps: S| -> Result<Option<Fresh>, Error> {
        let mut fresh = Fresh::default();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return Ok(Some(fresh));
            }
            let range = at * at_once..((at + 1) * at_once).min(plan.steps.len());
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
    let mut rest = &plan.steps[range];
    while !rest.is_empty() {
        let (these, texts) = read_some(archive, plan, rest)?;
        rest = &rest[these.len()..];
        if !work_with(plan, these, &texts, fresh, steps) {
            return Ok(false);
        }
        for (at, texts) in texts {
            fresh.keep(plan.states[at].release, texts);
        }
    }
    Ok(true)
}

/// The texts of some releases of a series, by their places in it.
type Texts = HashMap<usize, Vec<String>>;

/// Reads what the first of some steps need, as many as there is room for.
fn read_some<'s>(archive: &Archive, plan: &Plan, steps: &'s [Step]) -> Result<(&'s [Step], Texts), Error> {
    archive.read(|connection| {
        let mut texts = Texts::new();
        let mut bytes = 0;
        let mut taken = 0;
        for Step { at, link, .. } in steps.iter().take(AT_ONCE) {
            for at in link.and(at.checked_sub(1)).into_iter().chain([*at]) {
                if let Entry::Vacant(place) = texts.entry(at) {
                    let read = place.insert(paragraphs::of_release(connection, plan.states[at].release)?);
                    bytes += read.iter().map(String::len).sum::<usize>();
                }
            }
            taken += 1;
            if bytes > MOST_AT_ONCE {
                break;
            }
        }
        Ok((&steps[..taken], texts))
    })
}

/// Does some steps with the texts they need. What these have in common is read and folded once.
fn work_with(plan: &Plan, these: &[Step], texts: &Texts, fresh: &mut Fresh, steps: &mut impl Steps) -> bool {
    let of = |at: usize| texts.get(&at).map_or(&[][..], Vec::as_slice);
    let mut reader = plan.finder.reader();
    let mut linker = Linker::default();
    for Step { at, find, link } in these {
        let release = plan.states[*at].release;
        if *find {
            if !steps.goes_on() {
                return false;
            }
            fresh.found.insert(release, kept_of(release, &reader.positions(of(*at))));
            steps.done();
        }
        if let (Some(stamp), Some(before)) = (link, at.checked_sub(1)) {
            if !steps.goes_on() {
                return false;
            }
            let pair = (plan.states[before].release, release);
            let links = linker.passages(of(before), of(*at), &by_hand(plan, pair));
            fresh.links.insert(pair, (*stamp, links));
            steps.done();
        }
    }
    true
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
