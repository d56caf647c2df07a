//! Archives as those who use the crate see them.

mod acted;
mod corrected;
mod edited;
mod everywhere;
mod foreign;
#[cfg(target_os = "linux")]
mod full;
mod kept;
mod killed;
mod listed;
mod merged;
mod positions;
mod powerless;
mod retrieval;
mod searched;
mod sourced;
mod stored;
#[cfg(unix)]
mod unplugged;
#[cfg(unix)]
mod vanished;
