//! Independent work shared out over the processor's cores. What comes out never depends on how many there are.

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Bytes of both texts together from which other threads are asked for help: below, starting one costs as much as it saves.
const LARGE: usize = 192 * 1024;

/// Threads beyond this wait for memory and not for a core.
const MOST: usize = 8;

/// Stretches for each thread, so that one that is held up leaves its share to the others.
const STRETCHES: usize = 4;

/// How many threads a comparison may use, its own among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Threads(usize);

impl Threads {
    /// As many as texts of so many bytes together are worth and the machine has cores for.
    pub(crate) fn for_texts(bytes: usize) -> Self {
        if bytes < LARGE {
            return Self::one();
        }
        Self(thread::available_parallelism().map_or(1, usize::from).min(MOST))
    }

    /// The comparison's own thread alone.
    pub(crate) const fn one() -> Self {
        Self(1)
    }

    /// As many as given, however short the texts.
    #[cfg(test)]
    pub(crate) const fn given(threads: usize) -> Self {
        Self(threads)
    }

    /// Whether there is but the comparison's own thread.
    pub(crate) const fn is_one(self) -> bool {
        self.0 <= 1
    }

    /// What `task` gives for stretches that cover `0..count` in order. How the items are cut hangs on the number of threads:
    /// the task must give the same for any.
    pub(crate) fn share<R: Send>(self, count: usize, task: impl Fn(Range<usize>) -> R + Sync) -> Vec<R> {
        self.share_out(count, self.0 * STRETCHES, task)
    }

    /// The same, one stretch for each thread: for tasks that cost something to begin.
    pub(crate) fn share_evenly<R: Send>(
        self,
        count: usize,
        task: impl Fn(Range<usize>) -> R + Sync,
    ) -> Vec<R> {
        self.share_out(count, self.0, task)
    }

    fn share_out<R: Send>(
        self,
        count: usize,
        stretches: usize,
        task: impl Fn(Range<usize>) -> R + Sync,
    ) -> Vec<R> {
        let stretches = stretches.min(count);
        if self.is_one() || stretches < 2 {
            return vec![task(0..count)];
        }
        let next = AtomicUsize::new(0);
        let take = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                if at >= stretches {
                    return done;
                }
                done.push((at, task(count * at / stretches..count * (at + 1) / stretches)));
            }
        };
        let mut done = thread::scope(|scope| {
            // A thread that the system does not give leaves its share to the others.
            let others: Vec<_> =
                (1..self.0).map_while(|_| thread::Builder::new().spawn_scoped(scope, take).ok()).collect();
            let mut done = take();
            for other in others {
                done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            done
        });
        done.sort_unstable_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_all_items_in_order_whatever_the_number_of_threads() {
        for threads in 1..6 {
            for count in [0, 1, 2, 3, 7, 1_000] {
                for parts in [
                    Threads::given(threads).share(count, |range| range),
                    Threads::given(threads).share_evenly(count, |range| range),
                ] {
                    assert_eq!(
                        parts.into_iter().flatten().collect::<Vec<_>>(),
                        (0..count).collect::<Vec<_>>()
                    );
                }
            }
        }
        assert!(Threads::for_texts(1_000).is_one());
    }

    #[test]
    fn a_task_that_panics_panics_where_it_was_asked_for() {
        let asked = || Threads::given(2).share(100, |range| assert!(!range.contains(&99), "the last one"));
        assert!(std::panic::catch_unwind(asked).is_err());
    }
}
