//! The pieces a report is made of.

use bayan_core::collation::{self, Mark};
use bayan_core::model::Lang;
use bayan_core::text::lang;
use serde::Serialize;

/// A stretch of text in one style. A style begins and ends at a word's edge: an Arabic word is never cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "ReportRun"))]
pub struct Run {
    /// The text.
    pub text: String,
    /// How it is shown.
    pub style: Style,
    /// A name or another thing put into a sentence, whose direction is its own.
    pub isolated: bool,
}

/// How a run is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "ReportStyle"))]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// As the text around it.
    #[default]
    Plain,
    /// Bold.
    Strong,
    /// Small and grey: where a quote is from.
    Faint,
    /// Only in the newer text.
    Added,
    /// Only in the older text.
    Dropped,
    /// The same but for spelling, punctuation, order.
    Cosmetic,
}

impl From<Mark> for Style {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::None => Style::Plain,
            Mark::Added => Style::Added,
            Mark::Dropped => Style::Dropped,
            Mark::Cosmetic => Style::Cosmetic,
        }
    }
}

/// How many words of a text a line of a brief quotes.
const QUOTED: usize = 16;

/// Runs in one direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "ReportParagraph"))]
pub struct Paragraph {
    /// The language it is written in, which says its direction.
    pub lang: Lang,
    /// Its runs.
    pub runs: Vec<Run>,
    /// It is verbatim: nothing may be put into it or taken from it.
    pub verbatim: bool,
    /// The number of the paragraph it stands in, from 0, shown before it.
    pub number: Option<u32>,
}

impl Paragraph {
    /// A paragraph of Bayan's own words.
    pub fn said(lang: Lang, text: impl Into<String>) -> Self {
        Self::empty(lang).with(text)
    }

    /// A paragraph of Bayan's own, still empty.
    pub const fn empty(lang: Lang) -> Self {
        Self { lang, runs: Vec::new(), verbatim: false, number: None }
    }

    /// A text of a release, byte for byte. Its own letters say its direction.
    pub fn verbatim(text: &str, otherwise: Lang) -> Self {
        Self::marked(vec![Run { text: text.to_owned(), style: Style::Plain, isolated: false }], otherwise)
    }

    /// A text of a release cut into marked runs.
    pub fn marked(runs: Vec<Run>, otherwise: Lang) -> Self {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        Self { lang: direction(&text, otherwise), runs, verbatim: true, number: None }
    }

    /// A paragraph of a collation.
    pub fn collated(paragraph: &collation::Paragraph, otherwise: Lang) -> Self {
        let runs = paragraph
            .runs
            .iter()
            .map(|run| Run { text: run.text.clone(), style: run.mark.into(), isolated: false })
            .collect();
        Self { number: Some(paragraph.number), ..Self::marked(runs, otherwise) }
    }

    /// With some of Bayan's own words behind it.
    #[must_use]
    pub fn with(self, text: impl Into<String>) -> Self {
        self.styled(text, Style::Plain)
    }

    /// With some words behind it in a style.
    #[must_use]
    pub fn styled(mut self, text: impl Into<String>, style: Style) -> Self {
        self.runs.push(Run { text: text.into(), style, isolated: false });
        self
    }

    /// With a name behind it, whose direction is its own.
    #[must_use]
    pub fn named(mut self, text: impl Into<String>) -> Self {
        self.runs.push(Run { text: text.into(), style: Style::Plain, isolated: true });
        self
    }

    /// With the first words of a text behind it, verbatim, in its own direction; a sign of omission tells where there is more.
    #[must_use]
    pub fn quoting(mut self, text: &str, style: Style) -> Self {
        let end: usize = text.split_inclusive(char::is_whitespace).take(QUOTED).map(str::len).sum();
        self.runs.push(Run { text: text[..end].trim_end().to_owned(), style, isolated: true });
        if end < text.len() { self.styled(" …", Style::Faint) } else { self }
    }

    /// With the paragraph that a quote before it stands in.
    #[must_use]
    pub fn standing_in(mut self, paragraph: &str) -> Self {
        self.runs.push(Run { text: " ".into(), style: Style::Faint, isolated: false });
        self.runs.push(Run { text: paragraph.to_owned(), style: Style::Faint, isolated: true });
        self
    }

    /// With every plain run in this style.
    #[must_use]
    pub fn all(mut self, style: Style) -> Self {
        for run in self.runs.iter_mut().filter(|run| run.style == Style::Plain) {
            run.style = style;
        }
        self
    }

    /// Its text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// The language whose direction a text takes.
pub fn direction(text: &str, otherwise: Lang) -> Lang {
    lang::detect(text).unwrap_or(otherwise)
}

/// The paragraphs of a table's cell.
pub type Cell = Vec<Paragraph>;

/// A table in the direction of the labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "ReportTable"))]
pub struct Table {
    /// The headings of its columns.
    pub head: Vec<Paragraph>,
    /// The widths of its columns, in hundredths of the page's.
    pub widths: Vec<u8>,
    /// Its rows; each has as many cells as there are columns, or one that takes the whole width.
    pub rows: Vec<Vec<Cell>>,
}

/// A piece of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "ReportBlock"))]
#[serde(tag = "kind", content = "of", rename_all = "kebab-case")]
pub enum Block {
    /// A heading, 1 the highest.
    Heading(u8, Paragraph),
    /// A paragraph: Bayan's own words, or verbatim.
    Paragraph(Paragraph),
    /// A line of a list.
    Item(Paragraph),
    /// A quote with where it is from.
    Quote(Paragraph, Paragraph),
    /// A table.
    Table(Table),
}
