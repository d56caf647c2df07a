//! A comparison laid side by side: rows in reading order, each paragraph cut into runs that are marked or not.
//!
//! The window, the printed page and the exports show this same arrangement; none of them cuts text by itself. It holds
//! text and marks, never markup.

mod keys;
mod lay;
mod rows;
mod runs;
#[cfg(test)]
mod tests;

pub use keys::change_keys;
pub use lay::collate;
pub use rows::{ChangeNote, Collation, Mark, Moved, Paragraph, Row, RowKind, Run, Summary};
