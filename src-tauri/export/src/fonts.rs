//! The typeface of exported documents: Amiri, under the SIL Open Font License (`fonts/OFL.txt`).

/// For programs that draw: the upright style.
pub const REGULAR: &[u8] = include_bytes!("../fonts/Amiri-Regular.ttf");
/// The bold style.
pub const BOLD: &[u8] = include_bytes!("../fonts/Amiri-Bold.ttf");

/// For pages: weight, the characters covered as CSS has them, and the compressed font.
pub(crate) const FOR_PAGES: [(u16, &str, &[u8]); 4] = [
    (400, ARABIC, include_bytes!("../fonts/amiri-arabic-400-normal.woff2")),
    (700, ARABIC, include_bytes!("../fonts/amiri-arabic-700-normal.woff2")),
    (400, LATIN, include_bytes!("../fonts/amiri-latin-400-normal.woff2")),
    (700, LATIN, include_bytes!("../fonts/amiri-latin-700-normal.woff2")),
];

const ARABIC: &str =
    "U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FEFF";
const LATIN: &str =
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-200B,U+2013-206F,U+20AC,U+2122";

/// The licence that goes with the fonts wherever they go.
pub const LICENCE: &str = include_str!("../fonts/OFL.txt");
