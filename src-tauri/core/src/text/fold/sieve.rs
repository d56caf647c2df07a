//! A quick test whether a word can be among a set of words, before it is looked up there.

use crate::text::numbering::Print;

/// A set of words' fingerprints. What it refuses is not in the set; what it lets through may be.
#[derive(Debug)]
pub(crate) struct Sieve {
    /// A power of two of bits.
    bits: Box<[u64]>,
}

/// A sieve that lets nothing through.
impl Default for Sieve {
    fn default() -> Self {
        Self { bits: [0].into() }
    }
}

impl Sieve {
    /// Bits for each word: some 6 % of other words are let through.
    const SPARSE: usize = 16;

    /// A sieve that lets these words through. It is as wide as they need.
    pub fn of<'w>(words: impl ExactSizeIterator<Item = &'w [u8]>) -> Self {
        let bits = (words.len() * Self::SPARSE).next_power_of_two().max(64);
        let mut sieve = Self { bits: vec![0; bits / 64].into() };
        for word in words {
            let (at, bit) = sieve.place(word);
            sieve.bits[at] |= bit;
        }
        sieve
    }

    /// Whether the word may be in the set.
    #[inline]
    pub fn lets(&self, word: &[u8]) -> bool {
        let (at, bit) = self.place(word);
        self.bits[at] & bit != 0
    }

    #[inline]
    fn place(&self, word: &[u8]) -> (usize, u64) {
        let hash = Print::of(word).hash() as usize;
        ((hash / 64) & (self.bits.len() - 1), 1 << (hash % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_set_is_let_through_and_most_else_is_not() {
        for count in [1, 2_000, 50_000] {
            let words: Vec<String> = (0..count).map(|n| format!("كلمة{n}")).collect();
            let sieve = Sieve::of(words.iter().map(String::as_bytes));
            assert!(words.iter().all(|word| sieve.lets(word.as_bytes())));
            let through = (0..2_000).filter(|n| sieve.lets(format!("غير{n}").as_bytes())).count();
            assert!(through < 250, "{through} of 2,000 beside {count}");
        }
        assert!(!Sieve::default().lets(b""));
    }
}
