//! What comes from the web: an address a person entered, and the sources of new releases.
//!
//! These commands put addresses on the list; they are fetched when the list is read, so that there is one progress and one
//! way to call it off.

use bayan_archive::{Edit, Source, SourceId};
use bayan_core::model::SeriesId;
use bayan_fetch::tidy;

use super::super::{SharedShell, ask_archive, now, on_worker};
use crate::failure::Failure;

/// Puts an address on the list; gives its number.
#[tauri::command]
pub async fn intake_fetch(shell: SharedShell<'_>, address: String) -> Result<u32, Failure> {
    on_worker(&shell, move |shell| Ok(shell.intake().add_address(&address, now())?)).await
}

/// The sources of new releases.
#[tauri::command]
pub async fn sources(shell: SharedShell<'_>) -> Result<Vec<Source>, Failure> {
    ask_archive(&shell, |archive| Ok(archive.sources()?)).await
}

/// Adds a source, or changes one, as an act that can be undone; gives the number of a new one. With `lists` its addresses
/// are pages that list releases. Lines without an address
/// are left out.
#[tauri::command]
pub async fn keep_source(
    shell: SharedShell<'_>,
    source: Option<SourceId>,
    series: SeriesId,
    name: String,
    addresses: Vec<String>,
    lists: bool,
) -> Result<Option<i64>, Failure> {
    ask_archive(&shell, move |archive| {
        let addresses: Vec<String> = addresses
            .iter()
            .filter(|address| !address.trim().is_empty())
            .map(|address| tidy(address))
            .collect::<Result<_, _>>()?;
        // A source nobody named is called by its first address.
        let name = match (name.trim(), addresses.first()) {
            ("", Some(first)) => first.clone(),
            (name, _) => name.to_owned(),
        };
        let edit = match source {
            Some(source) => Edit::ChangeSource { source, series, name, addresses, lists },
            None => Edit::AddSource { series, name, addresses, lists },
        };
        Ok(archive.edit(&edit, now())?)
    })
    .await
}

/// Lets a link of a page that lists releases be fetched, or all of them but those to the next pages of lists with `None`;
/// gives how many wait then.
#[tauri::command]
pub async fn intake_confirm(shell: SharedShell<'_>, item: Option<u32>) -> Result<u32, Failure> {
    on_worker(&shell, move |shell| Ok(shell.intake().confirm(item) as u32)).await
}

/// Puts the addresses of a source on the list, of all sources with `None`; gives how many those are.
#[tauri::command]
pub async fn check_sources(shell: SharedShell<'_>, source: Option<SourceId>) -> Result<u32, Failure> {
    on_worker(&shell, move |shell| {
        let mut asked = 0;
        for one in shell.archive()?.archive().sources()? {
            if source.is_none_or(|source| source == one.id) {
                asked += shell.intake().add_source(&one, now())?.len() as u32;
            }
        }
        Ok(asked)
    })
    .await
}
