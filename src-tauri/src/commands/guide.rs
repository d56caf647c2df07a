//! The guide inside the program: the pages of `docs/guide` and what they refer to for programs, cut into blocks of plain text. The window gets no markup; pictures
//! of the window are left out, since the window is there.

use bayan_core::model::Lang;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde::Serialize;
use ts_rs::TS;

use crate::failure::Failure;

/// The pages in the order they are read, with the address other pages link to them by.
const PAGES: [(Lang, &str, &str); 6] = [
    (Lang::En, "README.md", include_str!("../../../docs/guide/README.md")),
    (Lang::En, "importing.md", include_str!("../../../docs/guide/importing.md")),
    (Lang::En, "../export-format.md", include_str!("../../../docs/export-format.md")),
    (Lang::Ar, "ar.md", include_str!("../../../docs/guide/ar.md")),
    (Lang::Ar, "importing.ar.md", include_str!("../../../docs/guide/importing.ar.md")),
    (Lang::Ar, "../export-format.ar.md", include_str!("../../../docs/export-format.ar.md")),
];

/// By which the pages link to the documents made of the sample archive.
const SAMPLES: &str = "../samples/README.md";

/// A page of the guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GuidePage {
    /// By which other pages link to it.
    pub name: String,
    /// Its parts in order; the first is its heading.
    pub blocks: Vec<GuideBlock>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum GuideBlock {
    /// A heading.
    Heading {
        /// 1 for the page's own, 2 and more below.
        level: u8,
        /// Its words.
        words: Vec<GuideWords>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        words: Vec<GuideWords>,
    },
    /// A list.
    List {
        /// Whether its items are counted.
        counted: bool,
        /// The words of each item.
        items: Vec<Vec<GuideWords>>,
    },
    /// A table.
    Table {
        /// The words over each column.
        head: Vec<Vec<GuideWords>>,
        /// The words of each cell, a row at a time.
        rows: Vec<Vec<Vec<GuideWords>>>,
    },
    /// Something to be typed as it stands.
    Code {
        /// The text, with its line ends.
        text: String,
    },
}

/// Words set one way.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct GuideWords {
    /// The text.
    pub text: String,
    /// Set strongly.
    pub strong: bool,
    /// Set as a quotation of the interface or of a text.
    pub emphasis: bool,
    /// Something to be typed as it stands.
    pub code: bool,
    /// The page of the guide it leads to, where it leads to one.
    pub page: Option<String>,
    /// It leads to the documents that are made of the sample archive: the program does not carry them, but the archive.
    pub samples: bool,
}

/// The guide in a language.
#[tauri::command]
pub async fn guide(lang: Lang) -> Result<Vec<GuidePage>, Failure> {
    Ok(pages(lang))
}

fn pages(lang: Lang) -> Vec<GuidePage> {
    let own = PAGES.iter().filter(|(of, _, _)| *of == lang);
    own.map(|(_, name, text)| GuidePage { name: (*name).to_owned(), blocks: blocks(text, lang) }).collect()
}

/// What is being read of a page.
#[derive(Default)]
struct Reading {
    lang: Option<Lang>,
    blocks: Vec<GuideBlock>,
    words: Vec<GuideWords>,
    /// How the next words are set.
    style: GuideWords,
    items: Vec<Vec<GuideWords>>,
    head: Vec<Vec<GuideWords>>,
    rows: Vec<Vec<Vec<GuideWords>>>,
    row: Vec<Vec<GuideWords>>,
    /// Inside a picture, whose words describe what is not shown here.
    pictures: u32,
    code: Option<String>,
    in_item: u32,
}

/// The blocks of a page. Only pages in the same language are linked to: the guide is shown in one.
fn blocks(text: &str, lang: Lang) -> Vec<GuideBlock> {
    let mut reading = Reading { lang: Some(lang), ..Reading::default() };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        reading.take(event);
    }
    reading.blocks
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, false),
            Event::Code(text) => self.text(&text, true),
            Event::SoftBreak | Event::HardBreak => self.text(" ", false),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, code: bool) {
        if self.pictures > 0 {
            return;
        }
        if let Some(block) = &mut self.code {
            block.push_str(text);
            return;
        }
        let style = GuideWords { text: String::new(), code, ..self.style.clone() };
        match self.words.last_mut() {
            Some(last) if (GuideWords { text: String::new(), ..last.clone() }) == style => {
                last.text.push_str(text)
            }
            _ => self.words.push(GuideWords { text: text.to_owned(), ..style }),
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.style.strong = true,
            Tag::Emphasis => self.style.emphasis = true,
            Tag::Link { dest_url, .. } => {
                let known = PAGES
                    .iter()
                    .any(|(lang, name, _)| Some(*lang) == self.lang && *name == dest_url.as_ref());
                self.style.page = known.then(|| dest_url.to_string());
                self.style.samples = dest_url.as_ref() == SAMPLES;
            }
            Tag::Image { .. } => self.pictures += 1,
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Item => self.in_item += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.style.strong = false,
            TagEnd::Emphasis => self.style.emphasis = false,
            TagEnd::Link => (self.style.page, self.style.samples) = (None, false),
            TagEnd::Image => self.pictures -= 1,
            TagEnd::CodeBlock => {
                self.blocks.extend(self.code.take().map(|text| GuideBlock::Code { text }));
            }
            TagEnd::Heading(level) => {
                let words = std::mem::take(&mut self.words);
                self.blocks.push(GuideBlock::Heading { level: depth(level), words });
            }
            TagEnd::Paragraph if self.in_item == 0 => {
                let words = std::mem::take(&mut self.words);
                if words.iter().any(|words| !words.text.trim().is_empty()) {
                    self.blocks.push(GuideBlock::Paragraph { words });
                }
            }
            TagEnd::Item => {
                self.in_item -= 1;
                self.items.push(std::mem::take(&mut self.words));
            }
            TagEnd::List(counted) => {
                let items = std::mem::take(&mut self.items);
                self.blocks.push(GuideBlock::List { counted, items });
            }
            TagEnd::TableCell => self.row.push(std::mem::take(&mut self.words)),
            TagEnd::TableHead => self.head = std::mem::take(&mut self.row),
            TagEnd::TableRow => self.rows.push(std::mem::take(&mut self.row)),
            TagEnd::Table => {
                let (head, rows) = (std::mem::take(&mut self.head), std::mem::take(&mut self.rows));
                self.blocks.push(GuideBlock::Table { head, rows });
            }
            _ => {}
        }
    }
}

const fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_begins_with_its_heading_and_every_link_between_pages_of_the_guide_leads_somewhere() {
        for lang in [Lang::Ar, Lang::En] {
            for page in pages(lang) {
                let first = page.blocks.first();
                assert!(
                    matches!(first, Some(GuideBlock::Heading { level: 1, .. })),
                    "{} begins with {first:?}",
                    page.name
                );
            }
        }
        let linked = PAGES.iter().flat_map(|(_, _, text)| {
            Parser::new(text).filter_map(|event| match event {
                Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
                _ => None,
            })
        });
        for lang in [Lang::Ar, Lang::En] {
            let words =
                pages(lang).into_iter().flat_map(|page| page.blocks).filter_map(|block| match block {
                    GuideBlock::Paragraph { words } => Some(words),
                    _ => None,
                });
            assert_eq!(
                words.flatten().filter(|words| words.samples).count(),
                1,
                "{lang:?} leads to the samples once"
            );
        }
        for address in linked.filter(|address| address != SAMPLES && !address.contains(':')) {
            assert!(PAGES.iter().any(|(_, name, _)| *name == address), "no page {address} in the program");
        }
    }

    #[test]
    fn the_form_that_programs_read_is_a_page_the_guide_leads_to() {
        for (lang, name) in [(Lang::En, "../export-format.md"), (Lang::Ar, "../export-format.ar.md")] {
            let rows = pages(lang).into_iter().flat_map(|page| page.blocks).filter_map(|block| match block {
                GuideBlock::Table { rows, .. } => Some(rows),
                _ => None,
            });
            let mut words = rows.flatten().flatten().flatten();
            assert!(words.any(|words| words.page.as_deref() == Some(name)), "{lang:?} leads to it");
        }
    }

    #[test]
    fn tables_lists_and_styles_become_blocks_and_pictures_are_left_out() {
        let text = "# A **b**\n\n![p](p.png)\n\nSee *this* `x` [page](importing.md).\n\n- one\n- two\n\n|h|\n|-|\n|c|\n";
        let plain = |text: &str| GuideWords { text: text.into(), ..GuideWords::default() };
        let found = blocks(text, Lang::En);
        assert_eq!(
            found[0],
            GuideBlock::Heading {
                level: 1,
                words: vec![plain("A "), GuideWords { strong: true, ..plain("b") }]
            }
        );
        let GuideBlock::Paragraph { words } = &found[1] else { panic!("{found:?}") };
        assert_eq!(words[1], GuideWords { emphasis: true, ..plain("this") });
        assert_eq!(words[3], GuideWords { code: true, ..plain("x") });
        assert_eq!(words[5], GuideWords { page: Some("importing.md".into()), ..plain("page") });
        let items = vec![vec![plain("one")], vec![plain("two")]];
        assert_eq!(found[2], GuideBlock::List { counted: false, items });
        let (head, rows) = (vec![vec![plain("h")]], vec![vec![vec![plain("c")]]]);
        assert_eq!(found[3], GuideBlock::Table { head, rows });
        let samples = blocks("[such](../samples/README.md) two", Lang::En);
        let led = GuideWords { samples: true, ..plain("such") };
        assert_eq!(samples, [GuideBlock::Paragraph { words: vec![led, plain(" two")] }]);
        let abroad = blocks("[page](ar.md)", Lang::En);
        assert_eq!(abroad, [GuideBlock::Paragraph { words: vec![plain("page")] }]);
    }
}
