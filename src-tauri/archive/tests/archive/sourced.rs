//! Sources of new releases: added, changed, taken away, each undone; what was seen there; and an archive of the version
//! before.

use bayan_archive::{
    Archive, Edit, Error, Invalid, NewIssuer, NewRelease, NewSeries, SourceAnswer, SourceId, content_hash,
};
use bayan_core::model::{Lang, LocalName, SeriesId};
use chrono::{DateTime, Utc};

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;
const FEED: &str = "https://example.org/feed";

fn filled() -> (tempfile::TempDir, Archive, SeriesId) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::create(&folder.path().join("a.bayan")).unwrap();
    let name = LocalName { ar: Some("المجلس".into()), en: None };
    let issuer = archive.add_issuer(&NewIssuer { name: name.clone(), invented: false }).unwrap();
    let series = archive.add_series(&NewSeries { issuer, title: name, lang: Lang::Ar }).unwrap();
    (folder, archive, series)
}

fn follow(archive: &Archive, series: SeriesId) -> SourceId {
    let edit =
        Edit::AddSource {
            series, name: " موقع المجلس ".into(), addresses: vec![FEED.into()], lists: false
        };
    SourceId(archive.edit(&edit, NOW).unwrap().unwrap())
}

#[test]
fn a_source_is_added_changed_and_taken_away_each_undone_and_done_again() {
    let (_folder, archive, series) = filled();
    let source = follow(&archive, series);
    let added = archive.sources().unwrap();
    assert_eq!(
        (added[0].name.as_str(), added[0].addresses.as_slice()),
        ("موقع المجلس", &[FEED.to_owned()][..])
    );
    let pages = vec!["https://example.org/1".to_owned(), "https://example.org/2".to_owned()];
    let change =
        Edit::ChangeSource {
            source, series, name: "صفحات".into(), addresses: pages.clone(), lists: true
        };
    archive.edit(&change, NOW).unwrap();
    let changed = archive.sources().unwrap();
    assert_eq!(changed[0].addresses, pages);
    assert_eq!((added[0].lists, changed[0].lists), (false, true));
    archive.edit(&Edit::RemoveSource { source }, NOW).unwrap();
    assert_eq!(archive.sources().unwrap(), []);
    for expected in [&changed, &added] {
        archive.undo().unwrap().unwrap();
        assert_eq!(&archive.sources().unwrap(), expected);
    }
    archive.undo().unwrap().unwrap();
    assert_eq!(archive.sources().unwrap(), []);
    archive.redo().unwrap().unwrap();
    assert_eq!(archive.sources().unwrap(), added);
}

#[test]
fn a_source_of_the_version_before_is_no_page_that_lists_releases_and_can_become_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    std::fs::write(&path, include_bytes!("../fixtures/version-6.bayan")).unwrap();
    let archive = Archive::open(&path).unwrap();
    let before = archive.sources().unwrap();
    assert_eq!((before[0].name.as_str(), before[0].lists), ("site", false));
    assert_eq!(archive.release_count().unwrap(), 1);
    let source = &before[0];
    let change = Edit::ChangeSource {
        source: source.id,
        series: source.series,
        name: source.name.clone(),
        addresses: source.addresses.clone(),
        lists: true,
    };
    archive.edit(&change, NOW).unwrap();
    assert!(archive.sources().unwrap()[0].lists);
    // Acts of the version before are undone and done again.
    archive.undo().unwrap().unwrap();
    archive.undo().unwrap().unwrap();
    assert_eq!(archive.sources().unwrap(), []);
    archive.redo().unwrap().unwrap();
    assert_eq!(archive.sources().unwrap(), before);
}

#[test]
fn a_series_goes_with_its_sources_and_comes_back_with_them() {
    let (_folder, archive, series) = filled();
    follow(&archive, series);
    let before = archive.sources().unwrap();
    archive.edit(&Edit::RemoveSeries { series }, NOW).unwrap();
    assert_eq!(archive.sources().unwrap(), []);
    archive.undo().unwrap().unwrap();
    assert_eq!(archive.sources().unwrap(), before);
}

#[test]
fn a_source_without_name_address_or_series_is_refused() {
    let (_folder, archive, series) = filled();
    for (name, addresses) in [(" ", vec![FEED]), ("a", vec![]), ("a", vec![" "]), ("a", vec!["b\nc"])] {
        let addresses = addresses.into_iter().map(str::to_owned).collect();
        let refused =
            archive.edit(&Edit::AddSource { series, name: name.into(), addresses, lists: false }, NOW);
        assert!(matches!(refused, Err(Error::Invalid(Invalid::Blank))), "{refused:?}");
    }
    let nowhere =
        Edit::AddSource { series: SeriesId(9), name: "a".into(), addresses: vec![FEED.into()], lists: false };
    assert!(matches!(archive.edit(&nowhere, NOW), Err(Error::NoSuchSeries(SeriesId(9)))));
    assert!(matches!(
        archive.edit(&Edit::RemoveSource { source: SourceId(9) }, NOW),
        Err(Error::NoSuchEntry(9))
    ));
}

#[test]
fn what_was_stored_from_a_source_is_seen_as_long_as_it_is_there() {
    let (_folder, archive, series) = filled();
    let source = follow(&archive, series);
    let text = vec!["أكد المجلس دعمه.".to_owned()];
    let content = content_hash(None, &text);
    let page = "https://example.org/1";
    assert!(!archive.is_seen(source, page, content).unwrap());
    let release = NewRelease {
        series,
        title: None,
        date: "2025-03-27".parse().unwrap(),
        lang: Lang::Ar,
        source: Some(page.into()),
        retrieved: Some(NOW),
        note: None,
        paragraphs: text,
    };
    archive
        .act("import", &[], NOW, |batch| -> Result<(), Error> {
            let id = batch.store_release(&release)?;
            batch.note_seen(source, page, content, Some(id))
        })
        .unwrap();
    assert!(archive.is_seen(source, page, content).unwrap());
    assert!(archive.taken_from(page).unwrap().is_some());
    assert!(!archive.is_seen(source, page, content_hash(Some("other"), &["x"])).unwrap());
    archive.undo().unwrap().unwrap();
    assert!(!archive.is_seen(source, page, content).unwrap(), "it is to be shown again");
    archive.redo().unwrap().unwrap();
    assert!(archive.is_seen(source, page, content).unwrap());
    // What nobody wanted stays seen.
    archive.write(|batch| batch.note_seen(source, "https://example.org/2", content, None)).unwrap();
    assert!(archive.is_seen(source, "https://example.org/2", content).unwrap());
}

#[test]
fn what_a_server_said_is_there_after_the_archive_was_closed() {
    let (_folder, archive, series) = filled();
    let source = follow(&archive, series);
    assert_eq!(archive.source_answer(source, FEED).unwrap(), SourceAnswer::default());
    let answer = SourceAnswer { etag: Some("\"one\"".into()), modified: None };
    archive.note_answer(source, FEED, &answer, NOW).unwrap();
    // It is no part of the act that added the source.
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let archive = Archive::open(&path).unwrap();
    assert_eq!(archive.source_answer(source, FEED).unwrap(), answer);
    assert_eq!(archive.sources().unwrap()[0].asked, Some(NOW));
    archive.undo().unwrap().unwrap();
    assert_eq!(archive.sources().unwrap(), []);
}
