//! Tables of releases: comma-separated values (RFC 4180, also with semicolons or tabs) and JSON.
//!
//! A table has a header. Of its columns `text` is needed; `title`, `date`, `source` (or `url`), `author`, `lang` may be
//! there; others are passed over. The names count in capitals or small letters and in Arabic: `النص`, `العنوان`, `التاريخ`,
//! `المصدر`, `الرابط`, `الكاتب`, `اللغة`.
//!
//! JSON is an array of objects with these fields, or an object with such an array under `releases`, or one object a line.
//! There `text` may be replaced by `paragraphs`, an array of texts that is taken as it stands.
//!
//! The text of a row is cut into paragraphs like a plain text that has no title.

use bayan_core::model::Lang;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::encoding::{Decoded, decode};
use super::markdown::field_date;
use super::{Hints, Reason, limits};
use crate::draft::{Draft, DraftParagraph, Format, Original};
use crate::plain::untitled;

const PART: &str = "the JSON";

/// Which field a column's name means.
fn field(name: &str) -> Option<&'static str> {
    Some(match name.trim().trim_start_matches('\u{feff}').to_lowercase().as_str() {
        "text" | "body" | "content" | "النص" | "نص" => "text",
        "title" | "العنوان" | "عنوان" => "title",
        "date" | "published" | "التاريخ" | "تاريخ" => "date",
        "source" | "url" | "link" | "address" | "المصدر" | "الرابط" => "source",
        "author" | "الكاتب" => "author",
        "lang" | "language" | "اللغة" => "lang",
        _ => return None,
    })
}

/// Reads comma-separated values.
pub(super) fn read_csv(bytes: &[u8], hints: &Hints) -> Result<Vec<Draft>, Reason> {
    let Decoded { text, encoding, warnings } = decode(bytes, hints.table());
    limits::text(text.len())?;
    let first = text.lines().next().unwrap_or_default();
    let mark =
        [b',', b';', b'\t'].into_iter().max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mark.unwrap_or(b','))
        .flexible(true)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let fail = |row: u64, error: &csv::Error| Reason::Row { row, why: error.to_string() };
    let header = reader.headers().map_err(|error| fail(0, &error))?.clone();
    let columns: Vec<Option<&'static str>> = header.iter().map(field).collect();
    if !columns.contains(&Some("text")) {
        let found = header.iter().take(20).collect::<Vec<_>>().join(", ");
        return Err(Reason::NoColumn { column: "text".into(), found });
    }
    let mut drafts = Vec::new();
    for (n, record) in reader.records().enumerate() {
        let row = n as u64 + 1;
        if row > limits::RELEASES {
            return Err(Reason::TooManyReleases { limit: limits::RELEASES });
        }
        let record = record.map_err(|error| fail(row, &error))?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut draft = Draft {
            format: Format::Csv,
            encoding: Some(encoding.clone()),
            warnings: warnings.clone(),
            ..Draft::default()
        };
        for (cell, column) in record.iter().zip(&columns) {
            if let Some(column) = column {
                put(column, cell, &mut draft);
            }
        }
        if draft.paragraphs.is_empty() {
            return Err(Reason::Row { row, why: "the column “text” is empty".into() });
        }
        let written = |record: &csv::StringRecord| {
            let mut out = csv::WriterBuilder::new().from_writer(Vec::new());
            out.write_record(record).ok()?;
            String::from_utf8(out.into_inner().ok()?).ok()
        };
        draft.original =
            Original::of_part(written(&header).unwrap_or_default() + &written(&record).unwrap_or_default());
        drafts.push(draft);
    }
    if drafts.is_empty() { Err(Reason::Empty) } else { Ok(drafts) }
}

/// Reads JSON.
pub(super) fn read_json(bytes: &[u8], hints: &Hints) -> Result<Vec<Draft>, Reason> {
    let Decoded { text, encoding, warnings } = decode(bytes, hints.table());
    limits::text(text.len())?;
    let rows = rows(&text)?;
    if rows.len() as u64 > limits::RELEASES {
        return Err(Reason::TooManyReleases { limit: limits::RELEASES });
    }
    let mut drafts = Vec::new();
    for (n, raw) in rows.into_iter().enumerate() {
        let row = n as u64 + 1;
        let object: Map<String, Value> =
            serde_json::from_str(raw).map_err(|error| Reason::Row { row, why: error.to_string() })?;
        let mut draft = Draft {
            format: Format::Json,
            encoding: Some(encoding.clone()),
            warnings: warnings.clone(),
            original: Original::of_part(raw),
            ..Draft::default()
        };
        for (name, value) in &object {
            match (name.as_str(), value) {
                ("paragraphs", Value::Array(texts)) => {
                    draft.paragraphs = texts
                        .iter()
                        .filter_map(Value::as_str)
                        .map(|text| {
                            DraftParagraph::body(text.split_whitespace().collect::<Vec<_>>().join(" "))
                        })
                        .collect();
                }
                (_, Value::String(text)) => {
                    if let Some(field) = field(name) {
                        put(field, text, &mut draft);
                    }
                }
                _ => {}
            }
        }
        if draft.paragraphs.is_empty() {
            let found = object.keys().take(20).map(String::as_str).collect::<Vec<_>>().join(", ");
            return Err(Reason::Row { row, why: format!("it has no “text”; its fields are: {found}") });
        }
        drafts.push(draft);
    }
    if drafts.is_empty() { Err(Reason::Empty) } else { Ok(drafts) }
}

/// The objects of a file, as they stand there.
fn rows(text: &str) -> Result<Vec<&str>, Reason> {
    #[derive(serde::Deserialize)]
    struct Table<'a> {
        #[serde(borrow)]
        releases: Vec<&'a RawValue>,
    }
    let text = text.trim().trim_start_matches('\u{feff}').trim();
    let damaged = |error: &serde_json::Error| match error.is_eof() {
        true => Reason::Truncated { part: PART.into() },
        false => Reason::Damaged { part: PART.into(), why: error.to_string() },
    };
    if text.starts_with('[') {
        let rows: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| damaged(&error))?;
        return Ok(rows.into_iter().map(RawValue::get).collect());
    }
    if let Ok(table) = serde_json::from_str::<Table<'_>>(text) {
        return Ok(table.releases.into_iter().map(RawValue::get).collect());
    }
    serde_json::Deserializer::from_str(text)
        .into_iter::<&RawValue>()
        .map(|row| row.map(RawValue::get).map_err(|error| damaged(&error)))
        .collect()
}

fn put(field: &str, value: &str, draft: &mut Draft) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    match field {
        "text" => draft.paragraphs = untitled(value).into_iter().map(DraftParagraph::body).collect(),
        "title" => draft.title = Some(value.split_whitespace().collect::<Vec<_>>().join(" ")),
        "date" => field_date(value, "date", draft),
        "source" => draft.address = Some(value.to_owned()),
        "author" => draft.author = Some(value.to_owned()),
        "lang" => draft.lang = Lang::from_tag(&value.to_lowercase()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_of_a_table_is_a_draft_whatever_parts_its_columns() {
        for table in [
            "date,title,text,note\n2025-03-27,بيان,\"عقد المجلس.\n\nوأكد دعمه.\",x\n27 آذار 2024,,\"نص، آخر\",\n",
            "التاريخ;العنوان;النص\n2025-03-27;بيان;\"عقد المجلس.\n\nوأكد دعمه.\"\n27 آذار 2024;;نص، آخر\n",
        ] {
            let drafts = read_csv(table.as_bytes(), &Hints::default()).unwrap();
            assert_eq!(drafts.len(), 2);
            assert_eq!(drafts[0].title.as_deref(), Some("بيان"));
            assert_eq!(drafts[0].texts().collect::<Vec<_>>(), ["عقد المجلس.", "وأكد دعمه."]);
            assert_eq!(drafts[1].dates[0].date.to_string(), "2024-03-27");
            assert_eq!(drafts[1].texts().collect::<Vec<_>>(), ["نص، آخر"]);
            assert!(drafts[1].original.part.as_deref().unwrap().contains("نص، آخر"));
        }
    }

    #[test]
    fn a_table_without_a_text_and_a_row_without_one_are_named() {
        assert_eq!(
            read_csv("date,titel\n2025-01-01,x\n".as_bytes(), &Hints::default()),
            Err(Reason::NoColumn { column: "text".into(), found: "date, titel".into() })
        );
        let Err(Reason::Row { row: 2, .. }) =
            read_csv("date,text\n2025,x\n2026,\n".as_bytes(), &Hints::default())
        else {
            panic!()
        };
    }

    #[test]
    fn json_is_read_in_its_three_forms() {
        let one = r#"{"date": "2025-03-27", "title": "بيان", "paragraphs": ["أول.", "ثان."]}"#;
        let two = r#"{"date": "2025-04-27", "text": "The Council met.\n\nIt rose."}"#;
        for json in [
            format!("[{one},{two}]"),
            format!(r#"{{"releases": [{one}, {two}]}}"#),
            format!("{one}\n{two}\n"),
        ] {
            let drafts = read_json(json.as_bytes(), &Hints::default()).unwrap();
            assert_eq!(drafts.len(), 2, "{json}");
            assert_eq!(drafts[0].texts().collect::<Vec<_>>(), ["أول.", "ثان."]);
            assert_eq!(drafts[1].texts().collect::<Vec<_>>(), ["The Council met.", "It rose."]);
            assert_eq!(drafts[1].original.part.as_deref(), Some(two));
        }
        assert_eq!(
            read_json(format!("[{one},{{\"da").as_bytes(), &Hints::default()),
            Err(Reason::Truncated { part: PART.into() })
        );
    }

    #[test]
    fn a_date_that_is_none_is_told_with_what_is_written() {
        let drafts = read_csv("date,text\n2025-02-30,نص\n".as_bytes(), &Hints::default()).unwrap();
        assert_eq!(
            drafts[0].warnings,
            [crate::draft::Warning::DateNotUnderstood { written: "2025-02-30".into() }]
        );
    }
}
