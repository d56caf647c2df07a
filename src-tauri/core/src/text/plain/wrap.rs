//! Which lines of a text were wrapped and which end a paragraph, told from the lines themselves.

/// The longest line a hard-wrapped text is expected to have, in characters.
pub(super) const WIDEST_WRAP: usize = 130;
/// A line that is not blank, without the space about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    /// In characters.
    pub len: usize,
    pub indented: bool,
}

/// How the lines of a text are set.
#[derive(Debug)]
pub(super) struct Wrap {
    /// The longest line, in characters.
    pub width: usize,
    /// Lines within a block are as long as they can be, so that a shorter one ends its paragraph.
    even: bool,
    /// Paragraphs are set apart by blank lines.
    spaced: bool,
    /// Paragraphs begin with an indented line: few lines are indented.
    indents: bool,
}

impl Wrap {
    pub(super) fn of(blocks: &[Vec<Line<'_>>]) -> Self {
        let width = blocks.iter().flatten().map(|line| line.len).max().unwrap_or(0);
        let indented = blocks.iter().flatten().filter(|line| line.indented).count();
        let indents = indented * 2 <= blocks.iter().map(Vec::len).sum();
        let mut wrap = Self { width, even: false, spaced: blocks.len() > 2, indents };
        let pairs = || blocks.iter().flat_map(|block| block.windows(2));
        let full = pairs().filter(|pair| wrap.is_full(&pair[0], &pair[1])).count();
        let all = pairs().count();
        // Of four lines that another follows in its block, three must be full: the fourth may end a paragraph.
        wrap.even = width <= WIDEST_WRAP && all > 0 && full * 4 >= all * 3;
        wrap
    }

    /// Whether the next line's first word would not have fitted into this line.
    pub(super) fn is_full(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let first = next.text.split_whitespace().next().unwrap_or_default();
        // A hyphenated word may be broken at its hyphen, a number not.
        let first = first
            .find('-')
            .filter(|at| first[..*at].ends_with(char::is_alphabetic))
            .map_or(first, |at| &first[..=at]);
        // Spaces that the wrapping took may have been two.
        line.len + 2 + first.chars().count() > self.width
    }

    /// Whether `next` begins a paragraph, `line` being the line before it in the same block.
    pub(super) fn parts(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let ended = ends_sentence(line.text);
        // The second line of an item may hang under the first.
        let indent = self.indents && next.indented && !line.indented && !is_item(line.text);
        // A name's initial at the begin of a line is no label: "Donald⏎L. Kohn".
        if is_source(next.text) || (is_item(next.text) && (ended || !is_initial(next.text))) || indent {
            return true;
        }
        if next.text.starts_with(char::is_lowercase) && !ended {
            return false;
        }
        let wraps = self.width <= WIDEST_WRAP;
        let filled = line.len * 4 >= self.width * 3;
        if self.spaced && wraps {
            // The blank lines part the paragraphs; within a block only a line that stops well short of the margin does.
            let short = !filled && !self.is_full(line, next);
            // "The Security Council," above "Having considered": a line that breaks off before a capital.
            let breaks_off =
                matches!(last_mark(line.text), Some(',' | '،')) && next.text.starts_with(char::is_uppercase);
            return short && (ended || breaks_off && line.len * 2 < self.width);
        }
        if self.even {
            // A line well filled that ends in the middle of a sentence was wrapped, whatever its next word's length.
            return !self.is_full(line, next) && (ended || !filled);
        }
        if self.spaced {
            // Nobody wraps lines this long.
            let long = line.len > WIDEST_WRAP && next.len > WIDEST_WRAP;
            return ended || long;
        }
        true
    }
}

/// Whether a line ends with a mark that may end a paragraph, quotation marks and brackets after it aside.
pub(super) fn ends_sentence(line: &str) -> bool {
    let initial = line.split_whitespace().next_back().is_some_and(is_initial_alone);
    !initial
        && last_mark(line)
            .is_some_and(|c| matches!(c, '.' | '!' | '?' | '؟' | '…' | '؛' | ';' | ':' | '۔' | '。'))
}

/// Whether a line ends with a mark no title ends with.
pub(super) fn ends_clause(line: &str) -> bool {
    ends_sentence(line) || last_mark(line).is_some_and(|c| matches!(c, ',' | '،'))
}

fn last_mark(line: &str) -> Option<char> {
    line.trim_end_matches(['"', '\'', '”', '’', '»', '›', ')', ']', '*', '\u{200f}', '\u{200e}'])
        .chars()
        .next_back()
}

/// Whether a line begins with the number or sign of a list's item: `1. `, `(a) `, `٢- `, `أ) `, `• `, `أولاً: `.
pub(super) fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    let spaced = |rest: &str| rest.starts_with(char::is_whitespace) && rest.chars().any(char::is_alphabetic);
    match first {
        '•' | '●' | '▪' | '◦' | '–' | '—' | '-' | '*' | '§' => return spaced(chars.as_str()),
        '(' => {
            return chars
                .as_str()
                .split_once(')')
                .is_some_and(|(label, rest)| is_label(label) && spaced(rest));
        }
        _ => {}
    }
    if let Some((label, rest)) = line.split_once(['.', ')', '-', '–', ':'])
        && label.chars().count() <= 8
    {
        let label = label.trim_end();
        let after = rest.chars().next();
        let ordinal = ORDINALS.contains(&label);
        return if ordinal {
            rest.chars().any(char::is_alphabetic)
        } else {
            is_label(label)
                && (spaced(rest)
                    // Arabic often writes the item's word close to the sign.
                    || after.is_some_and(|c| matches!(c, '\u{620}'..='\u{64a}')) && label.chars().all(char::is_numeric))
        };
    }
    false
}

/// Whether a line begins with a capital letter and a stop, as a name's initial does.
fn is_initial(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(is_initial_alone)
}

fn is_initial_alone(word: &str) -> bool {
    matches!(word.as_bytes(), [b'A'..=b'Z', b'.'])
}

/// A number of up to three digits, one letter, or a small roman number.
fn is_label(label: &str) -> bool {
    let count = label.chars().count();
    match count {
        0 => false,
        1 => label.chars().all(char::is_alphanumeric),
        2 | 3 => {
            label.chars().all(char::is_numeric)
                || label.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
                || label == "هـ"
        }
        4 => label.chars().all(|c| matches!(c, 'i' | 'v' | 'x')),
        _ => false,
    }
}

const ORDINALS: [&str; 14] = [
    "أولا",
    "أولاً",
    "أولًا",
    "ثانيا",
    "ثانياً",
    "ثانيًا",
    "ثالثا",
    "ثالثاً",
    "ثالثًا",
    "رابعا",
    "رابعاً",
    "رابعًا",
    "خامسا",
    "خامساً",
];

/// Whether a line says where the text was published.
pub(super) fn is_source(line: &str) -> bool {
    ["المصدر", "مصدر الخبر", "Source", "SOURCE"]
        .iter()
        .any(|word| line.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with([':', '：'])))
}
