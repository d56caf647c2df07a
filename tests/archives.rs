//! Archive files that cannot be opened: the window says why in words, in both languages, and leaves the file as it is.

use std::fs;
use std::path::{Path, PathBuf};

use bayan_archive::{NewIssuer, NewRelease, NewSeries};
use bayan_core::model::{Lang, LocalName};

use crate::desktop::{Desktop, Home};
use crate::made;

/// What the window says of `file` in the person's language, and that the file and its folder are as before.
async fn told_of(home: &Home, file: &Path, language: &str) -> String {
    let before = fs::read(file).expect("the file is there");
    settle(home, &format!(r#""language": "{language}""#));

    let desktop = Desktop::start(home, &[&file.to_string_lossy()]).await;
    let told = desktop.find("problem").await.text().await.expect("its words");
    let direction = desktop.look("return document.documentElement.dir").await;
    assert_eq!(direction, if language == "ar" { "rtl" } else { "ltr" });
    desktop.find("open-sample").await;
    desktop
        .picture(&format!("problem-{}-{language}", file.file_stem().unwrap_or_default().to_string_lossy()))
        .await;
    desktop.close().await;

    assert_eq!(fs::read(file).expect("the file is still there"), before, "{} was changed", file.display());
    let folder = file.parent().expect("a folder");
    let beside: Vec<PathBuf> =
        fs::read_dir(folder).expect("its folder").map(|entry| entry.expect("its entries").path()).collect();
    assert_eq!(beside, [file], "something was left beside the file");
    told
}

/// Writes these settings before the program starts.
pub fn settle(home: &Home, settings: &str) {
    let file = home.settings();
    fs::create_dir_all(file.parent().expect("a folder")).expect("the settings' folder");
    fs::write(file, format!(r#"{{"settings": {{{settings}}}}}"#)).expect("the settings");
}

/// A folder of its own in the home, with one file in it.
fn file_in(home: &Home, name: &str, bytes: &[u8]) -> PathBuf {
    let folder = home.path().join("documents");
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(name);
    fs::write(&file, bytes).expect("the file");
    file
}

/// The bytes of an empty archive that this version made.
fn archive() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("made.bayan");
    bayan_archive::Archive::create(&path).expect("an archive").close().expect("it closes");
    fs::read(path).expect("its bytes")
}

#[tokio::test]
async fn a_file_that_is_no_archive_is_told_by_name_and_left_as_it_is() {
    let home = Home::new();
    let file = file_in(&home, "letter.bayan", "Dear reader,\n".repeat(200).as_bytes());
    let told = told_of(&home, &file, "en").await;
    assert!(told.contains("letter.bayan") && told.contains("not a Bayan archive"), "{told}");
}

#[tokio::test]
async fn a_broken_archive_is_told_in_arabic_too_and_left_as_it_is() {
    let home = Home::new();
    let mut bytes = archive();
    // The first page keeps its header, everything behind it is lost.
    bytes[100..].fill(0);
    let file = file_in(&home, "broken.bayan", &bytes);
    let told = told_of(&home, &file, "ar").await;
    assert!(told.contains("broken.bayan") && told.contains("متضرر"), "{told}");
}

/// The bytes of an archive with two releases, as a newer version of the program would have made it.
fn newer_archive() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("made.bayan");
    let archive = bayan_archive::Archive::create(&path).expect("an archive");
    let name = LocalName { ar: Some("مجلس الاختبار".into()), en: Some("Test council".into()) };
    let issuer = NewIssuer { name: name.clone(), invented: true };
    let issuer = archive.add_issuer(&issuer).expect("an issuer");
    let series = archive.add_series(&NewSeries { issuer, title: name, lang: Lang::En }).expect("a series");
    let release = |date: &str, text: &str| NewRelease {
        series,
        title: None,
        date: date.parse().expect("a date"),
        lang: Lang::En,
        source: None,
        retrieved: None,
        note: None,
        paragraphs: vec![text.to_owned()],
    };
    let both = [release("2026-01", "The council met."), release("2026-02", "The council met again.")];
    archive.store_batch(both).expect("two releases");
    archive.close().expect("it closes");
    let mut bytes = fs::read(path).expect("its bytes");
    // `user_version`: four bytes at offset 60 of the SQLite header, the highest first.
    bytes[60..64].copy_from_slice(&9_041_u32.to_be_bytes());
    bytes
}

#[tokio::test]
async fn an_archive_of_a_newer_version_is_read_and_not_written_and_both_languages_say_so() {
    for (language, theme, said) in [("en", "light", "newer version"), ("ar", "dark", "إصدار أحدث")] {
        let home = Home::new();
        settle(&home, &format!(r#""language": "{language}", "theme": "{theme}""#));
        let bytes = newer_archive();
        let file = file_in(&home, "later.bayan", &bytes);
        let desktop = Desktop::start(&home, &[&file.to_string_lossy()]).await;
        let told = desktop.find("read-only").await.text().await.expect("its words");
        assert!(told.contains(said), "{told}");
        desktop.picture(&format!("archive-newer-{language}-{theme}")).await;
        desktop.close().await;
        assert_eq!(fs::read(&file).expect("the file is still there"), bytes, "it was changed");
    }
}

#[tokio::test]
async fn an_archive_of_a_newer_version_that_can_not_be_read_names_both_versions_and_is_left_as_it_is() {
    let home = Home::new();
    let mut bytes = newer_archive();
    // It calls a column otherwise that this program reads, wherever that stands in its schema.
    let column = b"retrieved";
    for at in 0..bytes.len() - column.len() {
        if bytes[at..].starts_with(column) {
            bytes[at..at + column.len()].copy_from_slice(b"retriever");
        }
    }
    let file = file_in(&home, "later.bayan", &bytes);
    let told = told_of(&home, &file, "en").await;
    assert!(
        told.contains("later.bayan") && told.contains("newer version") && told.contains("9041"),
        "{told}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn an_archive_that_is_gone_is_told_and_not_made_anew() {
    let home = Home::new();
    let file = home.path().join("gone.bayan");
    let desktop = Desktop::start(&home, &[&file.to_string_lossy()]).await;
    let told = desktop.find("problem").await.text().await.expect("its words");
    assert!(told.contains("gone.bayan"), "{told}");
    desktop.close().await;
    assert!(!file.exists());
}

/// Waits until the Archive sheet tells what became of a piece of work, and gives its words.
async fn outcome(desktop: &Desktop, kind: &str) -> String {
    let told = desktop.find_css(&format!("[data-testid='archive-outcome'][data-kind='{kind}']")).await;
    told.text().await.expect("its words")
}

#[tokio::test]
async fn a_copy_is_made_looked_into_and_put_back_and_the_archive_is_checked_in_both_languages() {
    for (language, theme) in [("en", "light"), ("ar", "dark")] {
        let home = Home::new();
        settle(&home, &format!(r#""language": "{language}", "theme": "{theme}""#));
        let desktop = Desktop::start(&home, &[]).await;
        desktop.click("open-sample").await;
        desktop.find("summary").await;
        desktop.click("archive-menu").await;
        desktop.find("archive-sheet-open").await;
        desktop.picture(&format!("archive-menu-{language}-{theme}")).await;
        desktop.click("archive-sheet-open").await;
        desktop.click("check").await;
        outcome(&desktop, "checked").await;
        desktop.click("back-up").await;
        outcome(&desktop, "backed-up").await;
        desktop.picture(&format!("archive-sheet-{language}-{theme}")).await;
        desktop.click_css("[data-testid='copy'] button").await;
        desktop.find("copy-seen").await;
        desktop.picture(&format!("archive-copy-{language}-{theme}")).await;
        desktop.click("restore").await;
        let told = outcome(&desktop, "restored").await;
        assert!(told.contains("sample.replaced.bayan"), "{told}");
        desktop.close().await;
        assert!(home.data().join("sample.replaced.bayan").exists());
        assert!(home.data().join("sample.bayan").exists());
    }
}

#[tokio::test]
async fn an_archive_that_has_a_window_gets_no_second_one() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &[]).await;
    desktop.click("open-sample").await;
    desktop.find("summary").await;
    let sample = home.data().join("sample.bayan");
    let mut second = desktop.start_beside(&home, &[&sample.to_string_lossy()]);
    let ended = tokio::task::spawn_blocking(move || second.wait()).await.expect("it is waited for");
    assert!(ended.expect("it has ended").success(), "it hands over to the window that is there and ends");
    desktop.find("summary").await;
    // A document opened from the desktop goes to that window too.
    let document = home.path().join("later.txt");
    fs::write(&document, "Statement of 5 May 2026\n\nThe council met.\n").expect("a document");
    let mut third = desktop.start_beside(&home, &[&document.to_string_lossy()]);
    let ended = tokio::task::spawn_blocking(move || third.wait()).await.expect("it is waited for");
    assert!(ended.expect("it has ended").success());
    desktop
        .wait_until("the document is on the list", "return document.body.innerText.includes('later.txt')")
        .await;
    desktop.close().await;
}

/// Clicks a button that asks for a file, and types this one into the system's dialog. Where one is saved the dialog offers a
/// name with its ending, and what is typed stands before that.
async fn choose(desktop: &Desktop, button: &str, path: &Path) {
    let (hand, path) = (desktop.hand(), path.to_owned());
    desktop.click(button).await;
    tokio::task::spawn_blocking(move || hand.choose(&path)).await.expect("it is chosen");
}

#[tokio::test]
async fn a_series_is_handed_over_as_a_file_and_brought_into_another_archive_that_holds_it_after_a_restart() {
    let home = Home::new();
    let (handed, other) = (home.path().join("handed.bayan"), home.path().join("other.bayan"));
    let archive = made::archive(&home);
    let series = made::series(&archive);
    for year in ["2023", "2024", "2025"] {
        made::store(&archive, series, year, vec![made::sentence(3, 20), year.to_owned()]);
    }
    archive.close().expect("it closes");

    let desktop = Desktop::start(&home, &[]).await;
    desktop.click("archive-menu").await;
    desktop.click("archive-sheet-open").await;
    choose(&desktop, "hand-over", &handed.with_extension("")).await;
    outcome(&desktop, "exported").await;
    choose(&desktop, "new-archive", &other.with_extension("")).await;
    // The window has the new archive now, with nothing in it.
    desktop.click("welcome-others").await;
    choose(&desktop, "look-at-merge", &handed).await;
    assert_eq!(desktop.find("merge-new").await.text().await.expect("its words"), "3");
    desktop.click("bring-in").await;
    outcome(&desktop, "merged").await;
    desktop.close().await;

    let again = Desktop::start(&home, &[&other.to_string_lossy()]).await;
    again.wait_until("its statements are shown", "return document.body.innerText.includes('2025')").await;
    again.close().await;
    for file in [&handed, &other] {
        let archive = bayan_archive::Archive::open(file).expect("an archive");
        assert_eq!(archive.release_count().expect("a count"), 3, "{}", file.display());
    }
}

#[tokio::test]
async fn what_is_left_of_a_damaged_archive_is_saved_into_a_new_file_and_the_damaged_one_left_as_it_is() {
    for language in ["en", "ar"] {
        let home = Home::new();
        settle(&home, &format!(r#""language": "{language}""#));
        let archive = made::archive(&home);
        let series = made::series(&archive);
        for number in 0..40 {
            let date = format!("{}-{:02}", 2020 + number / 12, number % 12 + 1);
            made::store(
                &archive,
                series,
                &date,
                vec![made::sentence(number, 200), made::sentence(number, 90)],
            );
        }
        archive.close().expect("it closes");
        let whole = fs::read(home.data().join("archive.bayan")).expect("its bytes");
        // The first page of its texts whose loss is noticed at once.
        let folder = tempfile::tempdir().expect("a temporary folder");
        let probe = folder.path().join("probe.bayan");
        let without = |page: usize| {
            let mut bytes = whole.clone();
            bytes[page * 8192..(page + 1) * 8192].fill(0);
            bytes
        };
        let damaged = (whole.len() / 8192 / 2..whole.len() / 8192).map(without).find(|bytes| {
            fs::write(&probe, bytes).expect("a file");
            bayan_archive::Archive::open(&probe).is_err()
        });
        let damaged = damaged.expect("a page whose loss is noticed");
        let file = file_in(&home, "damaged.bayan", &damaged);

        let desktop = Desktop::start(&home, &[&file.to_string_lossy()]).await;
        desktop.click("rescue").await;
        let saved = home.path().join("saved.bayan");
        choose(&desktop, "salvage", &saved.with_extension("")).await;
        let told = outcome(&desktop, "salvaged").await;
        desktop.picture(&format!("archive-salvaged-{language}")).await;
        desktop.close().await;
        let left =
            bayan_archive::Archive::open(&saved).expect("an archive").release_count().expect("a count");
        assert!((1..=40).contains(&left), "{left}: {told}");
        assert_eq!(fs::read(&file).expect("the file is still there"), damaged);
    }
}
