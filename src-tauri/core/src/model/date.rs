//! The date of a release, as precisely as it is known.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A Gregorian date that may lack its day, or its day and month.
///
/// Written as ISO 8601 with reduced precision: `2025-03-27`, `2025-03`, `2025`. Dates order by their first possible
/// day; of two that begin on the same day the less precise comes first, which is also the order of their written forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReleaseDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

/// Why a written date was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date (YYYY, YYYY-MM or YYYY-MM-DD): {0}")]
pub struct DateError(pub String);

impl ReleaseDate {
    /// A full date.
    ///
    /// # Errors
    /// When the calendar has no such day.
    pub fn day(year: i32, month: u32, day: u32) -> Result<Self, DateError> {
        NaiveDate::from_ymd_opt(year, month, day)
            .map(|date| Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) })
            .ok_or_else(|| DateError(format!("{year}-{month}-{day}")))
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12, when known.
    pub const fn month(self) -> Option<u32> {
        self.month
    }

    /// The day of the month, 1 to 31, when known.
    pub const fn day_of_month(self) -> Option<u32> {
        self.day
    }
}

impl fmt::Display for ReleaseDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for ReleaseDate {
    type Err = DateError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let fail = || DateError(written.to_owned());
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
                .ok_or_else(fail)
        };
        let parts: Vec<&str> = written.split('-').collect();
        let (year, month, day) = match parts.as_slice() {
            [year] => (number(year, 4)?, None, None),
            [year, month] => (number(year, 4)?, Some(number(month, 2)?), None),
            [year, month, day] => (number(year, 4)?, Some(number(month, 2)?), Some(number(day, 2)?)),
            _ => return Err(fail()),
        };
        let year = i32::try_from(year).map_err(|_| fail())?;
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).ok_or_else(fail)?;
        Ok(Self { year, month, day })
    }
}

impl Serialize for ReleaseDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ReleaseDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_reads_back_as_it_was_written() {
        for written in ["2025-03-27", "2025-03", "2025", "1974-05-31", "2024-02-29"] {
            assert_eq!(written.parse::<ReleaseDate>().unwrap().to_string(), written);
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_the_words_it_came_in() {
        for written in ["", "2025-13", "2025-02-30", "25-01-01", "2025-1-1", "2025-01-01-01", "٢٠٢٥", "+025"]
        {
            assert_eq!(written.parse::<ReleaseDate>(), Err(DateError(written.to_owned())));
        }
    }

    #[test]
    fn dates_order_by_time_and_the_vaguer_first() {
        let mut dates: Vec<ReleaseDate> =
            ["2025-03-27", "2024", "2025-03", "2025", "2024-12-31"].map(|d| d.parse().unwrap()).to_vec();
        dates.sort();
        let written: Vec<String> = dates.iter().map(ReleaseDate::to_string).collect();
        assert_eq!(written, ["2024", "2024-12-31", "2025", "2025-03", "2025-03-27"]);
    }
}
