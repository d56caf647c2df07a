//! How every report ends: sources, notes, what the marks say, which spellings count as the same, how it was made.

use bayan_core::text::fold::{Level, Rule, Rules};

use super::piece::{Block, Paragraph, Style};
use super::sheet::{Kind, Sheet, Value};
use super::{Choices, Statement, fingerprint};
use crate::labels::Labels;

/// The facts every report of one series begins with.
pub(super) fn series_facts(statements: &[&Statement], words: Labels) -> Vec<(String, Paragraph)> {
    let Some(first) = statements.first() else { return Vec::new() };
    let mut facts = Vec::new();
    let issuer = first.issuer.in_lang(words.lang);
    if !issuer.is_empty() {
        let mut said = Paragraph::empty(words.lang).named(issuer);
        if first.invented && !issuer.contains(&words.say("invented")) {
            said = said.with(" (").with(words.say("invented")).with(")");
        }
        facts.push((words.say("fact.issuer"), said));
    }
    let series = first.series.in_lang(words.lang);
    if !series.is_empty() {
        facts.push((words.say("fact.series"), Paragraph::empty(words.lang).named(series)));
    }
    facts
}

/// From the first to the last day, and how many releases there are.
pub(super) fn range_fact(statements: &[&Statement], words: Labels) -> Option<(String, Paragraph)> {
    let (first, last) = (statements.first()?, statements.last()?);
    let said = Paragraph::empty(words.lang)
        .named(first.day(words))
        .with(words.arrow())
        .named(last.day(words))
        .with(words.comma())
        .with(words.count("count.statements", statements.len()));
    Some((words.say("fact.range"), said))
}

/// Which marks a report uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    Comparison,
    Positions,
    Found,
}

/// The closing blocks. `rules` are those in force.
pub(super) fn closing(
    statements: &[&Statement],
    marks: Marks,
    rules: Rules,
    choices: &Choices,
) -> Vec<Block> {
    let words = choices.words();
    let said = |text: String| Paragraph::said(words.lang, text);
    let mut blocks = Vec::new();
    if choices.notes && statements.iter().any(|statement| !statement.notes.is_empty()) {
        blocks.push(Block::Heading(1, said(words.say("notes"))));
        for statement in statements {
            for (paragraph, note, _) in &statement.notes {
                let citation = statement.citation(words, paragraph.map(|at| at as usize), false);
                blocks.push(Block::Quote(Paragraph::verbatim(note, words.lang), citation));
            }
        }
    }
    if choices.sources {
        blocks.push(Block::Heading(1, said(words.say("sources"))));
        for statement in statements {
            let mut line = Paragraph::empty(words.lang).named(statement.name(words));
            let day = statement.day(words);
            if !day.is_empty() {
                line = line.with(words.comma()).named(day);
            }
            line = line.with(words.comma()).with(words.count("count.paragraphs", statement.paragraphs.len()));
            if let Some(source) = &statement.source {
                line = line.with(words.comma()).named(source.clone());
            }
            blocks.push(Block::Item(line));
        }
    }
    blocks.push(Block::Heading(1, said(words.say("marks"))));
    let of = |key: &str, style: Style| {
        let label = words.say(key);
        // The words before the colon are shown in the mark itself.
        match label.split_once(':') {
            Some((mark, rest)) => Paragraph::empty(words.lang).styled(mark, style).with(format!(":{rest}")),
            None => Paragraph::said(words.lang, label),
        }
    };
    let lines: Vec<Paragraph> = match marks {
        Marks::Comparison => vec![
            of("mark.added", Style::Added),
            of("mark.dropped", Style::Dropped),
            of("mark.cosmetic", Style::Cosmetic),
        ],
        Marks::Positions => vec![
            of("mark.found", Style::Added),
            Paragraph::said(words.lang, words.say("mark.relation")),
            said(words.say("by_rule")),
        ],
        Marks::Found => vec![of("mark.found", Style::Added)],
    };
    blocks.extend(lines.into_iter().map(Block::Item));
    blocks.push(Block::Item(said(words.say("mark.paragraph"))));
    blocks.push(Block::Item(said(words.say("mark.verbatim"))));
    blocks.push(Block::Heading(1, said(words.say("rules"))));
    for level in [Level::Typographic, Level::Spelling, Level::Clitic, Level::Inflection] {
        let of_level = |on: bool| -> Vec<String> {
            Rule::ALL
                .into_iter()
                .filter(|&rule| rule.level() == level && rules.has(rule) == on)
                .map(|rule| words.of("rule", rule))
                .collect()
        };
        let mut line = Paragraph::empty(words.lang).styled(words.of("rules.level", level), Style::Strong);
        for (key, rules) in [("rules.on", of_level(true)), ("rules.off", of_level(false))] {
            if !rules.is_empty() {
                line = line.with(format!(
                    ". {} {}",
                    words.say(key),
                    rules.join(if words.lang == bayan_core::model::Lang::Ar { "؛ " } else { "; " })
                ));
            }
        }
        blocks.push(Block::Item(line.with(".")));
    }
    blocks.push(Block::Heading(1, said(words.say("about"))));
    let made = format!(
        "{}{}{} UTC",
        words.moment(choices.made),
        words.comma(),
        words.digits.write(&choices.made.format("%H:%M").to_string())
    );
    blocks.push(Block::Paragraph(
        Paragraph::said(words.lang, words.with("made_with", &choices.version))
            .with(words.comma())
            .with(words.with("made_on", ""))
            .named(made)
            .with("."),
    ));
    let print = fingerprint(statements.iter().copied());
    blocks.push(Block::Paragraph(said(format!("{}: ", words.say("fingerprint"))).named(print)));
    blocks.push(Block::Paragraph(said(words.say("same_again"))));
    blocks
}

/// The sheet of the releases a report rests on.
pub(super) fn sources(statements: &[&Statement], words: Labels) -> Sheet {
    let mut sheet = words.sheet(
        "sources",
        &[
            ("date", Kind::Date),
            ("title", Kind::Words),
            ("source", Kind::Words),
            ("retrieved", Kind::Words),
            ("note", Kind::Passage),
        ],
    );
    for statement in statements {
        sheet.rows.push(vec![
            statement.date.map_or(Value::Empty, Value::Date),
            Value::text(statement.name(words)),
            Value::maybe(statement.source.as_deref()),
            Value::maybe(statement.retrieved.as_deref()),
            Value::maybe(statement.about.as_deref()),
        ]);
    }
    sheet
}

/// The sheet of the notes, where there are any.
pub(super) fn notes(statements: &[&Statement], words: Labels) -> Option<Sheet> {
    let mut sheet = words.sheet(
        "notes",
        &[
            ("date", Kind::Date),
            ("title", Kind::Words),
            ("paragraph", Kind::Number),
            ("note", Kind::Passage),
            ("made", Kind::Words),
        ],
    );
    for statement in statements {
        for (paragraph, note, made) in &statement.notes {
            sheet.rows.push(vec![
                statement.date.map_or(Value::Empty, Value::Date),
                Value::text(statement.name(words)),
                Value::paragraph(*paragraph),
                Value::text(note.clone()),
                Value::text(made.clone()),
            ]);
        }
    }
    (!sheet.rows.is_empty()).then_some(sheet)
}
