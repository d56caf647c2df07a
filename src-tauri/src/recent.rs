//! The comparisons made last, so that the pages of one are cut from one computation.

use std::sync::{Arc, Mutex, PoisonError};

use bayan_core::collation::Collation;
use bayan_core::model::ReleaseId;

/// How many comparisons are kept: the one on screen and the few a reader steps between.
const KEPT: usize = 4;

/// The two releases of a comparison.
pub type Pair = (ReleaseId, ReleaseId);

/// The comparisons made last, the newest first.
#[derive(Debug, Default)]
pub struct Recent {
    kept: Mutex<Vec<(Pair, Arc<Collation>)>>,
}

impl Recent {
    /// The comparison of this pair, made by `make` where it is not at hand.
    ///
    /// # Errors
    /// Those of `make`; nothing is kept then.
    pub fn get_or_make<E>(
        &self,
        pair: Pair,
        make: impl FnOnce() -> Result<Collation, E>,
    ) -> Result<Arc<Collation>, E> {
        if let Some(found) = self.take(pair) {
            self.put(pair, &found);
            return Ok(found);
        }
        // The lock is not held while comparing: two windows may compare at once.
        let made = Arc::new(make()?);
        self.put(pair, &made);
        Ok(made)
    }

    fn take(&self, pair: Pair) -> Option<Arc<Collation>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(key, _)| *key == pair)?;
        Some(kept.remove(at).1)
    }

    fn put(&self, pair: Pair, collation: &Arc<Collation>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(0, (pair, Arc::clone(collation)));
        kept.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::convert::Infallible;

    use bayan_core::collation::{Collation, Summary};

    use super::*;

    #[test]
    fn a_comparison_at_hand_is_not_made_again_and_the_oldest_goes_first() {
        let recent = Recent::default();
        let made = Cell::new(0);
        let get = |number: i64| {
            recent
                .get_or_make::<Infallible>((ReleaseId(number), ReleaseId(number + 1)), || {
                    made.set(made.get() + 1);
                    Ok(Collation { summary: Summary::default(), rows: Vec::new(), changes: Vec::new() })
                })
                .unwrap();
            made.get()
        };
        assert_eq!(get(1), 1);
        assert_eq!(get(1), 1);
        for number in 2..=5 {
            get(number);
        }
        assert_eq!(get(5), 5);
        assert_eq!(get(1), 6, "the first of five had to go");
    }
}
