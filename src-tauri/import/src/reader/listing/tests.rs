//! Pages as organisations have them, and what is told of their links.

use super::*;

fn listing(html: &str) -> Listing {
    of_page(html, &Url::parse("https://example.org/ar/statements").unwrap())
}

fn paths(listing: &Listing) -> Vec<String> {
    listing.links.iter().map(|link| Url::parse(&link.address).unwrap().path().to_owned()).collect()
}

/// Menus, a breadcrumb, a box beside the text and a footer, round a list.
fn page(list: &str) -> String {
    format!(
        "<html dir=rtl><body><header><a href=/ar>الصفحة الرئيسية للموقع الرسمي</a></header>\
         <div class='main-menu'><ul><li><a href=/ar/about>عن المجلس الوطني ومؤسساته وهيئاته</a></li>\
         <li><a href=/ar/contact>اتصل بالمكتب الإعلامي للمجلس الوطني</a></li></ul></div>\
         <div id=content>{list}</div>\
         <aside><ul><li><a href=/ar/news/9>خبر من الأخبار التي لا صلة لها بالبيانات</a></li>\
         <li><a href=/ar/news/8>خبر آخر من الأخبار التي لا صلة لها بالبيانات</a></li></ul></aside>\
         <footer><a href=/ar/privacy>سياسة الخصوصية وشروط استخدام الموقع</a>\
         <a href=https://other.example/x>موقع آخر لا صلة له بهذا الموقع مطلقا</a></footer></body></html>"
    )
}

#[test]
fn a_list_of_headings_gives_its_links_with_their_dates_and_nothing_of_the_menus() {
    let items: String = [(27, "آذار"), (25, "شباط"), (28, "كانون الثاني")]
        .iter()
        .map(|(day, month)| {
            format!(
                "<div class=item><img src=x.png><span class=date>{day} {month} 2025</span><h3>\
                 <a href='/ar/statements/{day}'>بيان الاجتماع الدوري للمجلس</a></h3><p>عقد المجلس اجتماعه.</p>\
                 <a href='/ar/statements/{day}'>اقرأ المزيد</a></div>"
            )
        })
        .collect();
    let found = listing(&page(&items));
    assert_eq!(paths(&found), ["/ar/statements/27", "/ar/statements/25", "/ar/statements/28"]);
    assert_eq!(found.links[0].title, "بيان الاجتماع الدوري للمجلس");
    let dates: Vec<String> =
        found.links.iter().map(|link| link.date.as_ref().unwrap().date.to_string()).collect();
    assert_eq!(dates, ["2025-03-27", "2025-02-25", "2025-01-28"]);
    assert_eq!(found.further, None);
}

#[test]
fn the_newest_set_apart_at_the_top_is_of_the_list_too() {
    let items: String = (1..=4)
        .map(|n| {
            format!("<li><a href=/ar/2025/0{n}/statement-{n}>Statement of the Council number {n}</a></li>")
        })
        .collect();
    let top = "<section><h2><a href=/ar/2025/05/statement-5>Statement of the Council number five</a></h2></section>";
    let found = listing(&page(&format!("{top}<ul class=list>{items}</ul>")));
    assert_eq!(found.links.len(), 5, "{found:?}");
    assert!(found.links[0].address.ends_with("statement-5"));
}

#[test]
fn where_the_link_says_only_read_more_the_heading_above_it_is_the_title() {
    let items: String = (1..=3)
        .map(|n| {
            format!(
                "<article><h2>Press release number {n} of the Committee</h2><time datetime=2025-0{n}-05>5th</time>\
                 <p>The Committee met.</p><a href='?id={n}'>Read more</a></article>"
            )
        })
        .collect();
    let found = listing(&page(&items));
    assert_eq!(found.links.len(), 3);
    assert_eq!(found.links[1].title, "Press release number 2 of the Committee");
    assert_eq!(found.links[1].date.as_ref().unwrap().date.to_string(), "2025-02-05");
    assert_eq!(found.links[1].address, "https://example.org/ar/statements?id=2");
}

#[test]
fn releases_called_by_their_dates_alone_are_links_of_a_table_to_documents() {
    let rows: String =
        [("27 March 2025", "a.pdf"), ("25 February 2025", "b.pdf"), ("28 January 2025", "c.pdf")]
            .iter()
            .map(|(date, file)| format!("<tr><td>{date}</td><td><a href=/files/{file}>PDF</a></td></tr>"))
            .collect();
    let found = listing(&page(&format!("<table>{rows}</table>")));
    assert_eq!(paths(&found), ["/files/a.pdf", "/files/b.pdf", "/files/c.pdf"]);
    assert_eq!(found.links[0].date.as_ref().unwrap().date.to_string(), "2025-03-27");
    assert_eq!(found.links[0].title, "27 March 2025 PDF");
}

#[test]
fn a_link_to_the_next_page_is_told_apart_from_the_releases() {
    let items: String = (1..=3)
        .map(|n| format!("<li><a href=/ar/s/{n}>بيان المجلس الوطني رقم {n} لعام 2025</a></li>"))
        .collect();
    for (pager, next) in [
        ("<div class=pager><a href='?page=2'>التالي</a></div>", "page=2"),
        ("<ul class=pagination><li>1<li><a href='?p=2'>2</a><li><a href='?p=3'>3</a></ul>", "p=2"),
        ("<ul class=pagination><li><a href='?p=1'>١</a><li>٢<li><a href='?p=3'>٣</a></ul>", "p=3"),
        ("<a rel=next href='?from=30'>More of them</a>", "from=30"),
        ("<a href='?older=1'>Older posts »</a>", "older=1"),
    ] {
        let found = listing(&page(&format!("<ul>{items}</ul>{pager}")));
        assert_eq!(paths(&found), ["/ar/s/1", "/ar/s/2", "/ar/s/3"], "{pager}");
        assert!(found.further.as_deref().is_some_and(|further| further.ends_with(next)), "{found:?}");
    }
}

#[test]
fn only_links_of_the_same_site_are_taken_and_none_that_is_asked_for_less_safely() {
    let links = [
        "http://example.org/ar/1",
        "https://evil.example/ar/2",
        "https://192.168.1.1/ar/3",
        "javascript:alert(1)",
        "mailto:a@example.org",
        "file:///etc/passwd",
        "https://user:word@example.org/ar/4",
        "//www.example.org/ar/5",
        "/ar/6#top",
        "/ar/6",
    ];
    let items: String = links
        .iter()
        .map(|link| format!("<li><a href='{link}'>A statement of the Council on the ceasefire</a></li>"))
        .collect();
    let found = listing(&page(&format!("<ul>{items}</ul>")));
    let addresses: Vec<&str> = found.links.iter().map(|link| link.address.as_str()).collect();
    assert_eq!(addresses, ["https://www.example.org/ar/5", "https://example.org/ar/6"]);
}

#[test]
fn an_element_that_says_it_has_a_box_beside_it_is_no_such_box() {
    let items: String = (1..=3)
        .map(|n| format!("<li><a href=/ar/s/{n}>بيان المجلس الوطني رقم {n} لعام 2025</a></li>"))
        .collect();
    let found = listing(&format!(
        "<div class='layout with-sidebar'><div class=sidebar><a href=/ar/x>خبر لا صلة له بالبيانات مطلقا</a></div>\
         <ul>{items}</ul></div>"
    ));
    assert_eq!(paths(&found), ["/ar/s/1", "/ar/s/2", "/ar/s/3"]);
}

#[test]
fn a_page_with_menus_alone_lists_nothing_and_says_so() {
    assert_eq!(listing(&page("<p>عقد المجلس اجتماعه.</p>")).links, []);
    let hints = Hints { address: Some("https://example.org/".into()), ..Hints::default() };
    assert_eq!(read(page("").as_bytes(), &hints), Err(Reason::NoLinks));
}

#[test]
fn a_list_without_end_is_cut_and_one_nested_without_end_is_read() {
    let items: String =
        (0..5_000).map(|n| format!("<li><a href=/s/{n}>Statement of the Council number {n}</a>")).collect();
    assert_eq!(listing(&page(&format!("<ul>{items}</ul>"))).links.len(), LINKS);
    // What lies deeper than any page's text keeps its words and no links.
    let deep = format!("<ul>{items}</ul>{}", "<div>".repeat(40_000));
    assert_eq!(listing(&deep).links.len(), LINKS);
}
