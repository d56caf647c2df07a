//! Comparisons and positions as one JSON object, for scripts.
//!
//! Paragraphs are numbered from 0, the title not counted. A link's `old` texts laid end to end are its older paragraphs
//! joined by a line feed, its `new` texts the newer ones.

use bayan_core::collation::collate;
use bayan_core::compare::Comparison;
use bayan_core::positions::{Position, Said};
use bayan_core::text::Document;
use serde_json::{Map, Value, json};

use crate::report::{self, Report};
use crate::text::joined;

/// The version of the form that [`report()`] writes; `docs/export-format.md` describes it. A change that a reader would
/// notice raises it.
pub const FORM: u32 = 1;

/// A report as JSON: what it is about, what it rests on, and every table as objects with fixed names. Coded values stand
/// as their codes; the names for readers stand beside them under `labels`.
pub fn report(report: &Report) -> Value {
    let mut tables = Map::new();
    let mut labels: Map<String, Value> = Map::new();
    for sheet in &report.sheets {
        let rows: Vec<Value> = sheet
            .rows
            .iter()
            .map(|row| {
                let mut object = Map::new();
                for (column, value) in sheet.columns.iter().zip(row) {
                    let value = match value {
                        report::Value::Empty => Value::Null,
                        report::Value::Text(text) => json!(text),
                        report::Value::Coded(code, label) => {
                            labels.insert(code.clone(), json!(label));
                            json!(code)
                        }
                        report::Value::Number(number) if number.fract() == 0.0 => json!(*number as i64),
                        report::Value::Number(number) => json!(number),
                        report::Value::Date(date) => json!(date.to_string()),
                    };
                    // The matrix has a column for each release: its name is the release's date.
                    let key = if column.id == "statement" { column.name.as_str() } else { column.id };
                    object.insert(key.to_owned(), value);
                }
                Value::Object(object)
            })
            .collect();
        tables.insert(sheet.id.to_owned(), Value::Array(rows));
    }
    json!({
        "form": { "name": "bayan-export", "version": FORM },
        "subject": report.subject,
        "title": report.title.text(),
        "facts": report.facts.iter().map(|(label, fact)| json!({ "label": label, "text": fact.text() })).collect::<Vec<_>>(),
        "language": report.words.lang,
        "made_with": { "name": "Bayan", "version": report.version },
        "made": report.made.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        "fingerprint": report.fingerprint,
        "labels": labels,
        "tables": tables,
    })
}

/// Two digits after the point: enough to rank by, and the same on every machine.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The comparison of two releases as JSON: their texts, the links with their spans, what was dropped and added, the changes,
/// and counts.
pub fn comparison(old: &Document, new: &Document, found: &Comparison) -> Value {
    let links: Vec<Value> = found
        .links
        .iter()
        .map(|link| {
            let (a, b) = (joined(&old.paragraphs, &link.old), joined(&new.paragraphs, &link.new));
            let spans: Vec<Value> = link
                .spans
                .iter()
                .map(|span| {
                    json!({
                        "op": span.op,
                        "old": &a[span.old.clone()],
                        "new": &b[span.new.clone()],
                        "class": span.class,
                        "change": span.change,
                    })
                })
                .collect();
            json!({
                "old": link.old,
                "new": link.new,
                "kind": link.kind,
                "moved": link.moved,
                "score": rounded(link.score),
                "reason": link.reason,
                "coarse": link.coarse,
                "spans": spans,
            })
        })
        .collect();
    let changes: Vec<Value> = found
        .changes
        .iter()
        .map(|change| {
            json!({
                "old_par": change.old_par,
                "new_par": change.new_par,
                "class": change.class,
                "weight": rounded(change.weight),
                "old": change.old_text(&old.paragraphs),
                "new": change.new_text(&new.paragraphs),
            })
        })
        .collect();
    let collation = collate(&old.paragraphs, &new.paragraphs, found);
    let document = |document: &Document| json!({"title": document.title, "paragraphs": document.paragraphs});
    json!({
        "old": document(old),
        "new": document(new),
        "links": links,
        "dropped": found.dropped,
        "added": found.added,
        "changes": changes,
        "summary": collation.summary,
    })
}

/// The positions a release takes, and those that it reports of others, each with its verbatim quote.
pub fn positions(release: &Document, said: &Said) -> Value {
    let list = |positions: &[Position]| -> Vec<Value> {
        positions
            .iter()
            .map(|position| {
                json!({
                    "paragraph": position.paragraph,
                    "topic": position.topic,
                    "act": position.act,
                    "force": position.force,
                    "holder": position.holder.id(),
                    "quote": position.quoted(&release.paragraphs),
                    "terms": position.terms_quoted(&release.paragraphs),
                    "inherited": position.inherited,
                })
            })
            .collect()
    };
    json!({ "positions": list(&said.positions), "others": list(&said.others) })
}

#[cfg(test)]
mod tests {
    use bayan_core::compare::{Options, compare};

    use super::*;

    fn document(paragraphs: &[&str]) -> Document {
        Document { title: None, paragraphs: paragraphs.iter().map(|&text| text.to_owned()).collect() }
    }

    #[test]
    fn the_texts_of_a_link_laid_end_to_end_are_its_paragraphs() {
        let old = document(&[
            "أكد المجلس على ضرورة وقف إطلاق النار، ودعا الأطراف إلى الالتزام به.",
            "المصدر: المكتب الإعلامي",
        ]);
        let new = document(&[
            "أكد المجلس على ضرورة وقف إطلاق النار.",
            "ودعا الأطراف إلى الالتزام به.",
            "المصدر: المكتب الإعلامي",
        ]);
        let object = comparison(&old, &new, &compare(&old.paragraphs, &new.paragraphs, &Options::default()));
        let links = object["links"].as_array().unwrap();
        assert!(!links.is_empty());
        for link in links {
            for (side, document) in [("old", &old), ("new", &new)] {
                let laid: String = link["spans"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|span| span[side].as_str().unwrap())
                    .collect();
                let paragraphs: Vec<&str> = link[side]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|at| document.paragraphs[at.as_u64().unwrap() as usize].as_str())
                    .collect();
                assert_eq!(laid, paragraphs.join("\n"));
            }
        }
    }
}
