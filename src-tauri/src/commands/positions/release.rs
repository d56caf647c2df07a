//! What one release says, over all topics: for the screens that show its text.

use bayan_core::model::ReleaseId;
use bayan_core::positions::Holder;
use serde::Serialize;
use ts_rs::TS;

use super::{PositionRef, TopicName, topic_name};
use crate::commands::{SharedShell, ask_archive};
use crate::failure::Failure;

/// A position of a release, without its words: they stand in the text that is shown.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReleasePosition {
    /// By which the window speaks of it.
    pub position: PositionRef,
    /// Its topic.
    pub topic: TopicName,
    /// Its force, 1 to 3.
    pub force: u8,
    /// Whose it is.
    pub holder: Holder,
}

/// The positions of a release, in the order of the text, as they stand now.
#[tauri::command]
pub async fn release_positions(
    shell: SharedShell<'_>,
    release: ReleaseId,
) -> Result<Vec<ReleasePosition>, Failure> {
    ask_archive(&shell, move |archive| {
        let series = archive.release(release)?.series;
        let codebook = archive.codebook_of(series)?;
        let all = archive.positions_as_they_stand(release)?;
        Ok(all
            .iter()
            .map(|position| ReleasePosition {
                position: PositionRef::of(position),
                topic: topic_name(codebook.as_ref(), &position.topic),
                force: position.force,
                holder: position.holder,
            })
            .collect())
    })
    .await
}
