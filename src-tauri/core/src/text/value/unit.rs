//! What stands behind a number: percent, spans of time.

use super::{Ratio, Reader, Value};

/// A unit read behind a number, and how much of its base it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attached {
    Percent,
    /// So many hours.
    Hours(i128),
    /// So many months.
    Months(i128),
}

impl Attached {
    /// So many of the unit, in its base.
    pub(super) fn span(self, amount: Ratio) -> Option<Value> {
        match self {
            Attached::Percent => Some(Value::Percent(amount)),
            Attached::Hours(hours) => amount.times(Ratio::whole(hours)).map(Value::Hours),
            Attached::Months(months) => amount.times(Ratio::whole(months)).map(Value::Months),
        }
    }
}

impl Reader<'_> {
    /// The unit that begins at a token, and where it ends.
    pub(super) fn attached(&self, at: usize) -> Option<(Attached, usize)> {
        let key = self.key(at);
        match key {
            "%" | "percent" | "بالميه" | "بالمايه" => return Some((Attached::Percent, at + 1)),
            "per" if self.key(at + 1) == "cent" => return Some((Attached::Percent, at + 2)),
            "في" if matches!(self.key(at + 1), "الميه" | "المايه") => {
                return Some((Attached::Percent, at + 2));
            }
            // six-month, 50-day
            "-" if self.touches_next(at) => return span_unit(self.key(at + 1)).map(|unit| (unit, at + 2)),
            _ => {}
        }
        let unit = span_unit(key)?;
        // شهر before a month's name, عام before a year are not what is counted.
        let names = matches!(key, "شهر" | "عام" | "سنه")
            && (self.month_at(at + 1).is_some()
                || self.key(at + 1).starts_with(|c: char| c.is_ascii_digit()));
        (!names).then_some((unit, at + 1))
    }

    /// A span of time told without a number: the dual of Arabic (شهرين), and one of a unit where it must be one (every
    /// month, خلال أسبوع, سنة ونصف).
    pub(super) fn bare_span_at(&self, at: usize) -> Option<(Value, usize)> {
        let key = self.key(at);
        if let Some(unit) = dual(key).or_else(|| dual(key.strip_prefix(['و', 'ل', 'ب'])?)) {
            let (amount, end) = self.and_half(Ratio::whole(2), at + 1);
            return unit.span(amount).map(|value| (value, end));
        }
        let before = self.key_before(at);
        let one = match before {
            "every" | "each" | "كل" | "خلال" | "غضون" | "بعد" | "قبل" | "لمده" | "مدته" | "مدتها" => {
                true
            }
            "a" | "an" | "one" => {
                matches!(self.key(at.saturating_sub(2)), "within" | "for" | "in" | "after" | "every")
            }
            _ => self.key(at + 1) == "ونصف",
        };
        if !one || !is_singular(key) {
            return None;
        }
        let (unit, end) = self.attached(at)?;
        let (amount, end) = self.and_half(Ratio::whole(1), end);
        unit.span(amount).map(|value| (value, end))
    }
}

/// Every word that may tell a span without a number.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    SINGULARS.into_iter().chain(DUALS.into_iter().map(|(word, _)| word))
}

fn is_singular(key: &str) -> bool {
    SINGULARS.contains(&key)
}

const SINGULARS: [&str; 11] =
    ["hour", "day", "week", "month", "year", "ساعه", "يوم", "اسبوع", "شهر", "سنه", "عام"];

fn span_unit(key: &str) -> Option<Attached> {
    Some(match key {
        "hour" | "hours" | "ساعه" | "ساعات" => Attached::Hours(1),
        "day" | "days" | "يوم" | "يوما" | "ايام" => Attached::Hours(24),
        "week" | "weeks" | "اسبوع" | "اسبوعا" | "اسابيع" => Attached::Hours(24 * 7),
        "month" | "months" | "شهر" | "شهرا" | "اشهر" | "شهور" => Attached::Months(1),
        "year" | "years" | "عام" | "عاما" | "اعوام" | "سنه" | "سنوات" | "سنين" => {
            Attached::Months(12)
        }
        "decade" | "decades" => Attached::Months(120),
        _ => return None,
    })
}

fn dual(key: &str) -> Option<Attached> {
    let word = key.strip_prefix("ال").unwrap_or(key);
    DUALS.into_iter().find_map(|(dual, unit)| (dual == word).then_some(unit))
}

const DUALS: [(&str, Attached); 12] = [
    ("ساعتان", Attached::Hours(1)),
    ("ساعتين", Attached::Hours(1)),
    ("يومان", Attached::Hours(24)),
    ("يومين", Attached::Hours(24)),
    ("اسبوعان", Attached::Hours(24 * 7)),
    ("اسبوعين", Attached::Hours(24 * 7)),
    ("شهران", Attached::Months(1)),
    ("شهرين", Attached::Months(1)),
    ("عامان", Attached::Months(12)),
    ("عامين", Attached::Months(12)),
    ("سنتان", Attached::Months(12)),
    ("سنتين", Attached::Months(12)),
];
