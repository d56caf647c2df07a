//! How fast an archive of 10,000 or 100,000 releases is, as ratios and times of one run:
//! `cargo bench -p bayan-archive --bench archive [-- RELEASES] [--texts FOLDER]… [--one-text] [--storing]`.
//!
//! The releases are made from the paragraphs of the sample series, or of the texts in the folders that are named, in an
//! order that is the same in every run (`generator`). What bare rows and SQLite's own full-text index take for the same
//! texts (`bare`) is measured beside it. With `--one-text` all releases are one text, issued again and again (`same`);
//! with `--storing` nothing is asked of the archive that was stored.

#![expect(clippy::print_stdout, reason = "what it measures is its output")]

mod bare;
mod generator;
mod same;

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use bayan_archive::search::{Order, Period, Query, Search};
use bayan_archive::{Archive, Column, Listing, NewRelease, Portions, Watch};
use bayan_core::model::{Lang, LocalName, SeriesId};
use bayan_core::positions::codebook::Standard;
use bayan_core::text::lexicon::Act;
use cpu_time::{ProcessTime, ThreadTime};

/// How many releases the bare rows are stored in one transaction, and the archive from so many on ([`Portions`]).
const BATCH: usize = 500;
/// How many releases a series has.
const PER_SERIES: usize = 500;

/// Words that are searched for: frequent and rare, in both languages, in variants, phrases, prefixes and operators.
const QUERIES: [&str; 20] = [
    "اللاجئين",
    "لاجئ",
    "٢٢٥٤",
    "2254",
    "\"وقف إطلاق النار\"",
    "سورية",
    "سوريا",
    "مجلس الأمن",
    "لاج*",
    "القرار -حوار",
    "استئناف | هدنة",
    "اقتصاد",
    "inflation",
    "\"federal funds rate\"",
    "economic growth",
    "peacekeeping",
    "resolut*",
    "employment NOT inflation",
    "Golan",
    "withdrawal | observer",
];
/// So frequent that they come by date.
const FREQUENT: [&str; 3] = ["the", "في", "of"];

fn main() {
    let mut releases = 10_000;
    let (mut one_text, mut storing) = (false, false);
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            // `cargo test --benches` runs the program with `--test`: a look at everything, without measuring.
            "--test" => releases = 1_000,
            "--one-text" => one_text = true,
            "--storing" => storing = true,
            "--texts" => folders.extend(words.next().map(PathBuf::from)),
            number => releases = number.parse().unwrap_or(releases),
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let pool = generator::Pool::read(&folders);
    println!("{} paragraphs in the pool, {releases} releases", pool.len());

    if one_text {
        same::tell(folder.path(), &pool, releases);
        return;
    }
    let (bare, bare_bytes) = bare::store(&folder.path().join("bare.db"), &pool, releases, BATCH);
    bare.tell("bare rows + FTS5", releases, bare);

    let path = folder.path().join("a.bayan");
    let archive = Archive::create(&path).unwrap();
    let series = add_series(&archive, releases);
    let stored = took(|| store(&archive, &series, &pool, releases));
    stored.tell("texts and search index", releases, bare);
    let positioned = took(|| positions(&archive));
    positioned.tell("topics, positions, lineage", releases, bare);
    let both =
        Took { clock: stored.clock + positioned.clock, processor: stored.processor + positioned.processor };
    both.tell("all of it, one after the other", releases, bare);
    archive.close().unwrap();
    // As an import does it.
    let together = folder.path().join("together.bayan");
    let archive = Archive::create(&together).unwrap();
    let series = add_series(&archive, releases);
    let all = took(|| {
        archive.while_storing(|| store(&archive, &series, &pool, releases));
        let left = archive.stale_positions(None).unwrap();
        let rest = took(|| positions(&archive));
        println!("| … left to be done at the end | {left} releases, {:.2} s |", rest.clock.as_secs_f64());
    });
    all.tell("all of it, together", releases, bare);
    archive.close().unwrap();
    std::fs::remove_file(&together).unwrap();
    let bytes = std::fs::metadata(&path).unwrap().len();
    println!("| file | {} MB | bare {} MB |", bytes >> 20, bare_bytes >> 20);
    if storing {
        return;
    }

    let mut opened = Vec::new();
    for _ in 0..20 {
        opened.push(time(|| {
            let archive = Archive::open(&path).unwrap();
            black_box(archive.list(&Listing::default()).unwrap());
        }));
    }
    report("open and list the newest 100", opened);

    let archive = Archive::open(&path).unwrap();
    let mut all = Vec::new();
    for _ in 0..10 {
        for typed in QUERIES {
            let search = Search::new(Query::parse(typed).unwrap());
            let mut hits = 0;
            let took = time(|| hits = black_box(archive.search(&search).unwrap()).hits.len());
            assert!(hits > 0 || releases < 10_000, "{typed}");
            all.push(took);
        }
    }
    report("search, top 50 with spans", all);
    for typed in QUERIES {
        let search = Search::new(Query::parse(typed).unwrap());
        let took = (0..5)
            .map(|_| {
                time(|| {
                    black_box(archive.search(&search).unwrap());
                })
            })
            .collect();
        let total = archive.search(&search).unwrap().total;
        report(&format!("  {typed} ({total:?})"), took);
    }
    for typed in FREQUENT {
        let search = Search::new(Query::parse(typed).unwrap());
        let found = archive.search(&search).unwrap();
        let took = (0..10)
            .map(|_| {
                time(|| {
                    black_box(archive.search(&search).unwrap());
                })
            })
            .collect();
        report(&format!("search “{typed}” ({:?}, {:?})", found.total, found.order), took);
    }
    let held = Search {
        acts: vec![Act::Call],
        order: Order::Newest,
        ..Search::new(Query::parse("النار | rate").unwrap())
    };
    report(
        "search held to an act",
        (0..10)
            .map(|_| {
                time(|| {
                    black_box(archive.search(&held).unwrap());
                })
            })
            .collect(),
    );
    let counted = Search::new(Query::parse("مجلس | rate").unwrap());
    report(
        "hits by month",
        (0..10)
            .map(|_| {
                time(|| {
                    black_box(archive.search_periods(&counted, Period::Month).unwrap());
                })
            })
            .collect(),
    );
    for by in Column::ALL {
        for offset in [0, releases as u32 - 100] {
            let listing = Listing { by, offset, ..Listing::default() };
            let took = (0..5)
                .map(|_| {
                    time(|| {
                        black_box(archive.list(&listing).unwrap());
                    })
                })
                .collect();
            report(&format!("list by {by:?} from {offset}"), took);
        }
    }
    let titled = Listing { title: Some(Query::parse("بيان | statement").unwrap()), ..Listing::default() };
    report(
        "list by words of the title",
        (0..5)
            .map(|_| {
                time(|| {
                    black_box(archive.list(&titled).unwrap());
                })
            })
            .collect(),
    );

    // Once before it is measured: when releases were issued is read the first time.
    let topics = archive.topics_with_positions().unwrap();
    let first = time(|| {
        black_box(archive.topic_everywhere(&topics[0].0).unwrap());
    });
    report("one topic over all releases, the first time after a change", vec![first]);
    let mut everywhere = Vec::new();
    for (topic, _) in &topics {
        for _ in 0..5 {
            everywhere.push(time(|| {
                black_box(archive.topic_everywhere(topic).unwrap());
            }));
        }
    }
    report("one topic over all releases", everywhere);
    let (most, mentions) = topics.iter().max_by_key(|(_, positions)| *positions).unwrap();
    let took = (0..20)
        .map(|_| {
            time(|| {
                black_box(archive.topic_everywhere(most).unwrap());
            })
        })
        .collect();
    report(&format!("  {most}, the most frequent ({mentions} positions)"), took);

    let series = archive.series().unwrap().into_iter().map(|series| series.id);
    let mut over_series = Vec::new();
    for series in series.take(50) {
        for (topic, _) in archive.topics_with_positions().unwrap() {
            over_series.push(time(|| {
                black_box(archive.positions_on_topic(series, &topic).unwrap());
            }));
        }
    }
    report("one topic over a series", over_series);
}

/// What storing took: by the clock, and of the processor on all threads.
#[derive(Clone, Copy)]
pub struct Took {
    clock: Duration,
    processor: Duration,
}

impl Took {
    fn tell(self, what: &str, releases: usize, bare: Self) {
        let seconds = self.clock.as_secs_f64();
        println!(
            "| {what} | {seconds:.2} s, processor {:.2} s | {:.0} releases/s | {:.0} % of the bare rate, by processor {:.0} % |",
            self.processor.as_secs_f64(),
            releases as f64 / seconds,
            100.0 * bare.clock.as_secs_f64() / seconds,
            100.0 * bare.processor.as_secs_f64() / self.processor.as_secs_f64()
        );
    }
}

/// Runs something and measures it.
pub fn took(run: impl FnOnce()) -> Took {
    let (clock, processor) = (Instant::now(), ProcessTime::now());
    run();
    Took { clock: clock.elapsed(), processor: processor.elapsed() }
}

/// The processor's time that something takes on this thread: waiting for the disk and for other programs is not in it.
pub fn time(run: impl FnOnce()) -> Duration {
    let begin = ThreadTime::now();
    run();
    begin.elapsed()
}

/// Prints the median, the 95th percentile and the longest of some times.
fn report(what: &str, mut times: Vec<Duration>) {
    if times.is_empty() {
        return;
    }
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    println!("| {what} | p50 {:.2} ms | p95 {:.2} ms | max {:.2} ms |", at(50), at(95), at(100));
}

fn add_series(archive: &Archive, releases: usize) -> Vec<SeriesId> {
    archive
        .write(|batch| -> Result<_, bayan_archive::Error> {
            let mut all = Vec::new();
            for number in 0..releases.div_ceil(PER_SERIES) {
                let name = |what: &str| LocalName { ar: Some(format!("{what} {number}")), en: None };
                let issuer = batch
                    .add_issuer(&bayan_archive::NewIssuer { name: name("المجلس"), invented: true })?;
                let new =
                    bayan_archive::NewSeries { issuer, title: name("بيان دوري"), lang: Lang::Ar };
                all.push(batch.add_series(&new)?);
            }
            Ok(all)
        })
        .unwrap()
}

fn store(archive: &Archive, series: &[SeriesId], pool: &generator::Pool, releases: usize) {
    let mut all = (0..releases).map(|number| {
        let made = pool.release(number, PER_SERIES);
        NewRelease {
            series: series[number / PER_SERIES],
            title: Some(made.title),
            date: made.date.parse().unwrap(),
            lang: made.lang,
            source: None,
            retrieved: None,
            note: None,
            paragraphs: made.paragraphs.iter().map(|text| (*text).to_owned()).collect(),
        }
    });
    let mut portions = Portions::from(BATCH);
    while all.len() > 0 {
        archive.store_batch(portions.next(&mut all, NewRelease::bytes)).unwrap();
    }
}

/// Finds the positions of every release and stores them.
fn positions(archive: &Archive) {
    archive
        .write(|batch| -> Result<(), bayan_archive::Error> {
            let codebook = batch.add_standard_codebook(Standard::Syria)?;
            batch.use_codebook(None, codebook)
        })
        .unwrap();
    let mut watch = Watch { progress: &mut |_, _| (), called_off: &|| false };
    archive.update_positions(None, &mut watch).unwrap();
}
