//! Two releases side by side, a page of rows at a time.

use std::sync::Arc;

use bayan_core::collation::{ChangeNote, Collation, Row, Summary, change_keys, collate};
use bayan_core::compare::{Options, WordWeights, compare as compare_texts};
use bayan_core::model::{Release, ReleaseId};
use serde::Serialize;
use ts_rs::TS;

use super::review::Ordered;
use super::{SharedShell, on_worker};
use crate::failure::Failure;
use crate::recent::Compared;
use crate::shell::{OpenArchive, Shell};

/// Rows of one answer weigh about this many bytes at most: the first rows are painted while the next are on their way,
/// and the window's thread never parses a large message.
const PAGE_BYTES: usize = 64 * 1024;

/// What a run weighs beyond its text, and a row beyond its runs, in bytes of JSON.
const RUN_BYTES: usize = 56;
const ROW_BYTES: usize = 120;

/// Rows of a comparison, with what belongs to the whole of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComparisonPage {
    /// The older release.
    pub older: Release,
    /// The newer release.
    pub newer: Release,
    /// Counts over the whole comparison.
    pub summary: Summary,
    /// Every change of the whole comparison, on the first page; none on the others.
    pub changes: Vec<ChangeNote>,
    /// The key of each change, by which what a person said of it is found; as many as there are changes.
    pub keys: Vec<String>,
    /// Whether the release at the older place is the later one.
    pub backwards: bool,
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// The number of the page's first row, from 0.
    pub first: u32,
    /// How many rows there are in all.
    pub total: u32,
}

/// The comparison of two releases from row `from` on.
#[tauri::command]
pub async fn compare(
    shell: SharedShell<'_>,
    older: ReleaseId,
    newer: ReleaseId,
    from: u32,
) -> Result<ComparisonPage, Failure> {
    on_worker(&shell, move |shell| page(shell, older, newer, from)).await
}

fn page(shell: &Shell, older: ReleaseId, newer: ReleaseId, from: u32) -> Result<ComparisonPage, Failure> {
    let open = shell.archive()?;
    let archive = open.archive();
    let (older, newer) = (archive.release(older)?, archive.release(newer)?);
    let (collation, backwards) = collation_of(&open, &older, &newer)?;
    Ok(cut(older, newer, &collation, backwards, from))
}

/// The rows of a comparison from row `from` on, with what belongs to the whole of it.
fn cut(older: Release, newer: Release, collation: &Collation, backwards: bool, from: u32) -> ComparisonPage {
    let rows = page_of(&collation.rows, from as usize);
    ComparisonPage {
        older,
        newer,
        summary: collation.summary,
        keys: if from == 0 { change_keys(&collation.changes, backwards) } else { Vec::new() },
        backwards,
        changes: if from == 0 { collation.changes.clone() } else { Vec::new() },
        rows: rows.to_vec(),
        first: from,
        total: u32::try_from(collation.rows.len()).unwrap_or(u32::MAX),
    }
}

/// Makes the comparison of two releases, so that it is at hand when the window asks for it.
///
/// # Errors
/// Those of the archive.
pub(super) fn make(shell: &Shell, older: ReleaseId, newer: ReleaseId) -> Result<(), Failure> {
    let open = shell.archive()?;
    let (older, newer) = (open.archive().release(older)?, open.archive().release(newer)?);
    collation_of(&open, &older, &newer).map(drop)
}

/// The first rows of two releases, where their comparison was made before; `None` where it would have to be made.
///
/// # Errors
/// Those of the archive.
pub(super) fn at_hand(
    shell: &Shell,
    older: ReleaseId,
    newer: ReleaseId,
) -> Result<Option<ComparisonPage>, Failure> {
    let open = shell.archive()?;
    let (older, newer) = (open.archive().release(older)?, open.archive().release(newer)?);
    let (compared, backwards) = compared_of(&open, &older, &newer)?;
    let collation = open.recent().known(&compared);
    Ok(collation.map(|collation| cut(older, newer, &collation, backwards, 0)))
}

/// By what the comparison of two releases is told from others, and whether the first of them is the later one.
fn compared_of(open: &OpenArchive, older: &Release, newer: &Release) -> Result<(Compared, bool), Failure> {
    let archive = open.archive();
    let pair = Ordered::of(archive, older, newer)?;
    let links = pair.links(archive)?;
    Ok((Compared { older: older.id, newer: newer.id, links }, pair.backwards))
}

/// The comparison of two releases with the links by hand, and whether the first of them is the later one.
pub(super) fn collation_of(
    open: &OpenArchive,
    older: &Release,
    newer: &Release,
) -> Result<(Arc<Collation>, bool), Failure> {
    let archive = open.archive();
    let (compared, backwards) = compared_of(open, older, newer)?;
    let said = |linked: bool| {
        let links = compared.links.iter().filter(move |link| link.linked == linked);
        links.map(|link| (link.old as usize, link.new as usize)).collect()
    };
    let (linked, unlinked) = (said(true), said(false));
    let collation = open.recent().comparison(compared, || -> Result<Collation, Failure> {
        let weights = weights(open, older, newer)?;
        let options = Options { weights, linked, unlinked, ..Options::default() };
        let (old, new) = (archive.paragraphs(older.id)?, archive.paragraphs(newer.id)?);
        Ok(collate(&old, &new, &compare_texts(&old, &new, &options)))
    })?;
    Ok((collation, backwards))
}

/// How common each word is in the series of both releases, so that its boilerplate attracts no link. Releases of two series
/// have no boilerplate in common.
fn weights(
    open: &OpenArchive,
    older: &Release,
    newer: &Release,
) -> Result<Option<Arc<WordWeights>>, Failure> {
    if older.series != newer.series {
        return Ok(None);
    }
    let archive = open.archive();
    let releases = archive.releases(older.series)?;
    let number = u32::try_from(releases.len()).unwrap_or(u32::MAX);
    let weights = open
        .recent()
        .weights(older.series, number, || bayan_export::archived::word_weights(archive, older.series))?;
    Ok(Some(weights))
}

/// The rows from `from` on that fit one answer: at least one, where there is one.
fn page_of(rows: &[Row], from: usize) -> &[Row] {
    let rows = rows.get(from..).unwrap_or_default();
    let mut weight = 0;
    let fit = rows
        .iter()
        .take_while(|row| {
            let first = weight == 0;
            weight += row_bytes(row);
            first || weight <= PAGE_BYTES
        })
        .count();
    &rows[..fit]
}

fn row_bytes(row: &Row) -> usize {
    let runs = row.older.iter().chain(&row.newer).flat_map(|paragraph| &paragraph.runs);
    ROW_BYTES + runs.map(|run| run.text.len() + RUN_BYTES).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use bayan_core::collation::{Mark, Paragraph, RowKind, Run};

    use super::*;

    fn row(bytes: usize) -> Row {
        let run = Run { text: "x".repeat(bytes), mark: Mark::None, class: None, change: None };
        Row {
            kind: RowKind::Same,
            moved: None,
            score: 1.0,
            reason: None,
            older: vec![Paragraph { number: 0, runs: vec![run] }],
            newer: Vec::new(),
            changes: Vec::new(),
        }
    }

    #[test]
    fn the_pages_laid_end_to_end_are_all_rows() {
        let rows: Vec<Row> = (0..50).map(|n| row(n * 1_000)).collect();
        let mut seen = Vec::new();
        while seen.len() < rows.len() {
            let page = page_of(&rows, seen.len());
            assert!(!page.is_empty(), "a page always brings the reader on");
            assert!(page.len() == 1 || page.iter().map(row_bytes).sum::<usize>() <= PAGE_BYTES);
            seen.extend_from_slice(page);
        }
        assert_eq!(seen, rows);
    }

    #[test]
    fn a_row_larger_than_a_page_comes_alone_and_past_the_end_there_is_nothing() {
        let rows = [row(3 * PAGE_BYTES), row(10)];
        assert_eq!(page_of(&rows, 0).len(), 1);
        assert_eq!(page_of(&rows, 1).len(), 1);
        assert!(page_of(&rows, 2).is_empty());
        assert!(page_of(&rows, 9).is_empty());
    }
}
