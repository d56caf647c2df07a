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

/// Whether one of a subject's words names a body that speaks in a release, or whoever speaks for it.
pub(super) fn is_own(subject: &[&str]) -> bool {
    subject.iter().any(|key| own(key))
}

fn own(key: &str) -> bool {
    matches!(
        key,
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
            | "forum"
            | "group"
            | "panel"
            | "secretary"
            | "president"
            | "association"
            | "coalition"
            | "alliance"
            | "network"
            | "congress"
            | "bloc"
            | "summit"
            | "delegation"
            | "mission"
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
}

/// Whose subject it is: another's where one of its first words names another party and none a body that speaks.
pub(super) fn of_subject(subject: &[&str]) -> Holder {
    let head: Vec<&&str> = subject.iter().take(6).collect();
    if !head.iter().any(|key| own(key)) && head.iter().any(|key| is_other(key)) {
        Holder::Other
    } else {
        Holder::Issuer
    }
}
