//! A REFI-QDA project (`.qdpx`) read: which texts were coded by which codes.
//!
//! A code is a topic, an act, or an act under its topic, by its description (in which Bayan writes identifiers) or its name.
//! A passage that was coded with codes of both kinds takes each act on each topic. Codes that are neither, and passages
//! without a topic or without an act, are left out and counted.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use bayan_core::positions::codebook::{Codebook, TopicId};
use bayan_core::text::lexicon::Act;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::{Coded, CodedSource, Coding, CodingError, Place, act_called, topic_called};
use crate::codebook::qdc::referred;

/// The longest part that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// Where a project's own files are, in its words.
const INTERNAL: &str = "internal://";

/// Reads a project. Its codes are understood by a codebook.
///
/// # Errors
/// [`CodingError`]: what is wrong with the file.
pub fn read(file: &[u8], codebook: &Codebook) -> Result<Coding, CodingError> {
    let mut zip = ZipArchive::new(Cursor::new(file)).map_err(|_| CodingError::NoProject)?;
    let project = part(&mut zip, "project.qde")?.ok_or(CodingError::NoProject)?;
    let found = Found::read(&project)?;
    let mut coding = Coding::default();
    for source in found.sources {
        let text = match (source.content, source.path.strip_prefix(INTERNAL)) {
            (Some(content), _) => Some(content),
            (None, Some(name)) => match part(&mut zip, &format!("sources/{name}"))? {
                Some(text) => Some(text),
                // Some programs write the folder with a capital.
                None => part(&mut zip, &format!("Sources/{name}"))?,
            },
            (None, None) => None,
        };
        let lines = Lines::of(text.unwrap_or_default());
        let mut codes = Vec::new();
        for (start, guids) in source.selections {
            let told = told(&found.codes, &guids, codebook);
            if told.is_empty() {
                coding.left_out += 1;
            }
            let place = Place::Character(lines.at(start));
            codes.extend(told.into_iter().map(|(topic, act)| Coded { topic, act, place: place.clone() }));
        }
        coding.sources.push(CodedSource { name: source.name, text: Some(lines.text), codes });
    }
    coding.left_out += found.whole;
    Ok(coding)
}

/// A part of the project as text, without a mark at its beginning; `None` where there is none of this name.
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, CodingError> {
    let Ok(part) = zip.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    let broken = |_| CodingError::NotText(name.to_owned());
    // What the table of contents says of the size may be a lie.
    part.take(LONGEST + 1).read_to_end(&mut bytes).map_err(broken)?;
    if bytes.len() as u64 > LONGEST {
        return Err(CodingError::TooLong(name.to_owned()));
    }
    let text = String::from_utf8(bytes).map_err(|_| CodingError::NotText(name.to_owned()))?;
    Ok(Some(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned)))
}

/// A text whose lines end with one sign each, and where the others were taken out.
struct Lines {
    text: String,
    /// The characters, in the text as it was, of the signs that were taken out.
    out: Vec<usize>,
}

impl Lines {
    fn of(text: String) -> Self {
        let mut out = Vec::new();
        let mut last = ' ';
        let mut kept = String::with_capacity(text.len());
        for (at, sign) in text.chars().enumerate() {
            match sign {
                '\n' if last == '\r' => out.push(at),
                '\r' | '\u{2029}' => kept.push('\n'),
                _ => kept.push(sign),
            }
            last = sign;
        }
        Self { text: kept, out }
    }

    /// Where a character of the text as it was stands now.
    fn at(&self, character: usize) -> usize {
        character - self.out.partition_point(|out| *out < character)
    }
}

/// What a project says.
#[derive(Default)]
struct Found {
    codes: HashMap<String, Code>,
    sources: Vec<Source>,
    /// Codings of whole texts.
    whole: usize,
}

struct Code {
    name: String,
    description: String,
    /// The code it stands under.
    parent: Option<String>,
}

#[derive(Default)]
struct Source {
    name: String,
    path: String,
    content: Option<String>,
    /// Where each passage begins, in characters, and by which codes it was coded.
    selections: Vec<(usize, Vec<String>)>,
}

/// What is being read.
#[derive(Default)]
struct Standing {
    /// The codes that are open, the innermost last.
    codes: Vec<String>,
    /// A source is open; a passage of it is.
    source: bool,
    selection: bool,
    /// Text belongs to this.
    text: Option<Text>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    Description,
    Content,
}

impl Found {
    fn read(file: &str) -> Result<Self, CodingError> {
        let mut reader = Reader::from_str(file);
        let (mut found, mut standing, mut seen) = (Self::default(), Standing::default(), false);
        loop {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let broken = |reason: String| {
                let line = file.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
                CodingError::Broken { line, reason }
            };
            match reader.read_event().map_err(|error| broken(error.to_string()))? {
                Event::Start(start) => {
                    seen |= start.local_name().as_ref() == "Project";
                    found.begin(&start, &mut standing).map_err(broken)?;
                }
                Event::Empty(start) => {
                    found.begin(&start, &mut standing).map_err(broken)?;
                    standing.end(start.local_name().as_ref());
                }
                Event::Text(text) => found.add(&standing, &text.xml10_content()),
                Event::CData(text) => found.add(&standing, &text.xml10_content()),
                Event::GeneralRef(entity) if standing.text.is_some() => {
                    let sign = referred(&entity).map_err(broken)?;
                    found.add(&standing, sign.encode_utf8(&mut [0; 4]));
                }
                Event::End(end) => standing.end(end.local_name().as_ref()),
                Event::Eof => break,
                _ => {}
            }
        }
        if seen { Ok(found) } else { Err(CodingError::NoProject) }
    }

    fn begin(&mut self, start: &BytesStart<'_>, standing: &mut Standing) -> Result<(), String> {
        match start.local_name().as_ref() {
            "Code" => {
                let guid = attribute(start, "guid")?;
                let code = Code {
                    name: attribute(start, "name")?,
                    description: String::new(),
                    parent: standing.codes.last().cloned(),
                };
                self.codes.insert(guid.clone(), code);
                standing.codes.push(guid);
            }
            "TextSource" => {
                let (name, path) = (attribute(start, "name")?, attribute(start, "plainTextPath")?);
                self.sources.push(Source { name, path, ..Source::default() });
                standing.source = true;
            }
            "PlainTextSelection" if standing.source => {
                let written = attribute(start, "startPosition")?;
                let begin =
                    written.trim().parse().map_err(|_| format!("“{written}” is no place in a text"))?;
                if let Some(source) = self.sources.last_mut() {
                    source.selections.push((begin, Vec::new()));
                }
                standing.selection = true;
            }
            "CodeRef" if standing.selection => {
                let guid = attribute(start, "targetGUID")?;
                if let Some((_, guids)) = self.sources.last_mut().and_then(|one| one.selections.last_mut()) {
                    guids.push(guid);
                }
            }
            "CodeRef" if standing.source => self.whole += 1,
            "Description" if !standing.codes.is_empty() => standing.text = Some(Text::Description),
            "PlainTextContent" if standing.source => standing.text = Some(Text::Content),
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, standing: &Standing, text: &str) {
        match standing.text {
            Some(Text::Description) => {
                let code = standing.codes.last().and_then(|guid| self.codes.get_mut(guid));
                if let Some(code) = code {
                    code.description.push_str(text);
                }
            }
            Some(Text::Content) => {
                if let Some(source) = self.sources.last_mut() {
                    source.content.get_or_insert_default().push_str(text);
                }
            }
            None => {}
        }
    }
}

impl Standing {
    fn end(&mut self, name: &str) {
        match name {
            "Code" => drop(self.codes.pop()),
            "TextSource" => self.source = false,
            "PlainTextSelection" => self.selection = false,
            "Description" | "PlainTextContent" => self.text = None,
            _ => {}
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<String, String> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            return value.map(|value| value.into_owned()).map_err(|error| error.to_string());
        }
    }
    Ok(String::new())
}

/// The acts on topics that some codes of one passage say.
fn told(codes: &HashMap<String, Code>, guids: &[String], codebook: &Codebook) -> Vec<(TopicId, Act)> {
    let mut pairs = Vec::new();
    let (mut topics, mut acts) = (Vec::new(), Vec::new());
    for guid in guids {
        let Some(code) = codes.get(guid) else { continue };
        match (act_of(code), topic_of(codes, code, codebook)) {
            (Some(act), Some(topic)) => pairs.push((topic, act)),
            (Some(act), None) => acts.push(act),
            (None, Some(topic)) => topics.push(topic),
            (None, None) => {}
        }
    }
    for topic in topics {
        pairs.extend(acts.iter().map(|act| (topic.clone(), *act)));
    }
    pairs
}

fn act_of(code: &Code) -> Option<Act> {
    act_called(&code.description).or_else(|| act_called(&code.name))
}

/// The topic a code names, or the innermost of those it stands under.
fn topic_of(codes: &HashMap<String, Code>, code: &Code, codebook: &Codebook) -> Option<TopicId> {
    let own = [&code.description, &code.name].into_iter().find_map(|name| topic_called(codebook, name));
    own.or_else(|| {
        let parent = codes.get(code.parent.as_ref()?)?;
        // A code cannot stand under itself: parents were open when it began.
        topic_of(codes, parent, codebook)
    })
}
