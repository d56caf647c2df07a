//! A comparison as rows.

use super::rows::{ChangeNote, Collation, Mark, Moved, Row, RowKind, Summary};
use super::runs::{Side, linked, whole};
use crate::compare::{Comparison, Link, LinkKind};

/// Lays a comparison out, given the paragraphs it was made from.
///
/// Rows stand in the order of the newer text; a dropped paragraph stands after the passage it followed in the older
/// text, wherever that passage is now, and at the beginning when it followed none.
///
/// # Panics
/// When the paragraphs are not those the comparison was made from.
pub fn collate<S: AsRef<str>>(old: &[S], new: &[S], comparison: &Comparison) -> Collation {
    let changes: Vec<ChangeNote> = comparison
        .changes
        .iter()
        .map(|change| ChangeNote {
            class: change.class,
            weight: change.weight,
            older_paragraph: change.old_par.map(|at| at as u32),
            newer_paragraph: change.new_par.map(|at| at as u32),
            older_text: change.old_text(old).to_owned(),
            newer_text: change.new_text(new).to_owned(),
        })
        .collect();
    Collation {
        summary: summary(old.len(), new.len(), comparison),
        rows: rows(old, new, comparison),
        changes,
    }
}

fn summary(older: usize, newer: usize, comparison: &Comparison) -> Summary {
    let of_kind = |kind: LinkKind| comparison.links.iter().filter(|link| link.kind == kind).count() as u32;
    let cosmetic = comparison.changes.iter().filter(|change| change.class.is_cosmetic()).count();
    Summary {
        older_paragraphs: older as u32,
        newer_paragraphs: newer as u32,
        same: of_kind(LinkKind::Same),
        cosmetic: of_kind(LinkKind::Cosmetic),
        reworded: of_kind(LinkKind::Reworded),
        split: of_kind(LinkKind::Split),
        merged: of_kind(LinkKind::Merged),
        regrouped: of_kind(LinkKind::Regrouped),
        moved: comparison.links.iter().filter(|link| link.moved).count() as u32,
        added: comparison.added.len() as u32,
        dropped: comparison.dropped.len() as u32,
        cosmetic_changes: cosmetic as u32,
        substantive_changes: (comparison.changes.len() - cosmetic) as u32,
    }
}

/// What a row is made of.
#[derive(Clone, Copy)]
enum Place {
    Link(usize),
    Added(usize),
    Dropped(usize),
}

fn rows<S: AsRef<str>>(old: &[S], new: &[S], comparison: &Comparison) -> Vec<Row> {
    let mut of_old: Vec<Vec<u32>> = vec![Vec::new(); old.len()];
    let mut of_new: Vec<Vec<u32>> = vec![Vec::new(); new.len()];
    for (number, change) in comparison.changes.iter().enumerate() {
        if let Some(at) = change.old_par {
            of_old[at].push(number as u32);
        }
        if let Some(at) = change.new_par {
            of_new[at].push(number as u32);
        }
    }
    let changes_of = |olds: &[usize], news: &[usize]| {
        let mut numbers: Vec<u32> = olds
            .iter()
            .flat_map(|&i| &of_old[i])
            .chain(news.iter().flat_map(|&j| &of_new[j]))
            .copied()
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    order(old.len(), comparison)
        .into_iter()
        .map(|place| match place {
            Place::Link(at) => {
                let link = &comparison.links[at];
                Row {
                    kind: RowKind::from(link.kind),
                    moved: link.moved.then(|| direction(link, comparison)),
                    score: link.score,
                    reason: Some(link.reason),
                    older: linked(old, &link.old, &link.spans, Side::Older),
                    newer: linked(new, &link.new, &link.spans, Side::Newer),
                    changes: changes_of(&link.old, &link.new),
                }
            }
            Place::Added(at) => {
                let changes = changes_of(&[], &[at]);
                let newer = vec![whole(new[at].as_ref(), at, Mark::Added, changes.first().copied())];
                Row {
                    kind: RowKind::Added,
                    moved: None,
                    score: 1.0,
                    reason: None,
                    older: Vec::new(),
                    newer,
                    changes,
                }
            }
            Place::Dropped(at) => {
                let changes = changes_of(&[at], &[]);
                let older = vec![whole(old[at].as_ref(), at, Mark::Dropped, changes.first().copied())];
                Row {
                    kind: RowKind::Dropped,
                    moved: None,
                    score: 1.0,
                    reason: None,
                    older,
                    newer: Vec::new(),
                    changes,
                }
            }
        })
        .collect()
}

/// The rows' order: links and added paragraphs by the newer text, each dropped paragraph after the one before it.
fn order(older: usize, comparison: &Comparison) -> Vec<Place> {
    // For each older paragraph the link it stands in; for each link the dropped paragraphs that follow it.
    let mut link_of = vec![None; older];
    for (number, link) in comparison.links.iter().enumerate() {
        link.old.iter().for_each(|&i| link_of[i] = Some(number));
    }
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); comparison.links.len()];
    let mut at_start = Vec::new();
    let mut last = None;
    for (i, link) in link_of.iter().enumerate() {
        match (link, last) {
            (Some(number), _) => last = Some(*number),
            (None, Some(number)) => followers[number].push(i),
            (None, None) => at_start.push(i),
        }
    }
    let mut places: Vec<Place> = at_start.into_iter().map(Place::Dropped).collect();
    let mut added = comparison.added.iter().copied().peekable();
    for (number, link) in comparison.links.iter().enumerate() {
        let first = link.new.first().copied().unwrap_or_default();
        while let Some(at) = added.next_if(|&at| at < first) {
            places.push(Place::Added(at));
        }
        places.push(Place::Link(number));
        places.extend(followers[number].iter().copied().map(Place::Dropped));
    }
    places.extend(added.map(Place::Added));
    places
}

/// Whether a moved passage stands nearer the beginning or the end than among the passages that stayed.
fn direction(link: &Link, comparison: &Comparison) -> Moved {
    let (old, new) = (link.old.first(), link.new.first());
    let stayed = comparison.links.iter().filter(|other| !other.moved);
    let before = |other: &&Link| other.old.first() < old;
    let after_now = |other: &&Link| other.new.first() > new;
    // It moved up when a passage that stood before it now stands after it.
    if stayed.filter(before).any(|other| after_now(&other)) { Moved::Up } else { Moved::Down }
}
