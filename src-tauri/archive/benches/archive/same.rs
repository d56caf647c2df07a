//! One text issued again and again in one series: what would show if anything took time by the square of the releases.

use std::fs;
use std::path::Path;

use bayan_archive::{Archive, NewRelease, Portions};
use bayan_core::model::Lang;

use crate::generator::Pool;
use crate::{BATCH, Took, add_series, positions, took};

/// Stores a tenth of the releases and all of them, each in an archive of its own, and prints what both took.
pub fn tell(folder: &Path, pool: &Pool, releases: usize) {
    let few = run(&folder.join("few.bayan"), pool, releases / 10);
    let many = run(&folder.join("many.bayan"), pool, releases);
    for (what, few, many) in [("stored", few.0, many.0), ("positions and lineage", few.1, many.1)] {
        println!(
            "| {releases} times one text, {what} | {:.2} s, processor {:.2} s | {:.1} × a tenth of them |",
            many.clock.as_secs_f64(),
            many.processor.as_secs_f64(),
            many.processor.as_secs_f64() / few.processor.as_secs_f64()
        );
    }
    // Linux tells the most memory that was ever held.
    if let Ok(status) = fs::read_to_string("/proc/self/status")
        && let Some(peak) = status.lines().find(|line| line.starts_with("VmHWM"))
    {
        println!("| most memory | {} |", peak.trim_start_matches("VmHWM:").trim());
    }
}

fn run(path: &Path, pool: &Pool, releases: usize) -> (Took, Took) {
    let archive = Archive::create(path).unwrap();
    let series = add_series(&archive, 1)[0];
    let text: Vec<String> = pool.release(0, 1).paragraphs.iter().map(|text| (*text).to_owned()).collect();
    let new = || NewRelease {
        series,
        title: None,
        date: "2025-03-27".parse().unwrap(),
        lang: Lang::Ar,
        source: None,
        retrieved: None,
        note: None,
        paragraphs: text.clone(),
    };
    let stored = took(|| {
        let mut all = (0..releases).map(|_| new());
        let mut portions = Portions::from(BATCH);
        while all.len() > 0 {
            archive.store_batch(portions.next(&mut all, NewRelease::bytes)).unwrap();
        }
    });
    let found = took(|| positions(&archive));
    archive.close().unwrap();
    (stored, found)
}
