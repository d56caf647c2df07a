//! `bayan-cli agreement FIRST SECOND`: how far two people's coding of the same releases agrees.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use bayan_core::positions::agreement::{Agreement, CodingAgreement, compare_coding};
use bayan_core::positions::codebook::TopicId;
use bayan_core::positions::{Holder, Position};
use bayan_core::text::lexicon::Act;
use bayan_import::plain::{self, ReadError};
use serde::Deserialize;

use crate::output;

#[derive(clap::Args)]
pub struct Arguments {
    /// One coder's positions: JSON, a list of {"release", "positions": [{"paragraph", "topic", "act"}]}; or a table (.csv)
    /// with the columns release, paragraph, topic, act
    first: PathBuf,
    /// The other coder's, of the same releases
    second: PathBuf,
    /// How to print the agreement
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON object
    Json,
}

/// Why two codings could not be compared.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("{}: line {line}: {reason}", path.display())]
    Line { path: PathBuf, line: usize, reason: String },
    #[error("the two files have no release in common")]
    NothingInCommon,
    #[error("the result cannot be printed: {0}")]
    Output(#[from] std::io::Error),
}

#[derive(Deserialize)]
struct Coded {
    release: String,
    positions: Vec<CodedPosition>,
}

#[derive(Deserialize)]
struct CodedPosition {
    paragraph: usize,
    topic: String,
    act: String,
}

type Coding = BTreeMap<String, Vec<Position>>;

pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let (first, second) = (read(&arguments.first)?, read(&arguments.second)?);
    let agreement = compared(&first, &second)?;
    let printed = match arguments.format {
        Format::Json => format!("{}\n", serde_json::json!(agreement)),
        Format::Text => told(&agreement),
    };
    Ok(output::print(&printed)?)
}

/// The agreement on the releases both coded. The units are the paragraphs up to the last that either coded.
fn compared(first: &Coding, second: &Coding) -> Result<CodingAgreement, Error> {
    let both: BTreeSet<&String> = first.keys().filter(|release| second.contains_key(*release)).collect();
    if both.is_empty() {
        return Err(Error::NothingInCommon);
    }
    let of = |coding: &'_ Coding, release: &String| coding.get(release).cloned().unwrap_or_default();
    let a: Vec<Vec<Position>> = both.iter().map(|release| of(first, release)).collect();
    let b: Vec<Vec<Position>> = both.iter().map(|release| of(second, release)).collect();
    let last = |positions: &[Position]| positions.iter().map(|position| position.paragraph + 1).max();
    let paragraphs: Vec<usize> =
        a.iter().zip(&b).map(|(a, b)| last(a).max(last(b)).unwrap_or_default()).collect();
    let a: Vec<&[Position]> = a.iter().map(Vec::as_slice).collect();
    let b: Vec<&[Position]> = b.iter().map(Vec::as_slice).collect();
    Ok(compare_coding(&paragraphs, &a, &b))
}

fn read(path: &Path) -> Result<Coding, Error> {
    let text = plain::read_text(path)?;
    let wrong = |line: usize, reason: String| Error::Line { path: path.to_path_buf(), line, reason };
    let mut coding = Coding::new();
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        let mut table = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let headings = table.headers().map_err(|error| wrong(1, error.to_string()))?.clone();
        let place = |name: &str| {
            let found = headings.iter().position(|heading| heading.eq_ignore_ascii_case(name));
            found.ok_or_else(|| wrong(1, format!("the column {name} is missing")))
        };
        let places = [place("release")?, place("paragraph")?, place("topic")?, place("act")?];
        for record in table.records() {
            let record = record.map_err(|error| {
                wrong(error.position().map_or(1, |at| at.line() as usize), error.to_string())
            })?;
            let line = record.position().map_or(1, |at| at.line() as usize);
            let [release, paragraph, topic, act] = places.map(|at| record.get(at).unwrap_or_default());
            let number = paragraph
                .parse()
                .map_err(|_| wrong(line, format!("“{paragraph}” is no number of a paragraph")))?;
            let position = position(number, topic, act).map_err(|reason| wrong(line, reason))?;
            coding.entry(release.to_owned()).or_default().push(position);
        }
    } else {
        let coded: Vec<Coded> =
            serde_json::from_str(&text).map_err(|error| wrong(error.line(), error.to_string()))?;
        for release in coded {
            let positions = coding.entry(release.release.clone()).or_default();
            for one in release.positions {
                positions.push(position(one.paragraph, &one.topic, &one.act).map_err(|reason| {
                    wrong(1, format!("release {}, paragraph {}: {reason}", release.release, one.paragraph))
                })?);
            }
        }
    }
    Ok(coding)
}

fn position(paragraph: usize, topic: &str, act: &str) -> Result<Position, String> {
    let act = Act::from_id(act).ok_or_else(|| format!("“{act}” is no act"))?;
    Ok(Position {
        paragraph,
        topic: TopicId(topic.to_owned()),
        act,
        force: act.force(),
        holder: Holder::Issuer,
        quote: 0..0,
        verb: 0..0,
        terms: Vec::new(),
        inherited: false,
        party: None,
    })
}

fn told(agreement: &CodingAgreement) -> String {
    let mut text = String::new();
    let mut line = |name: &str, of: &Agreement| {
        let figure = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{name}\tsame {} of {}\tkappa {}\talpha {}",
            of.same,
            of.units,
            figure(of.kappa),
            figure(of.alpha)
        );
    };
    agreement.topics.iter().for_each(|(topic, of)| line(&format!("topic {topic}"), of));
    agreement.acts.iter().for_each(|(act, of)| line(&format!("act {}", act.id()), of));
    line("leading act", &agreement.leading_act);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(name);
        std::fs::write(&path, text).unwrap();
        (home, path)
    }

    #[test]
    fn a_table_and_a_list_are_compared_by_topic_and_act() {
        let (_a, table) = written(
            "a.csv",
            "release,paragraph,topic,act\n01,0,ceasefire,welcome\n01,1,refugees,stress\n01,3,economy,note\n",
        );
        let (_b, list) = written(
            "b.json",
            r#"[{"release":"01","positions":[{"paragraph":0,"topic":"ceasefire","act":"welcome"},
                {"paragraph":1,"topic":"refugees","act":"call"},{"paragraph":2,"topic":"refugees","act":"call"}]}]"#,
        );
        let agreement = compared(&read(&table).unwrap(), &read(&list).unwrap()).unwrap();
        assert_eq!(agreement.topics[&TopicId("ceasefire".into())].kappa, Some(1.0));
        assert_eq!(agreement.topics[&TopicId("refugees".into())].same, 3);
        assert!(told(&agreement).contains("topic refugees\tsame 3 of 4"));
    }

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        let (_home, path) = written("a.csv", "release,paragraph,topic,act\n01,0,ceasefire,praises\n");
        let error = read(&path).unwrap_err().to_string();
        assert!(error.ends_with("line 2: “praises” is no act"), "{error}");
        let (_home, path) = written("a.csv", "release,topic,act\n");
        assert!(read(&path).unwrap_err().to_string().contains("the column paragraph is missing"));
    }

    #[test]
    fn codings_of_other_releases_have_nothing_in_common() {
        let (_a, a) = written("a.csv", "release,paragraph,topic,act\n01,0,ceasefire,note\n");
        let (_b, b) = written("b.csv", "release,paragraph,topic,act\n02,0,ceasefire,note\n");
        assert!(matches!(compared(&read(&a).unwrap(), &read(&b).unwrap()), Err(Error::NothingInCommon)));
    }
}
