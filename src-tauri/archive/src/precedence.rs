//! Who goes first where there are not enough cores for all.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Lets those who hold up a transaction work before those who only use the time meanwhile.
#[derive(Debug, Default)]
pub(crate) struct Precedence {
    pressing: Mutex<usize>,
    none: Condvar,
}

impl Precedence {
    /// Says that something is waited for, until what it gives is dropped.
    pub(crate) fn press(&self) -> Pressing<'_> {
        *self.lock() += 1;
        Pressing(self)
    }

    /// Waits until nothing is pressing.
    pub(crate) fn give_way(&self) {
        let mut pressing = self.lock();
        while *pressing > 0 {
            pressing = self.none.wait(pressing).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        self.pressing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Something that is waited for.
pub(crate) struct Pressing<'a>(&'a Precedence);

impl Drop for Pressing<'_> {
    fn drop(&mut self) {
        let mut pressing = self.0.lock();
        *pressing -= 1;
        if *pressing == 0 {
            self.0.none.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn one_gives_way_until_the_last_that_presses_is_done() {
        let precedence = Precedence::default();
        precedence.give_way();
        let passed = AtomicBool::new(false);
        let first = precedence.press();
        let second = precedence.press();
        thread::scope(|scope| {
            scope.spawn(|| {
                precedence.give_way();
                passed.store(true, Ordering::SeqCst);
            });
            drop(first);
            thread::sleep(Duration::from_millis(20));
            assert!(!passed.load(Ordering::SeqCst));
            drop(second);
        });
        assert!(passed.load(Ordering::SeqCst));
    }
}
