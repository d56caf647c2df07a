//! Between a reader's draft and the archive: what a person brings in, looks at, and stores.
//!
//! - [`Intake`] is the list of what was brought in.
//! - `online` fetches what is on the list by its address, and tells what is new at a source.
//! - `listed` puts the links of a page that lists releases on the list, to be fetched when the person says so.
//! - [`alike`] finds the stored release that a draft is nearly the same as.
//! - [`storing`] puts what was checked into the archive, in acts that can be undone.
//! - [`kept`] keeps the list on the disk, so that what is not stored is there at the next start.
//!
//! Nothing is in the archive before it is stored, and storing is one transaction a release or a portion of a batch. How a
//! file is read is [`crate::reader`]'s subject.

pub mod alike;
pub mod kept;
mod list;
mod listed;
pub(crate) mod online;
pub mod storing;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use bayan_archive::{Archive, ContentHash, Error, SourceId};
use bayan_core::model::{ReleaseId, SeriesId};
use bayan_fetch::Fetcher;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::draft::{Confidence, DateGuess, Draft, Format, Warning};
use crate::reader::{Hints, ReadError, Reader, Reason};
use alike::{Alike, Index};
use kept::Keeper;
use list::List;
use storing::{Order, StoreError};

/// The most files that are taken out of a folder.
pub const MOST_FILES: usize = 100_000;
/// How often a reading that waits for another one looks whether it is called off.
const LOOK: Duration = Duration::from_millis(50);
/// How deep the folders in a folder are looked through.
const DEEPEST: usize = 16;

/// Where something that was brought in is read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// A file, read again when it is stored.
    File(PathBuf),
    /// An address of the web, fetched when its turn comes; then it is the bytes that came.
    Address {
        /// The address.
        address: String,
        /// When it was put on the list.
        asked: DateTime<Utc>,
    },
    /// An address of a page that lists releases, fetched when its turn comes; then its links are on the list instead.
    Listing {
        /// The address.
        address: String,
        /// When it was put on the list.
        asked: DateTime<Utc>,
    },
    /// Bytes that are nowhere else: a pasting, an answer of a server, a row of a table.
    Bytes(#[serde(skip)] Vec<u8>),
}

/// The source of new releases that something came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// The source.
    pub source: SourceId,
    /// The series its releases go to.
    pub series: SeriesId,
    /// Where it stands there and which text was read, once it was; of a link that was not fetched yet, what the page calls it.
    pub seen: Option<(String, ContentHash)>,
}

/// Something that was brought in.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its number in the list.
    pub id: u32,
    /// What the person calls it: a file's name, an address.
    pub name: String,
    /// Where it is read from.
    pub origin: Origin,
    /// What is said of it before it is read.
    pub hints: Hints,
    /// The source it came from; `None` for what the person brought in.
    pub followed: Option<Followed>,
    /// What the person has begun to make of it.
    pub begun: Option<Box<Begun>>,
    /// What the person made of it, while it is being stored; `None` where it is as it was read.
    pub amended: Option<Box<Order>>,
    /// It was on the list when the program ended the last time.
    pub again: bool,
    /// What was read of it then.
    pub read: Option<Box<Draft>>,
    /// How far it has come.
    pub state: State,
}

/// What a person has begun to make of something that is not stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// How the window tells it; nobody else reads it.
    pub words: String,
    /// The SHA-256 of the bytes it was read from: of others it says nothing.
    pub sha256: [u8; 32],
}

/// How far something has come.
#[derive(Debug, Clone)]
pub enum State {
    /// A page that lists releases links to it; it is fetched when the person says so.
    Linked(Box<Linked>),
    /// It is yet to be read.
    Waiting,
    /// It is being read.
    Reading,
    /// It is read and can be looked at and stored.
    Ready(Box<Ready>),
    /// It could not be read.
    Failed(ReadError),
    /// It is stored.
    Stored(ReleaseId),
}

/// What a page that lists releases says of one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// What it calls it; of the list's next page nothing.
    pub title: Option<String>,
    /// The date that stands with it.
    pub date: Option<DateGuess>,
}

/// What was read and is not stored.
#[derive(Debug, Clone)]
pub struct Ready {
    /// What the reader found.
    pub draft: Draft,
    /// The stored release it is nearly the same as.
    pub alike: Option<Alike>,
}

impl Ready {
    /// Whether a person should look at it before it is stored: its date is not certain to the day, the reader warns of
    /// something that may have changed its words, or a stored release is nearly the same.
    pub fn needs_check(&self) -> bool {
        let dated =
            self.draft.dates.first().is_some_and(|guess| {
                guess.date.day_of_month().is_some() && guess.confidence > Confidence::Low
            });
        let doubtful = self.draft.warnings.iter().any(|warning| {
            !matches!(
                warning,
                Warning::TrackedChangesAccepted { .. }
                    | Warning::CommentsLeftOut { .. }
                    | Warning::EndingDiffers { .. }
                    | Warning::DuplicateEntries { .. }
            )
        });
        !dated || doubtful || self.alike.is_some()
    }

    /// Whether exactly this text is in the archive.
    pub fn is_stored_already(&self) -> bool {
        self.alike.as_ref().is_some_and(|alike| alike.identical)
    }
}

/// The list of what was brought in.
#[derive(Debug)]
pub struct Intake {
    reader: Reader,
    fetcher: Fetcher,
    /// Held while the list is read: two readings at once would each lack what the other has just found out.
    reading: Mutex<()>,
    /// What keeps the list on the disk; locked before the list where both are.
    keeper: Mutex<Option<Keeper>>,
    list: Mutex<List>,
}

impl Intake {
    /// An empty list, whose files `reader` reads.
    pub fn new(reader: Reader) -> Self {
        Self {
            reader,
            fetcher: Fetcher::default(),
            reading: Mutex::default(),
            keeper: Mutex::default(),
            list: Mutex::default(),
        }
    }

    /// The same list, which fetches by `fetcher`.
    pub fn fetching_by(self, fetcher: Fetcher) -> Self {
        Self { fetcher, ..self }
    }

    /// Puts files on the list, those in folders among them, in order of their names. What is on it already and not stored
    /// is not put there again. Gives how many were added.
    pub fn add_paths(&self, paths: &[PathBuf]) -> usize {
        let mut files = Vec::new();
        for path in paths {
            collect(path, 0, &mut files);
        }
        let mut list = self.lock();
        let known: HashSet<PathBuf> = list
            .items
            .values()
            .filter(|item| !matches!(item.state, State::Stored(_)))
            .filter_map(|item| match &item.origin {
                Origin::File(path) => Some(path.clone()),
                Origin::Bytes(_) | Origin::Address { .. } | Origin::Listing { .. } => None,
            })
            .collect();
        let before = list.items.len();
        for file in files {
            let file = std::path::absolute(&file).unwrap_or(file);
            if !known.contains(&file) {
                let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
                list.add(name, Origin::File(file), Hints::default(), State::Waiting);
            }
        }
        let added = list.items.len() - before;
        drop(list);
        self.keep();
        added
    }

    /// Puts bytes on the list. Gives the number.
    pub fn add_bytes(&self, name: &str, bytes: Vec<u8>, hints: Hints) -> u32 {
        let id = self.lock().add(name.to_owned(), Origin::Bytes(bytes), hints, State::Waiting);
        self.keep();
        id
    }

    /// Puts a draft on the list that was read already.
    pub fn add_draft(&self, name: &str, mut draft: Draft, alike: Option<Alike>) -> u32 {
        let bytes = std::mem::take(&mut draft.original.bytes);
        let ready = State::Ready(Box::new(Ready { draft, alike }));
        let id = self.lock().add(name.to_owned(), Origin::Bytes(bytes), Hints::default(), ready);
        self.keep();
        id
    }

    /// Reads everything that waits, one after the other, and compares it with what `archive` holds. `progress` is told how
    /// many of those on the list are done. Gives whether it came to the end; what was not read when it is called off goes
    /// on waiting.
    ///
    /// # Errors
    /// When the archive can't be read. What a file is refused for is in its [`State::Failed`].
    pub fn read_waiting(
        &self,
        archive: &Archive,
        called_off: &dyn Fn() -> bool,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<bool, Error> {
        let _reading = loop {
            match self.reading.try_lock() {
                Ok(reading) => break reading,
                Err(TryLockError::Poisoned(poisoned)) => break poisoned.into_inner(),
                Err(TryLockError::WouldBlock) if called_off() => return Ok(false),
                Err(TryLockError::WouldBlock) => thread::sleep(LOOK),
            }
        };
        self.refresh_index(archive)?;
        let mut done = 0;
        loop {
            if called_off() {
                return Ok(false);
            }
            let (item, left) = {
                let mut list = self.lock();
                let Some(id) = list.waiting.pop_front() else { return Ok(true) };
                let left = list.waiting.len() as u32;
                let Some(item) = list.items.get_mut(&id) else { continue };
                item.state = State::Reading;
                (item.clone(), left)
            };
            let taken = self.take(archive, item, called_off);
            self.keep();
            taken?;
            done += 1;
            progress(done, done + left);
        }
    }

    /// Reads an item, from wherever it is, and puts what it holds on the list.
    fn take(&self, archive: &Archive, item: Item, called_off: &dyn Fn() -> bool) -> Result<(), Error> {
        if let Some(draft) = &item.read {
            let alike = self.alike_again(archive, &item, draft)?;
            if let Some(kept) = self.lock().items.get_mut(&item.id)
                && let Some(draft) = kept.read.take()
            {
                kept.state = State::Ready(Box::new(Ready { draft: *draft, alike }));
            }
            return Ok(());
        }
        let read = match &item.origin {
            Origin::Address { address, asked } => {
                return self.take_in(archive, &item, address, *asked, called_off);
            }
            Origin::Listing { address, asked } => {
                return self.take_listing(archive, &item, address, *asked, called_off);
            }
            Origin::File(path) => self.reader.read_path(path, &item.hints, called_off),
            Origin::Bytes(bytes) => self.reader.read_bytes(&item.name, bytes, &item.hints, called_off),
        };
        self.put(archive, item, read)
    }

    /// Puts down that an item could not be read, or waits again because reading was called off.
    fn fail(&self, id: u32, error: ReadError) {
        let mut list = self.lock();
        if error.reason == Reason::CalledOff {
            list.waiting.push_front(id);
        }
        if let Some(kept) = list.items.get_mut(&id) {
            kept.state = match error.reason {
                Reason::CalledOff => State::Waiting,
                _ => State::Failed(error),
            };
        }
    }

    /// What an item came to; where it failed that is put down, and there is nothing.
    fn or_fail<T>(&self, id: u32, came: Result<T, ReadError>) -> Option<T> {
        came.map_err(|error| self.fail(id, error)).ok()
    }

    /// Puts down what reading an item came to. One that holds several releases becomes as many items.
    fn put(&self, archive: &Archive, item: Item, read: Result<Vec<Draft>, ReadError>) -> Result<(), Error> {
        let Some(drafts) = self.or_fail(item.id, read) else { return Ok(()) };
        let several = drafts.len() > 1;
        let mut ready = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let alike = self.alike(archive, draft.title.as_deref(), &texts(&draft))?;
            ready.push(Ready { draft, alike });
        }
        let mut list = self.lock();
        // It may have been taken off the list while it was read.
        if !list.items.contains_key(&item.id) {
            return Ok(());
        }
        if several {
            list.remove(item.id);
            for mut part in ready {
                let bytes = std::mem::take(&mut part.draft.original.bytes);
                let name = part.draft.original.name.clone();
                list.add(name, Origin::Bytes(bytes), item.hints.clone(), State::Ready(Box::new(part)));
            }
        } else if let Some(mut only) = ready.pop() {
            list.changed.insert(item.id);
            let Some(kept) = list.items.get_mut(&item.id) else { return Ok(()) };
            let bytes = std::mem::take(&mut only.draft.original.bytes);
            // The row of a table that has only one is not the file. Of other files the list holds no second copy.
            if matches!(only.draft.format, Format::Feed | Format::Csv | Format::Json) {
                kept.origin = Origin::Bytes(bytes);
            }
            let sha256 = only.draft.original.sha256;
            if kept.begun.as_ref().is_some_and(|begun| begun.sha256 != sha256) {
                kept.begun = None;
            }
            kept.state = State::Ready(Box::new(only));
        }
        Ok(())
    }

    /// Reads an item again, as the hints say. Gives whether there is such an item.
    ///
    /// # Errors
    /// When the archive can't be read.
    pub fn read_again(&self, archive: &Archive, id: u32, hints: Hints) -> Result<bool, Error> {
        let item = {
            let mut list = self.lock();
            list.waiting.retain(|waiting| *waiting != id);
            let Some(item) = list.items.get_mut(&id) else { return Ok(false) };
            item.hints = hints;
            item.state = State::Reading;
            // It was made of other letters.
            item.begun = None;
            item.read = None;
            let item = item.clone();
            list.changed.insert(id);
            item
        };
        let taken = self.take(archive, item, &|| false);
        self.keep();
        taken.map(|()| true)
    }

    /// Lets everything that could not be read wait once more. Gives how many those are.
    pub fn retry(&self) -> usize {
        let mut list = self.lock();
        let failed: Vec<u32> = list
            .items
            .values()
            .filter(|item| matches!(item.state, State::Failed(_)))
            .map(|item| item.id)
            .collect();
        for id in &failed {
            if let Some(item) = list.items.get_mut(id) {
                item.state = State::Waiting;
            }
            list.waiting.push_back(*id);
        }
        failed.len()
    }

    /// What the person made of an item, or `None`, is stored of it with the others. What is not read yet can't be changed.
    pub fn amend(&self, id: u32, order: Option<Order>) {
        if let Some(item) = self.lock().items.get_mut(&id)
            && let State::Ready(_) = &item.state
        {
            item.amended = order.map(Box::new);
        }
    }

    /// One item as it is now.
    pub fn item(&self, id: u32) -> Option<Item> {
        self.lock().items.get(&id).cloned()
    }

    /// Looks at every item in order.
    pub fn each(&self, mut look: impl FnMut(&Item)) {
        self.lock().items.values().for_each(&mut look);
    }

    /// The stored release that a text is nearly the same as.
    ///
    /// # Errors
    /// When the archive can't be read.
    pub fn alike(
        &self,
        archive: &Archive,
        title: Option<&str>,
        paragraphs: &[String],
    ) -> Result<Option<Alike>, Error> {
        let candidates = {
            let list = self.lock();
            let Some(index) = &list.index else { return Ok(None) };
            match index.same(title, paragraphs) {
                Some(same) => return Ok(Some(same)),
                None => index.candidates(paragraphs),
            }
        };
        alike::nearest(archive, &candidates, paragraphs)
    }

    /// Takes up what has been stored in the archive since, or another archive.
    ///
    /// # Errors
    /// When the archive can't be read.
    pub fn refresh_index(&self, archive: &Archive) -> Result<(), Error> {
        let old = self.lock().index.take();
        let index = Index::of(archive, old)?;
        self.lock().index = Some(index);
        Ok(())
    }

    /// The bytes an item was read from; those of a file are read again.
    ///
    /// # Errors
    /// [`StoreError::Read`]; [`StoreError::Changed`] when the file is no longer the one that was read.
    fn bytes(&self, item: &Item, read: &Ready) -> Result<Vec<u8>, StoreError> {
        match &item.origin {
            Origin::Bytes(bytes) => Ok(bytes.clone()),
            Origin::Address { .. } | Origin::Listing { .. } => Err(StoreError::Gone),
            Origin::File(path) => {
                let bytes = fs::read(path).map_err(|error| {
                    let reason = match error.kind() {
                        std::io::ErrorKind::NotFound => Reason::Missing,
                        _ => Reason::Unreadable { why: error.to_string() },
                    };
                    StoreError::Read(ReadError { name: item.name.clone(), reason })
                })?;
                if <[u8; 32]>::from(Sha256::digest(&bytes)) == read.draft.original.sha256 {
                    Ok(bytes)
                } else {
                    Err(StoreError::Changed { name: item.name.clone() })
                }
            }
        }
    }

    fn mark_stored(&self, id: u32, release: ReleaseId) {
        let mut list = self.lock();
        if let Some(item) = list.items.get_mut(&id) {
            item.state = State::Stored(release);
            list.changed.insert(id);
        }
    }

    fn lock(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The paragraphs of a draft.
pub fn texts(draft: &Draft) -> Vec<String> {
    draft.texts().map(str::to_owned).collect()
}

/// The files that a path stands for, hidden ones left out.
pub(crate) fn collect(path: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    if files.len() >= MOST_FILES {
        return;
    }
    if !path.is_dir() {
        files.push(path.to_owned());
        return;
    }
    let Ok(entries) = fs::read_dir(path) else {
        // Told when it is read: it is no file.
        files.push(path.to_owned());
        return;
    };
    let mut inside: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        // A link to a folder may lead back to where it stands.
        .filter(|entry| depth < DEEPEST && entry.file_type().is_ok_and(|kind| !kind.is_symlink()))
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .collect();
    inside.sort();
    for path in inside {
        collect(&path, depth + 1, files);
    }
}

#[cfg(test)]
mod kept_tests;
#[cfg(test)]
mod listed_tests;
#[cfg(test)]
mod online_tests;
#[cfg(test)]
mod tests;
