//! What is brought in: chosen, read, checked, changed and stored, also after a storing that was broken off.

use sha2::{Digest, Sha256};

use super::*;

/// Stores what nothing is doubtful about.
fn accept(program: &Program, series: &Value, amended: Value) -> Value {
    let arguments = json!({ "job": 2, "series": series, "amended": amended, "onProgress": "__CHANNEL__:8" });
    program.call("intake_accept", arguments).unwrap()
}

#[test]
fn documents_are_chosen_read_checked_stored_compared_and_undone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("statements");
    std::fs::create_dir(&folder).unwrap();
    let older = "بيان الدورة الأولى\n\nأكد المجلس دعمه الكامل لوقف إطلاق النار في جميع المناطق.\n";
    std::fs::write(folder.join("2025-01-28.txt"), older).unwrap();
    std::fs::write(
        folder.join("2025-02-25.txt"),
        older.replace("الأولى", "الثانية").replace("الكامل", "المشروط"),
    )
    .unwrap();
    std::fs::write(folder.join("empty.txt"), "").unwrap();
    let program = Program::start_with(home, Arguments::Usual, Some(folder));
    program.call("start", json!({})).unwrap();

    assert_eq!(program.call("intake_choose", json!({ "folder": true })).unwrap(), 3);
    program.call("intake_read", json!({ "job": 1, "onProgress": "__CHANNEL__:7" })).unwrap();
    let list = program.call("intake", json!({})).unwrap();
    assert_eq!((&list["counts"]["clear"], &list["counts"]["failed"]), (&json!(2), &json!(1)), "{list}");
    assert_eq!(list["items"][0]["problem"]["code"], "import-empty");

    let item = list["items"].as_array().unwrap().iter().find(|one| one["name"] == "2025-02-25.txt").unwrap()
        ["id"]
        .clone();
    let draft = program.call("intake_draft", json!({ "item": item })).unwrap();
    assert_eq!(draft["dates"][0]["date"], "2025-02-25");
    let series = json!({
        "series": null, "issuer": null, "issuer_name": "المجلس", "title": "الدورات", "lang": "ar"
    });
    let order = json!({
        "title": draft["title"], "date": "2025-02", "lang": "ar", "series": series, "source": draft["source"],
        "place": "دمشق", "note": "", "paragraphs": [draft["paragraphs"][0]["text"]], "revises": null
    });
    let stored = program.call("intake_store", json!({ "item": item, "order": order })).unwrap();
    let series =
        json!({ "series": stored["series"], "issuer": null, "issuer_name": "", "title": "", "lang": "ar" });
    let rest = accept(&program, &series, json!([]));
    assert_eq!(rest["stored"], 1, "{rest}");
    let page = program
        .call("compare", json!({ "older": rest["release"], "newer": stored["release"], "from": 0 }))
        .unwrap();
    assert!(page["rows"].to_string().contains("المشروط"), "{page}");
    let list = program.call("intake", json!({})).unwrap();
    assert_eq!((&list["counts"]["stored"], &list["unfinished"]), (&json!(2), &Value::Null));

    assert_eq!(program.call("intake_undo", json!({ "import": rest["import"] })).unwrap(), 1);
    let left = program.call("releases", json!({ "series": stored["series"] })).unwrap();
    assert_eq!(left.as_array().unwrap().len(), 1);
}

#[test]
fn what_a_person_changed_is_stored_with_the_rest_and_one_left_without_a_date_or_a_text_waits() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("statements");
    std::fs::create_dir(&folder).unwrap();
    for (name, text) in [
        ("2025-01-01.txt", "بيان المياه\n\nطالب المجلس بحصة عادلة من المياه.\n\nصفحة 1 من 2\n"),
        ("2025-02-01.txt", "بيان الطرق\n\nوعد المجلس بإصلاح الجسور.\n"),
        ("2025-03-01.txt", "بيان البريد\n\nألغى المجلس رسوم الطرود.\n"),
        ("2025-04-01.txt", "بيان الآثار\n\nحذر المجلس من نهب المتاحف.\n"),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let program = Program::start_with(home, Arguments::Usual, Some(folder));
    program.call("start", json!({})).unwrap();
    assert_eq!(program.call("intake_choose", json!({ "folder": true })).unwrap(), 4);
    program.call("intake_read", json!({ "job": 1, "onProgress": "__CHANNEL__:7" })).unwrap();
    let list = program.call("intake", json!({})).unwrap();
    let item = |name: &str| {
        list["items"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["id"].clone()
    };
    let series =
        json!({ "series": null, "issuer": null, "issuer_name": "المجلس", "title": "البيانات", "lang": "ar" });
    let order = |date: &str, paragraphs: &[&str]| {
        json!({
            "title": "عنوان آخر", "date": date, "lang": "ar", "series": series, "source": "", "place": "",
            "note": "", "paragraphs": paragraphs, "revises": null
        })
    };
    let text = "طالب المجلس بحصة عادلة من المياه.";
    let amended = json!([
        { "item": item("2025-01-01.txt"), "order": order("2025-01", &[text]) },
        { "item": item("2025-03-01.txt"), "order": order("", &["ألغى المجلس رسوم الطرود."]) },
        { "item": item("2025-04-01.txt"), "order": order("2025-04-01", &[]) },
    ]);
    let stored = accept(&program, &series, amended);
    assert_eq!(stored["stored"], 2, "{stored}");
    let library = program.call("library", json!({})).unwrap();
    assert_eq!(library["series"].as_array().unwrap().len(), 1, "it is made once: {library}");
    let releases = program.call("releases", json!({ "series": stored["series"] })).unwrap();
    assert_eq!((&releases[0]["title"], &releases[0]["date"]), (&json!("عنوان آخر"), &json!("2025-01")));
    assert_eq!(releases[0]["paragraphs"], 1);
    assert_eq!(releases[1]["title"], "بيان الطرق");
    let list = program.call("intake", json!({})).unwrap();
    assert_eq!((&list["counts"]["clear"], &list["counts"]["stored"]), (&json!(2), &json!(2)), "{list}");
}

#[test]
fn what_a_person_made_of_a_file_is_told_again_after_its_storing_was_broken_off() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("2025-01-28.txt");
    let text = "بيان\n\nأكد المجلس دعمه لوقف إطلاق النار.\n\nصفحة 1\n";
    std::fs::write(&file, text).unwrap();
    let program = Program::start_with(home, Arguments::Usual, None);
    program.call("start", json!({})).unwrap();
    let archive = program.home.path().join("data/archive.bayan");
    let sha256: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    let order = json!({
        "title": "عنوان", "date": "2025-01", "lang": "ar",
        "series": { "New": { "issuer": { "New": { "ar": "المجلس" } }, "title": { "ar": "البيانات" }, "lang": "ar" } },
        "source": null, "place": "دمشق", "note": null,
        "paragraphs": ["أكد المجلس دعمه لوقف إطلاق النار."], "revises": null
    });
    let note = json!({
        "archive": archive, "series": null, "total": 1, "left": [file],
        "amended": [[file, { "order": order, "sha256": sha256 }]]
    });
    std::fs::write(program.home.path().join("data/unfinished-import.json"), note.to_string()).unwrap();

    assert_eq!(program.call("intake_resume", json!({ "resume": true })).unwrap(), 1);
    program.call("intake_read", json!({ "job": 1, "onProgress": "__CHANNEL__:7" })).unwrap();
    let list = program.call("intake", json!({})).unwrap();
    let draft = program.call("intake_draft", json!({ "item": list["items"][0]["id"] })).unwrap();
    assert_eq!(draft["amended"]["paragraphs"], json!(["أكد المجلس دعمه لوقف إطلاق النار."]), "{draft}");
    assert_eq!(draft["amended"]["series"]["issuer_name"], "المجلس");
    let series =
        json!({ "series": null, "issuer": null, "issuer_name": "أخرى", "title": "أخرى", "lang": "ar" });
    let stored = accept(&program, &series, json!([]));
    let releases = program.call("releases", json!({ "series": stored["series"] })).unwrap();
    assert_eq!((&releases[0]["title"], &releases[0]["paragraphs"]), (&json!("عنوان"), &json!(1)));
}

#[test]
fn a_storing_that_was_broken_off_is_told_at_the_next_start_and_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("2025-01-28.txt");
    std::fs::write(&file, "بيان\n\nأكد المجلس دعمه لوقف إطلاق النار.\n").unwrap();
    let program = Program::start_with(home, Arguments::Usual, None);
    program.call("start", json!({})).unwrap();
    let archive = program.home.path().join("data/archive.bayan");
    let note = json!({ "archive": archive, "series": null, "total": 8, "left": [file] });
    std::fs::write(program.home.path().join("data/unfinished-import.json"), note.to_string()).unwrap();

    let list = program.call("intake", json!({})).unwrap();
    assert_eq!(list["unfinished"], json!({ "done": 7, "total": 8, "series": null }));
    assert_eq!(program.call("intake_resume", json!({ "resume": true })).unwrap(), 1);
    let list = program.call("intake", json!({})).unwrap();
    assert_eq!((&list["counts"]["waiting"], &list["unfinished"]), (&json!(1), &Value::Null));
}

#[test]
fn documents_the_program_was_started_with_are_on_the_list() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("2025-01-28.txt");
    std::fs::write(&file, "Statement\n\nThe council met.\n").unwrap();
    let program = Program::start_with(home, Arguments::Documents(vec![file]), None);
    assert_eq!(program.call("start", json!({})).unwrap()["archive"]["releases"], 0);
    assert_eq!(program.call("intake", json!({})).unwrap()["items"][0]["name"], "2025-01-28.txt");
}
