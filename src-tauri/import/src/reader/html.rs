//! Saved pages and pasted pieces of HTML: the article without what is around it, as text.
//!
//! Nothing in a page is run, shown or fetched. Before a page is parsed, [`flatten`] takes out scripts, styles and drawings,
//! and elements nested deeper than [`HTML_DEPTH`], which parsers need more time for than anybody has. `dom_smoothie`, after
//! Mozilla's Readability, tells the article from menus; where it finds none, all of the page's text is taken and that is
//! said. Of a pasted piece everything is taken.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::blocks::{Blocks, take_title};
use super::encoding::{by_name, decode};
use super::limits::HTML_DEPTH;
use super::markdown::field_date;
use super::{Hints, Reason, limits};
use crate::draft::{Draft, DraftParagraph, Format, ParagraphKind, Warning};

/// The most elements of a page that an article is looked for in.
const ELEMENTS: usize = 60_000;
/// The most elements of a page that is read at all: four for each paragraph that may be in it.
const MOST_ELEMENTS: usize = limits::PARAGRAPHS as usize * 4;

/// Reads a page, or a piece of one.
pub(super) fn read(bytes: &[u8], hints: &Hints) -> Result<Vec<Draft>, Reason> {
    let said = hints.table().or_else(|| declared(bytes));
    let decoded = decode(bytes, said);
    limits::text(decoded.text.len())?;
    let mut draft = if hints.whole {
        // A web engine puts these for the spaces beside an element when it hands over what is in the clipboard.
        of_html(&decoded.text.replace("&nbsp;", " ").replace("&#160;", " ").replace('\u{a0}', " "), true)?
    } else {
        of_html(&decoded.text, false)?
    };
    draft.encoding = Some(decoded.encoding);
    draft.warnings.splice(0..0, decoded.warnings);
    Ok(vec![draft])
}

/// The encoding that a page says it is in, in its first 2,048 bytes: `charset=`. UTF-8 that is none is not believed.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2_048)]).to_lowercase();
    let after = head.split_once("charset=")?.1;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    let table = by_name(&label)?;
    if table == encoding_rs::UTF_8 && std::str::from_utf8(bytes).is_err() {
        return None;
    }
    // A page that names UTF-16 in letters of one byte is not in UTF-16.
    let table = if table.name().starts_with("UTF-16") { encoding_rs::UTF_8 } else { table };
    Some(table)
}

/// Reads HTML that is characters already.
pub(super) fn of_html(html: &str, whole: bool) -> Result<Draft, Reason> {
    let (flat, elements) = flatten(html);
    if elements > MOST_ELEMENTS {
        return Err(Reason::TooManyParagraphs { count: elements as u64, limit: limits::PARAGRAPHS });
    }
    let mut draft = Draft { format: Format::Html, ..Draft::default() };
    let page = Document::from(flat.as_str());
    let all = page.body().map(|body| paragraphs(&body)).unwrap_or_default();
    let saved = html.find("<!-- saved from url=(").and_then(|at| {
        let (_, address) = html[at..].get(..2_000.min(html.len() - at))?.split_once(')')?;
        address.split_whitespace().next()
    });
    fields(&page, saved, &mut draft);
    // A page's title is often “heading | site”.
    let headings = page.select("h1");
    let heading = (headings.nodes().len() == 1)
        .then(|| headings.text().split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|heading| !heading.is_empty());
    let length = |paragraphs: &[DraftParagraph]| paragraphs.iter().map(|p| p.text.len()).sum::<usize>();
    let article = if whole || elements > ELEMENTS { None } else { article(page, &mut draft) };
    match article {
        // Of a page with little text the search leaves less than is the statement's.
        Some(article) if length(&article) * 4 >= length(&all).min(4_000) => draft.paragraphs = article,
        _ => {
            draft.paragraphs = all;
            if !whole {
                draft.warnings.push(Warning::NoArticle);
            }
        }
    }
    if whole || draft.title.is_none() {
        draft.title = take_title(&mut draft.paragraphs).or(draft.title);
    }
    if let (Some(title), Some(heading)) = (&draft.title, heading)
        && title.contains(&heading)
    {
        draft.title = Some(heading);
    }
    // The title stands above the article too.
    if let (Some(title), Some(first)) = (&draft.title, draft.paragraphs.first())
        && draft.paragraphs.len() > 1
        && first.text.split_whitespace().eq(title.split_whitespace())
    {
        draft.paragraphs.remove(0);
    }
    Ok(draft)
}

/// The article of a page.
fn article(page: Document, draft: &mut Draft) -> Option<Vec<DraftParagraph>> {
    let config = Config { max_elements_to_parse: ELEMENTS, ..Config::default() };
    let article = Readability::with_document(page, None, Some(config)).ok()?.parse().ok()?;
    if !article.title.trim().is_empty() {
        draft.title = Some(article.title.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    draft.author = article.byline.filter(|name| !name.trim().is_empty());
    if draft.site.is_none() {
        draft.site = article.site_name;
    }
    if draft.dates.is_empty()
        && let Some(written) = article.published_time
    {
        field_date(&written, "published_time", draft);
    }
    let content = Document::from(article.content.to_string().as_str());
    let found = content.body().map(|body| paragraphs(&body))?;
    (!found.is_empty()).then_some(found)
}

/// What a page says of itself.
fn fields(page: &Document, saved: Option<&str>, draft: &mut Draft) {
    let attribute = |selector: &str, name: &str| {
        let value = page.select_single(selector).attr(name)?.trim().to_owned();
        (!value.is_empty()).then_some(value)
    };
    let is_address = |address: &String| address.starts_with("http://") || address.starts_with("https://");
    draft.address = attribute("link[rel=canonical]", "href")
        .filter(is_address)
        .or_else(|| attribute("meta[property='og:url']", "content").filter(is_address))
        .or_else(|| saved.map(str::to_owned).filter(is_address));
    draft.site = attribute("meta[property='og:site_name']", "content");
    for (selector, name, field) in [
        ("meta[property='article:published_time']", "content", "article:published_time"),
        ("meta[itemprop=datePublished]", "content", "datePublished"),
        ("meta[name='DC.date.issued']", "content", "DC.date.issued"),
        ("meta[name='dc.date']", "content", "dc.date"),
        ("meta[name=date]", "content", "date"),
        ("meta[name=pubdate]", "content", "pubdate"),
        ("time[datetime]", "datetime", "time"),
    ] {
        if let Some(written) = attribute(selector, name) {
            field_date(&written, field, draft);
            break;
        }
    }
    let title = page.select_single("title").text().split_whitespace().collect::<Vec<_>>().join(" ");
    if !title.is_empty() {
        draft.title = Some(title);
    }
}

/// The paragraphs under a node.
pub(super) fn paragraphs(node: &NodeRef<'_>) -> Vec<DraftParagraph> {
    let mut walk = Walk { blocks: Blocks::new(), open: false, text: String::new(), kinds: Vec::new() };
    walk.children(node, 0);
    walk.finish_paragraph();
    walk.blocks.finish()
}

struct Walk {
    blocks: Blocks,
    open: bool,
    text: String,
    kinds: Vec<ParagraphKind>,
}

impl Walk {
    fn children(&mut self, node: &NodeRef<'_>, depth: usize) {
        // Deeper than the flattened page can be.
        if depth > HTML_DEPTH * 4 {
            return;
        }
        let mut child = node.first_child();
        while let Some(node) = child {
            if node.is_text() {
                self.words(&node.text());
            } else if node.is_element() {
                self.element(&node, depth);
            }
            child = node.next_sibling();
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, depth: usize) {
        let name = node.node_name().unwrap_or_default();
        match &*name {
            "script" | "style" | "noscript" | "template" | "svg" | "math" | "head" | "iframe" | "object"
            | "select" | "button" | "textarea" | "nav" | "audio" | "video" | "canvas" => {}
            "br" => self.words(" "),
            "hr" => self.finish_paragraph(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.block(node, depth, Some(ParagraphKind::Heading)),
            "li" | "dd" | "dt" => self.block(node, depth, Some(ParagraphKind::ListItem)),
            "blockquote" | "q" if &*name == "blockquote" => {
                self.block(node, depth, Some(ParagraphKind::Quotation));
            }
            "tr" => {
                self.finish_paragraph();
                self.blocks.begin_row();
                self.children(node, depth + 1);
                self.finish_paragraph();
                self.blocks.end_row();
            }
            "td" | "th" => {
                self.finish_paragraph();
                self.blocks.begin_cell();
                self.children(node, depth + 1);
                self.finish_paragraph();
                self.blocks.end_cell();
            }
            "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "figure"
            | "figcaption" | "ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "caption"
            | "pre" | "address" | "form" | "fieldset" | "details" | "summary" | "body" | "html"
            | "center" => {
                self.block(node, depth, None);
            }
            _ => self.children(node, depth + 1),
        }
    }

    fn block(&mut self, node: &NodeRef<'_>, depth: usize, kind: Option<ParagraphKind>) {
        self.finish_paragraph();
        self.kinds.extend(kind);
        self.children(node, depth + 1);
        self.finish_paragraph();
        if kind.is_some() {
            self.kinds.pop();
        }
    }

    /// White space is one space, whatever it is made of.
    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                if self.open && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
            } else {
                if !self.open {
                    self.open = true;
                    self.blocks.begin(self.kinds.last().copied().unwrap_or_default());
                }
                self.text.push(c);
            }
        }
    }

    fn finish_paragraph(&mut self) {
        if std::mem::take(&mut self.open) {
            self.blocks.text(&self.text);
            self.blocks.end(false);
        }
        self.text.clear();
    }
}

/// Elements that never have content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "param",
];
/// Elements that end by themselves where another begins, so that they do not nest.
const SELF_ENDING: [&str; 13] =
    ["p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "html", "head", "body"];
/// Elements whose content is no text of the page.
const RAW: [&str; 6] = ["script", "style", "svg", "math", "noembed", "iframe"];

/// A page without what is no text, and without the elements that nest too deep (their content stays); and how many elements
/// it has. Takes time in proportion to the page.
pub(super) fn flatten(html: &str) -> (String, usize) {
    let lower = html.to_ascii_lowercase();
    let mut out = String::with_capacity(html.len());
    let mut open: Vec<(&str, bool)> = Vec::new();
    let (mut at, mut elements) = (0, 0);
    // Where a raw element's end was looked for in vain: it is not looked for again.
    let mut endless: HashSet<&str> = HashSet::new();
    while let Some(from) = html[at..].find('<').map(|found| at + found) {
        out.push_str(&html[at..from]);
        let rest = &lower[from..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| from + end + 3);
            continue;
        }
        let end = tag_end(html, from);
        let closes = rest.starts_with("</");
        let begin = from + if closes { 2 } else { 1 };
        let name_end = lower[begin..end]
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == ':'))
            .map_or(end, |len| begin + len);
        let name = &lower[begin..name_end];
        at = end;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            // `<!doctype`, `<3`: what stands there is kept, but a lone sign must not begin a tag.
            if rest.starts_with("<!") || rest.starts_with("<?") {
                out.push_str(&html[from..end]);
            } else {
                out.push_str("&lt;");
                at = from + 1;
            }
            continue;
        }
        if closes {
            if VOID.contains(&name) || SELF_ENDING.contains(&name) || RAW.contains(&name) {
                out.push_str(&html[from..end]);
                continue;
            }
            let near = open.len().saturating_sub(16);
            match open[near..].iter().rposition(|(opened, _)| *opened == name) {
                Some(found) => {
                    let kept = open.get(near + found).is_some_and(|(_, kept)| *kept);
                    open.truncate(near + found);
                    if kept {
                        out.push_str(&html[from..end]);
                    }
                }
                None if open.len() < HTML_DEPTH => out.push_str(&html[from..end]),
                None => {}
            }
            continue;
        }
        elements += 1;
        if RAW.contains(&name) {
            let data = name == "script" && lower[from..end].contains("ld+json");
            let close = (!endless.contains(name))
                .then(|| lower[end..].find(&format!("</{name}")).map(|found| end + found))
                .flatten();
            let after = match close {
                Some(close) => tag_end(html, close),
                None => {
                    endless.insert(name);
                    end
                }
            };
            if data {
                out.push_str(&html[from..after]);
            }
            at = after;
            continue;
        }
        let alone = VOID.contains(&name) || SELF_ENDING.contains(&name) || html[..end].ends_with("/>");
        if !alone {
            let kept = open.len() < HTML_DEPTH;
            open.push((name, kept));
            if !kept {
                continue;
            }
        }
        out.push_str(&html[from..end]);
    }
    out.push_str(&html[at..]);
    (out, elements)
}

/// The byte after the `>` that ends a tag, quoted values passed over; of a tag that never ends, the text's end.
fn tag_end(html: &str, from: usize) -> usize {
    let mut quote = None;
    for (at, byte) in html.as_bytes()[from..].iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return from + at + 1,
            (None, b'"' | b'\'') if html.as_bytes()[..from + at].ends_with(b"=") => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            // A quotation mark that is never closed must not swallow the page.
            (_, b'<') if at > 4_096 => return from + at,
            _ => {}
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html dir=rtl lang=ar><head><meta charset=utf-8><title>بيان المجلس | الموقع</title>\
        <link rel=canonical href='https://example.org/news/12'><meta property='article:published_time' content='2025-03-27T10:00:00Z'>\
        <meta property='og:site_name' content='المجلس'><style>p{color:red}</style></head><body><nav><a href=/>الرئيسية</a> \
        <a href=/n>الأخبار</a></nav><article><h1>بيان المجلس</h1><p>عقد المجلس اجتماعه الدوري في دمشق، وبحث أوضاع \
        اللاجئين والنازحين، وأكد دعمه الكامل لوقف إطلاق النار، وشدد على حق العودة الطوعية الآمنة الكريمة.</p><p>وأعرب \
        المجلس عن قلقه من تزايد الخروقات، ودعا الأطراف إلى الالتزام ببنود الاتفاق، وإلى <b>تسليم القوائم</b> قبل نهاية \
        الشهر، وفق ما اتفق عليه في الجولة الأخيرة.</p><ul><li>فتح المعابر كافة أمام القوافل الإنسانية من غير شروط مسبقة\
        </li><li>الإفراج عن المعتقلين وكشف مصير المفقودين في جميع المناطق</li></ul><script>track('x')</script></article>\
        <footer>جميع الحقوق محفوظة</footer></body></html>";

    #[test]
    fn a_page_gives_its_article_with_title_date_and_address_and_without_menus() {
        let draft = of_html(PAGE, false).unwrap();
        assert_eq!(draft.title.as_deref(), Some("بيان المجلس"));
        assert_eq!(draft.address.as_deref(), Some("https://example.org/news/12"));
        assert_eq!(draft.site.as_deref(), Some("المجلس"));
        assert_eq!(draft.dates[0].date.to_string(), "2025-03-27");
        let got: Vec<_> = draft.texts().collect();
        assert_eq!(got.len(), 4, "{got:?}");
        assert!(got[1].contains("وإلى تسليم القوائم قبل"));
        assert_eq!(draft.paragraphs[2].kind, ParagraphKind::ListItem);
        assert!(!got.concat().contains("الرئيسية") && !got.concat().contains("track"));
    }

    #[test]
    fn of_a_pasted_piece_everything_is_taken() {
        let draft =
            of_html("<h2>بيان</h2><p>نص <i>أول</i><br>منه</p><table><tr><td>أ<td>ب</table>", true).unwrap();
        assert_eq!(draft.title.as_deref(), Some("بيان"));
        assert_eq!(draft.texts().collect::<Vec<_>>(), ["نص أول منه", "أ\tب"]);
        assert!(draft.warnings.is_empty());
    }

    #[test]
    fn the_spaces_that_a_web_engine_makes_unbreakable_in_the_clipboard_are_spaces() {
        let hints = Hints { whole: true, ..Hints::default() };
        let pasted = "<p>حذر المجلس من نهب&nbsp;<b>المتاحف</b>\u{a0}والمواقع.</p>";
        let drafts = read(pasted.as_bytes(), &hints).unwrap();
        assert_eq!(drafts[0].texts().collect::<Vec<_>>(), ["حذر المجلس من نهب المتاحف والمواقع."]);
    }

    #[test]
    fn a_page_without_an_article_gives_its_text_and_says_so() {
        let draft = of_html("<html><body><div>عنوان</div><div>سطر</div></body></html>", false).unwrap();
        assert!(draft.paragraphs.len() + usize::from(draft.title.is_some()) >= 2);
    }

    #[test]
    fn elements_nested_without_end_are_flattened_and_their_text_stays() {
        let deep = format!("<body>{}نص عميق{}</body>", "<div>".repeat(200_000), "</div>".repeat(200_000));
        let draft = of_html(&deep, false).unwrap();
        assert_eq!(draft.texts().collect::<Vec<_>>(), ["نص عميق"]);
        let (flat, _) = flatten(&deep);
        assert_eq!(flat.matches("<div>").count(), HTML_DEPTH);
        assert_eq!(flat.matches("</div>").count(), HTML_DEPTH);
    }

    #[test]
    fn the_encoding_that_a_page_names_is_taken() {
        let page = "<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1256'></head><body><p>نص قصير";
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(page);
        let drafts = read(&bytes, &Hints { whole: true, ..Hints::default() }).unwrap();
        assert_eq!(drafts[0].texts().collect::<Vec<_>>(), ["نص قصير"]);
    }
}
