//! Topics and acts of a comparison: of each row, what it is about; of each change, which position it touches on both sides.
//!
//! The comparison itself is made elsewhere ([`crate::commands::compare`]); rows and changes are named by their places in it.

use std::ops::Range;

use bayan_archive::{Archive, KeptPosition, StoredCodebook};
use bayan_core::collation::{Collation, Paragraph, Row};
use bayan_core::compare::Class;
use bayan_core::model::ReleaseId;
use bayan_core::positions::Holder;
use bayan_core::positions::series::{Relation, relate};
use bayan_core::text::lexicon::Act;
use serde::Serialize;
use ts_rs::TS;

use super::wording::{clause_of, units};
use super::{TopicName, in_order_of, leading_key, topic_name, words};
use crate::commands::compare::collation_of;
use crate::commands::{SharedShell, on_worker};
use crate::failure::Failure;

/// What a comparison is about.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComparedTopics {
    /// The topics either release speaks on, in the order of the codebook.
    pub topics: Vec<TopicName>,
    /// For each row of the comparison its topics, by their places in the list, the one of its leading position first.
    pub rows: Vec<Vec<u32>>,
    /// For each change of the comparison, what it touches.
    pub changes: Vec<ChangePosition>,
}

/// What a change touches. A change in a paragraph without positions touches nothing.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct ChangePosition {
    /// The topic, by its place in the list.
    pub topic: Option<u32>,
    /// The acts it leads from and to; `None` where it is no change of act.
    pub shift: Option<Shift>,
}

/// An act that another one took the place of.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Shift {
    /// The act of the older words.
    pub older: PlacedAct,
    /// The act of the newer words.
    pub newer: PlacedAct,
    /// How the newer stands against the older.
    pub relation: Relation,
}

/// An act where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PlacedAct {
    /// The act.
    pub act: Act,
    /// Its force, 1 to 3.
    pub force: u8,
    /// The words that perform it, verbatim.
    pub verb: String,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// Where its quote begins in the paragraph, in UTF-16 units.
    pub from: u32,
}

/// Topics and acts of the comparison of two releases.
#[tauri::command]
pub async fn compared_topics(
    shell: SharedShell<'_>,
    older: ReleaseId,
    newer: ReleaseId,
) -> Result<ComparedTopics, Failure> {
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let archive = open.archive();
        let (older, newer) = (archive.release(older)?, archive.release(newer)?);
        let (laid, _) = collation_of(&open, &older, &newer)?;
        let codebook = archive.codebook_of(newer.series)?;
        let sides = [Side::read(archive, older.id)?, Side::read(archive, newer.id)?];
        Ok(compared(&laid, codebook.as_ref(), &sides))
    })
    .await
}

/// What a release says.
struct Side {
    texts: Vec<String>,
    positions: Vec<KeptPosition>,
}

impl Side {
    fn read(archive: &Archive, release: ReleaseId) -> Result<Self, Failure> {
        Ok(Self::new(archive.paragraphs(release)?, archive.positions_as_they_stand(release)?))
    }

    fn new(texts: Vec<String>, mut positions: Vec<KeptPosition>) -> Self {
        // Within a paragraph they keep their order.
        positions.sort_by_key(|position| position.paragraph);
        Self { texts, positions }
    }

    fn text(&self, paragraph: u32) -> &str {
        self.texts.get(paragraph as usize).map(String::as_str).unwrap_or_default()
    }

    /// The positions of a paragraph.
    fn of(&self, paragraph: u32) -> &[KeptPosition] {
        let begin = self.positions.partition_point(|position| position.paragraph < paragraph);
        let rest = self.positions.get(begin..).unwrap_or_default();
        rest.get(..rest.partition_point(|position| position.paragraph == paragraph)).unwrap_or_default()
    }

    /// The positions of some paragraphs, in their order.
    fn of_all<'s>(&'s self, paragraphs: &'s [Paragraph]) -> impl Iterator<Item = &'s KeptPosition> {
        paragraphs.iter().flat_map(|paragraph| self.of(paragraph.number))
    }

    /// The position some words of a row's paragraphs belong to: the one whose verb they touch; else that in whose clause they
    /// stand, the nearest verb before them first; else the paragraph's first.
    fn touched(&self, paragraph: u32, bytes: &Range<u32>) -> Option<&KeptPosition> {
        let own = || self.of(paragraph).iter();
        let meets = |range: &Range<u32>| range.start < bytes.end && bytes.start < range.end;
        let clause = |position: &KeptPosition| {
            let text = self.text(paragraph);
            let clause = clause_of(text, &position.quote);
            // A clause is a slice of its paragraph.
            let start =
                u32::try_from(clause.as_ptr().addr().saturating_sub(text.as_ptr().addr())).unwrap_or(0);
            start..start + u32::try_from(clause.len()).unwrap_or(0)
        };
        own()
            .find(|position| meets(&position.verb))
            .or_else(|| {
                let within = own().filter(|position| meets(&clause(position)));
                within.min_by_key(|position| bytes.start.abs_diff(position.verb.start))
            })
            .or_else(|| own().next())
    }
}

fn compared(laid: &Collation, codebook: Option<&StoredCodebook>, sides: &[Side; 2]) -> ComparedTopics {
    let mut topics: Vec<TopicName> = Vec::new();
    for position in sides.iter().flat_map(|side| &side.positions) {
        if !topics.iter().any(|known| known.id == position.topic) {
            topics.push(topic_name(codebook, &position.topic));
        }
    }
    in_order_of(codebook, &mut topics, |topic| topic);
    let place = |position: &KeptPosition| {
        let topic = topics.iter().position(|known| known.id == position.topic).unwrap_or(0);
        u32::try_from(topic).unwrap_or(u32::MAX)
    };
    let placed = |side: usize, position: &KeptPosition| {
        let text = sides[side].text(position.paragraph);
        PlacedAct {
            act: position.act,
            force: position.force,
            verb: words(text, &position.verb),
            paragraph: position.paragraph,
            from: units(text, position.quote.start),
        }
    };
    let rows = laid.rows.iter().map(|row| {
        let mut ranked: Vec<&KeptPosition> = sides[1].of_all(&row.newer).collect();
        ranked.extend(sides[0].of_all(&row.older));
        ranked.sort_by_key(|position| (position.holder == Holder::Other, leading_key(position)));
        let mut own: Vec<u32> = Vec::new();
        for topic in ranked.into_iter().map(place) {
            if !own.contains(&topic) {
                own.push(topic);
            }
        }
        own
    });
    let rows: Vec<Vec<u32>> = rows.collect();
    let mut changes = vec![ChangePosition::default(); laid.changes.len()];
    for row in &laid.rows {
        for &change in &row.changes {
            let Some((found, note)) = changes.get_mut(change as usize).zip(laid.changes.get(change as usize))
            else {
                continue;
            };
            let touched = |side: usize| {
                let (paragraph, bytes) = place_of(row, side == 0, change)?;
                sides[side].touched(paragraph, &bytes)
            };
            let (older, newer) = (touched(0), touched(1));
            found.topic = newer.or(older).map(place);
            found.shift = older.zip(newer).filter(|_| note.class == Class::Act).and_then(|(older, newer)| {
                let relation = relate(older.act, newer.act)?;
                Some(Shift { older: placed(0, older), newer: placed(1, newer), relation })
            });
        }
    }
    ComparedTopics { topics, rows, changes }
}

/// Where a change stands on one side of its row: the paragraph, and its first and last byte there.
fn place_of(row: &Row, older: bool, change: u32) -> Option<(u32, Range<u32>)> {
    let paragraphs = if older { &row.older } else { &row.newer };
    paragraphs.iter().find_map(|paragraph| {
        let mut at = 0;
        let mut reach: Option<Range<u32>> = None;
        for run in &paragraph.runs {
            let end = at + u32::try_from(run.text.len()).unwrap_or(0);
            if run.change == Some(change) {
                reach = Some(reach.map_or(at, |reach| reach.start)..end);
            }
            at = end;
        }
        reach.map(|reach| (paragraph.number, reach))
    })
}

#[cfg(test)]
mod tests {
    use bayan_core::collation::collate;
    use bayan_core::compare::{Options, compare};
    use bayan_core::positions::Finder;
    use bayan_core::positions::codebook::Standard;

    use super::*;

    fn side(texts: &[&str]) -> Side {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let finder = Finder::new(&Standard::Syria.codebook());
        let positions = bayan_archive::positions_in(&finder, ReleaseId(1), &texts);
        Side::new(texts, positions)
    }

    fn compared_texts(old: &[&str], new: &[&str]) -> ComparedTopics {
        let laid = collate(old, new, &compare(old, new, &Options::default()));
        let sides = [side(old), side(new)];
        let found = compared(&laid, None, &sides);
        assert_eq!((found.rows.len(), found.changes.len()), (laid.rows.len(), laid.changes.len()));
        found
    }

    #[test]
    fn a_change_of_the_verb_names_both_acts_the_topic_and_the_relation() {
        let found = compared_texts(
            &["The Council noted the ceasefire in the north.", "Members discussed the return of refugees."],
            &[
                "The Council welcomed the ceasefire in the north.",
                "Members discussed the return of refugees.",
            ],
        );
        let change = found.changes.iter().find(|change| change.shift.is_some()).expect("one of act");
        let Shift { older, newer, relation } = change.shift.as_ref().unwrap();
        assert_eq!((older.act, newer.act), (Act::Note, Act::Welcome));
        assert_eq!((older.verb.as_str(), newer.verb.as_str()), ("noted", "welcomed"));
        assert_eq!(*relation, Relation::Stronger);
        assert_eq!(found.topics[change.topic.unwrap() as usize].id, "ceasefire");
        let refugees = found.topics.iter().position(|topic| topic.id == "refugees").unwrap() as u32;
        assert!(found.rows.iter().any(|row| *row == [refugees]));
    }

    #[test]
    fn words_belong_to_the_clause_they_stand_in_and_a_paragraph_without_positions_touches_none() {
        let found = compared_texts(
            &["رحب المجلس بوقف إطلاق النار، وشدد على حق اللاجئين في عودة طوعية آمنة.", "بيان صحفي أول"],
            &["رحب المجلس بوقف إطلاق النار، وشدد على حق اللاجئين في عودة آمنة.", "بيان صحفي ثان"],
        );
        let dropped = found.changes.iter().find(|change| change.topic.is_some()).expect("the dropped word");
        assert_eq!(found.topics[dropped.topic.unwrap() as usize].id, "refugees");
        assert!(dropped.shift.is_none(), "{dropped:?}");
        assert!(found.changes.iter().any(|change| change.topic.is_none()));
    }

    #[test]
    fn a_change_beside_that_of_the_verb_leads_from_no_act_to_another() {
        let found = compared_texts(
            &["The Council noted the ceasefire that 100 observers watch."],
            &["The Council welcomed the ceasefire that 200 observers watch."],
        );
        assert!(
            found.changes.len() > 1 && found.changes.iter().all(|change| change.topic.is_some()),
            "{found:?}"
        );
        assert_eq!(found.changes.iter().filter(|change| change.shift.is_some()).count(), 1, "{found:?}");
    }
}
