//! The XML parts of a document, step by step, guarded against what is made to do harm.
//!
//! No DOCTYPE, so no entities but XML's own five and numbers; no deeper than [`XML_DEPTH`]. A part that breaks off gives
//! the steps before the break and says so.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::Reason;
use super::encoding::decode;
use super::limits::XML_DEPTH;

/// One step through a part.
pub(super) enum Step<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// An element of this name ends.
    Close(&'a str, &'a str),
    /// Characters, their references resolved.
    Text(Cow<'a, str>),
}

/// The begin of an element.
pub(super) struct Tag<'a> {
    /// The last words of its namespace, such as `main` or `text:1.0`: see [`space_of`].
    pub space: &'a str,
    /// Its name without a prefix.
    pub name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Tag<'_> {
    /// An attribute's value by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.start.attributes().flatten().find_map(|attribute| {
            let here = attribute.key.local_name().into_inner() == name;
            here.then(|| unescape(&attribute.value))
        })
    }

    /// Whether a switch such as `<w:b/>` is on.
    pub fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

fn unescape(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned)
}

/// A namespace by a short name of ours: the formats have several addresses for one thing (strict and transitional).
fn space_of(uri: &str) -> &'static str {
    if uri.contains("wordprocessingml") {
        "w"
    } else if uri.contains("markup-compatibility") {
        "mc"
    } else if uri.contains("officeDocument") && uri.ends_with("/math") {
        "m"
    } else if let Some(name) = uri.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:") {
        match name.split(':').next().unwrap_or_default() {
            "text" => "text",
            "table" => "table",
            "office" => "office",
            "drawing" => "draw",
            "meta" => "meta",
            "manifest" => "manifest",
            "style" => "style",
            _ => "",
        }
    } else if uri.starts_with("http://purl.org/dc/") {
        "dc"
    } else {
        ""
    }
}

/// Goes through a part. Gives whether it was whole; where it breaks off the steps before have been made.
pub(super) fn walk(
    part: &str,
    bytes: &[u8],
    visit: &mut dyn FnMut(Step<'_>) -> Result<(), Reason>,
) -> Result<bool, Reason> {
    let text = decode(bytes, None).text;
    let mut reader = NsReader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_u64;
    let mut names: Vec<(&'static str, String)> = Vec::new();
    loop {
        let (space, event) = match reader.read_resolved_event() {
            Ok((space, event)) => {
                let space = match space {
                    ResolveResult::Bound(space) => space_of(space.into_inner()),
                    _ => "",
                };
                (space, event)
            }
            Err(quick_xml::Error::Syntax(_) | quick_xml::Error::IllFormed(_)) if depth > 0 => {
                return Ok(false);
            }
            Err(error) => return Err(Reason::Damaged { part: part.to_owned(), why: error.to_string() }),
        };
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > XML_DEPTH {
                    return Err(Reason::TooDeep { part: part.to_owned(), limit: XML_DEPTH });
                }
                let local = start.local_name().into_inner().to_owned();
                visit(Step::Open(Tag { space, name: &local, start: &start }))?;
                names.push((space, local));
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some((space, name)) = names.pop() {
                    visit(Step::Close(space, &name))?;
                }
            }
            Event::Text(text) => visit(Step::Text(text.into_inner()))?,
            Event::CData(text) => visit(Step::Text(text.into_inner()))?,
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => match &*reference.into_inner() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                if let Some(c) = resolved {
                    visit(Step::Text(Cow::Owned(c.to_string())))?;
                }
            }
            Event::DocType(_) => return Err(Reason::Doctype { part: part.to_owned() }),
            Event::Eof => return Ok(depth == 0),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => {}
        }
    }
}
