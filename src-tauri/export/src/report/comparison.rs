//! Two releases: a brief, the changes ranked under their topics with both wordings, the two texts side by side.

use std::ops::Range;

use bayan_archive::search::context;
use bayan_core::collation::{Collation, Moved, RowKind, collate};
use bayan_core::compare::{Change, Comparison};
use bayan_core::model::Lang;
use bayan_core::positions::Said;
use bayan_core::positions::codebook::{Codebook, TopicId};
use bayan_core::text::fold::Rules;

use super::closing::{Marks, closing, notes, series_facts, sources};
use super::piece::{Block, Paragraph, Run, Style, Table};
use super::sheet::{Kind, Sheet, Value};
use super::{Choices, Report, Statement, Subject};
use crate::labels::Labels;

/// What a comparison is made from.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The older release.
    pub older: &'a Statement,
    /// The newer release.
    pub newer: &'a Statement,
    /// What each of the two says, in their order: the topics of changes are those of the positions they touch.
    pub said: &'a [Said],
    /// What the engine found.
    pub found: &'a Comparison,
    /// The topics that changes are put under.
    pub codebook: &'a Codebook,
    /// The rules by which it compared.
    pub rules: Rules,
    /// What people noted of the comparison itself.
    pub notes: &'a [String],
}

/// How many words on either side of a changed word are quoted with it.
const AROUND: usize = 10;

/// How many changes the brief names: what fits on the first page with their wordings.
const NAMED: usize = 6;

/// The report of a comparison.
pub fn comparison(of: Compared<'_>, choices: &Choices) -> Report {
    let words = choices.words();
    let said = |text: String| Paragraph::said(words.lang, text);
    let collation = collate(&of.older.paragraphs, &of.newer.paragraphs, of.found);
    let topics = topics(&of);

    let mut facts = series_facts(&[of.newer], words);
    for (key, statement) in [("fact.older", of.older), ("fact.newer", of.newer)] {
        let mut line = Paragraph::empty(words.lang).named(statement.name(words));
        let day = statement.day(words);
        if !day.is_empty() {
            line = line.with(words.comma()).named(day);
        }
        facts.push((words.say(key), line));
    }

    let order = ranked(of.found, &topics);
    let mut brief =
        vec![Block::Heading(1, said(words.say("brief"))), Block::Paragraph(counted(&collation, words))];
    brief.extend(heaviest(&of, &order).map(|at| Block::Item(named(&of, at, topics[at].as_ref(), words))));
    if choices.changes && order.len() > NAMED {
        brief.push(Block::Paragraph(said(words.count("count.more_changes", order.len() - NAMED))));
    }

    let mut blocks = Vec::new();
    if choices.changes {
        blocks.push(Block::Heading(1, said(words.say("changes"))));
        if order.is_empty() {
            blocks.push(Block::Paragraph(said(words.say("changes.none"))));
        }
        for group in order.chunk_by(|a, b| topics[*a] == topics[*b]) {
            let name = topic_name(of.codebook, topics[group[0]].as_ref(), words);
            blocks.push(Block::Heading(2, Paragraph::empty(words.lang).named(name)));
            blocks.push(Block::Table(changes_table(&of, group, choices)));
        }
    }
    blocks.push(Block::Heading(1, said(words.say("side_by_side"))));
    blocks.push(Block::Table(side_by_side(&of, &collation, choices)));
    let statements = [of.older, of.newer];
    let mut end = closing(&statements, Marks::Comparison, of.rules, choices);
    if choices.notes && !of.notes.is_empty() {
        let mut own = vec![Block::Heading(1, said(words.say("notes")))];
        own.extend(of.notes.iter().map(|note| Block::Paragraph(Paragraph::verbatim(note, words.lang))));
        end.splice(0..0, own);
    }
    blocks.extend(end);

    let mut sheets = vec![changes_sheet(&of, &order, &topics, words), passages_sheet(&collation, choices)];
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
        ..Report::about(Subject::Comparison, "title.comparison", statements, choices)
    }
}

/// How much changed, in a sentence.
fn counted(collation: &Collation, words: Labels) -> Paragraph {
    let s = &collation.summary;
    let kinds = [
        ("kind.reworded", s.reworded),
        ("kind.split", s.split),
        ("kind.merged", s.merged),
        ("kind.regrouped", s.regrouped),
        ("kind.added", s.added),
        ("kind.dropped", s.dropped),
        ("kind.cosmetic", s.cosmetic),
        ("kind.same", s.same),
    ];
    let kinds: Vec<String> = kinds
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| format!("{}: {}", words.say(key), words.number(*count as usize)))
        .collect();
    Paragraph::empty(words.lang)
        .styled(words.count("count.changes", s.substantive_changes as usize), Style::Strong)
        .with(words.comma())
        .with(words.count("count.cosmetic", s.cosmetic_changes as usize))
        .with(". ")
        .with(words.count("count.paragraphs", s.older_paragraphs as usize))
        .with(words.arrow())
        .with(words.count("count.paragraphs", s.newer_paragraphs as usize))
        .with(format!(". {}.", kinds.join(words.comma())))
}

/// The heaviest of the changes of substance, in the order these stand in.
fn heaviest<'a>(of: &Compared<'_>, order: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let mut by_weight = order.to_vec();
    by_weight.sort_by(|&a, &b| of.found.changes[b].weight.total_cmp(&of.found.changes[a].weight));
    by_weight.truncate(NAMED);
    order.iter().copied().filter(move |at| by_weight.contains(at))
}

/// A change in a line: its class and topic, both wordings, the paragraphs they stand in.
fn named(of: &Compared<'_>, at: usize, topic: Option<&TopicId>, words: Labels) -> Paragraph {
    let change = &of.found.changes[at];
    let mut line = Paragraph::empty(words.lang).styled(words.of("class", change.class), Style::Strong);
    if topic.is_some() {
        line = line.with(words.comma()).named(topic_name(of.codebook, topic, words));
    }
    line = line.with(": ");
    let sides = [
        (change.old_text(&of.older.paragraphs), change.old_par, Style::Dropped),
        (change.new_text(&of.newer.paragraphs), change.new_par, Style::Added),
    ];
    let there = sides.iter().filter(|(text, ..)| !text.trim().is_empty());
    for (number, (text, paragraph, style)) in there.enumerate() {
        if number > 0 {
            line = line.with(words.arrow());
        }
        line = line.quoting(text, *style);
        if let Some(paragraph) = paragraph {
            line = line.standing_in(&words.paragraph(*paragraph));
        }
    }
    line
}

/// The topic of each change: that of the position whose quote it touches, else that of the paragraph it stands in.
fn topics(of: &Compared<'_>) -> Vec<Option<TopicId>> {
    let side = |said: Option<&Said>, paragraph: Option<usize>, bytes: &Option<Range<usize>>| {
        let (said, paragraph, bytes) = (said?, paragraph?, bytes.as_ref()?);
        let here = || said.positions.iter().chain(&said.others).filter(|p| p.paragraph == paragraph);
        here()
            .find(|p| p.quote.start < bytes.end.max(bytes.start + 1) && bytes.start < p.quote.end)
            .or_else(|| here().next())
            .map(|p| p.topic.clone())
    };
    let of_change = |change: &Change| {
        side(of.said.get(1), change.new_par, &change.new)
            .or_else(|| side(of.said.first(), change.old_par, &change.old))
    };
    of.found.changes.iter().map(of_change).collect()
}

/// The changes of substance, the topic with the heaviest first, those without a topic last, the heavier first in each.
fn ranked(found: &Comparison, topics: &[Option<TopicId>]) -> Vec<usize> {
    let mut order: Vec<usize> =
        (0..found.changes.len()).filter(|&at| !found.changes[at].class.is_cosmetic()).collect();
    let weight = |at: usize| found.changes[at].weight;
    let heaviest = |topic: &Option<TopicId>| {
        order.iter().filter(|&&at| topics[at] == *topic).map(|&at| weight(at)).fold(0.0, f64::max)
    };
    let heights: Vec<(Option<TopicId>, f64, usize)> = {
        let mut heights: Vec<(Option<TopicId>, f64, usize)> = Vec::new();
        for &at in &order {
            if !heights.iter().any(|(topic, ..)| *topic == topics[at]) {
                heights.push((topics[at].clone(), heaviest(&topics[at]), at));
            }
        }
        heights
    };
    let place = |at: usize| heights.iter().find(|(topic, ..)| *topic == topics[at]);
    order.sort_by(|&a, &b| {
        let key = |at: usize| {
            let (height, first) = place(at).map_or((0.0, at), |(_, height, first)| (*height, *first));
            (topics[at].is_none(), height, first)
        };
        let (ka, kb) = (key(a), key(b));
        ka.0.cmp(&kb.0)
            .then(kb.1.total_cmp(&ka.1))
            .then(ka.2.cmp(&kb.2))
            .then(weight(b).total_cmp(&weight(a)))
            .then(a.cmp(&b))
    });
    order
}

/// A topic's name in the language of the labels.
pub(crate) fn topic_name(codebook: &Codebook, topic: Option<&TopicId>, words: Labels) -> String {
    match topic {
        None => words.say("unassigned"),
        Some(id) => codebook.topic(id).map_or_else(
            || id.0.clone(),
            |topic| {
                let label = topic.label.in_lang(words.lang);
                // A topic with a number in its name, which stands in its identifier.
                let pattern = topic.id.0.split_once('#');
                let number =
                    pattern.and_then(|(before, after)| id.0.strip_prefix(before)?.strip_suffix(after));
                number.map_or_else(|| label.to_owned(), |number| label.replacen('#', number, 1))
            },
        ),
    }
}

/// The words of a change with those around them; the changed ones marked. Verbatim but for the signs of omission, which
/// stand in runs of their own.
fn wording(
    paragraphs: &[String],
    at: Option<usize>,
    bytes: &Option<Range<usize>>,
    style: Style,
    lang: Lang,
) -> Vec<Paragraph> {
    let Some((at, bytes)) = at.zip(bytes.clone()) else { return Vec::new() };
    let Some(text) = paragraphs.get(at).filter(|text| text.get(bytes.clone()).is_some()) else {
        return Vec::new();
    };
    let around = context(text, bytes, AROUND);
    let mut runs = Vec::new();
    let mut push = |text: &str, style: Style| {
        if !text.is_empty() {
            runs.push(Run { text: text.to_owned(), style, isolated: false });
        }
    };
    // A fraction or a word with a hyphen is not cut in its middle.
    let from = text[..around.before.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let from = if around.cut_before { text.ceil_char_boundary(from) } else { around.before.start };
    let rest = text[around.after.end..].find(char::is_whitespace);
    let to = rest.map_or(text.len(), |at| around.after.end + at);
    let to = if around.cut_after { to } else { around.after.end };
    push(if around.cut_before && from > 0 { "… " } else { "" }, Style::Faint);
    push(&text[from..around.before.end], Style::Plain);
    push(&text[around.hit], style);
    push(&text[around.after.start..to], Style::Plain);
    push(if around.cut_after && to < text.len() { " …" } else { "" }, Style::Faint);
    vec![Paragraph { number: Some(at as u32), ..Paragraph::marked(runs, lang) }]
}

/// Each change with both wordings, and under each where it stands.
fn changes_table(of: &Compared<'_>, group: &[usize], choices: &Choices) -> Table {
    let words = choices.words();
    let cited = |mut wording: Vec<Paragraph>, statement: &Statement, at: Option<usize>| {
        if !wording.is_empty() {
            wording.push(statement.citation(words, at, choices.sources));
        }
        wording
    };
    let rows = group.iter().map(|&at| {
        let change = &of.found.changes[at];
        let class = Paragraph::said(words.lang, words.of("class", change.class));
        let older =
            wording(&of.older.paragraphs, change.old_par, &change.old, Style::Dropped, of.older.lang());
        let newer = wording(&of.newer.paragraphs, change.new_par, &change.new, Style::Added, of.newer.lang());
        let older = cited(older, of.older, change.old_par);
        vec![vec![class], older, cited(newer, of.newer, change.new_par)]
    });
    let head = ["col.class", "col.older", "col.newer"];
    Table {
        head: head.iter().map(|key| Paragraph::said(words.lang, words.say(key))).collect(),
        widths: vec![16, 42, 42],
        rows: rows.collect(),
    }
}

fn side_by_side(of: &Compared<'_>, collation: &Collation, choices: &Choices) -> Table {
    let words = choices.words();
    let head = |key: &str, statement: &Statement| {
        let day = statement.day(words);
        let day = if day.is_empty() { statement.name(words) } else { day };
        Paragraph::said(words.lang, format!("{}: ", words.say(key))).named(day)
    };
    let mut rows: Vec<Vec<Vec<Paragraph>>> = Vec::new();
    let mut skipped = 0;
    let flush = |rows: &mut Vec<Vec<Vec<Paragraph>>>, skipped: &mut usize| {
        if *skipped > 0 {
            let line = Paragraph::said(words.lang, words.count("count.unchanged", *skipped));
            rows.push(vec![vec![line.all(Style::Faint)]]);
        }
        *skipped = 0;
    };
    for row in &collation.rows {
        if row.kind == RowKind::Same && row.moved.is_none() && !choices.unchanged {
            skipped += row.newer.len();
            continue;
        }
        flush(&mut rows, &mut skipped);
        let mut kind = words.of("kind", row.kind);
        if let Some(moved) = row.moved {
            kind = format!("{}{}{kind}", words.say(moved_key(moved)), words.comma());
        }
        let cell = |paragraphs: &[bayan_core::collation::Paragraph], lang: Lang| -> Vec<Paragraph> {
            paragraphs.iter().map(|paragraph| Paragraph::collated(paragraph, lang)).collect()
        };
        let kind = Paragraph::said(words.lang, kind).all(Style::Faint);
        rows.push(vec![vec![kind], cell(&row.older, of.older.lang()), cell(&row.newer, of.newer.lang())]);
    }
    flush(&mut rows, &mut skipped);
    Table {
        head: vec![
            Paragraph::said(words.lang, words.say("col.kind")),
            head("fact.older", of.older),
            head("fact.newer", of.newer),
        ],
        widths: vec![14, 43, 43],
        rows,
    }
}

const fn moved_key(moved: Moved) -> &'static str {
    match moved {
        Moved::Up => "moved.up",
        Moved::Down => "moved.down",
    }
}

fn changes_sheet(of: &Compared<'_>, order: &[usize], topics: &[Option<TopicId>], words: Labels) -> Sheet {
    let mut sheet = words.sheet(
        "changes",
        &[
            ("topic", Kind::Words),
            ("class", Kind::Words),
            ("older", Kind::Passage),
            ("newer", Kind::Passage),
            ("older_paragraph", Kind::Number),
            ("newer_paragraph", Kind::Number),
            ("weight", Kind::Number),
            ("older_title", Kind::Words),
            ("older_date", Kind::Date),
            ("older_source", Kind::Words),
            ("newer_title", Kind::Words),
            ("newer_date", Kind::Date),
            ("newer_source", Kind::Words),
        ],
    );
    let from = [of.older, of.newer].map(|statement| {
        [
            Value::text(statement.name(words)),
            statement.date.map_or(Value::Empty, Value::Date),
            Value::maybe(statement.source.as_deref()),
        ]
    });
    let cosmetic = (0..of.found.changes.len()).filter(|&at| of.found.changes[at].class.is_cosmetic());
    for at in order.iter().copied().chain(cosmetic) {
        let change = &of.found.changes[at];
        let topic = topics[at].as_ref();
        sheet.rows.push(vec![
            Value::Coded(
                topic.map(|topic| topic.0.clone()).unwrap_or_default(),
                topic_name(of.codebook, topic, words),
            ),
            Value::coded(change.class, words.of("class", change.class)),
            Value::text(change.old_text(&of.older.paragraphs)),
            Value::text(change.new_text(&of.newer.paragraphs)),
            Value::paragraph(change.old_par.map(|at| at as u32)),
            Value::paragraph(change.new_par.map(|at| at as u32)),
            Value::Number((change.weight * 100.0).round() / 100.0),
        ]);
        if let Some(row) = sheet.rows.last_mut() {
            row.extend(from.iter().flatten().cloned());
        }
    }
    sheet
}

fn passages_sheet(collation: &Collation, choices: &Choices) -> Sheet {
    let words = choices.words();
    let mut sheet = words.sheet(
        "passages",
        &[
            ("kind", Kind::Words),
            ("moved", Kind::Words),
            ("older_paragraph", Kind::Words),
            ("older_text", Kind::Passage),
            ("newer_text", Kind::Passage),
            ("newer_paragraph", Kind::Words),
        ],
    );
    let text = |paragraphs: &[bayan_core::collation::Paragraph]| {
        let texts: Vec<String> =
            paragraphs.iter().map(|p| p.runs.iter().map(|run| run.text.as_str()).collect()).collect();
        Value::text(texts.join("\n"))
    };
    let numbers = |paragraphs: &[bayan_core::collation::Paragraph]| {
        let numbers: Vec<String> = paragraphs.iter().map(|p| (p.number + 1).to_string()).collect();
        Value::text(numbers.join(", "))
    };
    for row in &collation.rows {
        if row.kind == RowKind::Same && row.moved.is_none() && !choices.unchanged {
            continue;
        }
        sheet.rows.push(vec![
            Value::coded(row.kind, words.of("kind", row.kind)),
            row.moved.map_or(Value::Empty, |moved| Value::coded(moved, words.say(moved_key(moved)))),
            numbers(&row.older),
            text(&row.older),
            text(&row.newer),
            numbers(&row.newer),
        ]);
    }
    sheet
}
