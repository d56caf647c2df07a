//! The archive file.
