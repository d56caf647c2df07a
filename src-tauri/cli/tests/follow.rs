//! `bayan-cli follow` and `bayan-cli import` of an address, against a site on the loopback address.

mod script;

use std::path::Path;

use bayan_loopback::{Site, list_of, statement};
use script::{done, json, run};
use serde_json::Value;

const FIRST: [&str; 3] = [
    "أكد المجلس دعمه الكامل لوقف إطلاق النار في جميع المناطق ودعا الأطراف إلى الالتزام به دون تأخير.",
    "وطالب المجلس بالإفراج عن المعتقلين جميعا ودخول المساعدات إلى المناطق المحاصرة دون قيود.",
    "وشدد المجلس على حق اللاجئين في عودة طوعية آمنة وكريمة إلى ديارهم التي هجروا منها.",
];

/// Makes an archive with the statement of a page, as a script would.
fn imported(folder: &Path, site: &Site) {
    site.put("/january", "text/html", statement("البيان الأول", "2025-01-28T10:00:00Z", &FIRST));
    let address = site.address("/january");
    done(
        folder,
        &["import", "--archive", "a.bayan", "--series", "الاجتماعات", "--issuer", "المجلس", &address],
    );
}

/// Adds a source of the archive's series: its name, its addresses, how it is followed.
fn follow(at: &Path, source: &[&str]) {
    let add = ["follow", "add", "--archive", "a.bayan", "--series", "الاجتماعات"];
    done(at, &[&add[..], source].concat());
}

#[test]
fn a_page_is_imported_by_its_address_with_its_title_and_date() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new();
    imported(folder.path(), &site);
    let releases = json(folder.path(), &["releases", "--archive", "a.bayan"]);
    let release = &releases["releases"][0];
    assert_eq!(release["title"], "البيان الأول", "{releases}");
    assert_eq!(release["date"], "2025-01-28", "{releases}");
    assert_eq!(site.asked(), ["/january"], "no request but to what was entered");
}

#[test]
fn a_followed_page_tells_once_what_is_new_and_what_was_changed_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new();
    imported(folder.path(), &site);
    let (january, february) = (site.address("/january"), site.address("/february"));
    let text = [
        FIRST[0],
        FIRST[1],
        "ودعا المجلس المبعوث الخاص إلى استئناف المحادثات في موعد أقصاه نهاية الشهر المقبل.",
    ];
    site.put("/february", "text/html", statement("البيان الثاني", "2025-02-25T10:00:00Z", &text));
    let at = folder.path();
    follow(at, &["--name", "موقع المجلس", &january, &february]);
    let sources = json(at, &["follow", "list", "--archive", "a.bayan"]);
    assert_eq!(sources["sources"][0]["addresses"][1], february.as_str(), "{sources}");

    let outcomes = |arguments: &[&str]| -> Vec<(String, String)> {
        let told = json(at, arguments);
        let found = told["found"].as_array().unwrap();
        let word = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
        found.iter().map(|one| (word(one, "outcome"), word(one, "address"))).collect()
    };
    let check = ["follow", "check", "--archive", "a.bayan"];
    assert_eq!(outcomes(&check), [("new".to_owned(), february.clone())]);
    let store = ["follow", "check", "--archive", "a.bayan", "--store"];
    assert_eq!(outcomes(&store), [("stored".to_owned(), february.clone())]);
    assert_eq!(outcomes(&check), []);

    // The page says something else now, under the same date: that is for a person to look at, and is not stored.
    let changed =
        [FIRST[0], FIRST[1], "وشدد المجلس على حق اللاجئين في عودة آمنة وكريمة إلى ديارهم التي هجروا منها."];
    site.put("/january", "text/html", statement("البيان الأول", "2025-01-28T10:00:00Z", &changed));
    assert_eq!(outcomes(&store), [("changed".to_owned(), january)]);
    let releases = json(at, &["releases", "--archive", "a.bayan"]);
    assert_eq!(releases["releases"].as_array().unwrap().len(), 2, "{releases}");

    done(at, &["follow", "remove", "--archive", "a.bayan", "موقع المجلس"]);
    assert_eq!(json(at, &["follow", "list", "--archive", "a.bayan"])["sources"], serde_json::json!([]));
}

#[test]
fn of_a_page_that_lists_statements_the_links_are_told_and_fetched_only_at_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new();
    imported(folder.path(), &site);
    let at = folder.path();
    let text = [
        FIRST[0],
        "ودعا المجلس المبعوث الخاص إلى استئناف المحادثات في موعد أقصاه نهاية الشهر المقبل.",
        FIRST[2],
    ];
    site.put("/february", "text/html", statement("البيان الثاني", "2025-02-25T10:00:00Z", &text));
    let january = ("/january", "البيان الصادر عن الدورة الأولى للمجلس", "28 كانون الثاني 2025");
    let february = ("/february", "البيان الصادر عن الدورة الثانية للمجلس", "25 شباط 2025");
    site.put(
        "/statements",
        "text/html",
        list_of(&[february, january], "<a rel='next' href='/statements/2'>التالي</a>"),
    );
    let list = site.address("/statements");
    follow(at, &["--name", "list", "--list", &list]);
    assert_eq!(json(at, &["follow", "list", "--archive", "a.bayan"])["sources"][0]["lists"], true);

    let before = site.asked().len();
    let check = ["follow", "check", "--archive", "a.bayan"];
    let told = json(at, &check);
    let found = told["found"].as_array().unwrap();
    assert_eq!(found.len(), 1, "{told}");
    assert_eq!(found[0]["outcome"], "linked");
    assert_eq!(found[0]["address"], site.address("/february").as_str());
    assert_eq!((&found[0]["title"], &found[0]["date"]), (&february.1.into(), &"2025-02-25".into()));
    // What is in the archive is asked again for silent changes, what is new is not, nor the list's next page.
    assert_eq!(site.asked()[before..], ["/statements", "/january"]);

    let told = json(at, &["follow", "check", "--archive", "a.bayan", "--fetch", "--store"]);
    assert_eq!(told["found"][0]["outcome"], "stored", "{told}");
    assert_eq!(json(at, &check)["found"], serde_json::json!([]));
    assert!(site.asked().iter().all(|path| path != "/statements/2"));
    assert_eq!(json(at, &["releases", "--archive", "a.bayan"])["releases"].as_array().unwrap().len(), 2);
}

#[test]
fn what_does_not_answer_is_named_and_the_rest_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new();
    imported(folder.path(), &site);
    let missing = site.address("/gone");
    let at = folder.path();
    follow(at, &[&missing]);
    let output = run(at, &["follow", "check", "--archive", "a.bayan"]);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success());
    assert!(complaint.contains(&missing) && complaint.contains("404"), "{complaint}");

    let output =
        run(at, &["follow", "add", "--archive", "a.bayan", "--series", "الاجتماعات", "ftp://example.org"]);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && complaint.contains("https://"), "{complaint}");
}
