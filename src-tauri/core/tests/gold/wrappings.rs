//! The same statement of a central bank in two line-wrappings (the notice stands beside the data). The votes stand in one
//! of the two only; all the rest is the same text, so everything but the votes must be linked and nothing in it may be
//! called a change of substance.

use std::fs;

use bayan_core::text::read_plain;

use crate::figures::{Figures, share};
use crate::said::Said;

/// Scores an engine. Gives the figures and, a line each, what it got wrong.
pub fn score(engine: impl Fn(&str, &str) -> Said) -> (Figures, Vec<String>) {
    let folder = crate::data("wrappings");
    let entries = fs::read_dir(folder.join("wide")).expect("the statements stand in tests/wrappings");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry of the folder").file_name()).collect();
    names.sort();
    let (mut linked, mut paragraphs, mut votes_linked, mut substance, mut same) = (0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for name in &names {
        let read =
            |side: &str| fs::read_to_string(folder.join(side).join(name)).expect("a statement can be read");
        let (wide, narrow) = (read("wide"), read("narrow"));
        let (forth, back) = (engine(&wide, &narrow), engine(&narrow, &wide));
        same += usize::from(forth.edges() == back.edges_exchanged());
        for (said, [old, new]) in [(forth, [&wide, &narrow]), (back, [&narrow, &wide])] {
            let sides = [(old, said.paragraphs.0), (new, said.paragraphs.1)].map(|(text, count)| {
                let texts = read_plain(text).paragraphs;
                assert_eq!(texts.len(), count);
                texts.iter().map(|text| is_vote(text)).collect::<Vec<bool>>()
            });
            let joined = [
                said.links.iter().flat_map(|link| link.old.iter().copied()).collect::<Vec<_>>(),
                said.links.iter().flat_map(|link| link.new.iter().copied()).collect::<Vec<_>>(),
            ];
            for (side, joined) in sides.iter().zip(&joined) {
                for (number, &vote) in side.iter().enumerate() {
                    let is_linked = joined.contains(&number);
                    votes_linked += usize::from(vote && is_linked);
                    paragraphs += usize::from(!vote);
                    linked += usize::from(!vote && is_linked);
                    if vote == is_linked {
                        let what = if vote { "votes linked" } else { "not linked" };
                        wrong.push(format!("{}: paragraph {number} {what}", name.display()));
                    }
                }
            }
            let of_a_vote = |side: usize, paragraph: Option<usize>| paragraph.is_some_and(|p| sides[side][p]);
            for change in said.changes.iter().filter(|change| change.is_substance()) {
                if !of_a_vote(0, change.old_par) && !of_a_vote(1, change.new_par) {
                    substance += 1;
                    wrong.push(format!(
                        "{}: {} {:?} {:?}",
                        name.display(),
                        change.class,
                        change.old,
                        change.new
                    ));
                }
            }
        }
    }
    let mut figures = Figures::default();
    figures.put("statements", names.len() as f64);
    figures.put("paragraphs.linked", share(linked, paragraphs));
    figures.put("vote_paragraphs.linked", votes_linked as f64);
    figures.put("changes.of_substance", substance as f64);
    figures.put("reversed.same_links", share(same, names.len()));
    (figures, wrong)
}

fn is_vote(paragraph: &str) -> bool {
    paragraph.starts_with("Voting ")
}
