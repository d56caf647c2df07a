//! How fast the comparison is, as ratios: `cargo bench -p bayan-core --bench compare`.
//!
//! Criterion measures each row for those who follow one of them from change to change. Before it, a summary measures the
//! engine and the floor in turns and gives their ratio, the figure that is held against the budget: it hardly depends on
//! the machine. `cargo bench … -- --summary` prints the summary alone. What a run costs in words marked needlessly is
//! given there too; that one is exact.

mod floor;
mod hard;
#[path = "../inputs/mod.rs"]
mod inputs;
#[path = "../../tests/gold/minimum.rs"]
mod minimum;
mod summary;

use std::hint::black_box;
use std::time::Duration;

use bayan_core::compare::{Options, compare};
use criterion::Criterion;

fn main() {
    let given = |argument: &str| std::env::args().any(|given| given == argument);
    let alone = given("--summary");
    // `cargo bench` says so; without it (`cargo test --benches`) Criterion looks at every row once, measuring nothing.
    if alone || given("--bench") {
        summary::print();
    }
    if !alone {
        let mut criterion = Criterion::default()
            .sample_size(20)
            .warm_up_time(Duration::from_millis(300))
            .measurement_time(Duration::from_secs(2))
            .configure_from_args();
        rows(&mut criterion);
        criterion.final_summary();
    }
}

fn rows(criterion: &mut Criterion) {
    let options = Options::default();
    for pair in inputs::edited_pairs().iter().chain(&inputs::statements()) {
        let mut group = criterion.benchmark_group(&pair.name);
        group.bench_function("floor", |row| row.iter(|| black_box(floor::intern(&pair.old, &pair.new))));
        group.bench_function("compare", |row| {
            row.iter(|| black_box(compare(&pair.old, &pair.new, &options)));
        });
        group.finish();
    }
}
