//! Essay drafts: 90 pairs of drafts whose sentences were linked by people (ArgRewrite V.2; the notice stands beside the
//! data). One sentence is given as one paragraph.

use std::collections::BTreeSet;
use std::fs;

use serde::Deserialize;

use crate::figures::{Figures, share};
use crate::said::{Edge, Said};

#[derive(Deserialize)]
struct Draft {
    name: String,
    old: Vec<String>,
    new: Vec<String>,
    links: BTreeSet<Edge>,
}

/// Micro-averaged figures over all links, and over those between sentences that are not identical.
pub fn score(engine: impl Fn(&str, &str) -> Said) -> Figures {
    let path = crate::data("argrewrite/drafts.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let drafts: Vec<Draft> = serde_json::from_str(&text).expect("drafts.json holds a list of drafts");
    assert_eq!(drafts.len(), 90);

    let (mut all, mut not_identical) = ([0; 3], [0; 3]);
    for draft in &drafts {
        let said = engine(&release(&draft.old), &release(&draft.new));
        assert_eq!(said.paragraphs, (draft.old.len(), draft.new.len()), "{}", draft.name);
        let said = said.edges();
        let differ = |edges: &BTreeSet<Edge>| -> BTreeSet<Edge> {
            edges.iter().copied().filter(|&(o, n)| draft.old[o] != draft.new[n]).collect()
        };
        count(&mut all, &said, &draft.links);
        count(&mut not_identical, &differ(&said), &differ(&draft.links));
    }

    let f1 = |[hit, said, gold]: [usize; 3]| if said + gold > 0 { share(2 * hit, said + gold) } else { 0.0 };
    let mut figures = Figures::default();
    figures.put("all.f1", f1(all));
    figures.put("not_identical.f1", f1(not_identical));
    figures.put("all.gold", all[2] as f64);
    figures.put("all.precision", share(all[0], all[1]));
    figures.put("all.recall", share(all[0], all[2]));
    figures
}

fn count(counts: &mut [usize; 3], said: &BTreeSet<Edge>, gold: &BTreeSet<Edge>) {
    counts[0] += said.intersection(gold).count();
    counts[1] += said.len();
    counts[2] += gold.len();
}

/// A release with one sentence a paragraph.
fn release(sentences: &[String]) -> String {
    format!("Essay draft\n\n{}\n", sentences.join("\n\n"))
}
