//! The plain tables that spreadsheets, scripts and other programs take.

use bayan_core::model::ReleaseDate;

/// A table of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name for programs: `changes`.
    pub id: &'static str,
    /// Its name for readers.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has as many values as there are columns.
    pub rows: Vec<Vec<Value>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs: `older_text`. It never changes with the language of the labels.
    pub id: &'static str,
    /// Its name for readers.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Some words.
    Words,
    /// Whole passages.
    Passage,
    /// Numbers.
    Number,
    /// Dates.
    Date,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// A text as it stands.
    Text(String),
    /// A word with its name for programs: `condemn`, “Condemns”.
    Coded(String, String),
    /// A number.
    Number(f64),
    /// A date.
    Date(ReleaseDate),
}

impl Value {
    /// A text, or nothing for an empty one.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Value::Empty } else { Value::Text(text) }
    }

    /// A text, or nothing.
    pub fn maybe(text: Option<&str>) -> Self {
        text.map_or(Value::Empty, Value::text)
    }

    /// A count or another whole number.
    pub fn count(number: usize) -> Self {
        Value::Number(number as f64)
    }

    /// The number of a paragraph for readers, who count from 1.
    pub fn paragraph(number: Option<u32>) -> Self {
        number.map_or(Value::Empty, |number| Value::count(number as usize + 1))
    }

    /// The value of one of the engine's types with its label.
    pub fn coded(value: impl serde::Serialize, label: String) -> Self {
        let id = serde_json::to_value(value).ok();
        Value::Coded(id.as_ref().and_then(|id| id.as_str()).unwrap_or_default().to_owned(), label)
    }

    /// The value as a reader sees it.
    pub fn shown(&self) -> String {
        match self {
            Value::Empty => String::new(),
            Value::Text(text) | Value::Coded(_, text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Date(date) => date.to_string(),
        }
    }
}

impl crate::labels::Labels {
    /// A sheet with the columns named.
    pub(super) fn sheet(self, id: &'static str, columns: &[(&'static str, Kind)]) -> Sheet {
        let column =
            |&(id, kind): &(&'static str, Kind)| Column { id, name: self.say(&format!("col.{id}")), kind };
        Sheet {
            id,
            name: self.say(&format!("sheet.{id}")),
            columns: columns.iter().map(column).collect(),
            rows: Vec::new(),
        }
    }
}
