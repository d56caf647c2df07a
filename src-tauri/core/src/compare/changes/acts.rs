//! Position verbs, found by the lexicon.
use crate::text::fold::{Rules, spelling};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Act {
    Condemn,
    Reject,
    Concern,
    Call,
    Stress,
    Note,
    Discuss,
    Hope,
    Welcome,
    Support,
    Commit,
    Carrier,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActMark {
    pub tokens: std::ops::Range<usize>,
    pub act: Act,
    pub lemma: u32,
    pub verb: bool,
}

enum Part {
    Word(Box<str>, bool),
    Gap(usize),
}
struct Pattern {
    parts: Vec<Part>,
    act: Act,
    lemma: u32,
}
static LEX: LazyLock<FxHashMap<Box<str>, Vec<Pattern>>> = LazyLock::new(|| {
    let mut m: FxHashMap<Box<str>, Vec<Pattern>> = FxHashMap::default();
    let text = include_str!("lexicon.tsv");
    let r = Rules::default();
    for (lemma, line) in text.lines().enumerate() {
        let f: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') || f.len() < 4 {
            continue;
        }
        let act = match f[1] {
            "condemn" => Act::Condemn,
            "reject" => Act::Reject,
            "concern" => Act::Concern,
            "call" => Act::Call,
            "stress" => Act::Stress,
            "note" => Act::Note,
            "discuss" => Act::Discuss,
            "hope" => Act::Hope,
            "welcome" => Act::Welcome,
            "support" => Act::Support,
            "commit" => Act::Commit,
            _ => Act::Carrier,
        };
        if f[2] == "يجب"
            || f[2] == "must / should"
            || f[2] == "ensure"
            || f[2] == "address"
            || f[2] == "value"
            || f[2] == "monitor"
            || f[2] == "عرض"
        {
            continue;
        }
        for form in f[3].split('|') {
            let parts: Vec<Part> = form
                .split_whitespace()
                .map(|w| {
                    if let Some(n) = w.strip_prefix('~') {
                        Part::Gap(n.parse().unwrap_or(2))
                    } else if let Some(p) = w.strip_suffix('*') {
                        Part::Word(spelling(p, &r).into(), true)
                    } else {
                        Part::Word(spelling(w, &r).into(), false)
                    }
                })
                .collect();
            let first = match &parts[0] {
                Part::Word(w, _) => w.clone(),
                _ => continue,
            };
            m.entry(first).or_default().push(Pattern { parts, act, lemma: lemma as u32 });
        }
    }
    m
});

pub(crate) fn find(keys: &[&str]) -> Vec<ActMark> {
    let mut out: Vec<ActMark> = Vec::new();
    let mut t = 0;
    while t < keys.len() {
        let mut best: Option<ActMark> = None;
        let mut tries = vec![keys[t]];
        for p in ["و", "ف", "ب", "ل"] {
            if let Some(r) = keys[t].strip_prefix(p) {
                tries.push(r);
                if p == "و" {
                    for q in ["ب", "ل"] {
                        if let Some(s) = r.strip_prefix(q) {
                            tries.push(s);
                        }
                    }
                }
            }
        }
        for w in tries {
            for p in LEX.get(w).into_iter().flatten() {
                let mut at = t + 1;
                let mut ok = true;
                let mut gap = 0;
                for part in &p.parts[1..] {
                    match part {
                        Part::Gap(n) => gap = *n,
                        Part::Word(w, prefix) => {
                            let hit = (at..=(at + gap)).find(|&x| {
                                keys.get(x)
                                    .is_some_and(|k| if *prefix { k.starts_with(&**w) } else { *k == &**w })
                            });
                            gap = 0;
                            match hit {
                                Some(x) => at = x + 1,
                                None => {
                                    ok = false;
                                    break;
                                }
                            }
                        }
                    }
                }
                if ok && best.as_ref().is_none_or(|b| at - t > b.tokens.len()) {
                    best = Some(ActMark { tokens: t..at, act: p.act, lemma: p.lemma, verb: true });
                }
            }
        }
        if let Some(b) = best {
            t = b.tokens.end;
            out.push(b);
        } else {
            t += 1;
        }
    }
    // carriers
    let mut k = 0;
    while k < out.len() {
        if out[k].act == Act::Carrier {
            if k + 1 < out.len() && out[k + 1].tokens.start <= out[k].tokens.end + 3 {
                let n = out.remove(k + 1);
                out[k] = ActMark { tokens: out[k].tokens.start..n.tokens.end, ..n };
            } else {
                out.remove(k);
                continue;
            }
        }
        k += 1;
    }
    out
}
