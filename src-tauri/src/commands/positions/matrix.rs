//! Topics against releases.

use std::collections::{BTreeMap, HashMap};

use bayan_archive::{Archive, KeptPosition};
use bayan_core::model::{Release, ReleaseId, SeriesId};
use bayan_core::text::lexicon::Act;
use serde::Serialize;
use ts_rs::TS;

use super::{
    Change, CodebookName, Standing, TopicName, in_order_of, is_issuers, leading_key, topic_name, words,
};
use crate::commands::{SharedShell, ask_archive};
use crate::failure::Failure;

/// The matrix of a series. Cells that are not named are silent, or before the topic's first mention.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PositionsMatrix {
    /// The series' releases, the oldest first.
    pub releases: Vec<Release>,
    /// A row for each topic any release speaks on, in the order of the codebook.
    pub rows: Vec<MatrixRow>,
    /// The topics of the codebook, to choose from; numbered ones are left out.
    pub topics: Vec<TopicName>,
    /// The codebook the series is read by; `None` until positions were brought up to date for the first time.
    pub codebook: Option<CodebookName>,
    /// Of how many releases the positions are stale: to be brought up to date.
    pub stale: u32,
}

/// A topic's row.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MatrixRow {
    /// The topic.
    pub topic: TopicName,
    /// Its mentions, the oldest first.
    pub mentions: Vec<MatrixMention>,
}

/// What a release says on a topic: the leading position, and how many others.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MatrixMention {
    /// The release, by its place among the matrix's releases, from 0.
    pub release: u32,
    /// The act.
    pub act: Act,
    /// Its force, 1 to 3.
    pub force: u8,
    /// The words that perform it, verbatim.
    pub verb: String,
    /// What became of it since the mention before.
    pub change: Option<Change>,
    /// How many other positions the release takes on the topic.
    pub others: u32,
    /// How the leading one came to be what it is.
    pub standing: Standing,
    /// Every act the release performs on the topic, each once, in the order of the ladder.
    pub acts: Vec<Act>,
}

/// The matrix of a series.
#[tauri::command]
pub async fn positions_matrix(shell: SharedShell<'_>, series: SeriesId) -> Result<PositionsMatrix, Failure> {
    ask_archive(&shell, move |archive| matrix(archive, series)).await
}

fn matrix(archive: &Archive, series: SeriesId) -> Result<PositionsMatrix, Failure> {
    let codebook = archive.codebook_of(series)?;
    let read = archive.positions_of_series(series)?;
    let place_of: HashMap<ReleaseId, u32> =
        read.releases.iter().zip(0..).map(|(release, place)| (release.id, place)).collect();
    let mut verbs = Verbs { archive, texts: HashMap::new() };
    let mut cells: BTreeMap<&str, BTreeMap<u32, Vec<&KeptPosition>>> = BTreeMap::new();
    for position in read.positions.iter().filter(|position| is_issuers(position)) {
        if let Some(place) = place_of.get(&position.release) {
            cells.entry(&position.topic).or_default().entry(*place).or_default().push(position);
        }
    }
    let mut rows = Vec::with_capacity(cells.len());
    for (topic, cells) in cells {
        let mut mentions = Vec::with_capacity(cells.len());
        for (release, mut positions) in cells {
            positions.sort_by_key(|position| leading_key(position));
            let Some(first) = positions.first() else { continue };
            let mut acts: Vec<Act> = positions.iter().map(|position| position.act).collect();
            acts.sort_unstable();
            acts.dedup();
            mentions.push(MatrixMention {
                release,
                act: first.act,
                force: first.force,
                verb: verbs.of(first)?,
                change: first.related.map(Change::from),
                others: u32::try_from(positions.len() - 1).unwrap_or(u32::MAX),
                standing: first.standing.into(),
                acts,
            });
        }
        rows.push(MatrixRow { topic: topic_name(codebook.as_ref(), topic), mentions });
    }
    in_order_of(codebook.as_ref(), &mut rows, |row| &row.topic);
    let named = codebook.iter().flat_map(|book| &book.codebook.topics).map(|topic| topic.id.0.as_str());
    let topics = named.filter(|id| !id.contains('#'));
    Ok(PositionsMatrix {
        topics: topics.map(|id| topic_name(codebook.as_ref(), id)).collect(),
        releases: read.releases,
        rows,
        stale: archive.stale_positions(Some(series))?,
        codebook: codebook.map(|book| CodebookName { id: book.id, name: book.name }),
    })
}

/// The words that perform acts, from texts that are each read once.
struct Verbs<'a> {
    archive: &'a Archive,
    texts: HashMap<ReleaseId, Vec<String>>,
}

impl Verbs<'_> {
    fn of(&mut self, position: &KeptPosition) -> Result<String, Failure> {
        if !self.texts.contains_key(&position.release) {
            self.texts.insert(position.release, self.archive.paragraphs(position.release)?);
        }
        let text = self.texts.get(&position.release).and_then(|texts| texts.get(position.paragraph as usize));
        Ok(text.map(|text| words(text, &position.verb)).unwrap_or_default())
    }
}
