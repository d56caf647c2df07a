//! Positions kept up to date: found in the texts by the codebook of each series, corrected by what a person said, related to
//! the mention before, and read by the screens.
//!
//! What is kept is computed and can be computed again ([`update`]); what a person said ([`told`]) stands apart and is laid
//! over it. A correction takes effect in the transaction that stores it; a new text, a changed codebook or another order of
//! releases leaves what is kept in place, known to be stale, until it is brought up to date: a series at a time, whole.
//! What a position is and how two relate is the engine's business ([`bayan_core::positions`]).

pub(crate) mod alongside;
pub(crate) mod everywhere;
mod laid;
mod plan;
pub(crate) mod read;
mod refresh;
mod related;
pub(crate) mod told;
pub(crate) mod update;
mod work;

use std::cell::OnceCell;
use std::sync::{Arc, Mutex, PoisonError};

use bayan_core::model::{Lang, ReleaseId, SeriesId};
use bayan_core::positions::codebook::{self, Standard};
use bayan_core::positions::{Finder, Position, Said};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

pub(crate) use refresh::refresh;

use crate::table::codebooks;
use crate::table::positions::{KeptPosition, Standing};

/// Finders made last, by version. A codebook takes some milliseconds to be made ready.
#[derive(Debug, Default)]
pub(crate) struct Finders(Mutex<Vec<(i64, Arc<Finder>)>>);

/// How many are kept: those of the codebooks that come with the program, and one that is being edited.
const KEPT: usize = 4;

impl Finders {
    /// The finder of a series with its version; `None` where the series has no codebook yet.
    pub(crate) fn of_series(
        &self,
        connection: &Connection,
        series: SeriesId,
    ) -> rusqlite::Result<Option<(i64, Arc<Finder>)>> {
        Ok(Reading::of_series(connection, series)?.map(|reading| self.of_reading(&reading)))
    }

    fn of_reading(&self, reading: &Reading) -> (i64, Arc<Finder>) {
        let version = reading.version();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|(known, _)| *known == version) {
            let found = kept.remove(at);
            kept.insert(0, found.clone());
            return found;
        }
        let made = (version, Arc::new(reading.finder()));
        kept.insert(0, made.clone());
        kept.truncate(KEPT);
        made
    }
}

/// By what the releases of a series are read.
pub(crate) struct Reading {
    topics: String,
    lexicons: [String; 2],
}

impl Reading {
    pub(crate) fn of_series(connection: &Connection, series: SeriesId) -> rusqlite::Result<Option<Self>> {
        let Some(codebook) = codebooks::of_series(connection, series)? else { return Ok(None) };
        Self::by(connection, codebooks::written(connection, codebook)?.unwrap_or_default()).map(Some)
    }

    /// By what the releases of a series would be read that is given one of the codebooks that come with the program: as the
    /// archive has it, where it has it.
    pub(crate) fn of_standard(connection: &Connection, standard: Standard) -> rusqlite::Result<Self> {
        let topics = match codebooks::of_standard(connection, standard.id())? {
            Some(known) => codebooks::written(connection, known)?.unwrap_or_default(),
            None => codebook::write(&standard.codebook()),
        };
        Self::by(connection, topics)
    }

    fn by(connection: &Connection, topics: String) -> rusqlite::Result<Self> {
        let lexicons = [codebooks::lexicon(connection, Lang::Ar)?, codebooks::lexicon(connection, Lang::En)?];
        Ok(Self { topics, lexicons })
    }

    /// A number that is another one when the program, the codebook or the lexicon is.
    pub(crate) fn version(&self) -> i64 {
        number([env!("CARGO_PKG_VERSION"), &self.topics, &self.lexicons[0], &self.lexicons[1]])
    }

    /// The codebook was written by the program or was read before it was stored; a damaged one finds nothing.
    fn finder(&self) -> Finder {
        let codebook = codebook::read(&self.topics).unwrap_or_default();
        Finder::with_lexicon(&codebook, &self.lexicons[0], &self.lexicons[1])
    }
}

/// A number for some texts in order: the beginning of their SHA-256.
pub(crate) fn number<T: AsRef<[u8]>>(texts: impl IntoIterator<Item = T>) -> i64 {
    let mut sha = Sha256::new();
    for text in texts {
        sha.update((text.as_ref().len() as u64).to_le_bytes());
        sha.update(text);
    }
    let digest: [u8; 32] = sha.finalize().into();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_le_bytes(first)
}

/// The codebooks that come with the program, made ready when first asked for.
#[derive(Default)]
pub(crate) struct Standards(OnceCell<Vec<Finder>>);

impl Standards {
    /// The one that finds most in some texts; the first of them where none finds anything.
    pub(crate) fn fitting(&self, texts: &[Vec<String>]) -> Standard {
        let finders = self
            .0
            .get_or_init(|| Standard::ALL.iter().map(|standard| Finder::new(&standard.codebook())).collect());
        let found = |(_, finder): &(Standard, &Finder)| {
            texts.iter().map(|text| finder.positions(text).positions.len()).sum::<usize>()
        };
        // Of several that find as much the last would be taken; the first is meant.
        let best = Standard::ALL.into_iter().zip(finders).rev().max_by_key(found);
        best.map_or(Standard::Syria, |(standard, _)| standard)
    }
}

/// The positions of a release as the engine finds them, its issuer's and other parties', in the order of the text.
pub fn found(finder: &Finder, release: ReleaseId, paragraphs: &[String]) -> Vec<KeptPosition> {
    kept_of(release, &finder.positions(paragraphs))
}

/// The same of what was found.
fn kept_of(release: ReleaseId, said: &Said) -> Vec<KeptPosition> {
    let mut all: Vec<KeptPosition> =
        said.positions.iter().chain(&said.others).map(|position| kept(release, position)).collect();
    in_order(&mut all);
    all
}

fn kept(release: ReleaseId, position: &Position) -> KeptPosition {
    let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    KeptPosition {
        topic: position.topic.0.clone(),
        release,
        number: 0,
        paragraph: cut(position.paragraph),
        quote: cut(position.quote.start)..cut(position.quote.end),
        verb: cut(position.verb.start)..cut(position.verb.end),
        act: position.act,
        force: position.force,
        holder: position.holder,
        party: position.party.as_ref().map(|party| cut(party.start)..cut(party.end)),
        party_told: None,
        inherited: position.inherited,
        terms: position.terms.iter().map(|term| (cut(term.start), cut(term.end))).collect(),
        standing: Standing::Found,
        hand: None,
        related: None,
    }
}

/// Puts positions in the order of the text and numbers them.
pub(crate) fn in_order(positions: &mut [KeptPosition]) {
    positions.sort_by(|a, b| {
        (a.paragraph, a.quote.start, a.quote.end, &a.topic, a.act).cmp(&(
            b.paragraph,
            b.quote.start,
            b.quote.end,
            &b.topic,
            b.act,
        ))
    });
    for (number, position) in positions.iter_mut().enumerate() {
        position.number = u32::try_from(number).unwrap_or(u32::MAX);
    }
}
