//! What two releases have in common and what changed between them: links between paragraphs, spans inside a link,
//! classed changes.
//!
//! The comparison knows paragraphs and their numbers, nothing of archives, columns or screens; how it is laid out for a
//! reader is [`crate::collation`]'s subject.

mod types;

pub use types::{Change, Class, Comparison, Link, LinkKind, Op, Options, Reason, Span};

/// Compares two releases, given as their paragraphs in order, the title not among them.
///
/// The result is the same at every call, and its links are the same when the sides are exchanged.
pub fn compare<S: AsRef<str>>(old: &[S], new: &[S], options: &Options) -> Comparison {
    let _ = options;
    let (old, new) = (old.len(), new.len());
    Comparison { links: Vec::new(), dropped: (0..old).collect(), added: (0..new).collect(), changes: Vec::new() }
}
