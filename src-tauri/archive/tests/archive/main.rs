//! Archives as those who use the crate see them.

mod foreign;
mod kept;
mod killed;
mod retrieval;
mod searched;
mod stored;
