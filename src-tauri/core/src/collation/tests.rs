//! What holds of every collation.

use proptest::prelude::*;

use super::*;
use crate::compare::{Options, compare};

const OLD: [&str; 5] = [
    "The Council welcomed the agreement signed on 12 January.",
    "It stressed the need for all parties to abide by its terms. Members reviewed the situation of refugees.",
    "وطالب المجلس الدول المضيفة بوقف إعادة 800 لاجئ قسراً قبل نهاية شهر آذار.",
    "A passage that goes.",
    "Source: Media Office (example)",
];
const NEW: [&str; 5] = [
    "وطالب المجلس الدول المضيفة بوقف اعادة 1,300 لاجئ قسراً قبل نهاية شهر نيسان.",
    "The Council noted the agreement signed on 12 January.",
    "It stressed the need for all parties to abide by its terms.",
    "Members reviewed the situation of refugees.",
    "Source : Media Office (example)",
];

fn laid() -> Collation {
    collate(&OLD, &NEW, &compare(&OLD, &NEW, &Options::default()))
}

fn text(paragraph: &Paragraph) -> String {
    paragraph.runs.iter().map(|run| run.text.as_str()).collect()
}

#[test]
fn rows_follow_the_newer_text_and_a_dropped_one_the_passage_before_it() {
    let collation = laid();
    let rows: Vec<_> = collation
        .rows
        .iter()
        .map(|row| {
            let numbers = |side: &[Paragraph]| side.iter().map(|p| p.number).collect::<Vec<u32>>();
            (row.kind, row.moved, numbers(&row.older), numbers(&row.newer))
        })
        .collect();
    assert_eq!(
        rows,
        [
            (RowKind::Reworded, Some(Moved::Up), vec![2], vec![0]),
            (RowKind::Dropped, None, vec![3], vec![]),
            (RowKind::Reworded, None, vec![0], vec![1]),
            (RowKind::Split, None, vec![1], vec![2, 3]),
            (RowKind::Cosmetic, None, vec![4], vec![4]),
        ]
    );
}

#[test]
fn the_summary_counts_links_and_changes() {
    let collation = laid();
    let summary = collation.summary;
    assert_eq!((summary.older_paragraphs, summary.newer_paragraphs), (5, 5));
    assert_eq!((summary.reworded, summary.split, summary.cosmetic, summary.same), (2, 1, 1, 0));
    assert_eq!((summary.moved, summary.added, summary.dropped), (1, 0, 1));
    assert_eq!((summary.substantive_changes + summary.cosmetic_changes) as usize, collation.changes.len());
}

#[test]
fn a_row_names_its_changes_and_a_run_the_one_it_belongs_to() {
    let collation = laid();
    let row = &collation.rows[0];
    assert!(!row.changes.is_empty());
    for run in row.older.iter().chain(&row.newer).flat_map(|paragraph| &paragraph.runs) {
        assert_eq!(run.mark == Mark::None, run.change.is_none(), "{run:?}");
        assert!(run.change.is_none_or(|change| row.changes.contains(&change)), "{run:?}");
    }
    let number = row
        .changes
        .iter()
        .map(|&change| &collation.changes[change as usize])
        .find(|change| change.older_text == "800");
    assert_eq!(number.map(|change| change.newer_text.as_str()), Some("1,300"));
}

proptest! {
    #[test]
    fn runs_laid_end_to_end_are_the_paragraph(
        picks in prop::collection::vec((0_usize..10, any::<bool>()), 0..12),
        cut in 0_usize..8,
    ) {
        let all: Vec<&str> = OLD.iter().chain(&NEW).copied().collect();
        let side = |which: bool| picks.iter().filter(|pick| pick.1 == which).map(|pick| {
            all[pick.0].split(' ').enumerate().filter(|(at, _)| *at != cut || which).map(|(_, word)| word).collect::<Vec<_>>().join(" ")
        }).collect::<Vec<String>>();
        let (old, new) = (side(true), side(false));
        let collation = collate(&old, &new, &compare(&old, &new, &Options::default()));
        let mut seen = (vec![0; old.len()], vec![0; new.len()]);
        for row in &collation.rows {
            for paragraph in &row.older {
                prop_assert_eq!(text(paragraph), old[paragraph.number as usize].as_str());
                seen.0[paragraph.number as usize] += 1;
            }
            for paragraph in &row.newer {
                prop_assert_eq!(text(paragraph), new[paragraph.number as usize].as_str());
                seen.1[paragraph.number as usize] += 1;
            }
        }
        prop_assert!(seen.0.iter().chain(&seen.1).all(|&times| times == 1));
    }
}
