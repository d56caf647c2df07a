//! What a program and the processes it has started hold in memory, and whether they are at rest.

use std::collections::HashMap;
use std::fs;

/// A process and everything that was started by it, by their numbers.
pub fn family(root: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        if let Some(parent) = fields(id).and_then(|fields| fields.get(1)?.parse().ok()) {
            children.entry(parent).or_default().push(id);
        }
    }
    let mut found = vec![root];
    let mut at = 0;
    while let Some(id) = found.get(at) {
        found.extend(children.remove(id).unwrap_or_default());
        at += 1;
    }
    found
}

/// The memory of some processes in kilobytes, what several share counted in parts (`Pss`).
pub fn memory(of: &[u32]) -> u64 {
    let pss = |id: &u32| -> Option<u64> {
        let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
        rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?.trim().strip_suffix(" kB")?.parse().ok()
    };
    of.iter().filter_map(pss).sum()
}

/// The processor's time that some processes have taken so far, in the system's ticks.
pub fn ticks(of: &[u32]) -> u64 {
    let own = |id: &u32| -> Option<u64> {
        let fields = fields(*id)?;
        Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
    };
    of.iter().filter_map(own).sum()
}

/// What the system says of a process, from its state on: its name, which may hold anything, is left out.
fn fields(id: u32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}
