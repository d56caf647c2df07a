//! A table of codings (`.csv`) read: a coding a line, as `bayan-cli positions` and the window write positions, or as a person
//! writes them with the columns release, paragraph, topic, act.
//!
//! Headings are told by their identifiers or their labels in either language. The release is in the column `release`, or is
//! told by its date and title. Paragraphs count from 0 as for scripts; where a line has the quote, that decides.

use bayan_core::positions::Holder;
use bayan_core::positions::codebook::{Codebook, TopicId};
use csv::{ReaderBuilder, StringRecord, Trim};

use super::{Coded, CodedSource, Coding, CodingError, Place, act_called, topic_called};
use crate::labels::Labels;

/// Where the columns are.
struct Columns {
    release: Option<usize>,
    date: Option<usize>,
    title: Option<usize>,
    paragraph: Option<usize>,
    topic: usize,
    act: usize,
    quote: Option<usize>,
    holder: Option<usize>,
}

impl Columns {
    fn of(headings: &StringRecord) -> Result<Self, CodingError> {
        let place = |id: &str| {
            let called = |heading: &str| {
                heading.eq_ignore_ascii_case(id) || Labels::is_called(&format!("col.{id}"), heading)
            };
            headings.iter().position(called)
        };
        let needed = |id: &'static str| place(id).ok_or(CodingError::Column(id));
        let columns = Self {
            release: place("release"),
            date: place("date"),
            title: place("title"),
            paragraph: place("paragraph"),
            topic: needed("topic")?,
            act: needed("act")?,
            quote: place("quote"),
            holder: place("holder"),
        };
        if columns.release.or(columns.date).or(columns.title).is_none() {
            return Err(CodingError::Column("release"));
        }
        if columns.paragraph.or(columns.quote).is_none() {
            return Err(CodingError::Column("paragraph"));
        }
        Ok(columns)
    }
}

/// Reads a table. Topics are understood by a codebook where there is one, and kept as they are written where it has none of
/// the name. What another party than the issuer says is passed over.
///
/// # Errors
/// [`CodingError`]: the first line that was not understood.
pub fn read(text: &str, codebook: Option<&Codebook>) -> Result<Coding, CodingError> {
    let broken =
        |error: csv::Error| CodingError::Broken { line: line(error.position()), reason: error.to_string() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut table = ReaderBuilder::new().trim(Trim::All).flexible(true).from_reader(text.as_bytes());
    let columns = Columns::of(&table.headers().map_err(broken)?.clone())?;
    let mut coding = Coding::default();
    for record in table.records() {
        let record = record.map_err(broken)?;
        let line = line(record.position());
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).map(unguarded).unwrap_or_default();
        if cell(columns.holder) == Holder::Other.id()
            || Labels::is_called("other_party", cell(columns.holder))
        {
            continue;
        }
        let name = match cell(columns.release) {
            "" => format!("{} {}", cell(columns.date), cell(columns.title)).trim().to_owned(),
            name => name.to_owned(),
        };
        let (topic, act) = (cell(Some(columns.topic)), cell(Some(columns.act)));
        if topic.is_empty() {
            coding.left_out += 1;
            continue;
        }
        let act = act_called(act).ok_or_else(|| CodingError::Act { line, found: act.to_owned() })?;
        let topic = codebook
            .and_then(|codebook| topic_called(codebook, topic))
            .unwrap_or_else(|| TopicId(topic.to_owned()));
        let (number, quote) = (cell(columns.paragraph), cell(columns.quote));
        let paragraph = number.parse().ok();
        if paragraph.is_none() && (quote.is_empty() || !number.is_empty()) {
            return Err(CodingError::Paragraph { line, found: number.to_owned() });
        }
        let coded = Coded { topic, act, place: Place::Words { paragraph, quote: quote.to_owned() } };
        match coding.sources.iter_mut().find(|source| source.name == name) {
            Some(source) => source.codes.push(coded),
            None => coding.sources.push(CodedSource { name, text: None, codes: vec![coded] }),
        }
    }
    Ok(coding)
}

fn line(position: Option<&csv::Position>) -> usize {
    position.map_or(1, |at| usize::try_from(at.line()).unwrap_or(usize::MAX))
}

/// A cell without the apostrophe that keeps a spreadsheet from taking it for a formula ([`crate::csv`]).
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}
