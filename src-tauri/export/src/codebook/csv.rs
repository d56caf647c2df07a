//! A codebook as a table: a line for each term, RFC 4180, UTF-8 with its mark.
//!
//! | column | what stands in it |
//! |---|---|
//! | `topic` | the topic's identifier; the lines of a topic stand together |
//! | `parent` | the identifier of the topic it is part of, or nothing |
//! | `colour` | `#rrggbb` |
//! | `label_en`, `label_ar` | its names |
//! | `lang` | `ar` or `en`; nothing on the line of a topic without terms |
//! | `weight` | 1 needs company, 2 strong, 3 names the topic, `not` for what only looks like it |
//! | `term` | the words: `~2` up to two words between, `*` any ending, `#` a number |
//!
//! Reading takes the columns in any order by their headings; `parent`, `colour` and one of the labels may be missing.

use ::csv::{ReaderBuilder, Terminator, WriterBuilder};
use bayan_core::positions::codebook::{Codebook, Term, Topic, Weight};

use super::{Lines, ReadError};

/// Spreadsheets take a text for UTF-8 by this mark.
const MARK: &str = "\u{feff}";

const COLUMNS: [&str; 8] = ["topic", "parent", "colour", "label_en", "label_ar", "lang", "weight", "term"];

/// The colour of a topic whose line names none: that of the frame's text.
const PLAIN: &str = "#5b6770";

/// Writes a codebook as a table.
///
/// # Errors
/// Those of the writer; writing to memory gives none.
pub fn write(codebook: &Codebook) -> Result<String, ::csv::Error> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    table.write_record(COLUMNS)?;
    for topic in &codebook.topics {
        if topic.terms.is_empty() {
            table.write_record(cells(topic, None))?;
        }
        for term in &topic.terms {
            table.write_record(cells(topic, Some(term)))?;
        }
    }
    let bytes = table.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn cells(topic: &Topic, term: Option<&Term>) -> [String; 8] {
    let weight = term.map(|term| match term.weight {
        Weight::Not => "not".to_owned(),
        weight => weight.number().to_string(),
    });
    [
        topic.id.to_string(),
        topic.parent.as_ref().map(ToString::to_string).unwrap_or_default(),
        topic.colour.clone(),
        topic.label.en.clone().unwrap_or_default(),
        topic.label.ar.clone().unwrap_or_default(),
        term.map(|term| term.lang.tag().to_owned()).unwrap_or_default(),
        weight.unwrap_or_default(),
        term.map(|term| term.words.clone()).unwrap_or_default(),
    ]
}

/// The line, from 1, of the record that begins at a byte or behind the line ends there: a record that follows a carriage return
/// is said to begin at the line feed.
fn line_of(file: &str, byte: u64) -> usize {
    let bytes = file.as_bytes();
    let start = usize::try_from(byte).unwrap_or(usize::MAX).min(bytes.len());
    let ends = bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    1 + bytes[..start + ends].iter().filter(|byte| **byte == b'\n').count()
}

/// Reads a table as [`write()`] writes it, or as a spreadsheet leaves it: with semicolons or tabs between the cells.
///
/// # Errors
/// The first line that was not understood, counted from 1.
pub fn read(file: &str) -> Result<Codebook, ReadError> {
    let file = file.strip_prefix(MARK).unwrap_or(file);
    let head = file.lines().next().unwrap_or_default();
    let delimiter =
        [b',', b';', b'\t'].into_iter().max_by_key(|sign| head.bytes().filter(|byte| byte == sign).count());
    let mut table = ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .trim(::csv::Trim::All)
        .from_reader(file.as_bytes());
    let broken = |line: usize, reason: String| ReadError::Format { line, reason };
    let headings = table.headers().map_err(|error| broken(1, error.to_string()))?.clone();
    let place = |name: &str| headings.iter().position(|heading| heading.eq_ignore_ascii_case(name));
    let places = COLUMNS.map(place);
    for needed in [0, 5, 6, 7] {
        if places[needed].is_none() {
            return Err(broken(1, format!("the column {} is missing", COLUMNS[needed])));
        }
    }
    let mut lines = Lines::default();
    let mut last = None;
    for record in table.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
            broken(line, error.to_string())
        })?;
        let line = record.position().map_or(1, |at| line_of(file, at.byte()));
        let cell = |column: usize| places[column].and_then(|at| record.get(at)).unwrap_or_default();
        let or = |cell: &str, otherwise: &str| {
            let cell = cell.replace('\t', " ");
            if cell.is_empty() { otherwise.to_owned() } else { cell }
        };
        if last.as_deref() != Some(cell(0)) {
            let topic = [
                "topic".to_owned(),
                cell(0).to_owned(),
                or(cell(1), "-"),
                or(cell(2), PLAIN),
                or(cell(3), "-"),
                or(cell(4), "-"),
            ];
            lines.push(&topic.join("\t"), line);
            last = Some(cell(0).to_owned());
        }
        if [cell(5), cell(6), cell(7)].iter().any(|cell| !cell.is_empty()) {
            lines.push(&format!("{}\t{}\t{}", cell(5), cell(6), cell(7).replace('\t', " ")), line);
        }
    }
    lines.read()
}

#[cfg(test)]
mod tests {
    use bayan_core::positions::codebook::Standard;

    use super::*;

    #[test]
    fn the_codebooks_that_come_with_bayan_read_back_as_they_were_written() {
        for standard in Standard::ALL {
            let codebook = standard.codebook();
            assert_eq!(read(&write(&codebook).unwrap()).unwrap(), codebook);
        }
    }

    #[test]
    fn a_table_that_a_spreadsheet_saved_with_semicolons_is_read_by_its_headings() {
        let file = "term;lang;topic;weight;label_ar\r\nهدنة;ar;truce;3;الهدنة\r\ntruce;en;truce;2;الهدنة\r\n";
        let codebook = read(file).unwrap();
        assert_eq!(codebook.topics.len(), 1);
        assert_eq!(codebook.topics[0].label.ar.as_deref(), Some("الهدنة"));
        assert_eq!(codebook.topics[0].terms.len(), 2);
    }

    #[test]
    fn what_is_not_understood_is_named_with_its_line() {
        let head = "topic,parent,colour,label_en,label_ar,lang,weight,term\r\n";
        let wrong = |rows: &str| read(&format!("{head}{rows}")).unwrap_err();
        let error = wrong("a,,#112233,A,,en,3,truce\r\na,,#112233,A,,en,9,peace\r\n");
        assert_eq!((error.line(), error.reason().as_str()), (3, "“9” is no weight: 1, 2, 3 or not"));
        assert_eq!(wrong("a,,#112233,A,,en,3,truce\r\nA B,,#112233,B,,en,3,x\r\n").line(), 3);
        assert_eq!(wrong("a,,#112233,A,,fr,3,trêve\r\n").line(), 2);
        let error = read("topic,lang,term\r\n").unwrap_err();
        assert_eq!(error.to_string(), "line 1: the column weight is missing");
        assert_eq!(read("").unwrap_err().line(), 1);
    }
}
