//! The glyphs of a page, one by one, with their places and letters.
//!
//! A reader of words must guess where a word ends from the space between glyphs, and in which word a mark belongs that is
//! painted apart. Arabic writing, whose glyphs run into each other and stand apart within a word, makes that guess go wrong; yet
//! nearly every program paints the spaces too, and a mark beside its letter. So a page of Arabic whose every glyph is
//! understood is read from its glyphs ([`super::words`] puts them together); any other is left to the reader of words.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, Stream};

use super::layout::is_arabic;
use super::matrix::{IDENTITY, Matrix, product};
use super::unmapped::STAND_IN;

/// The largest content of a page, and of a font's table of letters, that is looked at, in bytes.
const CONTENT: usize = 16 << 20;
const TABLE: usize = 4 << 20;
/// The most pages and the most glyphs of a file.
const PAGES: usize = 2_000;
const GLYPHS: usize = 2_000_000;
/// How deep states, marks and forms are kept.
const DEPTH: usize = 256;
const FORMS: usize = 8;
/// The most glyphs of a hundred whose letter may be unknown.
const UNKNOWN: usize = 2;

/// A glyph as it is painted, or several that the file says are one. Places are in points, y growing upwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Its letters in logical order; empty for a stroke.
    pub text: String,
    /// From where to where it takes room.
    pub left: f32,
    pub right: f32,
    /// The height of its baseline.
    pub y: f32,
    /// The size of its font.
    pub size: f32,
    pub bold: bool,
}

/// The glyphs of the pages whose every glyph is understood and that hold Arabic, in the order in which they are painted.
pub(super) fn of(bytes: &[u8]) -> BTreeMap<u32, Vec<Glyph>> {
    let Ok(document) = Document::load_mem(bytes) else { return BTreeMap::new() };
    let mut fonts = Fonts { document: &document, known: BTreeMap::new() };
    let mut left = GLYPHS;
    let mut pages = BTreeMap::new();
    for (number, id) in document.get_pages().into_iter().take(PAGES) {
        let Some(glyphs) = of_page(&document, id, &mut fonts, &mut left) else { continue };
        if is_understood(&glyphs) {
            pages.insert(number, glyphs);
        }
    }
    pages
}

fn is_understood(glyphs: &[Glyph]) -> bool {
    let letters = || glyphs.iter().flat_map(|glyph| glyph.text.chars());
    let unknown =
        letters().filter(|c| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\0'..='\u{1f}')).count();
    // Forms of letters by their place say too little of the order that a program painted them in.
    let formed =
        letters().any(|c| matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}') && c != STAND_IN);
    !formed && unknown * 100 <= glyphs.len() * UNKNOWN && letters().any(is_arabic)
}

fn of_page<'a>(
    document: &'a Document,
    page: ObjectId,
    fonts: &mut Fonts<'a>,
    left: &mut usize,
) -> Option<Vec<Glyph>> {
    let dictionary = document.get_dictionary(page).ok()?;
    if inherited(document, dictionary, b"Rotate")
        .is_some_and(|turn| turn.as_i64().is_ok_and(|turn| turn % 360 != 0))
    {
        return None;
    }
    let resources = inherited(document, dictionary, b"Resources")?.as_dict().ok()?;
    let content = document.get_page_content_with_limit(page, CONTENT).ok()?;
    let mut painter = Painter { document, fonts, glyphs: Vec::new(), left, budget: CONTENT };
    painter.paint(&content, resources, IDENTITY, 0)?;
    Some(painter.glyphs)
}

/// What a page says, or the pages it is one of.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut at = page;
    for _ in 0..DEPTH {
        if let Ok(found) = at.get_deref(key, document) {
            return Some(found);
        }
        at = at.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

/// What a font says of its glyphs.
struct Font {
    /// The letters of a code.
    letters: Letters,
    widths: BTreeMap<u32, f32>,
    usual: f32,
    /// How many bytes a code has.
    bytes: usize,
    bold: bool,
}

type Letters = Box<dyn Fn(u32) -> Option<String>>;

struct Fonts<'a> {
    document: &'a Document,
    known: BTreeMap<ObjectId, Option<Rc<Font>>>,
}

impl Fonts<'_> {
    fn named(&mut self, name: &[u8], resources: &Dictionary) -> Option<Rc<Font>> {
        let fonts = resources.get_deref(b"Font", self.document).ok()?.as_dict().ok()?;
        let font = fonts.get(name).ok()?;
        let Ok(id) = font.as_reference() else { return self.read(font.as_dict().ok()?).map(Rc::new) };
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        let read = self.document.get_dictionary(id).ok().and_then(|font| self.read(font)).map(Rc::new);
        self.known.insert(id, read.clone());
        read
    }

    fn read(&self, font: &Dictionary) -> Option<Font> {
        let document = self.document;
        let named = |of: &Dictionary| {
            let name = of.get(b"BaseFont").ok().and_then(|name| name.as_name().ok());
            String::from_utf8_lossy(name.unwrap_or_default()).to_lowercase()
        };
        let bold = named(font).contains("bold");
        let kind = font.get(b"Subtype").ok()?.as_name().ok()?;
        if kind == b"Type0" {
            let encoding = font.get_deref(b"Encoding", document).ok()?.as_name().ok()?;
            if encoding != b"Identity-H" {
                return None;
            }
            let within = font.get_deref(b"DescendantFonts", document).ok()?.as_array().ok()?;
            let (_, within) = document.dereference(within.first()?).ok()?;
            let within = within.as_dict().ok()?;
            let usual = within.get(b"DW").ok().and_then(|usual| usual.as_float().ok()).unwrap_or(1000.0);
            let widths = within.get_deref(b"W", document).ok().and_then(|widths| widths.as_array().ok());
            let widths = widths.map(|widths| wide_widths(document, widths)).unwrap_or_default();
            return Some(Font {
                letters: self.letters(font, 2)?,
                widths,
                usual: usual / 1000.0,
                bytes: 2,
                bold,
            });
        }
        let unit = match kind {
            b"Type3" => {
                let matrix = font.get_deref(b"FontMatrix", document).ok()?.as_array().ok()?;
                matrix.first()?.as_float().ok()?
            }
            _ => 0.001,
        };
        let first = u32::try_from(font.get(b"FirstChar").ok()?.as_i64().ok()?).ok()?;
        let widths = font.get_deref(b"Widths", document).ok()?.as_array().ok()?;
        let widths = (first..).zip(widths).filter_map(|(code, width)| {
            let (_, width) = document.dereference(width).ok()?;
            Some((code, width.as_float().ok()? * unit))
        });
        Some(Font { letters: self.letters(font, 1)?, widths: widths.collect(), usual: 0.0, bytes: 1, bold })
    }

    /// The letters of each code: those of the font's table, else those of its encoding.
    fn letters(&self, font: &Dictionary, bytes: u8) -> Option<Letters> {
        let document = self.document;
        if let Ok(table) = font.get(b"ToUnicode") {
            let mut alone = Dictionary::new();
            alone.set("Type", Object::Name(b"Font".to_vec()));
            alone.set("ToUnicode", table.clone());
            let Ok(Encoding::UnicodeMapEncoding(table)) = alone.get_font_encoding_with_limit(document, TABLE)
            else {
                return None;
            };
            return Some(Box::new(move |code| {
                table.get(code, bytes).map(|units| String::from_utf16_lossy(&units))
            }));
        }
        if bytes != 1 {
            return None;
        }
        let encoding = font.get_font_encoding_with_limit(document, TABLE).ok()?;
        let letters: BTreeMap<u32, String> = (0..=0xff_u8)
            .filter_map(|code| Some((code.into(), encoding.bytes_to_string(&[code]).ok()?)))
            .collect();
        Some(Box::new(move |code| letters.get(&code).cloned()))
    }
}

/// Widths as a font of many glyphs has them: `first [w w w]`, or `first last w`.
fn wide_widths(document: &Document, written: &[Object]) -> BTreeMap<u32, f32> {
    let mut widths = BTreeMap::new();
    let mut at = 0;
    while let Some(first) =
        written.get(at).and_then(|first| first.as_i64().ok()).and_then(|n| u32::try_from(n).ok())
    {
        let Some(next) = written.get(at + 1).and_then(|next| Some(document.dereference(next).ok()?.1)) else {
            break;
        };
        if let Ok(each) = next.as_array() {
            let each = each.iter().filter_map(|width| width.as_float().ok());
            widths.extend((first..).zip(each.map(|width| width / 1000.0)));
            at += 2;
        } else {
            let (Some(last), Some(width)) =
                (next.as_i64().ok(), written.get(at + 2).and_then(|w| w.as_float().ok()))
            else {
                break;
            };
            let last = u32::try_from(last).unwrap_or(0).min(0xffff);
            widths.extend((first..=last).map(|code| (code, width / 1000.0)));
            at += 3;
        }
    }
    widths
}

/// What text is painted with; kept and put back with the rest of the page's state.
#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    letter_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

struct Painter<'a, 'b> {
    document: &'a Document,
    fonts: &'b mut Fonts<'a>,
    glyphs: Vec<Glyph>,
    left: &'b mut usize,
    /// How many bytes of forms are looked at still.
    budget: usize,
}

impl Painter<'_, '_> {
    /// Goes through the operations of a page or a form. `None` where one of its glyphs can't be understood.
    fn paint(&mut self, content: &[u8], resources: &Dictionary, page: Matrix, depth: usize) -> Option<()> {
        let operations = Content::decode(content).ok()?.operations;
        let mut state = State {
            page,
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut kept: Vec<State> = Vec::new();
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        // What the file says that a part is to be read as, and at which glyph the part begins.
        let mut said: Vec<Option<(String, usize)>> = Vec::new();
        for Operation { operator, operands } in &operations {
            let number = |at: usize| operands.get(at).and_then(|one| one.as_float().ok()).unwrap_or(0.0);
            let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
            match operator.as_str() {
                "q" if kept.len() < DEPTH => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                "cm" => state.page = product(matrix(), state.page),
                "BT" => (text, line) = (IDENTITY, IDENTITY),
                "Tm" => (text, line) = (matrix(), matrix()),
                "Tf" => {
                    let name = operands.first()?.as_name().ok()?;
                    state.font = self.fonts.named(name, resources);
                    state.size = number(1);
                }
                "Tc" => state.letter_space = number(0),
                "Tw" => state.word_space = number(0),
                "Tz" => state.stretch = number(0) / 100.0,
                "TL" => state.leading = number(0),
                "Ts" => state.rise = number(0),
                "Td" | "TD" | "T*" | "'" | "\"" => {
                    let (right, up) = match operator.as_str() {
                        "Td" => (number(0), number(1)),
                        "TD" => {
                            state.leading = -number(1);
                            (number(0), number(1))
                        }
                        _ => (0.0, -state.leading),
                    };
                    line = product([1.0, 0.0, 0.0, 1.0, right, up], line);
                    text = line;
                    if operator == "\"" {
                        (state.word_space, state.letter_space) = (number(0), number(1));
                    }
                }
                "BMC" if said.len() < DEPTH => said.push(None),
                "BDC" if said.len() < DEPTH => {
                    let actual = self.actual_text(operands.get(1), resources);
                    said.push(actual.map(|actual| (actual, self.glyphs.len())));
                }
                "EMC" => {
                    if let Some(Some((actual, from))) = said.pop() {
                        self.say(actual, from);
                    }
                }
                "Do" => self.form(operands.first()?.as_name().ok()?, resources, state.page, depth)?,
                _ => {}
            }
            match operator.as_str() {
                "Tj" | "'" | "\"" => {
                    if let Some(Object::String(codes, _)) = operands.last() {
                        self.show(codes, &state, &mut text)?;
                    }
                }
                "TJ" => {
                    for part in operands.first()?.as_array().ok()? {
                        match part {
                            Object::String(codes, _) => self.show(codes, &state, &mut text)?,
                            other => {
                                let back =
                                    other.as_float().unwrap_or(0.0) / 1000.0 * state.size * state.stretch;
                                text = product([1.0, 0.0, 0.0, 1.0, -back, 0.0], text);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Some(())
    }

    fn show(&mut self, codes: &[u8], state: &State, text: &mut Matrix) -> Option<()> {
        let font = state.font.clone()?;
        for code in codes.chunks(font.bytes) {
            let code = code.iter().fold(0_u32, |code, byte| code << 8 | u32::from(*byte));
            let width = font.widths.get(&code).copied().unwrap_or(font.usual);
            let place = product([1.0, 0.0, 0.0, 1.0, 0.0, state.rise], product(*text, state.page));
            let [a, b, c, d, ..] = place;
            let size = state.size * d;
            let upright = b.abs() < 0.01 * a.abs() && c.abs() < 0.4 * d.abs() && a > 0.0 && size > 0.0;
            if upright {
                *self.left = self.left.checked_sub(1)?;
                let [.., x, y] = place;
                let wide = width * state.size * state.stretch * a;
                self.glyphs.push(Glyph {
                    text: (font.letters)(code)
                        .map_or_else(|| "\u{fffd}".to_owned(), |text| text.replace(STAND_IN, "")),
                    left: x,
                    right: x + wide.max(0.0),
                    y,
                    size,
                    bold: font.bold,
                });
            }
            let space = if font.bytes == 1 && code == 32 { state.word_space } else { 0.0 };
            let on = (width * state.size + state.letter_space + space) * state.stretch;
            *text = product([1.0, 0.0, 0.0, 1.0, on, 0.0], *text);
        }
        Some(())
    }

    /// What a part is to be read as, if the file says so.
    fn actual_text(&self, properties: Option<&Object>, resources: &Dictionary) -> Option<String> {
        let properties = match properties? {
            Object::Name(name) => {
                let named = resources.get_deref(b"Properties", self.document).ok()?.as_dict().ok()?;
                named.get_deref(name, self.document).ok()?.as_dict().ok()?
            }
            other => other.as_dict().ok()?,
        };
        let Object::String(written, _) = properties.get_deref(b"ActualText", self.document).ok()? else {
            return None;
        };
        let units: Vec<u16> = match written.strip_prefix(&[0xfe, 0xff]) {
            Some(units) => units.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
            None => written.iter().map(|byte| u16::from(*byte)).collect(),
        };
        Some(String::from_utf16_lossy(&units))
    }

    /// Makes one glyph of those from a number on.
    fn say(&mut self, actual: String, from: usize) {
        let Some(widest) = self.glyphs.get(from..).and_then(|part| {
            part.iter().max_by(|a, b| (a.right - a.left).total_cmp(&(b.right - b.left))).cloned()
        }) else {
            return;
        };
        let left = self.glyphs[from..].iter().map(|glyph| glyph.left).min_by(f32::total_cmp);
        let right = self.glyphs[from..].iter().map(|glyph| glyph.right).max_by(f32::total_cmp);
        self.glyphs.truncate(from);
        self.glyphs.push(Glyph {
            text: actual,
            left: left.unwrap_or(widest.left),
            right: right.unwrap_or(widest.right),
            ..widest
        });
    }

    /// Paints a form that a page is made of.
    fn form(&mut self, name: &[u8], resources: &Dictionary, page: Matrix, depth: usize) -> Option<()> {
        let document = self.document;
        let objects = resources.get_deref(b"XObject", document).ok()?.as_dict().ok()?;
        let Ok(Stream { dict, .. }) = objects.get_deref(name, document).and_then(Object::as_stream) else {
            return Some(());
        };
        if dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            return Some(());
        }
        if depth >= FORMS {
            return None;
        }
        let form = objects.get_deref(name, document).and_then(Object::as_stream).ok()?;
        let content = form.decompressed_content_with_limit(self.budget).ok()?;
        self.budget = self.budget.checked_sub(content.len())?;
        let own = dict.get_deref(b"Resources", document).ok().and_then(|own| own.as_dict().ok());
        let mut matrix = IDENTITY;
        if let Ok(written) = dict.get_deref(b"Matrix", document).and_then(Object::as_array) {
            for (place, number) in matrix.iter_mut().zip(written) {
                *place = number.as_float().ok()?;
            }
        }
        self.paint(&content, own.unwrap_or(resources), product(matrix, page), depth + 1)
    }
}
