//! Arabic number words, in every gender and case, with what is joined to them.
//!
//! The words are looked up in spelling-folded form: ة is ه, hamza is on no letter.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Kind, Quantity, Ratio, Reader};

/// What a number word adds or multiplies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// 1 to 10.
    Unit(i128),
    /// 20 to 90.
    Tens(i128),
    /// A number of hundreds in one word: 100, 200, 300.
    Hundreds(i128),
    /// 1,000 and up: how many of which.
    Large(i128, i128),
}

/// A key without what is joined to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bare<'a> {
    pub word: &'a str,
    and: bool,
    article: bool,
}

/// The ways to read a key as a word with clitics; few, for most keys are refused by their first letter.
pub(super) fn readings(key: &str) -> impl Iterator<Item = Bare<'_>> {
    let whole = Bare { word: key, and: false, article: false };
    let conjunction = key.strip_prefix(['و', 'ف']).map(|word| Bare { word, and: true, article: false });
    let starts = [Some(whole), conjunction];
    starts.into_iter().flatten().flat_map(|bare| {
        let prepositions = bare.word.strip_prefix(['ب', 'ل']).map(|word| Bare { word, ..bare });
        let to_the = bare.word.strip_prefix("لل").map(|word| Bare { word, article: true, ..bare });
        [Some(bare), prepositions]
            .into_iter()
            .flatten()
            .flat_map(|bare| {
                let article = bare.word.strip_prefix("ال").map(|word| Bare { word, article: true, ..bare });
                [Some(bare), article].into_iter().flatten()
            })
            .chain(to_the)
    })
}

/// Whether one of the [`readings`] of a key is a word that is `known`. Every word of a text is asked for.
pub(super) fn any_reading(key: &str, known: impl Fn(&str) -> bool) -> bool {
    let known_with_article = |word: &str| known(word) || word.strip_prefix("ال").is_some_and(&known);
    let reads = |word: &str| {
        known_with_article(word)
            || word.strip_prefix(['ب', 'ل']).is_some_and(known_with_article)
            || word.strip_prefix("لل").is_some_and(&known)
    };
    reads(key) || key.strip_prefix(['و', 'ف']).is_some_and(reads)
}

fn find<T>(key: &str, table: impl Fn(&str) -> Option<T>) -> Option<(T, bool, bool)> {
    readings(key).find_map(|bare| table(bare.word).map(|found| (found, bare.and, bare.article)))
}

impl Reader<'_> {
    pub(super) fn arabic_at(&self, at: usize) -> Option<Quantity> {
        let key = self.key(at);
        // Monday, and "I am not": not two, not to six.
        if !key.starts_with(|c| matches!(c, '\u{620}'..='\u{64a}'))
            || matches!(key, "الاثنين" | "والاثنين" | "لست" | "ولست")
        {
            return None;
        }
        if let Some(quantity) = self.arabic_ordinal_at(at) {
            return Some(quantity);
        }
        if let Some((amount, ..)) = find(key, fraction) {
            let amount = Ratio::new(amount.0, amount.1)?;
            return Some(Quantity { amount, kind: Kind::Cardinal, end: at + 1 });
        }
        if let Some((amount, ..)) = find(key, vague)
            && find(self.key(at + 1), number_word).is_none()
        {
            return Some(Quantity { amount: Ratio::whole(amount), kind: Kind::Vague, end: at + 1 });
        }
        if matches!(key, "مرتين" | "مرتان") {
            return Some(Quantity { amount: Ratio::whole(2), kind: Kind::Cardinal, end: at + 1 });
        }
        let (mut total, mut group, mut end) = (0i128, 0i128, at);
        let mut last: Option<Word> = None;
        loop {
            let key = self.key(end);
            // خمسة عشر, اثنتا عشرة, أحد عشر
            if is_ten_of_teens(self.key(end + 1))
                && let Some((unit, and, _)) = find(key, teen_unit)
                && (last.is_none() || and)
                && group % 100 == 0
            {
                group += unit + 10;
                last = Some(Word::Unit(10));
                end += 2;
                continue;
            }
            let Some((word, and, article)) = find(key, number_word) else { break };
            // In خمسة بالمئة the hundred is what is divided by.
            if article && last.is_some() && matches!(word, Word::Hundreds(_)) {
                break;
            }
            let first = last.is_none();
            match (word, last) {
                (Word::Unit(n) | Word::Tens(n) | Word::Hundreds(n), None) => group = n,
                (Word::Large(count, size), None) => total = count * size,
                // ثلاث مئة; خمسة آلاف; مئة وعشرون مليونا
                (Word::Hundreds(100), Some(Word::Unit(n))) if !and && (3..=9).contains(&n) => {
                    group = group - n + n * 100;
                }
                (Word::Large(1, size), Some(before))
                    if !and && group > 0 && !matches!(before, Word::Large(..)) =>
                {
                    total += group * size;
                    group = 0;
                }
                // خمسة وأربعون: the unit stands first
                (Word::Tens(n), Some(Word::Unit(unit))) if and && unit < 10 => group += n,
                (Word::Unit(n) | Word::Tens(n), Some(Word::Hundreds(_) | Word::Large(..))) if and => {
                    group += n
                }
                (Word::Hundreds(n), Some(Word::Large(..))) if and => group += n,
                (Word::Large(count, size), Some(Word::Large(_, before))) if and && size < before => {
                    total += count * size;
                }
                _ => break,
            }
            if first && and && matches!(word, Word::Hundreds(_) | Word::Large(..)) && self.follows_figure(at)
            {
                return None;
            }
            last = Some(match (word, last) {
                (Word::Hundreds(_), Some(Word::Unit(_))) => Word::Hundreds(100),
                (Word::Tens(n), Some(Word::Unit(_))) => Word::Tens(n),
                _ => word,
            });
            end += 1;
        }
        last?;
        let (amount, end) = self.and_half_of(total, group, end);
        Some(Quantity { amount, kind: Kind::Cardinal, end })
    }

    /// مليون ونصف: half of the last size named.
    fn and_half_of(&self, total: i128, group: i128, end: usize) -> (Ratio, usize) {
        let amount = Ratio::whole(total + group);
        let half = (matches!(self.key(end), "ونصف") && group == 0 && total > 0).then(|| {
            let size = [1_000_000_000_000i128, 1_000_000_000, 1_000_000, 1_000]
                .into_iter()
                .find(|size| total % size == 0);
            Ratio::new(size.unwrap_or(1), 2).and_then(|half| amount.plus(half))
        });
        match half.flatten() {
            Some(sum) => (sum, end + 1),
            None => (amount, end),
        }
    }

    fn follows_figure(&self, at: usize) -> bool {
        self.key_before(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// الأول, الثانية عشرة, الحادي والعشرين: with the article only, for without it the words mean other things too.
    fn arabic_ordinal_at(&self, at: usize) -> Option<Quantity> {
        let (unit, _, article) = find(self.key(at), ordinal_unit)?;
        if !article {
            return None;
        }
        let quantity =
            |place: i128, end: usize| Quantity { amount: Ratio::whole(place), kind: Kind::Ordinal, end };
        if is_ten_of_teens(self.key(at + 1)) && unit < 10 {
            return Some(quantity(unit + 10, at + 2));
        }
        if let Some((Word::Tens(tens), true, true)) = find(self.key(at + 1), number_word)
            && unit < 10
        {
            return Some(quantity(unit + tens, at + 2));
        }
        Some(quantity(unit, at + 1))
    }

    /// The half behind a span: شهرين ونصف, سنة ونصف السنة.
    pub(super) fn and_half(&self, amount: Ratio, end: usize) -> (Ratio, usize) {
        if self.key(end) != "ونصف" {
            return (amount, end);
        }
        match Ratio::new(1, 2).and_then(|half| amount.plus(half)) {
            Some(sum) => (sum, end + 1),
            None => (amount, end),
        }
    }
}

/// Number words in every gender and case.
const NUMBERS: [(&str, Word); 75] = [
    ("واحد", Word::Unit(1)),
    ("واحده", Word::Unit(1)),
    ("اثنان", Word::Unit(2)),
    ("اثنين", Word::Unit(2)),
    ("اثنتان", Word::Unit(2)),
    ("اثنتين", Word::Unit(2)),
    ("ثلاث", Word::Unit(3)),
    ("ثلاثه", Word::Unit(3)),
    ("اربع", Word::Unit(4)),
    ("اربعه", Word::Unit(4)),
    ("خمس", Word::Unit(5)),
    ("خمسه", Word::Unit(5)),
    ("ست", Word::Unit(6)),
    ("سته", Word::Unit(6)),
    ("سبع", Word::Unit(7)),
    ("سبعه", Word::Unit(7)),
    ("ثمان", Word::Unit(8)),
    ("ثماني", Word::Unit(8)),
    ("ثمانيه", Word::Unit(8)),
    ("تسع", Word::Unit(9)),
    ("تسعه", Word::Unit(9)),
    ("عشر", Word::Unit(10)),
    ("عشره", Word::Unit(10)),
    ("عشرون", Word::Tens(20)),
    ("عشرين", Word::Tens(20)),
    ("ثلاثون", Word::Tens(30)),
    ("ثلاثين", Word::Tens(30)),
    ("اربعون", Word::Tens(40)),
    ("اربعين", Word::Tens(40)),
    ("خمسون", Word::Tens(50)),
    ("خمسين", Word::Tens(50)),
    ("ستون", Word::Tens(60)),
    ("ستين", Word::Tens(60)),
    ("سبعون", Word::Tens(70)),
    ("سبعين", Word::Tens(70)),
    ("ثمانون", Word::Tens(80)),
    ("ثمانين", Word::Tens(80)),
    ("تسعون", Word::Tens(90)),
    ("تسعين", Word::Tens(90)),
    ("ميه", Word::Hundreds(100)),
    ("مايه", Word::Hundreds(100)),
    ("ثلاثميه", Word::Hundreds(300)),
    ("ثلاثمايه", Word::Hundreds(300)),
    ("اربعميه", Word::Hundreds(400)),
    ("اربعمايه", Word::Hundreds(400)),
    ("خمسميه", Word::Hundreds(500)),
    ("خمسمايه", Word::Hundreds(500)),
    ("ستميه", Word::Hundreds(600)),
    ("ستمايه", Word::Hundreds(600)),
    ("سبعميه", Word::Hundreds(700)),
    ("سبعمايه", Word::Hundreds(700)),
    ("تسعميه", Word::Hundreds(900)),
    ("تسعمايه", Word::Hundreds(900)),
    ("الف", Word::Large(1, 1_000)),
    ("الفا", Word::Large(1, 1_000)),
    ("الاف", Word::Large(1, 1_000)),
    ("الفان", Word::Large(2, 1_000)),
    ("الفين", Word::Large(2, 1_000)),
    ("الفي", Word::Large(2, 1_000)),
    ("مليون", Word::Large(1, 1_000_000)),
    ("مليونا", Word::Large(1, 1_000_000)),
    ("ملايين", Word::Large(1, 1_000_000)),
    ("مليونان", Word::Large(2, 1_000_000)),
    ("مليونين", Word::Large(2, 1_000_000)),
    ("مليوني", Word::Large(2, 1_000_000)),
    ("مليار", Word::Large(1, 1_000_000_000)),
    ("مليارا", Word::Large(1, 1_000_000_000)),
    ("مليارات", Word::Large(1, 1_000_000_000)),
    ("بليون", Word::Large(1, 1_000_000_000)),
    ("ملياران", Word::Large(2, 1_000_000_000)),
    ("مليارين", Word::Large(2, 1_000_000_000)),
    ("ملياري", Word::Large(2, 1_000_000_000)),
    ("تريليون", Word::Large(1, 1_000_000_000_000)),
    ("تريليونا", Word::Large(1, 1_000_000_000_000)),
    ("تريليونات", Word::Large(1, 1_000_000_000_000)),
];

/// What a word means as a number; a word can mean several.
#[derive(Debug, Clone, Copy, Default)]
struct Meaning {
    number: Option<Word>,
    ordinal: Option<i128>,
    fraction: Option<(i128, i128)>,
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
    for (word, fraction) in FRACTIONS {
        meanings.entry(word).or_default().fraction = Some(fraction);
    }
    for (word, vague) in VAGUE {
        meanings.entry(word).or_default().vague = Some(vague);
    }
    meanings
});

fn meaning(word: &str) -> Option<&'static Meaning> {
    MEANINGS.get(word)
}

fn number_word(word: &str) -> Option<Word> {
    meaning(word)?.number
}

fn ordinal_unit(word: &str) -> Option<i128> {
    meaning(word)?.ordinal
}

fn fraction(word: &str) -> Option<(i128, i128)> {
    meaning(word)?.fraction
}

fn vague(word: &str) -> Option<i128> {
    meaning(word)?.vague
}

/// Every word that may begin a number.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    const OTHERS: [&str; 8] = ["احد", "احدي", "اثنا", "اثني", "اثنتا", "اثنتي", "مرتين", "مرتان"];
    MEANINGS.keys().copied().chain(OTHERS)
}

/// The first word of eleven to nineteen.
fn teen_unit(word: &str) -> Option<i128> {
    match word {
        "احد" | "احدي" => Some(1),
        "اثنا" | "اثني" | "اثنتا" | "اثنتي" => Some(2),
        _ => match number_word(word)? {
            Word::Unit(n) if (3..=9).contains(&n) => Some(n),
            _ => None,
        },
    }
}

fn is_ten_of_teens(key: &str) -> bool {
    matches!(key, "عشر" | "عشره")
}

/// The units of places in an order.
const ORDINALS: [(&str, i128); 22] = [
    ("اول", 1),
    ("اولي", 1),
    ("حادي", 1),
    ("حاديه", 1),
    ("ثاني", 2),
    ("ثانيه", 2),
    ("ثالث", 3),
    ("ثالثه", 3),
    ("رابع", 4),
    ("رابعه", 4),
    ("خامس", 5),
    ("خامسه", 5),
    ("سادس", 6),
    ("سادسه", 6),
    ("سابع", 7),
    ("سابعه", 7),
    ("ثامن", 8),
    ("ثامنه", 8),
    ("تاسع", 9),
    ("تاسعه", 9),
    ("عاشر", 10),
    ("عاشره", 10),
];

/// Fractions as numerator and denominator.
const FRACTIONS: [(&str, (i128, i128)); 7] = [
    ("نصف", (1, 2)),
    ("ثلث", (1, 3)),
    ("ثلثا", (2, 3)),
    ("ثلثي", (2, 3)),
    ("ثلثين", (2, 3)),
    ("ثلثان", (2, 3)),
    ("ربع", (1, 4)),
];

/// Plurals of sizes: tens, hundreds.
const VAGUE: [(&str, i128); 7] = [
    ("عشرات", 10),
    ("ميات", 100),
    ("مايات", 100),
    ("الاف", 1_000),
    ("الوف", 1_000),
    ("ملايين", 1_000_000),
    ("مليارات", 1_000_000_000),
];
