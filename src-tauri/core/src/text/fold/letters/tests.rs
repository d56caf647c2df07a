//! Which letters fold to which, and that folding is done once.

use proptest::prelude::*;

use super::*;

fn typo(word: &str) -> String {
    typographic(word, &Rules::all()).into_owned()
}

fn spell(word: &str) -> String {
    spelling(word, &Rules::all()).into_owned()
}

#[test]
fn the_typographic_fold_leaves_the_letters() {
    for (word, folded) in [
        ("وقفاً", "وقفا"),
        ("وقفًا", "وقفا"),
        ("مُؤَكِّداً", "مؤكدا"),
        ("ســـوريا", "سوريا"),
        ("کردی", "كردي"),
        ("ﻻ", "لا"),
        ("ﺇﺩﻟﺐ", "إدلب"),
        ("٢٢٥٤", "2254"),
        ("۱۲", "12"),
        ("١٬٥٠٠٫٥", "1500.5"),
        ("PK\u{200e}K", "PKK"),
        ("«", "\""),
        ("”", "\""),
        ("Council’s", "Council's"),
        ("—", "-"),
        ("...", "…"),
        ("--", "-"),
        ("؟", "?"),
        ("ا\u{654}كد", "أكد"),
        ("e\u{301}te\u{301}", "été"),
        ("ﬁscal", "fiscal"),
    ] {
        assert_eq!(typo(word), folded, "{word}");
    }
    assert!(matches!(typographic("المجلس", &Rules::all()), Cow::Borrowed(_)));
    assert!(matches!(spelling("council", &Rules::all()), Cow::Borrowed(_)));
}

#[test]
fn the_spelling_fold_joins_what_writers_spell_apart() {
    for (one, other) in [
        ("الأمانة", "الامانه"),
        ("إلى", "الي"),
        ("مسؤولية", "مسئولية"),
        ("شؤون", "شئون"),
        ("شيء", "شئ"),
        ("سيئ", "سيء"),
        ("قراءة", "قراءه"),
        ("ڤيينا", "فيينا"),
        ("Council", "council"),
        ("Türkiye", "TURKIYE"),
        ("1,500", "1500"),
        ("١٬٥٠٠", "1,500"),
        ("U.N", "UN"),
        ("أ.ش.أ", "أشأ"),
    ] {
        assert_eq!(spell(one), spell(other), "{one} {other}");
    }
    for (one, other) in [("قرار", "قرارات"), ("فيء", "في"), ("1,50", "150"), ("دور", "دول"), ("ماء", "ما")]
    {
        assert_ne!(spell(one), spell(other), "{one} {other}");
    }
}

#[test]
fn a_rule_that_is_off_leaves_its_difference() {
    let on = Rules::all();
    for (rule, one, other) in [
        (Rule::Controls, "PKK\u{200e}", "PKK"),
        (Rule::PresentationForms, "ﻻ", "لا"),
        (Rule::Tatweel, "ســوريا", "سوريا"),
        (Rule::VowelSigns, "ثمّن", "ثمن"),
        (Rule::LetterVariants, "کردي", "كردي"),
        (Rule::DigitScript, "٢٢٥٤", "2254"),
        (Rule::NumberMarks, "1٬500", "1500"),
        (Rule::QuoteMarks, "«", "“"),
        (Rule::Dashes, "–", "-"),
        (Rule::PunctuationScript, "،", ","),
        (Rule::Hamza, "أكد", "اكد"),
        (Rule::AlefMaqsura, "على", "علي"),
        (Rule::TehMarbuta, "هيئة", "هيئه"),
        (Rule::ForeignLetters, "ڤيتو", "فيتو"),
        (Rule::Case, "The", "the"),
        (Rule::LatinMarks, "café", "cafe"),
        (Rule::ThousandsMark, "1,000", "1000"),
        (Rule::AbbreviationStops, "U.S", "US"),
    ] {
        assert_eq!(spelling(one, &on), spelling(other, &on), "{rule:?}");
        let off = on.without(rule);
        assert_ne!(spelling(one, &off), spelling(other, &off), "{rule:?}");
    }
}

fn any_word() -> impl Strategy<Value = String> {
    let decisive = prop::sample::select(vec![
        'ء', 'أ', 'إ', 'آ', 'ؤ', 'ئ', 'ى', 'ي', 'و', 'ة', 'ا', 'ـ', '\u{64b}', '\u{653}', '\u{654}',
        '\u{655}', '\u{657}', '\u{301}', '\u{307}', 'e', 'É', 'İ', 'ß', 'ẞ', '1', ',', '.', '٬', '٫', '٣',
        '،', '-', '\u{200d}', 'ﻻ', 'ﷺ', 'ﺂ', 'ﹶ', 'ﬁ', 'Ａ', '«', '’', 'ک',
    ]);
    prop_oneof![
        any::<String>(),
        prop::collection::vec(decisive, 0..10).prop_map(|chars| chars.into_iter().collect())
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn the_short_way_for_plain_arabic_words_gives_the_same_key(word in "[ا-غف-يآأإةىئءؤـ]{0,8}") {
        let typo = typo(&word);
        let long_way = with_alias(spelling_of(&typo, Rules::all()), Rules::all());
        prop_assert_eq!(spell(&word), long_way);
    }

    #[test]
    fn folding_twice_changes_nothing_more(word in any_word(), off in prop::sample::select(Rule::ALL.to_vec())) {
        for rules in [Rules::all(), Rules::all().without(off), Rules::none(), Rules::none().with(off)] {
            let once = typographic(&word, &rules).into_owned();
            prop_assert_eq!(typographic(&once, &rules), once.as_str(), "{:?}", off);
            let once = spelling(&word, &rules).into_owned();
            prop_assert_eq!(spelling(&once, &rules), once.as_str(), "{:?}", off);
        }
        prop_assert_eq!(spelling(&word, &Rules::none()), word.as_str());
    }

    #[test]
    fn an_english_word_in_capitals_and_small_letters_is_folded_once(
        word in "[a-zA-Z]{0,6}(PROGRAMME|grey|Centre|ll|LLL|oUr|is|YS|tr|og|L|o{1,14}|T?L{1,5}){0,4}(our|OUR|ISE|isation|yse|TRE|tred|ogue|ed|ing|OR|ation)?[sS]?"
    ) {
        let once = spell(&word);
        prop_assert_eq!(spell(&once), once, "{}", word);
    }
}

#[test]
fn a_word_that_one_rule_leaves_to_another_is_folded_to_its_end() {
    for word in ["periooooooooooooTLLLLOUR", "TLLLLOUR", "COUNSELLOURS", "ProgrammeLLISED"] {
        let once = spell(word);
        assert_eq!(spell(&once), once, "{word}");
    }
}
