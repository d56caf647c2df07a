//! What an engine said about two texts, in the terms of the command line's JSON, so that the figures are the same as those
//! measured on the program from outside.

use std::collections::BTreeSet;
use std::ops::Range;

use bayan_core::compare::{self, Comparison, Options};
use bayan_core::text::{Document, read_plain};

/// A pair of linked paragraphs: an older one and a newer one.
pub type Edge = (usize, usize);

/// The answer to two texts.
#[derive(Default)]
pub struct Said {
    pub links: Vec<Link>,
    pub dropped: Vec<usize>,
    pub added: Vec<usize>,
    pub changes: Vec<Change>,
    /// How many paragraphs the engine read on each side.
    pub paragraphs: (usize, usize),
}

/// A link: its paragraphs, kind and the two texts its spans give when laid end to end.
pub struct Link {
    pub old: Vec<usize>,
    pub new: Vec<usize>,
    pub kind: String,
    pub moved: bool,
    pub rebuilt: (String, String),
}

/// A change with the words on both sides.
pub struct Change {
    pub old_par: Option<usize>,
    pub new_par: Option<usize>,
    pub class: String,
    pub old: String,
    pub new: String,
}

/// The classes that are noise to a policy reader.
pub const COSMETIC: [&str; 4] = ["spelling", "punctuation", "digits", "order"];

impl Change {
    /// Whether it is more than noise.
    pub fn is_substance(&self) -> bool {
        !COSMETIC.contains(&self.class.as_str())
    }
}

/// All pairs of paragraphs that the given links join.
pub fn edges<'a>(links: impl IntoIterator<Item = (&'a [usize], &'a [usize])>) -> BTreeSet<Edge> {
    links
        .into_iter()
        .flat_map(|(old, new)| old.iter().flat_map(move |&o| new.iter().map(move |&n| (o, n))))
        .collect()
}

impl Said {
    /// All pairs of paragraphs it joins.
    pub fn edges(&self) -> BTreeSet<Edge> {
        edges(self.links.iter().map(|link| (link.old.as_slice(), link.new.as_slice())))
    }

    /// Its pairs, older and newer exchanged.
    pub fn edges_exchanged(&self) -> BTreeSet<Edge> {
        self.edges().into_iter().map(|(o, n)| (n, o)).collect()
    }
}

/// What this project's engine says.
pub fn by_the_engine(old: &str, new: &str) -> Said {
    let (old, new) = (read_plain(old), read_plain(new));
    let comparison = compare::compare(&old.paragraphs, &new.paragraphs, &Options::default());
    worded(&comparison, &old, &new)
}

/// What an engine says that finds nothing in common.
pub fn nothing(old: &str, new: &str) -> Said {
    let (old, new) = (read_plain(old).paragraphs.len(), read_plain(new).paragraphs.len());
    Said { dropped: (0..old).collect(), added: (0..new).collect(), paragraphs: (old, new), ..Said::default() }
}

/// What an engine says that takes both texts for one passage.
pub fn one_passage(old: &str, new: &str) -> Said {
    let (old, new) = (read_plain(old).paragraphs, read_plain(new).paragraphs);
    let link = Link {
        old: (0..old.len()).collect(),
        new: (0..new.len()).collect(),
        kind: "regrouped".to_owned(),
        moved: false,
        rebuilt: (old.join("\n"), new.join("\n")),
    };
    Said { links: vec![link], paragraphs: (old.len(), new.len()), ..Said::default() }
}

fn worded(comparison: &Comparison, old: &Document, new: &Document) -> Said {
    let links = comparison.links.iter().map(|link| {
        let (old_text, new_text) = (passage(old, &link.old), passage(new, &link.new));
        Link {
            old: link.old.clone(),
            new: link.new.clone(),
            kind: name(&link.kind),
            moved: link.moved,
            rebuilt: (
                link.spans.iter().map(|span| &old_text[span.old.clone()]).collect(),
                link.spans.iter().map(|span| &new_text[span.new.clone()]).collect(),
            ),
        }
    });
    let changes = comparison.changes.iter().map(|change| Change {
        old_par: change.old_par,
        new_par: change.new_par,
        class: name(&change.class),
        old: words(old, change.old_par, change.old.clone()),
        new: words(new, change.new_par, change.new.clone()),
    });
    Said {
        links: links.collect(),
        changes: changes.collect(),
        dropped: comparison.dropped.clone(),
        added: comparison.added.clone(),
        paragraphs: (old.paragraphs.len(), new.paragraphs.len()),
    }
}

fn passage(document: &Document, paragraphs: &[usize]) -> String {
    let texts: Vec<&str> =
        paragraphs.iter().map(|&paragraph| document.paragraphs[paragraph].as_str()).collect();
    texts.join("\n")
}

fn words(document: &Document, paragraph: Option<usize>, range: Option<Range<usize>>) -> String {
    match (paragraph, range) {
        (Some(paragraph), Some(range)) => document.paragraphs[paragraph][range].to_owned(),
        _ => String::new(),
    }
}

/// The name a class or kind has in JSON.
fn name(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).expect("a class is written as a string");
    value.as_str().expect("a class is written as a string").to_owned()
}
