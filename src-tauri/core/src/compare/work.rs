//! Counted steps: how the comparison keeps its promise that no text makes it run away.
//!
//! Each loop whose length is not plainly that of the text counts here. Limits are set on steps and not on time, so that
//! the same two texts give the same result on every machine.

/// Steps taken so far, and what remains for the word-by-word search.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    /// Steps taken.
    steps: u64,
    /// Steps that minimal word searches may still take before they become coarser.
    minimal: u64,
}

/// Steps all minimal word searches of one comparison may take together: a tenth of a second or so.
const MINIMAL_STEPS: u64 = 40_000_000;

impl Work {
    pub(crate) fn new() -> Self {
        Self { steps: 0, minimal: MINIMAL_STEPS }
    }

    /// Counts `steps`.
    pub(crate) fn count(&mut self, steps: usize) {
        self.steps = self.steps.saturating_add(steps as u64);
    }

    /// Takes `steps` out of what minimal searches may take; `false`, and nothing taken, when less remains.
    pub(crate) fn afford(&mut self, steps: u64) -> bool {
        if steps > self.minimal {
            return false;
        }
        self.minimal -= steps;
        self.steps = self.steps.saturating_add(steps);
        true
    }

    /// For a part of the work that is done on a thread of its own.
    pub(crate) const fn apart(&self) -> Self {
        Self { steps: 0, minimal: self.minimal }
    }

    /// Counts what a part took that began where this stands or stood.
    pub(crate) const fn take_in(&mut self, part: &Self, began: &Self) {
        self.steps = self.steps.saturating_add(part.steps);
        self.minimal = self.minimal.saturating_sub(began.minimal - part.minimal);
    }

    /// Whether minimal searches may take so many steps more.
    pub(crate) const fn could_afford(&self, steps: u64) -> bool {
        steps <= self.minimal
    }

    /// Steps taken so far.
    #[cfg(test)]
    pub(crate) const fn steps(&self) -> u64 {
        self.steps
    }
}
