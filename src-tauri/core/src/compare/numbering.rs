//! Numbers for strings: each distinct one is kept once, end to end with the others, and has the number of its first sight.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

/// Distinct strings and their numbers, from 0. One buffer holds them all: a string costs no allocation of its own.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    text: String,
    /// For each string the byte after its last.
    ends: Vec<u32>,
    /// For each string its hash, so that the table grows without reading the strings again.
    hashes: Vec<u32>,
    /// Open addressing: a string's number plus one, or 0.
    slots: Vec<u32>,
}

impl Numbering {
    /// How many distinct strings there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string with a number; empty if there is none.
    pub(crate) fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(at).and_then(|end| self.text.get(start..*end as usize)).unwrap_or_default()
    }

    /// The strings in the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|at| self.get(at as u32))
    }

    /// The number of a string, given on first sight.
    pub(crate) fn of(&mut self, string: &str) -> u32 {
        if (self.ends.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let hash = fold(FxBuildHasher.hash_one(string));
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(number) = self.slots[slot].checked_sub(1) {
            if self.hashes[number as usize] == hash && self.get(number) == string {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        let number = self.ends.len() as u32;
        self.text.push_str(string);
        self.ends.push(self.text.len() as u32);
        self.hashes.push(hash);
        self.slots[slot] = number + 1;
        number
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        self.slots.clear();
        self.slots.resize(size, 0);
        for (number, hash) in (1..).zip(&self.hashes) {
            let mut slot = *hash as usize & (size - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = number;
        }
    }
}

/// Both halves of a hash in one.
const fn fold(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
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
        assert_eq!((numbering.iter().count(), numbering.len()), (5_001, 5_001));
    }
}
