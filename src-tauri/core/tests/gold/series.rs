//! The gold series: paragraph links, kinds, moves, and the changes a policy reader must not miss.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::figures::{Figures, share};
use crate::said::{COSMETIC, Change, Edge, Said, edges};

/// The series in the repository's `tests/gold`.
pub const FOLDERS: [&str; 2] = ["ar-demo", "en-demo"];
/// The series that were annotated before the engine was run on them.
pub const KEPT_APART: [&str; 4] = [
    "../gold-blind/ar-river",
    "../gold-blind/en-harbour",
    "../gold-blind/ar-party",
    "../gold-blind/en-basin",
];

#[derive(Deserialize)]
struct GoldPair {
    old: String,
    new: String,
    links: Vec<GoldLink>,
    dropped: Vec<usize>,
    added: Vec<usize>,
}

#[derive(Deserialize)]
struct GoldLink {
    old: Vec<usize>,
    new: Vec<usize>,
    kind: String,
    #[serde(default)]
    moved: bool,
}

#[derive(Deserialize)]
struct GoldChanges {
    old: String,
    new: String,
    changes: Vec<GoldChange>,
}

#[derive(Deserialize)]
struct GoldChange {
    old_par: Option<usize>,
    new_par: Option<usize>,
    class: String,
    old: Option<String>,
    new: Option<String>,
    why: String,
}

/// Right answers, answers given, answers wanted.
#[derive(Default)]
struct Count {
    hit: usize,
    said: usize,
    gold: usize,
}

impl Count {
    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, said: &BTreeSet<T>) {
        self.hit += gold.intersection(said).count();
        self.said += said.len();
        self.gold += gold.len();
    }

    fn put(&self, figures: &mut Figures, name: &str) {
        figures.put_f1(name, self.hit, self.said, self.gold);
    }
}

/// Part of a whole, counted up.
#[derive(Default)]
struct Part {
    of: usize,
    whole: usize,
}

impl Part {
    fn add(&mut self, holds: bool) {
        self.of += usize::from(holds);
        self.whole += 1;
    }

    fn share(&self) -> f64 {
        share(self.of, self.whole)
    }
}

#[derive(Default)]
struct Totals {
    pairs: usize,
    links: Count,
    not_identical: Count,
    moved: Count,
    added_dropped: Count,
    kind: Part,
    rebuilt: Part,
    reversed: Part,
    noise: Part,
    changes: Part,
    located: Part,
    of_class: BTreeMap<String, Part>,
    substance_said: usize,
    missed: Vec<String>,
}

/// Scores an engine over the named series taken together. Gives the figures and, a line each, the changes it missed.
pub fn score(folders: &[&str], engine: impl Fn(&str, &str) -> Said) -> (Figures, Vec<String>) {
    let mut totals = Totals::default();
    for folder in folders {
        let path = crate::data("gold").join(folder);
        let changes: Vec<GoldChanges> = read(&path.join("changes.json"));
        let changes: HashMap<_, _> =
            changes.into_iter().map(|pair| ((pair.old, pair.new), pair.changes)).collect();
        for pair in read::<Vec<GoldPair>>(&path.join("links.json")) {
            let (old, new) = (release(&path, &pair.old), release(&path, &pair.new));
            let said = engine(&old, &new);
            let back = engine(&new, &old);
            let (old, new) = (body(&old), body(&new));
            assert_eq!(said.paragraphs, (old.len(), new.len()), "{folder} {}-{}", pair.old, pair.new);
            totals.reversed.add(back.edges_exchanged() == said.edges());
            totals.add_links(&pair, &said, &old, &new);
            let none = Vec::new();
            for change in changes.get(&(pair.old.clone(), pair.new.clone())).unwrap_or(&none) {
                totals.add_change(change, &said, &format!("{folder} {}-{}", pair.old, pair.new));
            }
            totals.substance_said += said.changes.iter().filter(|change| change.is_substance()).count();
            totals.pairs += 1;
        }
    }
    (totals.figures(), totals.missed)
}

/// The two texts of every pair in all series.
pub fn releases() -> Vec<[String; 2]> {
    let mut releases = Vec::new();
    for folder in FOLDERS {
        let path = crate::data("gold").join(folder);
        let pairs: Vec<GoldPair> = read(&path.join("links.json"));
        releases.extend(pairs.iter().map(|pair| [release(&path, &pair.old), release(&path, &pair.new)]));
    }
    releases
}

impl Totals {
    fn add_links(&mut self, gold: &GoldPair, said: &Said, old: &[&str], new: &[&str]) {
        let differ = |edges: &BTreeSet<Edge>| -> BTreeSet<Edge> {
            edges.iter().copied().filter(|&(o, n)| old[o] != new[n]).collect()
        };
        let (gold_edges, said_edges) = (edges(gold.links.iter().map(GoldLink::sides)), said.edges());
        self.links.add(&gold_edges, &said_edges);
        self.not_identical.add(&differ(&gold_edges), &differ(&said_edges));

        let gold_moved = edges(gold.links.iter().filter(|link| link.moved).map(GoldLink::sides));
        let moved = said.links.iter().filter(|link| link.moved);
        let said_moved = edges(moved.map(|link| (link.old.as_slice(), link.new.as_slice())));
        self.moved.add(&gold_moved, &said_moved);
        self.added_dropped.add(&unlinked(&gold.dropped, &gold.added), &unlinked(&said.dropped, &said.added));

        for link in &gold.links {
            let mine = said.links.iter().find(|mine| mine.old == link.old && mine.new == link.new);
            self.kind.add(mine.is_some_and(|mine| mine.kind == link.kind));
            let Some(mine) = mine else { continue };
            let wanted = (passage(old, &link.old), passage(new, &link.new));
            self.rebuilt.add(squash(&mine.rebuilt.0) == wanted.0 && squash(&mine.rebuilt.1) == wanted.1);
            if link.kind == "cosmetic" {
                let keys = edges([link.sides()]);
                self.noise.add(said.changes.iter().any(|change| {
                    let key = change.old_par.zip(change.new_par);
                    change.is_substance() && key.is_some_and(|key| keys.contains(&key))
                }));
            }
        }
    }

    fn add_change(&mut self, gold: &GoldChange, said: &Said, place: &str) {
        if COSMETIC.contains(&gold.class.as_str()) {
            return;
        }
        let found = said.changes.iter().any(|change| change.class == gold.class && gold.is_met_by(change));
        self.located.add(said.changes.iter().any(|change| gold.is_met_by(change)));
        self.changes.add(found);
        self.of_class.entry(gold.class.clone()).or_default().add(found);
        if !found {
            self.missed.push(format!("{place} {} {}", gold.class, gold.why));
        }
    }

    fn figures(&self) -> Figures {
        let mut figures = Figures::default();
        self.links.put(&mut figures, "links");
        self.not_identical.put(&mut figures, "links_not_identical");
        self.moved.put(&mut figures, "moved");
        self.added_dropped.put(&mut figures, "added_dropped");
        figures.put("kind.accuracy", self.kind.share());
        figures.put("spans.rebuild_both_sides", self.rebuilt.share());
        figures.put("reversed.same_links", self.reversed.share());
        figures.put("changes.recall", self.changes.share());
        figures.put("changes.located", self.located.share());
        figures.put("changes.gold", self.changes.whole as f64);
        for (class, part) in &self.of_class {
            figures.put(format!("changes.recall.{class}"), part.share());
            figures.put(format!("changes.gold.{class}"), part.whole as f64);
        }
        figures.put("changes.said_for_each_gold", share(self.substance_said, self.changes.whole));
        figures.put("noise.called_substance", self.noise.share());
        figures.put("pairs", self.pairs as f64);
        figures
    }
}

impl GoldLink {
    fn sides(&self) -> (&[usize], &[usize]) {
        (&self.old, &self.new)
    }
}

impl GoldChange {
    /// Whether a change of substance speaks of the same place and at least half of the same words, whatever class it was
    /// given.
    fn is_met_by(&self, said: &Change) -> bool {
        let elsewhere =
            |gold: Option<usize>, said: Option<usize>| gold.zip(said).is_some_and(|(g, s)| g != s);
        if !said.is_substance()
            || elsewhere(self.old_par, said.old_par)
            || elsewhere(self.new_par, said.new_par)
        {
            return false;
        }
        let met =
            |gold: &Option<String>, said: &str| gold.as_ref().is_some_and(|gold| overlap(gold, said) >= 0.5);
        met(&self.old, &said.old) || met(&self.new, &said.new)
    }
}

/// Paragraphs without a counterpart, of both sides.
fn unlinked(dropped: &[usize], added: &[usize]) -> BTreeSet<(bool, usize)> {
    dropped.iter().map(|&o| (false, o)).chain(added.iter().map(|&n| (true, n))).collect()
}

/// The share of the shorter text's words that stand in the other; 0 if one has no words.
fn overlap(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        text.split_whitespace().map(bare).filter(|w| !w.is_empty()).collect()
    };
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    share(a.intersection(&b).count(), a.len().min(b.len()))
}

/// Letters and digits alone, decomposed, so that marks and punctuation do not keep two quotes apart.
fn bare(word: &str) -> String {
    word.nfkd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c)).collect()
}

/// A text without its spaces.
fn squash(text: &str) -> String {
    text.split_whitespace().collect()
}

fn passage(paragraphs: &[&str], numbers: &[usize]) -> String {
    numbers.iter().map(|&number| squash(paragraphs[number])).collect()
}

/// The paragraphs of a gold release: every line with text in it but the first, which is the title.
fn body(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).skip(1).collect()
}

fn release(folder: &Path, number: &str) -> String {
    let start = format!("{number}-");
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let file = entries
        .map(|entry| entry.expect("the folder of a gold series can be listed").path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&start)))
        .unwrap_or_else(|| panic!("{}: no release {number}", folder.display()));
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn read<T: DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
