//! Paragraphs set in lines: shaped, in their own direction, broken at the width they are given.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use bayan_core::model::Lang;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::fontique::{Blob, Collection, CollectionOptions};
use parley::{
    Alignment, BaseDirection, FontContext, FontFamily, FontFamilyName, FontFeatures, FontWeight,
    LayoutContext, LineHeight, StyleProperty,
};

use crate::fonts;
use crate::report::{Paragraph, Style};

/// How large text is set and how heavy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    size: f32,
    bold: bool,
}

impl Look {
    pub(super) const TITLE: Look = Look { size: 22.0, bold: true };
    pub(super) const HEADING: Look = Look { size: 15.0, bold: true };
    pub(super) const SUBHEADING: Look = Look { size: 12.5, bold: true };
    pub(super) const BODY: Look = Look { size: 11.0, bold: false };
    pub(super) const SMALL: Look = Look { size: 9.0, bold: false };
    pub(super) const HEAD: Look = Look { size: 10.0, bold: true };
}

/// A line: its text, and the glyphs that show it.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) height: f32,
    /// From the line's top.
    pub(super) baseline: f32,
    pub(super) pieces: Vec<Piece>,
    /// The paragraph's whole text, of which glyphs name bytes.
    pub(super) text: Rc<str>,
}

/// Glyphs of one font and style on a line.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) bold: bool,
    pub(super) size: f32,
    pub(super) style: Style,
    pub(super) glyphs: Vec<KrillaGlyph>,
}

/// The two fonts and what sets text in them.
pub(super) struct Setter {
    fonts: FontContext,
    layouts: LayoutContext<Style>,
    pub(super) regular: Option<Font>,
    pub(super) bold: Option<Font>,
}

impl Setter {
    pub(super) fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut fonts = FontContext { collection: Collection::new(options), ..FontContext::default() };
        for font in [fonts::REGULAR, fonts::BOLD] {
            fonts.collection.register_fonts(Blob::new(Arc::new(font)), None);
        }
        Self {
            fonts,
            layouts: LayoutContext::new(),
            regular: Font::new(fonts::REGULAR.into(), 0),
            bold: Font::new(fonts::BOLD.into(), 0),
        }
    }

    /// The lines of a paragraph at a width. A paragraph without a letter is one empty line.
    pub(super) fn set(&mut self, paragraph: &Paragraph, look: Look, width: f32) -> Vec<Line> {
        let mut text = String::new();
        let mut styles: Vec<(Range<usize>, Style)> = Vec::new();
        let mut push = |part: &str, style: Style| {
            let start = text.len();
            text.push_str(part);
            styles.push((start..text.len(), style));
        };
        if let Some(number) = paragraph.number {
            push(&format!("{}\u{a0} ", number + 1), Style::Faint);
        }
        for run in &paragraph.runs {
            if run.isolated {
                push(&format!("\u{2068}{}\u{2069}", run.text), run.style);
            } else {
                push(&run.text, run.style);
            }
        }
        let text: Rc<str> = text.into();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.set_base_direction(match paragraph.lang {
            Lang::Ar => BaseDirection::Rtl,
            Lang::En => BaseDirection::Ltr,
        });
        let family = FontFamily::Single(FontFamilyName::Named("Amiri".into()));
        builder.push_default(StyleProperty::FontFamily(family));
        builder.push_default(StyleProperty::FontSize(look.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.55)));
        // A program that reads the text takes a glyph drawn under its neighbour for the beginning of a word.
        builder.push_default(StyleProperty::FontFeatures(FontFeatures::Source("\"kern\" 0".into())));
        if look.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        for (range, style) in &styles {
            builder.push(StyleProperty::Brush(*style), range.clone());
            match style {
                Style::Strong | Style::Added => {
                    builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range.clone());
                }
                Style::Faint => {
                    builder.push(StyleProperty::FontSize(look.size.min(Look::SMALL.size)), range.clone());
                }
                Style::Plain | Style::Dropped | Style::Cosmetic => {}
            }
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, Default::default());
        let styles = layout.styles();
        let mut lines = Vec::with_capacity(layout.len());
        let mut top = 0.0;
        for line in layout.lines() {
            let metrics = line.metrics();
            let mut pieces: Vec<Piece> = Vec::new();
            let mut x = metrics.offset;
            for run in line.runs() {
                let size = run.font_size();
                let bold = run.font_attrs().weight.value() > 550.0;
                for cluster in run.visual_clusters() {
                    let bytes = cluster.text_range();
                    if cluster.is_ligature_continuation() {
                        if let Some(last) = pieces.last_mut().and_then(|piece| piece.glyphs.last_mut()) {
                            last.text_range =
                                last.text_range.start.min(bytes.start)..last.text_range.end.max(bytes.end);
                        }
                        continue;
                    }
                    // Signs of direction and ends of lines are not drawn, and no one has to copy them.
                    if text.get(bytes.clone()).is_some_and(|text| text.chars().all(is_unseen)) {
                        continue;
                    }
                    for glyph in cluster.glyphs() {
                        let style =
                            styles.get(usize::from(cluster.style_index())).map_or(Style::Plain, |s| s.brush);
                        let same = pieces.last().is_some_and(|piece| {
                            piece.bold == bold && piece.style == style && (piece.size - size).abs() < 0.01
                        });
                        if !same {
                            pieces.push(Piece { x, width: 0.0, bold, size, style, glyphs: Vec::new() });
                        }
                        if let Some(piece) = pieces.last_mut() {
                            piece.width += glyph.advance;
                            piece.glyphs.push(KrillaGlyph::new(
                                GlyphId::new(glyph.id),
                                glyph.advance / size,
                                glyph.x / size,
                                -glyph.y / size,
                                0.0,
                                bytes.clone(),
                                None,
                            ));
                        }
                        x += glyph.advance;
                    }
                }
            }
            lines.push(Line {
                height: metrics.line_height,
                baseline: metrics.baseline - top,
                pieces,
                text: Rc::clone(&text),
            });
            top += metrics.line_height;
        }
        lines
    }
}

const fn is_unseen(sign: char) -> bool {
    matches!(
        sign,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{feff}'
    )
}
