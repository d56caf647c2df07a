//! A plain text cut into its title and paragraphs, hard wraps undone.
//!
//! A plain text does not say whether a line's end is the paragraph's end or only the margin's. It is told from the lines
//! themselves: wrapped lines are as long as they can be, paragraphs are set apart by blank lines, numbered items begin a
//! line. Files in other formats say what a paragraph is and are read elsewhere.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

/// A release's text: its title, when it has one, and its paragraphs in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The title, apart from the paragraphs.
    pub title: Option<String>,
    /// The paragraphs, none of them blank. Each is a stretch of the text, but for line ends within it, which have become
    /// one space, and characters of value zero, which are left out.
    pub paragraphs: Vec<String>,
}

/// Cuts a plain text into title and paragraphs.
///
/// * Lines end with LF, CR LF, CR, vertical tab, form feed, U+0085, U+2028 or U+2029; a byte order mark in front is passed over.
/// * The first line is the title if it is short, ends in no sentence mark, is not the begin of a wrapped paragraph, and
///   something follows it.
/// * Blank lines part paragraphs. Between them, and where there are none, lines are joined if they were wrapped.
/// * A closing line of source (`المصدر: …`, `Source: …`) and numbered or bulleted items are paragraphs of their own.
///
/// Never fails: any text has an outcome. Takes time in proportion to the text.
pub fn read_plain(text: &str) -> Document {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let blocks = blocks(text);
    let wrap = Wrap::of(&blocks);
    let words = Words { text, known: OnceCell::new() };
    let mut title = None;
    let mut paragraphs = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        let mut lines = block.as_slice();
        if n == 0
            && (blocks.len() > 1 || block.len() > 1)
            && let [first, rest @ ..] = lines
            && is_title(first, rest, &wrap)
        {
            title = Some(without_nul(first.text));
            lines = rest;
        }
        join_lines(lines, &wrap, &words, &mut paragraphs);
    }
    Document { title, paragraphs }
}

/// The longest line a hard-wrapped text is expected to have, in characters.
const WIDEST_WRAP: usize = 130;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 200;

/// A line that is not blank, without the space about it.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    /// In characters.
    len: usize,
    indented: bool,
}

/// Runs of lines that are not blank.
fn blocks(text: &str) -> Vec<Vec<Line<'_>>> {
    let mut blocks = Vec::new();
    let mut block: Vec<Line<'_>> = Vec::new();
    let blank = |c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}';
    for raw in lines(text) {
        let line = raw.trim_matches(blank);
        if line.is_empty() {
            if !block.is_empty() {
                blocks.push(std::mem::take(&mut block));
            }
        } else {
            let indent = raw.len() - raw.trim_start_matches(blank).len();
            let indented = raw.starts_with('\t') || indent >= 2;
            block.push(Line { text: line, len: line.chars().count(), indented });
        }
    }
    if !block.is_empty() {
        blocks.push(block);
    }
    blocks
}

/// The lines of a text, whatever ends them. CR LF is one end, and so is CR CR LF, which careless conversion makes of it:
/// an empty line would part paragraphs.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = text.find(ends) else {
            rest = None;
            return Some(text);
        };
        let (line, tail) = text.split_at(at);
        let end = ["\r\n", "\r\r\n"]
            .iter()
            .find(|end| tail.starts_with(**end))
            .map_or_else(|| tail.chars().next().map_or(0, char::len_utf8), |end| end.len());
        rest = Some(&tail[end..]);
        Some(line)
    })
}

/// How the lines of a text are set.
#[derive(Debug)]
struct Wrap {
    /// The longest line, in characters.
    width: usize,
    /// Lines within a block are as long as they can be, so that a shorter one ends its paragraph.
    even: bool,
    /// Paragraphs are set apart by blank lines.
    spaced: bool,
    /// Paragraphs begin with an indented line: few lines are indented.
    indents: bool,
}

impl Wrap {
    fn of(blocks: &[Vec<Line<'_>>]) -> Self {
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
    fn is_full(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
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
    fn parts(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
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

/// Joins the wrapped lines of a block into paragraphs.
fn join_lines(lines: &[Line<'_>], wrap: &Wrap, words: &Words<'_>, paragraphs: &mut Vec<String>) {
    let mut before: Option<&Line<'_>> = None;
    for line in lines {
        match (before, paragraphs.last_mut()) {
            (Some(last), Some(paragraph)) if !wrap.parts(last, line) => append(paragraph, line.text, words),
            _ => paragraphs.push(without_nul(line.text)),
        }
        before = Some(line);
    }
}

/// Adds a wrapped line to its paragraph.
fn append(paragraph: &mut String, line: &str, words: &Words<'_>) {
    let line = without_nul(line);
    let broken = paragraph.ends_with('-')
        && paragraph.trim_end_matches('-').ends_with(|c: char| c.is_alphanumeric())
        && line.starts_with(char::is_alphanumeric);
    if broken {
        // No word is longer than this; what was joined is not gone through again for every line.
        let mut near = paragraph.len().saturating_sub(128);
        while !paragraph.is_char_boundary(near) {
            near += 1;
        }
        let head = paragraph[near..].rsplit(char::is_whitespace).next().unwrap_or_default();
        let tail: &str = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        // The hyphen is the wrap's own if the text has the word in one piece elsewhere.
        let head = head.trim_end_matches('-').rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if !head.is_empty() && !tail.is_empty() && words.has(&format!("{head}{tail}")) {
            paragraph.pop();
        }
    } else if !paragraph.ends_with('\u{ad}') {
        paragraph.push(' ');
    }
    paragraph.push_str(&line);
}

/// The words of a text that stand in one piece, gathered when first asked for.
struct Words<'a> {
    text: &'a str,
    known: OnceCell<FxHashSet<&'a str>>,
}

impl Words<'_> {
    fn has(&self, word: &str) -> bool {
        let words = || self.text.split(|c: char| !c.is_alphabetic() && c != '-').collect();
        self.known.get_or_init(words).contains(word)
    }
}

fn is_title(first: &Line<'_>, rest: &[Line<'_>], wrap: &Wrap) -> bool {
    if first.len > LONGEST_TITLE || ends_clause(first.text) || is_item(first.text) || is_source(first.text) {
        return false;
    }
    let Some(next) = rest.first() else { return true };
    // The first line of a wrapped paragraph is full, or what it begins goes on to the end of a sentence.
    let wrapped = wrap.width <= WIDEST_WRAP && wrap.is_full(first, next);
    let goes_on =
        next.text.starts_with(char::is_lowercase) && rest.last().is_some_and(|last| ends_sentence(last.text));
    !wrapped && !goes_on
}

/// Whether a line ends with a mark that may end a paragraph, quotation marks and brackets after it aside.
fn ends_sentence(line: &str) -> bool {
    let initial = line.split_whitespace().next_back().is_some_and(is_initial_alone);
    !initial
        && last_mark(line)
            .is_some_and(|c| matches!(c, '.' | '!' | '?' | '؟' | '…' | '؛' | ';' | ':' | '۔' | '。'))
}

/// Whether a line ends with a mark no title ends with.
fn ends_clause(line: &str) -> bool {
    ends_sentence(line) || last_mark(line).is_some_and(|c| matches!(c, ',' | '،'))
}

fn last_mark(line: &str) -> Option<char> {
    line.trim_end_matches(['"', '\'', '”', '’', '»', '›', ')', ']', '*', '\u{200f}', '\u{200e}'])
        .chars()
        .next_back()
}

/// Whether a line begins with the number or sign of a list's item: `1. `, `(a) `, `٢- `, `أ) `, `• `, `أولاً: `.
fn is_item(line: &str) -> bool {
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
fn is_source(line: &str) -> bool {
    ["المصدر", "مصدر الخبر", "Source", "SOURCE"]
        .iter()
        .any(|word| line.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with([':', '：'])))
}

fn without_nul(line: &str) -> String {
    line.replace('\0', "")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (Option<String>, Vec<String>) {
        let document = read_plain(text);
        (document.title, document.paragraphs)
    }

    fn paragraphs(text: &str) -> Vec<String> {
        read(text).1
    }

    #[test]
    fn a_short_first_line_without_a_sentence_mark_is_the_title() {
        let (title, paragraphs) = read("بيان ختامي\n\nأكد المجلس دعمه.\n\nالمصدر: المكتب الإعلامي\n");
        assert_eq!(title.as_deref(), Some("بيان ختامي"));
        assert_eq!(paragraphs, ["أكد المجلس دعمه.", "المصدر: المكتب الإعلامي"]);
        assert_eq!(read("The council met.\n\nIt rose.").0, None);
        assert_eq!(read("The Security Council,\n\nRecalling its resolution 1,").0, None);
    }

    #[test]
    fn a_text_of_one_line_is_a_paragraph_without_a_title() {
        assert_eq!(read("أكد المجلس دعمه"), (None, vec!["أكد المجلس دعمه".to_owned()]));
        assert_eq!(read(" \n\t\n"), (None, vec![]));
        assert_eq!(read(""), (None, vec![]));
    }

    #[test]
    fn blocks_between_blank_lines_stay_paragraphs_of_their_own() {
        let text = "Essay draft\n\nShort\n\nand so on\n\nA Title-Like Line\n\n1\n\nit goes on.\n";
        let (title, paragraphs) = read(text);
        assert_eq!(title.as_deref(), Some("Essay draft"));
        assert_eq!(paragraphs, ["Short", "and so on", "A Title-Like Line", "1", "it goes on."]);
    }

    const WRAPPED: &str = "\
The Council decided at its meeting today to keep the observers at the three\n\
crossings. It noted that the long-\n\
run aim has not changed, and that the Govern-\n\
ment has agreed to it.\n\
\n\
The Government will report to the Council before the end of the month. Members\n\
will meet again in June.\n";

    #[test]
    fn hard_wrapped_lines_are_joined_and_blank_lines_part_them() {
        let expected = [
            "The Council decided at its meeting today to keep the observers at the three crossings. It noted that the \
             long-run aim has not changed, and that the Government has agreed to it.",
            "The Government will report to the Council before the end of the month. Members will meet again in June.",
        ];
        assert_eq!(read(WRAPPED), (None, expected.map(str::to_owned).to_vec()));
        for end in ["\r\n", "\r\r\n", "\r", "\u{2028}"] {
            let text = format!("\u{feff}{}", WRAPPED.replace('\n', end));
            assert_eq!(paragraphs(&text), expected, "{end:?}");
        }
    }

    #[test]
    fn without_blank_lines_a_line_is_a_paragraph_unless_the_lines_are_full() {
        let long = "وأكد المجتمعون ضرورة الحفاظ على اتفاق وقف إطلاق النار وتطويره ليشمل كامل البلاد، وطالبوا الأطراف كافة \
                    بالتزامه، وبتسليم قوائم المحتجزين قبل نهاية الشهر، وبفتح المعابر أمام القوافل الإنسانية من غير شروط.";
        let text = format!("{long}\nوناقشوا ملف اللاجئين.\n{long}\nالمصدر: المكتب الإعلامي");
        assert_eq!(paragraphs(&text), [long, "وناقشوا ملف اللاجئين.", long, "المصدر: المكتب الإعلامي"]);

        let wrapped = "The observers will stay at the crossings until the\nparties have handed over the lists, as agreed. It\n\
                       was so decided.\nMembers will meet again in the first week of June\nand hear the report.\n";
        assert_eq!(
            paragraphs(wrapped),
            [
                "The observers will stay at the crossings until the parties have handed over the lists, as agreed. It \
                 was so decided.",
                "Members will meet again in the first week of June and hear the report.",
            ]
        );
    }

    #[test]
    fn a_resolution_keeps_its_title_its_items_and_its_closing_line() {
        let text = "Resolution 501 (1982)\nof 25 February 1982\n\nThe Council,\n\nHaving considered the report of its \
                    President, 12\n\nDecides:\n(a) To call upon the parties concerned to give effect to\nresolution 338\n\
                    (1973);\n\n2. Requests the President to report\nbefore 31 May 1982.\nAdopted at the 20th meeting\nby 13 votes.\n";
        let (title, paragraphs) = read(text);
        assert_eq!(title.as_deref(), Some("Resolution 501 (1982)"));
        assert_eq!(
            paragraphs,
            [
                "of 25 February 1982",
                "The Council,",
                "Having considered the report of its President, 12",
                "Decides:",
                "(a) To call upon the parties concerned to give effect to resolution 338 (1973);",
                "2. Requests the President to report before 31 May 1982.",
                "Adopted at the 20th meeting by 13 votes.",
            ]
        );
    }

    #[test]
    fn items_begin_paragraphs_and_dates_numbers_and_dashes_do_not() {
        for item in ["1. نص", "٢- نص", "3) text", "(ب) نص", "(iv) text", "• نص", "- text", "أولاً: نص", "١-نص"]
        {
            assert!(is_item(item), "{item}");
        }
        for line in [
            "(1973) of",
            "28-day credit",
            "2254 نص",
            "3.5 percent",
            "-",
            "1.",
            "وفي",
            "A. 1",
            "ab) c",
            "(see) it",
        ] {
            assert!(!is_item(line), "{line}");
        }
    }

    #[test]
    fn lines_indented_throughout_are_joined_and_an_indented_first_line_begins_a_paragraph() {
        let hanging = "The Council decided today to keep\r\r\n        its observers at the crossings and to\r\r\n        \
                       report on them, as agreed in the\r\r\n        spring.";
        assert_eq!(paragraphs(hanging).len(), 1);
        let first = "   The Council decided today to keep its\nobservers at the crossings and to report.\n   Members will \
                     meet again in the first\nweek of June, it is hoped.";
        assert_eq!(paragraphs(first).len(), 2);
    }

    #[test]
    fn an_initial_at_a_lines_edge_ends_and_begins_nothing() {
        let text = "The Council met.\n\nIt rose.\n\nVoting for the motion were: Ben S. Marlow, Chairman; Timothy F.\nGarner, Vice \
                    Chairman; Elizabeth A. Dane; Donald\nL. Kohl; Janet M. Yale; and Kevin\nM. Walsh.\n";
        assert_eq!(paragraphs(text).len(), 3, "{:?}", paragraphs(text));
    }

    #[test]
    fn the_second_line_of_an_item_may_hang_under_the_first() {
        let text = "The Council announced the following:\n\n* The fund grows by 25 million\n  from the first of June.\n* The \
                    office moves to\n  the new house.\n\nIt rose.";
        assert_eq!(
            paragraphs(text),
            [
                "The Council announced the following:",
                "* The fund grows by 25 million from the first of June.",
                "* The office moves to the new house.",
                "It rose.",
            ]
        );
    }

    #[test]
    fn a_character_of_value_zero_is_left_out() {
        assert_eq!(paragraphs("أكد\0 المجلس.\n\n\0\n\nنعم."), ["أكد المجلس.", "نعم."]);
    }

    fn lines_of_any_kind() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a",
            "The",
            "word-",
            "نص",
            "1.",
            "(a)",
            "•",
            ".",
            ":",
            " ",
            "  ",
            "\t",
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "\u{2028}",
            "\u{feff}",
            "\0",
            "\u{200f}",
            "\u{64b}",
            "المصدر:",
        ]);
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn every_visible_character_stays_in_its_order(text in prop_oneof![lines_of_any_kind(), any::<String>()]) {
            let document = read_plain(&text);
            let visible = |text: &str| -> String {
                text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\0' | '\u{feff}' | '-' | '\u{b}' | '\u{c}')).collect()
            };
            let read = document.title.iter().chain(&document.paragraphs).map(|p| visible(p)).collect::<String>();
            prop_assert_eq!(read, visible(&text));
            prop_assert!(document.paragraphs.iter().all(|p| !p.trim().is_empty()));
        }
    }
}
