//! A codebook as the codebook exchange of the REFI-QDA standard, version 1.0: XML that programs for qualitative analysis read
//! (`.qdc`). A topic is a code; one that is part of another stands inside it. What the standard has no place for, the
//! identifier, the Arabic name and the terms, stands in the code's description in the lines of our own text form, so that it
//! reads back the same. A code of another program becomes a topic with its name as its only term.

use std::fmt::Write as _;

use bayan_core::model::Lang;
use bayan_core::positions::codebook::{Codebook, Topic, TopicId, write as write_lines};
use bayan_core::text::lang::detect;
use quick_xml::escape::escape;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Lines, ReadError};

/// The namespace of the standard.
const NAMESPACE: &str = "urn:QDA-XML:codebook:1.0";

/// The colour of a code that has none.
const PLAIN: &str = "#5b6770";

/// Writes a codebook.
pub fn write(codebook: &Codebook) -> String {
    let mut file = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CodeBook xmlns=\"{NAMESPACE}\" origin=\"Bayan\">\n<Codes>\n"
    );
    let roots = codebook.topics.iter().filter(|topic| topic.parent.is_none());
    roots.for_each(|topic| code(&mut file, codebook, topic));
    file.push_str("</Codes>\n<Sets/>\n</CodeBook>\n");
    file
}

fn code(file: &mut String, codebook: &Codebook, topic: &Topic) {
    let name = topic.label.en.as_deref().or(topic.label.ar.as_deref()).unwrap_or(&topic.id.0);
    // The lines of the topic alone; its parent is told by where it stands.
    let alone = Topic { parent: None, ..topic.clone() };
    let lines = write_lines(&Codebook { topics: vec![alone] });
    // Writing to a string cannot fail.
    let _ = writeln!(
        file,
        "<Code guid=\"{}\" name=\"{}\" isCodable=\"true\" color=\"{}\">\n<Description>{}</Description>",
        guid(&topic.id),
        escape(name),
        escape(&topic.colour),
        escape(lines.trim_end())
    );
    let parts = codebook.topics.iter().filter(|part| part.parent.as_ref() == Some(&topic.id));
    parts.for_each(|part| code(file, codebook, part));
    file.push_str("</Code>\n");
}

/// A UUID (version 8, RFC 9562) that is the same for the same identifier: two FNV-1a hashes of it.
fn guid(id: &TopicId) -> String {
    let hash = |start: u64| {
        id.0.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    };
    let (high, low) = (hash(0xcbf2_9ce4_8422_2325), hash(0x6c62_272e_07bb_0142));
    let high = high & !0xf000 | 0x8000;
    let low = low & !(0xc000 << 48) | (0x8000 << 48);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}

/// A code that is open.
struct Open {
    name: String,
    colour: String,
    description: String,
    line: usize,
    /// Its identifier, once its lines were written.
    id: Option<String>,
}

/// Reads a codebook. The topics stand in the order of their codes.
///
/// # Errors
/// The first line that was not understood, counted from 1.
pub fn read(file: &str) -> Result<Codebook, ReadError> {
    let file = file.strip_prefix('\u{feff}').unwrap_or(file);
    let mut reader = Reader::from_str(file);
    let mut lines = Lines::default();
    let mut open: Vec<Open> = Vec::new();
    let (mut described, mut seen, mut taken) = (false, false, Vec::new());
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let line = file.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        let broken = |reason: String| ReadError::Format { line, reason };
        match reader.read_event().map_err(|error| broken(error.to_string()))? {
            Event::Start(start) => match start.local_name().as_ref() {
                "CodeBook" | "Project" => seen = true,
                "Code" => {
                    close_lines(&mut open, &mut lines, &mut taken);
                    open.push(opened(&start, line).map_err(broken)?);
                }
                "Description" => described = true,
                _ => {}
            },
            Event::Empty(start) if start.local_name().as_ref() == "Code" => {
                close_lines(&mut open, &mut lines, &mut taken);
                open.push(opened(&start, line).map_err(broken)?);
                close_lines(&mut open, &mut lines, &mut taken);
                open.pop();
            }
            Event::Text(text) if described => {
                if let Some(code) = open.last_mut() {
                    code.description.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(entity) if described => {
                let sign = referred(&entity).map_err(broken)?;
                if let Some(code) = open.last_mut() {
                    code.description.push(sign);
                }
            }
            Event::End(end) => match end.local_name().as_ref() {
                "Description" => described = false,
                "Code" => {
                    close_lines(&mut open, &mut lines, &mut taken);
                    open.pop();
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if !seen {
        return Err(ReadError::Format {
            line: 1,
            reason: "this is no codebook: CodeBook is missing".to_owned(),
        });
    }
    lines.read()
}

/// The sign that a reference stands for: `&amp;`, `&#x644;`.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn referred(entity: &BytesRef<'_>) -> Result<char, String> {
    let name = entity.xml10_content();
    let sign = match name.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().map_err(|error| error.to_string())?,
    };
    sign.ok_or_else(|| format!("&{name}; is not known"))
}

fn opened(start: &BytesStart<'_>, line: usize) -> Result<Open, String> {
    let mut open =
        Open { name: String::new(), colour: PLAIN.to_owned(), description: String::new(), line, id: None };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        match attribute.key.local_name().as_ref() {
            "name" => open.name = value.into_owned(),
            "color" if !value.is_empty() => open.colour = value.into_owned(),
            _ => {}
        }
    }
    Ok(open)
}

/// Writes the lines of the innermost open code, if they are not written yet.
fn close_lines(open: &mut [Open], lines: &mut Lines, taken: &mut Vec<String>) {
    let parent = open.len().checked_sub(2).and_then(|at| open[at].id.clone());
    let Some(code) = open.last_mut().filter(|code| code.id.is_none()) else { return };
    let parent = parent.as_deref().unwrap_or("-");
    let own: Vec<&str> = code.description.lines().collect();
    if let Some(["topic", id, _, colour, en, ar]) = own.first().map(|line| cells(line)).as_deref() {
        lines.push(&["topic", id, parent, colour, en, ar].join("\t"), code.line);
        own.iter()
            .skip(1)
            .filter(|line| !line.trim().is_empty())
            .for_each(|line| lines.push(line, code.line));
        code.id = Some((*id).to_owned());
    } else {
        let id = free_id(&code.name, taken);
        let lang = detect(&code.name).unwrap_or(Lang::En);
        let name = code.name.replace(['\t', '|', '*', '#', '~'], " ");
        let name = name.trim();
        let (en, ar) = if lang == Lang::Ar { ("-", name) } else { (name, "-") };
        lines.push(&["topic", id.as_str(), parent, code.colour.as_str(), en, ar].join("\t"), code.line);
        if !name.is_empty() {
            lines.push(&[lang.tag(), "3", name].join("\t"), code.line);
        }
        code.id = Some(id);
    }
    taken.extend(code.id.clone());
}

fn cells(line: &str) -> Vec<&str> {
    line.split('\t').collect()
}

/// An identifier made of a name's letters of the Latin alphabet and digits, that no other topic has.
fn free_id(name: &str, taken: &[String]) -> String {
    let spelled: String = name
        .to_lowercase()
        .chars()
        .map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' })
        .collect();
    let parts: Vec<&str> = spelled.split('-').filter(|part| !part.is_empty()).collect();
    let id = if parts.is_empty() { "topic".to_owned() } else { parts.join("-") };
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use bayan_core::positions::codebook::{Standard, Weight};

    use super::*;

    #[test]
    fn the_codebooks_that_come_with_bayan_read_back_as_they_were_written() {
        for standard in Standard::ALL {
            let codebook = standard.codebook();
            let mut read = read(&write(&codebook)).unwrap();
            // A part stands right behind what it is part of.
            let order = |topic: &Topic| codebook.topics.iter().position(|other| other.id == topic.id);
            read.topics.sort_by_key(order);
            assert_eq!(read, codebook);
        }
    }

    #[test]
    fn a_code_of_another_program_becomes_a_topic_with_its_name_as_a_term() {
        let file = "<?xml version=\"1.0\"?>\n<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>\n\
            <Code guid=\"1\" name=\"Peace &amp; talks\" isCodable=\"true\"><Description>All of it</Description>\n\
            <Code guid=\"2\" name=\"الهدنة\" isCodable=\"true\" color=\"#aa0000\"/></Code></Codes></CodeBook>";
        let codebook = read(file).unwrap();
        let [talks, truce] = codebook.topics.as_slice() else { panic!("{codebook:?}") };
        assert_eq!((talks.id.0.as_str(), talks.label.en.as_deref()), ("peace-talks", Some("Peace & talks")));
        assert_eq!((truce.parent.as_ref(), truce.colour.as_str()), (Some(&talks.id), "#aa0000"));
        assert_eq!(truce.terms[0].words, "الهدنة");
        assert_eq!((truce.terms[0].lang, truce.terms[0].weight), (Lang::Ar, Weight::Names));
    }

    #[test]
    fn what_is_no_codebook_is_refused_with_its_line() {
        assert_eq!(read("<html>\n</html>").unwrap_err().line(), 1);
        assert!(read("<CodeBook>\n<Codes>\n</Wrong>").unwrap_err().line() >= 2);
        assert!(read("plain text").is_err());
        let bad = "<CodeBook><Codes>\n<Code name=\"a\" color=\"red\"/></Codes></CodeBook>";
        assert_eq!(read(bad).unwrap_err().to_string(), "line 2: “red” is no colour: #rrggbb");
    }
}
