//! What was computed last in an open archive: the comparisons, so that the pages of one are cut from one computation, and
//! the word weights of the series.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bayan_archive::HandLink;
use bayan_core::collation::Collation;
use bayan_core::compare::WordWeights;
use bayan_core::model::{ReleaseId, SeriesId};

/// How many comparisons are kept: the one on screen and the few a reader steps between.
const KEPT: usize = 4;

/// What a comparison is made of beside the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The release at the older place.
    pub older: ReleaseId,
    /// The release at the newer place.
    pub newer: ReleaseId,
    /// What a person said of its links. With others it is another comparison, also after an act was undone.
    pub links: Vec<HandLink>,
}

/// What was computed last. No lock is held while computing: two windows may compare at once.
#[derive(Debug, Default)]
pub struct Recent {
    /// The comparisons, the newest first.
    comparisons: Mutex<Vec<(Compared, Arc<Collation>)>>,
    /// The word weights of each series, with the number of releases they were counted over.
    weights: Mutex<HashMap<SeriesId, (u32, Arc<WordWeights>)>>,
}

impl Recent {
    /// The comparison of two releases, made by `make` where it is not at hand.
    ///
    /// # Errors
    /// Those of `make`; nothing is kept then.
    pub fn comparison<E>(
        &self,
        compared: Compared,
        make: impl FnOnce() -> Result<Collation, E>,
    ) -> Result<Arc<Collation>, E> {
        let found = match self.take(&compared) {
            Some(found) => found,
            None => Arc::new(make()?),
        };
        self.put(compared, &found);
        Ok(found)
    }

    /// The word weights of a series that holds so many releases, counted by `count` where they are not at hand or the
    /// series has grown.
    ///
    /// # Errors
    /// Those of `count`; nothing is kept then.
    pub fn weights<E>(
        &self,
        series: SeriesId,
        releases: u32,
        count: impl FnOnce() -> Result<WordWeights, E>,
    ) -> Result<Arc<WordWeights>, E> {
        let known = self.weights.lock().unwrap_or_else(PoisonError::into_inner).get(&series).cloned();
        if let Some((counted, weights)) = known
            && counted == releases
        {
            return Ok(weights);
        }
        let weights = count()?.shared();
        self.weights
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(series, (releases, Arc::clone(&weights)));
        Ok(weights)
    }

    /// Forgets everything: texts have changed.
    pub fn forget(&self) {
        self.comparisons.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.weights.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The comparison of two releases, where it is at hand.
    pub fn known(&self, compared: &Compared) -> Option<Arc<Collation>> {
        let kept = self.comparisons.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(key, _)| key == compared).map(|(_, collation)| Arc::clone(collation))
    }

    fn take(&self, compared: &Compared) -> Option<Arc<Collation>> {
        let mut kept = self.comparisons.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(key, _)| key == compared)?;
        Some(kept.remove(at).1)
    }

    fn put(&self, compared: Compared, collation: &Arc<Collation>) {
        let mut kept = self.comparisons.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(0, (compared, Arc::clone(collation)));
        kept.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::convert::Infallible;

    use bayan_core::collation::Summary;

    use super::*;

    fn compared(number: i64, links: Vec<HandLink>) -> Compared {
        Compared { older: ReleaseId(number), newer: ReleaseId(number + 1), links }
    }

    #[test]
    fn a_link_by_hand_makes_another_comparison_and_without_it_the_first_is_still_at_hand() {
        let recent = Recent::default();
        let get = |links: Vec<HandLink>| {
            recent
                .comparison::<Infallible>(compared(1, links.clone()), || {
                    let summary = Summary { moved: links.len() as u32, ..Summary::default() };
                    Ok(Collation { summary, rows: Vec::new(), changes: Vec::new() })
                })
                .unwrap()
        };
        let before = get(Vec::new());
        assert_eq!(get(vec![HandLink { old: 0, new: 1, linked: true }]).summary.moved, 1);
        assert!(Arc::ptr_eq(&before, &get(Vec::new())));
    }

    #[test]
    fn a_comparison_at_hand_is_not_made_again_and_the_oldest_goes_first() {
        let recent = Recent::default();
        let made = Cell::new(0);
        let get = |number: i64| {
            recent
                .comparison::<Infallible>(compared(number, Vec::new()), || {
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

    #[test]
    fn weights_are_counted_anew_only_when_the_series_has_grown() {
        let recent = Recent::default();
        let counted = Cell::new(0);
        let get = |releases: u32| {
            recent
                .weights::<Infallible>(SeriesId(1), releases, || {
                    counted.set(counted.get() + 1);
                    Ok(WordWeights::default())
                })
                .unwrap();
            counted.get()
        };
        assert_eq!((get(7), get(7), get(8)), (1, 1, 2));
    }
}
