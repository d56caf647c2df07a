//! What a person says of a position. Each is one act that can be undone.

use bayan_archive::{Anchor, Archive, HandPosition, KeptPosition, Told, Was};
use bayan_core::model::ReleaseId;
use bayan_core::positions::Holder;
use bayan_core::text::lexicon::Act;
use serde::Deserialize;
use ts_rs::TS;

use super::{PositionRef, words};
use crate::commands::{SharedShell, ask_archive, now};
use crate::failure::Failure;

/// What a person says a position is.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ToldPosition {
    /// Its topic.
    pub topic: String,
    /// Its act.
    pub act: Act,
    /// Its force, 1 to 3; `null` for the act's own.
    pub force: Option<u8>,
    /// Whose it is.
    pub holder: Holder,
    /// Who that is, where it is another party.
    pub party: Option<String>,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// The quote's first byte in the paragraph.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
}

/// Says that a position is as it was found.
#[tauri::command]
pub async fn confirm_position(shell: SharedShell<'_>, position: PositionRef) -> Result<(), Failure> {
    ask_archive(&shell, move |archive| {
        let found = position.find(archive)?;
        let told = Told {
            topic: found.topic.clone(),
            act: found.act,
            force: found.force,
            holder: found.holder,
            party: found.party_told.clone(),
            at: anchor(archive, found.release, found.paragraph, found.quote.clone())?,
        };
        say(archive, "confirm-position", &found, Some(told))
    })
    .await
}

/// Says what a position is instead: act, topic, holder, extent.
#[tauri::command]
pub async fn change_position(
    shell: SharedShell<'_>,
    position: PositionRef,
    told: ToldPosition,
) -> Result<(), Failure> {
    ask_archive(&shell, move |archive| {
        let found = position.find(archive)?;
        let told = told.checked(archive, found.release)?;
        say(archive, "change-position", &found, Some(told))
    })
    .await
}

/// Says that there is no such position.
#[tauri::command]
pub async fn remove_position(shell: SharedShell<'_>, position: PositionRef) -> Result<(), Failure> {
    ask_archive(&shell, move |archive| {
        let found = position.find(archive)?;
        say(archive, "remove-position", &found, None)
    })
    .await
}

/// Adds a position that was not found.
#[tauri::command]
pub async fn add_position(
    shell: SharedShell<'_>,
    release: ReleaseId,
    told: ToldPosition,
) -> Result<(), Failure> {
    ask_archive(&shell, move |archive| {
        let told = told.checked(archive, release)?;
        let act = told.act;
        let said = HandPosition { id: 0, release, was: None, told: Some(told), made: now() };
        note(archive, "add-position", act, release, |batch| batch.tell_position(&said).map(drop))
    })
    .await
}

/// Takes back what was said of a position: what was found counts again.
#[tauri::command]
pub async fn restore_position(shell: SharedShell<'_>, hand: i64) -> Result<(), Failure> {
    ask_archive(&shell, move |archive| {
        let said = archive.hand_position(hand)?;
        let act = said.was.as_ref().map(|was| was.act).or(said.told.as_ref().map(|told| told.act));
        note(archive, "restore-position", act.unwrap_or(Act::Note), said.release, |batch| {
            batch.untell_position(hand)
        })
    })
    .await
}

impl ToldPosition {
    fn checked(self, archive: &Archive, release: ReleaseId) -> Result<Told, Failure> {
        let party = self.party.map(|party| party.trim().to_owned()).filter(|party| !party.is_empty());
        Ok(Told {
            topic: self.topic,
            act: self.act,
            force: self.force.unwrap_or(self.act.force()),
            holder: self.holder,
            party: party.filter(|_| self.holder == Holder::Other),
            at: anchor(archive, release, self.paragraph, self.start..self.end)?,
        })
    }
}

fn anchor(
    archive: &Archive,
    release: ReleaseId,
    paragraph: u32,
    bytes: std::ops::Range<u32>,
) -> Result<Anchor, Failure> {
    let text = archive.paragraph(release, paragraph)?;
    Ok(Anchor { quote: words(&text, &bytes), paragraph, bytes })
}

/// Says something of a position that is shown: of what was found, whatever was said of it before.
fn say(archive: &Archive, code: &str, shown: &KeptPosition, told: Option<Told>) -> Result<(), Failure> {
    let before = shown.hand.map(|hand| archive.hand_position(hand)).transpose()?;
    let was = match &before {
        Some(before) => before.was.clone(),
        None => Some(Was {
            topic: shown.topic.clone(),
            act: shown.act,
            rest: Some((shown.force, shown.holder)),
            at: anchor(archive, shown.release, shown.paragraph, shown.quote.clone())?,
        }),
    };
    let id = before.map_or(0, |before| before.id);
    let act = told.as_ref().map_or(shown.act, |told| told.act);
    note(archive, code, act, shown.release, |batch| {
        if was.is_none() && told.is_none() {
            // One that a person added: it is simply no longer added.
            return batch.untell_position(id);
        }
        let said = HandPosition { id, release: shown.release, was, told, made: now() };
        batch.tell_position(&said).map(drop)
    })
}

/// Does it as an act, named with what its words need: the act and the release's date.
fn note(
    archive: &Archive,
    code: &str,
    act: Act,
    release: ReleaseId,
    steps: impl FnOnce(&mut bayan_archive::Batch<'_>) -> Result<(), bayan_archive::Error>,
) -> Result<(), Failure> {
    let date = archive.release(release)?.date.to_string();
    Ok(archive.act(code, &[("act", act.id()), ("date", &date)], now(), steps)?)
}
