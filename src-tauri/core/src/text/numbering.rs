//! Numbers for strings: each distinct one is kept once and has the number of its first sight.
//!
//! Nearly every word has at most fifteen bytes. Such a word's bytes and length make one integer, its *print*, that is
//! hashed and compared at once; only longer ones are read again.

use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

/// Bytes of the longest string that its print tells by itself.
const WHOLE: usize = 15;

/// A string in sixteen bytes: what it is up to [`WHOLE`] bytes, else its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Print(u128);

impl Print {
    /// The print of a string.
    #[inline]
    pub(crate) fn of(string: &[u8]) -> Self {
        let len = string.len();
        let low = |chunk: Option<&[u8; 8]>| chunk.map_or(0, |chunk| u64::from_le_bytes(*chunk));
        let half = |chunk: Option<&[u8; 4]>| chunk.map_or(0, |chunk| u64::from(u32::from_le_bytes(*chunk)));
        // The last bytes are loaded together with some of the first, and these shifted out.
        let bytes = match len {
            0..4 => string.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte)).into(),
            4..8 => {
                let last = half(string.last_chunk()) >> (8 * (8 - len));
                u128::from(half(string.first_chunk()) | last << 32)
            }
            8 => low(string.first_chunk()).into(),
            9..=WHOLE => {
                let last = low(string.last_chunk()) >> (8 * (16 - len));
                u128::from(low(string.first_chunk())) | u128::from(last) << 64
            }
            _ => return Self::of_hash(FxBuildHasher.hash_one(string)),
        };
        Self(bytes | (len as u128) << 120)
    }

    /// The print of a stretch of a text: where there are sixteen bytes from its beginning on, they are loaded at once.
    #[inline]
    pub(crate) fn within(text: &[u8], range: Range<usize>) -> Self {
        let len = range.len();
        match text.get(range.start..).and_then(|rest| rest.first_chunk::<16>()) {
            Some(chunk) if len <= WHOLE => {
                let bytes = u128::from_le_bytes(*chunk) & ((1 << (8 * len)) - 1);
                Self(bytes | (len as u128) << 120)
            }
            _ => Self::of(&text[range]),
        }
    }

    /// The print of something that has this hash and is to be compared by other means.
    pub(crate) const fn of_hash(hash: u64) -> Self {
        Self(hash as u128 | 0xff << 120)
    }

    /// Whether two strings with this print may yet differ.
    const fn is_hash(self) -> bool {
        self.0 >> 120 == 0xff
    }

    /// Both halves multiplied and folded together.
    #[inline]
    pub(crate) const fn hash(self) -> u32 {
        let (low, high) = (self.0 as u64, (self.0 >> 64) as u64);
        let product = ((low ^ 0x9e37_79b9_7f4a_7c15) as u128) * ((high ^ 0xe703_7ed1_a0b4_28db) as u128);
        let both = product as u64 ^ (product >> 64) as u64;
        (both ^ (both >> 32)) as u32
    }
}

/// The numbers of prints, by open addressing.
#[derive(Debug, Default)]
pub(crate) struct Prints {
    prints: Vec<Print>,
    /// A hash and a number plus one, or nothing.
    slots: Vec<(u32, u32)>,
}

impl Prints {
    /// With room for so many.
    pub(crate) fn with_capacity(count: usize) -> Self {
        let slots = (count * 2).next_power_of_two().max(1024);
        Self { prints: Vec::with_capacity(count), slots: vec![(0, 0); slots] }
    }

    /// The print with a number.
    pub(crate) fn get(&self, number: u32) -> Option<Print> {
        self.prints.get(number as usize).copied()
    }

    /// The number of a print; the next one if it was not there. `same` tells for a number whether it is of the same, where
    /// the print does not.
    #[inline]
    pub(crate) fn of(&mut self, print: Print, same: impl Fn(u32) -> bool) -> u32 {
        if (self.prints.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let hash = print.hash();
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let (known, number) = self.slots[slot];
            let Some(number) = number.checked_sub(1) else { break };
            if known == hash && self.prints[number as usize] == print && (!print.is_hash() || same(number)) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        let number = self.prints.len() as u32;
        self.prints.push(print);
        self.slots[slot] = (hash, number + 1);
        number
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        let slots = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        for (hash, number) in slots.into_iter().filter(|slot| slot.1 != 0) {
            let mut slot = hash as usize & (size - 1);
            while self.slots[slot].1 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = (hash, number);
        }
    }
}

/// Distinct strings and their numbers, from 0. One buffer holds them all: a string costs no allocation of its own.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    text: String,
    /// For each string the byte after its last.
    ends: Vec<u32>,
    prints: Prints,
}

impl Numbering {
    /// How many distinct strings there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string with a number; empty if there is none.
    pub(crate) fn get(&self, number: u32) -> &str {
        string(&self.text, &self.ends, number)
    }

    /// The strings by their numbers.
    pub(crate) fn all(&self) -> Vec<&str> {
        (0..self.ends.len()).map(|number| self.get(number as u32)).collect()
    }

    /// The number of a string, given on first sight.
    pub(crate) fn of(&mut self, new: &str) -> u32 {
        let (text, ends) = (&self.text, &self.ends);
        let number = self.prints.of(Print::of(new.as_bytes()), |number| string(text, ends, number) == new);
        if number as usize == self.ends.len() {
            self.text.push_str(new);
            self.ends.push(self.text.len() as u32);
        }
        number
    }
}

fn string<'t>(text: &'t str, ends: &[u32], number: u32) -> &'t str {
    let at = number as usize;
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| *end as usize);
    ends.get(at).and_then(|end| text.get(start..*end as usize)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_string_keeps_its_number_however_many_come_after_it() {
        let mut numbering = Numbering::default();
        let words: Vec<String> = (0..5_000).map(|n| format!("كلمة{n}")).collect();
        for (n, word) in words.iter().enumerate() {
            assert_eq!(numbering.of(word) as usize, n);
        }
        assert_eq!(numbering.of(""), 5_000);
        assert!(words.iter().enumerate().all(|(n, word)| numbering.of(word) as usize == n));
        assert_eq!((numbering.get(7), numbering.get(5_000), numbering.get(9_999)), ("كلمة7", "", ""));
        assert_eq!(numbering.len(), 5_001);
    }

    proptest! {
        #[test]
        fn a_print_is_the_same_wherever_the_string_stands(text in "[a-cء-ي]{0,40}", from in 0_usize..40, len in 0_usize..40) {
            let bytes = text.as_bytes();
            let from = from.min(bytes.len());
            let to = (from + len).min(bytes.len());
            prop_assert_eq!(Print::within(bytes, from..to), Print::of(&bytes[from..to]));
        }

        #[test]
        fn strings_have_one_number_when_they_are_equal(words in prop::collection::vec("[ab\u{0}]{0,20}", 0..40)) {
            let mut numbering = Numbering::default();
            let numbers: Vec<u32> = words.iter().map(|word| numbering.of(word)).collect();
            for (one, a) in words.iter().zip(&numbers) {
                prop_assert_eq!(numbering.get(*a), one);
                for (other, b) in words.iter().zip(&numbers) {
                    prop_assert_eq!(one == other, a == b);
                }
            }
        }
    }
}
