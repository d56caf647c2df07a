//! Word documents (ISO/IEC 29500, strict and transitional).
//!
//! The text taken is the final one:
//!
//! - tracked changes are accepted: what was deleted or moved away is left out, a paragraph whose mark was deleted goes on
//!   with the next, a deleted row is gone; moved text stands once, where it was moved to;
//! - a table's row is one paragraph, its cells set apart by tabs; a row that only serves the layout gives its paragraphs;
//! - footnotes and endnotes stand behind the text, in the order of their references; there is no mark in the text;
//! - a text box stands behind the paragraph that it hangs on, once, though the file has it twice;
//! - numbers and signs that Word makes for the items of a list are no text and are left out;
//! - content controls, links, fields' results and formulas' letters are text; hidden text, comments, headers and footers
//!   are not.

use std::collections::HashMap;

use super::blocks::{Blocks, take_title};
use super::package::Package;
use super::xml::{Step, Tag, walk};
use super::{Reason, limits};
use crate::draft::{Calendar, Confidence, DateGuess, DatePlace, Draft, Format, ParagraphKind, Warning};

/// Reads a Word document.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Draft>, Reason> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let styles = styles(&mut package, &beside("styles.xml"))?;
    let mut body = Body::new(styles);
    let bytes = package.needed(&main)?;
    let mut whole = walk(&main, &bytes, &mut |step| body.step(step))?;
    drop(bytes);
    let notes = std::mem::take(&mut body.notes);
    for (kind, part) in [("footnote", "footnotes.xml"), ("endnote", "endnotes.xml")] {
        let wanted: Vec<&String> = notes.iter().filter(|(of, _)| of == kind).map(|(_, id)| id).collect();
        if wanted.is_empty() {
            continue;
        }
        let part = beside(part);
        let Some(bytes) = package.part(&part)? else { continue };
        let mut found: HashMap<String, Body> = HashMap::new();
        let mut at: Option<(String, Body)> = None;
        whole &= walk(&part, &bytes, &mut |step| {
            match &step {
                Step::Open(tag) if tag.space == "w" && tag.name == kind => {
                    at = tag.attribute("id").map(|id| (id, Body::new(HashMap::new())));
                }
                Step::Close("w", name) if *name == kind => {
                    if let Some((id, note)) = at.take() {
                        found.insert(id, note);
                    }
                }
                _ => {
                    if let Some((_, note)) = &mut at {
                        return note.step(step);
                    }
                }
            }
            Ok(())
        })?;
        for id in wanted {
            if let Some(note) = found.remove(id) {
                body.blocks.begin_note();
                for paragraph in note.blocks.finish() {
                    body.blocks.begin(ParagraphKind::Footnote);
                    body.blocks.text(&paragraph.text);
                    body.blocks.end(false);
                }
                body.blocks.end_note();
            }
        }
    }

    let mut draft = Draft { format: Format::Docx, warnings: package.warnings.clone(), ..Draft::default() };
    let mut paragraphs = body.blocks.finish();
    draft.title = take_title(&mut paragraphs);
    draft.paragraphs = paragraphs;
    properties(&mut package, "docProps/core.xml", &mut draft)?;
    finish(draft, body.changes, body.comments, (!whole).then_some(main))
}

/// The name of the part that holds the text.
fn main_part(package: &mut Package) -> Result<String, Reason> {
    const USUAL: &str = "word/document.xml";
    const RELATIONS: &str = "_rels/.rels";
    let mut found = None;
    if let Some(bytes) = package.part(RELATIONS)? {
        walk(RELATIONS, &bytes, &mut |step| {
            if let Step::Open(tag) = step
                && tag.name == "Relationship"
                && tag.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
                && found.is_none()
            {
                found = tag.attribute("Target").map(|target| target.trim_start_matches('/').to_owned());
            }
            Ok(())
        })?;
    }
    Ok(found.filter(|name| package.has(name)).unwrap_or_else(|| USUAL.to_owned()))
}

/// What the styles say a paragraph is, by their identifiers.
fn styles(package: &mut Package, part: &str) -> Result<HashMap<String, ParagraphKind>, Reason> {
    let mut styles = HashMap::new();
    let Some(bytes) = package.part(part)? else { return Ok(styles) };
    let mut id = None;
    walk(part, &bytes, &mut |step| {
        if let Step::Open(tag) = step
            && tag.space == "w"
        {
            match tag.name {
                "style" => id = tag.attribute("styleId"),
                "name" => {
                    if let (Some(id), Some(kind)) =
                        (&id, tag.attribute("val").and_then(|name| kind_named(&name)))
                    {
                        styles.insert(id.clone(), kind);
                    }
                }
                "outlineLvl" => {
                    if let Some(id) = &id {
                        styles.entry(id.clone()).or_insert(ParagraphKind::Heading);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok(styles)
}

fn kind_named(name: &str) -> Option<ParagraphKind> {
    let name = name.to_lowercase();
    if name == "title" || name == "subtitle" || name.starts_with("heading") {
        Some(ParagraphKind::Heading)
    } else if name.contains("quote") {
        Some(ParagraphKind::Quotation)
    } else {
        None
    }
}

/// A draft whose text is read, with what there is to know of it: how many tracked changes were accepted and comments left out,
/// and the part that is cut short, if one is.
///
/// # Errors
/// [`Reason::Truncated`] where a part is cut short and nothing of the text is there.
pub(super) fn finish(
    mut draft: Draft,
    changes: usize,
    comments: usize,
    cut: Option<String>,
) -> Result<Vec<Draft>, Reason> {
    if changes > 0 {
        draft.warnings.push(Warning::TrackedChangesAccepted { count: changes });
    }
    if comments > 0 {
        draft.warnings.push(Warning::CommentsLeftOut { count: comments });
    }
    if let Some(part) = cut {
        if draft.paragraphs.is_empty() {
            return Err(Reason::Truncated { part });
        }
        draft.warnings.push(Warning::PartialText);
    }
    Ok(vec![draft])
}

/// Title, author and dates of a document's properties (Dublin Core). The title there is often another document's: it is
/// taken only where the text has none.
pub(super) fn properties(package: &mut Package, part: &str, draft: &mut Draft) -> Result<(), Reason> {
    let Some(bytes) = package.part(part)? else { return Ok(()) };
    let mut at = String::new();
    let mut fields: HashMap<String, String> = HashMap::new();
    walk(part, &bytes, &mut |step| {
        match step {
            Step::Open(tag) => tag.name.clone_into(&mut at),
            Step::Close(..) => at.clear(),
            Step::Text(text) if !at.is_empty() => fields.entry(at.clone()).or_default().push_str(&text),
            Step::Text(_) => {}
        }
        Ok(())
    })?;
    let field =
        |name: &str| fields.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if draft.title.is_none() {
        draft.title = field("title");
    }
    draft.author = field("creator").or_else(|| field("initial-creator"));
    for name in ["created", "creation-date", "modified", "date"] {
        if let Some(written) = field(name)
            && let Some(date) = written.get(..10).and_then(|day| day.parse().ok())
        {
            draft.dates.push(DateGuess {
                date,
                words: written,
                place: DatePlace::Metadata { field: name.to_owned() },
                calendar: Calendar::Gregorian,
                // When the file was made or saved: seldom the statement's day.
                confidence: Confidence::Low,
            });
        }
    }
    Ok(())
}

/// The text of one part while it is gone through.
struct Body {
    blocks: Blocks,
    styles: HashMap<String, ParagraphKind>,
    /// The depth of the element whose content is left out, and within it.
    skipped: u64,
    /// Inside of a `w:t`.
    in_text: bool,
    /// The open paragraphs' marks: whether each was deleted.
    deleted_marks: Vec<bool>,
    /// Inside of the properties of a paragraph, of a row.
    in_paragraph_properties: bool,
    in_row_properties: bool,
    /// The open run is hidden.
    hidden: bool,
    changes: usize,
    comments: usize,
    /// References to notes in order: which kind, which identifier.
    notes: Vec<(String, String)>,
    letters: usize,
}

impl Body {
    fn new(styles: HashMap<String, ParagraphKind>) -> Self {
        Self {
            blocks: Blocks::new(),
            styles,
            skipped: 0,
            in_text: false,
            deleted_marks: Vec::new(),
            in_paragraph_properties: false,
            in_row_properties: false,
            hidden: false,
            changes: 0,
            comments: 0,
            notes: Vec::new(),
            letters: 0,
        }
    }

    fn step(&mut self, step: Step<'_>) -> Result<(), Reason> {
        match step {
            Step::Open(_) if self.skipped > 0 => self.skipped += 1,
            Step::Close(..) if self.skipped > 0 => self.skipped -= 1,
            Step::Text(_) if self.skipped > 0 => {}
            Step::Open(tag) => self.open(&tag),
            Step::Close(space, name) => self.close(space, name),
            Step::Text(text) => {
                if self.in_text && !self.hidden {
                    self.letters += text.len();
                    limits::text(self.letters)?;
                    self.blocks.text(&text);
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match (tag.space, tag.name) {
            ("w", "p") => {
                self.blocks.begin(ParagraphKind::Body);
                self.deleted_marks.push(false);
            }
            ("w", "pPr") => self.in_paragraph_properties = true,
            ("w", "pStyle") => {
                if let Some(kind) = tag.attribute("val").and_then(|id| self.styles.get(&id)) {
                    self.blocks.set_kind(*kind);
                }
            }
            ("w", "numPr") if self.in_paragraph_properties => self.blocks.set_kind(ParagraphKind::ListItem),
            ("w", "trPr") => self.in_row_properties = true,
            ("w", "del") if self.in_row_properties => {
                self.changes += 1;
                self.blocks.leave_row_out();
            }
            ("w", "del" | "moveFrom") if self.in_paragraph_properties => {
                self.changes += 1;
                if let Some(mark) = self.deleted_marks.last_mut() {
                    *mark = true;
                }
            }
            ("w", "del" | "moveFrom") => {
                self.changes += 1;
                self.skipped = 1;
            }
            ("w", "ins" | "moveTo") => self.changes += 1,
            ("w", "t") | ("m", "t") => self.in_text = true,
            ("w", "r") => self.hidden = false,
            ("w", "vanish") if !self.in_paragraph_properties => self.hidden = tag.is_on(),
            ("w", "tab" | "ptab") if !self.in_paragraph_properties => self.blocks.text("\t"),
            ("w", "br" | "cr") => self.blocks.text(" "),
            ("w", "noBreakHyphen") => self.blocks.text("\u{2011}"),
            ("w", "sym") => self.symbol(tag),
            ("w", "footnoteReference" | "endnoteReference") => {
                if let Some(id) = tag.attribute("id") {
                    self.notes.push((tag.name.trim_end_matches("Reference").to_owned(), id));
                }
            }
            ("w", "commentReference") => self.comments += 1,
            ("w", "txbxContent") => self.blocks.begin_box(),
            ("w", "tr") => self.blocks.begin_row(),
            ("w", "tc") => self.blocks.begin_cell(),
            // The second form of a text box; the readings of ruby; what a content control is made of.
            ("mc", "Fallback")
            | ("w", "rt" | "sdtPr" | "pPrChange" | "rPrChange" | "tblPrChange" | "sectPrChange") => {
                self.skipped = 1;
            }
            _ => {}
        }
    }

    fn close(&mut self, space: &str, name: &str) {
        match (space, name) {
            ("w", "p") => {
                let joins = self.deleted_marks.pop().unwrap_or(false);
                self.blocks.end(joins);
            }
            ("w", "pPr") => self.in_paragraph_properties = false,
            ("w", "trPr") => self.in_row_properties = false,
            ("w", "t") | ("m", "t") => self.in_text = false,
            ("w", "r") => self.hidden = false,
            ("w", "txbxContent") => self.blocks.end_box(),
            ("w", "tr") => self.blocks.end_row(),
            ("w", "tc") => self.blocks.end_cell(),
            _ => {}
        }
    }

    /// A character of a symbol font. Those in the private range show a picture that no letter stands for.
    fn symbol(&mut self, tag: &Tag<'_>) {
        let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        if let Some(c) = code.and_then(char::from_u32)
            && !('\u{e000}'..='\u{f8ff}').contains(&c)
        {
            self.blocks.text(c.encode_utf8(&mut [0; 4]));
        }
    }
}
