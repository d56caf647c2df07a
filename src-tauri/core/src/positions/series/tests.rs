use super::*;
use crate::compare::{Options, compare};
use crate::positions::Finder;
use crate::positions::codebook::Standard;

struct Series {
    releases: Vec<Vec<String>>,
    positions: Vec<Vec<Position>>,
    comparisons: Vec<Comparison>,
}

impl Series {
    fn of(releases: &[&[&str]]) -> Self {
        let finder = Finder::new(&Standard::Syria.codebook());
        let releases: Vec<Vec<String>> =
            releases.iter().map(|release| release.iter().map(|text| (*text).to_owned()).collect()).collect();
        let positions = releases.iter().map(|release| finder.positions(release).positions).collect();
        let comparisons =
            releases.windows(2).map(|pair| compare(&pair[0], &pair[1], &Options::default())).collect();
        Self { releases, positions, comparisons }
    }

    fn cells(&self, topic: &str) -> Vec<Cell> {
        let texts: Vec<ReleaseText<'_>> = self
            .releases
            .iter()
            .zip(&self.positions)
            .map(|(paragraphs, positions)| ReleaseText { paragraphs, positions })
            .collect();
        let comparisons: Vec<Option<&Comparison>> = self.comparisons.iter().map(Some).collect();
        row(&TopicId(topic.to_owned()), &texts, &comparisons, &mut Clauses::default())
    }

    fn relations(&self, topic: &str) -> Vec<String> {
        self.cells(topic)
            .iter()
            .map(|cell| match cell {
                Cell::NotYet => "-".to_owned(),
                Cell::Said { leading, others, .. } => format!("{:?}+{}", leading.relation, others.len()),
                Cell::Silent { releases, .. } => format!("silent {releases}"),
            })
            .collect()
    }
}

#[test]
fn a_topic_is_new_then_the_same_then_stronger_then_silent_then_returns() {
    let series = Series::of(&[
        &["The Council noted the spread of cholera."],
        &["The Council welcomed the ceasefire agreement signed in May."],
        &["The Council welcomed the ceasefire agreement signed in May."],
        &["The Council welcomed the cease-fire agreement signed in May."],
        &["The Council supported the ceasefire agreement signed in May."],
        &["The Council noted the spread of cholera."],
        &["The Council noted the spread of cholera."],
        &["The Council condemned the violation of the ceasefire."],
    ]);
    assert_eq!(
        series.relations("ceasefire"),
        ["-", "New+0", "SameWording+0", "Reworded+0", "Stronger+0", "silent 1", "silent 2", "Returned+0"]
    );
}

#[test]
fn each_of_the_nine_relations_and_silence_is_told_in_both_languages() {
    let english = Series::of(&[
        &["The Council welcomed the ceasefire agreement of May."],
        &["The Council welcomed the ceasefire agreement of May."],
        &["The Council welcomed the Ceasefire Agreement of May."],
        &["The Council welcomed the new ceasefire agreement."],
        &["The Council supported the new ceasefire agreement."],
        &["The Council noted the new ceasefire agreement."],
        &["The Council discussed the new ceasefire agreement."],
        &["The Council noted the spread of cholera."],
        &["The Council rejected the new ceasefire agreement."],
        &["The Council supported the new ceasefire agreement."],
    ]);
    let arabic = Series::of(&[
        &["رحب المجلس باتفاق وقف إطلاق النار الموقع في أيار."],
        &["رحب المجلس باتفاق وقف إطلاق النار الموقع في أيار."],
        &["رحّب المجلس باتفاق وقف اطلاق النار الموقع في أيار."],
        &["رحب المجلس بتجديد اتفاق وقف إطلاق النار."],
        &["أيد المجلس تجديد اتفاق وقف إطلاق النار."],
        &["أحاط المجلس علما بتجديد اتفاق وقف إطلاق النار."],
        &["ناقش المجلس تجديد اتفاق وقف إطلاق النار."],
        &["أحاط المجلس علما بانتشار الكوليرا."],
        &["رفض المجلس تجديد اتفاق وقف إطلاق النار."],
        &["أيد المجلس تجديد اتفاق وقف إطلاق النار."],
    ]);
    let told = [
        "New+0",
        "SameWording+0",
        "SpellingOnly+0",
        "Reworded+0",
        "Stronger+0",
        "Softer+0",
        "OtherAct+0",
        "silent 1",
        "Returned+0",
        "Turned+0",
    ];
    assert_eq!(english.relations("ceasefire"), told);
    assert_eq!(arabic.relations("ceasefire"), told);
}

#[test]
fn the_leading_act_is_the_farthest_from_neutral() {
    let series = Series::of(&[&[
        "The Council discussed the ceasefire, welcomed the truce and condemned the violations of the ceasefire.",
    ]]);
    let Cell::Said { leading, others, .. } = &series.cells("ceasefire")[0] else { panic!("silent") };
    assert_eq!(series.positions[0][leading.position].act.id(), "condemn");
    assert_eq!(others.len(), 2);
}

#[test]
fn a_linked_passage_is_held_against_its_predecessor_and_not_against_the_leading_act() {
    let refugees = "Members underlined that the return of refugees must be voluntary and dignified, never tied to a timetable.";
    let dropped = "The Council condemned the deportation of refugees from the northern camps.";
    let series = Series::of(&[&[dropped, refugees], &[refugees]]);
    let Cell::Said { leading, .. } = &series.cells("refugees")[1] else { panic!("silent") };
    assert_eq!(leading.pairing, Pairing::Linked);
    assert_eq!(leading.relation, Relation::SameWording);
}

#[test]
fn a_matrix_has_a_row_for_each_topic_and_a_cell_for_each_release() {
    let series =
        Series::of(&[&["The Council welcomed the truce."], &["Members urged the release of detainees."]]);
    let texts: Vec<ReleaseText<'_>> = series
        .releases
        .iter()
        .zip(&series.positions)
        .map(|(paragraphs, positions)| ReleaseText { paragraphs, positions })
        .collect();
    let rows = matrix(&texts, &[None]);
    let topics: Vec<&str> = rows.iter().map(|row| row.topic.0.as_str()).collect();
    assert_eq!(topics, ["ceasefire", "detainees"]);
    assert!(rows.iter().all(|row| row.cells.len() == 2));
}

/// Each position of the last release on a topic with the quote it stands against.
fn against(series: &Series, topic: &str) -> Vec<(String, String, Pairing)> {
    let last = series.releases.len() - 1;
    let Cell::Said { leading, others, .. } = &series.cells(topic)[last] else { panic!("silent") };
    let mut all: Vec<&Entry> = std::iter::once(leading).chain(others).collect();
    all.sort_by_key(|entry| entry.position);
    let quote = |release: usize, position: usize| {
        series.positions[release][position].quoted(&series.releases[release]).to_owned()
    };
    all.into_iter()
        .map(|entry| {
            let before = entry.previous.map(|mention| quote(mention.release, mention.position));
            (quote(last, entry.position), before.unwrap_or_default(), entry.pairing)
        })
        .collect()
}

#[test]
fn several_passages_on_a_topic_are_each_held_against_their_own_and_a_new_one_is_another_passage() {
    let camps = "The Council urged donors to help refugees and fund their schools in the Bekaa valley.";
    let return_ = "The Council urged the neighbouring states to allow a voluntary return of refugees.";
    let shorter = "The Council urged the neighbouring states to allow a return of refugees.";
    let new = "The Council urged airlines to carry refugees with sick children at half the fare.";
    for newer in [&[shorter, camps, new][..], &[camps, new, shorter][..]] {
        let series = Series::of(&[&[camps, return_], newer]);
        let found = against(&series, "refugees");
        assert_eq!(found.len(), 3, "{found:?}");
        for (now, before, pairing) in &found {
            match now {
                _ if now.contains("airlines") => assert_eq!(*pairing, Pairing::Another, "{before}"),
                _ if now.contains("donors") => assert!(before.contains("donors"), "{before}"),
                _ => assert!(before.contains("neighbouring"), "{before}"),
            }
        }
    }
}

#[test]
fn a_passage_that_returns_after_a_silence_is_held_against_itself() {
    let schools = "دعا المجلس المانحين إلى تمويل مدارس اللاجئين في مخيمات البقاع.";
    let home = "دعا المجلس دول الجوار إلى تسهيل عودة اللاجئين الطوعية إلى ديارهم.";
    let other = "أدان المجلس انتشار الكوليرا في الشمال.";
    let series = Series::of(&[&[schools, home], &[other], &[home]]);
    let found = against(&series, "refugees");
    assert!(
        found.iter().all(|(_, before, pairing)| before.contains("الجوار") && *pairing == Pairing::Similar),
        "{found:?}"
    );
}
