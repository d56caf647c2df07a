//! Pages built as those of well-known kinds of bodies are, with what stands round their lists: a central bank's, an office of
//! the United Nations, ministries of Arab states on SharePoint and on WordPress, a parliament's table, a Drupal view.

use super::*;

fn listing(html: &str) -> Listing {
    of_page(html, &Url::parse("https://example.org/ar/press/releases").unwrap())
}

fn told(listing: &Listing) -> Vec<(String, String, String)> {
    listing
        .links
        .iter()
        .map(|link| {
            let address = Url::parse(&link.address).unwrap();
            let place = match address.query() {
                Some(query) => format!("{}?{query}", address.path()),
                None => address.path().to_owned(),
            };
            let date = link.date.as_ref().map(|date| date.date.to_string()).unwrap_or_default();
            (place, date, link.title.clone())
        })
        .collect()
}

fn is(listing: &Listing, expected: &[(&str, &str, &str)]) {
    let expected: Vec<(String, String, String)> =
        expected.iter().map(|(a, b, c)| ((*a).into(), (*b).into(), (*c).into())).collect();
    assert_eq!(told(listing), expected);
}

#[test]
fn a_central_banks_list_of_definitions_with_a_date_before_each_and_documents_beside() {
    let items: String = [("25 November 2026", "pr261125", "Monetary policy decisions of the Governing Council"),
        ("20 November 2026", "pr261120", "Results of the survey on credit terms and conditions"),
        ("11 November 2026", "pr261111", "Consolidated financial statement of the system")]
    .iter()
    .map(|(date, name, title)| {
        format!(
            "<dt isodate='x'><div class=date>{date}</div></dt><dd><div class=category>PRESS RELEASE</div><div class=title>\
             <a href='html/{name}.en.html'>{title}</a></div><div class=authors></div><div class=accordion>\
             <a href='html/{name}.de.html'>Deutsch</a> <a href='html/{name}.fr.html'>Français</a></div></dd>"
        )
    })
    .collect();
    let found = listing(&format!(
        "<body><div id=ecb-masthead><nav><a href=/home>Home of the bank and of its governing bodies</a></nav></div>\
         <main><h1>Press releases</h1><div class=definition-list><dl>{items}</dl></div></main>\
         <footer><a href=/x>Disclaimer and copyright of the whole site</a></footer></body>"
    ));
    is(
        &found,
        &[
            (
                "/ar/press/html/pr261125.en.html",
                "2026-11-25",
                "Monetary policy decisions of the Governing Council",
            ),
            (
                "/ar/press/html/pr261120.en.html",
                "2026-11-20",
                "Results of the survey on credit terms and conditions",
            ),
            (
                "/ar/press/html/pr261111.en.html",
                "2026-11-11",
                "Consolidated financial statement of the system",
            ),
        ],
    );
}

#[test]
fn rows_of_a_grid_whose_first_column_is_the_time() {
    let items: String = [("11/24/2026", "a"), ("11/18/2026", "b")]
        .iter()
        .map(|(date, name)| {
            format!(
                "<div class='row ng-scope'><div class='col-xs-3 eventlist__time'><time>{date}</time></div>\
                 <div class='col-xs-9 eventlist__event'><p><span><a href='/newsevents/pressreleases/{name}.htm'><em>Board \
                 announces its decision on application {name}</em></a></span></p><p class=eventlist__press>\
                 <a href=/topics/orders>Orders</a></p></div></div>"
            )
        })
        .collect();
    let found =
        listing(&format!("<body><div id=content><div class=angularEvents>{items}</div></div></body>"));
    is(
        &found,
        &[
            (
                "/newsevents/pressreleases/a.htm",
                "2026-11-24",
                "Board announces its decision on application a",
            ),
            (
                "/newsevents/pressreleases/b.htm",
                "2026-11-18",
                "Board announces its decision on application b",
            ),
        ],
    );
}

#[test]
fn a_view_of_a_united_nations_office_with_subjects_pictures_and_a_pager() {
    let items: String = [("27 March 2025", 1), ("25 February 2025", 2), ("28 January 2025", 3)]
        .iter()
        .map(|(date, n)| {
            format!(
                "<div class='views-row'><div class='views-field-field-image'><a href='/en/statement/{n}'><img src=a.jpg></a></div>\
                 <span class='views-field-created'><span class=field-content>{date}</span></span>\
                 <div class='views-field-title'><h3><a href='/en/statement/{n}'>Statement by the Special Envoy to the Security \
                 Council, no. {n}</a></h3></div><div class=views-field-tags><a href='/en/topic/{n}'>Ceasefire</a></div>\
                 <div class=views-field-view-node><a href='/en/statement/{n}'>Read more</a></div></div>"
            )
        })
        .collect();
    let found = listing(&format!(
        "<body><header role=banner><a href=/en>Office of the Special Envoy of the Secretary-General</a></header>\
         <div id=block-menu-main class='block block-menu'><ul class=menu><li><a href=/en/about>About the office and its mandate \
         in full</a></li></ul></div><div class=view-content>{items}</div><ul class=pager__items><li class=pager__item--next>\
         <a href='?page=1' title='Go to next page'><span class=visually-hidden>Next page</span><span>››</span></a></li></ul></body>"
    ));
    assert_eq!(found.links.len(), 3, "{found:?}");
    is(
        &Listing { links: found.links[..1].to_vec(), further: None },
        &[("/en/statement/1", "2025-03-27", "Statement by the Special Envoy to the Security Council, no. 1")],
    );
    assert!(found.further.is_some_and(|further| further.ends_with("?page=1")));
}

#[test]
fn a_ministrys_page_on_sharepoint_that_is_one_form_with_ids_in_the_query() {
    let items: String = [("٢٧/٣/٢٠٢٥", 311), ("٢٥/٢/٢٠٢٥", 308), ("٢٨/١/٢٠٢٥", 301)]
        .iter()
        .map(|(date, id)| {
            format!(
                "<div class=news-item><div class=news-title><a href='DispForm.aspx?ID={id}' title='وزير الخارجية يبحث مع نظيره \
                 سبل دعم الاستقرار رقم {id}'>وزير الخارجية يبحث مع نظيره سبل دعم…</a></div><div class=news-date>{date}</div>\
                 <a class=more href='DispForm.aspx?ID={id}'>المزيد</a></div>"
            )
        })
        .collect();
    let found = listing(&format!(
        "<html dir=rtl><body><form id=aspnetForm action='./x.aspx'><div class=ms-siteNav><ul><li><a href='/ar/minister'>السيرة الذاتية \
         لمعالي وزير الخارجية</a></li><li><a href='/ar/about'>عن الوزارة واختصاصاتها وهيكلها التنظيمي</a></li></ul></div>\
         <div id=contentBox>{items}</div><div class=footer-links><a href=/ar/map>خريطة الموقع وسياسة الخصوصية والاستخدام</a></div>\
         </form></body></html>"
    ));
    is(
        &found,
        &[
            (
                "/ar/press/DispForm.aspx?ID=311",
                "2025-03-27",
                "وزير الخارجية يبحث مع نظيره سبل دعم الاستقرار رقم 311",
            ),
            (
                "/ar/press/DispForm.aspx?ID=308",
                "2025-02-25",
                "وزير الخارجية يبحث مع نظيره سبل دعم الاستقرار رقم 308",
            ),
            (
                "/ar/press/DispForm.aspx?ID=301",
                "2025-01-28",
                "وزير الخارجية يبحث مع نظيره سبل دعم الاستقرار رقم 301",
            ),
        ],
    );
}

#[test]
fn a_list_on_wordpress_whose_items_have_heads_and_classes_of_their_subjects() {
    let items: String = [("27 آذار، 2025", "a"), ("25 شباط، 2025", "b"), ("28 كانون الثاني، 2025", "c")]
        .iter()
        .map(|(date, name)| {
            format!(
                "<div class='post-12 type-post status-publish category-social tag-menu'><header class=entry-header><h2>\
                 <a href='/2025/{name}/' rel=bookmark>بيان صادر عن الهيئة العامة ({name})</a></h2><div class=entry-meta>\
                 <a href='/author/editor/'>المكتب الإعلامي</a><span>{date}</span></div></header><p>عقدت الهيئة …</p>\
                 <footer class=entry-footer><a href='/category/social/'>الشؤون الاجتماعية</a></footer></div>"
            )
        })
        .collect();
    let found = listing(&format!(
        "<body dir=rtl><header id=masthead><h1><a href=/ar>الموقع الرسمي للهيئة العامة للتفاوض</a></h1></header>\
         <div id=primary>{items}</div><div class=nav-links><a class='page-numbers' href='/page/2/'>٢</a>\
         <a class='next page-numbers' href='/page/2/'>الصفحة التالية</a></div>\
         <footer id=colophon><a href=/ar/legal>الشروط القانونية لاستخدام هذا الموقع</a></footer></body>"
    ));
    is(
        &found,
        &[
            ("/2025/a/", "2025-03-27", "بيان صادر عن الهيئة العامة (a)"),
            ("/2025/b/", "2025-02-25", "بيان صادر عن الهيئة العامة (b)"),
            ("/2025/c/", "2025-01-28", "بيان صادر عن الهيئة العامة (c)"),
        ],
    );
    assert!(found.further.is_some_and(|further| further.ends_with("/page/2/")));
}

#[test]
fn a_parliaments_table_with_the_date_the_title_and_two_documents_in_each_row() {
    let rows: String = [("2025-03-27", 7), ("2025-02-25", 6)]
        .iter()
        .map(|(date, n)| {
            format!(
                "<tr><td>{n}</td><td>{date}</td><td><a href='/ar/sessions/{n}'>محضر الجلسة العلنية رقم {n} لمجلس النواب</a></td>\
                 <td><a href='/files/{n}.pdf'>PDF</a> <a href='/files/{n}.docx'>Word</a></td></tr>"
            )
        })
        .collect();
    let found = listing(&format!(
        "<body><table class=layout><tr><td><a href=/ar/members>أعضاء مجلس النواب في الدورة الحالية</a></td><td>\
         <table><tr><th>رقم</th><th>التاريخ</th><th>العنوان</th><th>ملفات</th></tr>{rows}</table></td></tr></table></body>"
    ));
    is(
        &found,
        &[
            ("/ar/sessions/7", "2025-03-27", "محضر الجلسة العلنية رقم 7 لمجلس النواب"),
            ("/ar/sessions/6", "2025-02-25", "محضر الجلسة العلنية رقم 6 لمجلس النواب"),
        ],
    );
}

#[test]
fn a_card_that_is_a_link_as_a_whole_is_called_without_its_date_and_a_date_behind_each_is_its_own() {
    let cards: String = [("27 مارس 2025", 1), ("25 فبراير 2025", 2)]
        .iter()
        .map(|(date, n)| {
            format!(
                "<a class=card href='/ar/n/{n}'><span>{date}</span><div>بيان مشترك صادر عن الاجتماع الوزاري رقم {n}</div></a>"
            )
        })
        .collect();
    is(
        &listing(&format!("<body><main>{cards}</main></body>")),
        &[
            ("/ar/n/1", "2025-03-27", "بيان مشترك صادر عن الاجتماع الوزاري رقم 1"),
            ("/ar/n/2", "2025-02-25", "بيان مشترك صادر عن الاجتماع الوزاري رقم 2"),
        ],
    );
    let flat: String = [("27 March 2025", 1), ("25 February 2025", 2), ("28 January 2025", 3)]
        .iter()
        .map(|(date, n)| {
            format!("<h4><a href='/n/{n}'>Joint communiqué of the ministerial meeting no. {n}</a></h4><p class=when>{date}</p>")
        })
        .collect();
    let found = listing(&format!("<body><div class=content>{flat}</div></body>"));
    let dates: Vec<String> = told(&found).into_iter().map(|(_, date, _)| date).collect();
    assert_eq!(dates, ["2025-03-27", "2025-02-25", "2025-01-28"]);
    // What has its date in its title keeps it.
    assert_eq!(without_date("بيان صادر عن المجلس في 27 آذار 2025"), "بيان صادر عن المجلس في 27 آذار 2025");
}
