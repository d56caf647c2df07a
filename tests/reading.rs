//! A reader's first quarter of an hour: the sample archive, two English releases, two Arabic ones, a second start.

use serde_json::Value;

use crate::desktop::{Desktop, Home};

/// The words under a mark on one side, joined by a bar.
fn marked(side: &str, element: &str) -> String {
    format!(
        "return [...document.querySelectorAll(\"[data-testid='para'][data-side='{side}'] {element}\")]\
         .map(mark => mark.textContent.trim()).join('|')"
    )
}

async fn look_text(desktop: &Desktop, script: &str) -> String {
    match desktop.look(script).await {
        Value::String(text) => text,
        other => panic!("{script} gave {other}"),
    }
}
