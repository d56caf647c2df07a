//! How far long work has come, as the window is told.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use bayan_archive::Watch;
use serde::Serialize;
use tauri::ipc::Channel;
use ts_rs::TS;

use crate::failure::Failure;
use crate::shell::Shell;

/// The least time between two reports: more often nobody can read them, and each is a script that the window's page has to
/// read and run.
const BEAT: Duration = Duration::from_millis(50);

/// How far a job has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Progress {
    /// Releases done, or what else the job counts.
    pub done: u32,
    /// Releases in all.
    pub total: u32,
}

/// Tells the window how far a job has come: at the beginning, at the end, and now and then.
pub struct Teller {
    channel: Channel<Progress>,
    last: Mutex<Option<Instant>>,
}

impl Teller {
    /// Tells it over this channel.
    pub fn new(channel: Channel<Progress>) -> Self {
        Self { channel, last: Mutex::default() }
    }

    /// Tells that `done` of `total` are done, if it is time to. More than 2³² count as so many.
    pub fn tell(&self, done: u64, total: u64) {
        let now = Instant::now();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if done < total && last.is_some_and(|last| now.duration_since(last) < BEAT) {
            return;
        }
        *last = Some(now);
        let cut = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        // A window that was closed meanwhile no longer listens.
        let _ = self.channel.send(Progress { done: cut(done), total: cut(total) });
    }
}

/// Does long work that tells how far it is and can be called off.
pub fn watched<T>(
    shell: &Shell,
    job: u32,
    on_progress: Channel<Progress>,
    work: impl FnOnce(&mut Watch<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let running = shell.jobs().begin(job);
    let teller = Teller::new(on_progress);
    work(&mut Watch {
        progress: &mut |done, total| teller.tell(done, total),
        called_off: &|| running.cancel.is_cancelled(),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tauri::ipc::InvokeResponseBody;

    use super::*;

    #[test]
    fn of_a_hundred_thousand_steps_in_a_row_the_first_and_the_last_are_told_and_few_between() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&told);
        let teller = Teller::new(Channel::new(move |body| {
            let InvokeResponseBody::Json(text) = body else { panic!("progress is told as JSON") };
            heard.lock().unwrap().push(text);
            Ok(())
        }));
        for done in 1..=100_000 {
            teller.tell(done, 100_000);
        }
        let told = told.lock().unwrap();
        assert_eq!(told.first().unwrap(), r#"{"done":1,"total":100000}"#);
        assert_eq!(told.last().unwrap(), r#"{"done":100000,"total":100000}"#);
        assert!(told.len() < 1_000, "{} reports", told.len());
    }
}
