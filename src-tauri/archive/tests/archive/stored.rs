//! What is stored is what is read.

use std::sync::Arc;
use std::thread;

use bayan_archive::{Archive, Error, Invalid, NewIssuer, NewRelease, NewSeries, OpenError};
use bayan_core::model::{IssuerId, Lang, LocalName, ReleaseId, SeriesId};
use chrono::DateTime;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use tempfile::TempDir;

/// How long the pages of a new archive are, in bytes.
pub const PAGE: usize = 8192;

pub fn new_archive() -> (TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::create(&folder.path().join("a.bayan")).unwrap();
    (folder, archive)
}

pub fn add_series(archive: &Archive) -> SeriesId {
    let name = LocalName { ar: Some("المجلس".into()), en: Some("The Council".into()) };
    let issuer = archive.add_issuer(&NewIssuer { name, invented: false }).unwrap();
    let title = LocalName { ar: Some("بيان".into()), en: None };
    archive.add_series(&NewSeries { issuer, title, lang: Lang::Ar }).unwrap()
}

pub fn release(series: SeriesId, date: &str, paragraphs: &[&str]) -> NewRelease {
    NewRelease {
        series,
        title: None,
        date: date.parse().unwrap(),
        lang: Lang::Ar,
        source: None,
        retrieved: None,
        note: None,
        paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
    }
}

fn dates(archive: &Archive, series: SeriesId) -> Vec<String> {
    archive.releases(series).unwrap().iter().map(|release| release.date.to_string()).collect()
}

#[test]
fn a_release_is_read_as_it_was_stored_after_the_archive_was_closed_and_opened() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    let text = ["أكّد المجلسُ دعمه الكامل…", " a\u{200f}b\u{202e}c\u{301} ", "٢٢٥٤ «قرار»"];
    let new = NewRelease {
        title: Some("بيان الاجتماع".into()),
        source: Some("https://example.org/1".into()),
        retrieved: DateTime::from_timestamp(1_700_000_000, 0),
        note: Some("العنوان مضاف".into()),
        ..release(series, "2025-03", &text)
    };
    let id = archive.store_release(&new).unwrap();
    let path = archive.path().to_owned();
    archive.close().unwrap();

    let archive = Archive::open(&path).unwrap();
    let read = archive.release(id).unwrap();
    assert_eq!(read.series, series);
    assert_eq!(read.title, new.title);
    assert_eq!(read.date, new.date);
    assert_eq!(read.lang, new.lang);
    assert_eq!(read.source, new.source);
    assert_eq!(read.retrieved, new.retrieved);
    assert_eq!(read.note, new.note);
    assert_eq!((read.paragraphs, read.words), (3, 7));
    assert_eq!(archive.paragraphs(id).unwrap(), text);
    assert_eq!(archive.releases(series).unwrap(), [read]);
    assert!(archive.is_intact(id).unwrap());
}

#[test]
fn releases_come_by_date_the_vaguer_first_and_those_of_one_day_in_the_order_they_were_stored() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    let days = ["2025-03-27", "2024-12-31", "2025", "2025-03-27", "2025-03", "1999-01-01"];
    let ids = archive.store_batch(days.map(|day| release(series, day, &["نص"]))).unwrap();
    assert_eq!(
        dates(&archive, series),
        ["1999-01-01", "2024-12-31", "2025", "2025-03", "2025-03-27", "2025-03-27"]
    );
    let last: Vec<ReleaseId> =
        archive.releases(series).unwrap()[4..].iter().map(|release| release.id).collect();
    assert_eq!(last, [ids[0], ids[3]]);
}

#[test]
fn series_are_counted_and_know_their_issuer() {
    let (_folder, archive) = new_archive();
    let first = add_series(&archive);
    let second = add_series(&archive);
    archive.store_batch(["2025", "2026"].map(|day| release(second, day, &["نص"]))).unwrap();
    let series = archive.series().unwrap();
    assert_eq!(series.iter().map(|s| (s.id, s.releases)).collect::<Vec<_>>(), [(first, 0), (second, 2)]);
    assert_eq!(series[0].title, LocalName { ar: Some("بيان".into()), en: None });
    let issuers = archive.issuers().unwrap();
    assert_eq!(
        issuers.iter().map(|issuer| issuer.id).collect::<Vec<_>>(),
        [series[0].issuer, series[1].issuer]
    );
    assert_eq!(archive.release_count().unwrap(), 2);
}

#[test]
fn the_text_of_a_series_is_that_of_its_releases_by_date() {
    let (_folder, archive) = new_archive();
    let (series, other) = (add_series(&archive), add_series(&archive));
    archive.store_release(&release(series, "2026", &["ثالثة", "رابعة"])).unwrap();
    archive.store_release(&release(other, "2025-06", &["غيرها"])).unwrap();
    archive.store_release(&release(series, "2025", &["أولى", "ثانية"])).unwrap();
    assert_eq!(archive.paragraphs_of_series(series).unwrap(), ["أولى", "ثانية", "ثالثة", "رابعة"]);
    assert_eq!(archive.paragraphs_of_series(add_series(&archive)).unwrap(), Vec::<String>::new());
}

#[test]
fn of_a_batch_with_a_bad_release_nothing_is_stored() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    let batch = [release(series, "2025", &["نص"]), release(series, "2026", &["نص", " \u{a0}"])];
    let refused = archive.store_batch(batch);
    assert!(matches!(refused, Err(Error::Invalid(Invalid::BlankParagraph(1)))), "{refused:?}");
    assert_eq!(archive.release_count().unwrap(), 0);
}

#[test]
fn a_batch_whose_caller_gives_up_or_panics_leaves_nothing_and_the_next_one_works() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    let given_up: Result<(), Error> = archive.write(|batch| {
        batch.store_release(&release(series, "2025", &["نص"]))?;
        Err(Error::NoSuchSeries(series))
    });
    assert!(given_up.is_err());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        archive.write(|batch| -> Result<(), Error> {
            batch.store_release(&release(series, "2025", &["نص"]))?;
            panic!("in the middle");
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(archive.release_count().unwrap(), 0);
    archive.store_release(&release(series, "2025", &["نص"])).unwrap();
    assert_eq!(archive.release_count().unwrap(), 1);
}

#[test]
fn what_is_blank_or_belongs_nowhere_is_refused_by_name() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    let nameless = NewIssuer { name: LocalName::default(), invented: false };
    assert!(matches!(archive.add_issuer(&nameless), Err(Error::Invalid(Invalid::NoName))));
    let half = LocalName { ar: Some("  ".into()), en: Some("Council".into()) };
    assert!(matches!(
        archive.add_issuer(&NewIssuer { name: half, invented: false }),
        Err(Error::Invalid(Invalid::NoName))
    ));
    let orphan = NewSeries {
        issuer: IssuerId(77),
        title: LocalName { ar: None, en: Some("Statements".into()) },
        lang: Lang::En,
    };
    assert!(matches!(archive.add_series(&orphan), Err(Error::NoSuchIssuer(IssuerId(77)))));
    let stored = |new: NewRelease| archive.store_release(&new).unwrap_err();
    assert!(matches!(stored(release(series, "2025", &[])), Error::Invalid(Invalid::NoText)));
    assert!(matches!(stored(release(SeriesId(77), "2025", &["نص"])), Error::NoSuchSeries(SeriesId(77))));
    let untitled = NewRelease { title: Some(String::new()), ..release(series, "2025", &["نص"]) };
    assert!(matches!(stored(untitled), Error::Invalid(Invalid::Blank)));
    assert!(matches!(archive.releases(SeriesId(77)), Err(Error::NoSuchSeries(SeriesId(77)))));
    assert!(matches!(archive.paragraphs_of_series(SeriesId(77)), Err(Error::NoSuchSeries(SeriesId(77)))));
    assert!(matches!(archive.release(ReleaseId(77)), Err(Error::NoSuchRelease(ReleaseId(77)))));
    assert!(matches!(archive.paragraphs(ReleaseId(77)), Err(Error::NoSuchRelease(ReleaseId(77)))));
    assert!(matches!(archive.is_intact(ReleaseId(77)), Err(Error::NoSuchRelease(ReleaseId(77)))));
}

#[test]
fn a_release_is_found_by_series_date_and_text() {
    let (_folder, archive) = new_archive();
    let (series, other) = (add_series(&archive), add_series(&archive));
    let new = release(series, "2025", &["نص", "آخر"]);
    archive
        .write(|batch| -> Result<(), Error> {
            let id = batch.store_release(&new)?;
            let mut found =
                |series, new: &NewRelease| batch.find_release(series, new.date, new.content_hash()).unwrap();
            assert_eq!(found(series, &new), Some(id));
            assert_eq!(found(other, &new), None);
            assert_eq!(found(series, &release(series, "2024", &["نص", "آخر"])), None);
            assert_eq!(found(series, &release(series, "2025", &["نص", "اخر"])), None);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_fact_about_the_archive_is_kept_and_replaced() {
    let (_folder, archive) = new_archive();
    assert_eq!(archive.meta("sample").unwrap(), None);
    archive.set_meta("sample", "1").unwrap();
    archive.set_meta("sample", "2").unwrap();
    assert_eq!(archive.meta("sample").unwrap().as_deref(), Some("2"));
}

#[test]
fn many_threads_read_while_one_writes_and_see_whole_batches_only() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    let archive = Arc::new(archive);
    let readers: Vec<_> = (0..8)
        .map(|_| {
            let archive = Arc::clone(&archive);
            thread::spawn(move || {
                for _ in 0..50 {
                    assert_eq!(archive.releases(series).unwrap().len() % 5, 0);
                }
            })
        })
        .collect();
    for year in 2000..2020 {
        let day = |number: u32| release(series, &format!("{year}-01-0{number}"), &["نص"]);
        archive.store_batch((1..=5).map(day)).unwrap();
    }
    for reader in readers {
        reader.join().unwrap();
    }
    assert_eq!(archive.release_count().unwrap(), 100);
}

#[test]
fn a_giant_paragraph_and_a_hundred_thousand_tiny_ones_are_stored_and_found() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    let giant = format!("{}لاجئ.", "كلمة ".repeat(50_000));
    let line = format!("{} ٢٢٥٤", "ا".repeat(4_000_000));
    let mut tiny = vec!["نص"; 100_000];
    tiny[99_999] = "هدنة";
    let ids = archive
        .store_batch([release(series, "2024", &[&giant, &line]), release(series, "2025", &tiny)])
        .unwrap();
    let found = |typed: &str| {
        let search = bayan_archive::search::Search::new(typed.parse().unwrap());
        let hits = archive.search(&search).unwrap().hits;
        hits.into_iter().map(|hit| (hit.release, hit.paragraph.unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(found("اللاجئين"), [(ids[0], 0)]);
    assert_eq!(found("2254"), [(ids[0], 1)]);
    assert_eq!(found("الهدنة"), [(ids[1], 99_999)]);
    assert!(archive.is_intact(ids[0]).unwrap() && archive.is_intact(ids[1]).unwrap());
}

#[test]
fn nothing_is_created_where_something_stands_or_no_folder_is() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken.bayan");
    std::fs::write(&taken, "mine").unwrap();
    assert!(matches!(Archive::create(&taken), Err(OpenError::Exists { path }) if path == taken));
    assert_eq!(std::fs::read(&taken).unwrap(), b"mine");
    let nowhere = folder.path().join("no/such/folder.bayan");
    assert!(matches!(Archive::create(&nowhere), Err(OpenError::NotCreated { path, .. }) if path == nowhere));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_archive_that_is_filled_at_its_creation_stands_there_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("filled.bayan");
    let failed: Result<(), Error> = Archive::create_filled(&path, |batch| {
        batch.set_meta("half", "done")?;
        Err(Either(Error::NoSuchSeries(SeriesId(1))))
    })
    .map_err(|Either(error)| error);
    assert!(matches!(failed, Err(Error::NoSuchSeries(_))));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);

    Archive::create_filled(&path, |batch| batch.set_meta("half", "done").map_err(Either)).unwrap();
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["filled.bayan"]);
    assert_eq!(Archive::open(&path).unwrap().meta("half").unwrap().as_deref(), Some("done"));
}

#[derive(Debug)]
struct Either(Error);
impl From<Error> for Either {
    fn from(error: Error) -> Self {
        Self(error)
    }
}
impl From<OpenError> for Either {
    fn from(error: OpenError) -> Self {
        panic!("{error}")
    }
}

#[test]
fn a_closed_archive_is_one_file() {
    let (folder, archive) = new_archive();
    add_series(&archive);
    assert_eq!(archive.series().unwrap().len(), 1);
    drop(archive);
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["a.bayan"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_byte_for_byte_as_it_was_stored(
        title in option::of("\\PC{0,20}x"),
        paragraphs in vec(any::<String>(), 1..6),
        date in "(1[0-9]|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?",
    ) {
        let (_folder, archive) = new_archive();
        let series = add_series(&archive);
        // No blank ones; control characters and NUL among the others.
        let paragraphs: Vec<String> = paragraphs.into_iter().map(|text| format!("{text}\0.")).collect();
        let new = NewRelease { title, paragraphs, ..release(series, &date, &[]) };
        let id = archive.store_release(&new).unwrap();
        prop_assert_eq!(archive.paragraphs(id).unwrap(), new.paragraphs);
        let read = archive.release(id).unwrap();
        prop_assert_eq!((read.title, read.date), (new.title, new.date));
        prop_assert!(archive.is_intact(id).unwrap());
    }
}
