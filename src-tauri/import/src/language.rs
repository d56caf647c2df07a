//! Which language a text is written in.

use bayan_core::model::Lang;

/// The language of a text by its letters: Arabic when more of them are Arabic than Latin, English otherwise; `None` for
/// a text with neither. Of the languages Bayan reads each has a script of its own, so nothing finer is needed.
pub fn language_of(text: &str) -> Option<Lang> {
    let (mut arabic, mut latin) = (0_usize, 0_usize);
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' => latin += 1,
            // The Arabic block and the presentation forms that old documents are written in.
            '\u{0620}'..='\u{064a}'
            | '\u{066e}'..='\u{06d3}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}' => {
                arabic += 1;
            }
            _ => {}
        }
    }
    match (arabic, latin) {
        (0, 0) => None,
        _ if arabic > latin => Some(Lang::Ar),
        _ => Some(Lang::En),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_with_more_letters_decides() {
        assert_eq!(language_of("فك الارتباط مع تنظيم “PKK” الإرهابي"), Some(Lang::Ar));
        assert_eq!(language_of("The Council (المجلس) met today."), Some(Lang::En));
        assert_eq!(language_of("ﺑﻴﺎﻥ"), Some(Lang::Ar));
        assert_eq!(language_of("2254 – ٢٢٥٤"), None);
    }
}
