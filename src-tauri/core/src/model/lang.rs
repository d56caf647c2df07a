//! The languages Bayan reads.

use serde::{Deserialize, Serialize};

/// The language of a text or of the interface, written as its BCP 47 tag (`ar`, `en`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Arabic, written from right to left.
    Ar,
    /// English.
    En,
}

impl Lang {
    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::Ar => "ar",
            Lang::En => "en",
        }
    }

    /// The language with this BCP 47 tag, or `None` when Bayan does not read it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "ar" => Some(Lang::Ar),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}
