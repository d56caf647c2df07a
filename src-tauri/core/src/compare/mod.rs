//! What two releases have in common and what changed between them: links between paragraphs, spans inside a link,
//! classed changes.
//!
//! The comparison knows paragraphs and their numbers, nothing of archives, columns or screens; how it is laid out for a
//! reader is [`crate::collation`]'s subject.

mod changes;
mod cut;
mod keys;
mod linker;
mod links;
mod prepare;
mod spans;
mod threads;
mod types;
mod weights;
mod work;

#[cfg(test)]
mod tests;

pub use linker::Linker;
pub use types::{Change, Class, Comparison, Link, LinkKind, Op, Options, Reason, Span};
pub use weights::WordWeights;

use prepare::Prepared;
use threads::Threads;
use work::Work;

/// Compares two releases, given as their paragraphs in order, the title not among them.
///
/// The result is the same at every call, and its links are the same when the sides are exchanged.
pub fn compare<S: AsRef<str>>(old: &[S], new: &[S], options: &Options) -> Comparison {
    let bytes = old.iter().chain(new).map(|text| text.as_ref().len()).sum();
    compare_counted(old, new, options, Threads::for_texts(bytes), &mut Work::new())
}

/// Whether the newer side is the search's first. Every number the search gives hangs on the order it meets the texts in;
/// this order does not hang on which is older.
fn is_turned<S: AsRef<str>>(old: &[S], new: &[S], options: &Options) -> bool {
    // Of a text beside itself only what a person linked or cut can say which side is first.
    let by_texts = old.iter().map(AsRef::as_ref).cmp(new.iter().map(AsRef::as_ref));
    by_texts.then_with(|| links::hand::compare_with_turned(options)).is_gt()
}

fn compare_counted<S: AsRef<str>>(
    old: &[S],
    new: &[S],
    options: &Options,
    threads: Threads,
    work: &mut Work,
) -> Comparison {
    let turned = is_turned(old, new, options);
    let mut prepared = Prepared::new(old, new, turned, threads);
    let found = links::find(&mut prepared, turned, options, work);
    let mut linked = (vec![false; old.len()], vec![false; new.len()]);
    for link in &found {
        link.old.iter().for_each(|&i| linked.0[i] = true);
        link.new.iter().for_each(|&j| linked.1[j] = true);
    }
    let unlinked = |linked: &[bool]| (0..linked.len()).filter(|&at| !linked[at]).collect::<Vec<usize>>();
    let (dropped, added) = (unlinked(&linked.0), unlinked(&linked.1));
    let (links, changes) = changes::describe(&prepared, found, &dropped, &added, options, work);
    Comparison { links, dropped, added, changes }
}
