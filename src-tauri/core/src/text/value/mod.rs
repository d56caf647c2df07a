//! Numbers, dates and spans of time by value, whatever digits, words, month names or units they are written in.
//!
//! `٣`, `3`, `ثلاثة` and `three` are one value, and so are `آذار`, `مارس` and `March`. A value is found with the tokens it
//! takes. What it counts, and whether its change matters, is not decided here.

mod arabic;
mod date;
mod english;
mod numeral;
mod ratio;
mod unit;

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

pub use date::{Calendar, Date};
pub use ratio::Ratio;
use rustc_hash::FxHashSet;
use unit::Attached;

use super::Token;
use super::fold::sieve::Sieve;

/// A value. Equal values are written alike by `Display`, in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number.
    Number(Ratio),
    /// A number of hundredths: 5 percent, ٥٪, خمسة في المئة.
    Percent(Ratio),
    /// A place in an order: first, الثالث.
    Ordinal(i128),
    /// A number not told exactly: dozens (10), مئات (100), thousands (1000).
    Vague(i128),
    /// A date, as far as it is written.
    Date(Date),
    /// A time of the day in minutes after midnight.
    Time(u32),
    /// A span of hours, days or weeks, in hours.
    Hours(Ratio),
    /// A span of months or years, in months.
    Months(Ratio),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(f, "{number}"),
            Value::Percent(number) => write!(f, "{number}%"),
            Value::Ordinal(place) => write!(f, "{place}."),
            Value::Vague(number) => write!(f, "~{number}"),
            Value::Date(date) => write!(f, "{date}"),
            Value::Time(minutes) => write!(f, "{:02}:{:02}", minutes / 60, minutes % 60),
            Value::Hours(hours) => write!(f, "{hours} h"),
            Value::Months(months) => write!(f, "{months} mo"),
        }
    }
}

/// A value and the tokens it takes, by index: its unit, month and percent sign among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueMark {
    /// The tokens.
    pub tokens: Range<usize>,
    /// The value.
    pub value: Value,
}

/// The values in a text, in order; no two overlap.
///
/// `tokens` are the text's, or a run of them, and `keys` their keys under [`super::fold::spelling`], one for each. Takes
/// time in proportion to the number of tokens.
pub fn find(text: &str, tokens: &[Token], keys: &[&str]) -> Vec<ValueMark> {
    find_where(text, tokens, keys, |at| keys.get(at).is_some_and(|key| may_begin(key)))
}

/// [`find`] for callers that know of each distinct word whether a value [may begin](may_begin) with it.
pub(crate) fn find_where(
    text: &str,
    tokens: &[Token],
    keys: &[&str],
    may_begin: impl Fn(usize) -> bool,
) -> Vec<ValueMark> {
    let reader = Reader { text, tokens, keys };
    let mut marks = Vec::new();
    let mut at = 0;
    while at < tokens.len().min(keys.len()) {
        if may_begin(at)
            && let Some((value, end)) = reader.value_at(at)
            && end > at
        {
            marks.push(ValueMark { tokens: at..end, value });
            at = end;
        } else {
            at += 1;
        }
    }
    marks
}

/// The month whose name a run of tokens is, all of it: one that is also another word too, for nothing else stands beside it.
pub fn whole_month(text: &str, tokens: &[Token], keys: &[&str]) -> Option<Value> {
    Reader { text, tokens, keys }.whole_month().map(Value::Date)
}

/// Whether a value may begin with a word, by its key alone: nearly all are refused here.
pub(crate) fn may_begin(key: &str) -> bool {
    let known = |word: &str| BEGINNINGS.1.lets(word.as_bytes()) && BEGINNINGS.0.contains(word);
    match key.as_bytes().first() {
        Some(b'0'..=b'9') => true,
        Some(b'a'..=b'z') => known(key),
        // The letters ء to ي
        Some(0xd8 | 0xd9) => arabic::any_reading(key, known),
        _ => numeral::fraction_sign(key).is_some(),
    }
}

/// Every word a value may begin with, and a sieve before them.
static BEGINNINGS: LazyLock<(FxHashSet<&'static str>, Sieve)> = LazyLock::new(|| {
    let words: FxHashSet<&str> =
        english::words().chain(arabic::words()).chain(date::words()).chain(unit::words()).collect();
    let sieve = Sieve::of(words.iter().map(|word| word.as_bytes()));
    (words, sieve)
});

/// A number as read, before its unit is known.
#[derive(Debug, Clone, Copy)]
struct Quantity {
    amount: Ratio,
    kind: Kind,
    end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Cardinal,
    Ordinal,
    Vague,
}

/// The tokens, for the parts of the reading.
#[derive(Debug, Clone, Copy)]
struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    keys: &'a [&'a str],
}

impl<'a> Reader<'a> {
    fn value_at(&self, at: usize) -> Option<(Value, usize)> {
        if let Some((date, end)) = self.date_at(at) {
            return Some((Value::Date(date), end));
        }
        if let Some((minutes, end)) = self.time_at(at) {
            return Some((Value::Time(minutes), end));
        }
        if let Some((value, end)) = self.bare_span_at(at) {
            return Some((value, end));
        }
        let quantity = self.quantity_at(at)?;
        if let Some((date, end)) = self.date_from_day(at, quantity) {
            return Some((Value::Date(date), end));
        }
        let whole = quantity.amount.as_whole();
        let value = match quantity.kind {
            Kind::Ordinal => Value::Ordinal(whole?),
            Kind::Vague => Value::Vague(whole?),
            Kind::Cardinal => match self.attached(quantity.end) {
                Some((Attached::Percent, end)) => return Some((Value::Percent(quantity.amount), end)),
                Some((unit, end)) => {
                    let (amount, end) = self.and_half(quantity.amount, end);
                    return Some((unit.span(amount)?, end));
                }
                None => Value::Number(quantity.amount),
            },
        };
        Some((value, quantity.end))
    }

    /// A number in figures or words.
    fn quantity_at(&self, at: usize) -> Option<Quantity> {
        let key = self.key(at);
        if key.starts_with(|c: char| c.is_ascii_digit()) || numeral::fraction_sign(key).is_some() {
            return self.numeral_at(at);
        }
        if key.starts_with(|c: char| c.is_ascii_lowercase()) {
            self.english_at(at)
        } else {
            self.arabic_at(at)
        }
    }

    /// The key of a token; empty beyond the last.
    fn key(&self, at: usize) -> &'a str {
        self.keys.get(at).copied().unwrap_or_default()
    }

    /// The key of the token before; empty at the first.
    fn key_before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map(|before| self.key(before)).unwrap_or_default()
    }

    /// Whether nothing stands between a token and the next.
    fn touches_next(&self, at: usize) -> bool {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(this), Some(next)) => this.end == next.start,
            _ => false,
        }
    }

    /// Whether a token is written with a capital letter.
    fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.text(self.text).starts_with(char::is_uppercase))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold::{Rules, spelling};
    use crate::text::tokenise;

    fn found(text: &str) -> Vec<(String, String)> {
        let tokens = tokenise(text);
        let keys: Vec<_> = tokens.iter().map(|token| spelling(token.text(text), &Rules::all())).collect();
        let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
        find(text, &tokens, &keys)
            .into_iter()
            .map(|mark| {
                let (first, last) = (tokens[mark.tokens.start], tokens[mark.tokens.end - 1]);
                (text[first.range().start..last.range().end].to_owned(), mark.value.to_string())
            })
            .collect()
    }

    fn values(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(_, value)| value).collect()
    }

    fn expect(text: &str, marks: &[(&str, &str)]) {
        let marks: Vec<(String, String)> =
            marks.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(found(text), marks, "{text}");
    }

    #[test]
    fn a_number_has_one_value_in_every_script_and_in_words() {
        for text in ["3", "٣", "۳", "three", "ثلاثة", "ثلاث", "الثلاثة", "وثلاثة"] {
            assert_eq!(values(text), ["3"], "{text}");
        }
        for text in
            ["1,150", "1150", "١٬١٥٠", "١١٥٠", "ألف ومئة وخمسون", "one thousand one hundred and fifty"]
        {
            assert_eq!(values(text), ["1150"], "{text}");
        }
        for text in ["5-3/4", "5‑3/4", "5 3/4", "5¾", "5.75", "٥٫٧٥"] {
            assert_eq!(values(text), ["23/4"], "{text}");
        }
        for text in ["45", "forty-five", "خمسة وأربعون", "خمسة وأربعين"] {
            assert_eq!(values(text), ["45"], "{text}");
        }
        for text in ["12", "twelve", "اثنا عشر", "اثنتي عشرة"] {
            assert_eq!(values(text), ["12"], "{text}");
        }
        for text in ["30000", "30 ألف", "ثلاثون ألف", "ثلاثين ألفاً", "thirty thousand", "٣٠ ألف", "30 thousand"]
        {
            assert_eq!(values(text), ["30000"], "{text}");
        }
        for text in ["300", "ثلاثمئة", "ثلاثمائة", "ثلاث مئة", "three hundred"] {
            assert_eq!(values(text), ["300"], "{text}");
        }
        for text in ["مليون ونصف", "1.5 مليون", "1.5 million", "one million five hundred thousand"]
        {
            assert_eq!(values(text), ["1500000"], "{text}");
        }
        assert_eq!(values("ألفين وخمسمئة وثلاثة وعشرين"), ["2523"]);
        assert_eq!(values("two and a half, two thirds, نصف"), ["5/2", "2/3", "1/2"]);
    }

    #[test]
    fn numbers_in_a_list_stay_apart() {
        assert_eq!(values("ثلاثة وأربعة"), ["3", "4"]);
        assert_eq!(values("two, three and four"), ["2", "3", "4"]);
        assert_eq!(values("3-1/2 to 3‑3/4 percent"), ["7/2", "15/4%"]);
        assert_eq!(values("القرار 2254/2015 و338 (1973)"), ["2254", "2015", "338", "1973"]);
        assert_eq!(values("1990-1995"), ["1990", "1995"]);
    }

    #[test]
    fn a_percentage_is_not_a_bare_number() {
        for text in ["5 percent", "5 per cent", "5%", "٥٪", "5 بالمئة", "خمسة في المئة", "خمسة بالمائة"]
        {
            assert_eq!(values(text), ["5%"], "{text}");
        }
        expect("by 25 basis points to 5-1/2 percent.", &[("25", "25"), ("5-1/2 percent", "11/2%")]);
    }

    #[test]
    fn spans_of_time_compare_in_hours_and_months() {
        for text in ["شهرين", "شهران", "two months", "2 أشهر", "a two-month period"] {
            assert_eq!(values(text), ["2 mo"], "{text}");
        }
        for text in ["ستون يوماً", "60 days", "ستين يوما", "sixty days"] {
            assert_eq!(values(text), ["1440 h"], "{text}");
        }
        assert_eq!(values("أسبوعين"), values("14 days"));
        assert_eq!(values("سنة ونصف"), ["18 mo"]);
        assert_eq!(values("خلال سنة ونصف"), values("18 months"));
        expect("مرة كل شهر", &[("شهر", "1 mo")]);
        expect("within a week", &[("week", "168 h")]);
        expect("خلال شهر نيسان", &[("نيسان", "--04")]);
    }

    #[test]
    fn a_month_is_one_under_all_its_names() {
        for text in ["آذار", "March", "شهر مارس", "آذار/مارس", "آذار (مارس)", "مارس الماضي", "اذار"]
        {
            let text = format!("في {text}");
            assert_eq!(values(&text), ["--03"], "{text}");
        }
        for text in ["كانون الثاني", "يناير", "جانفي", "January", "كانون الثاني/يناير"]
        {
            assert_eq!(values(text), ["--01"], "{text}");
        }
        assert_eq!(values("شهر رمضان"), ["--09 AH"]);
    }

    #[test]
    fn day_month_and_year_make_a_date() {
        for text in [
            "12 January 2025",
            "January 12, 2025",
            "January 12th, 2025",
            "the twelfth of January 2025",
            "12 كانون الثاني 2025",
            "الثاني عشر من كانون الثاني 2025",
            "12 من كانون الثاني عام 2025",
            "١٢ كانون الثاني/يناير ٢٠٢٥",
            "12/1/2025",
            "2025-01-12",
            "12.1.2025",
            "Jan. 12, 2025",
        ] {
            assert_eq!(values(text), ["2025-01-12"], "{text}");
        }
        expect("العشرين من تشرين الأول موعداً", &[("العشرين من تشرين الأول", "--10-20")]);
        expect("الحادي والعشرين من أيار", &[("الحادي والعشرين من أيار", "--05-21")]);
        expect("of 31 May 1974", &[("31 May 1974", "1974-05-31")]);
        expect("before the end of April", &[("April", "--04")]);
        expect("منذ عام 2011", &[("2011", "2011")]);
        expect("في الساعة 10:30", &[("10:30", "10:30")]);
    }

    #[test]
    fn words_that_are_also_months_or_numbers_are_left_alone() {
        for text in [
            "مارس المجلس ضغوطاً",
            "أب لثلاثة",
            "The parties may march on",
            "May I congratulate you",
            "no one may enter",
            "أحد الأعضاء وإحدى الدول",
            "في ربيع العام",
            "ثانية واحد",
        ] {
            let dates: Vec<String> = values(text).into_iter().filter(|value| value.contains('-')).collect();
            assert_eq!(dates, [] as [&str; 0], "{text}");
        }
        assert_eq!(values("no one another"), [] as [&str; 0]);
        assert_eq!(values("أحد الأعضاء يوم الاثنين بكمية أو لست"), [] as [&str; 0]);
    }

    #[test]
    fn ordinals_and_vague_numbers_are_of_their_own_kind() {
        assert_eq!(values("الجولة الثانية"), ["2."]);
        assert_eq!(values("the second round, the twenty-first"), ["2.", "21."]);
        assert_eq!(values("the 1773rd meeting"), ["1773."]);
        assert_eq!(values("عشرات اللاجئين ومئات النازحين"), ["~10", "~100"]);
        assert_eq!(values("hundreds of families"), ["~100"]);
    }

    fn any_text() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "3",
            "٣",
            "1,000",
            "99999999999999999999999",
            "/",
            "-",
            "4",
            "(",
            ")",
            ".",
            ",",
            "ألف",
            "مليون",
            "تريليون",
            "مئة",
            "و",
            "وعشرون",
            "خمسة",
            "عشر",
            "ونصف",
            "شهر",
            "شهرين",
            "آذار",
            "مارس",
            "كانون",
            "الثاني",
            "عام",
            "2025",
            "million",
            "trillion",
            "hundred",
            "and",
            "a",
            "half",
            "twenty",
            "first",
            "of",
            "May",
            "percent",
            "½",
            ":",
            "12.1.2025",
            " ",
        ]);
        prop::collection::vec((word, any::<bool>()), 0..24).prop_map(|words| {
            words.into_iter().map(|(word, space)| format!("{word}{}", if space { " " } else { "" })).collect()
        })
    }

    proptest! {
        #[test]
        fn marks_ascend_and_nothing_fails(text in prop_oneof![any_text(), any::<String>()]) {
            let tokens = tokenise(&text);
            let keys: Vec<_> = tokens.iter().map(|token| spelling(token.text(&text), &Rules::all())).collect();
            let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
            let mut end = 0;
            for mark in find(&text, &tokens, &keys) {
                prop_assert!(mark.tokens.start >= end && mark.tokens.end > mark.tokens.start);
                end = mark.tokens.end;
            }
            prop_assert!(end <= tokens.len());
        }
    }
}
