//! Words, numbers and punctuation marks, as spans into the original text.
//!
//! The boundaries are those of Unicode Standard Annex #29 (Unicode 17) as the `unicode-segmentation` crate
//! finds them, with the departures listed at [`tokenise`]. Text in ASCII, Latin letters with marks, Arabic letters and
//! general punctuation is cut by a table of our own, which is several times faster; the tests hold the two against
//! each other. What a token means (a number's value, a word's key) is the subject of the neighbouring modules.

mod class;
mod segment;

use class::{ASCII, Class, class_at, next_base};
pub(crate) use class::{is_control, is_mark};
use segment::segment_chunk;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// Letters, also with digits among them (`A4`, `19th`).
    Word,
    /// Digits and the marks inside a number (`2254`, `٣٫٥`, `1,000`, `½`).
    Number,
    /// A punctuation mark or a symbol.
    Punctuation,
}

/// A token: the bytes `start..end` of the text it was cut from.
///
/// Both ends lie on character boundaries. What lies between two tokens is space or invisible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// The token's bytes, for slicing.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The token's text, from the text it was cut from. Empty if `text` is another text and has no such slice.
    pub fn text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// Cuts a text into tokens, in order and without overlap.
///
/// Departures from Unicode Standard Annex #29:
/// * spaces, invisible controls and marks that stand on nothing are no tokens: they are the gaps between tokens;
/// * direction controls, zero-width spaces and joiners and soft hyphens count as absent; one that stands inside a word
///   lies inside the token's span (`PKK` + U+200E is the token `PKK`);
/// * a word ends where Arabic letters meet letters of another script or digits (`و|2254`, `الـ|PKK`): a proclitic is
///   written joined to Arabic words only, and with or without a space elsewhere;
/// * a colon or a full stop does not join letters (`المصدر|:|الدائرة`), but for a full stop between single letters
///   (`U.N`, `أ.ش.أ`); a semicolon does not join digits;
/// * a run of full stops or of hyphens is one token, for it stands for one mark (`...` for `…`, `--` for `—`).
///
/// Takes time and space in proportion to the text. Text beyond 4 GiB is left as a gap.
pub fn tokenise(text: &str) -> Vec<Token> {
    // Prose has about one token every five bytes in English and every nine in Arabic.
    let mut tokens = Vec::with_capacity(text.len() / 6 + 1);
    tokenise_onto(text, &mut tokens);
    tokens
}

/// How many words and numbers some texts have.
pub fn count_words<S: AsRef<str>>(texts: &[S]) -> usize {
    let mut tokens = Vec::new();
    let count = |text: &S| {
        tokens.clear();
        tokenise_onto(text.as_ref(), &mut tokens);
        tokens.iter().filter(|token| token.kind != TokenKind::Punctuation).count()
    };
    texts.iter().map(count).sum()
}

/// [`tokenise`], the tokens put behind those that are there.
pub(crate) fn tokenise_onto(text: &str, tokens: &mut Vec<Token>) {
    let mut cut = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let text = &text[..cut];
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii() && ASCII[bytes[at] as usize] == Class::Gap {
            at += 1;
            continue;
        }
        if let Some(end) = plain_word(bytes, at) {
            push(tokens, at, end, TokenKind::Word);
            at = end;
            continue;
        }
        let before = tokens.len();
        at = match cut_chunk(bytes, at, tokens) {
            Ok(end) => end,
            Err(()) => {
                tokens.truncate(before);
                let end = at + bytes[at..].iter().position(|b| is_chunk_end(*b)).unwrap_or(bytes.len() - at);
                segment_chunk(text, at, end, tokens);
                end
            }
        };
    }
}

/// A chunk is what stands between ASCII white space: no token reaches over it.
const fn is_chunk_end(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | 0x0b | 0x0c | b'\r')
}

/// The end of a chunk that is a word of ASCII letters, or of Arabic letters without marks, and nothing else: most of them.
#[inline]
fn plain_word(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = &bytes[start..];
    let len = if rest.first()?.is_ascii() {
        rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len())
    } else {
        let mut pairs = rest.chunks_exact(2);
        2 * pairs.position(|pair| !is_plain_arabic(pair)).unwrap_or(rest.len() / 2)
    };
    (len > 0 && rest.get(len).is_none_or(|next| is_chunk_end(*next))).then_some(start + len)
}

/// Cuts the chunk that begins at `at` and returns where it ends, or `Err` if it holds a character left to
/// `unicode-segmentation`.
fn cut_chunk(bytes: &[u8], mut at: usize, tokens: &mut Vec<Token>) -> Result<usize, ()> {
    while at < bytes.len() {
        let (class, len) = class_at(bytes, at);
        let start = at;
        at += len;
        match class {
            Class::Hard => return Err(()),
            Class::Gap => {
                if is_chunk_end(bytes[start]) {
                    return Ok(start);
                }
            }
            // A mark or control before any base character of its own.
            Class::Control | Class::Mark => {}
            Class::Letter | Class::Arabic | Class::Digit => at = cut_word(bytes, start, tokens)?,
            Class::Fraction => {
                at = skip_marks(bytes, at);
                push(tokens, start, at, TokenKind::Number);
            }
            Class::FullStop | Class::Hyphen => {
                // A run with nothing between: a mark or control would belong to the single stop before it.
                while at < bytes.len() && bytes[at] == bytes[start] {
                    at += 1;
                }
                let end = skip_marks(bytes, at);
                push(tokens, start, end, TokenKind::Punctuation);
                at = end;
            }
            Class::MidLetter | Class::MidNumber | Class::MidBoth | Class::Other => {
                let end = skip_marks(bytes, at);
                push(tokens, start, end, TokenKind::Punctuation);
                at = end;
            }
        }
    }
    Ok(at)
}

/// The end of the marks from `at`, controls between them included, controls after them not.
#[inline]
fn skip_marks(bytes: &[u8], mut at: usize) -> usize {
    let mut end = at;
    while at < bytes.len() {
        let (class, len) = class_at(bytes, at);
        at += len;
        match class {
            Class::Mark => end = at,
            Class::Control => {}
            _ => break,
        }
    }
    end
}

/// Cuts the word or number that begins at `start` with a letter or digit; returns its end.
fn cut_word(bytes: &[u8], start: usize, tokens: &mut Vec<Token>) -> Result<usize, ()> {
    let mut at = start;
    let mut end = start;
    let mut last = Class::Gap;
    let mut letters = false;
    // Letters since the word's begin or its last full stop.
    let mut run = 0usize;
    while at < bytes.len() {
        let (class, len) = class_at(bytes, at);
        match class {
            Class::Letter | Class::Arabic | Class::Digit => {
                if last != Class::Gap && (class == Class::Arabic) != (last == Class::Arabic) {
                    break;
                }
                letters |= class != Class::Digit;
                run = if class == Class::Digit { 0 } else { run + 1 };
                last = class;
                at += len;
                // The rest of a plain run, without asking each letter for its class.
                let plain = match class {
                    Class::Letter => bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count(),
                    Class::Arabic => {
                        2 * bytes[at..].chunks_exact(2).take_while(|pair| is_plain_arabic(pair)).count()
                    }
                    _ => 0,
                };
                run += plain;
                at += plain;
                end = at;
            }
            Class::Mark => {
                at += len;
                end = at;
            }
            Class::Control => at += len,
            Class::MidLetter | Class::MidNumber | Class::MidBoth | Class::FullStop => {
                let (next, after) = next_base(bytes, at + len);
                if next == Class::Hard {
                    return Err(());
                }
                if next == Class::Gap || !joins(class, last, next) {
                    break;
                }
                if class == Class::FullStop && last != Class::Digit {
                    let (beyond, _) = next_base(bytes, after);
                    if beyond == Class::Hard {
                        return Err(());
                    }
                    let goes_on = matches!(beyond, Class::Letter | Class::Arabic | Class::Digit);
                    if run != 1 || goes_on {
                        break;
                    }
                }
                run = 0;
                at += len;
            }
            Class::Hard => return Err(()),
            Class::Gap | Class::Fraction | Class::Hyphen | Class::Other => break,
        }
    }
    push(tokens, start, end, if letters { TokenKind::Word } else { TokenKind::Number });
    Ok(end)
}

/// Whether two bytes are an Arabic letter between ء and ي.
#[inline]
fn is_plain_arabic(pair: &[u8]) -> bool {
    matches!(pair, [0xd8, 0xa1..=0xba] | [0xd9, 0x80..=0x8a])
}

/// Whether a mark of this class joins the characters beside it (rules WB6, WB7, WB11, WB12).
#[inline]
fn joins(mark: Class, before: Class, after: Class) -> bool {
    match before {
        Class::Digit => after == Class::Digit && mark != Class::MidLetter,
        _ => after == before && after != Class::Digit && mark != Class::MidNumber,
    }
}

#[inline]
fn push(tokens: &mut Vec<Token>, start: usize, end: usize, kind: TokenKind) {
    // Both fit: the text was cut at 4 GiB.
    tokens.push(Token { start: start as u32, end: end as u32, kind });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::class::is_invisible;
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenise(text).into_iter().map(|token| token.text(text)).collect()
    }

    /// Every chunk by `unicode-segmentation`, never by the table.
    fn segmented(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            if is_chunk_end(byte) {
                segment_chunk(text, start, at, &mut tokens);
                start = at + 1;
            }
        }
        segment_chunk(text, start, text.len(), &mut tokens);
        tokens
    }

    #[test]
    fn words_numbers_and_marks_are_tokens_and_spaces_are_not() {
        assert_eq!(
            words("وأكد الحضور على القرار 2254 (2015)، مشددين."),
            ["وأكد", "الحضور", "على", "القرار", "2254", "(", "2015", ")", "،", "مشددين", "."]
        );
        assert_eq!(words("The SNC's rate, 5-1/2"), ["The", "SNC's", "rate", ",", "5", "-", "1", "/", "2"]);
        assert_eq!(words("a 1,000 b ٣٫٥ c ١٬٠٠٠ d½"), ["a", "1,000", "b", "٣٫٥", "c", "١٬٠٠٠", "d", "½"]);
    }

    #[test]
    fn kinds_follow_what_the_token_is_made_of() {
        let text = "A4 19th ٢٠٢٥ ½ — «وقف» 3.5";
        let kinds: Vec<TokenKind> = tokenise(text).into_iter().map(|token| token.kind).collect();
        use TokenKind::{Number as N, Punctuation as P, Word as W};
        assert_eq!(kinds, [W, W, N, N, P, P, W, P, N]);
    }

    #[test]
    fn a_token_holds_its_marks_and_the_controls_within_it_but_none_about_it() {
        assert_eq!(words("وَقْفًا\u{200f} \u{2067}PK\u{200e}K\u{2069}"), ["وَقْفًا", "PK\u{200e}K"]);
        assert_eq!(words("الائـ\u{ad}ـتلاف"), ["الائـ\u{ad}ـتلاف"]);
        assert_eq!(words("\u{64b} \u{301}a ("), ["a", "("]);
    }

    #[test]
    fn a_word_ends_where_arabic_meets_another_script_or_digits() {
        assert_eq!(words("و2254 وPKK الـPKK"), ["و", "2254", "و", "PKK", "الـ", "PKK"]);
    }

    #[test]
    fn a_full_stop_joins_single_letters_only_and_a_colon_none() {
        assert_eq!(words("U.N. أ.ش.أ البلاد.وأكد"), ["U.N", ".", "أ.ش.أ", "البلاد", ".", "وأكد"]);
        assert_eq!(words("المصدر:الدائرة 1;2"), ["المصدر", ":", "الدائرة", "1", ";", "2"]);
    }

    #[test]
    fn a_run_of_stops_or_hyphens_is_one_token() {
        assert_eq!(words("نعم... لا -- (…) a..b"), ["نعم", "...", "لا", "--", "(", "…", ")", "a", "..", "b"]);
    }

    #[test]
    fn the_table_agrees_with_unicode_segmentation_on_every_character_it_covers() {
        let covered = (0..0x250u32).chain(0x600..0x700).chain(0x2000..0x2070).filter_map(char::from_u32);
        for c in covered {
            for (before, after) in
                [("a", "a"), ("1", "1"), ("ا", "ا"), ("a", "1"), ("ا", "1"), ("(", "a"), ("aa", "")]
            {
                for text in [
                    format!("{before}{c}{after}"),
                    format!("{before}{c}\u{64b}{after}"),
                    format!("{before}{c}{c}{after}"),
                ] {
                    assert_eq!(tokenise(&text), segmented(&text), "{text:?}");
                }
            }
        }
    }

    /// Text of the characters that decide boundaries.
    fn mixed() -> impl Strategy<Value = String> {
        let decisive = prop::sample::select(vec![
            'a',
            'B',
            'é',
            'ا',
            'و',
            'ـ',
            '\u{64b}',
            '\u{301}',
            '1',
            '٣',
            '٫',
            '٬',
            '،',
            ',',
            '.',
            '.',
            '-',
            ':',
            ';',
            '\'',
            '’',
            '"',
            '“',
            '_',
            ' ',
            '\n',
            '\u{a0}',
            '\u{200f}',
            '\u{200d}',
            '\u{ad}',
            '\u{202f}',
            '½',
            '·',
            '/',
            'ש',
            'ｱ',
            '👩',
            '\u{fe0f}',
            '\u{fb8e}',
            '\u{feff}',
            '\0',
            '中',
            '\u{1f1e6}',
        ]);
        prop::collection::vec(decisive, 0..24).prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn the_table_agrees_with_unicode_segmentation_on_mixed_text(text in mixed()) {
            prop_assert_eq!(tokenise(&text), segmented(&text), "{:?}", text);
        }

        #[test]
        fn tokens_ascend_on_character_boundaries_and_leave_only_the_invisible(text in prop_oneof![mixed(), any::<String>()]) {
            let mut end = 0;
            let invisible = |gap: &str| gap.chars().all(|c| is_invisible(c) || is_mark(c));
            for token in tokenise(&text) {
                let range = token.range();
                prop_assert!(range.start >= end && range.end > range.start, "{:?}", text);
                prop_assert!(text.get(range.clone()).is_some(), "{:?}", text);
                prop_assert!(invisible(&text[end..range.start]), "{:?}", text);
                end = range.end;
            }
            prop_assert!(invisible(&text[end..]), "{:?}", text);
        }
    }
}
