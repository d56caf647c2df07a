//! What a person says of a comparison, as the window says it.

use serde_json::{Value, json};

use super::{Program, open_sample, series_called};

/// The first two releases of the invented Arabic series, with what says which they are.
fn pair(program: &Program) -> Value {
    let series = series_called(program, "Periodic meeting statement");
    let releases = program.call("releases", json!({ "series": series })).unwrap();
    json!({ "older": releases[0]["id"], "newer": releases[1]["id"] })
}

/// The arguments of a command about a pair.
fn with(pair: &Value, more: Value) -> Value {
    let mut all = pair.clone();
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    all
}

fn turned(pair: &Value) -> Value {
    json!({ "older": pair["newer"], "newer": pair["older"] })
}

/// The rows in which a paragraph of the older release stands, as pairs of lists of numbers.
fn row_of(program: &Program, pair: &Value, older: u64) -> (Vec<u64>, Vec<u64>) {
    let page = program.call("compare", with(pair, json!({ "from": 0 }))).unwrap();
    let numbers = |side: &Value| -> Vec<u64> {
        side.as_array().unwrap().iter().map(|one| one["number"].as_u64().unwrap()).collect()
    };
    let rows = page["rows"].as_array().unwrap().iter();
    let mut sides = rows.map(|row| (numbers(&row["older"]), numbers(&row["newer"])));
    sides.find(|(old, _)| old.contains(&older)).expect("every paragraph stands in a row")
}

#[test]
fn passages_taken_apart_stay_apart_after_a_restart_and_come_together_again_when_it_is_undone() {
    let program = Program::start();
    open_sample(&program);
    let pair = pair(&program);
    let (older, newer) = row_of(&program, &pair, 0);
    assert!(!newer.is_empty(), "the first paragraph has a counterpart");
    let links: Vec<Value> = older
        .iter()
        .flat_map(|old| newer.iter().map(move |new| json!({ "older": old, "newer": new, "linked": false })))
        .collect();
    let names = json!({ "links": links, "what": "part", "olderName": "1", "newerName": "1" });
    program.call("relink", with(&pair, names)).unwrap();
    assert!(row_of(&program, &pair, 0).1.iter().all(|number| !newer.contains(number)));
    let history = program.call("history", json!({})).unwrap();
    assert_eq!(history["undo"][0]["code"], "part-passages");

    let library = program.call("library", json!({})).unwrap();
    let program = program.restart();
    if program.call("start", json!({})).unwrap()["archive"]["sample"] != true {
        open_sample(&program);
    }
    assert_eq!(program.call("library", json!({})).unwrap(), library);
    assert!(row_of(&program, &pair, 0).1.iter().all(|number| !newer.contains(number)));
    let said = program.call("review", pair.clone()).unwrap();
    assert_eq!(said["links"].as_array().unwrap().len(), older.len() * newer.len());
    program.call("undo", json!({})).unwrap();
    assert_eq!(row_of(&program, &pair, 0), (older, newer));
}

#[test]
fn a_passage_is_followed_through_its_series_letter_for_letter_and_by_the_links_made_by_hand() {
    let program = Program::start();
    open_sample(&program);
    let series = series_called(&program, "Periodic meeting statement");
    let releases = program.call("releases", json!({ "series": series })).unwrap();
    let asked = json!({ "release": releases[3]["id"], "paragraph": 0, "around": 4 });
    let strip = program.call("passage_strip", asked.clone()).unwrap();
    let near = program.call("passage_strip", with(&asked, json!({ "around": 1 }))).unwrap();
    assert_eq!((&near["more"], &strip["more"]), (&json!(true), &json!(strip["ends"] == false)), "{strip}");
    let columns = strip["columns"].as_array().unwrap();
    assert!(columns.len() >= 3, "the opening stands in several statements: {strip}");
    for column in columns {
        let read = program.call("read_release", json!({ "release": column["release"]["id"] })).unwrap();
        for paragraph in column["paragraphs"].as_array().unwrap() {
            let runs = paragraph["runs"].as_array().unwrap().iter();
            let text: String = runs.map(|run| run["text"].as_str().unwrap()).collect();
            let number = usize::try_from(paragraph["number"].as_u64().unwrap()).unwrap();
            assert_eq!(read["paragraphs"][number], Value::String(text));
        }
    }
    let before = columns.iter().position(|column| column["release"]["id"] == releases[2]["id"]);
    let number = &columns[before.expect("the release before has it")]["paragraphs"][0]["number"];
    let apart = json!({
        "older": releases[2]["id"], "newer": releases[3]["id"], "what": "part", "olderName": "1", "newerName": "1",
        "links": [{ "older": number, "newer": 0, "linked": false }],
    });
    program.call("relink", apart).unwrap();
    let parted = program.call("passage_strip", asked).unwrap();
    let parted = parted["columns"].as_array().unwrap();
    assert!(
        parted.iter().all(|column| column["release"]["id"] != releases[2]["id"]
            || !column["paragraphs"].as_array().unwrap().iter().any(|one| one["number"] == *number)),
        "taken apart it is not followed there: {parted:?}"
    );
}

#[test]
fn a_link_by_hand_stands_and_is_the_same_read_backwards() {
    let program = Program::start();
    open_sample(&program);
    let pair = pair(&program);
    let link = json!([{ "older": 0, "newer": 2, "linked": true }]);
    let names = json!({ "links": link, "what": "link", "olderName": "1", "newerName": "3" });
    program.call("relink", with(&pair, names)).unwrap();
    assert!(row_of(&program, &pair, 0).1.contains(&2));
    assert!(row_of(&program, &turned(&pair), 2).1.contains(&0), "read backwards it is the same link");
    let said = program.call("review", turned(&pair)).unwrap();
    assert_eq!(said["links"], json!([{ "older": 2, "newer": 0, "linked": true }]));

    let clear = json!([{ "older": 2, "newer": 0, "linked": null }]);
    let names = json!({ "links": clear, "what": "clear", "olderName": "3", "newerName": "1" });
    program.call("relink", with(&turned(&pair), names)).unwrap();
    assert_eq!(program.call("review", pair).unwrap()["links"], json!([]));
}

#[test]
fn what_is_said_of_a_change_is_found_by_its_key_from_both_sides_and_after_a_restart() {
    let program = Program::start();
    open_sample(&program);
    let pair = pair(&program);
    let page = program.call("compare", with(&pair, json!({ "from": 0 }))).unwrap();
    assert_eq!(page["keys"].as_array().unwrap().len(), page["changes"].as_array().unwrap().len());
    let key = page["keys"][0].as_str().unwrap().to_owned();
    let about = json!({ "part": key, "name": "رحب", "marking": { "reviewed": true } });
    program.call("mark_change", with(&pair, about)).unwrap();
    let weighed = json!({ "part": key, "name": "رحب", "marking": { "significance": 3 } });
    program.call("mark_change", with(&pair, weighed)).unwrap();
    let noted = json!({ "part": key, "name": "رحب", "text": "أول مرة" });
    program.call("note_change", with(&turned(&pair), noted)).unwrap();

    let program = program.restart();
    if program.call("start", json!({})).unwrap()["archive"]["sample"] != true {
        open_sample(&program);
    }
    let said = program.call("review", turned(&pair)).unwrap();
    assert_eq!(said["marks"][&key], json!({ "reviewed": true, "significance": 3 }));
    assert_eq!(said["notes"][0]["text"], "أول مرة");
    assert_eq!(said["notes"][0]["part"], Value::String(key.clone()));
    for code in ["add-note", "weigh-change", "review-change"] {
        assert_eq!(program.call("undo", json!({})).unwrap()["code"], code);
    }
    assert_eq!(program.call("review", pair.clone()).unwrap()["marks"], json!({}));
    let too_much = json!({ "part": key, "name": "رحب", "marking": { "significance": 9 } });
    assert!(program.call("mark_change", with(&pair, too_much)).is_err());
}

#[test]
fn a_comparison_with_a_name_is_found_after_a_restart_and_its_keeping_and_dropping_are_undone() {
    let program = Program::start();
    open_sample(&program);
    let pair = turned(&pair(&program));
    let kept = |program: &Program| program.call("kept_comparisons", json!({})).unwrap();
    assert_eq!(kept(&program), json!([]));
    let named = |name: &str| with(&pair, json!({ "name": name, "view": "side" }));
    assert_eq!(program.call("keep_comparison", named("  ")).unwrap_err()["code"], "name-blank");
    let first = program.call("keep_comparison", named("قبل الهدنة وبعدها")).unwrap();
    program.call("keep_comparison", named("second")).unwrap();
    let names = |kept: &Value| -> Vec<Value> {
        kept.as_array().unwrap().iter().map(|one| one["name"].clone()).collect()
    };
    assert_eq!(names(&kept(&program)), ["second", "قبل الهدنة وبعدها"]);
    assert_eq!(kept(&program)[1]["older"], pair["older"], "as it stood in the window");

    let program = program.restart();
    if program.call("start", json!({})).unwrap()["archive"]["sample"] != true {
        open_sample(&program);
    }
    assert_eq!(names(&kept(&program)), ["second", "قبل الهدنة وبعدها"]);
    program.call("drop_comparison", json!({ "kept": first })).unwrap();
    assert_eq!(names(&kept(&program)), ["second"]);
    let history = program.call("history", json!({})).unwrap();
    assert_eq!(history["undo"][0]["code"], "drop-comparison");
    assert_eq!(history["undo"][0]["params"]["name"], "قبل الهدنة وبعدها");
    for left in [2, 1, 0] {
        program.call("undo", json!({})).unwrap();
        assert_eq!(kept(&program).as_array().unwrap().len(), left);
    }
    program.call("redo", json!({})).unwrap();
    assert_eq!(names(&kept(&program)), ["قبل الهدنة وبعدها"]);
    assert_eq!(program.call("drop_comparison", json!({ "kept": 999 })).unwrap_err()["code"], "entry-missing");
}
