//! The ratios that are held against the budgets.

use std::hint::black_box;
use std::time::{Duration, Instant};

use bayan_core::compare::{Options, compare};
use bayan_core::text::token::tokenise;
use cpu_time::ProcessTime;

use crate::inputs::{self, Pair};
use crate::{floor, hard, minimum};

/// How long a row is measured, and how often at the most.
const LONGEST: Duration = Duration::from_secs(2);
const ROUNDS: usize = 400;

/// Measures all rows and prints them.
pub fn print() {
    let pairs = inputs::edited_pairs();
    line(
        "| texts | words a side | floor ms | engine ms | engine ÷ floor | budget | tokens alone ÷ floor | engine, by the clock |",
    );
    line("|---|--:|--:|--:|--:|--:|--:|--:|");
    for pair in &pairs {
        let [floor, engine, tokens, clock] = in_turns(pair);
        line(&format!(
            "| {} | {} | {floor:.3} | {engine:.3} | {:.2} | {} | {:.2} | {clock:.3} |",
            pair.name,
            words(pair),
            engine / floor,
            budget(&pair.name),
            tokens / floor
        ));
    }
    line("\n| two press statements | words a side | engine ms | budget ms |\n|---|--:|--:|--:|");
    for pair in inputs::statements() {
        let [_, engine, ..] = in_turns(&pair);
        line(&format!("| {} | {} | {engine:.3} | 1 |", pair.name, words(&pair)));
    }
    line("\n| 100 KB a side, laid out to be hard | paragraphs | engine ms |\n|---|--:|--:|");
    for pair in hard::pairs() {
        let engine = least(Duration::from_millis(600), || run(&pair));
        line(&format!("| {} | {} · {} | {engine:.1} |", pair.name, pair.old.len(), pair.new.len()));
    }
    line("\n| words marked inside links | marked | least | ratio | budget |\n|---|--:|--:|--:|--:|");
    let mut total = minimum::Marked::default();
    let statements = inputs::statements();
    for pair in pairs.iter().chain(&statements).filter(|pair| !pair.name.ends_with("other")) {
        let found = compare(&pair.old, &pair.new, &Options::default());
        let marked = minimum::count(&found, &pair.old, &pair.new);
        total += marked;
        marks(&pair.name, marked);
    }
    marks("all", total);
}

fn marks(name: &str, marked: minimum::Marked) {
    line(&format!("| {name} | {} | {} | {:.3} | 1.05 |", marked.marked, marked.least, marked.ratio()));
}

fn budget(name: &str) -> &'static str {
    match name.rsplit_once('-') {
        Some((size, "light")) if size.ends_with("-5k") => "4",
        Some((size, "heavy")) if size.ends_with("-5k") => "8",
        _ => "–",
    }
}

/// Words on the older side, as spaces part them.
fn words(pair: &Pair) -> usize {
    pair.old.iter().map(|text| text.split_whitespace().count()).sum()
}

fn run(pair: &Pair) {
    black_box(compare(&pair.old, &pair.new, &Options::default()));
}

/// The floor, the engine, the engine's tokeniser and by the clock the engine again, in milliseconds, the best of many
/// rounds, each round measuring one after the other so that a busy machine slows all alike.
fn in_turns(pair: &Pair) -> [f64; 4] {
    let mut best = [f64::MAX; 4];
    let begin = Instant::now();
    for _ in 0..ROUNDS {
        let times = [
            time(|| {
                black_box(floor::intern(&pair.old, &pair.new));
            }),
            time(|| run(pair)),
            time(|| {
                for text in pair.old.iter().chain(&pair.new) {
                    black_box(tokenise(text));
                }
            }),
            passed(|| run(pair)),
        ];
        for (best, time) in best.iter_mut().zip(times) {
            *best = best.min(time);
        }
        if begin.elapsed() > LONGEST {
            break;
        }
    }
    best
}

/// The best time of a task in milliseconds; it is run at least once and again while there is time.
fn least(longest: Duration, mut task: impl FnMut()) -> f64 {
    let begin = Instant::now();
    let mut best = f64::MAX;
    while best == f64::MAX || begin.elapsed() < longest {
        best = best.min(time(&mut task));
    }
    best
}

/// The processor's time for a task in milliseconds, on all threads together: what other programs take of the machine
/// meanwhile does not count.
fn time(task: impl FnOnce()) -> f64 {
    let begin = ProcessTime::now();
    task();
    begin.elapsed().as_secs_f64() * 1_000.0
}

/// The time that passes, which is less where several threads work on a task.
fn passed(task: impl FnOnce()) -> f64 {
    let begin = Instant::now();
    task();
    begin.elapsed().as_secs_f64() * 1_000.0
}

#[expect(clippy::print_stdout, reason = "a benchmark speaks on the terminal")]
fn line(line: &str) {
    println!("{line}");
}
