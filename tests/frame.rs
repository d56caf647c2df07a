//! The frame of the real window: its native menu, used as a hand uses it, and what lies over the window.

use std::process::Command;

use crate::archives::settle;
use crate::desktop::{Desktop, Home, Undriven};

/// The menu of what is cut, copied and pasted, by its place in the bar.
const EDIT: usize = 1;
/// How many menus the bar has.
const MENUS: usize = 5;
/// Entries of the menu of what is cut, counted from its end.
const SELECT_ALL: usize = 3;
const PASTE: usize = 4;
const CUT: usize = 6;

#[tokio::test]
async fn the_native_menu_cuts_and_pastes_what_is_selected_in_a_field() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.click("screen-search").await;
    desktop.find("search-field").await.send_keys("peace").await.expect("words are typed");
    let holds = |words: &str| {
        format!("return document.querySelector('[data-testid=search-field]').value === '{words}'")
    };
    let hand = desktop.hand();
    let window = hand.program();
    hand.choose_in_menu(window, EDIT, SELECT_ALL);
    hand.choose_in_menu(window, EDIT, CUT);
    desktop.wait_until("it is cut", &holds("")).await;
    hand.choose_in_menu(window, EDIT, PASTE);
    desktop.wait_until("it is pasted", &holds("peace")).await;
    hand.choose_in_menu(window, EDIT, PASTE);
    desktop.wait_until("and once more, once", &holds("peacepeace")).await;
    desktop.close().await;
}

#[tokio::test]
async fn a_window_larger_than_the_screen_has_its_page_when_a_window_manager_makes_it_fit() {
    let home = Home::new();
    let desktop = Desktop::start_managed(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.wait_until("the page fits the screen", "return innerWidth <= 1366 && innerHeight < 768").await;
    desktop.click("screen-search").await;
    desktop.find("search-field").await;
    desktop.close().await;
}

#[tokio::test]
async fn a_window_whose_page_does_not_begin_is_shown_all_the_same() {
    let elsewhere = Home::new();
    let desktop = Desktop::start(&elsewhere, &[]).await;
    desktop.find("welcome").await;
    let hand = desktop.hand();
    let home = Home::new();
    let mut program = desktop.start_beside(&home, &[]);
    let children = format!("/proc/{0}/task/{0}/children", program.id());
    let begun = std::time::Instant::now();
    let web = loop {
        assert!(begun.elapsed().as_secs() < 60, "it starts no process for its page");
        let children = std::fs::read_to_string(&children).expect("Linux tells a program's children");
        let is_web = |child: &&str| {
            let name = std::fs::read_to_string(format!("/proc/{child}/comm"));
            name.is_ok_and(|name| name.starts_with("WebKitWebProces"))
        };
        if let Some(child) = children.split_whitespace().find(is_web) {
            break child.to_owned();
        }
    };
    let tell = |signal: &str| Command::new("kill").args([signal, &web]).status().expect("a signal is sent");
    tell("-STOP");
    hand.new_window();
    tell("-KILL");
    program.kill().expect("the program ends");
    let _ = program.wait();
    desktop.close().await;
}

#[tokio::test]
async fn in_arabic_the_native_menu_is_laid_out_from_right_to_left() {
    let home = Home::new();
    settle(&home, r#""language": "ar""#);
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.click("screen-search").await;
    desktop.find("search-field").await.send_keys("السلام").await.expect("words are typed");
    let hand = desktop.hand();
    let window = hand.program();
    // To the right of the first menu is the last one: from it the way round leads to the second.
    let edit = MENUS - EDIT;
    hand.choose_in_menu(window, edit, SELECT_ALL);
    hand.choose_in_menu(window, edit, CUT);
    let empty = "return document.querySelector('[data-testid=search-field]').value === ''";
    desktop.wait_until("it is cut", empty).await;
    desktop.close().await;
}

#[tokio::test]
async fn the_native_menu_closes_the_window_and_the_program_ends_with_it() {
    let home = Home::new();
    let Undriven { desktop, hand, mut program, window, .. } = Desktop::undriven(&home).await;
    // Its menu is there once its page is.
    let begun = std::time::Instant::now();
    while program.try_wait().expect("it can be asked for").is_none() {
        assert!(begun.elapsed().as_secs() < 60, "the window does not close");
        hand.choose_in_menu(window, 0, 1);
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    desktop.close().await;
}

#[tokio::test]
async fn what_scrolls_behind_a_dialog_shows_no_scrollbar_and_stays_where_it_was() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.click("screen-timeline").await;
    desktop.find("mention").await;
    const LIST: &str = "document.querySelector('[data-testid=timeline] .scroll')";
    let state =
        format!("return [getComputedStyle({LIST}).overflowY, Math.round({LIST}.scrollTop)].join(' ')");
    desktop.look(&format!("{LIST}.scrollTop = 90; return true")).await;
    assert_eq!(desktop.look(&state).await, "auto 90");
    desktop.press("\u{e009}e\u{e000}").await;
    desktop.find("export-page").await;
    assert_eq!(desktop.look(&state).await, "hidden 90");
    desktop.click("export-close").await;
    desktop
        .wait_until("it scrolls again", &format!("return getComputedStyle({LIST}).overflowY === 'auto'"))
        .await;
    assert_eq!(desktop.look(&state).await, "auto 90");
    desktop.close().await;
}
