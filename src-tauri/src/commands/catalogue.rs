//! The releases as a table, one release to read, and what a person changes in the library.

use bayan_archive::search::Query;
use bayan_archive::{About, Archive, Column, Edit, ListedRelease, Listing, NewNote, Note};
use bayan_core::model::{IssuerId, Lang, Release, ReleaseDate, ReleaseId, SeriesId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{SharedShell, ask_archive, now, on_worker};
use crate::failure::Failure;

/// Which releases the window lists, and in what order.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ListingAsked {
    /// Only of these series; of all where the list is empty.
    pub series: Vec<SeriesId>,
    /// Only those that may be of this day, month or year or a later one.
    #[ts(type = "string | null")]
    pub from: Option<ReleaseDate>,
    /// Only those that may be of this day, month or year or an earlier one.
    #[ts(type = "string | null")]
    pub to: Option<ReleaseDate>,
    /// Only those in this language.
    pub lang: Option<Lang>,
    /// Only those in whose title these words are found, as they were typed; all where there is no word in it.
    pub title: String,
    /// Only those that are marked as reviewed, or only those that are not.
    pub reviewed: Option<bool>,
    /// Only those with a note, or only those without.
    pub noted: Option<bool>,
    /// Only those that weigh at least this much, 0 to 3.
    pub significance: Option<u8>,
    /// The column they are sorted by.
    pub by: SortColumn,
    /// The other way round.
    pub descending: bool,
    /// The language in which series are called, for sorting by them.
    pub names: Lang,
    /// How many to leave out at the beginning.
    pub offset: u32,
    /// How many to give at most.
    pub limit: u32,
}

/// A column that the table can be sorted by.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SortColumn {
    /// The date.
    Date,
    /// The title.
    Title,
    /// The series' title.
    Series,
    /// The place.
    Place,
    /// The number of paragraphs.
    Paragraphs,
    /// The number of words.
    Words,
    /// The number of notes.
    Notes,
    /// When it was marked as reviewed.
    Reviewed,
    /// How much it weighs.
    Significance,
}

impl SortColumn {
    const fn column(self) -> Column {
        match self {
            Self::Date => Column::Date,
            Self::Title => Column::Title,
            Self::Series => Column::Series,
            Self::Place => Column::Place,
            Self::Paragraphs => Column::Paragraphs,
            Self::Words => Column::Words,
            Self::Notes => Column::Notes,
            Self::Reviewed => Column::Reviewed,
            Self::Significance => Column::Significance,
        }
    }
}

/// A release as the table shows it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TableRow {
    /// The release, without its text.
    pub release: Release,
    /// Whose it is.
    pub issuer: IssuerId,
    /// How many notes there are about it.
    pub notes: u32,
    /// How many earlier texts of it are kept.
    pub revisions: u32,
    /// Whether it is marked as reviewed.
    pub reviewed: bool,
    /// 0 none to 3 major; `None` where nobody has said.
    pub significance: Option<u8>,
}

/// A page of the table.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TablePage {
    /// How many releases are listed in all.
    pub total: u32,
    /// Those of the page.
    pub rows: Vec<TableRow>,
}

/// One release to read, with everything that is kept of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReleaseToRead {
    /// The release as the table shows it.
    pub row: TableRow,
    /// Its paragraphs, as published.
    pub paragraphs: Vec<String>,
    /// The release before it in its series.
    pub before: Option<Release>,
    /// The release after it in its series.
    pub after: Option<Release>,
    /// What was noted about it and its paragraphs.
    pub notes: Vec<NoteShown>,
    /// What it was before, the oldest first.
    pub revisions: Vec<RevisionShown>,
    /// The files and pages it was read from.
    pub originals: Vec<OriginalShown>,
}

/// A note about a release or one of its paragraphs.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NoteShown {
    /// Its number in the archive.
    #[ts(type = "number")]
    pub id: i64,
    /// The paragraph, from 0; `None` for the release.
    pub paragraph: Option<u32>,
    /// What it says.
    pub text: String,
    /// When it was made.
    #[ts(type = "string")]
    pub made: DateTime<Utc>,
}

/// What a release was before the page it is on was changed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RevisionShown {
    /// Its place among those of the release, from 0, the oldest.
    pub number: u32,
    /// The title it had.
    pub title: Option<String>,
    /// The paragraphs it had.
    pub paragraphs: Vec<String>,
    /// When it was taken from its source.
    #[ts(type = "string | null")]
    pub retrieved: Option<DateTime<Utc>>,
}

/// The file or page that a release was read from.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OriginalShown {
    /// Its number in the archive.
    #[ts(type = "number")]
    pub id: i64,
    /// The file's name, or the page's address.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// How many bytes it has.
    #[ts(type = "number")]
    pub length: u64,
}

/// A page of the releases of the open archive.
#[tauri::command]
pub async fn list_releases(shell: SharedShell<'_>, asked: ListingAsked) -> Result<TablePage, Failure> {
    ask_archive(&shell, move |archive| {
        let page = archive.list(&listing(asked))?;
        Ok(TablePage { total: page.total, rows: page.rows.into_iter().map(row).collect() })
    })
    .await
}

/// One release with its text, its neighbours in the series, and what is kept of it.
#[tauri::command]
pub async fn read_release(shell: SharedShell<'_>, release: ReleaseId) -> Result<ReleaseToRead, Failure> {
    ask_archive(&shell, move |archive| to_read(archive, release)).await
}

/// Makes a change of the library that can be undone; gives the number of what was added.
#[tauri::command]
pub async fn edit_library(shell: SharedShell<'_>, edit: Edit) -> Result<Option<i64>, Failure> {
    ask_archive(&shell, move |archive| Ok(archive.edit(&edit, now())?)).await
}

/// Notes something about a release, or about one of its paragraphs; gives the note's number.
#[tauri::command]
pub async fn add_note(
    shell: SharedShell<'_>,
    release: ReleaseId,
    paragraph: Option<u32>,
    text: String,
) -> Result<i64, Failure> {
    ask_archive(&shell, move |archive| {
        let about = match paragraph {
            Some(number) => About::Paragraph(release, number),
            None => About::Release(release),
        };
        let named = called(archive, release)?;
        let number = paragraph.map(|number| (number + 1).to_string()).unwrap_or_default();
        let params = [("name", named.as_str()), ("paragraph", number.as_str())];
        let made = now();
        archive.act("add-note", &params, made, |batch| Ok(batch.add_note(&NewNote { about, text }, made)?))
    })
    .await
}

/// Writes a note anew; an empty text takes it away.
#[tauri::command]
pub async fn change_note(shell: SharedShell<'_>, note: i64, text: String) -> Result<(), Failure> {
    ask_archive(&shell, move |archive| {
        let code = if text.trim().is_empty() { "remove-note" } else { "edit-note" };
        archive.act(code, &[], now(), |batch| {
            let _: () = if text.trim().is_empty() {
                batch.remove_note(note)?
            } else {
                batch.edit_note(note, &text)?
            };
            Ok(())
        })
    })
    .await
}

/// Saves the file that a release was read from where the person says; gives its path, `None` when they chose no place.
#[tauri::command]
pub async fn save_original(
    shell: SharedShell<'_>,
    original: i64,
    name: String,
) -> Result<Option<String>, Failure> {
    let chosen = shell.dialogs().save_file(&file_name(&name));
    let Some(path) = chosen.await.ok().flatten() else { return Ok(None) };
    on_worker(&shell, move |shell| {
        let bytes = shell.archive()?.archive().original(original)?;
        std::fs::write(&path, bytes)
            .map_err(|error| Failure::FileNotWritten { path: path.clone(), error })?;
        Ok(Some(path.to_string_lossy().into_owned()))
    })
    .await
}

/// A name that any system takes for a file, from a file's name or a page's address.
pub(super) fn file_name(name: &str) -> String {
    let last = name.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or(name);
    last.chars().map(|c| if c.is_control() || r#"<>:"|?*"#.contains(c) { '-' } else { c }).collect()
}

fn listing(asked: ListingAsked) -> Listing {
    Listing {
        series: asked.series,
        issuers: Vec::new(),
        from: asked.from,
        to: asked.to,
        lang: asked.lang,
        // What has no word in it yet is being typed: everything is shown until it has one.
        title: Query::parse(&asked.title).ok(),
        reviewed: asked.reviewed,
        noted: asked.noted,
        significance: asked.significance,
        by: asked.by.column(),
        descending: asked.descending,
        names: asked.names,
        offset: asked.offset,
        limit: asked.limit.min(MOST_ROWS),
    }
}

/// The most rows one answer holds.
const MOST_ROWS: u32 = 500;

fn row(listed: ListedRelease) -> TableRow {
    TableRow {
        release: listed.release,
        issuer: listed.issuer,
        notes: listed.notes,
        revisions: listed.revisions,
        reviewed: listed.reviewed.is_some(),
        significance: listed.significance,
    }
}

fn to_read(archive: &Archive, id: ReleaseId) -> Result<ReleaseToRead, Failure> {
    let listed = archive.listed(id)?;
    let series = archive.releases(listed.release.series)?;
    let place = series.iter().position(|release| release.id == id);
    let neighbour = |place: Option<usize>| place.and_then(|place| series.get(place)).cloned();
    let before = neighbour(place.and_then(|place| place.checked_sub(1)));
    let after = neighbour(place.map(|place| place + 1));
    let notes = archive.notes(id)?.into_iter().filter_map(|note| shown(id, note)).collect();
    let revisions = archive.revisions(id)?.into_iter().map(|revision| RevisionShown {
        number: revision.number,
        title: revision.title,
        paragraphs: revision.paragraphs,
        retrieved: revision.retrieved,
    });
    let originals = archive.originals(id)?.into_iter().map(|original| OriginalShown {
        id: original.id,
        name: original.name,
        sha256: original.sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
        length: original.length,
    });
    Ok(ReleaseToRead {
        row: row(listed),
        paragraphs: archive.paragraphs(id)?,
        before,
        after,
        notes,
        revisions: revisions.collect(),
        originals: originals.collect(),
    })
}

/// A note of this release or its paragraphs; those about comparisons stand with the comparison.
fn shown(release: ReleaseId, note: Note) -> Option<NoteShown> {
    let paragraph = match note.about {
        About::Release(id) if id == release => None,
        About::Paragraph(id, number) if id == release => Some(number),
        _ => return None,
    };
    Some(NoteShown { id: note.id, paragraph, text: note.text, made: note.made })
}

/// What a release is called in the journal: its title, or its date where it has none.
fn called(archive: &Archive, id: ReleaseId) -> Result<String, Failure> {
    let release = archive.release(id)?;
    Ok(release.title.unwrap_or_else(|| release.date.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_name_and_a_page_is_called_by_the_end_of_its_address() {
        assert_eq!(file_name("بيان 3.docx"), "بيان 3.docx");
        assert_eq!(file_name("https://example.org/news/42.html"), "42.html");
        assert_eq!(file_name("https://example.org/news/?id=42"), "-id=42");
        assert_eq!(file_name(r"C:\texts\a.txt"), "a.txt");
    }
}
