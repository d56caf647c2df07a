//! The date that stands in a file's name.

use bayan_core::model::ReleaseDate;

/// The first full date in a file's name, written `2025-03-27` or `20250327`, with no further digit before or after it.
pub fn date_in_name(name: &str) -> Option<ReleaseDate> {
    let bytes = name.as_bytes();
    (0..bytes.len()).find_map(|start| {
        let begins = start == 0 || !bytes[start - 1].is_ascii_digit();
        begins.then(|| date_at(&bytes[start..])).flatten()
    })
}

/// The date that `bytes` begin with.
fn date_at(bytes: &[u8]) -> Option<ReleaseDate> {
    let number = |from: usize, to: usize| {
        bytes
            .get(from..to)?
            .iter()
            .try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    let hyphens = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
    let (month, day, length) = if hyphens { (5, 8, 10) } else { (4, 6, 8) };
    if bytes.get(length).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let year = i32::try_from(number(0, 4)?).ok()?;
    ReleaseDate::day(year, number(month, month + 2)?, number(day, day + 2)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_date_in_either_form_is_found_wherever_it_stands() {
        for (name, date) in [
            ("2025-03-27.txt", "2025-03-27"),
            ("20000202.txt", "2000-02-02"),
            ("01-2025-01-28.txt", "2025-01-28"),
            ("بيان 2024-02-29 (نهائي).txt", "2024-02-29"),
            ("statement_20260128a.txt", "2026-01-28"),
            ("12-19991231", "1999-12-31"),
        ] {
            assert_eq!(date_in_name(name).map(|found| found.to_string()).as_deref(), Some(date), "{name}");
        }
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        for name in [
            "",
            "statement.txt",
            "2025-13-01.txt",
            "20250230.txt",
            "120250327.txt",
            "202503271.txt",
            "2025-03-277",
            "2025-03.txt",
            "S_RES_0350_1974.txt",
            "٢٠٢٥-٠٣-٢٧.txt",
        ] {
            assert_eq!(date_in_name(name), None, "{name}");
        }
    }
}
