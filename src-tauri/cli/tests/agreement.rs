//! `bayan-cli agreement`, as a script sees it: a REFI-QDA project against tables.

mod script;

use std::fs;

use script::{done, json, run};
use serde_json::Value;

#[test]
fn a_project_is_held_against_a_table_by_topic_and_act() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert!(run(at, &["sample", "--archive", "s.bayan"]).status.success());
    let series = ["--archive", "s.bayan", "--series", "Periodic meeting statement"];
    let mut words = vec!["export", "matrix"];
    words.extend(series);
    words.extend(["-o", "all.qdpx"]);
    assert!(run(at, &words).status.success());
    let mut words = vec!["releases"];
    words.extend(series);
    let listed = json(at, &words);
    let july = listed["releases"].as_array().unwrap().iter().find(|one| one["date"] == "2025-07-29").unwrap();
    let name = format!("s.bayan#{}", july["id"]);

    // As the program writes the positions of the release: the same in everything.
    assert!(run(at, &["export", "release", &name, "-o", "one.csv"]).status.success());
    let same = json(at, &["agreement", "all.qdpx", "one.csv"]);
    let figures = |of: &Value| (of["units"].as_u64().unwrap(), of["same"].as_u64().unwrap());
    let all = |of: &Value| of.as_object().unwrap().values().cloned().collect::<Vec<Value>>();
    assert!(all(&same["topics"]).len() >= 5 && all(&same["acts"]).len() >= 4, "{same}");
    for of in all(&same["topics"]).iter().chain(&all(&same["acts"])).chain([&same["leading_act"]]) {
        let (units, agreed) = figures(of);
        assert_eq!(units, agreed, "{of}");
        // Where nothing varies neither is defined.
        assert!(
            [&of["kappa"], &of["alpha"]].into_iter().all(|value| value.is_null() || *value == 1.0),
            "{of}"
        );
    }

    // As a person writes them, with one act of another kind; the quote says which paragraph is meant.
    let found = json(at, &["positions", &name]);
    let mut table = "release,topic,act,quote\n".to_owned();
    let mut changed = 0;
    for one in found["positions"].as_array().unwrap() {
        if one["holder"] != "issuer" {
            continue;
        }
        let word = |key: &str| one[key].as_str().unwrap();
        let act = if word("topic") == "refugees" && changed == 0 { "condemn" } else { word("act") };
        changed += u32::from(act == "condemn");
        let quote = word("quote").replace('"', "\"\"");
        table.push_str(&format!(
            "\"2025-07-29 {}\",{},{act},\"{quote}\"\n",
            july["title"].as_str().unwrap(),
            word("topic")
        ));
    }
    fs::write(at.join("own.csv"), table).unwrap();
    let other = json(at, &["agreement", "all.qdpx", "own.csv"]);
    assert_eq!(other["topics"], same["topics"], "both name the same topics");
    let (units, agreed) = figures(&other["acts"]["condemn"]);
    assert_eq!(units, agreed + 1, "{other}");
    assert!(other["acts"]["condemn"]["alpha"].as_f64().unwrap() < 1.0);
    let told = done(at, &["agreement", "own.csv", "all.qdpx"]);
    assert!(told.contains("topic refugees\tsame") && told.contains("act condemn\tsame"), "{told}");

    fs::write(at.join("wrong.csv"), "release,paragraph,topic,act\n01,0,refugees,praises\n").unwrap();
    let refused = run(at, &["agreement", "wrong.csv", "all.qdpx"]);
    let complaint = String::from_utf8(refused.stderr).unwrap();
    assert!(complaint.contains("wrong.csv: line 2: “praises” is no act"), "{complaint}");
}
