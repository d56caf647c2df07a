//! Phrases followed through a series: where each stands, in which wordings, and which are worth following. The phrases a
//! person follows are kept in the archive, for each series.

use std::collections::BTreeSet;

use bayan_archive::Archive;
use bayan_core::collation::Run;
use bayan_core::model::{Release, SeriesId};
use bayan_core::positions::formula;
use serde::Serialize;
use ts_rs::TS;

use super::positions::wording::against;
use super::{SharedShell, ask_archive};
use crate::failure::Failure;

/// A phrase through a series.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FollowedFormula {
    /// The phrase as it was asked for.
    pub phrase: String,
    /// The releases of the series, the oldest first.
    pub releases: Vec<Release>,
    /// Its wordings, in the order they come up.
    pub variants: Vec<FormulaVariant>,
}

/// One wording.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FormulaVariant {
    /// Its words, verbatim; what the phrase does not have is marked.
    pub newer: Vec<Run>,
    /// The phrase; what this wording does not have is marked.
    pub older: Vec<Run>,
    /// Words it has beyond the phrase.
    pub added: Vec<String>,
    /// Words of the phrase that it lacks.
    pub dropped: Vec<String>,
    /// Where it stands, in order.
    pub places: Vec<FormulaPlace>,
}

/// A place where a wording stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FormulaPlace {
    /// The release, by its place among the releases, from 0.
    pub release: u32,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// Where it begins in the paragraph, in UTF-16 units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// A phrase that recurs.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FormulaSuggestion {
    /// Its words as they stand first.
    pub text: String,
    /// In how many releases it stands word for word.
    pub releases: u32,
}

/// The phrases of a series that are followed, and those worth following.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Formulas {
    /// Those a person follows, in the order they were added.
    pub kept: Vec<String>,
    /// Those that recur, the most valuable first.
    pub suggested: Vec<FormulaSuggestion>,
}

/// How many phrases are suggested.
const SUGGESTED: usize = 12;

/// Follows a phrase through a series.
#[tauri::command]
pub async fn follow_formula(
    shell: SharedShell<'_>,
    series: SeriesId,
    phrase: String,
) -> Result<FollowedFormula, Failure> {
    ask_archive(&shell, move |archive| {
        let (releases, texts) = texts(archive, series)?;
        let slices: Vec<&[String]> = texts.iter().map(Vec::as_slice).collect();
        let found = formula::follow(&phrase, &slices);
        let variants = found.variants.into_iter().map(|variant| {
            let (older, newer) = against(phrase.trim(), &variant.text);
            let places = variant.occurrences.iter().filter_map(|occurrence| {
                let text = texts.get(occurrence.release)?.get(occurrence.paragraph)?;
                let units = |byte: usize| Some(cut(text.get(..byte)?.encode_utf16().count()));
                Some(FormulaPlace {
                    release: cut(occurrence.release),
                    paragraph: cut(occurrence.paragraph),
                    from: units(occurrence.bytes.start)?,
                    to: units(occurrence.bytes.end)?,
                })
            });
            let places = places.collect();
            FormulaVariant { older, newer, added: variant.added, dropped: variant.dropped, places }
        });
        Ok(FollowedFormula { variants: variants.collect(), phrase, releases })
    })
    .await
}

/// The phrases of a series that are followed, and those worth following.
#[tauri::command]
pub async fn formulas(shell: SharedShell<'_>, series: SeriesId) -> Result<Formulas, Failure> {
    ask_archive(&shell, move |archive| {
        let (releases, texts) = texts(archive, series)?;
        let slices: Vec<&[String]> = texts.iter().map(Vec::as_slice).collect();
        let kept = kept(archive, series)?;
        // What stands in a tenth of the releases and in three at least, but not in nearly all: that is the form of the text.
        let least = (releases.len() / 10).max(3).min(releases.len().max(2));
        let most = releases.len().saturating_sub(releases.len() / 10).max(2);
        let suggested = formula::suggest(&slices, least, SUGGESTED * 4);
        let known: BTreeSet<&String> = kept.iter().collect();
        let suggested = suggested
            .into_iter()
            .filter(|suggestion| suggestion.releases.len() <= most && !known.contains(&suggestion.text))
            .take(SUGGESTED)
            .map(|suggestion| FormulaSuggestion {
                releases: cut(suggestion.releases.len()),
                text: suggestion.text,
            });
        Ok(Formulas { suggested: suggested.collect(), kept })
    })
    .await
}

/// Keeps the phrases that are followed in a series, in this order; blank ones and doubles are left out.
#[tauri::command]
pub async fn keep_formulas(
    shell: SharedShell<'_>,
    series: SeriesId,
    phrases: Vec<String>,
) -> Result<Vec<String>, Failure> {
    ask_archive(&shell, move |archive| {
        let mut kept: Vec<String> = Vec::new();
        for phrase in phrases {
            let phrase = phrase.split_whitespace().collect::<Vec<&str>>().join(" ");
            if !phrase.is_empty() && !kept.contains(&phrase) {
                kept.push(phrase);
            }
        }
        archive.set_meta(&key(series), &serde_json::json!(kept).to_string())?;
        Ok(kept)
    })
    .await
}

fn key(series: SeriesId) -> String {
    format!("formulas-{}", series.0)
}

fn kept(archive: &Archive, series: SeriesId) -> Result<Vec<String>, Failure> {
    let written = archive.meta(&key(series))?.unwrap_or_default();
    Ok(serde_json::from_str(&written).unwrap_or_default())
}

fn texts(archive: &Archive, series: SeriesId) -> Result<(Vec<Release>, Vec<Vec<String>>), Failure> {
    let releases = archive.releases(series)?;
    let mut texts = Vec::with_capacity(releases.len());
    for release in &releases {
        texts.push(archive.paragraphs(release.id)?);
    }
    Ok((releases, texts))
}

fn cut(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
