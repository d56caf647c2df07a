//! Comparisons and positions as plain text, for a terminal.

use std::fmt::Write as _;

use bayan_core::collation::collate;
use bayan_core::compare::{Comparison, Op};
use bayan_core::positions::{Holder, Said};
use bayan_core::text::Document;
use serde_json::Value;

/// The paragraphs joined as the spans see them.
pub(crate) fn joined(paragraphs: &[String], at: &[usize]) -> String {
    at.iter().map(|&at| paragraphs[at].as_str()).collect::<Vec<_>>().join("\n")
}

/// The comparison for a terminal: a head line with the counts, then the passages that differ in reading order, the words
/// taken out as `[-…-]` and those put in as `{+…+}`, then the changes with their classes.
pub fn comparison(old: &Document, new: &Document, found: &Comparison) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    macro_rules! line { ($($arg:tt)*) => { let _ = writeln!(out, $($arg)*); } }
    let collation = collate(&old.paragraphs, &new.paragraphs, found);
    let s = collation.summary;
    line!(
        "{} and {} paragraphs: {} same, {} cosmetic, {} reworded, {} split, {} merged, {} regrouped, {} added, {} dropped; {} moved",
        s.older_paragraphs,
        s.newer_paragraphs,
        s.same,
        s.cosmetic,
        s.reworded,
        s.split,
        s.merged,
        s.regrouped,
        s.added,
        s.dropped,
        s.moved
    );
    line!("{} changes of substance, {} cosmetic", s.substantive_changes, s.cosmetic_changes);
    let mut dropped = found.dropped.iter().copied().peekable();
    let mut print_dropped = |out: &mut String, before: usize| {
        while let Some(at) = dropped.next_if(|&at| at < before) {
            let _ = writeln!(out, "\n- {at} dropped\n[-{}-]", old.paragraphs[at]);
        }
    };
    let mut added = found.added.iter().copied().peekable();
    for link in &found.links {
        while let Some(at) = added.next_if(|&at| at < link.new[0]) {
            line!("\n+ {at} added\n{{+{}+}}", new.paragraphs[at]);
        }
        if !link.moved {
            print_dropped(&mut out, link.old[0]);
        }
        let list = |at: &[usize]| at.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        let kind = serde_json::to_value(link.kind).ok();
        let kind = kind.as_ref().and_then(Value::as_str).unwrap_or_default();
        let moved = if link.moved { ", moved" } else { "" };
        line!("\n  {} → {} {kind}{moved}", list(&link.old), list(&link.new));
        if link.spans.iter().all(|span| span.op == Op::Equal) {
            continue;
        }
        let (a, b) = (joined(&old.paragraphs, &link.old), joined(&new.paragraphs, &link.new));
        let mut text = String::new();
        for span in &link.spans {
            if span.op == Op::Equal {
                text.push_str(&b[span.new.clone()]);
                continue;
            }
            if !span.old.is_empty() {
                let _ = write!(text, "[-{}-]", &a[span.old.clone()]);
            }
            if !span.new.is_empty() {
                let _ = write!(text, "{{+{}+}}", &b[span.new.clone()]);
            }
        }
        line!("{text}");
    }
    for at in added {
        line!("\n+ {at} added\n{{+{}+}}", new.paragraphs[at]);
    }
    print_dropped(&mut out, usize::MAX);
    line!("");
    for change in &found.changes {
        let class = serde_json::to_value(change.class).ok();
        let class = class.as_ref().and_then(Value::as_str).unwrap_or_default();
        let at = |side: Option<usize>| side.map_or_else(|| "–".to_owned(), |at| at.to_string());
        let quote = |text: &str| text.replace('\n', " ");
        line!(
            "{class} {}→{}: «{}» → «{}»",
            at(change.old_par),
            at(change.new_par),
            quote(change.old_text(&old.paragraphs)),
            quote(change.new_text(&new.paragraphs))
        );
    }
    out
}

/// The positions of a release for a terminal: paragraph, topic, act, an exclamation mark for each degree of force, and the
/// quote.
pub fn positions(release: &Document, said: &Said) -> String {
    let mut text = String::new();
    for position in said.positions.iter().chain(&said.others) {
        let other = if position.holder == Holder::Other { " (another party)" } else { "" };
        text.push_str(&format!(
            "{}  {}  {} {}{other}\n    “{}”\n",
            position.paragraph,
            position.topic,
            position.act.id(),
            "!".repeat(usize::from(position.force)),
            position.quoted(&release.paragraphs),
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use bayan_core::compare::{Options, compare};

    use super::*;

    #[test]
    fn words_taken_out_and_put_in_stand_in_their_brackets() {
        let document = |text: &str| Document { title: None, paragraphs: vec![text.to_owned()] };
        let old = document("The Council welcomed the agreement signed by three parties.");
        let new = document("The Council welcomed the agreement signed by five parties.");
        let printed = comparison(&old, &new, &compare(&old.paragraphs, &new.paragraphs, &Options::default()));
        assert!(printed.contains("signed by [-three-]{+five+} parties."), "{printed}");
        assert!(printed.contains("number 0→0: «three» → «five»"), "{printed}");
    }
}
