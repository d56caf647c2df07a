//! The fingerprint of a release's text.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The SHA-256 of a release's text: equal for equal texts, and for practical purposes only for those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ContentHash(pub [u8; 32]);

/// The fingerprint of a title and its paragraphs: SHA-256 over each in order, the title first, each preceded by its
/// length in bytes (eight bytes, the lowest first) so that no two texts run together alike. A missing title counts as
/// the length 2⁶⁴ − 1 with nothing after it.
pub fn content_hash<S: AsRef<str>>(title: Option<&str>, paragraphs: &[S]) -> ContentHash {
    let mut sha = Sha256::new();
    let mut add = |text: &str| {
        sha.update((text.len() as u64).to_le_bytes());
        sha.update(text);
    };
    match title {
        Some(title) => add(title),
        None => sha.update(u64::MAX.to_le_bytes()),
    }
    for paragraph in paragraphs {
        let text = paragraph.as_ref();
        sha.update((text.len() as u64).to_le_bytes());
        sha.update(text);
    }
    ContentHash(sha.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_only_in_where_they_are_cut_have_different_fingerprints() {
        let texts: [(Option<&str>, &[&str]); 5] = [
            (None, &["ab"]),
            (None, &["a", "b"]),
            (Some("a"), &["b"]),
            (Some(""), &["ab"]),
            (Some("ab"), &[]),
        ];
        for (i, (title, paragraphs)) in texts.iter().enumerate() {
            for (other_title, other) in &texts[i + 1..] {
                assert_ne!(content_hash(*title, paragraphs), content_hash(*other_title, other));
            }
        }
    }

    #[test]
    fn the_fingerprint_is_the_one_that_stands_in_existing_archives() {
        let ContentHash(bytes) = content_hash(Some("بيان"), &["أكد المجلس.", "Second."]);
        let written: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(written, "551bf73b5cf928c3ef14e3cc6d76bcbd9b2b706509555a50f592e1bd90dbd198");
    }
}
