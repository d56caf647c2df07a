//! Which marks of an Arabic sentence are performed.

use super::holder::{is_other, of_subject};
use super::{Holder, Sofar, Verdict};
use crate::positions::reading::is_mark;
use crate::text::lexicon::{Act, Form, Outer, Tense};

pub(super) fn judge(sofar: &Sofar<'_>) -> Verdict {
    match sofar.mark().form {
        Form::Verb => verb(sofar),
        Form::Participle => participle(sofar),
        Form::Phrase => phrase(sofar),
        Form::Noun => named(sofar),
        Form::Purpose => purpose(sofar),
        Form::Adjective => Verdict::None,
    }
}

fn performed(sofar: &Sofar<'_>) -> Verdict {
    let subject = subject_behind(sofar);
    // With a singular verb and no subject before in the sentence, the party behind it is its subject.
    let first = sofar.previous.is_none();
    // وكانت موسكو قد أعلنت: whose act it is stands before the particle.
    let at = sofar.mark().tokens.start;
    let told_of = sofar.before() == "قد" && at >= sofar.sentence.start + 2 && is_other(sofar.key(at - 2));
    if told_of {
        return Verdict::Performed { subject: at - 2..at - 1, holder: Holder::Other, passive: false };
    }
    let holder = if first && !addressed(sofar.mark().act) {
        of_subject(&sofar.keys[subject.clone()])
    } else {
        Holder::Issuer
    };
    Verdict::Performed { subject, holder, passive: false }
}

const fn addressed(act: Act) -> bool {
    matches!(act, Act::Call | Act::Condemn | Act::Welcome)
}

/// Whether a verb is in the third person singular, after which its subject may stand.
fn is_singular(key: &str) -> bool {
    let bare = key.strip_prefix(['و', 'ف']).unwrap_or(key);
    !(bare.starts_with('ن') || bare.ends_with("وا") || bare.ends_with("ون") || bare.ends_with("نا"))
}

/// The subject written behind a verb: a body or office with its adjectives, or another party.
fn subject_behind(sofar: &Sofar<'_>) -> std::ops::Range<usize> {
    let start = sofar.mark().tokens.end;
    let end = sofar.sentence.end;
    if sofar.mark().tokens.len() > 1 {
        // The words of a longer act have their subject inside: أعرب المجلس عن أسفه.
        return start..start;
    }
    let first = sofar.key(start);
    let length = match first {
        _ if start >= end => 0,
        "مكتب" | "دايره" | "لجنه" | "هييه" | "وحده" | "مجلس" | "رييس" | "ممثل" | "امانه" | "وزاره"
        | "فريق" => {
            // The office and what names it: مكتب الشؤون العربية.
            let naming = sofar.keys[start + 1..end.min(start + 4)]
                .iter()
                .take_while(|key| key.starts_with("ال"))
                .count();
            1 + naming
        }
        _ if is_body(first) => 1,
        // Whom one thanks, asks or condemns stands behind the verb too; so does every object of “we” and “they”.
        _ if is_other(first)
            && !addressed(sofar.mark().act)
            && is_singular(sofar.key(sofar.mark().tokens.start)) =>
        {
            1
        }
        _ => 0,
    };
    start..(start + length).min(end)
}

fn is_body(key: &str) -> bool {
    matches!(
        key,
        "المجلس"
            | "الحضور"
            | "الحاضرون"
            | "الحاضرين"
            | "المجتمعين"
            | "المشاركين"
            | "المشاركات"
            | "الموتمرين"
            | "الامناء"
            | "المنصه"
            | "الاداره"
            | "المجموعه"
            | "البعثه"
            | "المجتمعون"
            | "المشاركون"
            | "اللجنه"
            | "المكتب"
            | "الوفد"
            | "الوزراء"
            | "الاعضاء"
            | "القاده"
            | "البيان"
            | "الايتلاف"
            | "الهييه"
            | "الدايره"
            | "الاجتماع"
            | "الموتمر"
            | "الموتمرون"
            | "القمه"
            | "الرييس"
            | "الامانه"
            | "المنظمه"
            | "الرابطه"
            | "الجمعيه"
            | "الحكومه"
            | "الوزاره"
            | "الاتحاد"
            | "الطرفان"
            | "الجانبان"
            | "الوزيران"
            | "المنتدي"
            | "الملتقي"
            | "الشبكه"
            | "التحالف"
            | "التجمع"
            | "التيار"
            | "الحزب"
            | "الحركه"
            | "الموسسه"
            | "المركز"
            | "الجبهه"
            | "الكتله"
            | "الرياسه"
            | "المفوضيه"
            | "النقابه"
    )
}

fn verb(sofar: &Sofar<'_>) -> Verdict {
    let mark = sofar.mark();
    let at = mark.tokens.start;
    let before = sofar.before();
    let turned = at >= sofar.sentence.start + 2
        && matches!(before, "ان" | "انه" | "انها" | "انهم" | "اننا" | "انهما")
        && matches!(sofar.key(at - 2), "غير" | "الا" | "بيد" | "كما" | "علي");
    let opened = before.is_empty() || is_mark(before) || opens(before) || turned;
    let carried_on = mark.outer == Some(Outer::Carrier) && mark.tokens.len() == 1;
    if carried_on && sofar.previous.is_some() {
        // A further complement of one carrier: أعرب عن تقديره, وعن تطلعه.
        return Verdict::Performed { subject: at..at, holder: Holder::Issuer, passive: false };
    }
    if !turned && (mark.subordinate || (!mark.conjunction && is_under(before))) {
        return under(sofar);
    }
    if mark.conjunction {
        return joined(sofar);
    }
    if opened {
        // Behind a comma a verb in the present goes on with a clause under the act before: لجنة تجتمع شهرياً، تناقش.
        let goes_on = is_mark(before)
            && !speaks_as_we(sofar)
            && mark.tense == Some(Tense::Present)
            && sofar.previous.is_some_and(|previous| previous.tense == Some(Tense::Past));
        return if goes_on { Verdict::Subordinate } else { performed(sofar) };
    }
    // In the midst of a clause.
    let since = sofar.since();
    let start = sofar.keys[since..at].iter().rposition(|key| is_mark(key)).map_or(since, |n| since + n + 1);
    let between = &sofar.keys[start..at];
    if speaks_in_it(sofar, between) {
        return performed(sofar);
    }
    if let Some(turn) = between.windows(2).rposition(|pair| matches!(pair, ["الا" | "غير" | "بيد", "ان"]))
    {
        let subject = start + turn + 2..at;
        return Verdict::Performed {
            holder: of_subject(&sofar.keys[subject.clone()]),
            subject,
            passive: false,
        };
    }
    if sofar.previous.is_some() && start == since || between.iter().any(|key| is_under(key)) {
        return under(sofar);
    }
    // Subject before verb: definite, without a verb of its own.
    let definite = between
        .last()
        .is_some_and(|key| key.starts_with("ال") || matches!(*key, "هو" | "هي" | "نحن" | "انها" | "انه"));
    let frame = between.first().is_some_and(|key| is_preposition(key));
    if frame {
        // وفي الشأن السياسي حذر المجلس: the frame is closed by the verb.
        return if sofar.previous.is_none() { performed(sofar) } else { Verdict::Subordinate };
    }
    if definite && !between.first().is_some_and(|key| is_finite(key)) {
        let subject = start..at;
        return Verdict::Performed {
            holder: of_subject(&sofar.keys[subject.clone()]),
            subject,
            passive: false,
        };
    }
    Verdict::Subordinate
}

/// A verb in the first person plural of the present: whoever issues the release speaks, whatever stood before.
fn speaks_as_we(sofar: &Sofar<'_>) -> bool {
    let mark = sofar.mark();
    let key = sofar.key(mark.tokens.start);
    let bare = if mark.conjunction { key.strip_prefix(['و', 'ف']).unwrap_or(key) } else { key };
    mark.tense == Some(Tense::Present) && bare.starts_with('ن')
}

/// An act under another clause. What another party did in it (الذي أعلنت عنه وزارة الدفاع) is that party's.
fn under(sofar: &Sofar<'_>) -> Verdict {
    let end = sofar.mark().tokens.end;
    let relative = matches!(sofar.before(), "التي" | "الذي" | "الذين" | "ما");
    let behind = &sofar.keys[end..sofar.sentence.end.min(end + 4)];
    let skip =
        usize::from(behind.first().is_some_and(|key| {
            matches!(*key, "عنه" | "عنها" | "به" | "بها" | "اليه" | "اليها" | "له" | "لها")
        }));
    let party = behind.iter().skip(skip).take(3).any(|key| is_other(key) || adjective_of_other(key));
    if relative && party {
        let subject = (end + skip).min(sofar.sentence.end)..(end + skip + 3).min(sofar.sentence.end);
        return Verdict::Reported { subject };
    }
    Verdict::Subordinate
}

fn adjective_of_other(key: &str) -> bool {
    key.starts_with("ال")
        && ["روسي", "ايراني", "تركي", "اسراييلي", "امريكي", "اميركي"]
            .iter()
            .any(|stem| key[4..].starts_with(stem))
}

/// A verb with a conjunction: joined to the act before it, or to a verb under that.
fn joined(sofar: &Sofar<'_>) -> Verdict {
    let mark = sofar.mark();
    let Some(previous) = sofar.previous else { return performed(sofar) };
    if speaks_as_we(sofar) {
        return performed(sofar);
    }
    let since = sofar.since();
    let comma = is_mark(sofar.before());
    let between = &sofar.keys[since..mark.tokens.start];
    let deep = between.iter().any(|key| is_under(key) || matches!(*key, "وان" | "والا" | "وانه" | "وانها"));
    let changes = mark.tense == Some(Tense::Present) && previous.tense == Some(Tense::Past);
    if changes && (deep || sofar.subordinate.is_some() || !comma || !between.is_empty()) {
        return Verdict::Subordinate;
    }
    let same_under = sofar.subordinate.is_some_and(|under| under.tense == mark.tense);
    if !comma && deep && same_under {
        return Verdict::Subordinate;
    }
    performed(sofar)
}

/// أصدر بياناً أكد فيه: a document's relative clause that says what its author says.
fn speaks_in_it(sofar: &Sofar<'_>, between: &[&str]) -> bool {
    let end = sofar.mark().tokens.end;
    let behind = &sofar.keys[end..sofar.sentence.end.min(end + 3)];
    let in_it = behind.iter().any(|key| matches!(*key, "فيه" | "فيها" | "خلاله" | "خلالها"));
    let document = between.iter().rev().take(3).any(|key| {
        ["بيان", "رساله", "كلمه", "تصريح", "قرار", "مذكره", "توصيه", "ختامي"]
            .iter()
            .any(|noun| key.trim_start_matches("ال").starts_with(noun))
    });
    in_it && document
}

fn participle(sofar: &Sofar<'_>) -> Verdict {
    let mark = sofar.mark();
    let before = sofar.before();
    let key = sofar.key(mark.tokens.start);
    if mark.subordinate {
        return Verdict::Subordinate;
    }
    let opened = before.is_empty() || is_mark(before) || mark.conjunction;
    if opened || key.ends_with('ا') && sofar.previous.is_some() {
        Verdict::Performed {
            subject: mark.tokens.start..mark.tokens.start,
            holder: Holder::Issuer,
            passive: false,
        }
    } else {
        Verdict::None
    }
}

fn phrase(sofar: &Sofar<'_>) -> Verdict {
    let mark = sofar.mark();
    let before = sofar.before();
    if mark.subordinate || !mark.conjunction && is_under(before) {
        return Verdict::Subordinate;
    }
    let first = sofar.key(mark.tokens.start);
    let adverb = first.starts_with('ب') || first == "مع";
    if before.is_empty() || is_mark(before) || mark.conjunction || opens(before) || adverb {
        return performed(sofar);
    }
    Verdict::None
}

/// A noun of an act that a light verb performs: جرى التأكيد على, تم الترحيب ب, مع التأكيد على, هناك إجماع على.
fn named(sofar: &Sofar<'_>) -> Verdict {
    let mark = sofar.mark();
    let at = mark.tokens.start;
    let key = sofar.key(at);
    let back =
        |n: usize| at.checked_sub(n).filter(|at| *at >= sofar.sentence.start).map_or("", |at| sofar.keys[at]);
    let performed = Verdict::Performed { subject: at..at, holder: Holder::Issuer, passive: false };
    let definite = key.starts_with("ال");
    // مع تقديره لجهود …: whose it is stands on the noun.
    let owned = !definite
        && ["ه", "ها", "هم", "نا"].iter().any(|owner| key.ends_with(owner))
        && !matches!(mark.act, Act::Discuss | Act::Note | Act::Commit | Act::Call);
    if (definite || owned) && matches!(back(1), "مع" | "ومع" | "وسط") {
        return performed;
    }
    if is_preposition(back(1)) {
        return Verdict::None;
    }
    // تصدر جدول أعماله بحث …: an agenda is for what is discussed.
    let agenda = (1..=6).any(|n| {
        back(n).trim_start_matches("ال").starts_with("اعمال")
            && back(n + 1).trim_start_matches('و').ends_with("جدول")
    });
    if agenda && mark.act == Act::Discuss && sofar.previous.is_none() {
        return performed;
    }
    for n in 1..=4 {
        let word = back(n);
        if is_mark(word) || is_under(word) {
            break;
        }
        let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
        let light = matches!(
            bare,
            "جري"
                | "جرت"
                | "تم"
                | "تمت"
                | "يجري"
                | "تجري"
                | "يتم"
                | "سيتم"
                | "هناك"
                | "ثمه"
                | "ساد"
        );
        let under = at
            .checked_sub(n + 1)
            .filter(|at| *at >= sofar.sentence.start)
            .is_some_and(|at| is_under(sofar.keys[at]));
        if light && !under {
            return performed;
        }
    }
    Verdict::None
}

/// لبحث, لمناقشة: performed where a meeting was for it.
fn purpose(sofar: &Sofar<'_>) -> Verdict {
    let mark = sofar.mark();
    if mark.act != Act::Discuss {
        return Verdict::None;
    }
    let meeting = |key: &&str| {
        let bare = key.trim_start_matches(['و', 'ف']).trim_start_matches("ال");
        [
            "اجتماع",
            "جلس",
            "لقاء",
            "لقايه",
            "اعمال",
            "دوره",
            "دورته",
            "اجتمع",
            "التقي",
            "خصص",
            "ورشه",
            "ندوه",
            "موتمر",
            "قمه",
            "انعقد",
        ]
        .iter()
        .any(|stem| bare.starts_with(stem))
    };
    let before = &sofar.keys[sofar.sentence.start..mark.tokens.start];
    let near = before.iter().rev().take(12).any(&meeting)
        || before.iter().any(|key| key.trim_start_matches('و') == "خصص");
    let busy = sofar.previous.is_some_and(|previous| {
        let words = &sofar.keys[previous.tokens.clone()];
        previous.act != Act::Discuss || !words.iter().any(&meeting)
    });
    if near && !busy {
        Verdict::Performed {
            subject: mark.tokens.start..mark.tokens.start,
            holder: Holder::Issuer,
            passive: false,
        }
    } else {
        Verdict::None
    }
}

/// Words behind which a main clause goes on with its verb.
fn opens(key: &str) -> bool {
    matches!(
        key,
        "كما"
            | "وكما"
            | "حيث"
            | "فيما"
            | "بينما"
            | "لكنه"
            | "لكنها"
            | "لكنهم"
            | "لكننا"
            | "ولكننا"
            | "نحن"
            | "ونحن"
            | "فانه"
            | "فانها"
            | "فانهم"
            | "فاننا"
            | "نزال"
            | "زلنا"
            | "مازلنا"
            | "ولكنه"
            | "ولكنها"
            | "لكن"
            | "ولكن"
            | "ثم"
            | "قد"
            | "وقد"
            | "فقد"
            | "لقد"
            | "ولقد"
            | "كذلك"
            | "وكذلك"
            | "ايضا"
            | "بدوره"
            | "بدورها"
            | "بدورهم"
            | "اذ"
            | "واذ"
            | "سوف"
            | "هنا"
            | "هذا"
            | "لا"
            | "لم"
            | "لن"
            | "ولا"
            | "ولم"
            | "ولن"
            | "ما"
            | "انه"
            | "انها"
            | "من"
    ) && !matches!(key, "ما" | "من" | "انه" | "انها")
}

/// Words that put what follows under another clause.
fn is_under(key: &str) -> bool {
    matches!(
        key,
        "ان" | "بان"
            | "لان"
            | "كان"
            | "انه"
            | "انها"
            | "انهم"
            | "بانه"
            | "بانها"
            | "بانهم"
            | "الا"
            | "التي"
            | "الذي"
            | "الذين"
            | "اللذين"
            | "اللتين"
            | "اللواتي"
            | "ما"
            | "مما"
            | "بما"
            | "عما"
            | "كي"
            | "لكي"
            | "حتي"
            | "عندما"
            | "بعدما"
            | "حين"
            | "حينما"
            | "لو"
            | "اذا"
            | "كلما"
            | "ممن"
            | "وما"
            | "لمن"
            | "والتي"
            | "والذي"
            | "والذين"
            | "منذ"
    )
}

fn is_preposition(key: &str) -> bool {
    let bare = key.strip_prefix(['و', 'ف']).unwrap_or(key);
    matches!(
        bare,
        "في" | "علي"
            | "عن"
            | "حول"
            | "بشان"
            | "بخصوص"
            | "اما"
            | "فيما"
            | "من"
            | "الي"
            | "بعد"
            | "قبل"
            | "خلال"
            | "ضمن"
            | "لدي"
            | "عقب"
            | "ازاء"
            | "تجاه"
            | "بالنسبه"
            | "عند"
            | "اثر"
            | "انطلاقا"
            | "ختاما"
            | "استنادا"
    )
}

/// Whether a word looks like a verb with a conjunction (وتلقى), so that it is no subject.
fn is_finite(key: &str) -> bool {
    let bare = key.strip_prefix(['و', 'ف']);
    bare.is_some_and(|bare| !bare.starts_with("ال") && bare.chars().count() >= 3)
}
