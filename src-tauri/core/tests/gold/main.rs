//! The quality gate: the engine's answers on texts whose right answers people wrote down.
//!
//! Every figure the engine must reach stands in [`floors`], and each is asserted here over three sources: the gold series
//! ([`series`]), essay drafts with sentence links ([`argrewrite`]) and statements in two line-wrappings ([`wrappings`]).
//! Run it with `cargo test -p bayan-core --test gold -- --nocapture` to read all figures. It is no place for single hard
//! cases, which have their own expected results, nor for speed.

mod argrewrite;
mod figures;
mod floors;
mod minimum;
mod said;
mod series;
mod wrappings;

use std::path::PathBuf;

use bayan_core::compare::{Options, compare};
use bayan_core::text::read_plain;

use figures::Figures;

/// A folder of the repository's `tests`.
fn data(folder: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests")).join(folder)
}

#[test]
fn the_gold_series_reach_every_floor() {
    for folder in series::FOLDERS {
        series::score(&[folder], said::by_the_engine).0.print(folder);
    }
    let (figures, missed) = series::score(&series::FOLDERS, said::by_the_engine);
    figures.print("gold series");
    missed.iter().for_each(|line| figures::say(&format!("missed: {line}")));
    figures.must_reach(floors::SERIES);
}

#[test]
fn series_kept_apart_reach_every_floor() {
    for folder in series::KEPT_APART {
        series::score(&[folder], said::by_the_engine).0.print(folder);
    }
    let (figures, missed) = series::score(&series::KEPT_APART, said::by_the_engine);
    figures.print("series kept apart");
    missed.iter().for_each(|line| figures::say(&format!("missed: {line}")));
    figures.must_reach(floors::KEPT_APART);
}

#[test]
fn essay_drafts_reach_every_floor() {
    let figures = argrewrite::score(said::by_the_engine);
    figures.print("essay drafts");
    figures.must_reach(floors::ARGREWRITE);
}

#[test]
fn a_statement_in_two_wrappings_is_one_statement() {
    let (figures, wrong) = wrappings::score(said::by_the_engine);
    figures.print("two wrappings");
    wrong.iter().for_each(|line| figures::say(&format!("wrong: {line}")));
    figures.must_reach(floors::WRAPPINGS);
}

#[test]
fn no_more_words_are_marked_than_must_be() {
    let mut total = minimum::Marked::default();
    for [old, new] in series::releases() {
        let (old, new) = (read_plain(&old).paragraphs, read_plain(&new).paragraphs);
        total += minimum::count(&compare(&old, &new, &Options::default()), &old, &new);
    }
    let mut figures = Figures::default();
    figures.put("words.marked", total.marked as f64);
    figures.put("words.least", total.least as f64);
    figures.put("words.marked_for_each_of_the_least", total.ratio());
    figures.print("words marked inside links");
    figures.must_reach(floors::MARKED);
}

#[test]
fn an_engine_that_links_nothing_is_refused() {
    let (figures, _) = series::score(&series::FOLDERS, said::nothing);
    assert_eq!(figures.get("links.f1"), 0.0);
    assert_eq!(figures.get("kind.accuracy"), 0.0);
    assert_eq!(figures.get("changes.located"), 0.0);
    assert!(!figures.missed(floors::SERIES).is_empty());
    assert!(!argrewrite::score(said::nothing).missed(floors::ARGREWRITE).is_empty());
    assert!(!wrappings::score(said::nothing).0.missed(floors::WRAPPINGS).is_empty());
}

#[test]
fn an_engine_that_calls_everything_one_passage_is_refused() {
    let (figures, _) = series::score(&series::FOLDERS, said::one_passage);
    assert_eq!(figures.get("links.recall"), 1.0, "everything is linked with everything");
    assert!(figures.get("links.f1") < 0.25, "which is mostly wrong: {}", figures.get("links.f1"));
    assert!(!figures.missed(floors::SERIES).is_empty());
}

#[test]
fn a_figure_that_was_never_measured_is_missed() {
    assert_eq!(Figures::default().missed(floors::ARGREWRITE).len(), floors::ARGREWRITE.len());
}
