//! What holds of every comparison, whatever the texts.

use proptest::prelude::*;

use super::*;
use crate::text::fold::Rules;

/// Sentences of the kind Bayan is made for, in both languages.
const SENTENCES: [&str; 14] = [
    "ورحب المجلس باتفاق وقف إطلاق النار الموقع في المدينة، وأكد على ضرورة التزام جميع الأطراف ببنوده.",
    "وناقش المجتمعون نتائج الجولة الأولى من المحادثات، وأعربوا عن أملهم في نجاح المبعوث الخاص سامي الحداد.",
    "وطالب المجلس الدول المضيفة بوقف إعادة 800 لاجئ قسراً قبل نهاية شهر آذار، محذراً من عواقب ذلك.",
    "المصدر: المكتب الإعلامي (نموذج توضيحي)",
    "وشدد على أن أي تمويل يجب أن يمر عبر صندوق شفاف، ولا يجوز صرفه إلا بموافقة اللجنة.",
    "The Council welcomed the agreement signed on 12 January as a first step towards ending the bloodshed.",
    "It stressed the need for all parties to abide by its terms, and urged them to release detainees by the end of March.",
    "Members affirmed that no political step can be accepted unless 420 detainees are released first.",
    "Dr Salwa Haddad briefed the meeting; the Council should not reopen Resolution 1234 before May.",
    "Source: Media Office (example)",
    "The office reported that some 1,150 lorries had entered through the four crossings since the agreement took effect.",
    "وعرض المكتب نتائج اتصالاته، واقترح تشكيل لجنة اتصال تجتمع مرة كل شهرين لمتابعة التنفيذ.",
    "They rejected any formula that gives one side a veto, and proposed ninety days of consultations.",
    "* * *",
];

/// A release: some of the sentences, some joined into one paragraph, in any order.
fn release() -> impl Strategy<Value = Vec<String>> {
    let paragraph = prop::collection::vec(0..SENTENCES.len(), 1..4)
        .prop_map(|sentences| sentences.into_iter().map(|at| SENTENCES[at]).collect::<Vec<_>>().join(" "));
    prop::collection::vec(paragraph, 0..10)
}

/// A release and what an editor made of it: words changed, paragraphs moved, taken out, put in, divided.
fn edited() -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    (release(), prop::collection::vec((0_usize..6, any::<prop::sample::Index>(), 0..SENTENCES.len()), 0..8))
        .prop_map(|(old, edits)| {
            let mut new = old.clone();
            for (what, at, sentence) in edits {
                if new.is_empty() {
                    new.push(SENTENCES[sentence].to_owned());
                    continue;
                }
                let at = at.index(new.len());
                match what {
                    0 => {
                        new.remove(at);
                    }
                    1 => new.insert(at, SENTENCES[sentence].to_owned()),
                    2 => {
                        let moved = new.remove(at);
                        new.insert(0, moved);
                    }
                    3 => {
                        let mut words: Vec<&str> = new[at].split(' ').collect();
                        words.remove(words.len() / 2);
                        new[at] = words.join(" ");
                    }
                    4 => new[at] = new[at].replace("the", "any").replace("المجلس", "الحضور"),
                    _ => {
                        let half = new[at].char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at).nth(9);
                        if let Some(half) = half {
                            let rest = new[at][half + 1..].to_owned();
                            new[at].truncate(half);
                            new.insert(at + 1, rest);
                        }
                    }
                }
            }
            (old, new)
        })
}

/// The same words as another typist would write them.
fn respelled(text: &str) -> String {
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        match c {
            ',' if text[at + 1..].starts_with(|next: char| next.is_ascii_digit()) => out.push('٬'),
            'أ' | 'إ' => out.push('ا'),
            'ة' => out.push('ه'),
            'ً' => {}
            '،' => out.push('؛'),
            'م' => out.push_str("مـ"),
            '0'..='9' => out.push(char::from_u32('٠' as u32 + (c as u32 - '0' as u32)).unwrap_or(c)),
            ',' => out.push(';'),
            '(' => out.push('['),
            ')' => out.push(']'),
            _ => out.push(c),
        }
    }
    out
}

fn joined(texts: &[String], at: &[usize]) -> String {
    at.iter().map(|&at| texts[at].as_str()).collect::<Vec<_>>().join("\n")
}

/// Whether a place in a text lies between two letters or digits of one word.
fn splits_a_word(text: &str, at: usize) -> bool {
    let kind = |c: char| (c.is_alphanumeric(), matches!(c, '\u{621}'..='\u{64a}'), c.is_numeric());
    let (Some(before), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next()) else {
        return false;
    };
    kind(before).0
        && kind(after).0
        && crate::text::tokenise(text).iter().any(|token| token.range().start < at && at < token.range().end)
}

/// What must hold of any comparison.
fn check(old: &[String], new: &[String], comparison: &Comparison) -> Result<(), TestCaseError> {
    let mut seen = (vec![0; old.len()], vec![0; new.len()]);
    for link in &comparison.links {
        prop_assert!(!link.old.is_empty() && !link.new.is_empty());
        prop_assert!(link.old.is_sorted() && link.new.is_sorted());
        prop_assert!((0.0..=1.0).contains(&link.score), "score {}", link.score);
        link.old.iter().for_each(|&i| seen.0[i] += 1);
        link.new.iter().for_each(|&j| seen.1[j] += 1);
        let (a, b) = (joined(old, &link.old), joined(new, &link.new));
        let (mut i, mut j) = (0, 0);
        for span in &link.spans {
            prop_assert_eq!((span.old.start, span.new.start), (i, j), "spans tile both sides");
            (i, j) = (span.old.end, span.new.end);
            let (before, after) = (&a[span.old.clone()], &b[span.new.clone()]);
            prop_assert!(!splits_a_word(&a, i) && !splits_a_word(&b, j), "{:?} in {:?} → {:?}", span, a, b);
            match span.op {
                Op::Equal => prop_assert!(before == after && span.class.is_none() && span.change.is_none()),
                Op::Insert => prop_assert!(before.is_empty() && !after.is_empty()),
                Op::Delete => prop_assert!(!before.is_empty() && after.is_empty()),
                Op::Replace => prop_assert!(!before.is_empty() && !after.is_empty()),
            }
            prop_assert!(span.change.is_none_or(|change| change < comparison.changes.len()));
        }
        prop_assert_eq!((i, j), (a.len(), b.len()), "spans reach the end");
        match link.kind {
            LinkKind::Same => prop_assert_eq!(&a, &b),
            LinkKind::Cosmetic => {
                prop_assert!(link.spans.iter().all(|s| s.class.is_none_or(Class::is_spelling_only)))
            }
            _ => {}
        }
    }
    comparison.dropped.iter().for_each(|&i| seen.0[i] += 1);
    comparison.added.iter().for_each(|&j| seen.1[j] += 1);
    prop_assert!(
        seen.0.iter().chain(&seen.1).all(|&times| times == 1),
        "every paragraph stands in one place"
    );
    for change in &comparison.changes {
        let sides = [(change.old_par, &change.old, old), (change.new_par, &change.new, new)];
        prop_assert!(sides.iter().any(|side| side.0.is_some()));
        for (paragraph, range, texts) in sides {
            prop_assert_eq!(paragraph.is_some(), range.is_some());
            if let (Some(paragraph), Some(range)) = (paragraph, range) {
                let words = texts[paragraph].get(range.clone());
                prop_assert!(words.is_some_and(|words| !words.is_empty()), "{:?}", change);
            }
        }
    }
    Ok(())
}

/// Older and newer paragraphs, moved or not, kind, score in millionths.
type SeenLink = (Vec<usize>, Vec<usize>, bool, LinkKind, i64);

/// A link as a reader sees it, the sides exchanged when `turned`.
fn seen(comparison: &Comparison, turned: bool) -> Vec<SeenLink> {
    let mut links: Vec<_> = comparison
        .links
        .iter()
        .map(|link| {
            let (a, b) = if turned { (&link.new, &link.old) } else { (&link.old, &link.new) };
            let kind = match link.kind {
                LinkKind::Split if turned => LinkKind::Merged,
                LinkKind::Merged if turned => LinkKind::Split,
                kind => kind,
            };
            (a.clone(), b.clone(), link.moved, kind, (link.score * 1e6) as i64)
        })
        .collect();
    links.sort();
    links
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn spans_tile_and_every_paragraph_has_its_place((old, new) in edited()) {
        check(&old, &new, &compare(&old, &new, &Options::default()))?;
    }

    #[test]
    fn unrelated_texts_hold_too((old, new) in (release(), release())) {
        check(&old, &new, &compare(&old, &new, &Options::default()))?;
    }

    #[test]
    fn arbitrary_text_is_compared_without_panic(
        old in prop::collection::vec("(\\PC|[\u{200e}\u{202e}\u{2067}\u{0300}\u{064b}\u{0640}\u{feff}\u{0}\n\t ء-ي0-9.]){0,40}", 0..6),
        new in prop::collection::vec("(\\PC|[\u{200e}\u{202e}\u{2067}\u{0300}\u{064b}\u{0640}\u{feff}\u{0}\n\t ء-ي0-9.]){0,40}", 0..6),
    ) {
        check(&old, &new, &compare(&old, &new, &Options::default()))?;
    }

    #[test]
    fn passages_are_the_links_without_what_changed_in_them_whatever_was_linked_before(
        pairs in prop::collection::vec(edited(), 1..4),
        without in any::<bool>(),
    ) {
        let strict = Options { rules: Rules::none(), ..Options::default() };
        let mut linker = Linker::default();
        // Each pair, what lies between two pairs, and by other rules in between.
        let rows: Vec<&Vec<String>> = pairs.iter().flat_map(|(old, new)| [old, new]).collect();
        for pair in rows.windows(2) {
            for options in [&Options::default(), &strict].into_iter().take(1 + usize::from(without)) {
                let compared = compare(pair[0], pair[1], options);
                let links: Vec<_> = compared.links.into_iter().map(|link| (link.old, link.new)).collect();
                prop_assert_eq!(linker.passages(pair[0], pair[1], options), links);
            }
        }
    }

    #[test]
    fn links_are_the_same_in_either_direction((old, new) in edited()) {
        let there = compare(&old, &new, &Options::default());
        let back = compare(&new, &old, &Options::default());
        prop_assert_eq!(seen(&there, false), seen(&back, true));
    }

    #[test]
    fn identical_texts_give_only_same(texts in release()) {
        let comparison = compare(&texts, &texts, &Options::default());
        prop_assert!(comparison.links.iter().all(|link| link.kind == LinkKind::Same && !link.moved && link.old == link.new));
        prop_assert!(comparison.dropped.is_empty() && comparison.added.is_empty() && comparison.changes.is_empty());
    }

    #[test]
    fn a_respelled_text_has_no_change_above_cosmetic(old in release()) {
        let new: Vec<String> = old.iter().map(|text| respelled(text)).collect();
        let comparison = compare(&old, &new, &Options::default());
        prop_assert!(comparison.dropped.is_empty() && comparison.added.is_empty());
        for link in &comparison.links {
            prop_assert!(matches!(link.kind, LinkKind::Same | LinkKind::Cosmetic), "{:?} {:?}", link, new);
        }
        for change in &comparison.changes {
            prop_assert!(change.class.is_spelling_only(), "{:?}", change);
        }
    }

    #[test]
    fn a_shuffled_text_gives_only_moves(texts in release(), keys in prop::collection::vec(any::<u32>(), 10)) {
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by_key(|&at| keys[at]);
        let new: Vec<String> = order.into_iter().map(|at| texts[at].clone()).collect();
        let comparison = compare(&texts, &new, &Options::default());
        prop_assert!(comparison.dropped.is_empty() && comparison.added.is_empty(), "{:?}", comparison);
        prop_assert!(comparison.links.iter().all(|link| link.kind == LinkKind::Same));
        prop_assert!(comparison.changes.is_empty());
    }

    #[test]
    fn what_a_person_linked_and_took_apart_stands(
        (old, new) in edited(),
        pairs in prop::collection::vec((0_usize..10, 0_usize..10), 0..4),
        apart in prop::collection::vec((0_usize..10, 0_usize..10), 0..4),
    ) {
        let options = Options { linked: pairs.clone(), unlinked: apart.clone(), ..Options::default() };
        let comparison = compare(&old, &new, &options);
        check(&old, &new, &comparison)?;
        let together = |i: usize, j: usize| comparison.links.iter().any(|link| link.old.contains(&i) && link.new.contains(&j));
        for &(i, j) in pairs.iter().filter(|(i, j)| *i < old.len() && *j < new.len()) {
            prop_assert!(together(i, j));
        }
        for link in comparison.links.iter().filter(|link| link.reason != Reason::ByHand) {
            prop_assert!(!apart.iter().any(|(i, j)| link.old.contains(i) && link.new.contains(j)));
        }
    }
}

/// What a long text is made of: enough different paragraphs, in both languages, that every thread has its share.
fn long_text(seed: usize) -> Vec<String> {
    (0..120)
        .map(|n| {
            let sentence = SENTENCES[(n * 5 + seed) % SENTENCES.len()];
            format!("{sentence} {} {n} {}", SENTENCES[(n * seed + 3) % SENTENCES.len()], n * seed % 17)
        })
        .collect()
}

#[test]
fn the_comparison_is_the_same_whatever_the_number_of_threads() {
    for (old, new) in [(1, 2), (3, 3), (4, 7)].map(|(a, b)| (long_text(a), long_text(b))) {
        let with = |threads| {
            let mut work = Work::new();
            let threads = Threads::given(threads);
            let comparison = compare_counted(&old, &new, &Options::default(), threads, &mut work);
            (comparison, work.steps())
        };
        let one = with(1);
        for threads in 2..5 {
            assert_eq!(with(threads), one, "{threads} threads");
        }
    }
}

proptest! {
    #[test]
    fn edited_texts_compare_the_same_on_several_threads((old, new) in edited()) {
        let with = |threads| {
            compare_counted(&old, &new, &Options::default(), Threads::given(threads), &mut Work::new())
        };
        prop_assert_eq!(with(1), with(3));
    }

    #[test]
    fn links_made_and_cut_by_hand_are_the_same_in_either_direction(
        (old, new) in edited(),
        linked in prop::collection::vec((0_usize..10, 0_usize..10), 0..4),
        unlinked in prop::collection::vec((0_usize..10, 0_usize..10), 0..4),
    ) {
        let turn = |pairs: &[(usize, usize)]| pairs.iter().map(|&(i, j)| (j, i)).collect::<Vec<_>>();
        let (linked_back, unlinked_back) = (turn(&linked), turn(&unlinked));
        let there = compare(&old, &new, &Options { linked, unlinked, ..Options::default() });
        let options = Options { linked: linked_back, unlinked: unlinked_back, ..Options::default() };
        prop_assert_eq!(seen(&there, false), seen(&compare(&new, &old, &options), true));
    }
}

#[test]
fn of_two_links_by_hand_that_cross_in_one_text_both_moved_or_neither() {
    let text = [SENTENCES[0], SENTENCES[1], SENTENCES[1], SENTENCES[2]];
    for linked in [vec![(1, 2)], vec![(2, 1)], vec![(1, 2), (2, 1)]] {
        let turned = linked.iter().map(|&(i, j)| (j, i)).collect();
        let there = compare(&text, &text, &Options { linked, ..Options::default() });
        let back = compare(&text, &text, &Options { linked: turned, ..Options::default() });
        assert_eq!(seen(&there, false), seen(&back, true));
    }
}

/// The class of each change with the words on both sides.
fn told(old: &str, new: &str) -> Vec<(Class, String, String)> {
    let (old, new) = ([old], [new]);
    let comparison = compare(&old, &new, &Options::default());
    let told = comparison
        .changes
        .iter()
        .map(|c| (c.class, c.old_text(&old).to_owned(), c.new_text(&new).to_owned()));
    told.collect()
}

#[test]
fn the_number_a_paragraph_is_counted_by_is_no_number_that_changed() {
    let text = "Participants took note of the report of the Special Representative and thanked the donors.";
    let changes = told(&format!("3. {text}"), &format!("5. {text}"));
    assert_eq!(changes, [(Class::Order, "3".to_owned(), "5".to_owned())]);
}

#[test]
fn a_span_of_time_is_a_deadline_behind_a_word_that_says_so() {
    let changes = told(
        "Participants asked the parties to withdraw all heavy weapons within 30 days of the signature.",
        "Participants asked the parties to withdraw all heavy weapons within 14 days of the signature.",
    );
    assert_eq!(changes.iter().map(|change| change.0).collect::<Vec<_>>(), [Class::Date]);
    let changes = told(
        "The Council proposed ninety days of consultations on the principles of the agreement.",
        "The Council proposed sixty days of consultations on the principles of the agreement.",
    );
    assert_eq!(changes.iter().map(|change| change.0).collect::<Vec<_>>(), [Class::Number]);
}

#[test]
fn one_more_resolution_is_a_change_of_reference() {
    let changes = told(
        "Recalling its decisions 7 (2021), the Group requested the Secretariat to submit a proposal.",
        "Recalling its decisions 7 (2021) and 2 (2022), the Group requested the Secretariat to submit a proposal.",
    );
    assert_eq!(changes.iter().map(|change| change.0).collect::<Vec<_>>(), [Class::Reference]);
}

#[test]
fn quantities_of_two_kinds_are_two_changes_and_neither_became_the_other() {
    let changes = told(
        "The Committee decided today to set the band of the target rate of the bank at 2 percent for the time ahead.",
        "The Committee decided today to set the band of the target rate of the bank at 50 basis points for the time ahead.",
    );
    assert!(
        !changes.iter().any(|(_, old, new)| old.contains("2 percent") && new.contains("50")),
        "{changes:?}"
    );
    assert!(
        changes.iter().any(|(class, old, _)| *class == Class::Number && old.contains('2')),
        "{changes:?}"
    );
    assert!(
        changes.iter().any(|(class, _, new)| *class == Class::Number && new.contains("50")),
        "{changes:?}"
    );
}

/// Texts laid out to be hard, each side about a hundred kilobytes or more, compared within a number of steps that takes
/// less than a second.
#[test]
fn no_text_makes_the_comparison_run_away() {
    // A cheap generator: the same texts on every machine.
    let mut state = 1_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut words = |count: usize, of: u64| (0..count).map(|_| format!("w{}", next(of))).collect::<Vec<_>>();
    let one = |words: Vec<String>, by: &str| vec![words.join(by)];
    let cases: Vec<(&str, Vec<String>, Vec<String>)> = vec![
        ("identical tiny paragraphs", vec!["Item".to_owned(); 100_000], vec!["Item".to_owned(); 90_000]),
        ("near-identical tiny paragraphs", words(20_000, 50), words(20_000, 60)),
        ("a word a paragraph", words(20_000, 20_000), words(20_000, 20_000)),
        ("one paragraph of 50,000 words", one(words(50_000, 9_000), " "), one(words(50_000, 9_000), " ")),
        ("one paragraph of two words", one(words(40_000, 2), " "), one(words(40_000, 2), " ")),
        ("a megabyte without a space", vec!["x".repeat(1_000_000)], vec!["x".repeat(999_999)]),
        ("a megabyte of Arabic without a space", vec!["ب".repeat(500_000)], vec!["ب".repeat(499_999)]),
        (
            "commas alone",
            one(words(30_000, 1), ",").iter().map(|t| t.replace("w0", "")).collect(),
            vec![".".repeat(30_000)],
        ),
        (
            "near-duplicates",
            (0..400).map(|n| format!("{} {n}", SENTENCES[n % 3])).collect(),
            (0..400).map(|n| format!("{} {}", SENTENCES[n % 3], n * 7)).collect(),
        ),
        (
            "a text a paragraph long, clause upon clause",
            vec![(0..1_000).map(|n| SENTENCES[n % 13]).collect::<Vec<_>>().join(" ")],
            vec![(0..1_000).map(|n| SENTENCES[n * 5 % 13]).collect::<Vec<_>>().join(" ")],
        ),
    ];
    for (name, old, new) in cases {
        let mut work = Work::new();
        let comparison = compare_counted(&old, &new, &Options::default(), Threads::given(1), &mut work);
        assert!(check(&old, &new, &comparison).is_ok(), "{name}");
        assert!(work.steps() < 90_000_000, "{name}: {} steps", work.steps());
    }
}

#[test]
fn an_empty_paragraph_is_linked_like_any_other() {
    let texts = ["r", ""];
    let comparison = compare(&texts, &texts, &Options::default());
    assert!(comparison.changes.is_empty() && comparison.dropped.is_empty() && comparison.added.is_empty());
    let comparison = compare(&["r", ""], &["", "r"], &Options::default());
    assert!(comparison.changes.is_empty() && comparison.dropped.is_empty() && comparison.added.is_empty());
}

#[test]
fn series_wide_weights_keep_boilerplate_from_attracting() {
    let old =
        ["The Council met under the chairmanship of its president and took note of the report on water."];
    let new =
        ["The Council met under the chairmanship of its president and took note of the report on roads."];
    let free = compare(&old, &new, &Options::default());
    assert_eq!(free.links.len(), 1);
    let series: Vec<String> = [
        "grain",
        "ports",
        "mines",
        "schools",
        "taxes",
        "prisons",
        "rivers",
        "airfields",
    ]
    .iter()
    .map(|topic| {
        format!(
            "The Council met under the chairmanship of its president and took note of the report on {topic}."
        )
    })
    .collect();
    let weights = WordWeights::of_paragraphs(&series, &Options::default().rules).shared();
    let weighed = compare(&old, &new, &Options { weights: Some(weights), ..Options::default() });
    assert!(weighed.links.iter().all(|link| link.score < free.links[0].score));
}

#[test]
fn a_sentence_that_takes_no_position_and_goes_is_dropped_not_a_change_of_scope() {
    let kept = "Job gains have slowed this year, and the unemployment rate has edged up through September.";
    let gone = "More recent indicators are consistent with these developments.";
    let rest = "Inflation remains somewhat elevated.";
    let (old, new) = ([format!("{kept} {gone} {rest}")], [format!("{kept} {rest}")]);
    for (old, new, class) in [(&old, &new, Class::Dropped), (&new, &old, Class::Added)] {
        let classes: Vec<Class> =
            compare(old, new, &Options::default()).changes.iter().map(|change| change.class).collect();
        assert_eq!(classes, [class]);
    }
}
