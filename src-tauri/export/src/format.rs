//! The formats a document can be had in, and a report in one of them.

use serde::{Deserialize, Serialize};

use crate::chart::image::{self, ImageError};
use crate::pdf::{self, PdfError};
use crate::report::{Report, Subject};
use crate::word::PackageError;
use crate::{csv, html, json, markdown, word, xlsx};

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "ExportFormat"))]
pub enum Format {
    /// A Word document.
    Docx,
    /// A PDF.
    Pdf,
    /// A Word document with tracked changes, older to newer.
    Tracked,
    /// One HTML file.
    Html,
    /// An Excel workbook.
    Xlsx,
    /// The chief table as comma-separated values.
    Csv,
    /// Markdown.
    Md,
    /// All tables as JSON.
    Json,
    /// The chart as SVG.
    Svg,
    /// The chart as PNG.
    Png,
    /// A REFI-QDA project, for programs for qualitative analysis.
    Qdpx,
    /// A table of statements for the Discourse Network Analyzer.
    Dna,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 12] = [
        Format::Docx,
        Format::Pdf,
        Format::Tracked,
        Format::Html,
        Format::Xlsx,
        Format::Csv,
        Format::Md,
        Format::Json,
        Format::Svg,
        Format::Png,
        Format::Qdpx,
        Format::Dna,
    ];

    /// Its name for programs.
    pub const fn id(self) -> &'static str {
        match self {
            Format::Tracked => "tracked",
            Format::Dna => "dna",
            _ => self.ending(),
        }
    }

    /// What it is, for the help of a command line.
    pub const fn about(self) -> &'static str {
        match self {
            Format::Docx => "Word",
            Format::Pdf => "PDF",
            Format::Tracked => "Word with tracked changes (comparisons)",
            Format::Html => "One HTML file",
            Format::Xlsx => "Excel",
            Format::Csv => "A table, UTF-8 with a byte order mark",
            Format::Md => "Markdown",
            Format::Json => "All tables, for programs",
            Format::Svg => "The chart (timelines, the matrix)",
            Format::Png => "The chart as a picture",
            Format::Qdpx => "A REFI-QDA project (timelines, the matrix, a release)",
            Format::Dna => "A table for the Discourse Network Analyzer",
        }
    }

    /// The ending of its file names, without a full stop.
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Docx | Format::Tracked => "docx",
            Format::Pdf => "pdf",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Csv | Format::Dna => "csv",
            Format::Md => "md",
            Format::Json => "json",
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Qdpx => "qdpx",
        }
    }

    /// Whether a report of this subject can be had in it.
    pub const fn takes(self, subject: Subject) -> bool {
        match self {
            Format::Tracked => matches!(subject, Subject::Comparison),
            Format::Svg | Format::Png => matches!(subject, Subject::Timeline | Subject::Matrix),
            Format::Qdpx | Format::Dna => {
                matches!(subject, Subject::Timeline | Subject::Matrix | Subject::Release)
            }
            _ => true,
        }
    }
}

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// The subject has no such format.
    #[error("there is no {0:?} of this")]
    NotOffered(Format),
    /// The chart could not be drawn.
    #[error(transparent)]
    Chart(#[from] ImageError),
    /// The document could not be packed.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// The PDF could not be written.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The table could not be written.
    #[error("the table cannot be written: {0}")]
    Table(#[from] csv::Error),
    /// The workbook could not be written.
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// A report in a format. Word with tracked changes, REFI-QDA and DNA are made from the texts themselves, see
/// [`crate::archived::Gathered::document`].
///
/// # Errors
/// [`FormatError`].
pub fn document(report: &Report, format: Format) -> Result<Vec<u8>, FormatError> {
    let chart = || report.chart.as_ref().ok_or(FormatError::NotOffered(format));
    Ok(match format {
        Format::Docx => word::document(report)?,
        Format::Pdf => pdf::document(report)?,
        Format::Html => html::page(report)?.into_bytes(),
        Format::Xlsx => xlsx::workbook(report)?,
        Format::Csv => match report.sheets.first() {
            Some(sheet) => csv::sheet(sheet)?.into_bytes(),
            None => return Err(FormatError::NotOffered(format)),
        },
        Format::Md => markdown::document(report).into_bytes(),
        Format::Json => {
            let mut text = format!("{:#}", json::report(report)).into_bytes();
            text.push(b'\n');
            text
        }
        Format::Svg => image::svg(chart()?)?.into_bytes(),
        Format::Png => image::png(chart()?)?,
        Format::Tracked | Format::Qdpx | Format::Dna => return Err(FormatError::NotOffered(format)),
    })
}
