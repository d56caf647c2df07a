//! When two different words count as the same, how far, and by which rule.
//!
//! A folded word is a key for comparing and finding. It is never shown, and nothing here touches the text it was taken
//! from. The rules come in levels, from how a letter is encoded to which form of a word is used; every rule has a name
//! and a switch. What a difference at a level means to a reader is decided in [`crate::compare`].

mod alias;
pub mod clitic;
mod difference;
mod english;
mod inflection;
mod letters;
mod porter;
mod rules;
mod run;
pub(crate) mod sieve;
pub mod stem;

pub use alias::alias_phrases;
pub use clitic::peelings;
pub(crate) use difference::form_level;
pub use difference::{Difference, difference};
pub use letters::{spelling, typographic};
pub use rules::{Level, Rule, Rules};
