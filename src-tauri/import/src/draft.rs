//! What was read of a file and is not stored yet: a draft of a release, for a person to look at.
//!
//! A draft says where each of its parts comes from. Nothing in it is settled but the text.

use std::fmt;
use std::ops::Range;

use bayan_core::model::{Lang, ReleaseDate};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A release as a reader found it in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// The form it came in.
    pub format: Format,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// Its paragraphs in order, at least one, none of them blank.
    pub paragraphs: Vec<DraftParagraph>,
    /// What may be its date, the likeliest first.
    pub dates: Vec<DateGuess>,
    /// Its language, told from its letters; `None` where it has neither Arabic nor Latin ones.
    pub lang: Option<Lang>,
    /// The address it was published at, as the file says.
    pub address: Option<String>,
    /// Who wrote it, as the file says.
    pub author: Option<String>,
    /// The site or organisation that published it, as the file says.
    pub site: Option<String>,
    /// How its bytes were read as characters; `None` where the format leaves no choice.
    pub encoding: Option<Encoding>,
    /// What a person should know before storing it.
    pub warnings: Vec<Warning>,
    /// What it was read from, to be kept with it.
    pub original: Original,
}

impl Draft {
    /// The likeliest date.
    pub fn date(&self) -> Option<ReleaseDate> {
        self.dates.first().map(|guess| guess.date)
    }

    /// The paragraphs' texts alone.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.paragraphs.iter().map(|paragraph| paragraph.text.as_str())
    }
}

/// A paragraph of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftParagraph {
    /// Its text as it stands in the file, without line breaks.
    pub text: String,
    /// What the format says it is.
    pub kind: ParagraphKind,
}

impl DraftParagraph {
    /// A paragraph of the running text.
    pub fn body(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: ParagraphKind::Body }
    }
}

/// What a format says a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphKind {
    /// Running text.
    #[default]
    Body,
    /// A heading.
    Heading,
    /// An item of a list.
    ListItem,
    /// A row of a table, its cells set apart by tabs.
    TableRow,
    /// A footnote or endnote, behind the text it belongs to.
    Footnote,
    /// The text of a box beside the running text.
    TextBox,
    /// A quotation set off from the text.
    Quotation,
}

/// The form a draft came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// A page or a piece of HTML.
    Html,
    /// A Word document.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// A PDF file.
    Pdf,
    /// A message.
    Eml,
    /// An entry of a feed.
    Feed,
    /// A row of a table of comma-separated values.
    Csv,
    /// An object of a JSON file.
    Json,
}

/// How sure a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// It may well be otherwise: ask.
    Low,
    /// It is so in most files.
    Likely,
    /// It is written there.
    Certain,
}

/// How bytes were read as characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encoding {
    /// Its name in the WHATWG Encoding Standard, such as `UTF-8` or `windows-1256`.
    pub name: String,
    /// How sure that is.
    pub confidence: Confidence,
}

/// A date found for a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateGuess {
    /// The date, in the Gregorian calendar.
    pub date: ReleaseDate,
    /// The words it was read from, as they stand there.
    pub words: String,
    /// Where they stand.
    pub place: DatePlace,
    /// The calendar they tell the date in.
    pub calendar: Calendar,
    /// How sure it is that this is the release's date.
    pub confidence: Confidence,
}

/// Where a date was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatePlace {
    /// In a paragraph.
    Paragraph {
        /// Its number, from 0.
        number: usize,
        /// The words' bytes in it.
        bytes: Range<usize>,
    },
    /// In the title.
    Title {
        /// The words' bytes in it.
        bytes: Range<usize>,
    },
    /// In the file's name.
    Name,
    /// In a field of the file that is not part of its text.
    Metadata {
        /// The field's name in the format.
        field: String,
    },
}

/// The calendar a date is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// The Gregorian one.
    Gregorian,
    /// The Hijri one of Umm al-Qura.
    Hijri,
}

/// What a person should know of a draft before storing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// It is not certain that the bytes were read as the right characters.
    EncodingUncertain {
        /// The encoding taken.
        name: String,
    },
    /// Bytes fit no character and were replaced by U+FFFD.
    BytesReplaced {
        /// How many replacement characters are in the text.
        count: usize,
    },
    /// The text has control characters, which nobody sees: they turn or hide what is read.
    ControlCharacters {
        /// How many.
        count: usize,
    },
    /// Pages hold no text: they are pictures, or drawn in fonts that don't say which letters they show.
    PagesWithoutText {
        /// Their numbers, from 1.
        pages: Vec<u32>,
    },
    /// Two readers of the PDF read a number differently.
    NumberDiffers {
        /// The paragraph's number, from 0, where the first reading stands; `None` where only the other reader has one.
        paragraph: Option<usize>,
        /// As it stands in the draft; empty where it is missing there.
        taken: String,
        /// As the other reader has it; empty where it is missing there.
        other: String,
    },
    /// Only one reader could read the PDF, so that its numbers could not be checked.
    NumbersUnchecked,
    /// The document has tracked changes; the text is the one with all of them accepted.
    TrackedChangesAccepted {
        /// How many insertions, deletions and moves.
        count: usize,
    },
    /// The document has comments, which are no part of its text.
    CommentsLeftOut {
        /// How many.
        count: usize,
    },
    /// The file breaks off or is damaged; this is the part of its text that could be read.
    PartialText,
    /// No article was told apart from the page around it; this is all of the page's text.
    NoArticle,
    /// The file's name ends in something else than what it is.
    EndingDiffers {
        /// The ending.
        ending: String,
    },
    /// Two entries of the file have one name; the first was read.
    DuplicateEntries {
        /// The name.
        name: String,
    },
    /// What is written as the date is none.
    DateNotUnderstood {
        /// What is written.
        written: String,
    },
}

/// What a draft was read from.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Original {
    /// Its name, without folders.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Its bytes: those of the file, or of one row or entry of it.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The row or entry as text, while it is on its way from the reader.
    pub(crate) part: Option<String>,
}

impl Original {
    /// The original of one row or entry of a file.
    pub(crate) fn of_part(part: impl Into<String>) -> Self {
        Self { part: Some(part.into()), ..Self::default() }
    }

    pub(crate) fn fill(&mut self, name: &str, number: usize, file: &[u8]) {
        match self.part.take() {
            Some(part) => {
                self.name = format!("{name}#{}", number + 1);
                self.bytes = part.into_bytes();
            }
            None => {
                self.name = name.to_owned();
                self.bytes = file.to_vec();
            }
        }
        self.sha256 = Sha256::digest(&self.bytes).into();
    }
}

impl fmt::Debug for Original {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.name, self.bytes.len())
    }
}
