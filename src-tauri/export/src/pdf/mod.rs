//! A report as a PDF: set with the same fonts as every document, tagged for readers that do not see (PDF/UA), with bookmarks,
//! its text in the order it is read in.
//!
//! `setting` turns paragraphs into lines, `flow` lays lines, tables and pictures on pages, `writing` writes the file. Nothing
//! is downloaded and no font of the system is used, so that the same report gives the same bytes everywhere.

mod flow;
mod setting;
#[cfg(all(test, target_os = "linux"))]
mod tests;
mod writing;

use bayan_core::model::Lang;

use crate::chart::image::{self, ImageError};
use crate::report::{Block, Paragraph, Report, Style};
use flow::{Flow, Tag};
use setting::{Look, Setter};

/// Why a PDF could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The chart could not be drawn.
    #[error(transparent)]
    Chart(#[from] ImageError),
    /// The file could not be put together.
    #[error("the PDF cannot be written: {0}")]
    Writing(String),
}

/// A4, in points.
const PAGE: (f32, f32) = (595.276, 841.89);
/// The margin at the sides.
const SIDE: f32 = 56.7;
/// Where the text begins, below the header.
const TOP: f32 = 70.0;
/// Where it ends, above the footer.
const BOTTOM: f32 = PAGE.1 - 66.0;
/// The width between the margins.
const WIDTH: f32 = PAGE.0 - 2.0 * SIDE;

/// The document.
///
/// # Errors
/// [`PdfError`].
pub fn document(report: &Report) -> Result<Vec<u8>, PdfError> {
    let picture = report.chart.as_ref().map(image::png).transpose()?;
    let lang = report.words.lang;
    let mut setter = Setter::new();
    let mut flow = Flow::new(lang == Lang::Ar);
    let title = setter.set(&report.title, Look::TITLE, WIDTH);
    flow.text(Tag::Heading(1, report.title.text()), title, 0.0);
    for (label, fact) in &report.facts {
        let mut line = Paragraph::empty(lang).styled(format!("{label}: "), Style::Strong);
        line.runs.extend(fact.runs.iter().cloned());
        flow.text(Tag::Paragraph(line.lang), setter.set(&line, Look::BODY, WIDTH), 2.0);
    }
    let mut picture = picture;
    let mut listing = false;
    for (at, block) in report.all_blocks().enumerate() {
        let item = matches!(block, Block::Item(_));
        if item != listing {
            flow.list(item);
            listing = item;
        }
        if at == report.brief.len() {
            if let Some(picture) = picture.take() {
                flow.picture(picture, report.title.text());
            }
            contents(report, &mut setter, &mut flow);
        }
        match block {
            Block::Heading(level, said) => {
                let look = if *level == 1 { Look::HEADING } else { Look::SUBHEADING };
                flow.heading(*level, said.text(), setter.set(said, look, WIDTH));
            }
            Block::Paragraph(said) => {
                flow.text(Tag::Paragraph(said.lang), setter.set(said, Look::BODY, WIDTH), 4.0);
            }
            Block::Item(said) => {
                let bullet = setter.set(&Paragraph::said(said.lang, "•"), Look::BODY, 12.0);
                flow.item(said.lang, bullet, setter.set(said, Look::BODY, WIDTH - 14.0));
            }
            Block::Quote(quote, from) => {
                flow.quote(
                    (quote.lang, setter.set(quote, Look::BODY, WIDTH - 28.0)),
                    (from.lang, setter.set(from, Look::SMALL, WIDTH - 28.0)),
                );
            }
            Block::Table(table) => flow.table(table, &mut setter),
        }
    }
    flow.list(false);
    let pages = flow.finish();
    writing::write(report, pages, &mut setter)
}

/// The headings with the pages they stand on; the numbers are set once they are known.
fn contents(report: &Report, setter: &mut Setter, flow: &mut Flow) {
    let lang = report.words.lang;
    let said = Paragraph::said(lang, report.words.say("contents"));
    flow.text(Tag::Heading(2, said.text()), setter.set(&said, Look::SUBHEADING, WIDTH), 12.0);
    flow.contents(true);
    for (at, (level, heading)) in report.headings().enumerate() {
        let indent = 14.0 * f32::from(level.saturating_sub(1));
        let lines = setter.set(heading, Look::BODY, WIDTH - 60.0 - indent);
        flow.contents_line(at, indent, lines);
    }
    flow.contents(false);
}
