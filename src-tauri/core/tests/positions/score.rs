//! Positions said against positions wanted.

use std::collections::BTreeSet;
use std::path::PathBuf;

use bayan_core::positions::Position;
use bayan_core::text::read_plain;
use serde::Deserialize;

#[derive(Deserialize)]
struct GoldRelease {
    release: String,
    positions: Vec<GoldPosition>,
}

#[derive(Deserialize)]
struct GoldPosition {
    paragraph: usize,
    topic: String,
    act: String,
    quote: String,
}

/// Right answers, answers given, answers wanted.
#[derive(Default)]
pub struct Count {
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

    /// The harmonic mean of precision and recall, 0 to 1.
    pub fn f1(&self) -> f64 {
        2.0 * self.hit as f64 / (self.said + self.gold).max(1) as f64
    }
}

/// The figures of some series taken together.
#[derive(Default)]
pub struct Scored {
    /// Paragraph, topic and act.
    pub topic_act: Count,
    /// Paragraph and topic.
    pub topic: Count,
    /// Paragraph and act.
    pub act: Count,
    /// Quotes that do not stand in their paragraph.
    pub not_verbatim: usize,
    missed: Vec<String>,
}

impl Scored {
    /// Prints every figure under a heading, and what was missed.
    pub fn print(&self, heading: &str) {
        let figures = [("topic with act", &self.topic_act), ("topic", &self.topic), ("act", &self.act)];
        for (name, count) in figures {
            say(&format!("{heading}: {name} {:.3} ({} wanted, {} said)", count.f1(), count.gold, count.said));
        }
        self.missed.iter().for_each(|line| say(&format!("  missed {line}")));
    }
}

/// A folder of the repository's `tests`.
pub fn data(folder: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests")).join(folder)
}

/// Scores a way to find positions over the named series.
pub fn score(folders: &[&str], find: impl Fn(&[String]) -> Vec<Position>) -> Scored {
    let mut scored = Scored::default();
    for folder in folders {
        let folder = data(folder);
        let gold = std::fs::read_to_string(folder.join("positions.json")).unwrap();
        let gold: Vec<GoldRelease> = serde_json::from_str(&gold).unwrap();
        for release in gold {
            let file = std::fs::read_dir(&folder)
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .find(|path| {
                    path.file_name().unwrap().to_string_lossy().starts_with(&format!("{}-", release.release))
                })
                .unwrap();
            let paragraphs = read_plain(&std::fs::read_to_string(file).unwrap()).paragraphs;
            let said = find(&paragraphs);
            let key = |p: &GoldPosition| (p.paragraph, p.topic.clone(), p.act.clone());
            let gold_keys: BTreeSet<_> = release.positions.iter().map(key).collect();
            let said_keys: BTreeSet<_> =
                said.iter().map(|p| (p.paragraph, p.topic.0.clone(), p.act.id().to_owned())).collect();
            scored.topic_act.add(&gold_keys, &said_keys);
            let topic = |(paragraph, topic, _): &(usize, String, String)| (*paragraph, topic.clone());
            let act = |(paragraph, _, act): &(usize, String, String)| (*paragraph, act.clone());
            scored.topic.add(&gold_keys.iter().map(topic).collect(), &said_keys.iter().map(topic).collect());
            scored.act.add(&gold_keys.iter().map(act).collect(), &said_keys.iter().map(act).collect());
            scored.not_verbatim += said
                .iter()
                .filter(|p| {
                    let quote = p.quoted(&paragraphs);
                    quote.is_empty() || !paragraphs[p.paragraph].contains(quote)
                })
                .count();
            for position in &release.positions {
                if !said_keys.contains(&key(position)) {
                    scored.missed.push(format!(
                        "{} {} {} {}: {}",
                        release.release, position.paragraph, position.topic, position.act, position.quote
                    ));
                }
            }
        }
    }
    scored
}

/// Prints a line for whoever runs the gate with `--nocapture`.
#[expect(clippy::print_stdout, reason = "the gate's figures are read on the terminal")]
pub fn say(line: &str) {
    println!("{line}");
}
