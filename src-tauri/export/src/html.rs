//! A report as one HTML file: fonts inside, no script, nothing fetched, made to be read on a screen and printed.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bayan_core::model::Lang;
use quick_xml::escape::{escape, partial_escape};

use crate::chart::image;
use crate::fonts;
use crate::report::{Block, Paragraph, Report, Style, Table};

const STYLE: &str = include_str!("html/page.css");

/// The page.
///
/// # Errors
/// When the chart in it cannot be drawn.
pub fn page(report: &Report) -> Result<String, image::ImageError> {
    let lang = report.words.lang;
    let mut body = String::new();
    // Writing to a string cannot fail.
    let title = inline(&report.title);
    let _ = writeln!(body, "<header>\n<h1>{title}</h1>\n<dl>");
    for (label, fact) in &report.facts {
        let _ = writeln!(body, "<div><dt>{}</dt><dd>{}</dd></div>", partial_escape(label), inline(fact));
    }
    body.push_str("</dl>\n</header>\n");
    body.push_str("<main>\n");
    let mut heading = 0;
    let mut listed = false;
    for (at, block) in report.all_blocks().enumerate() {
        if listed && !matches!(block, Block::Item(_)) {
            body.push_str("</ul>\n");
            listed = false;
        }
        if at == report.brief.len() {
            if let Some(chart) = &report.chart {
                let _ = writeln!(body, "<figure>{}</figure>", image::svg(chart)?);
            }
            contents(report, &mut body);
        }
        match block {
            Block::Heading(level, text) => {
                heading += 1;
                let level = (level + 1).min(6);
                let _ = writeln!(body, "<h{level} id=\"h{heading}\">{}</h{level}>", inline(text));
            }
            Block::Paragraph(text) => body.push_str(&paragraph(text, lang)),
            Block::Item(text) => {
                if !listed {
                    body.push_str("<ul>\n");
                    listed = true;
                }
                let _ = writeln!(body, "<li>{}</li>", inline(text));
            }
            Block::Quote(quote, from) => {
                let _ = writeln!(
                    body,
                    "<figure class=\"quote\"><blockquote>{}</blockquote><figcaption>{}</figcaption></figure>",
                    paragraph(quote, lang).trim_end(),
                    inline(from)
                );
            }
            Block::Table(table) => grid(table, lang, &mut body),
        }
    }
    if listed {
        body.push_str("</ul>\n");
    }
    let _ = writeln!(body, "</main>\n<footer>{}</footer>", partial_escape(report.signature()));
    let mut style = String::new();
    for (weight, range, bytes) in fonts::FOR_PAGES {
        let _ = writeln!(
            style,
            "@font-face{{font-family:Amiri;font-weight:{weight};src:url(data:font/woff2;base64,{}) format(\"woff2\");unicode-range:{range}}}",
            BASE64.encode(bytes)
        );
    }
    let (tag, dir) = (lang.tag(), dir(lang));
    let plain = report.title.text();
    let plain = partial_escape(&plain);
    let version = escape(&report.version);
    // The licence of the fonts asks to be passed on with them.
    let licence = fonts::LICENCE.replace("--", "- -");
    Ok(format!(
        "<!doctype html>\n<html lang=\"{tag}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:\">\n<meta name=\"generator\" content=\"Bayan {version}\">\n<title>{plain}</title>\n<style>\n{style}{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n<!--\n{licence}\n-->\n"
    ))
}

const fn dir(lang: Lang) -> &'static str {
    match lang {
        Lang::Ar => "rtl",
        Lang::En => "ltr",
    }
}

fn contents(report: &Report, body: &mut String) {
    let label = report.words.say("contents");
    let label = partial_escape(&label);
    let _ = writeln!(body, "<nav aria-label=\"{label}\">\n<h2>{label}</h2>\n<ol>");
    for (number, (level, text)) in report.headings().enumerate() {
        let _ =
            writeln!(body, "<li class=\"l{level}\"><a href=\"#h{}\">{}</a></li>", number + 1, inline(text));
    }
    body.push_str("</ol>\n</nav>\n");
}

/// A paragraph's runs. Marks are elements round whole words; verbatim text has its own direction on the paragraph.
fn inline(paragraph: &Paragraph) -> String {
    let mut out = String::new();
    for run in &paragraph.runs {
        let text = partial_escape(&run.text);
        let text = if run.isolated { format!("<bdi>{text}</bdi>") } else { text.into_owned() };
        let _ = match run.style {
            Style::Plain => write!(out, "{text}"),
            Style::Strong => write!(out, "<strong>{text}</strong>"),
            Style::Faint => write!(out, "<small>{text}</small>"),
            Style::Added => write!(out, "<ins>{text}</ins>"),
            Style::Dropped => write!(out, "<del>{text}</del>"),
            Style::Cosmetic => write!(out, "<span class=\"cosmetic\">{text}</span>"),
        };
    }
    out
}

fn paragraph(paragraph: &Paragraph, labels: Lang) -> String {
    let number = match paragraph.number {
        Some(number) => format!("<span class=\"n\">{}</span>", number + 1),
        None => String::new(),
    };
    let verbatim = if paragraph.verbatim { " class=\"verbatim\"" } else { "" };
    let lang = if paragraph.lang == labels && !paragraph.verbatim {
        String::new()
    } else {
        format!(" lang=\"{}\" dir=\"{}\"", paragraph.lang.tag(), dir(paragraph.lang))
    };
    if number.is_empty() {
        format!("<p{verbatim}{lang}>{}</p>\n", inline(paragraph))
    } else {
        // The number stands beside the text and not in it: what is copied is the quote alone.
        format!("<div class=\"numbered\"{lang}>{number}<p{verbatim}>{}</p></div>\n", inline(paragraph))
    }
}

fn grid(table: &Table, labels: Lang, body: &mut String) {
    body.push_str("<table>\n<colgroup>");
    for width in &table.widths {
        let _ = write!(body, "<col style=\"inline-size:{width}%\">");
    }
    body.push_str("</colgroup>\n<thead><tr>");
    for head in &table.head {
        let _ = write!(body, "<th scope=\"col\">{}</th>", inline(head));
    }
    body.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        let whole = row.len() == 1 && table.head.len() > 1;
        let span = if whole { format!(" colspan=\"{}\"", table.head.len()) } else { String::new() };
        body.push_str("<tr>");
        for cell in row {
            let _ = write!(body, "<td{span}>");
            for text in cell {
                body.push_str(&paragraph(text, labels));
            }
            body.push_str("</td>");
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody>\n</table>\n");
}
