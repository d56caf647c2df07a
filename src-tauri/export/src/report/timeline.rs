//! One or several topics through a series: what was said when, and how it stands against the mention before.

use bayan_core::positions::codebook::{Codebook, TopicId};
use bayan_core::positions::series::{Cell as SeriesCell, Entry, Relation, Row};
use bayan_core::positions::{Holder, Position, Said};
use bayan_core::text::fold::Rules;

use super::closing::{Marks, closing, notes, range_fact, series_facts, sources};
use super::comparison::topic_name;
use super::piece::{Block, Paragraph, Run, Style, Table};
use super::sheet::{Kind, Sheet, Value};
use super::{Choices, Report, Statement, Subject};
use crate::chart::Chart;
use crate::labels::Labels;

/// A series with its positions.
#[derive(Debug, Clone, Copy)]
pub struct Followed<'a> {
    /// Its releases in order.
    pub statements: &'a [Statement],
    /// What each says.
    pub said: &'a [Said],
    /// The topics' rows, as the engine gives them.
    pub rows: &'a [Row],
    /// The topics' names.
    pub codebook: &'a Codebook,
    /// The rules by which wordings were told the same.
    pub rules: Rules,
}

impl Followed<'_> {
    /// A position of a release.
    pub(crate) fn position(&self, release: usize, number: usize) -> Option<&Position> {
        self.said.get(release)?.positions.get(number)
    }

    pub(super) fn statements(&self) -> Vec<&Statement> {
        self.statements.iter().collect()
    }
}

/// How many turns of a position a brief names in all.
const TURNS: usize = 8;

/// The report of the timelines of these topics; of all where none is named.
pub fn timeline(of: Followed<'_>, topics: &[TopicId], choices: &Choices) -> Report {
    let words = choices.words();
    let said = |text: String| Paragraph::said(words.lang, text);
    let statements = of.statements();
    let rows: Vec<&Row> =
        of.rows.iter().filter(|row| topics.is_empty() || topics.contains(&row.topic)).collect();
    let names: Vec<String> =
        rows.iter().map(|row| topic_name(of.codebook, Some(&row.topic), words)).collect();

    let mut facts = series_facts(&statements, words);
    facts.extend(range_fact(&statements, words));
    facts.push((words.say("fact.topics"), Paragraph::empty(words.lang).named(names.join(words.comma()))));

    let mut brief = vec![Block::Heading(1, said(words.say("brief")))];
    for (row, name) in rows.iter().zip(&names) {
        brief.push(Block::Paragraph(summary(&of, row, name, words)));
        brief.extend(turns(&of, row, TURNS / rows.len(), words).into_iter().map(Block::Item));
    }
    let mut blocks = vec![Block::Heading(1, said(words.say("entries")))];
    for (row, name) in rows.iter().zip(&names) {
        blocks.push(Block::Heading(2, Paragraph::empty(words.lang).named(name)));
        blocks.push(Block::Table(entries_table(&of, row, choices)));
    }
    blocks.extend(closing(&statements, Marks::Positions, of.rules, choices));
    let mut sheets = vec![entries_sheet(&of, &rows, choices)];
    if choices.sources {
        sheets.push(sources(&statements, words));
    }
    if choices.notes {
        sheets.extend(notes(&statements, words));
    }
    Report {
        facts,
        brief,
        blocks,
        sheets,
        chart: choices.chart.then(|| Chart::timeline(&of, &rows, words)),
        ..Report::about(Subject::Timeline, "title.timeline", statements, choices)
    }
}

/// When a topic was first and last spoken of, and with which act last.
fn summary(of: &Followed<'_>, row: &Row, name: &str, words: Labels) -> Paragraph {
    let spoken: Vec<usize> =
        (0..row.cells.len()).filter(|&at| matches!(row.cells[at], SeriesCell::Said { .. })).collect();
    let mut line = Paragraph::empty(words.lang).styled(name, Style::Strong).with(": ");
    line = line.with(words.count("count.statements", spoken.len()));
    let Some((&first, &last)) = spoken.first().zip(spoken.last()) else { return line.with(".") };
    line = line.with(format!(". {}: ", words.say("first_said"))).named(of.statements[first].day(words));
    line = line.with(format!(". {}: ", words.say("last_said"))).named(of.statements[last].day(words));
    if let SeriesCell::Said { leading, .. } = &row.cells[last]
        && let Some(position) = of.position(last, leading.position)
    {
        line = line
            .with(format!(". {}: ", words.say("last_act")))
            .styled(words.of("act", position.act), Style::Strong)
            .with(words.comma())
            .with(words.of("relation", leading.relation));
    }
    if let Some(SeriesCell::Silent { releases, .. }) = row.cells.last() {
        line = line.with(". ").with(words.count("count.silent", *releases as usize));
    }
    line.with(".")
}

/// The latest releases in which the leading position on a topic became another one, each in a line: its day, the act, how it
/// stands to the mention before, and the words.
fn turns(of: &Followed<'_>, row: &Row, most: usize, words: Labels) -> Vec<Paragraph> {
    let turn = |(release, cell): (usize, &SeriesCell)| {
        let SeriesCell::Said { leading, .. } = cell else { return None };
        if matches!(
            leading.relation,
            Relation::New | Relation::SameWording | Relation::SpellingOnly | Relation::Reworded
        ) {
            return None;
        }
        let (position, statement) = (of.position(release, leading.position)?, &of.statements[release]);
        let line = Paragraph::empty(words.lang)
            .named(statement.day(words))
            .with(": ")
            .styled(words.of("act", position.act), Style::Strong)
            .with(words.comma())
            .with(words.of("relation", leading.relation))
            .with(": ")
            .quoting(position.quoted(&statement.paragraphs), Style::Plain)
            .standing_in(&words.paragraph(position.paragraph));
        Some(line)
    };
    let mut lines: Vec<Paragraph> = row.cells.iter().enumerate().filter_map(turn).collect();
    lines.drain(..lines.len().saturating_sub(most));
    lines
}

/// A position's quote: its terms marked, nothing else touched.
pub(super) fn quote(position: &Position, statement: &Statement) -> Paragraph {
    let text = position.quoted(&statement.paragraphs);
    let mut terms: Vec<(usize, usize)> = position
        .terms
        .iter()
        .filter(|term| term.start >= position.quote.start && term.end <= position.quote.end)
        .map(|term| (term.start - position.quote.start, term.end - position.quote.start))
        .collect();
    let verb = &position.verb;
    if verb.start >= position.quote.start && verb.end <= position.quote.end {
        terms.push((verb.start - position.quote.start, verb.end - position.quote.start));
    }
    terms.sort_unstable();
    let mut runs = Vec::new();
    let mut push = |text: Option<&str>, style: Style| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            runs.push(Run { text: text.to_owned(), style, isolated: false });
        }
    };
    let mut at = 0;
    for (start, end) in terms {
        if start < at {
            continue;
        }
        push(text.get(at..start), Style::Plain);
        push(text.get(start..end), Style::Added);
        at = end;
    }
    push(text.get(at..), Style::Plain);
    Paragraph { number: Some(position.paragraph as u32), ..Paragraph::marked(runs, statement.lang()) }
}

/// The leading entry and the others of a cell in the order of the text.
pub(super) fn entries(cell: &SeriesCell) -> Vec<&Entry> {
    let SeriesCell::Said { leading, others, .. } = cell else { return Vec::new() };
    std::iter::once(leading).chain(others).collect()
}

fn entries_table(of: &Followed<'_>, row: &Row, choices: &Choices) -> Table {
    let words = choices.words();
    let mut rows = Vec::new();
    for (release, cell) in row.cells.iter().enumerate() {
        let statement = &of.statements[release];
        let day = vec![Paragraph::empty(words.lang).named(statement.day(words))];
        match cell {
            SeriesCell::NotYet => {}
            SeriesCell::Silent { .. } => {
                let silent = Paragraph::said(words.lang, words.say("silent")).all(Style::Faint);
                rows.push(vec![day, vec![silent], Vec::new()]);
            }
            SeriesCell::Said { .. } => {
                for (number, entry) in entries(cell).into_iter().enumerate() {
                    let Some(position) = of.position(release, entry.position) else { continue };
                    let act = vec![
                        Paragraph::empty(words.lang).styled(words.of("act", position.act), Style::Strong),
                        Paragraph::said(words.lang, words.of("relation", entry.relation)).all(Style::Faint),
                    ];
                    let evidence = vec![
                        quote(position, statement),
                        statement.citation(words, Some(position.paragraph), choices.sources),
                    ];
                    rows.push(vec![if number == 0 { day.clone() } else { Vec::new() }, act, evidence]);
                }
            }
        }
    }
    let head = ["col.date", "col.act", "col.quote"];
    Table {
        head: head.iter().map(|key| Paragraph::said(words.lang, words.say(key))).collect(),
        widths: vec![19, 17, 64],
        rows,
    }
}

/// Every entry with its quote.
pub(super) fn entries_sheet(of: &Followed<'_>, rows: &[&Row], choices: &Choices) -> Sheet {
    let words = choices.words();
    let mut sheet = words.sheet(
        "entries",
        &[
            ("topic", Kind::Words),
            ("date", Kind::Date),
            ("title", Kind::Words),
            ("act", Kind::Words),
            ("force", Kind::Number),
            ("relation", Kind::Words),
            ("quote", Kind::Passage),
            ("paragraph", Kind::Number),
            ("source", Kind::Words),
        ],
    );
    for row in rows {
        let topic = Value::Coded(row.topic.0.clone(), topic_name(of.codebook, Some(&row.topic), words));
        for (release, cell) in row.cells.iter().enumerate() {
            let statement = &of.statements[release];
            for entry in entries(cell) {
                let Some(position) = of.position(release, entry.position) else { continue };
                sheet.rows.push(vec![
                    topic.clone(),
                    statement.date.map_or(Value::Empty, Value::Date),
                    Value::text(statement.name(words)),
                    Value::coded(position.act, words.of("act", position.act)),
                    Value::count(position.force as usize),
                    Value::coded(entry.relation, words.of("relation", entry.relation)),
                    Value::text(position.quoted(&statement.paragraphs)),
                    Value::paragraph(Some(position.paragraph as u32)),
                    Value::maybe(statement.source.as_deref()),
                ]);
            }
        }
    }
    sheet
}

/// The positions of releases as a table, those of other parties told apart: what `release` and DNA take.
pub(crate) fn positions_sheet(
    statements: &[&Statement],
    said: &[Said],
    codebook: &Codebook,
    words: Labels,
) -> Sheet {
    let mut sheet = words.sheet(
        "positions",
        &[
            ("date", Kind::Date),
            ("title", Kind::Words),
            ("paragraph", Kind::Number),
            ("topic", Kind::Words),
            ("act", Kind::Words),
            ("force", Kind::Number),
            ("holder", Kind::Words),
            ("quote", Kind::Passage),
            ("terms", Kind::Words),
            ("source", Kind::Words),
        ],
    );
    for (statement, said) in statements.iter().zip(said) {
        for position in said.positions.iter().chain(&said.others) {
            let holder = match position.holder {
                Holder::Issuer => statement.issuer.in_lang(words.lang).to_owned(),
                Holder::Other => words.say("other_party"),
            };
            sheet.rows.push(vec![
                statement.date.map_or(Value::Empty, Value::Date),
                Value::text(statement.name(words)),
                Value::paragraph(Some(position.paragraph as u32)),
                Value::Coded(position.topic.0.clone(), topic_name(codebook, Some(&position.topic), words)),
                Value::coded(position.act, words.of("act", position.act)),
                Value::count(position.force as usize),
                Value::Coded(position.holder.id().to_owned(), holder),
                Value::text(position.quoted(&statement.paragraphs)),
                Value::text(position.terms_quoted(&statement.paragraphs).join("; ")),
                Value::maybe(statement.source.as_deref()),
            ]);
        }
    }
    sheet
}
