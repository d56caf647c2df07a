//! Values and names in a passage: what a change of number, date or name is a change of.

use super::traits::Traits;
use crate::compare::spans::passage::Passage;
use crate::text::token::TokenKind;
use std::ops::Range;

/// What kind of thing a facet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Date,
    Name,
    Reference,
}

/// A value or name, with its tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Facet {
    pub kind: Kind,
    pub tokens: Range<usize>,
    /// Equal for equal values, however written.
    pub value: String,
}

const MONTHS: &str = "january february march april may june july august september october november december كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر";
const NUMS: &str = "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred first second third fourth fifth واحد ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية تسعة عشرة عشر عشرين عشرون ثلاثين ثلاثون أربعين أربعون خمسين خمسون ستين ستون سبعين سبعون تسعين تسعون الأولى الثانية الثالثة شهرين أسبوعان شهر month months";

pub(super) fn find(passage: &Passage<'_>, keys: &[&str], traits: &[Traits]) -> Vec<Facet> {
    let r = crate::text::fold::Rules::default();
    let set = |s: &str| -> Vec<String> {
        s.split_whitespace().map(|w| crate::text::fold::spelling(w, &r).into_owned()).collect()
    };
    let months = set(MONTHS);
    let nums = set(NUMS);
    let strip = |k: &str| k.strip_prefix("و").filter(|r| nums.iter().any(|n| n == r)).unwrap_or(k).to_owned();
    let mut out = Vec::new();
    let mut t = 0;
    while t < keys.len() {
        let word = passage.words[t];
        let k = strip(keys[t]);
        let is_num = word.kind == TokenKind::Number || nums.contains(&k);
        let is_month = months.iter().any(|m| *m == k) && (k != "may" || passage.word(t) == "May");
        if is_num || is_month {
            let start = t;
            let mut month = is_month;
            t += 1;
            while t < keys.len() {
                let k2 = strip(keys[t]);
                let m2 = months.iter().any(|m| *m == k2) && (k2 != "may" || passage.word(t) == "May");
                if m2 {
                    month = true;
                }
                if m2 || passage.words[t].kind == TokenKind::Number || nums.contains(&k2) {
                    t += 1;
                } else {
                    break;
                }
            }
            let mut start = start;
            // the part of the month and the day before it
            let parts = set("نهاية منتصف مطلع بداية أواخر أوائل end middle beginning start late early mid");
            let links = set("شهر of من - the");
            if month {
                let mut s = start;
                let mut seen = 0;
                while s > 0 && seen < 3 {
                    let k = keys[s - 1];
                    if parts.iter().any(|p| p == k) || nums.iter().any(|n| n == k) {
                        s -= 1;
                        start = s;
                        break;
                    }
                    if links.iter().any(|l| l == k) {
                        s -= 1;
                        seen += 1;
                    } else {
                        break;
                    }
                }
            }
            let value = (start..t).map(|x| keys[x].to_owned()).collect::<Vec<_>>().join(" ");
            out.push(Facet {
                kind: if month {
                    Kind::Date
                } else if start.checked_sub(1).is_some_and(|b| traits[b].is(Traits::REFERENCE)) {
                    Kind::Reference
                } else {
                    Kind::Number
                },
                tokens: start..t,
                value,
            });
            continue;
        }
        if traits[t].is(Traits::TITLE) {
            let start = t;
            t += 1;
            while t < keys.len() && (traits[t].is(Traits::TITLE) || passage.word(t) == ".") {
                t += 1;
            }
            let name = t;
            let arabic = passage.word(start).starts_with(|c: char| !c.is_ascii());
            while t < keys.len() {
                let w = passage.word(t);
                let ok = if arabic {
                    t < name + 2
                        && passage.words[t].kind == TokenKind::Word
                        && !traits[t].is(Traits::FUNCTION)
                        && !w.starts_with(['و', 'ل', 'ب'])
                } else {
                    w.starts_with(|c: char| c.is_uppercase()) || (w == "-") || w == "al"
                };
                if !ok {
                    break;
                }
                t += 1;
            }
            if t > name {
                out.push(Facet { kind: Kind::Name, tokens: start..t, value: keys[name..t].join(" ") });
            }
            continue;
        }
        t += 1;
    }
    out
}
