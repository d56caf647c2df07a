//! The labels of exported documents, in Arabic and English. They are data (`labels.tsv`), so that a translator can read
//! them, and independent of the language of the texts.

mod hijri;

use std::collections::HashMap;
use std::sync::LazyLock;

use bayan_core::model::{Lang, ReleaseDate};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// The digits of what Bayan itself says: page numbers, counts, dates. Quotes keep theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Digits {
    /// 0 to 9.
    #[default]
    European,
    /// ٠ to ٩.
    ArabicIndic,
}

impl Digits {
    /// A text of Bayan's own with its digits in this script.
    pub fn write(self, text: &str) -> String {
        match self {
            Digits::European => text.to_owned(),
            Digits::ArabicIndic => text
                .chars()
                .map(|c| match c {
                    '0'..='9' => char::from_u32(c as u32 - '0' as u32 + 0x0660).unwrap_or(c),
                    _ => c,
                })
                .collect(),
        }
    }
}

/// The labels in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labels {
    /// The language.
    pub lang: Lang,
    /// The digits numbers are written in.
    pub digits: Digits,
    /// Whether a day has its Hijri date beside the Gregorian one.
    pub hijri: bool,
}

static CATALOGUE: LazyLock<HashMap<&'static str, [&'static str; 2]>> = LazyLock::new(|| {
    include_str!("labels.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, [cells.next()?, cells.next()?]))
        })
        .collect()
});

impl Labels {
    /// The label of a key; the key itself where there is none, so that the lack is seen.
    pub fn say(self, key: &str) -> String {
        self.find(key).map_or_else(|| key.to_owned(), str::to_owned)
    }

    fn find(self, key: &str) -> Option<&'static str> {
        CATALOGUE.get(key).map(|[en, ar]| if self.lang == Lang::Ar { *ar } else { *en })
    }

    /// The label of a value of one of the engine's types, by its written form: `class` and `Class::Act` give `class.act`.
    pub fn of(self, group: &str, value: impl Serialize) -> String {
        let id = serde_json::to_value(value).ok();
        self.say(&format!("{group}.{}", id.as_ref().and_then(|id| id.as_str()).unwrap_or_default()))
    }

    /// Whether a key has this label in either language, the case of the letters aside.
    pub(crate) fn is_called(key: &str, label: &str) -> bool {
        let label = label.trim().to_lowercase();
        CATALOGUE.get(key).is_some_and(|labels| labels.iter().any(|own| own.to_lowercase() == label))
    }

    /// A label with a number in it, in the plural form that the number takes.
    pub fn count(self, key: &str, number: usize) -> String {
        let label = self.say(key);
        let forms: Vec<&str> = label.split('|').collect();
        let form = match self.lang {
            Lang::En => usize::from(number != 1),
            Lang::Ar => match (number, number % 100) {
                (0, _) => 0,
                (1, _) => 1,
                (2, _) => 2,
                (_, 3..=10) => 3,
                (_, 11..=99) => 4,
                _ => 5,
            },
        };
        let form = forms.get(form).or(forms.last()).copied().unwrap_or_default();
        form.replacen('#', &self.number(number), 1)
    }

    /// A label with something put in the place of its `#`.
    pub fn with(self, key: &str, value: &str) -> String {
        self.say(key).replacen('#', value, 1)
    }

    /// A whole number.
    pub fn number(self, number: usize) -> String {
        self.digits.write(&number.to_string())
    }

    /// A date in words: `27 March 2025`, `27 آذار/مارس 2025`; a day with its Hijri date in parentheses where that is asked for.
    pub fn date(self, date: ReleaseDate) -> String {
        const ENGLISH: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        const ARABIC: [&str; 12] = [
            "كانون الثاني/يناير",
            "شباط/فبراير",
            "آذار/مارس",
            "نيسان/أبريل",
            "أيار/مايو",
            "حزيران/يونيو",
            "تموز/يوليو",
            "آب/أغسطس",
            "أيلول/سبتمبر",
            "تشرين الأول/أكتوبر",
            "تشرين الثاني/نوفمبر",
            "كانون الأول/ديسمبر",
        ];
        let months = if self.lang == Lang::Ar { ARABIC } else { ENGLISH };
        let month = date.month().and_then(|month| months.get(month as usize - 1));
        let parts = [
            date.day_of_month().map(|day| day.to_string()),
            month.map(|&month| month.to_owned()),
            Some(date.year().to_string()),
        ];
        let mut words = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        if let Some(hijri) = self.hijri.then(|| hijri::date(date, self.lang)).flatten() {
            words = format!("{words} ({hijri})");
        }
        self.digits.write(&words)
    }

    /// The day of a time in words. Digits with hyphens between would stand in another order in an Arabic line.
    pub fn moment(self, time: DateTime<Utc>) -> String {
        let day = time.format("%Y-%m-%d").to_string();
        day.parse().map_or(day, |day| self.date(day))
    }

    /// What names a paragraph, counted from 1: `¶3`, `ف3`.
    pub fn paragraph(self, number: usize) -> String {
        self.with("paragraph_ref", &self.number(number + 1))
    }

    /// The mark between entries of a list in a sentence.
    pub const fn comma(self) -> &'static str {
        match self.lang {
            Lang::Ar => "، ",
            Lang::En => ", ",
        }
    }

    /// The sign from an older to a newer thing, pointing in the direction of reading. Both are in every font used.
    pub const fn arrow(self) -> &'static str {
        " – "
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AR: Labels = Labels { lang: Lang::Ar, digits: Digits::European, hijri: false };
    const EN: Labels = Labels { lang: Lang::En, ..AR };

    #[test]
    fn every_label_has_both_languages_and_all_their_plural_forms() {
        let mut seen = std::collections::HashSet::new();
        for line in include_str!("labels.tsv").lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert!(cells.iter().all(|cell| !cell.trim().is_empty()), "{line}");
            assert!(seen.insert(cells[0]), "twice: {line}");
            if cells[0].starts_with("count.") {
                assert_eq!(cells[1].split('|').count(), 2, "{line}");
                assert_eq!(cells[2].split('|').count(), 6, "{line}");
            }
        }
    }

    /// The keys named in the sources, found by what stands before them.
    #[test]
    fn every_key_that_the_sources_name_has_a_label() {
        fn look(folder: &std::path::Path, found: &mut usize) {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if entry.path().is_dir() {
                    look(&entry.path(), found);
                } else if entry.path().extension().is_some_and(|end| end == "rs")
                    && entry.file_name() != "tests.rs"
                {
                    let text = std::fs::read_to_string(entry.path()).unwrap();
                    for start in ["say(\"", "count(\"", "with(\"", "column(\"", "sheet(\""] {
                        for rest in text.split(start).skip(1) {
                            let key = rest.split('"').next().unwrap();
                            // Other calls of the same name take words, not keys.
                            if !key.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_' | '-'))
                                || key.is_empty()
                                || key.starts_with('.')
                                || key.ends_with('.')
                            {
                                continue;
                            }
                            let key = match start {
                                "column(\"" => format!("col.{key}"),
                                "sheet(\"" => format!("sheet.{key}"),
                                _ => key.to_owned(),
                            };
                            assert!(EN.find(&key).is_some(), "{}: {key}", entry.path().display());
                            *found += 1;
                        }
                    }
                }
            }
        }
        let mut found = 0;
        look(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        assert!(found > 60, "{found}");
    }

    #[test]
    fn every_value_of_the_engine_has_a_label() {
        use bayan_core::text::fold::Rule;
        use bayan_core::text::lexicon::Act;
        for rule in Rule::ALL {
            assert!(!AR.of("rule", rule).starts_with("rule."), "{rule:?}");
        }
        for act in Act::ALL {
            assert!(!AR.of("act", act).starts_with("act."), "{act:?}");
        }
    }

    #[test]
    fn arabic_numbers_take_their_six_forms() {
        let forms: Vec<String> =
            [0, 1, 2, 3, 11, 100].iter().map(|&number| AR.count("count.statements", number)).collect();
        assert_eq!(forms, ["لا بيانات", "بيان واحد", "بيانان", "3 بيانات", "11 بيانا", "100 بيان"]);
        assert_eq!(EN.count("count.statements", 1), "1 statement");
        assert_eq!(EN.count("count.statements", 2), "2 statements");
    }

    #[test]
    fn dates_and_paragraphs_are_written_in_the_chosen_digits() {
        let ar = Labels { digits: Digits::ArabicIndic, ..AR };
        assert_eq!(ar.date("2025-03-27".parse().unwrap()), "٢٧ آذار/مارس ٢٠٢٥");
        assert_eq!(EN.date("2025-03".parse().unwrap()), "March 2025");
        assert_eq!(ar.paragraph(2), "ف\u{a0}٣");
    }

    #[test]
    fn a_day_has_its_hijri_date_beside_it_where_that_is_asked_for() {
        let day = "2025-03-27".parse().unwrap();
        let ar = Labels { hijri: true, digits: Digits::ArabicIndic, ..AR };
        assert_eq!(ar.date(day), "٢٧ آذار/مارس ٢٠٢٥ (٢٧ رمضان ١٤٤٦ هـ)");
        let en = Labels { hijri: true, ..EN };
        assert_eq!(en.date(day), "27 March 2025 (27 Ramadan 1446 AH)");
        assert_eq!(en.date("2025-03".parse().unwrap()), "March 2025", "a month is part of two");
    }
}
