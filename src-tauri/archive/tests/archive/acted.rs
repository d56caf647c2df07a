//! What people do can be undone and done again, and what they say is kept.

use std::collections::BTreeMap;

use bayan_archive::search::{Query, Search, Total};
use bayan_archive::{
    About, Archive, Batch, Edit, Error, Fault, HandLink, Mark, NewNote, NewRevision, ReleaseFacts,
    SCHEMA_VERSION,
};
use bayan_core::model::{Lang, ReleaseId};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::collection::vec;
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::kept::unwatched;
use crate::positions::added;
use crate::stored::{add_series, new_archive, release};

pub const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

fn three() -> (TempDir, Archive, [ReleaseId; 3]) {
    let (folder, archive) = new_archive();
    let series = add_series(&archive);
    let ids = archive
        .store_batch(
            ["2025-01", "2025-02", "2025-03"]
                .map(|date| release(series, date, &["أكد المجلس.", "وقف إطلاق النار."])),
        )
        .unwrap();
    (folder, archive, ids.try_into().unwrap())
}

fn act<T>(archive: &Archive, code: &str, steps: impl FnOnce(&mut Batch<'_>) -> Result<T, Error>) -> T {
    archive.act(code, &[("paragraph", "4")], NOW, steps).unwrap()
}

fn hits(archive: &Archive, typed: &str) -> Total {
    let found = archive.search(&Search::new(Query::parse(typed).unwrap())).unwrap();
    assert!(!found.without_index);
    found.total
}

/// Everything that is stored but the journal and the counters, as text.
pub fn contents(archive: &Archive) -> BTreeMap<String, Vec<String>> {
    let look = Connection::open(archive.path()).unwrap();
    let mut tables: Vec<String> = look
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    tables.retain(|name| name != "journal" && !name.starts_with("sqlite_") && !name.starts_with("search"));
    let rows = |table: &String| {
        let mut query = look.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = query.column_count();
        let rows = query.query_map([], |row| {
            let values: Vec<_> = (0..columns).map(|n| row.get::<_, rusqlite::types::Value>(n)).collect();
            Ok(format!("{values:?}"))
        });
        let mut rows: Vec<String> = rows.unwrap().collect::<rusqlite::Result<_>>().unwrap();
        rows.sort();
        rows
    };
    tables.iter().map(|table| (table.clone(), rows(table))).collect()
}

#[test]
fn an_act_is_undone_and_done_again_by_name_also_after_the_archive_was_closed() {
    let (_folder, archive, [one, two, _]) = three();
    let link = HandLink { old: 0, new: 1, linked: true };
    act(&archive, "link", |batch| batch.set_hand_link(one, two, link));
    let note = NewNote { about: About::Paragraph(one, 1), text: "مهم".into() };
    let id = act(&archive, "note", |batch| batch.add_note(&note, NOW));
    assert_eq!(archive.notes(one).unwrap()[0].id, id);
    let path = archive.path().to_owned();
    archive.close().unwrap();

    let archive = Archive::open(&path).unwrap();
    let next = archive.next_undo().unwrap().unwrap();
    assert_eq!((next.code.as_str(), next.params["paragraph"].as_str(), next.made), ("note", "4", NOW));
    assert_eq!(archive.undo().unwrap().unwrap().code, "note");
    assert_eq!(archive.undo().unwrap().unwrap().code, "link");
    assert_eq!((archive.undo().unwrap(), archive.next_undo().unwrap()), (None, None));
    assert!(archive.notes(one).unwrap().is_empty() && archive.hand_links(one, two).unwrap().is_empty());
    archive.close().unwrap();

    let archive = Archive::open(&path).unwrap();
    assert_eq!(archive.next_redo().unwrap().unwrap().code, "link");
    archive.redo().unwrap().unwrap();
    assert_eq!(archive.hand_links(one, two).unwrap(), [link]);
    // Something new: what was undone is gone for good.
    act(&archive, "significance", |batch| batch.set_significance(one, two, "4:5", Some(3)));
    assert_eq!(archive.redo().unwrap(), None);
    assert_eq!(archive.undo().unwrap().unwrap().code, "significance");
    assert!(archive.marks(one, two).unwrap().is_empty());
    assert_eq!(archive.hand_links(one, two).unwrap(), [link]);
}

#[test]
fn taking_a_release_away_and_undoing_it_brings_all_of_it_back() {
    let (_folder, archive, [one, two, _]) = three();
    archive
        .write(|batch| {
            batch
                .add_note(&NewNote { about: About::Comparison(one, two, None), text: "ملاحظة".into() }, NOW)?;
            batch.set_reviewed(one, two, "1:1", Some(NOW))?;
            batch.set_correction(one, two, "1:1/class", Some("spelling"))?;
            batch.save_comparison("مقارنة", one, two, "{}", NOW)?;
            batch.keep_original(two, "page.html", b"<p>...</p>", NOW)?;
            batch.tell_position(&added(two, 1, 0..6, "وقف"))
        })
        .unwrap();
    let before = contents(&archive);
    act(&archive, "remove", |batch| batch.remove_release(two));
    assert!(matches!(archive.release(two), Err(Error::NoSuchRelease(_))));
    assert!(archive.saved_comparisons().unwrap().is_empty());
    assert_eq!(hits(&archive, "المجلس"), Total::Exactly(2));
    let after = contents(&archive);
    archive.undo().unwrap();
    assert_eq!(contents(&archive), before);
    assert_eq!(hits(&archive, "المجلس"), Total::Exactly(3));
    assert!(archive.is_intact(two).unwrap());
    archive.redo().unwrap();
    assert_eq!(contents(&archive), after);
    assert_eq!(hits(&archive, "المجلس"), Total::Exactly(2));
}

#[test]
fn a_revision_takes_the_place_of_the_text_and_keeps_it() {
    let (_folder, archive, [one, ..]) = three();
    let new = NewRevision {
        title: Some("بيان معدل".into()),
        paragraphs: vec!["أكد المجلس دعمه للهدنة.".into()],
        source: Some("https://example.org/1".into()),
        retrieved: Some(NOW + TimeDelta::days(1)),
    };
    let before = contents(&archive);
    assert!(act(&archive, "revise", |batch| batch.revise(one, &new)));
    assert!(!act(&archive, "revise", |batch| batch.revise(one, &new)), "it is the same now");
    assert_eq!(archive.paragraphs(one).unwrap(), new.paragraphs);
    let read = archive.release(one).unwrap();
    assert_eq!((read.title.as_deref(), read.paragraphs, read.words), (Some("بيان معدل"), 1, 4));
    let kept = archive.revisions(one).unwrap();
    assert_eq!((kept.len(), kept[0].number, kept[0].title.clone()), (1, 0, None));
    assert_eq!(kept[0].paragraphs, ["أكد المجلس.", "وقف إطلاق النار."]);
    assert_eq!((hits(&archive, "هدنة"), hits(&archive, "النار")), (Total::Exactly(1), Total::Exactly(2)));
    assert!(archive.is_intact(one).unwrap());
    archive.undo().unwrap();
    assert_eq!(contents(&archive), before);
    assert_eq!((hits(&archive, "هدنة"), hits(&archive, "النار")), (Total::Exactly(0), Total::Exactly(3)));
    archive.redo().unwrap();
    assert_eq!(archive.paragraphs(one).unwrap(), new.paragraphs);
}

#[test]
fn an_original_is_read_byte_for_byte_and_kept_once() {
    let (_folder, archive, [one, ..]) = three();
    let bytes: Vec<u8> = (0..100_000_u32).map(|n| (n % 1009 * n % 251) as u8).collect();
    let id = archive.write(|batch| batch.keep_original(one, "a.pdf", &bytes, NOW)).unwrap();
    assert_eq!(archive.write(|batch| batch.keep_original(one, "b.pdf", &bytes, NOW)).unwrap(), id);
    assert_eq!(archive.original(id).unwrap(), bytes);
    let kept = archive.originals(one).unwrap();
    assert_eq!((kept.len(), kept[0].name.as_str(), kept[0].length), (1, "a.pdf", 100_000));
    assert!(matches!(archive.original(99), Err(Error::NoSuchEntry(99))));
    let behind = Connection::open(archive.path()).unwrap();
    behind.execute("UPDATE originals SET packed = zeroblob(10)", []).unwrap();
    assert!(matches!(archive.original(id).unwrap_err().fault(), Some(Fault::Damaged(_))));
}

#[test]
fn marks_and_facts_are_set_and_taken_back() {
    let (_folder, archive, [one, two, _]) = three();
    let set = |grade| act(&archive, "grade", |batch| batch.set_significance(one, two, "1:1", grade));
    set(Some(2));
    act(&archive, "reviewed", |batch| batch.set_reviewed(one, two, "1:1", Some(NOW)));
    assert_eq!(archive.marks(one, two).unwrap()["1:1"], Mark { significance: Some(2), reviewed: Some(NOW) });
    set(None);
    act(&archive, "reviewed", |batch| batch.set_reviewed(one, two, "1:1", None));
    assert!(archive.marks(one, two).unwrap().is_empty());
    archive.undo().unwrap();
    assert_eq!(archive.marks(one, two).unwrap()["1:1"], Mark { significance: None, reviewed: Some(NOW) });
    let facts = ReleaseFacts {
        date: "2025-02".parse().unwrap(),
        lang: Lang::En,
        source: None,
        place: Some("الدوحة".into()),
        note: Some("x".into()),
    };
    act(&archive, "facts", |batch| batch.set_facts(one, &facts));
    let read = archive.release(one).unwrap();
    assert_eq!((read.date, read.lang, read.note.as_deref()), (facts.date, Lang::En, Some("x")));
    assert_eq!(archive.releases(read.series).unwrap()[0].id, two, "it goes to the end of its new date");
    archive.undo().unwrap();
    assert_eq!(archive.releases(read.series).unwrap()[0].id, one);
}

#[test]
fn an_act_that_fails_or_changes_nothing_is_not_noted() {
    let (_folder, archive, [one, two, _]) = three();
    let before = contents(&archive);
    let failed: Result<(), Error> = archive.act("half", &[], NOW, |batch| {
        batch.set_reviewed(one, two, "", Some(NOW))?;
        batch.edit_note(77, "x")
    });
    assert!(matches!(failed, Err(Error::NoSuchEntry(77))));
    act(&archive, "nothing", |batch| batch.clear_hand_link(one, two, (0, 0)));
    act(&archive, "there-and-back", |batch| {
        let note = NewNote { about: About::Release(one), text: "x".into() };
        let id = batch.add_note(&note, NOW)?;
        batch.remove_note(id)
    });
    assert_eq!((contents(&archive), archive.next_undo().unwrap()), (before, None));
}

#[test]
fn what_was_changed_meanwhile_by_no_act_is_not_undone_over() {
    let (_folder, archive, [one, ..]) = three();
    let note = NewNote { about: About::Release(one), text: "x".into() };
    let id = act(&archive, "note", |batch| batch.add_note(&note, NOW));
    archive.write(|batch| batch.edit_note(id, "y")).unwrap();
    let before = contents(&archive);
    assert!(matches!(archive.undo(), Err(Error::Changed(code)) if code == "note"));
    assert_eq!(contents(&archive), before);
}

#[test]
fn acts_are_undone_in_the_order_they_were_done_whatever_the_clock_said() {
    let (_folder, archive, [one, ..]) = three();
    for hours in [5, -3, 1] {
        let note = NewNote { about: About::Release(one), text: hours.to_string() };
        let made = NOW + TimeDelta::hours(hours);
        archive.act("note", &[("text", &note.text)], made, |batch| batch.add_note(&note, made)).unwrap();
    }
    let texts: Vec<String> = archive.notes(one).unwrap().into_iter().map(|note| note.text).collect();
    assert_eq!(texts, ["5", "-3", "1"]);
    for expected in ["1", "-3", "5"] {
        assert_eq!(archive.undo().unwrap().unwrap().params["text"], expected);
    }
}

#[test]
fn an_archive_of_version_1_is_migrated_with_all_it_holds_and_a_copy_of_it_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    std::fs::write(&path, include_bytes!("../fixtures/version-1.bayan")).unwrap();
    let before = bayan_archive::glance(&path).unwrap();
    assert_eq!((before.version, before.releases), (1, 2));
    let archive = Archive::open(&path).unwrap();
    let series = archive.series().unwrap()[0].id;
    let releases = archive.releases(series).unwrap();
    assert_eq!(
        releases.iter().map(|release| release.date.to_string()).collect::<Vec<_>>(),
        ["2024-01-10", "2025-03-27"]
    );
    // The index in which they are looked up was made anew on the way.
    for known in archive.fingerprints().unwrap() {
        let found = archive.write(|batch| batch.find_release(known.series, known.date, known.content));
        assert_eq!(found.unwrap(), Some(known.id));
    }
    let search = Search::new(Query::parse("2254 | لاطلاق").unwrap());
    assert!(archive.search(&search).unwrap().without_index);
    archive.build_index(&mut |_, _| {}, &|| false).unwrap();
    assert!(!archive.search(&search).unwrap().without_index);
    assert!(unwatched(|watch| archive.check(watch)).unwrap().unwrap().is_good());
    act(&archive, "note", |batch| {
        batch.add_note(&NewNote { about: About::Release(releases[0].id), text: "x".into() }, NOW)
    });
    drop(archive);
    assert_eq!(bayan_archive::glance(&path).unwrap().version, SCHEMA_VERSION);
    let copy = bayan_archive::glance(&folder.path().join("a.before-v2.bayan")).unwrap();
    assert_eq!((copy.version, copy.releases), (1, 2));
}

#[test]
fn an_archive_of_version_5_keeps_its_notes_and_corrections_and_can_follow_sources_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    std::fs::write(&path, include_bytes!("../fixtures/version-5.bayan")).unwrap();
    assert_eq!(bayan_archive::glance(&path).unwrap().version, 5);
    let archive = Archive::open(&path).unwrap();
    let series = archive.series().unwrap()[0].id;
    let releases = archive.releases(series).unwrap();
    let texts: Vec<String> = releases
        .iter()
        .flat_map(|release| archive.notes(release.id).unwrap())
        .map(|note| note.text)
        .collect();
    // A note on a comparison is one on either of its releases.
    assert_eq!(texts, ["للعرض على الوزير", "آمنة: كلمة جديدة", "للعرض على الوزير"]);
    let series_of = |name: &str| Edit::AddSource {
        series,
        name: name.into(),
        addresses: vec!["https://example.org/feed".into()],
        lists: true,
    };
    archive.edit(&series_of("site"), NOW).unwrap();
    assert_eq!(archive.sources().unwrap()[0].name, "site");
    assert!(unwatched(|watch| archive.check(watch)).unwrap().unwrap().is_good());
    drop(archive);
    let reopened = Archive::open(&path).unwrap();
    assert_eq!(reopened.sources().unwrap().len(), 1);
    assert_eq!(bayan_archive::glance(&folder.path().join("a.before-v6.bayan")).unwrap().version, 5);
}

#[derive(Debug, Clone)]
enum Doing {
    Note(usize),
    Significance(usize, u8),
    Reviewed(usize),
    Link(u32, u32, bool),
    Unlink(u32, u32),
    Correct(u8),
    Revise(usize, u8),
    Remove(usize),
    Undo,
    Redo,
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        (0..3_usize).prop_map(Doing::Note),
        (0..2_usize, 0..4_u8).prop_map(|(part, grade)| Doing::Significance(part, grade)),
        (0..2_usize).prop_map(Doing::Reviewed),
        (0..2_u32, 0..2_u32, any::<bool>()).prop_map(|(old, new, linked)| Doing::Link(old, new, linked)),
        (0..2_u32, 0..2_u32).prop_map(|(old, new)| Doing::Unlink(old, new)),
        (0..3_u8).prop_map(Doing::Correct),
        (0..3_usize, 0..3_u8).prop_map(|(which, text)| Doing::Revise(which, text)),
        (0..3_usize).prop_map(Doing::Remove),
        Just(Doing::Undo),
        Just(Doing::Redo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_was_done_undoing_all_of_it_gives_the_archive_as_it_was(all in vec(doing(), 1..14)) {
        let (_folder, archive, ids) = three();
        let start = contents(&archive);
        let mut past: Vec<BTreeMap<String, Vec<String>>> = vec![start.clone()];
        for one in all {
            let done: Result<(), Error> = match &one {
                Doing::Undo => {
                    if archive.undo().unwrap().is_some() {
                        past.pop();
                        prop_assert_eq!(&contents(&archive), past.last().unwrap());
                    }
                    continue;
                }
                Doing::Redo => {
                    if archive.redo().unwrap().is_some() {
                        past.push(contents(&archive));
                    }
                    continue;
                }
                _ => archive.act("act", &[], NOW, |batch| match &one {
                    Doing::Note(which) => {
                        batch.add_note(&NewNote { about: About::Release(ids[*which]), text: "x".into() }, NOW).map(drop)
                    }
                    Doing::Significance(part, grade) => batch.set_significance(ids[0], ids[1], ["", "1"][*part], (*grade < 3).then_some(*grade)),
                    Doing::Reviewed(part) => batch.set_reviewed(ids[0], ids[1], ["", "1"][*part], Some(NOW)),
                    Doing::Link(old, new, linked) => batch.set_hand_link(ids[0], ids[1], HandLink { old: *old, new: *new, linked: *linked }),
                    Doing::Unlink(old, new) => batch.clear_hand_link(ids[0], ids[1], (*old, *new)),
                    Doing::Correct(value) => batch.set_correction(ids[0], ids[1], "1", (*value > 0).then_some(["", "a", "b"][*value as usize])),
                    Doing::Revise(which, text) => {
                        let paragraphs = vec![format!("نص {text}"); 1 + *text as usize];
                        batch.revise(ids[*which], &NewRevision { title: None, paragraphs, source: None, retrieved: None }).map(drop)
                    }
                    Doing::Remove(which) => batch.remove_release(ids[*which]),
                    Doing::Undo | Doing::Redo => unreachable!(),
                }),
            };
            let now = contents(&archive);
            if done.is_ok() && Some(&now) != past.last() {
                past.push(now);
            } else {
                prop_assert_eq!(Some(&now), past.last());
            }
        }
        while archive.undo().unwrap().is_some() {
            past.pop();
            prop_assert_eq!(Some(&contents(&archive)), past.last());
        }
        prop_assert_eq!(contents(&archive), start);
        let releases = archive.release_count().unwrap();
        prop_assert!(unwatched(|watch| archive.check(watch)).unwrap().unwrap().is_good());
        prop_assert_eq!(hits(&archive, "المجلس"), Total::Exactly(u64::from(releases)));
    }
}
