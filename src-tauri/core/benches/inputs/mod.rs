//! The pairs of texts that are measured: real texts, and what seeded edits make of them.
//!
//! The same seed always gives the same edits, so that two runs measure the same work. Nothing is measured here.

pub mod edits;

use std::fs;
use std::path::Path;

/// Two texts, as paragraphs.
pub struct Pair {
    /// What it is, as in `en-5k-light`.
    pub name: String,
    /// The older paragraphs.
    pub old: Vec<String>,
    /// The newer paragraphs.
    pub new: Vec<String>,
}

/// The share of its paragraphs that are edited in a lightly edited text.
pub const LIGHT: f64 = 0.3;
/// The same in a heavily edited one.
pub const HEAVY: f64 = 0.9;

/// English of 5,000 and 50,000 words a side, Arabic of 5,000: lightly edited, heavily edited, and (English) against an
/// unrelated text of the same length.
pub fn edited_pairs() -> Vec<Pair> {
    let (earlier, later) = (read("english-earlier.txt"), read("english-later.txt"));
    let arabic = read("arabic-news.txt");
    let mut pairs = Vec::new();
    for (size, words) in [("en-5k", 5_000), ("en-50k", 50_000)] {
        pairs.extend(edited(size, &take(&earlier, words)));
        pairs.push(Pair {
            name: format!("{size}-other"),
            old: take(&earlier, words),
            new: take(&later, words),
        });
        if size == "en-5k" {
            pairs.extend(edited("ar-5k", &arabic));
        }
    }
    pairs
}

/// Successive press statements of about 500 words: a central bank's in English, an invented council's in Arabic.
pub fn statements() -> Vec<Pair> {
    let statement = |path: &str| {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests")).join(path);
        lines(&path)
    };
    let pair = |name: &str, old: &str, new: &str| Pair {
        name: name.to_owned(),
        old: statement(old),
        new: statement(new),
    };
    vec![
        pair("en-statement", "wrappings/wide/20141217.txt", "wrappings/wide/20150128.txt"),
        pair("ar-statement", "gold/ar-demo/09-2025-09-30.txt", "gold/ar-demo/10-2025-10-28.txt"),
    ]
}

fn edited(size: &str, text: &[String]) -> [Pair; 2] {
    [("light", LIGHT), ("heavy", HEAVY)].map(|(name, share)| Pair {
        name: format!("{size}-{name}"),
        old: text.to_vec(),
        new: edits::edit(text, share, 20),
    })
}

/// The first paragraphs of a text, of the given number of words or little more.
pub fn take(text: &[String], words: usize) -> Vec<String> {
    let mut taken = 0;
    text.iter()
        .take_while(|paragraph| {
            let more = taken < words;
            taken += paragraph.split_whitespace().count();
            more
        })
        .cloned()
        .collect()
}

/// One of the texts in `benches/text`.
pub fn read(name: &str) -> Vec<String> {
    lines(&Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/text")).join(name))
}

fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}
