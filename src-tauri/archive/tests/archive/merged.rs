//! Two archives brought together, and a series handed over.

use bayan_archive::search::{Query, Search, Total};
use bayan_archive::{About, Archive, Conflict, HandLink, MergeError, Merged, NewNote, NewRevision, Watch};
use bayan_core::model::{LocalName, ReleaseId, SeriesId};
use bayan_core::positions::codebook::Standard;
use chrono::DateTime;
use tempfile::TempDir;

use crate::kept::unwatched;
use crate::positions::added;
use crate::stored::{add_series, new_archive, release};

const NOW: DateTime<chrono::Utc> = DateTime::UNIX_EPOCH;

fn of(dates: &[(&str, &str)]) -> (TempDir, Archive, SeriesId, Vec<ReleaseId>) {
    let (folder, archive) = new_archive();
    let series = add_series(&archive);
    let ids =
        archive.store_batch(dates.iter().map(|(date, text)| release(series, date, &[text, "نص"]))).unwrap();
    (folder, archive, series, ids)
}

#[test]
fn what_is_in_both_is_there_once_and_what_was_said_comes_along() {
    let (_one, ours, series, here) = of(&[("2025-01", "أول"), ("2025-02", "ثان")]);
    let (_two, theirs, _, there) = of(&[("2025-02", "ثان"), ("2025-03", "ثالث"), ("2025-01", "أول معدل")]);
    theirs
        .write(|batch| {
            let [first, second, _] = there.as_slice() else { panic!() };
            batch.add_note(
                &NewNote {
                    about: About::Comparison(*first, *second, Some("1".into())), text: "مهم".into()
                },
                NOW,
            )?;
            batch.add_note(&NewNote { about: About::Paragraph(*first, 1), text: "هنا".into() }, NOW)?;
            batch.set_significance(*first, *second, "1", Some(2))?;
            batch.set_hand_link(*first, *second, HandLink { old: 0, new: 1, linked: false })?;
            batch.save_comparison("مقارنة", *first, *second, "{}", NOW)?;
            batch.keep_original(*second, "a.html", b"<p>", NOW)?;
            batch.revise(
                *second,
                &NewRevision {
                    title: None,
                    paragraphs: vec!["ثالث معدل".into()],
                    source: None,
                    retrieved: None,
                },
            )?;
            batch.add_standard_codebook(Standard::Syria)?;
            batch.tell_position(&added(*first, 0, 0..6, "ثان"))
        })
        .unwrap();
    let merged = unwatched(|watch| ours.merge(&theirs, NOW, watch)).unwrap();
    let added = ours.releases(series).unwrap();
    assert_eq!((merged.new_series, merged.new_releases, merged.same_releases), (0, 2, 1));
    assert_eq!(merged.new_entries, 7);
    let dates: Vec<String> = added.iter().map(|release| release.date.to_string()).collect();
    assert_eq!(dates, ["2025-01", "2025-01", "2025-02", "2025-03"]);
    assert_eq!(merged.conflicts, [Conflict::Text(here[0], added[1].id)]);
    let third = added[3].id;
    assert_eq!(ours.paragraphs(third).unwrap(), ["ثالث معدل"]);
    assert_eq!(ours.revisions(third).unwrap()[0].paragraphs, ["ثالث", "نص"]);
    assert_eq!(ours.original(ours.originals(third).unwrap()[0].id).unwrap(), b"<p>");
    assert_eq!(ours.notes(here[1]).unwrap().len(), 2);
    assert_eq!(ours.marks(here[1], third).unwrap()["1"].significance, Some(2));
    assert_eq!(ours.hand_links(here[1], third).unwrap().len(), 1);
    assert_eq!(ours.saved_comparisons().unwrap()[0].new, third);
    assert_eq!(ours.codebooks().unwrap()[0].codebook, Standard::Syria.codebook());
    assert_eq!(ours.hand_positions(here[1]).unwrap()[0].0.told.as_ref().unwrap().at.quote, "ثان");
    assert_eq!(ours.search(&Search::new(Query::parse("ثالث").unwrap())).unwrap().total, Total::Exactly(1));

    // A second time nothing is new.
    let again = unwatched(|watch| ours.merge(&theirs, NOW, watch)).unwrap();
    assert_eq!(again, Merged { same_releases: 3, ..Merged::default() });
    // It is one act.
    assert_eq!(ours.undo().unwrap().unwrap().code, "merge");
    assert_eq!(
        (ours.release_count().unwrap(), ours.codebooks().unwrap().len(), ours.notes(here[1]).unwrap().len()),
        (2, 0, 0)
    );
}

#[test]
fn where_the_two_differ_ours_stands_and_it_is_told() {
    let dates = [("2025-01", "أول"), ("2025-02", "ثان")];
    let (_one, ours, _, here) = of(&dates);
    let (_two, theirs, _, there) = of(&dates);
    for (archive, ids, grade) in [(&ours, &here, 1), (&theirs, &there, 3)] {
        archive
            .write(|batch| {
                batch.set_significance(ids[0], ids[1], "1", Some(grade))?;
                batch.set_hand_link(ids[0], ids[1], HandLink { old: 0, new: 0, linked: grade == 1 })?;
                batch.set_correction(ids[0], ids[1], "1", Some(["", "a", "", "b"][usize::from(grade)]))?;
                let mut topics = Standard::Syria.codebook();
                topics.topics.truncate(usize::from(grade));
                batch.add_codebook(&LocalName { ar: None, en: Some("t".into()) }, &topics)
            })
            .unwrap();
    }
    let merged = unwatched(|watch| ours.merge(&theirs, NOW, watch)).unwrap();
    assert_eq!((merged.new_releases, merged.new_entries), (0, 0));
    assert_eq!(
        merged.conflicts,
        [
            Conflict::Codebook(1),
            Conflict::Mark(here[0], here[1], "1".into()),
            Conflict::Link(here[0], here[1], HandLink { old: 0, new: 0, linked: true }),
            Conflict::Correction(here[0], here[1], "1".into()),
        ]
    );
    assert_eq!(ours.marks(here[0], here[1]).unwrap()["1"].significance, Some(1));
    assert_eq!(ours.next_undo().unwrap(), None);
}

#[test]
fn a_series_is_handed_over_as_a_file_with_what_was_said_of_it_and_nothing_else() {
    let (folder, archive, series, ids) = of(&[("2025-01", "أول"), ("2025-02", "ثان")]);
    let other = add_series(&archive);
    let stranger = archive.store_release(&release(other, "2025", &["سر"])).unwrap();
    archive
        .write(|batch| {
            batch.add_note(&NewNote { about: About::Release(ids[0]), text: "مهم".into() }, NOW)?;
            batch.add_note(
                &NewNote { about: About::Comparison(ids[0], stranger, None), text: "سر".into() },
                NOW,
            )
        })
        .unwrap();
    let to = folder.path().join("series.bayan");
    unwatched(|watch| archive.export_series(series, &to, watch)).unwrap();
    let handed = Archive::open(&to).unwrap();
    assert_eq!((handed.series().unwrap().len(), handed.release_count().unwrap()), (1, 2));
    let notes: Vec<String> =
        ids.iter().flat_map(|id| handed.notes(*id).unwrap()).map(|note| note.text).collect();
    assert_eq!(notes, ["مهم"]);
    handed.close().unwrap();
    let bytes = std::fs::read(&to).unwrap();
    assert!(!bytes.windows("سر".len()).any(|window| window == "سر".as_bytes()));
    let off = archive.export_series(
        series,
        &folder.path().join("off.bayan"),
        &mut Watch { progress: &mut |_, _| {}, called_off: &|| true },
    );
    assert!(matches!(off, Err(MergeError::CalledOff)));
    assert!(!folder.path().join("off.bayan").exists());
}
