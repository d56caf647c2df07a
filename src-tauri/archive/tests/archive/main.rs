//! Archives as those who use the crate see them.

mod acted;
mod foreign;
mod kept;
mod killed;
mod merged;
mod positions;
mod retrieval;
mod searched;
mod stored;
