//! Two releases as one Word document with tracked changes: accepting all gives the newer text, rejecting all the older,
//! byte for byte.
//!
//! Passages linked in the order of both texts stand once, their changed words tracked. What is linked across that order
//! stands twice: as a move (`w:moveFrom`, `w:moveTo`) where its words are the same, else as a deletion and an insertion,
//! because Word knows no change within a move.
//!
//! A paragraph's end is tracked by a mark in its properties; without it the paragraph runs into the next one. The last end
//! of a document cannot go, so what is gone or new at the very end shares it (see [`Sequence::finish`]).

use std::fmt::Write as _;

use bayan_core::compare::{Comparison, Link, Op};
use bayan_core::model::Lang;
use chrono::{DateTime, SecondsFormat, Utc};
use quick_xml::escape::escape;

use super::package::{PackageError, Parts, has_rtl, text};
use crate::labels::{Digits, Labels};
use crate::report::{Statement, direction};

/// Who the changes are said to be by, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// The time.
    pub made: DateTime<Utc>,
    /// The version of Bayan.
    pub version: String,
}

/// In which of the two texts a piece stands; a move carries its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Kept,
    Inserted,
    Deleted,
    MovedFrom(usize),
    MovedTo(usize),
}

impl Mark {
    const fn is_older_only(self) -> bool {
        matches!(self, Mark::Deleted | Mark::MovedFrom(_))
    }

    const fn is_newer_only(self) -> bool {
        matches!(self, Mark::Inserted | Mark::MovedTo(_))
    }

    const fn element(self) -> Option<&'static str> {
        match self {
            Mark::Kept => None,
            Mark::Inserted => Some("ins"),
            Mark::Deleted => Some("del"),
            Mark::MovedFrom(_) => Some("moveFrom"),
            Mark::MovedTo(_) => Some("moveTo"),
        }
    }
}

/// A stretch of text, or the end of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String, Mark),
    End(Mark),
}

/// The document.
///
/// # Errors
/// [`PackageError`].
pub fn tracked(
    older: &Statement,
    newer: &Statement,
    found: &Comparison,
    words: Labels,
    author: &Author,
) -> Result<Vec<u8>, PackageError> {
    let pieces = sequence(older, newer, found);
    let title = format!("{}{}{}", older.day(words), words.arrow(), newer.day(words));
    let page = words.say("page_of");
    let mut parts = page.splitn(3, '#').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    Parts {
        body: written(&pieces, newer.lang(), author),
        lang: direction(&newer.paragraphs.join(" "), words.lang),
        title: if older.date.is_none() { words.say("title.comparison") } else { title },
        made: author.made,
        signature: author.name.clone(),
        page: [next(), next(), next()],
        arabic_digits: words.digits == Digits::ArabicIndic,
        picture: None,
        version: &author.version,
    }
    .pack()
}

/// The links that stand in the same order in both texts and in one piece on both sides: the longest chain of them, by
/// the paragraphs it holds. They are all links unless something moved.
fn chain(links: &[Link]) -> Vec<usize> {
    let whole = |at: &[usize]| at.windows(2).all(|pair| pair[0] + 1 == pair[1]) && !at.is_empty();
    let of: Vec<usize> = (0..links.len()).filter(|&n| whole(&links[n].old) && whole(&links[n].new)).collect();
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(of.len());
    for (at, &n) in of.iter().enumerate() {
        let before = (0..at)
            .filter(|&b| {
                let earlier = &links[of[b]];
                earlier.old.last() < links[n].old.first() && earlier.new.last() < links[n].new.first()
            })
            .max_by_key(|&b| best[b].0);
        // A link that the comparison calls moved stays out of the chain if something else can stand in it.
        let worth = if links[n].moved { 1 } else { 2 * (links[n].old.len() + links[n].new.len()) };
        best.push((worth + before.map_or(0, |b| best[b].0), before));
    }
    let mut chain = Vec::new();
    let mut at = (0..best.len()).max_by_key(|&at| best[at].0);
    while let Some(here) = at {
        chain.push(of[here]);
        at = best[here].1;
    }
    chain.reverse();
    chain
}

#[derive(Default)]
struct Sequence {
    pieces: Vec<Piece>,
}

impl Sequence {
    fn text(&mut self, text: &str, mark: Mark) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.pieces.push(Piece::End(mark));
            }
            if !line.is_empty() {
                self.pieces.push(Piece::Text(line.to_owned(), mark));
            }
        }
    }

    fn paragraph(&mut self, text: &str, mark: Mark) {
        self.text(text, mark);
        self.pieces.push(Piece::End(mark));
    }

    /// Makes the last end one that both texts have.
    ///
    /// Behind the last such end there may be paragraphs only of the older text, then only of the newer one. Where there
    /// are both, the last of each share the end of the document. Where there are only some of one text, that last common
    /// end becomes theirs, and theirs the common one.
    fn finish(mut self) -> Vec<Piece> {
        let last = self.pieces.iter().rposition(|piece| *piece == Piece::End(Mark::Kept));
        let tail = last.map_or(0, |at| at + 1);
        let ends = |wanted: fn(Mark) -> bool, pieces: &[Piece]| -> Option<(usize, Mark)> {
            let at = pieces.iter().rposition(|piece| matches!(piece, Piece::End(mark) if wanted(*mark)))?;
            let Piece::End(mark) = pieces[at] else { return None };
            Some((at, mark))
        };
        let older = ends(Mark::is_older_only, &self.pieces[tail..]);
        let newer = ends(Mark::is_newer_only, &self.pieces[tail..]);
        match (older, newer) {
            (None, None) => {}
            (Some((a, _)), Some((b, _))) => {
                let (first, second) = (tail + a.min(b), tail + a.max(b));
                self.pieces[second] = Piece::End(Mark::Kept);
                self.pieces.remove(first);
            }
            (Some((at, mark)), None) | (None, Some((at, mark))) => {
                self.pieces[tail + at] = Piece::End(Mark::Kept);
                if let Some(last) = last {
                    // The mark alone, not as part of a move: the move's range begins behind it.
                    let mark = if mark.is_older_only() { Mark::Deleted } else { Mark::Inserted };
                    self.pieces[last] = Piece::End(mark);
                }
            }
        }
        self.pieces
    }
}

fn sequence(older: &Statement, newer: &Statement, found: &Comparison) -> Vec<Piece> {
    let chain = chain(&found.links);
    let mut gone = vec![Mark::Deleted; older.paragraphs.len()];
    let mut come = vec![Mark::Inserted; newer.paragraphs.len()];
    for (number, link) in found.links.iter().enumerate().filter(|(number, _)| !chain.contains(number)) {
        let same = link.old.len() == link.new.len()
            && link.old.iter().zip(&link.new).all(|(&o, &n)| older.paragraphs[o] == newer.paragraphs[n]);
        if same {
            for (&o, &n) in link.old.iter().zip(&link.new) {
                // One move a paragraph: several need not stand together.
                gone[o] = Mark::MovedFrom(number * 1000 + o);
                come[n] = Mark::MovedTo(number * 1000 + o);
            }
        }
    }
    let mut out = Sequence::default();
    match (&older.title, &newer.title) {
        (Some(old), Some(new)) if old == new => out.paragraph(old, Mark::Kept),
        (old, new) => {
            let both = old.is_some() && new.is_some();
            if let Some(old) = old {
                out.text(old, Mark::Deleted);
                if !both {
                    out.pieces.push(Piece::End(Mark::Deleted));
                }
            }
            if let Some(new) = new {
                out.text(new, Mark::Inserted);
                out.pieces.push(Piece::End(if both { Mark::Kept } else { Mark::Inserted }));
            }
        }
    }
    let (mut o, mut n) = (0, 0);
    let between = |out: &mut Sequence, old: std::ops::Range<usize>, new: std::ops::Range<usize>| {
        for at in old {
            out.paragraph(&older.paragraphs[at], gone[at]);
        }
        for at in new {
            out.paragraph(&newer.paragraphs[at], come[at]);
        }
    };
    for number in chain {
        let link = &found.links[number];
        between(&mut out, o..link.old[0], n..link.new[0]);
        let join = |paragraphs: &[String], at: &[usize]| {
            at.iter().map(|&at| paragraphs[at].as_str()).collect::<Vec<_>>().join("\n")
        };
        let (a, b) = (join(&older.paragraphs, &link.old), join(&newer.paragraphs, &link.new));
        if link.spans.is_empty() {
            out.text(&b, Mark::Kept);
        }
        for span in &link.spans {
            if span.op == Op::Equal {
                out.text(&b[span.new.clone()], Mark::Kept);
            } else {
                out.text(&a[span.old.clone()], Mark::Deleted);
                out.text(&b[span.new.clone()], Mark::Inserted);
            }
        }
        out.pieces.push(Piece::End(Mark::Kept));
        o = link.old[0] + link.old.len();
        n = link.new[0] + link.new.len();
    }
    between(&mut out, o..older.paragraphs.len(), n..newer.paragraphs.len());
    out.finish()
}

/// The paragraphs of the document.
fn written(pieces: &[Piece], lang: Lang, author: &Author) -> String {
    let (name, made) = (escape(author.name.as_str()), author.made.to_rfc3339_opts(SecondsFormat::Secs, true));
    let mut id = 0;
    let mut by = || {
        id += 1;
        format!("w:id=\"{id}\" w:author=\"{name}\" w:date=\"{made}\"")
    };
    let mut out = String::new();
    // Writing to a string cannot fail.
    for paragraph in pieces.split_inclusive(|piece| matches!(piece, Piece::End(_))) {
        let said: String = paragraph
            .iter()
            .filter_map(|piece| if let Piece::Text(text, _) = piece { Some(text.as_str()) } else { None })
            .collect();
        let bidi = if direction(&said, lang) == Lang::Ar { "<w:bidi/>" } else { "" };
        let end = paragraph
            .last()
            .and_then(|piece| if let Piece::End(mark) = piece { mark.element() } else { None });
        let end = end.map(|end| format!("<w:rPr><w:{end} {}/></w:rPr>", by())).unwrap_or_default();
        let _ = write!(out, "<w:p><w:pPr>{bidi}{end}</w:pPr>");
        for piece in paragraph {
            let Piece::Text(said, mark) = piece else { continue };
            let rtl = if has_rtl(said) || (!bidi.is_empty() && !said.chars().any(|c| c.is_ascii_alphabetic()))
            {
                "<w:rPr><w:rtl/></w:rPr>"
            } else {
                ""
            };
            let element = if *mark == Mark::Deleted { "delText" } else { "t" };
            let run =
                format!("<w:r>{rtl}<w:{element} xml:space=\"preserve\">{}</w:{element}></w:r>", text(said));
            let _ = match mark {
                Mark::Kept => write!(out, "{run}"),
                Mark::Inserted => write!(out, "<w:ins {}>{run}</w:ins>", by()),
                Mark::Deleted => write!(out, "<w:del {}>{run}</w:del>", by()),
                Mark::MovedFrom(number) | Mark::MovedTo(number) => {
                    let kind = mark.element().unwrap_or_default();
                    let range = by();
                    // The end of a range names it by the number its beginning has.
                    let own = range.split(' ').next().unwrap_or_default().to_owned();
                    write!(
                        out,
                        "<w:{kind}RangeStart {range} w:name=\"move{number}\"/><w:{kind} {}>{run}</w:{kind}><w:{kind}RangeEnd {own}/>",
                        by()
                    )
                }
            };
        }
        out.push_str("</w:p>");
    }
    out
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use bayan_core::compare::{Options, compare};
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;

    fn statement(title: Option<&str>, paragraphs: &[&str]) -> Statement {
        Statement {
            title: title.map(str::to_owned),
            paragraphs: paragraphs.iter().map(|&text| text.to_owned()).collect(),
            ..Statement::default()
        }
    }

    fn document(older: &Statement, newer: &Statement) -> String {
        let found = compare(&older.paragraphs, &newer.paragraphs, &Options::default());
        let words = Labels { lang: Lang::Ar, digits: Digits::European, hijri: false };
        let author = Author {
            name: "Bayan <&>".into(),
            made: "2026-01-02T03:04:05Z".parse().unwrap(),
            version: "1".into(),
        };
        let file = tracked(older, newer, &found, words, &author).unwrap();
        assert_eq!(file, tracked(older, newer, &found, words, &author).unwrap());
        let mut xml = String::new();
        let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
        xml
    }

    /// What is left when every change is accepted, or rejected: done on the XML alone, by what the standard says of each
    /// element.
    fn decided(xml: &str, accept: bool) -> Vec<String> {
        let gone = if accept { ["w:del", "w:moveFrom"] } else { ["w:ins", "w:moveTo"] };
        let mut reader = Reader::from_str(xml);
        let (mut texts, mut current) = (Vec::new(), String::new());
        let (mut hidden, mut in_text, mut in_properties, mut end_stays) = (0, false, false, true);
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Start(tag) => match tag.name().as_ref() {
                    "w:pPr" => {
                        in_properties = true;
                        end_stays = true;
                    }
                    name if gone.contains(&name) => hidden += 1,
                    "w:t" | "w:delText" => in_text = true,
                    _ => {}
                },
                Event::Empty(tag) if in_properties && gone.contains(&tag.name().as_ref()) => {
                    end_stays = false
                }
                Event::End(tag) => match tag.name().as_ref() {
                    "w:pPr" => in_properties = false,
                    name if gone.contains(&name) => hidden -= 1,
                    "w:t" | "w:delText" => in_text = false,
                    "w:p" if end_stays => texts.push(std::mem::take(&mut current)),
                    _ => {}
                },
                Event::Text(text) if in_text && hidden == 0 => {
                    current.push_str(&text);
                }
                Event::GeneralRef(name) if in_text && hidden == 0 => {
                    let name: &str = &name;
                    current.push_str(quick_xml::escape::resolve_predefined_entity(name).unwrap());
                }
                _ => {}
            }
        }
        assert!(current.is_empty(), "the last paragraph's end is gone: {current}");
        texts
    }

    fn whole(statement: &Statement) -> Vec<String> {
        statement.title.iter().cloned().chain(statement.paragraphs.iter().cloned()).collect()
    }

    fn holds(older: &Statement, newer: &Statement) -> String {
        let xml = document(older, newer);
        assert_eq!(decided(&xml, true), whole(newer), "accepted");
        assert_eq!(decided(&xml, false), whole(older), "rejected");
        xml
    }

    #[test]
    fn accepting_all_gives_the_newer_text_and_rejecting_all_the_older() {
        let a = "أكد المجلس على ضرورة وقف إطلاق النار في المناطق الشمالية، ودعا الأطراف إلى الالتزام به.";
        let b = "ورحّب المجلس بتبادل ثلاث قوائم بين الأطراف، وشدّد على إطلاق سراح المعتقلين.";
        let c = "وأدان قصف القرى الحدودية <كلها> & غيرها.";
        let d = "المصدر: المكتب الإعلامي";
        let texts: [&[&str]; 8] = [
            &[a, b, c, d],
            &[b, a, c, d],
            &[a, "ورحّب المجلس بتبادل خمس قوائم بين الأطراف.", "وشدّد على إطلاق سراح المعتقلين.", c, d],
            &[a, c, d, b],
            &[d],
            &[a, b, c],
            &[c, "فقرة جديدة كليا لم ترد من قبل في أي بيان.", "وأخرى بعدها لا تشبهها."],
            &["The Council met, and adjourned.", a],
        ];
        for older in texts {
            for newer in texts {
                holds(&statement(Some("بيان"), older), &statement(Some("بيان"), newer));
                holds(&statement(Some("بيان أول"), older), &statement(Some("بيان ثان"), newer));
                holds(&statement(None, older), &statement(Some("بيان"), newer));
            }
        }
    }

    #[test]
    fn the_sample_series_hold_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sample.bayan");
        bayan_import::sample::build(&path, &mut |_, _| {}, &|| false).unwrap();
        let archive = bayan_archive::Archive::open(&path).unwrap();
        for series in archive.series().unwrap() {
            let releases = archive.releases(series.id).unwrap();
            let texts: Vec<Statement> = releases
                .iter()
                .take(12)
                .map(|release| Statement {
                    title: release.title.clone(),
                    lang: Some(release.lang),
                    paragraphs: archive.paragraphs(release.id).unwrap(),
                    ..Statement::default()
                })
                .collect();
            for pair in texts.windows(2) {
                holds(&pair[0], &pair[1]);
            }
        }
    }

    #[test]
    fn a_paragraph_that_moved_stands_as_a_move() {
        let texts = [
            "The Council welcomed the agreement signed in March by all parties to the conflict.",
            "Participants stressed that sanctions must exempt food, medicine and humanitarian goods.",
            "They condemned the shelling of border villages and called for an inquiry.",
            "The next meeting will be held in Geneva in the autumn.",
        ];
        let older = statement(None, &texts);
        let newer = statement(None, &[texts[3], texts[0], texts[1], texts[2]]);
        let xml = holds(&older, &newer);
        for part in ["<w:moveFromRangeStart ", "<w:moveFrom ", "<w:moveToRangeEnd ", "<w:moveTo "] {
            assert!(xml.contains(part), "{part}");
        }
        assert!(xml.contains("w:author=\"Bayan &lt;&amp;&gt;\""));
        assert!(xml.contains("w:date=\"2026-01-02T03:04:05Z\""));
    }

    #[test]
    fn arabic_paragraphs_and_runs_are_right_to_left() {
        let older = statement(None, &["أكد المجلس دعمه."]);
        let newer = statement(None, &["أكد المجلس دعمه الكامل."]);
        let xml = document(&older, &newer);
        assert!(xml.contains("<w:pPr><w:bidi/>") && xml.contains("<w:rPr><w:rtl/></w:rPr>"));
        assert!(xml.contains("<w:bidi/></w:sectPr>"));
    }
}
