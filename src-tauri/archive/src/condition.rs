//! What is asked of releases, as a condition of SQL with its values.
//!
//! A number can be nothing but a number and is written into the condition; everything else is a value.

use std::fmt::Write;

use bayan_core::model::{Lang, ReleaseDate};
use rusqlite::types::Value;

/// Parts that all have to hold, on rows of `releases` or of another table. It is empty where nothing is asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Condition {
    pub sql: String,
    pub values: Vec<Value>,
    /// The number of the first parameter that is its own.
    first: usize,
}

impl Condition {
    /// One that asks nothing; `first` is the number of the first free parameter.
    pub(crate) const fn new(first: usize) -> Self {
        Self { sql: String::new(), values: Vec::new(), first }
    }

    /// Adds a part without a value.
    pub(crate) fn and(&mut self, part: &str) {
        if !self.sql.is_empty() {
            self.sql.push_str(" AND ");
        }
        self.sql.push_str(part);
    }

    /// The number of the first parameter that it does not use.
    pub(crate) const fn free(&self) -> usize {
        self.first + self.values.len()
    }

    /// Adds a part with a value, whose parameter's number it is given.
    pub(crate) fn and_with(&mut self, part: impl FnOnce(usize) -> String, value: impl Into<Value>) {
        let part = part(self.free());
        self.and(&part);
        self.values.push(value.into());
    }

    /// Adds that `column` is one of these numbers; nothing where there are none.
    pub(crate) fn and_one_of(&mut self, column: &str, numbers: impl IntoIterator<Item = i64>) {
        let mut list = String::new();
        for number in numbers {
            let _ = write!(list, "{}{number}", if list.is_empty() { "" } else { ", " });
        }
        if !list.is_empty() {
            self.and(&format!("{column} IN ({list})"));
        }
    }

    /// Adds that `column` is one of what `select` gives for these texts; nothing where there are none. `select` is a question
    /// up to the column that is to be one of the texts.
    pub(crate) fn and_one_of_selected(&mut self, column: &str, select: &str, texts: &[String]) {
        if texts.is_empty() {
            return;
        }
        let first = self.free();
        let places: Vec<String> = (first..first + texts.len()).map(|number| format!("?{number}")).collect();
        self.and(&format!("{column} IN ({select} IN ({}))", places.join(", ")));
        self.values.extend(texts.iter().cloned().map(Value::from));
    }

    /// Adds that a release is in a language.
    pub(crate) fn and_lang(&mut self, lang: Option<Lang>) {
        if let Some(lang) = lang {
            self.and_with(|n| format!("releases.lang = ?{n}"), lang.tag().to_owned());
        }
    }

    /// Adds that a release may be of these days. Compared as precisely as both are known: a release of 2025 may be of
    /// March 2025.
    pub(crate) fn and_dated(&mut self, from: Option<ReleaseDate>, to: Option<ReleaseDate>) {
        if let Some(from) = from {
            // The first part is implied by the second and can be looked up in an index.
            self.and_with(|n| format!("releases.date >= substr(?{n}, 1, 4)"), from.to_string());
            self.and_with(
                |n| format!("substr(?{n}, 1, length(releases.date)) <= releases.date"),
                from.to_string(),
            );
        }
        if let Some(to) = to {
            // A colon comes after every digit and hyphen.
            self.and_with(|n| format!("releases.date < ?{n} || ':'"), to.to_string());
            self.and_with(|n| format!("substr(releases.date, 1, length(?{n})) <= ?{n}"), to.to_string());
        }
    }

    /// It with the words before it, where it asks anything.
    pub(crate) fn after(&self, words: &str) -> String {
        if self.sql.is_empty() { String::new() } else { format!("{words}{}", self.sql) }
    }
}
