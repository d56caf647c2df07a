//! Two passages word against word, as the screens show them.

use std::ops::Range;

use bayan_core::collation::{Mark, Run, collate};
use bayan_core::compare::{Options, compare};

/// The clauses a quote stands in, verbatim.
pub(in crate::commands) fn clause_of<'t>(text: &'t str, quote: &Range<u32>) -> &'t str {
    let bytes = quote.start as usize..quote.end as usize;
    text.get(bayan_core::positions::clause_of(text, &bytes)).unwrap_or_default()
}

/// A passage as one run without a mark.
pub(in crate::commands) fn plain(text: &str) -> Run {
    Run { text: text.to_owned(), mark: Mark::None, class: None, change: None }
}

/// Two passages cut into runs with what differs marked: of the older, of the newer. They are taken as one passage, however
/// little they share.
pub(in crate::commands) fn against(old: &str, new: &str) -> (Vec<Run>, Vec<Run>) {
    let options = Options { linked: vec![(0, 0)], ..Options::default() };
    let (olds, news) = ([old], [new]);
    let collation = collate(&olds, &news, &compare(&olds, &news, &options));
    let side = |older: bool| -> Vec<Run> {
        let paragraphs = collation.rows.iter().flat_map(|row| if older { &row.older } else { &row.newer });
        let runs = paragraphs.flat_map(|paragraph| paragraph.runs.clone());
        // Changes are numbered within the pair alone: the window has no list of them.
        runs.map(|run| Run { change: None, ..run }).collect()
    };
    (side(true), side(false))
}

/// How many UTF-16 units stand before a byte of a text.
pub(in crate::commands) fn units(text: &str, byte: u32) -> u32 {
    let before = text.get(..byte as usize).unwrap_or_default();
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// The bytes of a text between two places counted in UTF-16 units; `None` where they cut a letter, are turned or take none.
pub(in crate::commands) fn bytes_of(text: &str, from: u32, to: u32) -> Option<Range<usize>> {
    let byte = |wanted: u32| {
        let mut at = 0;
        for (byte, letter) in text.char_indices() {
            if at == wanted {
                return Some(byte);
            }
            at += u32::try_from(letter.len_utf16()).unwrap_or(1);
        }
        (at == wanted).then_some(text.len())
    };
    let bytes = byte(from)?..byte(to)?;
    (bytes.start < bytes.end).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_counted_in_units_are_bytes_and_back_again() {
        let text = "a𝄞ب";
        assert_eq!(bytes_of(text, 1, 3), Some(1..5));
        assert_eq!(bytes_of(text, 3, 4), Some(5..7));
        assert_eq!((units(text, 5), units(text, 7)), (3, 4));
        assert_eq!([bytes_of(text, 2, 3), bytes_of(text, 3, 1), bytes_of(text, 4, 4)], [None, None, None]);
    }

    fn laid(runs: &[Run]) -> String {
        runs.iter().map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn runs_laid_end_to_end_are_the_clause_and_a_dropped_word_is_marked() {
        let old = "وشدد على حق اللاجئين في عودة طوعية آمنة وكريمة";
        let new = "وشدد على حق اللاجئين في عودة آمنة وكريمة";
        let (olds, news) = against(old, new);
        assert_eq!((laid(&olds).as_str(), laid(&news).as_str()), (old, new));
        let marked: Vec<&str> =
            olds.iter().filter(|run| run.mark != Mark::None).map(|run| run.text.trim()).collect();
        assert_eq!(marked, ["طوعية"]);
        let (olds, news) = against("رحب بالهدنة", "The tax was rejected");
        assert_eq!((laid(&olds).as_str(), laid(&news).as_str()), ("رحب بالهدنة", "The tax was rejected"));
    }
}
