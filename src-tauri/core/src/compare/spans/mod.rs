//! Word by word inside a link: what is equal, what differs, as spans that tile both sides byte for byte.
//!
//! [`diff`] finds the smallest difference over folded words, [`pieces`] turns it into hunks a reader can follow,
//! [`tile`] into spans of bytes. Which class a hunk has is the subject of [`super::changes`].

pub(super) mod diff;
pub(super) mod passage;
pub(super) mod pieces;
pub(super) mod tile;
