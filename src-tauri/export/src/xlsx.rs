//! A report's tables as an Excel workbook: sheets from right to left where the labels are Arabic, filters, headings that
//! stay, dates as dates.

use bayan_core::model::Lang;
use chrono::NaiveDate;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::report::{Column, Kind, Report, Sheet, Value, direction};

/// The most characters a cell holds.
const MOST: usize = 32_767;
/// The height of a line of text, in points.
const LINE: f64 = 20.0;
/// The height of a heading. Without it the letters of Amiri are cut above and below.
const HEAD: f64 = 24.0;
/// The most that columns take on a page in all, in characters: about two thirds of their size on the screen.
const ACROSS: f64 = 210.0;
/// The tallest a row may be, in points.
const TALLEST: f64 = 400.0;

/// The workbook. The same report gives the same bytes.
///
/// # Errors
/// Those of the writer: a sheet with more rows than Excel has.
pub fn workbook(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = report.made.naive_utc();
    let properties = DocProperties::new()
        .set_title(report.title.text())
        .set_author("Bayan")
        .set_comment(report.signature())
        .set_creation_datetime(&ExcelDateTime::from_timestamp(made.and_utc().timestamp())?);
    book.set_properties(&properties);
    let rtl = report.words.lang == Lang::Ar;
    for sheet in &report.sheets {
        write(book.add_worksheet(), sheet, rtl)?;
    }
    about(book.add_worksheet(), report, rtl)?;
    book.save_to_buffer()
}

fn head() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_font_name("Amiri")
        .set_font_size(12)
        .set_background_color(0x00F3_F0E8)
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::Top)
}

/// The form of a cell in the direction of its text: 2 is right-to-left.
fn body(lang: Lang) -> Format {
    Format::new()
        .set_text_wrap()
        .set_font_name("Amiri")
        .set_font_size(12)
        .set_align(FormatAlign::Top)
        .set_reading_direction(if lang == Lang::Ar { 2 } else { 1 })
        .set_align(if lang == Lang::Ar { FormatAlign::Right } else { FormatAlign::Left })
}

const fn width(kind: Kind) -> f64 {
    match kind {
        Kind::Words => 22.0,
        Kind::Passage => 60.0,
        Kind::Number => 11.0,
        Kind::Date => 13.0,
    }
}

fn write(page: &mut Worksheet, sheet: &Sheet, rtl: bool) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    page.set_right_to_left(rtl);
    let [arabic, english] = [body(Lang::Ar), body(Lang::En)];
    let number = Format::new().set_font_size(12).set_align(FormatAlign::Top);
    let date = Format::new().set_font_size(12).set_align(FormatAlign::Top).set_num_format("yyyy-mm-dd");
    let head = head();
    for (at, column) in sheet.columns.iter().enumerate() {
        let at = at as u16;
        page.write_string_with_format(0, at, &column.name, &head)?;
        page.set_column_width(at, width(column.kind))?;
    }
    let otherwise = if rtl { Lang::Ar } else { Lang::En };
    for (row, values) in sheet.rows.iter().enumerate() {
        let row = row as u32 + 1;
        let mut lines = 1.0_f64;
        for (at, (value, column)) in values.iter().zip(&sheet.columns).enumerate() {
            let at = at as u16;
            match value {
                Value::Empty => {}
                Value::Text(text) | Value::Coded(_, text) => {
                    let lang = direction(text, otherwise);
                    let format = if lang == Lang::Ar { &arabic } else { &english };
                    // As text, never as a formula. What is longer than a cell is cut at a character.
                    page.write_string_with_format(row, at, cut(text), format)?;
                    lines = lines.max(lines_of(text, width(column.kind)));
                }
                Value::Number(value) => {
                    page.write_number_with_format(row, at, *value, &number)?;
                }
                // A date without its day is no date to Excel: it stays text.
                Value::Date(value) => match value.month().zip(value.day_of_month()) {
                    Some((month, day)) if value.year() >= 1900 => {
                        let day = NaiveDate::from_ymd_opt(value.year(), month, day).unwrap_or_default();
                        page.write_date_with_format(row, at, day, &date)?;
                    }
                    _ => {
                        page.write_string_with_format(row, at, value.to_string(), &number)?;
                    }
                },
            }
        }
        page.set_row_height(row, (lines * LINE).min(TALLEST))?;
    }
    page.set_row_height(0, HEAD)?;
    page.set_freeze_panes(1, 0)?;
    if !sheet.rows.is_empty() && !sheet.columns.is_empty() {
        page.autofilter(0, 0, sheet.rows.len() as u32, sheet.columns.len() as u16 - 1)?;
    }
    page.set_repeat_rows(0, 0)?;
    let printed = printed(&sheet.columns);
    if printed < sheet.columns.len() {
        page.set_print_area(0, 0, sheet.rows.len() as u32, printed as u16 - 1)?;
    }
    on_paper(page);
    Ok(())
}

/// How many columns are printed: as many as can still be read on one page's width, at least one. The columns that say for
/// each row where it is from come last; on paper the sheet of sources says it.
fn printed(columns: &[Column]) -> usize {
    let mut across = 0.0;
    let fit = columns.iter().take_while(|column| {
        across += width(column.kind);
        across <= ACROSS
    });
    fit.count().max(1)
}

/// On paper a sheet is as wide as the page.
fn on_paper(page: &mut Worksheet) {
    page.set_landscape();
    page.set_paper_size(9);
    page.set_print_fit_to_pages(1, 0);
}

/// How many lines a text takes in a column of this width.
fn lines_of(text: &str, width: f64) -> f64 {
    text.split('\n').map(|line| (line.chars().count() as f64 / width * 1.05).ceil().max(1.0)).sum()
}

fn cut(text: &str) -> String {
    // Excel counts UTF-16 units.
    if text.encode_utf16().count() <= MOST {
        return text.to_owned();
    }
    let mut units = 0;
    text.chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < MOST
        })
        .chain(['…'])
        .collect()
}

fn about(page: &mut Worksheet, report: &Report, rtl: bool) -> Result<(), XlsxError> {
    page.set_name(report.words.say("sheet.about"))?;
    page.set_right_to_left(rtl);
    page.set_column_width(0, 26)?;
    page.set_column_width(1, 90)?;
    on_paper(page);
    let (label, text) = (head(), body(report.words.lang));
    let mut lines = vec![(report.title.text(), report.signature())];
    lines.extend(report.facts.iter().map(|(label, fact)| (label.clone(), fact.text())));
    lines.push((report.words.say("fingerprint"), report.fingerprint.clone()));
    for (row, (name, said)) in lines.iter().enumerate() {
        page.write_string_with_format(row as u32, 0, name, &label)?;
        page.write_string_with_format(row as u32, 1, said, &text)?;
        page.set_row_height(row as u32, HEAD.max(lines_of(name, 26.0) * LINE))?;
    }
    Ok(())
}
