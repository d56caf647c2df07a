//! A page by its address and a source that is followed, in the real window, against a site on the loopback address.

use bayan_loopback::{Site, list_of, statement};

use crate::desktop::{Desktop, Home};

const FIRST: [&str; 3] = [
    "أكد المجلس دعمه الكامل لوقف إطلاق النار في جميع المناطق ودعا الأطراف إلى الالتزام به دون تأخير.",
    "وطالب المجلس بالإفراج عن المعتقلين جميعا ودخول المساعدات إلى المناطق المحاصرة دون قيود.",
    "وشدد المجلس على حق اللاجئين في عودة طوعية آمنة وكريمة إلى ديارهم التي هجروا منها.",
];

async fn stored(desktop: &Desktop, count: usize) {
    let script = format!(
        "return document.querySelectorAll('[data-testid=import-item][data-state=stored]').length === {count}"
    );
    desktop.wait_until(&format!("{count} are stored"), &script).await;
}

/// The program with a first statement in its archive, by which there is a series.
async fn begun(home: &Home, text: &str) -> Desktop {
    let file = home.path().join("2024-12-30.txt");
    std::fs::write(&file, text).expect("the document");
    let desktop = Desktop::start(home, &[&file.to_string_lossy()]).await;
    desktop.find("check").await;
    desktop.fill("check-title", "بيان سابق").await;
    desktop.fill("check-issuer-name", "المجلس").await;
    desktop.fill("check-series-title", "الاجتماعات الدورية").await;
    desktop.click("check-store").await;
    stored(&desktop, 1).await;
    desktop
}

#[tokio::test]
async fn a_page_is_fetched_and_stored_its_site_followed_and_a_silent_change_found_after_a_restart() {
    let site = Site::new();
    site.put("/january", "text/html", statement("البيان الأول", "2025-01-28T10:00:00Z", &FIRST));
    let home = Home::new();
    let desktop = begun(&home, &FIRST.join("\n\n")).await;

    desktop.fill("fetch-address", &site.address("/january")).await;
    desktop.click("fetch").await;
    desktop
        .wait_until(
            "the page is read, its title and date found",
            "return document.querySelector('[data-testid=check-title]')?.value === 'البيان الأول' &&\
             document.querySelector('[data-testid=check-date]').value === '2025-01-28'",
        )
        .await;
    desktop.click("fate-new").await;
    desktop.click("check-store").await;
    stored(&desktop, 2).await;

    desktop.click("source-add").await;
    desktop.fill("source-addresses", &site.address("/january")).await;
    desktop.fill("source-name", "موقع المجلس").await;
    desktop.click("source-keep").await;
    desktop.find("source").await;
    desktop.click("sources-check").await;
    let found = desktop.find("sources-found").await.text().await.expect("its words");
    assert!(found.contains("Nothing"), "{found}");
    desktop.picture("sources-en-light").await;
    desktop.click("screen-settings").await;
    desktop.click("setting-look-yes").await;
    desktop.click("screen-library").await;
    desktop.find("library").await;
    desktop.close().await;

    // Asked at the start from now on: the page was changed without a word.
    let asked = site.asked().len();
    let changed =
        [FIRST[0], FIRST[1], "وشدد المجلس على حق اللاجئين في عودة آمنة وكريمة إلى ديارهم التي هجروا منها."];
    site.put("/january", "text/html", statement("البيان الأول", "2025-01-28T10:00:00Z", &changed));
    let again = Desktop::start(&home, &[]).await;
    again.find("news").await;
    again.click("news-look").await;
    again.find("alike").await;
    again.picture("sources-changed-en-light").await;
    // Nearly the same as the release from the same address: it is offered as a revision of that.
    again.click("check-store").await;
    again
        .wait_until(
            "the changed wording stands beside the statement before it",
            "return document.body.innerText.includes('عودة آمنة وكريمة') && document.body.innerText.includes('reworded')",
        )
        .await;
    again.click("screen-library").await;
    let count = again.find("library-count").await.text().await.expect("its words");
    assert!(count.contains('2'), "a revision is no further release: {count}");
    assert_eq!(site.asked().len(), asked + 1, "one request, to the page that is followed");
    again.close().await;
}

#[tokio::test]
async fn a_page_that_lists_statements_is_followed_its_links_seen_first_and_what_is_new_stored() {
    let site = Site::new();
    let february =
        [FIRST[0], FIRST[2], "ودعا المجلس المبعوث الخاص إلى استئناف المحادثات قبل نهاية الشهر المقبل."];
    site.put("/january", "text/html", statement("البيان الأول", "2025-01-28T10:00:00Z", &FIRST));
    site.put("/february", "text/html", statement("البيان الثاني", "2025-02-25T10:00:00Z", &february));
    let listed = [
        ("/february", "البيان الصادر عن الدورة الثانية للمجلس", "25 شباط 2025"),
        ("/january", "البيان الصادر عن الدورة الأولى للمجلس", "28 كانون الثاني 2025"),
    ];
    site.put(
        "/statements",
        "text/html",
        list_of(&listed, "<p><a rel='next' href='/statements/2'>التالي</a></p>"),
    );
    let home = Home::new();
    let desktop = begun(&home, FIRST[1]).await;
    desktop.click("source-add").await;
    desktop.fill("source-addresses", &site.address("/statements")).await;
    desktop.click("source-kind-list").await;
    desktop.fill("source-name", "بيانات المجلس").await;
    desktop.click("source-keep").await;
    desktop.find("source").await;
    desktop.click("sources-check").await;
    let found = desktop.find("sources-found").await.text().await.expect("its words");
    assert!(found.contains('2'), "{found}");
    let linked = "return document.querySelectorAll('[data-testid=import-item][data-state=linked]').length";
    desktop.wait_until("the links are shown", &format!("{linked} === 2")).await;
    desktop.find("import-further").await;
    assert_eq!(
        site.asked(),
        ["/statements"],
        "nothing behind the links is asked for before the person says so"
    );
    desktop.picture("sources-list-en-light").await;

    desktop.click("import-confirm-all").await;
    desktop
        .wait_until(
            "both are read",
            "return document.querySelectorAll('[data-testid=import-item][data-state=clear]').length === 2",
        )
        .await;
    assert_eq!(site.asked(), ["/statements", "/february", "/january"]);
    desktop.click("accept").await;
    stored(&desktop, 3).await;
    desktop.close().await;

    // After a restart: one new, one changed without a word, and nothing else.
    let changed =
        [FIRST[0], FIRST[1], "وشدد المجلس على حق اللاجئين في عودة آمنة وكريمة إلى ديارهم التي هجروا منها."];
    site.put("/january", "text/html", statement("البيان الأول", "2025-01-28T10:00:00Z", &changed));
    let march = ("/march", "البيان الصادر عن الدورة الثالثة للمجلس", "27 آذار 2025");
    site.put(
        "/march",
        "text/html",
        statement("البيان الثالث", "2025-03-27T10:00:00Z", &[FIRST[2], FIRST[0], february[2]]),
    );
    site.put("/statements", "text/html", list_of(&[march, listed[0], listed[1]], ""));
    let again = Desktop::start(&home, &[]).await;
    again.click("screen-import").await;
    again.click("sources-check").await;
    again.wait_until("the new one is linked", &format!("{linked} === 1")).await;
    again.find("alike").await;
    let words = again.find("alike").await.text().await.expect("its words");
    assert!(words.contains('1'), "{words}");
    again.picture("sources-list-changed-en-light").await;
    assert!(!site.asked().contains(&"/march".to_owned()));
    again.close().await;
}
