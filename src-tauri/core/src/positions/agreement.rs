//! How far two or more people's coding of the same texts agrees, chance taken off.
//!
//! Cohen's kappa for two coders: J. Cohen, “A coefficient of agreement for nominal scales”, Educational and Psychological
//! Measurement 20 (1960) 37–46. Krippendorff's alpha for any number of coders and missing values, on nominal data: K.
//! Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), section C.

use std::collections::BTreeMap;
use std::hash::Hash;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::codebook::TopicId;
use super::find::Position;
use crate::text::lexicon::Act;

/// Cohen's kappa of two coders' labels, unit by unit: 1 for full agreement, 0 for what chance gives, below 0 for less.
///
/// `None` where it is not defined: without units, or where both coders give every unit one and the same label.
pub fn cohen_kappa<L: Eq + Hash>(units: &[(L, L)]) -> Option<f64> {
    if units.is_empty() {
        return None;
    }
    let all = units.len() as f64;
    let mut labels: FxHashMap<&L, (u32, u32)> = FxHashMap::default();
    for (a, b) in units {
        labels.entry(a).or_default().0 += 1;
        labels.entry(b).or_default().1 += 1;
    }
    let observed = units.iter().filter(|(a, b)| a == b).count() as f64 / all;
    let expected: f64 = labels.values().map(|(a, b)| f64::from(*a) / all * (f64::from(*b) / all)).sum();
    let beyond = 1.0 - expected;
    (beyond > f64::EPSILON).then(|| (observed - expected) / beyond)
}

/// Krippendorff's alpha for nominal labels: `units[u][c]` is coder `c`'s label of unit `u`, `None` where it is missing.
///
/// `None` where it is not defined: no unit has two labels, or all labels are one.
pub fn krippendorff_alpha<L: Eq + Hash>(units: &[Vec<Option<L>>]) -> Option<f64> {
    // Coincidences within units, each pair of values weighted by 1 / (values in the unit - 1).
    let mut totals: FxHashMap<&L, f64> = FxHashMap::default();
    let (mut agreed, mut all) = (0.0, 0.0);
    for unit in units {
        let values: Vec<&L> = unit.iter().flatten().collect();
        let m = values.len();
        if m < 2 {
            continue;
        }
        let mut counts: FxHashMap<&L, u32> = FxHashMap::default();
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
        for (value, count) in counts {
            let count = f64::from(count);
            agreed += count * (count - 1.0) / (m as f64 - 1.0);
            *totals.entry(value).or_default() += count;
            all += count;
        }
    }
    if all < 2.0 {
        return None;
    }
    // Sums in a fixed order, so that the result is the same at every call.
    let mut sizes: Vec<f64> = totals.into_values().collect();
    sizes.sort_by(f64::total_cmp);
    let by_chance: f64 = sizes.iter().map(|n| n * (n - 1.0)).sum();
    let disagreement = all * (all - 1.0) - by_chance;
    (disagreement > f64::EPSILON).then(|| 1.0 - (all - 1.0) * (all - agreed) / disagreement)
}

/// Two coders' agreement on something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Agreement {
    /// How many units both looked at.
    pub units: usize,
    /// How many of them they gave the same label.
    pub same: usize,
    /// Cohen's kappa; `None` where it is not defined.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha; `None` where it is not defined.
    pub alpha: Option<f64>,
}

impl Agreement {
    fn of<L: Eq + Hash + Clone>(units: &[(L, L)]) -> Self {
        let listed: Vec<Vec<Option<L>>> =
            units.iter().map(|(a, b)| vec![Some(a.clone()), Some(b.clone())]).collect();
        Self {
            units: units.len(),
            same: units.iter().filter(|(a, b)| a == b).count(),
            kappa: cohen_kappa(units),
            alpha: krippendorff_alpha(&listed),
        }
    }
}

/// Two coders' agreement on the releases both coded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CodingAgreement {
    /// For each topic, whether a paragraph speaks to it: the units are all paragraphs.
    pub topics: BTreeMap<TopicId, Agreement>,
    /// For each act, whether a paragraph takes it on a topic: the units are the topics of paragraphs that either named.
    pub acts: BTreeMap<Act, Agreement>,
    /// Which act leads on a topic of a paragraph that both named.
    pub leading_act: Agreement,
}

/// The acts of each topic of each paragraph of each release.
type Coded = BTreeMap<(usize, usize, TopicId), Vec<Act>>;

fn coded(paragraphs: &[usize], coder: &[&[Position]]) -> Coded {
    let mut coded = Coded::new();
    for (release, (positions, count)) in coder.iter().zip(paragraphs).enumerate() {
        for position in positions.iter().filter(|position| position.paragraph < *count) {
            coded
                .entry((release, position.paragraph, position.topic.clone()))
                .or_default()
                .push(position.act);
        }
    }
    coded
}

/// Compares two coders' positions on the same releases, given release by release; `paragraphs` is how many each has.
pub fn compare_coding(
    paragraphs: &[usize],
    first: &[&[Position]],
    second: &[&[Position]],
) -> CodingAgreement {
    let (a, b) = (coded(paragraphs, first), coded(paragraphs, second));
    let mut named: Vec<&(usize, usize, TopicId)> = a.keys().chain(b.keys()).collect();
    named.sort();
    named.dedup();
    let mut topics: BTreeMap<TopicId, Agreement> = BTreeMap::new();
    for (_, _, topic) in &named {
        topics.entry(topic.clone()).or_insert_with(|| {
            let mut units = Vec::new();
            for (release, count) in paragraphs.iter().enumerate() {
                for paragraph in 0..*count {
                    let key = (release, paragraph, topic.clone());
                    units.push((a.contains_key(&key), b.contains_key(&key)));
                }
            }
            Agreement::of(&units)
        });
    }
    let takes = |coded: &Coded, key: &(usize, usize, TopicId), act: Act| {
        coded.get(key).is_some_and(|acts| acts.contains(&act))
    };
    let mut acts = BTreeMap::new();
    for act in Act::ALL {
        let units: Vec<(bool, bool)> =
            named.iter().map(|key| (takes(&a, key, act), takes(&b, key, act))).collect();
        if units.iter().any(|(a, b)| *a || *b) {
            acts.insert(act, Agreement::of(&units));
        }
    }
    let leading = |acts: &[Act]| {
        acts.iter().copied().max_by_key(|act| (super::series::distance(*act), std::cmp::Reverse(*act)))
    };
    let both: Vec<(Option<Act>, Option<Act>)> =
        a.iter().filter_map(|(key, acts)| b.get(key).map(|other| (leading(acts), leading(other)))).collect();
    CodingAgreement { topics, acts, leading_act: Agreement::of(&both) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: Option<f64>, expected: f64) {
        let value = value.unwrap();
        assert!((value - expected).abs() < 0.0006, "{value} is not {expected}");
    }

    fn table(cells: [(u32, char, char); 4]) -> Vec<(char, char)> {
        cells.into_iter().flat_map(|(n, a, b)| (0..n).map(move |_| (a, b))).collect()
    }

    #[test]
    fn kappa_of_known_tables() {
        // Fifty proposals read by two readers; two tables of equal observed agreement and unequal kappa.
        near(cohen_kappa(&table([(20, 'y', 'y'), (5, 'y', 'n'), (10, 'n', 'y'), (15, 'n', 'n')])), 0.4);
        near(cohen_kappa(&table([(45, 'y', 'y'), (15, 'y', 'n'), (25, 'n', 'y'), (15, 'n', 'n')])), 0.1304);
        near(cohen_kappa(&table([(25, 'y', 'y'), (35, 'y', 'n'), (5, 'n', 'y'), (35, 'n', 'n')])), 0.2593);
    }

    fn units(coders: &[&str]) -> Vec<Vec<Option<char>>> {
        let coders: Vec<Vec<char>> = coders.iter().map(|coder| coder.chars().collect()).collect();
        (0..coders[0].len())
            .map(|unit| coders.iter().map(|coder| Some(coder[unit]).filter(|c| *c != '.')).collect())
            .collect()
    }

    #[test]
    fn alpha_of_krippendorffs_worked_examples() {
        // Section A: binary, two observers. Section B: nominal, two observers. Section C: four observers, values missing.
        near(krippendorff_alpha(&units(&["0100000010", "1110010000"])), 0.095);
        near(krippendorff_alpha(&units(&["aabbdcccedda", "babbbcccEddd".to_lowercase().as_str()])), 0.692);
        near(
            krippendorff_alpha(&units(&[
                "123321412...",
                "1233224125.3",
                ".333234225 1.".replace(' ', "").as_str(),
                "1233244125 1.".replace(' ', "").as_str(),
            ])),
            0.743,
        );
    }

    #[test]
    fn agreement_is_not_defined_where_nothing_varies() {
        assert_eq!(cohen_kappa::<char>(&[]), None);
        assert_eq!(cohen_kappa(&[('a', 'a'), ('a', 'a')]), None);
        assert_eq!(krippendorff_alpha::<char>(&[]), None);
        assert_eq!(krippendorff_alpha(&units(&["aa", "aa"])), None);
        assert_eq!(krippendorff_alpha(&units(&["a.", ".a"])), None);
    }

    #[test]
    fn full_agreement_is_one() {
        assert_eq!(cohen_kappa(&[('a', 'a'), ('b', 'b')]), Some(1.0));
        assert_eq!(krippendorff_alpha(&units(&["ab", "ab"])), Some(1.0));
    }

    fn position(paragraph: usize, topic: &str, act: Act) -> Position {
        Position::coded(paragraph, TopicId(topic.to_owned()), act)
    }

    #[test]
    fn two_codings_are_compared_by_topic_and_act() {
        let first = [position(0, "ceasefire", Act::Welcome), position(1, "refugees", Act::Stress)];
        let second = [
            position(0, "ceasefire", Act::Welcome),
            position(1, "refugees", Act::Call),
            position(2, "refugees", Act::Call),
        ];
        let agreement = compare_coding(&[4], &[&first], &[&second]);
        let ceasefire = &agreement.topics[&TopicId("ceasefire".into())];
        assert_eq!((ceasefire.units, ceasefire.same, ceasefire.kappa), (4, 4, Some(1.0)));
        let refugees = &agreement.topics[&TopicId("refugees".into())];
        assert_eq!((refugees.units, refugees.same, refugees.kappa), (4, 3, Some(0.5)));
        assert_eq!((agreement.leading_act.units, agreement.leading_act.same), (2, 1));
        assert_eq!(agreement.acts[&Act::Welcome].kappa, Some(1.0));
        assert!(agreement.acts[&Act::Call].kappa.unwrap() < 0.1);
    }
}
