//! Pages that list releases: an organisation's “statements”, newest first, each a link.
//!
//! Which links of a page lead to releases is told by general rules, from what is alike in all such pages:
//!
//! - they lead to the page's own site, and not to the page itself;
//! - they do not stand in what the page calls a menu, a header, a footer or a box beside the text;
//! - what stands with a link in its row of a table or list (a date, a subject, a PDF) is the release's; a date may stand between
//!   two releases;
//! - each has words of a title, or a date; “Read more” is not taken for a title where a heading stands above it;
//! - they stand in a structure that is repeated, each in a part of its own. Of several such structures the one with the most
//!   words is taken, dates and the page's main part counting for it; and what leads where that one's links lead (the newest
//!   release is often set apart at the top).
//!
//! A link to the list's next page is told apart from them. Nothing is fetched here.

mod asides;

use std::collections::{BTreeMap, HashMap};

use dom_query::{Document, NodeId, NodeRef};
use serde::{Deserialize, Serialize};
use url::Url;

use self::asides::{Asides, tokens};
use super::encoding::decode;
use super::html::{declared, flatten};
use super::{Hints, Reason, dates, limits};
use crate::draft::{Calendar, Confidence, DateGuess, DatePlace};

/// The most links that are taken from a page.
pub const LINKS: usize = 100;
/// The most elements of a page that links are looked for in.
const ELEMENTS: usize = 60_000;
/// The shortest title, in letters, or in words.
const LETTERS: usize = 20;
const WORDS: usize = 4;
/// The longest title that is kept, in characters.
const LONGEST: usize = 300;
/// How far above a link its row is looked for.
const ROW: usize = 6;
/// The fewest links of a list.
const FEWEST: usize = 2;

/// What a page lists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Listing {
    /// The links to releases, in the page's order, each address once.
    pub links: Vec<Link>,
    /// The address of the list's next page.
    pub further: Option<String>,
}

/// A link to a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads: an address of the page's own site.
    pub address: String,
    /// What the page calls it.
    pub title: String,
    /// The date that stands with it.
    pub date: Option<DateGuess>,
}

/// Reads a page that lists releases; [`Hints::address`] is where it was fetched from.
pub(super) fn read(bytes: &[u8], hints: &Hints) -> Result<Listing, Reason> {
    if bytes.is_empty() {
        return Err(Reason::Empty);
    }
    let decoded = decode(bytes, hints.table().or_else(|| declared(bytes)));
    limits::text(decoded.text.len())?;
    let page = hints.address.as_deref().and_then(|address| Url::parse(address).ok());
    let page = page.ok_or(Reason::NoLinks)?;
    let listing = of_page(&decoded.text, &page);
    if listing.links.is_empty() { Err(Reason::NoLinks) } else { Ok(listing) }
}

/// A link as it stands in the page.
struct Found<'a> {
    node: NodeRef<'a>,
    address: Url,
    text: String,
    /// It stands in a menu or beside the text.
    aside: bool,
}

/// All links to one address.
struct Candidate {
    address: Url,
    title: String,
    date: Option<DateGuess>,
    /// The dates that stand by themselves before it and behind it.
    beside: [Option<DateGuess>; 2],
    /// The names of the elements it lies in, and the class of the innermost of them that is shared with others.
    path: String,
    main: bool,
}

fn of_page(html: &str, page: &Url) -> Listing {
    let (flat, elements) = flatten(html);
    if elements > ELEMENTS {
        return Listing::default();
    }
    let document = Document::from(flat.as_str());
    let base = document.select_single("base").attr("href").and_then(|base| page.join(&base).ok());
    let base = base.filter(|base| same_site(base, page)).unwrap_or_else(|| page.clone());
    let mut asides = Asides::of(&document);
    let found: Vec<Found<'_>> = document
        .select("a[href]")
        .nodes()
        .iter()
        .filter_map(|node| {
            let address = address_of(node, &base, page)?;
            Some(Found { node: *node, address, text: called(node), aside: asides.hold(node) })
        })
        .collect();
    let further = further(&document, &found, &base, page);

    let content: Vec<&Found<'_>> =
        found.iter().filter(|link| !link.aside && Some(&link.address) != further.as_ref()).collect();
    let within = addresses_within(&content);
    let titled: Vec<&Found<'_>> = content.iter().copied().filter(|link| is_title(&link.text)).collect();
    let titled = addresses_within(&titled);
    let mut order: Vec<&Url> = Vec::new();
    let mut by_address: HashMap<&Url, Vec<&Found<'_>>> = HashMap::new();
    for link in content {
        let links = by_address.entry(&link.address).or_default();
        if links.is_empty() {
            order.push(&link.address);
        }
        links.push(link);
    }
    let candidates: Vec<Candidate> = order
        .into_iter()
        .filter_map(|address| candidate(address, by_address.get(address)?, &within, &titled))
        .collect();
    let links = chosen(candidates)
        .into_iter()
        .take(LINKS)
        .map(|candidate| Link {
            address: candidate.address.to_string(),
            title: candidate.title,
            date: candidate.date,
        })
        .collect();
    Listing { links, further: further.map(|address| address.to_string()) }
}

/// Where a link leads, if that is another page or document of the same site.
fn address_of(node: &NodeRef<'_>, base: &Url, page: &Url) -> Option<Url> {
    let written = node.attr("href")?;
    let written = written.trim();
    if written.is_empty() || written.starts_with('#') || node.has_attr("download") {
        return None;
    }
    let mut address = base.join(written).ok()?;
    address.set_fragment(None);
    let mut own = page.clone();
    own.set_fragment(None);
    let media = [
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp3", ".mp4", ".zip", ".css", ".js", ".ics",
        ".xml", ".rss", ".xlsx", ".xls", ".csv", ".json",
    ];
    let path = address.path().to_ascii_lowercase();
    let fits = same_site(&address, page)
        && address != own
        && address.path() != "/"
        && address.username().is_empty()
        && address.password().is_none()
        && !media.iter().any(|ending| path.ends_with(ending));
    fits.then_some(address)
}

/// Whether an address is of a page's own site: the same host, with `www.` or without, asked for as safely.
fn same_site(address: &Url, page: &Url) -> bool {
    let bare = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
    let safe = match address.scheme() {
        "https" => true,
        "http" => page.scheme() == "http",
        _ => false,
    };
    let port = address.port() == page.port() || address.scheme() != page.scheme();
    safe && port && bare(address).is_some() && bare(address) == bare(page)
}

/// The words of an element, white space as one space, and one between what stands in parts of its own.
fn words_of(node: &NodeRef<'_>) -> String {
    let mut words = String::new();
    gather(node, &mut words);
    cut(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a link calls the place it leads to: its words; in full where they are cut short and it says the whole of them.
fn called(link: &NodeRef<'_>) -> String {
    let words = words_of(link);
    let short = words.trim_end_matches(['…', '.', ' ']);
    if words.ends_with('…') || words.ends_with("...") {
        let whole = link.attr("title").unwrap_or_default();
        let whole = cut(&whole.split_whitespace().collect::<Vec<_>>().join(" "));
        if !short.is_empty() && whole.starts_with(short) {
            return whole;
        }
    }
    words
}

fn gather(node: &NodeRef<'_>, words: &mut String) {
    // More than this is not looked at in the end.
    if words.len() > LONGEST * 16 {
        return;
    }
    let mut child = node.first_child();
    while let Some(node) = child {
        if node.is_text() {
            words.push_str(&node.text());
        } else if node.is_element() {
            let name = node.node_name().unwrap_or_default();
            let within_words = matches!(
                &*name,
                "a" | "b"
                    | "i"
                    | "em"
                    | "strong"
                    | "u"
                    | "font"
                    | "mark"
                    | "small"
                    | "sup"
                    | "sub"
                    | "bdi"
                    | "bdo"
            );
            if !within_words {
                words.push(' ');
            }
            gather(&node, words);
            if !within_words {
                words.push(' ');
            }
        }
        child = node.next_sibling();
    }
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// How many addresses the links under each element lead to: 1, or 2 for more.
fn addresses_within<'a>(links: &[&Found<'a>]) -> HashMap<NodeId, (usize, Url)> {
    let mut within: HashMap<NodeId, (usize, Url)> = HashMap::new();
    for link in links {
        for above in std::iter::once(link.node).chain(link.node.ancestors_it(None)) {
            let (count, address) = within.entry(above.id).or_insert_with(|| (1, link.address.clone()));
            if *address != link.address {
                *count = 2;
            }
        }
    }
    within
}

/// What the links to one address are as one, if they may lead to a release.
fn candidate(
    address: &Url,
    links: &[&Found<'_>],
    within: &HashMap<NodeId, (usize, Url)>,
    titled: &HashMap<NodeId, (usize, Url)>,
) -> Option<Candidate> {
    let longest = links.iter().max_by_key(|link| link.text.chars().count())?;
    // The part of the page that is this release's alone: the highest element with no link elsewhere in it.
    let alone = |node: &NodeRef<'_>| within.get(&node.id).is_some_and(|(count, _)| *count == 1);
    let part = longest
        .node
        .ancestors_it(None)
        .take_while(|above| alone(above) && above.node_name().is_none_or(|name| &*name != "body"))
        .last()
        .unwrap_or(longest.node);
    let part = if is_title(&longest.text) { row_of(part, titled) } else { part };
    let about = words_of(&part);
    let heading = part
        .descendants_it()
        .find(|node| {
            node.node_name().is_some_and(|name| matches!(&*name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
        })
        .map(|heading| words_of(&heading))
        .filter(|heading| !heading.is_empty());
    let title = match heading {
        Some(heading) if !is_title(&longest.text) || longest.text.contains(&heading) => heading,
        None if !is_title(&longest.text) => about.clone(),
        _ => longest.text.clone(),
    };
    let title = without_date(&title);
    let date = date_in(&part, &title, &about);
    let dated = date.as_ref().is_some_and(|date| date.date.day_of_month().is_some());
    // A menu's words are few; a release called by its date alone is not a menu's.
    if title.is_empty() || !(is_title(&title) || dated && part.id != longest.node.id || holds_date(&title)) {
        return None;
    }
    let mut path: Vec<String> =
        part.ancestors_it(None).filter_map(|above| above.node_name()).map(|name| name.to_string()).collect();
    path.extend(part.node_name().map(|name| name.to_string()));
    let shared = part.parent().and_then(|parent| parent.class()).unwrap_or_default();
    path.push(shared.to_string());
    let main = part.ancestors_it(None).any(|above| {
        above.node_name().is_some_and(|name| matches!(&*name, "main" | "article"))
            || above.attr("role").is_some_and(|role| &*role == "main")
            || tokens(&above).any(|token| matches!(token.as_str(), "content" | "main"))
    });
    let beside = match date {
        None => {
            [part.prev_element_sibling(), part.next_element_sibling()].map(|node| date_alone(node.as_ref()?))
        }
        Some(_) => [None, None],
    };
    Some(Candidate { address: address.clone(), title, date, beside, path: path.join(">"), main })
}

/// The row of a list that a part of one stands in: the nearest element with others like it beside it. Of a release's row other
/// links are part too (“PDF”, a subject), but no other release.
fn row_of<'a>(part: NodeRef<'a>, titled: &HashMap<NodeId, (usize, Url)>) -> NodeRef<'a> {
    let is_row = |node: &NodeRef<'_>| {
        let alike = |other: &NodeRef<'_>| {
            other.node_name() == node.node_name()
                && other.class() == node.class()
                && titled.contains_key(&other.id)
        };
        // A term and its description take turns.
        let before = std::iter::successors(node.prev_element_sibling(), |other| other.prev_element_sibling());
        let behind = std::iter::successors(node.next_element_sibling(), |other| other.next_element_sibling());
        before.take(2).chain(behind.take(2)).any(|other| alike(&other))
    };
    std::iter::once(part)
        .chain(part.ancestors_it(Some(ROW)))
        .take_while(|above| titled.get(&above.id).is_some_and(|(count, _)| *count == 1))
        .find(is_row)
        .unwrap_or(part)
}

/// The date that an element tells which stands by itself beside a release, without links or many words.
fn date_alone(node: &NodeRef<'_>) -> Option<DateGuess> {
    let words = words_of(node);
    let links = node.descendants_it().any(|inner| inner.node_name().is_some_and(|name| &*name == "a"));
    let short = words.chars().count() <= 60;
    if short && !links {
        date_in(node, "", &words).filter(|date| date.date.day_of_month().is_some())
    } else {
        None
    }
}

/// A title without the date that stands before it or behind it, unless that is all it says.
fn without_date(title: &str) -> String {
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | ':' | ',' | '،' | '•' | '·');
    for found in dates::in_text(title).iter().filter(|found| found.date.day_of_month().is_some()) {
        let (before, behind) = (&title[..found.bytes.start], &title[found.bytes.end..]);
        let rest = match (before.trim_matches(is_between), behind.trim_matches(is_between)) {
            ("", rest) | (rest, "") => rest,
            _ => continue,
        };
        // “Statement of 27 March 2025” is a title with its date.
        let parted = before.is_empty() || before.trim_end().ends_with(['-', '–', '—', '|', '•', '·']);
        if parted && is_title(rest) {
            return rest.to_owned();
        }
    }
    title.to_owned()
}

fn is_title(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= LETTERS || (letters * 2 >= LETTERS && text.split_whitespace().count() >= WORDS)
}

fn holds_date(text: &str) -> bool {
    dates::in_text(text).iter().any(|found| found.date.day_of_month().is_some())
}

/// The date that stands with a link: as a field, in its title, or beside it.
fn date_in(part: &NodeRef<'_>, title: &str, about: &str) -> Option<DateGuess> {
    let field = part
        .descendants_it()
        .filter(|node| node.node_name().is_some_and(|name| &*name == "time"))
        .find_map(|node| node.attr("datetime"))
        .and_then(|written| {
            let date = written.get(..10)?.parse().ok()?;
            Some((date, written.to_string(), Calendar::Gregorian))
        });
    let in_words = || {
        let read = dates::in_text(about).into_iter().chain(dates::in_text(title));
        read.max_by_key(|found| found.date.day_of_month().is_some())
            .map(|found| (found.date, found.words.to_owned(), found.calendar))
    };
    let (date, words, calendar) = field.or_else(in_words)?;
    Some(DateGuess {
        date,
        words,
        place: DatePlace::Metadata { field: "list".into() },
        calendar,
        confidence: Confidence::Likely,
    })
}

/// The candidates of the list: the structure with the most words, and what leads where its links lead.
fn chosen(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut groups: BTreeMap<&str, Vec<&Candidate>> = BTreeMap::new();
    for candidate in &candidates {
        groups.entry(&candidate.path).or_default().push(candidate);
    }
    let weight = |group: &[&Candidate]| -> f64 {
        let words: usize = group.iter().map(|one| one.title.chars().count().min(120)).sum();
        let part = |count: usize| 1.0 + count as f64 / group.len() as f64;
        let dated = group.iter().filter(|one| one.date.is_some()).count();
        let main = group.iter().filter(|one| one.main).count();
        words as f64 * part(dated) * part(main)
    };
    let best = groups
        .values()
        .filter(|group| group.len() >= FEWEST || group.iter().all(|one| one.main && one.date.is_some()))
        .max_by(|a, b| weight(a).total_cmp(&weight(b)));
    let Some(best) = best else { return Vec::new() };
    let path = best[0].path.clone();
    let mut shapes: HashMap<String, usize> = HashMap::new();
    for one in best {
        *shapes.entry(shape(&one.address)).or_default() += 1;
    }
    let often = best.len().div_ceil(2);
    let main = best.iter().all(|one| one.main);
    // Where dates stand between the releases, each has one on the same side of it.
    let has = |side: usize| best.iter().filter(|one| one.beside[side].is_some()).count();
    let side = if has(0) >= has(1) { 0 } else { 1 };
    candidates
        .into_iter()
        .filter(|one| {
            let leads_alike = shapes.get(&shape(&one.address)).is_some_and(|count| *count >= often);
            one.path == path || leads_alike && (one.main || !main)
        })
        .map(|mut one| {
            one.date = one.date.or(one.beside[side].take());
            one
        })
        .collect()
}

/// An address without what differs from release to release: its numbers, and the last part of its path.
fn shape(address: &Url) -> String {
    let parts: Vec<&str> = address.path().split('/').filter(|part| !part.is_empty()).collect();
    let before = parts
        .iter()
        .take(parts.len().saturating_sub(1))
        .map(|part| if part.chars().any(|c| c.is_ascii_digit()) { "0" } else { part });
    let names: Vec<String> = address.query_pairs().map(|(name, _)| name.into_owned()).collect();
    format!("{}?{}", before.collect::<Vec<_>>().join("/"), names.join("&"))
}

/// The list's next page: what the page says it is, what is called so, or the next number of a row of page numbers.
fn further(document: &Document, found: &[Found<'_>], base: &Url, page: &Url) -> Option<Url> {
    const WORDS: [&str; 17] = [
        "next",
        "next page",
        "older",
        "older posts",
        "older entries",
        "»",
        "›",
        "→",
        ">",
        "التالي",
        "التالية",
        "الصفحة التالية",
        "الأقدم",
        "أقدم",
        "بيانات أقدم",
        "الصفحه التاليه",
        "next »",
    ];
    let said = document.select("link[rel=next], a[rel=next]");
    if let Some(address) = said.nodes().iter().find_map(|node| address_of(node, base, page)) {
        return Some(address);
    }
    let called = found.iter().find(|link| {
        let text = link.text.to_lowercase();
        let text =
            text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '«' | '»' | '‹' | '›' | '→' | '←'));
        let label = link.node.attr("aria-label").unwrap_or_default().to_lowercase();
        WORDS.contains(&text) || WORDS.contains(&link.text.as_str()) || WORDS.contains(&label.trim())
    });
    if let Some(link) = called {
        return Some(link.address.clone());
    }
    // A row of numbers in what is called a pager: the page at hand is the one that is no link.
    let numbers: Vec<(u32, &Found<'_>)> = found
        .iter()
        .filter(|link| {
            link.node.ancestors_it(Some(4)).any(|above| {
                tokens(&above).any(|token| {
                    matches!(
                        token.as_str(),
                        "pagination" | "pager" | "paging" | "paginator" | "pages" | "page"
                    )
                })
            })
        })
        .filter_map(|link| Some((number(&link.text)?, link)))
        .collect();
    let largest = numbers.iter().map(|(number, _)| *number).max()?;
    let here = (1..=largest).find(|one| numbers.iter().all(|(number, _)| number != one)).unwrap_or(1);
    numbers.iter().find(|(number, _)| *number == here + 1).map(|(_, link)| link.address.clone())
}

/// A number of a page, in digits of Latin or Arabic writing.
fn number(text: &str) -> Option<u32> {
    let digits: Option<String> = text
        .chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
            _ => None,
        })
        .collect();
    digits?.parse().ok().filter(|number| *number < 10_000)
}

#[cfg(test)]
mod bodies;
#[cfg(test)]
mod tests;
