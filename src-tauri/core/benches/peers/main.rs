//! Other crates on the same texts, and the texts as files for programs written in other languages. `peers.py` beside this
//! folder calls it and prints the table; by itself:
//!
//!     cargo bench -p bayan-core --bench peers -- write FOLDER    every pair as NAME.old.txt and NAME.new.txt
//!     cargo bench -p bayan-core --bench peers -- time            milliseconds, a line `pair program value` each
//!     cargo bench -p bayan-core --bench peers -- mask PROGRAM OLD NEW    for each word whether it is marked as changed
//!
//! A *word* of the crates is what the floor cuts; of a mask, what stands between spaces.

#[path = "../compare/floor.rs"]
mod floor;
#[path = "../inputs/mod.rs"]
mod inputs;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use bayan_core::compare::{Options, compare};
use cpu_time::ProcessTime;
use imara_diff::{Diff, InternedInput};
use inputs::Pair;
use similar::Algorithm;

fn main() -> ExitCode {
    // `cargo bench` adds `--bench` to what it was given.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["write", folder] => write(Path::new(folder)),
        ["time"] => times(),
        ["mask", program, old, new] => mask(program, old, new),
        _ => {
            line("peers: write FOLDER | time | mask PROGRAM OLD NEW");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn pairs() -> Vec<Pair> {
    let mut pairs = inputs::edited_pairs();
    pairs.extend(inputs::statements());
    pairs
}

/// A title, then a paragraph a line with blank lines between: what every program reads as the same text.
fn write(folder: &Path) {
    let file = |name: String, paragraphs: &[String]| {
        let path = folder.join(name);
        let text = format!("Statement\n\n{}\n", paragraphs.join("\n\n"));
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    };
    for pair in pairs() {
        file(format!("{}.old.txt", pair.name), &pair.old);
        file(format!("{}.new.txt", pair.name), &pair.new);
    }
}

/// A comparison of two flat texts, as whether each word of either side is marked as changed.
type Flat = fn(&[u32], &[u32]) -> [Vec<bool>; 2];

const FLAT: [(&str, Flat); 5] = [
    ("imara-diff-histogram", |old, new| imara(imara_diff::Algorithm::Histogram, old, new)),
    ("imara-diff-myers-minimal", |old, new| imara(imara_diff::Algorithm::MyersMinimal, old, new)),
    ("similar-myers", |old, new| flat(Algorithm::Myers, old, new)),
    ("similar-patience", |old, new| flat(Algorithm::Patience, old, new)),
    ("similar-histogram", |old, new| flat(Algorithm::Histogram, old, new)),
];

fn times() {
    for pair in pairs() {
        let (mut best, begin) = ([f64::MAX; 2 + FLAT.len()], Instant::now());
        while best[0] == f64::MAX || begin.elapsed() < Duration::from_secs(3) {
            let mut place = best.iter_mut();
            let mut row = |task: &mut dyn FnMut()| {
                let begin = ProcessTime::now();
                task();
                if let Some(best) = place.next() {
                    *best = best.min(begin.elapsed().as_secs_f64() * 1_000.0);
                }
            };
            row(&mut || {
                black_box(floor::intern(&pair.old, &pair.new));
            });
            row(&mut || {
                black_box(compare(&pair.old, &pair.new, &Options::default()));
            });
            for (_, run) in FLAT {
                row(&mut || {
                    let (old, new) = floor::intern(&pair.old, &pair.new);
                    black_box(run(&old, &new));
                });
            }
        }
        let names = ["floor", "bayan"].into_iter().chain(FLAT.map(|(name, _)| name));
        for (name, best) in names.zip(best) {
            line(&format!("{} {name} {best:.4}", pair.name));
        }
    }
}

fn mask(program: &str, old: &str, new: &str) {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (old, new) = (read(old), read(new));
    let mut numbers = floor::Numbers::default();
    let [old, new] =
        [&old, &new].map(|text| text.split_whitespace().map(|word| numbers.of(word)).collect::<Vec<_>>());
    let Some((_, run)) = FLAT.iter().find(|(name, _)| *name == program) else {
        line(&format!("no program {program}"));
        return;
    };
    for side in run(&old, &new) {
        line(&side.iter().map(|&changed| if changed { '1' } else { '0' }).collect::<String>());
    }
}

fn imara(algorithm: imara_diff::Algorithm, old: &[u32], new: &[u32]) -> [Vec<bool>; 2] {
    let mut input = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let diff = Diff::compute(algorithm, &input);
    [
        (0..old.len() as u32).map(|word| diff.is_removed(word)).collect(),
        (0..new.len() as u32).map(|word| diff.is_added(word)).collect(),
    ]
}

fn flat(algorithm: Algorithm, old: &[u32], new: &[u32]) -> [Vec<bool>; 2] {
    let mut marked = [vec![false; old.len()], vec![false; new.len()]];
    for step in similar::capture_diff_slices(algorithm, old, new) {
        if step.tag() != similar::DiffTag::Equal {
            marked[0][step.old_range()].fill(true);
            marked[1][step.new_range()].fill(true);
        }
    }
    marked
}

#[expect(clippy::print_stdout, reason = "a benchmark speaks on the terminal")]
fn line(line: &str) {
    println!("{line}");
}
