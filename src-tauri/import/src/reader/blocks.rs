//! Paragraphs gathered from a document's elements: tables row by row, boxes behind the paragraph they hang on, notes behind
//! the text.

use std::mem;

use crate::draft::{DraftParagraph, ParagraphKind};

/// Where closed paragraphs go.
#[derive(Debug, Default)]
struct Frame {
    paragraphs: Vec<DraftParagraph>,
    /// What a box held, until the paragraph that it hangs on is closed.
    boxed: Vec<DraftParagraph>,
    /// How many paragraphs were open when the frame was opened.
    open: usize,
}

#[derive(Debug)]
struct Row {
    cells: Vec<Vec<DraftParagraph>>,
    left_out: bool,
}

/// Gathers paragraphs.
#[derive(Debug)]
pub(super) struct Blocks {
    frames: Vec<Frame>,
    open: Vec<DraftParagraph>,
    rows: Vec<Row>,
    notes: Vec<DraftParagraph>,
    /// The next paragraph goes on with the last one: its mark was deleted.
    joins: bool,
}

impl Blocks {
    pub fn new() -> Self {
        Self {
            frames: vec![Frame::default()],
            open: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
            joins: false,
        }
    }

    fn top(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    /// Whether a paragraph is open here.
    fn is_open(&mut self) -> bool {
        self.open.len() > self.top().open
    }

    /// Begins a paragraph.
    pub fn begin(&mut self, kind: ParagraphKind) {
        self.open.push(DraftParagraph { text: String::new(), kind });
    }

    /// Says what the open paragraph is.
    pub fn set_kind(&mut self, kind: ParagraphKind) {
        if let Some(open) = self.open.last_mut() {
            open.kind = kind;
        }
    }

    /// Adds text to the open paragraph; outside of one it is no text.
    pub fn text(&mut self, text: &str) {
        if self.is_open()
            && let Some(open) = self.open.last_mut()
        {
            open.text.push_str(text);
        }
    }

    /// Ends a paragraph. With `joins` the next one goes on with it.
    pub fn end(&mut self, joins: bool) {
        if !self.is_open() {
            return;
        }
        let Some(mut paragraph) = self.open.pop() else { return };
        let joined = mem::replace(&mut self.joins, joins);
        let frame = self.top();
        match frame.paragraphs.last_mut() {
            Some(last) if joined => last.text.push_str(&paragraph.text),
            _ => {
                paragraph.text = paragraph.text.replace(['\n', '\r'], " ");
                frame.paragraphs.push(paragraph);
            }
        }
        let mut boxed = mem::take(&mut frame.boxed);
        frame.paragraphs.append(&mut boxed);
    }

    fn enter(&mut self) {
        let open = self.open.len();
        self.frames.push(Frame { open, ..Frame::default() });
        self.joins = false;
    }

    /// The paragraphs of the innermost frame, which is closed.
    fn leave(&mut self) -> Vec<DraftParagraph> {
        while self.is_open() {
            self.end(false);
        }
        self.joins = false;
        let Some(frame) = self.frames.pop() else { return Vec::new() };
        let mut paragraphs = frame.paragraphs;
        paragraphs.extend(frame.boxed);
        paragraphs.retain(|paragraph| !paragraph.text.trim().is_empty());
        paragraphs
    }

    /// Begins a box beside the text.
    pub fn begin_box(&mut self) {
        self.enter();
    }

    /// Ends a box.
    pub fn end_box(&mut self) {
        let mut paragraphs = self.leave();
        for paragraph in &mut paragraphs {
            if paragraph.kind == ParagraphKind::Body {
                paragraph.kind = ParagraphKind::TextBox;
            }
        }
        let waits = self.is_open();
        let frame = self.top();
        if waits { frame.boxed.append(&mut paragraphs) } else { frame.paragraphs.append(&mut paragraphs) }
    }

    /// Begins a note.
    pub fn begin_note(&mut self) {
        self.enter();
    }

    /// Ends a note.
    pub fn end_note(&mut self) {
        let paragraphs = self.leave();
        self.notes.extend(
            paragraphs
                .into_iter()
                .map(|paragraph| DraftParagraph { kind: ParagraphKind::Footnote, ..paragraph }),
        );
    }

    pub fn begin_row(&mut self) {
        self.rows.push(Row { cells: Vec::new(), left_out: false });
    }

    /// The row was deleted: it is no part of the text.
    pub fn leave_row_out(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.left_out = true;
        }
    }

    pub fn begin_cell(&mut self) {
        self.enter();
    }

    pub fn end_cell(&mut self) {
        let paragraphs = self.leave();
        match self.rows.last_mut() {
            Some(row) => row.cells.push(paragraphs),
            None => self.top().paragraphs.extend(paragraphs),
        }
    }

    /// Ends a row: one paragraph, its cells set apart by tabs. A row that has only one cell with text, or a cell of several
    /// paragraphs, serves the page's layout: its paragraphs are what they are.
    pub fn end_row(&mut self) {
        let Some(Row { cells, left_out: false }) = self.rows.pop() else { return };
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let layout = filled <= 1 || cells.iter().any(|cell| cell.len() > 1);
        let frame = self.top();
        if layout {
            frame.paragraphs.extend(cells.into_iter().flatten());
        } else {
            let texts: Vec<String> = cells
                .into_iter()
                .map(|cell| cell.into_iter().map(|p| p.text.trim().to_owned()).collect())
                .collect();
            let text = texts.join("\t").trim_end().to_owned();
            frame.paragraphs.push(DraftParagraph { text, kind: ParagraphKind::TableRow });
        }
    }

    /// All paragraphs, notes last.
    pub fn finish(mut self) -> Vec<DraftParagraph> {
        while self.frames.len() > 1 {
            let rest = self.leave();
            self.top().paragraphs.extend(rest);
        }
        let mut all = self.leave();
        all.append(&mut self.notes);
        for paragraph in &mut all {
            let trimmed = paragraph.text.trim();
            if trimmed.len() < paragraph.text.len() {
                paragraph.text = trimmed.to_owned();
            }
        }
        all
    }
}

/// Takes the title off a document's paragraphs: its first one if it is a heading, or short, unfinished and not the only one.
pub(super) fn take_title(paragraphs: &mut Vec<DraftParagraph>) -> Option<String> {
    const LONGEST: usize = 200;
    let [first, _, ..] = &paragraphs[..] else { return None };
    let short = first.text.chars().count() <= LONGEST;
    let ends = first.text.trim_end_matches(['"', '”', '»', ')', '\u{200f}', '\u{200e}']);
    let unfinished = !ends.ends_with(['.', '!', '?', '؟', '…', '؛', ';', ':', '،', ',']);
    let title = match first.kind {
        ParagraphKind::Heading => short,
        ParagraphKind::Body => short && unfinished,
        _ => false,
    };
    title.then(|| paragraphs.remove(0).text)
}
