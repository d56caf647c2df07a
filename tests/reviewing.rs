//! What a reader says of a comparison in the real window, by keys and by the mouse; a second start finds it all again.

use crate::archives::settle;
use crate::desktop::{Desktop, Home, Undriven};

/// A series of the sample archive whose statements are in Arabic.
const ARABIC_EXAMPLE: &str = "series-1";

/// The paragraphs of both sides of each row, as one text.
const ROWS: &str = "return [...document.querySelectorAll('[data-testid=row]')].map(row => row.getAttribute('aria-label')).join('|')";

/// Whether no portion of the document waits to be laid out.
const LAID_OUT: &str = "\
    return [...document.querySelectorAll('[data-testid=document] [data-portion]')].every(one => one.firstElementChild)";

impl Desktop {
    async fn open_example(&self) {
        self.find("summary").await;
        self.click(ARABIC_EXAMPLE).await;
        self.wait_until(
            "the Arabic example is compared",
            "return !!document.querySelector('[data-testid=row] [lang=ar]') && !document.querySelector('[data-testid=loading]')",
        )
        .await;
    }

    /// The rows, once all are laid out and stay as they are: those out of sight come one portion after another.
    async fn all_rows(&self) -> serde_json::Value {
        let mut rows = serde_json::Value::Null;
        loop {
            self.wait_until("every portion is laid out", LAID_OUT).await;
            tokio::time::sleep(std::time::Duration::from_millis(700)).await;
            let later = self.look(ROWS).await;
            if later == rows {
                return rows;
            }
            rows = later;
        }
    }

    async fn says(&self, what: &str, id: &str, words: &str) {
        let script = format!(
            "return (document.querySelector(\"[data-testid='{id}']\")?.textContent ?? '').includes('{words}')"
        );
        self.wait_until(what, &script).await;
    }
}

#[tokio::test]
async fn what_is_reviewed_noted_weighed_and_linked_by_hand_is_there_after_a_restart_and_can_be_undone() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.open_example().await;
    desktop.press("j").await;
    desktop.press(" ").await;
    desktop.says("one change is reviewed", "reviewed", "1 of ").await;
    desktop.click("weigh-3").await;
    // It need not be the first: the changes are put in another order when their topics are known.
    desktop
        .wait_until(
            "the weight stands beside the change",
            "return [...document.querySelectorAll('[data-testid=change]')].some(change => change.textContent.includes('Weight: Major'))",
        )
        .await;
    desktop.click("change-note-add").await;
    desktop.find("change-note-text").await.send_keys("لأول مرة").await.expect("a note is typed");
    desktop.click("change-note-keep").await;
    desktop.find("change-note").await;
    desktop.picture("compare-reviewed-en-light").await;

    let before = desktop.all_rows().await;
    // Another row than that of the change at hand is taken apart; what can be done to it is there once it is pointed at.
    const OTHER: &str = "[data-testid=row][data-kind=reworded]:not([aria-current])";
    let pointed = format!(
        "document.querySelector('{OTHER}').dispatchEvent(new PointerEvent('pointerenter')); return true"
    );
    desktop.look(&pointed).await;
    desktop.click_css(&format!("{OTHER} [data-testid=link]")).await;
    desktop.find("link-dialog").await;
    desktop.picture("links-en-light").await;
    desktop.click("link-part").await;
    let changed = format!("return {} !== {before}", ROWS.trim_start_matches("return "));
    desktop.wait_until("the passages stand apart", &changed).await;
    let apart = desktop.all_rows().await;
    desktop.close().await;

    let again = Desktop::start(&home, &["--sample"]).await;
    again.open_example().await;
    let same = format!("return {} === {apart}", ROWS.trim_start_matches("return "));
    again.wait_until("the passages still stand apart", &same).await;
    again.says("the change is still reviewed", "inspector", "Weight: Major").await;
    // By its key: the menu, the page and the journal agree on what is undone.
    again.press("\u{e009}z\u{e000}").await;
    let together = format!("return {} === {before}", ROWS.trim_start_matches("return "));
    again.wait_until("they are together again", &together).await;
    again.says("it is told", "journal-notice", "taken apart by hand").await;
    again.close().await;

    let third = Desktop::start(&home, &["--sample"]).await;
    third.open_example().await;
    third.wait_until("they are together still", &together).await;
    third.press("\u{e009}\u{e008}z\u{e000}").await;
    third.wait_until("what was undone before the restart is done again", &same).await;
    third.close().await;
}

#[tokio::test]
async fn the_command_box_and_the_guide_are_reached_by_keys_and_the_way_back_leads_to_the_comparison() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.open_example().await;
    desktop.press("\u{e009}k\u{e000}").await;
    desktop.find("palette-field").await.send_keys("setti").await.expect("words are typed");
    desktop.says("the action is found", "palette-option", "Settings").await;
    desktop.picture("palette-en-light").await;
    desktop.find("palette-field").await.send_keys("\u{e007}").await.expect("it is chosen");
    desktop.find("settings").await;
    desktop.press("\u{e031}").await;
    desktop.find("help").await;
    desktop.says("the guide is there", "help", "Bayan, a guide").await;
    desktop.press("?").await;
    desktop.find("keys-sheet").await;
    desktop.press("\u{e00c}").await;
    desktop.wait_until("it is closed", "return !document.querySelector('[data-testid=keys-sheet]')").await;
    desktop.press("\u{e009}3\u{e000}").await;
    desktop.find("summary").await;
    desktop.close().await;
}

#[tokio::test]
async fn where_a_comparison_was_left_it_is_shown_again_in_the_same_view() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.open_example().await;
    desktop.click("mode-inline").await;
    desktop.click("inspector-toggle").await;
    let last = "const rows = document.querySelectorAll('[data-testid=row]'); rows[rows.length - 1].scrollIntoView(); return true";
    desktop.look(last).await;
    let settings = home.settings();
    let kept = || std::fs::read_to_string(&settings).unwrap_or_default();
    let started = std::time::Instant::now();
    while kept().contains("\"top\": 0") || !kept().contains("\"view\": \"inline\"") {
        assert!(started.elapsed().as_secs() < 60, "where it was left is kept: {}", kept());
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    desktop.close().await;

    let again = Desktop::start(&home, &[]).await;
    again.find("summary").await;
    again
        .wait_until(
            "the view is the same, without the list, and scrolled to the place",
            "return document.querySelector('[data-testid=mode-inline]')?.getAttribute('aria-pressed') !== 'false' &&\
               !document.querySelector('[data-testid=inspector]') &&\
               document.querySelector('[data-testid=document]')?.scrollTop > 100",
        )
        .await;
    again.close().await;
}

#[tokio::test]
async fn over_each_row_stand_its_topics_which_lead_to_their_timelines_and_the_acts_that_turned() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.open_example().await;
    desktop.find("row-topic").await;
    desktop.find("row-acts").await;
    desktop.picture("captions-en-arabic-text").await;
    let topic = desktop.look("return document.querySelector('[data-testid=row-topic]').dataset.topic").await;
    desktop.click("language-switch").await;
    desktop.wait_until("the frame is Arabic", "return document.documentElement.dir === 'rtl'").await;
    desktop.picture("captions-ar-light").await;
    desktop.click("mode-inline").await;
    desktop.find("row-topic").await;
    desktop.picture("captions-ar-inline").await;
    desktop.click("row-topic").await;
    let shown = format!("return document.querySelector('[data-testid=timeline]')?.dataset.topic === {topic}");
    desktop.wait_until("the topic's timeline is shown", &shown).await;
    desktop.close().await;
}

#[tokio::test]
async fn the_list_of_changes_is_as_wide_after_a_restart_as_it_was_made_by_the_keys() {
    const WIDE: &str = "return Math.round(document.querySelector('[data-testid=inspector]')?.getBoundingClientRect().width ?? 0)";
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.open_example().await;
    let before = desktop.look(WIDE).await.as_u64().expect("a width");
    desktop.find("splitter").await.send_keys("\u{e012}\u{e012}").await.expect("the line takes keys");
    let wider = format!("{WIDE} === {}", before + 40);
    desktop.wait_until("the list is wider", &wider).await;
    let settings = home.settings();
    let kept = || std::fs::read_to_string(&settings).unwrap_or_default();
    let started = std::time::Instant::now();
    while !kept().contains(&format!("\"inspector_width\": {}", before + 40)) {
        assert!(started.elapsed().as_secs() < 60, "the width is kept: {}", kept());
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    desktop.close().await;

    let again = Desktop::start(&home, &[]).await;
    again.find("inspector").await;
    again.wait_until("it is as wide as it was", &wider).await;
    again.close().await;
}

#[tokio::test]
async fn a_comparison_kept_under_a_name_is_opened_again_after_a_restart_in_both_languages() {
    for (language, theme) in [("en", "light"), ("ar", "dark")] {
        let home = Home::new();
        settle(&home, &format!(r#""language": "{language}", "theme": "{theme}""#));
        let desktop = Desktop::start(&home, &["--sample"]).await;
        desktop.find("summary").await;
        let older = "return document.querySelector('[data-testid=older-picker]').dataset.release";
        let before = desktop.look(older).await;
        desktop.click("kept-open").await;
        let name = desktop.find("kept-name").await;
        name.send_keys("قبل الهدنة وبعدها").await.expect("a name is typed");
        desktop.click("kept-keep").await;
        desktop.find("kept-one").await;
        desktop.picture(&format!("kept-{language}-{theme}")).await;
        desktop.click("kept-close").await;
        desktop.click("swap").await;
        desktop.wait_until("the two are swapped", &format!("{older} !== {before}")).await;
        desktop.close().await;

        let desktop = Desktop::start(&home, &["--sample"]).await;
        desktop.find("summary").await;
        desktop.click("kept-open").await;
        desktop.click("kept-recall").await;
        desktop.wait_until("it is the pair that was kept", &format!("{older} === {before}")).await;
        desktop.find("summary").await;
        desktop.close().await;
    }
}

#[tokio::test]
async fn the_window_is_as_large_after_a_restart_and_stands_where_it_stood_and_a_second_one_beside_it() {
    const PLACE: (i32, i32, u32, u32) = (140, 60, 1180, 770);
    let home = Home::new();
    let Undriven { desktop, hand, mut program, window, .. } = Desktop::undriven(&home).await;
    hand.put(window, PLACE);
    hand.wait_for_place(PLACE);
    hand.close(window);
    program.wait().expect("it ends with its window");
    let mut again = desktop.start_beside(&home, &[]);
    hand.wait_for_place(PLACE);
    // One for another archive does not lie exactly over it.
    let mut second = desktop.start_beside(&home, &["--sample"]);
    let (x, y, width, height) = PLACE;
    hand.wait_for_place((x + 30, y + 30, width, height));
    for program in [&mut second, &mut again] {
        program.kill().and_then(|()| program.wait()).expect("it is stopped");
    }
    desktop.close().await;
}
