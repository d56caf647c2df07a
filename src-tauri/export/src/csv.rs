//! Tables as comma-separated values, for spreadsheets.

use bayan_core::positions::Said;
use bayan_core::text::Document;
pub use csv::Error;
use csv::{Terminator, WriterBuilder};

use crate::report::Sheet;

/// Spreadsheets take a text for UTF-8 by this mark.
const MARK: &str = "\u{feff}";

/// The positions a release takes, and those that it reports of others, one a line, as RFC 4180 has it.
///
/// # Errors
/// Those of the writer; writing to memory gives none.
pub fn positions(release: &Document, said: &Said) -> Result<String, Error> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    table.write_record(["paragraph", "topic", "act", "force", "holder", "quote", "terms"])?;
    for position in said.positions.iter().chain(&said.others) {
        let cells = [
            position.paragraph.to_string(),
            position.topic.to_string(),
            position.act.id().to_owned(),
            position.force.to_string(),
            position.holder.id().to_owned(),
            position.quoted(&release.paragraphs).to_owned(),
            position.terms_quoted(&release.paragraphs).join("; "),
        ];
        table.write_record(cells.map(|cell| guarded(&cell)))?;
    }
    let bytes = table.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A sheet of a report with a heading, as RFC 4180 has it, in UTF-8 with a mark at its beginning.
///
/// # Errors
/// Those of the writer; writing to memory gives none.
pub fn sheet(sheet: &Sheet) -> Result<String, Error> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    table.write_record(sheet.columns.iter().map(|column| guarded(&column.name)))?;
    for row in &sheet.rows {
        table.write_record(row.iter().map(|value| guarded(&value.shown())))?;
    }
    let bytes = table.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell that a spreadsheet would take for a formula, set off with an apostrophe.
pub(crate) fn guarded(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{guard}{cell}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_looks_like_a_formula_is_set_off() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("أكد المجلس"), "أكد المجلس");
    }

    #[test]
    fn the_table_begins_with_its_mark_and_heading() {
        let table = positions(&Document::default(), &Said::default()).unwrap();
        assert_eq!(table, "\u{feff}paragraph,topic,act,force,holder,quote,terms\r\n");
    }
}
