//! What a person decided about a draft, as the window tells it and as it is stored.

use std::path::{Path, PathBuf};

use bayan_core::model::{IssuerId, Lang, LocalName, ReleaseDate, ReleaseId, SeriesId};
use bayan_import::intake::storing::{Order, Target, TargetIssuer};
use bayan_import::intake::{Item, Ready, texts};
use bayan_import::reader::dates;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;

/// What a person decided about a draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StoreOrder {
    /// The title; blank for none.
    pub title: String,
    /// The date: `2025-03-27`, `2025-03` or `2025`.
    pub date: String,
    /// The language.
    pub lang: Lang,
    /// Where it goes.
    pub series: StoreSeries,
    /// Where it was taken from; blank for nowhere.
    pub source: String,
    /// Where it was issued; blank for nowhere.
    pub place: String,
    /// What a reader should know of it; blank for nothing.
    pub note: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// The release whose text it replaces.
    pub revises: Option<ReleaseId>,
}

/// What a person has begun to make of a draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Begun {
    /// The title; blank for none.
    pub title: String,
    /// The date, as they wrote it.
    pub date: String,
    /// The language.
    pub lang: Lang,
    /// Where it goes.
    pub series: StoreSeries,
    /// They said where it goes.
    pub placed: bool,
    /// Where it was taken from; blank for nowhere.
    pub source: String,
    /// Where it was issued; blank for nowhere.
    pub place: String,
    /// What a reader should know of it; blank for nothing.
    pub note: String,
    /// Its paragraphs, those left out among them; `None` as they were read.
    pub parts: Option<Vec<BegunPart>>,
    /// It replaces the text of the release it is nearly the same as.
    pub revision: bool,
    /// The warnings that were dealt with, by their place in the draft's list.
    pub settled: Vec<u32>,
}

/// A paragraph of what was begun.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BegunPart {
    /// Its text.
    pub text: String,
    /// Left out: not stored.
    pub out: bool,
}

/// What was begun, as it is kept.
#[derive(Serialize, Deserialize)]
struct KeptBegun {
    /// The archive whose series and releases it speaks of.
    archive: PathBuf,
    begun: Begun,
}

impl Begun {
    /// What is kept of it: it speaks of an archive's series.
    pub(super) fn kept_for(self, archive: &Path) -> String {
        serde_json::to_string(&KeptBegun { archive: archive.to_owned(), begun: self }).unwrap_or_default()
    }
}

/// What a person has begun to make of an item. What was begun while another archive was open has no series in this one.
pub(super) fn begun_of(item: &Item, archive: &Path) -> Option<Begun> {
    let KeptBegun { archive: of, mut begun } = serde_json::from_str(&item.begun.as_ref()?.words).ok()?;
    if of != archive {
        begun.series.series = None;
        begun.series.issuer = None;
        begun.placed = false;
        begun.revision = false;
    }
    Some(begun)
}

/// The series a release goes to: one that is there, or a new one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StoreSeries {
    /// One that is there.
    pub series: Option<SeriesId>,
    /// The issuer of a new one, when it is there.
    pub issuer: Option<IssuerId>,
    /// The name of a new issuer.
    pub issuer_name: String,
    /// The title of a new series.
    pub title: String,
    /// The language of the new names and of the series.
    pub lang: Lang,
}

/// A text without the space round it; none where nothing is left.
pub(super) fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

pub(super) fn order_of(order: StoreOrder) -> Result<Order, Failure> {
    let date = order.date.trim().parse().map_err(|_| Failure::NoDate(order.date.clone()))?;
    Ok(Order {
        title: some(&order.title),
        date,
        lang: order.lang,
        series: target_of(&order.series)?,
        source: some(&order.source),
        place: some(&order.place),
        note: some(&order.note),
        paragraphs: order.paragraphs.into_iter().filter(|text| !text.trim().is_empty()).collect(),
        revises: order.revises,
    })
}

pub(super) fn target_of(series: &StoreSeries) -> Result<Target, Failure> {
    if let Some(series) = series.series {
        return Ok(Target::Series(series));
    }
    let named = |text: &str| {
        some(text).map(|text| match series.lang {
            Lang::Ar => LocalName { ar: Some(text), en: None },
            Lang::En => LocalName { ar: None, en: Some(text) },
        })
    };
    let issuer = match series.issuer {
        Some(issuer) => TargetIssuer::Issuer(issuer),
        None => TargetIssuer::New(named(&series.issuer_name).ok_or(Failure::NoSeriesChosen)?),
    };
    let title = named(&series.title).ok_or(Failure::NoSeriesChosen)?;
    Ok(Target::New { issuer, title, lang: series.lang })
}

/// The date that a person wrote, in any way statements write one.
pub(super) fn date_of(written: &str) -> Option<ReleaseDate> {
    let written = written.trim();
    written.parse().ok().or_else(|| dates::in_text(written).first().map(|found| found.date))
}

/// What is to be stored of a draft as the person left it, in `series` where they gave it none. `None` without a date or a
/// text.
pub(super) fn ordered(begun: &Begun, ready: &Ready, series: &StoreSeries) -> Option<Order> {
    let paragraphs: Vec<String> = match &begun.parts {
        Some(parts) => parts.iter().filter(|part| !part.out).map(|part| part.text.clone()).collect(),
        None => texts(&ready.draft),
    };
    let paragraphs: Vec<String> = paragraphs.into_iter().filter(|text| !text.trim().is_empty()).collect();
    if paragraphs.is_empty() {
        return None;
    }
    let series = target_of(if begun.placed { &begun.series } else { series }).ok()?;
    Some(Order {
        title: some(&begun.title),
        date: date_of(&begun.date)?,
        lang: begun.lang,
        series,
        source: some(&begun.source),
        place: some(&begun.place),
        note: some(&begun.note),
        paragraphs,
        revises: None,
    })
}
