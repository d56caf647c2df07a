//! Seeded edits, of the kinds that a statement's drafters make.

/// A generator of pseudo-random numbers that is the same everywhere (SplitMix64; G. L. Steele, D. Lea, C. H. Flood,
/// "Fast splittable pseudorandom number generators", 2014).
pub struct Seeded(u64);

impl Seeded {
    /// The generator of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    /// Whether something of this chance happens.
    pub fn happens(&mut self, chance: f64) -> bool {
        (self.below(1_000_000) as f64) < chance * 1_000_000.0
    }
}

/// Edits a share of the paragraphs. Of ten edited ones eight have words exchanged, inserted or dropped (one edit for each
/// twelve words), one is split, merged with the next or dropped, one is moved elsewhere; for each twenty a new one comes.
pub fn edit(text: &[String], share: f64, seed: u64) -> Vec<String> {
    let mut random = Seeded::new(seed);
    let vocabulary: Vec<&str> = text.iter().flat_map(|paragraph| paragraph.split_whitespace()).collect();
    let mut edited: Vec<String> = Vec::with_capacity(text.len() + text.len() / 10);
    let mut moved = Vec::new();
    let mut merge = false;
    for paragraph in text {
        let mut paragraph = paragraph.clone();
        if random.happens(share) {
            paragraph = match random.below(20) {
                0 => {
                    let (head, tail) = split(&paragraph, &mut random);
                    edited.push(head);
                    tail
                }
                1 => {
                    merge = true;
                    edited.push(paragraph);
                    continue;
                }
                2 => continue,
                3 | 4 => {
                    moved.push(edit_words(&paragraph, &vocabulary, &mut random));
                    continue;
                }
                5 => {
                    edited.push(invent(&vocabulary, &mut random));
                    paragraph
                }
                _ => edit_words(&paragraph, &vocabulary, &mut random),
            };
        }
        match edited.last_mut() {
            Some(last) if std::mem::take(&mut merge) => *last = format!("{last} {paragraph}"),
            _ => edited.push(paragraph),
        }
    }
    for paragraph in moved {
        let place = random.below(edited.len() + 1);
        edited.insert(place, paragraph);
    }
    edited
}

fn edit_words(paragraph: &str, vocabulary: &[&str], random: &mut Seeded) -> String {
    let mut words: Vec<&str> = paragraph.split_whitespace().collect();
    for _ in 0..words.len() / 12 + 1 {
        let other = vocabulary[random.below(vocabulary.len())];
        let place = random.below(words.len());
        match random.below(3) {
            0 => words[place] = other,
            1 => words.insert(place, other),
            _ if words.len() > 1 => {
                words.remove(place);
            }
            _ => words.push(other),
        }
    }
    words.join(" ")
}

/// Cuts a paragraph in two near its middle.
fn split(paragraph: &str, random: &mut Seeded) -> (String, String) {
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let place = (words.len() / 3 + random.below(words.len() / 3 + 1)).max(1).min(words.len());
    let (head, tail) = words.split_at(place);
    let tail = if tail.is_empty() { head } else { tail };
    (head.join(" "), tail.join(" "))
}

/// A paragraph of words that stand in no such order in the text.
fn invent(vocabulary: &[&str], random: &mut Seeded) -> String {
    let words: Vec<&str> = (0..60).map(|_| vocabulary[random.below(vocabulary.len())]).collect();
    words.join(" ")
}
