//! Words, numbers and punctuation marks, as spans into the original text.
//!
//! The boundaries are those of Unicode Standard Annex #29 (revision 47, Unicode 17) as the `unicode-segmentation` crate
//! finds them, with the departures listed at [`tokenise`]. Text in ASCII, Latin letters with marks, Arabic letters and
//! general punctuation is cut by a table of our own, which is several times faster; the tests hold the two against
//! each other. What a token means (a number's value, a word's key) is the subject of the neighbouring modules.

use unicode_segmentation::UnicodeSegmentation;

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
    let mut cut = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let text = &text[..cut];
    // Prose has about one token every five bytes in English and every nine in Arabic.
    let mut tokens = Vec::with_capacity(text.len() / 6 + 1);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii() && ASCII[bytes[at] as usize] == Class::Gap {
            at += 1;
            continue;
        }
        let before = tokens.len();
        at = match cut_chunk(bytes, at, &mut tokens) {
            Ok(end) => end,
            Err(()) => {
                tokens.truncate(before);
                let end = at + bytes[at..].iter().position(|b| is_chunk_end(*b)).unwrap_or(bytes.len() - at);
                segment_chunk(text, at, end, &mut tokens);
                end
            }
        };
    }
    tokens
}

/// A chunk is what stands between ASCII white space: no token reaches over it.
const fn is_chunk_end(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | 0x0b | 0x0c | b'\r')
}

/// Invisible characters that count as absent: direction controls, zero-width spaces and joiners, the soft hyphen.
pub(crate) const fn is_control(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}'
            | '\u{feff}'
    )
}

// ---------------------------------------------------------------------------------------------------- the fast path

/// The part a character plays, after the annex's Word_Break property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Left to `unicode-segmentation`.
    Hard,
    /// Space or an invisible character that ends a word.
    Gap,
    /// Counts as absent.
    Control,
    /// A combining mark: belongs to what it stands on.
    Mark,
    /// A letter that is not Arabic.
    Letter,
    /// An Arabic letter or the tatweel.
    Arabic,
    /// A decimal digit or the Arabic decimal separator.
    Digit,
    /// A single character with a number's value: `½`, `²`.
    Fraction,
    /// Joins letters: the middle dot.
    MidLetter,
    /// Joins digits: comma, Arabic comma, Arabic thousands separator.
    MidNumber,
    /// Joins letters and digits: apostrophes.
    MidBoth,
    /// Joins digits and single letters; a run of it is one token.
    FullStop,
    /// A run of it is one token.
    Hyphen,
    /// Any other visible character: a token by itself.
    Other,
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut i = 0;
    while i < 128 {
        table[i] = match i as u8 {
            0..=32 | 127 => Class::Gap,
            b'0'..=b'9' => Class::Digit,
            b'A'..=b'Z' | b'a'..=b'z' => Class::Letter,
            b',' => Class::MidNumber,
            b'\'' => Class::MidBoth,
            b'.' => Class::FullStop,
            b'-' => Class::Hyphen,
            b'_' => Class::Hard,
            _ => Class::Other,
        };
        i += 1;
    }
    table
};

/// U+0080 to U+00FF; all of U+0100 to U+024F are letters.
const LATIN: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut i = 0;
    while i < 128 {
        table[i] = match i as u8 + 0x80 {
            0x80..=0xa0 => Class::Gap,
            0xad => Class::Control,
            0xaa | 0xb5 | 0xba | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0xff => Class::Letter,
            0xb2 | 0xb3 | 0xb9 | 0xbc..=0xbe => Class::Fraction,
            0xb7 => Class::MidLetter,
            // The annex calls the spacing cedilla a letter, which its other properties do not.
            0xb8 => Class::Hard,
            _ => Class::Other,
        };
        i += 1;
    }
    table
};

/// U+0600 to U+06FF.
const ARABIC: [Class; 256] = {
    let mut table = [Class::Other; 256];
    let mut i = 0;
    while i < 256 {
        table[i] = match i as u8 {
            0x00..=0x05 | 0xdd => Class::Hard,
            0x0c | 0x0d | 0x6c => Class::MidNumber,
            0x10..=0x1a | 0x4b..=0x5f | 0x70 | 0xd6..=0xdc | 0xdf..=0xe4 | 0xe7 | 0xe8 | 0xea..=0xed => {
                Class::Mark
            }
            0x1c => Class::Control,
            0x60..=0x69 | 0x6b | 0xf0..=0xf9 => Class::Digit,
            0x20..=0x4a
            | 0x6e
            | 0x6f
            | 0x71..=0xd3
            | 0xd5
            | 0xe5
            | 0xe6
            | 0xee
            | 0xef
            | 0xfa..=0xfc
            | 0xff => Class::Arabic,
            _ => Class::Other,
        };
        i += 1;
    }
    table
};

/// U+2000 to U+206F.
const PUNCTUATION: [Class; 112] = {
    let mut table = [Class::Other; 112];
    let mut i = 0;
    while i < 112 {
        table[i] = match i as u8 {
            0x00..=0x0a | 0x28 | 0x29 | 0x5f => Class::Gap,
            0x24 | 0x27 | 0x2f | 0x3c | 0x3f | 0x40 | 0x44 | 0x49 | 0x54 | 0x65 => Class::Hard,
            0x0b..=0x0f | 0x2a..=0x2e | 0x60..=0x64 | 0x66..=0x6f => Class::Control,
            0x18 | 0x19 => Class::MidBoth,
            _ => Class::Other,
        };
        i += 1;
    }
    table
};

/// The class of the character that begins at `at`, and its length in bytes. `at` is a character boundary before the end.
#[inline]
fn class_at(bytes: &[u8], at: usize) -> (Class, usize) {
    let first = bytes[at];
    if first < 0x80 {
        return (ASCII[first as usize], 1);
    }
    let second = bytes.get(at + 1).copied().unwrap_or(0);
    match first {
        0xd8..=0xdb => (ARABIC[((first as usize & 3) << 6) | (second as usize & 0x3f)], 2),
        0xc2 | 0xc3 => (LATIN[((first as usize & 1) << 6) | (second as usize & 0x3f)], 2),
        0xc4..=0xc8 => (Class::Letter, 2),
        0xc9 if second < 0x90 => (Class::Letter, 2),
        0xe2 if second == 0x80 || (second == 0x81 && bytes.get(at + 2).is_some_and(|b| *b < 0xb0)) => {
            let third = bytes.get(at + 2).copied().unwrap_or(0);
            (PUNCTUATION[((second as usize & 1) << 6) | (third as usize & 0x3f)], 3)
        }
        _ => (Class::Hard, 1),
    }
}

/// The next character that is neither mark nor control, from `at`: its class and where it ends. At the chunk's end a
/// gap.
#[inline]
fn next_base(bytes: &[u8], mut at: usize) -> (Class, usize) {
    while at < bytes.len() {
        let (class, len) = class_at(bytes, at);
        match class {
            Class::Mark | Class::Control => at += len,
            _ => return (class, at + len),
        }
    }
    (Class::Gap, at)
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

// ---------------------------------------------------------------------------------------------------- the other path

/// Cuts `text[start..end]` with `unicode-segmentation` and applies the departures to its words.
fn segment_chunk(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let chunk = &text[start..end];
    let mut clean = String::with_capacity(chunk.len());
    // Where each byte of `clean` stands in the text; one more for the end.
    let mut origin: Vec<u32> = Vec::with_capacity(chunk.len() + 1);
    let mut chars = chunk.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        // A joiner before a symbol builds an emoji and stays.
        if is_control(c) && !(c == '\u{200d}' && is_pictograph(next)) {
            continue;
        }
        // The narrow no-break space joins words in the annex; as a thousands mark it should, elsewhere it is a space.
        let c = if c == '\u{202f}' && !(before.is_numeric() && next.is_numeric()) { ' ' } else { c };
        before = c;
        clean.push(c);
        origin.resize(clean.len(), (start + at) as u32);
    }
    let mut runs = RunJoiner { tokens, clean: &clean, origin: &origin, end: end as u32 };
    for (at, segment) in clean.split_word_bound_indices() {
        runs.segment(at, segment);
    }
}

/// Whether a character may follow a zero-width joiner in an emoji.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Pushes the segments of a cleaned chunk as tokens of the original.
struct RunJoiner<'a> {
    tokens: &'a mut Vec<Token>,
    clean: &'a str,
    origin: &'a [u32],
    end: u32,
}

impl RunJoiner<'_> {
    fn segment(&mut self, at: usize, segment: &str) {
        if segment.chars().any(|c| letter_class(c).is_some()) {
            let visible = segment.trim_end_matches(is_invisible);
            let begin = visible.len() - visible.trim_start_matches(is_invisible).len();
            self.word(at + begin, &visible[begin..]);
        } else if let Some(first) = segment.chars().next() {
            if segment.chars().all(|c| is_invisible(c) || is_mark(c)) {
                return;
            }
            // A segment of this kind is one visible character with what stands on it.
            let (place, end) = (self.place(at), self.stop(at + segment.len()));
            if matches!(first, '.' | '-')
                && self.clean[..at].ends_with(first)
                && let Some(last) = self.tokens.last_mut()
                && last.end == place
                && last.kind == TokenKind::Punctuation
            {
                last.end = end;
                return;
            }
            let visible = segment.trim_end_matches(is_invisible);
            let begin = visible.len() - visible.trim_start_matches(is_invisible).len();
            self.put(at + begin, at + visible.len(), TokenKind::Punctuation);
        }
    }

    /// A segment with letters or digits, cut further where the departures ask for it.
    fn word(&mut self, at: usize, segment: &str) {
        let mut piece = at;
        // What the piece ended with: its last letter or digit, and the letters since its begin or last full stop.
        let (mut last, mut run) = (None, 0usize);
        let mut letters = false;
        let mut joiner: Option<usize> = None;
        let chars: Vec<(usize, char)> = segment.char_indices().map(|(i, c)| (at + i, c)).collect();
        for (n, &(i, c)) in chars.iter().enumerate() {
            let Some(class) = letter_class(c) else {
                if !is_mark(c) && last.is_some() {
                    joiner = Some(n);
                }
                continue;
            };
            let mut cut = last.is_some_and(|last| (last == Class::Arabic) != (class == Class::Arabic));
            if let Some(j) = joiner.take() {
                let mark = chars[j].1;
                let goes_on = chars[n + 1..]
                    .iter()
                    .find(|(_, c)| !is_mark(*c))
                    .is_some_and(|(_, c)| letter_class(*c).is_some());
                cut |= mark == ':'
                    || mark == ';'
                    || (mark == '.' && last != Some(Class::Digit) && (run != 1 || goes_on));
                if cut {
                    self.put(piece, chars[j].0, kind_of(letters));
                    self.put(chars[j].0, i, TokenKind::Punctuation);
                }
                run = 0;
            } else if cut {
                self.put(piece, i, kind_of(letters));
            }
            if cut {
                (piece, letters, run) = (i, false, 0);
            }
            letters |= class != Class::Digit;
            run = if class == Class::Digit { 0 } else { run + 1 };
            last = Some(class);
        }
        self.put(piece, at + segment.len(), kind_of(letters));
    }

    /// Where byte `at` of the cleaned chunk stands in the text.
    fn place(&self, at: usize) -> u32 {
        self.origin.get(at).copied().unwrap_or(self.end)
    }

    /// Where what ends before byte `at` of the cleaned chunk ends in the text: after its last character, before any
    /// control.
    fn stop(&self, at: usize) -> u32 {
        let Some(last) = self.clean[..at].chars().next_back() else { return self.place(at) };
        let begin = self.place(at - last.len_utf8());
        // U+202F may have been replaced by a shorter space; a token never ends with one.
        begin + last.len_utf8() as u32
    }

    fn put(&mut self, from: usize, to: usize, kind: TokenKind) {
        if from < to {
            let token = Token { start: self.place(from), end: self.stop(to), kind };
            self.tokens.push(token);
        }
    }
}

const fn kind_of(letters: bool) -> TokenKind {
    if letters { TokenKind::Word } else { TokenKind::Number }
}

/// Letter, Arabic letter or digit; `None` for what is none of them.
fn letter_class(c: char) -> Option<Class> {
    if c.is_ascii() {
        return if c.is_ascii_digit() {
            Some(Class::Digit)
        } else if c.is_ascii_alphabetic() {
            Some(Class::Letter)
        } else {
            None
        };
    }
    let arabic = matches!(c, '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{870}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if arabic && c.is_alphabetic() && !is_mark(c) {
        Some(Class::Arabic)
    } else if c.is_numeric() || c == '\u{66b}' {
        Some(Class::Digit)
    } else if c.is_alphabetic() && !is_mark(c) {
        Some(Class::Letter)
    } else {
        None
    }
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_control(c)
}

/// Whether a character is a combining mark. Of the marks that are letters in Unicode only the Arabic ones are left out.
pub(crate) fn is_mark(c: char) -> bool {
    match c {
        '\u{0}'..='\u{2ff}' => false,
        '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}'
        | '\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' => true,
        '\u{600}'..='\u{6ff}' => false,
        _ => unicode_normalization::char::is_combining_mark(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
