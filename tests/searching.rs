//! Searching in the window: every way of asking, the words around a hit, the bars over time, and from a hit to its release; in
//! English and Arabic.

use serde_json::Value;

use crate::archives::settle;
use crate::desktop::{Desktop, Home};

/// The series of the sample archive whose positions are found before, by the number it gives it.
const ARABIC_EXAMPLE: &str = "series-1";

impl Desktop {
    /// Puts words into the field at once, as pasting does, and gives how many paragraphs are found.
    async fn search_for(&self, typed: &str) -> u64 {
        let typed = Value::from(typed);
        self.look(&format!(
            "const field = document.querySelector('[data-testid=search-field]'); field.value = {typed}; \
             field.dispatchEvent(new Event('input', {{ bubbles: true }})); return null"
        ))
        .await;
        self.found(&format!("asked.typed === {typed}")).await
    }

    /// Chooses an option of a limit and gives how many paragraphs are found then.
    async fn hold_to(&self, limit: &str, value: &str, asked: &str) -> u64 {
        let value = Value::from(value);
        self.look(&format!(
            "const limit = document.querySelector('[data-testid=limit-{limit}]'); limit.value = {value}; \
             for (const kind of ['input', 'change']) limit.dispatchEvent(new Event(kind, {{ bubbles: true }})); \
             return null"
        ))
        .await;
        self.found(asked).await
    }

    /// Waits until a question is answered of which a script's condition on `asked` holds, and gives how many paragraphs
    /// are found.
    async fn found(&self, condition: &str) -> u64 {
        self.wait_until(
            &format!("it is answered: {condition}"),
            &format!(
                "const asked = JSON.parse(document.querySelector('[data-testid=search-count]').dataset.asked ?? 'null'); \
                 return asked !== null && ({condition}) && \
                 !!document.querySelector('[data-testid=overview], [data-testid=search-nothing]')"
            ),
        )
        .await;
        // The line below says one and two in words.
        let count = "return Number(document.querySelector('[data-testid=overview] dd')?.textContent ?? 0)";
        self.look(count).await.as_u64().expect("a number")
    }

    /// The values a limit offers, the one for all left out.
    async fn offered(&self, limit: &str) -> Vec<String> {
        let script = format!(
            "return [...document.querySelectorAll('[data-testid=limit-{limit}] option')].map((one) => one.value)"
        );
        let Value::Array(all) = self.look(&script).await else { panic!("no list") };
        all.iter().filter_map(Value::as_str).filter(|value| !value.is_empty()).map(str::to_owned).collect()
    }
}

#[tokio::test]
async fn every_way_of_asking_finds_what_it_should_in_both_languages_and_leads_to_the_release() {
    for (language, theme) in [("en", "light"), ("ar", "dark")] {
        let home = Home::new();
        settle(&home, &format!(r#""language": "{language}", "theme": "{theme}""#));
        let desktop = Desktop::start(&home, &["--sample"]).await;
        desktop.find("summary").await;
        // What is on which topic is known once it was looked for.
        desktop.click(ARABIC_EXAMPLE).await;
        desktop.click("screen-positions").await;
        desktop.find("matrix").await;
        desktop.click("screen-search").await;
        desktop.find("search-field").await;

        // Words in any form and spelling.
        let refugees = desktop.search_for("اللاجئين").await;
        assert!(refugees > 10, "{refugees}");
        assert_eq!(desktop.search_for("لاجئ").await, refugees);
        assert_eq!(desktop.search_for("لاجىء").await, refugees, "the hamza on another seat");
        let number = desktop.search_for("٢٢٥٤").await;
        assert!(number > 0);
        assert_eq!(desktop.search_for("2254").await, number);
        let security = desktop.search_for("الأمن").await;
        assert!(security > 0);
        assert_eq!(desktop.search_for("الامن").await, security);

        // Phrase, prefix, and, or, not.
        let words = desktop.search_for("federal funds rate").await;
        let phrase = desktop.search_for("\"federal funds rate\"").await;
        assert!(phrase > 0 && phrase <= words, "{phrase} of {words}");
        let inflation = desktop.search_for("inflation").await;
        assert!(desktop.search_for("inflat*").await >= inflation);
        let employment = desktop.search_for("employment").await;
        let both = desktop.search_for("inflation AND employment").await;
        let without = desktop.search_for("inflation NOT employment").await;
        let either = desktop.search_for("inflation OR employment").await;
        assert!(both > 0 && without > 0);
        assert_eq!((both + without, either), (inflation, inflation + employment - both));

        // Held to a language, a series, dates.
        let all = desktop.search_for("لاجئ OR refugee").await;
        let arabic = desktop.hold_to("lang", "ar", "asked.lang === 'ar'").await;
        let english = desktop.hold_to("lang", "en", "asked.lang === 'en'").await;
        assert!(arabic > 0 && english > 0);
        assert_eq!(arabic + english, all);
        desktop.hold_to("lang", "", "asked.lang === null").await;
        let mut by_series = 0;
        for series in desktop.offered("series").await {
            by_series += desktop.hold_to("series", &series, &format!("asked.series[0] === {series}")).await;
        }
        assert_eq!(by_series, all);
        desktop.hold_to("series", "", "asked.series.length === 0").await;
        let early = desktop.hold_to("to", "2015-12-31", "asked.to === '2015-12-31'").await;
        desktop.hold_to("to", "", "asked.to === null").await;
        let late = desktop.hold_to("from", "2016-01-01", "asked.from === '2016-01-01'").await;
        assert!(early > 0 && late > 0);
        assert_eq!(early + late, all);
        desktop.hold_to("from", "", "asked.from === null").await;

        // Held to a topic and an act.
        desktop.search_for("لاجئ").await;
        assert!(desktop.offered("topic").await.contains(&"refugees".to_owned()));
        let on_topic = desktop.hold_to("topic", "refugees", "asked.topics[0] === 'refugees'").await;
        assert!(on_topic > 0 && on_topic < refugees, "{on_topic} of {refugees}");
        let mut by_act = Vec::new();
        for act in desktop.offered("act").await {
            by_act.push(desktop.hold_to("act", &act, &format!("asked.acts[0] === '{act}'")).await);
        }
        assert!(
            by_act.iter().all(|held| *held <= on_topic) && by_act.iter().sum::<u64>() >= on_topic,
            "{by_act:?}"
        );
        desktop.picture(&format!("search-held-{language}-{theme}")).await;
        desktop.hold_to("act", "", "asked.acts.length === 0").await;
        desktop.hold_to("topic", "", "asked.topics.length === 0").await;

        // The words around each hit, in the direction of their text; the bars count what is found, and hold to their time.
        let found = desktop.search_for("لاجئ").await;
        let told = desktop
            .look(
                "return [...document.querySelectorAll('[data-testid=hit]')].map((hit) => ({ \
                 hit: hit.querySelector('.hit').textContent, dir: hit.querySelector('.words').dir, \
                 around: hit.querySelector('.words').textContent.length }))",
            )
            .await;
        let Value::Array(lines) = told else { panic!("no hits") };
        assert!(lines.len() as u64 >= found.min(100));
        for line in &lines {
            assert!(line["hit"].as_str().is_some_and(|hit| hit.contains("لاج")), "{line}");
            assert_eq!(line["dir"], "rtl");
        }
        assert!(lines.iter().any(|line| line["around"].as_u64() > Some(60)), "{lines:?}");
        let bars = "return [...document.querySelectorAll('[data-testid=histogram] button')].map((bar) => \
                    Number(bar.querySelector('.hits').textContent))";
        let Value::Array(bars) = desktop.look(bars).await else { panic!("no bars") };
        let bars: Vec<u64> = bars.iter().filter_map(Value::as_u64).collect();
        assert_eq!(bars.iter().sum::<u64>(), found, "{bars:?}");
        desktop.picture(&format!("search-found-{language}-{theme}")).await;
        desktop.click_css("[data-testid='histogram'] button:not(.none)").await;
        let held = desktop.found("asked.from !== null && asked.from === asked.to").await;
        assert_eq!(Some(&held), bars.iter().find(|bar| **bar > 0));

        // From a hit to its release, its words marked there.
        let words = desktop.find_css("[data-testid='hit'] .hit").await.text().await.expect("the words");
        desktop.click("hit").await;
        let marked = desktop.find("marked").await.text().await.expect("the marked words");
        assert_eq!(marked, words);
        desktop.close().await;
    }
}
