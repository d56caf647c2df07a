//! What a batch has stored and the index does not hold yet.
//!
//! FTS5 writes what it has gathered to the file at every savepoint, and each step of a batch has one: put into the index
//! release by release, every release is a piece of its own that has to be merged with the others. So the words of a batch go
//! in together, at its end, and are given their keys meanwhile on a thread of their own.

use std::iter;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bayan_core::model::ReleaseId;
use rustc_hash::FxHashMap;

use super::index::row_of;
use super::keys::each_word;
use crate::precedence::Precedence;
use crate::table::releases::NewRelease;

/// A title or paragraph as the index takes it: a key for each word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its row.
    pub row: i64,
    /// The words in one spelling.
    pub fold: String,
    /// Their stems.
    pub stem: String,
}

/// The lines of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lines {
    pub release: ReleaseId,
    pub lines: Vec<Line>,
}

/// Makes the lines of a release.
pub(crate) fn lines(release: ReleaseId, title: Option<&str>, paragraphs: &[String]) -> Lines {
    lines_after(&Known::default(), release, title, paragraphs)
}

/// The paragraphs of a release that was given its lines before, each with its line.
type Known<'l> = FxHashMap<&'l str, &'l Line>;

/// The same behind a release that was given its lines before: what a statement takes over from the one before it word for
/// word, which is often half of it, has the same keys.
fn lines_after(known: &Known<'_>, release: ReleaseId, title: Option<&str>, paragraphs: &[String]) -> Lines {
    let title = title.map(|title| line(row_of(release, None), title));
    let paragraphs = (0..).zip(paragraphs).map(|(number, text)| {
        let row = row_of(release, Some(number));
        match known.get(text.as_str()) {
            Some(line) => Line { row, ..(*line).clone() },
            None => line(row, text),
        }
    });
    Lines { release, lines: title.into_iter().chain(paragraphs).collect() }
}

fn line(row: i64, text: &str) -> Line {
    let mut line =
        Line { row, fold: String::with_capacity(text.len()), stem: String::with_capacity(text.len()) };
    each_word(text, |_, key| {
        for (keys, key) in [(&mut line.fold, &key.fold), (&mut line.stem, &key.stem)] {
            keys.push_str(key);
            keys.push(' ');
        }
    });
    line
}

/// Releases that go to another thread at once, and from which on one is worth starting: to be woken for each would cost it as
/// much as the keys do.
const TOGETHER: usize = 8;

/// Within what time more must come for the making of keys to go before other work all the while. A batch that brings its releases more
/// slowly waits for something else than a core.
const SOON: Duration = Duration::from_micros(500);

/// How much text may wait to be put into the index, in bytes: with its keys three times as much memory.
const MOST_WAITING: usize = 16 << 20;

#[derive(Debug)]
struct Text {
    release: ReleaseId,
    title: Option<String>,
    paragraphs: Vec<String>,
}

impl Text {
    /// Its paragraphs with their lines.
    fn known<'l>(&'l self, lines: &'l Lines) -> Known<'l> {
        // The title has the first line, where there is one.
        let lines = lines.lines.iter().skip(usize::from(self.title.is_some()));
        self.paragraphs.iter().map(String::as_str).zip(lines).collect()
    }
}

/// The lines of some releases that follow each other.
fn lines_of(texts: &[Text]) -> Vec<Lines> {
    let mut all: Vec<Lines> = Vec::with_capacity(texts.len());
    for (at, text) in texts.iter().enumerate() {
        let known = match at.checked_sub(1) {
            Some(before) => texts[before].known(&all[before]),
            None => Known::default(),
        };
        all.push(lines_after(&known, text.release, text.title.as_deref(), &text.paragraphs));
    }
    all
}

/// The releases of a batch that wait to be put into the index.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// Before whom keys are made.
    precedence: Arc<Precedence>,
    /// Those that nobody has begun with, the last ones.
    few: Vec<Text>,
    /// Gives keys to those that came before.
    helper: Option<Helper>,
    bytes: usize,
}

#[derive(Debug)]
struct Helper {
    texts: Sender<Vec<Text>>,
    lines: Receiver<Vec<Lines>>,
    thread: JoinHandle<()>,
}

impl Waiting {
    pub(crate) const fn new(precedence: Arc<Precedence>) -> Self {
        Self { precedence, few: Vec::new(), helper: None, bytes: 0 }
    }

    /// Takes a release that was stored. `true` when it is time to take what waits.
    pub(crate) fn push(&mut self, release: ReleaseId, new: &NewRelease) -> bool {
        let text = Text { release, title: new.title.clone(), paragraphs: new.paragraphs.clone() };
        self.bytes += text.paragraphs.iter().map(String::len).sum::<usize>();
        self.few.push(text);
        if self.few.len() >= TOGETHER {
            if self.helper.is_none() {
                // A thread that the system does not give is done without.
                self.helper = Helper::start(self.precedence.clone());
            }
            if let Some(helper) = &self.helper {
                // One that has stopped has panicked; that is found out when its lines are taken.
                let _ = helper.texts.send(std::mem::take(&mut self.few));
            }
        }
        self.bytes > MOST_WAITING
    }

    /// Whether nothing waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.few.is_empty() && self.helper.is_none()
    }

    /// What waits, in the order it was stored.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = Lines> + use<> {
        let empty = Self::new(self.precedence.clone());
        let Self { few, helper, .. } = std::mem::replace(self, empty);
        let few = lines_of(&few);
        helper.into_iter().flat_map(Helper::rest).chain(few)
    }
}

impl Helper {
    fn start(precedence: Arc<Precedence>) -> Option<Self> {
        let (texts, to_do) = mpsc::channel::<Vec<Text>>();
        let (done, lines) = mpsc::channel();
        let work = move || {
            while let Ok(first) = to_do.recv() {
                let _pressing = precedence.press();
                let more = iter::from_fn(|| to_do.recv_timeout(SOON).ok());
                for texts in iter::once(first).chain(more) {
                    if done.send(lines_of(&texts)).is_err() {
                        return;
                    }
                }
            }
        };
        let thread = thread::Builder::new().name("search keys".to_owned()).spawn(work).ok()?;
        Some(Self { texts, lines, thread })
    }

    /// The lines of all that it was given.
    fn rest(self) -> impl Iterator<Item = Lines> + use<> {
        let Self { texts, lines, thread } = self;
        drop(texts);
        let mut thread = Some(thread);
        let parts = iter::from_fn(move || match lines.recv() {
            Ok(lines) => Some(lines),
            Err(_) => {
                if let Some(Err(panic)) = thread.take().map(JoinHandle::join) {
                    std::panic::resume_unwind(panic);
                }
                None
            }
        });
        parts.flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_over_from_the_release_before_has_the_lines_it_would_have_by_itself() {
        let text = |release: i64, title: Option<&str>, paragraphs: &[&str]| Text {
            release: ReleaseId(release),
            title: title.map(str::to_owned),
            paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
        };
        let texts = [
            text(1, Some("بيان"), &["أكد المجلس دعمه.", "The Council met.", "The Council met."]),
            text(2, None, &["The Council met.", "ودعا إلى الحوار.", "أكد المجلس دعمه."]),
            text(3, Some("Third"), &["أكد المجلس دعمه.", "بيان"]),
        ];
        for (text, lines) in texts.iter().zip(lines_of(&texts)) {
            assert_eq!(lines, super::lines(text.release, text.title.as_deref(), &text.paragraphs));
        }
    }
}
