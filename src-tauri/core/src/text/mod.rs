//! How a text is cut (paragraphs, sentences, clauses, tokens) and folded, always as spans into the original.
//!
//! Folding is for comparing and finding only; nothing here changes a text that is shown, quoted or exported. What a
//! difference means for a reader is decided in [`crate::compare`].

pub mod clause;
pub mod finding;
pub mod fold;
pub mod lang;
pub mod lexicon;
pub(crate) mod numbering;
mod plain;
pub mod sentence;
pub mod token;
pub mod value;

pub use plain::{Document, read_plain};
pub use token::{Token, TokenKind, tokenise};
