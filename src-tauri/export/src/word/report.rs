//! A report as a Word document: styles, headings, a table of contents, right-to-left where the text is.

use std::fmt::Write as _;

use bayan_core::model::Lang;

use super::package::{PackageError, Parts, has_rtl, text};
use crate::chart::image;
use crate::labels::Digits;
use crate::report::{Block, Paragraph, Report, Run, Style, Table};

/// The width between the margins, in twentieths of a point.
const WIDTH: u32 = 9638;
/// How many signs a cell of a short row has at most.
const SHORT: usize = 600;
/// English Metric Units in a pixel of the chart's drawing (96 to an inch).
const PIXEL: u32 = 9525;
/// The width between the margins in those units.
const ACROSS: u32 = WIDTH * 635;

/// The document.
///
/// # Errors
/// [`PackageError`].
pub fn document(report: &Report) -> Result<Vec<u8>, PackageError> {
    let picture = report.chart.as_ref().map(image::png).transpose()?;
    let lang = report.words.lang;
    let mut body = String::new();
    paragraph(&report.title, Some("Title"), "", &mut body);
    for (label, fact) in &report.facts {
        let mut line = Paragraph::empty(lang).styled(format!("{label}: "), Style::Strong);
        line.runs.extend(fact.runs.iter().cloned());
        paragraph(&line, None, "", &mut body);
    }
    let mut heading = 0;
    for (at, block) in report.all_blocks().enumerate() {
        if at == report.brief.len() {
            if let Some(picture) = &picture {
                drawing(report, picture, &mut body);
            }
            contents(report, &mut body);
        }
        match block {
            Block::Heading(level, said) => {
                heading += 1;
                let mark = (
                    format!("<w:bookmarkStart w:id=\"{heading}\" w:name=\"_Toc{heading:06}\"/>"),
                    format!("<w:bookmarkEnd w:id=\"{heading}\"/>"),
                );
                let style = format!("Heading{level}");
                bookmarked(said, &style, &mark, &mut body);
            }
            Block::Paragraph(said) => paragraph(said, None, "", &mut body),
            Block::Item(said) => paragraph(said, Some("ListBullet"), "", &mut body),
            Block::Quote(quote, from) => {
                paragraph(quote, Some("Quote"), "<w:keepNext/>", &mut body);
                paragraph(from, Some("Quote"), "", &mut body);
            }
            Block::Table(table) => grid(table, lang, &mut body),
        }
    }
    let page = report.words.say("page_of");
    let mut parts = page.splitn(3, '#').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    Parts {
        body,
        lang,
        title: report.title.text(),
        made: report.made,
        signature: report.signature(),
        page: [next(), next(), next()],
        arabic_digits: report.words.digits == Digits::ArabicIndic,
        picture: picture.as_deref(),
        version: &report.version,
    }
    .pack()
}

/// The runs of a paragraph. Runs with Arabic in them are right-to-left, which also picks size and weight for that script.
pub(super) fn runs(paragraph: &Paragraph, out: &mut String) {
    if let Some(number) = paragraph.number {
        let shown = format!("{}\u{a0} ", number + 1);
        one(&Run { text: shown, style: Style::Faint, isolated: false }, paragraph.lang, out);
    }
    for run in &paragraph.runs {
        one(run, paragraph.lang, out);
    }
}

/// A run's properties, in the order of the schema.
pub(super) fn properties(style: Style, rtl: bool) -> String {
    let name = match style {
        Style::Plain => "",
        Style::Strong => "<w:rStyle w:val=\"Strong\"/>",
        Style::Faint => "<w:rStyle w:val=\"Faint\"/>",
        Style::Added => "<w:rStyle w:val=\"Added\"/>",
        Style::Dropped => "<w:rStyle w:val=\"Dropped\"/>",
        Style::Cosmetic => "<w:rStyle w:val=\"Cosmetic\"/>",
    };
    let rtl = if rtl { "<w:rtl/>" } else { "" };
    if name.is_empty() && rtl.is_empty() { String::new() } else { format!("<w:rPr>{name}{rtl}</w:rPr>") }
}

fn one(run: &Run, lang: Lang, out: &mut String) {
    // A run without a letter of either script goes with the paragraph it stands in.
    let latin = run.text.chars().any(|c| c.is_ascii_alphabetic());
    let rtl = has_rtl(&run.text) || (lang == Lang::Ar && !latin);
    let _ = write!(out, "<w:r>{}", properties(run.style, rtl));
    for (number, line) in run.text.split('\n').enumerate() {
        if number > 0 {
            out.push_str("<w:br/>");
        }
        let _ = write!(out, "<w:t xml:space=\"preserve\">{}</w:t>", text(line));
    }
    out.push_str("</w:r>");
}

/// A paragraph with its style and direction, in the order of the schema: `pStyle`, `keepNext`, `bidi`.
pub(super) fn opening(lang: Lang, style: Option<&str>, keep: &str) -> String {
    let style = style.map(|style| format!("<w:pStyle w:val=\"{style}\"/>")).unwrap_or_default();
    let bidi = if lang == Lang::Ar { "<w:bidi/>" } else { "" };
    format!("<w:p><w:pPr>{style}{keep}{bidi}</w:pPr>")
}

fn paragraph(said: &Paragraph, style: Option<&str>, keep: &str, out: &mut String) {
    out.push_str(&opening(said.lang, style, keep));
    runs(said, out);
    out.push_str("</w:p>");
}

fn bookmarked(said: &Paragraph, style: &str, mark: &(String, String), out: &mut String) {
    out.push_str(&opening(said.lang, Some(style), ""));
    out.push_str(&mark.0);
    runs(said, out);
    out.push_str(&mark.1);
    out.push_str("</w:p>");
}

/// A table of contents: the headings as they are, each a link to its place. Word sets it anew with page numbers when it
/// updates its fields. Until then no number stands there, and no dots that lead to one: a wrong one would be believed.
fn contents(report: &Report, out: &mut String) {
    let lang = report.words.lang;
    paragraph(&Paragraph::said(lang, report.words.say("contents")), Some("TOCHeading"), "", out);
    let headings: Vec<(u8, &Paragraph)> = report.headings().collect();
    for (number, (level, heading)) in headings.iter().enumerate() {
        out.push_str(&opening(lang, Some(&format!("TOC{level}")), ""));
        if number == 0 {
            out.push_str("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
        }
        let _ = write!(out, "<w:hyperlink w:anchor=\"_Toc{:06}\" w:history=\"1\">", number + 1);
        runs(heading, out);
        out.push_str("</w:hyperlink>");
        if number + 1 == headings.len() {
            out.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
        }
        out.push_str("</w:p>");
    }
}

fn grid(table: &Table, lang: Lang, out: &mut String) {
    let bidi = if lang == Lang::Ar { "<w:bidiVisual/>" } else { "" };
    let width = |hundredths: u32| WIDTH * hundredths / 100;
    let _ = write!(
        out,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"BayanTable\"/>{bidi}<w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    );
    for share in &table.widths {
        let _ = write!(out, "<w:gridCol w:w=\"{}\"/>", width(u32::from(*share)));
    }
    out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (head, share) in table.head.iter().zip(&table.widths) {
        let _ = write!(
            out,
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F0E8\"/></w:tcPr>",
            width(u32::from(*share))
        );
        // The head stays with the first row.
        paragraph(&head.clone().all(Style::Strong), None, "<w:keepNext/>", out);
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
    for row in &table.rows {
        out.push_str(if is_short(row) { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" } else { "<w:tr>" });
        let whole = row.len() == 1 && table.head.len() > 1;
        for (cell, share) in row.iter().zip(&table.widths) {
            let (share, span) = if whole {
                (100, format!("<w:gridSpan w:val=\"{}\"/>", table.head.len()))
            } else {
                (u32::from(*share), String::new())
            };
            let _ =
                write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{span}</w:tcPr>", width(share));
            for said in cell {
                paragraph(said, None, "", out);
            }
            if cell.is_empty() {
                out.push_str("<w:p/>");
            }
            out.push_str("</w:tc>");
        }
        out.push_str("</w:tr>");
    }
    // Two tables without a paragraph between them would be one.
    out.push_str("</w:tbl><w:p/>");
}

/// Whether a row is to stay on one page: one that takes a good part of it would leave a hole on the page before.
fn is_short(row: &[Vec<Paragraph>]) -> bool {
    let signs = |said: &Paragraph| said.runs.iter().map(|run| run.text.chars().count()).sum::<usize>();
    row.iter().all(|cell| cell.iter().map(signs).sum::<usize>() < SHORT)
}

fn drawing(report: &Report, picture: &[u8], out: &mut String) {
    // The width and the height stand in a PNG's first chunk; the picture is twice as large as it is drawn.
    let side = |at: usize| {
        picture.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(1, u32::from_be_bytes).max(1)
    };
    let (width, height) = (side(16), side(20));
    let shown = (width / 2).saturating_mul(PIXEL).min(ACROSS);
    let tall = (u64::from(shown) * u64::from(height) / u64::from(width)).min(8_400_000);
    let said = quick_xml::escape::escape(report.title.text()).into_owned();
    out.push_str(&opening(report.words.lang, None, ""));
    let _ = write!(
        out,
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{shown}\" cy=\"{tall}\"/><wp:docPr id=\"1\" name=\"chart\" descr=\"{said}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"chart.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId7\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{shown}\" cy=\"{tall}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    );
}
