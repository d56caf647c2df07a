//! Invented statements, the same in every run, and archives that hold them.

use std::fmt::Write as _;
use std::fs;

use bayan_archive::{Archive, NewIssuer, NewRelease, NewSeries};
use bayan_core::model::{Lang, LocalName, ReleaseId, SeriesId};

use crate::desktop::Home;

/// What invented statements say.
pub const WORDS: [&str; 48] = [
    "أكد",
    "المجلس",
    "دعمه",
    "لوقف",
    "إطلاق",
    "النار",
    "في",
    "جميع",
    "المناطق",
    "ودعا",
    "الأطراف",
    "إلى",
    "الالتزام",
    "به",
    "وطالب",
    "بالإفراج",
    "عن",
    "المعتقلين",
    "ودخول",
    "المساعدات",
    "المحاصرة",
    "ورحب",
    "بالجهود",
    "الدولية",
    "والإقليمية",
    "من",
    "أجل",
    "حل",
    "سياسي",
    "شامل",
    "وأعرب",
    "قلقه",
    "إزاء",
    "تصاعد",
    "العنف",
    "على",
    "الحدود",
    "وناقش",
    "أوضاع",
    "اللاجئين",
    "وعودتهم",
    "الطوعية",
    "الآمنة",
    "وشدد",
    "ضرورة",
    "محاسبة",
    "المسؤولين",
    "كافة",
];

/// A number that looks drawn by lot and is the same in every run (SplitMix64).
pub fn scatter(number: usize) -> usize {
    let mut state = (number as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (state ^ (state >> 31)) as usize
}

/// A sentence of its own for each number.
pub fn sentence(number: usize, words: usize) -> String {
    let mut text = String::new();
    for word in 0..words {
        let _ = write!(text, "{} ", WORDS[scatter(number * 64 + word) % WORDS.len()]);
    }
    text.push_str("في الفقرة ");
    let _ = write!(text, "{number}.");
    text
}

/// The archive that the program opens by itself in this home, with nothing in it.
pub fn archive(home: &Home) -> Archive {
    fs::create_dir_all(home.data()).expect("a folder");
    Archive::create(&home.data().join("archive.bayan")).expect("an archive")
}

/// A series of an invented issuer.
pub fn series(archive: &Archive) -> SeriesId {
    let name = LocalName { ar: Some("المجلس".into()), en: Some("Council".into()) };
    let issuer = archive.add_issuer(&NewIssuer { name: name.clone(), invented: true }).expect("an issuer");
    archive.add_series(&NewSeries { issuer, title: name, lang: Lang::Ar }).expect("a series")
}

/// Stores a statement of these paragraphs.
pub fn store(archive: &Archive, series: SeriesId, date: &str, paragraphs: Vec<String>) -> ReleaseId {
    let release = NewRelease {
        series,
        title: None,
        date: date.parse().expect("a date"),
        lang: Lang::Ar,
        source: None,
        retrieved: None,
        note: None,
        paragraphs,
    };
    archive.store_release(&release).expect("a release")
}
