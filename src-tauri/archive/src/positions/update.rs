//! Bringing positions up to date after releases, codebooks or the lexicon changed.
//!
//! A series at a time: what is stale is found, compared and related without holding anything, then laid in place in one
//! transaction, so that the series is always wholly of before or of after. Several series are worked on at once, where there are cores
//! for it; they are laid in place one after the other. Called off, what was brought up to date so far stays.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use bayan_core::model::SeriesId;
use bayan_core::positions::codebook::Standard;

use super::Standards;
use super::laid::Laid;
use super::plan::{Plan, stale_in};
use super::work::{Fresh, Steps, work_on, work_through};
use crate::archive::Archive;
use crate::batch::Batch;
use crate::error::Error;
use crate::safety::check::Watch;
use crate::table::{codebooks, paragraphs, positions, releases, series};

/// What bringing up to date came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Updated {
    /// Releases whose positions were found anew.
    pub releases: u32,
    /// It was called off before its end.
    pub called_off: bool,
}

impl Updated {
    /// Both together.
    const fn and(self, other: Self) -> Self {
        Self { releases: self.releases + other.releases, called_off: self.called_off || other.called_off }
    }
}

/// How many releases are looked at to choose a codebook for a series.
const LOOKED_AT: usize = 5;

/// How often a series that is changed meanwhile is begun anew before it is left for the next time.
const TRIES: u32 = 3;

/// Things to do, from which on other threads are worth starting.
const MANY: u64 = 64;

/// Of how many things done the one who watches is told at once: to be woken for each costs more than many of them.
const TOGETHER: u64 = 8;

/// How often a thread may tell before the one who watches has heard.
const AHEAD: usize = 2;

/// Threads beyond this would wait for a reading connection.
const MOST_THREADS: usize = 4;

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
        let mut all = Vec::new();
        let mut total = 0;
        let standards = Standards::default();
        for series in self.wanted(only)? {
            self.choose_codebook(series, &standards)?;
            if let Some(plan) = self.plan(series, None)?
                && !plan.is_done(self.read(|connection| positions::stamp(connection, series))?)
            {
                total += plan.work();
                all.push(series);
            }
        }
        let mut work = Work { done: 0, total };
        (watch.progress)(0, total);
        let threads = match total {
            0..MANY => 1,
            _ => thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS),
        };
        if threads > 1
            && let Some(updated) = self.update_on(threads, &all, &mut work, watch)
        {
            return updated;
        }
        self.update_here(&all, &mut work, watch)
    }

    /// On this thread.
    fn update_here(
        &self,
        all: &[SeriesId],
        work: &mut Work,
        watch: &mut Watch<'_>,
    ) -> Result<Updated, Error> {
        let mut here = Here { work, watch };
        let mut updated = Updated::default();
        for series in all {
            let done = self.update_series(*series, |plan| {
                let mut fresh = Fresh::default();
                let whole = work_on(self, plan, 0..plan.steps.len(), &mut fresh, &mut here)?;
                Ok(whole.then_some(fresh))
            })?;
            updated = updated.and(done);
            if updated.called_off {
                break;
            }
        }
        Ok(updated)
    }

    /// On so many threads, while this one watches; `None`, and nothing done, where the system gives none.
    fn update_on(
        &self,
        threads: usize,
        all: &[SeriesId],
        work: &mut Work,
        watch: &mut Watch<'_>,
    ) -> Option<Result<Updated, Error>> {
        let at_once = threads.min(all.len());
        let each = (threads / at_once.max(1)).max(1);
        let next = AtomicUsize::new(0);
        let stop = AtomicBool::new(false);
        let one_after_the_other = |there: There<'_>| -> Result<Updated, Error> {
            let mut updated = Updated::default();
            while let Some(series) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                match self.update_series(*series, |plan| work_through(self, plan, each, &there)) {
                    Ok(done) => updated = updated.and(done),
                    Err(error) => {
                        stop.store(true, Ordering::Relaxed);
                        return Err(error);
                    }
                }
                if updated.called_off {
                    break;
                }
            }
            Ok(updated)
        };
        let (sender, steps) = mpsc::sync_channel(AHEAD);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..at_once)
                .map_while(|_| {
                    let there = There { steps: sender.clone(), stop: &stop, untold: 0 };
                    thread::Builder::new().spawn_scoped(scope, || one_after_the_other(there)).ok()
                })
                .collect();
            // The last of the others is dropped when its thread ends.
            drop(sender);
            for done in steps {
                for _ in 0..done {
                    work.step(watch);
                }
                if (watch.called_off)() {
                    stop.store(true, Ordering::Relaxed);
                }
            }
            workers
                .into_iter()
                .map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
                // Where one failed the others were called off.
                .reduce(|one, other| Ok(one?.and(other?)))
        })
    }

    /// Brings one series up to date with what `find` finds, which gives `None` when it was called off.
    pub(super) fn update_series(
        &self,
        series: SeriesId,
        mut find: impl FnMut(&Plan) -> Result<Option<Fresh>, Error>,
    ) -> Result<Updated, Error> {
        let mut updated = Updated::default();
        for _ in 0..TRIES {
            let found = match self.find_in_series(series, None, &mut find)? {
                Find::Done(found) => found,
                Find::Nothing => break,
                Find::CalledOff => return Ok(Updated { called_off: true, ..updated }),
            };
            if self.put(&found)? {
                updated.releases += found.plan.stale();
                if !self.has_grown(&found)? {
                    break;
                }
            }
        }
        Ok(updated)
    }

    /// Finds what there is to be laid in place of a series; of one without a codebook, by `chosen`.
    pub(super) fn find_in_series(
        &self,
        series: SeriesId,
        chosen: Option<Standard>,
        find: impl FnOnce(&Plan) -> Result<Option<Fresh>, Error>,
    ) -> Result<Find, Error> {
        let Some(plan) = self.plan(series, chosen)? else { return Ok(Find::Nothing) };
        if plan.is_done(self.read(|connection| positions::stamp(connection, series))?) {
            return Ok(Find::Nothing);
        }
        let Some(fresh) = find(&plan)? else { return Ok(Find::CalledOff) };
        let laid = self.read(|connection| Laid::make(connection, series, &plan, fresh))?;
        Ok(Find::Done(Box::new(InSeries { series, chosen, plan, laid })))
    }

    fn wanted(&self, only: Option<SeriesId>) -> Result<Vec<SeriesId>, Error> {
        match only {
            Some(series) => Ok(vec![series]),
            None => Ok(self.read(series::all)?.into_iter().map(|series| series.id).collect()),
        }
    }

    /// Gives a series without a codebook the one that fits it best, stored where the archive does not have it yet.
    fn choose_codebook(&self, series: SeriesId, standards: &Standards) -> Result<(), Error> {
        match self.wanted_codebook(series, standards)? {
            Some(standard) => self.give_codebook(series, standard),
            None => Ok(()),
        }
    }

    /// The codebook that a series without one is to be given.
    pub(super) fn wanted_codebook(
        &self,
        series: SeriesId,
        standards: &Standards,
    ) -> Result<Option<Standard>, Error> {
        if self.read(|connection| codebooks::of_series(connection, series))?.is_some() {
            return Ok(None);
        }
        self.fitting_to(series, standards)
    }

    /// Chooses again for a series that was given a codebook when only part of its releases was there, and has it still.
    pub(super) fn choose_again(
        &self,
        series: SeriesId,
        given: Standard,
        standards: &Standards,
    ) -> Result<(), Error> {
        let has = self.read(|connection| match codebooks::of_series(connection, series)? {
            Some(id) => codebooks::get(connection, id),
            None => Ok(None),
        })?;
        let has = has.and_then(|codebook| codebook.standard);
        match self.fitting_to(series, standards)? {
            Some(standard) if has.as_deref() == Some(given.id()) && standard != given => {
                self.give_codebook(series, standard)
            }
            _ => Ok(()),
        }
    }

    /// The codebook that fits a series best; `None` where it has no releases.
    fn fitting_to(&self, series: SeriesId, standards: &Standards) -> Result<Option<Standard>, Error> {
        let texts = self.read(|connection| {
            let states = positions::states(connection, series)?;
            // From all over the series: its first years may have had other subjects.
            let step = (states.len() / LOOKED_AT).max(1);
            let some = states.iter().step_by(step);
            some.map(|state| paragraphs::of_release(connection, state.release))
                .collect::<rusqlite::Result<Vec<_>>>()
        })?;
        Ok((!texts.is_empty()).then(|| standards.fitting(&texts)))
    }

    fn give_codebook(&self, series: SeriesId, standard: Standard) -> Result<(), Error> {
        self.write(|batch| give(batch, series, standard))
    }

    fn plan(&self, series: SeriesId, chosen: Option<Standard>) -> Result<Option<Plan>, Error> {
        self.read(|connection| Plan::make(connection, self.finders(), series, chosen))
    }

    /// Lays what was found in place; `false` where something it rests on has changed meanwhile.
    pub(super) fn put(&self, found: &InSeries) -> Result<bool, Error> {
        self.write(|batch| found.put(batch))
    }

    /// Lays in place what was found of several series. What is still to come of them is taken when they can be written, all
    /// in one transaction.
    pub(super) fn put_all(&self, all: impl Iterator<Item = Box<InSeries>>) -> Result<(), Error> {
        self.write(|batch| put_each(batch, all))
    }

    /// The same without waiting for the disk, where more is to be stored after it.
    pub(super) fn put_all_without_waiting(
        &self,
        all: impl Iterator<Item = Box<InSeries>>,
    ) -> Result<(), Error> {
        self.write_without_waiting(|batch| put_each(batch, all))
    }

    /// Whether releases have come to a series behind those that were planned for.
    fn has_grown(&self, InSeries { series, plan, .. }: &InSeries) -> Result<bool, Error> {
        let now = self.read(|connection| releases::count_in(connection, *series))?;
        Ok(now as usize > plan.states.len())
    }
}

/// Gives a series one of the codebooks that come with the program, stored where the archive does not have it yet.
fn give(batch: &mut Batch<'_>, series: SeriesId, standard: Standard) -> Result<(), Error> {
    let codebook = batch.add_standard_codebook(standard)?;
    batch.use_codebook(Some(series), codebook)
}

/// Where something that one of them rests on has changed meanwhile, that one is left out.
fn put_each(batch: &mut Batch<'_>, mut all: impl Iterator<Item = Box<InSeries>>) -> Result<(), Error> {
    all.try_for_each(|found| found.put(batch).map(drop))
}

/// What was found of a series, ready to be laid in place.
pub(super) struct InSeries {
    pub series: SeriesId,
    /// The codebook that the series is given, where it still has none.
    chosen: Option<Standard>,
    plan: Plan,
    laid: Laid,
}

impl InSeries {
    /// How many releases the series has.
    pub(super) fn releases(&self) -> usize {
        self.plan.states.len()
    }

    fn put(&self, batch: &mut Batch<'_>) -> Result<bool, Error> {
        let Self { series, chosen, plan, laid } = self;
        if let Some(chosen) = *chosen
            && batch.compute(|connection| codebooks::of_series(connection, *series))?.is_none()
        {
            give(batch, *series, chosen)?;
        }
        batch.compute(|connection| match plan.still_holds(connection, *series)? {
            Some(now) if laid.still_holds(connection, *series)? => {
                laid.put(connection, *series, plan, &now)?;
                Ok(true)
            }
            _ => Ok(false),
        })
    }
}

/// What finding came to.
pub(super) enum Find {
    Done(Box<InSeries>),
    /// There is nothing to be done.
    Nothing,
    CalledOff,
}

/// How far it has come.
struct Work {
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

/// Steps taken on the thread that watches.
struct Here<'a, 'w> {
    work: &'a mut Work,
    watch: &'a mut Watch<'w>,
}

impl Steps for Here<'_, '_> {
    fn goes_on(&mut self) -> bool {
        !(self.watch.called_off)()
    }

    fn done(&mut self) {
        self.work.step(self.watch);
    }
}

/// Steps taken on another thread than the one that watches.
struct There<'a> {
    steps: SyncSender<u64>,
    stop: &'a AtomicBool,
    /// How many were taken that the one who watches has not been told of.
    untold: u64,
}

impl There<'_> {
    fn tell(&mut self) {
        if self.untold > 0 {
            // The one who watches listens until the last of these is gone.
            let _ = self.steps.send(std::mem::take(&mut self.untold));
        }
    }
}

impl Clone for There<'_> {
    fn clone(&self) -> Self {
        Self { steps: self.steps.clone(), stop: self.stop, untold: 0 }
    }
}

impl Drop for There<'_> {
    fn drop(&mut self) {
        self.tell();
    }
}

impl Steps for There<'_> {
    fn goes_on(&mut self) -> bool {
        !self.stop.load(Ordering::Relaxed)
    }

    fn done(&mut self) {
        self.untold += 1;
        if self.untold >= TOGETHER {
            self.tell();
        }
    }
}

#[cfg(test)]
mod tests {
    use bayan_core::model::{Lang, LocalName, ReleaseId};
    use tempfile::TempDir;

    use super::*;
    use crate::{NewIssuer, NewRelease, NewSeries};

    /// Goes on to the end and tells nobody.
    #[derive(Clone)]
    struct ToTheEnd;

    impl Steps for ToTheEnd {
        fn goes_on(&mut self) -> bool {
            true
        }

        fn done(&mut self) {}
    }

    /// An archive with a series, and what stores a release of a date in it.
    fn council() -> (TempDir, Archive, SeriesId) {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::create(&folder.path().join("a.bayan")).unwrap();
        let name = LocalName { ar: None, en: Some("Council".to_owned()) };
        let issuer = archive.add_issuer(&NewIssuer { name: name.clone(), invented: true }).unwrap();
        let series = archive.add_series(&NewSeries { issuer, title: name, lang: Lang::En }).unwrap();
        (folder, archive, series)
    }

    fn store(archive: &Archive, series: SeriesId, date: &str) -> ReleaseId {
        let new = NewRelease {
            series,
            title: None,
            date: date.parse().unwrap(),
            lang: Lang::En,
            source: None,
            retrieved: None,
            note: None,
            paragraphs: vec!["The Council welcomed the ceasefire.".to_owned()],
        };
        archive.store_release(&new).unwrap()
    }

    #[test]
    fn what_is_called_off_in_a_second_round_tells_what_the_first_brought_up_to_date() {
        let (_folder, archive, series) = council();
        store(&archive, series, "2025-01-28");
        store(&archive, series, "2025-02-25");
        archive.choose_codebook(series, &Standards::default()).unwrap();
        let mut rounds = 0;
        let updated = archive.update_series(series, |plan| {
            rounds += 1;
            if rounds == 2 {
                return Ok(None);
            }
            store(&archive, series, "2025-03-27");
            work_through(&archive, plan, 1, &ToTheEnd)
        });
        assert_eq!(updated.unwrap(), Updated { releases: 2, called_off: true });
        assert_eq!(archive.stale_positions(None).unwrap(), 1);
    }

    #[test]
    fn what_was_found_stands_where_releases_come_behind_those_that_were_read_and_not_where_one_comes_between()
    {
        let (_folder, archive, series) = council();
        let store = |date: &str| store(&archive, series, date);
        let find = || {
            let found = archive.find_in_series(series, Some(Standard::Syria), |plan| {
                work_through(&archive, plan, 1, &ToTheEnd)
            });
            match found.unwrap() {
                Find::Done(found) => found,
                Find::Nothing | Find::CalledOff => panic!("there was something to be found"),
            }
        };
        let first = store("2025-01-28");
        store("2025-02-25");
        let found = find();
        store("2025-03-27");
        assert!(archive.put(&found).unwrap());
        assert!(archive.has_grown(&found).unwrap());
        assert_eq!(archive.stale_positions(None).unwrap(), 1);
        assert_eq!(archive.codebook_of(series).unwrap().unwrap().standard.as_deref(), Some("syria"));
        let before = archive.positions_of_series(series).unwrap().positions;
        assert_eq!(before.len(), 2);

        let found = find();
        store("2025-02-01");
        assert!(!archive.put(&found).unwrap());
        assert_eq!(archive.positions_of_series(series).unwrap().positions, before);

        let mut watch = Watch { progress: &mut |_, _| (), called_off: &|| false };
        assert_eq!(archive.update_positions(None, &mut watch).unwrap().releases, 2);
        let now = archive.positions_of_series(series).unwrap().positions;
        let related =
            |release| now.iter().find(|position| position.release == release).unwrap().related.unwrap();
        assert_eq!((now.len(), related(first).previous), (4, None));
        assert_eq!(archive.stale_positions(None).unwrap(), 0);
    }

    #[test]
    fn several_series_are_laid_in_place_in_one_turn_and_one_that_has_changed_meanwhile_is_left_out_alone() {
        let (_folder, archive, first) = council();
        let title = LocalName { ar: None, en: Some("Committee".to_owned()) };
        let issuer = archive.issuers().unwrap()[0].id;
        let second = archive.add_series(&NewSeries { issuer, title, lang: Lang::En }).unwrap();
        let find = |series| {
            store(&archive, series, "2025-01-28");
            store(&archive, series, "2025-03-27");
            let found = archive.find_in_series(series, Some(Standard::Syria), |plan| {
                work_through(&archive, plan, 1, &ToTheEnd)
            });
            match found.unwrap() {
                Find::Done(found) => found,
                Find::Nothing | Find::CalledOff => panic!("there was something to be found"),
            }
        };
        let found = [find(first), find(second)];
        store(&archive, first, "2025-02-25");
        archive.put_all_without_waiting(found.into_iter()).unwrap();
        assert!(archive.positions_of_series(first).unwrap().positions.is_empty());
        assert_eq!(archive.positions_of_series(second).unwrap().positions.len(), 2);
        assert_eq!(
            (archive.stale_positions(Some(first)).unwrap(), archive.stale_positions(None).unwrap()),
            (3, 3)
        );
    }
}
