//! Bayan's engine: what a release is, how its text is cut, how two releases are compared and laid side by side.
//!
//! The crate is pure. It reads no files, asks no clock, opens no database and knows none of its callers; everything it
//! needs is passed in, and the same input always gives the same output.

pub mod collation;
pub mod compare;
pub mod model;
pub mod positions;
pub mod text;
