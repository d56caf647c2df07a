//! Putting what was checked into the archive.
//!
//! One release is one act. A batch is stored in [`Portions`], from [`PORTION`] releases on, each one transaction and one act, so
//! that a kill in the middle leaves whole portions and nothing else. The acts of one import carry its number, by which it is
//! undone as a whole.

use bayan_archive::{
    Archive, Batch, Error, NewIssuer, NewRelease, NewRevision, NewSeries, Portions, ReleaseFacts,
};
use bayan_core::model::{IssuerId, Lang, LocalName, ReleaseDate, ReleaseId, SeriesId};
use chrono::{DateTime, Utc};

use super::{Followed, Intake, Item, Ready, State};
use crate::reader::ReadError;

/// How many releases the first portion has: a person watches.
pub const PORTION: usize = 100;
/// The name of the acts that imports are.
pub const ACT: &str = "import";
/// The parameter of those acts that has the import's number.
const NUMBER: &str = "import";

/// What a person decided about one release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The title, where it has one.
    pub title: Option<String>,
    /// Its date.
    pub date: ReleaseDate,
    /// Its language.
    pub lang: Lang,
    /// Where it goes.
    pub series: Target,
    /// Where it was taken from: an address or a citation.
    pub source: Option<String>,
    /// Where it was issued.
    pub place: Option<String>,
    /// What a reader should know of it.
    pub note: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// The release whose text it replaces; `None` for a release of its own.
    pub revises: Option<ReleaseId>,
}

/// The series a release goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// One that is there.
    Series(SeriesId),
    /// A new one.
    New {
        /// Whose it is.
        issuer: TargetIssuer,
        /// Its title.
        title: LocalName,
        /// The language its releases are written in.
        lang: Lang,
    },
}

/// The issuer of a new series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetIssuer {
    /// One that is there.
    Issuer(IssuerId),
    /// A new one of this name.
    New(LocalName),
}

/// What storing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// The release.
    pub release: ReleaseId,
    /// Its series.
    pub series: SeriesId,
    /// The release of the series before it by date, if there is one.
    pub previous: Option<ReleaseId>,
}

/// What is to be stored at once: each as the person left it, and what nobody changed as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Together<'a> {
    /// Their numbers of the list, in order.
    pub ids: &'a [u32],
    /// Where those go that neither a person nor their source has a series for.
    pub target: &'a Target,
    /// The import's number.
    pub number: &'a str,
    /// The time.
    pub now: DateTime<Utc>,
}

/// What storing a batch came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BatchStored {
    /// How many releases were stored.
    pub stored: u32,
    /// How many were in the archive already.
    pub already: u32,
    /// Those whose file could not be read again, by number of the list.
    pub failed: Vec<u32>,
    /// The last one that was stored.
    pub last: Option<ReleaseId>,
    /// It was called off before its end.
    pub called_off: bool,
}

/// Why something was not stored. Then nothing of it is in the archive.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The archive can't be read or written, or refuses what was to be stored.
    #[error(transparent)]
    Archive(#[from] Error),
    /// The file can no longer be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file is no longer what was read of it.
    #[error("{name}: the file has changed since it was read")]
    Changed {
        /// The file's name.
        name: String,
    },
    /// It is no longer on the list, or has not been read.
    #[error("this is no longer on the list")]
    Gone,
}

/// An item of the list with its original, as it can be read now.
struct Read {
    item: Item,
    ready: Ready,
    original: Result<Vec<u8>, StoreError>,
}

impl Read {
    /// The length of its text and its original.
    fn bytes(&self) -> u64 {
        let text: usize = self.ready.draft.texts().map(str::len).sum();
        (text + self.original.as_ref().map_or(0, Vec::len)) as u64
    }
}

impl Intake {
    /// Stores one item as the person decided, as one act of the import `number`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn store(
        &self,
        archive: &Archive,
        id: u32,
        order: &Order,
        number: &str,
        now: DateTime<Utc>,
    ) -> Result<Stored, StoreError> {
        let (item, ready) = self.ready(id)?;
        let bytes = self.bytes(&item, &ready)?;
        let name = order.title.as_deref().unwrap_or(&item.name);
        let params = [("name", name), ("count", "1"), (NUMBER, number)];
        let (release, series) = archive.act(ACT, &params, now, |batch| -> Result<_, StoreError> {
            let series = series_of(batch, &order.series)?;
            let release = put(batch, order, series, now)?;
            keep_original(batch, release, &ready.draft.original.name, &bytes, now)?;
            note_seen(batch, &item, release)?;
            Ok((release, series))
        })?;
        self.mark_stored(id, release);
        self.keep();
        let series = match order.revises {
            Some(_) => archive.release(release)?.series,
            None => series,
        };
        Ok(Stored { release, series, previous: previous(archive, series, release)? })
    }

    /// Stores everything of `together` that is ready, in portions; `stored` is told of each portion: what was done of how
    /// many, and which are left.
    ///
    /// # Errors
    /// [`StoreError`]; the portions before stay stored.
    pub fn store_batch(
        &self,
        archive: &Archive,
        together: Together<'_>,
        called_off: &dyn Fn() -> bool,
        portion_stored: &mut dyn FnMut(u32, u32, &[u32]),
    ) -> Result<BatchStored, StoreError> {
        let Together { ids, target, number, now } = together;
        let mut outcome = BatchStored::default();
        let total = ids.len() as u32;
        // The series that were made, with what was asked for: a new one is made once.
        let mut made: Vec<(Target, SeriesId)> = Vec::new();
        let mut portions = Portions::from(PORTION);
        let mut all = ids.iter().map(|id| {
            let (item, ready) = self.ready(*id).ok()?;
            let original = self.bytes(&item, &ready);
            Some(Read { item, ready, original })
        });
        while all.len() > 0 {
            if called_off() {
                outcome.called_off = true;
                break;
            }
            let mut whole = Vec::new();
            let bytes = |read: &Option<Read>| read.as_ref().map_or(0, Read::bytes);
            for Read { item, ready, original } in portions.next(&mut all, bytes).flatten() {
                match original {
                    Ok(bytes) => whole.push((item, ready, bytes)),
                    Err(_) => outcome.failed.push(item.id),
                }
            }
            let count = whole.len().to_string();
            let name = whole.first().map(|(item, ..)| item.name.as_str()).unwrap_or_default();
            let params = [("name", name), ("count", count.as_str()), (NUMBER, number)];
            let (known, done) = archive.act(ACT, &params, now, |batch| -> Result<_, StoreError> {
                let mut known = made.clone();
                let mut done = Vec::new();
                for (item, ready, bytes) in &whole {
                    let Some(order) = order_of(item, ready, target) else { continue };
                    let found = known.iter().find(|(asked, _)| *asked == order.series);
                    let series = match found {
                        Some((_, series)) => *series,
                        None => {
                            let series = series_of(batch, &order.series)?;
                            known.push((order.series.clone(), series));
                            series
                        }
                    };
                    let there = match order.revises {
                        Some(_) => None,
                        None => {
                            let release = new_release(&order, series, now);
                            batch.find_release(series, release.date, release.content_hash())?
                        }
                    };
                    match there {
                        Some(there) => {
                            note_seen(batch, item, there)?;
                            done.push((item.id, there, false));
                        }
                        None => {
                            let stored = put(batch, &order, series, now)?;
                            keep_original(batch, stored, &ready.draft.original.name, bytes, now)?;
                            note_seen(batch, item, stored)?;
                            done.push((item.id, stored, true));
                        }
                    }
                }
                Ok((known, done))
            })?;
            made = known;
            for (id, release, is_new) in done {
                self.mark_stored(id, release);
                if is_new {
                    outcome.stored += 1;
                    outcome.last = Some(release);
                } else {
                    outcome.already += 1;
                }
            }
            self.keep();
            let upto = ids.len() - all.len();
            portion_stored(upto as u32, total, &ids[upto..]);
        }
        Ok(outcome)
    }

    fn ready(&self, id: u32) -> Result<(Item, Ready), StoreError> {
        let item = self.item(id).ok_or(StoreError::Gone)?;
        match &item.state {
            State::Ready(ready) => {
                let ready = (**ready).clone();
                Ok((item, ready))
            }
            _ => Err(StoreError::Gone),
        }
    }
}

/// Undoes an import as a whole: the acts that carry its number, as long as nothing else was done since. Gives how many
/// releases that took away or put back.
///
/// # Errors
/// As [`Archive::undo`].
pub fn undo(archive: &Archive, number: &str) -> Result<u32, Error> {
    let mut undone = 0;
    while let Some(act) = archive.next_undo()? {
        if act.code != ACT || act.params.get(NUMBER).is_none_or(|other| other != number) {
            break;
        }
        archive.undo()?;
        undone += act.params.get("count").and_then(|count| count.parse::<u32>().ok()).unwrap_or(1);
    }
    Ok(undone)
}

/// The release that stands before another in its series.
///
/// # Errors
/// When the archive can't be read.
pub fn previous(archive: &Archive, series: SeriesId, release: ReleaseId) -> Result<Option<ReleaseId>, Error> {
    let releases = archive.releases(series)?;
    let place = releases.iter().position(|one| one.id == release);
    Ok(place.and_then(|place| place.checked_sub(1)).map(|before| releases[before].id))
}

/// What is to become of an item that is stored with others: what the person decided, else what was read. `None` where
/// nobody has given a date.
fn order_of(item: &Item, ready: &Ready, target: &Target) -> Option<Order> {
    if let Some(amended) = &item.amended {
        return Some((**amended).clone());
    }
    let draft = &ready.draft;
    Some(Order {
        title: draft.title.clone(),
        date: draft.date()?,
        lang: draft.lang.unwrap_or(Lang::Ar),
        // What comes from a source goes where that source's releases go.
        series: match &item.followed {
            Some(followed) => Target::Series(followed.series),
            None => target.clone(),
        },
        source: Some(draft.address.clone().unwrap_or_else(|| item.name.clone())),
        place: None,
        note: None,
        paragraphs: super::texts(draft),
        revises: None,
    })
}

fn new_release(order: &Order, series: SeriesId, now: DateTime<Utc>) -> NewRelease {
    NewRelease {
        series,
        title: order.title.clone(),
        date: order.date,
        lang: order.lang,
        source: order.source.clone(),
        retrieved: Some(now),
        note: order.note.clone(),
        paragraphs: order.paragraphs.clone(),
    }
}

/// Stores a release, or the new text of one.
fn put(
    batch: &mut Batch<'_>,
    order: &Order,
    series: SeriesId,
    now: DateTime<Utc>,
) -> Result<ReleaseId, Error> {
    if let Some(release) = order.revises {
        let revision = NewRevision {
            title: order.title.clone(),
            paragraphs: order.paragraphs.clone(),
            source: order.source.clone(),
            retrieved: Some(now),
        };
        batch.revise(release, &revision)?;
        return Ok(release);
    }
    let release = batch.store_release(&new_release(order, series, now))?;
    if order.place.is_some() {
        let facts = ReleaseFacts {
            date: order.date,
            lang: order.lang,
            source: order.source.clone(),
            place: order.place.clone(),
            note: order.note.clone(),
        };
        batch.set_facts(release, &facts)?;
    }
    Ok(release)
}

fn keep_original(
    batch: &mut Batch<'_>,
    release: ReleaseId,
    name: &str,
    bytes: &[u8],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let name = if name.trim().is_empty() { "text" } else { name };
    batch.keep_original(release, name, bytes, now).map(drop)
}

/// What came from a source is not shown again as long as its release is there.
fn note_seen(batch: &mut Batch<'_>, item: &Item, release: ReleaseId) -> Result<(), Error> {
    match &item.followed {
        Some(Followed { source, seen: Some((address, content)), .. }) => {
            batch.note_seen(*source, address, *content, Some(release))
        }
        _ => Ok(()),
    }
}

fn series_of(batch: &mut Batch<'_>, target: &Target) -> Result<SeriesId, Error> {
    match target {
        Target::Series(series) => Ok(*series),
        Target::New { issuer, title, lang } => {
            let issuer = match issuer {
                TargetIssuer::Issuer(issuer) => *issuer,
                TargetIssuer::New(name) => {
                    batch.add_issuer(&NewIssuer { name: name.clone(), invented: false })?
                }
            };
            batch.add_series(&NewSeries { issuer, title: title.clone(), lang: *lang })
        }
    }
}
