//! How one position stands against another.

use serde::{Deserialize, Serialize};

use super::clauses::Clauses;
use crate::text::lexicon::Act;

/// How a position stands against the mention before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The topic was not spoken of before.
    New,
    /// The same act in the same words.
    SameWording,
    /// The same act in the same words, otherwise spelled or pointed.
    SpellingOnly,
    /// The same act in other words.
    Reworded,
    /// Farther from neutral on the same side.
    Stronger,
    /// Nearer to neutral on the same side.
    Softer,
    /// From against to for, or back.
    Turned,
    /// Another act that is none of these: noted for discussed, urged for welcomed.
    OtherAct,
    /// Spoken of again after silence.
    Returned,
}

/// The side of neutral an act stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Condemns, rejects, is concerned.
    Opposing,
    /// Calls, stresses.
    Urging,
    /// Notes, discusses.
    Neutral,
    /// Hopes, welcomes, supports, commits.
    Supportive,
}

/// The side an act stands on.
pub const fn side(act: Act) -> Side {
    match act {
        Act::Condemn | Act::Reject | Act::Concern => Side::Opposing,
        Act::Call | Act::Stress => Side::Urging,
        Act::Note | Act::Discuss => Side::Neutral,
        Act::Hope | Act::Welcome | Act::Support | Act::Commit => Side::Supportive,
    }
}

/// How many rungs an act stands from neutral: 0 for note and discuss, 5 for condemn, 4 for commit.
pub const fn distance(act: Act) -> u8 {
    match act {
        Act::Condemn => 5,
        Act::Reject | Act::Commit => 4,
        Act::Concern | Act::Support => 3,
        Act::Call | Act::Welcome => 2,
        Act::Stress | Act::Hope => 1,
        Act::Note | Act::Discuss => 0,
    }
}

/// How an act stands against another; `None` for the same act, where the words decide (`wording`).
///
/// Urging stands between opposing and neutral on the ladder, so that from concern to a call is softer and from a call to
/// condemnation stronger. Between urging and support lies neutral, but a call is no stand against: that is another act,
/// and only from against to for is turned.
pub fn relate(before: Act, now: Act) -> Option<Relation> {
    if before == now {
        return None;
    }
    let supportive = |act| side(act) == Side::Supportive;
    let neutral = |act| side(act) == Side::Neutral;
    let same_half = supportive(before) == supportive(now) || neutral(before) || neutral(now);
    Some(match distance(now).cmp(&distance(before)) {
        _ if !same_half && (side(before) == Side::Urging || side(now) == Side::Urging) => Relation::OtherAct,
        _ if !same_half => Relation::Turned,
        std::cmp::Ordering::Greater => Relation::Stronger,
        std::cmp::Ordering::Less => Relation::Softer,
        std::cmp::Ordering::Equal => Relation::OtherAct,
    })
}

/// How the words of one quote stand against another's: the same, the same but for spelling and marks, or others.
pub(crate) fn wording<'t>(before: &'t str, now: &'t str, clauses: &mut Clauses<'t>) -> Relation {
    if before == now {
        Relation::SameWording
    } else if clauses.same_words(before, now) {
        Relation::SpellingOnly
    } else {
        Relation::Reworded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn away_from_neutral_is_stronger_and_towards_it_softer() {
        assert_eq!(relate(Act::Concern, Act::Condemn), Some(Relation::Stronger));
        assert_eq!(relate(Act::Condemn, Act::Call), Some(Relation::Softer));
        assert_eq!(relate(Act::Call, Act::Condemn), Some(Relation::Stronger));
        assert_eq!(relate(Act::Note, Act::Welcome), Some(Relation::Stronger));
        assert_eq!(relate(Act::Support, Act::Discuss), Some(Relation::Softer));
        assert_eq!(relate(Act::Hope, Act::Commit), Some(Relation::Stronger));
    }

    #[test]
    fn only_from_against_to_for_is_turned() {
        assert_eq!(relate(Act::Condemn, Act::Hope), Some(Relation::Turned));
        assert_eq!(relate(Act::Support, Act::Concern), Some(Relation::Turned));
        assert_eq!(relate(Act::Welcome, Act::Stress), Some(Relation::OtherAct));
        assert_eq!(relate(Act::Call, Act::Support), Some(Relation::OtherAct));
        assert_eq!(relate(Act::Note, Act::Discuss), Some(Relation::OtherAct));
        assert_eq!(relate(Act::Call, Act::Call), None);
    }

    #[test]
    fn a_change_read_backwards_is_the_opposite_change() {
        for before in Act::ALL {
            for now in Act::ALL {
                let opposite = match relate(before, now) {
                    Some(Relation::Stronger) => Some(Relation::Softer),
                    Some(Relation::Softer) => Some(Relation::Stronger),
                    other => other,
                };
                assert_eq!(relate(now, before), opposite, "{before:?} {now:?}");
            }
        }
    }

    #[test]
    fn spelling_is_told_from_wording() {
        let wording = |before, now| wording(before, now, &mut Clauses::default());
        assert_eq!(wording("شدّد على عودة", "شدد على «عودة»"), Relation::SpellingOnly);
        assert_eq!(wording("a time-table", "a timetable"), Relation::Reworded);
        assert_eq!(wording("same", "same"), Relation::SameWording);
    }
}
