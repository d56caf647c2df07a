//! Arguments that several commands take, each defined once.

use std::path::PathBuf;

use bayan_core::model::ReleaseDate;

use crate::output::Format;

/// The archive that a command is about.
#[derive(clap::Args)]
pub struct InArchive {
    /// The archive
    #[arg(long, value_name = "FILE")]
    pub archive: PathBuf,
}

/// How a command prints what it found.
#[derive(clap::Args)]
pub struct Printed {
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// One series instead of all.
#[derive(clap::Args)]
pub struct OfSeries {
    /// Only the series with this title
    #[arg(long, value_name = "NAME")]
    pub series: Option<String>,
}

/// Two dates, either of which may be missing.
#[derive(clap::Args)]
pub struct Between {
    /// Only releases of this date (YYYY, YYYY-MM or YYYY-MM-DD) or later
    #[arg(long, value_name = "DATE")]
    pub from: Option<ReleaseDate>,
    /// Only releases of this date or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<ReleaseDate>,
}
