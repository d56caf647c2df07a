//! What a person said, laid over what was found.

use std::ops::Range;

use super::in_order;
use crate::table::hand_positions::{Anchor, HandPosition, Told, Was};
use crate::table::positions::{KeptPosition, Standing};

/// What counts: the positions that were found with what a person said laid over them, in the order it was said. The words of
/// a saying that are no longer where they were are looked for; one whose words are gone has no effect until they return.
pub(crate) fn apply(
    mut positions: Vec<KeptPosition>,
    hands: &[HandPosition],
    paragraphs: &[String],
) -> Vec<KeptPosition> {
    for hand in hands {
        let target = hand.was.as_ref().and_then(|was| target(&positions, was, paragraphs));
        let Some(told) = &hand.told else {
            if let Some(at) = target {
                positions.remove(at);
            }
            continue;
        };
        let Some(at) = locate(&told.at, paragraphs) else { continue };
        let before = target.map(|target| positions.remove(target));
        positions.retain(|other| {
            other.hand.is_some()
                || other.topic != told.topic
                || other.act != told.act
                || other.paragraph != at.paragraph
                || !meet(&other.quote, &at.bytes)
        });
        positions.push(as_told(hand, told, at, before));
    }
    in_order(&mut positions);
    positions
}

fn as_told(hand: &HandPosition, told: &Told, at: Place, before: Option<KeptPosition>) -> KeptPosition {
    let inside = |bytes: &Range<u32>| bytes.start >= at.bytes.start && bytes.end <= at.bytes.end;
    let here = before.filter(|before| before.paragraph == at.paragraph);
    let standing = match &hand.was {
        None => Standing::Added,
        Some(was) => {
            let same = was.topic == told.topic && was.act == told.act && was.at.quote == told.at.quote;
            // Where nothing is found any more, what was found when it was said tells whether it was changed.
            let found = here.as_ref().map(|found| (found.force, found.holder)).or(was.rest);
            let rest = told.party.is_none() && found.is_none_or(|found| found == (told.force, told.holder));
            if same && rest { Standing::Confirmed } else { Standing::Changed }
        }
    };
    KeptPosition {
        topic: told.topic.clone(),
        release: hand.release,
        number: 0,
        paragraph: at.paragraph,
        // Without a verb that was found the whole quote performs the act.
        verb: here.as_ref().map(|found| found.verb.clone()).filter(inside).unwrap_or(at.bytes.clone()),
        act: told.act,
        force: told.force,
        holder: told.holder,
        party: here.as_ref().filter(|_| told.party.is_none()).and_then(|found| found.party.clone()),
        party_told: told.party.clone(),
        inherited: here.as_ref().is_some_and(|found| found.inherited && found.topic == told.topic),
        terms: here.map(|found| found.terms).unwrap_or_default(),
        quote: at.bytes,
        standing,
        hand: Some(hand.id),
        related: None,
    }
}

/// A place in a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub paragraph: u32,
    pub bytes: Range<u32>,
}

/// Where words stand now: where they stood; else in the same paragraph, nearest to where they stood; else in the paragraph
/// nearest to it. `None` where they are nowhere, letter by letter.
pub(crate) fn locate(anchor: &Anchor, paragraphs: &[String]) -> Option<Place> {
    let here = anchor.paragraph as usize;
    let bytes = anchor.bytes.start as usize..anchor.bytes.end as usize;
    if paragraphs.get(here).and_then(|text| text.get(bytes)) == Some(anchor.quote.as_str()) {
        return Some(Place { paragraph: anchor.paragraph, bytes: anchor.bytes.clone() });
    }
    if anchor.quote.is_empty() {
        return None;
    }
    let mut nearest: Vec<usize> = (0..paragraphs.len()).collect();
    nearest.sort_by_key(|number| number.abs_diff(here));
    nearest.into_iter().find_map(|number| {
        let found = paragraphs[number].match_indices(&anchor.quote).map(|(at, _)| at);
        let start = found.min_by_key(|at| at.abs_diff(anchor.bytes.start as usize))?;
        let place = |at: usize| u32::try_from(at).ok();
        Some(Place { paragraph: place(number)?, bytes: place(start)?..place(start + anchor.quote.len())? })
    })
}

/// Whether some words of a saying are no longer in the text, so that it has no effect.
pub(crate) fn is_adrift(hand: &HandPosition, paragraphs: &[String]) -> bool {
    hand.told
        .as_ref()
        .map(|told| &told.at)
        .or(hand.was.as_ref().map(|was| &was.at))
        .is_some_and(|anchor| locate(anchor, paragraphs).is_none())
}

/// The found position a saying is about: of its topic and act where its words stand now; else of its topic there; else of
/// its act in the same words, since a codebook may have given it another topic.
fn target(positions: &[KeptPosition], was: &Was, paragraphs: &[String]) -> Option<usize> {
    let at = locate(&was.at, paragraphs)?;
    let open = |position: &&KeptPosition| position.hand.is_none() && position.paragraph == at.paragraph;
    let find = |fits: &dyn Fn(&KeptPosition) -> bool| {
        positions.iter().position(|position| open(&position) && fits(position))
    };
    find(&|p| p.topic == was.topic && p.act == was.act && p.quote == at.bytes)
        .or_else(|| find(&|p| p.topic == was.topic && p.act == was.act && meet(&p.quote, &at.bytes)))
        .or_else(|| find(&|p| p.topic == was.topic && meet(&p.quote, &at.bytes)))
        .or_else(|| find(&|p| p.act == was.act && p.quote == at.bytes))
}

fn meet(a: &Range<u32>, b: &Range<u32>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use bayan_core::model::ReleaseId;
    use bayan_core::positions::Holder;
    use bayan_core::text::lexicon::Act;
    use chrono::DateTime;

    use super::*;

    const TEXT: &str = "The Council welcomed the truce. It rejected the tax.";

    fn anchor(paragraphs: &[String], quote: &str) -> Anchor {
        let (paragraph, start) = paragraphs
            .iter()
            .enumerate()
            .find_map(|(n, text)| text.find(quote).map(|at| (n as u32, at as u32)))
            .unwrap();
        Anchor { paragraph, bytes: start..start + quote.len() as u32, quote: quote.to_owned() }
    }

    fn position(paragraphs: &[String], quote: &str, topic: &str, act: Act) -> KeptPosition {
        let at = anchor(paragraphs, quote);
        KeptPosition {
            topic: topic.to_owned(),
            release: ReleaseId(1),
            number: 0,
            paragraph: at.paragraph,
            verb: at.bytes.clone(),
            quote: at.bytes,
            act,
            force: 2,
            holder: Holder::Issuer,
            party: None,
            party_told: None,
            inherited: false,
            terms: Vec::new(),
            standing: Standing::Found,
            hand: None,
            related: None,
        }
    }

    fn hand(was: Option<(&Anchor, &str, Act)>, told: Option<(&Anchor, &str, Act)>) -> HandPosition {
        HandPosition {
            id: 7,
            release: ReleaseId(1),
            was: was.map(|(at, topic, act)| Was {
                topic: topic.to_owned(),
                act,
                rest: Some((2, Holder::Issuer)),
                at: at.clone(),
            }),
            told: told.map(|(at, topic, act)| Told {
                topic: topic.to_owned(),
                act,
                force: 2,
                holder: Holder::Issuer,
                party: None,
                at: at.clone(),
            }),
            made: DateTime::UNIX_EPOCH,
        }
    }

    fn shown(positions: &[KeptPosition], paragraphs: &[String]) -> Vec<(String, Act, String, Standing)> {
        positions
            .iter()
            .map(|p| {
                let quote = &paragraphs[p.paragraph as usize][p.quote.start as usize..p.quote.end as usize];
                (p.topic.clone(), p.act, quote.to_owned(), p.standing)
            })
            .collect()
    }

    fn found(paragraphs: &[String]) -> Vec<KeptPosition> {
        vec![
            position(paragraphs, "welcomed the truce", "ceasefire", Act::Welcome),
            position(paragraphs, "rejected the tax", "economy", Act::Reject),
        ]
    }

    #[test]
    fn a_position_is_confirmed_changed_taken_away_and_added() {
        let text = vec![TEXT.to_owned()];
        let truce = anchor(&text, "welcomed the truce");
        let tax = anchor(&text, "rejected the tax");
        let council = anchor(&text, "The Council");
        let hands = [
            hand(Some((&truce, "ceasefire", Act::Welcome)), Some((&truce, "ceasefire", Act::Welcome))),
            hand(Some((&tax, "economy", Act::Reject)), Some((&tax, "economy", Act::Condemn))),
            hand(None, Some((&council, "internal-affairs", Act::Note))),
        ];
        let kept = apply(found(&text), &hands, &text);
        assert_eq!(
            shown(&kept, &text),
            [
                ("internal-affairs".to_owned(), Act::Note, "The Council".to_owned(), Standing::Added),
                ("ceasefire".to_owned(), Act::Welcome, "welcomed the truce".to_owned(), Standing::Confirmed),
                ("economy".to_owned(), Act::Condemn, "rejected the tax".to_owned(), Standing::Changed),
            ]
        );
        assert_eq!(kept.iter().map(|p| p.number).collect::<Vec<_>>(), [0, 1, 2]);
        let gone = apply(found(&text), &[hand(Some((&tax, "economy", Act::Reject)), None)], &text);
        assert_eq!(gone.len(), 1);
        assert_eq!(gone[0].topic, "ceasefire");
    }

    #[test]
    fn what_was_said_follows_its_words_into_another_paragraph() {
        let before = vec![TEXT.to_owned()];
        let tax = anchor(&before, "rejected the tax");
        let hands = [hand(Some((&tax, "economy", Act::Reject)), Some((&tax, "economy", Act::Condemn)))];
        let after = vec![
            "A word before.".to_owned(),
            "It sat. It welcomed the truce and rejected the tax.".to_owned(),
        ];
        let kept = apply(found(&after), &hands, &after);
        assert_eq!(kept.len(), 2);
        assert_eq!(
            shown(&kept, &after)[1],
            ("economy".to_owned(), Act::Condemn, "rejected the tax".to_owned(), Standing::Changed)
        );
    }

    #[test]
    fn what_was_said_of_words_that_are_gone_waits_and_does_no_harm() {
        let before = vec![TEXT.to_owned()];
        let tax = anchor(&before, "rejected the tax");
        let said = hand(Some((&tax, "economy", Act::Reject)), Some((&tax, "economy", Act::Condemn)));
        let after = vec!["It welcomed the truce.".to_owned()];
        let only = vec![position(&after, "welcomed the truce", "ceasefire", Act::Welcome)];
        assert!(is_adrift(&said, &after) && !is_adrift(&said, &before));
        assert_eq!(apply(only.clone(), &[said], &after), only);
    }

    #[test]
    fn a_change_stands_when_the_codebook_no_longer_finds_the_position_and_when_it_finds_it_under_another_topic()
     {
        let text = vec![TEXT.to_owned()];
        let tax = anchor(&text, "rejected the tax");
        let hands = [hand(Some((&tax, "economy", Act::Reject)), Some((&tax, "taxes", Act::Reject)))];
        for others in [Vec::new(), vec![position(&text, "rejected the tax", "finance", Act::Reject)]] {
            let kept = apply(others, &hands, &text);
            assert_eq!(
                shown(&kept, &text),
                [("taxes".to_owned(), Act::Reject, "rejected the tax".to_owned(), Standing::Changed)]
            );
        }
    }

    #[test]
    fn a_change_of_force_or_holder_alone_is_still_one_when_nothing_is_found_there_any_more() {
        let text = vec![TEXT.to_owned()];
        let tax = anchor(&text, "rejected the tax");
        let same = hand(Some((&tax, "economy", Act::Reject)), Some((&tax, "economy", Act::Reject)));
        let standing = |hand: &HandPosition| apply(Vec::new(), std::slice::from_ref(hand), &text)[0].standing;
        assert_eq!(standing(&same), Standing::Confirmed);
        let mut firmer = same.clone();
        firmer.told.as_mut().unwrap().force = 3;
        assert_eq!(standing(&firmer), Standing::Changed);
        let mut others = same.clone();
        others.told.as_mut().unwrap().holder = Holder::Other;
        assert_eq!(standing(&others), Standing::Changed);
        // Of an entry of an older version it is not known.
        others.was.as_mut().unwrap().rest = None;
        assert_eq!(standing(&others), Standing::Confirmed);
    }
}
