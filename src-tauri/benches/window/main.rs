//! How soon the window can be read and how much memory it holds when nothing is done, beside a window with an empty page of the
//! same toolkit in the same run: `cargo bench --bench window [-- ROUNDS STATEMENTS…]`, with archives of so many statements. The empty window is this program, started once more.
//!
//! `BAYAN_PROGRAM` names another build than the one made for it. The archives are made once and kept in cargo's folder for
//! such things (`target/tmp`). Programs and files are in the system's cache, for it is the program that is measured and not the
//! disk.

#[cfg(target_os = "linux")]
#[expect(dead_code, reason = "the tests use what is not used here")]
#[path = "../../../tests/desktop.rs"]
mod desktop;
#[cfg(target_os = "linux")]
mod empty;
#[cfg(target_os = "linux")]
#[expect(dead_code, reason = "the archive's benchmark uses what is not used here")]
#[path = "../../archive/benches/archive/generator.rs"]
mod generator;
#[cfg(target_os = "linux")]
#[expect(dead_code, reason = "the tests use what is not used here")]
#[path = "../../../tests/hand.rs"]
mod hand;
#[cfg(target_os = "linux")]
mod measure;
#[cfg(target_os = "linux")]
mod process;
#[cfg(target_os = "linux")]
mod stock;

#[cfg(target_os = "linux")]
fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == empty::WORD) {
        return empty::open();
    }
    let mut numbers = words.iter().filter_map(|word| word.parse().ok());
    let rounds = numbers.next().unwrap_or(15);
    let mut sizes: Vec<usize> = numbers.collect();
    if sizes.is_empty() {
        sizes.extend([10, 10_000, 100_000]);
    }
    let engine = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    engine.block_on(measure::everything(rounds, &sizes));
}

/// Windows and macOS have no driver of an embedded web view by which it could be measured the same way.
#[cfg(not(target_os = "linux"))]
fn main() {}
