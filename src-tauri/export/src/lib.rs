//! From comparisons and positions to documents: what leaves Bayan for other readers and other programs.
//!
//! Each file writes one format. Nothing here opens a file or an archive: the caller passes in the texts and what the engine
//! said of them, and gets the document. Quotes are the original, byte for byte.

pub mod codebook;
pub mod csv;
pub mod json;
pub mod text;
