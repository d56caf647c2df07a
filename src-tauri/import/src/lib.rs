//! From files to releases: what a file holds is read, told apart from what it is not, and stored in an archive.
//!
//! - [`reader`] reads files of every form to [`draft`]s, in a process of its own.
//! - [`plain`] reads a text file that is known to be one.
//! - [`files`] stores files in a series.
//! - [`intake`] keeps what was brought in until a person has looked at it, and stores it.
//! - [`sample`] builds the sample archive.
//!
//! How a text is cut into title and paragraphs is [`bayan_core::text`]'s subject, how it is kept
//! [`bayan_archive`]'s. Nothing here asks the clock; what is on the web is fetched by [`bayan_fetch`], at the word of a
//! person.

pub mod draft;
pub mod files;
pub mod intake;
mod name_date;
pub mod plain;
pub mod reader;
pub mod sample;

pub use name_date::date_in_name;
