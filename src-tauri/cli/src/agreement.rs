//! `bayan-cli agreement FIRST SECOND`: how far two people's coding of the same releases agrees.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use bayan_core::positions::Position;
use bayan_core::positions::agreement::{Agreement, CodingAgreement, compare_coding};
use bayan_core::positions::codebook::{Codebook, Standard, TopicId};
use bayan_core::text::lexicon::Act;
use bayan_export::qualitative::coding::{Coded, CodedSource, Coding, CodingError, Place, project, table};
use bayan_import::plain::{self, ReadError};
use serde::Deserialize;

use crate::codebook;
use crate::output;

#[derive(clap::Args)]
pub struct Arguments {
    /// One coder's positions: JSON, a list of {"release", "positions": [{"paragraph", "topic", "act"}]}; a table (.csv) with
    /// the columns release, paragraph, topic, act, and quote where there is one; or a REFI-QDA project (.qdpx). Paragraphs
    /// count from 0; where there is a quote, that decides
    first: PathBuf,
    /// The other coder's, of the same releases
    second: PathBuf,
    /// The codebook by which names of topics are understood: a file (.csv, .qdc, else the program's own text form);
    /// those that come with Bayan where none is named
    #[arg(long)]
    topics: Option<String>,
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
    #[error(transparent)]
    Codebook(#[from] codebook::Error),
    #[error("{}: {source}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{}: {source}", path.display())]
    Coding { path: PathBuf, source: CodingError },
    #[error("{}: line {line}: {reason}", path.display())]
    Line { path: PathBuf, line: usize, reason: String },
    #[error("the two files have no release in common")]
    NothingInCommon,
    #[error("the result cannot be printed: {0}")]
    Output(#[from] std::io::Error),
}

#[derive(Deserialize)]
struct ListedRelease {
    release: String,
    positions: Vec<ListedPosition>,
}

#[derive(Deserialize)]
struct ListedPosition {
    paragraph: usize,
    topic: String,
    act: String,
}

pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let codebook = match &arguments.topics {
        Some(topics) => codebook::read(topics)?,
        None => Codebook { topics: Standard::ALL.iter().flat_map(|one| one.codebook().topics).collect() },
    };
    let (first, second) = (read(&arguments.first, &codebook)?, read(&arguments.second, &codebook)?);
    let agreement = compared(&first, &second)?;
    let printed = match arguments.format {
        Format::Json => format!("{}\n", serde_json::json!(agreement)),
        Format::Text => told(&agreement),
    };
    Ok(output::print(&printed)?)
}

/// The agreement on the releases both coded. The units are their paragraphs; where neither file has the text, those up to the
/// last that either coded.
fn compared(first: &Coding, second: &Coding) -> Result<CodingAgreement, Error> {
    let (mut paragraphs, mut a, mut b) = (Vec::new(), Vec::new(), Vec::new());
    for one in &first.sources {
        let Some(other) = second.sources.iter().find(|other| is_same(one, other)) else { continue };
        let text = one.text.as_ref().or(other.text.as_ref());
        let text: Option<Vec<String>> = text.map(|text| text.split('\n').map(str::to_owned).collect());
        let (one, other) = (positions(one, text.as_deref()), positions(other, text.as_deref()));
        let coded = one.iter().chain(&other).map(|position| position.paragraph + 1).max();
        paragraphs.push(text.map_or(coded.unwrap_or_default(), |text| text.len()));
        a.push(one);
        b.push(other);
    }
    if paragraphs.is_empty() {
        return Err(Error::NothingInCommon);
    }
    let a: Vec<&[Position]> = a.iter().map(Vec::as_slice).collect();
    let b: Vec<&[Position]> = b.iter().map(Vec::as_slice).collect();
    Ok(compare_coding(&paragraphs, &a, &b))
}

/// Whether two files speak of the same release: of the same text, or where not both have it under the same name.
fn is_same(one: &CodedSource, other: &CodedSource) -> bool {
    match (&one.text, &other.text) {
        (Some(one), Some(other)) => one == other,
        _ => one.name.trim() == other.name.trim(),
    }
}

/// What was coded, by paragraph; without the text only what names its paragraph.
fn positions(source: &CodedSource, text: Option<&[String]>) -> Vec<Position> {
    let place = |coded: &Coded| match (text, &coded.place) {
        (Some(text), _) => coded.paragraph(text),
        (None, Place::Words { paragraph, .. }) => *paragraph,
        (None, Place::Character(_)) => None,
    };
    let placed = source.codes.iter().filter_map(|coded| Some((place(coded)?, coded)));
    placed.map(|(paragraph, coded)| Position::coded(paragraph, coded.topic.clone(), coded.act)).collect()
}

fn read(path: &Path, codebook: &Codebook) -> Result<Coding, Error> {
    let wrong = |source| Error::Coding { path: path.to_path_buf(), source };
    let is = |ending: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    if is("qdpx") {
        let file =
            std::fs::read(path).map_err(|source| Error::Unreadable { path: path.to_path_buf(), source })?;
        return project::read(&file, codebook).map_err(wrong);
    }
    let text = plain::read_text(path)?;
    if is("csv") { table::read(&text, Some(codebook)).map_err(wrong) } else { list(path, &text) }
}

fn list(path: &Path, text: &str) -> Result<Coding, Error> {
    let wrong = |line: usize, reason: String| Error::Line { path: path.to_path_buf(), line, reason };
    let listed: Vec<ListedRelease> =
        serde_json::from_str(text).map_err(|error| wrong(error.line(), error.to_string()))?;
    let mut coding = Coding::default();
    for ListedRelease { release, positions } in listed {
        let mut codes = Vec::with_capacity(positions.len());
        for ListedPosition { paragraph, topic, act } in positions {
            let act = Act::from_id(&act).ok_or_else(|| {
                wrong(1, format!("release {release}, paragraph {paragraph}: “{act}” is no act"))
            })?;
            let place = Place::Words { paragraph: Some(paragraph), quote: String::new() };
            codes.push(Coded { topic: TopicId(topic), act, place });
        }
        match coding.sources.iter_mut().find(|source| source.name == release) {
            Some(source) => source.codes.extend(codes),
            None => coding.sources.push(CodedSource { name: release, text: None, codes }),
        }
    }
    Ok(coding)
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

    const NONE: Codebook = Codebook { topics: Vec::new() };

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
        let agreement = compared(&read(&table, &NONE).unwrap(), &read(&list, &NONE).unwrap()).unwrap();
        assert_eq!(agreement.topics[&TopicId("ceasefire".into())].kappa, Some(1.0));
        assert_eq!(agreement.topics[&TopicId("refugees".into())].same, 3);
        assert!(told(&agreement).contains("topic refugees\tsame 3 of 4"));
    }

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        let (_home, path) = written("a.csv", "release,paragraph,topic,act\n01,0,ceasefire,praises\n");
        let error = read(&path, &NONE).unwrap_err().to_string();
        assert!(error.ends_with("line 2: “praises” is no act"), "{error}");
        let (_home, path) = written("a.csv", "release,topic,act\n");
        assert!(read(&path, &NONE).unwrap_err().to_string().contains("the column paragraph is missing"));
    }

    #[test]
    fn codings_of_other_releases_have_nothing_in_common() {
        let (_a, a) = written("a.csv", "release,paragraph,topic,act\n01,0,ceasefire,note\n");
        let (_b, b) = written("b.csv", "release,paragraph,topic,act\n02,0,ceasefire,note\n");
        assert!(matches!(
            compared(&read(&a, &NONE).unwrap(), &read(&b, &NONE).unwrap()),
            Err(Error::NothingInCommon)
        ));
    }
}
