//! Keys by which what a person says of a change finds it again when the comparison is made anew.
//!
//! A key is made of where a change stands and of its words, not of its place in the list nor of its class: a better engine
//! may class a change otherwise, and a link made elsewhere by hand moves every place after it.

use std::collections::HashMap;

use super::ChangeNote;

/// The key of each change, in order. `backwards` says that the releases stand the other way round than in time: a change has
/// one key whichever way it is read. No two changes of a comparison have the same.
pub fn change_keys(changes: &[ChangeNote], backwards: bool) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    changes
        .iter()
        .map(|change| {
            let older = (change.older_paragraph, change.older_text.as_str());
            let newer = (change.newer_paragraph, change.newer_text.as_str());
            let (first, second) = if backwards { (newer, older) } else { (older, newer) };
            let key =
                format!("{}-{}-{:016x}", place(first.0), place(second.0), fingerprint(first.1, second.1));
            let before = seen.entry(key.clone()).or_default();
            *before += 1;
            if *before == 1 { key } else { format!("{key}-{before}") }
        })
        .collect()
}

fn place(paragraph: Option<u32>) -> String {
    paragraph.map_or_else(|| "none".to_owned(), |number| number.to_string())
}

/// FNV-1a in 64 bits (draft-eastlake-fnv): the same on every machine and in every version, which `std`'s hashers do not
/// promise.
fn fingerprint(first: &str, second: &str) -> u64 {
    let bytes = first.bytes().chain([0]).chain(second.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Class;

    fn note(older: (u32, &str), newer: (u32, &str)) -> ChangeNote {
        ChangeNote {
            class: Class::Wording,
            weight: 0.5,
            older_paragraph: Some(older.0),
            newer_paragraph: Some(newer.0),
            older_text: older.1.to_owned(),
            newer_text: newer.1.to_owned(),
        }
    }

    #[test]
    fn a_change_keeps_its_key_when_others_come_before_it_and_when_it_is_classed_otherwise() {
        let mut change = note((3, "welcomed"), (4, "took note of"));
        let [alone] = change_keys(std::slice::from_ref(&change), false).try_into().unwrap();
        change.class = Class::Act;
        let keys = change_keys(&[note((0, "a"), (0, "b")), change], false);
        assert_eq!(keys[1], alone);
    }

    #[test]
    fn a_change_has_one_key_read_forwards_and_backwards() {
        let forwards = change_keys(&[note((3, "رحب"), (4, "أخذ علما"))], false);
        let backwards = change_keys(&[note((4, "أخذ علما"), (3, "رحب"))], true);
        assert_eq!(forwards, backwards);
    }

    #[test]
    fn the_same_change_twice_in_a_paragraph_has_two_keys() {
        let keys = change_keys(&[note((1, "a"), (1, "b")), note((1, "a"), (1, "b"))], false);
        assert_ne!(keys[0], keys[1]);
    }

    #[test]
    fn the_fingerprint_is_that_of_the_published_function() {
        // The draft's test vectors: the empty string with the byte between, by hand, and "foobar" as one side.
        assert_eq!(fingerprint("", ""), 0xaf63_bd4c_8601_b7df);
    }
}
