//! Chunks with characters the table does not cover, cut by `unicode-segmentation`; the departures are applied to its words.

use unicode_segmentation::UnicodeSegmentation;

use super::class::{Class, is_control, is_invisible, is_mark, letter_class};
use super::{Token, TokenKind};

/// Cuts `text[start..end]` with `unicode-segmentation` and applies the departures to its words.
pub(super) fn segment_chunk(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
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
