//! A topic over all series of the archive: which acts releases perform on it from period to period, where each series
//! stands, and the mentions behind each number.

use bayan_archive::{Archive, MentionsAsked, Month};
use bayan_core::model::{Release, SeriesId};
use bayan_core::text::lexicon::Act;
use serde::Serialize;
use ts_rs::TS;

use super::positions::wording::units;
use super::positions::{TopicName, topic_name, words};
use super::{SharedShell, ask_archive};
use crate::failure::Failure;

/// A topic over all series.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Everywhere {
    /// The topic.
    pub topic: TopicName,
    /// The periods in which any release speaks on it, the earliest first.
    pub periods: Vec<EverywherePeriod>,
    /// The series that speak on it, the one with the most releases first.
    pub series: Vec<EverywhereSeries>,
}

/// A year or a month.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EverywherePeriod {
    /// `2025`, or where months are told apart `2025-03`, and `2025-00` for what is known to the year only.
    pub period: String,
    /// The acts performed in it, in the order of the ladder.
    pub acts: Vec<ActCount>,
}

/// How many releases perform an act.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ActCount {
    /// The act.
    pub act: Act,
    /// How many.
    pub releases: u32,
}

/// Where a series stands on the topic.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EverywhereSeries {
    /// The series.
    pub series: SeriesId,
    /// How many of its releases speak on it.
    pub releases: u32,
    /// When the first of them was issued.
    pub first: String,
    /// When the last was.
    pub last: String,
    /// The act that leads in the last.
    pub act: Act,
}

/// Mentions of a topic in a period.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EverywhereMentions {
    /// A page of them, the newest first.
    pub mentions: Vec<EverywhereMention>,
    /// How many releases have any, in all.
    pub releases: u32,
}

/// A mention.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EverywhereMention {
    /// Its release.
    pub release: Release,
    /// The act.
    pub act: Act,
    /// Its force, 1 to 3.
    pub force: u8,
    /// The words that perform the act, verbatim.
    pub verb: String,
    /// The quote, verbatim.
    pub quote: String,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// Where the quote begins in the paragraph, in UTF-16 units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// Over how many years months are told apart.
const BY_MONTH: u16 = 3;

/// How many releases a page of mentions holds.
const PAGE: usize = 50;

/// A topic over all series; it is named by the codebook of one.
#[tauri::command]
pub async fn topic_everywhere(
    shell: SharedShell<'_>,
    topic: String,
    series: SeriesId,
) -> Result<Everywhere, Failure> {
    ask_archive(&shell, move |archive| everywhere(archive, &topic, series)).await
}

/// The mentions of a topic over all series in a period that perform an act: a page of their releases from the one with this
/// number.
#[tauri::command]
pub async fn topic_mentions(
    shell: SharedShell<'_>,
    topic: String,
    period: String,
    act: Act,
    from: u32,
) -> Result<EverywhereMentions, Failure> {
    ask_archive(&shell, move |archive| {
        let page = (from as usize, PAGE);
        mentions(archive, &MentionsAsked { topic, months: months_of(&period), acts: vec![act], page })
    })
    .await
}

fn everywhere(archive: &Archive, topic: &str, series: SeriesId) -> Result<Everywhere, Failure> {
    let found = archive.topic_everywhere(topic)?;
    let years = found.months.first().zip(found.months.last());
    let by_month = years.is_some_and(|(first, last)| last.month.year - first.month.year < BY_MONTH);
    let mut counted: Vec<(String, [u32; Act::ALL.len()])> = Vec::new();
    for one in &found.months {
        let period = named(one.month, by_month);
        match counted.last_mut().filter(|(last, _)| *last == period) {
            Some((_, acts)) => acts.iter_mut().zip(one.acts).for_each(|(sum, count)| *sum += count),
            None => counted.push((period, one.acts)),
        }
    }
    let periods = counted.into_iter().map(|(period, acts)| {
        let acts = Act::ALL.into_iter().zip(acts).filter(|(_, releases)| *releases > 0);
        EverywherePeriod { period, acts: acts.map(|(act, releases)| ActCount { act, releases }).collect() }
    });
    let mut all = Vec::with_capacity(found.series.len());
    for one in found.series {
        all.push(EverywhereSeries {
            series: one.series,
            releases: one.releases,
            first: archive.release(one.first)?.date.to_string(),
            last: archive.release(one.last)?.date.to_string(),
            act: one.act,
        });
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.releases));
    let codebook = archive.codebook_of(series)?;
    Ok(Everywhere { topic: topic_name(codebook.as_ref(), topic), periods: periods.collect(), series: all })
}

fn mentions(archive: &Archive, asked: &MentionsAsked) -> Result<EverywhereMentions, Failure> {
    let found = archive.mentions_everywhere(asked)?;
    let mut mentions = Vec::with_capacity(found.mentions.len());
    for position in found.mentions {
        let text = archive.paragraph(position.release, position.paragraph)?;
        mentions.push(EverywhereMention {
            release: archive.release(position.release)?,
            act: position.act,
            force: position.force,
            verb: words(&text, &position.verb),
            quote: words(&text, &position.quote),
            paragraph: position.paragraph,
            from: units(&text, position.quote.start),
            to: units(&text, position.quote.end),
        });
    }
    Ok(EverywhereMentions { mentions, releases: u32::try_from(found.releases).unwrap_or(u32::MAX) })
}

/// A period as it is written.
fn named(month: Month, by_month: bool) -> String {
    if by_month { format!("{:04}-{:02}", month.year, month.month) } else { format!("{:04}", month.year) }
}

/// The first and the last month of a period as it is written: `2025-03` is a month; `2025` is a year with all its months.
fn months_of(period: &str) -> (Month, Month) {
    let number = |from: usize, to: usize| period.get(from..to).and_then(|digits| digits.parse::<u16>().ok());
    let year = number(0, 4).unwrap_or_default();
    match number(5, 7).and_then(|month| u8::try_from(month).ok()) {
        Some(month) => (Month { year, month }, Month { year, month }),
        None => (Month { year, month: 0 }, Month { year, month: 12 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_as_it_was_written() {
        let month = |year, month| Month { year, month };
        assert_eq!(named(month(2025, 3), true), "2025-03");
        assert_eq!(named(month(2025, 3), false), "2025");
        assert_eq!(named(month(2025, 0), true), "2025-00");
        assert_eq!(months_of("2025-00"), (month(2025, 0), month(2025, 0)));
        assert_eq!(months_of("2025-03"), (month(2025, 3), month(2025, 3)));
        assert_eq!(months_of("2025"), (month(2025, 0), month(2025, 12)));
        assert_eq!(months_of("?"), (month(0, 0), month(0, 12)));
    }
}
