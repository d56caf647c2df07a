//! Searching the open archive: hits with the words around them, and where and in which forms something is found.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use bayan_archive::Archive;
use bayan_archive::search::{
    Context, Count, Found, Hit, Order, Period, Query, QueryError, Search, Total, context,
};
use bayan_core::model::{Lang, LocalName, ReleaseDate, ReleaseId, SeriesId};
use bayan_core::text::lexicon::Act;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{SharedShell, ask_archive};
use crate::failure::Failure;

/// How many words and marks stand on either side of a hit.
const AROUND: usize = 14;
/// The most hits one answer holds.
const MOST_HITS: u32 = 200;
/// How many paragraphs the forms of the words are counted in.
const FORMS_IN: u32 = 2_000;
/// How many forms are told of.
const MOST_FORMS: usize = 40;
/// Up to this many releases the histogram has a bar for each; above it one for each year.
const MOST_BARS: usize = 48;

/// What the window searches for, and where.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SearchAsked {
    /// What was typed.
    pub typed: String,
    /// Only in these series; in all where the list is empty.
    pub series: Vec<SeriesId>,
    /// Only in releases that may be of this day, month or year or a later one.
    #[ts(type = "string | null")]
    pub from: Option<ReleaseDate>,
    /// Only in releases that may be of this day, month or year or an earlier one.
    #[ts(type = "string | null")]
    pub to: Option<ReleaseDate>,
    /// Only in releases in this language.
    pub lang: Option<Lang>,
    /// Only paragraphs with a position on one of these topics, by their identifiers in the codebooks.
    pub topics: Vec<String>,
    /// Only paragraphs with a position that is one of these acts.
    pub acts: Vec<Act>,
    /// The order of the hits.
    pub order: HitOrder,
    /// How many paragraphs to leave out at the beginning.
    pub offset: u32,
    /// How many paragraphs to give at most.
    pub limit: u32,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum HitOrder {
    /// The best first.
    Relevance,
    /// The newest release first.
    Newest,
    /// The oldest release first.
    Oldest,
}

/// Part of the hits of a search.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HitsPage {
    /// How many paragraphs and titles match.
    #[ts(type = "number")]
    pub total: u64,
    /// There are more than that; they were not counted further.
    pub more: bool,
    /// The order the hits are in, which is not the one asked for where there are too many to weigh.
    pub order: HitOrder,
    /// The texts were read through, since there is no index.
    pub without_index: bool,
    /// The paragraphs and titles.
    pub hits: Vec<HitShown>,
}

/// A paragraph or title in which something is found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HitShown {
    /// The release.
    pub release: ReleaseId,
    /// Its series.
    pub series: SeriesId,
    /// Its date.
    #[ts(type = "string")]
    pub date: ReleaseDate,
    /// The language of the release.
    pub lang: Lang,
    /// The paragraph, from 0; `None` for the title.
    pub paragraph: Option<u32>,
    /// Each place it is found at, with the words around it.
    pub lines: Vec<Line>,
}

/// A place with the words around it, as they were published.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Line {
    /// The words before.
    pub before: String,
    /// What is found: whole words.
    pub hit: String,
    /// The words after.
    pub after: String,
    /// More of the paragraph stands before.
    pub cut_before: bool,
    /// More of the paragraph stands after.
    pub cut_after: bool,
    /// Where the hit begins, in UTF-16 units of the paragraph.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// Where something is found, over all hits.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Overview {
    /// How many releases have a hit.
    pub releases: u32,
    /// How many titles and paragraphs match.
    #[ts(type = "number")]
    pub hits: u64,
    /// The first release with a hit.
    pub first: Option<Seen>,
    /// The last release with a hit.
    pub last: Option<Seen>,
    /// The bars of the histogram, the oldest first: one for each release of the series searched, or for each year.
    pub bars: Vec<Bar>,
    /// The forms in which it stands in the texts, the most frequent first.
    pub forms: Vec<Form>,
    /// How many titles and paragraphs the forms were counted in.
    #[ts(type = "number")]
    pub forms_in: u64,
}

/// A release with a hit.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Seen {
    /// The release.
    pub release: ReleaseId,
    /// Its date.
    #[ts(type = "string")]
    pub date: ReleaseDate,
}

/// A bar of the histogram.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Bar {
    /// The release it stands for; `None` where it stands for a year.
    pub release: Option<ReleaseId>,
    /// The release's date, or the year.
    #[ts(type = "string")]
    pub date: ReleaseDate,
    /// How many titles and paragraphs match.
    pub hits: u32,
}

/// A form in which the words stand in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Form {
    /// As it was published first.
    pub text: String,
    /// How often it is found.
    pub times: u32,
}

/// What a search can be held to beside the words.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SearchFacets {
    /// The topics on which positions are stored.
    pub topics: Vec<TopicFacet>,
    /// The acts of the stored positions.
    pub acts: Vec<Act>,
    /// Whether there is an index to search by.
    pub indexed: bool,
}

/// A topic that a search can be held to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TopicFacet {
    /// Its identifier in the codebooks.
    pub id: String,
    /// Its name.
    pub name: LocalName,
}

/// A page of hits.
#[tauri::command]
pub async fn search(shell: SharedShell<'_>, asked: SearchAsked) -> Result<HitsPage, Failure> {
    ask_archive(&shell, move |archive| {
        let found = archive.search(&read(&asked)?)?;
        hits_page(archive, found)
    })
    .await
}

/// Where and in which forms it is found, over all hits.
#[tauri::command]
pub async fn search_overview(shell: SharedShell<'_>, asked: SearchAsked) -> Result<Overview, Failure> {
    ask_archive(&shell, move |archive| overview(archive, &asked)).await
}

/// The topics and acts that a search can be held to.
#[tauri::command]
pub async fn search_facets(shell: SharedShell<'_>) -> Result<SearchFacets, Failure> {
    ask_archive(&shell, |archive| {
        // A topic that several codebooks name is named by the first of them.
        let mut names: BTreeMap<String, LocalName> = BTreeMap::new();
        for book in archive.codebooks()? {
            for topic in book.codebook.topics {
                names.entry(topic.id.0).or_insert(topic.label);
            }
        }
        let topics = archive.topics_with_positions()?.into_iter();
        Ok(SearchFacets {
            topics: topics
                .filter_map(|(id, _)| names.remove(&id).map(|name| TopicFacet { id, name }))
                .collect(),
            acts: archive.stored_acts()?.into_iter().map(|(act, _)| act).collect(),
            indexed: archive.has_index()?,
        })
    })
    .await
}

/// The search that is asked for, with at most as many hits as an answer holds.
pub(super) fn read(asked: &SearchAsked) -> Result<Search, Failure> {
    let query = Query::parse(&asked.typed).map_err(|error| match error {
        QueryError::Empty => Failure::QueryEmpty,
        QueryError::OnlyWithout => Failure::QueryOnlyWithout,
        QueryError::TooLong => Failure::QueryTooLong,
    })?;
    Ok(Search {
        series: asked.series.clone(),
        from: asked.from,
        to: asked.to,
        lang: asked.lang,
        topics: asked.topics.clone(),
        acts: asked.acts.clone(),
        order: match asked.order {
            HitOrder::Relevance => Order::Relevance,
            HitOrder::Newest => Order::Newest,
            HitOrder::Oldest => Order::Oldest,
        },
        offset: asked.offset,
        limit: asked.limit.min(MOST_HITS),
        ..Search::new(query)
    })
}

fn hits_page(archive: &Archive, found: Found) -> Result<HitsPage, Failure> {
    let mut languages: HashMap<ReleaseId, Lang> = HashMap::new();
    let mut hits = Vec::with_capacity(found.hits.len());
    for hit in found.hits {
        let lang = match languages.get(&hit.release) {
            Some(lang) => *lang,
            None => archive.release(hit.release)?.lang,
        };
        languages.insert(hit.release, lang);
        hits.push(HitShown {
            release: hit.release,
            series: hit.series,
            date: hit.date,
            lang,
            paragraph: hit.paragraph,
            lines: lines(&hit),
        });
    }
    let (total, more) = match found.total {
        Total::Exactly(total) => (total, false),
        Total::MoreThan(total) => (total, true),
    };
    Ok(HitsPage {
        total,
        more,
        order: match found.order {
            Order::Relevance => HitOrder::Relevance,
            Order::Newest => HitOrder::Newest,
            Order::Oldest => HitOrder::Oldest,
        },
        without_index: found.without_index,
        hits,
    })
}

/// One line a place; words of the query that stand side by side are one place.
fn lines(hit: &Hit) -> Vec<Line> {
    let text = hit.text.as_str();
    joined(text, &hit.spans)
        .into_iter()
        .map(|span| {
            let Context { before, hit, after, cut_before, cut_after } = context(text, span, AROUND);
            let units = |end: usize| u32::try_from(text[..end].encode_utf16().count()).unwrap_or(u32::MAX);
            Line {
                before: text[before].to_owned(),
                from: units(hit.start),
                to: units(hit.end),
                hit: text[hit].to_owned(),
                after: text[after].to_owned(),
                cut_before,
                cut_after,
            }
        })
        .collect()
}

/// The spans with those drawn together that have nothing but spaces between them.
fn joined(text: &str, spans: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match places.last_mut() {
            Some(last) if text[last.end..span.start].chars().all(char::is_whitespace) => last.end = span.end,
            _ => places.push(span.clone()),
        }
    }
    places
}

fn overview(archive: &Archive, asked: &SearchAsked) -> Result<Overview, Failure> {
    let search = read(asked)?;
    let counts = archive.search_counts(&search)?;
    let seen = |count: &Count| Seen { release: count.release, date: count.date };
    let looked = Search { order: Order::Newest, offset: 0, limit: FORMS_IN, ..search.clone() };
    let looked = archive.search(&looked)?.hits;
    Ok(Overview {
        releases: u32::try_from(counts.len()).unwrap_or(u32::MAX),
        hits: counts.iter().map(|count| u64::from(count.hits)).sum(),
        first: counts.first().map(seen),
        last: counts.last().map(seen),
        bars: bars(archive, &search, &counts)?,
        forms: forms(&looked),
        forms_in: looked.len() as u64,
    })
}

/// A bar for each release of the one series that is searched, those without a hit among them, or for each year.
fn bars(archive: &Archive, search: &Search, counts: &[Count]) -> Result<Vec<Bar>, Failure> {
    if let [series] = search.series.as_slice() {
        let releases = archive.releases(*series)?;
        if releases.len() <= MOST_BARS {
            let hits: HashMap<ReleaseId, u32> =
                counts.iter().map(|count| (count.release, count.hits)).collect();
            return Ok(releases
                .into_iter()
                .map(|release| Bar {
                    release: Some(release.id),
                    date: release.date,
                    hits: hits.get(&release.id).copied().unwrap_or(0),
                })
                .collect());
        }
    }
    let years = archive.search_periods(search, Period::Year)?;
    Ok(years.into_iter().map(|year| Bar { release: None, date: year.period, hits: year.hits }).collect())
}

fn forms(hits: &[Hit]) -> Vec<Form> {
    let mut times: HashMap<String, u32> = HashMap::new();
    for hit in hits {
        for place in joined(&hit.text, &hit.spans) {
            // Line breaks and runs of spaces inside a phrase make no other form of it.
            let form = hit.text[place].split_whitespace().collect::<Vec<_>>().join(" ");
            *times.entry(form).or_default() += 1;
        }
    }
    let mut forms: Vec<Form> = times.into_iter().map(|(text, times)| Form { text, times }).collect();
    forms.sort_by(|a, b| b.times.cmp(&a.times).then_with(|| a.text.cmp(&b.text)));
    forms.truncate(MOST_FORMS);
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(text: &str, found: &[&str]) -> Hit {
        let mut spans = Vec::new();
        let mut from = 0;
        for word in found {
            let start = from + text[from..].find(word).unwrap();
            from = start + word.len();
            spans.push(start..from);
        }
        Hit {
            release: ReleaseId(1),
            series: SeriesId(1),
            date: "2025-03".parse().unwrap(),
            paragraph: Some(0),
            text: text.to_owned(),
            spans,
        }
    }

    #[test]
    fn words_side_by_side_are_one_line_and_its_place_is_counted_in_utf_16() {
        let lines = lines(&hit("𝔄 أكد وقف إطلاق النار، ثم وقف العمل.", &["وقف", "إطلاق", "النار", "وقف"]));
        let hits: Vec<&str> = lines.iter().map(|line| line.hit.as_str()).collect();
        assert_eq!(hits, ["وقف إطلاق النار", "وقف"]);
        // The first letter takes two units.
        assert_eq!((lines[0].from, lines[0].to), (7, 22));
        assert_eq!(
            format!("{}{}{}", lines[0].before, lines[0].hit, lines[0].after),
            "𝔄 أكد وقف إطلاق النار، ثم وقف العمل."
        );
    }

    #[test]
    fn the_forms_come_by_how_often_they_stand() {
        let hits = [hit("عن اللاجئين، ولاجئ", &["اللاجئين", "ولاجئ"]), hit("عودة اللاجئين", &["اللاجئين"])];
        let told: Vec<(String, u32)> = forms(&hits).into_iter().map(|form| (form.text, form.times)).collect();
        assert_eq!(told, [("اللاجئين".to_owned(), 2), ("ولاجئ".to_owned(), 1)]);
    }
}
