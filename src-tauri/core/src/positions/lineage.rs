//! Where a passage comes from and what becomes of it, followed through the comparisons of consecutive releases.
//!
//! A passage is some bytes of a paragraph: a clause, a quote, the whole. It is followed span by span, so that a passage
//! that was split, merged, moved or rewritten is still found. Over a link made by hand it goes on whatever its words: a person
//! said that it is the same. Phrases that recur wherever they stand are the [`super::formula`] tracker's subject.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::series::{Clauses, Relation, wording};
use crate::compare::{Comparison, Link, Op, Reason};

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Piece {
    /// The paragraph, counted from 0.
    pub paragraph: usize,
    /// Its bytes.
    #[cfg_attr(feature = "ts", ts(type = "{ start: number; end: number }"))]
    pub bytes: Range<usize>,
}

/// The passage as it stands in one release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Stage {
    /// The release, counted from 0 in the series' order.
    pub release: usize,
    /// Its stretches in the order of the text; several where it was split.
    pub pieces: Vec<Piece>,
    /// How its words stand against the stage before: same, spelling only or reworded; new for the first.
    pub relation: Relation,
    /// It stands elsewhere among the passages around it than in the stage before.
    pub moved: bool,
}

/// A passage's stages in consecutive releases, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Lineage {
    /// The stages; none if the passage asked for does not exist.
    pub stages: Vec<Stage>,
}

/// Which way a comparison is read.
#[derive(Clone, Copy)]
enum Way {
    Back,
    Forth,
}

/// The least share of a passage's words that a neighbouring release must have verbatim for it to be the same passage,
/// 0 to 1.
const KEPT: f64 = 0.25;

/// Follows a passage back to its first appearance and on to its end. `comparisons[n]` compares `releases[n]` with
/// `releases[n + 1]`; where one is missing the lineage ends.
///
/// Takes time in proportion to the links and spans of the comparisons it passes.
pub fn lineage<S: AsRef<str>>(
    releases: &[&[S]],
    comparisons: &[Option<&Comparison>],
    release: usize,
    piece: &Piece,
) -> Lineage {
    let exists = |piece: &Piece| {
        releases
            .get(release)
            .and_then(|paragraphs| paragraphs.get(piece.paragraph))
            .is_some_and(|text| !piece.bytes.is_empty() && text.as_ref().get(piece.bytes.clone()).is_some())
    };
    if !exists(piece) {
        return Lineage::default();
    }
    let start = vec![piece.clone()];
    let mut stages = vec![Stage { release, pieces: start.clone(), relation: Relation::New, moved: false }];
    let (mut at, mut pieces) = (release, start.clone());
    while let Some(comparison) =
        at.checked_sub(1).and_then(|before| comparisons.get(before).copied().flatten())
    {
        let Some((before, moved)) = carry(releases[at], releases[at - 1], comparison, &pieces, Way::Back)
        else {
            break;
        };
        stages[0].moved = moved;
        at -= 1;
        stages
            .insert(0, Stage { release: at, pieces: before.clone(), relation: Relation::New, moved: false });
        pieces = before;
    }
    let (mut at, mut pieces) = (release, start);
    while at + 1 < releases.len()
        && let Some(comparison) = comparisons.get(at).copied().flatten()
        && let Some((after, moved)) = carry(releases[at], releases[at + 1], comparison, &pieces, Way::Forth)
    {
        at += 1;
        stages.push(Stage { release: at, pieces: after.clone(), relation: Relation::New, moved });
        pieces = after;
    }
    let said: Vec<String> =
        stages.iter().map(|stage| quoted(releases[stage.release], &stage.pieces)).collect();
    let mut clauses = Clauses::default();
    for (stage, pair) in stages.iter_mut().skip(1).zip(said.windows(2)) {
        stage.relation = wording(&pair[0], &pair[1], &mut clauses);
    }
    Lineage { stages }
}

/// The words of some pieces, a line feed between them.
pub fn quoted<S: AsRef<str>>(paragraphs: &[S], pieces: &[Piece]) -> String {
    let text = |piece: &Piece| {
        paragraphs.get(piece.paragraph).and_then(|text| text.as_ref().get(piece.bytes.clone()))
    };
    pieces.iter().filter_map(text).collect::<Vec<&str>>().join("\n")
}

/// Carries pieces over a comparison to its other side. `None` where too little of them is kept.
fn carry<S: AsRef<str>>(
    from: &[S],
    to: &[S],
    comparison: &Comparison,
    pieces: &[Piece],
    way: Way,
) -> Option<(Vec<Piece>, bool)> {
    let mut found: Vec<Piece> = Vec::new();
    let (mut kept, mut all, mut moved) = (0, 0, false);
    for piece in pieces {
        all += piece.bytes.len();
        let side = |link: &Link| match way {
            Way::Back => link.new.contains(&piece.paragraph),
            Way::Forth => link.old.contains(&piece.paragraph),
        };
        let Some(link) = comparison.links.iter().find(|link| side(link)) else { continue };
        let (here, there) = match way {
            Way::Back => (&link.new, &link.old),
            Way::Forth => (&link.old, &link.new),
        };
        moved |= link.moved;
        let offset = offset_of(from, here, piece.paragraph);
        let range = offset + piece.bytes.start..offset + piece.bytes.end;
        let (mut mapped, mut same) = map(link, &range, way);
        if link.reason == Reason::ByHand {
            // Rewritten beyond recognition it is the whole of what it was linked with.
            let all_of =
                |texts: &[S], linked: &[usize]| 0..offset_of(texts, linked, usize::MAX).saturating_sub(1);
            if range == all_of(from, here) || (same as f64) < KEPT * range.len() as f64 {
                mapped = Some(all_of(to, there));
            }
            same = range.len();
        }
        kept += same;
        if let Some(mapped) = mapped {
            found.extend(cut(to, there, &mapped));
        }
    }
    found.sort_by_key(|piece| (piece.paragraph, piece.bytes.start, piece.bytes.end));
    // Pieces of one paragraph that touch or overlap are one.
    let mut joined: Vec<Piece> = Vec::with_capacity(found.len());
    for piece in found {
        match joined.last_mut() {
            Some(last) if last.paragraph == piece.paragraph && piece.bytes.start <= last.bytes.end + 1 => {
                last.bytes.end = last.bytes.end.max(piece.bytes.end);
            }
            _ => joined.push(piece),
        }
    }
    (!joined.is_empty() && kept as f64 >= KEPT * all as f64).then_some((joined, moved))
}

/// The bytes of the other side that stand for a range, and how many of the range's bytes are verbatim there.
fn map(link: &Link, range: &Range<usize>, way: Way) -> (Option<Range<usize>>, usize) {
    let (mut start, mut end, mut same) = (usize::MAX, 0, 0);
    for span in &link.spans {
        let (here, there) = match way {
            Way::Back => (&span.new, &span.old),
            Way::Forth => (&span.old, &span.new),
        };
        let overlap = here.start.max(range.start)..here.end.min(range.end);
        if overlap.is_empty() || there.is_empty() {
            continue;
        }
        let other = if span.op == Op::Equal {
            same += overlap.len();
            there.start + (overlap.start - here.start)..there.start + (overlap.end - here.start)
        } else {
            there.clone()
        };
        // Only what is kept says how far the passage reaches; what stands for something else inside goes with it.
        start = start.min(other.start);
        end = end.max(other.end);
    }
    ((start < end).then_some(start..end), same)
}

/// Where a paragraph of a link begins in the link's joined text.
fn offset_of<S: AsRef<str>>(paragraphs: &[S], linked: &[usize], paragraph: usize) -> usize {
    linked
        .iter()
        .take_while(|at| **at != paragraph)
        .filter_map(|at| paragraphs.get(*at))
        .map(|text| text.as_ref().len() + 1)
        .sum()
}

/// A range of a link's joined text as pieces of its paragraphs.
fn cut<S: AsRef<str>>(paragraphs: &[S], linked: &[usize], range: &Range<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut offset = 0;
    for paragraph in linked {
        let Some(text) = paragraphs.get(*paragraph).map(AsRef::as_ref) else { continue };
        let start = range.start.max(offset);
        let end = range.end.min(offset + text.len());
        if start < end {
            // Spans end on character boundaries, and so does what is cut from them; a foreign comparison may not.
            let bytes = start - offset..end - offset;
            if text.get(bytes.clone()).is_some_and(|words| !words.trim().is_empty()) {
                pieces.push(Piece { paragraph: *paragraph, bytes });
            }
        }
        offset += text.len() + 1;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Options, compare};

    fn follow(releases: &[&[&str]], release: usize, words: &str) -> Vec<(usize, String, Relation)> {
        let comparisons: Vec<Comparison> =
            releases.windows(2).map(|pair| compare(pair[0], pair[1], &Options::default())).collect();
        let comparisons: Vec<Option<&Comparison>> = comparisons.iter().map(Some).collect();
        let (paragraph, start) = releases[release]
            .iter()
            .enumerate()
            .find_map(|(n, text)| text.find(words).map(|at| (n, at)))
            .unwrap();
        let piece = Piece { paragraph, bytes: start..start + words.len() };
        lineage(releases, &comparisons, release, &piece)
            .stages
            .into_iter()
            .map(|stage| (stage.release, quoted(releases[stage.release], &stage.pieces), stage.relation))
            .collect()
    }

    const HEAD: &str = "The Council discussed the situation in the host states and the work of its offices.";

    #[test]
    fn a_clause_is_followed_from_its_first_appearance_to_its_end() {
        let releases: [&[&str]; 5] = [
            &[HEAD],
            &[
                HEAD,
                "It underlined that the return of refugees must be voluntary and dignified, and never tied to a timetable.",
            ],
            &[
                "It underlined that the return of refugees must be voluntary, safe and dignified, and never tied to a timetable.",
                HEAD,
            ],
            &[
                "It underlined that the return of refugees must be safe and dignified, and never tied to a timetable.",
                HEAD,
            ],
            &[HEAD],
        ];
        let stages = follow(&releases, 2, "the return of refugees must be voluntary, safe and dignified");
        assert_eq!(
            stages,
            [
                (1, "the return of refugees must be voluntary and dignified".to_owned(), Relation::New),
                (
                    2,
                    "the return of refugees must be voluntary, safe and dignified".to_owned(),
                    Relation::Reworded
                ),
                (3, "the return of refugees must be safe and dignified".to_owned(), Relation::Reworded),
            ]
        );
    }

    #[test]
    fn a_passage_is_followed_through_a_split_and_a_merge() {
        let one = "The Council called on the guarantor states to act at once to stop violations. It demanded that all parties abide by the terms of the agreement without delay.";
        let (first, second) = one.split_at(one.find("It demanded").unwrap());
        let releases: [&[&str]; 3] = [&[HEAD, one], &[HEAD, first.trim(), second], &[HEAD, one]];
        let stages = follow(&releases, 0, one);
        assert_eq!(stages.len(), 3);
        assert_eq!(stages[1].1, format!("{}\n{second}", first.trim()));
        assert_eq!(stages[2].1, one);
    }

    #[test]
    fn a_passage_rewritten_beyond_recognition_goes_on_over_a_link_made_by_hand_and_not_without_it() {
        let old = "It asked the mediators to publish the lists of detainees every two weeks.";
        let new = "Captives of war remain far from home, and families wait.";
        let releases: [&[&str]; 3] = [&[HEAD, old], &[new, HEAD], &[new, HEAD]];
        let stages = |linked: Vec<(usize, usize)>, release: usize, piece: Piece| {
            let options = Options { linked, ..Options::default() };
            let comparisons = [
                compare(releases[0], releases[1], &options),
                compare(releases[1], releases[2], &Options::default()),
            ];
            let comparisons: Vec<Option<&Comparison>> = comparisons.iter().map(Some).collect();
            let stages = lineage(&releases, &comparisons, release, &piece).stages;
            stages
                .into_iter()
                .map(|stage| (stage.release, quoted(releases[stage.release], &stage.pieces)))
                .collect::<Vec<_>>()
        };
        let whole = |paragraph: usize, text: &str| Piece { paragraph, bytes: 0..text.len() };
        let all = [(0, old.to_owned()), (1, new.to_owned()), (2, new.to_owned())];
        assert_eq!(stages(vec![(1, 0)], 0, whole(1, old)), all);
        assert_eq!(stages(vec![(1, 0)], 2, whole(0, new)), all);
        assert_eq!(stages(Vec::new(), 0, whole(1, old)), all[..1]);
        assert_eq!(stages(Vec::new(), 2, whole(0, new)), all[1..]);
        // A clause of it goes on as what the whole became.
        let clause = old.find("the lists").unwrap()..old.find(" every").unwrap();
        let told = stages(vec![(1, 0)], 0, Piece { paragraph: 1, bytes: clause });
        assert_eq!(told[1..], all[1..]);
    }

    #[test]
    fn a_passage_that_does_not_exist_has_no_lineage() {
        let releases: [&[&str]; 1] = [&["قصير"]];
        for piece in [
            Piece { paragraph: 1, bytes: 0..1 },
            Piece { paragraph: 0, bytes: 0..1 },
            Piece { paragraph: 0, bytes: 2..2 },
        ] {
            assert!(lineage(&releases, &[], 0, &piece).stages.is_empty());
        }
    }
}
