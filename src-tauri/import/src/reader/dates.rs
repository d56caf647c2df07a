//! What may be a release's date: in its text, its file's name, its file's fields.

use std::str::FromStr;

use bayan_core::model::ReleaseDate;
use bayan_core::text::fold::{Rules, spelling};
use bayan_core::text::tokenise;
use bayan_core::text::value::{self, Value};
use icu_calendar::cal::Hijri;
use icu_calendar::types::Month;
use icu_calendar::{Date, Iso};

use crate::date_in_name;
use crate::draft::{Calendar, Confidence, DateGuess, DatePlace, Draft};

/// How much of a text is searched for its date, in paragraphs from the beginning and from the end.
const FIRST: usize = 6;
const LAST: usize = 3;
/// The longest part of a paragraph that is searched, in bytes.
const LONGEST: usize = 4_000;
/// The most dates that are kept.
const MOST: usize = 12;

/// Adds to a draft the dates that its name and text hold, and puts the likeliest first.
///
/// Full dates come before months and years. Of these a field that says when it was published comes first, then the name,
/// then the title and the text, then a field that only says when the file was made. A Hijri date counts by the calendar of Umm al-Qura.
pub(super) fn find(draft: &mut Draft, name: &str) {
    if let Some(date) = date_in_name(name) {
        draft.dates.push(DateGuess {
            date,
            words: name.to_owned(),
            place: DatePlace::Name,
            calendar: Calendar::Gregorian,
            confidence: Confidence::Likely,
        });
    }
    let count = draft.paragraphs.len();
    let mut found = Vec::new();
    if let Some(title) = &draft.title {
        found
            .extend(in_text(title).into_iter().map(|found| guess(found, |bytes| DatePlace::Title { bytes })));
    }
    for (number, paragraph) in draft.paragraphs.iter().enumerate() {
        if number >= FIRST && number + LAST < count {
            continue;
        }
        let text = head(&paragraph.text);
        found.extend(
            in_text(text)
                .into_iter()
                .map(|found| guess(found, |bytes| DatePlace::Paragraph { number, bytes })),
        );
    }
    draft.dates.append(&mut found);
    draft.dates.sort_by_key(|guess| {
        let place = match guess.place {
            DatePlace::Metadata { .. } if guess.confidence == Confidence::Low => 3,
            DatePlace::Metadata { .. } => 0,
            DatePlace::Name => 1,
            DatePlace::Title { .. } | DatePlace::Paragraph { .. } => 2,
        };
        let precise = match (guess.date.day_of_month(), guess.date.month()) {
            (Some(_), _) => 0,
            (None, Some(_)) => 1,
            (None, None) => 2,
        };
        (precise, place, std::cmp::Reverse(guess.confidence))
    });
    draft.dates.truncate(MOST);
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn guess(found: Found<'_>, place: impl FnOnce(std::ops::Range<usize>) -> DatePlace) -> DateGuess {
    DateGuess {
        date: found.date,
        words: found.words.to_owned(),
        place: place(found.bytes),
        calendar: found.calendar,
        confidence: if found.date.day_of_month().is_some() { Confidence::Likely } else { Confidence::Low },
    }
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    /// The date, in the Gregorian calendar.
    pub date: ReleaseDate,
    /// The words it is read from.
    pub words: &'a str,
    /// Their bytes in the text.
    pub bytes: std::ops::Range<usize>,
    /// The calendar they tell it in.
    pub calendar: Calendar,
}

/// The dates in a text that have a year, in the text's order.
pub fn in_text(text: &str) -> Vec<Found<'_>> {
    let tokens = tokenise(text);
    let keys: Vec<_> = tokens.iter().map(|token| spelling(token.text(text), &Rules::all())).collect();
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    let mut found = Vec::new();
    for mark in value::find(text, &tokens, &keys) {
        let Value::Date(date) = mark.value else { continue };
        let Some(year) = date.year else { continue };
        let (Some(first), Some(last)) = (tokens.get(mark.tokens.start), tokens.get(mark.tokens.end - 1))
        else {
            continue;
        };
        let marked = tokens.get(mark.tokens.end).filter(|next| {
            matches!(next.text(text), "هـ" | "ه" | "هـ." | "AH" | "للهجرة" | "هجرية" | "هجري")
        });
        // 1446 is no year that a statement of our days is dated by, but in the Hijri calendar.
        let hijri = date.calendar == value::Calendar::Hijri || year < 1_600;
        let bytes = first.start as usize..marked.filter(|_| hijri).unwrap_or(last).end as usize;
        let read = if hijri {
            from_hijri(year, date.month, date.day)
        } else {
            written(i32::from(year), date.month, date.day)
        };
        let Some(date) = read else { continue };
        found.push(Found {
            date,
            words: &text[bytes.clone()],
            bytes,
            calendar: if hijri { Calendar::Hijri } else { Calendar::Gregorian },
        });
    }
    found
}

fn written(year: i32, month: Option<u8>, day: Option<u8>) -> Option<ReleaseDate> {
    let text = match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    };
    ReleaseDate::from_str(&text).ok()
}

/// A Hijri date in the Gregorian calendar, by the calendar of Umm al-Qura. Of a month without a day it is the month its
/// first day lies in, of a year without a month nothing: it lies in two.
pub fn from_hijri(year: u16, month: Option<u8>, day: Option<u8>) -> Option<ReleaseDate> {
    let date =
        Date::try_new(i32::from(year).into(), Month::new(month?), day.unwrap_or(1), Hijri::new_umm_al_qura())
            .ok()?;
    let iso = date.to_calendar(Iso);
    let year = iso.year().extended_year();
    written(year, Some(iso.month().ordinal), day.map(|_| iso.day_of_month().0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &str)> {
        in_text(text).into_iter().map(|found| (found.date.to_string(), found.words)).collect()
    }

    fn one(text: &str) -> (String, &str) {
        let mut found = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.remove(0)
    }

    #[test]
    fn gregorian_dates_are_read_in_the_months_of_the_levant_the_gulf_and_the_maghreb() {
        for (text, date, words) in [
            ("دمشق، 27 آذار 2025 – عقد المجلس", "2025-03-27", "27 آذار 2025"),
            ("في ٥ كانون الثاني ٢٠٢٤ اجتمع", "2024-01-05", "٥ كانون الثاني ٢٠٢٤"),
            ("الرياض في 3 مارس 2025م", "2025-03-03", "3 مارس 2025"),
            ("بتاريخ 14 يوليو 2023", "2023-07-14", "14 يوليو 2023"),
            ("الجزائر، 9 جانفي 2022", "2022-01-09", "9 جانفي 2022"),
            ("الرباط، 20 غشت 2021", "2021-08-20", "20 غشت 2021"),
            ("27 آذار/مارس 2025", "2025-03-27", "27 آذار/مارس 2025"),
            ("٢٠٢٥/٠٣/٢٧", "2025-03-27", "٢٠٢٥/٠٣/٢٧"),
            ("March 27, 2025", "2025-03-27", "March 27, 2025"),
            ("on 1 December 1999 the", "1999-12-01", "1 December 1999"),
            ("بيان شهر تشرين الأول 2024", "2024-10", "تشرين الأول 2024"),
        ] {
            assert_eq!(one(text), (date.to_owned(), words), "{text}");
        }
    }

    #[test]
    fn hijri_dates_are_read_with_their_mark_and_told_in_the_gregorian_calendar() {
        // The dates are those of the Umm al-Qura calendar: 1 Ramadan 1446 was 1 March 2025.
        for (text, date, words) in [
            ("1 رمضان 1446 هـ", "2025-03-01", "1 رمضان 1446 هـ"),
            ("٢٧ رمضان ١٤٤٦هـ", "2025-03-27", "٢٧ رمضان ١٤٤٦هـ"),
            ("في شهر رمضان ١٤٤٦", "2025-03", "رمضان ١٤٤٦"),
            ("١٤٤٦/٩/١ هـ", "2025-03-01", "١٤٤٦/٩/١ هـ"),
            ("25 ربيع الأول 1442", "2020-11-11", "25 ربيع الأول 1442"),
        ] {
            assert_eq!(one(text), (date.to_owned(), words), "{text}");
            assert_eq!(in_text(text)[0].calendar, Calendar::Hijri);
        }
    }

    #[test]
    fn a_date_told_in_both_calendars_is_found_twice_and_is_one_day() {
        assert_eq!(
            read("الخميس 27 رمضان 1446 هـ الموافق 27 مارس 2025 م"),
            [("2025-03-27".to_owned(), "27 رمضان 1446 هـ"), ("2025-03-27".to_owned(), "27 مارس 2025")]
        );
    }

    #[test]
    fn what_is_no_day_of_its_calendar_is_no_date() {
        for text in [
            "30 شباط 2025",
            "31 رمضان 1446",
            "February 30, 2025",
            "99/99/2025",
            "القرار 2254",
            "في آذار الماضي",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn a_full_date_goes_before_a_month_and_the_names_before_the_texts() {
        let mut draft = Draft {
            title: Some("بيان آذار 2025".into()),
            paragraphs: vec![crate::draft::DraftParagraph::body("دمشق، 28 آذار 2025 – عقد المجلس اجتماعه.")],
            ..Draft::default()
        };
        find(&mut draft, "2025-03-27.txt");
        let dates: Vec<_> = draft.dates.iter().map(|guess| guess.date.to_string()).collect();
        assert_eq!(dates, ["2025-03-27", "2025-03-28", "2025-03"]);
        let DatePlace::Paragraph { number: 0, bytes } = &draft.dates[1].place else { panic!() };
        assert_eq!(&draft.paragraphs[0].text[bytes.clone()], "28 آذار 2025");
    }
}
