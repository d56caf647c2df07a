//! One release with its annotations: each paragraph, the positions it takes, the notes made on it.

use bayan_core::positions::codebook::Codebook;
use bayan_core::positions::{Holder, Said};
use bayan_core::text::fold::Rules;

use super::closing::{Marks, closing, notes, series_facts, sources};
use super::comparison::topic_name;
use super::piece::{Block, Paragraph, Style};
use super::sheet::{Kind, Value};
use super::timeline::{positions_sheet, quote};
use super::{Choices, Report, Statement, Subject};

/// The report of a release.
pub fn release(statement: &Statement, said: &Said, codebook: &Codebook, choices: &Choices) -> Report {
    let words = choices.words();
    let label = |text: String| Paragraph::said(words.lang, text);
    let all = [statement];
    let mut facts = series_facts(&all, words);
    let name = Paragraph::empty(words.lang).named(statement.name(words));
    facts.push((words.say("fact.statement"), name.with(words.comma()).named(statement.day(words))));
    if let (Some(source), true) = (&statement.source, choices.sources) {
        facts.push((words.say("fact.source"), Paragraph::empty(words.lang).named(source)));
    }
    if let Some(about) = &statement.about {
        facts.push((words.say("fact.note"), Paragraph::empty(words.lang).named(about)));
    }
    let mut blocks = vec![Block::Heading(1, label(words.say("text")))];
    let mut paragraphs = words.sheet("paragraphs", &[("paragraph", Kind::Number), ("text", Kind::Passage)]);
    for (number, text) in statement.paragraphs.iter().enumerate() {
        let shown = Paragraph { number: Some(number as u32), ..Paragraph::verbatim(text, statement.lang()) };
        blocks.push(Block::Paragraph(shown));
        for position in said.positions.iter().chain(&said.others).filter(|p| p.paragraph == number) {
            let mut line = Paragraph::empty(words.lang)
                .styled(topic_name(codebook, Some(&position.topic), words), Style::Strong)
                .with(": ")
                .with(words.of("act", position.act));
            if position.holder == Holder::Other {
                line = line.with(words.comma()).with(words.say("other_party"));
            }
            let quoted = Paragraph { number: None, ..quote(position, statement) };
            blocks.push(Block::Quote(quoted, line));
        }
        paragraphs.rows.push(vec![Value::paragraph(Some(number as u32)), Value::text(text.clone())]);
    }
    blocks.extend(closing(&all, Marks::Positions, Rules::all(), choices));
    let mut sheets = vec![positions_sheet(&all, std::slice::from_ref(said), codebook, words), paragraphs];
    if choices.sources {
        sheets.push(sources(&all, words));
    }
    if choices.notes {
        sheets.extend(notes(&all, words));
    }
    Report { facts, blocks, sheets, ..Report::about(Subject::Release, "title.release", all, choices) }
}
