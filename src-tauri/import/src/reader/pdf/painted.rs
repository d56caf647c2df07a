//! In which order a page's text is painted. A PDF may paint its text in any order, yet what writes columns paints one after the
//! other as it laid them out. So the order of the painting tells which of two columns is read first better than the language does:
//! an office program sets the columns of an Arabic text from the left where its page is not said to run from the right.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object};

use super::layout::Piece;
use super::matrix::{IDENTITY, product};

/// The largest content of a page that is looked at, in bytes.
const CONTENT: usize = 16 << 20;
/// The most pages that are looked at.
const PAGES: usize = 2_000;
/// How deep states are kept.
const DEPTH: usize = 256;
/// How far from its piece a place of painting may lie, in points.
const NEAR: f32 = 2.0;
/// The fewest pieces of a column whose painting is known.
const FEWEST: usize = 3;
/// The share of pairs, a piece of each column, that are painted in the columns' order where it is one.
const SURE: f64 = 0.9;

/// The places of a page where text is painted: by height, in points; each with how far it is from the left and its number.
type Places = BTreeMap<i32, Vec<(f32, usize)>>;

/// The order in which a file's pages paint their text.
#[derive(Debug)]
pub(super) struct Painted<'a> {
    bytes: &'a [u8],
    pages: OnceCell<BTreeMap<u32, Places>>,
}

impl<'a> Painted<'a> {
    /// That of a file, which is looked through when it is asked for the first time.
    pub const fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, pages: OnceCell::new() }
    }

    /// Whether the text of `left` is painted before that of `right`. `None` where the two are painted in turns, or the file does
    /// not tell.
    pub fn goes_first(&self, left: &[&Piece], right: &[&Piece]) -> Option<bool> {
        let turns = |side: &[&Piece]| side.iter().filter_map(|item| self.turn(item)).collect::<Vec<_>>();
        let (left, mut right) = (turns(left), turns(right));
        if left.len() < FEWEST || right.len() < FEWEST {
            return None;
        }
        right.sort_unstable();
        let before: usize =
            left.iter().map(|turn| right.len() - right.partition_point(|other| other < turn)).sum();
        let share = before as f64 / (left.len() * right.len()) as f64;
        if share >= SURE {
            Some(true)
        } else if share <= 1.0 - SURE {
            Some(false)
        } else {
            None
        }
    }

    /// When a piece of text was painted: the number of the first place that lies in it.
    fn turn(&self, item: &Piece) -> Option<usize> {
        if item.turn.is_some() {
            return item.turn;
        }
        let places = self.pages.get_or_init(|| pages(self.bytes)).get(&item.page)?;
        let (left, right) = (item.x - NEAR, item.x + item.width + NEAR);
        let heights = (item.y - NEAR).floor() as i32..=(item.y + NEAR).floor() as i32;
        let near = places.range(heights).flat_map(|(_, places)| places);
        near.filter(|(x, _)| (left..=right).contains(x)).map(|(_, turn)| *turn).min()
    }
}

/// The places of every page; none of a file that can't be read so.
fn pages(bytes: &[u8]) -> BTreeMap<u32, Places> {
    let Ok(document) = Document::load_mem(bytes) else { return BTreeMap::new() };
    let mut pages = BTreeMap::new();
    for (number, id) in document.get_pages().into_iter().take(PAGES) {
        let content = document.get_page_content_with_limit(id, CONTENT).ok();
        let Some(content) = content.and_then(|content| Content::decode(&content).ok()) else { continue };
        let mut by_height = Places::new();
        for (turn, (x, y)) in places(&content.operations).into_iter().enumerate() {
            by_height.entry(y.floor() as i32).or_default().push((x, turn));
        }
        pages.insert(number, by_height);
    }
    pages
}

/// Where the operations of a page paint text, in order.
fn places(operations: &[Operation]) -> Vec<(f32, f32)> {
    let mut page = IDENTITY;
    let mut kept = Vec::new();
    let (mut text, mut line, mut leading) = (IDENTITY, IDENTITY, 0.0);
    let mut found = Vec::new();
    for Operation { operator, operands } in operations {
        let number = |at: usize| operands.get(at).and_then(|one| Object::as_float(one).ok()).unwrap_or(0.0);
        let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
        match operator.as_str() {
            "q" if kept.len() < DEPTH => kept.push(page),
            "Q" => page = kept.pop().unwrap_or(page),
            "cm" => page = product(matrix(), page),
            "BT" => (text, line) = (IDENTITY, IDENTITY),
            "Tm" => (text, line) = (matrix(), matrix()),
            "TL" => leading = number(0),
            "Td" | "TD" | "T*" | "'" | "\"" => {
                let (right, up) = match operator.as_str() {
                    "Td" => (number(0), number(1)),
                    "TD" => {
                        leading = -number(1);
                        (number(0), number(1))
                    }
                    _ => (0.0, -leading),
                };
                line = product([1.0, 0.0, 0.0, 1.0, right, up], line);
                text = line;
            }
            _ => {}
        }
        if matches!(operator.as_str(), "Tj" | "TJ" | "'" | "\"") {
            let [.., x, y] = product(text, page);
            found.push((x, y));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_painted_where_the_matrices_of_page_and_text_put_it() {
        let content = b"q .5 0 0 -.5 0 800 cm BT /F 50 Tf 1 0 0 -1 0 0 Tm 200 -300 Td (a) Tj 0 -40 TD (b) Tj T* [(c)] TJ ET Q \
            BT 1 0 0 1 10 20 Tm (d) Tj (e) ' ET";
        let operations = Content::decode(content).unwrap().operations;
        assert_eq!(
            places(&operations),
            [(100.0, 650.0), (100.0, 630.0), (100.0, 610.0), (10.0, 20.0), (10.0, -20.0)]
        );
    }
}
