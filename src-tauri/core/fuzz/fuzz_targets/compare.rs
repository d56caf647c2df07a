//! Compares two texts made of the input and holds the result against what every comparison promises: both texts can be
//! put together again from it, byte for byte; every paragraph has its place; the links read the same in either
//! direction.
//!
//! The input is cut at the first U+001D (group separator) into an older and a newer text, each cut at line feeds into
//! paragraphs. An input without one is compared with itself turned round.
#![no_main]

use std::ops::Range;

use bayan_core::compare::{Comparison, Link, LinkKind, Op, Options, compare};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (old, new) = match text.split_once('\u{1d}') {
        Some((old, new)) => (old.split('\n').collect(), new.split('\n').collect()),
        None => {
            let old: Vec<&str> = text.split('\n').collect();
            let new: Vec<&str> = old.iter().rev().copied().collect();
            (old, new)
        }
    };
    let there = compare(&old, &new, &Options::default());
    holds_together(&there, &old, &new);
    let back = compare(&new, &old, &Options::default());
    holds_together(&back, &new, &old);
    assert_eq!(sides(&there, |link| (&link.old, &link.new)), sides(&back, |link| (&link.new, &link.old)));
    assert_eq!((&there.dropped, &there.added), (&back.added, &back.dropped));
    if old == new {
        assert!(there.links.iter().all(|link| link.kind == LinkKind::Same && !link.moved));
        assert!(there.dropped.is_empty() && there.added.is_empty() && there.changes.is_empty());
    }
});

type Sides = (Vec<usize>, Vec<usize>, bool);

fn sides<'a>(found: &'a Comparison, of: impl Fn(&'a Link) -> (&'a Vec<usize>, &'a Vec<usize>)) -> Vec<Sides> {
    let mut sides: Vec<Sides> =
        found.links.iter().map(|link| (of(link).0.clone(), of(link).1.clone(), link.moved)).collect();
    sides.sort();
    sides
}

fn holds_together(found: &Comparison, old: &[&str], new: &[&str]) {
    every_paragraph_once(found.links.iter().map(|link| &link.old), &found.dropped, old.len());
    every_paragraph_once(found.links.iter().map(|link| &link.new), &found.added, new.len());
    for link in &found.links {
        assert!((0.0..=1.0).contains(&link.score), "score {}", link.score);
        let (old, new) = (passage(old, &link.old), passage(new, &link.new));
        tiles(link.spans.iter().map(|span| &span.old), &old);
        tiles(link.spans.iter().map(|span| &span.new), &new);
        for span in &link.spans {
            let (old, new) = (&old[span.old.clone()], &new[span.new.clone()]);
            match span.op {
                Op::Equal => assert_eq!(old, new),
                Op::Insert => assert!(old.is_empty() && !new.is_empty()),
                Op::Delete => assert!(!old.is_empty() && new.is_empty()),
                Op::Replace => assert!(!old.is_empty() && !new.is_empty()),
            }
            assert_eq!(span.op == Op::Equal, span.class.is_none());
            assert!(span.change.is_none_or(|change| change < found.changes.len()));
        }
    }
    for change in &found.changes {
        assert!((0.0..=1.0).contains(&change.weight), "weight {}", change.weight);
        inside(change.old_par, &change.old, old);
        inside(change.new_par, &change.new, new);
        assert!(change.old.is_some() || change.new.is_some(), "a change of nothing");
    }
}

fn every_paragraph_once<'a>(linked: impl Iterator<Item = &'a Vec<usize>>, alone: &[usize], count: usize) {
    let mut seen: Vec<usize> = alone.to_vec();
    for paragraphs in linked {
        assert!(!paragraphs.is_empty() && paragraphs.is_sorted(), "{paragraphs:?}");
        seen.extend(paragraphs);
    }
    seen.sort_unstable();
    assert!(seen.iter().copied().eq(0..count), "{seen:?} of {count}");
}

fn tiles<'a>(ranges: impl Iterator<Item = &'a Range<usize>>, text: &str) {
    let mut at = 0;
    for range in ranges {
        assert_eq!(range.start, at);
        assert!(range.end >= at && text.is_char_boundary(range.end));
        at = range.end;
    }
    assert_eq!(at, text.len());
}

fn inside(paragraph: Option<usize>, range: &Option<Range<usize>>, texts: &[&str]) {
    if let Some(range) = range {
        let paragraph = paragraph.expect("words stand in a paragraph");
        assert!(texts[paragraph].get(range.clone()).is_some_and(|words| !words.is_empty()));
    }
}

fn passage(texts: &[&str], paragraphs: &[usize]) -> String {
    paragraphs.iter().map(|&paragraph| texts[paragraph]).collect::<Vec<_>>().join("\n")
}
