//! The order of texts in lists, and the key by which each title is sorted.
//!
//! The order is that of the Unicode Collation Algorithm for Arabic, which puts Arabic letters before Latin ones; numbers go by
//! value, spaces and punctuation are passed over. <https://www.unicode.org/reports/tr10/>
//!
//! To compare two titles so takes a thousand times as long as to compare two numbers. Each title has its key kept beside it,
//! which compares byte by byte. Which order the keys are of stands in `meta` under [`KEPT`]: those of another one are made anew
//! when the archive is opened to be written, and until then not used.

use std::sync::LazyLock;

use icu_collator::options::{AlternateHandling, CollatorOptions};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, TransactionBehavior};

use crate::table::meta;

/// The name of the order in SQL. No index uses it, so a file needs it only while it is read here.
pub(crate) const WORDS: &str = "words";
/// The name of the function that gives the key of a text in SQL. No schema uses it.
pub(crate) const KEY: &str = "words_key";

const KEPT: &str = "title_keys";
/// Changes whenever a title would have another key than before.
const VERSION: &str = "1";

/// The key of each release's title, and the releases in their order.
pub(crate) const ADD_TITLE_KEYS: &str = "
-- What the title is sorted by, see order.rs; NULL where there is no title.
ALTER TABLE releases ADD COLUMN title_key BLOB;
CREATE INDEX releases_by_title ON releases (title_key, date DESC, sequence DESC);
";

/// `None` only if the program were built without the rules of Arabic; then texts go by their bytes.
static ORDER: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::from(&locale!("ar"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.alternate_handling = Some(AlternateHandling::Shifted);
    Collator::try_new(preferences, options).ok()
});

/// The key of a text: two keys compare, byte by byte, as their texts do.
pub(crate) fn key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2);
    match &*ORDER {
        Some(order) => {
            let Ok(()) = order.write_sort_key_to(text, &mut key);
        }
        None => key.extend_from_slice(text.as_bytes()),
    }
    key
}

/// Makes the order and the keys of texts known to a connection.
pub(crate) fn add(connection: &Connection) -> rusqlite::Result<()> {
    connection.create_collation(WORDS, |a, b| match &*ORDER {
        Some(order) => order.compare(a, b),
        None => a.cmp(b),
    })?;
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function(KEY, 1, flags, |arguments| {
        Ok(arguments.get::<Option<String>>(0)?.map(|text| key(&text)))
    })
}

/// Whether the keys that are kept are those of today's order.
pub(crate) fn is_kept(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(meta::get(connection, KEPT)?.as_deref() == Some(VERSION))
}

/// Makes the keys anew where they are not those of today's order.
pub(crate) fn keep(connection: &mut Connection) -> rusqlite::Result<()> {
    if is_kept(connection)? {
        return Ok(());
    }
    let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    step.execute(&format!("UPDATE releases SET title_key = {KEY}(title)"), [])?;
    meta::set(&step, KEPT, VERSION)?;
    step.commit()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_sorted_as_a_reader_expects() {
        let mut titles =
            ["البيان 12", "بيان", "البيان 9", "أمين", "إعلان", "Zebra", "apple", "البيان ٢", "تقرير"];
        titles.sort_by_key(|title| key(title));
        assert_eq!(
            titles,
            ["إعلان", "البيان ٢", "البيان 9", "البيان 12", "أمين", "بيان", "تقرير", "apple", "Zebra"]
        );
    }

    #[test]
    fn the_keys_are_those_of_this_version_of_the_order() {
        let written: String =
            key("البيان رقم ١٢ – Statement").iter().map(|byte| format!("{byte:02x}")).collect();
        // Where this fails the order has changed: VERSION is to be another one, so that archives make their keys anew.
        assert_eq!(written, "2806c61ef006ce70b4ca03100e4f512b513343334551014b434b1201bcdc0c");
    }

    proptest! {
        #[test]
        fn two_keys_compare_as_their_texts_do(a in "[ابتأإء ىيABab0-9٠-٩ .–-]{0,12}", b in "[ابتأإء ىيABab0-9٠-٩ .–-]{0,12}") {
            let order = ORDER.as_ref().unwrap();
            prop_assert_eq!(key(&a).cmp(&key(&b)), order.compare(&a, &b));
        }
    }
}
