//! A topic through a series: every mention in its words against the one before, and what a person noted there.
//!
//! Positions are read from the archive, where they lie ready; only the words of the mentions are compared here.

use std::cmp::Reverse;
use std::collections::HashMap;

use bayan_archive::{Archive, KeptPosition};
use bayan_core::collation::Run;
use bayan_core::model::{LocalName, Release, ReleaseId, SeriesId};
use bayan_core::positions::Holder;
use bayan_core::positions::codebook::TopicId;
use bayan_core::positions::series::{Pairing, Relation, distance};
use bayan_core::text::lexicon::Act;
use serde::Serialize;
use ts_rs::TS;

use super::positions::wording::{against, clause_of, plain, units};
use super::positions::{PassageNote, passage_note, words};
use super::{SharedShell, ask_archive};
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
    pub notes: Vec<PassageNote>,
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
    /// The clause of the mention before in runs, what is gone marked; none for a first mention and where that is another
    /// passage.
    pub older: Vec<Run>,
    /// How it stands against the mention before; `None` until that was computed.
    pub relation: Option<Relation>,
    /// Whether the mention before is the same passage, and how it was found; `None` for a first mention.
    pub pairing: Option<Pairing>,
    /// Force gained (positive) or lost.
    pub gained: i8,
    /// The act of the mention before.
    pub before: Option<Act>,
    /// A person confirmed, changed or added it.
    pub told: bool,
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

fn read(archive: &Archive, series: SeriesId, asked: Option<String>) -> Result<Timeline, Failure> {
    let codebook = archive.codebook_of(series)?.map(|stored| stored.codebook).unwrap_or_default();
    let mut topics: Vec<TimelineTopic> = archive
        .topics_of_series(series)?
        .into_iter()
        .map(|(id, releases)| {
            let topic = codebook.topic(&TopicId(id.clone()));
            // A numbered topic is called by its number.
            let number: String = id.chars().filter(char::is_ascii_digit).collect();
            let named = |name: &Option<String>| name.as_ref().map(|name| name.replace('#', &number));
            TimelineTopic {
                label: match topic {
                    Some(topic) => LocalName { ar: named(&topic.label.ar), en: named(&topic.label.en) },
                    None => LocalName { ar: None, en: Some(id.clone()) },
                },
                colour: topic.map_or("#5b6770", |topic| topic.colour.as_str()).to_owned(),
                releases,
                id,
            }
        })
        .collect();
    topics.sort_by_key(|topic| Reverse(topic.releases));
    let known = asked.filter(|asked| topics.iter().any(|topic| topic.id == *asked));
    let topic = known.or_else(|| topics.first().map(|topic| topic.id.clone()));
    let mut all = archive.positions_on_topic(series, topic.as_deref().unwrap_or_default())?;
    all.positions.retain(|position| position.holder == Holder::Issuer);
    let mut said = Mentions::default();
    for position in &all.positions {
        let text = archive.paragraph(position.release, position.paragraph)?;
        let passage = Passage { clause: clause_of(&text, &position.quote).to_owned(), text };
        said.passages.insert((position.release, position.number), passage);
        said.of_release.entry(position.release).or_default().push(position);
    }
    let mut noted: HashMap<ReleaseId, Vec<PassageNote>> = HashMap::new();
    for (release, note) in archive.paragraph_notes(series)?.into_iter().filter_map(passage_note) {
        noted.entry(release).or_default().push(note);
    }
    let mut releases = Vec::with_capacity(all.releases.len());
    for release in all.releases {
        let mut here = said.of_release.get(&release.id).cloned().unwrap_or_default();
        here.sort_by_key(|position| position.number);
        // Farthest from neutral, then of greater force, then first in the text.
        let leads = |at: &usize| (Reverse(distance(here[*at].act)), Reverse(here[*at].force), *at);
        if let Some(first) = (0..here.len()).min_by_key(leads) {
            here[..=first].rotate_right(1);
        }
        let mentions: Vec<TimelineMention> = here.iter().map(|position| said.mention(position)).collect();
        let mut notes = noted.remove(&release.id).unwrap_or_default();
        notes.retain(|note| mentions.iter().any(|mention| mention.paragraph == note.paragraph));
        releases.push(TimelineRelease { release, mentions, notes });
    }
    Ok(Timeline { topics, topic, releases, stale: archive.stale_positions(Some(series))? })
}

/// The issuer's positions on the topic, with the paragraphs they stand in.
#[derive(Default)]
struct Mentions<'a> {
    of_release: HashMap<ReleaseId, Vec<&'a KeptPosition>>,
    passages: HashMap<(ReleaseId, u32), Passage>,
}

/// Where a position stands.
struct Passage {
    /// The paragraph.
    text: String,
    /// The clause in it.
    clause: String,
}

impl<'a> Mentions<'a> {
    /// The paragraph a position stands in, and its clause.
    fn passage(&self, position: &KeptPosition) -> (&str, &str) {
        let passage = self.passages.get(&(position.release, position.number));
        passage.map_or(("", ""), |passage| (&passage.text, &passage.clause))
    }

    fn find(&self, release: ReleaseId, number: u32) -> Option<&'a KeptPosition> {
        self.of_release.get(&release)?.iter().copied().find(|position| position.number == number)
    }

    fn mention(&self, position: &KeptPosition) -> TimelineMention {
        let (paragraph, clause) = self.passage(position);
        let related = position.related.as_ref();
        let before = related
            .and_then(|related| related.previous)
            .and_then(|(release, number)| self.find(release, number));
        let pairing = before.and(related).map(|related| related.pairing);
        let (older, newer) = match before {
            Some(before) if pairing != Some(Pairing::Another) => against(self.passage(before).1, clause),
            // Nothing is struck out of another passage: it was not rewritten to this one.
            _ => (Vec::new(), vec![plain(clause)]),
        };
        TimelineMention {
            number: position.number,
            act: position.act,
            force: position.force,
            verb: words(paragraph, &position.verb),
            paragraph: position.paragraph,
            from: units(paragraph, position.quote.start),
            to: units(paragraph, position.quote.end),
            newer,
            older,
            relation: related.map(|related| related.relation),
            pairing,
            gained: related.map_or(0, |related| related.force),
            before: before.map(|before| before.act),
            told: position.standing != bayan_archive::Standing::Found,
        }
    }
}
