//! Which of the languages Bayan reads a text is written in.

use crate::model::Lang;

/// The language of a text by its letters: the script that has more of them. `None` for a text with neither Arabic nor
/// Latin letters.
///
/// Looks at no more than the first 4,000 letters, so that a long text costs no more than a short one.
pub fn detect(text: &str) -> Option<Lang> {
    const ENOUGH: usize = 4_000;
    let (mut arabic, mut latin) = (0usize, 0usize);
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => latin += 1,
            '\u{620}'..='\u{64a}'
            | '\u{671}'..='\u{6d3}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}' => {
                arabic += 1;
            }
            _ => continue,
        }
        if arabic + latin >= ENOUGH {
            break;
        }
    }
    match (arabic, latin) {
        (0, 0) => None,
        (arabic, latin) if arabic >= latin => Some(Lang::Ar),
        _ => Some(Lang::En),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_with_more_letters_decides() {
        assert_eq!(detect("أكد المجلس أن PKK خارج الاتفاق"), Some(Lang::Ar));
        assert_eq!(detect("The Council (المجلس) met."), Some(Lang::En));
        assert_eq!(detect("ﺍﻟﻤﺠﻠﺲ"), Some(Lang::Ar));
        assert_eq!(detect("2254 / 2015"), None);
        assert_eq!(detect("2254 – ٢٢٥٤"), None);
        assert_eq!(detect(""), None);
    }
}
