//! How far two people's coding of the same releases agrees: this archive's, and a colleague's in theirs or in a file of
//! another program.
//!
//! In an archive of a colleague releases are the same where date and text are. What the program finds by itself would agree
//! with itself, so only releases are counted in which both have confirmed or corrected something, unless all are asked for. In
//! a file ([`bayan_export::qualitative::coding`]) a person coded whatever is in it. The figures are the engine's
//! ([`bayan_core::positions::agreement`]).

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use bayan_archive::{Archive, KeptPosition};
use bayan_core::model::{Release, ReleaseId, SeriesId};
use bayan_core::positions::agreement::{Agreement, compare_coding};
use bayan_core::positions::{Holder, Position};
use bayan_core::text::lexicon::Act;
use bayan_export::qualitative::coding::{Coding, CodingError, project, table};
use serde::Serialize;
use ts_rs::TS;

use super::positions::{TopicName, topic_name};
use super::{SharedShell, on_worker};
use crate::failure::Failure;

/// Two people's agreement on the releases of a series.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CodersAgreement {
    /// The colleague's file.
    pub path: String,
    /// How many releases both have.
    pub shared: u32,
    /// In how many of them both confirmed or corrected something, or coded something in a file.
    pub worked_on: u32,
    /// Codings of the file that are not counted: they name no act on a topic, or their words are not in the release.
    pub left_out: u32,
    /// Whether only those are counted.
    pub only_worked_on: bool,
    /// Whether a paragraph speaks to a topic, for each topic either named.
    pub topics: Vec<TopicAgreement>,
    /// Whether a topic of a paragraph takes an act, for each act either named, in the order of the ladder.
    pub acts: Vec<ActAgreement>,
    /// Which act leads where both named the topic.
    pub leading: Figures,
    /// Where the two differ, in the order of the releases and the text.
    pub differences: Vec<CodersDifference>,
}

/// Agreement on a topic.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TopicAgreement {
    /// The topic.
    pub topic: TopicName,
    /// How far they agree.
    pub figures: Figures,
}

/// Agreement on an act.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ActAgreement {
    /// The act.
    pub act: Act,
    /// How far they agree.
    pub figures: Figures,
}

/// How far two coders agree on something.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct Figures {
    /// How many units both looked at.
    pub units: u32,
    /// How many of them they gave the same label.
    pub same: u32,
    /// Cohen's kappa; `None` where it is not defined.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha; `None` where it is not defined.
    pub alpha: Option<f64>,
}

/// A topic of a paragraph on which the two differ.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CodersDifference {
    /// The release here.
    pub release: Release,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// The topic.
    pub topic: TopicName,
    /// The acts here, in the order of the ladder.
    pub mine: Vec<Act>,
    /// The acts there.
    pub theirs: Vec<Act>,
}

/// How many differences are told.
const TOLD: usize = 500;

impl From<&Agreement> for Figures {
    fn from(of: &Agreement) -> Self {
        let cut = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self { units: cut(of.units), same: cut(of.same), kappa: of.kappa, alpha: of.alpha }
    }
}

/// Lets the person choose a colleague's archive, REFI-QDA project or table and compares both people's coding of a series;
/// `None` when they chose none. An archive is read as a copy: the colleague's file is not changed.
#[tauri::command]
pub async fn coders_agreement(
    shell: SharedShell<'_>,
    series: SeriesId,
    only_worked_on: bool,
) -> Result<Option<CodersAgreement>, Failure> {
    let chosen = shell.dialogs().choose_coding();
    let Some(path) = chosen.await.ok().flatten() else { return Ok(None) };
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let mine = open.archive();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let theirs = match ending.as_deref() {
            Some("qdpx" | "csv") => from_file(mine, series, &coding(mine, series, &path)?)?,
            _ => with_copy(&path, |theirs| from_archive(mine, theirs, series))?,
        };
        compared(mine, theirs, series, only_worked_on, &path).map(Some)
    })
    .await
}

/// A file of codings, understood by the codebook of the series.
fn coding(mine: &Archive, series: SeriesId, path: &Path) -> Result<Coding, Failure> {
    let codebook = mine.codebook_of(series)?.map(|stored| stored.codebook).unwrap_or_default();
    let file =
        std::fs::read(path).map_err(|error| Failure::FileNotRead { path: path.to_path_buf(), error })?;
    let read = if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = String::from_utf8(file).map_err(|_| CodingError::NotText(name));
        text.and_then(|text| table::read(&text, Some(&codebook)))
    } else {
        project::read(&file, &codebook)
    };
    read.map_err(|error| Failure::CodingWrong { path: path.to_path_buf(), error })
}

/// What a colleague says of the releases of a series.
#[derive(Default)]
struct Theirs {
    releases: Vec<Shared>,
    left_out: usize,
}

/// A release that both have, with what the colleague says its issuer says.
struct Shared {
    release: Release,
    text: Vec<String>,
    positions: Vec<Position>,
    /// The colleague confirmed, corrected or coded something in it.
    worked_on: bool,
}

/// Opens a copy of an archive, with what its last writer left beside it, and takes the copy away again.
fn with_copy<T>(path: &Path, ask: impl FnOnce(&Archive) -> Result<T, Failure>) -> Result<T, Failure> {
    let folder = std::env::temp_dir().join(format!("bayan-agreement-{}", std::process::id()));
    let fails = |error| Failure::FileNotWritten { path: folder.clone(), error };
    std::fs::create_dir_all(&folder).map_err(fails)?;
    let copy = folder.join("other.bayan");
    let made = (|| {
        std::fs::copy(path, &copy)?;
        for beside in ["-wal", "-shm"] {
            let mut name = path.as_os_str().to_owned();
            name.push(beside);
            if Path::new(&name).exists() {
                std::fs::copy(&name, folder.join(format!("other.bayan{beside}")))?;
            }
        }
        Ok(())
    })();
    let answer = match made {
        Ok(()) => Archive::open(&copy).map_err(Failure::from).and_then(|theirs| ask(&theirs)),
        Err(error) => Err(Failure::FileNotRead { path: path.to_path_buf(), error }),
    };
    // What is left behind lies in the system's folder for such things.
    let _ = std::fs::remove_dir_all(&folder);
    answer
}

fn compared(
    mine: &Archive,
    theirs: Theirs,
    series: SeriesId,
    only_worked_on: bool,
    path: &Path,
) -> Result<CodersAgreement, Failure> {
    let mut worked_on = Vec::with_capacity(theirs.releases.len());
    for shared in &theirs.releases {
        worked_on.push(shared.worked_on && !mine.hand_positions(shared.release.id)?.is_empty());
    }
    let cut = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let shared = cut(theirs.releases.len());
    let done = cut(worked_on.iter().filter(|done| **done).count());
    let counted = theirs.releases.into_iter().zip(worked_on).filter(|(_, done)| *done || !only_worked_on);
    let codebook = mine.codebook_of(series)?;
    let name = |topic: &str| topic_name(codebook.as_ref(), topic);
    let (mut a, mut b, mut lengths) = (Vec::new(), Vec::new(), Vec::new());
    let mut differences = Vec::new();
    for (Shared { release, text, positions: others, .. }, _) in counted {
        let ours = coded(mine, release.id)?;
        for ((paragraph, topic), (mine, theirs)) in side_by_side(&ours, &others) {
            if mine != theirs && differences.len() < TOLD {
                let (release, topic) = (release.clone(), name(topic));
                differences.push(CodersDifference { release, paragraph, topic, mine, theirs });
            }
        }
        lengths.push(text.len());
        a.push(ours);
        b.push(others);
    }
    if lengths.is_empty() {
        return Err(Failure::NothingInCommon { path: path.to_path_buf(), shared });
    }
    let (a, b): (Vec<&[Position]>, Vec<&[Position]>) =
        (a.iter().map(Vec::as_slice).collect(), b.iter().map(Vec::as_slice).collect());
    let found = compare_coding(&lengths, &a, &b);
    Ok(CodersAgreement {
        path: path.to_string_lossy().into_owned(),
        shared,
        worked_on: done,
        left_out: cut(theirs.left_out),
        only_worked_on,
        topics: found
            .topics
            .iter()
            .map(|(topic, of)| TopicAgreement { topic: name(&topic.0), figures: of.into() })
            .collect(),
        acts: found.acts.iter().map(|(act, of)| ActAgreement { act: *act, figures: of.into() }).collect(),
        leading: (&found.leading_act).into(),
        differences,
    })
}

/// The releases of a series that the other archive has too: those of the same date and text.
fn from_archive(mine: &Archive, theirs: &Archive, series: SeriesId) -> Result<Theirs, Failure> {
    let mut there: HashMap<String, Vec<ReleaseId>> = HashMap::new();
    for one in theirs.series()? {
        for release in theirs.releases(one.id)? {
            there.entry(release.date.to_string()).or_default().push(release.id);
        }
    }
    let mut found = Theirs::default();
    for release in mine.releases(series)? {
        let Some(candidates) = there.get(&release.date.to_string()) else { continue };
        let text = mine.paragraphs(release.id)?;
        for other in candidates {
            if theirs.paragraphs(*other)? == text {
                let positions = coded(theirs, *other)?;
                let worked_on = !theirs.hand_positions(*other)?.is_empty();
                found.releases.push(Shared { release, text, positions, worked_on });
                break;
            }
        }
    }
    Ok(found)
}

/// The releases of a series that were coded in a file.
fn from_file(mine: &Archive, series: SeriesId, coding: &Coding) -> Result<Theirs, Failure> {
    let mut found = Theirs { releases: Vec::new(), left_out: coding.left_out };
    for release in mine.releases(series)? {
        let text = mine.paragraphs(release.id)?;
        let date = release.date.to_string();
        let source = coding.sources.iter().find(|one| one.is_of(&date, release.title.as_deref(), &text));
        let Some(source) = source else { continue };
        let mut positions = Vec::with_capacity(source.codes.len());
        for one in &source.codes {
            match one.paragraph(&text) {
                Some(paragraph) => positions.push(Position::coded(paragraph, one.topic.clone(), one.act)),
                None => found.left_out += 1,
            }
        }
        let worked_on = !positions.is_empty();
        found.releases.push(Shared { release, text, positions, worked_on });
    }
    Ok(found)
}

/// What a coder says a release's issuer says.
fn coded(archive: &Archive, release: ReleaseId) -> Result<Vec<Position>, Failure> {
    let all = archive.positions_as_they_stand(release)?;
    let own = all.iter().filter(|position| position.holder == Holder::Issuer);
    Ok(own.map(KeptPosition::as_found).collect())
}

type Both = (Vec<Act>, Vec<Act>);

/// The acts of each topic of each paragraph, of the one and of the other, in the order of the ladder.
fn side_by_side<'p>(a: &'p [Position], b: &'p [Position]) -> BTreeMap<(u32, &'p str), Both> {
    let mut all: BTreeMap<(u32, &str), Both> = BTreeMap::new();
    for (second, positions) in [(false, a), (true, b)] {
        for position in positions {
            let paragraph = u32::try_from(position.paragraph).unwrap_or(u32::MAX);
            let both = all.entry((paragraph, position.topic.0.as_str())).or_default();
            let acts = if second { &mut both.1 } else { &mut both.0 };
            acts.push(position.act);
        }
    }
    for (mine, theirs) in all.values_mut() {
        for acts in [mine, theirs] {
            acts.sort_unstable();
            acts.dedup();
        }
    }
    all
}
