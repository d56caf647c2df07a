//! What is brought in: chosen, read, checked, changed and stored, also after a storing that was broken off.

use super::*;

/// Stores what nothing is doubtful about.
fn accept(program: &Program, series: &Value) -> Value {
    let arguments = json!({ "job": 2, "series": series, "onProgress": "__CHANNEL__:8" });
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
    let rest = accept(&program, &series);
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
    let text = "طالب المجلس بحصة عادلة من المياه.";
    for (name, date, kept) in [
        ("2025-01-01.txt", "كانون الثاني 2025", json!([[text, false], ["صفحة 1 من 2", true]])),
        ("2025-03-01.txt", "", Value::Null),
        ("2025-04-01.txt", "2025-04-01", json!([["حذر المجلس من نهب المتاحف.", true]])),
    ] {
        let begun = begun(date, &kept);
        program.call("intake_begin", json!({ "item": item(name), "begun": begun })).unwrap();
    }
    let stored = accept(&program, &series);
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

/// What a person has begun to make of a draft, in no series yet: paragraphs with whether they are left out, or as they were
/// read.
fn begun(date: &str, parts: &Value) -> Value {
    let parts = parts
        .as_array()
        .map(|parts| parts.iter().map(|part| json!({ "text": part[0], "out": part[1] })).collect::<Vec<_>>());
    json!({
        "title": "عنوان آخر", "date": date, "lang": "ar", "placed": false, "source": "", "place": "دمشق", "note": "",
        "series": { "series": null, "issuer": null, "issuer_name": "", "title": "", "lang": "ar" },
        "parts": parts, "revision": false, "settled": []
    })
}

#[test]
fn a_pasted_text_and_what_was_made_of_it_are_there_after_a_restart_and_stored_as_they_were_left() {
    let program = Program::start();
    program.call("start", json!({})).unwrap();
    let text = "بيان\n\nأكد المجلس دعمه لوقف إطلاق النار في 27 آذار 2025.\n\nصفحة 1\n";
    program.call("intake_paste", json!({ "text": text, "html": false })).unwrap();
    let program = program.restart();
    program.call("start", json!({})).unwrap();
    program.call("intake_read", json!({ "job": 1, "onProgress": "__CHANNEL__:7" })).unwrap();
    let list = program.call("intake", json!({})).unwrap();
    let item = &list["items"][0];
    assert_eq!((&item["again"], &item["name"], &item["state"]), (&json!(true), &json!(""), &json!("clear")));
    let parts = json!([["أكد المجلس دعمه لوقف إطلاق النار في 27 آذار 2025.", false], ["صفحة 1", true]]);
    let made = begun("2025-01", &parts);
    program.call("intake_begin", json!({ "item": item["id"], "begun": made })).unwrap();

    let program = program.restart();
    program.call("start", json!({})).unwrap();
    program.call("intake_read", json!({ "job": 1, "onProgress": "__CHANNEL__:7" })).unwrap();
    let list = program.call("intake", json!({})).unwrap();
    let draft = program.call("intake_draft", json!({ "item": list["items"][0]["id"] })).unwrap();
    assert_eq!(draft["begun"], made);
    let series =
        json!({ "series": null, "issuer": null, "issuer_name": "المجلس", "title": "البيانات", "lang": "ar" });
    let stored = accept(&program, &series);
    let releases = program.call("releases", json!({ "series": stored["series"] })).unwrap();
    assert_eq!((&releases[0]["title"], &releases[0]["date"]), (&json!("عنوان آخر"), &json!("2025-01")));
    assert_eq!(releases[0]["paragraphs"], 1);
    let program = program.restart();
    program.call("start", json!({})).unwrap();
    assert_eq!(
        program.call("intake", json!({})).unwrap()["items"],
        json!([]),
        "what is stored does not come back"
    );
}

#[test]
fn a_storing_that_was_broken_off_is_told_at_the_next_start_and_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = (1..=2)
        .map(|day| {
            let file = home.path().join(format!("2025-01-2{day}.txt"));
            std::fs::write(&file, format!("بيان {day}\n\nأكد المجلس دعمه لوقف إطلاق النار {day}.\n")).unwrap();
            file
        })
        .collect();
    let program = Program::start_with(home, Arguments::Documents(files), None);
    program.call("start", json!({})).unwrap();
    program.call("intake_read", json!({ "job": 1, "onProgress": "__CHANNEL__:7" })).unwrap();
    // Killed when the storing had begun: its end is not noted.
    let shell = Arc::clone(&tauri::Manager::state::<Arc<Shell>>(&program.app));
    let mut ids = Vec::new();
    shell.intake().each(|item| ids.push(item.id));
    shell.intake().begin_storing(&ids, None);
    drop(shell);
    let program = program.restart();
    program.call("start", json!({})).unwrap();

    let list = program.call("intake", json!({})).unwrap();
    assert_eq!(list["unfinished"], json!({ "done": 0, "total": 2, "series": null }));
    assert_eq!(program.call("intake_resume", json!({ "resume": true })).unwrap(), 2);
    let list = program.call("intake", json!({})).unwrap();
    assert_eq!((&list["counts"]["waiting"], &list["unfinished"]), (&json!(2), &Value::Null));
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
