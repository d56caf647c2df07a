//! The list over the end of the program: closed, killed, in the middle of a storing, with another archive open.

use std::cell::Cell;

use super::kept::BrokenOff;
use super::storing::PORTION;
use super::tests::{Desk, FIRST, SECOND, desk};
use super::*;
use bayan_loopback::{Site, statement};

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

impl Desk {
    /// Keeps the list beside the archive.
    fn kept(self) -> Self {
        let file = self.folder.path().join("brought-in.sqlite");
        self.intake.keep_in(&file, self.archive.path()).unwrap();
        self
    }

    /// The program as it is started once more, whatever became of it before.
    fn started_again(self) -> Self {
        Self { intake: Intake::new(Reader::in_this_process()), ..self }.kept()
    }

    fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        self.intake.each(|item| items.push(item.clone()));
        items
    }
}

#[test]
fn a_pasted_text_is_there_at_the_next_start_read_or_not_and_with_what_was_begun_of_it() {
    let desk = desk().kept();
    let hints = Hints { format: Some(Format::Text), encoding: Some("utf-8".into()), ..Hints::default() };
    desk.intake.add_bytes("", FIRST.as_bytes().to_vec(), hints.clone());
    // Killed before it was read.
    let desk = desk.started_again();
    desk.read();
    let id = desk.ids()[0];
    assert_eq!(desk.ready(id).draft.title.as_deref(), Some("بيان الاجتماع الدوري"));
    desk.intake.begin(id, Some("half done".into()));
    // Killed behind it.
    let desk = desk.started_again();
    desk.read();
    let items = desk.items();
    assert_eq!((items.len(), items[0].again, &items[0].hints), (1, true, &hints));
    assert_eq!(items[0].begun.as_ref().unwrap().words, "half done");
    desk.intake.begin(items[0].id, None);
    desk.intake.store(&desk.archive, items[0].id, &desk.order(items[0].id), "1", NOW).unwrap();
    let original = desk.archive.originals(desk.archive.releases(desk.series).unwrap()[0].id).unwrap();
    assert_eq!(
        desk.archive.original(original[0].id).unwrap(),
        FIRST.as_bytes(),
        "its bytes are the pasted ones"
    );

    // What is stored, or taken off the list, does not come back.
    desk.intake.add_bytes("", SECOND.as_bytes().to_vec(), hints);
    let second = desk.ids()[1];
    desk.intake.take_off(|item| item.id == second);
    assert!(desk.started_again().items().is_empty());
}

#[test]
fn what_was_taken_off_the_list_is_put_back_as_it_was_and_kept_again() {
    let desk = desk().kept();
    for text in [FIRST, SECOND] {
        desk.intake.add_bytes("", text.as_bytes().to_vec(), Hints::default());
    }
    desk.read();
    let first = desk.ids()[0];
    desk.intake.begin(first, Some("a better title".to_owned()));
    desk.intake.take_off(|item| item.id == first);
    assert_eq!((desk.ids().len(), desk.intake.taken_off()), (1, 1));
    assert_eq!((desk.intake.put_back(), desk.intake.put_back()), (1, 0), "once");
    assert_eq!(desk.intake.item(first).unwrap().begun.unwrap().words, "a better title");
    let desk = desk.started_again();
    assert_eq!(desk.items().len(), 2);

    // All of it, also what is not read yet.
    desk.intake.add_bytes("", b"A third.".to_vec(), Hints::default());
    desk.intake.take_off(|_| true);
    assert!(desk.ids().is_empty());
    assert_eq!(desk.intake.put_back(), 3);
    desk.read();
    assert!(desk.ids().iter().all(|id| matches!(desk.intake.item(*id).unwrap().state, State::Ready(_))));
}

#[test]
fn what_came_from_the_web_is_there_again_without_a_request_and_an_address_not_fetched_waits_for_a_word() {
    let site = Site::new();
    let text =
        ["أكد المجلس دعمه الكامل لوقف إطلاق النار في جميع المناطق.", "ودعا إلى الإفراج عن المعتقلين جميعا."];
    site.put("/1", "text/html", statement("بيان الاجتماع الدوري", "2025-03-27T10:00:00Z", &text));
    let desk = desk().kept();
    desk.intake.add_address(&site.address("/1"), NOW).unwrap();
    desk.read();
    let before = desk.ready(desk.ids()[0]).draft;
    desk.intake.add_address(&site.address("/2"), NOW).unwrap();
    assert_eq!(site.asked(), ["/1"]);

    let desk = desk.started_again();
    desk.read();
    assert_eq!(site.asked(), ["/1"], "nothing is fetched by itself");
    let items = desk.items();
    let State::Ready(ready) = &items[0].state else { panic!("{:?}", items[0].state) };
    assert_eq!(ready.draft, before);
    assert_eq!(ready.draft.address.as_deref(), before.address.as_deref());
    assert!(matches!(&items[1].state, State::Linked(_)), "{:?}", items[1].state);
    assert_eq!(desk.intake.confirm(Some(items[1].id)), 1);
    desk.read();
    assert_eq!(site.asked(), ["/1", "/2"]);
    assert_eq!(desk.accept(&[items[0].id], "1").stored, 1);
}

#[test]
fn a_storing_that_was_broken_off_goes_on_with_files_pastings_and_rows_and_stores_none_twice() {
    const ROWS: usize = 250;
    let desk = desk().kept();
    for (name, table) in [("statements.csv", csv(ROWS)), ("statements.json", json(ROWS))] {
        let path = desk.write(name, &table);
        desk.intake.add_paths(&[path]);
    }
    let single = desk.write("2025-01-28.txt", FIRST);
    desk.intake.add_paths(&[single]);
    desk.intake.add_bytes("", SECOND.as_bytes().to_vec(), Hints::default());
    desk.read();
    let ids = desk.ids();
    let all = 2 * ROWS + 2;
    assert_eq!(ids.len(), all);
    let last = ids[ROWS - 1];
    desk.intake.begin(last, Some("another title".into()));
    desk.intake.begin_storing(&ids, Some(desk.series));
    let dated: Vec<u32> = ids.iter().copied().filter(|id| desk.ready(*id).draft.date().is_some()).collect();
    // The program is killed behind the first portion.
    let turns = Cell::new(0);
    let stored = desk
        .intake
        .store_batch(&desk.archive, desk.together(&dated, "1"), &|| turns.get() == 1, &mut |_, _, _| {
            turns.set(turns.get() + 1);
        })
        .unwrap();
    assert_eq!(stored.stored as usize, PORTION);

    let desk = desk.started_again();
    let left = all - PORTION;
    let told = BrokenOff { total: all as u32, left: left as u32, series: Some(desk.series) };
    assert_eq!(desk.intake.broken_off(), Some(told));
    // It is told until the person has said what they want, and over another start.
    let desk = desk.started_again();
    assert_eq!(desk.intake.broken_off(), Some(told));
    assert_eq!(desk.intake.settle_broken_off(true), left);
    assert_eq!(desk.intake.broken_off(), None);
    desk.read();
    assert_eq!(desk.ids().len(), left);
    let begun: Vec<String> =
        desk.items().iter().filter_map(|item| Some(item.begun.as_ref()?.words.clone())).collect();
    assert_eq!(begun, ["another title"]);
    let undated: Vec<u32> =
        desk.ids().into_iter().filter(|id| desk.ready(*id).draft.date().is_none()).collect();
    assert_eq!(undated.len(), 1, "the pasted text has no date");
    let rest: Vec<u32> = desk.ids().into_iter().filter(|id| !undated.contains(id)).collect();
    desk.accept(&rest, "2");
    assert_eq!(desk.archive.release_count().unwrap() as usize, all - 1);
    let desk = desk.started_again();
    assert_eq!((desk.ids().len(), desk.intake.broken_off()), (1, None), "the pasted text is not lost");
}

#[test]
fn what_is_left_of_a_storing_can_be_taken_off_the_list_and_nothing_else_goes_with_it() {
    let desk = desk().kept();
    let file = desk.write("2025-03-27.txt", FIRST);
    desk.intake.add_paths(&[file]);
    desk.intake.add_bytes("", SECOND.as_bytes().to_vec(), Hints::default());
    desk.read();
    desk.intake.begin_storing(&desk.ids()[..1], None);
    let desk = desk.started_again();
    assert_eq!(desk.intake.broken_off().unwrap().left, 1);
    assert_eq!(desk.intake.settle_broken_off(false), 0);
    assert_eq!(desk.items().len(), 1);
    let desk = desk.started_again();
    assert!(matches!(desk.items()[0].origin, Origin::Bytes(_)));
    // One that came to its end is not told.
    desk.read();
    desk.intake.begin_storing(&desk.ids(), None);
    desk.intake.end_storing();
    assert_eq!(desk.started_again().intake.broken_off(), None);
}

#[test]
fn what_was_begun_of_a_file_is_forgotten_when_the_file_is_another_one() {
    let desk = desk().kept();
    let (first, second) = (desk.write("2025-03-27.txt", FIRST), desk.write("2025-04-27.txt", SECOND));
    desk.intake.add_paths(&[first, second]);
    desk.read();
    for id in desk.ids() {
        desk.intake.begin(id, Some("begun".into()));
    }
    desk.write("2025-04-27.txt", &SECOND.replace("الأولمبية", "البارالمبية"));
    let desk = desk.started_again();
    desk.read();
    let begun: Vec<bool> = desk.items().iter().map(|item| item.begun.is_some()).collect();
    assert_eq!(begun, [true, false]);
}

#[test]
fn each_archive_has_a_list_and_what_was_brought_in_goes_with_the_person_to_another_one() {
    let desk = desk().kept();
    let file = desk.folder.path().join("brought-in.sqlite");
    desk.intake.add_bytes("", FIRST.as_bytes().to_vec(), Hints::default());
    desk.read();
    let other = Archive::create(&desk.folder.path().join("b.bayan")).unwrap();
    assert_eq!(desk.intake.keep_in(&file, other.path()).unwrap(), 0);
    assert_eq!(desk.items().len(), 1);
    desk.intake.add_bytes("", SECOND.as_bytes().to_vec(), Hints::default());
    // Of the first archive nothing is left, and the other one has both.
    let desk = desk.started_again();
    assert!(desk.items().is_empty());
    assert_eq!(desk.intake.keep_in(&file, other.path()).unwrap(), 2);
    assert_eq!(desk.items().len(), 2);
}

#[test]
fn a_damaged_list_is_put_aside_and_one_of_a_newer_version_left_alone() {
    let desk = desk();
    let file = desk.folder.path().join("brought-in.sqlite");
    fs::write(&file, b"this is no database, however long one looks at it".repeat(100)).unwrap();
    assert_eq!(desk.intake.keep_in(&file, desk.archive.path()).unwrap(), 0);
    assert!(desk.folder.path().join("brought-in.sqlite.damaged").exists());
    desk.intake.add_bytes("", FIRST.as_bytes().to_vec(), Hints::default());
    let desk = desk.started_again();
    assert_eq!(desk.items().len(), 1);

    let newer = rusqlite::Connection::open(&file).unwrap();
    newer.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(newer);
    let again = Intake::new(Reader::in_this_process());
    assert!(matches!(again.keep_in(&file, desk.archive.path()), Err(kept::KeepError::Newer)));
    // Without it everything works for this run.
    again.add_bytes("", FIRST.as_bytes().to_vec(), Hints::default());
    assert!(again.read_waiting(&desk.archive, &|| false, &mut |_, _| ()).unwrap());
}

#[test]
fn a_list_of_ten_thousand_files_is_kept_and_comes_back_in_its_order() {
    const FILES: u32 = 10_000;
    let desk = desk().kept();
    let folder = desk.folder.path().join("statements");
    fs::create_dir(&folder).unwrap();
    for n in 0..FILES {
        fs::write(folder.join(format!("{n:05}.txt")), "x").unwrap();
    }
    assert_eq!(desk.intake.add_paths(&[folder]), FILES as usize);
    let desk = desk.started_again();
    let names: Vec<String> = desk.items().into_iter().map(|item| item.name).collect();
    assert_eq!(names.len(), FILES as usize);
    assert!(names.is_sorted());
}

/// A table of releases, each on a day of its own.
fn csv(rows: usize) -> String {
    let mut table = String::from("date,title,text\n");
    for n in 0..rows {
        table += &format!("{},بيان {n},عقد المجلس جلسته رقم {n} وأقر البند {n} منها.\n", day(1990, n));
    }
    table
}

fn json(rows: usize) -> String {
    let rows: Vec<String> = (0..rows)
        .map(|n| {
            let text = format!("ناقشت اللجنة في لقائها {n} ورقة العمل {n} كلها.");
            format!(r#"{{"date": "{}", "title": "ورقة {n}", "text": "{text}"}}"#, day(2005, n))
        })
        .collect();
    format!("[{}]", rows.join(",\n"))
}

fn day(year: usize, n: usize) -> String {
    format!("{:04}-{:02}-{:02}", year + n / 336, n / 28 % 12 + 1, n % 28 + 1)
}
