//! A link's spans as the runs of its paragraphs.

use std::ops::Range;

use super::rows::{Mark, Paragraph, Run};
use crate::compare::{Class, Op, Span};

/// Which side of the spans to cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Older,
    Newer,
}

/// The paragraphs of one side of a link, cut at the edges of its spans. The spans' bytes are those of the paragraphs
/// joined by line feeds; the line feeds fall away.
pub(super) fn linked<S: AsRef<str>>(
    texts: &[S],
    numbers: &[usize],
    spans: &[Span],
    side: Side,
) -> Vec<Paragraph> {
    let mut paragraphs = Vec::with_capacity(numbers.len());
    let mut start = 0;
    for &number in numbers {
        let text = texts[number].as_ref();
        let end = start + text.len();
        let mut runs: Vec<Run> = Vec::new();
        // Spans are in order: those that end before this paragraph need no look.
        let from = spans.partition_point(|span| bytes(span, side).end <= start);
        for span in &spans[from..] {
            let Range { start: a, end: b } = bytes(span, side);
            if a >= end {
                break;
            }
            let (a, b) = (a.max(start), b.min(end));
            if a < b {
                push(&mut runs, &text[a - start..b - start], span, side);
            }
        }
        paragraphs.push(Paragraph { number: number as u32, runs });
        start = end + 1;
    }
    paragraphs
}

/// A paragraph without a counterpart: one run.
pub(super) fn whole(text: &str, number: usize, mark: Mark, change: Option<u32>) -> Paragraph {
    let class = match mark {
        Mark::Added => Some(Class::Added),
        Mark::Dropped => Some(Class::Dropped),
        Mark::None | Mark::Cosmetic => None,
    };
    let runs =
        if text.is_empty() { Vec::new() } else { vec![Run { text: text.to_owned(), mark, class, change }] };
    Paragraph { number: number as u32, runs }
}

fn bytes(span: &Span, side: Side) -> Range<usize> {
    match side {
        Side::Older => span.old.clone(),
        Side::Newer => span.new.clone(),
    }
}

fn push(runs: &mut Vec<Run>, text: &str, span: &Span, side: Side) {
    let mark = match (span.op, span.class) {
        (Op::Equal, _) => Mark::None,
        (_, Some(class)) if class.is_cosmetic() => Mark::Cosmetic,
        _ if side == Side::Older => Mark::Dropped,
        _ => Mark::Added,
    };
    let class = if mark == Mark::None { None } else { span.class };
    let change = span.change.map(|change| change as u32);
    match runs.last_mut() {
        Some(last) if (last.mark, last.class, last.change) == (mark, class, change) => {
            last.text.push_str(text)
        }
        _ => runs.push(Run { text: text.to_owned(), mark, class, change }),
    }
}
