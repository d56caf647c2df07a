//! Texts cut into tokens, and the distinct words among them numbered.

use super::threads::Threads;
use crate::text::numbering::{Print, Prints};
use crate::text::token::{Token, TokenKind, tokenise_onto};

/// The tokens of a row of texts, one text's after another's.
#[derive(Debug)]
pub(super) struct Cut<'a> {
    /// The tokens, each with bytes of its own text.
    pub tokens: Vec<Token>,
    /// For each token the number of its written form.
    pub forms: Vec<u32>,
    /// For each text where its tokens end, and how many of them are words or numbers.
    pub texts: Vec<(usize, u32)>,
    /// The distinct forms.
    pub written: Written<'a>,
}

/// Distinct written forms, by number.
#[derive(Debug, Default)]
pub(super) struct Written<'a> {
    pub words: Vec<&'a str>,
    pub kinds: Vec<TokenKind>,
    prints: Prints,
}

impl<'a> Cut<'a> {
    /// Cuts the texts. Words are numbered in the order they are met, however many threads cut.
    pub(super) fn of(texts: &[&'a str], threads: Threads) -> Self {
        let mut parts = threads.share_evenly(texts.len(), |range| Self::of_some(&texts[range])).into_iter();
        let mut whole = parts.next().unwrap_or_else(|| Self::of_some(&[]));
        for part in parts {
            whole.append(part);
        }
        whole
    }

    fn of_some(texts: &[&'a str]) -> Self {
        let bytes: usize = texts.iter().map(|text| text.len()).sum();
        // Prose has about one token every five bytes in English and every nine in Arabic.
        let mut tokens = Vec::with_capacity(bytes / 5 + 1);
        let mut forms = Vec::with_capacity(bytes / 5 + 1);
        let mut written = Written::with_capacity((bytes / 32 + 64).min(8_192));
        let mut places = Vec::with_capacity(texts.len());
        for text in texts {
            let words = written.add(text, &mut tokens, &mut forms);
            places.push((tokens.len(), words));
        }
        Self { tokens, forms, texts: places, written }
    }

    /// Puts another row of texts behind this one.
    fn append(&mut self, other: Self) {
        let Written { words, kinds, prints } = other.written;
        let number_of = |((number, word), kind): ((u32, &'a str), TokenKind)| {
            let print = prints.get(number).unwrap_or_else(|| Print::of(word.as_bytes()));
            self.written.of_print(print, || word.as_bytes(), || word, kind)
        };
        let numbers: Vec<u32> = (0..).zip(words).zip(kinds).map(number_of).collect();
        let before = self.tokens.len();
        self.tokens.extend(other.tokens);
        self.forms.extend(other.forms.into_iter().map(|form| numbers[form as usize]));
        self.texts.extend(other.texts.into_iter().map(|(end, words)| (before + end, words)));
    }
}

impl<'a> Written<'a> {
    fn with_capacity(forms: usize) -> Self {
        Self {
            words: Vec::with_capacity(forms),
            kinds: Vec::with_capacity(forms),
            prints: Prints::with_capacity(forms),
        }
    }

    /// Cuts a text and numbers its words; gives how many of its tokens are words or numbers.
    pub(super) fn add(&mut self, text: &'a str, tokens: &mut Vec<Token>, forms: &mut Vec<u32>) -> u32 {
        let start = tokens.len();
        tokenise_onto(text, tokens);
        let mut words = 0;
        for token in &tokens[start..] {
            words += u32::from(token.kind != TokenKind::Punctuation);
            forms.push(self.of(text, *token));
        }
        words
    }

    /// The number of a token's form.
    #[inline]
    fn of(&mut self, text: &'a str, token: Token) -> u32 {
        let bytes = text.as_bytes();
        let print = Print::within(bytes, token.range());
        self.of_print(print, || &bytes[token.range()], || token.text(text), token.kind)
    }

    /// The number of a form, given by print, bytes and, where it is met for the first time, as the word it is.
    #[inline]
    fn of_print(
        &mut self,
        print: Print,
        bytes: impl Fn() -> &'a [u8],
        word: impl FnOnce() -> &'a str,
        kind: TokenKind,
    ) -> u32 {
        let words = &self.words;
        let number = self.prints.of(print, |number| words[number as usize].as_bytes() == bytes());
        if number as usize == self.words.len() {
            self.words.push(word());
            self.kinds.push(kind);
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_same_numbers_however_many_threads_cut() {
        let texts: Vec<String> =
            (0..90).map(|n| format!("الفقرة {n} of {} counterrevolutionaries, {}.", n % 7, n * n)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let one = Cut::of(&texts, Threads::given(1));
        for threads in 2..5 {
            let many = Cut::of(&texts, Threads::given(threads));
            assert_eq!((&one.tokens, &one.forms, &one.texts), (&many.tokens, &many.forms, &many.texts));
            assert_eq!((&one.written.words, &one.written.kinds), (&many.written.words, &many.written.kinds));
        }
        assert_eq!(one.texts.len(), 90);
        let start = one.texts[88].0;
        let last = &one.tokens[start..];
        assert_eq!(last[1].text(texts[89]), one.written.words[one.forms[start + 1] as usize]);
    }
}
