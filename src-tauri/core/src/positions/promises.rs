//! What positions promise of any text whatever.

use proptest::prelude::*;

use super::codebook::{Matcher, Standard, TopicId, Weight};
use super::formula::{follow, suggest};
use super::lineage::{Piece, lineage, quoted};
use super::series::{Cell, ReleaseText, matrix};
use super::{Finder, clause_acts};
use crate::compare::{Comparison, Options, compare};

/// Words that make positions, among them marks, controls and letters of other scripts.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(vec![
            "وأكد", "المجلس", "على", "رفض", "وقف إطلاق النار", "،", "اللاجئين", "وشدّد", "أن", "التي", "أعرب عن", "أمله", ".", "لبحث",
            "اجتماعه", "مع", "التأكيد", "القرار", "2254", "The Council", "welcomed", "the ceasefire", ",", "and", "to", "discuss",
            "that", "refugees", "On sanctions", "rejected", "by", "(a)", "Decides:", "was", "it", "Russia", "EU", "called on", "League of Arab States", "reported", "و\u{64e}أدان", "لم",
            "يؤيد", "\u{200f}", "«", "»", "’s",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "\\PC{0,6}",
    ]
}

fn paragraph() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 0..24).prop_map(|words| words.join(" "))
}

fn release() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(paragraph(), 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn every_quote_verb_and_term_is_a_slice_of_its_paragraph(release in release()) {
        let finder = Finder::new(&Standard::Syria.codebook());
        let said = finder.positions(&release);
        for position in said.positions.iter().chain(&said.others) {
            let text = &release[position.paragraph];
            let quote = position.quoted(&release);
            prop_assert!(!quote.is_empty() && text.contains(quote), "{text:?}");
            prop_assert!(text.get(position.verb.clone()).is_some_and(|verb| !verb.is_empty()));
            prop_assert!(position.terms.iter().all(|term| text.get(term.clone()).is_some_and(|term| !term.is_empty())));
            prop_assert!((1..=3).contains(&position.force));
        }
        prop_assert_eq!(&finder.positions(&release), &said);
    }

    #[test]
    fn a_release_says_the_same_whatever_was_read_before_it(releases in prop::collection::vec(release(), 0..5)) {
        let finder = Finder::new(&Standard::Syria.codebook());
        let mut reader = finder.reader();
        // Each twice, so that paragraphs that were read come again.
        for release in releases.iter().chain(&releases) {
            prop_assert_eq!(reader.positions(release), finder.positions(release));
        }
    }

    #[test]
    fn acts_stand_in_order_inside_their_paragraph(release in release()) {
        for (acts, text) in clause_acts(&release).iter().zip(&release) {
            for act in acts {
                prop_assert!(text.is_char_boundary(act.start) && act.start < text.len());
            }
        }
    }

    #[test]
    fn terms_found_are_in_order_and_none_overlaps_another_of_its_topic(text in paragraph()) {
        let hits = Matcher::new(&Standard::Syria.codebook()).find(&text);
        for pair in hits.windows(2) {
            prop_assert!(pair[0].tokens.start <= pair[1].tokens.start);
            prop_assert!(pair[0].tokens == pair[1].tokens || pair[0].tokens.end <= pair[1].tokens.start);
        }
        prop_assert!(hits.iter().all(|hit| hit.weight != Weight::Not && text.get(hit.bytes.clone()).is_some()));
    }

    #[test]
    fn a_matrix_accounts_for_every_position_once(releases in prop::collection::vec(release(), 0..4)) {
        let finder = Finder::new(&Standard::Syria.codebook());
        let said: Vec<_> = releases.iter().map(|release| finder.positions(release).positions).collect();
        let comparisons: Vec<Comparison> =
            releases.windows(2).map(|pair| compare(&pair[0], &pair[1], &Options::default())).collect();
        let texts: Vec<ReleaseText<'_>> = releases
            .iter()
            .zip(&said)
            .map(|(paragraphs, positions)| ReleaseText { paragraphs, positions })
            .collect();
        let rows = matrix(&texts, &comparisons.iter().map(Some).collect::<Vec<_>>());
        for (at, positions) in said.iter().enumerate() {
            let mut told: Vec<usize> = Vec::new();
            for row in &rows {
                prop_assert_eq!(row.cells.len(), releases.len());
                if let Cell::Said { leading, others, .. } = &row.cells[at] {
                    told.extend(std::iter::once(leading).chain(others).map(|entry| entry.position));
                }
            }
            told.sort_unstable();
            prop_assert_eq!(told, (0..positions.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_lineage_has_its_own_passage_and_only_text_that_stands_there(
        releases in prop::collection::vec(release(), 1..4),
        at in any::<(prop::sample::Index, prop::sample::Index)>(),
    ) {
        let comparisons: Vec<Comparison> =
            releases.windows(2).map(|pair| compare(&pair[0], &pair[1], &Options::default())).collect();
        let slices: Vec<&[String]> = releases.iter().map(Vec::as_slice).collect();
        let release = at.0.index(releases.len());
        prop_assume!(!releases[release].is_empty());
        let paragraph = at.1.index(releases[release].len());
        let piece = Piece { paragraph, bytes: 0..releases[release][paragraph].len() };
        let found = lineage(&slices, &comparisons.iter().map(Some).collect::<Vec<_>>(), release, &piece);
        if releases[release][paragraph].is_empty() {
            prop_assert!(found.stages.is_empty());
        } else {
            prop_assert!(found.stages.iter().any(|stage| stage.release == release && stage.pieces == [piece.clone()]));
        }
        prop_assert!(found.stages.windows(2).all(|pair| pair[0].release + 1 == pair[1].release));
        for stage in &found.stages {
            prop_assert!(!quoted(slices[stage.release], &stage.pieces).is_empty());
        }
    }

    #[test]
    fn formulas_quote_what_stands_there(releases in prop::collection::vec(release(), 0..3), phrase in paragraph()) {
        let slices: Vec<&[String]> = releases.iter().map(Vec::as_slice).collect();
        let formula = follow(&phrase, &slices);
        for variant in &formula.variants {
            prop_assert!(!variant.occurrences.is_empty());
            for place in &variant.occurrences {
                prop_assert!(releases[place.release][place.paragraph].get(place.bytes.clone()).is_some_and(|text| !text.is_empty()));
            }
        }
        for suggestion in suggest(&slices, 2, 20) {
            prop_assert!(suggestion.releases.len() >= 2);
        }
    }

    #[test]
    fn a_phrase_is_found_where_it_stands_word_for_word(before in "[a-z ]{0,20}", words in prop::collection::vec("[a-z]{4,8}", 1..8)) {
        let phrase = words.join(" ");
        let text = format!("{before}. {phrase}. end");
        let releases: [&[String]; 1] = [std::slice::from_ref(&text)];
        let formula = follow(&phrase, &releases);
        prop_assert!(formula.variants.iter().any(|variant| variant.added.is_empty() && variant.dropped.is_empty()));
    }
}

#[test]
fn a_codebook_without_topics_finds_nothing() {
    let finder = Finder::new(&super::codebook::Codebook::default());
    let said = finder.positions(&["The Council welcomed the truce."]);
    assert!(said.positions.is_empty());
    assert_eq!(finder.matcher().coverage(&["a"]).unassigned(), [0]);
    assert!(super::codebook::Codebook::default().topic(&TopicId(String::new())).is_none());
}
