//! A phrase through a series: its wordings, and every place where it stands.

use bayan_core::positions::formula::Formula;
use bayan_core::text::fold::Rules;

use super::closing::{Marks, closing, range_fact, series_facts, sources};
use super::piece::{Block, Paragraph, Style, Table};
use super::search::found;
use super::sheet::{Kind, Value};
use super::{Choices, Report, Statement, Subject};

/// The report of a formula's history.
pub fn formula(phrase: &str, statements: &[Statement], history: &Formula, choices: &Choices) -> Report {
    let words = choices.words();
    let said = |text: String| Paragraph::said(words.lang, text);
    let all: Vec<&Statement> = statements.iter().collect();
    let day = |release: Option<usize>| {
        release.and_then(|release| statements.get(release)).map(|s| s.day(words)).unwrap_or_default()
    };
    let mut facts = vec![(words.say("fact.phrase"), Paragraph::empty(words.lang).named(phrase))];
    facts.extend(series_facts(&all, words));
    facts.extend(range_fact(&all, words));
    facts.push((words.say("first_said"), Paragraph::empty(words.lang).named(day(history.first))));
    facts.push((words.say("last_said"), Paragraph::empty(words.lang).named(day(history.last))));

    let mut variants = words.sheet(
        "variants",
        &[
            ("variant", Kind::Passage),
            ("added_words", Kind::Words),
            ("dropped_words", Kind::Words),
            ("places", Kind::Number),
        ],
    );
    let mut places = words.sheet(
        "occurrences",
        &[
            ("date", Kind::Date),
            ("title", Kind::Words),
            ("paragraph", Kind::Number),
            ("hit", Kind::Words),
            ("text", Kind::Passage),
            ("source", Kind::Words),
        ],
    );
    let mut rows = Vec::new();
    for variant in &history.variants {
        let (added, dropped) = (variant.added.join(words.comma()), variant.dropped.join(words.comma()));
        rows.push(vec![
            vec![Paragraph::verbatim(&variant.text, words.lang)],
            vec![Paragraph::empty(words.lang).named(added.clone())],
            vec![Paragraph::empty(words.lang).named(dropped.clone())],
            vec![said(words.count("count.occurrences", variant.occurrences.len()))],
        ]);
        variants.rows.push(vec![
            Value::text(variant.text.clone()),
            Value::text(added),
            Value::text(dropped),
            Value::count(variant.occurrences.len()),
        ]);
    }
    let head = ["col.variant", "col.added_words", "col.dropped_words", "col.places"];
    let mut blocks = vec![
        Block::Heading(1, said(words.say("variants"))),
        Block::Table(Table {
            head: head.iter().map(|key| said(words.say(key))).collect(),
            widths: vec![46, 20, 20, 14],
            rows,
        }),
        Block::Heading(1, said(words.say("occurrences"))),
    ];
    for (release, statement) in statements.iter().enumerate() {
        let mut here: Vec<_> = history
            .variants
            .iter()
            .flat_map(|variant| &variant.occurrences)
            .filter(|occurrence| occurrence.release == release)
            .collect();
        here.sort_by_key(|occurrence| (occurrence.paragraph, occurrence.bytes.start));
        if here.is_empty() {
            let line = Paragraph::empty(words.lang).named(statement.day(words)).with(words.comma());
            blocks.push(Block::Item(line.with(words.say("silent")).all(Style::Faint)));
        }
        for occurrence in here {
            let Some(text) = statement.paragraphs.get(occurrence.paragraph) else { continue };
            let quote = Paragraph {
                number: Some(occurrence.paragraph as u32),
                ..found(text, std::slice::from_ref(&occurrence.bytes), statement)
            };
            let citation = statement.citation(words, Some(occurrence.paragraph), choices.sources);
            blocks.push(Block::Quote(quote, citation));
            places.rows.push(vec![
                statement.date.map_or(Value::Empty, Value::Date),
                Value::text(statement.name(words)),
                Value::paragraph(Some(occurrence.paragraph as u32)),
                Value::maybe(text.get(occurrence.bytes.clone())),
                Value::text(text.clone()),
                Value::maybe(statement.source.as_deref()),
            ]);
        }
    }
    blocks.extend(closing(&all, Marks::Found, Rules::all(), choices));
    let mut sheets = vec![variants, places];
    if choices.sources {
        sheets.push(sources(&all, words));
    }
    Report { facts, blocks, sheets, ..Report::about(Subject::Formula, "title.formula", all, choices) }
}
