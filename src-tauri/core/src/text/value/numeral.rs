//! Numbers in figures: digits of any script, groups of thousands, decimals, fractions.

use super::{Kind, Quantity, Ratio, Reader};

impl Reader<'_> {
    /// A number that begins with a digit or a fraction sign, with the words for thousands and up behind it.
    pub(super) fn numeral_at(&self, at: usize) -> Option<Quantity> {
        let key = self.key(at);
        if let Some(amount) = fraction_sign(key) {
            return Some(Quantity { amount, kind: Kind::Cardinal, end: at + 1 });
        }
        if let Some(place) = ordinal(key) {
            return Some(Quantity { amount: Ratio::whole(place), kind: Kind::Ordinal, end: at + 1 });
        }
        let mut amount = decimal(key)?;
        let mut end = at + 1;
        if let Some((fraction, after)) = self.fraction_from(at) {
            // 1/4 by itself
            return Some(Quantity { amount: fraction, kind: Kind::Cardinal, end: after });
        }
        if let Some((part, after)) = self.mixed_from(at)
            && amount.as_whole().is_some()
        {
            amount = amount.plus(part)?;
            end = after;
        }
        (amount, end) = self.magnitudes(amount, end);
        Some(Quantity { amount, kind: Kind::Cardinal, end })
    }

    /// Words for thousands and up behind a number in figures: 30 ألف, 1.25 trillion.
    fn magnitudes(&self, mut amount: Ratio, mut end: usize) -> (Ratio, usize) {
        while let Some(factor) = magnitude(self.key(end)) {
            let Some(product) = amount.times(Ratio::whole(factor)) else { break };
            (amount, end) = (product, end + 1);
        }
        (amount, end)
    }

    /// A fraction written with a slash, no spaces about it: the number at `at` over the one behind the slash.
    fn fraction_from(&self, at: usize) -> Option<(Ratio, usize)> {
        if self.key(at + 1) != "/" || !self.touches_next(at) || !self.touches_next(at + 1) {
            return None;
        }
        // 338/1973 and 12/1/2025 are no fractions.
        let slashed = self.key(at + 3) == "/" && self.touches_next(at + 2);
        let numerator: i128 = self.key(at).parse().ok()?;
        let denominator: i128 = self.key(at + 2).parse().ok()?;
        let proper = numerator > 0 && numerator < denominator && (2..=64).contains(&denominator);
        (proper && !slashed)
            .then(|| Ratio::new(numerator, denominator))
            .flatten()
            .map(|ratio| (ratio, at + 3))
    }

    /// The fraction of a mixed number whose whole part is at `at`: 5-3/4, 3‑1/2, 1 3/4, 5½.
    fn mixed_from(&self, at: usize) -> Option<(Ratio, usize)> {
        if let Some(sign) = fraction_sign(self.key(at + 1)) {
            return Some((sign, at + 2));
        }
        if self.key(at + 1) == "-" && self.touches_next(at) && self.touches_next(at + 1) {
            return self.fraction_from(at + 2);
        }
        let (part, end) = self.fraction_from(at + 1)?;
        // With a space only the fractions in use for rates: 1 3/4.
        matches!(self.key(at + 3), "2" | "3" | "4" | "8" | "16" | "32").then_some((part, end))
    }

    /// A time of the day written with a colon, as minutes after midnight.
    pub(super) fn time_at(&self, at: usize) -> Option<(u32, usize)> {
        if self.key(at + 1) != ":" || !self.touches_next(at) || !self.touches_next(at + 1) {
            return None;
        }
        let hours: u32 = self.key(at).parse().ok().filter(|hours| *hours < 24)?;
        let minutes = self.key(at + 2);
        let minutes: u32 = minutes.parse().ok().filter(|value| *value < 60 && minutes.len() == 2)?;
        Some((hours * 60 + minutes, at + 3))
    }
}

/// The value of a single character such as ½.
pub(super) fn fraction_sign(key: &str) -> Option<Ratio> {
    let (numerator, denominator) = match key {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Ratio::new(numerator, denominator)
}

/// `19th`, `2nd`.
fn ordinal(key: &str) -> Option<i128> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| key.strip_suffix(ending))?;
    if digits.len() <= 9 { digits.parse().ok() } else { None }
}

/// A number in European digits, with commas or stops between thousands or before decimals.
fn decimal(key: &str) -> Option<Ratio> {
    // More digits than any quantity has: identifiers.
    if key.len() > 24 || !key.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
        return None;
    }
    let whole = |digits: &str| digits.parse().ok().map(Ratio::whole);
    let grouped = |key: &str, mark: char| {
        let mut groups = key.split(mark);
        let first = groups.next().unwrap_or_default();
        let mut rest = groups.peekable();
        rest.peek().is_some() && (1..=3).contains(&first.len()) && rest.all(|group| group.len() == 3)
    };
    let (stops, commas) = (key.matches('.').count(), key.matches(',').count());
    match (stops, commas) {
        (0, 0) => whole(key),
        (0, _) if grouped(key, ',') => whole(&key.replace(',', "")),
        (2.., 0) if grouped(key, '.') => whole(&key.replace('.', "")),
        (1, 0) => parts(key, '.'),
        (0, 1) => parts(key, ','),
        (1, _) => {
            let (thousands, decimals) = key.split_once('.')?;
            if grouped(thousands, ',') {
                parts(&format!("{}.{decimals}", thousands.replace(',', "")), '.')
            } else {
                None
            }
        }
        _ => None,
    }
}

fn parts(key: &str, mark: char) -> Option<Ratio> {
    let (whole, decimals) = key.split_once(mark)?;
    let scale = 10i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let digits: i128 = format!("{whole}{decimals}").parse().ok()?;
    Ratio::new(digits, scale)
}

/// A word that multiplies the number before it.
pub(super) fn magnitude(key: &str) -> Option<i128> {
    Some(match key {
        "hundred" | "ميه" | "مايه" => 100,
        "thousand" | "الف" | "الفا" | "الاف" => 1_000,
        "million" | "millions" | "مليون" | "مليونا" | "ملايين" => 1_000_000,
        "billion" | "billions" | "مليار" | "مليارا" | "مليارات" | "بليون" | "بليونا" => {
            1_000_000_000
        }
        "trillion" | "trillions" | "تريليون" | "تريليونا" | "تريليونات" | "ترليون" => {
            1_000_000_000_000
        }
        _ => return None,
    })
}
