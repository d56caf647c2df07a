//! A report as Markdown (CommonMark with tables), for notes.
//!
//! Added words stand in bold, dropped ones struck through. Each verbatim paragraph stands in a block of its own, its signs
//! that Markdown would take for marks set off with a backslash.

use std::fmt::Write as _;

use crate::report::{Block, Paragraph, Report, Style, Table};

/// The document.
pub fn document(report: &Report) -> String {
    let mut out = format!("# {}\n\n", inline(&report.title));
    // Writing to a string cannot fail.
    for (label, fact) in &report.facts {
        let _ = writeln!(out, "- {}: {}", escaped(label), inline(fact));
    }
    out.push('\n');
    let mut listed = false;
    for block in report.all_blocks() {
        if listed && !matches!(block, Block::Item(_)) {
            out.push('\n');
        }
        listed = matches!(block, Block::Item(_));
        match block {
            Block::Heading(level, text) => {
                let _ = writeln!(out, "{} {}\n", "#".repeat(*level as usize + 1), inline(text));
            }
            Block::Paragraph(text) => {
                let _ = writeln!(out, "{}\n", numbered(text).replace('\n', "  \n"));
            }
            Block::Item(text) => {
                let _ = writeln!(out, "- {}", inline(text));
            }
            Block::Quote(quote, from) => {
                let _ =
                    writeln!(out, "> {}\n>\n> {}\n", numbered(quote).replace('\n', "  \n> "), inline(from));
            }
            Block::Table(table) => grid(table, &mut out),
        }
    }
    if listed {
        out.push('\n');
    }
    let _ = writeln!(out, "---\n\n{}", escaped(&report.signature()));
    out
}

fn numbered(paragraph: &Paragraph) -> String {
    match paragraph.number {
        Some(number) => format!("**{}** · {}", number + 1, inline(paragraph)),
        None => inline(paragraph),
    }
}

/// Runs with their marks. A mark must not stand next to a space on its inner side, or it is none.
fn inline(paragraph: &Paragraph) -> String {
    let mut out = String::new();
    for run in &paragraph.runs {
        let mark = match run.style {
            Style::Plain | Style::Faint => "",
            Style::Strong | Style::Added => "**",
            Style::Dropped => "~~",
            Style::Cosmetic => "_",
        };
        let inner = run.text.trim();
        if mark.is_empty() || inner.is_empty() {
            out.push_str(&escaped(&run.text));
            continue;
        }
        let before = &run.text[..run.text.len() - run.text.trim_start().len()];
        let after = &run.text[run.text.trim_end().len()..];
        let _ = write!(out, "{before}{mark}{}{mark}{after}", escaped(inner));
    }
    out
}

/// A text with the signs set off that Markdown reads as marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, sign) in text.char_indices() {
        let first = text[..at].trim().is_empty();
        let mark = matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&')
            || (first && matches!(sign, '#' | '+' | '-' | '='));
        if mark {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

fn grid(table: &Table, out: &mut String) {
    let line = |out: &mut String, cells: &[String]| {
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    };
    line(out, &table.head.iter().map(inline).collect::<Vec<_>>());
    line(out, &table.head.iter().map(|_| "---".to_owned()).collect::<Vec<_>>());
    for row in &table.rows {
        let mut cells: Vec<String> = row
            .iter()
            .map(|cell| cell.iter().map(numbered).collect::<Vec<_>>().join("<br>").replace('\n', "<br>"))
            .collect();
        cells.resize(table.head.len(), String::new());
        line(out, &cells);
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use bayan_core::model::Lang;

    use super::*;
    use crate::report::Run;

    #[test]
    fn a_mark_stands_close_to_its_word_and_signs_are_set_off() {
        let run = |text: &str, style| Run { text: text.to_owned(), style, isolated: false };
        let paragraph = Paragraph::marked(
            vec![run("a*b ", Style::Plain), run(" new ", Style::Added), run("old", Style::Dropped)],
            Lang::En,
        );
        assert_eq!(inline(&paragraph), "a\\*b  **new** ~~old~~");
        assert_eq!(escaped("- one | two"), "\\- one \\| two");
    }
}
