//! Messages (RFC 5322, MIME): the text that is meant to be read, its subject, date and sender.
//!
//! Of a message in both forms the plain text is taken where it has any, else the HTML. Attachments are no part of it.

use mail_parser::{MessageParser, MimeHeaders};

use super::markdown::field_date;
use super::{Reason, html, limits, text};
use crate::draft::{Calendar, Confidence, DateGuess, DatePlace, Draft, Format};

/// Reads a message.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Draft>, Reason> {
    let damaged = |why: &str| Reason::Damaged { part: "the message".into(), why: why.to_owned() };
    let message = MessageParser::default().parse(bytes).ok_or_else(|| damaged("it has no head"))?;
    let plain = message
        .text_bodies()
        .filter(|part| part.is_text() && !part.is_text_html() && part.attachment_name().is_none())
        .filter_map(|part| part.text_contents())
        .collect::<Vec<_>>()
        .join("\n\n");
    let mut draft = if plain.trim().is_empty() {
        let body = message.body_html(0).ok_or(Reason::Empty)?;
        limits::text(body.len())?;
        html::of_html(&body, true)?
    } else {
        limits::text(plain.len())?;
        let (subject, body) = (message.subject().unwrap_or_default().trim(), plain.trim());
        // The first line is the message's greeting or text, not a title: that is the subject.
        match subject.is_empty() {
            true => text::of_text(body)?,
            false => text::of_text(&format!(
                "{}\n\n{body}",
                subject.split_whitespace().collect::<Vec<_>>().join(" ")
            ))?,
        }
    };
    draft.format = Format::Eml;
    if let Some(subject) = message.subject().map(str::trim).filter(|subject| !subject.is_empty()) {
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        if draft.title.as_ref() != Some(&subject) {
            // It was not taken for a title: it stands before the text.
            match draft.paragraphs.first() {
                Some(first) if first.text == subject => {
                    draft.paragraphs.remove(0);
                }
                _ => {
                    if let Some(title) = draft.title.take() {
                        draft.paragraphs.insert(0, crate::draft::DraftParagraph::body(title));
                    }
                }
            }
            draft.title = Some(subject);
        }
    }
    let sender = message.from().and_then(|from| from.first().cloned());
    draft.author = sender.and_then(|from| from.name.or(from.address).map(std::borrow::Cow::into_owned));
    let raw = message.header_raw("Date").map(|raw| raw.trim().to_owned()).filter(|raw| !raw.is_empty());
    let read = message.date().map(mail_parser::DateTime::to_rfc3339);
    match (read.as_deref().and_then(|written| written.get(..10)?.parse().ok()), raw) {
        (Some(day), raw) => {
            draft.dates.push(DateGuess {
                date: day,
                words: raw.or(read).unwrap_or_default(),
                place: DatePlace::Metadata { field: "Date".into() },
                calendar: Calendar::Gregorian,
                confidence: Confidence::Likely,
            });
        }
        // Not as messages write it: perhaps in words.
        (None, Some(raw)) => field_date(&raw, "Date", &mut draft),
        (None, None) => {}
    }
    Ok(vec![draft])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_gives_its_text_subject_date_and_sender() {
        let message = "From: =?utf-8?B?2KfZhNmF2YPYqtioINin2YTYpdi52YTYp9mF2Yo=?= <press@example.org>\r\nDate: Thu, 27 Mar 2025 \
            10:00:00 +0300\r\nSubject: =?utf-8?B?2KjZitin2YYg2LXYrdmB2Yo=?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; \
            boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nعقد المجلس اجتماعه.\r\n\r\nوأكد دعمه.\r\n--x\r\nContent-Type: \
            text/html; charset=utf-8\r\n\r\n<p>عقد المجلس اجتماعه.</p>\r\n--x--\r\n";
        let drafts = read(message.as_bytes()).unwrap();
        let [draft] = &drafts[..] else { panic!() };
        assert_eq!(draft.title.as_deref(), Some("بيان صحفي"));
        assert_eq!(draft.texts().collect::<Vec<_>>(), ["عقد المجلس اجتماعه.", "وأكد دعمه."]);
        assert_eq!(draft.author.as_deref(), Some("المكتب الإعلامي"));
        assert_eq!(draft.dates[0].date.to_string(), "2025-03-27");
    }

    #[test]
    fn a_date_that_is_none_is_told_with_what_is_written_and_attachments_are_no_text() {
        let message = "From: a@b.c\r\nDate: soon\r\nSubject: Statement\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; \
            boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe Council met.\r\n--x\r\nContent-Type: text/plain\r\n\
            Content-Disposition: attachment; filename=list.txt\r\n\r\nnames of those present\r\n--x--\r\n";
        let draft = read(message.as_bytes()).unwrap().remove(0);
        assert_eq!(draft.texts().collect::<Vec<_>>(), ["The Council met."]);
        assert_eq!(draft.warnings, [crate::draft::Warning::DateNotUnderstood { written: "soon".into() }]);
        let message = message.replace("soon", "27 مارس 2025");
        assert_eq!(read(message.as_bytes()).unwrap()[0].dates[0].date.to_string(), "2025-03-27");
    }

    #[test]
    fn a_message_in_html_alone_in_an_old_encoding_is_read() {
        let mut message =
            b"From: a@b.c\r\nSubject: x\r\nContent-Type: text/html; charset=windows-1256\r\n\r\n".to_vec();
        message
            .extend(encoding_rs::WINDOWS_1256.encode("<p>عقد المجلس اجتماعه.</p><p>وأكد دعمه.</p>").0.iter());
        let drafts = read(&message).unwrap();
        assert_eq!(drafts[0].texts().collect::<Vec<_>>(), ["عقد المجلس اجتماعه.", "وأكد دعمه."]);
    }
}
