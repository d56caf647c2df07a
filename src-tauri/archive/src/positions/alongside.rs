//! Positions brought up to date while releases are being stored. The two take about as long, and each has a core of its own.
//!
//! Batches tell what they have stored. A series is taken up when so much is new in it that to bring the whole of it up to date
//! is worth it: at least [`ENOUGH`] releases, and half of all it has. So a series that grows portion by portion is gone
//! through twice at most, however many portions there are.

use std::collections::BTreeMap;
use std::iter;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use bayan_core::model::SeriesId;
use rusqlite::Connection;

use super::Standards;
use super::work::{Steps, work_through};
use crate::archive::Archive;
use crate::error::Error;
use crate::table::releases;

/// In which series how many releases were stored.
pub(crate) type StoredIn = BTreeMap<SeriesId, u32>;

/// New releases from which on a series is taken up.
const ENOUGH: u32 = 200;
/// A series of more steps is left off when the storing ends, so that nobody waits for it.
const SOON_DONE: usize = 2_000;

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
            let work = move || self.keep_up(&told, over, cores - 1);
            // A thread that the system does not give is done without.
            let _ = thread::Builder::new().name("positions".to_owned()).spawn_scoped(scope, work);
            let _ends = Ends { over, _listening: listening };
            store()
        })
    }

    /// Takes up what it is told of until nobody tells any more.
    fn keep_up(&self, told: &Receiver<StoredIn>, over: &AtomicBool, threads: usize) {
        let mut new = StoredIn::new();
        let mut given = Given::default();
        while let Ok(first) = told.recv() {
            for (series, count) in iter::once(first).chain(told.try_iter()).flatten() {
                *new.entry(series).or_default() += count;
            }
            while !over.load(Ordering::Relaxed)
                && let Some(series) = self.read(|connection| next(connection, &new)).ok().flatten()
            {
                new.remove(&series);
                if self.take_up(series, over, threads, &mut given).is_err() {
                    return;
                }
                for (series, count) in told.try_iter().flatten() {
                    *new.entry(series).or_default() += count;
                }
            }
        }
        let Given { standards, codebooks } = given;
        for (series, (codebook, releases)) in codebooks {
            let grown =
                self.read(|connection| releases::count_in(connection, series)).map(|now| now != releases);
            if !matches!(grown, Ok(false)) && self.choose_again(series, codebook, &standards).is_err() {
                return;
            }
        }
    }

    fn take_up(
        &self,
        series: SeriesId,
        over: &AtomicBool,
        threads: usize,
        given: &mut Given,
    ) -> Result<(), Error> {
        let releases = self.read(|connection| releases::count_in(connection, series))?;
        if let Some(codebook) = self.choose_codebook(series, &given.standards)? {
            given.codebooks.insert(series, (codebook, releases));
        }
        self.update_series(series, |plan| {
            let over = (plan.steps.len() > SOON_DONE).then_some(over);
            work_through(self, plan, threads, &Meanwhile { over })
        })?;
        Ok(())
    }
}

/// The series that were given a codebook, with how many of their releases were there.
#[derive(Default)]
struct Given {
    standards: Standards,
    codebooks: BTreeMap<SeriesId, (i64, u32)>,
}

/// A series of which enough is new.
fn next(connection: &Connection, new: &StoredIn) -> rusqlite::Result<Option<SeriesId>> {
    for (series, new) in new.iter().filter(|(_, new)| **new >= ENOUGH) {
        if new.saturating_mul(2) >= releases::count_in(connection, *series)? {
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
}

impl Steps for Meanwhile<'_> {
    fn goes_on(&mut self) -> bool {
        self.over.is_none_or(|over| !over.load(Ordering::Relaxed))
    }

    fn done(&mut self) {}
}
