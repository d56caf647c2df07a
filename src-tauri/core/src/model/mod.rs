//! The things an archive holds: issuers, their series, the dated releases of a series.
//!
//! Only what they are and what holds of them by themselves. How they are stored is the archive's subject, how they are
//! shown the window's.

mod date;
mod lang;
mod release;

pub use date::{DateError, ReleaseDate};
pub use lang::Lang;
pub use release::{Issuer, IssuerId, LocalName, Release, ReleaseId, Series, SeriesId};
