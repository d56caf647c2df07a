//! Keeping an archive from loss: checking it, copying it, bringing a copy back, and what can be had of a damaged one.
//!
//! - [`check`] looks at structure and texts.
//! - [`backup`] copies an open archive; [`daily`] does so by itself and keeps a number of copies.
//! - [`glance`] looks into a file without opening it for use; [`restore`] puts a copy in an archive's place.
//! - [`salvage`] reads what can still be read of a damaged file into a new one.
//! - [`whereabouts`] tells the folders in which a file is not only this machine's.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod daily;
pub(crate) mod glance;
pub(crate) mod restore;
pub(crate) mod salvage;
pub(crate) mod whereabouts;
