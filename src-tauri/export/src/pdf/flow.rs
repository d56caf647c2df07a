//! Lines, tables and pictures laid on pages, with the tree of what they are.

use bayan_core::model::Lang;

use super::setting::{Line, Look, Setter};
use super::{BOTTOM, PAGE, SIDE, TOP, WIDTH};
use crate::report::{self, Style};

/// What a piece of a document is. The tree of these is what a program that reads aloud goes by.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tag {
    /// A heading with its level and its text.
    Heading(u16, String),
    Paragraph(Lang),
    List,
    Item,
    Label,
    Body,
    Quote,
    Contents,
    ContentsItem,
    Table,
    Row,
    HeadCell,
    Cell {
        spans: u32,
    },
    Figure(String),
}

/// A node of that tree: what it is and what is in it, in the order it is read in.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Group(Tag, Vec<Node>),
    /// Something drawn, by its number.
    Drawn(usize),
}

/// Something drawn on a page.
#[derive(Debug, Clone)]
pub(super) enum Drawn {
    /// A line of text, at its upper left corner, with its number in the tree.
    Text { x: f32, y: f32, line: Line, number: usize },
    /// A box filled with a shade of grey, which says nothing.
    Shade { x: f32, y: f32, width: f32, height: f32, grey: u8 },
    /// A picture with its number in the tree.
    Picture { x: f32, y: f32, width: f32, height: f32, number: usize },
    /// Where the number of the page of a heading is to be set: on which side, with its number in the tree.
    PageOf { heading: usize, y: f32, number: usize },
}

/// A heading, for the bookmarks.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// Finished pages.
pub(super) struct Pages {
    pub(super) pages: Vec<Vec<Drawn>>,
    pub(super) tree: Vec<Node>,
    pub(super) headings: Vec<Heading>,
    pub(super) picture: Option<Vec<u8>>,
    /// How many things in the tree are drawn.
    pub(super) drawn: usize,
}

/// Pages being filled.
pub(super) struct Flow {
    rtl: bool,
    y: f32,
    done: Pages,
    /// The list or the table of contents that is open.
    open: Option<(Tag, Vec<Node>)>,
}

/// Space inside a table's cell.
const PAD: f32 = 5.0;

/// A cell of a row being laid: where it stands, its lines by paragraph, and what was drawn of each.
struct Cell {
    x: f32,
    paragraphs: Vec<(Lang, Vec<Line>)>,
    /// How many lines of all are on a page.
    laid: usize,
    nodes: Vec<Vec<Node>>,
    tag: Tag,
}

impl Flow {
    pub(super) const fn new(rtl: bool) -> Self {
        let done =
            Pages { pages: Vec::new(), tree: Vec::new(), headings: Vec::new(), picture: None, drawn: 0 };
        Self { rtl, y: PAGE.1, done, open: None }
    }

    pub(super) fn finish(self) -> Pages {
        self.done
    }

    /// Begins a page where so much does not fit on this one.
    fn room(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > TOP || self.done.pages.is_empty() {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.done.pages.push(Vec::new());
        self.y = TOP;
    }

    fn draw(&mut self, drawn: Drawn) {
        if let Some(page) = self.done.pages.last_mut() {
            page.push(drawn);
        }
    }

    fn number(&mut self) -> usize {
        self.done.drawn += 1;
        self.done.drawn - 1
    }

    fn line(&mut self, x: f32, y: f32, line: Line) -> Node {
        let number = self.number();
        self.draw(Drawn::Text { x, y, line, number });
        Node::Drawn(number)
    }

    fn add(&mut self, node: Node) {
        match &mut self.open {
            Some((_, nodes)) => nodes.push(node),
            None => self.done.tree.push(node),
        }
    }

    /// Lines below each other from a side, from the present height on; what was drawn.
    fn lines(&mut self, x: f32, lines: Vec<Line>) -> Vec<Node> {
        let mut nodes = Vec::with_capacity(lines.len());
        for line in lines {
            self.room(line.height);
            let height = line.height;
            nodes.push(self.line(x, self.y, line));
            self.y += height;
        }
        nodes
    }

    /// A paragraph with some space before it.
    pub(super) fn text(&mut self, tag: Tag, lines: Vec<Line>, before: f32) {
        self.y += before;
        let nodes = self.lines(SIDE, lines);
        self.add(Node::Group(tag, nodes));
    }

    /// A heading, which does not stand alone at the foot of a page.
    pub(super) fn heading(&mut self, level: u8, text: String, lines: Vec<Line>) {
        self.y += if level == 1 { 18.0 } else { 12.0 };
        let height: f32 = lines.iter().map(|line| line.height).sum();
        self.room(height + 150.0);
        let page = self.done.pages.len() - 1;
        self.done.headings.push(Heading { level, text: text.clone(), page, y: self.y });
        let nodes = self.lines(SIDE, lines);
        self.add(Node::Group(Tag::Heading(u16::from(level) + 1, text), nodes));
        self.y += 3.0;
    }

    /// Opens or closes a list.
    pub(super) fn list(&mut self, open: bool) {
        self.block(open.then_some(Tag::List));
    }

    /// Opens or closes the table of contents.
    pub(super) fn contents(&mut self, open: bool) {
        self.block(open.then_some(Tag::Contents));
    }

    fn block(&mut self, tag: Option<Tag>) {
        if let Some((tag, nodes)) = self.open.take() {
            self.done.tree.push(Node::Group(tag, nodes));
        }
        self.open = tag.map(|tag| (tag, Vec::new()));
    }

    /// A line of the table of contents: of which heading.
    pub(super) fn contents_line(&mut self, heading: usize, indent: f32, lines: Vec<Line>) {
        self.room(lines.iter().map(|line| line.height).sum());
        let top = self.y;
        let x = if self.rtl { SIDE + 60.0 } else { SIDE + indent };
        let mut nodes = self.lines(x, lines);
        let number = self.number();
        self.draw(Drawn::PageOf { heading, y: top, number });
        nodes.push(Node::Drawn(number));
        self.add(Node::Group(Tag::ContentsItem, vec![Node::Group(Tag::Paragraph(self.lang()), nodes)]));
    }

    const fn lang(&self) -> Lang {
        if self.rtl { Lang::Ar } else { Lang::En }
    }

    /// An item of the open list.
    pub(super) fn item(&mut self, lang: Lang, bullet: Vec<Line>, lines: Vec<Line>) {
        let rtl = lang == Lang::Ar;
        self.room(lines.first().map_or(0.0, |line| line.height));
        let (mark, x) = if rtl { (SIDE + WIDTH - 12.0, SIDE) } else { (SIDE, SIDE + 14.0) };
        let mut label = Vec::new();
        for line in bullet {
            label.push(self.line(mark, self.y, line));
        }
        let body = self.lines(x, lines);
        self.y += 3.0;
        let body = Node::Group(Tag::Body, vec![Node::Group(Tag::Paragraph(lang), body)]);
        self.add(Node::Group(Tag::Item, vec![Node::Group(Tag::Label, label), body]));
    }

    /// A quote with where it is from.
    pub(super) fn quote(&mut self, quote: (Lang, Vec<Line>), from: (Lang, Vec<Line>)) {
        self.y += 6.0;
        // The last line of a quote and its source stand on one page.
        let kept: f32 = quote.1.iter().chain(&from.1).take(3).map(|line| line.height).sum();
        self.room(kept);
        let mut nodes = Vec::new();
        for (lang, lines) in [quote, from] {
            let drawn = self.lines(SIDE + 14.0, lines);
            nodes.push(Node::Group(Tag::Paragraph(lang), drawn));
        }
        self.add(Node::Group(Tag::Quote, nodes));
    }

    /// The chart, as wide as the page at most.
    pub(super) fn picture(&mut self, png: Vec<u8>, said: String) {
        // The width and the height stand in a PNG's first chunk; it is twice as large as it is drawn, at 96 to an inch.
        let side = |at: usize| {
            let bytes = png.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(1, u32::from_be_bytes).max(1) as f32 * 0.375
        };
        let (width, height) = (side(16), side(20));
        let scale = (WIDTH / width).min((BOTTOM - TOP - 40.0) / height).min(1.0);
        let (width, height) = (width * scale, height * scale);
        self.y += 12.0;
        self.room(height);
        let x = if self.rtl { SIDE + WIDTH - width } else { SIDE };
        let number = self.number();
        self.draw(Drawn::Picture { x, y: self.y, width, height, number });
        self.y += height + 8.0;
        self.done.picture = Some(png);
        self.add(Node::Group(Tag::Figure(said), vec![Node::Drawn(number)]));
    }

    /// A table. Rows break over pages, where the head stands again.
    pub(super) fn table(&mut self, table: &report::Table, setter: &mut Setter) {
        self.y += 6.0;
        let widths: Vec<f32> = table.widths.iter().map(|share| WIDTH * f32::from(*share) / 100.0).collect();
        let mut columns = Vec::with_capacity(widths.len());
        let mut along = 0.0;
        for width in &widths {
            columns.push(if self.rtl { SIDE + WIDTH - along - width } else { SIDE + along });
            along += width;
        }
        let head: Vec<(Lang, Vec<Line>)> = table
            .head
            .iter()
            .zip(&widths)
            .map(|(said, width)| (said.lang, setter.set(said, Look::HEAD, width - 2.0 * PAD)))
            .collect();
        let head_height = head.iter().map(|(_, lines)| height(lines)).fold(0.0, f32::max) + 2.0 * PAD;
        // A head does not stand alone at the foot of a page.
        self.room(head_height + 100.0);
        let cells = self.head(&head, &columns, &widths, head_height, true);
        let mut rows = vec![Node::Group(Tag::Row, cells)];
        for row in &table.rows {
            let whole = row.len() == 1 && table.head.len() > 1;
            let mut cells: Vec<Cell> = Vec::with_capacity(row.len());
            for (at, cell) in row.iter().enumerate() {
                let (x, width) = match (whole, columns.get(at).zip(widths.get(at))) {
                    (false, Some((x, width))) => (*x, *width),
                    _ => (SIDE, WIDTH),
                };
                let paragraphs: Vec<(Lang, Vec<Line>)> = cell
                    .iter()
                    .map(|said| {
                        let faint = said.runs.iter().all(|run| run.style == Style::Faint);
                        let look = if faint { Look::SMALL } else { Look::BODY };
                        (said.lang, setter.set(said, look, width - 2.0 * PAD))
                    })
                    .collect();
                let nodes = vec![Vec::new(); paragraphs.len()];
                let spans = if whole { table.head.len() as u32 } else { 1 };
                cells.push(Cell { x, paragraphs, laid: 0, nodes, tag: Tag::Cell { spans } });
            }
            let tallest = cells.iter().map(|cell| cell.height()).fold(0.0, f32::max) + 2.0 * PAD;
            // A row that fits a page is not torn unless it is long, and then three lines of it stand before the tear.
            if self.y + tallest > BOTTOM && (tallest < 120.0 || self.y + 60.0 > BOTTOM) {
                self.turn();
                self.head(&head, &columns, &widths, head_height, false);
            }
            loop {
                if self.lay(&mut cells) {
                    break;
                }
                self.turn();
                self.head(&head, &columns, &widths, head_height, false);
            }
            rows.push(Node::Group(Tag::Row, cells.into_iter().map(Cell::node).collect()));
        }
        self.add(Node::Group(Tag::Table, rows));
        self.y += 8.0;
    }

    /// The head of a table; only the first is in the tree.
    fn head(
        &mut self,
        head: &[(Lang, Vec<Line>)],
        columns: &[f32],
        widths: &[f32],
        height: f32,
        first: bool,
    ) -> Vec<Node> {
        self.draw(Drawn::Shade { x: SIDE, y: self.y, width: WIDTH, height, grey: 240 });
        let mut nodes = Vec::new();
        for (((lang, lines), x), _) in head.iter().zip(columns).zip(widths) {
            let mut y = self.y + PAD;
            let mut drawn = Vec::new();
            for line in lines {
                let number = if first { self.number() } else { usize::MAX };
                self.draw(Drawn::Text { x: x + PAD, y, line: line.clone(), number });
                y += line.height;
                drawn.push(Node::Drawn(number));
            }
            nodes.push(Node::Group(Tag::HeadCell, vec![Node::Group(Tag::Paragraph(*lang), drawn)]));
        }
        self.y += height;
        nodes
    }

    /// Lays as much of a row as fits on the page; whether that was all.
    fn lay(&mut self, cells: &mut [Cell]) -> bool {
        let top = self.y;
        let mut deepest = top;
        let mut whole = true;
        for cell in cells.iter_mut() {
            let mut y = top + PAD;
            let mut at = 0;
            for place in 0..cell.paragraphs.len() {
                for number in 0..cell.paragraphs[place].1.len() {
                    let line = cell.paragraphs[place].1[number].clone();
                    let fits = y + line.height + PAD <= BOTTOM || (y <= TOP + 120.0 && at == cell.laid);
                    if at >= cell.laid && fits && at == cell.laid {
                        let height = line.height;
                        let node = self.line(cell.x + PAD, y, line);
                        cell.nodes[place].push(node);
                        cell.laid += 1;
                        y += height;
                    }
                    at += 1;
                }
            }
            whole &= cell.laid == at;
            deepest = deepest.max(y);
        }
        self.y = deepest + PAD;
        self.draw(Drawn::Shade { x: SIDE, y: self.y - 0.5, width: WIDTH, height: 0.5, grey: 190 });
        whole
    }
}

impl Cell {
    fn height(&self) -> f32 {
        self.paragraphs.iter().map(|(_, lines)| height(lines)).sum()
    }

    fn node(self) -> Node {
        let paragraphs = self.paragraphs.into_iter().zip(self.nodes);
        let nodes = paragraphs.map(|((lang, _), nodes)| Node::Group(Tag::Paragraph(lang), nodes)).collect();
        Node::Group(self.tag, nodes)
    }
}

fn height(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.height).sum()
}
