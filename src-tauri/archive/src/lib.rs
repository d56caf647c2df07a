//! The archive file: one SQLite file that holds issuers, their series, the dated releases of a series and the releases'
//! paragraphs, each as it was published.
//!
//! [`Archive`] is the door. It has one writing connection and a few reading ones; every call waits for its turn and then
//! for the disk, so an asynchronous caller runs it on a thread that may block. What a release *is* stands in
//! [`bayan_core::model`]; how its text is cut into paragraphs is decided before it comes here. The archive asks no clock:
//! times are passed in.
//!
//! # The file
//!
//! An SQLite 3 database with the application id [`APPLICATION_ID`] and its schema's version in `user_version`. Tables are
//! `STRICT`, references are enforced, the journal is a write-ahead log beside the file (`-wal`, `-shm`) that is gone when
//! the archive is closed. Each file in `table/` owns one table: how it is made, read and written.
//!
//! A file that is no archive, is damaged, or was made by a newer version is refused with its own [`OpenError`] and left
//! as it is, byte for byte.

mod archive;
mod batch;
mod condition;
mod connection;
mod content;
mod error;
mod header;
mod inspection;
mod listing;
mod merging;
mod migration;
mod order;
mod place;
mod portions;
mod positions;
mod precedence;
mod safety;
pub mod search;
mod table;

pub use archive::editing::Edit;
pub use archive::searching::IndexOutcome;
pub use archive::{Access, Archive};
pub use batch::Batch;
pub use batch::releases::{NewRevision, ReleaseFacts};
pub use content::{ContentHash, content_hash};
pub use error::{Error, Fault, FileError, Invalid, OpenError};
pub use header::{APPLICATION_ID, is_archive};
pub use listing::{Column, ListedPage, ListedRelease, Listing};
pub use merging::{Conflict, MergeError, MergeGlance, Merged};
pub use migration::SCHEMA_VERSION;
pub use portions::Portions;
pub use positions::everywhere::{
    MentionsAsked, MentionsEverywhere, Month, TopicEverywhere, TopicInSeries, TopicMonth,
};
pub use positions::found as positions_in;
pub use positions::read::SeriesPositions;
pub use positions::update::Updated;
pub use safety::check::{CheckReport, Watch, check_file};
pub use safety::daily::{Backup, Backups, LEAST_KEPT};
pub use safety::glance::{Glance, glance};
pub use safety::restore::{Restored, restore};
pub use safety::salvage::{Salvaged, salvage};
pub use safety::whereabouts::{Whereabouts, whereabouts};
pub use table::annotations::{About, HandLink, Mark, NewNote, Note, SavedComparison};
pub use table::codebooks::StoredCodebook;
pub use table::hand_positions::{Anchor, HandPosition, Told, Was};
pub use table::issuers::NewIssuer;
pub use table::journal::DoneAct;
pub use table::meta::SAMPLE;
pub use table::positions::{KeptPosition, Related, Standing};
pub use table::releases::{Fingerprint, NewRelease};
pub use table::revisions::{Original, Revision};
pub use table::series::NewSeries;
pub use table::sources::{Source, SourceAnswer, SourceId};
