//! English number words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Kind, Quantity, Ratio, Reader};

/// What a number word adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// 1 to 19.
    Small(i128),
    /// 20 to 90.
    Tens(i128),
    Hundred,
    /// 1,000 and up.
    Large(i128),
}

impl Reader<'_> {
    pub(super) fn english_at(&self, at: usize) -> Option<Quantity> {
        if let Some(amount) = vague(self.key(at)) {
            return Some(Quantity { amount: Ratio::whole(amount), kind: Kind::Vague, end: at + 1 });
        }
        match self.key(at) {
            "half" => {
                return Ratio::new(1, 2).map(|amount| Quantity { amount, kind: Kind::Cardinal, end: at + 1 });
            }
            "twice" => return Some(Quantity { amount: Ratio::whole(2), kind: Kind::Cardinal, end: at + 1 }),
            // no one, each one, one another
            "one"
                if matches!(
                    self.key_before(at),
                    "no" | "any" | "every" | "some" | "each" | "this" | "that" | "the"
                ) || self.key(at + 1) == "another" =>
            {
                return None;
            }
            _ => {}
        }
        let (mut total, mut group, mut end) = (0i128, 0i128, at);
        let mut last: Option<Word> = None;
        loop {
            let mut here = end;
            if last.is_some() {
                // thirty-one; two hundred and five
                let hyphen = self.key(here) == "-" && self.touches_next(here);
                let joins = match last {
                    Some(Word::Tens(_)) => hyphen,
                    Some(Word::Hundred) => hyphen || self.key(here) == "and",
                    Some(Word::Large(_)) => self.key(here) == "and",
                    _ => false,
                };
                here += usize::from(joins);
            }
            if let Some(place) = ordinal(self.key(here)) {
                let fits = match last {
                    None => true,
                    Some(Word::Tens(_)) => place < 10,
                    Some(Word::Hundred | Word::Large(_)) => place < 100,
                    Some(Word::Small(_)) => false,
                };
                if fits {
                    let amount = Ratio::whole(total + group + place);
                    return Some(Quantity { amount, kind: Kind::Ordinal, end: here + 1 });
                }
            }
            let Some(word) = number_word(self.key(here)) else { break };
            match (word, last) {
                (Word::Small(n), None | Some(Word::Hundred | Word::Large(_))) => group += n,
                (Word::Small(n), Some(Word::Tens(_))) if n < 10 => group += n,
                (Word::Tens(n), None | Some(Word::Hundred | Word::Large(_))) => group += n,
                (Word::Hundred, Some(Word::Small(_))) if group < 20 => group *= 100,
                (Word::Hundred, None) => group = 100,
                (Word::Large(n), Some(Word::Large(before))) if n >= before => break,
                (Word::Large(n), _) => {
                    total += group.max(1) * n;
                    group = 0;
                }
                _ => break,
            }
            last = Some(word);
            end = here + 1;
        }
        last?;
        let mut amount = Ratio::whole(total + group);
        if let Some((part, after)) = self.english_fraction(total + group, end) {
            return Some(Quantity { amount: part, kind: Kind::Cardinal, end: after });
        }
        if self.key(end) == "and" && self.key(end + 1) == "a" && self.key(end + 2) == "half" {
            (amount, end) = (amount.plus(Ratio::new(1, 2)?)?, end + 3);
        }
        Some(Quantity { amount, kind: Kind::Cardinal, end })
    }

    /// two thirds, three-quarters, one half.
    fn english_fraction(&self, numerator: i128, end: usize) -> Option<(Ratio, usize)> {
        let at = if self.key(end) == "-" && self.touches_next(end) { end + 1 } else { end };
        let denominator = match self.key(at) {
            "half" | "halves" => 2,
            "third" | "thirds" => 3,
            "quarter" | "quarters" => 4,
            "fifth" | "fifths" => 5,
            "tenth" | "tenths" => 10,
            _ => return None,
        };
        // two third-party reports, one quarter of a year
        let plural = self.key(at).ends_with('s');
        (numerator < denominator && plural == (numerator > 1))
            .then(|| Ratio::new(numerator, denominator))?
            .map(|ratio| (ratio, at + 1))
    }
}

/// Number words.
const NUMBERS: [(&str, Word); 34] = [
    ("zero", Word::Small(0)),
    ("one", Word::Small(1)),
    ("two", Word::Small(2)),
    ("three", Word::Small(3)),
    ("four", Word::Small(4)),
    ("five", Word::Small(5)),
    ("six", Word::Small(6)),
    ("seven", Word::Small(7)),
    ("eight", Word::Small(8)),
    ("nine", Word::Small(9)),
    ("ten", Word::Small(10)),
    ("eleven", Word::Small(11)),
    ("twelve", Word::Small(12)),
    ("dozen", Word::Small(12)),
    ("thirteen", Word::Small(13)),
    ("fourteen", Word::Small(14)),
    ("fifteen", Word::Small(15)),
    ("sixteen", Word::Small(16)),
    ("seventeen", Word::Small(17)),
    ("eighteen", Word::Small(18)),
    ("nineteen", Word::Small(19)),
    ("twenty", Word::Tens(20)),
    ("thirty", Word::Tens(30)),
    ("forty", Word::Tens(40)),
    ("fifty", Word::Tens(50)),
    ("sixty", Word::Tens(60)),
    ("seventy", Word::Tens(70)),
    ("eighty", Word::Tens(80)),
    ("ninety", Word::Tens(90)),
    ("hundred", Word::Hundred),
    ("thousand", Word::Large(1_000)),
    ("million", Word::Large(1_000_000)),
    ("billion", Word::Large(1_000_000_000)),
    ("trillion", Word::Large(1_000_000_000_000)),
];

/// Places in an order.
const ORDINALS: [(&str, i128); 28] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
    ("fortieth", 40),
    ("fiftieth", 50),
    ("sixtieth", 60),
    ("seventieth", 70),
    ("eightieth", 80),
    ("ninetieth", 90),
    ("hundredth", 100),
];

/// Plurals of sizes.
const VAGUE: [(&str, i128); 6] = [
    ("dozens", 10),
    ("tens", 10),
    ("hundreds", 100),
    ("thousands", 1_000),
    ("millions", 1_000_000),
    ("billions", 1_000_000_000),
];

/// What a word means as a number.
#[derive(Debug, Clone, Copy, Default)]
struct Meaning {
    number: Option<Word>,
    ordinal: Option<i128>,
    vague: Option<i128>,
}

static MEANINGS: LazyLock<FxHashMap<&'static str, Meaning>> = LazyLock::new(|| {
    let mut meanings: FxHashMap<&str, Meaning> = FxHashMap::default();
    for (word, number) in NUMBERS {
        meanings.entry(word).or_default().number = Some(number);
    }
    for (word, place) in ORDINALS {
        meanings.entry(word).or_default().ordinal = Some(place);
    }
    for (word, vague) in VAGUE {
        meanings.entry(word).or_default().vague = Some(vague);
    }
    meanings
});

fn number_word(key: &str) -> Option<Word> {
    MEANINGS.get(key)?.number
}

fn ordinal(key: &str) -> Option<i128> {
    MEANINGS.get(key)?.ordinal
}

fn vague(key: &str) -> Option<i128> {
    MEANINGS.get(key)?.vague
}

/// Every word that may begin a number.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    MEANINGS.keys().copied().chain(["half", "twice"])
}
