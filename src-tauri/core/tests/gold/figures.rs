//! Named figures, printed and held against floors.

use crate::floors::{Bound, Floor};

/// Figures in the order they were measured.
#[derive(Default)]
pub struct Figures(Vec<(String, f64)>);

impl Figures {
    /// Adds a figure.
    pub fn put(&mut self, name: impl Into<String>, value: f64) {
        self.0.push((name.into(), value));
    }

    /// Adds precision, recall, their F1 and the size of the gold answer.
    pub fn put_f1(&mut self, name: &str, hit: usize, said: usize, gold: usize) {
        let precision = if said > 0 { share(hit, said) } else { f64::from(u8::from(gold == 0)) };
        let recall = if gold > 0 { share(hit, gold) } else { 1.0 };
        let sum = precision + recall;
        self.put(format!("{name}.precision"), precision);
        self.put(format!("{name}.recall"), recall);
        self.put(format!("{name}.f1"), if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 });
        self.put(format!("{name}.gold"), gold as f64);
    }

    /// A figure's value; not a number when it was not measured.
    pub fn get(&self, name: &str) -> f64 {
        self.0.iter().find(|(known, _)| known == name).map_or(f64::NAN, |(_, value)| *value)
    }

    /// The floors that are not reached, each as a sentence with the figure. A figure that was not measured is missed.
    pub fn missed(&self, floors: &[Floor]) -> Vec<String> {
        let mut missed = Vec::new();
        for floor in floors {
            let value = self.get(floor.figure);
            let (reached, words, bound) = match floor.bound {
                Bound::AtLeast(bound) => (value >= bound, "no less than", bound),
                Bound::AtMost(bound) => (value <= bound, "no more than", bound),
            };
            if !reached {
                missed.push(format!("{} is {value:.4} and must be {words} {bound}", floor.figure));
            }
        }
        missed
    }

    /// Fails with every floor that is not reached.
    pub fn must_reach(&self, floors: &[Floor]) {
        let missed = self.missed(floors);
        assert!(missed.is_empty(), "the engine falls short:\n  {}", missed.join("\n  "));
    }

    /// Prints every figure under a heading.
    pub fn print(&self, heading: &str) {
        say(&format!("\n{heading}"));
        self.0.iter().for_each(|(name, value)| say(&format!("  {name} {value:.9}")));
    }
}

/// `part / whole`, with a whole of nothing counted as one.
pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Prints a line for whoever runs the gate with `--nocapture`.
#[expect(clippy::print_stdout, reason = "the gate's figures are read on the terminal")]
pub fn say(line: &str) {
    println!("{line}");
}
