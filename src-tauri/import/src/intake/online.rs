//! What is on the list by its address: fetched when its turn comes, read like a file, and held against what was stored.
//!
//! Of a page or feed that a person entered everything goes on the list. Of a source that is followed only what is new there
//! and what has another text than the one seen last: a release that was changed without a word.

use std::collections::HashMap;

use bayan_archive::{Archive, Error, Source, SourceAnswer, content_hash};
use bayan_fetch::{Answer, FetchError, Fetched, Validators, tidy};
use chrono::{DateTime, Utc};

use super::alike::{self, Alike};
use super::{Followed, Intake, Item, Origin, Ready, State, texts};
use crate::draft::{Draft, Format};
use crate::reader::{Hints, ReadError, Reason};

impl Intake {
    /// Puts an address on the list, as a person wrote it. Gives its number; that of the one that waits there already.
    ///
    /// # Errors
    /// When it is no address of the web.
    pub fn add_address(&self, written: &str, now: DateTime<Utc>) -> Result<u32, FetchError> {
        let address = tidy(written)?;
        Ok(self.add_online(Origin::Address { address, asked: now }, None))
    }

    /// Puts the addresses of a source on the list, to be asked for what is new.
    ///
    /// # Errors
    /// When one of them is no address of the web; then none is.
    pub fn add_source(&self, source: &Source, now: DateTime<Utc>) -> Result<Vec<u32>, FetchError> {
        let addresses: Vec<String> =
            source.addresses.iter().map(|address| tidy(address)).collect::<Result<_, _>>()?;
        let followed = Followed { source: source.id, series: source.series, seen: None };
        Ok(addresses
            .into_iter()
            .map(|address| match source.lists {
                true => self.add_online(Origin::Listing { address, asked: now }, Some(followed.clone())),
                false => self.add_online(Origin::Address { address, asked: now }, Some(followed.clone())),
            })
            .collect())
    }

    fn add_online(&self, origin: Origin, followed: Option<Followed>) -> u32 {
        let mut list = self.lock();
        let there = list
            .items
            .values()
            .find(|item| is_same_place(&item.origin, &origin) && item.followed == followed);
        let (there, failed) = match there {
            Some(item) => (Some(item.id), matches!(item.state, State::Failed(_))),
            None => (None, false),
        };
        match there {
            Some(id) => {
                if failed && let Some(item) = list.items.get_mut(&id) {
                    item.state = State::Waiting;
                    list.waiting.push_back(id);
                }
                id
            }
            None => {
                let name = address_of(&origin).unwrap_or_default().to_owned();
                let id = list.add(name, origin, Hints::default(), State::Waiting);
                if let Some(item) = list.items.get_mut(&id) {
                    item.followed = followed;
                }
                drop(list);
                self.keep();
                id
            }
        }
    }

    /// Takes an item off the list that nobody wants; of a source it is not shown again as long as its text is the same. It can
    /// be [put back](Self::put_back).
    ///
    /// # Errors
    /// When the archive can't be written; then it is on the list still.
    pub fn dismiss(&self, archive: &Archive, id: u32) -> Result<(), Error> {
        if let Some(Followed { source, seen: Some((address, content)), .. }) =
            self.item(id).and_then(|item| item.followed)
        {
            archive.write(|batch| batch.note_seen(source, &address, content, None))?;
        }
        self.take_off(|item| item.id == id);
        Ok(())
    }

    /// Fetches an item, reads what came and puts it on the list.
    pub(super) fn take_in(
        &self,
        archive: &Archive,
        item: &Item,
        address: &str,
        asked: DateTime<Utc>,
        called_off: &dyn Fn() -> bool,
    ) -> Result<(), Error> {
        let known = match &item.followed {
            Some(followed) => archive.source_answer(followed.source, address)?,
            None => SourceAnswer::default(),
        };
        let validators = Validators { etag: known.etag.clone(), modified: known.modified.clone() };
        let Some(fetched) = self.fetched(item, address, &validators, called_off) else { return Ok(()) };
        let Fetched::Answer(answer) = fetched else {
            if let Some(followed) = &item.followed {
                archive.note_answer(followed.source, address, &known, asked)?;
            }
            self.remove(item.id);
            return Ok(());
        };
        self.read_answer(archive, item, address, asked, *answer, called_off)
    }

    /// What an item's address answers; where it could not be fetched that is put down, and there is nothing.
    pub(super) fn fetched(
        &self,
        item: &Item,
        address: &str,
        validators: &Validators,
        called_off: &dyn Fn() -> bool,
    ) -> Option<Fetched> {
        let fetched = self.fetcher.fetch(address, validators, called_off);
        self.or_fail(item.id, fetched.map_err(|error| not_fetched(address, error)))
    }

    /// Reads what came from an address and puts it on the list.
    pub(super) fn read_answer(
        &self,
        archive: &Archive,
        item: &Item,
        address: &str,
        asked: DateTime<Utc>,
        answer: Answer,
        called_off: &dyn Fn() -> bool,
    ) -> Result<(), Error> {
        let hints = Hints { listed: item.hints.listed.clone(), ..hints_of(&answer) };
        let read = self.reader.read_bytes(&file_name(&answer), &answer.bytes, &hints, called_off);
        match self.or_fail(item.id, read.map_err(|error| error.of(address))) {
            Some(drafts) => self.put_online(archive, item, address, asked, answer, hints, drafts),
            None => Ok(()),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "each is one thing that an item is made of")]
    fn put_online(
        &self,
        archive: &Archive,
        item: &Item,
        address: &str,
        asked: DateTime<Utc>,
        answer: Answer,
        hints: Hints,
        drafts: Vec<Draft>,
    ) -> Result<(), Error> {
        let several = drafts.len() > 1;
        let mut times: HashMap<String, u32> = HashMap::new();
        for draft in &drafts {
            *times.entry(draft.address.clone().unwrap_or_default()).or_default() += 1;
        }
        let mut parts = Vec::new();
        let mut new = false;
        for mut draft in drafts {
            let own = draft.address.clone().filter(|own| times.get(own).is_none_or(|times| *times == 1));
            let paragraphs = texts(&draft);
            let alike = self.alike_online(archive, &draft, &paragraphs, own.as_deref(), address)?;
            let mut followed = item.followed.clone();
            if let Some(followed) = &mut followed {
                let place = match (draft.format, own) {
                    (Format::Feed | Format::Csv | Format::Json, Some(own)) => own,
                    (Format::Feed | Format::Csv | Format::Json, None) => {
                        format!("{address}#{}", draft.title.as_deref().unwrap_or_default())
                    }
                    _ => address.to_owned(),
                };
                let content = content_hash(draft.title.as_deref(), &paragraphs);
                let identical = alike.as_ref().is_some_and(|alike| alike.identical);
                if identical || archive.is_seen(followed.source, &place, content)? {
                    continue;
                }
                new = true;
                followed.seen = Some((place, content));
                if self.is_on_list(followed) {
                    continue;
                }
            }
            let bytes = std::mem::take(&mut draft.original.bytes);
            parts.push((draft, alike, bytes, followed));
        }
        if let Some(followed) = &item.followed {
            let answer = match new {
                // Asked for whole the next time: the person may not have stored all of it by then.
                true => SourceAnswer::default(),
                false => SourceAnswer { etag: answer.validators.etag, modified: answer.validators.modified },
            };
            archive.note_answer(followed.source, address, &answer, asked)?;
        }
        let mut list = self.lock();
        // It may have been taken off the list while it was fetched.
        if list.remove(item.id).is_none() {
            return Ok(());
        }
        for (draft, alike, bytes, followed) in parts {
            let name = match (&draft.address, several) {
                (Some(own), several) if several || draft.format == Format::Feed => own.clone(),
                _ => address.to_owned(),
            };
            let ready = State::Ready(Box::new(Ready { draft, alike }));
            // Rows of a table and entries of a feed can't be read again by themselves.
            let hints = if several {
                Hints { address: hints.address.clone(), ..Hints::default() }
            } else {
                hints.clone()
            };
            let id = list.add(name, Origin::Bytes(bytes), hints, ready);
            if let Some(item) = list.items.get_mut(&id) {
                item.followed = followed;
            }
        }
        Ok(())
    }

    /// The stored release that what came is the same as; else the one that was taken from the same address; else the one
    /// that is nearly the same.
    fn alike_online(
        &self,
        archive: &Archive,
        draft: &Draft,
        paragraphs: &[String],
        own: Option<&str>,
        address: &str,
    ) -> Result<Option<Alike>, Error> {
        let near = self.alike(archive, draft.title.as_deref(), paragraphs)?;
        if near.as_ref().is_some_and(|alike| alike.identical) {
            return Ok(near);
        }
        let whole = !matches!(draft.format, Format::Feed | Format::Csv | Format::Json);
        for place in own.into_iter().chain(whole.then_some(address)) {
            if let Some(before) = alike::taken_from(archive, place, paragraphs)? {
                return Ok(Some(before));
            }
        }
        Ok(near)
    }

    /// The same of what was read before the program was started.
    pub(super) fn alike_again(
        &self,
        archive: &Archive,
        item: &Item,
        draft: &Draft,
    ) -> Result<Option<Alike>, Error> {
        let paragraphs = texts(draft);
        match &item.hints.address {
            Some(address) => {
                self.alike_online(archive, draft, &paragraphs, draft.address.as_deref(), address)
            }
            None => self.alike(archive, draft.title.as_deref(), &paragraphs),
        }
    }

    /// Whether the same text from the same place of a source waits for the person.
    fn is_on_list(&self, followed: &Followed) -> bool {
        self.lock()
            .items
            .values()
            .any(|item| !matches!(item.state, State::Stored(_)) && item.followed.as_ref() == Some(followed))
    }
}

/// The address that something is fetched from.
pub(super) fn address_of(origin: &Origin) -> Option<&str> {
    match origin {
        Origin::Address { address, .. } | Origin::Listing { address, .. } => Some(address),
        Origin::File(_) | Origin::Bytes(_) => None,
    }
}

fn is_same_place(one: &Origin, other: &Origin) -> bool {
    match (one, other) {
        (Origin::Address { address: a, .. }, Origin::Address { address: b, .. })
        | (Origin::Listing { address: a, .. }, Origin::Listing { address: b, .. }) => a == b,
        _ => false,
    }
}

fn not_fetched(address: &str, error: FetchError) -> ReadError {
    let reason = match error {
        FetchError::CalledOff => Reason::CalledOff,
        error => Reason::NotFetched(error),
    };
    ReadError { name: address.to_owned(), reason }
}

/// The beginning of an answer in small letters, from the first that is no space.
pub(super) fn begin_of(answer: &Answer) -> String {
    let begin = String::from_utf8_lossy(&answer.bytes[..answer.bytes.len().min(512)]).to_lowercase();
    begin.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned()
}

/// What the server says of an answer, where its content does not say otherwise.
pub(crate) fn hints_of(answer: &Answer) -> Hints {
    let begin = begin_of(answer);
    let marked =
        ["%pdf", "pk\u{3}\u{4}", "<?xml", "<rss", "<feed", "<rdf"].iter().any(|mark| begin.starts_with(mark));
    let format = match answer.kind.as_deref() {
        Some("application/feed+json") => Some(Format::Feed),
        Some("application/json") if begin.contains("jsonfeed.org") => Some(Format::Feed),
        Some("text/html") if !marked => Some(Format::Html),
        _ => None,
    };
    Hints {
        format,
        encoding: answer.charset.clone(),
        address: Some(answer.address.clone()),
        ..Hints::default()
    }
}

/// What an answer is called when it is kept: the last part of its address, with the ending of its type.
pub(crate) fn file_name(answer: &Answer) -> String {
    let path = answer.address.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let last: String = last.chars().take(120).collect();
    let ending = match answer.kind.as_deref() {
        Some("text/html" | "application/xhtml+xml") => "html",
        Some("application/pdf") => "pdf",
        Some("application/rss+xml" | "application/atom+xml" | "application/xml" | "text/xml") => "xml",
        Some("text/csv") => "csv",
        Some("text/markdown") => "md",
        Some("application/json" | "application/feed+json") => "json",
        _ => "",
    };
    let known = last
        .rsplit_once('.')
        .is_some_and(|(stem, end)| !stem.is_empty() && end.len() <= 5 && path.contains('/'));
    if ending.is_empty() || known { last } else { format!("{last}.{ending}") }
}
