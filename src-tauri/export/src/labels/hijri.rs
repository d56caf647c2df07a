//! Days in the Hijri calendar, by that of Umm al-Qura.

use bayan_core::model::{Lang, ReleaseDate};
use icu_calendar::Date;
use icu_calendar::cal::Hijri;

const ENGLISH: [&str; 12] = [
    "Muharram",
    "Safar",
    "Rabi\u{2019} I",
    "Rabi\u{2019} II",
    "Jumada I",
    "Jumada II",
    "Rajab",
    "Sha\u{2019}ban",
    "Ramadan",
    "Shawwal",
    "Dhu\u{2019}l-Qi\u{2019}dah",
    "Dhu\u{2019}l-Hijjah",
];
const ARABIC: [&str; 12] = [
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة",
    "ذو الحجة",
];

/// A day in words; `None` for a month or a year.
pub fn date(date: ReleaseDate, lang: Lang) -> Option<String> {
    let month = u8::try_from(date.month()?).ok()?;
    let day = u8::try_from(date.day_of_month()?).ok()?;
    let hijri = Date::try_new_iso(date.year(), month, day).ok()?.to_calendar(Hijri::new_umm_al_qura());
    let (months, era) = if lang == Lang::Ar { (ARABIC, "هـ") } else { (ENGLISH, "AH") };
    let name = months.get(usize::from(hijri.month().ordinal).checked_sub(1)?)?;
    Some(format!("{} {name} {} {era}", hijri.day_of_month().0, hijri.year().extended_year()))
}
