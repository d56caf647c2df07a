//! Statements come in by the real window, in every form and by every way: checked, stored, compared, and there again after a
//! restart.

use std::fs;
use std::path::PathBuf;

use bayan_archive::Archive;
use bayan_loopback::{Site, statement};

use crate::archives::settle;
use crate::desktop::{Desktop, Home};
use crate::forms::{colleague, forms, package, paper};

const JANUARY: &str = "بيان الاجتماع الدوري الأول\n\nأكد المجلس دعمه الكامل لوقف إطلاق النار في جميع المناطق ودعا الأطراف إلى الالتزام به.\n\nوطالب المجلس بالإفراج عن المعتقلين جميعا ودخول المساعدات إلى المناطق المحاصرة.\n";

impl Desktop {
    /// Types into a field of the check in place of what is there.
    pub async fn fill(&self, id: &str, text: &str) {
        let field = self.find(id).await;
        field.clear().await.expect("the field can be cleared");
        field.send_keys(text).await.expect("the field takes keys");
    }

    async fn value(&self, id: &str) -> String {
        let script = format!("return document.querySelector('[data-testid={id}]')?.value ?? ''");
        self.look(&script).await.as_str().unwrap_or_default().to_owned()
    }
}

#[tokio::test]
async fn a_document_and_a_pasted_text_are_checked_stored_compared_and_found_after_a_restart() {
    let home = Home::new();
    let file = home.path().join("2025-01-28.txt");
    fs::write(&file, JANUARY).expect("the document");

    // Opened with the program, the document waits on the Import screen, read and not stored.
    let desktop = Desktop::start(&home, &[&file.to_string_lossy()]).await;
    desktop.find("check").await;
    assert_eq!(desktop.value("check-title").await, "بيان الاجتماع الدوري الأول");
    assert_eq!(desktop.value("check-date").await, "2025-01-28");
    desktop.fill("check-issuer-name", "المجلس").await;
    desktop.fill("check-series-title", "الاجتماعات الدورية").await;
    desktop.picture("import-check-en-light").await;
    desktop.click("check-store").await;
    desktop.find("import-stored").await;

    // A pasted text, nearly the same as the one before: a statement of its own, whose date is written as a month.
    desktop.click("paste").await;
    let february = JANUARY.replace("الأول", "الثاني").replace("الكامل", "المشروط");
    // The driver types an Enter, not a line feed.
    desktop.fill("paste-text", &february.trim().replace("\n\n", "\u{E007}")).await;
    desktop.click("paste-take").await;
    desktop
        .wait_until(
            "the pasted text is read",
            "return document.querySelector('[data-testid=check-title]')?.value.includes('الثاني') ?? false",
        )
        .await;
    desktop.find("alike").await;
    desktop.click("fate-new").await;
    desktop.fill("check-date", "شباط 2025").await;
    desktop
        .wait_until(
            "the month is understood",
            "return document.querySelector('[data-testid=check-date-means]').textContent.includes('February 2025')",
        )
        .await;
    desktop.click("check-store").await;
    desktop
        .wait_until(
            "both are stored",
            "return document.querySelectorAll('[data-testid=import-item][data-state=stored]').length === 2",
        )
        .await;
    desktop.click("import-compare").await;
    desktop
        .wait_until(
            "the new one stands beside its predecessor",
            "return [...document.querySelectorAll('ins')].some(mark => mark.textContent.includes('المشروط'))",
        )
        .await;
    desktop.close().await;

    let again = Desktop::start(&home, &[]).await;
    again
        .wait_until(
            "both are there after a restart",
            "return [...document.querySelectorAll('ins')].some(mark => mark.textContent.includes('المشروط'))",
        )
        .await;
    again.close().await;
}

#[tokio::test]
async fn documents_that_can_not_be_read_are_told_by_name_with_what_to_do_and_hold_up_no_other() {
    let home = Home::new();
    let word = paper("ar-libreoffice.docx");
    let bomb = package(&[("word/document.xml", &" ".repeat(80 << 20))]);
    let bad: [(&str, Vec<u8>, &str); 6] = [
        ("empty.txt", Vec::new(), "no text"),
        ("controls.txt", vec![1, 2, 3, 27, 7, 10], "control characters"),
        ("cut.docx", word[..word.len() / 2].to_vec(), "breaks off"),
        ("bomb.docx", bomb, "unpack"),
        ("locked.pdf", paper("locked.pdf"), "password"),
        ("million.txt", "A paragraph.\n\n".repeat(1_000_000).into_bytes(), "Split it"),
    ];
    let folder = home.path().join("documents");
    fs::create_dir(&folder).expect("a folder");
    for (name, bytes, _) in &bad {
        fs::write(folder.join(name), bytes).expect("the document");
    }
    // A file with a hole takes no room on the disk.
    let large = fs::File::create(folder.join("large.txt")).expect("the document");
    large.set_len(200 << 20).expect("its length");
    fs::write(folder.join("2025-01-28.txt"), JANUARY).expect("the document");

    let desktop = Desktop::start(&home, &[]).await;
    desktop.find("welcome-import").await;
    desktop.hand().drop_files(&[&folder]);
    store_all(&desktop, 1).await;
    let mut told = Vec::new();
    for problem in desktop.all("[data-testid=import-problem]").await {
        told.push(problem.text().await.expect("its words"));
    }
    for (name, words) in bad.iter().map(|(name, _, words)| (*name, *words)).chain([("large.txt", "Split it")])
    {
        assert!(told.iter().any(|told| told.contains(name) && told.contains(words)), "{name}: {told:?}");
    }
    assert_eq!(told.len(), 7, "{told:?}");
    desktop.picture("import-problems-en-light").await;
    desktop.close().await;
    assert_eq!(kept(&home).len(), 1);
}

/// How many of the list are stored.
async fn stored(desktop: &Desktop) -> u64 {
    let count = "return document.querySelectorAll('[data-testid=import-item][data-state=stored]').length";
    desktop.look(count).await.as_u64().expect("a number")
}

/// Stores what is looked at, whatever a person has to say first, and waits for what is looked at next.
async fn store(desktop: &Desktop) {
    let before = stored(desktop).await;
    desktop.find("check").await;
    // The form is another one when what is being read beside it has come.
    desktop
        .wait_until(
            "all is read",
            "return document.querySelector('[data-testid=import-item]:is([data-state=waiting], [data-state=reading])') === null",
        )
        .await;
    let item = desktop.look("return document.querySelector('[data-testid=check]').dataset.item").await;
    let item = item.as_str().expect("its number");
    if desktop.value("check-series").await == "0" {
        desktop.fill("check-issuer-name", "المجلس").await;
        desktop.fill("check-series-title", "البيانات").await;
    }
    if !desktop.all("[data-testid=fate-new]").await.is_empty() {
        desktop.click("fate-new").await;
    }
    if desktop.value("check-date").await.is_empty() {
        desktop.fill("check-date", "2025-01-20").await;
    }
    while !desktop.all("[data-testid=reading-taken]").await.is_empty() {
        desktop.click("reading-taken").await;
    }
    desktop
        .wait_until(
            "it can be stored",
            "return !document.querySelector('[data-testid=check-store]').disabled",
        )
        .await;
    desktop.click("check-store").await;
    let next = format!(
        "return document.querySelectorAll('[data-testid=import-item][data-state=stored]').length > {before} &&\
         document.querySelector('[data-testid=check]')?.dataset.item !== '{item}'"
    );
    desktop.wait_until("it is stored", &next).await;
}

/// Stores everything that was brought in.
async fn store_all(desktop: &Desktop, count: usize) {
    for _ in 0..count {
        store(desktop).await;
    }
    desktop.find("import-nothing").await;
}

/// Whatever is in the archive of a home: of each release its title and text, and the name and bytes of its original.
fn kept(home: &Home) -> Vec<(String, String, Vec<u8>)> {
    let archive = Archive::open(&home.data().join("archive.bayan")).expect("the archive opens");
    let mut kept = Vec::new();
    for series in archive.series().expect("its series") {
        for release in archive.releases(series.id).expect("its releases") {
            let text = archive.paragraphs(release.id).expect("its text").join("\n");
            let text = format!("{}\n{text}", release.title.unwrap_or_default());
            let original = archive.originals(release.id).expect("its originals").into_iter().next();
            let (name, bytes) = match original {
                Some(original) => (original.name, archive.original(original.id).expect("its bytes")),
                None => Default::default(),
            };
            kept.push((text, name, bytes));
        }
    }
    archive.close().expect("it closes");
    kept
}

/// Holds the control key with another one.
const WITH_V: &str = "\u{E009}v";

#[tokio::test]
async fn every_form_comes_in_is_checked_and_stored_with_its_original() {
    let home = Home::new();
    let documents = home.path().join("documents");
    let forms = forms();
    for form in &forms {
        let file = documents.join(form.name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, &form.bytes).expect("the document");
    }
    let file = |name: &str| -> PathBuf { documents.join(name) };

    // Opened with the program, and with the program that is running.
    let desktop = Desktop::start(&home, &[&file("2025-01-01.txt").to_string_lossy()]).await;
    store_all(&desktop, 1).await;
    let mut second = desktop.start_beside(&home, &[&file("2025-01-02.md").to_string_lossy()]);
    let ended = tokio::task::spawn_blocking(move || second.wait()).await.expect("it is waited for");
    assert!(ended.expect("it has ended").success());
    store_all(&desktop, 1).await;

    // Dropped on the window, from another screen.
    desktop.click("screen-library").await;
    desktop.find("library").await;
    let dropped = ["page.html", "message.eml", "2025-01-05.docx"].map(file);
    desktop.hand().drop_files(&dropped.each_ref().map(PathBuf::as_path));
    store_all(&desktop, 3).await;

    for (name, count) in [("2025-01-06.odt", 1), ("folder", 2), ("table.csv", 2), ("table.json", 1)] {
        desktop.hand().drop_files(&[&file(name)]);
        store_all(&desktop, count).await;
    }

    // Fetched: a page and a feed.
    let site = Site::new();
    let page = ["وقع المجلس اتفاق النقل مع شركات السكك الحديدية.", "وتبدأ الرحلات في الربيع."];
    site.put("/page", "text/html", statement("بيان القطارات", "2025-01-12T10:00:00Z", &page));
    site.put(
        "/feed",
        "application/rss+xml",
        "<rss version='2.0'><channel><title>c</title><item><title>بيان الرياضة</title><link>https://example.org/1</link>\
         <pubDate>Mon, 13 Jan 2025 10:00:00 GMT</pubDate><description>هنأ المجلس فريق السباحة بالميداليات.</description></item>\
         <item><title>بيان المسرح</title><link>https://example.org/2</link><pubDate>Tue, 14 Jan 2025 10:00:00 GMT</pubDate>\
         <description>افتتح المجلس موسم العروض في العاصمة.</description></item></channel></rss>",
    );
    for (path, count) in [("/page", 1), ("/feed", 2)] {
        desktop.fill("fetch-address", &site.address(path)).await;
        desktop.click("fetch").await;
        store_all(&desktop, count).await;
    }
    assert_eq!(site.asked(), ["/page", "/feed"], "nothing else is fetched");

    // A colleague's archive leads to merging, after a look.
    let other = home.path().join("colleague.bayan");
    colleague(&other);
    desktop.hand().drop_files(&[&other]);
    desktop.click("import-merge").await;
    let new = desktop.find("merge-new").await.text().await.expect("its words");
    assert_eq!(new, "1");
    desktop.click("bring-in").await;
    desktop.find_css("[data-testid=archive-outcome][data-kind=merged]").await;
    desktop.close().await;

    let kept = kept(&home);
    assert_eq!(kept.len(), 15, "{:?}", kept.iter().map(|(text, name, _)| (name, text)).collect::<Vec<_>>());
    let said = [
        "وقع المجلس اتفاق النقل",
        "هنأ المجلس فريق السباحة",
        "افتتح المجلس موسم العروض",
        "شكر المجلس عمال محطات التوليد",
        "دعت الأمانة اللجان إلى جلسة مشتركة.",
    ];
    for says in forms.iter().map(|form| form.says).chain(said) {
        assert!(kept.iter().any(|(text, ..)| text.contains(says)), "{says}");
    }
    for form in forms.iter().filter(|form| !form.name.starts_with("table")) {
        let name = form.name.rsplit('/').next().expect("a name");
        let found = kept.iter().find(|(_, original, _)| original == name);
        assert_eq!(found.map(|(.., bytes)| bytes), Some(&form.bytes), "{name}");
    }
}

#[tokio::test]
async fn files_and_folders_chosen_in_the_systems_dialogs_come_in() {
    let home = Home::new();
    let (alone, folder) = (home.path().join("2025-01-28.txt"), home.path().join("statements"));
    fs::create_dir_all(folder.join("within")).expect("a folder");
    fs::write(&alone, JANUARY).expect("the document");
    fs::write(folder.join("2025-02-01.txt"), "بيان الطرق\n\nوعد المجلس بإصلاح الجسور.\n").expect("a document");
    fs::write(folder.join("within/2025-03-01.txt"), "بيان البريد\n\nألغى المجلس رسوم الطرود.\n")
        .expect("another");
    let desktop = Desktop::start(&home, &[]).await;
    desktop.click("welcome-import").await;
    for (button, path, count) in [("choose-files", alone, 1), ("choose-folder", folder, 2)] {
        let hand = desktop.hand();
        desktop.click(button).await;
        tokio::task::spawn_blocking(move || hand.choose(&path)).await.expect("it is chosen");
        store_all(&desktop, count).await;
    }
    desktop.close().await;
    assert_eq!(kept(&home).len(), 3);
}

#[tokio::test]
async fn words_and_pieces_of_pages_come_in_from_the_clipboard() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &[]).await;
    desktop.click("welcome-import").await;
    desktop.hand().fill_clipboard("بيان الإسكان\n\nوزع المجلس الخيام على المهجرين في الجنوب.", None);
    desktop.click("paste").await;
    desktop.find("paste-text").await.send_keys(WITH_V).await.expect("keys reach the field");
    desktop.click("paste-take").await;
    store_all(&desktop, 1).await;
    // A piece of a page is taken anywhere on the screen.
    let html = "<h2>بيان الآثار</h2><p>حذر المجلس من نهب <b>المتاحف</b> والمواقع.</p><p>وقرر حراسة القلاع.</p>";
    desktop.hand().fill_clipboard("بيان الآثار حذر المجلس", Some(html));
    desktop.press(WITH_V).await;
    store_all(&desktop, 1).await;
    desktop.close().await;
    let texts: Vec<String> = kept(&home).into_iter().map(|(text, ..)| text).collect();
    for says in ["وزع المجلس الخيام على المهجرين", "حذر المجلس من نهب المتاحف والمواقع.\nوقرر حراسة القلاع."]
    {
        assert!(texts.iter().any(|text| text.contains(says)), "{says}: {texts:?}");
    }
}

#[tokio::test]
async fn what_was_changed_on_the_check_screen_is_stored_with_the_others_also_after_another_screen() {
    let home = Home::new();
    let first = home.path().join("2025-01-28.txt");
    fs::write(&first, JANUARY).expect("the document");
    let desktop = Desktop::start(&home, &[&first.to_string_lossy()]).await;
    store_all(&desktop, 1).await;

    let texts = [
        ("2025-02-01.txt", "بيان المياه\n\nطالب المجلس دول الجوار بحصة عادلة من المياه.\n\nصفحة 1 من 2\n"),
        ("2025-03-01.txt", "بيان الطرق\n\nوعد المجلس بإصلاح الجسور المهدمة قبل الشتاء.\n"),
    ];
    let files: Vec<PathBuf> = texts
        .iter()
        .map(|(name, text)| {
            let file = home.path().join(name);
            fs::write(&file, text).expect("the document");
            file
        })
        .collect();
    desktop.hand().drop_files(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    desktop.find("accept").await;
    let shown = "return document.querySelector('[data-testid=check-title]')?.value === 'بيان المياه'";
    desktop.wait_until("the first of them is looked at", shown).await;
    desktop.fill("check-title", "بيان الأنهار").await;
    desktop.click_css("[data-testid=part]:last-child [data-testid=leave-out]").await;
    desktop.find_css("[data-testid=part][data-out=true]").await;

    // The other one is looked at, then another screen; what was changed is still there.
    desktop
        .click_css("[data-testid=import-item][data-state=clear]:nth-child(2) [data-testid=import-look]")
        .await;
    let shown = "return document.querySelector('[data-testid=check-title]')?.value === 'بيان الطرق'";
    desktop.wait_until("the other one is looked at", shown).await;
    desktop.click("screen-library").await;
    desktop.find("library").await;
    desktop.click("screen-import").await;
    desktop.wait_until("the other one is still looked at", shown).await;
    desktop.click_css("[data-testid=import-item][data-state=clear] [data-testid=import-look]").await;
    let shown = "return document.querySelector('[data-testid=check-title]')?.value === 'بيان الأنهار' &&\
                 document.querySelectorAll('[data-testid=part][data-out=true]').length === 1";
    desktop.wait_until("what was changed is there again", shown).await;
    desktop.picture("import-changed-en-light").await;

    desktop.click("accept").await;
    desktop
        .wait_until(
            "both are stored",
            "return document.querySelectorAll('[data-testid=import-item][data-state=stored]').length === 3",
        )
        .await;
    desktop.close().await;
    let texts: Vec<String> = kept(&home).into_iter().map(|(text, ..)| text).collect();
    assert_eq!(
        texts[1..],
        [
            "بيان الأنهار\nطالب المجلس دول الجوار بحصة عادلة من المياه.",
            "بيان الطرق\nوعد المجلس بإصلاح الجسور المهدمة قبل الشتاء.",
        ]
    );
}

#[tokio::test]
async fn a_pasted_text_a_fetched_page_and_what_was_begun_of_them_are_there_after_a_restart_until_they_are_stored()
 {
    let home = Home::new();
    let desktop = Desktop::start(&home, &[]).await;
    desktop.click("welcome-import").await;
    let pasted = "بيان المياه\n\nطالب المجلس دول الجوار بحصة عادلة من المياه.\n\nصفحة 1 من 2";
    desktop.hand().fill_clipboard(pasted, None);
    desktop.press(WITH_V).await;
    let shown = |title: &str| {
        format!("return document.querySelector('[data-testid=check-title]')?.value === '{title}'")
    };
    desktop.wait_until("the pasted text is looked at", &shown("بيان المياه")).await;
    desktop.fill("check-title", "بيان الأنهار").await;
    desktop.fill("check-date", "آذار 2025").await;
    desktop.click_css("[data-testid=part]:last-child [data-testid=leave-out]").await;
    desktop.find_css("[data-testid=part][data-out=true]").await;
    let site = Site::new();
    let page = ["وقع المجلس اتفاق النقل مع شركات السكك الحديدية.", "وتبدأ الرحلات في الربيع."];
    site.put("/page", "text/html", statement("بيان القطارات", "2025-01-12T10:00:00Z", &page));
    desktop.fill("fetch-address", &site.address("/page")).await;
    desktop.click("fetch").await;
    desktop.wait_until("the page is looked at", &shown("بيان القطارات")).await;
    desktop.close().await;

    let again = Desktop::start(&home, &[]).await;
    let left = "return document.querySelector('[data-testid=import-left]')?.textContent === '2'";
    again.wait_until("the rail says that two are left", left).await;
    again.click("screen-import").await;
    let made = "return document.querySelector('[data-testid=check-title]')?.value === 'بيان الأنهار' &&\
                document.querySelector('[data-testid=check-date]').value === 'آذار 2025' &&\
                document.querySelectorAll('[data-testid=part][data-out=true]').length === 1";
    again.wait_until("what was made of the pasted text is there", made).await;
    again.picture("import-again-en-light").await;
    store_all(&again, 2).await;
    again.close().await;
    assert_eq!(site.asked(), ["/page"], "nothing is fetched a second time");
    let mut texts: Vec<String> = kept(&home).into_iter().map(|(text, ..)| text).collect();
    texts.sort();
    assert_eq!(
        texts,
        [
            "بيان الأنهار\nطالب المجلس دول الجوار بحصة عادلة من المياه.",
            "بيان القطارات\nوقع المجلس اتفاق النقل مع شركات السكك الحديدية.\nوتبدأ الرحلات في الربيع.",
        ]
    );
    let last = Desktop::start(&home, &[]).await;
    last.find("screen-import").await;
    assert!(last.all("[data-testid=import-left]").await.is_empty(), "what is stored does not come back");
    last.close().await;
}

#[tokio::test]
async fn an_archive_among_documents_is_told_and_looked_at_in_both_languages_and_themes() {
    for (language, theme, told) in [
        ("en", "light", "is a Bayan archive"),
        ("ar", "dark", "أرشيف من بيان"),
        ("ar", "light", "أرشيف من بيان"),
    ] {
        let home = Home::new();
        settle(&home, &format!(r#""language": "{language}", "theme": "{theme}""#));
        let (document, other) = (home.path().join("2025-01-28.txt"), home.path().join("colleague.bayan"));
        fs::write(&document, JANUARY).expect("the document");
        colleague(&other);
        let desktop = Desktop::start(&home, &[]).await;
        desktop.find("welcome-import").await;
        desktop.hand().drop_files(&[&document, &other]);
        let problem = desktop.find("import-problem").await.text().await.expect("its words");
        assert!(problem.contains(told) && problem.contains("colleague.bayan"), "{problem}");
        desktop.find("check").await;
        desktop.picture(&format!("import-archive-{language}-{theme}")).await;
        desktop.click("import-merge").await;
        desktop.find("merge-seen").await;
        desktop.picture(&format!("import-merge-{language}-{theme}")).await;
        desktop.close().await;
    }
}
