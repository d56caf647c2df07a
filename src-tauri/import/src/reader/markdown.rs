//! Markdown (CommonMark with tables and footnotes): the text, without its signs.
//!
//! HTML inside of it is left out but for its text; links and pictures give their words, code its letters. A block between
//! two lines of `---` at the beginning is taken for the fields that many programs write there: `title`, `date`, `author`,
//! `source` or `url`.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::blocks::{Blocks, take_title};
use super::encoding::{Decoded, decode};
use super::{Hints, Reason, dates, limits};
use crate::draft::{Calendar, Confidence, DateGuess, DatePlace, Draft, Format, ParagraphKind, Warning};

/// Reads a text in Markdown.
pub(super) fn read(bytes: &[u8], hints: &Hints) -> Result<Vec<Draft>, Reason> {
    let Decoded { text, encoding, warnings } = decode(bytes, hints.table());
    limits::text(text.len())?;
    let mut draft =
        Draft { format: Format::Markdown, encoding: Some(encoding), warnings, ..Draft::default() };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut blocks = Blocks::new();
    // What the open blocks are; a paragraph inside one of them is of its kind.
    let mut kinds: Vec<ParagraphKind> = Vec::new();
    let mut open = false;
    let mut fields: Option<String> = None;
    let mut hidden = 0_usize;
    for event in Parser::new_ext(&text, options) {
        match event {
            Event::Start(tag) => match tag {
                Tag::MetadataBlock(_) => fields = Some(String::new()),
                Tag::Heading { .. } => begin(&mut blocks, &mut open, ParagraphKind::Heading),
                Tag::Paragraph | Tag::CodeBlock(_) | Tag::DefinitionListTitle => {
                    begin(&mut blocks, &mut open, kinds.last().copied().unwrap_or_default());
                }
                Tag::BlockQuote(_) => kinds.push(ParagraphKind::Quotation),
                Tag::Item => {
                    finish(&mut blocks, &mut open);
                    kinds.push(ParagraphKind::ListItem);
                }
                Tag::FootnoteDefinition(_) => {
                    blocks.begin_note();
                    kinds.push(ParagraphKind::Footnote);
                }
                Tag::TableHead | Tag::TableRow => blocks.begin_row(),
                Tag::TableCell => {
                    blocks.begin_cell();
                    begin(&mut blocks, &mut open, ParagraphKind::Body);
                }
                Tag::HtmlBlock => hidden += 1,
                _ => {}
            },
            Event::End(tag) => match tag {
                TagEnd::MetadataBlock(_) => {
                    front(fields.take().unwrap_or_default().as_str(), &mut draft);
                }
                TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::DefinitionListTitle => {
                    finish(&mut blocks, &mut open);
                }
                TagEnd::BlockQuote(_) => {
                    kinds.pop();
                }
                TagEnd::Item => {
                    finish(&mut blocks, &mut open);
                    kinds.pop();
                }
                TagEnd::FootnoteDefinition => {
                    finish(&mut blocks, &mut open);
                    blocks.end_note();
                    kinds.pop();
                }
                TagEnd::TableHead | TagEnd::TableRow => blocks.end_row(),
                TagEnd::TableCell => {
                    finish(&mut blocks, &mut open);
                    blocks.end_cell();
                }
                TagEnd::HtmlBlock => hidden = hidden.saturating_sub(1),
                _ => {}
            },
            Event::Text(words) | Event::Code(words) => {
                if let Some(fields) = &mut fields {
                    fields.push_str(&words);
                } else if hidden == 0 {
                    if !open {
                        begin(&mut blocks, &mut open, kinds.last().copied().unwrap_or_default());
                    }
                    blocks.text(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak => blocks.text(" "),
            _ => {}
        }
    }
    finish(&mut blocks, &mut open);
    let mut paragraphs = blocks.finish();
    match &draft.title {
        None => draft.title = take_title(&mut paragraphs),
        // The title of the fields is often the first heading too.
        Some(title) if paragraphs.len() > 1 && paragraphs[0].text == *title => {
            paragraphs.remove(0);
        }
        Some(_) => {}
    }
    draft.paragraphs = paragraphs;
    Ok(vec![draft])
}

fn begin(blocks: &mut Blocks, open: &mut bool, kind: ParagraphKind) {
    finish(blocks, open);
    blocks.begin(kind);
    *open = true;
}

fn finish(blocks: &mut Blocks, open: &mut bool) {
    if std::mem::take(open) {
        blocks.end(false);
    }
}

/// The fields at the beginning, one a line: `name: value`.
fn front(fields: &str, draft: &mut Draft) {
    for line in fields.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        if value.is_empty() {
            continue;
        }
        match name.trim().to_lowercase().as_str() {
            "title" => draft.title = Some(value),
            "author" => draft.author = Some(value),
            "source" | "url" | "link" => draft.address = Some(value),
            "date" | "published" => field_date(&value, name.trim(), draft),
            _ => {}
        }
    }
}

/// Adds the date that a field says it was published on, or a warning that what is written is none.
pub(super) fn field_date(written: &str, field: &str, draft: &mut Draft) {
    let in_words = || dates::in_text(written).into_iter().next().map(|found| (found.date, found.calendar));
    let read = written
        .get(..10)
        .and_then(|day| day.parse().ok())
        .or_else(|| written.trim().parse().ok())
        .map(|date| (date, Calendar::Gregorian))
        // Of `2025-13-01` the thirteenth is no day: what is written year first has the month second.
        .or_else(|| if is_year_first(written) { None } else { in_words() });
    match read {
        Some((date, calendar)) => draft.dates.push(DateGuess {
            date,
            words: written.to_owned(),
            place: DatePlace::Metadata { field: field.to_owned() },
            calendar,
            confidence: Confidence::Certain,
        }),
        None => draft.warnings.push(Warning::DateNotUnderstood { written: written.to_owned() }),
    }
}

/// Whether a date is written `2025-03-27`, whatever the numbers are.
fn is_year_first(written: &str) -> bool {
    let form = written.trim().bytes().take(10).map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    form.eq(*b"0000-00-00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_markdown_gives_its_words_without_signs_and_its_fields() {
        let text = "---\ntitle: بيان صحفي\ndate: 2025-03-27\nsource: https://example.org/1\n---\n\n## المحور الأول\n\nأكد \
                    **المجلس** [دعمه](https://x)\nالكامل.\n\n- بند أول\n- بند ثان\n\n> قول\n\n| أ | ب |\n|---|---|\n| 1 | 2 |\n\n<script>x</script>\n";
        let drafts = read(text.as_bytes(), &Hints::default()).unwrap();
        let [draft] = &drafts[..] else { panic!() };
        assert_eq!(draft.title.as_deref(), Some("بيان صحفي"));
        assert_eq!(draft.address.as_deref(), Some("https://example.org/1"));
        assert_eq!(draft.dates[0].date.to_string(), "2025-03-27");
        let got: Vec<_> = draft.paragraphs.iter().map(|p| (p.kind, p.text.as_str())).collect();
        assert_eq!(
            got,
            [
                (ParagraphKind::Heading, "المحور الأول"),
                (ParagraphKind::Body, "أكد المجلس دعمه الكامل."),
                (ParagraphKind::ListItem, "بند أول"),
                (ParagraphKind::ListItem, "بند ثان"),
                (ParagraphKind::Quotation, "قول"),
                (ParagraphKind::TableRow, "أ\tب"),
                (ParagraphKind::TableRow, "1\t2"),
            ]
        );
    }
}
