//! Archives as files: copies, checks, bringing one into another, and the window that has an archive already.

use std::sync::atomic::{AtomicBool, Ordering};

use super::*;

const SERIES: &str = "Statement in the General Debate";

/// Starts a command that tells how far it is.
fn work(program: &Program, command: &str, mut arguments: Value) -> Result<Value, Value> {
    arguments["job"] = json!(9);
    arguments["onProgress"] = json!("__CHANNEL__:9");
    program.call(command, arguments)
}

/// Ends the program and starts it in the same home for something else.
fn again(program: Program, arguments: Arguments, chosen: Option<PathBuf>) -> Program {
    let program = Program::start_with(program.end(), arguments, chosen);
    program.call("start", json!({})).unwrap();
    program
}

/// A home in which a series of the sample was handed over as a file.
fn handed_over() -> (Program, PathBuf, u64) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().to_owned();
    let program = Program::start_with(home, Arguments::Usual, Some(folder.clone()));
    open_sample(&program);
    let series = series_called(&program, SERIES);
    let written =
        work(&program, "export_series_file", json!({ "series": series, "name": "بيان/handed" })).unwrap();
    let path = PathBuf::from(written["path"].as_str().unwrap());
    assert_eq!(path, folder.join("handed.bayan"), "the name is one any system takes");
    let releases = written["releases"].as_u64().unwrap();
    assert!(releases > 20, "{written}");
    (program, path, releases)
}

#[test]
fn a_copy_is_made_looked_into_and_put_in_the_place_of_the_archive_whose_file_is_kept() {
    let (program, file, releases) = handed_over();
    let program = again(program, Arguments::Archive(file.clone()), None);
    let made = work(&program, "back_up", json!({ "name": null })).unwrap();
    let listed = program.call("backups", json!({ "archive": null })).unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["path"], made["path"]);
    let series = series_called(&program, SERIES);
    let all = program.call("releases", json!({ "series": series })).unwrap();
    let edit = json!({ "kind": "remove-releases", "releases": [all[0]["id"]] });
    program.call("edit_library", json!({ "edit": edit })).unwrap();
    assert_eq!(program.call("history", json!({})).unwrap()["undo"].as_array().unwrap().len(), 1);
    let seen = program.call("choose_copy", json!({ "path": made["path"] })).unwrap();
    assert_eq!(seen["releases"], releases);
    let restored = work(&program, "restore_copy", json!({ "copy": made["path"], "archive": null })).unwrap();
    assert_eq!(restored["archive"]["releases"], releases);
    let kept = PathBuf::from(restored["replaced"].as_str().unwrap());
    assert!(kept.exists() && file.exists());
    assert_eq!(program.call("history", json!({})).unwrap()["undo"], json!([]), "it is as it was copied");
}

#[test]
fn a_copy_is_made_once_a_day_after_opening_and_the_check_finds_everything_whole() {
    let (program, file, releases) = handed_over();
    let program = again(program, Arguments::Archive(file), None);
    let after = work(&program, "look_after", json!({})).unwrap();
    assert_eq!(after["check"]["damaged"], false);
    assert_eq!(after["check"]["altered"], json!([]));
    assert_eq!(after["check"]["releases"], releases);
    assert!(after["copy"]["path"].is_string(), "{after}");
    assert_eq!(work(&program, "look_after", json!({})).unwrap()["copy"], Value::Null);
    assert_eq!(program.call("archive_standing", json!({})).unwrap()["copies"], 1);
}

#[test]
fn daily_copies_that_are_switched_off_are_not_made() {
    let (program, file, _) = handed_over();
    let program = again(program, Arguments::Archive(file), None);
    let mut settings = program.call("start", json!({})).unwrap()["settings"].clone();
    settings["daily_backups"] = json!(false);
    program.call("save_settings", json!({ "settings": settings, "turn": 1 })).unwrap();
    assert_eq!(work(&program, "look_after", json!({})).unwrap()["copy"], Value::Null);
}

#[test]
fn another_archive_is_looked_at_brought_in_and_undone_as_a_whole() {
    let (program, file, releases) = handed_over();
    let mine = program.home.path().join("mine.bayan");
    bayan_archive::Archive::create(&mine).unwrap().close().unwrap();
    let program = again(program, Arguments::Archive(mine), Some(file));
    let seen = work(&program, "look_at_merge", json!({})).unwrap();
    assert_eq!(seen["new_releases"], releases);
    assert_eq!(seen["new"].as_array().unwrap().len() as u64, releases);
    assert_eq!(program.call("library", json!({})).unwrap()["series"], json!([]), "looking stores nothing");
    let merged = work(&program, "merge_archive", json!({ "path": seen["path"] })).unwrap();
    assert_eq!(merged["new_releases"], releases);
    let again = work(&program, "look_at_merge", json!({})).unwrap();
    assert_eq!((&again["new_releases"], &again["same_releases"]), (&json!(0), &json!(releases)));
    assert_eq!(program.call("undo", json!({})).unwrap()["code"], "merge");
    assert_eq!(program.call("library", json!({})).unwrap()["series"], json!([]));
}

#[test]
fn an_archive_brought_to_the_import_screen_is_looked_at_from_there() {
    let (program, file, releases) = handed_over();
    let mine = program.home.path().join("mine.bayan");
    bayan_archive::Archive::create(&mine).unwrap().close().unwrap();
    let program = again(program, Arguments::Archive(mine), Some(file));
    assert_eq!(program.call("intake_choose", json!({ "folder": false })).unwrap(), 1);
    work(&program, "intake_read", json!({})).unwrap();
    let item = program.call("intake", json!({})).unwrap()["items"][0].clone();
    assert_eq!(item["problem"]["code"], "import-is-archive", "{item}");
    let seen = work(&program, "look_at_merge", json!({ "item": item["id"] })).unwrap();
    assert_eq!(seen["new_releases"], releases);
    let merged = work(&program, "merge_archive", json!({ "path": seen["path"] })).unwrap();
    assert_eq!(merged["new_releases"], releases);
    let gone = work(&program, "look_at_merge", json!({ "item": 999 })).unwrap_err();
    assert_eq!(gone["code"], "import-gone");
}

#[test]
fn a_damaged_archive_is_told_and_what_is_left_of_it_is_saved_in_a_new_one() {
    let (program, file, releases) = handed_over();
    let folder = program.home.path().to_owned();
    let mut bytes = std::fs::read(&file).unwrap();
    // Every other page of the later half: some table or index needs one of them.
    let pages = bytes.len() / 8192;
    for page in (pages / 2..pages).step_by(2) {
        bytes[page * 8192..(page + 1) * 8192].fill(0xA5);
    }
    std::fs::write(&file, &bytes).unwrap();
    let Program { app, window, home } = program;
    tauri::Manager::state::<Arc<Shell>>(&app).leave_seat();
    drop((window, app));
    let program = Program::start_with(home, Arguments::Archive(file.clone()), Some(folder.clone()));
    let start = program.call("start", json!({})).unwrap();
    let damaged = match start["problem"]["code"].as_str() {
        Some("archive-damaged") => start["problem"]["params"]["path"].clone(),
        // It opens where the page is needed by no start; then the check tells.
        None => {
            assert_eq!(work(&program, "check_archive", json!({})).unwrap()["damaged"], true);
            json!(file.to_string_lossy())
        }
        Some(other) => panic!("{other}"),
    };
    assert_eq!(program.call("backups", json!({ "archive": damaged })).unwrap(), json!([]));
    let saved =
        work(&program, "salvage_archive", json!({ "damaged": damaged, "name": "saved.bayan" })).unwrap();
    let counted = |what: &str| saved[what].as_u64().unwrap();
    assert!(counted("releases") + counted("incomplete") > 0, "{saved}");
    assert!(counted("releases") <= releases, "{saved}");
    assert_eq!(saved["archive"]["path"], folder.join("saved.bayan").to_string_lossy().as_ref());
    assert_eq!(std::fs::read(&file).unwrap(), bytes, "the damaged one is as it was");
}

#[test]
fn the_window_can_name_no_file_that_it_was_not_told_of() {
    let program = Program::start();
    program.call("start", json!({})).unwrap();
    let path = program.home.path().join("data/archive.bayan").to_string_lossy().into_owned();
    let other = program.home.path().join("other.bayan").to_string_lossy().into_owned();
    for (command, arguments) in [
        ("open_recent", json!({ "path": other })),
        ("open_in_window", json!({ "path": other })),
        ("choose_copy", json!({ "path": path })),
        ("backups", json!({ "archive": path })),
        ("restore_copy", json!({ "copy": path, "archive": null })),
        ("merge_archive", json!({ "path": path })),
        ("salvage_archive", json!({ "damaged": path, "name": "x" })),
    ] {
        assert_eq!(work(&program, command, arguments).unwrap_err()["code"], "internal", "{command}");
    }
}

#[test]
fn a_new_archive_is_made_opened_and_the_one_before_is_among_those_that_were_open() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().to_owned();
    let program = Program::start_with(home, Arguments::Usual, Some(folder.clone()));
    program.call("start", json!({})).unwrap();
    let made = program.call("new_archive", json!({ "name": "متابعة" })).unwrap();
    assert_eq!(made["path"], folder.join("متابعة.bayan").to_string_lossy().as_ref());
    let recent = program.call("archive_standing", json!({})).unwrap()["recent"].clone();
    assert_eq!(recent[0]["name"], "archive");
    let opened = program.call("open_recent", json!({ "path": recent[0]["path"] })).unwrap();
    assert_eq!(opened["name"], "archive");
    let taken = program.call("new_archive", json!({ "name": "متابعة" })).unwrap_err();
    assert_eq!(taken["code"], "archive-not-created", "nothing is written over");
}

#[test]
fn a_second_program_finds_the_window_that_has_the_archive_and_hands_it_the_documents() {
    let program = Program::start();
    program.call("start", json!({})).unwrap();
    let first = tauri::Manager::state::<Arc<Shell>>(&program.app);
    // The first start took no seat before it had an archive; the next one does, as the program does on the desktop.
    assert!(!first.is_shown_elsewhere());
    let document = program.home.path().join("a.txt");
    std::fs::write(&document, "A statement.\n\nIts second paragraph.\n").unwrap();
    let second = Shell::new(
        Places::under(program.home.path()),
        Arguments::Documents(vec![document.clone()]),
        Arc::new(Chosen(None)),
    );
    let done = AtomicBool::new(false);
    let heard = std::thread::scope(|scope| {
        let window = scope.spawn(|| {
            let mut heard = None;
            while !done.load(Ordering::Relaxed) {
                if let Some(documents) = first.knocked() {
                    heard.get_or_insert(documents);
                }
                std::thread::yield_now();
            }
            heard
        });
        assert!(second.is_shown_elsewhere());
        let refused = second.open(&program.home.path().join("data/archive.bayan"));
        assert_eq!(refused.unwrap_err().report().code, "archive-open-elsewhere");
        done.store(true, Ordering::Relaxed);
        window.join().unwrap()
    });
    assert_eq!(heard, Some(vec![document]));
}
