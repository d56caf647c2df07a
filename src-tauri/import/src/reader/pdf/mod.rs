//! PDF files.
//!
//! A PDF says which letters stand where, not what a line, a paragraph or a page's foot is. `pdf-inspector` gives pieces of
//! text with their places, right-to-left ones already in reading order, once [`unmapped`] has given it a letter for glyphs that
//! have none; [`layout`] makes columns, lines and paragraphs of
//! them, in the order in which they are [`painted`], [`furniture`] takes headers, footers and page numbers off, [`repair`] mends what readers of Arabic are known to get
//! wrong, and [`numbers`] holds every number against a second reader, `unpdf`: a number read backwards is the fault that
//! does the most harm.

mod furniture;
mod layout;
mod numbers;
mod painted;
mod repair;
mod unmapped;

use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};

use bayan_core::model::Lang;
use bayan_core::text::lang;
use painted::Painted;
use pdf_inspector::{PdfError, ProcessMode, TextItem};
use repair::Rule;

use super::blocks::take_title;
use super::{Reason, limits};
use crate::draft::{Calendar, Confidence, DateGuess, DatePlace, Draft, Format, Warning};

const PART: &str = "the PDF";

/// Reads a PDF file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Draft>, Reason> {
    read_by(bytes, &Rule::ALL)
}

/// Reads a PDF file and mends it by these rules.
fn read_by(bytes: &[u8], rules: &[Rule]) -> Result<Vec<Draft>, Reason> {
    let ended = bytes[bytes.len().saturating_sub(2_048)..].windows(5).any(|five| five == b"%%EOF");
    let failed = |error: PdfError| match error {
        PdfError::Encrypted => Reason::Password,
        _ if !ended => Reason::Truncated { part: PART.into() },
        error => Reason::Damaged { part: PART.into(), why: error.to_string() },
    };
    let info = pdf_inspector::process_pdf_mem_with_options(
        bytes,
        pdf_inspector::PdfOptions::new().mode(ProcessMode::DetectOnly),
    )
    .map_err(failed)?;
    let named = unmapped::named(bytes);
    let bytes = named.as_deref().unwrap_or(bytes);
    let items = pdf_inspector::extract_text_with_positions_mem(bytes).map_err(failed)?;
    limits::text(items.iter().map(|item| item.text.len()).sum())?;
    let garbled = garbled_pages(&items);
    let items: Vec<TextItem> =
        items.into_iter().filter(|item| !garbled.contains(&item.page) && is_text(item)).collect();
    let with_text: BTreeSet<u32> = items.iter().map(|item| item.page).collect();
    if with_text.is_empty() {
        // Of one that breaks off nothing is known but that: it may hold text.
        return Err(match ended {
            true => Reason::NoTextLayer { pages: info.page_count },
            false => Reason::Truncated { part: PART.into() },
        });
    }
    let second = panic::catch_unwind(AssertUnwindSafe(|| {
        unpdf::Unpdf::new()
            .sequential()
            .lenient()
            .parse_bytes(bytes)
            .map(|read| read.plain_text().replace(unmapped::STAND_IN, ""))
            .ok()
    }))
    .ok()
    .flatten();

    let sample: String = items.iter().flat_map(|item| item.text.chars()).take(8_000).collect();
    let rtl = lang::detect(&sample) == Some(Lang::Ar);
    let pages = layout::pages(&items, rtl, &Painted::of(bytes));
    let (pages, taken_off) = furniture::take_off(pages);
    let mut paragraphs = layout::paragraphs(&pages);
    repair::mend(&mut paragraphs, second.as_deref().unwrap_or_default(), rules);

    let mut draft = Draft { format: Format::Pdf, ..Draft::default() };
    paragraphs.retain(|paragraph| !paragraph.text.trim().is_empty());
    draft.title = take_title(&mut paragraphs);
    draft.paragraphs = paragraphs;
    draft.author = info.author.filter(|author| !author.trim().is_empty());
    if draft.title.is_none() {
        draft.title = info.title.filter(|title| !title.trim().is_empty());
    }
    draft.dates.extend(info.creation_date.as_deref().and_then(made));
    match &second {
        Some(second) => draft.warnings.extend(numbers::differing(&draft, &taken_off, second)),
        None => draft.warnings.push(Warning::NumbersUnchecked),
    }
    let missing: Vec<u32> = (1..=info.page_count).filter(|page| !with_text.contains(page)).collect();
    if !missing.is_empty() {
        draft.warnings.push(Warning::PagesWithoutText { pages: missing });
    }
    if !ended {
        draft.warnings.push(Warning::PartialText);
    }
    Ok(vec![draft])
}

/// Pages whose fonts don't say which letters they show: a third of what is read there is no character.
fn garbled_pages(items: &[TextItem]) -> BTreeSet<u32> {
    let mut pages = BTreeSet::new();
    let mut counted: std::collections::BTreeMap<u32, (usize, usize)> = std::collections::BTreeMap::new();
    for item in items {
        let (all, bad) = counted.entry(item.page).or_default();
        for c in item.text.chars().filter(|c| !c.is_whitespace()) {
            *all += 1;
            *bad += usize::from(matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\0'..='\u{1f}'));
        }
    }
    for (page, (all, bad)) in counted {
        if bad * 3 > all {
            pages.insert(page);
        }
    }
    pages
}

fn is_text(item: &TextItem) -> bool {
    let upright = item.rotation.abs() < 1.0 || (item.rotation - 360.0).abs() < 1.0;
    let placed = [item.x, item.y, item.width, item.font_size].iter().all(|value| value.is_finite());
    matches!(item.item_type, pdf_inspector::types::ItemType::Text | pdf_inspector::types::ItemType::Link(_))
        && upright
        && placed
        && !item.text.trim().is_empty()
}

/// The date of making, written `D:20240115103000+01'00'`.
fn made(written: &str) -> Option<DateGuess> {
    let digits = written.strip_prefix("D:").unwrap_or(written).get(..8)?;
    let date = format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?).parse().ok()?;
    Some(DateGuess {
        date,
        words: written.to_owned(),
        place: DatePlace::Metadata { field: "CreationDate".into() },
        calendar: Calendar::Gregorian,
        confidence: Confidence::Low,
    })
}
