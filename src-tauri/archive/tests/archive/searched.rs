//! What is searched for is found, with and without the index.

use std::ops::Range;

use bayan_archive::search::{Order, Period, Query, QueryError, Search, Total};
use bayan_archive::{Archive, Error, IndexOutcome, NewRelease, NewRevision};
use bayan_core::model::{Lang, ReleaseId, SeriesId};
use bayan_core::text::lexicon::Act;
use proptest::collection::vec;
use proptest::prelude::*;
use rusqlite::{Connection, params};
use tempfile::TempDir;

use crate::stored::{add_series, new_archive, release};

const TEXTS: [(&str, &str); 5] = [
    ("2023-05", "وأكّد المجتمعون دعمهم لعودة اللاجئين عودةً طوعية، وتنفيذ القرار ٢٢٥٤ في سورية."),
    ("2024-01-10", "لا حديث عن لاجئ واحد، بل عن قرارات مجلس الأمن."),
    ("2024-03-01", "ووقف إطلاق النار شرط لكل شيء."),
    ("2024", "دعا إلى استئناف الحوار في سوريا وإلى دعم الأمم المتحدة."),
    ("2025-02-02", "Resolution 2254 (2015) remains the basis; the ceasefire held."),
];

fn filled() -> (TempDir, Archive, SeriesId) {
    let (folder, archive) = new_archive();
    let series = add_series(&archive);
    let new = TEXTS.map(|(date, text)| NewRelease {
        lang: if text.is_ascii() { Lang::En } else { Lang::Ar },
        ..release(series, date, &["مقدمة.", text])
    });
    archive.store_batch(new).unwrap();
    (folder, archive, series)
}

fn search(typed: &str) -> Search {
    Search::new(Query::parse(typed).unwrap())
}

/// Which of [`TEXTS`] are found, in order of release.
fn found(archive: &Archive, search: &Search) -> Vec<i64> {
    let mut found: Vec<i64> =
        archive.search(search).unwrap().hits.iter().map(|hit| hit.release.0 - 1).collect();
    found.sort_unstable();
    found
}

#[test]
fn what_is_typed_is_found_however_it_is_spelled() {
    let (_folder, archive, _) = filled();
    for (typed, texts) in [
        ("اللاجئين", &[0, 1][..]),
        ("لاجئ", &[0, 1]),
        ("لاجىء", &[0, 1]),
        ("٢٢٥٤", &[0, 4]),
        ("2254", &[0, 4]),
        ("اكد", &[0]),
        ("أكّدَ", &[0]),
        ("سوريا", &[0, 3]),
        ("سوريه", &[0, 3]),
        ("\"وقف إطلاق النار\"", &[2]),
        ("لاج*", &[0, 1]),
        ("قرار -2254", &[1]),
        ("حوار | ceasefire", &[3, 4]),
        ("resolutions", &[4]),
        ("فلسطين", &[]),
    ] {
        assert_eq!(found(&archive, &search(typed)), texts, "{typed}");
    }
}

#[test]
fn hits_are_whole_words_of_the_original_and_titles_are_searched_too() {
    let (_folder, archive, series) = filled();
    let hit = &archive.search(&search("لاجئ 2254")).unwrap().hits[0];
    assert_eq!((hit.release, hit.paragraph), (ReleaseId(1), Some(1)));
    assert_eq!(hit.text, TEXTS[0].1);
    let shown: Vec<&str> = hit.spans.iter().map(|span: &Range<usize>| &hit.text[span.clone()]).collect();
    assert_eq!(shown, ["اللاجئين", "٢٢٥٤"]);

    let titled = NewRelease {
        title: Some("بيان عن الجولان".into()), ..release(series, "2025", &["نص"])
    };
    let id = archive.store_release(&titled).unwrap();
    let hits = archive.search(&search("جولان")).unwrap().hits;
    assert_eq!((hits.len(), hits[0].release, hits[0].paragraph), (1, id, None));
    assert_eq!(hits[0].text, "بيان عن الجولان");
}

#[test]
fn a_search_can_be_held_to_series_dates_and_a_language() {
    let (_folder, archive, series) = filled();
    let other = add_series(&archive);
    archive.store_release(&release(other, "2024-05-05", &["قرار آخر"])).unwrap();
    let all = search("قرار | حوار | resolution | النار");
    let dated = |from: Option<&str>, to: Option<&str>| Search {
        from: from.map(|date| date.parse().unwrap()),
        to: to.map(|date| date.parse().unwrap()),
        ..all.clone()
    };
    assert_eq!(found(&archive, &Search { series: vec![other], ..all.clone() }), [5]);
    assert_eq!(found(&archive, &Search { series: vec![series, other], ..all.clone() }), [0, 1, 2, 3, 4, 5]);
    assert_eq!(found(&archive, &Search { lang: Some(Lang::En), ..all.clone() }), [4]);
    // The release of 2024 may be of any day of that year.
    assert_eq!(found(&archive, &dated(Some("2024-02"), Some("2024-03"))), [2, 3]);
    assert_eq!(found(&archive, &dated(Some("2024"), Some("2024"))), [1, 2, 3, 5]);
    assert_eq!(found(&archive, &dated(None, Some("2023-05-10"))), [0]);
    assert_eq!(found(&archive, &dated(Some("2024-05-06"), None)), [3, 4]);
    let counts = archive.search_counts(&dated(Some("2024"), None)).unwrap();
    let dates: Vec<String> = counts.iter().map(|count| count.date.to_string()).collect();
    assert_eq!(dates, ["2024", "2024-01-10", "2024-03-01", "2024-05-05", "2025-02-02"]);
}

/// Puts positions down where the program would: topic, release, paragraph, act.
fn put_positions(archive: &Archive, all: &[(&str, ReleaseId, u32, Act)]) {
    let mut behind = Connection::open(archive.path()).unwrap();
    let batch = behind.transaction().unwrap();
    for (number, (topic, release, paragraph, act)) in all.iter().enumerate() {
        batch.execute("INSERT OR IGNORE INTO topic_keys (key) VALUES (?1)", [topic]).unwrap();
        batch
            .execute(
                "INSERT INTO positions (topic, series, release, number, paragraph, first, last, verb_first, verb_last,
                     act, force, holder, inherited, terms, standing)
                 VALUES ((SELECT id FROM topic_keys WHERE key = ?1), 1, ?2,
                     ?5, ?3, 0, 2, 0, 2, ?4, 1, 0, 0, '[]', 0)",
                params![topic, release.0, paragraph, *act as u8, number as u32],
            )
            .unwrap();
    }
    batch.commit().unwrap();
}

#[test]
fn a_search_can_be_held_to_topics_and_acts_with_and_without_an_index() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    assert_eq!((archive.stored_acts().unwrap(), archive.topics_with_positions().unwrap()), (vec![], vec![]));
    let paragraphs = ["نص أول", "نص ثان", "نص ثالث"];
    let titled = |date| NewRelease { title: Some("نص".into()), ..release(series, date, &paragraphs) };
    let ids = archive.store_batch(["2024", "2025"].map(titled)).unwrap();
    put_positions(
        &archive,
        &[
            ("ceasefire", ids[0], 0, Act::Call),
            ("return", ids[0], 1, Act::Call),
            ("ceasefire", ids[1], 2, Act::Support),
            ("ceasefire", ids[1], 2, Act::Call),
        ],
    );
    let topics = ["ceasefire", "return"];
    assert_eq!(archive.stored_acts().unwrap(), [(Act::Call, 3), (Act::Support, 1)]);
    let counted = [("ceasefire".to_owned(), 3), ("return".to_owned(), 1)];
    assert_eq!(archive.topics_with_positions().unwrap(), counted);
    let held = |topics: &[&str], acts: &[Act]| Search {
        topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
        acts: acts.to_vec(),
        order: Order::Oldest,
        ..search("نص")
    };
    let check = |archive: &Archive| {
        for (topics, acts, expected) in [
            (&topics[..1], &[][..], &[(0, 0), (1, 2)][..]),
            (&topics[1..], &[], &[(0, 1)]),
            (&topics[..], &[Act::Call], &[(0, 0), (0, 1), (1, 2)]),
            (&topics[1..], &[Act::Support], &[]),
            (&[], &[Act::Support, Act::Call], &[(0, 0), (0, 1), (1, 2)]),
            (&["no such topic"], &[], &[]),
            (&[], &[Act::Condemn], &[]),
        ] {
            for order in [Order::Relevance, Order::Oldest] {
                let search = Search { order, ..held(topics, acts) };
                let found = archive.search(&search).unwrap();
                assert_eq!(found.total, Total::Exactly(expected.len() as u64));
                let mut places: Vec<_> = found
                    .hits
                    .iter()
                    .map(|hit| {
                        (ids.iter().position(|id| *id == hit.release).unwrap(), hit.paragraph.unwrap())
                    })
                    .collect();
                places.sort();
                assert_eq!(places, expected, "{topics:?} {acts:?} {order:?}");
            }
        }
        let both = Search {
            from: Some("2025".parse().unwrap()),
            lang: Some(Lang::Ar),
            ..held(&topics[..1], &[Act::Call])
        };
        assert_eq!(archive.search(&both).unwrap().hits.len(), 1);
        let counts: Vec<u32> =
            archive.search_counts(&held(&[], &[Act::Call])).unwrap().iter().map(|count| count.hits).collect();
        assert_eq!(counts, [2, 1]);
    };
    check(&archive);
    check(&tamper(archive, "DROP TABLE search"));
}

#[test]
fn hits_are_counted_by_year_and_by_month() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    archive
        .store_batch(
            ["2024", "2024-05-01", "2024-05-30", "2025-01"]
                .map(|date| release(series, date, &["نص", "نص آخر"])),
        )
        .unwrap();
    let count = |archive: &Archive, period| -> Vec<(String, u32, u32)> {
        let counts = archive.search_periods(&search("نص"), period).unwrap();
        counts.iter().map(|count| (count.period.to_string(), count.releases, count.hits)).collect()
    };
    let years = [("2024".to_owned(), 3, 6), ("2025".to_owned(), 1, 2)];
    let months = [("2024".to_owned(), 1, 2), ("2024-05".to_owned(), 2, 4), ("2025-01".to_owned(), 1, 2)];
    assert_eq!(count(&archive, Period::Year), years);
    assert_eq!(count(&archive, Period::Month), months);
    let archive = tamper(archive, "DROP TABLE search");
    assert_eq!(count(&archive, Period::Year), years);
    assert_eq!(count(&archive, Period::Month), months);
}

#[test]
fn hits_come_page_by_page_in_the_order_asked_for() {
    let (_folder, archive, _) = filled();
    let all = Search { limit: 2, ..search("مقدمة") };
    let page = |order, offset| {
        let found = archive.search(&Search { order, offset, ..all.clone() }).unwrap();
        assert_eq!((found.total, found.order), (Total::Exactly(5), order));
        found.hits.iter().map(|hit| hit.date.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(page(Order::Newest, 0), ["2025-02-02", "2024-03-01"]);
    assert_eq!(page(Order::Newest, 4), ["2023-05"]);
    assert_eq!(page(Order::Oldest, 1), ["2024", "2024-01-10"]);
    assert_eq!(page(Order::Relevance, 3).len(), 2);
    // Spelled as it was typed goes before another form, whichever came first.
    let ranked = archive.search(&search("قرارات")).unwrap();
    assert_eq!(ranked.hits[0].text, TEXTS[1].1);
}

#[test]
fn of_more_hits_than_can_be_ranked_the_newest_come_and_it_is_said() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    let many: Vec<&str> = vec!["نص"; 10_001];
    archive
        .store_batch(["2021", "2025", "2022", "2024", "2023"].map(|date| release(series, date, &many)))
        .unwrap();
    // A word is asked release by release, a beginning and a phrase once for all of them.
    for (typed, order, years) in [
        ("نص", Order::Relevance, ["2025", "2024"]),
        ("نص*", Order::Relevance, ["2025", "2024"]),
        ("نص*", Order::Oldest, ["2021", "2022"]),
        ("\"نص\"*", Order::Newest, ["2025", "2024"]),
    ] {
        let asked = Search { offset: 10_000, limit: 2, order, ..search(typed) };
        let found = archive.search(&asked).unwrap();
        let told = if order == Order::Oldest { Order::Oldest } else { Order::Newest };
        assert_eq!((found.total, found.order), (Total::MoreThan(50_000), told), "{typed}");
        let places: Vec<_> =
            found.hits.iter().map(|hit| (hit.date.to_string(), hit.paragraph.unwrap())).collect();
        assert_eq!(places, [(years[0].to_owned(), 10_000), (years[1].to_owned(), 0)], "{typed}");
    }
    assert!(archive.search_counts(&search("نص")).unwrap().iter().all(|count| count.hits == 10_001));
    // Held to an act that all but the first paragraphs have, they are still too many.
    let ids: Vec<ReleaseId> = archive.releases(series).unwrap().iter().map(|release| release.id).collect();
    let all: Vec<_> =
        ids.iter().flat_map(|id| (1..10_001).map(|number| ("x", *id, number, Act::Call))).collect();
    put_positions(&archive, &all);
    archive.store_release(&release(series, "2020", &["نص"])).unwrap();
    let held = Search { acts: vec![Act::Call], offset: 9_999, limit: 2, ..search("نص") };
    assert_eq!(archive.search(&held).unwrap().total, Total::Exactly(50_000));
    put_positions(&archive, &[("y", ids[0], 0, Act::Call)]);
    let found = archive.search(&held).unwrap();
    assert_eq!((found.total, found.order), (Total::MoreThan(50_000), Order::Newest));
    let places: Vec<_> =
        found.hits.iter().map(|hit| (hit.date.to_string(), hit.paragraph.unwrap())).collect();
    assert_eq!(places, [("2025".to_owned(), 10_000), ("2024".to_owned(), 1)]);
}

/// Does something to a closed archive's file behind its back.
fn tamper(archive: Archive, sql: &str) -> Archive {
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let behind = Connection::open(&path).unwrap();
    behind.execute_batch(sql).unwrap();
    behind.close().unwrap();
    Archive::open(&path).unwrap()
}

#[test]
fn an_index_that_is_missing_of_another_version_or_something_else_is_done_without_and_made_anew() {
    for sql in [
        "DROP TABLE search",
        "UPDATE meta SET value = '0' WHERE key = 'search'",
        "DELETE FROM meta WHERE key = 'search'",
        "DROP TABLE search; CREATE TABLE search (fold, stem)",
        "DROP TABLE search; CREATE VIRTUAL TABLE search USING fts5(fold, stem)",
        "DELETE FROM search_data",
        "DROP TABLE search_docsize",
    ] {
        let (_folder, archive, series) = filled();
        let archive = tamper(archive, sql);
        // What is stored meanwhile is found too.
        archive.store_release(&release(series, "2026", &["لاجئون"])).unwrap();
        let before = archive.search(&search("لاجئ")).unwrap();
        assert!(before.without_index, "{sql}");
        assert_eq!(before.total, Total::Exactly(3), "{sql}");
        assert!(!archive.has_index().unwrap());
        let mut told = Vec::new();
        let done = archive.build_index(&mut |done, all| told.push((done, all)), &|| false).unwrap();
        assert_eq!((done, told.last()), (IndexOutcome::Whole, Some(&(6, 6))), "{sql}");
        let after = archive.search(&search("لاجئ")).unwrap();
        assert!(!after.without_index && archive.has_index().unwrap(), "{sql}");
        assert_eq!(after.total, Total::Exactly(3));
        archive.store_release(&release(series, "2026", &["لاجئون"])).unwrap();
        assert_eq!(archive.search(&search("لاجئ")).unwrap().total, Total::Exactly(4), "{sql}");
    }
}

#[test]
fn making_the_index_goes_on_where_it_was_called_off_and_misses_nothing_stored_meanwhile() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    archive.store_batch((0..500).map(|_| release(series, "2025", &["نص"]))).unwrap();
    let archive = tamper(archive, "DROP TABLE search");
    let calls = std::cell::Cell::new(0);
    let second = || calls.replace(calls.get() + 1) == 1;
    assert_eq!(archive.build_index(&mut |_, _| {}, &second).unwrap(), IndexOutcome::CalledOff);
    assert!(archive.search(&search("نص")).unwrap().without_index);
    archive.store_release(&release(series, "2026", &["نص"])).unwrap();
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let archive = Archive::open(&path).unwrap();
    let mut told = Vec::new();
    archive.build_index(&mut |done, _| told.push(done), &|| false).unwrap();
    assert_eq!(told, [400, 501]);
    assert_eq!(archive.search(&search("نص")).unwrap().total, Total::Exactly(501));
}

#[test]
fn what_one_batch_stores_changes_and_takes_away_is_found_as_it_is_at_the_end_of_the_batch() {
    let (_folder, archive) = new_archive();
    let series = add_series(&archive);
    let ids = archive
        .write(|batch| -> Result<Vec<ReleaseId>, Error> {
            let mut ids = Vec::new();
            for _ in 0..20 {
                ids.push(batch.store_release(&release(series, "2025", &["أكد المجلس.", "نص"]))?);
                // A step that fails leaves the others, and nothing of its own.
                assert!(batch.store_release(&release(SeriesId(99), "2025", &["المجلس"])).is_err());
            }
            let later = NewRevision {
                title: None,
                paragraphs: vec!["ودعا إلى الحوار.".into()],
                source: None,
                retrieved: None,
            };
            assert!(batch.revise(ids[3], &later)?);
            batch.remove_release(ids[5])?;
            batch.set_title(ids[7], Some("بيان المجلس"))?;
            ids.push(batch.store_release(&release(series, "2025", &["المجلس"]))?);
            Ok(ids)
        })
        .unwrap();
    let council = archive.search(&Search { limit: 100, ..search("مجلس") }).unwrap();
    assert_eq!((council.total, council.without_index), (Total::Exactly(20), false));
    let mut releases: Vec<i64> = council.hits.iter().map(|hit| hit.release.0).collect();
    releases.sort_unstable();
    let mut expected: Vec<i64> = ids.iter().map(|id| id.0).collect();
    expected.retain(|id| ![ids[3].0, ids[5].0].contains(id));
    expected.push(ids[7].0);
    expected.sort_unstable();
    assert_eq!(releases, expected);
    assert_eq!(archive.search(&search("حوار")).unwrap().total, Total::Exactly(1));

    // Given up, it leaves nothing to be found; and what comes after is.
    let given_up: Result<(), Error> = archive.write(|batch| {
        for _ in 0..10 {
            batch.store_release(&release(series, "2026", &["المجلس"]))?;
        }
        Err(Error::NoSuchEntry(0))
    });
    assert!(given_up.is_err());
    assert_eq!(archive.search(&search("مجلس")).unwrap().total, Total::Exactly(20));
    archive.store_release(&release(series, "2026", &["المجلس"])).unwrap();
    assert_eq!(archive.search(&search("مجلس")).unwrap().total, Total::Exactly(21));
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        Just("لاجئ"),
        Just("اللاجئين"),
        Just("وقف"),
        Just("إطلاق"),
        Just("النار"),
        Just("٢٢٥٤"),
        Just("2254"),
        Just("cease-fire"),
        Just("UN"),
        Just("United Nations"),
        Just("سوريا"),
        Just("بسورية"),
        Just("،"),
    ];
    vec(vec(word, 1..8).prop_map(|words| words.join(" ")), 1..6)
}

fn typed() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        5 => prop_oneof![Just("لاجئ"), Just("لاج*"), Just("وقف"), Just("النار"), Just("2254"), Just("cease"), Just("UN"), Just("سورية"), Just("\"وقف إطلاق\""), Just("\"إطلاق ال\"*")],
        2 => prop_oneof![Just("OR"), Just("AND"), Just("NOT"), Just("|"), Just("("), Just(")"), Just("-لاجئ")],
    ];
    vec(part, 1..8).prop_map(|parts| parts.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_index_finds_what_reading_through_the_texts_finds(
        texts in texts(),
        queries in vec(typed(), 8),
    ) {
        let (_folder, archive) = new_archive();
        let series = add_series(&archive);
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        archive.store_release(&release(series, "2025", &texts)).unwrap();
        let queries: Vec<Query> = queries.iter().filter_map(|typed| Query::parse(typed).ok()).collect();
        let ask = |archive: &Archive| {
            let by_date = |query: &Query| Search { order: Order::Newest, ..Search::new(query.clone()) };
            queries.iter().map(|query| archive.search(&by_date(query)).unwrap()).collect::<Vec<_>>()
        };
        let with = ask(&archive);
        let archive = tamper(archive, "DROP TABLE search");
        let without = ask(&archive);
        for (with, without) in with.iter().zip(&without) {
            prop_assert!(!with.without_index && without.without_index);
            prop_assert_eq!((&with.hits, with.total), (&without.hits, without.total));
        }
    }

    #[test]
    fn nothing_that_is_typed_is_an_instruction_to_the_index(typed in "\\PC{0,40}|[\"*():^+{}a-c\\- ]{0,30}|(AND|OR|NOT|NEAR|fold|stem|:|\"|\\*| |ق|a){0,20}") {
        let (_folder, archive) = new_archive();
        let series = add_series(&archive);
        archive.store_release(&release(series, "2025", &["a fold stem near ق", &format!("x {typed}")])).unwrap();
        match Query::parse(&typed) {
            Ok(query) => {
                let found = archive.search(&Search::new(query)).unwrap();
                prop_assert!(!found.without_index);
            }
            Err(error) => prop_assert!(matches!(error, QueryError::Empty | QueryError::OnlyWithout)),
        }
        if let Ok(query) = Query::alike(&typed) {
            prop_assert!(archive.search(&Search::new(query)).unwrap().hits.iter().any(|hit| hit.text.ends_with(&typed)));
        }
    }
}
