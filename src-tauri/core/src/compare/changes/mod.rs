//! What changed inside the links and beside them: one change for one thing, each with its class and weight.
//!
//! Inside a link the stretches that differ are given to changes in the order of what matters most to a reader: moved
//! words, values and names, clauses that came or went, positions, and then the rest by its small words ([`inside`]).
//! Beside the links each position that came or went with its paragraph is a change ([`unlinked`]).

mod classify;
mod drafting;
mod facets;
mod inside;
mod lone;
mod order;
mod pairing;
mod parts;
mod positions;
mod reading;
mod rest;
pub(super) mod traits;
mod unlinked;
mod values;
mod weight;

use std::ops::Range;

use super::Options;
use super::links::Found;
use super::prepare::Prepared;
use super::spans::diff;
use super::spans::passage::{Passage, Word};
use super::spans::pieces::{self, Piece};
use super::spans::tile::{self, Named, Respelled};
use super::threads::Threads;
use super::types::{Change, Class, Link, LinkKind, Op, Span};
use super::work::Work;
use drafting::Drafted;
use reading::Reading;
use traits::Traits;

/// Describes the links found and the paragraphs left over: kinds, spans, changes.
pub(crate) fn describe(
    prepared: &Prepared<'_>,
    found: Vec<Found>,
    dropped: &[usize],
    added: &[usize],
    options: &Options,
    work: &mut Work,
) -> (Vec<Link>, Vec<Change>) {
    // Searches that may not all be minimal are made in order, so that the same ones are whatever the number of threads.
    let most = found.iter().map(|found| most_steps(prepared, found)).fold(0, u64::saturating_add);
    let threads = if work.could_afford(most) { prepared.threads } else { Threads::one() };
    let words = prepared.keys.all();
    let before = work.clone();
    let parts = threads.share(found.len(), |range| {
        let (mut changes, mut work, mut room) = (Vec::new(), before.apart(), Room::default());
        let links: Vec<Link> = found[range]
            .iter()
            .map(|found| link(prepared, &words, found, &mut room, options, &mut changes, &mut work))
            .collect();
        (links, changes, work)
    });
    let (mut links, mut changes) = (Vec::with_capacity(found.len()), Vec::new());
    for (mut part, mut own, done) in parts {
        let first = changes.len();
        part.iter_mut()
            .flat_map(|link| &mut link.spans)
            .for_each(|span| span.change = span.change.map(|change| first + change));
        links.append(&mut part);
        changes.append(&mut own);
        work.take_in(&done, &before);
    }
    unlinked::describe(prepared, &words, dropped, added, &mut changes);
    let moved = in_reading_order(&mut changes, &links);
    for link in &mut links {
        for span in &mut link.spans {
            span.change = span.change.map(|change| moved[change]);
        }
    }
    (links, changes)
}

/// Sorts the changes by the newer text, those of dropped paragraphs after the paragraph they followed; gives for each
/// its new number.
fn in_reading_order(changes: &mut Vec<Change>, links: &[Link]) -> Vec<usize> {
    let mut after = Vec::new();
    for link in links {
        for &old in &link.old {
            if after.len() <= old {
                after.resize(old + 1, None);
            }
            after[old] = link.new.last().copied();
        }
    }
    let mut follows = Vec::with_capacity(after.len());
    let mut last = None;
    for place in after {
        last = place.or(last);
        follows.push(last);
    }
    let key = |change: &Change| {
        let at = |range: &Option<Range<usize>>| range.as_ref().map_or(0, |range| range.start);
        match (change.new_par, change.old_par) {
            (Some(new), old) => (Some(new), 0, at(&change.new), old.unwrap_or(0), at(&change.old)),
            (None, Some(old)) => (follows.get(old).copied().flatten().or(last), 1, 0, old, at(&change.old)),
            (None, None) => (None, 0, 0, 0, 0),
        }
    };
    let mut order: Vec<usize> = (0..changes.len()).collect();
    order.sort_by_key(|&at| key(&changes[at]));
    let mut moved = vec![0; order.len()];
    for (to, &from) in order.iter().enumerate() {
        moved[from] = to;
    }
    let mut taken: Vec<Option<Change>> = std::mem::take(changes).into_iter().map(Some).collect();
    changes.extend(order.into_iter().filter_map(|from| taken[from].take()));
    moved
}

/// The steps a link's minimal searches may ask for at the most.
fn most_steps(prepared: &Prepared<'_>, found: &Found) -> u64 {
    if is_identical(prepared, found) {
        return 0;
    }
    let words =
        |side: &[u32], at: &[usize]| -> usize { at.iter().map(|&at| prepared.tokens(side[at]).len()).sum() };
    diff::most_steps(words(&prepared.old, &found.old) + words(&prepared.new, &found.new))
}

/// Memory that one link after another uses.
#[derive(Debug, Default)]
struct Room {
    words: [Vec<Word>; 2],
}

/// Whether a link is of one paragraph and the same again.
fn is_identical(prepared: &Prepared<'_>, found: &Found) -> bool {
    match (&found.old[..], &found.new[..]) {
        ([old], [new]) => prepared.old[*old] == prepared.new[*new],
        _ => false,
    }
}

fn link(
    prepared: &Prepared<'_>,
    words: &[&str],
    found: &Found,
    room: &mut Room,
    options: &Options,
    changes: &mut Vec<Change>,
    work: &mut Work,
) -> Link {
    let identical = is_identical(prepared, found);
    let Found { old, new, score, reason, moved } = found.clone();
    if identical {
        let len = prepared.old_sheet(old[0]).text.len();
        let whole = Span { op: Op::Equal, old: 0..len, new: 0..len, class: None, change: None };
        let spans = if len == 0 { Vec::new() } else { vec![whole] };
        return Link { old, new, kind: LinkKind::Same, moved, score: 1.0, reason, coarse: false, spans };
    }
    let [a, b] = std::mem::take(&mut room.words);
    let a = Passage::new(prepared, &prepared.old, &old, a);
    let b = Passage::new(prepared, &prepared.new, &new, b);
    let meaningful = |passage: &Passage<'_>, t: usize| {
        let counts = Traits::NEGATION.and(Traits::EXCEPTION).and(Traits::MODAL).and(Traits::SCOPE);
        let traits = prepared.traits[passage.words[t].key as usize];
        traits.is(counts) || !traits.is(Traits::FUNCTION)
    };
    let (pieces, coarse) = pieces::compare(&a, &b, meaningful, work);
    let differs = pieces.iter().any(|piece| !piece.equal);
    let first = changes.len();
    let (pieces, drafted) = if differs {
        let (old_side, new_side) = (Reading::new(prepared, words, &a), Reading::new(prepared, words, &b));
        let (pieces, drafted) = inside::draft(&old_side, &new_side, pieces, &options.rules);
        (by_change(pieces, &drafted), Some(drafted))
    } else {
        (pieces, None)
    };
    if let Some(drafted) = &drafted {
        for draft in &drafted.drafts {
            let bytes = |passage: &Passage<'_>, tokens: &Range<usize>| match tokens.is_empty() {
                true => 0..0,
                false => passage.words[tokens.start].start..passage.words[tokens.end - 1].end,
            };
            changes.push(change(&a, &b, draft.class, bytes(&a, &draft.old), bytes(&b, &draft.new)));
        }
    }
    let named = |piece: &Piece| {
        let draft = drafted.as_ref().and_then(|drafted| {
            piece
                .old
                .clone()
                .find_map(|t| drafted.of_old[t])
                .or_else(|| piece.new.clone().find_map(|t| drafted.of_new[t]))
        });
        draft.map_or(Named { class: Class::Wording, change: None }, |draft| Named {
            class: changes[first + draft].class,
            change: Some(first + draft),
        })
    };
    let names: Vec<Named> = pieces.iter().map(named).collect();
    let mut last: Option<Respelled> = None;
    let spans = tile::spans(
        &a,
        &b,
        &pieces,
        |at| names[at],
        |respelled| {
            // Neighbouring words otherwise spelled are one change.
            if let Some(before) = &mut last
                && before.class == respelled.class
                && continues(&a.text, &before.old, &respelled.old)
                && continues(&b.text, &before.new, &respelled.new)
            {
                before.old.end = before.old.end.max(respelled.old.end);
                before.new.end = before.new.end.max(respelled.new.end);
                if let Some(change_made) = changes.last_mut() {
                    *change_made = change(&a, &b, before.class, before.old.clone(), before.new.clone());
                }
            } else {
                changes.push(change(&a, &b, respelled.class, respelled.old.clone(), respelled.new.clone()));
                last = Some(respelled);
            }
            changes.len() - 1
        },
    );
    let kind = match (old.len(), new.len()) {
        (1, 1) if spans.iter().all(|span| span.class.is_none_or(Class::is_spelling_only)) => {
            LinkKind::Cosmetic
        }
        (1, 1) => LinkKind::Reworded,
        (1, _) => LinkKind::Split,
        (_, 1) => LinkKind::Merged,
        _ => LinkKind::Regrouped,
    };
    room.words = [a.words, b.words];
    Link { old, new, kind, moved, score, reason, coarse, spans }
}

/// Whether one stretch of a text follows another with nothing but spaces between.
fn continues(text: &str, before: &Range<usize>, after: &Range<usize>) -> bool {
    after.start <= before.end || text[before.end..after.start].chars().all(|c| c == ' ' || c == '\u{a0}')
}

/// Hunks divided so that each belongs to one change.
fn by_change(pieces: Vec<Piece>, drafted: &Drafted) -> Vec<Piece> {
    let mut divided = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.equal {
            divided.push(piece);
            continue;
        }
        let olds = runs(&piece.old, &drafted.of_old);
        let news = runs(&piece.new, &drafted.of_new);
        let (mut i, mut j) = (0, 0);
        let (mut a, mut b) = (piece.old.start, piece.new.start);
        while i < olds.len() || j < news.len() {
            let partner = olds.get(i).and_then(|old| news[j..].iter().position(|new| new.1 == old.1));
            match (olds.get(i), partner) {
                (Some(old), Some(0)) => {
                    divided.push(Piece { old: old.0.clone(), new: news[j].0.clone(), equal: false });
                    (a, b) = (old.0.end, news[j].0.end);
                    (i, j) = (i + 1, j + 1);
                }
                (Some(old), None) => {
                    divided.push(Piece { old: old.0.clone(), new: b..b, equal: false });
                    a = old.0.end;
                    i += 1;
                }
                (_, _) => {
                    divided.push(Piece { old: a..a, new: news[j].0.clone(), equal: false });
                    b = news[j].0.end;
                    j += 1;
                }
            }
        }
    }
    divided
}

/// Runs of tokens that belong to one change.
fn runs(tokens: &Range<usize>, of: &[Option<usize>]) -> Vec<(Range<usize>, Option<usize>)> {
    let mut runs: Vec<(Range<usize>, Option<usize>)> = Vec::new();
    for t in tokens.clone() {
        match runs.last_mut() {
            Some((run, change)) if *change == of[t] => run.end = t + 1,
            _ => runs.push((t..t + 1, of[t])),
        }
    }
    runs
}

fn change(a: &Passage<'_>, b: &Passage<'_>, class: Class, old: Range<usize>, new: Range<usize>) -> Change {
    let place = |p: &Passage<'_>, r: &Range<usize>| (!r.is_empty()).then(|| p.locate(r.start, r.end));
    let (old, new) = (place(a, &old), place(b, &new));
    Change {
        old_par: old.as_ref().map(|o| o.0),
        new_par: new.as_ref().map(|n| n.0),
        class,
        weight: weight::of(class),
        old: old.map(|o| o.1),
        new: new.map(|n| n.1),
    }
}
