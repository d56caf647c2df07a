//! What of a report can be drawn: the matrix, and the ladder of acts that a topic climbs through a series.
//!
//! `draw` writes the drawing, [`image`] turns its letters into outlines, so that Arabic is joined and ordered right
//! in every program whatever fonts it has, and renders pixels.

mod draw;
pub mod image;

use bayan_core::model::Lang;
use bayan_core::positions::series::{Cell, Row};
use bayan_core::text::lexicon::Act;

use crate::labels::Labels;
use crate::report::Followed;

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What is drawn.
    pub shape: Shape,
    /// The language of the labels; the newest release stands at its end of a line.
    pub words: Labels,
    /// What the chart is called.
    pub title: String,
    /// The dates of the releases in order.
    pub dates: Vec<String>,
    /// The topics.
    pub lanes: Vec<Lane>,
}

/// What a chart looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A ladder for each topic.
    Ladder,
    /// A table of coloured cells.
    Matrix,
}

/// A topic's line.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// The topic's name.
    pub name: String,
    /// One for each release.
    pub stops: Vec<Stop>,
}

/// What a release says on the topic.
#[derive(Debug, Clone, PartialEq)]
pub enum Stop {
    /// Nothing yet.
    NotYet,
    /// Nothing, after it was spoken of.
    Silent,
    /// The leading act, how it stands against the mention before, and how many more there are.
    Said(Act, String, usize),
}

impl Chart {
    /// The ladders of these topics.
    pub(crate) fn timeline(of: &Followed<'_>, rows: &[&Row], words: Labels) -> Self {
        Self::new(Shape::Ladder, words.say("title.timeline"), of, rows.iter().copied(), words)
    }

    /// The matrix of all topics.
    pub(crate) fn matrix(of: &Followed<'_>, words: Labels) -> Self {
        Self::new(Shape::Matrix, words.say("title.matrix"), of, of.rows.iter(), words)
    }

    fn new<'r>(
        shape: Shape,
        title: String,
        of: &Followed<'_>,
        rows: impl Iterator<Item = &'r Row>,
        words: Labels,
    ) -> Self {
        let dates = of
            .statements
            .iter()
            .map(|statement| words.digits.write(&statement.date.map(|d| d.to_string()).unwrap_or_default()))
            .collect();
        let stop = |(release, cell): (usize, &Cell)| match cell {
            Cell::NotYet => Stop::NotYet,
            Cell::Silent { .. } => Stop::Silent,
            Cell::Said { leading, others, .. } => match of.position(release, leading.position) {
                Some(position) => {
                    Stop::Said(position.act, words.of("relation", leading.relation), others.len())
                }
                None => Stop::Silent,
            },
        };
        let lanes = rows.map(|row| Lane {
            name: crate::report::topic_name(of.codebook, Some(&row.topic), words),
            stops: row.cells.iter().enumerate().map(stop).collect(),
        });
        Self { shape, words, title, dates, lanes: lanes.collect() }
    }

    /// Whether it is read from right to left.
    pub(crate) fn mirrored(&self) -> bool {
        self.words.lang == Lang::Ar
    }
}
