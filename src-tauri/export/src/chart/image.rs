//! A chart as SVG with outlines for letters, and as PNG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, WriteOptions, fontdb};

use super::{Chart, draw};
use crate::fonts;

/// Why a chart could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum ImageError {
    /// The drawing was not understood by the renderer.
    #[error("the chart cannot be drawn: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    /// It is too large to be rendered, or memory is short.
    #[error("the chart cannot be rendered at {width} × {height} pixels")]
    Size {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// The pixels could not be written as PNG.
    #[error("the picture cannot be written: {0}")]
    Encoding(String),
}

/// The most pixels on a side: what picture programs open.
const MOST: u32 = 16_000;

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    let fonts = Arc::make_mut(&mut options.fontdb);
    for font in [fonts::REGULAR, fonts::BOLD] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    options.font_family = "Amiri".to_owned();
    options
});

fn tree(chart: &Chart) -> Result<Tree, ImageError> {
    Ok(Tree::from_str(&draw::draw(chart).0, &OPTIONS)?)
}

/// The chart as SVG. Its letters are outlines; its title and the names of its topics stand in it for readers that do not
/// see.
///
/// # Errors
/// [`ImageError::Drawing`].
pub fn svg(chart: &Chart) -> Result<String, ImageError> {
    let (text, ..) = draw::draw(chart);
    let drawn = tree(chart)?.to_string(&WriteOptions::default());
    // What the outlines no longer say.
    let said = text.split_once("<title>").and_then(|(_, rest)| rest.split_once("</desc>"));
    let (head, body) = drawn.split_once('>').unwrap_or((&drawn, ""));
    Ok(match said {
        Some((said, _)) => format!("{head} role=\"img\"><title>{said}</desc>{body}"),
        None => drawn,
    })
}

/// The chart as PNG, twice as large as it is drawn, or as large as pictures may be.
///
/// # Errors
/// [`ImageError`].
pub fn png(chart: &Chart) -> Result<Vec<u8>, ImageError> {
    let tree = tree(chart)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (MOST as f32 / width.max(height)).min(2.0);
    let (pixels, lines) = ((width * scale).round() as u32, (height * scale).round() as u32);
    let mut map = Pixmap::new(pixels, lines).ok_or(ImageError::Size { width: pixels, height: lines })?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut map.as_mut());
    map.encode_png().map_err(|error| ImageError::Encoding(error.to_string()))
}
