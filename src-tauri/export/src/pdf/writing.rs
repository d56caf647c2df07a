//! Finished pages as a file: drawn, tagged, with bookmarks, header and footer.

use std::num::{NonZeroU16, NonZeroU32};

use bayan_core::model::Lang;
use chrono::{Datelike as _, Timelike as _};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node as TagNode, SpanTag,
    TableHeaderScope, Tag as PdfTag, TagGroup, TagKind, TagTree,
};
use krilla::{Document, SerializeSettings};

use super::flow::{Drawn, Heading, Node, Pages, Tag};
use super::setting::{Line, Look, Piece, Setter};
use super::{PAGE, PdfError, SIDE, WIDTH};
use crate::report::{Paragraph, Report, Style};

/// Writes the file: as PDF/UA where everything in it can be, else as tagged PDF. A sign that is in neither font stands in the
/// way of the first.
pub(super) fn write(report: &Report, pages: Pages, setter: &mut Setter) -> Result<Vec<u8>, PdfError> {
    let strict = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let strict = strict.map_err(|error| PdfError::Writing(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration: strict, ..SerializeSettings::default() };
    match written(report, &pages, setter, settings) {
        Err(krilla::error::KrillaError::Validation(_)) => {
            written(report, &pages, setter, SerializeSettings::default())
        }
        other => other,
    }
    .map_err(|error| PdfError::Writing(format!("{error:?}")))
}

fn written(
    report: &Report,
    pages: &Pages,
    setter: &mut Setter,
    settings: SerializeSettings,
) -> Result<Vec<u8>, krilla::error::KrillaError> {
    let mut document = Document::new_with(settings);
    let mut drawn: Vec<Option<Identifier>> = vec![None; pages.drawn];
    let picture = pages.picture.clone().and_then(|png| Image::from_png(png.into(), true).ok());
    let total = pages.pages.len();
    let title = report.title.clone();
    for (at, page) in pages.pages.iter().enumerate() {
        let Some(size) = PageSettings::from_wh(PAGE.0, PAGE.1) else { continue };
        let mut sheet = document.start_page_with(size);
        let mut surface = sheet.surface();
        for thing in page {
            match thing {
                Drawn::Text { x, y, line, number } => {
                    let id = text(&mut surface, setter, (*x, *y), line, *number == usize::MAX);
                    if let Some(place) = drawn.get_mut(*number) {
                        *place = id;
                    }
                }
                Drawn::Shade { x, y, width, height, grey } => {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                    bar(&mut surface, (*x, *y, *width, *height), *grey);
                    surface.end_tagged();
                }
                Drawn::Picture { x, y, width, height, number } => {
                    let Some((image, size)) = picture.clone().zip(Size::from_wh(*width, *height)) else {
                        continue;
                    };
                    let id = surface.start_tagged(ContentTag::Other);
                    surface.push_transform(&Transform::from_translate(*x, *y));
                    surface.draw_image(image, size);
                    surface.pop();
                    surface.end_tagged();
                    if let Some(place) = drawn.get_mut(*number) {
                        *place = Some(id);
                    }
                }
                Drawn::PageOf { heading, y, number } => {
                    let page = pages.headings.get(*heading).map_or(1, |heading| heading.page + 1);
                    let said = Paragraph::said(other(report.words.lang), report.words.number(page));
                    for line in setter.set(&said, Look::BODY, 46.0) {
                        // On the far side of the line.
                        let x = if report.words.lang == Lang::Ar { SIDE } else { SIDE + WIDTH - 46.0 };
                        let id = text(&mut surface, setter, (x, *y), &line, false);
                        if let Some(place) = drawn.get_mut(*number) {
                            *place = id;
                        }
                    }
                }
            }
        }
        margins(&mut surface, setter, report, &title, at, total);
        surface.finish();
        sheet.finish();
    }
    document.set_outline(outline(&pages.headings));
    document.set_metadata(metadata(report));
    let mut tree = TagTree::new().with_lang(Some(code(report.words.lang).to_owned()));
    for node in &pages.tree {
        if let Some(node) = tagged(node, &drawn) {
            tree.push(node);
        }
    }
    document.set_tag_tree(tree);
    document.finish()
}

/// The language whose text begins on the other side.
const fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Ar => Lang::En,
        Lang::En => Lang::Ar,
    }
}

const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ar => "ar",
        Lang::En => "en",
    }
}

/// Draws a line with its marks; its name in the tree.
fn text(
    surface: &mut Surface<'_>,
    setter: &Setter,
    (x, y): (f32, f32),
    line: &Line,
    artifact: bool,
) -> Option<Identifier> {
    if line.pieces.is_empty() {
        return None;
    }
    let tag = if artifact {
        ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther))
    } else {
        ContentTag::Span(SpanTag::empty())
    };
    let id = surface.start_tagged(tag);
    pieces(surface, setter, (x, y), line);
    surface.end_tagged();
    (!artifact).then_some(id)
}

fn pieces(surface: &mut Surface<'_>, setter: &Setter, (x, y): (f32, f32), line: &Line) {
    let baseline = y + line.baseline;
    for piece in &line.pieces {
        let font = if piece.bold { setter.bold.clone() } else { setter.regular.clone() };
        let Some(font) = font else { continue };
        surface.set_fill(Some(ink(match piece.style {
            Style::Faint => 85,
            Style::Dropped => 70,
            _ => 0,
        })));
        let start = Point::from_xy(x + piece.x, baseline);
        surface.draw_glyphs(start, &piece.glyphs, font, &line.text, piece.size, false);
        mark(surface, x, baseline, piece);
    }
}

/// The marks, which are legible in black and white.
fn mark(surface: &mut Surface<'_>, x: f32, baseline: f32, piece: &Piece) {
    let (start, width, size) = (x + piece.x, piece.width, piece.size);
    match piece.style {
        Style::Added => bar(surface, (start, baseline + size * 0.18, width, 0.9), 0),
        Style::Dropped => bar(surface, (start, baseline - size * 0.24, width, 0.8), 0),
        Style::Cosmetic => {
            let mut at = 0.0;
            while at < width {
                bar(surface, (start + at, baseline + size * 0.18, 1.2_f32.min(width - at), 0.9), 60);
                at += 2.6;
            }
        }
        Style::Plain | Style::Strong | Style::Faint => {}
    }
}

fn ink(grey: u8) -> Fill {
    Fill { paint: rgb::Color::new(grey, grey, grey).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn bar(surface: &mut Surface<'_>, (x, y, width, height): (f32, f32, f32, f32), grey: u8) {
    let Some(rect) = Rect::from_xywh(x, y, width.max(0.1), height) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    if let Some(path) = path.finish() {
        surface.set_fill(Some(ink(grey)));
        surface.draw_path(&path);
    }
}

/// The running title above the text, and below it what it was made with and the page's number.
fn margins(
    surface: &mut Surface<'_>,
    setter: &mut Setter,
    report: &Report,
    title: &Paragraph,
    page: usize,
    total: usize,
) {
    let words = report.words;
    let lang = words.lang;
    let said = |text: String| Paragraph::said(lang, text).all(Style::Faint);
    let mut parts = words.say("page_of").splitn(3, '#').map(str::to_owned).collect::<Vec<_>>().into_iter();
    let mut next = || parts.next().unwrap_or_default();
    let (first, middle, last) = (next(), next(), next());
    let counted = format!("{first}{}{middle}{}{last}", words.number(page + 1), words.number(total));
    let above = title.clone().all(Style::Faint);
    let below = said(report.signature());
    let count = Paragraph::said(other(lang), String::new()).named(counted).all(Style::Faint);
    let side = if lang == Lang::Ar { SIDE } else { SIDE + WIDTH - 130.0 };
    let along = if lang == Lang::Ar { SIDE + 130.0 } else { SIDE };
    let lines = [
        (ArtifactType::Header, SIDE, 36.0, setter.set(&above, Look::SMALL, WIDTH)),
        (ArtifactType::Footer, along, PAGE.1 - 48.0, setter.set(&below, Look::SMALL, WIDTH - 130.0)),
        (ArtifactType::PageNumber, side, PAGE.1 - 48.0, setter.set(&count, Look::SMALL, 130.0)),
    ];
    for (kind, x, y, set) in lines {
        // The running title stands on every page but the first, which begins with it.
        if kind == ArtifactType::Header && page == 0 {
            continue;
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        if let Some(line) = set.first() {
            pieces(surface, setter, (x, y), line);
        }
        surface.end_tagged();
    }
}

fn outline(headings: &[Heading]) -> Outline {
    let mut outline = Outline::new();
    let node = |heading: &Heading| {
        let to = XyzDestination::new(heading.page, Point::from_xy(SIDE, heading.y));
        OutlineNode::new(heading.text.clone(), to)
    };
    for group in headings.chunk_by(|_, next| next.level > 1) {
        let Some((first, rest)) = group.split_first() else { continue };
        let mut chief = node(first);
        for heading in rest {
            chief.push_child(node(heading));
        }
        outline.push_child(chief);
    }
    outline
}

fn metadata(report: &Report) -> Metadata {
    let made = report.made;
    let short = |number: u32| u8::try_from(number).unwrap_or(0);
    let date = DateTime::new(u16::try_from(made.year()).unwrap_or(0))
        .month(short(made.month()))
        .day(short(made.day()))
        .hour(short(made.hour()))
        .minute(short(made.minute()))
        .second(short(made.second()))
        .utc_offset_hour(0);
    let program = format!("Bayan {}", report.version);
    Metadata::new()
        .title(report.title.text())
        .language(code(report.words.lang).to_owned())
        .creator(program.clone())
        .producer(program)
        .creation_date(date)
        .document_id(format!("{}-{}", report.fingerprint, made.timestamp()))
        .text_direction(match report.words.lang {
            Lang::Ar => TextDirection::RightToLeft,
            Lang::En => TextDirection::LeftToRight,
        })
}

/// A node of the tree as the file has it; nothing where nothing of it was drawn.
fn tagged(node: &Node, drawn: &[Option<Identifier>]) -> Option<TagNode> {
    let (tag, children) = match node {
        Node::Drawn(number) => return drawn.get(*number).copied().flatten().map(TagNode::from),
        Node::Group(tag, children) => (tag, children),
    };
    let mut group = TagGroup::new(kind(tag));
    let mut any = false;
    for child in children {
        if let Some(child) = tagged(child, drawn) {
            group.push(child);
            any = true;
        }
    }
    // An empty cell keeps its place in the row.
    (any || matches!(tag, Tag::Cell { .. } | Tag::HeadCell)).then(|| group.into())
}

fn kind(tag: &Tag) -> TagKind {
    match tag {
        Tag::Heading(level, text) => {
            PdfTag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(text.clone())).into()
        }
        Tag::Paragraph(lang) => PdfTag::P.with_lang(Some(code(*lang).to_owned())).into(),
        Tag::List => PdfTag::L(ListNumbering::Disc).into(),
        Tag::Item => PdfTag::LI.into(),
        Tag::Label => PdfTag::Lbl.into(),
        Tag::Body => PdfTag::LBody.into(),
        Tag::Quote => PdfTag::BlockQuote.into(),
        Tag::Contents => PdfTag::TOC.into(),
        Tag::ContentsItem => PdfTag::TOCI.into(),
        Tag::Table => PdfTag::Table.into(),
        Tag::Row => PdfTag::TR.into(),
        Tag::HeadCell => PdfTag::TH(TableHeaderScope::Column).into(),
        Tag::Cell { spans } => {
            PdfTag::TD.with_col_span(NonZeroU32::new(*spans).filter(|n| n.get() > 1)).into()
        }
        Tag::Figure(said) => PdfTag::Figure(Some(said.clone())).into(),
    }
}
