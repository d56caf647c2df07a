//! Which pairs of paragraphs are worth measuring: those that share enough rare words, found over an inverted index.

use super::Search;
use super::similarity::Bags;
use crate::compare::prepare::Prepared;
use crate::compare::work::Work;

/// A pair of paragraphs worth measuring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub first: usize,
    pub second: usize,
}

/// Paragraphs of the second side kept for each of the first, the most promising ones.
const KEPT: usize = 5;
/// The share of the best one's promise below which a paragraph is not worth measuring.
const PROMISING: f32 = 0.5;
/// A word that stands in more paragraphs of the second side than this finds none by itself.
const COMMON: usize = 40;

/// Finds the pairs of paragraphs `firsts` × `seconds`, the bags of which must be there.
pub(super) fn among(
    search: &Search,
    prepared: &Prepared<'_>,
    firsts: &[usize],
    seconds: &[usize],
    bags: &Bags,
    work: &mut Work,
) -> Vec<Candidate> {
    let weights = &prepared.weights;
    let index = Index::new(weights.len(), seconds.iter().map(|&j| (j as u32, search.second[j])), bags);
    let mut whole = vec![0.0_f32; search.second.len()];
    for &j in seconds {
        whole[j] = bags.get(search.second[j]).map_or(0.0, |bag| bag.weight);
    }
    let before = work.clone();
    let parts = prepared.threads.share(firsts.len(), |range| {
        let mut work = before.apart();
        (promising(search, weights, &firsts[range], &index, &whole, bags, &mut work), work)
    });
    let mut candidates = Vec::new();
    for (part, done) in parts {
        candidates.extend(part);
        work.take_in(&done, &before);
    }
    candidates
}

/// The pairs of some of the first paragraphs that promise most; `whole` has the weight of each second paragraph.
fn promising(
    search: &Search,
    weights: &[f32],
    firsts: &[usize],
    index: &Index,
    whole: &[f32],
    bags: &Bags,
    work: &mut Work,
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut sum = vec![0.0_f32; search.second.len()];
    // Whether a place is new is as good as chance: it is written down in any case, and overwritten where it is not.
    let mut touched = vec![0_u32; search.second.len() + 1];
    for &i in firsts {
        let mut count = 0;
        let Some(bag) = bags.get(search.first[i]) else { continue };
        for &(stem, n) in &bag.words {
            let places = index.places(stem);
            if places.len() > COMMON {
                continue;
            }
            work.count(places.len());
            let weight = weights[stem as usize] * n.min(3) as f32;
            for &j in places {
                let sum = &mut sum[j as usize];
                touched[count] = j;
                count += usize::from(*sum == 0.0);
                *sum += weight;
            }
        }
        // Relative to the other's length: a long paragraph shares words with every other.
        let mut best = Best::default();
        for &j in &touched[..count] {
            let other = whole[j as usize];
            best.offer(std::mem::take(&mut sum[j as usize]) / (bag.weight.min(other) + 8.0), j);
        }
        for &(_, j) in best.promising() {
            let second = j as usize;
            if search.forbidden.contains(&(i, second)) {
                continue;
            }
            candidates.push(Candidate { first: i, second });
        }
    }
    candidates
}

/// For each stem the paragraphs that have it, ascending as they were given.
struct Index {
    /// Where each stem's paragraphs begin in `places`, and a last one for the end.
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Index {
    /// Of paragraphs given by number and sheet.
    fn new(stems: usize, paragraphs: impl Iterator<Item = (u32, u32)> + Clone, bags: &Bags) -> Self {
        let words = |sheet: u32| bags.get(sheet).map_or(&[][..], |bag| &bag.words);
        // Counted one place on, so that filling moves each beginning to where it belongs.
        let mut starts = vec![0_u32; stems + 2];
        for (_, sheet) in paragraphs.clone() {
            for &(stem, _) in words(sheet) {
                starts[stem as usize + 2] += 1;
            }
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut places = vec![0_u32; starts.last().map_or(0, |end| *end as usize)];
        for (paragraph, sheet) in paragraphs {
            for &(stem, _) in words(sheet) {
                let next = &mut starts[stem as usize + 1];
                places[*next as usize] = paragraph;
                *next += 1;
            }
        }
        Self { starts, places }
    }

    fn places(&self, stem: u32) -> &[u32] {
        let (from, to) = (self.starts[stem as usize], self.starts[stem as usize + 1]);
        &self.places[from as usize..to as usize]
    }
}

/// The paragraphs that promise most, the best first; of equal ones the first in the text.
#[derive(Default)]
struct Best {
    kept: [(f32, u32); KEPT],
    count: usize,
}

impl Best {
    fn offer(&mut self, promise: f32, paragraph: u32) {
        let better =
            |&(other, place): &(f32, u32)| promise > other || (promise == other && paragraph < place);
        if self.count == KEPT && !better(&self.kept[KEPT - 1]) {
            return;
        }
        let mut at = self.count.min(KEPT - 1);
        while at > 0 && better(&self.kept[at - 1]) {
            self.kept[at] = self.kept[at - 1];
            at -= 1;
        }
        self.kept[at] = (promise, paragraph);
        self.count = (self.count + 1).min(KEPT);
    }

    fn promising(&self) -> &[(f32, u32)] {
        let kept = &self.kept[..self.count];
        let bar = PROMISING * kept.first().map_or(0.0, |best| best.0);
        &kept[..kept.iter().take_while(|(promise, _)| *promise >= bar).count()]
    }
}
