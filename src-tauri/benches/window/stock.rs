//! Archives of so many statements, made once.

use std::path::{Path, PathBuf};

use bayan_archive::{Archive, NewIssuer, NewRelease, NewSeries, Watch};
use bayan_core::model::LocalName;
use bayan_core::positions::codebook::Standard;

use crate::generator::Pool;

/// How many statements a series has at most.
const PER_SERIES: usize = 500;

/// The archive of so many statements, with its positions found, so that nothing is left to be done when it is opened.
pub fn archive(releases: usize) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("window-{releases}.bayan"));
    if path.exists() {
        return path;
    }
    let made = path.with_extension("part");
    let _ = std::fs::remove_file(&made);
    fill(&made, releases).expect("an archive");
    std::fs::rename(&made, &path).expect("it is put in its place");
    path
}

fn fill(path: &Path, releases: usize) -> Result<(), Box<dyn std::error::Error>> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/import/sample");
    let pool = Pool::read(&[sample]);
    let archive = Archive::create(path)?;
    let issuer = archive.add_issuer(&NewIssuer { name: called("المجلس", 0), invented: true })?;
    for first in (0..releases).step_by(PER_SERIES) {
        let lang = pool.release(first, PER_SERIES).lang;
        let title = called("بيان دوري", first / PER_SERIES);
        let series = archive.add_series(&NewSeries { issuer, title, lang })?;
        let statements = (first..(first + PER_SERIES).min(releases)).map(|number| {
            let made = pool.release(number, PER_SERIES);
            NewRelease {
                series,
                title: Some(made.title),
                date: made.date.parse().expect("a date"),
                lang,
                source: None,
                retrieved: None,
                note: None,
                paragraphs: made.paragraphs.into_iter().map(str::to_owned).collect(),
            }
        });
        archive.store_batch(statements)?;
    }
    archive.write(|batch| -> Result<(), bayan_archive::Error> {
        let codebook = batch.add_standard_codebook(Standard::Syria)?;
        batch.use_codebook(None, codebook)
    })?;
    archive.update_positions(None, &mut Watch { progress: &mut |_, _| (), called_off: &|| false })?;
    Ok(archive.close()?)
}

fn called(name: &str, number: usize) -> LocalName {
    LocalName { ar: Some(format!("{name} {number}")), en: None }
}
