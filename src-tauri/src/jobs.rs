//! Long work that can be called off.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    fn a_number_can_serve_again_once_its_job_has_ended() {
        let jobs = Jobs::default();
        drop(jobs.begin(1));
        jobs.cancel(1);
        assert!(!jobs.begin(1).cancel.is_cancelled());
    }
}
