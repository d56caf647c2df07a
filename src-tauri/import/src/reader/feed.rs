//! Feeds: RSS 0.9 to 2.0, RDF, Atom and JSON Feed. Each entry is a draft, in the feed's order.
//!
//! An entry's text is its content, or its summary where the feed carries no more. What it was read from is kept: of RSS and
//! Atom the entry's own element.

use feed_rs::model::Entry;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::encoding::decode;
use super::markdown::field_date;
use super::{Hints, Reason, html, limits};
use crate::draft::{Calendar, Confidence, DateGuess, DatePlace, Draft, Format, Original};

const PART: &str = "the feed";

/// Reads a feed.
pub(super) fn read(bytes: &[u8], hints: &Hints) -> Result<Vec<Draft>, Reason> {
    let said = hints.table().or_else(|| declared(bytes));
    let decoded = decode(bytes, said);
    limits::text(decoded.text.len())?;
    let text = undeclared(&decoded.text);
    let feed = feed_rs::parser::parse(text.as_bytes()).map_err(|error| {
        let cut = !text.trim_end().ends_with(['>', '}']);
        match cut {
            true => Reason::Truncated { part: PART.into() },
            false => Reason::Damaged { part: PART.into(), why: error.to_string() },
        }
    })?;
    if feed.entries.is_empty() {
        return Err(Reason::Empty);
    }
    if feed.entries.len() as u64 > limits::RELEASES {
        return Err(Reason::TooManyReleases { limit: limits::RELEASES });
    }
    let parts = entries(&text);
    let site = feed.title.map(|title| plain(&title.content)).filter(|title| !title.is_empty());
    let fits = parts.len() == feed.entries.len();
    let mut drafts = Vec::new();
    for (n, entry) in feed.entries.into_iter().enumerate() {
        let part = parts.get(n).filter(|_| fits).copied();
        let mut draft = of_entry(entry)?;
        // What the feed's own form does not know as a date may be one in words.
        if draft.dates.is_empty()
            && let Some(written) = part.and_then(date_of)
        {
            field_date(&written, "pubDate", &mut draft);
        }
        draft.site.clone_from(&site);
        draft.encoding = Some(decoded.encoding.clone());
        draft.warnings.extend(decoded.warnings.iter().cloned());
        draft.original = Original::of_part(match part {
            Some(part) => part.to_owned(),
            None => draft.texts().collect::<Vec<_>>().join("\n\n"),
        });
        if !draft.paragraphs.is_empty() || draft.title.is_some() {
            drafts.push(draft);
        }
    }
    Ok(drafts)
}

fn of_entry(entry: Entry) -> Result<Draft, Reason> {
    let body = entry
        .content
        .and_then(|content| content.body)
        .filter(|body| !body.trim().is_empty())
        .or_else(|| entry.summary.map(|summary| summary.content))
        .unwrap_or_default();
    let mut draft = html::of_html(&body, true)?;
    draft.format = Format::Feed;
    if let Some(title) = entry.title.map(|title| plain(&title.content)).filter(|title| !title.is_empty()) {
        if let Some(first) = draft.title.take().filter(|first| *first != title) {
            draft.paragraphs.insert(0, crate::draft::DraftParagraph::body(first));
        }
        draft.title = Some(title);
    }
    draft.address = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .or(entry.links.first())
        .map(|link| link.href.clone());
    draft.author =
        entry.authors.into_iter().filter_map(|person| person.name).find(|name| !name.trim().is_empty());
    for (field, time) in [("published", entry.published), ("updated", entry.updated)] {
        if let Some(time) = time {
            let words = time.to_rfc3339();
            if let Some(date) = words.get(..10).and_then(|day| day.parse().ok()) {
                let confidence = if field == "published" { Confidence::Likely } else { Confidence::Low };
                draft.dates.push(DateGuess {
                    date,
                    words,
                    place: DatePlace::Metadata { field: field.to_owned() },
                    calendar: Calendar::Gregorian,
                    confidence,
                });
            }
        }
    }
    Ok(draft)
}

/// A title may be written in HTML.
fn plain(title: &str) -> String {
    let text = if title.contains(['<', '&']) {
        html::of_html(title, true)
            .map(|draft| {
                draft.title.into_iter().chain(draft.paragraphs.into_iter().map(|p| p.text)).collect()
            })
            .unwrap_or_else(|_| title.to_owned())
    } else {
        title.to_owned()
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_lowercase();
    let after = head.strip_prefix("<?xml")?.split_once("encoding=")?.1;
    let label: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| !matches!(c, '"' | '\'' | '?'))
        .collect();
    super::encoding::by_name(&label).filter(|table| !table.name().starts_with("UTF-16"))
}

/// The text without its declaration, which names an encoding it is no longer in.
fn undeclared(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    match (text.starts_with("<?xml"), text.find("?>")) {
        (true, Some(end)) => text[end + 2..].trim_start().to_owned(),
        _ => text.to_owned(),
    }
}

/// The entries' elements as they stand in the feed.
fn entries(text: &str) -> Vec<&str> {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    let mut begin: Option<(usize, String)> = None;
    loop {
        let before = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(tag)) if begin.is_none() => {
                let name = tag.local_name().into_inner();
                if matches!(name, "item" | "entry") {
                    begin = Some((before, name.to_owned()));
                }
            }
            Ok(Event::End(tag)) => {
                let after = reader.buffer_position() as usize;
                if let Some((from, name)) = &begin
                    && tag.local_name().into_inner() == name
                {
                    found.extend(text.get(*from..after));
                    begin = None;
                }
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// What an entry's element has written as its date.
fn date_of(part: &str) -> Option<String> {
    let mut reader = Reader::from_str(part);
    let mut written: Option<String> = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag)
                if matches!(tag.local_name().into_inner(), "pubDate" | "published" | "date") =>
            {
                written = Some(String::new());
            }
            Event::Text(text) => {
                if let Some(written) = &mut written {
                    written.push_str(&text.into_inner());
                }
            }
            Event::CData(text) => {
                if let Some(written) = &mut written {
                    written.push_str(&text.into_inner());
                }
            }
            Event::GeneralRef(reference) => {
                if let (Some(written), Ok(Some(c))) = (&mut written, reference.resolve_char_ref()) {
                    written.push(c);
                }
            }
            Event::End(_) => {
                if let Some(written) = written.take() {
                    return Some(written.trim().to_owned()).filter(|written| !written.is_empty());
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Warning;

    #[test]
    fn each_entry_of_a_feed_is_a_draft_with_what_it_was_read_from() {
        let feed = "<?xml version='1.0' encoding='windows-1256'?><rss version='2.0'><channel><title>المجلس</title>\
            <item><title>بيان أول</title><link>https://example.org/1</link><pubDate>Thu, 27 Mar 2025 10:00:00 GMT</pubDate>\
            <description><![CDATA[<p>عقد المجلس.</p><p>وأكد دعمه.</p>]]></description></item>\
            <item><title>بيان ثان</title><link>https://example.org/2</link><pubDate>٣ آذار</pubDate><description>نص &amp;quot;قصير&amp;quot;</description></item>\
            </channel></rss>";
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(feed);
        let drafts = read(&bytes, &Hints::default()).unwrap();
        assert_eq!(drafts.len(), 2);
        assert_eq!(drafts[0].title.as_deref(), Some("بيان أول"));
        assert_eq!(drafts[0].texts().collect::<Vec<_>>(), ["عقد المجلس.", "وأكد دعمه."]);
        assert_eq!(drafts[0].address.as_deref(), Some("https://example.org/1"));
        assert_eq!(drafts[0].dates[0].date.to_string(), "2025-03-27");
        assert!(drafts[0].original.part.as_deref().unwrap().starts_with("<item><title>بيان أول"));
        assert_eq!(drafts[1].texts().collect::<Vec<_>>(), ["نص \"قصير\""]);
        assert!(drafts[1].dates.is_empty());
        assert_eq!(drafts[1].warnings, [Warning::DateNotUnderstood { written: "٣ آذار".into() }]);
    }

    #[test]
    fn a_date_in_the_words_of_any_calendar_is_read_though_no_feed_writes_it_so() {
        let feed = "<rss version='2.0'><channel><title>x</title>\
            <item><title>أ</title><pubDate>الخميس 27 آذار 2025</pubDate><description>نص</description></item>\
            <item><title>ب</title><pubDate><![CDATA[1 رمضان 1446 هـ]]></pubDate><description>نص</description></item>\
            </channel></rss>";
        let drafts = read(feed.as_bytes(), &Hints::default()).unwrap();
        let dates: Vec<_> =
            drafts.iter().map(|draft| (draft.dates[0].date.to_string(), draft.dates[0].calendar)).collect();
        let (march, ramadan) = ("2025-03-27".to_owned(), "2025-03-01".to_owned());
        assert_eq!(dates, [(march, Calendar::Gregorian), (ramadan, Calendar::Hijri)]);
    }

    #[test]
    fn an_atom_feed_is_read_and_a_broken_one_says_where_it_breaks_off() {
        let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>C</title><id>x</id><updated>2025-01-01T00:00:00Z</updated><entry><title>One</title>\
            <id>1</id><published>2025-03-27T10:00:00Z</published><updated>2025-04-01T00:00:00Z</updated><link href='https://example.org/1'/>\
            <content type='html'>&lt;p&gt;The Council met.&lt;/p&gt;</content></entry></feed>";
        let drafts = read(feed.as_bytes(), &Hints::default()).unwrap();
        assert_eq!(drafts[0].texts().collect::<Vec<_>>(), ["The Council met."]);
        assert_eq!(drafts[0].dates[0].date.to_string(), "2025-03-27");
        let cut = &feed[..feed.len() - 40];
        assert!(matches!(
            read(cut.as_bytes(), &Hints::default()),
            Err(Reason::Truncated { .. } | Reason::Damaged { .. })
        ));
    }
}
