//! Positions brought up to date while releases are being stored. The two take about as long, and each has a core of its own.
//!
//! Batches tell what they have stored. A series is taken up when so much is new in it that to bring the whole of it up to date
//! is worth it: at least [`ENOUGH`] releases, and half of all it has. So a series that grows portion by portion is gone
//! through twice at most, however many portions there are.
//!
//! What was found of one series is laid in place by another thread while the next series is gone through: laying in place
//! waits for the batch that is being stored, and finding need not. Whoever waited lays in place all that was found meanwhile, for
//! a batch may be as long as several series.

use std::collections::BTreeMap;
use std::iter;
use std::ops::AddAssign;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, SendError, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use bayan_core::model::SeriesId;
use bayan_core::positions::codebook::Standard;
use rusqlite::Connection;

use super::Standards;
use super::update::{Find, InSeries};
use super::work::{Steps, work_through};
use crate::archive::Archive;
use crate::error::Error;
use crate::precedence::Precedence;
use crate::table::releases;

/// In which series how much was stored.
pub(crate) type StoredIn = BTreeMap<SeriesId, Stored>;

/// How much was stored in a series.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Stored {
    pub releases: u32,
    /// The length of their texts.
    pub bytes: u64,
}

impl AddAssign for Stored {
    fn add_assign(&mut self, more: Self) {
        self.releases += more.releases;
        self.bytes += more.bytes;
    }
}

/// New releases from which on a series is taken up.
const ENOUGH: u32 = 200;
/// How many releases, or one series of more, may wait to be laid in place before the next series is gone through.
const AHEAD: usize = 4_000;
/// When the storing ends somebody waits, who may have called it off. So many bytes of new text are still gone through then, which
/// takes a few tenths of a second: for fewer nobody need begin again. A series with more of them is left off.
const SOON_DONE: u64 = 4 << 20;

/// Who is told what each batch has stored, while anybody is.
#[derive(Debug, Default)]
pub(crate) struct Listener(Mutex<Option<Sender<StoredIn>>>);

impl Listener {
    /// Tells what a batch has stored.
    pub(crate) fn tell(&self, stored: StoredIn) {
        if !stored.is_empty()
            && let Some(sender) = &*self.lock()
        {
            // One who no longer listens has met an error, of which the next bringing up to date will tell.
            let _ = sender.send(stored);
        }
    }

    /// Begins to listen, until what it gives is dropped; `None` where somebody does already.
    fn listen(&self) -> Option<(Receiver<StoredIn>, Listening<'_>)> {
        let mut place = self.lock();
        if place.is_some() {
            return None;
        }
        let (sender, told) = mpsc::channel();
        *place = Some(sender);
        Some((told, Listening(self)))
    }

    fn lock(&self) -> MutexGuard<'_, Option<Sender<StoredIn>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Listening<'a>(&'a Listener);

impl Drop for Listening<'_> {
    fn drop(&mut self) {
        *self.0.lock() = None;
    }
}

impl Archive {
    /// Runs `store`, which stores releases in batches, and brings the positions of their series up to date meanwhile, on
    /// other threads, where there is a core for it. What is left of that at its end is for [`Archive::update_positions`], as
    /// is any error.
    pub fn while_storing<T>(&self, store: impl FnOnce() -> T) -> T {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let Some((told, listening)) = (cores > 1).then(|| self.listener().listen()).flatten() else {
            return store();
        };
        let over = &AtomicBool::new(false);
        thread::scope(|scope| {
            let work = move || self.keep_up(&told, over, cores);
            // A thread that the system does not give is done without.
            let _ = thread::Builder::new().name("positions".to_owned()).spawn_scoped(scope, work);
            let _ends = Ends { over, _listening: listening };
            store()
        })
    }

    /// Takes up what it is told of until nobody tells any more.
    fn keep_up(&self, told: &Receiver<StoredIn>, over: &AtomicBool, cores: usize) {
        let (found, to_lay) = mpsc::channel::<Box<InSeries>>();
        let (laid, done) = mpsc::channel();
        thread::scope(|scope| {
            let lay = move || {
                while let Ok(first) = to_lay.recv() {
                    let mut series = Vec::new();
                    let all = iter::once(first).chain(to_lay.try_iter());
                    let all = all.inspect(|found| series.push(found.series));
                    // The batches that follow wait for the disk.
                    let put = match over.load(Ordering::Relaxed) {
                        true => self.put_all(all),
                        false => self.put_all_without_waiting(all),
                    };
                    // An error is told to the one who finds, by nobody being there any more to take what was found.
                    if put.is_err() || series.into_iter().any(|series| laid.send(series).is_err()) {
                        return;
                    }
                }
            };
            // A thread that the system does not give is done without.
            let _ = thread::Builder::new().name("positions laid".to_owned()).spawn_scoped(scope, lay);
            // Whatever went wrong, the next bringing up to date will tell.
            let laying = Laying { found, done, waiting: Vec::new() };
            let _ = self.find_told(told, (over, cores), laying);
        });
    }

    fn find_told(
        &self,
        told: &Receiver<StoredIn>,
        (over, cores): (&AtomicBool, usize),
        mut laying: Laying,
    ) -> Result<(), Error> {
        let mut new = StoredIn::new();
        let mut given = Given::default();
        while let Ok(first) = told.recv() {
            for (series, stored) in iter::once(first).chain(told.try_iter()).flatten() {
                *new.entry(series).or_default() += stored;
            }
            while let Some(series) = self.read(|connection| next(connection, &new))? {
                let is_over = over.load(Ordering::Relaxed);
                if is_over && new.values().map(|stored| stored.bytes).sum::<u64>() > SOON_DONE {
                    break;
                }
                let much = new.remove(&series).is_some_and(|stored| stored.bytes > SOON_DONE);
                laying.wait_for(series);
                // One core is for those who store, as long as they do.
                let threads = if is_over { cores } else { cores - 1 };
                let meanwhile = Meanwhile {
                    over: much.then_some(over),
                    precedence: (threads == 1).then(|| self.precedence().as_ref()),
                };
                if let Some(found) = self.take_up(series, &meanwhile, threads, &mut given)?
                    && let Some(found) = laying.hand_on(found)
                {
                    self.put_all(iter::once(found))?;
                }
                for (series, stored) in told.try_iter().flatten() {
                    *new.entry(series).or_default() += stored;
                }
            }
        }
        // Whoever still lays in place gives the codebook too.
        laying.wait();
        for (series, (codebook, releases)) in given.codebooks {
            if self.read(|connection| releases::count_in(connection, series))? != releases {
                self.choose_again(series, codebook, &given.standards)?;
            }
        }
        Ok(())
    }

    /// Finds what there is to be found in a series; left off when `meanwhile` says so.
    fn take_up(
        &self,
        series: SeriesId,
        meanwhile: &Meanwhile<'_>,
        threads: usize,
        given: &mut Given,
    ) -> Result<Option<Box<InSeries>>, Error> {
        let releases = self.read(|connection| releases::count_in(connection, series))?;
        let chosen = self.wanted_codebook(series, &given.standards)?;
        if let Some(chosen) = chosen {
            given.codebooks.insert(series, (chosen, releases));
        }
        let found =
            self.find_in_series(series, chosen, |plan| work_through(self, plan, threads, meanwhile))?;
        Ok(match found {
            Find::Done(found) => Some(found),
            Find::Nothing | Find::CalledOff => None,
        })
    }
}

/// The way to the thread that lays in place.
struct Laying {
    found: Sender<Box<InSeries>>,
    /// Tells of each series that it is done, in the order they were handed on.
    done: Receiver<SeriesId>,
    /// Those that are not done yet, with how many releases they have.
    waiting: Vec<(SeriesId, usize)>,
}

impl Laying {
    /// Waits until what was found of a series before is in place, so that it is not found again.
    fn wait_for(&mut self, series: SeriesId) {
        while self.waiting.iter().any(|(waiting, _)| *waiting == series) {
            self.wait_for_one();
        }
    }

    /// Waits until everything is in place.
    fn wait(&mut self) {
        while !self.waiting.is_empty() {
            self.wait_for_one();
        }
    }

    fn wait_for_one(&mut self) {
        match self.done.recv() {
            Ok(done) => self.waiting.retain(|(series, _)| *series != done),
            // Nobody lays in place any more.
            Err(_) => self.waiting.clear(),
        }
    }

    /// Hands on what was found of a series, once there is room for it. Gives back what nobody takes.
    fn hand_on(&mut self, found: Box<InSeries>) -> Option<Box<InSeries>> {
        let (series, releases) = (found.series, found.releases());
        while !self.waiting.is_empty()
            && releases + self.waiting.iter().map(|(_, releases)| releases).sum::<usize>() > AHEAD
        {
            self.wait_for_one();
        }
        match self.found.send(found) {
            Ok(()) => {
                self.waiting.push((series, releases));
                None
            }
            Err(SendError(found)) => Some(found),
        }
    }
}

/// The series that were given a codebook, with how many of their releases were there.
#[derive(Default)]
struct Given {
    standards: Standards,
    codebooks: BTreeMap<SeriesId, (Standard, u32)>,
}

/// A series of which enough is new.
fn next(connection: &Connection, new: &StoredIn) -> rusqlite::Result<Option<SeriesId>> {
    for (series, new) in new.iter().filter(|(_, new)| new.releases >= ENOUGH) {
        if new.releases.saturating_mul(2) >= releases::count_in(connection, *series)? {
            return Ok(Some(*series));
        }
    }
    Ok(None)
}

/// Ends the listening, whether the storing ended or broke down.
struct Ends<'a> {
    over: &'a AtomicBool,
    _listening: Listening<'a>,
}

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

/// Steps taken while others store.
#[derive(Clone)]
struct Meanwhile<'a> {
    /// Says that the storing has ended; `None` where one goes on all the same.
    over: Option<&'a AtomicBool>,
    /// Before whom the keys are made that a batch waits for; `None` where that leaves a core. Two would share one with the thread that
    /// stores, and later leave it alone with the index and the disk.
    precedence: Option<&'a Precedence>,
}

impl Steps for Meanwhile<'_> {
    fn goes_on(&mut self) -> bool {
        if let Some(precedence) = self.precedence {
            precedence.give_way();
        }
        self.over.is_none_or(|over| !over.load(Ordering::Relaxed))
    }

    fn done(&mut self) {}
}
