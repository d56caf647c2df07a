//! Somebody who never saw the program, from its first start: what changed since the last statement, the drift on a topic, a
//! document of it. They go by the words on the screen alone, in either language.

use crate::desktop::{Desktop, Home};

/// What they look for, by the words of the interface.
struct Words {
    lang: &'static str,
    sample: &'static str,
    compare: &'static str,
    timeline: &'static str,
    export: &'static str,
    make: &'static str,
}

const ENGLISH: Words = Words {
    lang: "en",
    sample: "Open the sample archive",
    compare: "Compare",
    timeline: "Timeline",
    export: "Export",
    make: "Export",
};
const ARABIC: Words = Words {
    lang: "ar",
    sample: "فتح الأرشيف النموذجي",
    compare: "المقارنة",
    timeline: "الخط الزمني",
    export: "تصدير",
    make: "تصدير",
};

impl Desktop {
    /// Clicks the first button in sight that says this, of those in what lies over the window where something does.
    async fn click_words(&self, words: &str) {
        let mark = "\
            const over = [...document.querySelectorAll('[role=dialog]')].at(-1) ?? document;\
            const found = [...over.querySelectorAll('button, [role=tab], a')].find(one =>\
              one.checkVisibility() && !one.disabled && (one.innerText.trim().startsWith(arguments[0]) ||\
              one.ariaLabel?.startsWith(arguments[0])));\
            document.querySelector('[data-newcomer]')?.removeAttribute('data-newcomer');\
            found?.setAttribute('data-newcomer', '');\
            return found !== undefined";
        for _ in 0..100 {
            if self.tell(mark, vec![words.into()]).await == true {
                return self.click_css("[data-newcomer]").await;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("nothing says {words}: {}", self.text().await);
    }

    /// A picture of a step of theirs.
    async fn step(&self, words: &Words, step: &str) {
        self.picture(&format!("newcomer-{}-{step}", words.lang)).await;
    }
}

async fn walk(words: &Words) {
    let home = Home::new();
    let desktop = Desktop::start(&home, &[]).await;
    desktop.find("welcome").await;
    if words.lang == "ar" {
        desktop.click("language-switch").await;
        desktop.wait_until("the frame is Arabic", "return document.documentElement.dir === 'rtl'").await;
    }
    desktop.step(words, "1-welcome").await;
    desktop.click_words(words.sample).await;
    desktop.find("summary").await;
    desktop.find("row").await;
    desktop.step(words, "2-what-changed").await;
    // The latest two statements of the series are there without a further step.
    let latest =
        "return document.querySelector('[data-testid=newer-next]')?.getAttribute('aria-disabled') === 'true'";
    desktop.wait_until("the latest statement is compared with the one before", latest).await;
    // A topic that is named over a changed passage leads to what was said of it over time, and so do the words of the screens.
    desktop.find("row-topic").await;
    let topic =
        desktop.look("return document.querySelector('[data-testid=row-topic]').innerText.trim()").await;
    let named = topic.as_str().map(str::to_owned).expect("a passage has its topic over it");
    desktop.click_words(&named).await;
    desktop.find("mention").await;
    let told = format!(
        "return document.querySelector('[data-testid=timeline] select')?.selectedOptions[0]?.text.startsWith({topic}) === true"
    );
    desktop.wait_until("the timeline is of the topic that was named", &told).await;
    desktop.click_words(words.compare).await;
    desktop.find("summary").await;
    desktop.click_words(words.timeline).await;
    desktop.wait_until("the way over the screens leads to the same topic", &told).await;
    let quote = desktop.look("return document.querySelector('[data-testid=mention] .txt').innerText").await;
    assert!(
        quote.as_str().is_some_and(|quote| quote.split_whitespace().count() > 2),
        "words are quoted: {quote}"
    );
    desktop.step(words, "3-drift").await;
    desktop.click_words(words.export).await;
    desktop.find("export-page").await;
    desktop.step(words, "4-export").await;
    desktop.click_words(words.make).await;
    desktop.find("export-done").await;
    desktop.step(words, "5-done").await;
    let path = desktop
        .look("return document.querySelector('[data-testid=export-done]').dataset.path")
        .await
        .as_str()
        .map(str::to_owned)
        .expect("the place of the document is told");
    let document = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    assert!(document.starts_with(b"PK"), "it is a document that Word opens: {path}");
    desktop.close().await;
}

#[tokio::test]
async fn a_newcomer_finds_what_changed_the_drift_on_a_topic_and_a_document_by_the_words_on_the_screen() {
    walk(&ENGLISH).await;
}

#[tokio::test]
async fn a_newcomer_finds_the_same_in_arabic() {
    walk(&ARABIC).await;
}
