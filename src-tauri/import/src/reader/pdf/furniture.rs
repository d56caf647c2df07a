//! What stands on every page and is no text: headers, footers, page numbers.

use std::collections::BTreeMap;

use super::layout::{Line, Page};

/// How many lines at the top and at the bottom of a page are looked at.
const EDGE: usize = 3;

/// Takes them off, and gives what was taken.
///
/// A line at a page's edge goes if it stands, its digits aside, at the same height on at least half of the pages and on two;
/// or if it is a page number and nothing else. What stands beside each other counts as one line, whichever columns it was taken
/// for.
pub(super) fn take_off(mut pages: Vec<Page>) -> (Vec<Page>, Vec<String>) {
    let mut seen: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for page in &pages {
        let mut here: Vec<_> = edge_lines(page).into_iter().map(|line| key(page, line)).collect();
        here.sort();
        here.dedup();
        for key in here {
            *seen.entry(key).or_default() += 1;
        }
    }
    let often = (pages.len().div_ceil(2)).max(2);
    let mut taken = Vec::new();
    for page in &mut pages {
        let edges: Vec<(f32, String)> = edge_lines(page)
            .into_iter()
            .filter(|line| {
                let (text, height) = key(page, line);
                let count: usize =
                    (height - 1..=height + 1).filter_map(|height| seen.get(&(text.clone(), height))).sum();
                count >= often
            })
            .chain(page_numbers(page))
            .map(|line| (line.y, line.text.clone()))
            .collect();
        for column in page.iter_mut() {
            column.lines.retain(|line| {
                let goes = edges.iter().any(|(y, text)| *y == line.y && *text == line.text);
                if goes {
                    taken.push(line.text.clone());
                }
                !goes
            });
        }
        page.retain(|column| !column.lines.is_empty());
    }
    (pages, taken)
}

/// The highest and the lowest lines of a page.
fn edge_lines(page: &Page) -> Vec<&Line> {
    let mut lines: Vec<&Line> = page.iter().flat_map(|column| &column.lines).collect();
    lines.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows = 0;
    let mut numbered: Vec<(usize, &Line)> = Vec::with_capacity(lines.len());
    for line in lines {
        if numbered.last().is_some_and(|(_, last)| !is_beside(last, line)) {
            rows += 1;
        }
        numbered.push((rows, line));
    }
    numbered.into_iter().filter(|(row, _)| *row < EDGE || row + EDGE > rows).map(|(_, line)| line).collect()
}

fn is_beside(one: &Line, other: &Line) -> bool {
    (one.y - other.y).abs() < 1.0
}

/// A line with what stands beside it, in the order of its letters and without its digits, and its height in steps of six points.
fn key(page: &Page, line: &Line) -> (String, i64) {
    let mut row: Vec<&Line> =
        page.iter().flat_map(|column| &column.lines).filter(|other| is_beside(line, other)).collect();
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut words: Vec<&str> = row.iter().flat_map(|line| line.text.split_whitespace()).collect();
    // A row read as one line has its words in reading order, one read as several has them from the left.
    words.sort_unstable();
    let text = words.concat().chars().filter(|c| !c.is_numeric()).collect();
    (text, (line.y / 6.0).round() as i64)
}

/// Lines at the top or bottom that are a page's number and stand off from the text.
fn page_numbers(page: &Page) -> Vec<&Line> {
    let mut lines: Vec<&Line> = page.iter().flat_map(|column| &column.lines).collect();
    lines.sort_by(|a, b| b.y.total_cmp(&a.y));
    let off = |line: &Line, next: &Line| (line.y - next.y).abs() > 1.4 * next.size.max(line.size);
    let mut found = Vec::new();
    if let [first, second, ..] = lines[..]
        && is_page_number(&first.text)
        && off(first, second)
    {
        found.push(first);
    }
    if let [.., second, last] = lines[..]
        && is_page_number(&last.text)
        && off(last, second)
    {
        found.push(last);
    }
    found
}

/// Whether a line is a page's number: `3`, `- 3 -`, `3/12`, `Page 3 of 12`, `صفحة ٣`.
fn is_page_number(text: &str) -> bool {
    let mut digits = 0;
    for word in text.split(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '/' | '|' | '.' | '[' | ']' | '(' | ')')
    }) {
        if word.is_empty() {
            continue;
        }
        if word.chars().all(char::is_numeric) && word.chars().count() <= 4 {
            digits += 1;
        } else if !matches!(
            word.to_lowercase().as_str(),
            "page" | "of" | "p" | "صفحة" | "الصفحة" | "من" | "ص"
        ) {
            return false;
        }
    }
    (1..=2).contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_number_is_told_from_a_line_of_text() {
        for number in ["3", "- 3 -", "٣", "3/12", "Page 3 of 12", "صفحة ٣ من ١٢"] {
            assert!(is_page_number(number), "{number}");
        }
        for line in ["3 percent", "2254 (2015)a", "المادة 3", "20250327", "-"] {
            assert!(!is_page_number(line), "{line}");
        }
    }
}
