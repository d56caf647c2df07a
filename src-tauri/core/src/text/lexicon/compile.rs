//! The lexicon's rows made into patterns over folded tokens, and the patterns found in a text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::inflect::{arabic_noun, arabic_participle, arabic_past, arabic_present, english_verb};
use super::{Act, LemmaId};
use crate::text::fold::clitic::{Peeling, each_clitic};
use crate::text::fold::sieve::Sieve;
use crate::text::fold::{Rules, spelling};

/// What a row of the lexicon performs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Performs {
    Act(Act),
    /// Nothing, whatever another row says of the words.
    Nothing,
    /// The act of its complement; without one this.
    Carrier(Option<Act>),
}

/// What a row is called whose words are no position.
pub(super) const NOTHING: &str = "none";

/// Which form of its verb a pattern's first word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Past,
    Present,
    Participle,
    Noun,
    /// A noun with the pronoun of whose act it is.
    OwnedNoun,
    Phrase,
    EnglishBase,
    EnglishS,
    EnglishPast,
    EnglishIng,
}

/// A pattern found at a place.
#[derive(Debug, Clone)]
pub(super) struct Hit<'k> {
    pub tokens: Range<usize>,
    pub performs: Performs,
    pub lemma: LemmaId,
    pub force: u8,
    pub role: Role,
    /// The first word without its clitics.
    pub first: Peeling<'k>,
    /// The same word is also a noun of its verb (دعم supported, support), or the other way round.
    pub ambiguous: bool,
    /// The word is also a noun with the pronoun of whose act it is (رفضه rejected it, his rejection).
    pub owned: bool,
    /// The pattern has words after its first.
    pub longer: bool,
}

#[derive(Debug)]
enum Step {
    Word(Box<str>),
    Beginning(Box<str>),
    Gap(usize),
}

#[derive(Debug)]
struct Pattern {
    rest: Box<[Step]>,
    row: usize,
    role: Role,
}

#[derive(Debug)]
struct Row {
    performs: Performs,
    force: u8,
}

#[derive(Debug)]
pub(super) struct Compiled {
    rows: Vec<Row>,
    by_first: FxHashMap<Box<str>, Vec<Pattern>>,
    firsts: Sieve,
}

impl Compiled {
    /// Of tables, each with whether it is Arabic. Of patterns of one length the first table's count.
    pub(super) fn new(tables: &[(bool, &str)]) -> Self {
        let mut compiled =
            Self { rows: Vec::new(), by_first: FxHashMap::default(), firsts: Sieve::default() };
        for (language, table) in tables {
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                compiled.add_row(line.trim_end_matches('\r'), *language);
            }
        }
        compiled.firsts = Sieve::of(compiled.by_first.keys().map(|word| word.as_bytes()));
        compiled
    }

    fn add_row(&mut self, line: &str, arabic: bool) {
        let cells: Vec<Vec<&str>> =
            line.split('\t').map(|cell| cell.split('|').filter(|part| *part != "-").collect()).collect();
        let cell = |n: usize| cells.get(n).map_or(&[][..], Vec::as_slice);
        let performs = match cell(0) {
            [act] => match act.split_once('/') {
                Some((_, without)) => Performs::Carrier(Act::from_id(without)),
                None if *act == NOTHING => Performs::Nothing,
                None => Act::from_id(act).map_or(Performs::Carrier(None), Performs::Act),
            },
            _ => return,
        };
        let force = cell(1).first().and_then(|force| force.parse().ok()).unwrap_or(1);
        let mut forms: Vec<(String, Role)> = Vec::new();
        let mut add = |made: Vec<String>, role: Role| forms.extend(made.into_iter().map(|form| (form, role)));
        let (phrases, not) = if arabic {
            cell(2).iter().for_each(|part| add(arabic_past(part), Role::Past));
            cell(3).iter().for_each(|part| add(arabic_present(part), Role::Present));
            cell(4).iter().for_each(|part| add(arabic_participle(part), Role::Participle));
            for part in cell(5) {
                for form in arabic_noun(part) {
                    let owned = form != *part && !form.ends_with('ا');
                    let owned =
                        owned || (form.ends_with("ها") || form.ends_with("هما") || form.ends_with("نا"));
                    let role = if owned && form.len() > part.len() { Role::OwnedNoun } else { Role::Noun };
                    add(vec![form], role);
                }
            }
            (cell(6), cell(7))
        } else {
            for base in cell(2) {
                let roles = [Role::EnglishBase, Role::EnglishS, Role::EnglishPast, Role::EnglishIng];
                english_verb(base).into_iter().zip(roles).for_each(|(form, role)| add(vec![form], role));
            }
            for form in cell(3) {
                let role = match form {
                    _ if form.ends_with("ing") => Role::EnglishIng,
                    _ if form.ends_with('s') => Role::EnglishS,
                    _ => Role::EnglishPast,
                };
                add(vec![(*form).to_owned()], role);
            }
            cell(4).iter().for_each(|part| add(vec![(*part).to_owned()], Role::Noun));
            (cell(5), cell(6))
        };
        let row = self.rows.len();
        self.rows.push(Row { performs, force });
        let fold = |word: &str| spelling(word, &Rules::all()).into_owned();
        let not: Vec<(String, bool)> = not
            .iter()
            .map(|form| match form.strip_suffix('*') {
                Some(beginning) => (fold(beginning), true),
                None => (fold(form), false),
            })
            .collect();
        let is_not = |form: &str| {
            not.iter().any(|(not, any_ending)| form == not || (*any_ending && form.starts_with(not.as_str())))
        };
        let framed: Vec<&&str> = phrases.iter().filter(|phrase| phrase.starts_with('@')).collect();
        for (form, role) in forms {
            let first = fold(&form);
            let verbal = !matches!(role, Role::Noun | Role::OwnedNoun);
            for frame in framed.iter().filter(|_| verbal) {
                let pattern = Pattern { rest: steps(&frame[1..]), row, role };
                self.by_first.entry(first.clone().into()).or_default().push(pattern);
            }
            if (framed.is_empty() || !verbal) && !is_not(&first) {
                let patterns = self.by_first.entry(first.into()).or_default();
                // The principal parts fall together in folded spelling; each word once in each role.
                if !patterns
                    .iter()
                    .any(|known| known.row == row && known.role == role && known.rest.is_empty())
                {
                    patterns.push(Pattern { rest: Box::default(), row, role });
                }
            }
        }
        for phrase in phrases.iter().filter(|phrase| !phrase.starts_with('@')) {
            let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
            let pattern = Pattern { rest: steps(rest), row, role: Role::Phrase };
            self.by_first.entry(fold(first).into()).or_default().push(pattern);
        }
    }

    /// Every pattern found, the longest at each place, none inside another. Only places where `may_begin` holds are looked
    /// at.
    pub(super) fn hits<'k>(&self, keys: &[&'k str], may_begin: impl Fn(usize) -> bool) -> Vec<Hit<'k>> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < keys.len() {
            if may_begin(at)
                && let Some(hit) = self.hit_at(keys, at)
            {
                at = hit.tokens.end;
                if hit.performs != Performs::Nothing {
                    hits.push(hit);
                }
            } else {
                at += 1;
            }
        }
        hits
    }

    /// Whether any pattern begins with a word.
    pub(super) fn begins(&self, word: &str) -> bool {
        let known = |word: &str| self.firsts.lets(word.as_bytes()) && self.by_first.contains_key(word);
        let mut begins = known(word);
        if !begins && word.starts_with(CLITICS) {
            each_clitic(word, &mut |peeling| begins |= known(peeling.base));
        }
        begins
    }

    /// The longest pattern that begins at a token; of equal ones that with the fewest clitics.
    pub(super) fn hit_at<'k>(&self, keys: &[&'k str], at: usize) -> Option<Hit<'k>> {
        let word = *keys.get(at)?;
        let mut best: Option<Hit<'k>> = None;
        let mut consider = |peeling: Peeling<'k>| {
            if !self.firsts.lets(peeling.base.as_bytes()) {
                return;
            }
            let Some(patterns) = self.by_first.get(peeling.base) else { return };
            for pattern in patterns.iter().filter(|pattern| allows(pattern.role, &peeling)) {
                let Some(end) = follow(&pattern.rest, keys, at + 1) else { continue };
                let longest = best.as_ref().is_none_or(|best| end > best.tokens.end);
                if longest {
                    let row = &self.rows[pattern.row];
                    best = Some(Hit {
                        tokens: at..end,
                        performs: row.performs,
                        lemma: LemmaId(u16::try_from(pattern.row).unwrap_or(u16::MAX)),
                        force: row.force,
                        role: pattern.role,
                        first: peeling,
                        ambiguous: patterns.iter().any(|other| {
                            is_noun(other.role) != is_noun(pattern.role) && other.rest.is_empty()
                        }),
                        owned: patterns.iter().any(|other| other.role == Role::OwnedNoun),
                        longer: !pattern.rest.is_empty(),
                    });
                }
            }
        };
        consider(Peeling::whole(word));
        if word.starts_with(CLITICS) {
            each_clitic(word, &mut consider);
        }
        best
    }
}

/// The letters that a clitic can begin with.
const CLITICS: [char; 7] = ['و', 'ف', 'ب', 'ل', 'ا', 'س', 'ك'];

const fn is_noun(role: Role) -> bool {
    matches!(role, Role::Noun | Role::OwnedNoun)
}

/// Whether a word in this role can carry these clitics.
const fn allows(role: Role, peeling: &Peeling<'_>) -> bool {
    match role {
        Role::Past | Role::Participle => peeling.is_verbal() && !peeling.future,
        Role::Present => peeling.is_verbal(),
        // The short first words of phrases are verbs: بعد أن is not ب and عد أن.
        Role::Phrase => (peeling.is_verbal() || peeling.base.len() >= 8) && !peeling.future,
        Role::Noun | Role::OwnedNoun => !peeling.future,
        _ => true,
    }
}

fn steps(pattern: &str) -> Box<[Step]> {
    let fold = |word: &str| -> Box<str> { spelling(word, &Rules::all()).into() };
    pattern
        .split_whitespace()
        .map(|word| {
            if let Some(gap) = word.strip_prefix('~') {
                Step::Gap(gap.parse().unwrap_or(0))
            } else if let Some(beginning) = word.strip_suffix('*') {
                Step::Beginning(fold(beginning))
            } else {
                Step::Word(fold(word))
            }
        })
        .collect()
}

/// Where a pattern's further steps end, from token `at`.
fn follow(rest: &[Step], keys: &[&str], mut at: usize) -> Option<usize> {
    let mut gap = 0;
    for step in rest {
        if let Step::Gap(words) = step {
            gap = *words;
            continue;
        }
        let mut passed = 0;
        loop {
            let key = keys.get(at)?;
            at += 1;
            if fits(step, key) {
                break;
            }
            if ends_sentence(key) {
                return None;
            }
            if is_mark(key) {
                // Quotation marks and brackets part nothing, a comma only words that must be neighbours.
                if gap == 0 && *key == "," {
                    return None;
                }
                continue;
            }
            passed += 1;
            if passed > gap {
                return None;
            }
        }
        gap = 0;
    }
    Some(at)
}

fn fits(step: &Step, key: &str) -> bool {
    let bare = key.strip_prefix("ال").unwrap_or(key);
    match step {
        Step::Word(word) => key == &**word || bare == &**word,
        Step::Beginning(beginning) => key.starts_with(&**beginning) || bare.starts_with(&**beginning),
        Step::Gap(_) => false,
    }
}

/// Whether a key is of a punctuation mark.
pub(super) fn is_mark(key: &str) -> bool {
    match key.as_bytes() {
        [] => true,
        [first, ..] if first.is_ascii() => !first.is_ascii_alphanumeric(),
        // The letters ء to ي, asked for first: the general test is slow on them.
        [0xd8, 0xa1..=0xba, ..] | [0xd9, 0x81..=0x8a, ..] => false,
        _ => key.chars().next().is_none_or(|c| !c.is_alphanumeric()),
    }
}

pub(super) fn ends_sentence(key: &str) -> bool {
    matches!(key, "." | "!" | "?" | ";" | "…" | "\n")
}
