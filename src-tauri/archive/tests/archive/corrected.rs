//! What a person said of positions stands: through finding everything anew, through a further release, through another
//! codebook; and the archive is used while positions are brought up to date.

use bayan_archive::{Anchor, Archive, HandPosition, KeptPosition, Standing, Told, Watch};
use bayan_core::model::{Lang, ReleaseId, SeriesId};
use bayan_core::positions::Holder;
use bayan_core::positions::codebook::TopicId;
use bayan_core::text::lexicon::Act;
use chrono::DateTime;
use tempfile::TempDir;

use crate::kept::unwatched;
use crate::positions::{change, read_by_the_syrian_codebook};
use crate::stored::{add_series, new_archive, release};

const TRUCE: &str = "رحب المجلس باتفاق وقف إطلاق النار.";
const RETURN: &str = "أكد المجلس أن العودة الطوعية للاجئين حق لهم.";
const REJECT: &str = "رفض المجلس خرق وقف إطلاق النار.";

/// A series of nine releases with the same text.
fn nine() -> (TempDir, Archive, SeriesId, Vec<ReleaseId>) {
    let (folder, archive) = new_archive();
    let series = add_series(&archive);
    let all = (1..=9).map(|month| release(series, &format!("2025-{month:02}"), &[TRUCE, RETURN, REJECT]));
    let ids = archive.store_batch(all.collect::<Vec<_>>()).unwrap();
    read_by_the_syrian_codebook(&archive);
    update(&archive);
    (folder, archive, series, ids)
}

fn update(archive: &Archive) {
    unwatched(|watch| archive.update_positions(None, watch)).unwrap();
    assert_eq!(archive.stale_positions(None).unwrap(), 0);
}

/// The position a release takes on a topic in a paragraph.
fn position(archive: &Archive, release: ReleaseId, topic: &str, paragraph: u32) -> KeptPosition {
    let all = archive.positions_of_release(release).unwrap();
    let found = all.into_iter().find(|one| one.topic == topic && one.paragraph == paragraph);
    found.unwrap_or_else(|| panic!("{release:?} says nothing on {topic} in {paragraph}"))
}

/// What a person says who confirms a position.
fn same(archive: &Archive, of: &KeptPosition) -> HandPosition {
    let mut said = change(archive, of, of.act);
    said.told.as_mut().unwrap().force = of.force;
    said
}

/// Says each thing a person can say, each of another release.
fn say_everything(archive: &Archive, ids: &[ReleaseId]) {
    let of = |release: usize, change: &dyn Fn(&mut Told)| {
        let mut said = same(archive, &position(archive, ids[release], "ceasefire", 0));
        change(said.told.as_mut().unwrap());
        said
    };
    let act = of(0, &|told| told.act = Act::Condemn);
    let topic = of(1, &|told| told.topic = "economy".into());
    let holder = of(2, &|told| (told.holder, told.party) = (Holder::Other, Some("الوسيط".into())));
    let extent = of(3, &|told| {
        let words = "رحب المجلس";
        told.at = Anchor { paragraph: 0, bytes: 0..words.len() as u32, quote: words.into() };
    });
    let confirmed = of(4, &|_| ());
    let mut added = of(5, &|told| {
        let words = "حق لهم";
        let start = RETURN.find(words).unwrap();
        told.act = Act::Commit;
        told.topic = "refugees".into();
        told.at =
            Anchor { paragraph: 1, bytes: start as u32..(start + words.len()) as u32, quote: words.into() };
    });
    added.was = None;
    let mut removed = of(6, &|_| ());
    removed.told = None;
    let force = of(7, &|told| told.force = 3);
    for said in [act, topic, holder, extent, confirmed, added, removed, force] {
        archive.act("position", &[], DateTime::UNIX_EPOCH, |batch| batch.tell_position(&said)).unwrap();
    }
}

/// What a person said, as it counts: of each release the positions that stand by hand, and whether the first paragraph still
/// has one on the ceasefire.
type Counting = Vec<(Vec<(String, Act, Holder, Option<String>, String, Standing)>, bool)>;

fn counting(archive: &Archive, ids: &[ReleaseId]) -> Counting {
    ids.iter()
        .map(|id| {
            let all = archive.positions_of_release(*id).unwrap();
            let by_hand = all.iter().filter(|one| one.standing != Standing::Found).map(|one| {
                let text = archive.paragraph(*id, one.paragraph).unwrap();
                let quote = text[one.quote.start as usize..one.quote.end as usize].to_owned();
                (one.topic.clone(), one.act, one.holder, one.party_told.clone(), quote, one.standing)
            });
            (by_hand.collect(), all.iter().any(|one| one.topic == "ceasefire" && one.paragraph == 0))
        })
        .collect()
}

#[test]
fn every_correction_stands_through_finding_anew_a_further_release_and_another_codebook() {
    let (_folder, archive, series, ids) = nine();
    say_everything(&archive, &ids);
    let said = counting(&archive, &ids);
    let by_hand = |release: usize| &said[release].0[0];
    assert_eq!((by_hand(0).1, by_hand(0).5), (Act::Condemn, Standing::Changed));
    assert_eq!((by_hand(1).0.as_str(), said[1].1), ("economy", false));
    assert_eq!((by_hand(2).2, by_hand(2).3.as_deref()), (Holder::Other, Some("الوسيط")));
    assert_eq!((by_hand(3).4.as_str(), by_hand(3).5), ("رحب المجلس", Standing::Changed));
    assert_eq!(by_hand(4).5, Standing::Confirmed);
    assert_eq!((by_hand(5).4.as_str(), by_hand(5).5), ("حق لهم", Standing::Added));
    assert_eq!((said[6].0.len(), said[6].1), (0, false), "what was taken away is away");
    assert_eq!((by_hand(7).1, by_hand(7).5), (by_hand(4).1, Standing::Changed), "its force alone");
    assert_eq!((said[8].0.len(), said[8].1), (0, true));

    // Everything found anew: the words of position are others.
    archive.write(|batch| batch.set_lexicon(Lang::Ar, "none\t1\t-\t-\t-\t-\tلا شيء من هذا\t-\n")).unwrap();
    assert_eq!(archive.stale_positions(None).unwrap(), 9);
    update(&archive);
    assert_eq!(counting(&archive, &ids), said);

    // A further release, between two others.
    archive.store_release(&release(series, "2025-03-15", &[RETURN, TRUCE])).unwrap();
    update(&archive);
    assert_eq!(counting(&archive, &ids), said);

    // Another codebook, in which the ceasefire has another name, and one that finds nothing.
    let book = archive.codebook_of(series).unwrap().unwrap();
    let mut renamed = book.codebook.clone();
    let truce = renamed.topics.iter_mut().find(|topic| topic.id.0 == "ceasefire").unwrap();
    truce.id = TopicId("truce".into());
    let mut none = book.codebook.clone();
    none.topics.clear();
    for codebook in [renamed, none] {
        archive
            .act("codebook", &[], DateTime::UNIX_EPOCH, |batch| {
                batch.set_codebook(book.id, &book.name, &codebook)
            })
            .unwrap();
        update(&archive);
        let now = counting(&archive, &ids);
        for (release, (before, after)) in said.iter().zip(&now).enumerate() {
            assert_eq!(before.0, after.0, "release {release}");
        }
        assert!(!now[6].1, "what was taken away is away");
    }
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let archive = Archive::open(&path).unwrap();
    archive.undo().unwrap();
    archive.undo().unwrap();
    update(&archive);
    assert_eq!(counting(&archive, &ids), said);
}

#[test]
fn while_positions_are_brought_up_to_date_the_archive_is_read_written_and_corrected() {
    let (_folder, archive, series, ids) = nine();
    let before = archive.positions_of_series(series).unwrap();
    let book = archive.codebook_of(series).unwrap().unwrap();
    let mut codebook = book.codebook.clone();
    codebook.topics.retain(|topic| topic.id.0 != "refugees");
    archive
        .act("codebook", &[], DateTime::UNIX_EPOCH, |batch| {
            batch.set_codebook(book.id, &book.name, &codebook)
        })
        .unwrap();
    let mut steps = 0;
    let mut meanwhile = |done: u64, _| {
        steps += 1;
        if done == 3 {
            // What was there is there until the series is done, and nothing waits.
            assert_eq!(archive.positions_of_series(series).unwrap(), before);
            archive.set_meta("meanwhile", "written").unwrap();
            let said =
                HandPosition { told: None, ..same(&archive, &position(&archive, ids[7], "ceasefire", 0)) };
            archive.act("position", &[], DateTime::UNIX_EPOCH, |batch| batch.tell_position(&said)).unwrap();
            archive.store_release(&release(series, "2026-01", &[TRUCE])).unwrap();
        }
    };
    let mut watch = Watch { progress: &mut meanwhile, called_off: &|| false };
    let updated = archive.update_positions(Some(series), &mut watch).unwrap();
    assert!(!updated.called_off && steps > 8);
    assert_eq!(archive.meta("meanwhile").unwrap().as_deref(), Some("written"));
    assert_eq!(archive.stale_positions(None).unwrap(), 0, "the release that came meanwhile was found too");
    let now = archive.positions_of_series(series).unwrap();
    assert_eq!(now.releases.len(), 10);
    assert!(now.positions.iter().all(|one| one.topic != "refugees"));
    assert!(
        !now.positions
            .iter()
            .any(|one| one.release == ids[7] && one.topic == "ceasefire" && one.paragraph == 0)
    );
}
