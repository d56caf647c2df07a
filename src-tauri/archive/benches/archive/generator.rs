//! Releases made from real paragraphs, the same in every run.

use std::fs;
use std::path::{Path, PathBuf};

use bayan_core::model::Lang;
use bayan_core::text::lang;

/// The paragraphs releases are made of, by language.
pub struct Pool {
    ar: Vec<String>,
    en: Vec<String>,
}

/// A release as it is made.
pub struct Made<'a> {
    pub title: String,
    pub date: String,
    pub lang: Lang,
    pub paragraphs: Vec<&'a str>,
}

/// How many paragraphs a release has.
const PARAGRAPHS: usize = 8;
/// The longest paragraph that is taken, in bytes: some of the speeches are one paragraph.
const LONGEST: usize = 2_000;

impl Pool {
    /// Reads the sample series, or the texts in these folders.
    pub fn read(folders: &[PathBuf]) -> Self {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../import/sample");
        let mut pool = Self { ar: Vec::new(), en: Vec::new() };
        if folders.is_empty() {
            pool.add(&sample);
        }
        folders.iter().for_each(|folder| pool.add(folder));
        for side in [&mut pool.ar, &mut pool.en] {
            side.sort();
            side.dedup();
        }
        assert!(!pool.ar.is_empty() || !pool.en.is_empty(), "there is no text in the folders");
        pool
    }

    fn add(&mut self, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                self.add(&path);
            } else if path.extension().is_some_and(|ending| ending == "txt")
                && let Ok(written) = fs::read_to_string(&path)
            {
                let lines = written.lines().map(str::trim).filter(|line| !line.starts_with('<'));
                for line in lines.filter(|line| (40..LONGEST).contains(&line.len())) {
                    match lang::detect(line) {
                        Some(Lang::Ar) => self.ar.push(line.to_owned()),
                        Some(Lang::En) => self.en.push(line.to_owned()),
                        None => {}
                    }
                }
            }
        }
    }

    pub fn len(&self) -> usize {
        self.ar.len() + self.en.len()
    }

    /// The release of this number, of a series of so many: each a month after the one before. Half of its paragraphs stay
    /// from release to release.
    pub fn release(&self, number: usize, per_series: usize) -> Made<'_> {
        let series = number / per_series;
        let (side, lang) = if self.en.is_empty() || (series.is_multiple_of(2) && !self.ar.is_empty()) {
            (&self.ar, Lang::Ar)
        } else {
            (&self.en, Lang::En)
        };
        let month = number % per_series;
        let date = format!("{:04}-{:02}-{:02}", 1980 + month / 12, month % 12 + 1, number % 28 + 1);
        let paragraphs = (0..PARAGRAPHS)
            .map(|place| {
                let seed = if place % 2 == 0 { series } else { number };
                side[scatter(seed * PARAGRAPHS + place) % side.len()].as_str()
            })
            .collect();
        let title = match lang {
            Lang::Ar => format!("البيان رقم {} الصادر عن الاجتماع الدوري", month + 1),
            Lang::En => format!("Statement {} of the regular meeting", month + 1),
        };
        Made { title, date, lang, paragraphs }
    }
}

/// A number that looks drawn by lot and is the same in every run (SplitMix64).
fn scatter(number: usize) -> usize {
    let mut state = (number as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (state ^ (state >> 31)) as usize
}
