//! What of a word processor's document is its text: each rule that `reader/docx` and `reader/odt` name, with a document that
//! needs it.

use std::io::{Cursor, Write};

use bayan_import::draft::{Draft, ParagraphKind, Warning};
use bayan_import::reader::{Hints, Reader};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";
const OPEN: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"";

fn read(name: &str, parts: &[(&str, &str)]) -> Draft {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (part, text) in parts {
        zip.start_file(*part, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    Reader::in_this_process().read_bytes(name, &bytes, &Hints::default(), &|| false).unwrap().remove(0)
}

/// A Word document of this body, with further parts.
fn word_with(body: &str, parts: &[(&str, &str)]) -> Draft {
    let document = format!("<w:document {WORD}><w:body>{body}</w:body></w:document>");
    let all: Vec<(&str, &str)> =
        [("word/document.xml", document.as_str())].into_iter().chain(parts.iter().copied()).collect();
    read("a.docx", &all)
}

fn word(body: &str) -> Draft {
    word_with(body, &[])
}

/// An OpenDocument text of this body.
fn open(body: &str) -> Draft {
    let content = format!(
        "<office:document-content {OPEN}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    read(
        "a.odt",
        &[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content.as_str())],
    )
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// Title and paragraphs.
fn all(draft: &Draft) -> Vec<&str> {
    draft.title.as_deref().into_iter().chain(draft.texts()).collect()
}

fn kinds(draft: &Draft) -> Vec<ParagraphKind> {
    draft.paragraphs.iter().map(|paragraph| paragraph.kind).collect()
}

#[test]
fn tracked_changes_of_a_word_document_are_accepted_and_counted() {
    let inserted = |text: &str| format!("<w:ins w:id=\"1\" w:author=\"x\">{}</w:ins>", run(text));
    let deleted = |text: &str| {
        format!("<w:del><w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r></w:del>")
    };
    let draft = word(&format!(
        "<w:p>{}{}{}{}</w:p>",
        run("أكد المجلس دعمه "),
        deleted("الكامل "),
        inserted("المشروط "),
        run("لوقف إطلاق النار.")
    ));
    assert_eq!(all(&draft), ["أكد المجلس دعمه المشروط لوقف إطلاق النار."]);
    assert_eq!(draft.warnings, [Warning::TrackedChangesAccepted { count: 2 }]);
}

#[test]
fn what_was_moved_stands_once_where_it_was_moved_to() {
    let moved = run("Then it rose.");
    let draft = word(&format!(
        "<w:p><w:moveFrom>{moved}</w:moveFrom>{}</w:p>{}<w:p><w:moveTo>{moved}</w:moveTo></w:p>",
        run("The Council met."),
        paragraph("It heard the envoy.")
    ));
    assert_eq!(all(&draft), ["The Council met.", "It heard the envoy.", "Then it rose."]);
}

#[test]
fn a_paragraph_whose_mark_was_deleted_goes_on_with_the_next_and_a_deleted_row_is_gone() {
    let draft = word(&format!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}",
        run("The Council met "),
        paragraph("in Geneva.")
    ));
    assert_eq!(all(&draft), ["The Council met in Geneva."]);
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row =
        |mark: &str, left: &str, right: &str| format!("<w:tr>{mark}{}{}</w:tr>", cell(left), cell(right));
    let draft = word(&format!(
        "{}<w:tbl>{}{}</w:tbl>",
        paragraph("Those present were:"),
        row("<w:trPr><w:del/></w:trPr>", "Homs", "two"),
        row("", "Hama", "three")
    ));
    assert_eq!(all(&draft), ["Those present were:", "Hama\tthree"]);
}

#[test]
fn the_rows_of_a_table_are_paragraphs_with_tabs_and_one_that_only_serves_the_layout_gives_its_paragraphs() {
    let cell = |inside: String| format!("<w:tc><w:tcPr/>{inside}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let figures = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&[cell(paragraph("المحافظة")), cell(paragraph("العدد"))]),
        row(&[cell(paragraph("حلب")), cell(paragraph("٤٢٠"))])
    );
    let layout = format!(
        "<w:tbl>{}</w:tbl>",
        row(&[cell("<w:p/>".into()), cell(paragraph("نص أول.") + &paragraph("نص ثان.") + &figures)])
    );
    let draft = word(&format!("{}{layout}", paragraph("أعداد العائدين بحسب المحافظات:")));
    assert_eq!(
        all(&draft),
        ["أعداد العائدين بحسب المحافظات:", "نص أول.", "نص ثان.", "المحافظة\tالعدد", "حلب\t٤٢٠"]
    );
    assert_eq!(kinds(&draft)[3..], [ParagraphKind::TableRow; 2]);
}

#[test]
fn notes_stand_behind_the_text_in_the_order_of_their_references_and_leave_no_mark_in_it() {
    let reference = |kind: &str, id: u32| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}</w:p>{}",
        run("القرار"),
        reference("footnote", 3),
        run(" والبيان"),
        reference("footnote", 2),
        format_args!("<w:p>{}{}</w:p>", run("وانتهت الجلسة."), reference("endnote", 2)),
    );
    let note =
        |kind: &str, id: u32, text: &str| format!("<w:{kind} w:id=\"{id}\">{}</w:{kind}>", paragraph(text));
    let footnotes = format!(
        "<w:footnotes {WORD}>{}{}{}</w:footnotes>",
        note("footnote", 0, "separator"),
        note("footnote", 2, "بيان جنيف لعام 2012."),
        note("footnote", 3, "القرار 2254 لعام 2015.")
    );
    let endnotes = format!("<w:endnotes {WORD}>{}</w:endnotes>", note("endnote", 2, "المصدر: المكتب."));
    let draft = word_with(&body, &[("word/footnotes.xml", &footnotes), ("word/endnotes.xml", &endnotes)]);
    assert_eq!(
        all(&draft),
        [
            "القرار والبيان",
            "وانتهت الجلسة.",
            "القرار 2254 لعام 2015.",
            "بيان جنيف لعام 2012.",
            "المصدر: المكتب."
        ]
    );
    assert!(kinds(&draft).ends_with(&[ParagraphKind::Footnote; 3]));
}

#[test]
fn a_text_box_stands_once_behind_the_paragraph_it_hangs_on_though_the_file_has_it_twice() {
    let inside = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("للنشر الفوري"));
    let draft = word(&format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{inside}</mc:Choice>\
         <mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r>{}</w:p>{}",
        run("عقد المجلس"),
        run(" جلسته."),
        paragraph("وأقر الموازنة.")
    ));
    assert_eq!(all(&draft), ["عقد المجلس جلسته.", "للنشر الفوري", "وأقر الموازنة."]);
    assert_eq!(kinds(&draft)[1], ParagraphKind::TextBox);
}

#[test]
fn links_fields_controls_and_formulas_are_text_and_hidden_text_comments_headers_and_instructions_are_not() {
    let body = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"no text\"/></w:sdtPr><w:sdtContent><w:p>{}<w:hyperlink>{}</w:hyperlink>{}\
         <w:r><w:fldChar/><w:instrText> DATE </w:instrText></w:r>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>\
         <m:oMath><m:r><m:t> x+1</m:t></m:r></m:oMath><w:r><w:commentReference w:id=\"1\"/></w:r>\
         <w:r><w:noBreakHyphen/><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        run("See "),
        run("the decision"),
        run(" of "),
        run("27 March"),
    );
    let other = format!("<w:hdr {WORD}>{}</w:hdr>", paragraph("Press office"));
    let comment =
        format!("<w:comments {WORD}><w:comment w:id=\"1\">{}</w:comment></w:comments>", paragraph("why?"));
    let draft = word_with(&body, &[("word/header1.xml", &other), ("word/comments.xml", &comment)]);
    assert_eq!(all(&draft), ["See the decision of 27 March x+1\u{2011}a\tb c"]);
    assert_eq!(draft.warnings, [Warning::CommentsLeftOut { count: 1 }]);
}

#[test]
fn headings_lists_and_quotations_are_told_by_their_styles() {
    let styles = format!(
        "<w:styles {WORD}><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
         <w:style w:styleId=\"عنوان\"><w:name w:val=\"x\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
         <w:style w:styleId=\"q\"><w:name w:val=\"Intense Quote\"/></w:style></w:styles>"
    );
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text))
    };
    let listed = format!("<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>", run("بند"));
    let body = [styled("1", "بيان"), styled("عنوان", "المحور"), styled("q", "قول"), listed, paragraph("نص.")]
        .concat();
    let draft = word_with(&body, &[("word/styles.xml", &styles)]);
    assert_eq!(draft.title.as_deref(), Some("بيان"));
    assert_eq!(
        kinds(&draft),
        [ParagraphKind::Heading, ParagraphKind::Quotation, ParagraphKind::ListItem, ParagraphKind::Body]
    );
}

#[test]
fn an_opendocument_text_gives_its_final_text_with_notes_boxes_and_rows_as_a_word_document_does() {
    let draft = open(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>ما حُذف</text:p></text:deletion>\
         </text:changed-region></text:tracked-changes>\
         <text:h>بيان</text:h>\
         <text:p>عقد  المجلس<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>في عمّان.</text:p>\
         </text:note-body></text:note><text:s text:c=\"2\"/>جلسته<office:annotation><text:p>لماذا؟</text:p></office:annotation>.\
         <draw:frame><draw:text-box><text:p>للنشر الفوري</text:p></draw:text-box></draw:frame></text:p>\
         <text:list><text:list-item><text:p>بند</text:p></text:list-item></text:list>\
         <table:table><table:table-row><table:table-cell><text:p>حلب</text:p></table:table-cell>\
         <table:table-cell><text:p>٤٢٠</text:p></table:table-cell></table:table-row></table:table>\
         <text:p>أول<text:tab/>ثان<text:line-break/>ثالث</text:p>",
    );
    assert_eq!(draft.title.as_deref(), Some("بيان"));
    assert_eq!(
        draft.texts().collect::<Vec<_>>(),
        ["عقد المجلس  جلسته.", "للنشر الفوري", "بند", "حلب\t٤٢٠", "أول\tثان ثالث", "في عمّان."]
    );
    assert_eq!(
        draft.warnings,
        [Warning::TrackedChangesAccepted { count: 1 }, Warning::CommentsLeftOut { count: 1 }]
    );
}
