//! OpenDocument texts (ISO/IEC 26300).
//!
//! The text taken is the final one: tracked deletions, which the format keeps apart from the text, are left out. Tables,
//! notes and boxes are treated as in a Word document ([`super::docx`]); comments, headers and footers are no text.

use super::blocks::{Blocks, take_title};
use super::docx::{finish, properties};
use super::package::Package;
use super::xml::{Step, Tag, walk};
use super::{Reason, limits};
use crate::draft::{Draft, Format, ParagraphKind};

/// Reads an OpenDocument text.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Draft>, Reason> {
    const CONTENT: &str = "content.xml";
    let mut package = Package::open(bytes)?;
    refuse_locked(&mut package)?;
    let mut body = Body {
        blocks: Blocks::new(),
        skipped: 0,
        in_body: false,
        lists: 0,
        changes: 0,
        comments: 0,
        letters: 0,
    };
    let bytes = package.needed(CONTENT)?;
    let whole = walk(CONTENT, &bytes, &mut |step| body.step(step))?;
    let mut draft = Draft { format: Format::Odt, warnings: package.warnings.clone(), ..Draft::default() };
    let mut paragraphs = body.blocks.finish();
    draft.title = take_title(&mut paragraphs);
    draft.paragraphs = paragraphs;
    properties(&mut package, "meta.xml", &mut draft)?;
    finish(draft, body.changes, body.comments, (!whole).then(|| CONTENT.to_owned()))
}

/// The parts of a document with a password are listed with how they are locked.
fn refuse_locked(package: &mut Package) -> Result<(), Reason> {
    const LIST: &str = "META-INF/manifest.xml";
    let Some(bytes) = package.part(LIST)? else { return Ok(()) };
    walk(LIST, &bytes, &mut |step| match step {
        Step::Open(tag) if tag.name == "encryption-data" => Err(Reason::Password),
        _ => Ok(()),
    })?;
    Ok(())
}

struct Body {
    blocks: Blocks,
    skipped: u64,
    in_body: bool,
    lists: usize,
    changes: usize,
    comments: usize,
    letters: usize,
}

impl Body {
    fn step(&mut self, step: Step<'_>) -> Result<(), Reason> {
        match step {
            Step::Open(tag) if self.skipped > 0 => {
                self.skipped += 1;
                if tag.name == "changed-region" {
                    self.changes += 1;
                }
            }
            Step::Close(..) if self.skipped > 0 => self.skipped -= 1,
            Step::Text(_) if self.skipped > 0 => {}
            Step::Open(tag) => self.open(&tag),
            Step::Close(space, name) => self.close(space, name),
            Step::Text(text) => {
                if self.in_body {
                    self.letters += text.len();
                    limits::text(self.letters)?;
                    self.collapsed(&text);
                }
            }
        }
        Ok(())
    }

    /// White space in the file is one space, none beside another; further ones are elements.
    fn collapsed(&mut self, text: &str) {
        let mut space = false;
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r') {
                space = true;
                continue;
            }
            if std::mem::take(&mut space) {
                out.push(' ');
            }
            out.push(c);
        }
        if space {
            out.push(' ');
        }
        self.blocks.text(&out);
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match (tag.space, tag.name) {
            ("office", "text") => self.in_body = true,
            ("text", "tracked-changes") | ("text", "note-citation" | "ruby-text") => self.skipped = 1,
            ("office", "annotation") => {
                self.comments += 1;
                self.skipped = 1;
            }
            ("draw", "object" | "object-ole") => self.skipped = 1,
            ("text", "p") => {
                let kind = if self.lists > 0 { ParagraphKind::ListItem } else { ParagraphKind::Body };
                self.blocks.begin(kind);
            }
            ("text", "h") => self.blocks.begin(ParagraphKind::Heading),
            ("text", "list") => self.lists += 1,
            ("text", "s") => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.blocks.text(&" ".repeat(count.min(100)));
            }
            ("text", "tab") => self.blocks.text("\t"),
            ("text", "line-break") => self.blocks.text(" "),
            ("text", "note") => self.blocks.begin_note(),
            ("draw", "text-box") => self.blocks.begin_box(),
            ("table", "table-row") => self.blocks.begin_row(),
            ("table", "table-cell") => self.blocks.begin_cell(),
            _ => {}
        }
    }

    fn close(&mut self, space: &str, name: &str) {
        match (space, name) {
            ("office", "text") => self.in_body = false,
            ("text", "p" | "h") => self.blocks.end(false),
            ("text", "list") => self.lists = self.lists.saturating_sub(1),
            ("text", "note") => self.blocks.end_note(),
            ("draw", "text-box") => self.blocks.end_box(),
            ("table", "table-row") => self.blocks.end_row(),
            ("table", "table-cell") => self.blocks.end_cell(),
            _ => {}
        }
    }
}
