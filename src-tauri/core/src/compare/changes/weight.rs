//! How much a change matters.

use crate::compare::types::Class;

/// The weight of a class, 0 to 1: the order in which a policy reader wants to see changes.
pub(super) const fn of(class: Class) -> f64 {
    match class {
        Class::Act => 1.0,
        Class::Negation => 0.95,
        Class::Modality => 0.9,
        Class::Number | Class::Date => 0.8,
        Class::Name | Class::Reference => 0.75,
        Class::DroppedCommitment | Class::NewDemand => 0.85,
        Class::Scope => 0.7,
        Class::Added | Class::Dropped => 0.5,
        Class::Wording => 0.45,
        Class::Order => 0.15,
        Class::Clitic | Class::Inflection => 0.1,
        Class::Digits | Class::Spelling | Class::Punctuation => 0.0,
    }
}
