//! From files to releases.
