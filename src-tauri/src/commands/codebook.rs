//! The codebook of a series: its topics and terms, what they find while they are being edited, what no topic covers, and
//! files of other programs.

use std::path::Path;

use bayan_archive::Archive;
use bayan_core::model::{LocalName, Release, SeriesId};
use bayan_core::positions::codebook::{self, Codebook, Matcher, Topic, TopicId};
use bayan_core::positions::keyness::{self, Counts, Keyword};
use bayan_export::codebook as formats;
use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

use super::{SharedShell, ask_archive, on_worker};
use crate::failure::Failure;

/// The codebook a series is read by.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CodebookOfSeries {
    /// Its number in the archive.
    #[ts(type = "number")]
    pub id: i64,
    /// Its name.
    pub name: LocalName,
    /// Its topics.
    pub codebook: Codebook,
    /// How many series are read by it.
    pub series: u32,
}

/// What a codebook finds in a series.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CodebookReading {
    /// How many paragraphs the series has.
    pub paragraphs: u32,
    /// How many of them a topic covers.
    pub covered: u32,
    /// Of each topic, in the codebook's order, how many paragraphs it is named in.
    pub topics: Vec<u32>,
    /// Of each term of the topic looked at, in its order, how often it is found.
    pub terms: Vec<u32>,
    /// Where terms of the topic looked at stand, the newest release first; the first of them.
    pub matches: Vec<TermMatch>,
    /// Paragraphs that no topic covers, the newest release first; the first of them.
    pub unassigned: Vec<Unassigned>,
}

/// A term in a text.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TermMatch {
    /// The release.
    pub release: Release,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// Where the words begin in it, in UTF-16 units.
    pub from: u32,
    /// Where they end.
    pub to: u32,
    /// The words before, cut at a word.
    pub before: String,
    /// The words found, verbatim.
    pub words: String,
    /// The words behind, cut at a word.
    pub after: String,
    /// The term that found them, by its place in the topic; `None` where it was one of another topic's.
    pub term: Option<u32>,
}

/// A paragraph without a topic.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Unassigned {
    /// The release.
    pub release: Release,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// Its text.
    pub text: String,
}

/// How many matches and how many paragraphs without a topic one answer holds.
const SHOWN: usize = 60;

/// How many words of context stand on each side of a match.
const CONTEXT: usize = 9;

/// The codebook a series is read by; `None` until positions were brought up to date.
#[tauri::command]
pub async fn codebook_of_series(
    shell: SharedShell<'_>,
    series: SeriesId,
) -> Result<Option<CodebookOfSeries>, Failure> {
    ask_archive(&shell, move |archive| {
        let Some(stored) = archive.codebook_of(series)? else { return Ok(None) };
        let mut users = 0;
        for one in archive.series()? {
            users += u32::from(archive.codebook_of(one.id)?.is_some_and(|other| other.id == stored.id));
        }
        Ok(Some(CodebookOfSeries {
            id: stored.id,
            name: stored.name,
            codebook: stored.codebook,
            series: users,
        }))
    })
    .await
}

/// What a codebook that is being edited finds in a series, and of one topic where.
#[tauri::command]
pub async fn read_with_codebook(
    shell: SharedShell<'_>,
    series: SeriesId,
    codebook: Codebook,
    topic: Option<String>,
) -> Result<CodebookReading, Failure> {
    ask_archive(&shell, move |archive| {
        check(&codebook)?;
        reading(archive, series, &codebook, topic.as_deref())
    })
    .await
}

/// Keeps a codebook. The positions found by it are stale from then on.
#[tauri::command]
pub async fn save_codebook(
    shell: SharedShell<'_>,
    id: i64,
    name: LocalName,
    codebook: Codebook,
) -> Result<(), Failure> {
    ask_archive(&shell, move |archive| {
        check(&codebook)?;
        let made = DateTime::<Utc>::from(std::time::SystemTime::now());
        let called = name.en.clone().or_else(|| name.ar.clone()).unwrap_or_default();
        archive.act("edit-codebook", &[("name", &called)], made, |batch| {
            Ok(batch.set_codebook(id, &name, &codebook)?)
        })
    })
    .await
}

/// Words and pairs of words that are frequent in a series, distinctive against the archive's other series of its language,
/// and covered by no topic.
#[tauri::command]
pub async fn suggest_terms(
    shell: SharedShell<'_>,
    series: SeriesId,
    codebook: Codebook,
) -> Result<Vec<Keyword>, Failure> {
    ask_archive(&shell, move |archive| {
        check(&codebook)?;
        let all = archive.series()?;
        let lang = all.iter().find(|one| one.id == series).map(|one| one.lang);
        let matcher = Matcher::new(&codebook);
        let own = Counts::of(archive.paragraphs_of_series(series)?, Some(&matcher));
        let mut others = Vec::new();
        for other in all.iter().filter(|other| other.id != series && Some(other.lang) == lang) {
            others.extend(archive.paragraphs_of_series(other.id)?);
        }
        Ok(keyness::suggest(&own, &Counts::of(others, None), 2, 30))
    })
    .await
}

/// Lets the person choose a codebook file and reads it: a table (`.csv`), a REFI-QDA codebook (`.qdc`), or the program's own
/// text form. `None` when they chose none. Nothing is kept.
#[tauri::command]
pub async fn open_codebook(shell: SharedShell<'_>) -> Result<Option<Codebook>, Failure> {
    let chosen = shell.dialogs().choose_codebook();
    match chosen.await.ok().flatten() {
        Some(path) => on_worker(&shell, move |_| from_file(&path).map(Some)).await,
        None => Ok(None),
    }
}

/// Saves a codebook where the person says, in the form that the file's ending names: `.csv`, `.qdc`, else the program's own
/// text form. Gives the path; `None` when they chose no place.
#[tauri::command]
pub async fn export_codebook(
    shell: SharedShell<'_>,
    codebook: Codebook,
    name: String,
) -> Result<Option<String>, Failure> {
    let chosen = shell.dialogs().save_codebook(&name);
    let Some(path) = chosen.await.ok().flatten() else { return Ok(None) };
    on_worker(&shell, move |_| {
        let text = match ending(&path).as_str() {
            "csv" => formats::csv::write(&codebook).map_err(|_| Failure::Stopped)?,
            "qdc" => formats::qdc::write(&codebook),
            _ => codebook::write(&codebook),
        };
        std::fs::write(&path, text)
            .map_err(|error| Failure::CodebookNotWritten { path: path.clone(), error })?;
        Ok(Some(path.to_string_lossy().into_owned()))
    })
    .await
}

fn from_file(path: &Path) -> Result<Codebook, Failure> {
    let unreadable = |error| Failure::CodebookNotRead { path: path.to_path_buf(), error };
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let read = match ending(path).as_str() {
        "csv" => formats::csv::read(&text),
        "qdc" | "xml" => formats::qdc::read(&text),
        _ => codebook::read(&text).map_err(Into::into),
    };
    read.map_err(|error| Failure::CodebookWrong { path: Some(path.to_path_buf()), error })
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// A codebook is kept as its text: what that would not give back is refused, with what is wrong.
fn check(edited: &Codebook) -> Result<(), Failure> {
    match codebook::read(&codebook::write(edited)) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::CodebookWrong { path: None, error: error.into() }),
    }
}

fn reading(
    archive: &Archive,
    series: SeriesId,
    codebook: &Codebook,
    topic: Option<&str>,
) -> Result<CodebookReading, Failure> {
    let matcher = Matcher::new(codebook);
    let looked_at = codebook.topics.iter().find(|one| Some(one.id.0.as_str()) == topic);
    let terms = looked_at.map(by_term);
    let mut reading = CodebookReading {
        paragraphs: 0,
        covered: 0,
        topics: vec![0; codebook.topics.len()],
        terms: vec![0; looked_at.map_or(0, |topic| topic.terms.len())],
        matches: Vec::new(),
        unassigned: Vec::new(),
    };
    for release in archive.releases(series)?.into_iter().rev() {
        let paragraphs = archive.paragraphs(release.id)?;
        let coverage = matcher.coverage(&paragraphs);
        for (number, (text, named)) in (0_u32..).zip(paragraphs.iter().zip(&coverage.paragraphs)) {
            reading.paragraphs += 1;
            if named.is_empty() {
                if reading.unassigned.len() < SHOWN {
                    let (release, text) = (release.clone(), text.clone());
                    reading.unassigned.push(Unassigned { release, paragraph: number, text });
                }
            } else {
                reading.covered += 1;
            }
            for (at, topic) in codebook.topics.iter().enumerate() {
                if named.iter().any(|named| is_of(&topic.id, named)) {
                    reading.topics[at] += 1;
                }
            }
            let Some((looked_at, terms)) = looked_at.zip(terms.as_ref()) else { continue };
            let found = terms.find(text);
            let place =
                |hit: &TopicId| hit.0.strip_prefix("term-").and_then(|place| place.parse::<u32>().ok());
            for hit in &found {
                if let Some(count) = place(&hit.topic).and_then(|at| reading.terms.get_mut(at as usize)) {
                    *count += 1;
                }
            }
            for hit in matcher.find(text).iter().filter(|hit| is_of(&looked_at.id, &hit.topic)) {
                if reading.matches.len() >= SHOWN {
                    break;
                }
                let term = found.iter().find(|other| other.bytes == hit.bytes);
                reading.matches.push(shown(
                    &release,
                    number,
                    text,
                    &hit.bytes,
                    term.and_then(|term| place(&term.topic)),
                ));
            }
        }
    }
    Ok(reading)
}

/// Whether a topic that was found is this one: of a numbered topic, one of its numbers.
fn is_of(topic: &TopicId, found: &TopicId) -> bool {
    match topic.0.split_once('#') {
        None => topic == found,
        Some((before, after)) => {
            let number = found.0.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        }
    }
}

/// The terms of a topic, each as a topic of its own, so that it can be told which of them found something.
fn by_term(topic: &Topic) -> Matcher {
    let apart = topic.terms.iter().enumerate().map(|(at, term)| Topic {
        id: TopicId(format!("term-{at}")),
        parent: None,
        terms: vec![term.clone()],
        ..topic.clone()
    });
    Matcher::new(&Codebook { topics: apart.collect() })
}

fn shown(
    release: &Release,
    paragraph: u32,
    text: &str,
    bytes: &std::ops::Range<usize>,
    term: Option<u32>,
) -> TermMatch {
    let (before, after) =
        (text.get(..bytes.start).unwrap_or_default(), text.get(bytes.end..).unwrap_or_default());
    let units = |byte: usize| {
        let before = text.get(..byte).unwrap_or_default();
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    TermMatch {
        release: release.clone(),
        paragraph,
        from: units(bytes.start),
        to: units(bytes.end),
        before: last_words(before),
        words: text.get(bytes.clone()).unwrap_or_default().to_owned(),
        after: first_words(after),
        term,
    }
}

/// The last few words of a text, verbatim; an ellipsis where more stand before.
fn last_words(text: &str) -> String {
    let starts: Vec<usize> = word_starts(text);
    match starts.len().checked_sub(CONTEXT).filter(|left_out| *left_out > 0) {
        Some(at) => format!("… {}", text.get(starts[at]..).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The first few words of a text, verbatim; an ellipsis where more follow.
fn first_words(text: &str) -> String {
    match word_starts(text).get(CONTEXT) {
        Some(end) => format!("{} …", text.get(..*end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// Where each word begins, in bytes.
fn word_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut inside = false;
    for (at, sign) in text.char_indices() {
        if !sign.is_whitespace() && !inside {
            starts.push(at);
        }
        inside = !sign.is_whitespace();
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_a_match_are_cut_at_words() {
        assert_eq!(last_words("one two three "), "one two three ");
        let long = "a b c d e f g h i j k ";
        assert_eq!(last_words(long), "… c d e f g h i j k ");
        assert_eq!(first_words(" a b c d e f g h i j k"), " a b c d e f g h i …");
        assert_eq!(first_words(""), "");
    }

    #[test]
    fn a_number_of_a_numbered_topic_is_that_topic() {
        let id = |written: &str| TopicId(written.to_owned());
        assert!(is_of(&id("resolution-#"), &id("resolution-338")));
        assert!(!is_of(&id("resolution-#"), &id("resolution-")));
        assert!(!is_of(&id("refugees"), &id("russia")));
    }
}
