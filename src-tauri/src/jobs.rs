//! Long work that can be called off.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The least time between two reports of how far a job is: more often nobody can read them, and the window has other things
/// to do.
const BEAT: Duration = Duration::from_millis(50);

/// The jobs under way, by the number the window gave them.
#[derive(Debug, Default)]
pub struct Jobs {
    running: Mutex<HashMap<u32, Cancel>>,
}

/// Says whether a job was called off. Clones speak of the same job.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Whether the job was called off.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A job that is under way until this is dropped.
#[derive(Debug)]
pub struct Running<'a> {
    jobs: &'a Jobs,
    number: u32,
    /// Asked by the work now and then.
    pub cancel: Cancel,
}

/// How often a job says how far it is.
#[derive(Debug, Default)]
pub struct Pace {
    last: Option<Instant>,
}

impl Pace {
    /// Whether it is time to say that `done` of `total` are done: at the beginning, at the end, and now and then.
    pub fn is_due(&mut self, done: u32, total: u32) -> bool {
        let now = Instant::now();
        if done < total && self.last.is_some_and(|last| now.duration_since(last) < BEAT) {
            return false;
        }
        self.last = Some(now);
        true
    }
}

impl Jobs {
    /// Notes a job as under way.
    pub fn begin(&self, number: u32) -> Running<'_> {
        let cancel = Cancel::default();
        self.lock().insert(number, cancel.clone());
        Running { jobs: self, number, cancel }
    }

    /// Calls a job off. One that has ended is left alone.
    pub fn cancel(&self, number: u32) {
        if let Some(cancel) = self.lock().get(&number) {
            cancel.0.store(true, Ordering::Relaxed);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u32, Cancel>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.jobs.lock().remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_job_that_was_called_off_stops() {
        let jobs = Jobs::default();
        let (first, second) = (jobs.begin(1), jobs.begin(2));
        jobs.cancel(2);
        assert!(!first.cancel.is_cancelled());
        assert!(second.cancel.is_cancelled());
    }

    #[test]
    fn of_a_thousand_steps_in_a_row_the_first_and_the_last_are_told_and_few_between() {
        let mut pace = Pace::default();
        let told: Vec<u32> = (1..=1000).filter(|&done| pace.is_due(done, 1000)).collect();
        assert_eq!((told.first(), told.last()), (Some(&1), Some(&1000)));
        assert!(told.len() < 900, "{} reports", told.len());
    }

    #[test]
    fn a_number_can_serve_again_once_its_job_has_ended() {
        let jobs = Jobs::default();
        drop(jobs.begin(1));
        jobs.cancel(1);
        assert!(!jobs.begin(1).cancel.is_cancelled());
    }
}
