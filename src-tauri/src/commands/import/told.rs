//! What the window is told of the list and of what was read.

use std::collections::BTreeMap;
use std::path::Path;

use bayan_archive::SourceId;
use bayan_core::model::{Lang, ReleaseId, SeriesId};
use bayan_import::draft::{Calendar, DatePlace, Draft, ParagraphKind, Warning};
use bayan_import::intake::alike::Alike;
use bayan_import::intake::{Item, Origin, Ready, State, texts};
use serde::Serialize;
use ts_rs::TS;

use super::ordered::{Begun, begun_of};
use crate::failure::{ErrorReport, import};

/// What was brought in.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Intake {
    /// How many there are of each state.
    pub counts: IntakeCounts,
    /// The first of them, those that need a person first.
    pub items: Vec<IntakeItem>,
    /// A storing that was broken off.
    pub unfinished: Option<BrokenOff>,
    /// How many a person took off the list the last time: they can be put back.
    pub taken_off: u32,
}

/// How many items there are of each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct IntakeCounts {
    /// Yet to be read.
    pub waiting: u32,
    /// Read, and a person should look at them.
    pub to_check: u32,
    /// Read, and nothing about them is doubtful.
    pub clear: u32,
    /// Read, and in the archive already.
    pub already: u32,
    /// Linked on a page that lists releases, and not fetched.
    pub linked: u32,
    /// Not read.
    pub failed: u32,
    /// Stored.
    pub stored: u32,
}

/// A storing that was broken off by a kill or a power cut.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct BrokenOff {
    /// How many releases were stored.
    pub done: u32,
    /// How many there were.
    pub total: u32,
    /// The series they go to.
    pub series: Option<SeriesId>,
}

/// Something that was brought in.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IntakeItem {
    /// Its number in the list.
    pub id: u32,
    /// What it is called: a file's name, an address; empty for a pasting.
    pub name: String,
    /// How far it has come.
    pub state: IntakeState,
    /// Its title.
    pub title: Option<String>,
    /// Its likeliest date.
    pub date: Option<String>,
    /// How many paragraphs it has.
    pub paragraphs: u32,
    /// The stored release it is nearly the same as.
    pub alike: Option<NearRelease>,
    /// Why it was not read.
    pub problem: Option<ErrorReport>,
    /// The source of new releases it came from.
    pub source: Option<SourceId>,
    /// The release it became.
    pub release: Option<ReleaseId>,
    /// It was on the list when the program ended the last time.
    pub again: bool,
}

/// How far something that was brought in has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum IntakeState {
    /// Read, and a person should look at it.
    ToCheck,
    /// Not read.
    Failed,
    /// Read, and nothing about it is doubtful.
    Clear,
    /// Read, and in the archive already.
    Already,
    /// A page that lists releases links to it; it is fetched when the person says so.
    Linked,
    /// The next page of a list of releases; it is fetched when the person says so.
    Further,
    /// Being read.
    Reading,
    /// Yet to be read.
    Waiting,
    /// Stored.
    Stored,
}

/// A stored release that a text is nearly the same as.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NearRelease {
    /// The release.
    pub release: ReleaseId,
    /// Its series.
    pub series: SeriesId,
    /// Its date.
    pub date: String,
    /// How many words differ, spelling aside.
    pub words: u32,
    /// The text is the release's, letter for letter.
    pub identical: bool,
}

impl From<&Alike> for NearRelease {
    fn from(alike: &Alike) -> Self {
        Self {
            release: alike.release,
            series: alike.series,
            date: alike.date.to_string(),
            words: alike.words,
            identical: alike.identical,
        }
    }
}

/// What was read of an item, to be looked at.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadDraft {
    /// The item's number in the list.
    pub id: u32,
    /// What it is called.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<ReadParagraph>,
    /// What may be its date, the likeliest first.
    pub dates: Vec<ReadDate>,
    /// Its language.
    pub lang: Option<Lang>,
    /// Where it was published, as far as it says.
    pub source: String,
    /// Who wrote it, as the file says.
    pub author: Option<String>,
    /// The encoding its bytes were read in; `None` where the format leaves no choice.
    pub encoding: Option<String>,
    /// What a person should know of it.
    pub warnings: Vec<ReadWarning>,
    /// The stored release it is nearly the same as.
    pub alike: Option<NearRelease>,
    /// The series that its source belongs to.
    pub series: Option<SeriesId>,
    /// What the person has begun to make of it, in this run or one before.
    pub begun: Option<Begun>,
}

/// A paragraph that was read.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadParagraph {
    /// Its text.
    pub text: String,
    /// What the format says it is: `body`, `heading`, `list_item`, `table_row`, `footnote`, `text_box`, `quotation`.
    pub kind: String,
}

/// What may be the date.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadDate {
    /// The date, Gregorian: `2025-03-27`, `2025-03` or `2025`.
    pub date: String,
    /// The words it was read from.
    pub words: String,
    /// Where they stand.
    pub place: ReadPlace,
    /// The number of the paragraph, from 0, when it is a paragraph.
    pub paragraph: Option<u32>,
    /// It is told in the Hijri calendar.
    pub hijri: bool,
}

/// Where a date was read.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ReadPlace {
    /// In a paragraph.
    Paragraph,
    /// In the title.
    Title,
    /// In the file's name.
    Name,
    /// In a field of the file.
    Metadata,
}

/// Something to know of a draft.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadWarning {
    /// What it is: `encoding-uncertain`, `number-differs` …
    pub code: String,
    /// What its words need: `count`, `pages`, `taken`, `other`, `name`, `written`.
    pub params: BTreeMap<String, String>,
    /// The number of the paragraph it is about, from 0.
    pub paragraph: Option<u32>,
}

/// What was stored.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StoredImport {
    /// The import's number, by which it is undone.
    pub import: String,
    /// How many releases were stored.
    pub stored: u32,
    /// How many were in the archive already.
    pub already: u32,
    /// How many could not be stored: their files changed or went away.
    pub failed: u32,
    /// The release stored last.
    pub release: Option<ReleaseId>,
    /// Its series.
    pub series: Option<SeriesId>,
    /// The release before it in its series.
    pub previous: Option<ReleaseId>,
    /// It was called off before its end.
    pub called_off: bool,
}

pub(super) fn draft_told(item: &Item, ready: &Ready, archive: &Path) -> ReadDraft {
    let draft = &ready.draft;
    ReadDraft {
        id: item.id,
        source: draft.address.clone().unwrap_or_else(|| item.name.clone()),
        name: item.name.clone(),
        title: draft.title.clone(),
        paragraphs: draft
            .paragraphs
            .iter()
            .map(|paragraph| ReadParagraph {
                text: paragraph.text.clone(),
                kind: kind(paragraph.kind).to_owned(),
            })
            .collect(),
        dates: dates(draft),
        lang: draft.lang,
        author: draft.author.clone(),
        encoding: draft.encoding.as_ref().map(|encoding| encoding.name.clone()),
        warnings: draft.warnings.iter().map(warning).collect(),
        alike: ready.alike.as_ref().map(NearRelease::from),
        series: item.followed.as_ref().map(|followed| followed.series),
        begun: begun_of(item, archive),
    }
}

const fn kind(kind: ParagraphKind) -> &'static str {
    match kind {
        ParagraphKind::Body => "body",
        ParagraphKind::Heading => "heading",
        ParagraphKind::ListItem => "list_item",
        ParagraphKind::TableRow => "table_row",
        ParagraphKind::Footnote => "footnote",
        ParagraphKind::TextBox => "text_box",
        ParagraphKind::Quotation => "quotation",
    }
}

fn dates(draft: &Draft) -> Vec<ReadDate> {
    draft
        .dates
        .iter()
        .map(|guess| {
            let (place, paragraph) = match &guess.place {
                DatePlace::Paragraph { number, .. } => (ReadPlace::Paragraph, Some(*number as u32)),
                DatePlace::Title { .. } => (ReadPlace::Title, None),
                DatePlace::Name => (ReadPlace::Name, None),
                DatePlace::Metadata { .. } => (ReadPlace::Metadata, None),
            };
            ReadDate {
                date: guess.date.to_string(),
                words: guess.words.clone(),
                place,
                paragraph,
                hijri: guess.calendar == Calendar::Hijri,
            }
        })
        .collect()
}

fn warning(warning: &Warning) -> ReadWarning {
    let count = |count: &usize| ("count", count.to_string());
    let (code, params, paragraph) = match warning {
        Warning::EncodingUncertain { name } => ("encoding-uncertain", vec![("name", name.clone())], None),
        Warning::BytesReplaced { count: n } => ("bytes-replaced", vec![count(n)], None),
        Warning::ControlCharacters { count: n } => ("control-characters", vec![count(n)], None),
        Warning::PagesWithoutText { pages } => {
            let listed: Vec<String> = pages.iter().map(u32::to_string).collect();
            let params = vec![("count", pages.len().to_string()), ("pages", listed.join(", "))];
            ("pages-without-text", params, None)
        }
        Warning::NumberDiffers { paragraph, taken, other } => (
            "number-differs",
            vec![("taken", taken.clone()), ("other", other.clone())],
            paragraph.map(|number| number as u32),
        ),
        Warning::NumbersUnchecked => ("numbers-unchecked", Vec::new(), None),
        Warning::TrackedChangesAccepted { count: n } => ("tracked-changes-accepted", vec![count(n)], None),
        Warning::CommentsLeftOut { count: n } => ("comments-left-out", vec![count(n)], None),
        Warning::PartialText => ("partial-text", Vec::new(), None),
        Warning::NoArticle => ("no-article", Vec::new(), None),
        Warning::EndingDiffers { ending } => ("ending-differs", vec![("name", ending.clone())], None),
        Warning::DuplicateEntries { name } => ("duplicate-entries", vec![("name", name.clone())], None),
        Warning::DateNotUnderstood { written } => {
            ("date-not-understood", vec![("written", written.clone())], None)
        }
    };
    ReadWarning {
        code: code.to_owned(),
        params: params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        paragraph,
    }
}

pub(super) fn state_of(item: &Item) -> IntakeState {
    match &item.state {
        State::Linked(_) if matches!(item.origin, Origin::Listing { .. }) => IntakeState::Further,
        State::Linked(_) => IntakeState::Linked,
        State::Waiting => IntakeState::Waiting,
        State::Reading => IntakeState::Reading,
        State::Failed(_) => IntakeState::Failed,
        State::Stored(_) => IntakeState::Stored,
        State::Ready(ready) if ready.is_stored_already() => IntakeState::Already,
        State::Ready(ready) if ready.needs_check() => IntakeState::ToCheck,
        State::Ready(_) => IntakeState::Clear,
    }
}

pub(super) fn tell(item: &Item) -> IntakeItem {
    let mut told = IntakeItem {
        id: item.id,
        name: item.name.clone(),
        state: state_of(item),
        title: None,
        date: None,
        paragraphs: 0,
        alike: None,
        problem: None,
        source: item.followed.as_ref().map(|followed| followed.source),
        release: None,
        again: item.again,
    };
    match &item.state {
        State::Ready(ready) => {
            told.title =
                ready.draft.title.clone().or_else(|| texts(&ready.draft).first().map(|text| head(text)));
            told.date = ready.draft.date().map(|date| date.to_string());
            told.paragraphs = ready.draft.paragraphs.len() as u32;
            told.alike = ready.alike.as_ref().map(NearRelease::from);
        }
        State::Linked(linked) => {
            told.title.clone_from(&linked.title);
            told.date = linked.date.as_ref().map(|guess| guess.date.to_string());
        }
        State::Failed(error) => told.problem = Some(import::reading(error)),
        State::Stored(release) => told.release = Some(*release),
        State::Waiting | State::Reading => {}
    }
    told
}

/// The first words of a paragraph, for one that has no title.
fn head(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(10).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}
