//! Pages that list releases. Such a page is fetched when its source is asked. The links on it that are new are put on the list
//! as [`State::Linked`]: a person sees them, and nothing behind them is fetched before they say so. Those that were fetched
//! for that source before, or whose release is in the archive, are asked again with it, for what was changed without a word.

use bayan_archive::{Archive, Error, SourceAnswer, content_hash};
use bayan_fetch::{Answer, Fetched, Validators};
use chrono::{DateTime, Utc};

use super::online::{address_of, begin_of, hints_of};
use super::{Followed, Intake, Item, Linked, List, Origin, State};
use crate::draft::Format;
use crate::reader::Hints;
use crate::reader::listing::Link;

/// How many of the releases that are known already are asked again each time, from the top of the page.
pub const ASKED_AGAIN: usize = 30;

impl Intake {
    /// Lets a link be fetched, or with `None` all of them but those to the next pages of lists. Gives how many wait then.
    pub fn confirm(&self, id: Option<u32>) -> usize {
        let mut list = self.lock();
        let List { items, waiting, .. } = &mut *list;
        let before = waiting.len();
        for item in items.values_mut() {
            let meant = match id {
                Some(id) => item.id == id,
                None => !matches!(item.origin, Origin::Listing { .. }),
            };
            if let State::Linked(linked) = &mut item.state
                && meant
            {
                item.hints.listed = linked.date.take();
                item.state = State::Waiting;
                waiting.push_back(item.id);
            }
        }
        waiting.len() - before
    }

    /// Fetches a page that lists releases, and puts what is new there on the list.
    pub(super) fn take_listing(
        &self,
        archive: &Archive,
        item: &Item,
        address: &str,
        asked: DateTime<Utc>,
        called_off: &dyn Fn() -> bool,
    ) -> Result<(), Error> {
        // Asked for whole each time: also where the page is what it was, the releases behind its links may have changed.
        let whole = Validators::default();
        let Some(fetched) = self.fetched(item, address, &whole, called_off) else { return Ok(()) };
        let Fetched::Answer(answer) = fetched else {
            self.remove(item.id);
            return Ok(());
        };
        let Some(followed) = item.followed.as_ref().filter(|_| is_page(&answer)) else {
            // A feed, a document: it is read for what it is.
            return self.read_answer(archive, item, address, asked, *answer, called_off);
        };
        let read = self.reader.read_listing(address, &answer.bytes, &hints_of(&answer), called_off);
        let Some(listing) = self.or_fail(item.id, read.map_err(|error| error.of(address))) else {
            return Ok(());
        };
        archive.note_answer(followed.source, address, &SourceAnswer::default(), asked)?;
        let mut found = Vec::new();
        for link in listing.links {
            let known = archive.is_asked(followed.source, &link.address)?
                || archive.taken_from(&link.address)?.is_some();
            let title = content_hash::<&str>(Some(&link.title), &[]);
            if known || !archive.is_seen(followed.source, &link.address, title)? {
                let seen = Some((link.address.clone(), title));
                found.push((link, known, Followed { seen, ..followed.clone() }));
            }
        }
        let further = match (listing.further, found.last()) {
            // Where the last release of the page is known, those behind it are.
            (Some(further), Some((_, false, _))) => {
                let content = content_hash::<&str>(None, &[]);
                let wanted = !archive.is_seen(followed.source, &further, content)?;
                wanted.then(|| {
                    (Followed { seen: Some((further.clone(), content)), ..followed.clone() }, further)
                })
            }
            _ => None,
        };
        let mut list = self.lock();
        // It may have been taken off the list while it was fetched.
        if list.remove(item.id).is_none() {
            return Ok(());
        }
        let mut again = 0;
        for (link, known, followed) in found {
            if known {
                again += 1;
                if again <= ASKED_AGAIN {
                    list.ask_again(link, followed, asked);
                }
            } else if list.at(&followed, &link.address).is_none() {
                let origin = Origin::Address { address: link.address.clone(), asked };
                let linked = Linked { title: Some(link.title), date: link.date };
                list.add_linked(link.address, origin, linked, followed);
            }
        }
        if let Some((followed, further)) = further
            && list.at(&followed, &further).is_none()
        {
            let origin = Origin::Listing { address: further.clone(), asked };
            list.add_linked(further, origin, Linked { title: None, date: None }, followed);
        }
        Ok(())
    }
}

impl List {
    /// What is on the list from this address of a source and not stored.
    fn at(&self, followed: &Followed, address: &str) -> Option<u32> {
        let is_there = |item: &&Item| {
            let of = item.followed.as_ref().filter(|other| other.source == followed.source);
            let seen = of.and_then(|of| of.seen.as_ref()).map(|(place, _)| place.as_str());
            of.is_some()
                && !matches!(item.state, State::Stored(_))
                && (seen == Some(address) || address_of(&item.origin) == Some(address))
        };
        self.items.values().find(is_there).map(|item| item.id)
    }

    fn add_linked(&mut self, name: String, origin: Origin, linked: Linked, followed: Followed) {
        let id = self.add(name, origin, Hints::default(), State::Linked(Box::new(linked)));
        if let Some(item) = self.items.get_mut(&id) {
            item.followed = Some(followed);
        }
    }

    /// Lets a release that is known wait to be asked again.
    fn ask_again(&mut self, link: Link, followed: Followed, asked: DateTime<Utc>) {
        let id = match self.at(&followed, &link.address) {
            Some(there) => {
                let item = self.items.get_mut(&there).filter(|item| matches!(item.state, State::Failed(_)));
                let Some(item) = item else { return };
                item.state = State::Waiting;
                self.waiting.push_back(there);
                there
            }
            None => {
                let origin = Origin::Address { address: link.address.clone(), asked };
                self.add(link.address, origin, Hints::default(), State::Waiting)
            }
        };
        if let Some(item) = self.items.get_mut(&id) {
            item.hints.listed = link.date;
            item.followed = Some(Followed { seen: None, ..followed });
        }
    }
}

/// Whether an answer is a page of HTML.
fn is_page(answer: &Answer) -> bool {
    let begin = begin_of(answer);
    hints_of(answer).format == Some(Format::Html)
        || answer.kind.as_deref() == Some("application/xhtml+xml")
        || begin.starts_with("<!doctype html")
        || begin.starts_with("<html")
}
