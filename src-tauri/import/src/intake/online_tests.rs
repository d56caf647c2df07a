//! What comes from the web, against a server of this test's own on the loopback address.

use std::net::TcpListener;

use bayan_archive::{Archive, Edit, NewIssuer, NewSeries, Source, SourceId};
use bayan_core::model::{Lang, LocalName, SeriesId};
use bayan_fetch::FetchError;
use bayan_loopback::Site;
use chrono::DateTime;
use tempfile::TempDir;

use super::storing::{Order, Target, Together, undo};
use super::*;

/// The path of what is asked for.
const FEED: &str = "/feed";
const NOW: DateTime<chrono::Utc> = DateTime::UNIX_EPOCH;
const ONE: &str = "أكد المجلس دعمه الكامل لوقف إطلاق النار في جميع المناطق ودعا الأطراف إلى الالتزام به.";
const TWO: &str = "وطالب المجلس بالإفراج عن المعتقلين جميعا ودخول المساعدات إلى المناطق المحاصرة دون قيود.";

/// An archive with a series, the list, and a site.
pub(super) struct Desk {
    _folder: TempDir,
    pub archive: Archive,
    pub series: SeriesId,
    pub intake: Intake,
    pub site: Site,
    address: String,
}

pub(super) fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::create(&folder.path().join("a.bayan")).unwrap();
    let name = LocalName { ar: Some("المجلس".into()), en: None };
    let issuer = archive.add_issuer(&NewIssuer { name: name.clone(), invented: false }).unwrap();
    let series = archive.add_series(&NewSeries { issuer, title: name, lang: Lang::Ar }).unwrap();
    let site = Site::new();
    let address = site.address(FEED);
    let intake = Intake::new(Reader::in_this_process());
    Desk { _folder: folder, archive, series, intake, site, address }
}

fn item(number: u32, day: u32, text: &str) -> String {
    format!(
        "<item><title>بيان {number}</title><link>https://example.org/{number}</link>\
         <pubDate>{day:02} Mar 2025 10:00:00 GMT</pubDate><description><![CDATA[<p>{text}</p>]]></description></item>"
    )
}

impl Desk {
    fn show(&self, kind: &'static str, body: impl Into<String>) {
        self.site.put(FEED, kind, body);
    }

    fn feed(&self, items: &[String]) {
        let items = items.concat();
        self.show(
            "application/rss+xml",
            format!("<rss version='2.0'><channel><title>c</title>{items}</channel></rss>"),
        );
    }

    fn follow(&self) -> Source {
        self.follow_at(&self.address, false)
    }

    /// Follows an address, as a page that lists releases with `lists`.
    pub fn follow_at(&self, address: &str, lists: bool) -> Source {
        let addresses = vec![address.to_owned()];
        let edit = Edit::AddSource { series: self.series, name: "موقع".into(), addresses, lists };
        self.archive.edit(&edit, NOW).unwrap();
        self.archive.sources().unwrap().remove(0)
    }

    pub fn check(&self) -> Vec<Item> {
        for source in self.archive.sources().unwrap() {
            self.intake.add_source(&source, NOW).unwrap();
        }
        self.read()
    }

    /// Reads what waits; gives what is on the list then and not stored.
    pub fn read(&self) -> Vec<Item> {
        assert!(self.intake.read_waiting(&self.archive, &|| false, &mut |_, _| ()).unwrap());
        let mut items = Vec::new();
        self.intake.each(|item| {
            if !matches!(item.state, State::Stored(_)) {
                items.push(item.clone());
            }
        });
        items
    }

    fn store(&self, item: &Item, number: &str) {
        let State::Ready(ready) = &item.state else { panic!("{:?}", item.state) };
        let order = Order {
            title: ready.draft.title.clone(),
            date: ready.draft.date().unwrap(),
            lang: Lang::Ar,
            series: Target::Series(self.series),
            source: ready.draft.address.clone(),
            place: None,
            note: None,
            paragraphs: texts(&ready.draft),
            revises: ready.alike.as_ref().map(|alike| alike.release),
        };
        self.intake.store(&self.archive, item.id, &order, number, NOW).unwrap();
        self.intake.refresh_index(&self.archive).unwrap();
    }
}

fn ready(item: &Item) -> &Ready {
    match &item.state {
        State::Ready(ready) => ready,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_followed_feed_shows_what_is_new_and_what_was_changed_since_and_nothing_else() {
    let desk = desk();
    desk.follow();
    desk.feed(&[item(1, 27, ONE)]);
    let first = desk.check();
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].name, "https://example.org/1");
    assert!(ready(&first[0]).alike.is_none());
    assert_eq!(desk.archive.release_count().unwrap(), 0, "nothing is stored before the check");
    desk.store(&first[0], "1");
    assert!(desk.check().is_empty());

    // One more, and the first one with a word less.
    desk.feed(&[item(2, 28, TWO), item(1, 27, &ONE.replace("الكامل ", ""))]);
    let second = desk.check();
    assert_eq!(second.len(), 2);
    assert!(ready(&second[0]).alike.is_none());
    let changed = ready(&second[1]).alike.as_ref().unwrap();
    assert!(!changed.identical && changed.words == 1, "{changed:?}");
    second.iter().for_each(|item| desk.store(item, "2"));
    assert_eq!(desk.archive.release_count().unwrap(), 2);
    assert_eq!(desk.archive.revisions(changed.release).unwrap().len(), 1, "the text before is kept");
    assert!(desk.check().is_empty());
}

#[test]
fn what_has_nothing_new_is_asked_for_only_if_it_has_changed() {
    let desk = desk();
    desk.follow();
    desk.feed(&[item(1, 27, ONE)]);
    let found = desk.check();
    // Not stored yet: it is asked for whole, since the list lives no longer than the program.
    desk.check();
    desk.store(&found[0], "1");
    assert!(desk.check().is_empty());
    assert!(desk.check().is_empty());
    let asked: Vec<bool> =
        desk.site.heard().iter().map(|head| head.to_lowercase().contains("if-none-match")).collect();
    assert_eq!(asked, [false, false, false, true]);
}

#[test]
fn what_nobody_wants_is_not_shown_again_until_its_text_changes_and_what_was_undone_is() {
    let desk = desk();
    desk.follow();
    desk.feed(&[item(1, 27, ONE)]);
    let found = desk.check();
    desk.intake.dismiss(&desk.archive, found[0].id).unwrap();
    assert!(desk.check().is_empty());
    desk.feed(&[item(1, 27, TWO)]);
    let found = desk.check();
    assert_eq!(found.len(), 1);
    desk.store(&found[0], "7");
    assert_eq!(undo(&desk.archive, "7").unwrap(), 1);
    desk.intake.take_off(|_| true);
    assert_eq!(desk.check().len(), 1);
}

#[test]
fn a_page_is_read_by_its_address_which_becomes_its_source_and_is_a_revision_when_it_has_changed() {
    let desk = desk();
    let page = |text: &str| {
        format!(
            "<html><body><article><h1>بيان</h1><p>دمشق، 27 آذار 2025</p><p>{text}</p><p>{TWO}</p></article></body></html>"
        )
    };
    desk.show("text/html", page(ONE));
    desk.intake.add_address(&desk.address, NOW).unwrap();
    let found = desk.read();
    assert_eq!(found.len(), 1);
    assert_eq!(ready(&found[0]).draft.address.as_deref(), Some(desk.address.as_str()));
    assert_eq!(ready(&found[0]).draft.date().unwrap().to_string(), "2025-03-27");
    desk.store(&found[0], "1");
    desk.show("text/html", page("نص آخر لا صلة له بما سبقه من كلام."));
    desk.intake.add_address(&desk.address, NOW).unwrap();
    let again = desk.read();
    assert!(ready(&again[0]).alike.is_some(), "it was taken from the same address");
}

#[test]
fn what_does_not_answer_is_told_by_its_address_and_can_be_tried_again() {
    let desk = desk();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("http://{closed}/");
    desk.intake.add_address(&address, NOW).unwrap();
    let failed = desk.read();
    let State::Failed(error) = &failed[0].state else { panic!("{:?}", failed[0].state) };
    assert_eq!(error.name, address);
    assert!(matches!(error.reason, Reason::NotFetched(FetchError::Refused { .. })));
    assert_eq!(desk.intake.retry(), 1);
    assert!(matches!(
        desk.intake.add_address("ftp://example.org", NOW),
        Err(FetchError::NotAnAddress { .. })
    ));
    // Called off, it waits.
    assert!(!desk.intake.read_waiting(&desk.archive, &|| true, &mut |_, _| ()).unwrap());
    assert!(matches!(desk.intake.item(failed[0].id).unwrap().state, State::Waiting));
}

#[test]
fn a_batch_from_a_source_goes_to_the_series_of_the_source() {
    let desk = desk();
    let source = desk.follow();
    assert_eq!(source.id, SourceId(1));
    let name = LocalName { ar: Some("أخرى".into()), en: None };
    let issuer = desk.archive.issuers().unwrap()[0].id;
    let other = desk.archive.add_series(&NewSeries { issuer, title: name, lang: Lang::Ar }).unwrap();
    desk.feed(&[item(1, 27, ONE), item(2, 28, TWO)]);
    let ids: Vec<u32> = desk.check().iter().map(|item| item.id).collect();
    let stored = desk
        .intake
        .store_batch(
            &desk.archive,
            Together { ids: &ids, target: &Target::Series(other), number: "1", now: NOW },
            &|| false,
            &mut |_, _, _| (),
        )
        .unwrap();
    assert_eq!(stored.stored, 2);
    assert_eq!(desk.archive.releases(desk.series).unwrap().len(), 2);
    assert!(desk.check().is_empty());
}
