//! One passage in several releases of its series, side by side: from each release to the next by the same links as the
//! comparison of the two shows.

use std::collections::BTreeSet;
use std::sync::Arc;

use bayan_core::collation::{Collation, Mark, Paragraph, Row};
use bayan_core::model::{Release, ReleaseId};
use serde::Serialize;
use ts_rs::TS;

use super::compare::collation_of;
use super::{SharedShell, on_worker};
use crate::failure::Failure;
use crate::shell::{OpenArchive, Shell};

/// The most releases shown on either side of the one the passage is followed from.
const MOST: usize = 12;

/// A passage as one release has it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StripColumn {
    /// The release.
    pub release: Release,
    /// Its paragraphs, marked against the column before; unmarked in the first.
    pub paragraphs: Vec<Paragraph>,
}

/// A passage through its series.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Strip {
    /// The releases that have it, the oldest first.
    pub columns: Vec<StripColumn>,
    /// The release before the first column does not have it; `false` also where it was not looked at.
    pub begins: bool,
    /// The release after the last column does not have it.
    pub ends: bool,
    /// Whether looking at more releases would show more.
    pub more: bool,
}

/// A paragraph of a release, counted from 0, followed through up to `around` releases on either side.
#[tauri::command]
pub async fn passage_strip(
    shell: SharedShell<'_>,
    release: ReleaseId,
    paragraph: u32,
    around: u32,
) -> Result<Strip, Failure> {
    on_worker(&shell, move |shell| strip(shell, release, paragraph, (around as usize).min(MOST))).await
}

fn strip(shell: &Shell, id: ReleaseId, paragraph: u32, around: usize) -> Result<Strip, Failure> {
    let open = shell.archive()?;
    let releases = open.archive().releases(open.archive().release(id)?.series)?;
    let at = releases.iter().position(|release| release.id == id).unwrap_or_default();
    let mut found = Strip { columns: Vec::new(), begins: false, ends: false, more: false };

    let mut numbers = BTreeSet::from([paragraph]);
    for next in (1..=at).rev().take(around) {
        let step = Step::between(&open, &releases, next)?;
        let rows = step.rows(|row| &row.newer, &numbers);
        found.columns.push(column(&releases[next], rows.iter().flat_map(|row| &row.newer), &numbers));
        numbers = numbers_of(rows.iter().flat_map(|row| &row.older));
        found.begins = numbers.is_empty();
        if found.begins {
            break;
        }
    }
    if !found.begins {
        let first = at.saturating_sub(found.columns.len());
        let texts = open.archive().paragraphs(releases[first].id)?;
        let whole = numbers.iter().filter_map(|number| Some((*number, texts.get(*number as usize)?)));
        let paragraphs = whole.map(|(number, text)| plain(number, text)).collect();
        found.columns.push(StripColumn { release: releases[first].clone(), paragraphs });
    }
    found.columns.reverse();

    let mut numbers = BTreeSet::from([paragraph]);
    for next in (at + 1..releases.len()).take(around) {
        let step = Step::between(&open, &releases, next)?;
        let rows = step.rows(|row| &row.older, &numbers);
        numbers = numbers_of(rows.iter().flat_map(|row| &row.newer));
        found.ends = numbers.is_empty();
        if found.ends {
            break;
        }
        found.columns.push(column(&releases[next], rows.iter().flat_map(|row| &row.newer), &numbers));
    }
    let earlier = !found.begins && at > around;
    let later = !found.ends && releases.len() - 1 - at > around;
    found.more = around < MOST && (earlier || later);
    Ok(found)
}

/// The comparison of a release of the series with the one before it.
struct Step(Arc<Collation>);

impl Step {
    fn between(open: &OpenArchive, releases: &[Release], next: usize) -> Result<Self, Failure> {
        collation_of(open, &releases[next - 1], &releases[next]).map(|(collation, _)| Self(collation))
    }

    /// The rows with any of these paragraphs on a side.
    fn rows(&self, side: impl Fn(&Row) -> &Vec<Paragraph>, numbers: &BTreeSet<u32>) -> Vec<&Row> {
        let has = |row: &&Row| side(row).iter().any(|paragraph| numbers.contains(&paragraph.number));
        self.0.rows.iter().filter(has).collect()
    }
}

fn numbers_of<'a>(paragraphs: impl Iterator<Item = &'a Paragraph>) -> BTreeSet<u32> {
    paragraphs.map(|paragraph| paragraph.number).collect()
}

fn column<'a>(
    release: &Release,
    paragraphs: impl Iterator<Item = &'a Paragraph>,
    numbers: &BTreeSet<u32>,
) -> StripColumn {
    let mut own: Vec<Paragraph> =
        paragraphs.filter(|paragraph| numbers.contains(&paragraph.number)).cloned().collect();
    // The changes are those of another comparison than the one in view.
    for run in own.iter_mut().flat_map(|paragraph| &mut paragraph.runs) {
        run.change = None;
    }
    own.sort_by_key(|paragraph| paragraph.number);
    StripColumn { release: release.clone(), paragraphs: own }
}

fn plain(number: u32, text: &str) -> Paragraph {
    let run =
        bayan_core::collation::Run { text: text.to_owned(), mark: Mark::None, class: None, change: None };
    Paragraph { number, runs: vec![run] }
}
