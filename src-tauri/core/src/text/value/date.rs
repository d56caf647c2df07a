//! Dates: months by all their names, with day and year where they stand beside them.

use std::fmt;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Kind, Quantity, Reader};
use crate::text::fold::{Rules, spelling};

/// The calendar a date is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// Of January to December, under all their names.
    Gregorian,
    /// Of Muharram to Dhu al-Hijja.
    Hijri,
}

/// A date as far as it is written: any of year, month and day may be missing, but not all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    /// The calendar.
    pub calendar: Calendar,
    /// The year as written, with four digits.
    pub year: Option<u16>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if self.calendar == Calendar::Hijri { f.write_str(" AH") } else { Ok(()) }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Month {
    number: u8,
    calendar: Calendar,
    guard: bool,
    /// It is named twice: آذار/مارس.
    paired: bool,
    end: usize,
}

impl Reader<'_> {
    /// A date that begins at a token with figures, a month's name, or a word for year.
    pub(super) fn date_at(&self, at: usize) -> Option<(Date, usize)> {
        if let Some(found) = self.numeric_date_at(at) {
            return Some(found);
        }
        if let Some(month) = self.month_at(at) {
            return self.date_from_month(at, month);
        }
        self.year_at(at)
    }

    /// A date whose day was read as a number: 12 January 2025, الثاني عشر من كانون الثاني.
    pub(super) fn date_from_day(&self, at: usize, day: Quantity) -> Option<(Date, usize)> {
        let number = self.as_day(day)?;
        let mut month_at = day.end;
        if matches!(self.key(month_at), "of" | "من" | "شهر") {
            month_at += 1;
        }
        if self.key(month_at) == "شهر" {
            month_at += 1;
        }
        let month = self.month_at(month_at)?;
        // 3 march on: an English month that is also a verb needs its capital even here.
        if month.guard && self.is_english(month_at) && !self.is_capital(month_at) {
            return None;
        }
        let (year, end) = self.year_after(month.end);
        debug_assert!(end > at);
        Some((Date { calendar: month.calendar, year, month: Some(month.number), day: Some(number) }, end))
    }

    fn as_day(&self, quantity: Quantity) -> Option<u8> {
        let day = quantity.amount.as_whole().filter(|day| (1..=31).contains(day))?;
        if quantity.kind == Kind::Vague { None } else { u8::try_from(day).ok() }
    }

    fn date_from_month(&self, at: usize, month: Month) -> Option<(Date, usize)> {
        let english = self.is_english(at);
        // January 12, 2025; January 12th
        let day = if english { self.day_after(month.end) } else { None };
        let (day, after) = day.map_or((None, month.end), |(day, end)| (Some(day), end));
        let (year, end) = self.year_after(after);
        let cue = month.paired || day.is_some() || year.is_some() || self.has_cue(at, month.end);
        let capital = !english || self.is_capital(at);
        if month.guard && !(cue && capital) {
            // March and August inside a sentence are the months.
            let inside = english
                && capital
                && at > 0
                && !matches!(self.key_before(at), "." | "!" | "?" | "\"" | ":" | ";");
            if !(inside && self.key(at) != "may") {
                return None;
            }
        }
        Some((Date { calendar: month.calendar, year, month: Some(month.number), day }, end))
    }

    fn day_after(&self, at: usize) -> Option<(u8, usize)> {
        let quantity =
            self.numeral_at(at).or_else(|| self.english_at(at).filter(|word| word.kind == Kind::Ordinal))?;
        // May 2 percent of; March 3 million
        if self.attached(quantity.end).is_some() || quantity.end != at + 1 && quantity.kind == Kind::Cardinal
        {
            return None;
        }
        self.as_day(quantity).map(|day| (day, quantity.end))
    }

    /// The year behind a month or day, with what may stand between, and where it ends; else `at` itself.
    fn year_after(&self, at: usize) -> (Option<u16>, usize) {
        let mut next = at;
        if matches!(self.key(next), "," | "of" | "من") {
            next += 1;
        }
        if matches!(self.key(next), "عام" | "العام" | "سنه") {
            next += 1;
        }
        match self.year_number(next) {
            Some(year) => (Some(year), next + 1),
            None => (None, at),
        }
    }

    fn year_number(&self, at: usize) -> Option<u16> {
        let key = self.key(at);
        if key.len() != 4 || !key.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        // 1446 is a year of the Hijri calendar now.
        key.parse().ok().filter(|year| (1300..=1500).contains(year) || (1800..=2200).contains(year))
    }

    /// A year by itself, where a word says it is one: عام 2025, in 2024, since 1974.
    fn year_at(&self, at: usize) -> Option<(Date, usize)> {
        let year = self.year_number(at)?;
        let said = matches!(
            self.key_before(at),
            "عام"
                | "العام"
                | "سنه"
                | "لعام"
                | "بعام"
                | "للعام"
                | "in"
                | "since"
                | "until"
                | "during"
                | "year"
                | "by"
                | "منذ"
        );
        let date = Date { calendar: Calendar::Gregorian, year: Some(year), month: None, day: None };
        said.then_some((date, at + 1))
    }

    /// Whether a word beside a month's name says that it is one.
    fn has_cue(&self, at: usize, end: usize) -> bool {
        let before = self.key_before(at);
        let after = self.key(end);
        matches!(
            before,
            "شهر"
                | "لشهر"
                | "بشهر"
                | "وشهر"
                | "شهري"
                | "مطلع"
                | "نهايه"
                | "بدايه"
                | "منتصف"
                | "اواخر"
                | "اوايل"
                | "حتي"
                | "منذ"
                | "in"
                | "of"
                | "by"
                | "until"
                | "till"
                | "since"
                | "before"
                | "after"
                | "from"
                | "during"
                | "early"
                | "late"
                | "mid"
                | "last"
                | "next"
                | "this"
                | "end"
        ) || matches!(
            after,
            "الماضي"
                | "الجاري"
                | "الحالي"
                | "المقبل"
                | "القادم"
                | "المنصرم"
                | "الفايت"
                | "التالي"
                | "last"
                | "next"
        )
    }

    /// The month whose name the tokens are.
    pub(super) fn whole_month(&self) -> Option<Date> {
        let month = self.month_at(0).filter(|month| month.end == self.tokens.len())?;
        Some(Date { calendar: month.calendar, year: None, month: Some(month.number), day: None })
    }

    fn is_english(&self, at: usize) -> bool {
        self.key(at).starts_with(|c: char| c.is_ascii_lowercase())
    }

    /// A month's name at a token, with a second name of the same month behind a slash or in brackets.
    pub(super) fn month_at(&self, at: usize) -> Option<Month> {
        let mut month = self.month_name_at(at)?;
        // Jan. 12
        if self.key(month.end) == "."
            && self.is_english(at)
            && self.key(at).len() <= 4
            && self.touches_next(at)
        {
            month.end += 1;
        }
        let (open, close) = match self.key(month.end) {
            "/" | "-" => (true, 0),
            "(" => (true, 1),
            _ => (false, 0),
        };
        if open
            && let Some(second) = self.month_name_at(month.end + 1)
            && (second.number, second.calendar) == (month.number, month.calendar)
            && (close == 0 || self.key(second.end) == ")")
        {
            return Some(Month { paired: true, end: second.end + close, ..month });
        }
        Some(month)
    }

    fn month_name_at(&self, at: usize) -> Option<Month> {
        let key = self.key(at);
        let found = |word: &str| {
            let entries = MONTHS.get(word)?;
            entries.iter().find_map(|entry| {
                let second = entry.second.as_deref();
                let fits = second.is_none_or(|second| self.key(at + 1) == second);
                fits.then(|| Month {
                    number: entry.number,
                    calendar: entry.calendar,
                    guard: entry.guard,
                    paired: false,
                    end: at + 1 + usize::from(second.is_some()),
                })
            })
        };
        found(key).or_else(|| found(key.strip_prefix(['و', 'ل', 'ب', 'ف'])?))
    }

    /// A date in figures: 2025-01-12, 12/1/2025, 12.1.2025.
    fn numeric_date_at(&self, at: usize) -> Option<(Date, usize)> {
        let key = self.key(at);
        if !key.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let parts: Vec<&str> = key.split('.').collect();
        if let [day, month, year] = parts[..] {
            return date_of(day, month, year).map(|date| (date, at + 1));
        }
        let mark = self.key(at + 1);
        let joined = matches!(mark, "/" | "-")
            && self.key(at + 3) == mark
            && (at..at + 4).all(|token| self.touches_next(token));
        if !joined {
            return None;
        }
        let (first, second, third) = (key, self.key(at + 2), self.key(at + 4));
        let date =
            if first.len() == 4 { date_of(third, second, first) } else { date_of(first, second, third) };
        date.map(|date| (date, at + 5))
    }
}

/// A date from its figures; day and month exchanged where only that gives a date.
fn date_of(day: &str, month: &str, year: &str) -> Option<Date> {
    if year.len() != 4 {
        return None;
    }
    let year: u16 = year.parse().ok()?;
    let day: u8 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    let month: u8 = month.parse().ok().filter(|month| (1..=31).contains(month))?;
    let (day, month) = if month > 12 && day <= 12 { (month, day) } else { (day, month) };
    (month <= 12).then_some(Date {
        calendar: Calendar::Gregorian,
        year: Some(year),
        month: Some(month),
        day: Some(day),
    })
}

/// Every word that begins a month's name.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    MONTHS.keys().map(String::as_str)
}

struct Entry {
    second: Option<String>,
    number: u8,
    calendar: Calendar,
    guard: bool,
}

/// By the first word of a name; names of two words before those of one.
static MONTHS: LazyLock<FxHashMap<String, Vec<Entry>>> = LazyLock::new(|| {
    let mut months: FxHashMap<String, Vec<Entry>> = FxHashMap::default();
    let fold = |word: &str| spelling(word, &Rules::all()).into_owned();
    for line in include_str!("months.tsv").lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [number, calendar, guard, names] = cells[..] else { continue };
        let Ok(number) = number.parse() else { continue };
        let calendar = if calendar == "hijri" { Calendar::Hijri } else { Calendar::Gregorian };
        for name in names.split('|') {
            let (first, second) =
                name.split_once(' ').map_or((name, None), |(first, second)| (first, Some(fold(second))));
            let entry = Entry { second, number, calendar, guard: guard == "guard" };
            months.entry(fold(first)).or_default().push(entry);
        }
    }
    months
});
