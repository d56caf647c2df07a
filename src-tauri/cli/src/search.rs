//! `bayan-cli search`.

use std::fmt::Write;
use std::io;

use bayan_archive::search::{Context, Found, Hit, Order, Query, QueryError, Search, Total, context};
use bayan_archive::{Archive, Error, OpenError};
use bayan_core::model::Lang;
use serde_json::{Value, json};

use crate::arguments::{Between, InArchive, OfSeries, Printed};
use crate::library::{NoSuchSeries, series_named};
use crate::output::{self, Format, field};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    within: InArchive,
    /// Words, "phrases", prefix*, AND, OR, NOT or a hyphen before a word, brackets
    #[arg(value_name = "QUERY")]
    query: String,
    #[command(flatten)]
    only: OfSeries,
    #[command(flatten)]
    between: Between,
    /// Only releases in this language
    #[arg(long, value_name = "ar|en", value_parser = crate::import::lang)]
    lang: Option<Lang>,
    /// The order of the hits
    #[arg(long, value_enum, default_value_t)]
    order: By,
    /// How many hits at most
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    limit: u32,
    /// Count the hits of each release instead of showing them
    #[arg(long)]
    count: bool,
    #[command(flatten)]
    printed: Printed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum By {
    /// The best first
    #[default]
    Relevance,
    /// The newest release first
    Newest,
    /// The oldest release first
    Oldest,
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Archive(#[from] Error),
    #[error(transparent)]
    NoSuchSeries(#[from] NoSuchSeries),
    #[error(transparent)]
    Query(#[from] QueryError),
    #[error("the result cannot be printed: {0}")]
    Output(#[from] io::Error),
}

/// How many words are shown on either side of a hit.
const AROUND: usize = 8;

pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let query = Query::parse(&arguments.query)?;
    let archive = Archive::open(&arguments.within.archive)?;
    let series = match &arguments.only.series {
        Some(name) => series_named(&archive.series()?, name, &arguments.within.archive)?,
        None => Vec::new(),
    };
    let search = Search {
        series,
        from: arguments.between.from,
        to: arguments.between.to,
        lang: arguments.lang,
        order: match arguments.order {
            By::Relevance => Order::Relevance,
            By::Newest => Order::Newest,
            By::Oldest => Order::Oldest,
        },
        limit: arguments.limit,
        ..Search::new(query)
    };
    if arguments.count {
        return count(&archive, &search, arguments.printed.format);
    }
    let found = archive.search(&search)?;
    match arguments.printed.format {
        Format::Json => output::print_json(&as_json(&found))?,
        Format::Text => output::print(&as_text(&found))?,
    }
    Ok(())
}

fn count(archive: &Archive, search: &Search, format: Format) -> Result<(), Failure> {
    let counts = archive.search_counts(search)?;
    match format {
        Format::Json => {
            let counts: Vec<Value> = counts
                .iter()
                .map(|count| json!({ "release": count.release, "date": count.date, "hits": count.hits }))
                .collect();
            output::print_json(&json!({ "counts": counts }))?;
        }
        Format::Text => {
            let mut text = String::new();
            for count in counts {
                let _ = writeln!(text, "{}\t{}\t{}", count.release.0, count.date, count.hits);
            }
            output::print(&text)?;
        }
    }
    Ok(())
}

/// The first place in a hit, with the words around it.
fn shown(hit: &Hit) -> Context {
    context(&hit.text, hit.spans.first().cloned().unwrap_or_default(), AROUND)
}

fn as_text(found: &Found) -> String {
    let mut text = String::new();
    for hit in &found.hits {
        let Context { before, hit: middle, after, cut_before, cut_after } = shown(hit);
        let paragraph = hit.paragraph.map_or_else(|| "title".to_owned(), |number| number.to_string());
        let _ = writeln!(
            text,
            "{}\t{}\t{paragraph}\t{}{}[{}]{}{}",
            hit.release.0,
            hit.date,
            if cut_before { "…" } else { "" },
            field(&hit.text[before]),
            field(&hit.text[middle]),
            field(&hit.text[after]),
            if cut_after { "…" } else { "" },
        );
    }
    text
}

fn as_json(found: &Found) -> Value {
    let (total, exact) = match found.total {
        Total::Exactly(total) => (total, true),
        Total::MoreThan(total) => (total, false),
    };
    let order = match found.order {
        Order::Relevance => "relevance",
        Order::Newest => "newest",
        Order::Oldest => "oldest",
    };
    let hits: Vec<Value> = found
        .hits
        .iter()
        .map(|hit| {
            let spans: Vec<[usize; 2]> = hit.spans.iter().map(|span| [span.start, span.end]).collect();
            json!({
                "release": hit.release,
                "date": hit.date,
                "paragraph": hit.paragraph,
                "text": hit.text,
                "spans": spans,
            })
        })
        .collect();
    json!({ "total": total, "exact": exact, "order": order, "index": !found.without_index, "hits": hits })
}
