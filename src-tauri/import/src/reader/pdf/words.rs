//! From glyphs to words in reading order.
//!
//! Programs paint a line of Arabic from the left as it is seen, or from the right as it is read. What stands where is the same
//! for both, so places decide: glyphs stand in lines by their height, within a line in the order in which they follow each
//! other on the paper, and a word ends where a space is painted or a gap is wider than any within a word. A mark belongs to the
//! letter that is painted next to it and over which it stands. Then each word is turned into the order it is read in: numbers
//! and Latin letters from the left, everything else from the right.

use super::glyphs::Glyph;
use super::layout::{Piece, is_arabic};

/// How far two glyphs of a line may differ in height, of their size.
const LEVEL: f32 = 0.35;
/// The gap that ends a word where no space is painted, of the size.
const GAP: f32 = 0.3;
/// The same in a line that has no painted spaces at all.
const GAP_ALONE: f32 = 0.15;
/// How far a glyph may begin before the one painted last, and how far behind its end, to stand in one run with it; of the
/// size. Something else may be painted into a gap.
const BACK: f32 = 0.6;
const ON: f32 = 0.03;
/// How far beside its letter a mark may be placed, of the size.
const BESIDE: f32 = 0.4;
/// How many glyphs before and behind it are looked at for the letter of a mark that is painted apart.
const NEAR: usize = 400;

/// A glyph with the marks that stand on it.
struct Based<'a> {
    glyph: &'a Glyph,
    text: String,
    /// Its number in the order of painting.
    turn: usize,
}

impl Based<'_> {
    fn is_space(&self) -> bool {
        !self.text.is_empty() && self.text.chars().all(char::is_whitespace)
    }
}

/// The words of a page. Those of a Latin phrase inside an Arabic line are one.
pub(super) fn of_page(page: u32, glyphs: &[Glyph]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for row in rows(based(glyphs)) {
        let rtl = row.iter().any(|one| one.text.chars().any(is_arabic));
        let words = words(row);
        if !rtl {
            pieces.extend(words.iter().filter_map(|word| piece(page, word, plain(word))));
            continue;
        }
        // Latin words beside each other, and the numbers between them, are one phrase.
        let latin = |word: &Vec<Based<'_>>| is_latin(word);
        let mut at = 0;
        while at < words.len() {
            let mut end = at + 1;
            if latin(&words[at]) {
                let beside = |n: usize| gap(&words[n - 1], &words[n]) < 2.0 * size(&words[n]);
                while end < words.len()
                    && beside(end)
                    && (latin(&words[end])
                        || is_number(&words[end]) && words.get(end + 1).is_some_and(latin) && beside(end + 1))
                {
                    end += 1;
                }
            }
            let text = logical(&words[at..end]);
            let phrase: Vec<&Based<'_>> = words[at..end].iter().flatten().collect();
            pieces.extend(piece_of(page, &phrase, text));
            at = end;
        }
    }
    pieces
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{300}'..='\u{36f}')
}

fn is_mark_alone(glyph: &Glyph) -> bool {
    !glyph.text.is_empty() && glyph.text.chars().all(is_mark)
}

/// Puts the marks on their letters.
fn based(glyphs: &[Glyph]) -> Vec<Based<'_>> {
    let mut based: Vec<Based<'_>> = Vec::with_capacity(glyphs.len());
    // The place of each glyph among those that are no marks.
    let mut places = vec![usize::MAX; glyphs.len()];
    for (turn, glyph) in glyphs.iter().enumerate() {
        if !is_mark_alone(glyph) {
            places[turn] = based.len();
            based.push(Based { glyph, text: glyph.text.clone(), turn });
        }
    }
    let mut marks: Vec<(usize, usize)> = Vec::new();
    for (turn, mark) in glyphs.iter().enumerate().filter(|(_, glyph)| is_mark_alone(glyph)) {
        if let Some(base) = base_of(glyphs, turn, mark) {
            marks.push((places[base], turn));
        }
    }
    // Of two marks the doubling one is written first.
    marks.sort_by_key(|(base, turn)| (*base, !glyphs[*turn].text.starts_with('\u{651}'), *turn));
    for (base, turn) in marks {
        if let Some(one) = based.get_mut(base) {
            one.text.push_str(&glyphs[turn].text);
        }
    }
    based
}

/// The letter that a mark stands on.
fn base_of(glyphs: &[Glyph], turn: usize, mark: &Glyph) -> Option<usize> {
    let letter = |at: &usize| {
        let glyph = &glyphs[*at];
        !is_mark_alone(glyph) && glyph.text.chars().any(char::is_alphabetic)
    };
    let middle = (mark.left + mark.right) / 2.0;
    let off = |at: usize| {
        let glyph = &glyphs[at];
        let beside = (glyph.left - middle).max(middle - glyph.right).max(0.0);
        let level = (glyph.y - mark.y).abs() < 1.5 * glyph.size;
        if level { beside } else { f32::INFINITY }
    };
    let fits = |at: &usize| off(*at) <= BESIDE * glyphs[*at].size;
    let next = (turn + 1..glyphs.len().min(turn + 6)).find(letter);
    let last = (turn.saturating_sub(5)..turn).rev().find(letter);
    // A line painted from the left has a mark before its letter, one painted from the right behind it.
    let from_left = match (last, next) {
        (Some(last), Some(next)) => glyphs[next].left >= glyphs[last].left || !fits(&last),
        _ => true,
    };
    let order = if from_left { [next, last] } else { [last, next] };
    order
        .into_iter()
        .flatten()
        .find(fits)
        .or_else(|| {
            let near = turn.saturating_sub(NEAR)..glyphs.len().min(turn + NEAR);
            near.filter(letter).min_by(|a, b| off(*a).total_cmp(&off(*b)))
        })
        .or_else(|| order.into_iter().flatten().next())
}

/// Glyphs that follow each other in painting and on the paper.
struct Run<'a> {
    glyphs: Vec<Based<'a>>,
    left: f32,
}

/// The lines of a page, from the top, each in the order of the paper from the left.
fn rows(based: Vec<Based<'_>>) -> Vec<Vec<Based<'_>>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for one in based {
        let (x, y, size) = (one.glyph.left, one.glyph.y, one.glyph.size);
        let last = runs.last_mut().filter(|run| {
            run.glyphs.last().is_some_and(|last| {
                let last = last.glyph;
                (last.y - y).abs() <= LEVEL * size.max(last.size)
                    && x >= last.left - BACK * size
                    && x <= last.right + ON * size
            })
        });
        match last {
            Some(run) => {
                run.left = run.left.min(x);
                run.glyphs.push(one);
            }
            None => runs.push(Run { glyphs: vec![one], left: x }),
        }
    }
    // A run stands at the height of its largest letters.
    let height = |run: &Run<'_>| {
        run.glyphs
            .iter()
            .max_by(|a, b| a.glyph.size.total_cmp(&b.glyph.size))
            .map_or((0.0, 0.0), |one| (one.glyph.y, one.glyph.size))
    };
    runs.sort_by(|a, b| height(b).0.total_cmp(&height(a).0));
    let mut rows: Vec<(f32, f32, Vec<Run<'_>>)> = Vec::new();
    for run in runs {
        let (y, size) = height(&run);
        match rows.last_mut() {
            Some((level, largest, row)) if (*level - y).abs() <= LEVEL * size.max(*largest) => {
                *largest = largest.max(size);
                row.push(run);
            }
            _ => rows.push((y, size, vec![run])),
        }
    }
    rows.into_iter()
        .map(|(.., mut row)| {
            row.sort_by(|a, b| a.left.total_cmp(&b.left));
            row.into_iter().flat_map(|run| run.glyphs).collect()
        })
        .collect()
}

/// Parts a line into words.
fn words(row: Vec<Based<'_>>) -> Vec<Vec<Based<'_>>> {
    let spaced = row.iter().any(Based::is_space);
    let mut words: Vec<Vec<Based<'_>>> = Vec::new();
    let mut ended = true;
    let mut reached = f32::NEG_INFINITY;
    for one in row {
        let gap = if spaced { GAP } else { GAP_ALONE };
        let apart = one.glyph.left - reached > gap * one.glyph.size;
        reached = reached.max(one.glyph.right);
        if one.is_space() {
            ended = true;
            continue;
        }
        match words.last_mut() {
            Some(word) if !ended && !apart => word.push(one),
            _ => words.push(vec![one]),
        }
        ended = false;
    }
    words
}

fn gap(left: &[Based<'_>], right: &[Based<'_>]) -> f32 {
    let reached = left.iter().map(|one| one.glyph.right).max_by(f32::total_cmp).unwrap_or(0.0);
    right.first().map_or(0.0, |one| one.glyph.left - reached)
}

fn size(word: &[Based<'_>]) -> f32 {
    word.first().map_or(0.0, |one| one.glyph.size)
}

fn letters<'a>(word: &'a [Based<'_>]) -> impl Iterator<Item = char> + 'a {
    word.iter().flat_map(|one| one.text.chars())
}

fn is_latin(word: &[Based<'_>]) -> bool {
    letters(word).any(is_latin_letter) && !letters(word).any(is_arabic)
}

fn is_latin_letter(c: char) -> bool {
    c.is_alphabetic() && !is_arabic(c)
}

fn is_digit(c: char) -> bool {
    c.is_numeric()
}

fn is_number(word: &[Based<'_>]) -> bool {
    letters(word).any(is_digit) && !letters(word).any(char::is_alphabetic)
}

/// The words of a line without Arabic, as they stand.
fn plain(word: &[Based<'_>]) -> String {
    letters(word).collect()
}

/// Words that stand beside each other, in the order they are read in within a line of Arabic.
fn logical(words: &[Vec<Based<'_>>]) -> String {
    // What stands beside each other, from the left: the text of a glyph and whether it is read from the left.
    let mut seen: Vec<(&str, Side)> = Vec::new();
    for (n, word) in words.iter().enumerate() {
        if n > 0 {
            seen.push((" ", Side::Neither));
        }
        seen.extend(word.iter().map(|one| (one.text.as_str(), side(&one.text))));
    }
    // As the bidirectional algorithm has it, one separator between two digits is read with them (behind Arabic letters a hyphen
    // or a per cent sign is not), and whatever stands between two Latin letters.
    let mut sides: Vec<Side> = seen.iter().map(|(_, side)| *side).collect();
    let mut at = 0;
    while at < seen.len() {
        if sides[at] != Side::Neither {
            at += 1;
            continue;
        }
        let end = at + sides[at..].iter().take_while(|side| **side == Side::Neither).count();
        let before = at.checked_sub(1).map(|before| sides[before]);
        let behind = sides.get(end).copied();
        let digits = before == Some(Side::Digit) && behind == Some(Side::Digit);
        let single =
            end == at + 1 && matches!(seen[at].0, "." | "," | ":" | "/" | "،" | "٫" | "٬" | "\u{a0}");
        let latin = |side: Option<Side>| matches!(side, Some(Side::Left | Side::Digit));
        let within = digits && single
            || latin(before) && latin(behind) && (before == Some(Side::Left) || behind == Some(Side::Left));
        if within {
            sides[at..end].fill(Side::Left);
        }
        at = end;
    }
    let mut out = String::new();
    let mut at = seen.len();
    while at > 0 {
        let from_left = matches!(sides[at - 1], Side::Left | Side::Digit);
        let begin = match from_left {
            true => {
                at - sides[..at]
                    .iter()
                    .rev()
                    .take_while(|side| matches!(side, Side::Left | Side::Digit))
                    .count()
            }
            false => at - 1,
        };
        for (text, _) in &seen[begin..at] {
            out.push_str(text);
        }
        at = begin;
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Latin letters.
    Left,
    Digit,
    /// Arabic letters.
    Right,
    Neither,
}

fn side(text: &str) -> Side {
    if text.chars().any(is_digit) && !text.chars().any(char::is_alphabetic) {
        Side::Digit
    } else if text.chars().any(is_arabic) {
        Side::Right
    } else if text.chars().any(is_latin_letter) {
        Side::Left
    } else {
        Side::Neither
    }
}

fn piece(page: u32, word: &[Based<'_>], text: String) -> Option<Piece> {
    piece_of(page, &word.iter().collect::<Vec<_>>(), text)
}

fn piece_of(page: u32, word: &[&Based<'_>], text: String) -> Option<Piece> {
    let left = word.iter().map(|one| one.glyph.left).min_by(f32::total_cmp)?;
    let right = word.iter().map(|one| one.glyph.right).max_by(f32::total_cmp)?;
    let largest = word.iter().max_by(|a, b| a.glyph.size.total_cmp(&b.glyph.size))?.glyph;
    let finite = [left, right, largest.y, largest.size].iter().all(|number| number.is_finite());
    (finite && !text.trim().is_empty()).then(|| Piece {
        text,
        x: left,
        y: largest.y,
        width: right - left,
        font_size: largest.size,
        is_bold: word.iter().all(|one| one.glyph.bold),
        page,
        word: true,
        turn: word.iter().map(|one| one.turn).min(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of ten points in width and size, painted from the left in the order given: each a text and the gap before it.
    fn painted(glyphs: &[(&str, f32)]) -> Vec<Glyph> {
        let mut at = 0.0;
        glyphs
            .iter()
            .map(|(text, gap)| {
                let left = at + gap;
                let mark = text.chars().all(is_mark);
                at = if mark { left } else { left + 10.0 };
                glyph(text, left, if mark { 0.0 } else { 10.0 })
            })
            .collect()
    }

    fn glyph(text: &str, left: f32, width: f32) -> Glyph {
        Glyph { text: text.into(), left, right: left + width, y: 100.0, size: 10.0, bold: false }
    }

    /// The words of a line, as it is read from the right.
    fn read(glyphs: &[Glyph]) -> String {
        let mut words = of_page(1, glyphs);
        words.sort_by(|a, b| b.x.total_cmp(&a.x));
        words.into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
    }

    /// Each character a glyph, as a line is seen from the left.
    fn seen(line: &str) -> Vec<Glyph> {
        let glyphs: Vec<String> = line.chars().map(String::from).collect();
        painted(&glyphs.iter().map(|text| (text.as_str(), 0.0)).collect::<Vec<_>>())
    }

    #[test]
    fn a_line_is_read_from_the_right_and_numbers_and_latin_phrases_in_it_from_the_left() {
        assert_eq!(read(&seen("2254 رارقلا")), "القرار 2254");
        assert_eq!(read(&seen("،2254 رارقلا")), "القرار 2254،");
        assert_eq!(read(&seen("%51.7 ةبسن")), "نسبة 51.7%");
        assert_eq!(read(&seen("12:30 ةعاسلا 99،8")), "99،8 الساعة 12:30");
        assert_eq!(read(&seen("750-701 نم")), "من 701-750");
        assert_eq!(
            read(&seen("تلاق .Human Rights Watch, 2 Ltd ةمظنم")),
            "منظمة Human Rights Watch, 2 Ltd. قالت"
        );
        assert_eq!(read(&seen("AFP نع")), "عن AFP");
    }

    #[test]
    fn a_space_that_is_painted_ends_a_word_and_a_gap_within_one_does_not() {
        // Two letters of a word stand apart more than two words that a narrow space parts.
        let mut glyphs = painted(&[("م", 0.0), (" ", -9.0), ("ن", 0.0), ("ع", 1.2)]);
        assert_eq!(read(&glyphs), "عن م");
        // Without any painted space the gap must do.
        glyphs.retain(|glyph| glyph.text != " ");
        glyphs[0].left = -4.0;
        glyphs[0].right = 6.0;
        assert_eq!(read(&glyphs), "عن م");
    }

    #[test]
    fn what_is_painted_later_into_a_gap_of_a_line_stands_in_the_gap() {
        let mut glyphs = painted(&[("ب", 0.0), ("ا", 0.0), (" ", 0.0), ("ن", 10.0), ("م", 0.0)]);
        glyphs.push(glyph("\"", 30.0, 10.0));
        assert_eq!(read(&glyphs), "من\" اب");
    }

    #[test]
    fn a_mark_belongs_to_the_letter_painted_next_to_it_that_it_stands_over() {
        // From the left the mark is painted before its letter.
        let from_left = [
            glyph("ب", 0.0, 10.0),
            glyph("\u{651}", 14.0, 0.0),
            glyph("ح", 10.0, 10.0),
            glyph("ر", 20.0, 10.0),
        ];
        assert_eq!(read(&from_left), "رح\u{651}ب");
        // From the right behind it.
        let from_right = [
            glyph("ر", 20.0, 10.0),
            glyph("ح", 10.0, 10.0),
            glyph("\u{651}", 14.0, 0.0),
            glyph("ب", 0.0, 10.0),
        ];
        assert_eq!(read(&from_right), "رح\u{651}ب");
        // Painted behind the whole line, only its place tells.
        let apart = [
            glyph("ب", 0.0, 10.0),
            glyph("ح", 10.0, 10.0),
            glyph("ر", 20.0, 10.0),
            glyph("\u{651}", 14.0, 0.0),
        ];
        assert_eq!(read(&apart), "رح\u{651}ب");
        // Of two the doubling one is written first.
        let two = [glyph("\u{64e}", 4.0, 0.0), glyph("\u{651}", 4.0, 0.0), glyph("د", 0.0, 10.0)];
        assert_eq!(read(&two), "د\u{651}\u{64e}");
    }
}
