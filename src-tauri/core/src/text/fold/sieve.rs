//! A quick test whether a word can be among a set of words, before it is looked up there.

/// A set of words' fingerprints. What it refuses is not in the set; what it lets through may be.
#[derive(Debug)]
pub(crate) struct Sieve {
    bits: Box<[u64; Self::BITS / 64]>,
}

impl Sieve {
    const BITS: usize = 1 << 15;

    /// A sieve that refuses everything.
    pub fn new() -> Self {
        Self { bits: Box::new([0; Self::BITS / 64]) }
    }

    /// Lets a word through from now on.
    pub fn add(&mut self, word: &[u8]) {
        let at = Self::fingerprint(word);
        self.bits[at / 64] |= 1 << (at % 64);
    }

    /// Whether the word may be in the set.
    #[inline]
    pub fn lets(&self, word: &[u8]) -> bool {
        let at = Self::fingerprint(word);
        self.bits[at / 64] & (1 << (at % 64)) != 0
    }

    /// Of a word's length, its first four bytes and its last four.
    #[inline]
    fn fingerprint(word: &[u8]) -> usize {
        let four = |bytes: &[u8]| match bytes {
            [a, b, c, d] => u32::from_le_bytes([*a, *b, *c, *d]),
            _ => 0,
        };
        let head = word.get(..4).map_or_else(|| word.iter().fold(0, |sum, b| sum << 8 | u32::from(*b)), four);
        let tail = word.len().checked_sub(4).and_then(|at| word.get(at..)).map_or(0, four);
        let mixed = (u64::from(head) << 32 | u64::from(tail)).wrapping_add(word.len() as u64);
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 49) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_let_through_and_most_else_is_not() {
        let mut sieve = Sieve::new();
        let words: Vec<String> = (0..2_000).map(|n| format!("word{n}")).collect();
        words.iter().for_each(|word| sieve.add(word.as_bytes()));
        assert!(words.iter().all(|word| sieve.lets(word.as_bytes())));
        let through = (0..2_000).filter(|n| sieve.lets(format!("other{n}").as_bytes())).count();
        assert!(through < 400, "{through}");
        assert!(!Sieve::new().lets(b""));
    }
}
