use bayan_archive::{Archive, NewIssuer, NewSeries};
use bayan_core::model::{Lang, LocalName, SeriesId};
use chrono::DateTime;
use tempfile::TempDir;

use super::storing::{Order, Target, TargetIssuer, Together, undo};
use super::*;

pub(super) struct Desk {
    pub folder: TempDir,
    pub archive: Archive,
    pub series: SeriesId,
    pub target: Target,
    pub intake: Intake,
}

fn name(text: &str) -> LocalName {
    LocalName { ar: Some(text.into()), en: None }
}

pub(super) fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::create(&folder.path().join("a.bayan")).unwrap();
    let issuer = archive.add_issuer(&NewIssuer { name: name("المجلس"), invented: false }).unwrap();
    let series = archive.add_series(&NewSeries { issuer, title: name("الاجتماعات"), lang: Lang::Ar }).unwrap();
    let target = Target::Series(series);
    Desk { folder, archive, series, target, intake: Intake::new(Reader::in_this_process()) }
}

pub(super) const FIRST: &str = "بيان الاجتماع الدوري\n\nأكد المجلس دعمه الكامل لوقف إطلاق النار في جميع المناطق ودعا الأطراف إلى الالتزام به.\n\nوطالب المجلس بالإفراج عن المعتقلين جميعا ودخول المساعدات إلى المناطق المحاصرة دون قيود.\n\nورحب المجلس بقرار مجلس الأمن رقم 2254 وشدد على تنفيذه الكامل دون تأخير.\n";

impl Desk {
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self) {
        assert!(self.intake.read_waiting(&self.archive, &|| false, &mut |_, _| ()).unwrap());
    }

    pub fn ids(&self) -> Vec<u32> {
        let mut ids = Vec::new();
        self.intake.each(|item| ids.push(item.id));
        ids
    }

    pub fn ready(&self, id: u32) -> Ready {
        match self.intake.item(id).unwrap().state {
            State::Ready(ready) => *ready,
            other => panic!("{other:?}"),
        }
    }

    pub fn accept(&self, ids: &[u32], number: &str) -> storing::BatchStored {
        self.intake
            .store_batch(&self.archive, self.together(ids, number), &|| false, &mut |_, _, _| ())
            .unwrap()
    }

    pub fn together<'a>(&'a self, ids: &'a [u32], number: &'a str) -> Together<'a> {
        Together { ids, target: &self.target, number, now: DateTime::UNIX_EPOCH }
    }

    pub fn order(&self, id: u32) -> Order {
        let draft = self.ready(id).draft;
        Order {
            title: draft.title.clone(),
            date: draft.date().unwrap_or("2025".parse().unwrap()),
            lang: Lang::Ar,
            series: Target::Series(self.series),
            source: None,
            place: Some("دمشق".into()),
            note: None,
            paragraphs: texts(&draft),
            revises: None,
        }
    }
}

#[test]
fn nothing_is_stored_before_it_is_told_to_be_and_then_it_is_what_the_person_left() {
    let desk = desk();
    desk.intake.add_paths(&[desk.write("2025-03-27.txt", FIRST)]);
    desk.read();
    let id = desk.ids()[0];
    assert!(!desk.ready(id).needs_check());
    assert_eq!(desk.archive.release_count().unwrap(), 0);

    let mut order = desk.order(id);
    order.date = "2025-03".parse().unwrap();
    order.paragraphs.remove(1);
    let stored = desk.intake.store(&desk.archive, id, &order, "7", DateTime::UNIX_EPOCH).unwrap();
    assert_eq!(stored.previous, None);
    let release = desk.archive.release(stored.release).unwrap();
    assert_eq!((release.date.to_string().as_str(), release.paragraphs), ("2025-03", 2));
    assert_eq!(release.place.as_deref(), Some("دمشق"));
    let originals = desk.archive.originals(stored.release).unwrap();
    assert_eq!(desk.archive.original(originals[0].id).unwrap(), FIRST.as_bytes());
    assert_eq!(undo(&desk.archive, "7").unwrap(), 1);
    assert_eq!(desk.archive.release_count().unwrap(), 0);
}

#[test]
fn the_same_text_and_one_with_a_few_words_changed_are_pointed_out_and_another_one_is_not() {
    let desk = desk();
    desk.intake.add_paths(&[desk.write("2025-03-27.txt", FIRST)]);
    desk.read();
    desk.accept(&desk.ids(), "1");

    let changed = FIRST.replace("الكامل لوقف", "المشروط لوقف").replace("دون قيود", "فورا");
    let other =
        "بيان آخر\n\nهنأ المجلس اللجنة الأولمبية بفوزها وأثنى على جهود المدربين طوال السنوات الماضية.\n";
    for text in [FIRST, changed.as_str(), other] {
        desk.intake.add_bytes("pasted", text.as_bytes().to_vec(), Hints::default());
    }
    desk.read();
    let ids = desk.ids();
    assert!(desk.ready(ids[1]).is_stored_already());
    let near = desk.ready(ids[2]).alike.expect("it is nearly the same");
    assert_eq!((near.identical, near.words, near.date.to_string().as_str()), (false, 3, "2025-03-27"));
    assert_eq!(desk.ready(ids[3]).alike, None);
}

#[test]
fn a_revision_keeps_the_text_before_it_and_undo_brings_that_back() {
    let desk = desk();
    desk.intake.add_paths(&[desk.write("2025-03-27.txt", FIRST)]);
    desk.read();
    desk.accept(&desk.ids(), "1");
    let changed = FIRST.replace("الكامل لوقف", "المشروط لوقف");
    let id = desk.intake.add_bytes("pasted", changed.into_bytes(), Hints::default());
    desk.read();
    let release = desk.ready(id).alike.unwrap().release;
    let before = desk.archive.paragraphs(release).unwrap();
    let order = Order { revises: Some(release), ..desk.order(id) };
    desk.intake.store(&desk.archive, id, &order, "2", DateTime::UNIX_EPOCH).unwrap();
    assert_eq!(desk.archive.release_count().unwrap(), 1);
    assert_eq!(desk.archive.revisions(release).unwrap()[0].paragraphs, before);
    assert_eq!(undo(&desk.archive, "2").unwrap(), 1);
    assert_eq!(desk.archive.paragraphs(release).unwrap(), before);
}

#[test]
fn a_file_that_can_not_be_read_does_not_hold_up_the_others_and_can_be_tried_again() {
    let desk = desk();
    let bad = desk.write("2025-01-01.txt", "");
    desk.intake.add_paths(&[bad, desk.write("2025-03-27.txt", FIRST)]);
    desk.read();
    let ids = desk.ids();
    assert!(matches!(desk.intake.item(ids[0]).unwrap().state, State::Failed(_)));
    assert_eq!(desk.accept(&ids, "1").stored, 1);
    desk.write("2025-01-01.txt", &FIRST.replace("المعتقلين", "المخطوفين"));
    assert_eq!(desk.intake.retry(), 1);
    desk.read();
    assert_eq!(desk.ready(ids[0]).draft.title.as_deref(), Some("بيان الاجتماع الدوري"));
}

#[test]
fn a_table_of_one_row_is_stored_with_its_row() {
    let desk = desk();
    let row = r#"{"date": "2025-03-27", "title": "بيان", "text": "عقد المجلس جلسته."}"#;
    desk.intake.add_paths(&[
        desk.write("one.csv", "date,title,text\n2025-02-27,بيان الطرق,وعد المجلس بإصلاح الجسور.\n"),
        desk.write("one.json", &format!("[{row}]")),
    ]);
    desk.read();
    let outcome = desk.accept(&desk.ids(), "1");
    assert_eq!((outcome.stored, outcome.failed), (2, Vec::new()));
    let originals = desk.archive.originals(outcome.last.unwrap()).unwrap();
    assert_eq!(desk.archive.original(originals[0].id).unwrap(), row.as_bytes());
}

#[test]
fn a_file_that_changed_after_it_was_read_is_not_stored() {
    let desk = desk();
    desk.intake.add_paths(&[desk.write("2025-03-27.txt", FIRST)]);
    desk.read();
    desk.write("2025-03-27.txt", "Another text altogether, of more than a few words.");
    let id = desk.ids()[0];
    let stored = desk.intake.store(&desk.archive, id, &desk.order(id), "1", DateTime::UNIX_EPOCH);
    assert!(matches!(stored, Err(StoreError::Changed { name }) if name == "2025-03-27.txt"));
    assert_eq!(desk.accept(&[id], "1").failed, [id]);
    assert_eq!(desk.archive.release_count().unwrap(), 0);
}

#[test]
fn a_batch_is_stored_in_portions_and_one_that_is_called_off_has_only_whole_ones() {
    let desk = desk();
    let paths: Vec<PathBuf> = (0..250)
        .map(|n| {
            let date = format!("{}-{:02}-{:02}", 2000 + n / 28 / 12, n / 28 % 12 + 1, n % 28 + 1);
            desk.write(
                &format!("statements/{date}.txt"),
                &format!("بيان رقم {n}\n\nعقد المجلس اجتماعه رقم {n} وبحث فيه بند {n}.\n"),
            )
        })
        .collect();
    assert_eq!(desk.intake.add_paths(&[desk.folder.path().join("statements")]), 250);
    assert_eq!(desk.intake.add_paths(&paths), 0, "they are on the list already");
    desk.read();
    let ids: Vec<u32> = desk.ids();
    let turns = std::cell::Cell::new(0);
    let outcome = desk
        .intake
        .store_batch(&desk.archive, desk.together(&ids, "5"), &|| turns.get() == 2, &mut |_, _, _| {
            turns.set(turns.get() + 1)
        })
        .unwrap();
    assert!(outcome.called_off);
    assert_eq!(desk.archive.release_count().unwrap(), outcome.stored);
    assert_eq!(outcome.stored, 200);
    assert_eq!(desk.accept(&ids, "5").stored, 250 - outcome.stored);
    assert_eq!(undo(&desk.archive, "5").unwrap(), 250);
    assert_eq!(desk.archive.release_count().unwrap(), 0);
}

#[test]
fn a_new_series_of_a_new_issuer_is_made_with_its_first_release_and_goes_with_it() {
    let desk = desk();
    let id = desk.intake.add_bytes("pasted", FIRST.as_bytes().to_vec(), Hints::default());
    desk.read();
    assert!(desk.ready(id).needs_check(), "it has no date");
    let series = Target::New {
        issuer: TargetIssuer::New(name("الأمانة العامة")),
        title: name("البيانات"),
        lang: Lang::Ar,
    };
    let order = Order { series, ..desk.order(id) };
    desk.intake.store(&desk.archive, id, &order, "3", DateTime::UNIX_EPOCH).unwrap();
    assert_eq!((desk.archive.issuers().unwrap().len(), desk.archive.series().unwrap().len()), (2, 2));
    undo(&desk.archive, "3").unwrap();
    assert_eq!((desk.archive.issuers().unwrap().len(), desk.archive.series().unwrap().len()), (1, 1));
}

/// A second statement, other enough to be one of its own.
pub(super) const SECOND: &str = "بيان الاجتماع الثاني\n\nهنأ المجلس اللجنة الأولمبية بفوزها وأثنى على جهود المدربين طوال السنوات الماضية.\n\nصفحة 1 من 2\n";

#[test]
fn what_a_person_made_of_one_is_stored_with_the_others_as_it_was_left() {
    let desk = desk();
    desk.intake.add_paths(&[desk.write("2025-03-27.txt", FIRST), desk.write("2025-04-27.txt", SECOND)]);
    desk.read();
    let ids = desk.ids();
    let mut order = desk.order(ids[1]);
    assert_eq!(order.paragraphs.pop().as_deref(), Some("صفحة 1 من 2"));
    order.title = Some("عنوان آخر".into());
    let elsewhere =
        Target::New {
            issuer: TargetIssuer::New(name("الأمانة")), title: name("أخرى"), lang: Lang::Ar
        };
    order.series = elsewhere;
    desk.intake.amend(ids[1], Some(order.clone()));

    let outcome = desk.accept(&ids, "4");
    assert_eq!((outcome.stored, outcome.last.is_some()), (2, true));
    let release = desk.archive.release(outcome.last.unwrap()).unwrap();
    assert_eq!(desk.archive.paragraphs(release.id).unwrap(), order.paragraphs);
    assert_eq!((release.title, release.place), (order.title, order.place));
    assert_ne!(release.series, desk.series);
    assert_eq!(desk.archive.releases(desk.series).unwrap().len(), 1, "the other one is as it was read");
    assert_eq!(undo(&desk.archive, "4").unwrap(), 2);
    assert_eq!(desk.archive.series().unwrap().len(), 1);
}

#[test]
fn a_folder_of_ten_thousand_files_is_read_in_order_and_stored_in_portions_and_the_list_holds_no_bytes() {
    const FILES: usize = 10_000;
    let desk = desk();
    let folder = desk.folder.path().join("statements");
    fs::create_dir(&folder).unwrap();
    for n in 0..FILES {
        let date = format!("{:04}-{:02}-{:02}", 1990 + n / 336, n / 28 % 12 + 1, n % 28 + 1);
        let text = format!("بيان رقم {n}\n\nعقد المجلس جلسته {n} وأقر بند {n}.\n");
        fs::write(folder.join(format!("{date}.txt")), text).unwrap();
    }
    fs::write(folder.join("empty.txt"), "").unwrap();
    assert_eq!(desk.intake.add_paths(&[folder]), FILES + 1);
    let mut told = Vec::new();
    let whole = desk.intake.read_waiting(&desk.archive, &|| false, &mut |done, all| told.push((done, all)));
    assert!(whole.unwrap());
    assert_eq!(told.len(), FILES + 1, "each file is told of once");
    assert!(told.iter().all(|(_, all)| *all as usize == FILES + 1));
    let (mut clear, mut failed, mut bytes, mut names) = (Vec::new(), 0, 0, Vec::new());
    desk.intake.each(|item| match &item.state {
        State::Ready(ready) => {
            clear.push(item.id);
            names.push(item.name.clone());
            bytes += ready.draft.original.bytes.len();
        }
        State::Failed(error) => {
            assert!(error.name.ends_with("empty.txt"));
            failed += 1;
        }
        other => panic!("{other:?}"),
    });
    assert_eq!((clear.len(), failed, bytes), (FILES, 1, 0), "the files themselves are not kept in memory");
    assert!(names.is_sorted());

    let mut portions = Vec::new();
    let outcome = desk
        .intake
        .store_batch(&desk.archive, desk.together(&clear, "9"), &|| false, &mut |done, _, left| {
            portions.push((done as usize, left.len()));
        })
        .unwrap();
    assert_eq!((outcome.stored as usize, outcome.failed.len()), (FILES, 0));
    assert!(portions.len() < FILES / storing::PORTION * 2 / 3, "portions grow");
    assert_eq!(portions[0].0, storing::PORTION);
    assert!(portions.iter().all(|(done, left)| done + left == FILES));
    assert_eq!(desk.archive.release_count().unwrap() as usize, FILES);
}
