//! An archive's own rows of the lexicon: words its issuers use that the standard one lacks, reads otherwise, or should pass
//! over.
//!
//! The form is that of the files that come with Bayan, so that a row can be taken from one to the other; beside the acts
//! there is `none`, for words that are no position in this archive. Here the rows are checked and told; what they do in a
//! text is [`super::Lexicon`]'s business.

use serde::{Deserialize, Serialize};

use super::Act;
use super::compile::NOTHING;
use crate::model::Lang;

/// Why a line of a lexicon was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct LexiconError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The first column is no act, `none` or `carrier`.
    #[error("“{0}” is no act")]
    Act(String),
    /// The second column is not 1, 2 or 3.
    #[error("“{0}” is no force: 1, 2 or 3")]
    Force(String),
    /// It has other columns than the language's file.
    #[error("has {found} columns, not {wanted}")]
    Columns {
        /// How many it has.
        found: usize,
        /// How many its language has.
        wanted: usize,
    },
    /// No column holds a word.
    #[error("names no words")]
    Empty,
    /// A phrase that matches nothing: a gap at its start or end, a `*` inside, `~` without a number.
    #[error("“{0}” is not well written")]
    Phrase(String),
}

/// A row of an archive's lexicon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OwnRow {
    /// The act; `None` for words that are no position.
    pub act: Option<Act>,
    /// Its force, 1 to 3; of a carrier 0.
    pub force: u8,
    /// A phrase as it stands in texts: `*` for any ending of a word, `~3` for up to three words between. Of a row with the
    /// forms of a verb, a carrier or several phrases, the whole line instead.
    pub words: String,
    /// Whether `words` is a line of the file, to be left as it is.
    pub whole: bool,
}

/// The columns of a language's file.
const fn columns(lang: Lang) -> usize {
    match lang {
        Lang::Ar => 8,
        Lang::En => 7,
    }
}

/// The place of the phrases among them, from 0.
const fn phrases(lang: Lang) -> usize {
    columns(lang) - 2
}

/// Reads the rows of a language. Blank lines and those that begin with `#` are passed over.
///
/// # Errors
/// The first line that was not understood.
pub fn read(lang: Lang, file: &str) -> Result<Vec<OwnRow>, LexiconError> {
    let lines = file.trim_start_matches('\u{feff}').lines().enumerate();
    let rows = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    rows.map(|(number, line)| {
        row(lang, line.trim_end_matches('\r')).map_err(|reason| LexiconError { line: number + 1, reason })
    })
    .collect()
}

/// Writes rows as the lines that [`read`] reads.
///
/// # Errors
/// The first row whose words can't be a phrase, by its place from 1.
pub fn write(lang: Lang, rows: &[OwnRow]) -> Result<String, LexiconError> {
    let mut file = String::new();
    for (number, own) in rows.iter().enumerate() {
        let line = if own.whole {
            own.words.clone()
        } else {
            let act = own.act.map_or(NOTHING, Act::id);
            let words = own.words.split_whitespace().collect::<Vec<&str>>().join(" ");
            let mut cells = vec!["-"; columns(lang)];
            let force = own.force.to_string();
            cells[0] = act;
            cells[1] = &force;
            cells[phrases(lang)] = &words;
            cells.join("\t")
        };
        row(lang, &line).map_err(|reason| LexiconError { line: number + 1, reason })?;
        file.push_str(&line);
        file.push('\n');
    }
    Ok(file)
}

fn row(lang: Lang, line: &str) -> Result<OwnRow, Reason> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let name = cells.first().copied().unwrap_or_default();
    let carrier = name == "carrier"
        || name.strip_prefix("carrier/").is_some_and(|without| Act::from_id(without).is_some());
    let act = Act::from_id(name);
    if act.is_none() && name != NOTHING && !carrier {
        return Err(Reason::Act(name.to_owned()));
    }
    if cells.len() != columns(lang) {
        return Err(Reason::Columns { found: cells.len(), wanted: columns(lang) });
    }
    let force = match cells[1].parse() {
        Ok(force @ 1..=3) => force,
        // A carrier has the force of what it carries.
        Ok(0) if carrier => 0,
        _ => return Err(Reason::Force(cells[1].to_owned())),
    };
    let parts = |cell: &str| cell.split('|').filter(|part| *part != "-" && !part.is_empty()).count();
    let last = phrases(lang);
    if cells[2..=last].iter().all(|cell| parts(cell) == 0) {
        return Err(Reason::Empty);
    }
    for phrase in cells[last].split('|').filter(|part| *part != "-") {
        if !is_phrase(phrase) {
            return Err(Reason::Phrase(phrase.to_owned()));
        }
    }
    let lone = parts(cells[last]) == 1
        && !cells[last].starts_with('@')
        && (2..cells.len()).all(|at| at == last || parts(cells[at]) == 0);
    let whole = carrier || !lone;
    let words = if whole { line.to_owned() } else { cells[last].to_owned() };
    Ok(OwnRow { act, force, words, whole })
}

fn is_phrase(phrase: &str) -> bool {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let is_gap = |word: &str| word.strip_prefix('~').is_some_and(|gap| gap.parse::<u8>().is_ok());
    let good = |word: &&str| {
        let bare = word.strip_suffix('*').unwrap_or(word);
        is_gap(word) || !bare.is_empty() && !bare.contains(['*', '~', '@'])
    };
    match words.as_slice() {
        [] => false,
        ["@", rest @ ..] => {
            !rest.is_empty() && rest.iter().all(good) && rest.last().is_some_and(|last| !is_gap(last))
        }
        [first, .., last] => !is_gap(first) && !is_gap(last) && words.iter().all(good),
        [only] => !is_gap(only) && good(only),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::positions::Finder;
    use crate::positions::codebook::Standard;

    fn acts(own: (&str, &str), text: &str) -> Vec<&'static str> {
        let finder = Finder::with_lexicon(&Standard::Syria.codebook(), own.0, own.1);
        finder.positions(&[text]).positions.iter().map(|position| position.act.id()).collect()
    }

    #[test]
    fn words_of_an_archive_are_read_as_it_says_in_both_languages() {
        let english = "The Council took heart from the ceasefire.";
        assert_eq!(acts(("", ""), english), [""; 0]);
        assert_eq!(acts(("", "welcome\t2\t-\t-\t-\ttook heart from\t-"), english), ["welcome"]);
        let arabic = "طمأن المجلس إلى وقف إطلاق النار.";
        assert_eq!(acts(("welcome\t2\tطمأن\tيطمئن\t-\t-\t-\t-", ""), arabic), ["welcome"]);
    }

    #[test]
    fn what_an_archive_says_counts_before_the_standard_and_none_is_no_position() {
        let text = "The Council noted the ceasefire.";
        assert_eq!(acts(("", ""), text), ["note"]);
        assert_eq!(acts(("", "welcome\t1\tnote\t-\t-\t-\t-"), text), ["welcome"]);
        assert_eq!(acts(("", "none\t1\tnote\t-\t-\t-\t-"), text), [""; 0]);
    }

    #[test]
    fn every_row_that_comes_with_the_program_can_be_an_archives_own() {
        for (lang, file) in [(Lang::Ar, super::super::ARABIC), (Lang::En, super::super::ENGLISH)] {
            let rows = read(lang, file).unwrap_or_else(|error| panic!("{lang:?}: {error}"));
            assert_eq!(read(lang, &write(lang, &rows).unwrap()).unwrap(), rows);
        }
    }

    #[test]
    fn a_line_that_is_not_understood_is_named_with_the_reason() {
        let fails = |lang, line: &str| read(lang, &format!("# mine\n\n{line}")).unwrap_err();
        let error = fails(Lang::En, "applaud\t2\t-\t-\t-\ttook heart\t-");
        assert_eq!(error, LexiconError { line: 3, reason: Reason::Act("applaud".into()) });
        assert_eq!(fails(Lang::En, "note\t9\tsee\t-\t-\t-\t-").reason, Reason::Force("9".into()));
        let short = Reason::Columns { found: 2, wanted: 8 };
        assert_eq!(fails(Lang::Ar, "note\t1").reason, short);
        assert_eq!(fails(Lang::En, "note\t1\t-\t-\t-\t-\t-").reason, Reason::Empty);
        assert_eq!(fails(Lang::En, "note\t1\t-\t-\t-\ttook ~x\t-").reason, Reason::Phrase("took ~x".into()));
        let phrase = OwnRow { act: None, force: 1, words: "  took   heart ".into(), whole: false };
        let line = write(Lang::En, &[phrase]).unwrap();
        assert_eq!(read(Lang::En, &line).unwrap()[0].words, "took heart");
        let blank = OwnRow { act: None, force: 1, words: " ".into(), whole: false };
        assert_eq!(write(Lang::En, &[blank]).unwrap_err().reason, Reason::Empty);
    }
}
