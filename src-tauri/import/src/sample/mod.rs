//! The sample archive: real releases, and one invented series that is marked as such, to try the program on.
//!
//! The texts are in `sample/` beside this crate's sources, with a manifest that says what each is, and `NOTICE.md` that
//! says whose they are. They are part of the program, so that an installed one needs no further files.

mod manifest;

use std::path::Path;

use bayan_archive::{Archive, Batch, Error, NewIssuer, NewRelease, NewSeries, OpenError, SAMPLE};
use bayan_core::positions::codebook::Standard;
use bayan_core::text::read_plain;
use rust_embed::RustEmbed;

use crate::plain;
use manifest::{Manifest, SampleRelease, SampleSeries, Titles};

#[derive(RustEmbed)]
#[folder = "sample"]
struct Texts;

/// Why the sample archive was not built. No file is left then.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The archive's file was not made.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It was not written.
    #[error(transparent)]
    Archive(#[from] Error),
    /// The sample in this program is not as it should be: a fault of the program.
    #[error("sample/{file}: {detail}")]
    Faulty {
        /// The file among the sample's.
        file: String,
        /// What is the matter with it.
        detail: String,
    },
}

/// How a building ended before its end.
enum Ended {
    Cancelled,
    Failed(SampleError),
}

impl<E: Into<SampleError>> From<E> for Ended {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// How many releases the sample has.
///
/// # Errors
/// [`SampleError::Faulty`].
pub fn total() -> Result<u32, SampleError> {
    manifest().map(|manifest| count(&manifest))
}

/// Builds the sample archive at `path`, where nothing may stand yet. It appears there when it is whole; called off or
/// failed, it leaves nothing.
///
/// `progress` hears how many releases are done, and of how many, before the first and after each. `cancelled` is asked
/// as often. Gives `false` when it was called off.
///
/// # Errors
/// When the file can't be written, or the sample in this program is faulty.
pub fn build(
    path: &Path,
    progress: &mut dyn FnMut(u32, u32),
    cancelled: &dyn Fn() -> bool,
) -> Result<bool, SampleError> {
    let manifest = manifest()?;
    match Archive::create_filled(path, |batch| fill(batch, &manifest, progress, cancelled)) {
        Ok(()) => Ok(true),
        Err(Ended::Cancelled) => Ok(false),
        Err(Ended::Failed(error)) => Err(error),
    }
}

fn fill(
    batch: &mut Batch<'_>,
    manifest: &Manifest,
    progress: &mut dyn FnMut(u32, u32),
    cancelled: &dyn Fn() -> bool,
) -> Result<(), Ended> {
    let total = count(manifest);
    let mut done = 0;
    batch.set_meta(SAMPLE, &manifest.number.to_string())?;
    for series in &manifest.series {
        let issuer = NewIssuer { name: series.issuer.name.clone(), invented: series.issuer.invented };
        let issuer = batch.add_issuer(&issuer)?;
        let id = batch.add_series(&NewSeries { issuer, title: series.title.clone(), lang: series.lang })?;
        let standard = Standard::from_id(&series.codebook).ok_or_else(|| SampleError::Faulty {
            file: "manifest.json".to_owned(),
            detail: format!("no codebook {}", series.codebook),
        })?;
        let codebook = batch.add_standard_codebook(standard)?;
        batch.use_codebook(Some(id), codebook)?;
        for release in &series.releases {
            progress(done, total);
            if cancelled() {
                return Err(Ended::Cancelled);
            }
            let (title, paragraphs) = text(series, release)?;
            batch.store_release(&NewRelease {
                series: id,
                title,
                date: release.date,
                lang: series.lang,
                source: source(series, release),
                retrieved: None,
                note: release.note.clone().or_else(|| series.note.clone()),
                paragraphs,
            })?;
            done += 1;
        }
    }
    progress(done, total);
    Ok(())
}

/// The title and the paragraphs of a release.
fn text(
    series: &SampleSeries,
    release: &SampleRelease,
) -> Result<(Option<String>, Vec<String>), SampleError> {
    let file = format!("{}/{}", series.folder, release.file);
    let text = plain::decode(bytes(&file)?)
        .map_err(|reason| SampleError::Faulty { file, detail: reason.to_string() })?;
    Ok(match series.titles {
        Titles::InText => {
            let document = read_plain(&text);
            (document.title, document.paragraphs)
        }
        Titles::None | Titles::Supplied => (release.title.clone(), plain::untitled(&text)),
    })
}

fn source(series: &SampleSeries, release: &SampleRelease) -> Option<String> {
    let of_series = || series.source.as_ref().map(|source| source.replace("{file}", &release.file));
    release.source.clone().or_else(of_series)
}

fn manifest() -> Result<Manifest, SampleError> {
    let file = "manifest.json";
    serde_json::from_slice(&bytes(file)?)
        .map_err(|error| SampleError::Faulty { file: file.to_owned(), detail: error.to_string() })
}

fn bytes(file: &str) -> Result<Vec<u8>, SampleError> {
    let missing = || SampleError::Faulty { file: file.to_owned(), detail: "it is missing".to_owned() };
    Texts::get(file).map(|found| found.data.into_owned()).ok_or_else(missing)
}

fn count(manifest: &Manifest) -> u32 {
    manifest.series.iter().map(|series| series.releases.len() as u32).sum()
}

#[cfg(test)]
mod tests;
