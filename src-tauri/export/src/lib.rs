//! From comparisons and positions to documents: what leaves Bayan for other readers and other programs.
//!
//! [`report`] says what a document says; each other file writes one format of it. [`archived`] gathers what a report needs
//! from an archive, [`place`] puts a finished document where it belongs. Apart from that file nothing here touches a disk,
//! and nothing asks a clock. Quotes are the original, byte for byte.

pub mod archived;
pub mod chart;
pub mod codebook;
pub mod csv;
mod fonts;
pub mod format;
pub mod html;
pub mod json;
pub mod labels;
pub mod markdown;
#[cfg(test)]
mod openxml;
pub mod pdf;
pub mod place;
pub mod qualitative;
pub mod report;
pub mod text;
pub mod word;
pub mod xlsx;
