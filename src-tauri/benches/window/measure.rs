//! Starting the windows in turns, and what came of it.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use crate::desktop::{Desktop, Home, program};
use crate::{empty, process, stock};

/// How many rounds the memory is measured in.
const MEMORY_ROUNDS: usize = 3;
/// How long a window must have done nothing to count as at rest, and how little that is: ticks of a hundredth of a second.
const REST: Duration = Duration::from_secs(4);
const NOTHING: u64 = 4;

/// A window that is measured.
struct Subject {
    name: String,
    home: Home,
    /// A script that notes when it was started, and by which process, and then is the program.
    script: PathBuf,
    starts: Vec<f64>,
    memory: Vec<f64>,
}

impl Subject {
    fn new(name: &str, command: &[&str]) -> Self {
        let home = Home::new();
        let script = home.path().join("start");
        let mut words = String::new();
        for word in command {
            let _ = write!(words, " '{word}'");
        }
        let noted = home.path().join("started");
        let text = format!("#!/bin/sh\necho $$ $(date +%s%N) > '{}'\nexec{words}\n", noted.display());
        fs::write(&script, text).expect("a script");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("that can be started");
        Self { name: name.to_owned(), home, script, starts: Vec::new(), memory: Vec::new() }
    }

    fn with_archive(releases: usize, archive: &Path) -> Self {
        let subject = Self::new(&format!("{releases} statements"), &[&program()]);
        fs::create_dir_all(subject.home.data()).expect("a folder");
        fs::copy(archive, subject.home.data().join("archive.bayan")).expect("an archive of its own");
        subject
    }

    /// Starts it; gives the window, its process, and how many milliseconds it took until it could be read.
    async fn start(&self) -> (Desktop, u32, f64) {
        let desktop = Desktop::start_program(&self.home, &self.script.to_string_lossy(), &[]).await;
        let readable = "\
            const [mark] = performance.getEntriesByName('readable');\
            return mark === undefined ? null : performance.timeOrigin + mark.startTime";
        let at = loop {
            match desktop.look(readable).await {
                Value::Null => tokio::time::sleep(Duration::from_millis(50)).await,
                at => break at.as_f64().expect("a time"),
            }
        };
        let noted = fs::read_to_string(self.home.path().join("started")).expect("what the script noted");
        let mut noted = noted.split_whitespace();
        let mut next = || noted.next().and_then(|word| word.parse::<u64>().ok()).expect("a number");
        let (id, begun) = (next(), next());
        (desktop, u32::try_from(id).expect("the number of a process"), at - begun as f64 / 1e6)
    }

    /// One start more.
    async fn time(&mut self) {
        let (desktop, _, took) = self.start().await;
        desktop.close().await;
        self.starts.push(took);
    }

    /// What it holds when it has come to rest, once more.
    async fn weigh(&mut self) {
        let (desktop, id, _) = self.start().await;
        let mut before = 0;
        loop {
            tokio::time::sleep(REST).await;
            let now = process::ticks(&process::family(id));
            if now - before <= NOTHING {
                break;
            }
            before = now;
        }
        self.memory.push(process::memory(&process::family(id)) as f64 / 1024.0);
        desktop.close().await;
    }
}

/// The one in the middle.
fn middle(of: &[f64]) -> f64 {
    let mut sorted = of.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Measures everything and prints it.
#[expect(clippy::print_stdout, reason = "what it measures is its output")]
pub async fn everything(rounds: usize, sizes: &[usize]) {
    let own = std::env::current_exe().expect("the path of this program");
    let mut subjects = vec![Subject::new("an empty window", &[&own.to_string_lossy(), empty::WORD])];
    subjects.extend(sizes.iter().map(|size| Subject::with_archive(*size, &stock::archive(*size))));
    // The first start makes settings, a copy of the day, and what else is made once.
    for subject in &mut subjects {
        subject.weigh().await;
        subject.memory.clear();
    }
    for _ in 0..rounds {
        for subject in &mut subjects {
            subject.time().await;
        }
    }
    for _ in 0..MEMORY_ROUNDS {
        for subject in &mut subjects {
            subject.weigh().await;
        }
    }
    let (soon, little) = (middle(&subjects[0].starts), middle(&subjects[0].memory));
    println!("| | readable, ms (middle of {rounds}; least – most) | ÷ empty | at rest, MB | ÷ empty |");
    println!("|---|--:|--:|--:|--:|");
    for Subject { name, starts, memory, .. } in &subjects {
        let (took, held) = (middle(starts), middle(memory));
        let [least, most] =
            [f64::min, f64::max].map(|pick| starts.iter().copied().reduce(pick).unwrap_or(f64::NAN));
        println!(
            "| {name} | {took:.0} ({least:.0} – {most:.0}) | {:.2} | {held:.0} | {:.2} |",
            took / soon,
            held / little
        );
    }
}
