//! The forms of a verb from its principal parts.

/// The past: he, she, they, we, they two (f.), each also with an object pronoun.
pub(super) fn arabic_past(he: &str) -> Vec<String> {
    let mut forms = Vec::new();
    // Defective verbs lose their last letter before an ending: دعا, دعت; نفى, نفوا, نفينا.
    let (stem, before_we, before_pronoun) = if let Some(stem) = he.strip_suffix('ى') {
        (stem, format!("{stem}ي"), format!("{stem}ا"))
    } else if let Some(stem) = he.strip_suffix('ا') {
        (stem, format!("{stem}و"), he.to_owned())
    } else {
        (he, he.to_owned(), he.to_owned())
    };
    forms.push(he.to_owned());
    for ending in ["ت", "وا", "تا"] {
        forms.push(format!("{stem}{ending}"));
    }
    forms.push(format!("{before_we}نا"));
    for pronoun in OBJECTS {
        forms.push(format!("{before_pronoun}{pronoun}"));
        forms.push(format!("{stem}ت{pronoun}"));
        forms.push(format!("{stem}و{pronoun}"));
    }
    forms
}

/// The present: he, she, we, they, also in the subjunctive, each also with an object pronoun.
pub(super) fn arabic_present(he: &str) -> Vec<String> {
    let Some(stem) = he.strip_prefix('ي') else { return vec![he.to_owned()] };
    let (plural, before_pronoun) = match stem.char_indices().next_back() {
        Some((at, 'ى')) => (&stem[..at], format!("{}ا", &stem[..at])),
        Some((at, 'ي' | 'و')) => (&stem[..at], stem.to_owned()),
        _ => (stem, stem.to_owned()),
    };
    let mut forms = Vec::new();
    for person in ["ي", "ت", "ن"] {
        forms.push(format!("{person}{stem}"));
        forms.extend(OBJECTS.map(|pronoun| format!("{person}{before_pronoun}{pronoun}")));
    }
    for ending in ["ون", "وا", "ونه", "ونها", "ونهم"] {
        forms.push(format!("ي{plural}{ending}"));
    }
    forms.push(format!("ي{stem}ان"));
    forms.push(format!("ت{stem}ان"));
    forms
}

/// The participle as a circumstance: مؤكدا, مؤكدة, مؤكدين, مؤكدون. Bare it is an adjective.
pub(super) fn arabic_participle(bare: &str) -> Vec<String> {
    let plural = bare.strip_suffix('ي').unwrap_or(bare);
    vec![format!("{bare}ا"), format!("{bare}ة"), format!("{plural}ين"), format!("{plural}ون")]
}

/// A noun, also with the pronoun of whose act it is, and in the accusative.
pub(super) fn arabic_noun(bare: &str) -> Vec<String> {
    let mut forms = vec![bare.to_owned()];
    let owners = ["ه", "ها", "هم", "هما", "نا"];
    if let Some(stem) = bare.strip_suffix('ة') {
        forms.extend(owners.map(|owner| format!("{stem}ت{owner}")));
    } else {
        forms.extend(owners.map(|owner| format!("{bare}{owner}")));
        if let Some(stem) = bare.strip_suffix("اء") {
            forms.extend(owners.map(|owner| format!("{stem}ائ{owner}")));
            forms.extend(owners.map(|owner| format!("{stem}اؤ{owner}")));
        } else {
            forms.push(format!("{bare}ا"));
        }
    }
    forms
}

const OBJECTS: [&str; 4] = ["ه", "ها", "هم", "هما"];

/// The regular forms of an English verb: base, -s, -ed, -ing.
pub(super) fn english_verb(base: &str) -> Vec<String> {
    let vowel = |c: Option<char>| matches!(c, Some('a' | 'e' | 'i' | 'o' | 'u'));
    let before_last = base.chars().rev().nth(1);
    let (s, ed, ing) = if let Some(stem) = base.strip_suffix('e') {
        // agree, agreeing
        let ing = if base.ends_with("ee") { format!("{base}ing") } else { format!("{stem}ing") };
        (format!("{base}s"), format!("{base}d"), ing)
    } else if base.ends_with('y') && !vowel(before_last) {
        let stem = &base[..base.len() - 1];
        (format!("{stem}ies"), format!("{stem}ied"), format!("{base}ing"))
    } else if ["s", "sh", "ch", "x", "z"].iter().any(|end| base.ends_with(end)) {
        (format!("{base}es"), format!("{base}ed"), format!("{base}ing"))
    } else {
        (format!("{base}s"), format!("{base}ed"), format!("{base}ing"))
    };
    vec![base.to_owned(), s, ed, ing]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(forms: &[String], expected: &[&str]) {
        for form in expected {
            assert!(forms.iter().any(|have| have == form), "{form} not in {forms:?}");
        }
    }

    #[test]
    fn sound_and_defective_verbs_are_inflected() {
        has(&arabic_past("أكد"), &["أكد", "أكدت", "أكدوا", "أكدنا", "أكده", "أكدته", "أكدوه"]);
        has(&arabic_past("دعا"), &["دعا", "دعت", "دعوا", "دعونا", "دعاهم", "دعتهم"]);
        has(&arabic_past("نفى"), &["نفى", "نفت", "نفوا", "نفينا", "نفاه", "نفوه"]);
        has(&arabic_present("يؤكد"), &["يؤكد", "تؤكد", "نؤكد", "يؤكدون", "يؤكده"]);
        has(&arabic_present("يدعو"), &["يدعو", "تدعو", "ندعو", "يدعون", "يدعوه"]);
        has(&arabic_present("يتمنى"), &["يتمنى", "يتمنون", "يتمناه"]);
        has(&arabic_participle("مؤكد"), &["مؤكدا", "مؤكدة", "مؤكدين"]);
        has(&arabic_participle("داعي"), &["داعيا", "داعية", "داعين", "داعون"]);
        has(&arabic_noun("إدانة"), &["إدانة", "إدانته", "إدانتهم"]);
        has(&arabic_noun("استياء"), &["استياء", "استيائه", "استياؤها", "استياءهم"]);
        has(&arabic_noun("رفض"), &["رفض", "رفضه", "رفضا"]);
    }

    #[test]
    fn regular_english_verbs_are_inflected() {
        assert_eq!(english_verb("urge"), ["urge", "urges", "urged", "urging"]);
        assert_eq!(english_verb("agree"), ["agree", "agrees", "agreed", "agreeing"]);
        assert_eq!(english_verb("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(english_verb("stress"), ["stress", "stresses", "stressed", "stressing"]);
        assert_eq!(english_verb("convey"), ["convey", "conveys", "conveyed", "conveying"]);
    }
}
