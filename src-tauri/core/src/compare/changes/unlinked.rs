//! Paragraphs without a counterpart: each position in one is a change; a paragraph that takes none is one change.

use super::classify;
use super::reading::Reading;
use super::weight;
use crate::compare::prepare::Prepared;
use crate::compare::spans::passage::Passage;
use crate::compare::types::{Change, Class};

/// Adds the changes of dropped and added paragraphs.
pub(super) fn describe(
    prepared: &Prepared<'_>,
    words: &[&str],
    dropped: &[usize],
    added: &[usize],
    changes: &mut Vec<Change>,
) {
    for &at in dropped {
        paragraph(prepared, words, &prepared.old, at, false, changes);
    }
    for &at in added {
        paragraph(prepared, words, &prepared.new, at, true, changes);
    }
}

fn paragraph(
    prepared: &Prepared<'_>,
    words: &[&str],
    side: &[u32],
    at: usize,
    added: bool,
    changes: &mut Vec<Change>,
) {
    let passage = Passage::new(prepared, side, &[at], Vec::new());
    let reading = Reading::new(prepared, words, &passage);
    let before = changes.len();
    let mut last_class = None;
    for (clause, act) in reading.clauses.iter().zip(&reading.governing) {
        let act = act.map(|at| reading.acts[at].act);
        let class = act.map(|act| classify::lone_clause(&reading, clause, Some(act), added));
        let class = class.filter(|class| !matches!(class, Class::Added | Class::Dropped));
        let words = reading.spoken(clause.clone());
        let continued = class.is_some() && class == last_class;
        last_class = class;
        let Some(class) = class.filter(|_| !words.is_empty()) else { continue };
        let bytes = passage.words[words.start].start..passage.words[words.end - 1].end;
        // Positions of one kind one after another are one thing to a reader.
        if continued && let Some(last) = changes.last_mut() {
            if let Some(range) = if added { &mut last.new } else { &mut last.old } {
                range.end = bytes.end;
            }
            continue;
        }
        changes.push(change(at, added, class, bytes));
    }
    if changes.len() == before && !passage.text.is_empty() {
        let class = if added { Class::Added } else { Class::Dropped };
        changes.push(change(at, added, class, 0..passage.text.len()));
    }
}

fn change(at: usize, added: bool, class: Class, bytes: std::ops::Range<usize>) -> Change {
    let (old_par, new_par) = if added { (None, Some(at)) } else { (Some(at), None) };
    let (old, new) = if added { (None, Some(bytes)) } else { (Some(bytes), None) };
    Change { old_par, new_par, class, weight: weight::of(class), old, new }
}
