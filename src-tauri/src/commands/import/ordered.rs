//! What a person decided about a draft, as the window tells it and as it is stored.

use bayan_core::model::{IssuerId, Lang, LocalName, ReleaseId, SeriesId};
use bayan_import::intake::storing::{Order, Target, TargetIssuer};
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

/// What a person made of one of several drafts that are stored together.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct Amendment {
    /// The item's number in the list.
    pub item: u32,
    /// What is to be stored.
    pub order: StoreOrder,
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

/// A decision as the window has it.
pub(super) fn told(order: &Order) -> StoreOrder {
    let word = |name: &LocalName| name.ar.clone().or_else(|| name.en.clone()).unwrap_or_default();
    let nowhere = StoreSeries {
        series: None,
        issuer: None,
        issuer_name: String::new(),
        title: String::new(),
        lang: order.lang,
    };
    let series = match &order.series {
        Target::Series(series) => StoreSeries { series: Some(*series), ..nowhere },
        Target::New { issuer, title, lang } => {
            let (issuer, issuer_name) = match issuer {
                TargetIssuer::Issuer(issuer) => (Some(*issuer), String::new()),
                TargetIssuer::New(name) => (None, word(name)),
            };
            StoreSeries { series: None, issuer, issuer_name, title: word(title), lang: *lang }
        }
    };
    StoreOrder {
        title: order.title.clone().unwrap_or_default(),
        date: order.date.to_string(),
        lang: order.lang,
        series,
        source: order.source.clone().unwrap_or_default(),
        place: order.place.clone().unwrap_or_default(),
        note: order.note.clone().unwrap_or_default(),
        paragraphs: order.paragraphs.clone(),
        revises: order.revises,
    }
}
