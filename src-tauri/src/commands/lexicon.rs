//! The archive's own words of position: rows that count before those of the lexicon that comes with the program.
//!
//! Storing them is an act that can be undone. What was found by other words is stale from then on and is brought up to date
//! like after any change of a codebook.

use std::path::{Path, PathBuf};

use bayan_core::model::Lang;
use bayan_core::text::lexicon::own::{self, LexiconError, OwnRow};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{SharedShell, ask_archive, now, on_worker};
use crate::failure::Failure;

/// The archive's own rows, by language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnLexicon {
    /// The Arabic ones, in the order of the file.
    pub ar: Vec<OwnRow>,
    /// The English ones.
    pub en: Vec<OwnRow>,
}

/// The archive's own words of position.
#[tauri::command]
pub async fn own_lexicon(shell: SharedShell<'_>) -> Result<OwnLexicon, Failure> {
    ask_archive(&shell, |archive| {
        let rows = |lang| -> Result<Vec<OwnRow>, Failure> {
            own::read(lang, &archive.lexicon(lang)?).map_err(|error| wrong(None, error))
        };
        Ok(OwnLexicon { ar: rows(Lang::Ar)?, en: rows(Lang::En)? })
    })
    .await
}

/// Stores the archive's own words of position, all of them, in place of those it had.
#[tauri::command]
pub async fn save_own_lexicon(shell: SharedShell<'_>, lexicon: OwnLexicon) -> Result<(), Failure> {
    ask_archive(&shell, move |archive| {
        let arabic = written(Lang::Ar, &lexicon.ar)?;
        let english = written(Lang::En, &lexicon.en)?;
        archive.act("edit-lexicon", &[], now(), |batch| {
            batch.set_lexicon(Lang::Ar, &arabic)?;
            Ok(batch.set_lexicon(Lang::En, &english)?)
        })
    })
    .await
}

/// Lets the person choose a lexicon file and reads its rows; `None` when they chose none. Nothing is kept.
#[tauri::command]
pub async fn open_lexicon(shell: SharedShell<'_>, lang: Lang) -> Result<Option<Vec<OwnRow>>, Failure> {
    let chosen = shell.dialogs().choose_codebook();
    match chosen.await.ok().flatten() {
        Some(path) => on_worker(&shell, move |_| from_file(lang, &path).map(Some)).await,
        None => Ok(None),
    }
}

/// Saves rows as a lexicon file where the person says; gives its path, `None` when they chose no place.
#[tauri::command]
pub async fn export_lexicon(
    shell: SharedShell<'_>,
    lang: Lang,
    rows: Vec<OwnRow>,
) -> Result<Option<String>, Failure> {
    let text = written(lang, &rows)?;
    let chosen = shell.dialogs().save_file(&format!("lexicon-{}.tsv", lang.tag()));
    let Some(path) = chosen.await.ok().flatten() else { return Ok(None) };
    on_worker(&shell, move |_| {
        std::fs::write(&path, text).map_err(|error| Failure::FileNotWritten { path: path.clone(), error })?;
        Ok(Some(path.to_string_lossy().into_owned()))
    })
    .await
}

fn from_file(lang: Lang, path: &Path) -> Result<Vec<OwnRow>, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::LexiconNotRead { path: path.to_path_buf(), error })?;
    own::read(lang, &text).map_err(|error| wrong(Some(path.to_path_buf()), error))
}

fn written(lang: Lang, rows: &[OwnRow]) -> Result<String, Failure> {
    own::write(lang, rows).map_err(|error| wrong(None, error))
}

const fn wrong(path: Option<PathBuf>, error: LexiconError) -> Failure {
    Failure::LexiconWrong { path, error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_a_fault_is_named_with_the_line_and_what_is_wrong_there() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("words.tsv");
        std::fs::write(&path, "# mine\nwelcome\t2\t-\t-\t-\ttook heart\t-\n").unwrap();
        assert_eq!(from_file(Lang::En, &path).unwrap()[0].words, "took heart");
        let report = from_file(Lang::Ar, &path).unwrap_err().report();
        assert_eq!((report.code.as_str(), report.params["line"].as_str()), ("lexicon-wrong", "2"));
        assert_eq!(report.params["reason"], "columns");
        assert_eq!((report.params["found"].as_str(), report.params["wanted"].as_str()), ("7", "8"));
        let missing = from_file(Lang::En, &home.path().join("none.tsv")).unwrap_err().report();
        assert_eq!(missing.code, "lexicon-not-read");
    }
}
