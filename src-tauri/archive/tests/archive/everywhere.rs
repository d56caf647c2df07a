//! A topic over all series: what is counted is what the series say, and it follows what is written.

use bayan_archive::{Archive, MentionsAsked, Month, Standing};
use bayan_core::model::{ReleaseId, SeriesId};
use bayan_core::text::lexicon::Act;
use tempfile::TempDir;

use crate::kept::unwatched;
use crate::positions::read_by_the_syrian_codebook;
use crate::stored::{add_series, new_archive, release};

const WELCOMED: &str = "رحب المجلس باتفاق وقف إطلاق النار.";
const REJECTED: &str = "رفض المجلس خرق وقف إطلاق النار.";
const OTHER: &str = "أكد المجلس أن عودة اللاجئين حق لهم.";

/// Two series that speak on the ceasefire, and one that does not.
fn three() -> (TempDir, Archive, [SeriesId; 3], Vec<ReleaseId>) {
    let (folder, archive) = new_archive();
    let series = [add_series(&archive), add_series(&archive), add_series(&archive)];
    let ids = archive
        .store_batch([
            release(series[0], "2025-02", &[WELCOMED, REJECTED]),
            release(series[0], "2024", &[WELCOMED]),
            release(series[1], "2025-02-03", &[REJECTED]),
            release(series[1], "2025-03-01", &[OTHER]),
            release(series[2], "2025-02-03", &[OTHER]),
        ])
        .unwrap();
    read_by_the_syrian_codebook(&archive);
    unwatched(|watch| archive.update_positions(None, watch)).unwrap();
    (folder, archive, series, ids)
}

const fn month(year: u16, month: u8) -> Month {
    Month { year, month }
}

/// Each month with the acts performed in it, and how many releases do.
fn months(archive: &Archive) -> Vec<(Month, Vec<(Act, u32)>)> {
    let counts = |acts: [u32; Act::ALL.len()]| {
        Act::ALL.into_iter().zip(acts).filter(|(_, count)| *count > 0).collect::<Vec<_>>()
    };
    let all = archive.topic_everywhere("ceasefire").unwrap().months;
    all.into_iter().map(|one| (one.month, counts(one.acts))).collect()
}

#[test]
fn releases_are_counted_by_month_and_act_and_each_series_with_where_it_stands_last() {
    let (_folder, archive, series, ids) = three();
    assert_eq!(
        months(&archive),
        [
            (month(2024, 0), vec![(Act::Welcome, 1)]),
            (month(2025, 2), vec![(Act::Reject, 2), (Act::Welcome, 1)]),
        ]
    );
    let found = archive.topic_everywhere("ceasefire").unwrap().series;
    let told: Vec<_> =
        found.iter().map(|one| (one.series, one.releases, one.first, one.last, one.act)).collect();
    assert_eq!(
        told,
        [(series[0], 2, ids[1], ids[0], Act::Reject), (series[1], 1, ids[2], ids[2], Act::Reject),]
    );
    assert_eq!(archive.topic_everywhere("fisheries").unwrap(), Default::default());
}

#[test]
fn what_was_written_since_is_counted_also_by_another_program() {
    let (_folder, archive, series, ids) = three();
    let before = months(&archive);
    let new = archive.store_release(&release(series[2], "2026-01-01", &[WELCOMED])).unwrap();
    assert_eq!(months(&archive), before, "until it is brought up to date");
    unwatched(|watch| archive.update_positions(None, watch)).unwrap();
    assert_eq!(months(&archive).last(), Some(&(month(2026, 1), vec![(Act::Welcome, 1)])));
    // Another program has the same file open.
    let other = Archive::open(archive.path()).unwrap();
    other.act("remove", &[], chrono::DateTime::UNIX_EPOCH, |batch| batch.remove_release(new)).unwrap();
    assert_eq!(months(&archive), before);
    other.act("remove", &[], chrono::DateTime::UNIX_EPOCH, |batch| batch.remove_release(ids[1])).unwrap();
    assert_eq!(months(&archive).len(), 1);
    other.close().unwrap();
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let log = format!("{}-wal", path.display());
    assert!(!std::path::Path::new(&log).exists(), "nothing is left beside a closed archive");
}

#[test]
fn an_archive_that_can_only_be_read_is_counted_too() {
    let (_folder, archive, ..) = three();
    let path = archive.path().to_owned();
    let before = months(&archive);
    archive.close().unwrap();
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let archive = Archive::open(&path).unwrap();
    assert_eq!(months(&archive), before);
}

#[test]
fn mentions_are_given_by_month_and_act_the_newest_first_a_page_at_a_time() {
    let (_folder, archive, _, ids) = three();
    let asked = |months, acts: &[Act], page| {
        let asked = MentionsAsked { topic: "ceasefire".into(), months, acts: acts.to_vec(), page };
        let found = archive.mentions_everywhere(&asked).unwrap();
        let told: Vec<_> = found.mentions.iter().map(|one| (one.release, one.act)).collect();
        assert!(found.mentions.iter().all(|one| one.standing == Standing::Found));
        (told, found.releases)
    };
    let all = (month(0, 0), month(9999, 12));
    let both = [Act::Welcome, Act::Reject];
    let newest =
        [(ids[2], Act::Reject), (ids[0], Act::Welcome), (ids[0], Act::Reject), (ids[1], Act::Welcome)];
    assert_eq!(asked(all, &both, (0, 9)), (newest.to_vec(), 3));
    assert_eq!(asked(all, &both, (1, 1)), (newest[1..3].to_vec(), 3));
    assert_eq!(asked(all, &[Act::Reject], (0, 9)), (vec![newest[0], newest[2]], 2));
    let february = (month(2025, 1), month(2025, 12));
    assert_eq!(asked(february, &[Act::Welcome], (0, 9)), (vec![newest[1]], 1));
    assert_eq!(asked(all, &[Act::Commit], (0, 9)), (Vec::new(), 0));
}
