//! A passage and a phrase followed through a whole series.

use bayan_archive::{Archive, NewIssuer, NewRelease, NewSeries};
use bayan_core::model::{Lang, LocalName};

use super::*;

const FIRST: &str = "The Council welcomed the agreement of the parties on the exchange of detainees before the end of the month.";
const SECOND: &str =
    "It asked the mediators to publish the lists of names and to report on them every two weeks.";
const REWRITTEN: &str = "Captives of war remain far from home, and families wait.";
const OPENING: &str = "The Council met in ordinary session and adopted its agenda.";

/// An archive of one series, with the numbers of its releases.
fn archive_of(home: &TempDir, releases: &[&[&str]]) -> (PathBuf, Vec<u64>) {
    let path = home.path().join("series.bayan");
    let archive = Archive::create(&path).unwrap();
    let name = || LocalName { ar: None, en: Some("The Council".into()) };
    let issuer = archive.add_issuer(&NewIssuer { name: name(), invented: true }).unwrap();
    let series = archive.add_series(&NewSeries { issuer, title: name(), lang: Lang::En }).unwrap();
    let new = releases.iter().enumerate().map(|(month, paragraphs)| NewRelease {
        series,
        title: None,
        date: format!("2025-{:02}", month + 1).parse().unwrap(),
        lang: Lang::En,
        source: None,
        retrieved: None,
        note: None,
        paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
    });
    let ids = archive.store_batch(new.collect::<Vec<_>>()).unwrap();
    archive.close().unwrap();
    (path, ids.iter().map(|id| u64::try_from(id.0).unwrap()).collect())
}

fn opened(home: TempDir, path: PathBuf) -> Program {
    let program = Program::start_with(home, Arguments::Archive(path), None);
    program.call("start", json!({})).unwrap();
    program
}

/// A release a passage stands in, its paragraphs there, and whether it was split, merged, linked by hand.
type Stage = (u64, Vec<u64>, [bool; 3]);

/// The stages of a passage, and all that was answered.
fn stages(program: &Program, release: u64, paragraph: u32) -> (Vec<Stage>, Value) {
    let asked = json!({ "release": release, "paragraph": paragraph, "words": null });
    let found = program.call("passage_lineage", asked).unwrap();
    let told = found["stages"].as_array().unwrap().iter().map(|stage| {
        let pieces = stage["pieces"].as_array().unwrap().iter();
        let flags = ["split", "merged", "by_hand"].map(|flag| stage[flag].as_bool().unwrap());
        let id = stage["release"]["id"].as_u64().unwrap();
        (id, pieces.map(|piece| piece["paragraph"].as_u64().unwrap()).collect(), flags)
    });
    (told.collect(), found.clone())
}

#[test]
fn a_passage_is_followed_through_a_split_a_merge_and_a_rewriting_that_a_person_linked() {
    let home = tempfile::tempdir().unwrap();
    let both = format!("{FIRST} {SECOND}");
    let merged = format!("{} {SECOND}", FIRST.replace("the end of the month", "the end of June"));
    let (path, ids) = archive_of(
        &home,
        &[
            &[OPENING, &both],
            &[OPENING, FIRST, SECOND],
            &[OPENING, &merged],
            &[REWRITTEN, OPENING],
            &[REWRITTEN, OPENING],
        ],
    );
    let program = opened(home, path);
    let own = [
        (ids[0], vec![1], [false, false, false]),
        (ids[1], vec![1, 2], [true, false, false]),
        (ids[2], vec![1], [false, true, false]),
    ];
    let (found, whole) = stages(&program, ids[0], 1);
    assert_eq!(found, own);
    assert_eq!(
        (&whole["before"], &whole["after"]["id"], &whole["asked"]),
        (&Value::Null, &json!(ids[3]), &json!(0))
    );
    let dropped = |stage: &Value, mark: &str| {
        let runs = stage[if mark == "dropped" { "older" } else { "newer" }].as_array().unwrap().clone();
        runs.iter()
            .filter(|run| run["mark"] == mark)
            .map(|run| run["text"].as_str().unwrap().trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(dropped(&whole["stages"][2], "dropped"), ["the month"]);
    assert_eq!(dropped(&whole["stages"][2], "added"), ["June"]);

    // A person says that the rewriting is the passage: it goes on, and it is the same from the other end.
    let linked = json!({
        "older": ids[2], "newer": ids[3], "what": "link", "olderName": "2", "newerName": "1",
        "links": [{ "older": 1, "newer": 0, "linked": true }],
    });
    program.call("relink", linked).unwrap();
    let (found, whole) = stages(&program, ids[4], 0);
    assert_eq!(found[..3], own);
    assert_eq!(
        found[3..],
        [(ids[3], vec![0], [false, false, true]), (ids[4], vec![0], [false, false, false])]
    );
    assert_eq!((&whole["before"], &whole["after"], &whole["asked"]), (&Value::Null, &Value::Null, &json!(4)));
    assert_eq!(stages(&program, ids[0], 1).0, found);
    // It stands after a restart; undone the rewriting is a passage of its own again.
    let path = program.home.path().join("series.bayan");
    let program = opened(program.end(), path);
    assert_eq!(stages(&program, ids[1], 2).0.len(), 5);
    program.call("undo", json!({})).unwrap();
    assert_eq!(stages(&program, ids[0], 1).0, own);
    assert_eq!(stages(&program, ids[4], 0).0.len(), 2);
}

#[test]
fn a_phrase_is_followed_with_every_wording_its_words_and_releases_and_what_recurs_is_suggested() {
    let program = Program::start();
    open_sample(&program);
    let series = series_called(&program, "Periodic meeting statement");
    let phrase = "عودة طوعية آمنة وكريمة";
    let followed = program.call("follow_formula", json!({ "series": series, "phrase": phrase })).unwrap();
    let releases = followed["releases"].as_array().unwrap();
    let variants = followed["variants"].as_array().unwrap();
    let text_at = |place: &Value| {
        let release = &releases[usize::try_from(place["release"].as_u64().unwrap()).unwrap()]["id"];
        let read = program.call("read_release", json!({ "release": release })).unwrap();
        let paragraph = usize::try_from(place["paragraph"].as_u64().unwrap()).unwrap();
        let text: Vec<u16> = read["paragraphs"][paragraph].as_str().unwrap().encode_utf16().collect();
        let unit = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        String::from_utf16(&text[unit("from")..unit("to")]).unwrap()
    };
    for variant in variants {
        // Every place of a wording is in the text, in order, and has the words it is told to have.
        let places = variant["places"].as_array().unwrap();
        assert!(!places.is_empty());
        let order: Vec<u64> = places.iter().map(|place| place["release"].as_u64().unwrap()).collect();
        assert!(order.is_sorted(), "{order:?}");
        assert_eq!(text_of(&variant["newer"]), text_at(&places[0]), "{variant}");
        for added in variant["added"].as_array().unwrap() {
            assert!(text_at(&places[0]).contains(added.as_str().unwrap()), "{variant}");
        }
    }
    let without =
        variants.iter().find(|variant| variant["dropped"] == json!(["طوعية"])).expect("it was dropped");
    let first =
        &releases[usize::try_from(without["places"][0]["release"].as_u64().unwrap()).unwrap()]["date"];
    assert_eq!(first, "2025-07-29", "where “voluntary” was dropped");
    let whole = variants
        .iter()
        .find(|one| one["dropped"] == json!([]) && one["added"] == json!([]))
        .expect("the phrase itself");
    let stood: Vec<u64> =
        whole["places"].as_array().unwrap().iter().map(|place| place["release"].as_u64().unwrap()).collect();
    let dropped = without["places"][0]["release"].as_u64().unwrap();
    assert!(
        stood.iter().any(|at| *at < dropped) && !stood.contains(&dropped),
        "before that it stood whole: {stood:?}"
    );

    let offered = program.call("formulas", json!({ "series": series })).unwrap();
    let suggested = offered["suggested"].as_array().unwrap();
    assert!(
        !suggested.is_empty() && suggested.iter().all(|one| one["releases"].as_u64().unwrap() >= 3),
        "{offered}"
    );
    let text = suggested[0]["text"].as_str().unwrap();
    let found = program.call("follow_formula", json!({ "series": series, "phrase": text })).unwrap();
    // Word for word it stands in those releases at least: where its letters are spelled otherwise is found too.
    let found = found["variants"].as_array().unwrap();
    let whole = found
        .iter()
        .find(|one| one["dropped"] == json!([]) && one["added"] == json!([]))
        .expect("the phrase itself");
    let mut stands: Vec<u64> =
        whole["places"].as_array().unwrap().iter().map(|place| place["release"].as_u64().unwrap()).collect();
    stands.dedup();
    assert!(stands.len() as u64 >= suggested[0]["releases"].as_u64().unwrap(), "{text}: {stands:?}");
    // Kept, and there after a restart.
    program.call("keep_formulas", json!({ "series": series, "phrases": [phrase, " ", phrase] })).unwrap();
    let program = program.restart();
    program.call("start", json!({})).unwrap();
    assert_eq!(program.call("formulas", json!({ "series": series })).unwrap()["kept"], json!([phrase]));
}

#[test]
fn a_topic_is_counted_over_all_series_and_each_number_leads_to_its_quotes() {
    let program = Program::start();
    open_sample(&program);
    let series = series_called(&program, "Periodic meeting statement");
    let asked = json!({ "series": null, "job": 9, "onProgress": "__CHANNEL__:8" });
    program.call("recompute_positions", asked).unwrap();
    let all = program.call("topic_everywhere", json!({ "topic": "refugees", "series": series })).unwrap();
    assert_eq!(all["topic"]["id"], "refugees");
    let speaking = all["series"].as_array().unwrap();
    assert!(speaking.iter().any(|one| one["series"] == series), "{all}");
    let matrix = program.call("positions_matrix", json!({ "series": series })).unwrap();
    let own = speaking.iter().find(|one| one["series"] == series).unwrap();
    let mentions = row_of(&matrix, "refugees")["mentions"].as_array().unwrap().clone();
    assert_eq!(own["releases"].as_u64().unwrap(), mentions.len() as u64);
    assert_eq!(own["act"], mentions.last().unwrap()["act"]);
    for period in all["periods"].as_array().unwrap() {
        for count in period["acts"].as_array().unwrap() {
            let asked =
                json!({ "topic": "refugees", "period": period["period"], "act": count["act"], "from": 0 });
            let behind = program.call("topic_mentions", asked).unwrap();
            assert_eq!(behind["releases"], count["releases"], "{period}");
            for mention in behind["mentions"].as_array().unwrap() {
                assert_eq!(mention["act"], count["act"]);
                assert!(
                    mention["release"]["date"]
                        .as_str()
                        .unwrap()
                        .starts_with(&period["period"].as_str().unwrap()[..4])
                );
                let read =
                    program.call("read_release", json!({ "release": mention["release"]["id"] })).unwrap();
                let paragraph = usize::try_from(mention["paragraph"].as_u64().unwrap()).unwrap();
                assert!(
                    read["paragraphs"][paragraph]
                        .as_str()
                        .unwrap()
                        .contains(mention["quote"].as_str().unwrap())
                );
            }
        }
    }
}
