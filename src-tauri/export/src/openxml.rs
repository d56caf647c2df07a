//! Word documents and Excel workbooks as packages: children in the order that the schemas of ISO/IEC 29500 (transitional)
//! ask for, parts that are all there and have their type, numbers that are given once, ranges that begin and end.
//!
//! Word is strict about the order where other programs are not: a document that others show may not open there.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use bayan_core::model::{Lang, ReleaseId, SeriesId};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::archived::{Asked, Gathered, Range};
use crate::format::Format;
use crate::report::Choices;

mod order;

/// An element with what stands in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
}

impl Element {
    fn of(tag: &BytesStart<'_>) -> Self {
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            (attribute.key.as_ref().to_owned(), attribute.value.as_ref().to_owned())
        });
        Self { name: tag.name().as_ref().to_owned(), attributes: attributes.collect(), children: Vec::new() }
    }

    /// The root of a part, which must be well-formed.
    fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Start(tag) => open.push(Self::of(&tag)),
                Event::Empty(tag) => open.last_mut().unwrap().children.push(Self::of(&tag)),
                Event::End(_) => {
                    let done = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(done);
                }
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "an element is not closed");
        open.remove(0).children.remove(0)
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// The element and all in it, in the order of the document.
    fn all(&self) -> Vec<&Element> {
        let mut all = vec![self];
        for child in &self.children {
            all.extend(child.all());
        }
        all
    }
}

/// The parts of a package by name.
fn parts(package: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// What is wrong with a package, a line each.
fn faults(package: &[u8]) -> Vec<String> {
    let parts = parts(package);
    let trees: BTreeMap<&str, Element> = parts
        .iter()
        .filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels"))
        .map(|(name, bytes)| (name.as_str(), Element::read(std::str::from_utf8(bytes).unwrap())))
        .collect();
    let mut faults = Vec::new();
    let types = &trees["[Content_Types].xml"];
    for part in parts.keys().filter(|part| *part != "[Content_Types].xml") {
        let typed = types.children.iter().any(|one| {
            one.attribute("PartName").strip_prefix('/') == Some(part)
                || (one.name == "Default" && part.ends_with(&format!(".{}", one.attribute("Extension"))))
        });
        if !typed {
            faults.push(format!("{part} has no content type"));
        }
    }
    for named in types.children.iter().filter(|one| one.name == "Override") {
        let part = named.attribute("PartName").trim_start_matches('/');
        if !parts.contains_key(part) {
            faults.push(format!("{part} has a content type and is not there"));
        }
    }
    for (part, tree) in &trees {
        for element in tree.all() {
            faults.extend(order::fault(element).map(|fault| format!("{part}: {fault}")));
        }
        if part.ends_with(".rels") {
            relations(part, tree, &trees, &parts, &mut faults);
        }
    }
    if let Some(document) = trees.get("word/document.xml") {
        numbers(document, &mut faults);
        let styles = named(&trees["word/styles.xml"], "w:style", "w:styleId");
        let used = ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"];
        for element in trees.values().flat_map(Element::all) {
            let style = element.attribute("w:val");
            if used.contains(&element.name.as_str()) && !styles.contains(style) {
                faults.push(format!("{} names the style {style}, which is not there", element.name));
            }
        }
    }
    faults
}

fn named<'a>(tree: &'a Element, element: &str, attribute: &str) -> BTreeSet<&'a str> {
    tree.all().iter().filter(|one| one.name == element).map(|one| one.attribute(attribute)).collect()
}

/// Targets that are missing, numbers given twice, and numbers that a part uses and nothing gives.
fn relations(
    part: &str,
    tree: &Element,
    trees: &BTreeMap<&str, Element>,
    parts: &BTreeMap<String, Vec<u8>>,
    faults: &mut Vec<String>,
) {
    let (folder, file) = part.split_once("_rels/").unwrap();
    let mut given = BTreeSet::new();
    for relation in &tree.children {
        let (id, target) = (relation.attribute("Id"), relation.attribute("Target"));
        if !given.insert(id) {
            faults.push(format!("{part} gives {id} twice"));
        }
        let inside = relation.attribute("TargetMode") != "External";
        let path = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
        if inside && !parts.contains_key(&path) {
            faults.push(format!("{part} leads to {path}, which is not there"));
        }
    }
    let Some(source) = trees.get(format!("{folder}{}", file.trim_end_matches(".rels")).as_str()) else {
        return;
    };
    for element in source.all() {
        for name in ["r:id", "r:embed", "r:link"] {
            let id = element.attribute(name);
            if !id.is_empty() && !given.contains(id) {
                faults.push(format!("{} uses {id}, which {part} does not give", element.name));
            }
        }
    }
}

/// Numbers of changes and bookmarks that are given twice, ranges without an end, moves without a counterpart, links and
/// fields that lead nowhere.
fn numbers(document: &Element, faults: &mut Vec<String>) {
    let changes = ["w:ins", "w:del", "w:moveFrom", "w:moveTo"];
    let ranges = ["w:moveFromRange", "w:moveToRange", "w:bookmark"];
    let mut given: BTreeMap<&str, &str> = BTreeMap::new();
    let mut open: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    let mut moves: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut bookmarks = BTreeSet::new();
    for element in document.all() {
        let id = element.attribute("w:id");
        let range = ranges.iter().find_map(|range| {
            Some((*range, element.name.strip_prefix(range).filter(|end| matches!(*end, "Start" | "End"))?))
        });
        let begins = matches!(range, Some((_, "Start")));
        if (begins || changes.contains(&element.name.as_str()))
            && let Some(other) = given.insert(id, &element.name)
        {
            faults.push(format!("{} and {other} have the number {id}", element.name));
        }
        match range {
            Some((range, "Start")) => {
                let name = element.attribute("w:name");
                open.insert(id, (range, name));
                let fresh = if range == "w:bookmark" {
                    bookmarks.insert(name)
                } else {
                    moves.entry(name).or_default().insert(range)
                };
                if !fresh {
                    faults.push(format!("{range} gives the name {name} twice"));
                }
            }
            Some((range, _)) => match open.remove(id) {
                Some((begun, _)) if begun == range => {}
                other => faults.push(format!("{range} {id} ends and {other:?} began")),
            },
            None => {}
        }
        let move_ = element.name.as_str();
        if matches!(move_, "w:moveFrom" | "w:moveTo") && !element.children.is_empty() {
            let range = format!("{move_}Range");
            if !open.values().any(|(begun, _)| *begun == range) {
                faults.push(format!("{move_} {id} stands in no range"));
            }
        }
    }
    faults.extend(open.iter().map(|(id, (range, _))| format!("{range} {id} does not end")));
    for (name, ends) in moves.iter().filter(|(_, ends)| ends.len() != 2) {
        faults.push(format!("the move {name} has one end: {ends:?}"));
    }
    let anchors = named(document, "w:hyperlink", "w:anchor");
    faults.extend(anchors.difference(&bookmarks).map(|anchor| format!("{anchor} leads nowhere")));
    let mut depth = 0;
    for field in document.all().iter().filter(|one| one.name == "w:fldChar") {
        match field.attribute("w:fldCharType") {
            "begin" => depth += 1,
            "end" => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            faults.push("a field ends that did not begin".to_owned());
        }
    }
    if depth != 0 {
        faults.push(format!("{depth} fields do not end"));
    }
}

/// Every kind of document that the sample archive gives, with all that can be in it.
fn gathered(archive: &bayan_archive::Archive) -> Vec<Gathered> {
    let range = Range { series: SeriesId(1), from: None, to: None };
    let releases = |series: i64| -> Vec<ReleaseId> {
        archive.releases(SeriesId(series)).unwrap().iter().map(|one| one.id).collect()
    };
    let mut asked = vec![
        Asked::Timeline(range, Vec::new()),
        Asked::Matrix(range),
        Asked::Formula(range, "عودة طوعية".to_owned()),
        Asked::Release(releases(1)[0]),
        crate::archived::search_for("اللاجئين", Vec::new()).unwrap(),
    ];
    for (series, pairs) in [(1, 3), (3, 1), (4, 1)] {
        asked.extend(releases(series).windows(2).take(pairs).map(|two| Asked::Comparison(two[0], two[1])));
    }
    // Against the order of time: what is far apart moves, splits and merges more.
    asked.extend(releases(1).windows(4).take(2).map(|four| Asked::Comparison(four[3], four[0])));
    asked.iter().map(|one| Gathered::from_archive(archive, one, None, &|_, _| true).unwrap()).collect()
}

#[test]
fn every_word_document_and_workbook_of_the_sample_is_in_the_order_of_the_schema_and_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.bayan");
    bayan_import::sample::build(&path, &mut |_, _| {}, &|| false).unwrap();
    let archive = bayan_archive::Archive::open(&path).unwrap();
    let mut seen = BTreeSet::new();
    for one in gathered(&archive) {
        for labels in [Lang::Ar, Lang::En] {
            let choices = Choices {
                unchanged: true,
                ..Choices::new(labels, "2026-01-02T03:04:05Z".parse().unwrap(), "1.2.3")
            };
            for format in [Format::Docx, Format::Tracked, Format::Xlsx] {
                if !format.takes(one.subject()) {
                    continue;
                }
                let file = one.document(&choices, format).unwrap();
                let said = one.file_name(&choices, format);
                assert_eq!(faults(&file), Vec::<String>::new(), "{format:?}: {said}");
                for bytes in parts(&file).values() {
                    if let Ok(xml) = std::str::from_utf8(bytes) {
                        seen.extend(Element::read(xml).all().iter().map(|element| element.name.clone()));
                    }
                }
            }
        }
    }
    // The test says nothing of what no document had.
    for name in order::NAMES {
        assert!(seen.contains(*name), "no document has {name}");
    }
    for name in ["w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:drawing", "w:bookmarkStart"] {
        assert!(seen.contains(name), "no document has {name}");
    }
}

#[test]
fn faults_of_every_kind_are_told() {
    let wrong = [
        ("<w:pPr><w:bidi/><w:pStyle w:val=\"a\"/></w:pPr>", "w:pStyle"),
        ("<w:rPr><w:rtl/><w:b/></w:rPr>", "w:b"),
        ("<w:tblPr><w:tblW/><w:bidiVisual/></w:tblPr>", "w:bidiVisual"),
        ("<w:sectPr><w:bidi/><w:pgSz/></w:sectPr>", "w:pgSz"),
        ("<w:settings><w:updateFields/><w:defaultTabStop/></w:settings>", "w:defaultTabStop"),
        ("<w:tcPr><w:tcW/><w:tcW/></w:tcPr>", "w:tcW"),
        ("<w:p><w:r/><w:pPr/></w:p>", "w:pPr"),
        ("<w:tc><w:tbl/></w:tc>", "w:tc"),
        ("<worksheet><sheetData/><cols/></worksheet>", "cols"),
        ("<w:rPr><w:unheardOf/></w:rPr>", "w:unheardOf"),
    ];
    for (xml, name) in wrong {
        let fault = order::fault(&Element::read(xml)).unwrap_or_else(|| panic!("{xml} passes"));
        assert!(fault.contains(name), "{xml}: {fault}");
    }
    let wrong = [
        ("<d><w:ins w:id=\"1\"/><w:del w:id=\"1\"/></d>", "number 1"),
        ("<d><w:bookmarkStart w:id=\"1\" w:name=\"a\"/></d>", "does not end"),
        ("<d><w:bookmarkEnd w:id=\"1\"/></d>", "None began"),
        ("<d><w:moveTo w:id=\"1\"><w:r/></w:moveTo></d>", "no range"),
        ("<d><w:moveToRangeStart w:id=\"1\" w:name=\"m\"/><w:moveToRangeEnd w:id=\"1\"/></d>", "one end"),
        ("<d><w:hyperlink w:anchor=\"a\"/></d>", "nowhere"),
        ("<d><w:fldChar w:fldCharType=\"begin\"/></d>", "do not end"),
    ];
    for (xml, said) in wrong {
        let mut told = Vec::new();
        numbers(&Element::read(xml), &mut told);
        assert!(told.len() == 1 && told[0].contains(said), "{xml}: {told:?}");
    }
}
