//! What is long: an import of ten thousand releases, in the real window. With `--nocapture` it says how long it took; it fails
//! for no time but one that no machine should need.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::desktop::{Desktop, Home};
use crate::made::{self, sentence, series};

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

#[expect(clippy::print_stdout, reason = "the figures of docs/benchmarks.md are taken from here")]
#[tokio::test]
async fn a_click_is_answered_while_ten_thousand_releases_are_stored() {
    let home = Home::new();
    let archive = made::archive(&home);
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
