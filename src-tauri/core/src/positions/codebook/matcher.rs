//! A codebook's terms made ready, and found in a text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::pattern::{Next, Step, candidates, forms, number, steps};
use super::{Codebook, TopicId, Weight};
use crate::positions::reading::{Paragraph, Words, is_mark};
use crate::text::fold::sieve::Sieve;

/// A codebook's terms, compiled. Made once for a codebook.
#[derive(Debug)]
pub struct Matcher {
    /// Identifiers; those with `#` are made whole when found.
    ids: Vec<TopicId>,
    patterns: Vec<Pattern>,
    by_word: FxHashMap<Box<str>, Vec<u32>>,
    by_beginning: FxHashMap<[u8; 6], Vec<(Box<str>, u32)>>,
    by_number: Vec<u32>,
    firsts: Sieve,
    beginnings: Sieve,
}

#[derive(Debug)]
struct Pattern {
    topic: u32,
    weight: Weight,
    capitals: bool,
    rest: Box<[Next]>,
}

/// A term found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The topic.
    pub topic: TopicId,
    /// The term's weight; never [`Weight::Not`].
    pub weight: Weight,
    /// The tokens of the paragraph it takes, by index.
    pub tokens: Range<usize>,
    /// The bytes of the paragraph it takes.
    pub bytes: Range<usize>,
}

/// How much of a text a codebook covers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The topics that each paragraph names, in the order of their weight in it; empty for one in the unassigned queue.
    pub paragraphs: Vec<Vec<TopicId>>,
}

impl Coverage {
    /// The paragraphs no topic covers, by number.
    pub fn unassigned(&self) -> Vec<usize> {
        (0..self.paragraphs.len()).filter(|at| self.paragraphs[*at].is_empty()).collect()
    }

    /// The share of paragraphs that a topic covers, 0 to 1; 1 for a text without paragraphs.
    pub fn share(&self) -> f64 {
        let all = self.paragraphs.len();
        if all == 0 { 1.0 } else { 1.0 - self.unassigned().len() as f64 / all as f64 }
    }
}

impl Matcher {
    /// Compiles a codebook.
    pub fn new(codebook: &Codebook) -> Self {
        let mut matcher = Self {
            ids: codebook.topics.iter().map(|topic| topic.id.clone()).collect(),
            patterns: Vec::new(),
            by_word: FxHashMap::default(),
            by_beginning: FxHashMap::default(),
            by_number: Vec::new(),
            firsts: Sieve::default(),
            beginnings: Sieve::default(),
        };
        for (topic, entry) in codebook.topics.iter().enumerate() {
            for term in &entry.terms {
                let mut steps = steps(term).into_iter();
                let Some(first) = steps.next() else { continue };
                let number = matcher.patterns.len() as u32;
                let capitals = matches!(first, Step::Word { capitals: true, .. });
                match first {
                    Step::Word { key, .. } => {
                        for form in forms(&key, term.lang) {
                            matcher.by_word.entry(form).or_default().push(number);
                        }
                    }
                    Step::Beginning(beginning) => {
                        if let Some(start) = first_three(&beginning) {
                            matcher.by_beginning.entry(start).or_default().push((beginning, number));
                        }
                    }
                    Step::Number => matcher.by_number.push(number),
                    Step::Gap(_) => continue,
                }
                let rest = steps.map(Next::new).collect();
                matcher.patterns.push(Pattern { topic: topic as u32, weight: term.weight, capitals, rest });
            }
        }
        matcher.firsts = Sieve::of(matcher.by_word.keys().map(|word| word.as_bytes()));
        matcher.beginnings = Sieve::of(matcher.by_beginning.keys().map(|start| &start[..]));
        matcher
    }

    /// The terms in a text, in order, the longest at each place.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let mut words = Words::default();
        let paragraph = words.read(text);
        let starts = Starts::of(self, &words);
        self.find_in(&words, &starts, &paragraph, &words.keys_of(&paragraph))
    }

    /// What each paragraph of a release is on.
    pub fn coverage<S: AsRef<str>>(&self, paragraphs: &[S]) -> Coverage {
        let mut words = Words::default();
        let read: Vec<Paragraph<'_>> = paragraphs.iter().map(|text| words.read(text.as_ref())).collect();
        let starts = Starts::of(self, &words);
        let named = |paragraph: &Paragraph<'_>| {
            let mut topics: Vec<(TopicId, u32)> = Vec::new();
            for hit in self.find_in(&words, &starts, paragraph, &words.keys_of(paragraph)) {
                let weight = u32::from(hit.weight.number());
                match topics.iter_mut().find(|(topic, _)| *topic == hit.topic) {
                    Some((_, sum)) => *sum += weight,
                    None => topics.push((hit.topic, weight)),
                }
            }
            topics.retain(|(_, sum)| *sum >= 2);
            topics.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
            topics.into_iter().map(|(topic, _)| topic).collect()
        };
        Coverage { paragraphs: read.iter().map(named).collect() }
    }

    /// The terms in a paragraph whose words were read into `words`.
    pub(crate) fn find_in(
        &self,
        words: &Words<'_>,
        starts: &Starts,
        paragraph: &Paragraph<'_>,
        keys: &[&str],
    ) -> Vec<Hit> {
        let mut found: Vec<(Range<usize>, u32)> = Vec::new();
        for (at, word) in paragraph.words.iter().enumerate() {
            for pattern in starts.of_word(*word) {
                if let Some(end) = self.follow(*pattern, words, paragraph, keys, at + 1) {
                    found.push((at..end, *pattern));
                }
            }
        }
        self.longest(found)
            .into_iter()
            .map(|(tokens, pattern)| self.hit(tokens, pattern, paragraph, keys))
            .collect()
    }

    fn hit(&self, tokens: Range<usize>, pattern: u32, paragraph: &Paragraph<'_>, keys: &[&str]) -> Hit {
        let pattern = &self.patterns[pattern as usize];
        let id = &self.ids[pattern.topic as usize];
        let topic =
            match id.0.contains('#').then(|| keys[tokens.clone()].iter().rev().find_map(|key| number(key))) {
                Some(number) => TopicId(id.0.replace('#', number.unwrap_or("0"))),
                None => id.clone(),
            };
        Hit { topic, weight: pattern.weight, bytes: paragraph.bytes(tokens.clone()), tokens }
    }

    /// Of terms that overlap the longest, then the first; terms of equal extent all stay, one for each topic. What is not
    /// a topic takes that topic's terms away inside its extent.
    fn longest(&self, mut found: Vec<(Range<usize>, u32)>) -> Vec<(Range<usize>, u32)> {
        let of = |pattern: u32| &self.patterns[pattern as usize];
        let not: Vec<(Range<usize>, u32)> = found
            .iter()
            .filter(|(_, pattern)| of(*pattern).weight == Weight::Not)
            .map(|(tokens, pattern)| (tokens.clone(), of(*pattern).topic))
            .collect();
        found.retain(|(tokens, pattern)| {
            let pattern = of(*pattern);
            pattern.weight != Weight::Not
                && !not.iter().any(|(extent, topic)| {
                    *topic == pattern.topic && extent.start <= tokens.start && tokens.end <= extent.end
                })
        });
        // Position first, longest first, heaviest first.
        found.sort_by_key(|(tokens, pattern)| {
            (
                tokens.start,
                std::cmp::Reverse(tokens.end),
                of(*pattern).topic,
                std::cmp::Reverse(of(*pattern).weight),
            )
        });
        let mut kept: Vec<(Range<usize>, u32)> = Vec::with_capacity(found.len());
        for (tokens, pattern) in found {
            if let Some((last, other)) = kept.last() {
                let again = *last == tokens && of(*other).topic == of(pattern).topic;
                let inside = tokens.start < last.end && *last != tokens;
                if again || inside {
                    continue;
                }
            }
            kept.push((tokens, pattern));
        }
        kept
    }

    /// Where a pattern's further steps end.
    fn follow(
        &self,
        pattern: u32,
        words: &Words<'_>,
        paragraph: &Paragraph<'_>,
        keys: &[&str],
        mut at: usize,
    ) -> Option<usize> {
        let mut gap = 0;
        for next in &self.patterns[pattern as usize].rest {
            if let Step::Gap(words) = next.step {
                gap = words;
                continue;
            }
            let mut passed = 0;
            loop {
                let key = *keys.get(at)?;
                let word = paragraph.words[at] as usize;
                at += 1;
                if next.fits(key, words.capitals[word]) {
                    break;
                }
                if is_mark(key) {
                    // Hyphens, quotation marks and brackets part nothing.
                    if matches!(key, "," | "." | ";" | ":" | "!" | "?" | "…") {
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

    /// The patterns that begin with a word.
    fn starting(&self, key: &str, in_capitals: bool, found: &mut Vec<u32>) {
        let first = found.len();
        candidates(key, |base| {
            if self.firsts.lets(base.as_bytes())
                && let Some(patterns) = self.by_word.get(base)
            {
                found.extend(patterns);
            }
            if let Some(start) = first_three(base)
                && self.beginnings.lets(&start)
                && let Some(beginnings) = self.by_beginning.get(&start)
            {
                found.extend(
                    beginnings
                        .iter()
                        .filter(|(beginning, _)| base.starts_with(&**beginning))
                        .map(|(_, pattern)| pattern),
                );
            }
        });
        if !self.by_number.is_empty() && number(key).is_some() {
            found.extend(&self.by_number);
        }
        found[first..].sort_unstable();
        let mut kept = first;
        for at in first..found.len() {
            let pattern = found[at];
            let twice = kept > first && found[kept - 1] == pattern;
            if !twice && (in_capitals || !self.patterns[pattern as usize].capitals) {
                found[kept] = pattern;
                kept += 1;
            }
        }
        found.truncate(kept);
    }
}

/// Which patterns each word begins, worked out once a word.
#[derive(Debug, Default)]
pub(crate) struct Starts {
    ends: Vec<u32>,
    patterns: Vec<u32>,
}

impl Starts {
    /// Those of all words that were read.
    pub(crate) fn of(matcher: &Matcher, words: &Words<'_>) -> Self {
        let mut starts = Self::default();
        starts.go_on(matcher, words);
        starts
    }

    /// Adds those of the words that were read since.
    pub(crate) fn go_on(&mut self, matcher: &Matcher, words: &Words<'_>) {
        let known = self.ends.len();
        for (key, capitals) in words.keys.iter().zip(&words.capitals).skip(known) {
            matcher.starting(key, *capitals, &mut self.patterns);
            self.ends.push(self.patterns.len() as u32);
        }
    }

    fn of_word(&self, word: u32) -> &[u32] {
        let word = word as usize;
        let start = if word == 0 { 0 } else { self.ends[word - 1] };
        &self.patterns[start as usize..self.ends[word] as usize]
    }
}

/// The first three letters of a word as bytes, zeros behind; `None` for a shorter word or letters of more than two bytes.
#[inline]
fn first_three(word: &str) -> Option<[u8; 6]> {
    let two = |byte: u8| matches!(byte, 0xc2..=0xdf);
    match word.as_bytes() {
        [a, b, c, ..] if a.is_ascii() && b.is_ascii() && c.is_ascii() => Some([*a, *b, *c, 0, 0, 0]),
        [a, b, c, d, e, f, ..] if two(*a) && two(*c) && two(*e) => Some([*a, *b, *c, *d, *e, *f]),
        _ => {
            let (at, third) = word.char_indices().nth(2)?;
            let bytes = word.as_bytes().get(..at + third.len_utf8()).filter(|bytes| bytes.len() <= 6)?;
            let mut start = [0; 6];
            start[..bytes.len()].copy_from_slice(bytes);
            Some(start)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Standard, read};
    use super::*;

    fn found(matcher: &Matcher, text: &str) -> Vec<(String, String)> {
        matcher.find(text).into_iter().map(|hit| (hit.topic.0, text[hit.bytes].to_owned())).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn terms_are_found_through_spelling_article_proclitics_and_pronouns() {
        let matcher = Matcher::new(&Standard::Syria.codebook());
        for text in ["وبوقف اطلاق النار", "لوقفِ إطلاقِ النار", "ووقف إطلاق نار"]
        {
            assert_eq!(
                found(&matcher, text).first().map(|(topic, _)| topic.as_str()),
                Some("ceasefire"),
                "{text}"
            );
        }
        assert_eq!(found(&matcher, "عقوباتها"), pairs(&[("sanctions", "عقوباتها")]));
        assert_eq!(found(&matcher, "a cease-fire"), pairs(&[("ceasefire", "cease-fire")]));
        assert_eq!(
            found(&matcher, "The Refugees’ return"),
            pairs(&[("refugees", "Refugees"), ("refugees", "return")])
        );
    }

    #[test]
    fn the_longest_term_wins_and_takes_its_words() {
        let matcher = Matcher::new(&Standard::Syria.codebook());
        assert_eq!(found(&matcher, "عودة اللاجئين"), pairs(&[("refugees", "عودة اللاجئين")]));
        assert_eq!(found(&matcher, "ملف قيصر"), pairs(&[]));
        assert_eq!(found(&matcher, "صور قيصر"), pairs(&[("detainees", "صور قيصر")]));
    }

    #[test]
    fn words_in_capitals_match_only_in_capitals() {
        let matcher = Matcher::new(&Standard::Syria.codebook());
        assert_eq!(found(&matcher, "it told us of the EU"), pairs(&[("us-eu", "EU")]));
    }

    #[test]
    fn a_number_makes_a_topic_of_its_own() {
        let matcher = Matcher::new(&Standard::Syria.codebook());
        assert_eq!(found(&matcher, "القرار رقم ٢١١٨"), pairs(&[("resolution-2118", "القرار رقم ٢١١٨")]));
        assert_eq!(found(&matcher, "resolution 338 (1973)"), pairs(&[("resolution-338", "resolution 338")]));
        assert_eq!(found(&matcher, "Resolution 2254")[0].0, "resolution-2254");
    }

    #[test]
    fn gaps_and_beginnings_match_no_more_than_they_say() {
        let codebook = read("topic\tt\t-\t#112233\tT\t-\nen\t3\thold* ~2 talks|sub*\n").unwrap();
        let matcher = Matcher::new(&codebook);
        assert_eq!(found(&matcher, "holding new peace talks").len(), 1);
        assert_eq!(found(&matcher, "hold one two three talks").len(), 0);
        assert_eq!(found(&matcher, "hold, talks").len(), 0);
        assert_eq!(found(&matcher, "subject su").len(), 1);
    }

    #[test]
    fn a_paragraph_without_a_topic_stands_in_the_queue() {
        let matcher = Matcher::new(&Standard::Syria.codebook());
        let coverage =
            matcher.coverage(&["The ceasefire holds.", "Nothing to see.", "Violations were seen."]);
        assert_eq!(coverage.unassigned(), [1, 2]);
        assert!((coverage.share() - 1.0 / 3.0).abs() < 1e-9);
    }
}
