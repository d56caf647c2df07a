//! Whether a subject is the issuer or another party.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Holder;

static OTHERS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("others.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Whether a folded word names a party of which a release reports: the regime, the parties, Russia.
pub(super) fn is_other(key: &str) -> bool {
    OTHERS.contains(key)
}

/// Whose subject it is: another's where one of its first words names another party and none a body that speaks.
pub(super) fn of_subject(subject: &[&str]) -> Holder {
    let own = |key: &&str| {
        matches!(
            *key,
            "council"
                | "committee"
                | "members"
                | "member"
                | "meeting"
                | "ministers"
                | "participants"
                | "we"
                | "it"
                | "they"
                | "office"
                | "bureau"
                | "secretariat"
                | "delegates"
                | "leaders"
                | "chair"
                | "chairman"
                | "board"
                | "assembly"
                | "conference"
                | "commission"
                | "attendees"
                | "dr"
                | "mr"
                | "ms"
                | "mrs"
                | "المجلس"
                | "مكتب"
                | "المكتب"
                | "الحضور"
                | "المجتمعون"
                | "اللجنه"
                | "لجنه"
                | "الاجتماع"
        )
    };
    let head: Vec<&&str> = subject.iter().take(6).collect();
    if !head.iter().any(|key| own(key)) && head.iter().any(|key| is_other(key)) {
        Holder::Other
    } else {
        Holder::Issuer
    }
}
