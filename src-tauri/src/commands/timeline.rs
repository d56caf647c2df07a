//! A topic through a series: every mention in its words against the one before, and what a person noted there.
//!
//! Positions are read from the archive, where they lie ready; only the words of the mentions are compared here.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use bayan_archive::{About, Archive, KeptPosition, NewNote};
use bayan_core::collation::{Mark, Run, collate};
use bayan_core::compare::{Options, compare};
use bayan_core::model::{LocalName, Release, ReleaseId, SeriesId};
use bayan_core::positions::Holder;
use bayan_core::positions::codebook::TopicId;
use bayan_core::positions::series::{Relation, distance};
use bayan_core::text::clause::clauses;
use bayan_core::text::lexicon::{Act, Lexicon};
use serde::Serialize;
use ts_rs::TS;

use super::{SharedShell, ask_archive, now};
use crate::failure::Failure;

/// A topic over a series.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Timeline {
    /// The topics any release of the series speaks on, the most frequent first.
    pub topics: Vec<TimelineTopic>,
    /// The topic shown; `None` where no release speaks on any.
    pub topic: Option<String>,
    /// The releases of the series, the oldest first, with what each says on the topic.
    pub releases: Vec<TimelineRelease>,
    /// Of how many releases the positions are stale: to be brought up to date.
    pub stale: u32,
}

/// A topic to choose.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimelineTopic {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub label: LocalName,
    /// Its colour, `#rrggbb`.
    pub colour: String,
    /// In how many releases it is spoken of.
    pub releases: u32,
}

/// A release and what it says on the topic.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimelineRelease {
    /// The release.
    pub release: Release,
    /// The issuer's positions, the leading one first, the others in the order of the text; none where it is silent.
    pub mentions: Vec<TimelineMention>,
    /// What was noted at the paragraphs of the mentions, the oldest first.
    pub notes: Vec<TimelineNote>,
}

/// A position.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimelineMention {
    /// Its place among the positions of its release.
    pub number: u32,
    /// The act.
    pub act: Act,
    /// Its force, 1 to 3.
    pub force: u8,
    /// The words that perform the act, verbatim.
    pub verb: String,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// Where the quote begins in the paragraph, in UTF-16 units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// The clause the quote stands in, in runs; what the mention before does not have is marked.
    pub newer: Vec<Run>,
    /// The clause of the mention before in runs, what is gone marked; none for a first mention.
    pub older: Vec<Run>,
    /// How it stands against the mention before; `None` until that was computed.
    pub relation: Option<Relation>,
    /// Force gained (positive) or lost.
    pub gained: i8,
    /// The act of the mention before.
    pub before: Option<Act>,
    /// A person confirmed, changed or added it.
    pub told: bool,
}

/// A note.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimelineNote {
    /// Its number in the archive.
    #[ts(type = "number")]
    pub id: i64,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// What it says.
    pub text: String,
}

/// A topic over a series; without one, the topic most spoken of.
#[tauri::command]
pub async fn timeline(
    shell: SharedShell<'_>,
    series: SeriesId,
    topic: Option<String>,
) -> Result<Timeline, Failure> {
    ask_archive(&shell, move |archive| read(archive, series, topic)).await
}

/// Notes something at a paragraph, writes a note anew, or takes it away where the text is blank. Gives the note's number.
#[tauri::command]
pub async fn note_mention(
    shell: SharedShell<'_>,
    release: ReleaseId,
    paragraph: u32,
    note: Option<i64>,
    text: String,
) -> Result<Option<i64>, Failure> {
    ask_archive(&shell, move |archive| {
        let made = now();
        let blank = text.trim().is_empty();
        let code = match (note, blank) {
            (None, true) => return Ok(None),
            (None, false) => "add-note",
            (Some(_), true) => "remove-note",
            (Some(_), false) => "edit-note",
        };
        archive.act(code, &[], made, |batch| {
            Ok(match note {
                None => {
                    let about = About::Paragraph(release, paragraph);
                    Some(batch.add_note(&NewNote { about, text }, made)?)
                }
                Some(id) if blank => {
                    batch.remove_note(id)?;
                    None
                }
                Some(id) => {
                    batch.edit_note(id, &text)?;
                    Some(id)
                }
            })
        })
    })
    .await
}

fn read(archive: &Archive, series: SeriesId, asked: Option<String>) -> Result<Timeline, Failure> {
    let all = archive.positions_of_series(series)?;
    let codebook = archive.codebook_of(series)?.map(|stored| stored.codebook).unwrap_or_default();
    let mut counted: BTreeMap<&str, Vec<ReleaseId>> = BTreeMap::new();
    for position in all.positions.iter().filter(|position| position.holder == Holder::Issuer) {
        let releases = counted.entry(&position.topic).or_default();
        if !releases.contains(&position.release) {
            releases.push(position.release);
        }
    }
    let mut topics: Vec<TimelineTopic> = counted
        .into_iter()
        .map(|(id, releases)| {
            let topic = codebook.topic(&TopicId(id.to_owned()));
            // A numbered topic is called by its number.
            let number: String = id.chars().filter(char::is_ascii_digit).collect();
            let named = |name: &Option<String>| name.as_ref().map(|name| name.replace('#', &number));
            TimelineTopic {
                id: id.to_owned(),
                label: match topic {
                    Some(topic) => LocalName { ar: named(&topic.label.ar), en: named(&topic.label.en) },
                    None => LocalName { ar: None, en: Some(id.to_owned()) },
                },
                colour: topic.map_or("#5b6770", |topic| topic.colour.as_str()).to_owned(),
                releases: u32::try_from(releases.len()).unwrap_or(u32::MAX),
            }
        })
        .collect();
    topics.sort_by_key(|topic| Reverse(topic.releases));
    let known = asked.filter(|asked| topics.iter().any(|topic| topic.id == *asked));
    let topic = known.or_else(|| topics.first().map(|topic| topic.id.clone()));
    let own: Vec<&KeptPosition> = all
        .positions
        .iter()
        .filter(|position| position.holder == Holder::Issuer && Some(&position.topic) == topic.as_ref())
        .collect();
    let mut texts: HashMap<ReleaseId, Vec<String>> = HashMap::new();
    for position in &own {
        if let std::collections::hash_map::Entry::Vacant(place) = texts.entry(position.release) {
            place.insert(archive.paragraphs(position.release)?);
        }
    }
    let text = |position: &KeptPosition| -> &str {
        let paragraphs = texts.get(&position.release);
        paragraphs.and_then(|texts| texts.get(position.paragraph as usize)).map_or("", String::as_str)
    };
    let mut releases = Vec::with_capacity(all.releases.len());
    for release in all.releases {
        let mut here: Vec<&KeptPosition> =
            own.iter().copied().filter(|position| position.release == release.id).collect();
        here.sort_by_key(|position| position.number);
        // Farthest from neutral, then of greater force, then first in the text.
        let leads = |at: &usize| (Reverse(distance(here[*at].act)), Reverse(here[*at].force), *at);
        if let Some(first) = (0..here.len()).min_by_key(leads) {
            here[..=first].rotate_right(1);
        }
        let mentions: Vec<TimelineMention> =
            here.iter().map(|position| mention(position, &own, &text)).collect();
        let mut notes = Vec::new();
        if !mentions.is_empty() {
            for note in archive.notes(release.id)? {
                if let About::Paragraph(_, paragraph) = note.about
                    && mentions.iter().any(|mention| mention.paragraph == paragraph)
                {
                    notes.push(TimelineNote { id: note.id, paragraph, text: note.text });
                }
            }
        }
        releases.push(TimelineRelease { release, mentions, notes });
    }
    Ok(Timeline { topics, topic, releases, stale: archive.stale_positions(Some(series))? })
}

fn mention<'t>(
    position: &KeptPosition,
    all: &[&KeptPosition],
    text: &impl Fn(&KeptPosition) -> &'t str,
) -> TimelineMention {
    let paragraph = text(position);
    let clause = clause_of(paragraph, &position.quote);
    let related = position.related.as_ref();
    let before = related.and_then(|related| related.previous).and_then(|(release, number)| {
        all.iter().find(|other| other.release == release && other.number == number)
    });
    let (older, newer) = match before {
        Some(before) => against(clause_of(text(before), &before.quote), clause),
        None => (Vec::new(), vec![plain(clause)]),
    };
    let words = |range: &std::ops::Range<u32>| {
        paragraph.get(range.start as usize..range.end as usize).unwrap_or_default()
    };
    let units = |byte: u32| {
        let before = paragraph.get(..byte as usize).unwrap_or_default();
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    TimelineMention {
        number: position.number,
        act: position.act,
        force: position.force,
        verb: words(&position.verb).to_owned(),
        paragraph: position.paragraph,
        from: units(position.quote.start),
        to: units(position.quote.end),
        newer,
        older,
        relation: related.map(|related| related.relation),
        gained: related.map_or(0, |related| related.force),
        before: before.map(|before| before.act),
        told: position.standing != bayan_archive::Standing::Found,
    }
}

/// The clauses a quote stands in: the quote is the shortest span, and what else was said of its object stands behind it.
fn clause_of<'t>(text: &'t str, quote: &std::ops::Range<u32>) -> &'t str {
    let (start, end) = (quote.start as usize, quote.end as usize);
    let all = clauses(text, Lexicon::standard());
    let met: Vec<_> = all.into_iter().filter(|clause| clause.start < end && start < clause.end).collect();
    let first = met.first().map_or(start, |clause| clause.start.min(start));
    let last = met.last().map_or(end, |clause| clause.end.max(end));
    text.get(first..last).unwrap_or_default().trim()
}

fn plain(text: &str) -> Run {
    Run { text: text.to_owned(), mark: Mark::None, class: None, change: None }
}

/// Two clauses as one passage, in runs: of the older, of the newer.
pub(super) fn against(old: &str, new: &str) -> (Vec<Run>, Vec<Run>) {
    let options = Options { linked: vec![(0, 0)], ..Options::default() };
    let (old, new) = ([old], [new]);
    let laid = collate(&old, &new, &compare(&old, &new, &options));
    let side = |older: bool| -> Vec<Run> {
        let paragraphs = laid.rows.iter().flat_map(|row| if older { &row.older } else { &row.newer });
        let runs = paragraphs.flat_map(|paragraph| paragraph.runs.clone());
        // Changes are numbered within the pair alone: the window has no list of them.
        runs.map(|run| Run { change: None, ..run }).collect()
    };
    (side(true), side(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_word_is_marked_in_the_older_runs_and_both_sides_are_their_texts() {
        let (old, new) = ("شدد على حق اللاجئين في عودة طوعية آمنة", "شدد على حق اللاجئين في عودة آمنة");
        let (older, newer) = against(old, new);
        let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        assert_eq!((text(&older).as_str(), text(&newer).as_str()), (old, new));
        let gone: Vec<&str> =
            older.iter().filter(|run| run.mark == Mark::Dropped).map(|run| run.text.trim()).collect();
        assert_eq!(gone, ["طوعية"]);
    }
}
