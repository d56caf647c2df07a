//! What the reader of PDF files makes of a page: columns, headers, page numbers, hyphens and line ends, each with pages that
//! have them. Files of other programs, Arabic ones among them, are in `papers`.

use bayan_import::draft::{Draft, Warning};
use bayan_import::reader::{Hints, Reader};

/// A line of a page: how far from the left and the foot in points, its size, its words.
type Line<'a> = (f32, f32, f32, &'a str);

/// A file of these pages, set in Helvetica.
fn pdf(pages: &[Vec<Line<'_>>]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 4 + 2 * n)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (n, lines) in pages.iter().enumerate() {
        let content: String = lines
            .iter()
            .map(|(x, y, size, words)| {
                let words = words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
                format!("BT /F {size} Tf {x} {y} Td ({words}) Tj ET\n")
            })
            .collect();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>",
            5 + 2 * n
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    let mut out = "%PDF-1.5\n".to_owned();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let table = out.len();
    out += &format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        out += &format!("{place:010} 00000 n \n");
    }
    out += &format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", places.len() + 1);
    out.into_bytes()
}

fn read(pages: &[Vec<Line<'_>>]) -> Draft {
    Reader::in_this_process()
        .read_bytes("a.pdf", &pdf(pages), &Hints::default(), &|| false)
        .unwrap()
        .remove(0)
}

fn all(draft: &Draft) -> Vec<&str> {
    draft.title.as_deref().into_iter().chain(draft.texts()).collect()
}

/// Lines one below the other from a height on.
fn block<'a>(x: f32, top: f32, lines: &[&'a str]) -> Vec<Line<'a>> {
    lines.iter().enumerate().map(|(n, words)| (x, top - 14.0 * n as f32, 11.0, *words)).collect()
}

#[test]
fn hard_wraps_are_undone_and_a_word_that_was_broken_is_whole_again() {
    let draft = read(&[block(
        72.0,
        700.0,
        &[
            "The Council met in Geneva and heard the report of the envoy on the nego-",
            "tiations of the past month. It called for a long-term settlement of the",
            "conflict and for a lasting ceasefire, and it asked that the long-",
            "term settlement be supervised by the Organisation.",
        ],
    )]);
    assert_eq!(
        all(&draft),
        [
            "The Council met in Geneva and heard the report of the envoy on the negotiations of the past month. It called \
          for a long-term settlement of the conflict and for a lasting ceasefire, and it asked that the long-term \
          settlement be supervised by the Organisation."
        ]
    );
}

#[test]
fn a_gap_and_a_short_last_line_each_part_two_paragraphs() {
    let mut lines = block(
        72.0,
        700.0,
        &[
            "The Council met in Geneva and heard the report of the envoy on the talks of",
            "the past month.",
            "It called on all parties to keep the ceasefire and to let aid reach those who",
            "need it in every town of the country without delay and without conditions of",
        ],
    );
    lines.extend(block(72.0, 616.0, &["any kind, says the final text."]));
    let draft = read(&[lines]);
    assert_eq!(all(&draft).len(), 3, "{:?}", all(&draft));
    assert!(all(&draft)[1].starts_with("It called on all parties"));
}

#[test]
fn the_left_column_is_read_before_the_right_one_and_a_heading_above_both_before_them() {
    let left = [
        "The first column tells of the",
        "ceasefire, which the Council",
        "asked all the parties to keep",
        "in every town of the country,",
        "and of aid for those in need,",
        "who wait for it since spring.",
    ];
    let right = [
        "The second column is about the",
        "return of the refugees, which",
        "is to be safe, voluntary, and",
        "in dignity, as the resolution",
        "of the Security Council asks,",
        "and as all sides have agreed.",
    ];
    let mut lines = vec![(72.0, 760.0, 18.0, "Statement of the Council on the ceasefire and the refugees")];
    lines.extend(block(72.0, 700.0, &left));
    lines.extend(block(320.0, 700.0, &right));
    let draft = read(&[lines]);
    let joined = [left.join(" "), right.join(" ")];
    assert_eq!(
        all(&draft),
        [
            "Statement of the Council on the ceasefire and the refugees",
            joined[0].as_str(),
            joined[1].as_str()
        ]
    );
}

#[test]
fn what_stands_on_every_page_is_no_text_and_a_paragraph_goes_on_over_the_page() {
    let page = |number: &'static str, lines: &[&'static str]| {
        let mut all = vec![
            (72.0, 800.0, 9.0, "Press office of the Council"),
            (480.0, 800.0, 9.0, "27 March 2025"),
            (280.0, 40.0, 9.0, number),
        ];
        all.extend(block(72.0, 740.0, lines));
        all
    };
    let draft = read(&[
        page(
            "Page 1 of 3",
            &[
                "The Council met in Geneva on the eve of the talks and heard a report of the",
                "envoy on what the parties had agreed to, and on what they had not agreed to, in",
            ],
        ),
        page(
            "Page 2 of 3",
            &[
                "the past three months. It noted that 420 prisoners had come home since then.",
                "It called for the release of all the others, whoever holds them, and wherever",
            ],
        ),
        page("Page 3 of 3", &["they are held, before the end of the year."]),
    ]);
    let text = all(&draft).join("\n");
    assert!(!text.contains("Press office") && !text.contains("Page") && !text.contains("27 March"), "{text}");
    assert!(text.contains("not agreed to, in the past three months"), "{text}");
    assert!(text.contains("420 prisoners") && text.contains("wherever they are held"), "{text}");
}

#[test]
fn a_number_alone_at_the_foot_is_the_pages_and_one_in_a_short_line_of_the_text_is_not() {
    let mut lines = block(
        72.0,
        740.0,
        &["The votes in favour of the text were counted twice:", "15", "None was against."],
    );
    lines.push((290.0, 40.0, 11.0, "- 7 -"));
    let text = all(&read(&[lines])).join(" ");
    assert!(text.contains("15") && !text.contains('7'), "{text}");
}

#[test]
fn pages_without_letters_among_others_are_told() {
    let draft = read(&[block(72.0, 700.0, &["The Council met.", "It rose."]), Vec::new()]);
    assert!(draft.warnings.contains(&Warning::PagesWithoutText { pages: vec![2] }), "{:?}", draft.warnings);
}
