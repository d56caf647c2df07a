//! The table of releases in the window: sorted, filtered, a release taken away and had back over a restart, the archive's menu.

use serde_json::Value;

use crate::archives::settle;
use crate::desktop::{Desktop, Home};

/// The titles in view, in their order.
const TITLES: &str = "[...document.querySelectorAll('[data-testid=table-row][data-release] .title bdi')].map((cell) => cell.textContent)";
/// How many paragraphs each release in view has.
const PARAGRAPHS: &str = "[...document.querySelectorAll('[data-testid=table-row][data-release]')]\
    .map((row) => Number(row.querySelector('.number').textContent))";

impl Desktop {
    /// How many releases the table holds, once a condition on that number, `count`, is so.
    async fn rows(&self, condition: &str) -> u64 {
        const COUNT: &str =
            "Number(document.querySelector('[data-testid=table]')?.getAttribute('aria-rowcount') ?? 1) - 1";
        self.wait_until(
            &format!("the table holds as many: {condition}"),
            &format!(
                "const count = {COUNT}; return ({condition}) && \
                 !document.querySelector('[data-testid=table] .waiting')"
            ),
        )
        .await;
        self.look(&format!("return {COUNT}")).await.as_u64().expect("a number")
    }

    /// Sorts by a column until it is sorted in this way, and gives what a script finds in the rows then.
    async fn sorted(&self, column: &str, way: &str, found: &str) -> Vec<Value> {
        let is_so = format!(
            "document.querySelector('[data-testid=sort-{column}]').closest('[role=columnheader]').ariaSort === '{way}'"
        );
        while !self.look(&format!("return {is_so}")).await.as_bool().expect("yes or no") {
            self.click(&format!("sort-{column}")).await;
        }
        self.rows("count > 0").await;
        // The order that was asked for comes a moment after the arrow.
        let mut before = Value::Null;
        loop {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            let now = self.look(&format!("return {found}")).await;
            if now == before {
                let Value::Array(rows) = now else { panic!("no rows") };
                return rows;
            }
            before = now;
        }
    }

    /// Writes into a filter.
    async fn filter(&self, filter: &str, value: &str) {
        let value = Value::from(value);
        self.look(&format!(
            "const field = document.querySelector('[data-testid={filter}]'); field.value = {value}; \
             for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, {{ bubbles: true }})); \
             return null"
        ))
        .await;
    }
}

#[tokio::test]
async fn releases_are_sorted_and_filtered_and_one_that_was_taken_away_comes_back_after_a_restart() {
    for (language, theme) in [("en", "light"), ("ar", "dark")] {
        let home = Home::new();
        settle(&home, &format!(r#""language": "{language}", "theme": "{theme}""#));
        let desktop = Desktop::start(&home, &["--sample"]).await;
        desktop.find("summary").await;
        desktop.click("screen-library").await;
        let all = desktop.rows("count > 0").await;

        // By number of paragraphs either way; by title the two ends are each other's.
        let most = desktop.sorted("paragraphs", "descending", PARAGRAPHS).await;
        let numbers: Vec<u64> = most.iter().filter_map(Value::as_u64).collect();
        assert!(numbers.len() > 5 && numbers.is_sorted_by(|a, b| a >= b), "{numbers:?}");
        let least = desktop.sorted("paragraphs", "ascending", PARAGRAPHS).await;
        assert!(least[0].as_u64() < most[0].as_u64(), "{least:?}");
        let first = desktop.sorted("title", "ascending", TITLES).await;
        let last = desktop.sorted("title", "descending", TITLES).await;
        assert_ne!(first[0], last[0]);
        let is_arabic = |title: &Value| {
            title.as_str().is_some_and(|title| title.chars().any(|c| ('ء'..='ي').contains(&c)))
        };
        assert!(is_arabic(&first[0]) && !is_arabic(&last[0]), "{first:?} {last:?}");
        desktop.picture(&format!("library-by-title-{language}-{theme}")).await;

        // Held to a language, to years, to words of the title; and to all again.
        desktop.filter("filter-lang", "ar").await;
        let arabic = desktop.rows(&format!("count < {all}")).await;
        desktop.filter("filter-lang", "en").await;
        let english = desktop.rows(&format!("count !== {arabic}")).await;
        assert_eq!(arabic + english, all);
        desktop.filter("filter-from", "2020").await;
        let late = desktop.rows(&format!("count < {english}")).await;
        assert!(late > 0);
        desktop.click("filter-clear").await;
        desktop.rows(&format!("count === {all}")).await;

        // One is taken away; the archive's menu names what can be undone, after a restart too, and it comes back.
        desktop.click_css("[data-testid=table-row][data-release]").await;
        desktop.click("details-remove").await;
        desktop.rows(&format!("count === {}", all - 1)).await;
        desktop.close().await;
        let again = Desktop::start(&home, &["--sample"]).await;
        again.click("screen-library").await;
        again.rows(&format!("count === {}", all - 1)).await;
        again.click("archive-menu").await;
        again.find("undo").await;
        again.picture(&format!("library-undo-{language}-{theme}")).await;
        again.click("undo").await;
        again.rows(&format!("count === {all}")).await;
        again.close().await;
    }
}
