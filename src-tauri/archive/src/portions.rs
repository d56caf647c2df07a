//! How much of an import is stored in one transaction.
//!
//! A transaction writes every page that it changes, however little of the page that is: an index over all releases by title or
//! date is changed all over by five hundred of them as by two thousand. So the portions grow with what is stored already,
//! and become smaller again towards the end, where the positions of the last one are still to be found when nothing else is
//! left to be done.

/// Releases of the longest one: others who want to write wait for less than half a second.
const MOST: usize = 2_000;
/// Which part of what is stored, or still to be stored if that is less, is stored at once.
const PART: usize = 8;
/// From how many bytes of texts and originals on a portion is closed, however few releases it has. All of it is held in memory.
const MOST_BYTES: u64 = 8 << 20;

/// Cuts an import into the portions that are stored in one transaction each.
#[derive(Debug, Clone)]
pub struct Portions {
    least: usize,
    taken: usize,
}

impl Portions {
    /// Of which the first has so many releases, and no other is shorter but the last; the longer ones have a multiple of it.
    pub const fn from(least: usize) -> Self {
        Self { least: if least == 0 { 1 } else { least }, taken: 0 }
    }

    /// The next portion of `all`, from which nothing is taken but by this, each when it is asked for. `bytes` tells how long the text
    /// of one is with its original, where that is kept; it closes a portion early. It is empty only when nothing is left.
    pub fn next<T>(
        &mut self,
        all: &mut impl ExactSizeIterator<Item = T>,
        bytes: impl Fn(&T) -> u64,
    ) -> impl Iterator<Item = T> {
        let part = self.taken.min(all.len()) / PART;
        let at_most = part.min(MOST) / self.least * self.least;
        let mut places = 0..at_most.max(self.least);
        let mut length = 0;
        std::iter::from_fn(move || {
            if length >= MOST_BYTES {
                return None;
            }
            places.next()?;
            let next = all.next()?;
            length += bytes(&next);
            self.taken += 1;
            Some(next)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(total: usize, bytes: u64) -> Vec<usize> {
        let mut all = 0..total;
        let mut portions = Portions::from(500);
        let portions = std::iter::from_fn(|| Some(portions.next(&mut all, |_| bytes).count()));
        portions.take_while(|length| *length > 0).collect()
    }

    #[test]
    fn portions_grow_with_what_is_stored_and_shrink_with_what_is_left() {
        assert!(lengths(0, 0).is_empty());
        assert_eq!(lengths(499, 0), [499]);
        assert_eq!(lengths(1_200, 0), [500, 500, 200]);
        assert_eq!(lengths(10_000, 0), [500; 20]);
        let long = lengths(100_000, 0);
        assert_eq!(long.iter().sum::<usize>(), 100_000);
        assert_eq!(long.iter().max(), Some(&2_000));
        let longest = long.iter().position(|length| *length == 2_000).unwrap();
        assert!(long[..longest].is_sorted(), "{long:?}");
        assert!(long[longest..].is_sorted_by(|one, next| one >= next), "{long:?}");
        assert!(long.len() < 90, "{long:?}");
    }

    #[test]
    fn a_portion_is_closed_with_the_release_that_fills_it_and_has_one_however_long_that_is() {
        assert_eq!(lengths(5, 3 << 20), [3, 2]);
        assert_eq!(lengths(3, 100 << 20), [1, 1, 1]);
    }

    #[test]
    fn nothing_of_a_portion_is_taken_before_it_is_asked_for() {
        let mut all = 0..700;
        let mut portions = Portions::from(500);
        assert_eq!(portions.next(&mut all, |_| 0).take(3).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(portions.next(&mut all, |_| 0).count(), 500);
        assert_eq!(all, 503..700);
    }
}
