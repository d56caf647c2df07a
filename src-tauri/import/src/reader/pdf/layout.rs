//! From pieces of text with places to lines, columns and paragraphs.
//!
//! Places are in points, y growing upwards.

use pdf_inspector::TextItem;

use super::painted::Painted;
use super::unmapped::STAND_IN;
use crate::draft::{DraftParagraph, ParagraphKind};

/// A piece of text with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    /// Where it begins from the left, and how wide it is.
    pub x: f32,
    pub width: f32,
    /// The height of its baseline.
    pub y: f32,
    pub font_size: f32,
    pub is_bold: bool,
    /// The number of its page, from 1.
    pub page: u32,
    /// It is a whole word, or several.
    pub word: bool,
    /// When it is painted, where that is known.
    pub turn: Option<usize>,
}

impl From<TextItem> for Piece {
    fn from(item: TextItem) -> Self {
        Self {
            text: item.text,
            x: item.x,
            width: item.width,
            y: item.y,
            font_size: item.font_size,
            is_bold: item.is_bold,
            page: item.page,
            word: false,
            turn: None,
        }
    }
}

/// A line of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub left: f32,
    pub right: f32,
    /// The height of its baseline.
    pub y: f32,
    /// The size of its letters.
    pub size: f32,
    pub bold: bool,
}

/// The lines of one column or of what runs across the columns, from the top.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Column {
    pub lines: Vec<Line>,
    pub rtl: bool,
}

/// A page's columns in reading order.
pub(super) type Page = Vec<Column>;

/// The narrowest space between two columns, in points.
const GUTTER: f32 = 8.0;
/// The fewest lines of a column.
const COLUMN_LINES: usize = 4;

/// Makes pages of pieces of text. Of two columns the one that is painted first is read first; where the file does not tell, it
/// is the right one in a text from right to left.
pub(super) fn pages(items: &[Piece], rtl: bool, painted: &Painted<'_>) -> Vec<Page> {
    let last = items.iter().map(|item| item.page).max().unwrap_or(0);
    let mut by_page: Vec<Vec<&Piece>> = vec![Vec::new(); last as usize + 1];
    for item in items {
        by_page[item.page as usize].push(item);
    }
    by_page
        .into_iter()
        .filter(|items| !items.is_empty())
        .map(|items| {
            let mut page = Page::new();
            columns(items, rtl, 2, painted, &mut page);
            page
        })
        .collect()
}

/// Parts pieces at the space between two columns, if there is one, and what is on each side of it likewise, `depth` times.
/// What runs across (a title, a table) is read between what is above and what is below it.
fn columns(items: Vec<&Piece>, rtl: bool, depth: usize, painted: &Painted<'_>, out: &mut Page) {
    let Some(middle) = gutter(&items).filter(|_| depth > 0) else {
        out.push(Column { lines: lines(items, rtl), rtl });
        return;
    };
    let (mut across, beside): (Vec<&Piece>, Vec<&Piece>) =
        items.into_iter().partition(|item| item.x < middle && item.x + item.width > middle);
    across.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut bands: Vec<(Vec<&Piece>, Vec<&Piece>)> = Vec::new();
    let mut rest = beside;
    for item in across {
        let (above, below): (Vec<&Piece>, Vec<&Piece>) =
            rest.into_iter().partition(|other| other.y > item.y + 1.0);
        rest = below;
        match bands.last_mut() {
            Some((_, wide)) if above.is_empty() => wide.push(item),
            _ => bands.push((above, vec![item])),
        }
    }
    bands.push((rest, Vec::new()));
    for (sides, wide) in bands {
        if !sides.is_empty() {
            let (left, right): (Vec<&Piece>, Vec<&Piece>) =
                sides.into_iter().partition(|item| item.x + item.width / 2.0 < middle);
            let left_first = painted.goes_first(&left, &right).unwrap_or(!rtl);
            let (first, second) = if left_first { (left, right) } else { (right, left) };
            for side in [first, second] {
                if !side.is_empty() {
                    columns(side, rtl, depth - 1, painted, out);
                }
            }
        }
        if !wide.is_empty() {
            out.push(Column { lines: lines(wide, rtl), rtl });
        }
    }
}

/// The middle of the widest upright strip that hardly a piece runs across, if lines stand side by side at it.
fn gutter(items: &[&Piece]) -> Option<f32> {
    let left = items.iter().map(|item| item.x).min_by(f32::total_cmp)?;
    let right = items.iter().map(|item| item.x + item.width).max_by(f32::total_cmp)?;
    let width = (right - left).min(20_000.0);
    if width < 150.0 {
        return None;
    }
    // Pieces across each point.
    let mut across = vec![0_usize; width as usize + 2];
    for item in items {
        let from = (item.x - left).clamp(0.0, width) as usize;
        let to = (item.x + item.width - left).clamp(0.0, width) as usize;
        for count in across.iter_mut().take(to + 1).skip(from) {
            *count += 1;
        }
    }
    let rows = count_rows(items.iter().copied());
    // A heading runs across the columns of a short page too.
    let few = (rows / 12).max(1);
    let (mut best, mut begin): (Option<(usize, usize)>, Option<usize>) = (None, None);
    let (low, high) = (across.len() / 5, across.len() * 4 / 5);
    for (at, count) in across.iter().enumerate() {
        if *count <= few && at < across.len() - 1 {
            begin.get_or_insert(at);
        } else if let Some(from) = begin.take() {
            let middle = (from + at) / 2;
            if (low..high).contains(&middle) && best.is_none_or(|(a, b)| at - from > b - a) {
                best = Some((from, at));
            }
        }
    }
    let (from, to) = best.filter(|(from, to)| (to - from) as f32 >= GUTTER)?;
    let middle = left + (from + to) as f32 / 2.0;
    let side = |wanted: bool| {
        items.iter().copied().filter(move |item| {
            (item.x + item.width <= middle) == wanted && !(item.x < middle && item.x + item.width > middle)
        })
    };
    let enough = |wanted: bool| count_rows(side(wanted)) >= COLUMN_LINES;
    let range = |wanted: bool| {
        let low = side(wanted).map(|item| item.y).min_by(f32::total_cmp)?;
        let high = side(wanted).map(|item| item.y).max_by(f32::total_cmp)?;
        Some((low, high))
    };
    let ((low_a, high_a), (low_b, high_b)) = (range(true)?, range(false)?);
    let shared = high_a.min(high_b) - low_a.max(low_b);
    let shorter = (high_a - low_a).min(high_b - low_b);
    (enough(true) && enough(false) && shared > shorter / 2.0).then_some(middle)
}

fn count_rows<'a>(items: impl Iterator<Item = &'a Piece>) -> usize {
    let mut heights: Vec<i64> = items.map(|item| (item.y / 4.0) as i64).collect();
    heights.sort_unstable();
    heights.dedup();
    heights.len()
}

/// Makes lines of the pieces of a column.
fn lines(mut items: Vec<&Piece>, rtl: bool) -> Vec<Line> {
    items.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<&Piece>> = Vec::new();
    for item in items {
        match rows.last_mut() {
            Some(row) if (row[0].y - item.y).abs() <= 0.4 * row[0].font_size.max(item.font_size) => {
                row.push(item)
            }
            _ => rows.push(vec![item]),
        }
    }
    rows.into_iter().map(|row| line(row, rtl)).collect()
}

fn line(mut row: Vec<&Piece>, rtl: bool) -> Line {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let left = row.first().map_or(0.0, |item| item.x);
    let right = row.iter().map(|item| item.x + item.width).max_by(f32::total_cmp).unwrap_or(left);
    // The largest letters are the line's; a reference to a note is smaller.
    let size = row.iter().map(|item| item.font_size).max_by(f32::total_cmp).unwrap_or(0.0);
    let (y, bold) = (row.first().map_or(0.0, |item| item.y), row.iter().all(|item| item.is_bold));
    // A line of Latin letters alone reads from the left wherever it stands.
    let rtl = rtl && row.iter().any(|item| item.text.chars().any(is_arabic));
    if rtl {
        row.reverse();
        // Latin words beside each other keep their own order.
        let mut at = 0;
        while at < row.len() {
            let end = at + row[at..].iter().take_while(|item| is_latin(&item.text)).count();
            if end > at {
                row[at..end].reverse();
            }
            at = end.max(at + 1);
        }
    }
    let mut text = String::new();
    let mut before: Option<&Piece> = None;
    for item in row {
        if let Some(last) = before {
            let gap =
                if item.x >= last.x { item.x - last.x - last.width } else { last.x - item.x - item.width };
            let spaced = text.ends_with(char::is_whitespace) || item.text.starts_with(char::is_whitespace);
            let words = last.word && item.word;
            if !spaced && (words || gap > 0.08 * item.font_size) {
                text.push(' ');
            }
        }
        text.push_str(&item.text);
        before = Some(item);
    }
    let text = text.replace(STAND_IN, "");
    Line { text: text.split_whitespace().collect::<Vec<_>>().join(" "), left, right, y, size, bold }
}

pub(super) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{6d3}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

fn is_latin(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic()) && !text.chars().any(is_arabic)
}

/// Joins lines to paragraphs, hard wraps and hyphenation undone, over the ends of columns and pages.
pub(super) fn paragraphs(pages: &[Page]) -> Vec<DraftParagraph> {
    let body = body_size(pages);
    let known: std::collections::HashSet<&str> = pages
        .iter()
        .flatten()
        .flat_map(|column| &column.lines)
        .flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric() && c != '-'))
        .collect();
    let mut out: Vec<DraftParagraph> = Vec::new();
    let mut before: Option<(&Line, Edges)> = None;
    for column in pages.iter().flatten() {
        let edges = Edges::of(column);
        let pitch = pitch(column);
        for (n, line) in column.lines.iter().enumerate() {
            let parts = match before {
                None => true,
                Some((last, _)) if n > 0 => parts(last, line, edges, pitch),
                // Over the end of a column the distance says nothing.
                Some((last, _)) if is_broken(last, line) => false,
                Some((last, of)) => {
                    ends_sentence(&last.text)
                        || of.is_short(last, line)
                        || differ(last, line)
                        || begins_item(&line.text)
                }
            };
            match out.last_mut() {
                Some(paragraph) if !parts => append(&mut paragraph.text, &line.text, &known),
                _ => {
                    let heading = line.size > body * 1.15 || line.bold;
                    let kind = if heading { ParagraphKind::Heading } else { ParagraphKind::Body };
                    out.push(DraftParagraph { text: line.text.clone(), kind });
                }
            }
            before = Some((line, edges));
        }
    }
    out
}

/// The size of most letters.
fn body_size(pages: &[Page]) -> f32 {
    let mut sizes: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
    for line in pages.iter().flatten().flat_map(|column| &column.lines) {
        *sizes.entry((line.size * 2.0).round() as i64).or_default() += line.text.len();
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| size as f32 / 2.0)
}

/// Where a column's lines begin and end.
#[derive(Debug, Clone, Copy)]
struct Edges {
    left: f32,
    right: f32,
    rtl: bool,
}

impl Edges {
    fn of(column: &Column) -> Self {
        let left = column.lines.iter().map(|line| line.left).min_by(f32::total_cmp).unwrap_or(0.0);
        let right = column.lines.iter().map(|line| line.right).max_by(f32::total_cmp).unwrap_or(0.0);
        Self { left, right, rtl: column.rtl }
    }

    /// How far a line begins from the edge, and how far it ends from the other.
    fn room(self, line: &Line) -> (f32, f32) {
        let (left, right) = (line.left - self.left, self.right - line.right);
        if self.rtl { (right, left) } else { (left, right) }
    }

    /// Whether the next line's first word would have fitted behind this line.
    fn is_short(self, line: &Line, next: &Line) -> bool {
        let (_, room) = self.room(line);
        let letters = next.text.chars().count().max(1);
        let first = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
        let each = (next.right - next.left) / letters as f32;
        room > each * (first as f32 + 2.0) + 2.0 * line.size.max(1.0)
    }
}

/// The usual distance of two lines of a column: of all, the lower third.
fn pitch(column: &Column) -> f32 {
    let mut steps: Vec<f32> =
        column.lines.windows(2).map(|pair| pair[0].y - pair[1].y).filter(|step| *step > 1.0).collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 3).copied().unwrap_or(0.0)
}

fn differ(a: &Line, b: &Line) -> bool {
    let (small, large) = (a.size.min(b.size), a.size.max(b.size));
    large > small * 1.15 || a.bold != b.bold && (a.bold || b.bold)
}

/// Whether `line` begins a paragraph below `last`.
fn parts(last: &Line, line: &Line, edges: Edges, pitch: f32) -> bool {
    let step = last.y - line.y;
    if pitch > 0.0 && step > pitch * 1.28 || differ(last, line) {
        return true;
    }
    if is_broken(last, line) {
        return false;
    }
    let (begin, _) = edges.room(line);
    let (begin_before, _) = edges.room(last);
    let indented = begin > begin_before + line.size && begin < line.size * 5.0 && ends_sentence(&last.text);
    indented || edges.is_short(last, line) || begins_item(&line.text) && ends_sentence(&last.text)
}

/// Whether a line ends within a word that the next one goes on with.
fn is_broken(last: &Line, line: &Line) -> bool {
    let head = last.text.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
    head.len() < last.text.len()
        && head.ends_with(char::is_alphabetic)
        && line.text.starts_with(char::is_lowercase)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', '«', ')', '(', ']', '’'])
        .ends_with(['.', '!', '?', '؟', ':', '؛', '…'])
}

fn begins_item(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '●' | '▪' | '◦' | '–' | '—' | '\u{f0b7}') => true,
        Some(c) if c.is_numeric() => {
            let rest = chars.as_str().trim_start_matches(char::is_numeric);
            rest.starts_with([')', '-', '.']) && !rest[1..].starts_with(char::is_numeric)
        }
        _ => false,
    }
}

/// Adds a line to its paragraph. A hyphen at its end goes, unless the text has the word with its hyphen elsewhere.
fn append(paragraph: &mut String, line: &str, known: &std::collections::HashSet<&str>) {
    if paragraph.ends_with('\u{ad}') {
        paragraph.pop();
        paragraph.push_str(line);
        return;
    }
    let hyphen = paragraph.ends_with(['-', '\u{2010}']);
    let head =
        paragraph.trim_end_matches(['-', '\u{2010}']).rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if hyphen && head.ends_with(char::is_alphabetic) && tail.starts_with(char::is_lowercase) {
        let whole = format!("{head}{tail}");
        if known.contains(whole.as_str()) || !known.contains(format!("{head}-{tail}").as_str()) {
            paragraph.pop();
        }
        paragraph.push_str(line);
        return;
    }
    paragraph.push(' ');
    paragraph.push_str(line);
}
