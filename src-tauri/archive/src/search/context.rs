//! The words around a hit, as they are shown in a list of hits.

use std::ops::Range;

use bayan_core::text::tokenise;

/// A hit with what stands before and after it: bytes of the text, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// What stands before.
    pub before: Range<usize>,
    /// The hit.
    pub hit: Range<usize>,
    /// What stands after.
    pub after: Range<usize>,
    /// More of the text stands before that.
    pub cut_before: bool,
    /// More of the text stands after that.
    pub cut_after: bool,
}

/// Up to `around` words and marks on either side of `hit`, which are bytes of `text`. No word is cut.
pub fn context(text: &str, hit: Range<usize>, around: usize) -> Context {
    let tokens = tokenise(text);
    let first = tokens.partition_point(|token| token.range().end <= hit.start);
    let last = tokens.partition_point(|token| token.range().start < hit.end);
    let begin = first.saturating_sub(around);
    let end = (last + around).min(tokens.len());
    let from = if begin == 0 { 0 } else { tokens[begin].range().start.min(hit.start) };
    let to = if end == tokens.len() { text.len() } else { tokens[end - 1].range().end.max(hit.end) };
    Context {
        before: from..hit.start,
        after: hit.end..to,
        hit,
        cut_before: begin > 0,
        cut_after: end < tokens.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_a_hit_are_whole_and_follow_one_another() {
        let text = "أكد المجلس، بعد اجتماعه، دعمه الكامل لوقف إطلاق النار.";
        let at = text.find("دعمه").unwrap();
        let context = context(text, at..at + "دعمه".len(), 2);
        assert_eq!(&text[context.before.clone()], "اجتماعه، ");
        assert_eq!(&text[context.hit.clone()], "دعمه");
        assert_eq!(&text[context.after.clone()], " الكامل لوقف");
        assert!(context.cut_before && context.cut_after);
    }

    #[test]
    fn a_context_that_reaches_the_ends_gives_the_whole_text() {
        let text = " «وقف» ";
        let hit = text.find("وقف").unwrap()..text.find("»").unwrap();
        let context = context(text, hit, 5);
        assert_eq!((context.before.start, context.after.end), (0, text.len()));
        assert!(!context.cut_before && !context.cut_after);
    }
}
