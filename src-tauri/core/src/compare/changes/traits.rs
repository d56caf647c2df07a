//! Small words that decide what a change means: negations, exceptions, modals, words of scope, titles, connectives.
//!
//! These are closed lists, unlike the position verbs, which [`crate::text`] keeps as a lexicon. A word is looked up by
//! its spelling-folded form, in Arabic also without the conjunction and preposition written joined to it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::fold::sieve::Sieve;
use crate::text::fold::{Rules, spelling};

/// What a word is to the classes of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Traits(u16);

impl Traits {
    /// Turns what follows round: not, no, لا, لم.
    pub const NEGATION: Self = Self(1);
    /// Makes an exception from a negation: except, unless, إلا.
    pub const EXCEPTION: Self = Self(1 << 1);
    /// Says how binding: must, may, يجب.
    pub const MODAL: Self = Self(1 << 2);
    /// Says who or how much is covered: all, any, only, without, جميع, دون.
    pub const SCOPE: Self = Self(1 << 3);
    /// Has no meaning of its own for a reader of changes: the, of, في.
    pub const FUNCTION: Self = Self(1 << 4);
    /// Comes before a person's name: Dr, Ms, الدكتور.
    pub const TITLE: Self = Self(1 << 5);
    /// Begins what a verb asks or says: that, to, أن.
    pub const COMPLEMENT: Self = Self(1 << 6);
    /// Comes before the number of a resolution, treaty or document.
    pub const REFERENCE: Self = Self(1 << 7);
    /// Joins what it stands before to something of the same kind: and, و.
    pub const JOINING: Self = Self(1 << 8);
    /// Points a deadline or period out: by, before, within, خلال, حتى.
    pub const UNTIL: Self = Self(1 << 9);
    /// Names a time by itself: immediately, فورا.
    pub const TIME: Self = Self(1 << 10);

    /// Whether it has one of `other`'s traits.
    pub(crate) const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The traits of a word in its spelling-folded form.
pub(crate) fn of(key: &str) -> Traits {
    let direct = lookup(key);
    if let Some(traits) = direct {
        return traits;
    }
    // What may be joined to the front of a word is Arabic.
    if !key.starts_with(['و', 'ف', 'ب', 'ل', 'ا']) {
        return Traits::default();
    }
    for joined in ["و", "ف"] {
        if let Some(rest) = key.strip_prefix(joined) {
            let rest_traits = lookup(rest).or_else(|| prepositioned(rest));
            if let Some(traits) = rest_traits {
                return traits.and(Traits::JOINING);
            }
        }
    }
    prepositioned(key).unwrap_or_default()
}

/// The traits of a word behind a preposition written joined to it: بجميع, لجميع, بأن.
fn prepositioned(key: &str) -> Option<Traits> {
    ["ب", "ل", "لل", "بال", "ال"]
        .iter()
        .find_map(|joined| lookup(key.strip_prefix(joined)?))
        .filter(|traits| !traits.is(Traits::FUNCTION) || traits.is(Traits::COMPLEMENT))
}

/// The traits of a word of the lists.
fn lookup(key: &str) -> Option<Traits> {
    let (table, sieve) = &*TABLE;
    if sieve.lets(key.as_bytes()) { table.get(key).copied() } else { None }
}

/// The lists' words, and a sieve before them.
static TABLE: LazyLock<(FxHashMap<Box<str>, Traits>, Sieve)> = LazyLock::new(|| {
    let rules = Rules::default();
    let mut table: FxHashMap<Box<str>, Traits> = FxHashMap::default();
    for (traits, words) in LISTS {
        for word in words.split_whitespace() {
            let entry = table.entry(spelling(word, &rules).into()).or_default();
            *entry = entry.and(traits);
        }
    }
    let sieve = Sieve::of(table.keys().map(|word| word.as_bytes()));
    (table, sieve)
});

const LISTS: [(Traits, &str); 20] = [
    (
        Traits::NEGATION,
        "not no never neither nor none nobody nothing cannot don't doesn't didn't won't can't isn't aren't wasn't \
         weren't hasn't haven't shouldn't mustn't couldn't wouldn't",
    ),
    (Traits::NEGATION, "لا لم لن ليس ليست ليسوا غير عدم ألا لئلا "),
    (Traits::EXCEPTION, "except unless إلا سوى"),
    (Traits::MODAL, "must should shall may might can could ought cannot need needs required obliged"),
    (
        Traits::MODAL,
        "يجب تجب وجب وجوب ينبغي تنبغي يمكن تمكن يجوز تجوز يتعين تتعين يتوجب تتوجب لابد بد يحق يلزم يستحسن واجب لزوم",
    ),
    (
        Traits::SCOPE,
        "all any every each some only sole solely both either entire whole partial partially fully most many few several \
         without including excluding other further certain particular exclusively alone unconditional unconditionally",
    ),
    (
        Traits::SCOPE,
        "جميع كل كافة أي بعض فقط وحيد وحيدا وحيدة وحده وحدها وحدهم دون بدون باستثناء استثناء سائر معظم غالبية حصرا \
         حصري عموم مختلف بقية كامل كاملة شامل شاملة",
    ),
    (
        Traits::FUNCTION,
        "a an the of in on at for to from with by as and or but also that which who whom whose this these those its it \
         their they them his her he she is are was were be been being has have had do does did will would there here \
         than then so such into onto upon about over under between among through during after before while when where \
         if because thus therefore however moreover both more very own our we us you your i not",
    ),
    (
        Traits::FUNCTION,
        "في من إلى على عن مع أن إن أنه أنها أنهم هذا هذه ذلك تلك هؤلاء الذي التي الذين اللذين ما لا لم لن قد كان كانت \
         كانوا يكون تكون هو هي هم هما كما بعد قبل عند حيث بين أو ثم لكن لكنه بل منذ حول ضمن لدى إذا لو كي له لها لهم به \
         بها بهم فيه فيها فيهم عليه عليها عليهم منه منها منهم إليه إليها إليهم عنه عنها عنهم و ف",
    ),
    (
        Traits::TITLE,
        "mr mrs ms miss dr prof professor sir dame lord lady president minister ambassador envoy chancellor king queen prince \
         princess secretary general colonel judge justice chairman chairwoman chair senator governor sheikh bishop \
         spokesman spokeswoman spokesperson governors",
    ),
    (
        Traits::TITLE,
        "الدكتور الدكتورة دكتور دكتورة السيد السيدة السادة الأستاذ الأستاذة المحامي المحامية المهندس المهندسة المبعوث المبعوثة الخاص الخاصة الوزير الوزيرة \
         السفير السفيرة الشيخ الأمير الأميرة الملك الملكة الرئيس الرئيسة اللواء العميد العقيد القاضي القاضية النائب \
         النائبة الأمين المنسق المنسقة وزير وزيرة رئيس رئيسة سفير سفيرة مبعوث مبعوثة برئاسة الدكتورتان المستشار المستشارة \
         أمين أمينة الأمينة نائب نائبة",
    ),
    (Traits::COMPLEMENT, "that to for"),
    (Traits::COMPLEMENT, "أن بأن بما إلى على لأن ألا"),
    (
        Traits::REFERENCE,
        "resolution resolutions decision decisions article articles treaty convention protocol annex paragraph paragraphs \
         chapter",
    ),
    (
        Traits::REFERENCE,
        "قرار القرار القرارين القرارات بالقرار للقرار قرارات مادة المادة معاهدة اتفاقية بروتوكول",
    ),
    (Traits::JOINING, "and or و أو"),
    (Traits::UNTIL, "by before within until till no-later deadline"),
    (Traits::UNTIL, "خلال حتى قبل غضون مهلة أجل بحلول لغاية أقصاها موعد"),
    (Traits::TIME, "immediately forthwith now today tomorrow soon promptly indefinitely notice"),
    (Traits::TIME, "فورا حالا عاجلا الآن اليوم غدا قريبا مسمى"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_word_is_known_with_what_is_joined_to_it() {
        assert!(of("لا").is(Traits::NEGATION));
        assert!(of("ولا").is(Traits::NEGATION) && of("ولا").is(Traits::JOINING));
        assert!(of(&spelling("وبأن", &Rules::default())).is(Traits::COMPLEMENT));
        assert!(of("must").is(Traits::MODAL) && !of("must").is(Traits::NEGATION));
        assert_eq!(of("ceasefire"), Traits::default());
    }
}
