//! Following a position through its series in the window: the matrix, the words behind a cell, a correction that outlives a
//! restart; in Arabic and in English.

use serde_json::Value;

use crate::desktop::{Desktop, Home};

/// The series of the sample archive, by the numbers it gives them.
const ARABIC_EXAMPLE: &str = "series-1";
const FOMC: &str = "series-3";

/// The topic of the committee's guidance, and the place of its statement of 28 January 2004.
const GUIDANCE: &str = "policy-stance";
const PATIENT: usize = 32;

impl Desktop {
    /// Goes to the Positions screen of a series and waits until it is up to date.
    async fn open_positions(&self, series: &str) {
        self.click(series).await;
        self.click("screen-positions").await;
        self.wait_until(
            "the positions are up to date",
            "return !!document.querySelector('[data-testid=matrix]') && \
             !document.querySelector('[data-testid=updating]')",
        )
        .await;
    }

    /// Opens a cell by its topic and the release's place, counted from 0.
    async fn open_cell(&self, topic: &str, release: usize) {
        let cell = format!("[data-testid='matrix-row'][data-topic='{topic}'] td[data-column='{release}']");
        // The matrix may still move under the pointer when it was scrolled to.
        let chosen = format!("return document.querySelector(\"{cell}\")?.getAttribute('aria-selected')");
        for _ in 0..5 {
            self.click_css(&cell).await;
            if self.look(&chosen).await == "true" {
                break;
            }
        }
        self.wait_until(
            "the quotes are those of the cell",
            "return document.querySelector('[data-testid=drawer]')?.getAttribute('aria-busy') === 'false' && \
             !!document.querySelector('[data-testid=said]')",
        )
        .await;
    }

    /// Waits until a cell of the matrix shows this act: the matrix follows the drawer a moment later.
    async fn wait_for_act(&self, topic: &str, release: usize, act: &Value) {
        let script = format!("return ({}) === {act}", act_at(topic, release));
        self.wait_until(&format!("the cell says {act}"), &script).await;
    }

    /// Corrects the act of the position that is open, and waits until the correction counts.
    async fn correct_act(&self, act: &str) {
        self.click("change").await;
        self.find("correction").await;
        self.look(&format!(
            "const select = document.querySelector(\"[data-testid='correct-act']\"); select.value = '{act}'; \
             select.dispatchEvent(new Event('change', {{ bubbles: true }})); return null"
        ))
        .await;
        self.click("save-correction").await;
        self.wait_until(
            "the correction counts",
            "return !!document.querySelector(\"[data-testid='said'][data-standing='changed']\")",
        )
        .await;
    }

    /// Undoes the last act by its key, and waits until no position that is open is changed.
    async fn undo_correction(&self) {
        self.press("\u{e009}z\u{e000}").await;
        self.wait_until(
            "it is undone",
            "return !!document.querySelector(\"[data-testid='said']\") && \
             !document.querySelector(\"[data-testid='said'][data-standing='changed']\")",
        )
        .await;
    }

    async fn act_of(&self, topic: &str, release: usize) -> Value {
        self.look(&format!("return {}", act_at(topic, release))).await
    }
}

/// The act that a cell of the matrix shows, as the window's script says it; null where it shows none.
fn act_at(topic: &str, release: usize) -> String {
    format!(
        "document.querySelector(\"[data-topic='{topic}'] td[data-column='{release}'] [data-act]\")?.dataset.act ?? null"
    )
}

/// The words the open cell marks as dropped since the mention before.
const DROPPED: &str = "return [...document.querySelectorAll(\"[data-testid='quote-before'] del\")].map(mark => mark.textContent.trim())";

#[tokio::test]
async fn a_reader_follows_the_refugees_finds_the_word_that_was_dropped_and_corrects_an_act() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &[]).await;
    desktop.click("open-sample").await;
    desktop.find("summary").await;
    desktop.open_positions(ARABIC_EXAMPLE).await;
    let mut found = None;
    for release in 1..10 {
        let state = format!(
            "return document.querySelector(\"[data-topic='refugees'] td[data-column='{release}']\").dataset.state"
        );
        if desktop.look(&state).await != "said" {
            continue;
        }
        desktop.open_cell("refugees", release).await;
        desktop
            .wait_until(
                "the cell is the one that was opened",
                &format!("return !!document.querySelector(\"[data-topic='refugees'] td[data-column='{release}'].chosen\")"),
            )
            .await;
        let Value::Array(marks) = desktop.look(DROPPED).await else { panic!("no list") };
        if marks.iter().any(|mark| mark.as_str().unwrap_or_default().contains("طوعية")) {
            found = Some(release);
            break;
        }
    }
    let release = found.expect("the word is marked where it was dropped");
    desktop.picture("positions-en-arabic-text").await;
    let before = desktop.act_of("refugees", release).await;
    desktop.correct_act("condemn").await;
    desktop.wait_for_act("refugees", release, &"condemn".into()).await;

    // Undone and done again, and both show at once.
    desktop.undo_correction().await;
    desktop.wait_for_act("refugees", release, &before).await;
    desktop.press("\u{e009}\u{e008}z\u{e000}").await;
    desktop
        .wait_until(
            "it is done again",
            "return !!document.querySelector(\"[data-testid='said'][data-standing='changed']\")",
        )
        .await;

    // The passage through the series.
    desktop
        .look(
            "const said = [...document.querySelectorAll('[data-testid=said]')].find((one) => \
             [...one.querySelectorAll('[data-testid=quote-before] del')].some((del) => del.textContent.includes('طوعية'))); \
             said.querySelector('[data-testid=passage-history]').click(); return null",
        )
        .await;
    desktop
        .wait_until(
            "its wordings are there",
            "return document.querySelectorAll('[data-testid=lineage-stage]').length >= 2",
        )
        .await;
    let dropped = desktop
        .look("return [...document.querySelectorAll('[data-testid=lineage-words] del')].map((del) => del.innerText).join(' ')")
        .await;
    assert!(dropped.as_str().is_some_and(|words| words.contains("طوعية")), "{dropped}");
    desktop.picture("lineage-en").await;
    desktop.close().await;

    // The next start has it as it was left; what was found can be had back.
    let again = Desktop::start(&home, &[]).await;
    again.find("positions").await;
    again.wait_until("the matrix is there", "return !!document.querySelector('[data-testid=matrix]')").await;
    assert_eq!(again.act_of("refugees", release).await, "condemn");
    again.open_cell("refugees", release).await;
    again.click("restore").await;
    again
        .wait_until(
            "what was found counts",
            "return !document.querySelector(\"[data-testid='said'][data-standing='changed']\")",
        )
        .await;
    assert_eq!(again.act_of("refugees", release).await, before);
    again.click("language-switch").await;
    again.wait_until("the frame is Arabic", "return document.documentElement.dir === 'rtl'").await;
    again.picture("positions-ar-restored").await;
    again.click("read-release").await;
    again.find("compare").await;
    again.close().await;
}

#[tokio::test]
async fn positions_on_monetary_policy_are_confirmed_corrected_undone_and_as_left_after_a_restart() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &[]).await;
    desktop.click("open-sample").await;
    desktop.find("summary").await;
    desktop.open_positions(FOMC).await;
    desktop
        .look(
            "const said = [...document.querySelectorAll(\"[data-row='0'][data-state='said']\")].at(-1); \
             said.click(); return null",
        )
        .await;
    desktop.find("said").await;
    desktop.picture("positions-en-confirmed").await;
    desktop.click("confirm").await;
    desktop
        .wait_until(
            "it is confirmed",
            "return !!document.querySelector(\"[data-testid='said'][data-standing='confirmed']\")",
        )
        .await;

    // The guidance followed to where “for a considerable period” was dropped: 28 January 2004.
    desktop.open_cell(GUIDANCE, PATIENT).await;
    desktop
        .wait_until(
            "what was dropped is marked",
            "return [...document.querySelectorAll(\"[data-testid='quote-before'] del\")].some((del) => \
             del.textContent.includes('considerable'))",
        )
        .await;
    let before = desktop.act_of(GUIDANCE, PATIENT).await;
    desktop.picture("positions-en-fomc").await;
    desktop.correct_act("commit").await;
    desktop.wait_for_act(GUIDANCE, PATIENT, &"commit".into()).await;
    desktop.undo_correction().await;
    desktop.wait_for_act(GUIDANCE, PATIENT, &before).await;
    desktop.close().await;

    // All is as it was left: what was undone is undone, what was confirmed is confirmed.
    let again = Desktop::start(&home, &[]).await;
    again.find("positions").await;
    again.wait_for_act(GUIDANCE, PATIENT, &before).await;
    again
        .wait_until("what was confirmed is", "return !!document.querySelector(\"[data-row='0'] .hand\")")
        .await;
    again.close().await;
}
