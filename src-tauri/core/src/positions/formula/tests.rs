use super::*;

fn series<'a>(releases: &'a [&'a [&'a str]]) -> Vec<&'a [&'a str]> {
    releases.to_vec()
}

/// A variant's words, those added, those dropped, and its releases.
type Told = (String, Vec<String>, Vec<String>, Vec<usize>);

fn told(formula: &Formula) -> Vec<Told> {
    formula
        .variants
        .iter()
        .map(|variant| {
            (variant.text.clone(), variant.added.clone(), variant.dropped.clone(), variant.releases())
        })
        .collect()
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn a_formula_is_followed_through_words_added_and_dropped() {
    let releases: [&[&str]; 4] = [
        &["شدد على حق اللاجئين في عودة طوعية كريمة تجري بإشراف المفوضية."],
        &["شدّد على حق اللاجئين في «عودة طوعيّة كريمة»."],
        &["شدد على عودة طوعية آمنة وكريمة."],
        &["شدد على عودة آمنة وكريمة."],
    ];
    let formula = follow("عودة طوعية كريمة", &series(&releases));
    assert_eq!(
        told(&formula),
        [
            ("عودة طوعية كريمة".to_owned(), strings(&[]), strings(&[]), vec![0, 1]),
            ("عودة طوعية آمنة وكريمة".to_owned(), strings(&["آمنة"]), strings(&[]), vec![2]),
            ("عودة آمنة وكريمة".to_owned(), strings(&["آمنة"]), strings(&["طوعية"]), vec![3]),
        ]
    );
    assert_eq!((formula.first, formula.last), (Some(0), Some(3)));
    assert_eq!(formula.by_release, [vec![0], vec![0], vec![1], vec![2]]);
}

#[test]
fn the_same_in_english() {
    let releases: [&[&str]; 3] = [
        &["Return must be voluntary and dignified."],
        &["Return must be “voluntary, safe and dignified”, always."],
        &["Nothing of the kind."],
    ];
    let formula = follow("voluntary and dignified", &series(&releases));
    assert_eq!(
        told(&formula),
        [
            ("voluntary and dignified".to_owned(), strings(&[]), strings(&[]), vec![0]),
            ("voluntary, safe and dignified".to_owned(), strings(&["safe"]), strings(&[]), vec![1]),
        ]
    );
    assert_eq!(formula.last, Some(1));
    assert!(formula.by_release[2].is_empty());
}

#[test]
fn article_and_joined_particles_make_no_variant() {
    let releases: [&[&str]; 2] = [&["عودة طوعية كريمة"], &["وبالعودة الطوعية والكريمة"]];
    assert_eq!(told(&follow("عودة طوعية كريمة", &series(&releases))).len(), 1);
}

#[test]
fn a_formula_does_not_reach_over_a_sentences_end() {
    let releases: [&[&str]; 1] = [&["They want a safe life. Dignified return is far."]];
    assert!(follow("safe and dignified return", &series(&releases)).variants.is_empty());
}

#[test]
fn a_phrase_without_words_is_nowhere() {
    let releases: [&[&str]; 1] = [&["Some words."]];
    for phrase in ["", " ", "…", "«»"] {
        assert_eq!(follow(phrase, &series(&releases)).first, None);
    }
}

#[test]
fn phrases_that_recur_are_suggested_at_their_longest() {
    let releases: [&[&str]; 4] = [
        &["It stressed that the return of refugees must be voluntary and dignified today."],
        &["Again the return of refugees must be voluntary and dignified, as said."],
        &["And the return of refugees must be voluntary and dignified once more."],
        &["Quite another thing happened in the north."],
    ];
    let suggested = suggest(&series(&releases), 3, 5);
    assert_eq!(suggested[0].text, "return of refugees must be voluntary and dignified");
    assert_eq!(suggested[0].releases, [0, 1, 2]);
    assert_eq!(suggested.len(), 1);
}
