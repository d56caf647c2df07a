//! What part a character plays in cutting: the Word_Break property of the annex for the blocks that most text is written in,
//! and the properties the departures ask for.

/// The part a character plays, after the annex's Word_Break property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
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

pub(super) const ASCII: [Class; 128] = {
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
pub(super) fn class_at(bytes: &[u8], at: usize) -> (Class, usize) {
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
pub(super) fn next_base(bytes: &[u8], mut at: usize) -> (Class, usize) {
    while at < bytes.len() {
        let (class, len) = class_at(bytes, at);
        match class {
            Class::Mark | Class::Control => at += len,
            _ => return (class, at + len),
        }
    }
    (Class::Gap, at)
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

/// Letter, Arabic letter or digit; `None` for what is none of them.
pub(super) fn letter_class(c: char) -> Option<Class> {
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

pub(super) fn is_invisible(c: char) -> bool {
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
