//! A topic followed through a series in the real window: its marks, its quotes, a phrase and its wordings; what was noted and
//! kept is there after a restart.

use bayan_archive::Watch;
use serde_json::Value;

use crate::desktop::{Desktop, Home};
use crate::made::{self, series, store};

/// The series of the Arabic example in the sample archive.
const ARABIC_EXAMPLE: &str = "series-1";
/// The series of the Federal Open Market Committee there.
const FOMC: &str = "series-3";

/// Turns to a topic of the series in view, once its positions are there.
async fn topic(desktop: &Desktop, topic: &str) {
    desktop
        .wait_until(
            "the topics are there",
            &format!("return document.querySelector(\"[data-testid=timeline-topic] option[value='{topic}']\") !== null"),
        )
        .await;
    desktop
        .look(&format!(
            "const list = document.querySelector('[data-testid=timeline-topic]');\
             list.value = '{topic}'; list.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ))
        .await;
    desktop
        .wait_until(
            "the topic is shown",
            &format!(
                "const shown = document.querySelector('[data-testid=timeline]');\
                 return shown.dataset.topic === '{topic}' && shown.getAttribute('aria-busy') === 'false'"
            ),
        )
        .await;
}

#[tokio::test]
async fn refugees_are_followed_through_the_arabic_example_to_where_voluntary_was_dropped() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.click(ARABIC_EXAMPLE).await;
    desktop.click("screen-timeline").await;
    topic(&desktop, "refugees").await;
    desktop.find("mark").await;
    let acts = desktop
        .look("return [...document.querySelectorAll('[data-testid=mark]')].map((mark) => mark.dataset.act)")
        .await;
    assert!(acts.as_array().is_some_and(|acts| acts.len() >= 5), "{acts}");
    // Entries below what is in sight come after it.
    desktop
        .wait_until(
            "a quote shows the word that was dropped",
            "return [...document.querySelectorAll('[data-testid=quote] del')].some((del) => del.innerText.includes('طوعية'))",
        )
        .await;
    desktop.picture("timeline-en-refugees").await;

    // The phrase itself, with the wordings it was changed to.
    desktop
        .find("formula-field")
        .await
        .send_keys("عودة طوعية آمنة وكريمة")
        .await
        .expect("keys reach the field");
    desktop.click("formula-follow").await;
    desktop
        .wait_until(
            "its wordings are there",
            "return document.querySelectorAll('[data-testid=variant]').length >= 2",
        )
        .await;
    let without = desktop
        .look("return [...document.querySelectorAll('[data-testid=variant] del')].some((del) => del.innerText.includes('طوعية'))")
        .await;
    assert_eq!(without, Value::Bool(true), "a wording lacks the word");
    desktop.click("formula-keep").await;
    desktop
        .wait_until(
            "it is kept",
            "return document.querySelector('[data-testid=formula-keep]').getAttribute('aria-pressed') === 'true'",
        )
        .await;

    desktop.click("note-add").await;
    desktop.find("note-text").await.send_keys("هنا أسقطت").await.expect("keys reach the field");
    desktop.click("note-keep").await;
    desktop.find("note").await;

    desktop.click("language-switch").await;
    desktop.wait_until("the frame is Arabic", "return document.documentElement.dir === 'rtl'").await;
    desktop.picture("timeline-ar-refugees").await;

    // The topic over all series: a number leads to its quotes, a quote to its release.
    desktop.click("everywhere-open").await;
    desktop.click("everywhere-count").await;
    desktop.find("everywhere-mention").await;
    desktop.picture("everywhere-ar-light").await;
    desktop.click("everywhere-mention").await;
    desktop
        .wait_until(
            "the words of the quote are shown in their release",
            "return !!document.querySelector('[data-testid=release] [data-testid=release-paragraph].asked')",
        )
        .await;
    desktop.click("screen-timeline").await;
    desktop.find("mark").await;
    desktop.close().await;

    let again = Desktop::start(&home, &[]).await;
    topic(&again, "refugees").await;
    again.find("note").await;
    let note = again.look("return document.querySelector('[data-testid=note] textarea').value").await;
    assert_eq!(note, "هنا أسقطت");
    again
        .wait_until(
            "the kept phrase is followed",
            "return document.querySelectorAll('[data-testid=variant]').length >= 2",
        )
        .await;
    // A quote opens its release.
    again.click("open-source").await;
    again.find("document").await;
    again.close().await;
}

#[tokio::test]
async fn a_topic_of_the_central_bank_is_followed_over_its_years_and_its_codebook_edited() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.click(FOMC).await;
    desktop.click("screen-timeline").await;
    topic(&desktop, "inflation").await;
    desktop
        .wait_until(
            "its marks are there, as many as are in sight",
            "return document.querySelectorAll('[data-testid=mark]').length > 20",
        )
        .await;
    desktop.picture("timeline-en-fomc").await;
    desktop.click("screen-topics").await;
    desktop.find("match").await;
    desktop.picture("topics-en-fomc").await;
    let terms = "return document.querySelectorAll('[data-testid=terms-en] [data-testid=term]').length";
    let before = desktop.look(terms).await.as_u64().expect("a number");
    desktop
        .find_css("[data-testid='terms-en'] [data-testid='term-field']")
        .await
        .send_keys("in light of its\u{e007}")
        .await
        .expect("keys reach the field");
    desktop.wait_until("the term is there", &format!("{terms} === {}", before + 1)).await;
    // What is not saved is there again after another screen, and after a restart.
    desktop.click("screen-timeline").await;
    desktop.find("chart").await;
    desktop.click("screen-topics").await;
    desktop.wait_until("the term is there still", &format!("{terms} === {}", before + 1)).await;
    desktop.close().await;

    let unsaved = Desktop::start(&home, &[]).await;
    unsaved.wait_until("the term is there once more", &format!("{terms} === {}", before + 1)).await;
    unsaved.click("codebook-save").await;
    unsaved
        .wait_until("it is saved", "return document.querySelector('[data-testid=codebook-save]').disabled")
        .await;
    unsaved.close().await;

    let again = Desktop::start(&home, &[]).await;
    again.find("match").await;
    assert_eq!(again.look(terms).await.as_u64(), Some(before + 1), "what was saved is there after a restart");
    again.close().await;
}

/// How many releases the long series has.
const LONG: usize = 500;
/// What they say in turn; every one speaks of the ceasefire and of the refugees.
const SAID: [[&str; 2]; 4] = [
    ["رحب المجلس باتفاق وقف إطلاق النار.", "أكد المجلس أن العودة الطوعية للاجئين حق لهم."],
    ["رحب المجلس مجددا باتفاق وقف إطلاق النار.", "طالب المجلس بعودة طوعية وآمنة للاجئين."],
    ["أدان المجلس خرق وقف إطلاق النار.", "طالب المجلس بعودة آمنة للاجئين."],
    ["رفض المجلس خرق وقف إطلاق النار ودعا إلى الالتزام به.", "حذر المجلس من إعادة اللاجئين قسرا."],
];

/// Notes for each topic that is chosen how long it took, in milliseconds, until its marks were painted.
const TURNS: &str = "\
    window.painted = [];\
    addEventListener('change', event => {\
      const began = performance.now(), wanted = event.target.value;\
      const look = () => {\
        const shown = document.querySelector('[data-testid=timeline]');\
        const there = shown.dataset.topic === wanted && shown.getAttribute('aria-busy') === 'false' &&\
          document.querySelector('[data-testid=mark]') !== null;\
        if (there) setTimeout(() => painted.push(performance.now() - began));\
        else requestAnimationFrame(look);\
      };\
      requestAnimationFrame(look);\
    }, true);\
    return true";

/// With `--nocapture` it says how long the topics took to be painted; the figures of a release build are in
/// `docs/benchmarks.md`.
#[expect(clippy::print_stdout, reason = "the figures of docs/benchmarks.md are taken from here")]
#[tokio::test]
async fn the_topics_of_a_series_of_five_hundred_releases_are_turned_to_one_after_the_other() {
    let home = Home::new();
    let archive = made::archive(&home);
    let long = series(&archive);
    for number in 0..LONG {
        let date = format!("{}-{:02}-{:02}", 1980 + number / 12, number % 12 + 1, number % 28 + 1);
        store(&archive, long, &date, SAID[number % SAID.len()].map(str::to_owned).to_vec());
    }
    archive
        .update_positions(None, &mut Watch { progress: &mut |_, _| {}, called_off: &|| false })
        .expect("its positions are found");
    archive.close().expect("it closes");

    let desktop = Desktop::start(&home, &[]).await;
    desktop.click("series-1").await;
    desktop.click("screen-timeline").await;
    topic(&desktop, "ceasefire").await;
    desktop.look(TURNS).await;
    for turn in 0..20 {
        topic(&desktop, ["refugees", "ceasefire"][turn % 2]).await;
        desktop.wait_until("it is painted", &format!("return painted.length === {}", turn + 1)).await;
        // What is not seen comes after it: the table tells of all of them.
        desktop
            .wait_until(
                "all of it is told",
                &format!(
                    "return document.querySelector('[data-testid=chart]').getAttribute('aria-busy') === 'false' &&\
                        document.querySelectorAll('[data-testid=chart-table] tbody tr').length === {LONG}"
                ),
            )
            .await;
    }
    let times = desktop.look("return painted.toSorted((a, b) => a - b)").await;
    println!(
        "a topic of {LONG} releases painted: p50 {} ms, p95 {} ms, max {} ms",
        times[10], times[18], times[19]
    );

    // Only what is near is drawn; the rest is when it is gone to, by the mouse or by keys.
    let drawn = "[...document.querySelectorAll('[data-testid=mark]')].map(mark => parseInt(mark.getAttribute('aria-label')))";
    assert_eq!(desktop.look(&format!("return {drawn}.includes(1)")).await, Value::Bool(false));
    desktop.look("document.querySelector('[data-testid=chart] .scroller').scrollLeft = 0; return true").await;
    desktop.wait_until("the oldest marks are drawn", &format!("return {drawn}.includes(1)")).await;
    // WebDriver finds no place to click in a drawing.
    let choose = "const mark = document.querySelector(\"[data-testid=mark][aria-label^='1 ']\");\
        mark.focus(); mark.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))";
    desktop.look(choose).await;
    let keys = "\u{e014}".repeat(40);
    desktop.find_css("[data-testid=mark]:focus").await.send_keys(&keys).await.expect("keys reach the mark");
    desktop
        .wait_until(
            "the keys went as far",
            "return document.activeElement.getAttribute('aria-label')?.startsWith('41 ')",
        )
        .await;
    // The entries round it are drawn, and more of them on either side when they are asked for.
    desktop.find_css("[data-testid=mention][aria-current=true]").await;
    let entries = "document.querySelectorAll('[data-testid=mention]').length";
    let few = desktop.look(&format!("return {entries}")).await.as_u64().expect("a number");
    assert!(few < 60, "{few} entries are drawn");
    desktop.click("timeline-before").await;
    desktop.wait_until("more entries are drawn", &format!("return {entries} > {few}")).await;
    desktop.close().await;
}
