//! What is long: a thousand paragraphs on each side, and an import of ten thousand releases, in the real window. With
//! `--nocapture` each says how long it took; nothing fails for a time, but for one that no machine should need.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use bayan_archive::Archive;
use serde_json::Value;

use crate::desktop::{Desktop, Home};
use crate::made::{WORDS, scatter, sentence, series, store};

/// A paragraph as it stands in the older text, or in the newer one, where two in five have other words.
fn paragraph(number: usize, newer: bool) -> String {
    let text = sentence(number, 20 + scatter(number) % 30);
    if !newer || number % 5 > 1 {
        return text;
    }
    let mut words: Vec<&str> = text.split(' ').collect();
    let at = scatter(number + 7) % (words.len() - 4);
    words[at] = WORDS[scatter(number + 11) % WORDS.len()];
    words.insert(at + 2, "مجددا");
    words.join(" ")
}

/// The reader's own archive with two statements of a thousand paragraphs.
fn two_long_statements(home: &Home) {
    fs::create_dir_all(home.data()).expect("a folder");
    let archive = Archive::create(&home.data().join("archive.bayan")).expect("an archive");
    let series = series(&archive);
    let text = |newer: bool| (0..1000).map(|number| paragraph(number, newer)).collect();
    store(&archive, series, "2025-01-28", text(false));
    store(&archive, series, "2025-02-25", text(true));
    archive.close().expect("it closes");
}

/// Notes when each frame came, in `window.seen.frames`, and when each thing was first there, in `window.seen`.
const WATCH: &str = "\
    window.seen = { frames: [], began: performance.now() };\
    const note = (what, fits) => { if (!(what in seen) && fits()) seen[what] = performance.now() - seen.began; };\
    const all = () => document.querySelector('[data-testid=document]');\
    const frame = now => {\
      seen.frames.push(now);\
      note('row', () => document.querySelector('[data-testid=row]'));\
      note('whole', () => all() && !document.querySelector('[data-portion][aria-busy]') && !document.querySelector('.coming'));\
      requestAnimationFrame(frame);\
    };\
    requestAnimationFrame(frame);\
    return true";

/// The longest time between two frames since the frames were noted last, in milliseconds, and how many took over 50.
const WORST: &str = "\
    const gaps = seen.frames.slice(1).map((at, index) => at - seen.frames[index]);\
    seen.frames = [];\
    return [Math.max(...gaps), gaps.filter(gap => gap > 50).length, gaps.length]";

#[tokio::test]
async fn a_thousand_paragraphs_a_side_are_there_at_once_scroll_and_are_all_laid_out_in_the_end() {
    let home = Home::new();
    two_long_statements(&home);
    let desktop = Desktop::start(&home, &[]).await;
    desktop.find("row").await;
    // The second showing: the first has read the program and its fonts from the disk.
    desktop.click("screen-settings").await;
    desktop.find("settings").await;
    desktop.look(WATCH).await;
    desktop.press("\u{e009}3\u{e000}").await;
    desktop.wait_until("the first row is there", "return 'row' in seen").await;
    let laid = desktop.look("return document.querySelectorAll('[data-testid=row]').length").await;
    desktop.picture("long-en-light").await;

    // As by a wheel, before everything is laid out.
    desktop.look("seen.frames = []; return true").await;
    let scroll = "\
        const text = document.querySelector('[data-testid=document]');\
        window.scrolled = 0;\
        const step = () => { text.scrollBy(0, 120); if (++scrolled < 100) requestAnimationFrame(step); };\
        requestAnimationFrame(step); return true";
    desktop.look(scroll).await;
    desktop.wait_until("it has scrolled", "return scrolled >= 100").await;
    let early = desktop.look(WORST).await;
    desktop.wait_until("everything is laid out", "return 'whole' in seen").await;
    let laying = desktop.look(WORST).await;
    desktop.look(scroll).await;
    desktop.wait_until("it has scrolled again", "return scrolled >= 100").await;
    let late = desktop.look(WORST).await;
    let times = desktop.look("return [seen.row, seen.whole]").await;
    println!(
        "first row {} ms (of {laid} laid out then), all of them {} ms; worst frame, those over 50 ms, frames: \
         scrolling while rows are laid out {early}, laying out {laying}, scrolling after that {late}",
        times[0], times[1]
    );

    // Everything is there for a screen reader, in order, once.
    let read = desktop
        .look(
            "return ['older', 'newer'].map(side =>\
               [...document.querySelectorAll(`[data-testid=para][data-side=${side}]`)].length)",
        )
        .await;
    let runs = desktop.look("return document.querySelectorAll('[data-testid=run-toggle]').length").await;
    assert!(runs.as_u64() > Some(20), "unchanged passages are folded: {runs}");
    assert!(read[0].as_u64() > Some(350), "all changed passages are there: {read}");
    desktop
        .look(
            "const keys = new KeyboardEvent('keydown', { code: 'KeyU', key: 'U', shiftKey: true, bubbles: true });\
             document.body.dispatchEvent(keys); return true",
        )
        .await;
    desktop
        .wait_until(
            "all runs are open and laid out",
            "return document.querySelectorAll('[data-testid=para][data-side=newer]').length === 1000 &&\
               !document.querySelector('[data-portion][aria-busy]')",
        )
        .await;
    let order = desktop
        .look(
            "const numbers = [...document.querySelectorAll('[data-testid=para][data-side=newer]')].map(p => +p.dataset.number);\
             return numbers.every((number, at) => number === at + 1)",
        )
        .await;
    assert_eq!(order, Value::Bool(true), "in the order of the text");
    desktop.close().await;
}

#[tokio::test]
async fn the_last_change_of_a_long_comparison_is_reached_before_what_lies_between_is_laid_out() {
    let home = Home::new();
    two_long_statements(&home);
    let desktop = Desktop::start(&home, &[]).await;
    desktop.find("row").await;
    desktop.click("sort").await;
    desktop.click("sort-reading").await;
    // Up from no change at all is the last one.
    desktop.press("k").await;
    desktop
        .wait_until(
            "the row of the last change is at hand and in sight",
            "const row = document.querySelector('[data-testid=row][aria-current]')?.getBoundingClientRect();\
             const text = document.querySelector('[data-testid=document]').getBoundingClientRect();\
             return row !== undefined && row.top < text.bottom && row.bottom > text.top &&\
               +document.querySelector('[data-testid=row][aria-current]').dataset.row > 300",
        )
        .await;
    desktop
        .wait_until(
            "the change is in sight in the list too",
            "const one = document.querySelector('[data-testid=change][aria-current]')?.getBoundingClientRect();\
             const list = document.querySelector('[data-testid=inspector]').getBoundingClientRect();\
             return one !== undefined && one.top < list.bottom && one.bottom > list.top",
        )
        .await;
    desktop.close().await;
}

/// How many releases are brought in.
const RELEASES: usize = 10_000;

/// A table with a release in each row.
fn many_releases(file: &Path) {
    let mut table = String::from("date,title,text\n");
    for number in 0..RELEASES {
        let day = chrono_day(number);
        let _ = writeln!(
            table,
            "{day},البيان رقم {number},\"{}\n\n{}\"",
            sentence(2 * number, 18),
            sentence(2 * number + 1, 24)
        );
    }
    fs::write(file, table).expect("the table");
}

/// A day for each number, from 1990 on; 28 to a month.
fn chrono_day(number: usize) -> String {
    let (month, day) = (number / 28, number % 28 + 1);
    format!("{}-{:02}-{day:02}", 1990 + month / 12, month % 12 + 1)
}

/// Notes for each click how long the next painted frame took to come, in milliseconds.
const CLICKS: &str = "\
    window.answers = [];\
    addEventListener('click', event => {\
      const began = event.timeStamp;\
      requestAnimationFrame(() => setTimeout(() => answers.push(performance.now() - began)));\
    }, true);\
    return true";

#[tokio::test]
async fn a_click_is_answered_while_ten_thousand_releases_are_stored() {
    let home = Home::new();
    fs::create_dir_all(home.data()).expect("a folder");
    let archive = Archive::create(&home.data().join("archive.bayan")).expect("an archive");
    let _ = series(&archive);
    archive.close().expect("it closes");
    let file = home.path().join("statements.csv");
    many_releases(&file);

    let desktop = Desktop::start(&home, &[&file.to_string_lossy()]).await;
    desktop.find("import-item").await;
    desktop
        .wait_until(
            "everything is read",
            "return !document.querySelector('[data-testid=import-under]') && !!document.querySelector('[data-testid=accept]')",
        )
        .await;
    let offered = desktop.find("accept").await.text().await.expect("its words");
    assert!(offered.contains("10,000") || offered.contains("10000"), "{offered}");
    desktop.look(CLICKS).await;
    desktop.click("accept").await;
    desktop.find("import-under").await;
    let begun = std::time::Instant::now();
    let mut during = 0;
    while desktop.all("[data-testid=import-under], [data-testid=settings]").await.len() == 1 || during == 0 {
        desktop.click("screen-settings").await;
        desktop.find("settings").await;
        desktop.click("screen-import").await;
        desktop.find("import").await;
        during += 2;
        if desktop.all("[data-testid=import-stored]").await.len() == 1 {
            break;
        }
    }
    let took = begun.elapsed();
    desktop.find("import-stored").await;
    let answers = desktop.look("return [answers.length, Math.max(...answers), answers.toSorted((a, b) => a - b)[answers.length >> 1]]").await;
    println!(
        "{RELEASES} releases stored in {took:?}; clicks in that time {during}, answered in all {}, the longest wait {} ms, the \
         middle one {} ms",
        answers[0], answers[1], answers[2]
    );
    assert!(during >= 4, "several clicks were answered while it went on: {during}");
    // A click that waits for the whole import would wait for seconds: a tenth of the time is far from both.
    let longest = answers[1].as_f64().unwrap_or(f64::MAX);
    assert!(
        longest < (took.as_millis() as f64 / 4.0).max(1_000.0),
        "the longest wait for an answer was {longest} ms of {took:?}"
    );
    let stored = desktop.text().await;
    assert!(stored.contains("10,000") || stored.contains("10000"), "{stored}");
    desktop.close().await;
}
