//! Positions are found, corrected by hand, and brought up to date without losing what a person said.

use std::ops::Range;
use std::thread;
use std::time::Duration;

use bayan_archive::{
    Anchor, Archive, Error, HandPosition, Invalid, KeptPosition, NewRelease, NewRevision, Related, Standing,
    Told, Was, Watch,
};
use bayan_core::model::{ReleaseId, SeriesId};
use bayan_core::positions::Holder;
use bayan_core::positions::codebook::{Standard, TopicId};
use bayan_core::positions::series::{Pairing, Relation};
use bayan_core::text::lexicon::Act;
use chrono::{DateTime, Utc};
use tempfile::TempDir;

use crate::kept::unwatched;
use crate::stored::{add_series, new_archive, release};

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

/// A position that a person adds.
pub fn added(release: ReleaseId, paragraph: u32, bytes: Range<u32>, quote: &str) -> HandPosition {
    HandPosition {
        id: 0,
        release,
        was: None,
        told: Some(Told {
            topic: "ceasefire".into(),
            act: Act::Stress,
            force: 2,
            holder: Holder::Issuer,
            party: None,
            at: Anchor { paragraph, bytes, quote: quote.into() },
        }),
        made: NOW,
    }
}

const FIRST: &str = "رحب المجلس باتفاق وقف إطلاق النار.";
const SECOND: &str = "أكد المجلس أن العودة الطوعية للاجئين حق لهم.";
const THIRD: &str = "أكد المجلس أن عودة اللاجئين حق لهم.";

/// A series of three releases, the middle one silent on the ceasefire, and one in which it returns.
fn four() -> (TempDir, Archive, SeriesId, Vec<ReleaseId>) {
    let (folder, archive) = new_archive();
    let series = add_series(&archive);
    let ids = archive
        .store_batch([
            release(series, "2025-01", &[FIRST, SECOND]),
            release(series, "2025-02", &[FIRST, SECOND]),
            release(series, "2025-03", &[THIRD]),
            release(series, "2025-04", &[THIRD, FIRST]),
        ])
        .unwrap();
    read_by_the_syrian_codebook(&archive);
    (folder, archive, series, ids)
}

/// Has the archive's series read by the codebook of the Syrian file.
pub fn read_by_the_syrian_codebook(archive: &Archive) {
    archive
        .write(|batch| -> Result<(), Error> {
            let codebook = batch.add_standard_codebook(Standard::Syria)?;
            batch.use_codebook(None, codebook)
        })
        .unwrap();
}

fn update(archive: &Archive) -> u32 {
    unwatched(|watch| archive.update_positions(None, watch)).unwrap().releases
}

fn on(archive: &Archive, series: SeriesId, topic: &str) -> Vec<KeptPosition> {
    let read = archive.positions_on_topic(series, topic).unwrap();
    let place = |id: ReleaseId| read.releases.iter().position(|release| release.id == id);
    let mut all = read.positions;
    all.sort_by_key(|position| (place(position.release), position.number));
    all
}

fn relations(positions: &[KeptPosition]) -> Vec<Option<Relation>> {
    positions.iter().map(|position| position.related.map(|related| related.relation)).collect()
}

/// What a person says who changes a position's act.
pub fn change(archive: &Archive, of: &KeptPosition, act: Act) -> HandPosition {
    let text = archive.paragraph(of.release, of.paragraph).unwrap();
    let quote = text[of.quote.start as usize..of.quote.end as usize].to_owned();
    let at = Anchor { paragraph: of.paragraph, bytes: of.quote.clone(), quote };
    HandPosition {
        id: 0,
        release: of.release,
        was: Some(Was {
            topic: of.topic.clone(),
            act: of.act,
            rest: Some((of.force, of.holder)),
            at: at.clone(),
        }),
        told: Some(Told {
            topic: of.topic.clone(),
            act,
            force: act.force(),
            holder: of.holder,
            party: None,
            at,
        }),
        made: NOW,
    }
}

#[test]
fn positions_are_found_and_stand_against_the_mention_before() {
    let (_folder, archive, series, ids) = four();
    assert_eq!(archive.stale_positions(None).unwrap(), 4);
    assert_eq!(update(&archive), 4);
    assert_eq!((archive.stale_positions(None).unwrap(), update(&archive)), (0, 0));
    let truce = on(&archive, series, "ceasefire");
    assert_eq!(truce.iter().map(|p| p.release).collect::<Vec<_>>(), [ids[0], ids[1], ids[3]]);
    assert!(truce.iter().all(|p| p.act == Act::Welcome && p.standing == Standing::Found));
    assert_eq!(
        relations(&truce),
        [Some(Relation::New), Some(Relation::SameWording), Some(Relation::Returned)]
    );
    assert_eq!(
        truce[1].related,
        Some(Related {
            relation: Relation::SameWording,
            previous: Some((ids[0], truce[0].number)),
            pairing: Pairing::Linked,
            force: 0
        })
    );
    let refugees = on(&archive, series, "refugees");
    assert_eq!(
        relations(&refugees),
        [Relation::New, Relation::SameWording, Relation::Reworded, Relation::SameWording].map(Some)
    );
    for position in archive.positions_of_release(ids[3]).unwrap() {
        let text = archive.paragraph(ids[3], position.paragraph).unwrap();
        assert!(text.get(position.quote.start as usize..position.quote.end as usize).is_some());
    }
}

#[test]
fn a_change_by_hand_takes_effect_at_once_is_undone_and_done_again_and_stands_after_reopening() {
    let (_folder, archive, series, ids) = four();
    update(&archive);
    let before = on(&archive, series, "ceasefire");
    let said = change(&archive, &before[1], Act::Reject);
    archive.act("position", &[], NOW, |batch| batch.tell_position(&said)).unwrap();
    let changed = on(&archive, series, "ceasefire");
    assert_eq!((changed[1].act, changed[1].standing), (Act::Reject, Standing::Changed));
    assert_eq!(relations(&changed), [Relation::New, Relation::Turned, Relation::Returned].map(Some));
    assert_eq!(archive.stale_positions(None).unwrap(), 0);
    archive.undo().unwrap().unwrap();
    assert_eq!(on(&archive, series, "ceasefire"), before);
    archive.redo().unwrap().unwrap();
    assert_eq!(on(&archive, series, "ceasefire"), changed);
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let archive = Archive::open(&path).unwrap();
    assert_eq!(on(&archive, series, "ceasefire"), changed);
    // Said otherwise: one thing is said of it, not two.
    let id = changed[1].hand.unwrap();
    let again = HandPosition { id, ..change(&archive, &before[1], Act::Condemn) };
    let id = archive.act("position", &[], NOW, |batch| batch.tell_position(&again)).unwrap();
    assert_eq!(archive.hand_positions(ids[1]).unwrap().len(), 1);
    assert_eq!(on(&archive, series, "ceasefire")[1].act, Act::Condemn);
    archive.act("position", &[], NOW, |batch| batch.untell_position(id)).unwrap();
    assert_eq!(on(&archive, series, "ceasefire"), before);
}

#[test]
fn what_was_said_by_hand_stands_when_the_codebook_changes_and_everything_is_found_anew() {
    let (_folder, archive, series, ids) = four();
    update(&archive);
    let before = on(&archive, series, "ceasefire");
    let said = change(&archive, &before[1], Act::Reject);
    archive.write(|batch| batch.tell_position(&said)).unwrap();
    archive.write(|batch| batch.tell_position(&added(ids[2], 0, 0..6, "أكد"))).unwrap();
    let gone = HandPosition { told: None, ..change(&archive, &before[0], Act::Reject) };
    archive.write(|batch| batch.tell_position(&gone)).unwrap();
    // The codebook now has ceasefires under another topic.
    let book = archive.codebook_of(series).unwrap().unwrap();
    let mut topics = book.codebook.clone();
    let mut topic = topics.topics.remove(0);
    assert_eq!(topic.id.0, "ceasefire");
    topic.id = TopicId("truce".into());
    topics.topics.push(topic);
    archive.act("codebook", &[], NOW, |batch| batch.set_codebook(book.id, &book.name, &topics)).unwrap();
    assert_eq!(archive.stale_positions(Some(series)).unwrap(), 4);
    // Until it is brought up to date what was there is there.
    assert_eq!(on(&archive, series, "ceasefire").len(), 3);
    assert_eq!(update(&archive), 4);
    let now = on(&archive, series, "ceasefire");
    let shown: Vec<_> = now.iter().map(|p| (p.release, p.act, p.standing)).collect();
    assert_eq!(shown, [(ids[1], Act::Reject, Standing::Changed), (ids[2], Act::Stress, Standing::Added)]);
    let found: Vec<_> = on(&archive, series, "truce").iter().map(|p| p.release).collect();
    assert_eq!(found, [ids[3]], "what was taken away and what was changed stay so");
    // The codebook undone: all of it as it was.
    archive.undo().unwrap().unwrap();
    update(&archive);
    let now = on(&archive, series, "ceasefire");
    assert_eq!(
        now.iter().map(|p| (p.release, p.act)).collect::<Vec<_>>(),
        [(ids[1], Act::Reject), (ids[2], Act::Stress), (ids[3], Act::Welcome)]
    );
    assert!(on(&archive, series, "truce").is_empty());
}

#[test]
fn a_correction_follows_its_words_when_the_text_is_revised_and_waits_when_they_are_gone() {
    let (_folder, archive, series, ids) = four();
    update(&archive);
    let said = change(&archive, &on(&archive, series, "ceasefire")[1], Act::Reject);
    archive.write(|batch| batch.tell_position(&said)).unwrap();
    let revise = |paragraphs: &[&str]| {
        let new = NewRevision {
            title: None,
            paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
            source: None,
            retrieved: None,
        };
        archive.write(|batch| batch.revise(ids[1], &new)).unwrap();
        assert_eq!(archive.stale_positions(Some(series)).unwrap(), 1);
        update(&archive);
        archive.positions_of_release(ids[1]).unwrap()
    };
    let moved = revise(&[SECOND, &format!("اختتم الاجتماع. {FIRST}")]);
    let truce = moved.iter().find(|p| p.topic == "ceasefire").unwrap();
    assert_eq!((truce.paragraph, truce.act, truce.standing), (1, Act::Reject, Standing::Changed));
    assert!(revise(&[SECOND]).iter().all(|p| p.topic != "ceasefire"));
    let kept = archive.hand_positions(ids[1]).unwrap();
    assert!(kept.len() == 1 && kept[0].1, "it is kept, and known to be adrift");
    assert_eq!(revise(&[FIRST])[0].act, Act::Reject);
}

#[test]
fn bringing_up_to_date_can_be_called_off_and_leaves_a_series_as_it_was() {
    let (_folder, archive, series, _) = four();
    let mut told = Vec::new();
    let asked = std::cell::Cell::new(0);
    let called_off = || {
        asked.set(asked.get() + 1);
        asked.get() > 3
    };
    let mut watch = Watch { progress: &mut |done, total| told.push((done, total)), called_off: &called_off };
    let updated = archive.update_positions(None, &mut watch).unwrap();
    assert!(updated.called_off);
    assert_eq!((updated.releases, told.last().unwrap().0), (0, 3));
    assert!(archive.positions_of_series(series).unwrap().positions.is_empty());
    assert_eq!(archive.stale_positions(None).unwrap(), 4);
    assert_eq!(update(&archive), 4);
}

/// The texts of the releases of a long series: what is said comes, stays, is reworded, goes and returns.
fn long_series(series: SeriesId, count: usize) -> Vec<NewRelease> {
    let texts: [&[&str]; 5] = [&[FIRST, SECOND], &[SECOND], &[THIRD, FIRST], &["نص آخر."], &[FIRST, THIRD]];
    (0..count)
        .map(|at| release(series, &format!("{}-{:02}", 2000 + at / 12, at % 12 + 1), texts[at % texts.len()]))
        .collect()
}

/// What is found in a series, without the numbers of its releases.
fn told(archive: &Archive, series: SeriesId) -> Vec<(usize, String, u32, Act, Option<Related>)> {
    let read = archive.positions_of_series(series).unwrap();
    let place = |id: ReleaseId| read.releases.iter().position(|release| release.id == id).unwrap();
    let positions = read.positions.iter().map(|position| {
        let related = position.related.map(|related| Related {
            previous: related.previous.map(|(id, number)| (ReleaseId(place(id) as i64), number)),
            ..related
        });
        (place(position.release), position.topic.clone(), position.paragraph, position.act, related)
    });
    positions.collect()
}

#[test]
fn many_releases_worked_on_at_once_come_to_what_they_come_to_one_by_one() {
    const LONG: usize = 40;
    // Few are worked on alone, on the thread that asks.
    let (_folder, alone) = new_archive();
    let series = add_series(&alone);
    for new in long_series(series, LONG) {
        alone.store_release(&new).unwrap();
        update(&alone);
    }
    let expected = told(&alone, series);
    assert!(expected.len() > LONG && expected.iter().any(|(.., related)| related.is_some()));

    for series_at_once in [1, 3] {
        let (_folder, archive) = new_archive();
        let all: Vec<SeriesId> = (0..series_at_once).map(|_| add_series(&archive)).collect();
        for series in &all {
            archive.store_batch(long_series(*series, LONG)).unwrap();
        }
        let mut steps = Vec::new();
        let mut watch =
            Watch { progress: &mut |done, total| steps.push((done, total)), called_off: &|| false };
        let updated = archive.update_positions(None, &mut watch).unwrap();
        let work = (series_at_once * (2 * LONG - 1)) as u64;
        assert_eq!((updated.releases as usize, updated.called_off), (series_at_once * LONG, false));
        assert_eq!(steps, (0..=work).map(|done| (done, work)).collect::<Vec<_>>());
        for series in all {
            assert_eq!(told(&archive, series), expected);
        }
        assert_eq!(archive.stale_positions(None).unwrap(), 0);
    }
}

/// Waits until the positions of some of a series' releases are there.
fn wait_for_some(archive: &Archive, series: SeriesId) {
    for _ in 0..2_000 {
        if !archive.positions_of_series(series).unwrap().positions.is_empty() {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("nothing was brought up to date");
}

#[test]
fn what_is_found_while_releases_are_stored_is_what_is_found_afterwards() {
    const LONG: usize = 560;
    let (_folder, after) = new_archive();
    let series = add_series(&after);
    after.store_batch(long_series(series, LONG)).unwrap();
    update(&after);
    let expected = told(&after, series);

    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    archive.while_storing(|| {
        for portion in long_series(series, LONG).chunks(70) {
            archive.store_batch(portion.iter().cloned()).unwrap();
        }
        if thread::available_parallelism().is_ok_and(|cores| cores.get() > 1) {
            wait_for_some(&archive, series);
        }
    });
    assert!(archive.stale_positions(None).unwrap() <= LONG as u32);
    update(&archive);
    assert_eq!(told(&archive, series), expected);
    assert_eq!((archive.next_undo().unwrap(), archive.stale_positions(None).unwrap()), (None, 0));
    // Nothing listens any more, also where the storing broke down.
    let breaks_down: fn() = || panic!("in the middle");
    let broken =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| archive.while_storing(breaks_down)));
    assert!(broken.is_err());
    archive.while_storing(|| archive.store_release(&long_series(series, 1)[0])).unwrap();
    assert_eq!(update(&archive), 1);
}

#[test]
fn when_the_storing_ends_few_texts_are_still_gone_through_and_long_ones_are_left() {
    if thread::available_parallelism().is_ok_and(|cores| cores.get() < 2) {
        return;
    }
    // As many releases each time, of some 20 KB in all and of some 60 MB.
    for (long, left) in [(1, 0), (3_000, 200)] {
        let (_folder, archive) = new_archive();
        let series = add_series(&archive);
        let text = format!("{FIRST} ").repeat(long);
        let new = |at: usize| release(series, &format!("{}-{:02}", 1990 + at / 12, at % 12 + 1), &[&text]);
        archive.while_storing(|| archive.store_batch((0..200).map(new)).unwrap());
        assert_eq!(archive.stale_positions(None).unwrap(), left, "{long}");
    }
}

#[test]
fn a_codebook_that_was_chosen_for_the_first_releases_of_a_series_is_chosen_again_for_all_of_them() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    let (truce, rates) =
        (FIRST, "The Committee decided to raise the target range for the federal funds rate.");
    let new = |at: usize, text| release(series, &format!("{}-{:02}", 1990 + at / 12, at % 12 + 1), &[text]);
    archive.while_storing(|| {
        archive.store_batch((0..220).map(|at| new(at, truce))).unwrap();
        if thread::available_parallelism().is_ok_and(|cores| cores.get() > 1) {
            wait_for_some(&archive, series);
            let book = archive.codebook_of(series).unwrap().unwrap();
            assert_eq!(book.standard.as_deref(), Some(Standard::Syria.id()));
        }
        archive.store_batch((220..1400).map(|at| new(at, rates))).unwrap();
    });
    update(&archive);
    let book = archive.codebook_of(series).unwrap().unwrap();
    assert_eq!(book.standard.as_deref(), Some(Standard::MonetaryPolicy.id()));
    assert_eq!(archive.stale_positions(None).unwrap(), 0);
}

#[test]
fn a_text_issued_again_and_again_is_the_same_wording_each_time_and_is_gone_through_once() {
    const AGAIN: usize = 3_000;
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    read_by_the_syrian_codebook(&archive);
    // All of one day: no date tells them apart.
    archive.store_batch((0..AGAIN).map(|_| release(series, "2025-03-27", &[FIRST, SECOND]))).unwrap();
    let mut steps = 0;
    let mut watch = Watch { progress: &mut |done, _| steps = done, called_off: &|| false };
    let updated = archive.update_positions(None, &mut watch).unwrap();
    // Each is read once and held against the one before it, however many there are.
    assert_eq!((updated.releases as usize, steps as usize), (AGAIN, 2 * AGAIN - 1));
    let truce = on(&archive, series, "ceasefire");
    assert_eq!(truce.len(), AGAIN);
    for (at, position) in truce.iter().enumerate().skip(1) {
        let related = position.related.unwrap();
        assert_eq!((related.relation, related.pairing), (Relation::SameWording, Pairing::Linked), "{at}");
        assert_eq!(related.previous, Some((truce[at - 1].release, truce[at - 1].number)), "{at}");
    }
}

#[test]
fn called_off_in_the_middle_of_many_each_series_is_as_before_or_up_to_date() {
    let (_folder, archive) = new_archive();
    let all: Vec<SeriesId> = (0..6).map(|_| add_series(&archive)).collect();
    for series in &all {
        archive.store_batch(long_series(*series, 40)).unwrap();
    }
    let done = std::cell::Cell::new(0);
    let mut watch = Watch { progress: &mut |steps, _| done.set(steps), called_off: &|| done.get() > 100 };
    let updated = archive.update_positions(None, &mut watch).unwrap();
    assert!(updated.called_off);
    let counts: Vec<usize> = all.iter().map(|series| told(&archive, *series).len()).collect();
    let whole = *counts.iter().max().unwrap();
    assert!(counts.iter().all(|count| [0, whole].contains(count)), "{counts:?}");
    assert!(counts.contains(&0), "{counts:?}");
    update(&archive);
    assert!(all.iter().all(|series| told(&archive, *series).len() == told(&archive, all[0]).len()));
    assert_eq!(archive.stale_positions(None).unwrap(), 0);
}

#[test]
fn a_release_that_comes_between_two_others_is_related_to_both() {
    let (_folder, archive, series, _) = four();
    update(&archive);
    let new = archive.store_release(&release(series, "2025-03-15", &[FIRST])).unwrap();
    assert_eq!(archive.stale_positions(None).unwrap(), 1);
    assert_eq!(update(&archive), 1);
    let truce = on(&archive, series, "ceasefire");
    assert_eq!(truce[2].release, new);
    assert_eq!(
        relations(&truce),
        [Relation::New, Relation::SameWording, Relation::Returned, Relation::SameWording].map(Some)
    );
    archive.act("remove", &[], NOW, |batch| batch.remove_release(new)).unwrap();
    assert_eq!(archive.stale_positions(None).unwrap(), 1, "the relations of the rest are");
    update(&archive);
    assert_eq!(relations(&on(&archive, series, "ceasefire"))[2], Some(Relation::Returned));
    archive.undo().unwrap().unwrap();
    update(&archive);
    assert_eq!(on(&archive, series, "ceasefire").len(), 4);
}

#[test]
fn a_series_without_a_codebook_is_given_the_one_that_finds_most() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    archive
        .store_release(&release(
            series,
            "2025-01",
            &[
                "The Committee decided to raise the target range for the federal funds rate.",
                "It noted that inflation remains elevated.",
            ],
        ))
        .unwrap();
    update(&archive);
    let book = archive.codebook_of(series).unwrap().unwrap();
    assert_eq!(book.standard.as_deref(), Some("monetary-policy"));
    assert_eq!(archive.next_undo().unwrap(), None, "that is no act of a person");
}

#[test]
fn what_does_not_stand_in_the_text_is_not_put_down() {
    let (_folder, archive, _, ids) = four();
    let refused = |said: &HandPosition| {
        let refused = archive.write(|batch| batch.tell_position(said));
        matches!(refused, Err(Error::Invalid(Invalid::OutOfRange | Invalid::Blank)))
    };
    assert!(refused(&added(ids[0], 0, 0..3, "ر")), "half a letter");
    assert!(refused(&added(ids[0], 9, 0..6, "رحب")));
    assert!(refused(&added(ids[0], 0, 0..6, "رفض")));
    assert!(refused(&HandPosition { told: None, ..added(ids[0], 0, 0..6, "رحب") }));
    let mut forced = added(ids[0], 0, 0..6, "رحب");
    forced.told.as_mut().unwrap().force = 4;
    assert!(refused(&forced));
    assert!(!refused(&added(ids[0], 0, 0..6, "رحب")));
}
