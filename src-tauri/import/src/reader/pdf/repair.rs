//! Mending what readers of PDF files, Arabic ones above all, are known to get wrong. No letter is changed: spaces are put where
//! they belong, and brackets that were turned over are turned back. What each rule does is counted by a test below; one that
//! does nothing goes.

use std::collections::HashSet;

use super::layout::is_arabic;
use crate::draft::DraftParagraph;

/// What is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// A tanwin that got into another word goes to the one it belongs to.
    Tanwin,
    /// A tanwin and a teh marbuta end their word.
    Spaces,
    /// Words that ran together are parted.
    Parted,
    /// A word with a gap in it is put together.
    Joined,
    /// Brackets that were turned over are turned back.
    Brackets,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Tanwin, Self::Spaces, Self::Parted, Self::Joined, Self::Brackets];
}

/// Mends paragraphs by these rules. `second` is the text as another reader has it.
pub(super) fn mend(paragraphs: &mut [DraftParagraph], second: &str, rules: &[Rule]) {
    let spelled = |text: &str| if rules.contains(&Rule::Spaces) { spaces(text) } else { text.to_owned() };
    let second = spelled(second);
    let theirs: HashSet<String> = second.split_whitespace().map(ligatures).collect();
    for paragraph in paragraphs.iter_mut() {
        if rules.contains(&Rule::Tanwin) {
            paragraph.text = tanwin(&paragraph.text);
        }
        // A long run is parted as a whole: of its pieces the last may be too short to be sure of.
        if rules.contains(&Rule::Parted) {
            paragraph.text = all_parted(&paragraph.text, &theirs, &HashSet::new());
        }
        paragraph.text = spelled(&paragraph.text);
    }
    let text = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n");
    let ours: HashSet<&str> = text.split_whitespace().collect();
    let known: HashSet<String> = words(&second).chain(words(&text)).map(str::to_owned).collect();
    for paragraph in paragraphs.iter_mut().filter(|paragraph| paragraph.text.chars().any(is_arabic)) {
        if rules.contains(&Rule::Parted) {
            paragraph.text = all_parted(&paragraph.text, &theirs, &ours);
        }
        if rules.contains(&Rule::Joined) {
            paragraph.text = joined(&paragraph.text, &known);
        }
        if rules.contains(&Rule::Brackets) {
            paragraph.text = brackets(&paragraph.text);
        }
    }
}

/// The longest run of letters that is parted, in characters.
const LONGEST_RUN: usize = 400;

fn all_parted(text: &str, theirs: &HashSet<String>, ours: &HashSet<&str>) -> String {
    text.split(' ').map(|word| parted(word, theirs, ours)).collect::<Vec<_>>().join(" ")
}

/// A word by which it is found in the other reader's text, which has the letters of a lam-alef in either order (`السالم`).
fn ligatures(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        if c == 'ل'
            && let Some(alef) = chars.next_if(|next| matches!(next, 'ا' | 'أ' | 'إ' | 'آ'))
        {
            out.push(alef);
        }
        out.push(c);
    }
    out
}

/// In lines set wide a reader may lose the spaces. A run that the other reader does not have is parted into words that it
/// has, the fewest; two words only where this reader has both elsewhere, for the other one parts words wrongly at times.
fn parted(run: &str, theirs: &HashSet<String>, ours: &HashSet<&str>) -> String {
    let is_theirs = |word: &str| theirs.contains(&ligatures(word));
    let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    if ends.len() < 8 || ends.len() > LONGEST_RUN || is_theirs(run) || !run.chars().any(is_arabic) {
        return run.to_owned();
    }
    // The fewest words that end at each character, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; ends.len()];
    best[0] = Some((0, 0));
    for to in 1..ends.len() {
        for from in to.saturating_sub(24)..to.saturating_sub(1) {
            let Some((count, _)) = best[from] else { continue };
            let better = best[to].is_none_or(|(least, _)| count + 1 < least);
            if better && is_theirs(&run[ends[from]..ends[to]]) {
                best[to] = Some((count + 1, from));
            }
        }
    }
    let mut pieces = Vec::new();
    let mut to = ends.len() - 1;
    while to > 0 {
        let Some((_, from)) = best[to] else { return run.to_owned() };
        pieces.push(&run[ends[from]..ends[to]]);
        to = from;
    }
    pieces.reverse();
    let sure = pieces.len() > 2 || pieces.iter().all(|piece| ours.contains(piece));
    if pieces.len() > 1 && sure { pieces.join(" ") } else { run.to_owned() }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|word| !word.is_empty())
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}')
}

const TANWIN: char = '\u{64b}';
/// How many words behind the one a tanwin got into its own word may stand.
const TANWIN_REACH: usize = 8;

/// Some programs paint the marks of a line apart from its letters, and a reader puts them where they are named. A tanwin of
/// fatha stands at the end of a word or before its alef, nowhere else: one before a word or behind its first letter goes to the next
/// word with such an end. Where there is none it stays.
fn tanwin(text: &str) -> String {
    if !text.contains(TANWIN) {
        return text.to_owned();
    }
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for at in 0..words.len() {
        while let Some(place) = misplaced(&words[at], at.checked_sub(1).map(|last| words[last].as_str())) {
            let last = words.len().min(at + TANWIN_REACH + 1);
            let without = [&words[at][..place], &words[at][place + TANWIN.len_utf8()..]].concat();
            let own = (at..last).find_map(|other| {
                let end = tanwin_end(if other == at { &without } else { &words[other] })?;
                Some((other, end))
            });
            let Some((other, end)) = own else { break };
            words[at] = without;
            words[other].insert(end, TANWIN);
        }
    }
    words.join(" ")
}

/// The first tanwin of a word that can't be its own; `last` is the word before it.
fn misplaced(word: &str, last: Option<&str>) -> Option<usize> {
    word.match_indices(TANWIN).map(|(place, _)| place).find(|place| {
        let (before, after) = (&word[..*place], &word[*place + TANWIN.len_utf8()..]);
        let count = before.chars().filter(|c| is_arabic(*c) && !is_mark(*c)).count();
        let letters: String = after.chars().filter(|c| is_arabic(*c) && *c != '،').collect();
        // One that stands before its word behind an alef is that word's: see `spaces`.
        let of_the_word_before =
            before.is_empty() && last.is_some_and(|last| last.ends_with(['ا', 'ى', 'ة', 'ء']));
        // Further inside it ends a word that another ran into.
        let inside = before.is_empty() || count == 1 && !matches!(letters.as_str(), "" | "ا" | "ى");
        inside && !of_the_word_before
    })
}

/// The byte behind the alef that a word without a tanwin ends in, where one may stand.
fn tanwin_end(word: &str) -> Option<usize> {
    const NONE: [&str; 14] = [
        "هذا",
        "إذا",
        "كما",
        "إلا",
        "أما",
        "لما",
        "مما",
        "عما",
        "فيما",
        "بما",
        "هنا",
        "لكنا",
        "وإذا",
        "ولهذا",
    ];
    let bare = word.trim_end_matches(|c: char| !is_arabic(c) || matches!(c, '،' | '؛' | '؟'));
    let letters = bare.chars().filter(|c| is_arabic(*c)).count();
    let may = bare.ends_with('ا')
        && letters >= 3
        && !bare.contains('\u{64b}')
        // Verbs in the plural, and words with the ending of “her” or “both of them”.
        && !["وا", "ها", "هما", "لا"].iter().any(|ending| bare.ends_with(ending))
        && !NONE.contains(&bare.trim_start_matches(|c: char| !is_arabic(c)));
    may.then_some(bare.len())
}

/// A tanwin or a teh marbuta ends its word: `مشيرا ًإلى` and `مشيراًإلى` are two words, the mark on the first.
fn spaces(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let next = chars.get(at + 1).copied();
        let after = chars.get(at + 2).copied();
        if c == ' ' && next.is_some_and(is_mark) && at > 0 && is_arabic(chars[at - 1]) {
            // A mark on nothing: it belongs to the letter before the space.
            let mut end = at + 1;
            while chars.get(end).copied().is_some_and(is_mark) {
                out.push(chars[end]);
                end += 1;
            }
            if chars.get(end).is_some_and(|c| *c != ' ' && !is_joining_mark(*c)) {
                out.push(' ');
            }
            at = end;
            continue;
        }
        out.push(c);
        let letter = |c: Option<char>| c.is_some_and(|c| is_arabic(c) && !is_mark(c));
        let ends_word = match c {
            '\u{629}' => letter(next),
            // Of اً and ًا both are written.
            '\u{64b}' => letter(next) && (letter(after) || !matches!(next, Some('\u{627}' | '\u{649}'))),
            '\u{64c}' | '\u{64d}' => letter(next),
            _ => false,
        };
        if ends_word {
            out.push(' ');
        }
        at += 1;
    }
    out
}

/// Marks that stand close to the word before them.
fn is_joining_mark(c: char) -> bool {
    matches!(c, '،' | '.' | '؛' | ':' | '؟' | '!' | ')' | '»' | ',')
}

/// Some fonts set a letter with a low tail apart from a following tooth with dots below (`السنو ية`), and a reader takes the
/// gap for a space. Such a space goes if the other reader, or another place of the text, has the word in one piece, or if
/// what follows is an ending and no word.
fn joined(text: &str, known: &HashSet<String>) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(' ') {
        let head: String = {
            let last = out.rsplit(|c: char| !c.is_alphanumeric() && !is_mark(c)).next().unwrap_or_default();
            last.to_owned()
        };
        let tail = words(word).next().filter(|tail| word.starts_with(tail)).unwrap_or_default();
        let tails = head.ends_with(['ر', 'ز', 'و', 'ؤ', 'د', 'ذ'])
            && tail.starts_with(['ي', 'ب', 'ئ', 'ى', 'ج', 'ح', 'خ']);
        let one_word = || known.contains(&format!("{head}{tail}")) || is_ending(tail);
        if !(out.is_empty() || tails && one_word()) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Endings of nouns and verbs that are no words by themselves.
fn is_ending(tail: &str) -> bool {
    let bare: String = tail.chars().filter(|c| !is_mark(*c)).collect();
    let endings = [
        "ي", "ية", "يا", "يه", "ين", "يين", "يون", "يات", "يان", "ير", "يرا", "يرة", "يل", "يلا", "يلة", "يم",
        "يمة", "يق", "يع", "يز", "يد", "يدة", "يف", "يس", "بات", "بوا", "بة", "بية", "بين", "بعة", "ئي",
        "ئية", "ئيس", "ى",
    ];
    // بين is a word of its own.
    bare != "بين" && endings.contains(&bare.as_str())
}

/// Brackets turned over: a closing one with nothing open, and an opening one behind it that is never closed, are exchanged.
fn brackets(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»')] {
        let (mut opened, mut lone): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for (at, c) in chars.iter().enumerate() {
            if *c == open {
                opened.push(at);
            } else if *c == close && opened.pop().is_none() {
                lone.push(at);
            }
        }
        // a) b) is a list of items: nothing was turned over there.
        if lone.len() == opened.len() && lone.iter().zip(&opened).all(|(close, open)| close < open) {
            for at in lone {
                chars[at] = open;
            }
            for at in opened {
                chars[at] = close;
            }
        }
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tanwin_and_a_teh_marbuta_end_their_word() {
        assert_eq!(spaces("مشيرا ًإلى تسجيل 37 خرقاًعلى"), "مشيراً إلى تسجيل 37 خرقاً على");
        assert_eq!(spaces("تجتمع مرةكل شهر"), "تجتمع مرة كل شهر");
        assert_eq!(spaces("وقفًا شاملًا، حقًا."), "وقفًا شاملًا، حقًا.");
        assert_eq!(spaces("شكرا ً، ثم"), "شكراً، ثم");
    }

    #[test]
    fn a_tanwin_that_got_into_another_word_goes_to_its_own() {
        assert_eq!(tanwin("مدتها س\u{64b}تون يوما تنتهي"), "مدتها ستون يوما\u{64b} تنتهي");
        assert_eq!(tanwin("من م\u{64b}وعدا للجولة"), "من موعدا\u{64b} للجولة");
        assert_eq!(tanwin("تسجيل 37 \u{64b}خرقا على"), "تسجيل 37 خرقا\u{64b} على");
        assert_eq!(
            tanwin("\u{64b} و\u{64b}تلقى المجلس تقريرا ميدانيا يصف"),
            " وتلقى المجلس تقريرا\u{64b} ميدانيا\u{64b} يصف"
        );
        // Where it stands rightly it stays, and where its word is not found too.
        for right in
            ["شكرا\u{64b}، ثم", "شكر\u{64b}ا ثم عادوا", "مر\u{64b}ة في هذا وطالبوا", "هدى\u{64b} بناء\u{64b}"]
        {
            assert_eq!(tanwin(right), right);
        }
        assert_eq!(tanwin("مشيرا \u{64b}إلى خبر آخرا"), "مشيرا \u{64b}إلى خبر آخرا");
    }

    #[test]
    fn brackets_turned_over_are_turned_back_and_others_left() {
        assert_eq!(brackets(")نموذج توضيحي("), "(نموذج توضيحي)");
        assert_eq!(brackets("(أ) نص »قول«"), "(أ) نص «قول»");
        assert_eq!(brackets("(PKK) و(SDF)"), "(PKK) و(SDF)");
        assert_eq!(brackets("أ) نص ب) نص"), "أ) نص ب) نص");
    }

    #[test]
    fn a_space_that_is_none_goes_only_where_there_is_evidence() {
        let known: HashSet<String> = ["تقارير".to_owned()].into();
        assert_eq!(joined("في تقار ير شهر ية", &known), "في تقارير شهرية");
        assert_eq!(joined("تقرير يعرب عن قرار بين", &known), "تقرير يعرب عن قرار بين");
    }

    #[test]
    fn words_run_together_are_parted_where_the_other_reader_has_them_apart() {
        let theirs: HashSet<String> =
            "مبيناً أن نحو 915 شاحنة السنو ية معرقلي السالم،".split(' ').map(ligatures).collect();
        let ours: HashSet<&str> = "السنوية".split(' ').collect();
        assert_eq!(parted("مبيناًأننحو915شاحنة", &theirs, &ours), "مبيناً أن نحو 915 شاحنة");
        assert_eq!(parted("السنوية", &theirs, &ours), "السنوية");
        assert_eq!(parted("مبيناًأنمعرقليالسلام،", &theirs, &ours), "مبيناً أن معرقلي السلام،");
        assert_eq!(parted("شاحنةدخلتعبر", &theirs, &ours), "شاحنةدخلتعبر");
    }

    /// Words of the Arabic papers that come in right and in order with these rules: of all papers together.
    fn right(rules: &[Rule]) -> usize {
        let papers = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers");
        let ar = ["ar-libreoffice", "ar-chromium", "ar-chromium-noto", "ar-chromium-columns"];
        ar.map(|name| (name, "ar"))
            .into_iter()
            .chain([("ar-libreoffice-columns", "ar-columns")])
            .map(|(name, text)| {
                let expected = std::fs::read_to_string(papers.join(format!("{text}.txt"))).unwrap();
                let expected: Vec<&str> = expected.split_whitespace().collect();
                let bytes = std::fs::read(papers.join(format!("{name}.pdf"))).unwrap();
                let draft = super::super::read_by(&bytes, rules, false).unwrap().remove(0);
                let texts: Vec<&str> = draft.title.as_deref().into_iter().chain(draft.texts()).collect();
                let got: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
                similar::capture_diff_slices(similar::Algorithm::Myers, &expected, &got)
                    .iter()
                    .filter(|op| op.tag() == similar::DiffTag::Equal)
                    .map(|op| op.old_range().len())
                    .sum::<usize>()
            })
            .sum()
    }

    #[test]
    fn without_any_one_of_the_rules_fewer_words_of_the_documents_are_right() {
        let all = right(&Rule::ALL);
        let mut idle = Vec::new();
        for left_out in Rule::ALL {
            let others: Vec<Rule> = Rule::ALL.into_iter().filter(|rule| *rule != left_out).collect();
            let without = right(&others);
            #[expect(clippy::print_stdout, reason = "how much each rule does is looked up here")]
            {
                println!("{left_out:?}: {without} words right of {all}");
            }
            if without >= all {
                idle.push(left_out);
            }
        }
        assert_eq!(idle, [], "they do nothing");
    }
}
