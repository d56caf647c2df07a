//! `bayan-cli import`, `series`, `releases` and `sample`, as a script sees them.

mod script;

use std::fs;
use std::path::Path;

use bayan_archive::Archive;
use script::{done, json, run};
use serde_json::Value;
use tempfile::TempDir;

const ARABIC: &str = "بيان المجلس\n\nأكد المجلس دعمه الكامل لوقف إطلاق النار.\n\nودعا إلى استئناف الحوار.\n";
const ENGLISH: &str = "Statement of the Council\n\nThe Council reaffirmed its support for the ceasefire.\n";

/// Its exit status and what it complained of.
fn refused(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = run(folder, arguments);
    assert!(!output.status.success(), "{arguments:?}");
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(!complaint.contains("panicked") && !complaint.contains("RUST_BACKTRACE"), "{complaint}");
    (output.status.code().unwrap(), complaint)
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn a_folder_and_a_file_become_releases_of_a_new_archive() {
    let folder =
        folder(&[("in/2025-03-27.txt", ARABIC), ("in/20250128.txt", ENGLISH), ("2024-12-30.txt", ARABIC)]);
    let at = folder.path();
    let printed = done(
        at,
        &[
            "import",
            "--archive",
            "a.bayan",
            "--series",
            "بيان دوري",
            "--issuer",
            "المجلس",
            "in",
            "2024-12-30.txt",
        ],
    );
    assert_eq!(printed.lines().count(), 3);
    assert!(printed.lines().all(|line| line.contains("\tstored\t")), "{printed}");

    let series = json(at, &["series", "--archive", "a.bayan"]);
    assert_eq!(series["series"].as_array().unwrap().len(), 1);
    assert_eq!(series["series"][0]["title"], serde_json::json!({ "ar": "بيان دوري" }));
    assert_eq!(series["series"][0]["issuer"]["name"]["ar"], "المجلس");
    assert_eq!(series["series"][0]["issuer"]["invented"], false);
    assert_eq!(series["series"][0]["releases"], 3);

    let releases = json(at, &["releases", "--archive", "a.bayan", "--series", "بيان دوري"]);
    let fields = |name: &str| -> Vec<Value> {
        releases["releases"].as_array().unwrap().iter().map(|release| release[name].clone()).collect()
    };
    assert_eq!(fields("date"), ["2024-12-30", "2025-01-28", "2025-03-27"]);
    assert_eq!(fields("lang"), ["ar", "en", "ar"]);
    assert_eq!(fields("title"), ["بيان المجلس", "Statement of the Council", "بيان المجلس"]);
    assert_eq!(fields("source"), ["2024-12-30.txt", "20250128.txt", "2025-03-27.txt"]);
    assert_eq!(fields("paragraphs"), [2, 1, 2]);
    assert!(fields("retrieved").iter().all(|time| time.as_str().is_some_and(|time| time.ends_with('Z'))));
    assert!(!at.join("a.bayan-wal").exists());
}

#[test]
fn a_second_import_adds_what_is_new_and_leaves_what_is_there() {
    let folder = folder(&[("2025-03-27.txt", ARABIC), ("2025-04-29.txt", ARABIC)]);
    let at = folder.path();
    let import = ["import", "--archive", "a.bayan", "--series", "Statements"];
    done(at, &[&import[..], &["2025-03-27.txt"]].concat());
    let both = json(at, &[&import[..], &["2025-03-27.txt", "2025-04-29.txt"]].concat());
    let outcomes: Vec<_> = both["files"].as_array().unwrap().iter().map(|file| &file["outcome"]).collect();
    assert_eq!(outcomes, ["already", "stored"]);
    assert_eq!(json(at, &["series", "--archive", "a.bayan"])["series"][0]["releases"], 2);
}

#[test]
fn an_import_of_more_than_one_portion_is_whole_and_its_positions_are_found_when_it_returns() {
    const ROWS: usize = 1_200;
    let row = |n: usize| {
        let (year, month) = (1900 + n / 12, n % 12 + 1);
        format!("{year}-{month:02}-01,Statement {n},The Council welcomed ceasefire agreement {n}.\n")
    };
    let table: String = std::iter::once("date,title,text\n".to_owned()).chain((0..ROWS).map(row)).collect();
    let folder = folder(&[("table.csv", &table)]);
    let at = folder.path();
    let import = ["import", "--archive", "a.bayan", "--series", "Statements", "table.csv"];
    let printed = done(at, &import);
    assert_eq!(printed.lines().filter(|line| line.contains("\tstored\t")).count(), ROWS);
    let archive = Archive::open(&at.join("a.bayan")).unwrap();
    assert_eq!((archive.release_count().unwrap(), archive.stale_positions(None).unwrap()), (ROWS as u32, 0));
    let series = archive.series().unwrap()[0].id;
    assert_eq!(archive.positions_on_topic(series, "ceasefire").unwrap().positions.len(), ROWS);
    archive.close().unwrap();
    // Again, nothing is new.
    let printed = done(at, &import);
    assert_eq!(printed.lines().filter(|line| line.contains("\talready there\t")).count(), ROWS);
}

#[test]
fn the_date_and_the_language_given_hold_for_every_file() {
    let folder = folder(&[("one.txt", ARABIC), ("2020-01-01.txt", ENGLISH)]);
    let at = folder.path();
    let dated = ["--date", "2025-03", "--lang", "ar", "one.txt", "2020-01-01.txt"];
    done(at, &[&["import", "--archive", "a.bayan", "--series", "S"], &dated[..]].concat());
    let releases = json(at, &["releases", "--archive", "a.bayan"]);
    for release in releases["releases"].as_array().unwrap() {
        assert_eq!((&release["date"], &release["lang"]), (&"2025-03".into(), &"ar".into()));
    }
    let text = done(at, &["releases", "--archive", "a.bayan"]);
    assert_eq!(text, "1\t2025-03\tبيان المجلس\n2\t2025-03\tStatement of the Council\n");
}

#[test]
fn each_file_that_can_not_be_read_is_told_and_the_rest_goes_in() {
    let folder = folder(&[
        ("2025-01-01.txt", ARABIC),
        ("2025-02-01.txt", ""),
        ("2025-03-01.txt", "\u{1}\u{2}\u{3}"),
        ("undated.txt", ARABIC),
    ]);
    let at = folder.path();
    // Two words in Windows-1256: too few to be sure.
    fs::write(at.join("2025-04-01.txt"), b"\xc8\xed\xc7\xe4 \xd5\xcd\xdd\xed").unwrap();
    fs::create_dir(at.join("empty")).unwrap();
    let files = [
        "2025-01-01.txt",
        "2025-02-01.txt",
        "2025-03-01.txt",
        "2025-04-01.txt",
        "undated.txt",
        "missing.txt",
        "empty",
    ];
    let import = ["import", "--archive", "a.bayan", "--series", "S"];
    let (status, complaint) = refused(at, &[&import[..], &files].concat());
    assert_eq!(status, 1);
    for said in [
        "2025-02-01.txt: the file holds no text",
        "2025-03-01.txt: the file holds only control characters",
        "2025-04-01.txt: it is not certain that the text is in ",
        "undated.txt: neither the name",
        "missing.txt: there is no such file",
        "empty: there are no documents",
        "6 of 7 could not be imported",
    ] {
        assert!(complaint.contains(said), "{said} is not in: {complaint}");
    }
    assert_eq!(json(at, &["releases", "--archive", "a.bayan"])["releases"].as_array().unwrap().len(), 1);
}

#[test]
fn when_no_file_can_be_read_no_archive_is_made() {
    let folder = folder(&[("2025-02-01.txt", "")]);
    let (status, complaint) =
        refused(folder.path(), &["import", "--archive", "a.bayan", "--series", "S", "2025-02-01.txt"]);
    assert_eq!(status, 1);
    assert!(complaint.contains("no file was imported"), "{complaint}");
    assert!(!folder.path().join("a.bayan").exists());
}

#[test]
fn a_series_that_two_issuers_have_needs_its_issuer_named() {
    let folder =
        folder(&[("2025-01-01.txt", ARABIC), ("2025-02-01.txt", ARABIC), ("2025-03-01.txt", ARABIC)]);
    let at = folder.path();
    let import = |more: &[&'static str]| {
        [&["import", "--archive", "a.bayan", "--series", "Statements"], more].concat()
    };
    done(at, &import(&["--issuer", "A", "2025-01-01.txt"]));
    done(at, &import(&["--issuer", "B", "2025-02-01.txt"]));
    let (status, complaint) = refused(at, &import(&["2025-03-01.txt"]));
    assert_eq!(status, 1);
    assert!(complaint.contains("--issuer"), "{complaint}");
    done(at, &import(&["--issuer", "B", "2025-03-01.txt"]));
    let series = json(at, &["series", "--archive", "a.bayan"]);
    let counts: Vec<_> =
        series["series"].as_array().unwrap().iter().map(|series| &series["releases"]).collect();
    assert_eq!(counts, [1, 2]);
}

#[test]
fn what_is_no_archive_is_told_and_left_as_it_is() {
    let folder = folder(&[("a.bayan", "not an archive"), ("2025-01-01.txt", ARABIC)]);
    let at = folder.path();
    for arguments in [
        &["series", "--archive", "a.bayan"][..],
        &["releases", "--archive", "a.bayan"],
        &["import", "--archive", "a.bayan", "--series", "S", "2025-01-01.txt"],
    ] {
        let (status, complaint) = refused(at, arguments);
        assert_eq!(status, 1);
        assert_eq!(complaint, "bayan-cli: a.bayan: this is not a Bayan archive\n");
    }
    assert_eq!(fs::read(at.join("a.bayan")).unwrap(), b"not an archive");
    let (status, complaint) = refused(at, &["series", "--archive", "none.bayan"]);
    assert_eq!((status, complaint.as_str()), (1, "bayan-cli: none.bayan: there is no such file\n"));
}

#[test]
fn a_series_that_is_not_there_is_answered_with_those_that_are() {
    let folder = folder(&[("2025-01-01.txt", ARABIC)]);
    let at = folder.path();
    done(at, &["import", "--archive", "a.bayan", "--series", "Statements", "2025-01-01.txt"]);
    let (status, complaint) = refused(at, &["releases", "--archive", "a.bayan", "--series", "Letters"]);
    assert_eq!(status, 1);
    assert!(complaint.contains("“Letters”") && complaint.contains("Statements"), "{complaint}");
}

#[test]
fn wrong_usage_has_its_own_status() {
    let folder = folder(&[("2025-01-01.txt", ARABIC)]);
    for arguments in [
        &[][..],
        &["import"],
        &["import", "--archive", "a.bayan", "--series", "S"],
        &["import", "--archive", "a.bayan", "--series", " ", "2025-01-01.txt"],
        &["import", "--archive", "a.bayan", "--series", "S", "--date", "yesterday", "2025-01-01.txt"],
        &["import", "--archive", "a.bayan", "--series", "S", "--lang", "fr", "2025-01-01.txt"],
        &["series", "--archive", "a.bayan", "--format", "docx"],
        &["nonsense"],
    ] {
        assert_eq!(refused(folder.path(), arguments).0, 2, "{arguments:?}");
    }
    assert!(!folder.path().join("a.bayan").exists());
}

#[test]
fn the_sample_is_built_once_and_lists_its_series() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert_eq!(done(at, &["sample", "--archive", "s.bayan"]), "s.bayan: 335 releases\n");
    let listed = done(at, &["series", "--archive", "s.bayan"]);
    assert_eq!(listed.lines().count(), 5);
    assert_eq!(listed.lines().filter(|line| line.ends_with("\tinvented")).count(), 1, "{listed}");
    assert!(listed.contains("en\t210\tMonetary policy statement"), "{listed}");
    let (status, complaint) = refused(at, &["sample", "--archive", "s.bayan"]);
    assert_eq!(status, 1);
    assert!(complaint.contains("already a file"), "{complaint}");
    let fomc = json(at, &["releases", "--archive", "s.bayan", "--series", "Monetary policy statement"]);
    assert_eq!(fomc["releases"].as_array().unwrap().len(), 210);
    assert_eq!(fomc["releases"][0]["title"], Value::Null);
}

#[test]
fn a_search_gives_the_words_around_each_hit_and_its_place() {
    let folder = folder(&[("2025-03-27.txt", ARABIC), ("2025-01-28.txt", ENGLISH)]);
    let at = folder.path();
    done(at, &["import", "--archive", "a.bayan", "--series", "S", "2025-03-27.txt", "2025-01-28.txt"]);
    let found = done(at, &["search", "--archive", "a.bayan", "اكد"]);
    assert_eq!(found, "1\t2025-03-27\t0\t[أكد] المجلس دعمه الكامل لوقف إطلاق النار.\n");
    let found = json(at, &["search", "--archive", "a.bayan", "supporting | حوار", "--order", "oldest"]);
    assert_eq!((&found["total"], &found["exact"], &found["index"]), (&2.into(), &true.into(), &true.into()));
    let hit = &found["hits"][0];
    assert_eq!(
        (&hit["release"], &hit["date"], &hit["paragraph"]),
        (&2.into(), &"2025-01-28".into(), &0.into())
    );
    let span = |end: usize| hit["spans"][0][end].as_u64().unwrap() as usize;
    assert_eq!(&hit["text"].as_str().unwrap()[span(0)..span(1)], "support");
    let search =
        |more: &[&'static str]| [&["search", "--archive", "a.bayan", "المجلس | Council"], more].concat();
    assert_eq!(done(at, &search(&["--lang", "en"])).lines().count(), 2);
    assert_eq!(done(at, &search(&["--from", "2025-02"])).lines().count(), 2);
    assert_eq!(done(at, &search(&["--count"])), "2\t2025-01-28\t2\n1\t2025-03-27\t2\n");
    assert_eq!(refused(at, &search(&["--series", "Letters"])).0, 1);
    let (status, complaint) = refused(at, &["search", "--archive", "a.bayan", "«»"]);
    assert_eq!((status, complaint.as_str()), (1, "bayan-cli: there is no word to search for\n"));
}

#[test]
fn a_copy_is_checked_looked_into_and_put_in_place_of_an_altered_archive() {
    let folder = folder(&[("2025-03-27.txt", ARABIC), ("2025-01-28.txt", ENGLISH)]);
    let at = folder.path();
    done(at, &["import", "--archive", "a.bayan", "--series", "S", "2025-03-27.txt", "2025-01-28.txt"]);
    assert_eq!(done(at, &["check", "--archive", "a.bayan"]), "a.bayan: 2 releases, all as stored\n");
    assert_eq!(done(at, &["backup", "--archive", "a.bayan", "-o", "b.bayan"]), "b.bayan: 2 releases\n");
    let mut bytes = fs::read(at.join("a.bayan")).unwrap();
    let place = bytes.windows(10).position(|window| window == b"reaffirmed").unwrap();
    bytes[place] = b'R';
    fs::write(at.join("a.bayan"), bytes).unwrap();
    let (status, complaint) = refused(at, &["check", "--archive", "a.bayan"]);
    assert_eq!(status, 1);
    assert!(complaint.contains("not the one that was stored: 2"), "{complaint}");

    let look = done(at, &["restore", "--archive", "a.bayan", "b.bayan", "--look"]);
    assert!(look.starts_with("1 series, 2 releases, 2025-01-28 to 2025-03-27\n1\t2025-03-27\t"), "{look}");
    let restored = done(at, &["restore", "--archive", "a.bayan", "b.bayan"]);
    assert_eq!(restored, "a.bayan: 2 releases; what was there is kept as a.replaced.bayan\n");
    assert_eq!(json(at, &["check", "--archive", "a.bayan"])["good"], true);
    assert_eq!(refused(at, &["check", "--archive", "a.replaced.bayan"]).0, 1);
    let saved = json(at, &["salvage", "--archive", "a.replaced.bayan", "-o", "s.bayan"]);
    assert_eq!(
        (&saved["releases"], &saved["incomplete"], &saved["paragraphs"]),
        (&1.into(), &1.into(), &3.into())
    );
}

#[test]
fn an_archive_is_looked_at_merged_undone_and_done_again() {
    let folder =
        folder(&[("a/2025-01-28.txt", ARABIC), ("b/2025-01-28.txt", ARABIC), ("b/2025-03-27.txt", ENGLISH)]);
    let at = folder.path();
    for name in ["a", "b"] {
        let archive = format!("{name}.bayan");
        let arguments =
            ["import", "--archive", archive.as_str(), "--series", "بيان دوري", "--issuer", "المجلس", name];
        done(at, &arguments);
    }
    let count = || json(at, &["releases", "--archive", "a.bayan"])["releases"].as_array().unwrap().len();
    let looked = json(at, &["merge", "a.bayan", "b.bayan", "--look"]);
    assert_eq!(looked["new_releases"], 1);
    assert_eq!(looked["same_releases"], 1);
    assert_eq!(looked["new"][0]["date"], "2025-03-27");
    assert_eq!(count(), 1);
    let told = done(at, &["merge", "a.bayan", "b.bayan", "--look"]);
    assert!(told.contains("new\t2025-03-27\tبيان دوري\tStatement of the Council"), "{told}");
    let merged = json(at, &["merge", "a.bayan", "b.bayan"]);
    assert_eq!(merged["new_series"], 0);
    assert_eq!(merged["new_releases"], 1);
    assert_eq!(count(), 2);
    let listed = json(at, &["undo", "--archive", "a.bayan", "--list"]);
    assert_eq!(listed["acts"][0]["code"], "merge");
    assert_eq!(listed["acts"][0]["params"]["name"], "b.bayan");
    assert!(done(at, &["undo", "--archive", "a.bayan"]).contains("\tmerge\tname=b.bayan"));
    assert_eq!(count(), 1);
    done(at, &["redo", "--archive", "a.bayan"]);
    assert_eq!(count(), 2);
    let (status, complaint) = refused(at, &["redo", "--archive", "a.bayan"]);
    assert!(status == 1 && complaint.contains("nothing to do again"), "{complaint}");
}

#[test]
fn a_series_is_handed_over_as_a_file_and_nothing_is_overwritten() {
    let folder = folder(&[("in/2025-01-28.txt", ARABIC)]);
    let at = folder.path();
    done(at, &["import", "--archive", "a.bayan", "--series", "بيان دوري", "--issuer", "المجلس", "in"]);
    let told = done(at, &["export-series", "--archive", "a.bayan", "--series", "بيان دوري", "-o", "s.bayan"]);
    // The other is by which codebook its positions were found.
    assert_eq!(told, "s.bayan: 1 releases, 1 other entries\n");
    assert_eq!(json(at, &["check", "--archive", "s.bayan"])["releases"], 1);
    let again = ["export-series", "--archive", "a.bayan", "--series", "بيان دوري", "-o", "s.bayan"];
    assert!(refused(at, &again).1.contains("s.bayan: there is already a file of this name"));
    let other = ["export-series", "--archive", "a.bayan", "--series", "x", "-o", "t.bayan"];
    assert!(refused(at, &other).1.contains("there is no series"));
}

fn papers(name: &str) -> String {
    format!("{}/../import/tests/papers/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn documents_of_every_form_are_imported_each_with_its_original_and_read_for_a_comparison() {
    let folder = folder(&[
        ("2025-01-01.md", "# Statement\n\nThe **Council** met in Geneva.\n"),
        (
            "page.html",
            "<html><head><title>Statement</title><meta name=date content=2025-02-01></head><body><p>The Council met in Cairo.</p></body></html>",
        ),
        ("2025-08-01.txt", "بيان المجلس\n\nعقد المجلس جلسته في عمّان.\n"),
        (
            "message.eml",
            "From: press@example.org\r\nDate: Mon, 1 Sep 2025 10:00:00 +0300\r\nSubject: Statement\r\n\r\nThe Council met in Amman.\r\n",
        ),
        ("table.csv", "date,title,text\n2025-03-01,One,The Council met.\n2025-04-01,Two,The Council rose.\n"),
        ("table.json", r#"[{"date": "2025-10-01", "title": "Three", "text": "The Council met in Doha."}]"#),
        (
            "feed.xml",
            "<rss version='2.0'><channel><title>Council</title><item><title>Four</title><link>https://example.org/4</link>\
             <pubDate>Sat, 01 Nov 2025 10:00:00 GMT</pubDate><description>The Council met in Tunis.</description></item></channel></rss>",
        ),
    ]);
    let at = folder.path();
    for (paper, name) in [
        ("ar-libreoffice.docx", "2025-05-01.docx"),
        ("ar-libreoffice.pdf", "2025-06-01.pdf"),
        ("ar-libreoffice.odt", "2025-12-01.odt"),
        ("locked.pdf", "2025-07-01.pdf"),
    ] {
        fs::copy(papers(paper), at.join(name)).unwrap();
    }
    // A folder stands for its documents; tables and feeds are named.
    let all = [".", "table.csv", "table.json", "feed.xml"];
    let output = run(
        at,
        &[&["import", "--archive", "a.bayan", "--series", "S", "--format", "json"], &all[..]].concat(),
    );
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("2025-07-01.pdf: the file is locked with a password"), "{complaint}");
    assert!(complaint.contains("1 of 12 could not be imported"), "{complaint}");
    let releases = json(at, &["releases", "--archive", "a.bayan"]);
    let dates: Vec<&str> = releases["releases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|release| release["date"].as_str().unwrap())
        .collect();
    let months = ["01", "02", "03", "04", "05", "06", "08", "09", "10", "11", "12"];
    assert_eq!(dates, months.map(|month| format!("2025-{month}-01")));
    let archive = bayan_archive::Archive::open(&at.join("a.bayan")).unwrap();
    let mut kept = Vec::new();
    for release in releases["releases"].as_array().unwrap() {
        let id = bayan_core::model::ReleaseId(release["id"].as_i64().unwrap());
        let originals = archive.originals(id).unwrap();
        assert_eq!(originals.len(), 1, "{release}");
        // Of a table and a feed it is the row or the entry.
        if let Ok(file) = fs::read(at.join(&originals[0].name)) {
            assert_eq!(archive.original(originals[0].id).unwrap(), file);
            kept.push(originals[0].name.clone());
        } else {
            assert!(originals[0].name.contains('#'), "{}", originals[0].name);
        }
    }
    assert_eq!(kept.len(), 7, "{kept:?}");
    archive.close().unwrap();
    let compared = json(at, &["compare", "2025-05-01.docx", "2025-06-01.pdf"]);
    assert_eq!(compared["old"]["title"], compared["new"]["title"]);
}

#[test]
fn another_archive_is_merged_into_this_one() {
    let folder = folder(&[("2025-03-27.txt", ARABIC), ("2025-04-29.txt", ENGLISH)]);
    let at = folder.path();
    done(at, &["import", "--archive", "a.bayan", "--series", "S", "2025-03-27.txt"]);
    done(at, &["import", "--archive", "b.bayan", "--series", "S", "2025-03-27.txt", "2025-04-29.txt"]);
    let merged = json(at, &["import", "--archive", "a.bayan", "--series", "S", "b.bayan"]);
    assert_eq!(merged["files"][0]["outcome"], "merged");
    assert_eq!(merged["files"][0]["releases"], 1);
    assert_eq!(json(at, &["releases", "--archive", "a.bayan"])["releases"].as_array().unwrap().len(), 2);
}
