//! All topics of a series: a cell for each release, and under it what each cell rests on.

use bayan_core::positions::series::{Cell as SeriesCell, Row};

use super::closing::{Marks, closing, range_fact, series_facts, sources};
use super::comparison::topic_name;
use super::piece::{Block, Paragraph, Style, Table};
use super::sheet::{Column, Kind, Sheet, Value};
use super::timeline::{Followed, entries, entries_sheet, quote};
use super::{Choices, Report, Subject};
use crate::chart::Chart;
use crate::labels::Labels;

/// How many releases fit on a page side by side.
const ACROSS: usize = 6;

/// The report of a matrix.
pub fn matrix(of: Followed<'_>, choices: &Choices) -> Report {
    let words = choices.words();
    let said = |text: String| Paragraph::said(words.lang, text);
    let statements = of.statements();
    let rows: Vec<&Row> = of.rows.iter().collect();
    let mut facts = series_facts(&statements, words);
    facts.extend(range_fact(&statements, words));
    facts.push((words.say("fact.topics"), said(words.number(rows.len()))));

    let mut blocks = vec![Block::Heading(1, said(words.say("sheet.matrix")))];
    let releases: Vec<usize> = (0..statements.len()).collect();
    for across in releases.chunks(ACROSS) {
        blocks.push(Block::Table(cells_table(&of, across, words)));
    }
    blocks.push(Block::Heading(1, said(words.say("evidence"))));
    for row in &rows {
        let name = topic_name(of.codebook, Some(&row.topic), words);
        blocks.push(Block::Heading(2, Paragraph::empty(words.lang).named(name)));
        for (release, cell) in row.cells.iter().enumerate() {
            let statement = &of.statements[release];
            for entry in entries(cell) {
                let Some(position) = of.position(release, entry.position) else { continue };
                let mut line = Paragraph::empty(words.lang)
                    .styled(words.of("act", position.act), Style::Strong)
                    .with(words.comma());
                line.runs.extend(statement.citation(words, Some(position.paragraph), choices.sources).runs);
                blocks.push(Block::Quote(quote(position, statement), line));
            }
        }
    }
    blocks.extend(closing(&statements, Marks::Positions, of.rules, choices));
    let mut sheets = vec![cells_sheet(&of, words), entries_sheet(&of, &rows, choices)];
    if choices.sources {
        sheets.push(sources(&statements, words));
    }
    Report {
        facts,
        blocks,
        sheets,
        chart: choices.chart.then(|| Chart::matrix(&of, words)),
        ..Report::about(Subject::Matrix, "title.matrix", statements, choices)
    }
}

/// What stands in a cell: the leading act, how it stands against the mention before, how many more there are.
pub(crate) fn cell_words(of: &Followed<'_>, release: usize, cell: &SeriesCell, words: Labels) -> [String; 2] {
    match cell {
        SeriesCell::NotYet => Default::default(),
        SeriesCell::Silent { .. } => [words.say("silent"), String::new()],
        SeriesCell::Said { leading, others, .. } => {
            let act = of
                .position(release, leading.position)
                .map(|position| words.of("act", position.act))
                .unwrap_or_default();
            let mut relation = words.of("relation", leading.relation);
            if !others.is_empty() {
                relation.push_str(&format!(" +{}", words.number(others.len())));
            }
            [act, relation]
        }
    }
}

fn cells_table(of: &Followed<'_>, across: &[usize], words: Labels) -> Table {
    let mut head = vec![Paragraph::said(words.lang, words.say("col.topic"))];
    head.extend(
        across.iter().map(|&release| Paragraph::empty(words.lang).named(of.statements[release].day(words))),
    );
    let rows = of.rows.iter().map(|row| {
        let name = topic_name(of.codebook, Some(&row.topic), words);
        let mut cells = vec![vec![Paragraph::empty(words.lang).styled(name, Style::Strong)]];
        for &release in across {
            let [act, relation] = cell_words(of, release, &row.cells[release], words);
            let style = if relation.is_empty() { Style::Faint } else { Style::Plain };
            let mut cell = vec![Paragraph::empty(words.lang).styled(act, style)];
            if !relation.is_empty() {
                cell.push(Paragraph::empty(words.lang).styled(relation, Style::Faint));
            }
            cells.push(cell);
        }
        cells
    });
    let width = (78 / across.len().max(1)) as u8;
    let mut widths = vec![100 - width * across.len() as u8];
    widths.extend(across.iter().map(|_| width));
    Table { head, widths, rows: rows.collect() }
}

fn cells_sheet(of: &Followed<'_>, words: Labels) -> Sheet {
    let mut columns = vec![Column { id: "topic", name: words.say("col.topic"), kind: Kind::Words }];
    columns.extend(of.statements.iter().map(|statement| Column {
        id: "statement",
        name: statement.date.map(|date| date.to_string()).unwrap_or_else(|| statement.name(words)),
        kind: Kind::Words,
    }));
    let rows = of.rows.iter().map(|row| {
        let name = topic_name(of.codebook, Some(&row.topic), words);
        let mut values = vec![Value::Coded(row.topic.0.clone(), name)];
        values.extend(row.cells.iter().enumerate().map(|(release, cell)| {
            let [act, relation] = cell_words(of, release, cell, words);
            let said: Vec<String> = [act, relation].into_iter().filter(|part| !part.is_empty()).collect();
            Value::text(said.join(words.comma()))
        }));
        values
    });
    Sheet { id: "matrix", name: words.say("sheet.matrix"), columns, rows: rows.collect() }
}
