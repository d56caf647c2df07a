use std::io::{Cursor, Write as _};

use bayan_core::model::LocalName;
use bayan_core::positions::codebook::Standard;
use bayan_core::positions::{Finder, Said};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::qualitative::project as write_project;
use crate::report::{Choices, Statement};

const FIRST: &str = "رحب المجلس باتفاق وقف إطلاق النار، وأكد أن العودة الطوعية للاجئين حق لهم.";
const SECOND: &str = "The Council condemned the attack and welcomed Security Council resolution 2254.";

/// A release of two paragraphs, and what is found in it.
fn statement() -> (Statement, Said, Codebook) {
    let codebook = Standard::Syria.codebook();
    let paragraphs = vec![FIRST.to_owned(), SECOND.to_owned()];
    let said = Finder::new(&codebook).positions(&paragraphs);
    assert!(said.positions.len() >= 3, "{said:?}");
    let statement = Statement {
        title: Some("بيان".to_owned()),
        date: Some("2025-03-27".parse().unwrap()),
        issuer: LocalName { ar: Some("المجلس".to_owned()), en: None },
        paragraphs,
        ..Statement::default()
    };
    (statement, said, codebook)
}

fn choices(lang: Lang) -> Choices {
    Choices::new(lang, "2026-01-02T03:04:05Z".parse().unwrap(), "1.2.3")
}

/// Each coding with the paragraph it stands in.
fn placed(source: &CodedSource, paragraphs: &[String]) -> Vec<(usize, String, Act)> {
    let place = |coded: &Coded| (coded.paragraph(paragraphs).unwrap(), coded.topic.0.clone(), coded.act);
    source.codes.iter().map(place).collect()
}

fn found(said: &Said) -> Vec<(usize, String, Act)> {
    said.positions.iter().map(|one| (one.paragraph, one.topic.0.clone(), one.act)).collect()
}

/// A project of these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_project_reads_back_the_codings_it_was_written_with_in_both_languages() {
    let (statement, said, codebook) = statement();
    assert!(found(&said).iter().any(|(_, topic, _)| topic == "resolution-2254"), "{said:?}");
    for lang in [Lang::Ar, Lang::En] {
        let statements = [statement.clone()];
        let file =
            write_project(&statements, std::slice::from_ref(&said), &codebook, &choices(lang)).unwrap();
        let coding = project::read(&file, &codebook).unwrap();
        assert_eq!((coding.sources.len(), coding.left_out), (1, 0));
        let source = &coding.sources[0];
        assert!(source.is_of("2020-01-01", None, &statement.paragraphs), "the text says which it is");
        assert!(!source.is_of("2025-03-27", Some("بيان"), &statement.paragraphs[..1]));
        assert_eq!(placed(source, &statement.paragraphs), found(&said));
    }
}

/// A project as another program writes it: other identifiers, no descriptions, lines ended as on Windows.
const FOREIGN: &str = r##"<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="x"><CodeBook><Codes>
<Code guid="t" name="Ceasefire" isCodable="true"><Code guid="ts" name="Stresses" isCodable="true"/></Code>
<Code guid="r" name="اللاجئون والعودة" isCodable="true"/><Code guid="a" name="ترحيب" isCodable="true"/>
<Code guid="m" name="Memo &amp; more" isCodable="true"><Description>for later</Description></Code>
</Codes></CodeBook><Sources>
<TextSource guid="s" name="2025-03-27" plainTextPath="internal://s.txt">
<PlainTextSelection guid="1" startPosition="4" endPosition="8"><Coding guid="2"><CodeRef targetGUID="ts"/></Coding></PlainTextSelection>
<PlainTextSelection guid="3" startPosition="12" endPosition="14"><Coding guid="4"><CodeRef targetGUID="r"/></Coding>
<Coding guid="5"><CodeRef targetGUID="a"/></Coding></PlainTextSelection>
<PlainTextSelection guid="6" startPosition="0" endPosition="2"><Coding guid="7"><CodeRef targetGUID="m"/></Coding></PlainTextSelection>
<Coding guid="8"><CodeRef targetGUID="t"/></Coding>
</TextSource></Sources></Project>"##;

#[test]
fn a_project_of_another_program_is_understood_by_the_names_of_its_codes() {
    let codebook = Standard::Syria.codebook();
    assert!(topic_called(&codebook, "Ceasefire").is_some());
    let refugees = codebook.topics.iter().find(|topic| topic.id.0 == "refugees").unwrap();
    let foreign = FOREIGN.replace("اللاجئون والعودة", refugees.label.in_lang(Lang::Ar));
    let file = zipped(&[("project.qde", &foreign), ("Sources/s.txt", "\u{feff}one two\r\n\r\nthree\r\n")]);
    let coding = project::read(&file, &codebook).unwrap();
    assert_eq!(coding.left_out, 2, "a code that is no topic, and one of the whole text");
    let paragraphs = ["one two", "", "three"].map(str::to_owned);
    assert!(coding.sources[0].is_of("", None, &paragraphs));
    assert_eq!(
        placed(&coding.sources[0], &paragraphs),
        [(0, "ceasefire".to_owned(), Act::Stress), (2, "refugees".to_owned(), Act::Welcome),]
    );
}

#[test]
fn what_is_no_project_is_refused() {
    let codebook = Codebook::default();
    let refused = |file: &[u8]| project::read(file, &codebook).unwrap_err();
    assert_eq!(refused(b"plain"), CodingError::NoProject);
    assert_eq!(refused(&zipped(&[("other.xml", "<Project/>")])), CodingError::NoProject);
    assert_eq!(refused(&zipped(&[("project.qde", "<CodeBook/>")])), CodingError::NoProject);
    let broken = "<Project><Sources>\n<TextSource name=\"a\">\n<PlainTextSelection startPosition=\"x\"/></TextSource></Sources></Project>";
    assert!(matches!(refused(&zipped(&[("project.qde", broken)])), CodingError::Broken { line: 3, .. }));
    assert!(matches!(
        refused(&zipped(&[("project.qde", "<Project>\n</Sources>")])),
        CodingError::Broken { line: 2, .. }
    ));
}

#[test]
fn a_table_is_read_as_the_window_writes_it_in_both_languages_and_as_a_person_does() {
    let (statement, said, codebook) = statement();
    for lang in [Lang::Ar, Lang::En] {
        let words = choices(lang).words();
        let sheet =
            crate::report::positions_sheet(&[&statement], std::slice::from_ref(&said), &codebook, words);
        let coding = table::read(&crate::csv::sheet(&sheet).unwrap(), Some(&codebook)).unwrap();
        let [source] = coding.sources.as_slice() else { panic!("{coding:?}") };
        assert!(source.is_of("2025-03-27", Some("بيان"), &statement.paragraphs), "{}", source.name);
        assert_eq!(placed(source, &statement.paragraphs), found(&said));
    }
    let own =
        "release,paragraph,topic,act\n2025-03-27,1,refugees,Stress\n2025-03-27,0,my-topic,ترحيب\n,0,,\n";
    let coding = table::read(own, Some(&codebook)).unwrap();
    assert_eq!(coding.left_out, 1);
    assert!(coding.sources[0].is_of("2025-03-27", None, &statement.paragraphs));
    assert_eq!(
        placed(&coding.sources[0], &statement.paragraphs),
        [(1, "refugees".to_owned(), Act::Stress), (0, "my-topic".to_owned(), Act::Welcome)]
    );
    let far = Coded {
        topic: TopicId("refugees".into()),
        act: Act::Stress,
        place: Place::Words { paragraph: Some(7), quote: String::new() },
    };
    assert_eq!(far.paragraph(&statement.paragraphs), None);
}

#[test]
fn a_line_of_a_table_that_is_not_understood_is_named() {
    let refused = |text: &str| table::read(text, None).unwrap_err();
    assert_eq!(refused("release,paragraph,topic\n"), CodingError::Column("act"));
    assert_eq!(refused("paragraph,topic,act\n"), CodingError::Column("release"));
    assert_eq!(refused("release,topic,act\n"), CodingError::Column("paragraph"));
    let praises = "release,paragraph,topic,act\n01,0,ceasefire,welcome\n01,0,ceasefire,praises\n";
    assert_eq!(refused(praises), CodingError::Act { line: 3, found: "praises".into() });
    let first = "release,paragraph,topic,act\n01,first,ceasefire,welcome\n";
    assert_eq!(refused(first), CodingError::Paragraph { line: 2, found: "first".into() });
}
