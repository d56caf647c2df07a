//! Two people's coding of the same releases, the other's from each kind of file.

use super::*;

const SERIES: &str = "Periodic meeting statement";
const JULY: &str = "2025-07-29";

/// Makes a document of the archive; gives its path.
fn exported(program: &Program, asked: Value, format: &str, name: &str) -> PathBuf {
    let choices = json!({
        "format": format, "labels": "ar", "unchanged": false, "notes": true, "sources": true, "changes": true,
        "chart": false,
    });
    let arguments = json!({
        "asked": asked, "choices": choices, "name": name, "replace": true, "job": 3, "onProgress": "__CHANNEL__:3",
    });
    PathBuf::from(program.call("export_document", arguments).unwrap().as_str().unwrap())
}

/// The number of the release of July, of a series brought up to date.
fn july(program: &Program, series: i64) -> Value {
    let matrix = matrix_of(program, series);
    let releases = matrix["releases"].as_array().unwrap().iter();
    releases.clone().find(|release| release["date"] == JULY).unwrap()["id"].clone()
}

/// A program with the sample in which the position that leads on the refugees in July is confirmed, and which chooses this
/// file.
fn mine(chosen: PathBuf) -> (Program, i64) {
    let program = Program::start_with(tempfile::tempdir().unwrap(), Arguments::Usual, Some(chosen));
    open_sample(&program);
    let series = series_called(&program, SERIES);
    let release = july(&program, series);
    let position = cell_of(&program, &release, "refugees")["positions"][0]["position"].clone();
    program.call("confirm_position", json!({ "position": position })).unwrap();
    (program, series)
}

fn agreement(program: &Program, series: i64, only: bool) -> Result<Value, Value> {
    program.call("coders_agreement", json!({ "series": series, "onlyWorkedOn": only }))
}

#[test]
fn a_colleagues_coding_is_compared_from_their_archive_from_a_project_and_from_a_table() {
    let theirs = Program::start();
    open_sample(&theirs);
    let series = series_called(&theirs, SERIES);
    let release = july(&theirs, series);
    let position = cell_of(&theirs, &release, "refugees")["positions"][0]["position"].clone();
    let told = json!({
        "topic": "refugees", "act": "condemn", "force": null, "holder": "issuer", "party": null,
        "paragraph": position["paragraph"], "start": position["start"], "end": position["end"],
    });
    theirs.call("change_position", json!({ "position": position, "told": told })).unwrap();
    let all = json!({ "what": "matrix", "series": series, "from": null, "to": null });
    let project = exported(&theirs, all, "qdpx", "theirs.qdpx");
    let table = exported(&theirs, json!({ "what": "release", "release": release }), "csv", "theirs.csv");
    let start = theirs.call("start", json!({})).unwrap();
    let archive = PathBuf::from(start["archive"]["path"].as_str().unwrap());
    let home = theirs.end();
    let before = std::fs::read(&archive).unwrap();

    for (file, shared) in [(archive.clone(), 10), (project, 10), (table, 1)] {
        let (program, series) = mine(file.clone());
        let found = agreement(&program, series, true).unwrap();
        let told = file.display();
        assert_eq!(
            (&found["shared"], &found["worked_on"], &found["left_out"]),
            (&json!(shared), &json!(1), &json!(0)),
            "{told}"
        );
        let [difference] = found["differences"].as_array().unwrap().as_slice() else {
            panic!("{told}: {found}")
        };
        assert_eq!(difference["release"]["date"], JULY);
        assert_eq!(difference["topic"]["id"], "refugees");
        assert!(difference["theirs"].as_array().unwrap().contains(&json!("condemn")), "{difference}");
        assert!(!difference["mine"].as_array().unwrap().contains(&json!("condemn")), "{difference}");
        // Both name the same topics; in one act they differ.
        for topic in found["topics"].as_array().unwrap() {
            assert_eq!(topic["figures"]["same"], topic["figures"]["units"], "{topic}");
            assert_eq!(
                (&topic["figures"]["kappa"], &topic["figures"]["alpha"]),
                (&json!(1.0), &json!(1.0)),
                "{topic}"
            );
        }
        let acts = found["acts"].as_array().unwrap();
        let condemned = &acts.iter().find(|act| act["act"] == "condemn").unwrap()["figures"];
        assert_eq!(condemned["same"].as_u64().unwrap() + 1, condemned["units"].as_u64().unwrap());
        assert!(condemned["kappa"].as_f64().unwrap() < 1.0 && condemned["alpha"].as_f64().unwrap() < 1.0);
        let all = agreement(&program, series, false).unwrap();
        assert_eq!(
            (&all["only_worked_on"], all["differences"].as_array().unwrap().len()),
            (&json!(false), 1),
            "{told}"
        );
    }
    assert_eq!(std::fs::read(&archive).unwrap(), before, "the colleague's archive is as it was");
    drop(home);
}

#[test]
fn a_file_that_is_no_coding_is_told_with_what_is_wrong_and_one_of_other_texts_too() {
    let home = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = home.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let (program, series) =
        mine(file("a.csv", "release,paragraph,topic,act\n2025-07-29,0,refugees,praises\n"));
    let wrong = agreement(&program, series, true).unwrap_err();
    assert_eq!(wrong["code"], "coding-wrong");
    assert_eq!((&wrong["params"]["reason"], &wrong["params"]["line"]), (&json!("act"), &json!("2")));
    assert_eq!(wrong["params"]["found"], "praises");
    file("a.csv", "release,paragraph,topic,act,quote\n2025-07-29,0,refugees,stress,nowhere\n");
    let none = agreement(&program, series, true).unwrap_err();
    assert_eq!(none["code"], "agreement-nothing-coded");
    file("a.csv", "release,paragraph,topic,act\n1999-01-01,0,refugees,stress\n");
    assert_eq!(agreement(&program, series, false).unwrap_err()["code"], "agreement-nothing-shared");
    let (program, series) = mine(file("a.qdpx", "plain"));
    assert_eq!(agreement(&program, series, true).unwrap_err()["params"]["reason"], "project");
}
