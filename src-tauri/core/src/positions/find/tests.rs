use super::*;
use crate::positions::codebook::Standard;

fn said(paragraphs: &[&str]) -> Vec<(usize, String, &'static str, String)> {
    let finder = Finder::new(&Standard::Syria.codebook());
    finder
        .positions(paragraphs)
        .positions
        .iter()
        .map(|p| (p.paragraph, p.topic.0.clone(), p.act.id(), p.quoted(paragraphs).to_owned()))
        .collect()
}

#[test]
fn an_act_takes_the_topic_of_its_object_and_not_of_what_stands_under_it() {
    let found =
        said(&["وأكد المجتمعون على رفض المؤتمر حول عودة اللاجئين الذي أعلنت عنه وزارة الدفاع الروسية."]);
    assert_eq!(
        found,
        [(0, "refugees".into(), "reject", "أكد المجتمعون على رفض المؤتمر حول عودة اللاجئين".into())]
    );
}

#[test]
fn a_list_of_things_discussed_gives_a_position_on_each() {
    let found =
        said(&["Members discussed the ceasefire, the situation of refugees and the release of detainees."]);
    let topics: Vec<(&str, &str)> = found.iter().map(|(_, topic, act, _)| (topic.as_str(), *act)).collect();
    assert_eq!(topics, [("ceasefire", "discuss"), ("refugees", "discuss"), ("detainees", "discuss")]);
}

#[test]
fn a_clause_without_a_topic_takes_its_paragraphs() {
    let found = said(&["ورحب المجلس باتفاق وقف إطلاق النار، وأكد على ضرورة التزام الجميع ببنوده."]);
    assert_eq!(found[1].1, "ceasefire");
    assert_eq!(found[1].3, "أكد على ضرورة التزام الجميع ببنوده");
    let found = said(&["On sanctions, the Council warned against haste."]);
    assert_eq!((found[0].1.as_str(), found[0].2), ("sanctions", "concern"));
}

#[test]
fn a_release_without_a_topic_has_no_position() {
    assert!(said(&["The Council held its meeting.", "It thanked the hosts.", ""]).is_empty());
}

#[test]
fn a_topic_rests_on_the_terms_it_shows() {
    let paragraphs = ["It stressed the need for a truce."];
    let finder = Finder::new(&Standard::Syria.codebook());
    let said = finder.positions(&paragraphs);
    assert_eq!(said.positions[0].terms_quoted(&paragraphs), ["truce"]);
    assert!(!said.positions[0].inherited);
}
