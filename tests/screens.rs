//! Every screen of the real window in Arabic and English, light and dark. With `BAYAN_PICTURES` this makes the pictures of the
//! guide and those a change of the window's look is looked at by.

use crate::desktop::{Desktop, Home};
use crate::made::{self, sentence, series, store};

/// The series that is shown in each language of the interface, by the number the sample archive gives it.
const SHOWN: [(&str, &str); 2] = [("en", "series-3"), ("ar", "series-1")];

/// The screens, each with how it is reached and what says that it is there.
const SCREENS: [(&str, &str, &str); 13] = [
    ("releases", "screen-library", "table-row"),
    ("compare", "screen-compare", "row"),
    ("positions", "screen-positions", "said"),
    ("timeline", "screen-timeline", "mention"),
    ("topics", "screen-topics", "match"),
    ("search", "screen-search", "search-field"),
    ("import", "screen-import", "import"),
    ("settings", "screen-settings", "settings"),
    ("guide", "", "help"),
    ("about", "", "about"),
    ("statement", "", "release-paragraph"),
    ("export", "", "export-page"),
    ("keys", "", "keys-sheet"),
];

/// The way into a theme, and what says that it is in force.
const THEMES: [&str; 2] = ["light", "dark"];

#[tokio::test]
async fn every_screen_shows_in_both_languages_and_both_themes_without_a_fault() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    for (lang, series) in SHOWN {
        desktop.turn(lang).await;
        desktop.click("screen-compare").await;
        desktop.click(series).await;
        let shown = format!(
            "return 'series-' + document.querySelector('[data-testid=document]')?.dataset.series === '{series}'"
        );
        desktop.wait_until("the series is shown", &shown).await;
        for theme in THEMES {
            desktop.light(theme).await;
            for (name, way, there) in SCREENS {
                desktop.reach(name, way, lang).await;
                desktop.find(there).await;
                desktop
                    .wait_until(
                        "nothing is waited for",
                        "return !document.querySelector('[aria-busy=true], [data-testid=loading]')",
                    )
                    .await;
                let faults = desktop.all("[data-testid=problem], .problem").await;
                assert!(faults.is_empty(), "{name} {lang} {theme}: {}", desktop.text().await);
                desktop.picture(&format!("{name}-{lang}-{theme}")).await;
                match name {
                    "export" => desktop.click("export-close").await,
                    "keys" => desktop.click("keys-close").await,
                    _ => {}
                }
            }
        }
    }
    desktop.close().await;
}

#[tokio::test]
async fn the_first_start_shows_in_both_languages_and_both_themes() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &[]).await;
    desktop.find("welcome").await;
    for (lang, _) in SHOWN {
        desktop.turn(lang).await;
        for theme in THEMES {
            desktop.light(theme).await;
            desktop.picture(&format!("welcome-{lang}-{theme}")).await;
        }
    }
    desktop.close().await;
}

/// The screens of an archive that holds one statement, each with what says that it is there.
const ONE: [(&str, &str); 7] = [
    ("screen-library", "table-row"),
    ("screen-search", "search-field"),
    ("screen-compare", "too-few"),
    ("screen-positions", "positions"),
    ("screen-timeline", "timeline"),
    ("screen-topics", "topics"),
    ("screen-import", "import-nothing"),
];

#[tokio::test]
async fn an_archive_of_one_statement_shows_on_every_screen_what_there_is_and_says_what_is_missing() {
    let home = Home::new();
    let archive = made::archive(&home);
    let one = series(&archive);
    store(&archive, one, "2025-01-28", (0..5).map(|number| sentence(number, 30)).collect());
    archive.close().expect("it closes");
    let desktop = Desktop::start(&home, &[]).await;
    desktop.find("too-few").await;
    for lang in ["en", "ar"] {
        desktop.turn(lang).await;
        for (way, there) in ONE {
            desktop.click(way).await;
            desktop.find(there).await;
            desktop
                .wait_until("nothing is waited for", "return !document.querySelector('[aria-busy=true]')")
                .await;
            let faults = desktop.all("[data-testid=problem], .problem").await;
            assert!(faults.is_empty(), "{way} {lang}: {}", desktop.text().await);
            desktop.picture(&format!("one-{}-{lang}", way.trim_start_matches("screen-"))).await;
        }
    }
    desktop.close().await;
}

impl Desktop {
    /// Turns the interface to a language.
    async fn turn(&self, lang: &str) {
        let spoken = format!("return document.documentElement.lang === '{lang}'");
        if self.look(&spoken).await != true {
            self.click("language-switch").await;
            self.wait_until("the interface is in the language", &spoken).await;
        }
    }

    /// Chooses a theme.
    async fn light(&self, theme: &str) {
        self.click("theme-switch").await;
        self.click(&format!("theme-{theme}")).await;
        let shown = format!("return document.documentElement.dataset.theme === '{theme}'");
        self.wait_until("the theme is in force", &shown).await;
    }

    async fn reach(&self, name: &str, way: &str, lang: &str) {
        match name {
            "guide" => self.press("\u{e031}").await,
            "about" => {
                self.press("\u{e009}k\u{e000}").await;
                let typed = if lang == "ar" { "عن بيان" } else { "about" };
                self.find("palette-field").await.send_keys(typed).await.expect("words are typed");
                self.find_css("[data-testid='palette-option'][data-kind='action']").await;
                self.find("palette-field").await.send_keys("\u{e007}").await.expect("it is chosen");
            }
            "positions" => {
                self.click(way).await;
                self.find("matrix-row").await;
                let newest =
                    "[...document.querySelectorAll(\"[data-row='0'][data-state='said']\")].at(-1).click()";
                self.look(newest).await;
            }
            "statement" => {
                self.click("screen-library").await;
                self.click_css("[data-testid=table-row][data-release]").await;
                self.click("details-read").await;
            }
            "export" => {
                self.click("screen-timeline").await;
                self.find("mention").await;
                self.press("\u{e009}e\u{e000}").await;
            }
            "keys" => self.press("?").await,
            _ => self.click(way).await,
        }
        if name == "search" {
            let words = if lang == "ar" { "وقف إطلاق النار" } else { "inflation" };
            let field = self.find("search-field").await;
            field.clear().await.expect("the field is emptied");
            field.send_keys(words).await.expect("words are typed");
            self.find("overview").await;
        }
    }
}
