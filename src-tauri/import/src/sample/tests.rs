use std::collections::BTreeSet;
use std::fs;

use bayan_core::model::{Issuer, Lang, Release, Series};
use tempfile::TempDir;

use super::*;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn sample() -> (TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.bayan");
    assert!(build(&path, &mut |_, _| {}, &|| false).unwrap());
    let archive = Archive::open(&path).unwrap();
    (folder, archive)
}

fn series(archive: &Archive, title: &str) -> (Series, Vec<Release>) {
    let all = archive.series().unwrap();
    let series = all.into_iter().find(|series| series.title.en.as_deref() == Some(title)).unwrap();
    let releases = archive.releases(series.id).unwrap();
    (series, releases)
}

fn fingerprint(archive: &Archive) -> Vec<(Issuer, Series, Release, Vec<String>)> {
    let issuers = archive.issuers().unwrap();
    let mut all = Vec::new();
    for series in archive.series().unwrap() {
        let issuer = issuers.iter().find(|issuer| issuer.id == series.issuer).unwrap();
        for release in archive.releases(series.id).unwrap() {
            let paragraphs = archive.paragraphs(release.id).unwrap();
            all.push((issuer.clone(), series.clone(), release, paragraphs));
        }
    }
    all
}

#[test]
fn each_series_is_there_from_its_first_release_to_its_last() {
    let (_folder, archive) = sample();
    assert!(archive.is_sample().unwrap());
    let expected = [
        ("Periodic meeting statement", Lang::Ar, 10, "2025-01-28", "2025-10-28"),
        ("Periodic meeting of the Department of Foreign Relations", Lang::Ar, 1, "2020", "2020"),
        ("Monetary policy statement", Lang::En, 210, "2000-02-02", "2026-01-28"),
        ("UNDOF mandate resolutions", Lang::En, 40, "1974-05-31", "1993-11-29"),
        ("Statement in the General Debate", Lang::En, 74, "1946", "2024"),
    ];
    assert_eq!(archive.series().unwrap().len(), expected.len());
    for (title, lang, count, first, last) in expected {
        let (series, releases) = series(&archive, title);
        assert_eq!((series.lang, series.releases, releases.len()), (lang, count, count as usize), "{title}");
        assert_eq!(releases[0].date.to_string(), first, "{title}");
        assert_eq!(releases[releases.len() - 1].date.to_string(), last, "{title}");
    }
    assert_eq!(total().unwrap(), 335);
    assert_eq!(archive.release_count().unwrap(), 335);
}

#[test]
fn every_release_has_text_a_source_and_an_issuer_named_in_both_languages() {
    let (_folder, archive) = sample();
    for (issuer, series, release, paragraphs) in fingerprint(&archive) {
        assert!(issuer.name.ar.is_some() && issuer.name.en.is_some(), "{issuer:?}");
        assert!(series.title.ar.is_some() && series.title.en.is_some(), "{series:?}");
        assert!(release.source.is_some(), "{release:?}");
        assert!(!paragraphs.is_empty() && paragraphs.iter().all(|p| !p.trim().is_empty()), "{release:?}");
        assert!(archive.is_intact(release.id).unwrap());
    }
}

#[test]
fn the_one_invented_body_is_marked_and_no_other() {
    let (_folder, archive) = sample();
    let invented: Vec<_> = archive.issuers().unwrap().into_iter().filter(|issuer| issuer.invented).collect();
    assert_eq!(invented.len(), 1);
    let (series, releases) = series(&archive, "Periodic meeting statement");
    assert_eq!(series.issuer, invented[0].id);
    assert!(releases.iter().all(|release| release.note.as_deref().unwrap().contains("Invented")));
}

#[test]
fn the_arabic_series_is_titled_by_its_first_lines() {
    let (_folder, archive) = sample();
    let (_, releases) = series(&archive, "Periodic meeting statement");
    assert!(releases.iter().all(|release| release.title.as_deref().unwrap().contains("المجلس الاستشاري")));
    let first = &archive.paragraphs(releases[0].id).unwrap()[0];
    assert!(first.starts_with("عقد المجلس الاستشاري للعلاقات الخارجية اجتماعه الدوري برئاسة"), "{first}");
}

#[test]
fn a_statement_without_a_title_keeps_its_first_sentence() {
    let (_folder, archive) = sample();
    let (_, fomc) = series(&archive, "Monetary policy statement");
    assert!(fomc.iter().all(|release| release.title.is_none()));
    for (title, folder) in [
        ("Monetary policy statement", "fomc"),
        ("Statement in the General Debate", "syria-general-debate"),
        ("Periodic meeting of the Department of Foreign Relations", "coalition-foreign-relations"),
    ] {
        let (_, releases) = series(&archive, title);
        let manifest = manifest().unwrap();
        let listed = &manifest.series.iter().find(|series| series.folder == folder).unwrap().releases;
        for (release, listed) in releases.iter().zip(listed) {
            let text = plain::decode(bytes(&format!("{folder}/{}", listed.file)).unwrap()).unwrap();
            let stored = archive.paragraphs(release.id).unwrap().concat();
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            assert_eq!(letters(&stored), letters(&text), "{}", listed.file);
        }
    }
}

#[test]
fn resolutions_are_dated_and_titled_in_their_own_words() {
    let (_folder, archive) = sample();
    let (_, releases) = series(&archive, "UNDOF mandate resolutions");
    let manifest = manifest().unwrap();
    let listed = &manifest.series.iter().find(|series| series.folder == "undof").unwrap().releases;
    for (release, listed) in releases.iter().zip(listed) {
        let text = plain::decode(bytes(&format!("undof/{}", listed.file)).unwrap()).unwrap();
        let (year, month, day) =
            (release.date.year(), release.date.month().unwrap(), release.date.day_of_month().unwrap());
        let words = format!("{day} {} {year}", MONTHS[month as usize - 1]);
        let head: String = text.chars().take(150).collect();
        assert!(
            head.contains(&format!("\nof {words}")) || head.contains(&format!("\non {words}")),
            "{}: {words} is not in {head}",
            listed.file
        );
        // S/RES/350 (1974) is Resolution 350 (1974).
        let number = release.source.as_deref().unwrap().strip_prefix("S/RES/").unwrap();
        let title = release.title.as_deref().unwrap();
        assert_eq!(title.to_lowercase(), format!("resolution {number}"));
        assert!(number.ends_with(&format!("({year})")));
    }
}

#[test]
fn statements_are_dated_by_their_address_but_for_the_one_whose_address_is_wrong() {
    let (_folder, archive) = sample();
    let (_, releases) = series(&archive, "Monetary policy statement");
    let mut unlike = Vec::new();
    for release in &releases {
        let address = release.source.as_deref().unwrap();
        assert!(address.starts_with("https://www.federalreserve.gov/"), "{address}");
        if !address.contains(&release.date.to_string().replace('-', "")) {
            unlike.push(release);
        }
    }
    let unlike: Vec<_> =
        unlike.iter().map(|release| (release.date.to_string(), release.note.is_some())).collect();
    assert_eq!(unlike, [("2007-06-28".to_owned(), true)]);
    let addresses: BTreeSet<_> = releases.iter().map(|release| release.source.as_deref()).collect();
    assert_eq!(addresses.len(), releases.len());
}

#[test]
fn supplied_titles_and_read_off_dates_are_said_to_be_so() {
    let (_folder, archive) = sample();
    let (_, speeches) = series(&archive, "Statement in the General Debate");
    for speech in &speeches {
        assert!(speech.title.as_deref().unwrap().starts_with("Syria, General Debate, "));
        assert_eq!(speech.date.month(), None);
        assert!(speech.note.as_deref().unwrap().contains("supplied"));
    }
    assert_eq!(speeches[73].title.as_deref(), Some("Syria, General Debate, 79th session"));
    let (_, seed) = series(&archive, "Periodic meeting of the Department of Foreign Relations");
    assert!(seed[0].note.as_deref().unwrap().contains("no date"));
    assert_eq!(archive.paragraphs(seed[0].id).unwrap().len(), 9);
}

#[test]
fn the_sample_is_the_same_each_time_it_is_built() {
    let (_first_folder, first) = sample();
    let (_second_folder, second) = sample();
    assert_eq!(fingerprint(&first), fingerprint(&second));
}

#[test]
fn no_text_is_left_out_or_listed_twice() {
    let manifest = manifest().unwrap();
    let listed: Vec<String> = manifest
        .series
        .iter()
        .flat_map(|series| {
            series.releases.iter().map(|release| format!("{}/{}", series.folder, release.file))
        })
        .collect();
    let there: BTreeSet<String> =
        Texts::iter().map(|file| file.to_string()).filter(|file| file.ends_with(".txt")).collect();
    assert_eq!(listed.len(), there.len());
    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), there);
}

#[test]
fn each_folder_of_texts_is_spoken_of_in_the_notice() {
    let notice = String::from_utf8(bytes("NOTICE.md").unwrap()).unwrap();
    for series in manifest().unwrap().series {
        assert!(notice.contains(&format!("`{}/`", series.folder)), "{}", series.folder);
    }
}

#[test]
fn progress_goes_from_nothing_to_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut heard = Vec::new();
    build(&folder.path().join("sample.bayan"), &mut |done, total| heard.push((done, total)), &|| false)
        .unwrap();
    assert_eq!(heard, (0..=335).map(|done| (done, 335)).collect::<Vec<_>>());
}

#[test]
fn a_building_that_is_called_off_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let asked = std::cell::Cell::new(0);
    let cancelled = || {
        asked.set(asked.get() + 1);
        asked.get() > 100
    };
    assert!(!build(&folder.path().join("sample.bayan"), &mut |_, _| {}, &cancelled).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_sample_is_not_built_over_another_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.bayan");
    fs::write(&path, "notes").unwrap();
    let refused = build(&path, &mut |_, _| {}, &|| false);
    assert!(matches!(refused, Err(SampleError::Open(OpenError::Exists { .. }))), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), b"notes");
}
