//! The parts of a Word document and the file they lie in.

use std::io::{Cursor, Write as _};

use bayan_core::model::Lang;
use chrono::{DateTime, Utc};
use quick_xml::escape::{escape, partial_escape};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Why the file could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The container could not be written.
    #[error("the document cannot be packed: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// Nor its parts.
    #[error("the document cannot be packed: {0}")]
    Io(#[from] std::io::Error),
    /// The chart in it could not be drawn.
    #[error(transparent)]
    Chart(#[from] crate::chart::image::ImageError),
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What a document is made of.
pub(super) struct Parts<'a> {
    /// The content of `w:body`, without the section's properties.
    pub(super) body: String,
    /// The language of the labels: the direction of the section, the header and the footer.
    pub(super) lang: Lang,
    pub(super) title: String,
    pub(super) made: DateTime<Utc>,
    /// What the footer says beside the page's number: before the number, between it and the count.
    pub(super) signature: String,
    pub(super) page: [String; 3],
    /// The numbers of the pages in Arabic-Indic digits.
    pub(super) arabic_digits: bool,
    pub(super) picture: Option<&'a [u8]>,
    pub(super) version: &'a str,
}

/// A text as the content of an element.
pub(super) fn text(text: &str) -> String {
    // What XML 1.0 has no place for is shown as the sign for something that cannot be shown.
    let clean: String = text
        .chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => c,
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            _ => c,
        })
        .collect();
    partial_escape(clean.as_str()).into_owned()
}

/// Whether a text has a letter of a right-to-left script.
pub(super) fn has_rtl(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

impl Parts<'_> {
    /// The file. The same parts give the same bytes.
    pub(super) fn pack(&self) -> Result<Vec<u8>, PackageError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // A fixed date: the same document has the same bytes whenever it is made.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        let mut add = |name: &str, content: &[u8]| -> Result<(), PackageError> {
            zip.start_file(name, options)?;
            zip.write_all(content)?;
            Ok(())
        };
        add("[Content_Types].xml", self.types().as_bytes())?;
        add("_rels/.rels", ROOT.as_bytes())?;
        add("docProps/core.xml", self.core().as_bytes())?;
        add("docProps/app.xml", self.app().as_bytes())?;
        add("word/document.xml", self.document().as_bytes())?;
        add("word/_rels/document.xml.rels", self.relations().as_bytes())?;
        add("word/styles.xml", self.styles().as_bytes())?;
        add("word/settings.xml", self.settings().as_bytes())?;
        add("word/fontTable.xml", FONTS.as_bytes())?;
        add("word/numbering.xml", NUMBERING.as_bytes())?;
        add("word/header1.xml", self.header().as_bytes())?;
        add("word/footer1.xml", self.footer().as_bytes())?;
        if let Some(picture) = self.picture {
            add("word/media/chart.png", picture)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn types(&self) -> String {
        let part = |name: &str, kind: &str| {
            format!(
                "<Override PartName=\"{name}\" ContentType=\"application/vnd.openxmlformats-{kind}+xml\"/>"
            )
        };
        let word = "officedocument.wordprocessingml";
        let parts = [
            part("/word/document.xml", &format!("{word}.document.main")),
            part("/word/styles.xml", &format!("{word}.styles")),
            part("/word/settings.xml", &format!("{word}.settings")),
            part("/word/fontTable.xml", &format!("{word}.fontTable")),
            part("/word/numbering.xml", &format!("{word}.numbering")),
            part("/word/header1.xml", &format!("{word}.header")),
            part("/word/footer1.xml", &format!("{word}.footer")),
            part("/docProps/core.xml", "package.core-properties"),
            part("/docProps/app.xml", "officedocument.extended-properties"),
        ];
        format!(
            "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>{}</Types>",
            parts.concat()
        )
    }

    fn core(&self) -> String {
        let made = self.made.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        format!(
            "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>Bayan</dc:creator><dc:language>{}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:modified></cp:coreProperties>",
            text(&self.title),
            self.lang.tag()
        )
    }

    fn app(&self) -> String {
        format!(
            "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Bayan</Application><Company>{}</Company></Properties>",
            text(&format!("Bayan {}", self.version))
        )
    }

    fn document(&self) -> String {
        let bidi = if self.lang == Lang::Ar { "<w:bidi/>" } else { "" };
        let digits = if self.arabic_digits { "<w:pgNumType w:fmt=\"hindiNumbers\"/>" } else { "" };
        format!(
            "{DECLARATION}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>{}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId5\"/><w:footerReference w:type=\"default\" r:id=\"rId6\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1304\" w:right=\"1134\" w:bottom=\"1304\" w:left=\"1134\" w:header=\"624\" w:footer=\"624\" w:gutter=\"0\"/>{digits}{bidi}</w:sectPr></w:body></w:document>",
            self.body
        )
    }

    fn relations(&self) -> String {
        let one = |id: usize, kind: &str, target: &str| {
            format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let mut all = [
            one(1, "styles", "styles.xml"),
            one(2, "settings", "settings.xml"),
            one(3, "fontTable", "fontTable.xml"),
            one(4, "numbering", "numbering.xml"),
            one(5, "header", "header1.xml"),
            one(6, "footer", "footer1.xml"),
        ]
        .concat();
        if self.picture.is_some() {
            all.push_str(&one(7, "image", "media/chart.png"));
        }
        format!(
            "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    }

    /// The paragraph's direction, for the header and the footer.
    fn direction(&self) -> (&'static str, &'static str) {
        if self.lang == Lang::Ar { ("<w:bidi/>", "<w:rtl/>") } else { ("", "") }
    }

    fn header(&self) -> String {
        let (bidi, rtl) = self.direction();
        format!(
            "{DECLARATION}<w:hdr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/>{bidi}</w:pPr><w:r><w:rPr>{rtl}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p></w:hdr>",
            text(&self.title)
        )
    }

    fn footer(&self) -> String {
        let (bidi, rtl) = self.direction();
        let run = |said: &str| {
            format!("<w:r><w:rPr>{rtl}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", text(said))
        };
        let field = |name: &str| {
            format!(
                "<w:fldSimple w:instr=\" {name} \"><w:r><w:rPr>{rtl}</w:rPr><w:t>1</w:t></w:r></w:fldSimple>"
            )
        };
        let [before, between, after] = &self.page;
        let count = if self.arabic_digits { "NUMPAGES \\* hindinum" } else { "NUMPAGES" };
        let count = count.replace("hindinum", "HINDI");
        format!(
            "{DECLARATION}<w:ftr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{bidi}</w:pPr>{}<w:r><w:tab/></w:r>{}{}{}{}{}</w:p></w:ftr>",
            run(&self.signature),
            run(before),
            field("PAGE"),
            run(between),
            field(&count),
            run(after)
        )
    }

    fn settings(&self) -> String {
        format!(
            "{DECLARATION}<w:settings xmlns:w=\"{MAIN}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:updateFields w:val=\"true\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-GB\" w:bidi=\"{}\"/></w:settings>",
            escape("ar-SY")
        )
    }

    fn styles(&self) -> String {
        let style = |id: &str, name: &str, base: &str, next: &str, paragraph: &str, run: &str| {
            format!(
                "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{base}\"/><w:next w:val=\"{next}\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
            )
        };
        let heading = |level: u8, size: u16| {
            style(
                &format!("Heading{level}"),
                &format!("heading {level}"),
                "Normal",
                "Normal",
                &format!(
                    "<w:keepNext/><w:keepLines/><w:spacing w:before=\"280\" w:after=\"100\"/><w:outlineLvl w:val=\"{}\"/>",
                    level - 1
                ),
                &format!("<w:b/><w:bCs/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{}\"/>", size + 2),
            )
        };
        let character = |id: &str, name: &str, run: &str| {
            format!(
                "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:qFormat/><w:rPr>{run}</w:rPr></w:style>"
            )
        };
        let toc = |level: u8, indent: u16| {
            style(
                &format!("TOC{level}"),
                &format!("toc {level}"),
                "Normal",
                "Normal",
                &format!(
                    "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9628\"/></w:tabs><w:spacing w:after=\"40\"/><w:ind w:start=\"{indent}\"/>"
                ),
                "",
            )
        };
        let all = [
            "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>".to_owned(),
            style("Title", "Title", "Normal", "Normal", "<w:spacing w:before=\"120\" w:after=\"200\"/>", "<w:b/><w:bCs/><w:sz w:val=\"44\"/><w:szCs w:val=\"48\"/>"),
            heading(1, 32),
            heading(2, 26),
            toc(1, 0),
            toc(2, 284),
            style("TOCHeading", "TOC Heading", "Normal", "Normal", "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"80\"/>", "<w:b/><w:bCs/><w:sz w:val=\"28\"/><w:szCs w:val=\"30\"/>"),
            style("Quote", "Quote", "Normal", "Normal", "<w:keepLines/><w:spacing w:after=\"40\"/><w:ind w:start=\"340\"/>", ""),
            style("ListBullet", "List Bullet", "Normal", "ListBullet", "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"60\"/>", ""),
            style("Header", "header", "Normal", "Header", "", "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"20\"/>"),
            style("Footer", "footer", "Normal", "Footer", "<w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs>", "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"20\"/>"),
            character("Added", "Bayan added", "<w:b/><w:bCs/><w:color w:val=\"0B4F8A\"/><w:u w:val=\"single\"/>"),
            character("Dropped", "Bayan dropped", "<w:strike/><w:color w:val=\"8A3210\"/>"),
            character("Cosmetic", "Bayan cosmetic", "<w:u w:val=\"dotted\"/>"),
            character("Strong", "Bayan strong", "<w:b/><w:bCs/>"),
            character("Faint", "Bayan faint", "<w:color w:val=\"595959\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"21\"/>"),
            "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"100\" w:type=\"dxa\"/><w:bottom w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>".to_owned(),
            "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"BayanTable\"><w:name w:val=\"Bayan table\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9B4A8\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9B4A8\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9B4A8\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9B4A8\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9B4A8\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9B4A8\"/></w:tblBorders></w:tblPr></w:style>".to_owned(),
        ]
        .concat();
        format!(
            "{DECLARATION}<w:styles xmlns:w=\"{MAIN}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Amiri\" w:hAnsi=\"Amiri\" w:eastAsia=\"Amiri\" w:cs=\"Amiri\"/><w:sz w:val=\"23\"/><w:szCs w:val=\"26\"/><w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SY\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:pPrDefault></w:docDefaults>{all}</w:styles>"
        )
    }
}

const ROOT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/><Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>";

/// Where Amiri is missing Word takes the alternative named here, which every Office has.
const FONTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:font w:name=\"Amiri\"><w:altName w:val=\"Traditional Arabic\"/><w:charset w:val=\"B2\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>";

const NUMBERING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"start\"/><w:pPr><w:ind w:start=\"340\" w:hanging=\"340\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
