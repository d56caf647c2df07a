//! What a release says on which topic, with which act: positions, and what became of them over a series.
//!
//! Topics are data, a [`codebook`]; acts are those of [`crate::text::lexicon`]. Here the two are put together: which acts
//! of a paragraph are the issuer's own and what each is about (`find`), how a position stands against the one before it
//! ([`series`]), where a passage and a phrase come from and go to ([`lineage`], [`formula`]), which words no topic covers
//! ([`keyness`]), and how far two people's coding agrees ([`agreement`]). How positions are stored and shown is not asked
//! here; every quote is a range of bytes of the paragraph it was taken from.

mod acts;
pub mod agreement;
pub mod codebook;
mod find;
pub mod formula;
pub mod keyness;
pub mod lineage;
mod reading;
pub mod series;

pub use acts::{ClauseAct, Holder, clause_acts};
pub use find::{Finder, Position, Reader, Said, clause_of};

#[cfg(test)]
mod promises;
