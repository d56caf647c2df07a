//! The commands as the window calls them, through the shell's own message handler and permissions, without a display.

mod archives;
mod codebook;
mod coding;
mod importing;
mod lineage;
mod review;

use std::path::PathBuf;
use std::sync::Arc;

use bayan_core::model::ReleaseId;
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;
use tokio::sync::oneshot;

use super::start::Found;
use crate::arguments::Arguments;
use crate::dialogs::Dialogs;
use crate::places::Places;
use crate::recent::Compared;
use crate::shell::Shell;

/// Dialogs in which the person chooses this file at once, or none.
struct Chosen(Option<PathBuf>);

impl Dialogs for Chosen {
    fn choose_archive(&self) -> oneshot::Receiver<Option<PathBuf>> {
        let (answer, chosen) = oneshot::channel();
        answer.send(self.0.clone()).expect("the receiver is held here");
        chosen
    }

    fn choose_codebook(&self) -> oneshot::Receiver<Option<PathBuf>> {
        self.choose_archive()
    }

    fn choose_coding(&self) -> oneshot::Receiver<Option<PathBuf>> {
        self.choose_archive()
    }

    fn save_codebook(&self, _: &str) -> oneshot::Receiver<Option<PathBuf>> {
        self.choose_archive()
    }

    fn choose_documents(&self) -> oneshot::Receiver<Vec<PathBuf>> {
        let (answer, chosen) = oneshot::channel();
        answer.send(self.0.clone().into_iter().collect()).expect("the receiver is held here");
        chosen
    }

    fn choose_folder(&self) -> oneshot::Receiver<Vec<PathBuf>> {
        self.choose_documents()
    }

    fn save_file(&self, name: &str) -> oneshot::Receiver<Option<PathBuf>> {
        let (answer, chosen) = oneshot::channel();
        let file = self.0.as_ref().map(|folder| folder.join(name));
        answer.send(file).expect("the receiver is held here");
        chosen
    }
}

/// A program without a display, in a home of its own.
struct Program {
    app: App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    home: TempDir,
}

impl Program {
    fn start() -> Self {
        Self::start_with(tempfile::tempdir().unwrap(), Arguments::Usual, None)
    }

    fn start_with(home: TempDir, arguments: Arguments, chosen: Option<PathBuf>) -> Self {
        let shell = Shell::new(Places::under(home.path()), arguments, Arc::new(Chosen(chosen)));
        let app = crate::with_commands(mock_builder()).build(tauri::generate_context!()).unwrap();
        tauri::Manager::manage(&app, Arc::new(shell));
        tauri::Manager::manage(&app, Arc::<Found>::default());
        let window = WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default()).build().unwrap();
        Self { app, window, home }
    }

    /// Ends the program; gives its home.
    fn end(self) -> TempDir {
        let Self { app, window, home } = self;
        tauri::Manager::state::<Arc<Shell>>(&app).leave_seat();
        drop((window, app));
        home
    }

    /// Ends the program and starts it again in the same home.
    fn restart(self) -> Self {
        Self::start_with(self.end(), Arguments::Usual, None)
    }

    fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        call(&self.window, command, arguments)
    }
}

fn call(window: &WebviewWindow<MockRuntime>, command: &str, arguments: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" }.parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

fn open_sample(program: &Program) -> Value {
    program.call("open_sample_archive", json!({ "job": 1, "onProgress": "__CHANNEL__:7" })).unwrap()
}

/// The number of the series with this English title.
fn series_called(program: &Program, title: &str) -> i64 {
    let library = program.call("library", json!({})).unwrap();
    let series = library["series"].as_array().unwrap().iter().find(|series| series["title"]["en"] == title);
    series.unwrap_or_else(|| panic!("no series {title}: {library}"))["id"].as_i64().unwrap()
}

#[test]
fn a_first_start_creates_an_empty_archive_and_says_so() {
    let program = Program::start();
    let start = program.call("start", json!({})).unwrap();
    assert_eq!(start["archive"]["releases"], 0);
    assert_eq!(start["archive"]["sample"], false);
    assert_eq!(start["problem"], Value::Null);
    assert!(program.home.path().join("data/archive.bayan").exists());
}

#[test]
fn what_was_compared_last_is_at_hand_before_the_window_asks() {
    let program = Program::start();
    let archive = open_sample(&program);
    let series = series_called(&program, "Monetary policy statement");
    let releases = program.call("releases", json!({ "series": series })).unwrap();
    let [older, newer] = [0, 1].map(|at| releases[at]["id"].as_i64().unwrap());
    let mut settings = program.call("start", json!({})).unwrap()["settings"].clone();
    settings["last_view"] =
        json!({ "archive": archive["path"], "series": series, "older": older, "newer": newer });
    program.call("save_settings", json!({ "settings": settings, "turn": 1 })).unwrap();

    let again = program.restart();
    let shell = Arc::clone(&tauri::Manager::state::<Arc<Shell>>(&again.app));
    let found = Arc::clone(&tauri::Manager::state::<Arc<Found>>(&again.app));
    super::start::ahead(Arc::clone(&shell), Arc::clone(&found)).join().unwrap();
    let open = shell.archive().expect("it is open before anybody asked");
    let compared = Compared { older: ReleaseId(older), newer: ReleaseId(newer), links: Vec::new() };
    let compared = open.recent().comparison(compared, || Err(()));
    assert!(compared.is_ok_and(|compared| !compared.rows.is_empty()));

    let ahead = again.call("start", json!({})).unwrap()["ahead"].clone();
    assert_eq!(ahead["library"], again.call("library", json!({})).unwrap());
    assert_eq!(ahead["compared"]["releases"], releases);
    let page = again.call("compare", json!({ "older": older, "newer": newer, "from": 0 })).unwrap();
    assert_eq!(ahead["compared"]["comparison"], page);
    // What was found before the first question answers no later one.
    super::start::ahead(shell, found).join().unwrap();
    let edit = json!({ "kind": "rename-series", "series": series, "title": { "ar": null, "en": "Renamed" } });
    again.call("edit_library", json!({ "edit": edit })).unwrap();
    let ahead = again.call("start", json!({})).unwrap()["ahead"].clone();
    let renamed = ahead["library"]["series"].as_array().unwrap().iter();
    assert!(renamed.clone().any(|one| one["title"]["en"] == "Renamed"), "{ahead}");
}

#[test]
fn the_sample_archive_is_built_once_and_is_open_again_at_the_next_start() {
    let program = Program::start();
    program.call("start", json!({})).unwrap();
    let opened = open_sample(&program);
    assert_eq!(opened["sample"], true);
    assert!(opened["releases"].as_u64().unwrap() > 300, "{opened}");
    let program = program.restart();
    assert_eq!(program.call("start", json!({})).unwrap()["archive"], opened);
}

#[test]
fn two_releases_come_side_by_side_in_pages_and_their_runs_are_their_text() {
    let program = Program::start();
    open_sample(&program);
    let series = series_called(&program, "Statement in the General Debate");
    let releases = program.call("releases", json!({ "series": series })).unwrap();
    let releases = releases.as_array().unwrap();
    // The longest pair of neighbours: large enough for several pages.
    let pair = releases
        .windows(2)
        .max_by_key(|pair| pair[0]["words"].as_u64().min(pair[1]["words"].as_u64()))
        .unwrap();
    let ask = |from: u64| {
        program
            .call("compare", json!({ "older": pair[0]["id"], "newer": pair[1]["id"], "from": from }))
            .unwrap()
    };
    let first = ask(0);
    let total = first["total"].as_u64().unwrap();
    let mut rows = first["rows"].as_array().unwrap().clone();
    assert!((rows.len() as u64) < total, "one page is not enough for {total} rows");
    while (rows.len() as u64) < total {
        let page = ask(rows.len() as u64);
        assert_eq!(page["first"].as_u64(), Some(rows.len() as u64));
        assert_eq!(page["changes"], json!([]), "the changes came with the first page");
        rows.extend(page["rows"].as_array().unwrap().iter().cloned());
    }
    for side in ["older", "newer"] {
        let numbers: usize = rows.iter().map(|row| row[side].as_array().unwrap().len()).sum();
        let paragraphs = first["summary"][format!("{side}_paragraphs")].as_u64().unwrap();
        assert_eq!(numbers as u64, paragraphs, "every paragraph of the {side} release stands in one row");
    }
}

#[test]
fn of_two_savings_that_overtake_each_other_the_later_one_holds() {
    let program = Program::start();
    let with = |theme: &str| {
        let mut settings = json!(crate::settings::Settings::default());
        settings["theme"] = json!(theme);
        settings
    };
    program.call("start", json!({})).unwrap();
    for (theme, turn) in [("light", 1), ("dark", 3), ("system", 2)] {
        program.call("save_settings", json!({ "settings": with(theme), "turn": turn })).unwrap();
    }
    assert_eq!(program.call("start", json!({})).unwrap()["settings"]["theme"], "dark");
    // A window that has been loaded anew counts from the beginning.
    program.call("save_settings", json!({ "settings": with("light"), "turn": 1 })).unwrap();
    assert_eq!(program.call("start", json!({})).unwrap()["settings"]["theme"], "light");
    let kept = std::fs::read_to_string(program.home.path().join("config/settings.json")).unwrap();
    assert!(kept.contains(r#""theme": "light""#), "{kept}");
}

#[test]
fn settings_are_kept_over_a_restart() {
    let program = Program::start();
    let mut settings = program.call("start", json!({})).unwrap()["settings"].clone();
    settings["language"] = json!("ar");
    settings["theme"] = json!("dark");
    settings["numerals"] = json!("arabic-indic");
    settings["searches"] = json!(["لاجئ"]);
    program.call("save_settings", json!({ "settings": settings, "turn": 1 })).unwrap();
    let program = program.restart();
    assert_eq!(program.call("start", json!({})).unwrap()["settings"], settings);
}

#[test]
fn a_chosen_file_that_is_no_archive_is_told_with_its_name_and_the_open_archive_stays_open() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("رسالة.txt");
    std::fs::write(&file, "السلام عليكم").unwrap();
    let program = Program::start_with(home, Arguments::Usual, Some(file.clone()));
    let before = program.call("start", json!({})).unwrap();
    let told = program.call("choose_archive", json!({})).unwrap_err();
    assert_eq!(told["code"], "archive-not-an-archive");
    assert_eq!(told["params"]["path"], file.to_string_lossy().as_ref());
    assert_eq!(program.call("start", json!({})).unwrap()["archive"], before["archive"]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "السلام عليكم");
}

#[test]
fn choosing_no_file_changes_nothing() {
    let program = Program::start();
    assert_eq!(program.call("choose_archive", json!({})).unwrap(), Value::Null);
}

#[test]
fn a_missing_archive_named_at_the_start_is_a_problem_in_the_window_not_an_end() {
    let home = tempfile::tempdir().unwrap();
    let missing = home.path().join("gone.bayan");
    let program = Program::start_with(home, Arguments::Archive(missing.clone()), None);
    let start = program.call("start", json!({})).unwrap();
    assert_eq!(start["problem"]["code"], "archive-missing");
    assert_eq!(start["archive"], Value::Null);
    assert!(!missing.exists(), "asking for an archive does not make one");
    assert_eq!(program.call("library", json!({})).unwrap_err()["code"], "no-archive");
}

/// An archive under this name in a folder of its own in the home, and its path.
#[cfg(unix)]
fn archive_called(home: &TempDir, name: &std::ffi::OsStr) -> PathBuf {
    let folder = home.path().join("مجلد فيه مسافات");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    bayan_archive::Archive::create(&path).unwrap().close().unwrap();
    path
}

#[cfg(unix)]
#[test]
fn an_archive_named_from_the_working_folder_is_kept_by_its_whole_path() {
    let home = tempfile::tempdir().unwrap();
    let whole = archive_called(&home, "بيانات 1.bayan".as_ref());
    let up = "../".repeat(std::env::current_dir().unwrap().components().count() - 1);
    let named = PathBuf::from(up).join(whole.strip_prefix("/").unwrap());
    assert!(named.is_relative() && named.exists(), "{named:?}");
    let program = Program::start_with(home, Arguments::Archive(named), None);
    let opened = program.call("start", json!({})).unwrap()["archive"].clone();
    assert_eq!(opened["name"], "بيانات 1");
    assert!(std::path::Path::new(opened["path"].as_str().unwrap()).is_absolute(), "{opened}");
    let kept = std::fs::read_to_string(program.home.path().join("config/settings.json")).unwrap();
    let kept: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept["archive"], opened["path"]);
}

#[cfg(target_os = "linux")]
#[test]
fn an_archive_whose_name_is_no_text_opens_and_the_settings_are_still_kept() {
    use std::os::unix::ffi::OsStrExt;
    let home = tempfile::tempdir().unwrap();
    let path = archive_called(&home, std::ffi::OsStr::from_bytes(b"a\xff.bayan"));
    let program = Program::start_with(home, Arguments::Archive(path), None);
    assert_eq!(program.call("start", json!({})).unwrap()["problem"], Value::Null);
    let settings = json!({ "language": "ar", "theme": "dark", "last_view": null, "screen": null });
    program.call("save_settings", json!({ "settings": settings, "turn": 1 })).unwrap();
    assert_eq!(program.restart().call("start", json!({})).unwrap()["settings"]["theme"], "dark");
}

#[test]
fn a_release_that_is_not_there_is_told_by_its_code() {
    let program = Program::start();
    open_sample(&program);
    let told = program.call("compare", json!({ "older": 999_999, "newer": 1, "from": 0 })).unwrap_err();
    assert_eq!(told["code"], "release-missing");
}

#[test]
fn a_command_that_is_not_permitted_is_denied() {
    let program = Program::start();
    for command in ["plugin:dialog|open", "plugin:fs|read_file", "plugin:window|set_title", "no_such_command"]
    {
        let told = program.call(command, json!({}));
        assert!(told.is_err(), "{command} answered {told:?}");
    }
}

#[test]
fn a_window_that_has_no_capability_can_call_nothing() {
    let program = Program::start();
    let other =
        WebviewWindowBuilder::new(&program.app, "other", tauri::WebviewUrl::default()).build().unwrap();
    let told = call(&other, "start", json!({})).unwrap_err();
    assert!(told.to_string().contains("not allowed"), "{told}");
}

#[test]
fn every_error_code_is_worded_in_both_catalogues() {
    for language in ["ar", "en"] {
        for (part, codes) in [("problems", crate::failure::CODES), ("import", crate::failure::import::CODES)]
        {
            let file = format!("{}/ui/messages/{language}/{part}.json", env!("CARGO_MANIFEST_DIR"));
            let words: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            for code in codes {
                for key in [format!("problem_{code}"), format!("problem_{code}_help")] {
                    let key = key.replace('-', "_");
                    assert!(words[&key].is_string(), "{file} has no {key}");
                }
            }
        }
    }
}

/// Brings the positions of a series up to date, and gives its matrix.
fn matrix_of(program: &Program, series: i64) -> Value {
    let asked = json!({ "series": series, "job": 9, "onProgress": "__CHANNEL__:8" });
    let updated = program.call("recompute_positions", asked).unwrap();
    assert!(updated["releases"].as_u64().is_some(), "{updated}");
    let matrix = program.call("positions_matrix", json!({ "series": series })).unwrap();
    assert_eq!(matrix["stale"], 0);
    matrix
}

fn cell_of(program: &Program, release: &Value, topic: &str) -> Value {
    program.call("positions_cell", json!({ "release": release, "topic": topic })).unwrap()
}

fn row_of<'m>(matrix: &'m Value, topic: &str) -> &'m Value {
    let rows = matrix["rows"].as_array().unwrap();
    rows.iter().find(|row| row["topic"]["id"] == topic).unwrap_or_else(|| panic!("no row {topic}"))
}

fn text_of(runs: &Value) -> String {
    runs.as_array().unwrap().iter().map(|run| run["text"].as_str().unwrap()).collect()
}

#[test]
fn positions_are_followed_corrected_undone_and_are_as_left_after_a_restart() {
    let program = Program::start();
    open_sample(&program);
    let series = series_called(&program, "Periodic meeting statement");
    let matrix = matrix_of(&program, series);
    let refugees = row_of(&matrix, "refugees");
    assert!(refugees["mentions"].as_array().unwrap().len() >= 8, "{refugees}");
    // Where “voluntary” was dropped from the return: July, against the mention in June.
    let releases = matrix["releases"].as_array().unwrap();
    let july = &releases.iter().find(|release| release["date"] == "2025-07-29").unwrap()["id"];
    let dropped = releases.iter().find_map(|release| {
        let cell = cell_of(&program, &release["id"], "refugees");
        let positions = cell["positions"].as_array().unwrap().clone();
        positions.into_iter().find(|position| {
            let returning = text_of(&position["runs"]).contains("عودة آمنة وكريمة");
            position["before"]["runs"].as_array().filter(|_| returning).is_some_and(|runs| {
                runs.iter()
                    .any(|run| run["mark"] == "dropped" && run["text"].as_str().unwrap().contains("طوعية"))
            })
        })
    });
    let dropped = dropped.expect("the word is marked where it was dropped");
    assert_eq!(dropped["position"]["release"], *july);
    assert!(text_of(&dropped["runs"]).contains("عودة آمنة وكريمة"), "{dropped}");
    assert!(dropped["text"].as_str().unwrap().contains(dropped["quote"].as_str().unwrap()));

    let reference = &dropped["position"];
    let told = json!({
        "topic": "refugees", "act": "reject", "force": null, "holder": "issuer", "party": null,
        "paragraph": reference["paragraph"], "start": reference["start"], "end": reference["end"],
    });
    program.call("change_position", json!({ "position": reference, "told": told })).unwrap();
    let refused = program.call("confirm_position", json!({ "position": reference })).unwrap_err();
    assert_eq!(refused["code"], "position-gone");
    let changed = |program: &Program| {
        let cell = cell_of(program, july, "refugees");
        let positions = cell["positions"].as_array().unwrap().clone();
        positions.into_iter().find(|position| position["standing"] == "changed")
    };
    let program = program.restart();
    program.call("start", json!({})).unwrap();
    let kept = changed(&program).expect("it is there after a restart");
    assert_eq!(kept["position"]["act"], "reject");
    program.call("restore_position", json!({ "hand": kept["hand"] })).unwrap();
    assert!(changed(&program).is_none());
    let program = program.restart();
    program.call("start", json!({})).unwrap();
    assert_eq!(program.call("positions_matrix", json!({ "series": series })).unwrap(), matrix);
    let timeline = program.call("timeline", json!({ "series": series, "topic": "refugees" })).unwrap();
    let spoken = timeline["releases"].as_array().unwrap().iter();
    let spoken = spoken.filter(|release| !release["mentions"].as_array().unwrap().is_empty());
    assert_eq!(spoken.count(), refugees["mentions"].as_array().unwrap().len());
}

#[test]
fn positions_on_monetary_policy_are_followed_in_english() {
    let program = Program::start();
    open_sample(&program);
    let series = series_called(&program, "Monetary policy statement");
    let matrix = matrix_of(&program, series);
    assert_eq!(matrix["codebook"]["name"]["en"], "Monetary policy");
    assert_eq!(matrix["releases"].as_array().unwrap().len(), 210);
    let rows = matrix["rows"].as_array().unwrap();
    assert!(rows.len() >= 5, "{rows:?}");
    let longest = rows.iter().max_by_key(|row| row["mentions"].as_array().unwrap().len()).unwrap();
    let last = longest["mentions"].as_array().unwrap().last().unwrap();
    let release = &matrix["releases"][last["release"].as_u64().unwrap() as usize]["id"];
    let topic = longest["topic"]["id"].as_str().unwrap();
    let first = &cell_of(&program, release, topic)["positions"][0];
    program.call("confirm_position", json!({ "position": first["position"] })).unwrap();
    assert_eq!(cell_of(&program, release, topic)["positions"][0]["standing"], "confirmed");
    let first = &cell_of(&program, release, topic)["positions"][0];
    program.call("remove_position", json!({ "position": first["position"] })).unwrap();
    let removed = &cell_of(&program, release, topic)["removed"];
    program.call("restore_position", json!({ "hand": removed[0]["hand"] })).unwrap();
    assert_eq!(program.call("positions_matrix", json!({ "series": series })).unwrap(), matrix);
}

#[test]
fn a_release_is_listed_edited_undone_over_a_restart_and_done_again() {
    let program = Program::start();
    open_sample(&program);
    let series = series_called(&program, "Statement in the General Debate");
    let asked = |by: &str| {
        json!({ "asked": {
            "series": [series], "from": null, "to": null, "lang": null, "title": "", "reviewed": null,
            "noted": null, "significance": null, "by": by, "descending": true, "names": "en",
            "offset": 0, "limit": 10,
        } })
    };
    let page = program.call("list_releases", asked("date")).unwrap();
    assert!(page["total"].as_u64().unwrap() > 10, "{page}");
    assert_eq!(page["rows"].as_array().unwrap().len(), 10);
    let release = page["rows"][0]["release"].clone();
    let edit = json!({ "edit": { "kind": "set-date", "release": release["id"], "date": "1950-03" } });
    program.call("edit_library", edit).unwrap();
    let read = |program: &Program| {
        program.call("read_release", json!({ "release": release["id"] })).unwrap()["row"]["release"]["date"]
            .clone()
    };
    assert_eq!(read(&program), "1950-03");

    let program = program.restart();
    program.call("start", json!({})).unwrap();
    let history = program.call("history", json!({})).unwrap();
    assert_eq!(history["undo"][0]["code"], "set-date");
    assert_eq!(history["undo"][0]["params"]["to"], "1950-03");
    assert_eq!(program.call("undo", json!({})).unwrap()["code"], "set-date");
    assert_eq!(read(&program), release["date"]);
    assert_eq!(program.call("redo", json!({})).unwrap()["code"], "set-date");
    assert_eq!(read(&program), "1950-03");
    assert_eq!(program.call("redo", json!({})).unwrap(), Value::Null);
}

#[test]
fn what_is_searched_for_is_found_with_its_place_and_a_query_without_words_is_told() {
    let program = Program::start();
    open_sample(&program);
    let asked = |typed: &str| {
        json!({ "asked": {
            "typed": typed, "series": [], "from": null, "to": null, "lang": null, "topics": [], "acts": [],
            "order": "newest", "offset": 0, "limit": 20,
        } })
    };
    let page = program.call("search", asked("لاجئ")).unwrap();
    let hit = &page["hits"][0];
    let line = &hit["lines"][0];
    let read = program.call("read_release", json!({ "release": hit["release"] })).unwrap();
    let text = match hit["paragraph"].as_u64() {
        Some(number) => read["paragraphs"][number as usize].as_str().unwrap().to_owned(),
        None => read["row"]["release"]["title"].as_str().unwrap().to_owned(),
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    let place = line["from"].as_u64().unwrap() as usize..line["to"].as_u64().unwrap() as usize;
    assert_eq!(String::from_utf16(&units[place]).unwrap(), line["hit"].as_str().unwrap());

    let overview = program.call("search_overview", asked("لاجئ")).unwrap();
    let bars = overview["bars"].as_array().unwrap().iter();
    assert_eq!(
        bars.map(|bar| bar["hits"].as_u64().unwrap()).sum::<u64>(),
        overview["hits"].as_u64().unwrap()
    );
    assert!(overview["forms"].as_array().unwrap().len() > 1, "{overview}");

    for (typed, code) in [("«»", "query-empty"), ("NOT حرب", "query-only-without")] {
        assert_eq!(program.call("search", asked(typed)).unwrap_err()["code"], code, "{typed}");
    }
}

#[test]
fn a_note_on_a_paragraph_is_kept_written_anew_and_taken_away() {
    let program = Program::start();
    open_sample(&program);
    let made =
        program.call("add_note", json!({ "release": 1, "paragraph": 2, "text": "أقوى من قبل" })).unwrap();
    let notes =
        |program: &Program| program.call("read_release", json!({ "release": 1 })).unwrap()["notes"].clone();
    assert_eq!(notes(&program)[0]["paragraph"], 2);
    program.call("change_note", json!({ "note": made, "text": "stronger" })).unwrap();
    let program = program.restart();
    program.call("start", json!({})).unwrap();
    assert_eq!(notes(&program)[0]["text"], "stronger");
    program.call("change_note", json!({ "note": made, "text": " " })).unwrap();
    assert_eq!(notes(&program), json!([]));
}
