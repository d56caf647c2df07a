//! Word documents (Office Open XML, transitional). `report` lays a report out, `tracked` writes two releases as one text
//! with tracked changes, `package` puts the parts of a document into its file.
//!
//! Written with quick-xml and zip: what documents in Arabic need (`w:bidi` on paragraphs and sections, `w:rtl` on runs,
//! `w:bidiVisual` on tables, moves) no library writes.

mod package;
mod report;
mod tracked;

pub use package::PackageError;
pub use report::document;
pub use tracked::{Author, tracked};
