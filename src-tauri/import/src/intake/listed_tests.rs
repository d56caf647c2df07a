//! Pages that list releases, against a site on the loopback address.

use bayan_loopback::{list_of, statement};
use chrono::DateTime;

use super::online_tests::{Desk, desk};
use super::storing::{Target, Together};
use super::*;

const LIST: &str = "/statements";
const NOW: DateTime<chrono::Utc> = DateTime::UNIX_EPOCH;
const MONTHS: [&str; 5] = ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار"];

/// A desk at which the site's list of statements is followed.
fn followed() -> Desk {
    let desk = desk();
    desk.follow_at(&desk.site.address(LIST), true);
    desk
}

fn text(n: usize, word: &str) -> [String; 2] {
    [
        format!(
            "أكد المجلس في جلسته رقم {n} دعمه {word} لوقف إطلاق النار ودعا الأطراف إلى الالتزام به دون تأخير."
        ),
        format!("وطالب المجلس بالإفراج عن {n} من المعتقلين ودخول المساعدات إلى المناطق المحاصرة دون قيود."),
    ]
}

impl Desk {
    /// Puts a statement on the site.
    fn publish(&self, n: usize, word: &str) {
        let text = text(n, word);
        let paragraphs: Vec<&str> = text.iter().map(String::as_str).collect();
        let date = format!("2025-0{n}-27T10:00:00Z");
        self.site.put(
            &format!("/s/{n}"),
            "text/html",
            statement(&format!("البيان رقم {n}"), &date, &paragraphs),
        );
    }

    /// Puts a page on the site that lists these statements.
    fn list(&self, path: &str, numbers: &[usize], more: &str) {
        let statements: Vec<[String; 3]> = numbers
            .iter()
            .map(|n| {
                let month = MONTHS[n - 1];
                let title = format!("بيان المجلس الصادر عن جلسته الدورية في {month}");
                [format!("/s/{n}"), title, format!("27 {month} 2025")]
            })
            .collect();
        let statements: Vec<(&str, &str, &str)> = statements
            .iter()
            .map(|[path, title, date]| (path.as_str(), title.as_str(), date.as_str()))
            .collect();
        self.site.put(path, "text/html", list_of(&statements, more));
    }

    fn store_all(&self, items: &[Item]) -> u32 {
        let ids: Vec<u32> = items.iter().map(|item| item.id).collect();
        let together = Together { ids: &ids, target: &Target::Series(self.series), number: "1", now: NOW };
        let stored = self.intake.store_batch(&self.archive, together, &|| false, &mut |_, _, _| ()).unwrap();
        self.intake.refresh_index(&self.archive).unwrap();
        stored.stored
    }

    /// What was asked for since this was asked last.
    fn asked(&self, before: usize) -> Vec<String> {
        self.site.asked().split_off(before)
    }
}

fn linked(items: &[Item]) -> Vec<(&str, Option<String>)> {
    items
        .iter()
        .filter_map(|item| match &item.state {
            State::Linked(linked) => Some((
                linked.title.as_deref().unwrap_or_default(),
                linked.date.as_ref().map(|guess| guess.date.to_string()),
            )),
            _ => None,
        })
        .collect()
}

#[test]
fn the_links_of_a_list_are_shown_and_nothing_behind_them_is_fetched_before_the_person_says_so() {
    let desk = followed();
    (1..=3).for_each(|n| desk.publish(n, "الكامل"));
    desk.list(LIST, &[3, 2, 1], "");
    let found = desk.check();
    assert_eq!(
        linked(&found),
        [
            ("بيان المجلس الصادر عن جلسته الدورية في آذار", Some("2025-03-27".into())),
            ("بيان المجلس الصادر عن جلسته الدورية في شباط", Some("2025-02-27".into())),
            ("بيان المجلس الصادر عن جلسته الدورية في كانون الثاني", Some("2025-01-27".into())),
        ]
    );
    assert_eq!(desk.site.asked(), [LIST]);
    // Asked once more, they are there once.
    assert_eq!(desk.check().len(), 3);

    assert_eq!(desk.intake.confirm(Some(found[0].id)), 1);
    let one = desk.read();
    assert_eq!(desk.asked(2), ["/s/3"]);
    assert_eq!(linked(&one).len(), 2);
    assert_eq!(desk.intake.confirm(None), 2);
    let all = desk.read();
    assert_eq!(desk.asked(3), ["/s/2", "/s/1"]);
    assert!(
        all.iter().all(|item| matches!(&item.state, State::Ready(ready) if !ready.needs_check())),
        "{all:?}"
    );
    assert_eq!(desk.archive.release_count().unwrap(), 0, "nothing is stored before the check");
    assert_eq!(desk.store_all(&all), 3);
    assert!(desk.check().is_empty());
}

#[test]
fn what_is_new_on_a_list_and_what_was_changed_without_a_word_is_told_and_nothing_else() {
    let desk = followed();
    (1..=3).for_each(|n| desk.publish(n, "الكامل"));
    desk.list(LIST, &[3, 2, 1], "");
    desk.check();
    desk.intake.confirm(None);
    desk.store_all(&desk.read());
    desk.intake.take_off(|_| true);

    let before = desk.site.asked().len();
    desk.publish(4, "الكامل");
    desk.publish(2, "المشروط");
    desk.list(LIST, &[4, 3, 2, 1], "");
    let found = desk.check();
    assert_eq!(linked(&found).len(), 1);
    let changed: Vec<&Item> = found.iter().filter(|item| matches!(item.state, State::Ready(_))).collect();
    let [changed] = changed[..] else { panic!("{found:?}") };
    let State::Ready(ready) = &changed.state else { panic!() };
    let alike = ready.alike.as_ref().unwrap();
    assert_eq!((alike.words, alike.identical), (1, false));
    assert_eq!(desk.asked(before), [LIST, "/s/3", "/s/2", "/s/1"], "the new one is not fetched");
}

#[test]
fn a_link_that_nobody_wants_is_not_shown_again_while_the_page_calls_it_the_same() {
    let desk = followed();
    (1..=2).for_each(|n| desk.publish(n, "الكامل"));
    desk.list(LIST, &[2, 1], "");
    let found = desk.check();
    desk.intake.dismiss(&desk.archive, found[1].id).unwrap();
    desk.intake.take_off(|_| true);
    let again = desk.check();
    assert_eq!(linked(&again).len(), 1);
    assert!(desk.site.asked().iter().all(|path| path == LIST));
}

#[test]
fn the_next_page_of_a_list_is_offered_while_its_last_release_is_new_and_fetched_when_the_person_says_so() {
    let desk = followed();
    (1..=4).for_each(|n| desk.publish(n, "الكامل"));
    desk.list(LIST, &[4, 3], "<div class=pager><a href='/statements?page=2'>التالي</a></div>");
    desk.list("/statements?page=2", &[2, 1], "");
    let found = desk.check();
    let further: Vec<&Item> =
        found.iter().filter(|item| matches!(item.origin, Origin::Listing { .. })).collect();
    assert_eq!(further.len(), 1);
    // “All” does not mean the next page.
    assert_eq!(desk.intake.confirm(None), 2);
    desk.read();
    assert_eq!(desk.site.asked(), [LIST, "/s/4", "/s/3"]);
    desk.intake.confirm(Some(further[0].id));
    let more = desk.read();
    assert_eq!(linked(&more).len(), 2);
    assert_eq!(desk.asked(3), ["/statements?page=2"]);
    desk.intake.confirm(None);
    assert_eq!(desk.store_all(&desk.read()), 4);
    // All of the first page is known: what is behind it is not offered.
    assert!(desk.check().is_empty());
}

#[test]
fn of_many_known_releases_only_the_first_are_asked_again() {
    let desk = followed();
    let items: String = (0..60)
        .map(|n| format!("<li><a href='/n/{n}'>Statement number {n} of the Council</a></li>"))
        .collect();
    desk.site.put(LIST, "text/html", format!("<html><body><main><ul>{items}</ul></main></body></html>"));
    for n in 0..60 {
        let text =
            format!("The Council met for the time number {n} and called upon the parties to lay down arms.");
        desk.site.put(&format!("/n/{n}"), "text/html", statement("Statement", "2025-03-27", &[&text, &text]));
    }
    assert_eq!(desk.check().len(), 60);
    desk.intake.confirm(None);
    desk.read();
    desk.intake.take_off(|_| true);
    let before = desk.site.asked().len();
    desk.check();
    assert_eq!(desk.asked(before).len(), 1 + super::listed::ASKED_AGAIN);
}

#[test]
fn a_page_without_links_to_releases_says_so_and_a_feed_in_its_place_is_read_as_one() {
    let desk = followed();
    desk.site.put(
        LIST,
        "text/html",
        "<html><body><nav><a href=/a>عن المجلس</a></nav><p>لا شيء</p></body></html>",
    );
    let failed = desk.check();
    let State::Failed(error) = &failed[0].state else { panic!("{failed:?}") };
    assert_eq!((error.reason.clone(), error.name.clone()), (Reason::NoLinks, desk.site.address(LIST)));
    let [one, two] = text(1, "الكامل");
    desk.site.put(
        LIST,
        "application/rss+xml",
        format!(
            "<rss version='2.0'><channel><title>c</title><item><title>بيان</title><link>https://example.org/1</link>\
             <description><![CDATA[<p>{one}</p><p>{two}</p>]]></description></item></channel></rss>"
        ),
    );
    let found = desk.check();
    assert!(
        matches!(&found[0].state, State::Ready(ready) if ready.draft.format == Format::Feed),
        "{found:?}"
    );
}

#[test]
fn a_page_that_names_no_date_takes_that_of_the_list() {
    let desk = followed();
    let [one, two] = text(3, "الكامل");
    for n in [2, 3] {
        desk.site.put(
            &format!("/s/{n}"),
            "text/html",
            format!("<html><body><article><h1>بيان</h1><p>{one} {n}</p><p>{two}</p></article></body></html>"),
        );
    }
    desk.list(LIST, &[3, 2], "");
    desk.check();
    desk.intake.confirm(None);
    let read = desk.read();
    let State::Ready(ready) = &read[0].state else { panic!("{read:?}") };
    assert_eq!(ready.draft.date().unwrap().to_string(), "2025-03-27");
}
