//! Archives as those who use the crate see them.

mod acted;
mod edited;
mod foreign;
mod kept;
mod killed;
mod listed;
mod merged;
mod retrieval;
mod searched;
mod stored;
