//! The passages a search found, each quoted with what was found in it marked.

use std::ops::Range;

use bayan_core::text::fold::Rules;

use super::closing::{Marks, closing, sources};
use super::piece::{Block, Paragraph, Run, Style};
use super::sheet::{Kind, Value};
use super::{Choices, Report, Statement, Subject};

/// A passage that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The release, counted in the list given.
    pub statement: usize,
    /// The paragraph, from 0; `None` for the title.
    pub paragraph: Option<u32>,
    /// Its text.
    pub text: String,
    /// What was found in it, as bytes of it, in order.
    pub spans: Vec<Range<usize>>,
}

/// The report of a search result. `complete` says whether all that was found is listed.
pub fn search(
    query: &str,
    statements: &[Statement],
    passages: &[Passage],
    complete: bool,
    choices: &Choices,
) -> Report {
    let words = choices.words();
    let said = |text: String| Paragraph::said(words.lang, text);
    let all: Vec<&Statement> = statements.iter().collect();
    let facts = vec![
        (words.say("fact.query"), Paragraph::empty(words.lang).named(query)),
        (words.say("hits"), said(words.number(passages.len()))),
    ];
    let mut blocks = vec![Block::Heading(1, said(words.say("hits")))];
    let mut summary = words.count("count.hits", passages.len());
    if !complete {
        summary = format!("{summary}. {}", words.say("more_hits"));
    }
    blocks.push(Block::Paragraph(said(summary)));
    let mut sheet = words.sheet(
        "hits",
        &[
            ("date", Kind::Date),
            ("title", Kind::Words),
            ("paragraph", Kind::Number),
            ("text", Kind::Passage),
            ("hit", Kind::Words),
            ("source", Kind::Words),
        ],
    );
    for passage in passages {
        let Some(statement) = statements.get(passage.statement) else { continue };
        let quote =
            Paragraph { number: passage.paragraph, ..found(&passage.text, &passage.spans, statement) };
        let citation = statement.citation(words, passage.paragraph.map(|at| at as usize), choices.sources);
        blocks.push(Block::Quote(quote, citation));
        let hits: Vec<&str> =
            passage.spans.iter().filter_map(|span| passage.text.get(span.clone())).collect();
        sheet.rows.push(vec![
            statement.date.map_or(Value::Empty, Value::Date),
            Value::text(statement.name(words)),
            Value::paragraph(passage.paragraph),
            Value::text(passage.text.clone()),
            Value::text(hits.join("; ")),
            Value::maybe(statement.source.as_deref()),
        ]);
    }
    blocks.extend(closing(&all, Marks::Found, Rules::all(), choices));
    let mut sheets = vec![sheet];
    if choices.sources {
        sheets.push(sources(&all, words));
    }
    Report { facts, blocks, sheets, ..Report::about(Subject::Search, "title.search", all, choices) }
}

/// A passage with stretches of it marked.
pub(super) fn found(text: &str, spans: &[Range<usize>], statement: &Statement) -> Paragraph {
    let mut runs = Vec::new();
    let mut push = |text: Option<&str>, style: Style| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            runs.push(Run { text: text.to_owned(), style, isolated: false });
        }
    };
    let mut at = 0;
    for span in spans {
        if span.start < at || text.get(span.clone()).is_none() {
            continue;
        }
        push(text.get(at..span.start), Style::Plain);
        push(text.get(span.clone()), Style::Added);
        at = span.end;
    }
    push(text.get(at..), Style::Plain);
    Paragraph::marked(runs, statement.lang())
}
