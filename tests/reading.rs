//! A reader's first quarter of an hour: the sample archive, two English releases, two Arabic ones, a second start.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::desktop::{Desktop, Home};

/// The series of the sample archive, by the numbers it gives them.
const ARABIC_EXAMPLE: &str = "series-1";
const FOMC: &str = "series-3";

impl Desktop {
    /// Opens the sample archive from the welcome screen and waits for the first comparison.
    async fn open_sample(&self) {
        self.click("open-sample").await;
        self.find("summary").await;
    }

    /// Chooses a release by its date as the list shows it.
    async fn choose(&self, picker: &str, date: &str) {
        self.click(picker).await;
        // Those that are far from the one chosen come when the list is there.
        let found = format!(
            "[...document.querySelectorAll('[data-testid=release-option]')]\
             .find(option => option.textContent.includes('{date}'))?.dataset.release"
        );
        self.wait_until("the release is in the list", &format!("return {found} !== undefined")).await;
        let number = format!("return {found}");
        let Value::String(number) = self.look(&number).await else {
            panic!("no release of {date} in the list")
        };
        self.click_css(&format!("[data-testid='release-option'][data-release='{number}']")).await;
        self.wait_until(
            "the list is closed",
            "return !document.querySelector('[data-testid=release-option]')",
        )
        .await;
    }

    /// Waits until the comparison of the chosen pair is there with all its rows: until its answer comes the pair before is still
    /// shown, and what is out of sight is laid out after the rest.
    async fn settle(&self) {
        self.wait_until(
            "the comparison of the chosen pair is there",
            "const shown = document.querySelector('[data-testid=document]')?.dataset;\
             const chosen = side => document.querySelector(`[data-testid=${side}-picker]`)?.dataset.release;\
             return !document.querySelector('[data-testid=loading]') && !!document.querySelector('[data-testid=row]') &&\
               [...document.querySelectorAll('[data-testid=document] [data-portion]')].every(one => one.firstElementChild) &&\
               shown?.older === chosen('older') && shown?.newer === chosen('newer')",
        )
        .await;
    }

    /// The words under a mark on one side, as one text a mark.
    async fn marked(&self, side: &str, element: &str) -> BTreeSet<String> {
        let script = format!(
            "return [...document.querySelectorAll(\"[data-testid='para'][data-side='{side}'] {element}\")]\
             .map(mark => mark.textContent.trim())"
        );
        let Value::Array(marks) = self.look(&script).await else { panic!("{script} gives no list") };
        marks.iter().map(|mark| mark.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The different values of an expression over the paragraphs on screen, `p` being one.
    async fn over_paragraphs(&self, expression: &str) -> BTreeSet<String> {
        let script = format!(
            "return [...new Set([...document.querySelectorAll(\"[data-testid='para']\")].map(p => String({expression})))]"
        );
        let Value::Array(values) = self.look(&script).await else { panic!("{script} gives no list") };
        values.iter().map(|value| value.as_str().unwrap_or_default().to_owned()).collect()
    }
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[tokio::test]
async fn a_reader_opens_the_sample_and_compares_two_fomc_statements_and_two_arabic_ones() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &[]).await;
    desktop.find("welcome").await;
    desktop.open_sample().await;
    assert!(home.data().join("sample.bayan").exists());
    assert!(
        home.data().join("archive.bayan").exists(),
        "the reader's own archive was made at the first start"
    );

    desktop.click(FOMC).await;
    desktop.choose("newer-picker", "28 Jan 2026").await;
    desktop.choose("older-picker", "10 Dec 2025").await;
    desktop.settle().await;
    desktop.picture("compare-en-fomc").await;
    let (dropped, added) = (desktop.marked("older", "del").await, desktop.marked("newer", "ins").await);
    assert!(dropped.contains("moderate") && added.contains("solid"), "{dropped:?} {added:?}");
    assert!(dropped.contains("lower") && added.contains("maintain"), "{dropped:?} {added:?}");
    assert_eq!(
        desktop.over_paragraphs("p.lang + ' ' + getComputedStyle(p).direction").await,
        set(&["en ltr"])
    );

    desktop.click(ARABIC_EXAMPLE).await;
    desktop.choose("older-picker", "28 Jan 2025").await;
    desktop.choose("newer-picker", "25 Feb 2025").await;
    desktop.settle().await;
    desktop.picture("compare-en-arabic-text").await;
    assert_eq!(
        desktop.over_paragraphs("p.lang + ' ' + getComputedStyle(p).direction").await,
        set(&["ar rtl"])
    );
    assert_eq!(desktop.look("return document.documentElement.dir").await, "ltr", "the frame stays English");
    assert!(desktop.text().await.contains("Invented"), "the example is said to be invented");
    let (dropped, added) = (desktop.marked("older", "del").await, desktop.marked("newer", "ins").await);
    for (old, new) in [("ورحب", "وسجل"), ("420", "650"), ("شباط", "آذار")] {
        assert!(dropped.iter().any(|mark| mark.contains(old)), "{old} in {dropped:?}");
        assert!(added.iter().any(|mark| mark.contains(new)), "{new} in {added:?}");
    }

    desktop.click("language-switch").await;
    desktop.wait_until("the frame is Arabic", "return document.documentElement.dir === 'rtl'").await;
    desktop.settle().await;
    desktop.picture("compare-ar-example").await;
    let [older, newer] = ["older", "newer"].map(|side| {
        format!("return document.querySelector(\"[data-testid='para'][data-side='{side}']\").getBoundingClientRect().x")
    });
    let (older, newer) = (desktop.look(&older).await.as_f64(), desktop.look(&newer).await.as_f64());
    assert!(older > newer, "the older release stands on the right in an Arabic frame: {older:?} {newer:?}");
    desktop.close().await;

    // The next start shows the same two releases in the same language.
    let again = Desktop::start(&home, &[]).await;
    again.settle().await;
    assert_eq!(again.look("return document.documentElement.dir").await, "rtl");
    assert!(again.marked("newer", "ins").await.iter().any(|mark| mark.contains("وسجل")));
    again.close().await;
}

#[tokio::test]
async fn the_dark_theme_is_chosen_in_the_window_and_kept() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    let paper = "return getComputedStyle(document.querySelector('[data-testid=document]')).color";
    let light = desktop.look(paper).await;
    desktop.click("theme-switch").await;
    desktop.click("theme-dark").await;
    desktop
        .wait_until("the window is dark", "return document.documentElement.dataset.theme === 'dark'")
        .await;
    assert_ne!(desktop.look(paper).await, light, "the ink changes with the paper");
    desktop.click(ARABIC_EXAMPLE).await;
    desktop.settle().await;
    desktop.picture("compare-en-arabic-text-dark").await;
    desktop.click("language-switch").await;
    desktop.wait_until("the frame is Arabic", "return document.documentElement.dir === 'rtl'").await;
    desktop.click(FOMC).await;
    desktop.settle().await;
    desktop.picture("compare-ar-english-text-dark").await;
    desktop.close().await;

    let again = Desktop::start(&home, &[]).await;
    again.find("summary").await;
    assert_eq!(again.look("return document.documentElement.dataset.theme").await, "dark");
    // A page without the interface has the theme too: it is there before anything is drawn, not once the settings are.
    again.go("licences/index.txt").await;
    assert!(again.text().await.contains("svelte"), "the list of licences is shipped: {}", again.text().await);
    assert_eq!(again.look("return document.documentElement.dataset.theme").await, "dark");
    again.close().await;
}

#[tokio::test]
async fn the_pair_is_stepped_and_swapped_from_the_keyboard() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.click(FOMC).await;
    desktop.settle().await;
    let pair = "return ['older', 'newer'].map(side => document.querySelector(`[data-testid=${side}-picker]`).innerText).join('|')";
    let latest = desktop.look(pair).await;
    desktop.press("[").await;
    desktop.wait_until("the pair before is shown", &format!("{pair} !== {latest}")).await;
    desktop.press("]").await;
    desktop.wait_until("the latest pair is back", &format!("{pair} === {latest}")).await;
    desktop.settle().await;
    let dropped = desktop.marked("older", "del").await;
    desktop.press("x").await;
    desktop.wait_until("the sides are swapped", &format!("{pair} !== {latest}")).await;
    desktop.settle().await;
    assert_eq!(desktop.marked("newer", "ins").await, dropped, "read backwards, what was dropped is new");
    desktop.close().await;
}

#[tokio::test]
async fn the_smallest_window_has_room_for_both_texts_and_brings_the_list_of_changes_when_asked() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.resize(400, 300).await;
    desktop
        .wait_until(
            "the window is as small as it gets",
            "return innerWidth <= 960 && !document.querySelector('[data-testid=inspector]')",
        )
        .await;
    let size = desktop.look("return [innerWidth, innerHeight]").await;
    let [width, height] = [0, 1].map(|side| size[side].as_i64().unwrap_or_default());
    // The menu bar takes its height from the page.
    assert!(
        width == 960 && (580..=640).contains(&height),
        "the window is not smaller than its screens can be: {size}"
    );
    desktop.click("series-menu").await;
    desktop.click(&format!("{FOMC}-item")).await;
    desktop.settle().await;
    for side in ["older", "newer"] {
        assert_ne!(
            desktop.all(&format!("[data-testid='para'][data-side='{side}']")).await.len(),
            0,
            "{side}"
        );
    }
    let beyond = "return document.documentElement.scrollWidth - innerWidth";
    assert_eq!(desktop.look(beyond).await, Value::from(0), "nothing reaches over the edge");
    desktop.click("inspector-toggle").await;
    desktop.find("inspector").await;
    desktop.close().await;
}

#[tokio::test]
async fn no_mark_begins_or_ends_inside_a_word() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.click(ARABIC_EXAMPLE).await;
    desktop.settle().await;
    let broken = desktop
        .look(
            "const letter = /[\\p{L}\\p{M}\\p{N}]/u;\
             const found = [];\
             for (const mark of document.querySelectorAll(\"[data-testid='para'] :is(ins, del)\")) {\
               const para = mark.closest(\"[data-testid='para']\"), range = document.createRange();\
               range.setStart(para, 0);\
               range.setEndBefore(mark);\
               const before = range.toString(), text = mark.textContent;\
               const after = para.textContent.slice(before.length + text.length);\
               if (letter.test(before.at(-1) ?? ' ') && letter.test(text.at(0)) ||\
                   letter.test(text.at(-1)) && letter.test(after.at(0) ?? ' ')) found.push(before.slice(-9) + '|' + text + '|' + after.slice(0, 9));\
             }\
             return found",
        )
        .await;
    assert_eq!(broken, Value::Array(Vec::new()));
    assert_ne!(desktop.all("[data-testid='para'] ins").await.len(), 0, "there are marks to look at");
    desktop.close().await;
}

#[tokio::test]
async fn a_long_list_of_releases_comes_whole_and_what_is_seen_of_it_stays_in_its_place() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.click(FOMC).await;
    desktop.choose("older-picker", "16 Sep 2008").await;
    desktop.settle().await;
    const OPTIONS: &str = "document.querySelectorAll('[data-testid=release-option]')";
    const SEEN: &str = "(() => { const one = document.querySelector('[data-testid=release-option][aria-selected=true]');\
        const list = one.closest('[data-select-viewport]').getBoundingClientRect(); const { top, bottom } = one.getBoundingClientRect();\
        return top >= list.top - 1 && bottom <= list.bottom + 1 })()";
    desktop.click("older-picker").await;
    desktop.wait_until("the one chosen is in sight", &format!("return {OPTIONS}.length > 0 && {SEEN}")).await;
    desktop.wait_until("all are there", &format!("return {OPTIONS}.length === 210")).await;
    assert_eq!(desktop.look(&format!("return {SEEN}")).await, true, "the one chosen is in sight still");
    let highlighted = "const one = document.querySelector('[data-highlighted]'); const list = one.closest('[data-select-viewport]');\
        return one.getBoundingClientRect().top >= list.getBoundingClientRect().top - 1 && \
          one.textContent.includes('28 Jan 2026') === false && !one.ariaSelected.includes('true')";
    for _ in 0..20 {
        desktop.find("older-picker").await.send_keys("\u{e013}").await.expect("the choice takes keys");
    }
    desktop.wait_until("the keys lead on, and what they lead to is in sight", highlighted).await;
    desktop.close().await;
}
