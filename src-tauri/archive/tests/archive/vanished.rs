//! The file goes away while it is open: deleted, moved, replaced, its drive unplugged.

use std::fs;

use bayan_archive::{Archive, Edit, Error, Listing};
use bayan_core::model::{LocalName, SeriesId};
use tempfile::TempDir;

use crate::acted::NOW;
use crate::kept::unwatched;
use crate::stored::{add_series, release};

/// An archive in a folder of its own.
fn filled() -> (TempDir, Archive, SeriesId) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("drive")).unwrap();
    let archive = Archive::create(&folder.path().join("drive/a.bayan")).unwrap();
    let series = add_series(&archive);
    archive.store_batch((0..20).map(|_| release(series, "2025", &["أكد المجلس."]))).unwrap();
    (folder, archive, series)
}

fn nothing_is_written(archive: &Archive, series: SeriesId) {
    let gone = |error: &Error| matches!(error, Error::Gone { path } if path == archive.path());
    assert!(gone(&archive.store_release(&release(series, "2026", &["نص"])).unwrap_err()));
    let name = LocalName { ar: Some("المجلس".into()), en: None };
    assert!(gone(&archive.edit(&Edit::AddIssuer { name }, NOW).unwrap_err()));
    assert!(gone(&archive.undo().unwrap_err()));
}

#[test]
fn to_an_archive_that_was_deleted_nothing_is_written_and_all_of_it_can_be_saved_elsewhere() {
    let (folder, archive, series) = filled();
    for ending in ["", "-wal", "-shm"] {
        fs::remove_file(folder.path().join(format!("drive/a.bayan{ending}"))).unwrap();
    }
    nothing_is_written(&archive, series);
    assert_eq!(archive.list(&Listing::default()).unwrap().total, 20);
    let saved = folder.path().join("saved.bayan");
    unwatched(|watch| archive.backup_to(&saved, watch)).unwrap();
    assert_eq!(Archive::open(&saved).unwrap().release_count().unwrap(), 20);
    assert!(!folder.path().join("drive/a.bayan").exists());
}

#[test]
fn an_archive_whose_folder_is_away_for_a_while_is_written_again_when_it_is_back() {
    let (folder, archive, series) = filled();
    let (drive, away) = (folder.path().join("drive"), folder.path().join("away"));
    fs::rename(&drive, &away).unwrap();
    nothing_is_written(&archive, series);
    fs::rename(&away, &drive).unwrap();
    archive.store_release(&release(series, "2026", &["نص"])).unwrap();
    let path = archive.path().to_owned();
    archive.close().unwrap();
    assert_eq!(Archive::open(&path).unwrap().release_count().unwrap(), 21);
}

#[test]
fn a_file_that_was_put_in_an_open_archives_place_is_not_written_to() {
    let (folder, archive, series) = filled();
    let other = folder.path().join("drive/other.bayan");
    Archive::create(&other).unwrap().close().unwrap();
    let bytes = fs::read(&other).unwrap();
    fs::rename(&other, archive.path()).unwrap();
    nothing_is_written(&archive, series);
    assert!(fs::read(archive.path()).unwrap() == bytes);
}
