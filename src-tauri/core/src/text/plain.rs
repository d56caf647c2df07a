//! A plain text cut into its title and paragraphs.

/// A release's text: its title, when it has one, and its paragraphs in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The title, apart from the paragraphs.
    pub title: Option<String>,
    /// The paragraphs, none of them blank.
    pub paragraphs: Vec<String>,
}

/// Cuts a plain text into title and paragraphs.
pub fn read_plain(text: &str) -> Document {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
    Document { title: lines.next(), paragraphs: lines.collect() }
}
