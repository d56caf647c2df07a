//! The verbs of position: which act a word performs (welcomes, rejects, takes note), how strongly, and where it stands.
//!
//! What counts as an act is data (`acts.tsv`, `arabic.tsv`, `english.tsv`). Here the data is compiled, found in a text, and
//! what stands around a hit is read: a carrier takes the act of its complement (أعرب عن أمله), a stressed act is the inner
//! one (أكد رفضه), a negation is marked. Topics, and whose position an act is, are not this module's subject.

mod compile;
mod form;
mod inflect;
pub mod own;
mod resolve;

use std::ops::Range;
use std::sync::LazyLock;

use compile::{Compiled, Role};
use serde::{Deserialize, Serialize};

/// An act a position can take, the most opposed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Condemns, denounces, holds responsible.
    Condemn,
    /// Rejects, opposes, criticises, denies.
    Reject,
    /// Warns, is concerned, regrets, doubts.
    Concern,
    /// Demands, urges, calls for, proposes, requests.
    Call,
    /// Stresses, affirms, reaffirms, insists.
    Stress,
    /// Notes, states, considers, announces, recalls.
    Note,
    /// Discussed, reviewed, followed up.
    Discuss,
    /// Hopes, expects, looks forward.
    Hope,
    /// Welcomes, appreciates, thanks.
    Welcome,
    /// Supports, endorses, stands with.
    Support,
    /// Agrees, decides, adopts, undertakes.
    Commit,
}

impl Act {
    /// Every act, by place on the ladder from most against to most for.
    pub const ALL: [Act; 11] = [
        Act::Condemn,
        Act::Reject,
        Act::Concern,
        Act::Call,
        Act::Stress,
        Act::Note,
        Act::Discuss,
        Act::Hope,
        Act::Welcome,
        Act::Support,
        Act::Commit,
    ];

    /// The identifier used in data files: `condemn`, `call`.
    pub const fn id(self) -> &'static str {
        match self {
            Act::Condemn => "condemn",
            Act::Reject => "reject",
            Act::Concern => "concern",
            Act::Call => "call",
            Act::Stress => "stress",
            Act::Note => "note",
            Act::Discuss => "discuss",
            Act::Hope => "hope",
            Act::Welcome => "welcome",
            Act::Support => "support",
            Act::Commit => "commit",
        }
    }

    /// The act with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.id() == id)
    }

    /// Against (-1), for (1) or neither (0).
    pub fn polarity(self) -> i8 {
        LADDER[self as usize].0
    }

    /// The force, 1 to 3, of the act where its verb says no other.
    pub fn force(self) -> u8 {
        LADDER[self as usize].1
    }
}

/// Polarity and force of each act, from `acts.tsv`.
static LADDER: LazyLock<[(i8, u8); 11]> = LazyLock::new(|| {
    let mut ladder = [(0, 1); 11];
    for line in include_str!("acts.tsv").lines() {
        let mut columns = line.split('\t');
        if let Some(act) = columns.next().and_then(Act::from_id) {
            let polarity = columns.nth(1).and_then(|cell| cell.parse().ok()).unwrap_or(0);
            let force = columns.next().and_then(|cell| cell.parse().ok()).unwrap_or(1);
            ladder[act as usize] = (polarity, force);
        }
    }
    ladder
});

/// In which form an act stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// A verb with a subject: أكد المجلس, the Council affirmed.
    Verb,
    /// A participle that goes with another verb's subject: مشددا على, noting that.
    Participle,
    /// A fixed phrase: مع الأسف, with concern.
    Phrase,
    /// A noun: دعم, the support of. By itself it tells no one's position.
    Noun,
    /// A noun after ل that says what for: لبحث, to discuss.
    Purpose,
    /// An adjective or a passive: an agreed plan, الدول الداعمة.
    Adjective,
}

/// The number of a verb in the lexicon: forms of one verb have one number, and so do its noun and its phrases. Numbers
/// hold within one build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LemmaId(pub u16);

/// An act found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActMark {
    /// The tokens it takes, by index, with a carrier and its complement both inside, and what stands between.
    pub tokens: Range<usize>,
    /// The act.
    pub act: Act,
    /// The verb whose act it is; of a carrier's complement, the complement's.
    pub lemma: LemmaId,
    /// The form of the word that governs: of a carrier its own.
    pub form: Form,
    /// 1 to 3.
    pub force: u8,
    /// It stands under a verb of stress or renewal (أكد رفضه), or is carried (أعرب عن رفضه).
    pub outer: Option<Outer>,
    /// A negation stands before it: لم يدعم, does not support.
    pub negated: bool,
    /// It stands right behind a word that puts it under another verb or a noun: أن تعلن, التي أعلنتها, to support, who wish.
    /// Then it is seldom the issuer's own act.
    pub subordinate: bool,
    /// The tense of the governing word, where it is a finite verb.
    pub tense: Option<Tense>,
    /// The governing word carries a conjunction: وأكد, فأكد.
    pub conjunction: bool,
}

/// The tense of a finite verb, as its form shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tense {
    /// أكد, affirmed.
    Past,
    /// يؤكد, affirms; the English base form too.
    Present,
}

/// What an act stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outer {
    /// A verb of stress: the act is affirmed or repeated.
    Stress,
    /// A carrier: the act is expressed.
    Carrier,
}

impl ActMark {
    /// Whether it can be the governing act of a clause: a verb, participle or phrase, not a bare noun or adjective.
    pub const fn is_governing(&self) -> bool {
        matches!(self.form, Form::Verb | Form::Participle | Form::Phrase)
    }
}

/// The position verbs, compiled for matching.
#[derive(Debug)]
pub struct Lexicon {
    compiled: Compiled,
    /// The verb that stands for what a body says it will do.
    undertakes: Option<LemmaId>,
}

/// The rows that come with Bayan.
const ARABIC: &str = include_str!("arabic.tsv");
const ENGLISH: &str = include_str!("english.tsv");

impl Lexicon {
    /// The lexicon that comes with Bayan. Compiled at first use.
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::of(&[(true, ARABIC), (false, ENGLISH)]));
        &STANDARD
    }

    /// The lexicon that comes with Bayan with rows of an archive before it ([`own`]): where both know some words, the
    /// archive's count. What can't be read as a row is passed over; [`own::read`] tells of it.
    pub fn with_own(arabic: &str, english: &str) -> Self {
        Self::of(&[(true, arabic), (false, english), (true, ARABIC), (false, ENGLISH)])
    }

    fn of(tables: &[(bool, &str)]) -> Self {
        let mut lexicon = Self { compiled: Compiled::new(tables), undertakes: None };
        lexicon.undertakes = lexicon.find(&["undertakes"]).first().map(|mark| mark.lemma);
        lexicon
    }

    /// The verb that stands for what a body says it will do; `None` where an archive says that it is no position.
    pub(crate) const fn undertakes(&self) -> Option<LemmaId> {
        self.undertakes
    }

    /// The acts in a run of tokens, given as their keys under [`crate::text::fold::spelling`], in order; no two overlap. A
    /// sentence's end inside the run parts nothing but carriers from their complements.
    ///
    /// Takes time in proportion to the number of tokens.
    pub fn find(&self, keys: &[&str]) -> Vec<ActMark> {
        resolve::resolve(keys, &self.compiled.hits(keys, |_| true))
    }

    /// [`Lexicon::find`] for callers that know of each distinct word whether an act can begin with it.
    pub(crate) fn find_where(&self, keys: &[&str], may_begin: impl Fn(usize) -> bool) -> Vec<ActMark> {
        resolve::resolve(keys, &self.compiled.hits(keys, may_begin))
    }

    /// Whether an act's words can begin with this one.
    pub(crate) fn can_begin(&self, key: &str) -> bool {
        self.compiled.begins(key)
    }

    /// Whether a verb or participle of position, or a phrase, begins at a token.
    pub fn begins_at(&self, keys: &[&str], token: usize) -> bool {
        self.compiled.hit_at(keys, token).is_some_and(|hit| {
            matches!(hit.role, Role::Past | Role::Present | Role::Participle | Role::Phrase)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::{Rules, spelling};
    use crate::text::tokenise;

    fn find(text: &str) -> Vec<(String, Act, Form, bool)> {
        let tokens = tokenise(text);
        let keys: Vec<_> = tokens.iter().map(|token| spelling(token.text(text), &Rules::all())).collect();
        let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
        Lexicon::standard()
            .find(&keys)
            .into_iter()
            .map(|mark| {
                let (first, last) = (tokens[mark.tokens.start], tokens[mark.tokens.end - 1]);
                let words = text[first.range().start..last.range().end].to_owned();
                (words, mark.act, mark.form, mark.negated)
            })
            .collect()
    }

    /// The acts that govern, with their words.
    fn governing(text: &str) -> Vec<(String, Act)> {
        find(text)
            .into_iter()
            .filter(|(_, _, form, _)| matches!(form, Form::Verb | Form::Participle | Form::Phrase))
            .map(|(words, act, ..)| (words, act))
            .collect()
    }

    fn expect(text: &str, acts: &[(&str, Act)]) {
        let acts: Vec<(String, Act)> = acts.iter().map(|(words, act)| ((*words).to_owned(), *act)).collect();
        assert_eq!(governing(text), acts, "{text}");
    }

    #[test]
    fn the_ladder_is_read_from_its_table() {
        assert_eq!((Act::Condemn.polarity(), Act::Condemn.force()), (-1, 3));
        assert_eq!((Act::Discuss.polarity(), Act::Discuss.force()), (0, 1));
        assert_eq!((Act::Commit.polarity(), Act::Commit.force()), (1, 3));
        assert!(Act::ALL.into_iter().all(|act| Act::from_id(act.id()) == Some(act)));
    }

    #[test]
    fn verbs_are_found_with_their_conjunctions_and_in_every_person() {
        expect(
            "وأكد المجتمعون أهمية الحوار، مشددين على وحدة البلاد، ورحبت اللجنة بالاتفاق، وسيناقشون نتائجه.",
            &[
                ("وأكد", Act::Stress),
                ("مشددين", Act::Stress),
                ("ورحبت", Act::Welcome),
                ("وسيناقشون", Act::Discuss),
            ],
        );
        expect(
            "The Council welcomed the agreement, stressing that it urges all parties to respect it.",
            &[("welcomed", Act::Welcome), ("stressing", Act::Stress), ("urges", Act::Call)],
        );
    }

    #[test]
    fn a_carrier_takes_the_act_of_its_complement() {
        expect("أعرب المجلس عن أسفه لغياب موقف موحد", &[("أعرب المجلس عن أسفه", Act::Concern)]);
        expect("وعبروا عن بالغ تقديرهم للجهود", &[("وعبروا عن بالغ تقديرهم", Act::Welcome)]);
        expect("معربين عن أملهم في نجاح المحادثات", &[("معربين عن أملهم", Act::Hope)]);
        expect("أبدى قلقه من التصعيد", &[("أبدى قلقه", Act::Concern)]);
        expect("سجل المجلس اعتراضه على القرار", &[("سجل المجلس اعتراضه", Act::Reject)]);
        expect("عبر عن تفهمه لبعض المقترحات", &[]);
        expect("سجل المجلس أن الاتفاق صامد", &[("سجل", Act::Note)]);
        expect(
            "It expressed its deep concern at the violations.",
            &[("expressed its deep concern", Act::Concern)],
        );
        expect("Members voiced concern over reports.", &[("voiced concern", Act::Concern)]);
        expect("It expressed the hope that talks resume.", &[("expressed the hope", Act::Hope)]);
        expect(
            "أعرب عن تقديره للجهود، وعن تطلعه إلى دور أوسع",
            &[("أعرب عن تقديره", Act::Welcome), ("تطلعه", Act::Hope)],
        );
    }

    #[test]
    fn the_inner_act_of_a_stressed_one_counts_unless_it_is_what_is_needed() {
        expect("أكد المجلس رفضه أي تدخل", &[("أكد المجلس رفضه", Act::Reject)]);
        expect("أكدوا على دعم مطالب السكان", &[("أكدوا على دعم", Act::Support)]);
        expect("أكد على ضرورة دعم اللاجئين", &[("أكد", Act::Stress)]);
        expect("جددوا تمسكهم بالقرار", &[("جددوا", Act::Stress)]);
        expect("The Council affirmed its support for the plan.", &[("affirmed its support", Act::Support)]);
        expect(
            "It stressed the need to support the plan.",
            &[("stressed", Act::Stress), ("support", Act::Support)],
        );
    }

    #[test]
    fn a_word_that_is_verb_or_noun_is_read_by_where_it_stands() {
        expect("رفض المجلس المقترح", &[("رفض", Act::Reject)]);
        expect("وبحث الحضور أوضاع اللاجئين", &[("وبحث", Act::Discuss)]);
        expect("ناقش المجلس الخطة، ورفض أي صيغة بديلة", &[("ناقش", Act::Discuss), ("ورفض", Act::Reject)]);
        expect("عرض المكتب خططه لتعزيز العلاقات مع الدول، ودعم اللاجئين", &[("عرض", Act::Discuss)]);
        expect("في ظل رفض الأطراف", &[]);
        expect("the support of donor states", &[]);
        expect("under an agreed inspection procedure", &[]);
        expect("before the principles are agreed", &[]);
        expect("الدول الداعمة للعملية", &[]);
    }

    #[test]
    fn purpose_is_told_from_position() {
        let found = find("خصص اجتماعه لبحث تنفيذ الاتفاق");
        assert_eq!(found, [("لبحث".to_owned(), Act::Discuss, Form::Purpose, false)]);
    }

    #[test]
    fn a_negation_before_an_act_is_marked() {
        for text in ["لم يؤيد المجلس القرار", "does not support the plan", "They didn't welcome it"]
        {
            assert!(find(text)[0].3, "{text}");
        }
        assert!(!find("أيد المجلس القرار")[0].3);
        expect("لا يقبل المجلس هذا الشرط", &[("لا يقبل", Act::Reject)]);
    }

    #[test]
    fn phrases_match_with_their_gaps_and_not_over_a_sentence_end() {
        expect(
            "وحمّل المجلس السلطة القائمة المسؤولية عن ذلك",
            &[("وحمّل المجلس السلطة القائمة المسؤولية", Act::Condemn)],
        );
        expect("يحمل وثيقة. المسؤولية كبيرة", &[]);
        expect("held the authorities responsible", &[("held the authorities responsible", Act::Condemn)]);
        expect("took due note of the report", &[("took due note", Act::Note)]);
        expect(
            "It called on donor states to act and looked forward to June.",
            &[("called on", Act::Call), ("looked forward", Act::Hope)],
        );
    }

    #[test]
    fn words_that_only_look_like_a_position_are_none() {
        expect("المدينة القديمة وجامعة لبنان والمعارضة السورية مجدداً بين الأطراف", &[]);
        expect("كامل البلاد قبل نهاية العام وعبر المعابر", &[]);
        expect("بعد أن غادرت سيارة تابعة للبلدية، إضافة إلى معلومات غير مؤكدة، ومتابعة تنفيذ الخطة", &[]);
        expect(
            "agency mortgage-backed securities, supply and demand, policy support, and expected conditions",
            &[],
        );
        expect("Information received suggests that growth will add to prices", &[]);
        expect("The state of the opposition and its members back home", &[]);
    }
}
