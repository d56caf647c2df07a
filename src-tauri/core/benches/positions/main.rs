//! How fast positions are found, as ratios: `cargo bench -p bayan-core --bench positions`.
//!
//! Acts and topics of a release against the floor of cutting it into words and numbering them, in turns in one run: the
//! ratio hardly depends on the machine. Codebook and lexicon are loaded before.

#[path = "../compare/floor.rs"]
mod floor;
#[path = "../inputs/mod.rs"]
#[expect(dead_code, reason = "only the older side of each pair is read here")]
mod inputs;

use std::hint::black_box;
use std::time::{Duration, Instant};

use bayan_core::positions::codebook::Standard;
use bayan_core::positions::{Finder, clause_acts};
use cpu_time::ThreadTime;

fn main() {
    // `cargo test --benches` runs the program with `--test`: one look at every text, without measuring.
    let longest = if std::env::args().any(|argument| argument == "--test") {
        Duration::ZERO
    } else {
        Duration::from_secs(2)
    };
    line(
        "| release | words | floor ms | positions ms | positions ÷ floor | budget | acts alone ÷ floor | topics alone ÷ floor |",
    );
    line("|---|--:|--:|--:|--:|--:|--:|--:|");
    let finder = Finder::new(&Standard::Syria.codebook());
    let light = |pair: &inputs::Pair| pair.name.ends_with("-light") || !pair.name.contains("-5");
    let pairs = inputs::edited_pairs().into_iter().chain(inputs::statements()).filter(light);
    for pair in pairs {
        let mut best = [f64::MAX; 4];
        let begin = Instant::now();
        loop {
            let times = [
                time(|| {
                    black_box(floor::intern(&pair.old, &[]));
                }),
                time(|| {
                    black_box(finder.positions(&pair.old));
                }),
                time(|| {
                    black_box(clause_acts(&pair.old));
                }),
                time(|| {
                    black_box(finder.matcher().coverage(&pair.old));
                }),
            ];
            for (best, time) in best.iter_mut().zip(times) {
                *best = best.min(time);
            }
            if begin.elapsed() >= longest {
                break;
            }
        }
        let [floor, positions, acts, topics] = best;
        line(&format!(
            "| {} | {} | {floor:.3} | {positions:.3} | {:.1} | 6 | {:.1} | {:.1} |",
            pair.name,
            words(&pair.old),
            positions / floor,
            acts / floor,
            topics / floor
        ));
    }
}

/// How many words the paragraphs have, by spaces.
fn words(paragraphs: &[String]) -> usize {
    paragraphs.iter().map(|paragraph| paragraph.split_whitespace().count()).sum()
}

/// The processor's time for a task in milliseconds.
fn time(task: impl FnOnce()) -> f64 {
    let begin = ThreadTime::now();
    task();
    begin.elapsed().as_secs_f64() * 1_000.0
}

#[expect(clippy::print_stdout, reason = "a benchmark speaks on the terminal")]
fn line(line: &str) {
    println!("{line}");
}
