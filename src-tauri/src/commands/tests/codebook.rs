//! The codebook of a series as the window edits it: from and to files, what it finds, what it is suggested, and bringing
//! positions up to date after it.

use super::*;

const ARABIC: &str = "Periodic meeting statement";
const BANK: &str = "Monetary policy statement";

/// A program on the sample whose dialogs choose this file, and a series of it brought up to date.
fn choosing(file: &str, series: &str) -> (Program, PathBuf, i64) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join(file);
    let program = Program::start_with(home, Arguments::Usual, Some(path.clone()));
    open_sample(&program);
    let series = series_called(&program, series);
    matrix_of(&program, series);
    (program, path, series)
}

fn codebook_of(program: &Program, series: i64) -> Value {
    program.call("codebook_of_series", json!({ "series": series })).unwrap()
}

#[test]
fn a_codebook_goes_to_a_table_and_a_qdc_file_and_comes_back_the_same() {
    for file in ["codebook.csv", "codebook.qdc"] {
        let (program, path, series) = choosing(file, ARABIC);
        let stored = codebook_of(&program, series);
        let asked = json!({ "codebook": stored["codebook"], "name": file });
        assert_eq!(program.call("export_codebook", asked).unwrap(), json!(path));
        let mut read = program.call("open_codebook", json!({})).unwrap();
        // In a qdc file a part stands right behind what it is part of.
        let order: Vec<&Value> =
            stored["codebook"]["topics"].as_array().unwrap().iter().map(|topic| &topic["id"]).collect();
        read["topics"]
            .as_array_mut()
            .unwrap()
            .sort_by_key(|topic| order.iter().position(|id| **id == topic["id"]));
        assert_eq!(read, stored["codebook"], "{file}");
        std::fs::write(&path, "neither the one nor the other").unwrap();
        let wrong = program.call("open_codebook", json!({})).unwrap_err();
        assert_eq!(wrong["code"], "codebook-wrong", "{file}");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(
            program.call("open_codebook", json!({})).unwrap_err()["code"],
            "codebook-not-read",
            "{file}"
        );
    }
}

#[test]
fn every_match_is_explained_by_its_term_and_what_no_term_covers_waits_in_the_queue_and_is_suggested() {
    let (program, _, series) = choosing("none", BANK);
    let mut codebook = codebook_of(&program, series)["codebook"].clone();
    let read = |codebook: &Value, topic: &str| {
        let asked = json!({ "series": series, "codebook": codebook, "topic": topic });
        program.call("read_with_codebook", asked).unwrap()
    };
    let found = read(&codebook, "inflation");
    let topic =
        codebook["topics"].as_array().unwrap().iter().find(|topic| topic["id"] == "inflation").unwrap();
    let matches = found["matches"].as_array().unwrap();
    assert!(!matches.is_empty());
    for one in matches {
        let term = usize::try_from(one["term"].as_u64().expect("a match has its term")).unwrap();
        assert!(topic["terms"][term]["words"].is_string(), "{one}");
        assert!(found["terms"][term].as_u64().unwrap() > 0, "{one}");
    }
    let uncovered =
        |found: &Value| found["paragraphs"].as_u64().unwrap() - found["covered"].as_u64().unwrap();
    let before = uncovered(&found);
    // The queue shows the newest of them.
    let queue = found["unassigned"].as_array().unwrap();
    assert_eq!(queue.len() as u64, before.min(60));
    let dates: Vec<&str> = queue.iter().map(|one| one["release"]["date"].as_str().unwrap()).collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");

    // Without a topic its paragraphs wait in the queue, and its words are suggested.
    let suggest = |codebook: &Value| {
        program.call("suggest_terms", json!({ "series": series, "codebook": codebook })).unwrap()
    };
    let named = |suggested: &Value| {
        suggested.as_array().unwrap().iter().any(|word| word["text"].as_str().unwrap().contains("inflation"))
    };
    assert!(!named(&suggest(&codebook)), "what is covered is not suggested");
    codebook["topics"].as_array_mut().unwrap().retain(|topic| topic["id"] != "inflation");
    assert!(uncovered(&read(&codebook, "inflation")) > before);
    let suggested = suggest(&codebook);
    assert!(named(&suggested), "{suggested}");
}

#[test]
fn bringing_positions_up_to_date_after_a_change_of_codebook_is_called_off_while_the_window_is_used_and_begun_again()
 {
    let (program, _, series) = choosing("none", BANK);
    let stored = codebook_of(&program, series);
    let mut codebook = stored["codebook"].clone();
    codebook["topics"].as_array_mut().unwrap().retain(|topic| topic["id"] != "inflation");
    let save = json!({ "id": stored["id"], "name": stored["name"], "codebook": codebook });
    program.call("save_codebook", save).unwrap();
    let before = program.call("positions_matrix", json!({ "series": series })).unwrap();
    assert_eq!(before["stale"], 210);
    row_of(&before, "inflation");

    let window = program.window.clone();
    let asked = json!({ "series": series, "job": 77, "onProgress": "__CHANNEL__:8" });
    let work = std::thread::spawn(move || call(&window, "recompute_positions", asked));
    // What is asked meanwhile is answered as it was.
    let window = program.window.clone();
    let reading = std::thread::spawn(move || call(&window, "positions_matrix", json!({ "series": series })));
    while !work.is_finished() {
        // It is known by its number as soon as it has begun.
        program.call("cancel_job", json!({ "job": 77 })).unwrap();
    }
    assert_eq!(reading.join().unwrap().unwrap(), before);
    assert_eq!(work.join().unwrap().unwrap(), Value::Null, "being called off is no error");
    assert_eq!(program.call("positions_matrix", json!({ "series": series })).unwrap(), before);

    let after = matrix_of(&program, series);
    assert!(after["rows"].as_array().unwrap().iter().all(|row| row["topic"]["id"] != "inflation"));
    program.call("undo", json!({})).unwrap();
    row_of(&matrix_of(&program, series), "inflation");
}
