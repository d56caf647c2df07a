//! Documents exported from the real window, in every format: what is in them, what becomes of a file that is there, and that
//! the choice holds over a restart. With `BAYAN_SAMPLES` naming a folder they are left there, to be looked at; the same two are
//! in `docs/samples`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::desktop::{Desktop, Home};

/// The series of the Arabic example in the sample archive, and that of the Federal Open Market Committee.
const ARABIC_EXAMPLE: &str = "series-1";
const FOMC: &str = "series-3";

/// Exports what the open dialog shows in a format and gives the file.
async fn exported(desktop: &Desktop, home: &Home, format: &str, name: &str) -> PathBuf {
    desktop.click_css(&format!(".choice:has([data-testid=export-format-{format}])")).await;
    let ready = format!(
        "const page = document.querySelector('[data-testid=export-page]');\
         const chosen = document.querySelector('[data-testid=export-format-{format}]');\
         return chosen.checked && page !== null && page.getAttribute('aria-busy') === 'false' &&\
         document.querySelector('[data-testid=export-progress]') === null"
    );
    desktop.wait_until("the first page is shown", &ready).await;
    let field = desktop.find("export-name").await;
    field.clear().await.expect("the field is emptied");
    field.send_keys(name).await.expect("keys reach the field");
    desktop.click("export-make").await;
    let done = format!(
        "const done = document.querySelector('[data-testid=export-done]');\
         return done !== null && done.dataset.path.endsWith('{name}')"
    );
    desktop.wait_until(&format!("{name} is there"), &done).await;
    let path = home.path().join(name);
    keep(&path);
    path
}

/// Leaves a document to be looked at.
fn keep(path: &Path) {
    if let Some(folder) = std::env::var_os("BAYAN_SAMPLES") {
        let name = path.file_name().expect("a document has a name");
        std::fs::copy(path, Path::new(&folder).join(name)).expect("the document is kept");
    }
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn begins(path: &Path, with: &[u8]) {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(bytes.starts_with(with) && bytes.len() > 1_000, "{}: {} bytes", path.display(), bytes.len());
}

async fn open_dialog(desktop: &Desktop, button: &str) {
    desktop.click(button).await;
    desktop.find("export-page").await;
}

#[tokio::test]
async fn the_timeline_of_refugees_is_exported_in_every_format_and_the_choice_is_kept() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.click(ARABIC_EXAMPLE).await;
    desktop.click("screen-timeline").await;
    desktop.find("mark").await;
    open_dialog(&desktop, "export").await;
    // The topic in view is chosen; the timeline asked for is that of the refugees.
    desktop
        .look(
            "for (const box of document.querySelectorAll('[data-testid^=export-topic-]'))\
             if (box.checked !== (box.dataset.testid === 'export-topic-refugees')) box.click()",
        )
        .await;
    desktop.click("export-labels-ar").await;
    desktop
        .wait_until(
            "the page is Arabic",
            "return document.querySelector('[data-testid=export-page]')?.dir === 'rtl'",
        )
        .await;
    desktop.picture("export-en-refugees").await;
    for (format, ending, begin) in [
        ("docx", "docx", b"PK".as_slice()),
        ("xlsx", "xlsx", b"PK"),
        ("pdf", "pdf", b"%PDF-1."),
        ("png", "png", b"\x89PNG"),
        ("svg", "svg", b"<svg"),
        ("qdpx", "qdpx", b"PK"),
        ("html", "html", b"<!"),
        ("json", "json", b"{"),
        ("csv", "csv", b"\xef\xbb\xbf"),
        ("md", "md", b"# "),
    ] {
        let path = exported(&desktop, &home, format, &format!("refugees-timeline.{ending}")).await;
        begins(&path, begin);
    }
    let dna = exported(&desktop, &home, "dna", "refugees-timeline-dna.csv").await;
    assert!(text(&dna).contains("اللاجئين"));
    let markdown = text(&home.path().join("refugees-timeline.md"));
    assert!(markdown.contains("طوعية") && markdown.contains("بصمة النصوص"), "{markdown}");
    let read = Command::new("pdftotext")
        .arg(home.path().join("refugees-timeline.pdf"))
        .arg("-")
        .output()
        .expect("pdftotext reads it (Debian package poppler-utils)");
    assert!(String::from_utf8_lossy(&read.stdout).contains("طوعية"));

    // A file that is there is replaced only after a yes; a name that one system does not take is refused.
    desktop.click("export-make").await;
    desktop.find_css("[data-code=export-exists]").await;
    desktop.click("export-replace").await;
    desktop.find("export-done").await;
    let field = desktop.find("export-name").await;
    field.clear().await.expect("the field is emptied");
    field.send_keys("a?.csv").await.expect("keys reach the field");
    desktop.click("export-make").await;
    desktop.find_css("[data-code=export-name]").await;
    assert!(!home.path().join("a?.csv").exists());
    desktop.close().await;

    let again = Desktop::start(&home, &[]).await;
    again.find("timeline").await;
    again.click("language-switch").await;
    open_dialog(&again, "export").await;
    again
        .wait_until(
            "the format chosen last is chosen",
            "return document.querySelector('[data-testid=export-format-dna]').checked",
        )
        .await;
    again.picture("export-ar-refugees").await;
    again.close().await;
}

#[tokio::test]
async fn a_comparison_of_the_central_bank_is_exported_in_every_format() {
    let home = Home::new();
    let desktop = Desktop::start(&home, &["--sample"]).await;
    desktop.find("summary").await;
    desktop.click(FOMC).await;
    desktop.find("row").await;
    open_dialog(&desktop, "export").await;
    desktop.picture("export-comparison-en").await;
    for (format, ending, begin) in [
        ("docx", "docx", b"PK".as_slice()),
        ("xlsx", "xlsx", b"PK"),
        ("pdf", "pdf", b"%PDF-1."),
        ("html", "html", b"<!"),
        ("json", "json", b"{"),
        ("csv", "csv", b"\xef\xbb\xbf"),
        ("md", "md", b"# "),
    ] {
        let path = exported(&desktop, &home, format, &format!("fomc-comparison.{ending}")).await;
        begins(&path, begin);
    }
    let tracked = exported(&desktop, &home, "tracked", "fomc-comparison-tracked.docx").await;
    begins(&tracked, b"PK");
    let markdown = text(&home.path().join("fomc-comparison.md"));
    assert!(markdown.contains("https://www.federalreserve.gov/") && markdown.contains("~~"), "{markdown}");
    desktop.close().await;
}
