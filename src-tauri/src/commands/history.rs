//! What a person did in the open archive, to be undone and done again. The words for it are the interface's.

use std::collections::BTreeMap;

use bayan_archive::DoneAct;
use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

use super::{SharedShell, ask_archive};
use crate::failure::Failure;

/// How many acts are told of on either side.
const TOLD: u32 = 200;

/// Something a person did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct JournalAct {
    /// What was done: `set-title`, `remove-releases` …
    pub code: String,
    /// What its words need: `name`, `to`, `count` …
    pub params: BTreeMap<String, String>,
    /// When it was done.
    #[ts(type = "string")]
    pub made: DateTime<Utc>,
}

impl From<DoneAct> for JournalAct {
    fn from(done: DoneAct) -> Self {
        Self { code: done.code, params: done.params, made: done.made }
    }
}

/// What can be undone and done again, in each the next one first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct History {
    /// What can be undone.
    pub undo: Vec<JournalAct>,
    /// What can be done again.
    pub redo: Vec<JournalAct>,
}

/// What was done in the open archive, over restarts.
#[tauri::command]
pub async fn history(shell: SharedShell<'_>) -> Result<History, Failure> {
    ask_archive(&shell, |archive| {
        let told = |acts: Vec<DoneAct>| acts.into_iter().map(JournalAct::from).collect();
        Ok(History { undo: told(archive.undoable(TOLD)?), redo: told(archive.redoable(TOLD)?) })
    })
    .await
}

/// Undoes the last act; gives it, or `None` where there is none.
#[tauri::command]
pub async fn undo(shell: SharedShell<'_>) -> Result<Option<JournalAct>, Failure> {
    ask_archive(&shell, |archive| Ok(archive.undo()?.map(JournalAct::from))).await
}

/// Does the act again that was undone last; gives it, or `None` where there is none.
#[tauri::command]
pub async fn redo(shell: SharedShell<'_>) -> Result<Option<JournalAct>, Failure> {
    ask_archive(&shell, |archive| Ok(archive.redo()?.map(JournalAct::from))).await
}
