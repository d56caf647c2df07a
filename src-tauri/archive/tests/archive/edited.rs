//! The library is edited, each change by name and to be undone.

use bayan_archive::search::{Query, Search, Total};
use bayan_archive::{Archive, DoneAct, Edit, Error, Invalid};
use bayan_core::model::{Lang, LocalName, ReleaseId, SeriesId};
use chrono::DateTime;
use tempfile::TempDir;

use crate::acted::{NOW, contents};
use crate::stored::{add_series, new_archive, release};

fn name(ar: &str) -> LocalName {
    LocalName { ar: Some(ar.into()), en: None }
}

fn filled() -> (TempDir, Archive, SeriesId, Vec<ReleaseId>) {
    let (folder, archive) = new_archive();
    let series = add_series(&archive);
    let ids = archive
        .store_batch(["2025-01", "2025-02", "2025-03"].map(|date| release(series, date, &["أكد المجلس."])))
        .unwrap();
    (folder, archive, series, ids)
}

fn hits(archive: &Archive, typed: &str) -> Total {
    archive.search(&Search::new(Query::parse(typed).unwrap())).unwrap().total
}

fn edit(archive: &Archive, edit: &Edit) -> DoneAct {
    archive.edit(edit, NOW).unwrap();
    archive.next_undo().unwrap().unwrap()
}

#[test]
fn every_change_of_the_library_is_named_done_undone_and_done_again() {
    let (_folder, archive, series, ids) = filled();
    let issuer = archive.issuers().unwrap()[0].id;
    let other_issuer = archive.edit(&Edit::AddIssuer { name: name("الوزارة") }, NOW).unwrap().unwrap();
    let other_issuer = bayan_core::model::IssuerId(other_issuer);
    let other = Edit::AddSeries { issuer, title: name("تصريح"), lang: Lang::Ar };
    let other = SeriesId(archive.edit(&other, NOW).unwrap().unwrap());
    let release = ids[1];
    let text = |text: &str| Some(text.to_owned());
    let changes = [
        (Edit::RenameIssuer { issuer, name: name("مجلس التعاون") }, "المجلس"),
        (Edit::RenameSeries { series, title: name("بيان دوري") }, "بيان"),
        (Edit::SetSeriesLang { series, lang: Lang::En }, "بيان"),
        (Edit::SetSeriesIssuer { series, issuer: other_issuer }, "بيان"),
        (Edit::SetTitle { release, title: text("عنوان جديد") }, "2025-02"),
        (Edit::SetDate { release, date: "2024-12-31".parse().unwrap() }, "2025-02"),
        (Edit::SetLang { release, lang: Lang::En }, "2025-02"),
        (Edit::SetPlace { release, place: text("الرياض") }, "2025-02"),
        (Edit::SetSource { release, source: text("https://example.org/2") }, "2025-02"),
        (Edit::SetReleaseNote { release, note: text("كما نشر") }, "2025-02"),
        (Edit::MoveReleases { releases: ids[..2].to_vec(), series: other }, "2025-01"),
        (Edit::SetReviewed { releases: ids.clone(), reviewed: true }, "2025-01"),
        (Edit::SetSignificance { releases: ids.clone(), significance: Some(3) }, "2025-01"),
        (Edit::RemoveReleases { releases: ids[1..].to_vec() }, "2025-02"),
        (Edit::RemoveSeries { series }, "بيان"),
        (Edit::RemoveIssuer { issuer }, "المجلس"),
    ];
    let before = contents(&archive);
    for (change, called) in &changes {
        let act = edit(&archive, change);
        assert_eq!((act.code.as_str(), act.params["name"].as_str()), (change.code(), *called));
        assert!(Edit::CODES.contains(&change.code()));
        let after = contents(&archive);
        assert_ne!(after, before, "{change:?}");
        assert_eq!(archive.undo().unwrap(), Some(act.clone()));
        assert_eq!(contents(&archive), before, "{change:?}");
        assert_eq!(archive.redo().unwrap(), Some(act));
        assert_eq!(contents(&archive), after, "{change:?}");
        archive.undo().unwrap();
        for id in &ids {
            assert!(archive.is_intact(*id).unwrap());
        }
    }
    let undoable: Vec<String> = archive.undoable(10).unwrap().into_iter().map(|act| act.code).collect();
    assert_eq!(undoable, ["add-series", "add-issuer"]);
    let redoable: Vec<String> = archive.redoable(10).unwrap().into_iter().map(|act| act.code).collect();
    assert_eq!(redoable, ["remove-issuer"]);
}

#[test]
fn a_release_with_a_new_title_is_intact_and_found_by_it_and_by_the_old_one_after_undoing() {
    let (_folder, archive, _, ids) = filled();
    let titled = |title: &str| Edit::SetTitle { release: ids[0], title: Some(title.into()) };
    edit(&archive, &titled("البيان الختامي"));
    edit(&archive, &titled("البيان الافتتاحي"));
    assert!(archive.is_intact(ids[0]).unwrap());
    assert_eq!((hits(&archive, "ختامي"), hits(&archive, "افتتاحي")), (Total::Exactly(0), Total::Exactly(1)));
    archive.undo().unwrap();
    assert_eq!((hits(&archive, "ختامي"), hits(&archive, "افتتاحي")), (Total::Exactly(1), Total::Exactly(0)));
    assert!(archive.is_intact(ids[0]).unwrap());
}

#[test]
fn a_series_that_was_taken_away_is_not_found_and_comes_back_with_its_texts() {
    let (_folder, archive, series, _) = filled();
    edit(&archive, &Edit::RemoveSeries { series });
    assert_eq!(hits(&archive, "المجلس"), Total::Exactly(0));
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let archive = Archive::open(&path).unwrap();
    archive.undo().unwrap();
    assert_eq!(hits(&archive, "المجلس"), Total::Exactly(3));
    assert_eq!(archive.releases(series).unwrap().len(), 3);
}

#[test]
fn what_can_not_be_changed_says_why_and_changes_nothing() {
    let (_folder, archive, series, ids) = filled();
    let before = contents(&archive);
    let try_it = |edit: Edit| archive.edit(&edit, NOW).unwrap_err();
    let nothing = ReleaseId(99);
    assert!(
        matches!(try_it(Edit::SetTitle { release: nothing, title: None }), Error::NoSuchRelease(id) if id == nothing)
    );
    assert!(matches!(
        try_it(Edit::SetTitle { release: ids[0], title: Some(" ".into()) }),
        Error::Invalid(Invalid::Blank)
    ));
    assert!(matches!(
        try_it(Edit::MoveReleases { releases: ids.clone(), series: SeriesId(99) }),
        Error::NoSuchSeries(SeriesId(99))
    ));
    assert!(matches!(
        try_it(Edit::RenameSeries { series, title: LocalName::default() }),
        Error::Invalid(Invalid::NoName)
    ));
    // The first of them is there, the second is not: neither goes.
    assert!(matches!(
        try_it(Edit::RemoveReleases { releases: vec![ids[0], nothing] }),
        Error::NoSuchRelease(_)
    ));
    assert!(matches!(
        try_it(Edit::SetSignificance { releases: ids.clone(), significance: Some(4) }),
        Error::Invalid(Invalid::OutOfRange)
    ));
    assert_eq!(contents(&archive), before);
    assert_eq!(archive.next_undo().unwrap(), None);
}

#[test]
fn undoing_a_move_whose_place_was_taken_meanwhile_says_that_something_has_changed() {
    let (_folder, archive, series, ids) = filled();
    let other = add_series(&archive);
    edit(&archive, &Edit::MoveReleases { releases: vec![ids[0]], series: other });
    archive.store_release(&release(series, "2025-01", &["آخر"])).unwrap();
    let before = contents(&archive);
    assert!(matches!(archive.undo(), Err(Error::Changed(code)) if code == "move-releases"));
    assert_eq!(contents(&archive), before);
}

#[test]
fn reviewed_marks_have_the_time_they_were_made() {
    let (_folder, archive, _, ids) = filled();
    let time = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
    archive.edit(&Edit::SetReviewed { releases: vec![ids[0]], reviewed: true }, time).unwrap();
    let rows = archive.list(&bayan_archive::Listing::default()).unwrap().rows;
    let reviewed: Vec<_> = rows.iter().map(|row| (row.release.id, row.reviewed)).collect();
    assert_eq!(reviewed, [(ids[2], None), (ids[1], None), (ids[0], Some(time))]);
}
