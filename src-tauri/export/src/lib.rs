//! From comparisons to documents.
