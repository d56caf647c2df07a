//! The table of releases.

use bayan_archive::search::Query;
use bayan_archive::{
    About, Archive, Column, Listing, NewIssuer, NewNote, NewRelease, NewRevision, NewSeries,
};
use bayan_core::model::{Lang, LocalName, ReleaseId, SeriesId};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::acted::NOW;
use crate::stored::{add_series, new_archive, release};

/// Two series of two issuers; titles, languages and lengths of all kinds.
fn filled() -> (TempDir, Archive, [SeriesId; 2], Vec<ReleaseId>) {
    let (folder, archive) = new_archive();
    let mut series = Vec::new();
    for (issuer, title) in [("مجلس الأمن", "بيان رئاسي"), ("الاتحاد الأوروبي", "إعلان")]
    {
        let name = |text: &str| LocalName { ar: Some(text.into()), en: None };
        let issuer = archive.add_issuer(&NewIssuer { name: name(issuer), invented: false }).unwrap();
        series.push(archive.add_series(&NewSeries { issuer, title: name(title), lang: Lang::Ar }).unwrap());
    }
    let ids = archive
        .store_batch(
            [
                (0, "2024-03-02", Some("البيان رقم 12"), Lang::Ar, &["كلمة واحدة"][..]),
                (0, "2024-03", Some("البيان رقم ٢"), Lang::Ar, &["كلمة", "كلمة أخرى"]),
                (1, "2023", Some("Declaration"), Lang::En, &["One two three four."]),
                (1, "2025-01-09", None, Lang::Ar, &["نص"]),
                (0, "2025-01-09", Some("أمر"), Lang::Ar, &["نص أطول من غيره من النصوص كلها"]),
            ]
            .map(|(of, date, title, lang, paragraphs)| NewRelease {
                title: title.map(str::to_owned),
                lang,
                ..release(series[of], date, paragraphs)
            }),
        )
        .unwrap();
    (folder, archive, series.try_into().unwrap(), ids)
}

/// The places of the listed releases in the order they were stored.
fn listed(archive: &Archive, listing: &Listing) -> Vec<i64> {
    let page = archive.list(listing).unwrap();
    assert_eq!(
        page.total as usize,
        archive.list(&Listing { offset: 0, limit: 1000, ..listing.clone() }).unwrap().rows.len()
    );
    page.rows.iter().map(|row| row.release.id.0 - 1).collect()
}

#[test]
fn releases_are_sorted_by_every_column_either_way() {
    let (_folder, archive, _, ids) = filled();
    let note = |about| NewNote { about, text: "ملاحظة".into() };
    archive
        .act("x", &[], NOW, |batch| {
            batch.add_note(&note(About::Release(ids[1])), NOW)?;
            batch.add_note(&note(About::Comparison(ids[1], ids[2], None)), NOW)?;
            batch.set_release_reviewed(ids[3], Some(NOW))?;
            batch.set_release_significance(ids[4], Some(2))?;
            batch.set_place(ids[0], Some("الدوحة"))?;
            let text =
                NewRevision { title: None, paragraphs: vec!["آخر".into()], source: None, retrieved: None };
            batch.revise(ids[2], &text)
        })
        .unwrap();
    for (by, ascending) in [
        (Column::Date, [2, 1, 0, 3, 4]),
        // The title that is gone is stood in for by the series'.
        (Column::Title, [3, 2, 1, 0, 4]),
        (Column::Lang, [4, 3, 0, 1, 2]),
        (Column::Issuer, [3, 2, 4, 0, 1]),
        (Column::Series, [3, 2, 4, 0, 1]),
        (Column::Place, [4, 3, 1, 2, 0]),
        (Column::Words, [3, 2, 0, 1, 4]),
        (Column::Paragraphs, [4, 3, 0, 2, 1]),
        (Column::Notes, [4, 3, 0, 2, 1]),
        (Column::Reviewed, [4, 0, 1, 2, 3]),
        (Column::Significance, [3, 0, 1, 2, 4]),
        (Column::Revisions, [4, 3, 0, 1, 2]),
    ] {
        let listing = Listing { by, descending: false, ..Listing::default() };
        assert_eq!(listed(&archive, &listing), ascending, "{by:?}");
        let first = listed(&archive, &Listing { descending: true, ..listing.clone() })[0];
        if !matches!(by, Column::Lang | Column::Issuer | Column::Series) {
            assert_eq!(first, ascending[4], "{by:?}");
        }
        // Page by page it is the same list, and each has its place in it.
        let pages: Vec<i64> = (0..5)
            .flat_map(|offset| listed(&archive, &Listing { offset, limit: 1, ..listing.clone() }))
            .collect();
        assert_eq!(pages, ascending, "{by:?}");
        for (place, id) in (0..).zip(ascending) {
            assert_eq!(archive.place_in_list(&listing, ReleaseId(id + 1)).unwrap(), Some(place));
        }
    }
    let rows = archive.list(&Listing { by: Column::Notes, ..Listing::default() }).unwrap().rows;
    assert_eq!((rows[0].notes, rows[1].notes, rows[1].revisions), (2, 1, 1));
}

#[test]
fn by_title_releases_stand_right_through_changes_undoing_and_an_order_of_another_version() {
    let (_folder, archive, _, ids) = filled();
    let by_title = Listing { by: Column::Title, descending: false, ..Listing::default() };
    // The title of the series stands in for the missing one.
    assert_eq!(listed(&archive, &by_title), [3, 1, 0, 4, 2]);
    archive.act("x", &[], NOW, |batch| batch.set_title(ids[4], Some("إبلاغ"))).unwrap();
    assert_eq!(listed(&archive, &by_title), [4, 3, 1, 0, 2]);
    archive.undo().unwrap();
    assert_eq!(listed(&archive, &by_title), [3, 1, 0, 4, 2]);
    archive.redo().unwrap();
    archive.act("x", &[], NOW, |batch| batch.set_title(ids[3], Some("إعلان"))).unwrap();
    assert_eq!(listed(&archive, &by_title), [4, 3, 1, 0, 2]);
    assert_eq!(listed(&archive, &Listing { descending: true, ..by_title.clone() }), [2, 0, 1, 3, 4]);

    let path = archive.path().to_owned();
    archive.close().unwrap();
    let behind = rusqlite::Connection::open(&path).unwrap();
    behind
        .execute_batch(
            "UPDATE meta SET value = '0' WHERE key = 'title_keys';
             UPDATE releases SET title_key = zeroblob(id);",
        )
        .unwrap();
    behind.close().unwrap();
    let archive = Archive::open(&path).unwrap();
    assert_eq!(listed(&archive, &by_title), [4, 3, 1, 0, 2]);
}

#[test]
fn a_page_by_title_is_the_same_stretch_of_the_whole_list() {
    let (_folder, archive) = new_archive();
    let series = [add_series(&archive), add_series(&archive)];
    archive
        .store_batch((0..60).map(|number: usize| NewRelease {
            title: Some(format!("البيان رقم {}", number * 7 % 5)),
            ..release(series[number % 2], &format!("20{:02}", number * 3 % 20), &["نص"])
        }))
        .unwrap();
    for listing in [
        Listing { by: Column::Title, ..Listing::default() },
        Listing {
            series: vec![series[1]],
            from: "2004".parse().ok(),
            by: Column::Title,
            ..Listing::default()
        },
    ] {
        for descending in [false, true] {
            // So long a page is sorted as a whole.
            let whole = listed(&archive, &Listing { descending, limit: u32::MAX, ..listing.clone() });
            assert!(whole.len() > 20);
            for limit in [1, 7, 100] {
                for offset in 0..whole.len() + 2 {
                    let page = Listing { descending, offset: offset as u32, limit, ..listing.clone() };
                    let expected: Vec<i64> =
                        whole.iter().copied().skip(offset).take(limit as usize).collect();
                    assert_eq!(listed(&archive, &page), expected, "{limit} from {offset}");
                }
            }
        }
    }
}

#[test]
fn releases_are_held_to_what_is_asked_of_them() {
    let (_folder, archive, series, ids) = filled();
    archive
        .act("x", &[], NOW, |batch| {
            batch.add_note(&NewNote { about: About::Paragraph(ids[2], 0), text: "ملاحظة".into() }, NOW)?;
            batch.set_release_reviewed(ids[3], Some(NOW))?;
            batch.set_release_significance(ids[4], Some(2))?;
            batch.set_release_significance(ids[0], Some(1))
        })
        .unwrap();
    let issuers = archive.issuers().unwrap();
    let all = Listing { descending: false, ..Listing::default() };
    let titled = |typed: &str| Listing { title: Some(Query::parse(typed).unwrap()), ..all.clone() };
    let dated = |from: Option<&str>, to: Option<&str>| Listing {
        from: from.map(|date| date.parse().unwrap()),
        to: to.map(|date| date.parse().unwrap()),
        ..all.clone()
    };
    for (listing, expected) in [
        (all.clone(), &[2, 1, 0, 3, 4][..]),
        (Listing { series: vec![series[1]], ..all.clone() }, &[2, 3]),
        (Listing { issuers: vec![issuers[0].id], ..all.clone() }, &[1, 0, 4]),
        (Listing { issuers: vec![issuers[0].id], series: vec![series[1]], ..all.clone() }, &[]),
        (Listing { lang: Some(Lang::En), ..all.clone() }, &[2]),
        (dated(Some("2024-03-05"), Some("2024-12")), &[1]),
        (dated(Some("2024"), None), &[1, 0, 3, 4]),
        (dated(None, Some("2024-03-01")), &[2, 1]),
        (Listing { reviewed: Some(true), ..all.clone() }, &[3]),
        (Listing { reviewed: Some(false), ..all.clone() }, &[2, 1, 0, 4]),
        (Listing { noted: Some(true), ..all.clone() }, &[2]),
        (Listing { noted: Some(false), ..all.clone() }, &[1, 0, 3, 4]),
        (Listing { significance: Some(2), ..all.clone() }, &[4]),
        (titled("بيان"), &[1, 0]),
        (titled("رقم 2"), &[1]),
        (titled("اعلان"), &[3]),
        (titled("لا شيء كهذا"), &[]),
    ] {
        assert_eq!(listed(&archive, &listing), expected, "{listing:?}");
    }
    assert_eq!(archive.place_in_list(&titled("بيان"), ids[4]).unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn whatever_dates_are_asked_for_the_list_and_the_search_hold_to_the_same(
        dates in proptest::collection::vec((2020..2024_i32, proptest::option::of((1..13_u32, proptest::option::of(1..29_u32)))), 1..12),
        from in (2020..2024_i32, proptest::option::of(1..13_u32)),
        to in (2020..2024_i32, proptest::option::of(1..13_u32)),
    ) {
        let (_folder, archive) = new_archive();
        let series = crate::stored::add_series(&archive);
        for (year, rest) in &dates {
            let date = match rest {
                None => format!("{year}"),
                Some((month, None)) => format!("{year}-{month:02}"),
                Some((month, Some(day))) => format!("{year}-{month:02}-{day:02}"),
            };
            archive.store_release(&release(series, &date, &["نص"])).unwrap();
        }
        let written = |(year, month): (i32, Option<u32>)| match month {
            None => format!("{year}"),
            Some(month) => format!("{year}-{month:02}"),
        };
        let (from, to) = (written(from), written(to));
        // By the letters that both have, as the documentation says.
        let common = |a: &str, b: &str| { let n = a.len().min(b.len()); (a[..n].to_owned(), b[..n].to_owned()) };
        let expected: Vec<i64> = archive.releases(series).unwrap().into_iter().filter(|release| {
            let date = release.date.to_string();
            let (low, from) = common(&date, &from);
            let (high, to) = common(&date, &to);
            low >= from && high <= to
        }).map(|release| release.id.0).collect();
        let (from, to) = (Some(from.parse().unwrap()), Some(to.parse().unwrap()));
        let listing = Listing { from, to, descending: false, ..Listing::default() };
        let listed: Vec<i64> = archive.list(&listing).unwrap().rows.iter().map(|row| row.release.id.0).collect();
        prop_assert_eq!(&listed, &expected);
        let search = bayan_archive::search::Search {
            from, to, order: bayan_archive::search::Order::Oldest,
            ..bayan_archive::search::Search::new(Query::parse("نص").unwrap())
        };
        let found: Vec<i64> = archive.search(&search).unwrap().hits.iter().map(|hit| hit.release.0).collect();
        prop_assert_eq!(found, expected);
    }
}
