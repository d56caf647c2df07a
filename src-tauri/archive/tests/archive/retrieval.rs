//! How often the paragraph that answers a question is among the first that are found.

use bayan_archive::search::{Query, Search};
use bayan_archive::{Archive, NewIssuer, NewRelease, NewSeries};
use bayan_core::model::{Lang, LocalName};
use serde::Deserialize;

#[derive(Deserialize)]
struct Set {
    data: Vec<Article>,
}

#[derive(Deserialize)]
struct Article {
    paragraphs: Vec<Paragraph>,
}

#[derive(Deserialize)]
struct Paragraph {
    context: String,
    qas: Vec<Asked>,
}

#[derive(Deserialize)]
struct Asked {
    question: String,
}

/// The shares of questions whose paragraph comes first, and among the first five.
fn recall(json: &str, lang: Lang) -> (f64, f64) {
    let set: Set = serde_json::from_str(json).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::create(&folder.path().join("a.bayan")).unwrap();
    let name = LocalName { ar: None, en: Some("XQuAD".into()) };
    let issuer = archive.add_issuer(&NewIssuer { name: name.clone(), invented: false }).unwrap();
    let series = archive.add_series(&NewSeries { issuer, title: name, lang }).unwrap();
    let articles = set.data.iter().map(|article| NewRelease {
        series,
        title: None,
        date: "2020".parse().unwrap(),
        lang,
        source: None,
        retrieved: None,
        note: None,
        paragraphs: article.paragraphs.iter().map(|paragraph| paragraph.context.clone()).collect(),
    });
    archive.store_batch(articles).unwrap();

    let paragraphs: Vec<&Paragraph> = set.data.iter().flat_map(|article| &article.paragraphs).collect();
    assert_eq!(paragraphs.len(), 240);
    let (mut asked, mut first, mut five) = (0, 0, 0);
    for paragraph in paragraphs {
        for Asked { question } in &paragraph.qas {
            let search = Search { limit: 5, ..Search::new(Query::alike(question).unwrap()) };
            let found = archive.search(&search).unwrap();
            assert!(!found.without_index);
            let place = found.hits.iter().position(|hit| hit.text == paragraph.context);
            asked += 1;
            first += u32::from(place == Some(0));
            five += u32::from(place.is_some());
        }
    }
    assert_eq!(asked, 1190);
    (f64::from(first) / f64::from(asked), f64::from(five) / f64::from(asked))
}

#[test]
fn the_paragraph_of_an_arabic_question_is_found() {
    let (first, five) = recall(include_str!("../xquad/xquad.ar.json"), Lang::Ar);
    assert!(first >= 0.876 && five >= 0.967, "{first:.4} first, {five:.4} among five");
}

#[test]
fn the_paragraph_of_an_english_question_is_found() {
    let (first, five) = recall(include_str!("../xquad/xquad.en.json"), Lang::En);
    assert!(first >= 0.919 && five >= 0.984, "{first:.4} first, {five:.4} among five");
}
