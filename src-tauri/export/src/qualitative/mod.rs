//! Positions for programs for qualitative analysis: a REFI-QDA project (`.qdpx`), and a table of statements for the
//! Discourse Network Analyzer. What another person coded there is read back by [`coding`].
//!
//! The project follows the REFI-QDA standard 1.0 (<https://www.qdasoftware.org>): codes are the topics, acts the codes under
//! them, each release a plain-text source, each position a selection of it. The positions of a selection are counted in
//! characters of the source's text, in which paragraphs are set apart by one line feed.

pub mod coding;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use bayan_core::positions::codebook::{Codebook, TopicId};
use bayan_core::positions::{Holder, Position, Said};
use bayan_core::text::lexicon::Act;
use csv::{Terminator, WriterBuilder};
use quick_xml::escape::escape;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::report::{Choices, Statement, topic_name};
use crate::word::PackageError;

/// An identifier in the form the standard asks for, made from what it names, so that the same project has the same ones.
fn guid(of: &[&str]) -> String {
    let mut sha = Sha256::new();
    for part in of {
        sha.update((part.len() as u64).to_le_bytes());
        sha.update(part);
    }
    let digest = sha.finalize();
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-5{}-8{}-{}", &hex[0..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}

/// The project.
///
/// # Errors
/// [`PackageError`].
pub fn project(
    statements: &[Statement],
    said: &[Said],
    codebook: &Codebook,
    choices: &Choices,
) -> Result<Vec<u8>, PackageError> {
    let words = choices.words();
    let made = choices.made.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let user = guid(&["user", "Bayan"]);
    let mut topics: Vec<&TopicId> = Vec::new();
    for position in said.iter().flat_map(|said| &said.positions) {
        if !topics.contains(&&position.topic) {
            topics.push(&position.topic);
        }
    }
    // Writing to a string cannot fail.
    let mut codes = String::new();
    for topic in &topics {
        let colour = codebook.topic(topic).map_or("#808080", |topic| topic.colour.as_str());
        let _ = write!(
            codes,
            "<Code guid=\"{}\" name=\"{}\" isCodable=\"true\" color=\"{}\"><Description>{}</Description>",
            guid(&["topic", &topic.0]),
            escape(topic_name(codebook, Some(topic), words)),
            escape(colour),
            escape(topic.0.as_str())
        );
        for act in Act::ALL {
            let used =
                said.iter().flat_map(|said| &said.positions).any(|p| p.topic == **topic && p.act == act);
            if used {
                let _ = write!(
                    codes,
                    "<Code guid=\"{}\" name=\"{}\" isCodable=\"true\"><Description>{}</Description></Code>",
                    guid(&["act", &topic.0, act.id()]),
                    escape(words.of("act", act)),
                    act.id()
                );
            }
        }
        codes.push_str("</Code>");
    }
    let mut sources = String::new();
    let mut files: Vec<(String, String)> = Vec::new();
    for (number, statement) in statements.iter().enumerate() {
        let text = statement.paragraphs.join("\n");
        let date = statement.date.map(|date| date.to_string()).unwrap_or_default();
        let id = guid(&["source", &number.to_string(), &date, &text]);
        let _ = write!(
            sources,
            "<TextSource guid=\"{id}\" name=\"{}\" plainTextPath=\"internal://{id}.txt\" creatingUser=\"{user}\" creationDateTime=\"{made}\">",
            escape(format!("{date} {}", statement.name(words)).trim())
        );
        if let Some(source) = &statement.source {
            let _ = write!(sources, "<Description>{}</Description>", escape(source.as_str()));
        }
        for (at, position) in said.get(number).into_iter().flat_map(|said| &said.positions).enumerate() {
            let (start, end) = characters(statement, position);
            let order = at.to_string();
            let _ = write!(
                sources,
                "<PlainTextSelection guid=\"{}\" name=\"{}\" startPosition=\"{start}\" endPosition=\"{end}\" creatingUser=\"{user}\" creationDateTime=\"{made}\"><Coding guid=\"{}\" creatingUser=\"{user}\" creationDateTime=\"{made}\"><CodeRef targetGUID=\"{}\"/></Coding></PlainTextSelection>",
                guid(&["selection", &id, &order]),
                escape(words.of("act", position.act)),
                guid(&["coding", &id, &order]),
                guid(&["act", &position.topic.0, position.act.id()])
            );
        }
        sources.push_str("</TextSource>");
        files.push((format!("sources/{id}.txt"), text));
    }
    let project = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<Project xmlns=\"urn:QDA-XML:project:1.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd\" name=\"{}\" origin=\"Bayan {}\" creatingUserGUID=\"{user}\" creationDateTime=\"{made}\"><Users><User guid=\"{user}\" name=\"Bayan\"/></Users><CodeBook><Codes>{codes}</Codes></CodeBook><Sources>{sources}</Sources></Project>\n",
        escape(words.say("title.timeline")),
        escape(choices.version.as_str())
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    zip.start_file("project.qde", options)?;
    zip.write_all(project.as_bytes())?;
    for (name, text) in files {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Where a position's quote begins and ends in its release's text, in characters.
fn characters(statement: &Statement, position: &Position) -> (usize, usize) {
    let before: usize =
        statement.paragraphs.iter().take(position.paragraph).map(|text| text.chars().count() + 1).sum();
    let text = statement.paragraphs.get(position.paragraph).map_or("", String::as_str);
    let at = |byte: usize| text.get(..byte).map_or(0, |text| text.chars().count());
    (before + at(position.quote.start), before + at(position.quote.end))
}

/// The table of statements: document, time, speaker's organisation, concept, agreement, text, as the Discourse Network
/// Analyzer names them. A position for is agreement, one against is disagreement; a neutral one is left out, because the
/// table knows no third.
///
/// # Errors
/// Those of the writer; writing to memory gives none.
pub fn statements(
    statements: &[Statement],
    said: &[Said],
    codebook: &Codebook,
    choices: &Choices,
) -> Result<String, csv::Error> {
    let words = choices.words();
    let mut table =
        WriterBuilder::new().terminator(Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    table.write_record([
        "document",
        "time",
        "person",
        "organization",
        "concept",
        "agreement",
        "act",
        "paragraph",
        "text",
        "source",
    ])?;
    for (statement, said) in statements.iter().zip(said) {
        for position in said.positions.iter().filter(|p| p.holder == Holder::Issuer) {
            let agreement = match position.act.polarity() {
                0 => continue,
                side => {
                    if side > 0 {
                        "1"
                    } else {
                        "0"
                    }
                }
            };
            let cells = [
                statement.name(words),
                statement.date.map(|date| date.to_string()).unwrap_or_default(),
                String::new(),
                statement.issuer.in_lang(words.lang).to_owned(),
                topic_name(codebook, Some(&position.topic), words),
                agreement.to_owned(),
                position.act.id().to_owned(),
                (position.paragraph + 1).to_string(),
                position.quoted(&statement.paragraphs).to_owned(),
                statement.source.clone().unwrap_or_default(),
            ];
            table.write_record(cells.map(|cell| crate::csv::guarded(&cell)))?;
        }
    }
    let bytes = table.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
