//! Statements come in by the real window: documents opened with the program and a pasted text, checked, stored, compared,
//! and there again after a restart.

use std::fs;

use crate::desktop::{Desktop, Home};

const JANUARY: &str = "بيان الاجتماع الدوري الأول\n\nأكد المجلس دعمه الكامل لوقف إطلاق النار في جميع المناطق ودعا الأطراف إلى الالتزام به.\n\nوطالب المجلس بالإفراج عن المعتقلين جميعا ودخول المساعدات إلى المناطق المحاصرة.\n";

impl Desktop {
    /// Types into a field of the check in place of what is there.
    pub async fn fill(&self, id: &str, text: &str) {
        let field = self.find(id).await;
        field.clear().await.expect("the field can be cleared");
        field.send_keys(text).await.expect("the field takes keys");
    }

    async fn value(&self, id: &str) -> String {
        let script = format!("return document.querySelector('[data-testid={id}]')?.value ?? ''");
        self.look(&script).await.as_str().unwrap_or_default().to_owned()
    }
}

#[tokio::test]
async fn a_document_and_a_pasted_text_are_checked_stored_compared_and_found_after_a_restart() {
    let home = Home::new();
    let file = home.path().join("2025-01-28.txt");
    fs::write(&file, JANUARY).expect("the document");

    // Opened with the program, the document waits on the Import screen, read and not stored.
    let desktop = Desktop::start(&home, &[&file.to_string_lossy()]).await;
    desktop.find("check").await;
    assert_eq!(desktop.value("check-title").await, "بيان الاجتماع الدوري الأول");
    assert_eq!(desktop.value("check-date").await, "2025-01-28");
    desktop.fill("check-issuer-name", "المجلس").await;
    desktop.fill("check-series-title", "الاجتماعات الدورية").await;
    desktop.picture("import-en-light").await;
    desktop.click("check-store").await;
    desktop.find("import-stored").await;

    // A pasted text, nearly the same as the one before: a statement of its own, whose date is written as a month.
    desktop.click("paste").await;
    let february = JANUARY.replace("الأول", "الثاني").replace("الكامل", "المشروط");
    // The driver types an Enter, not a line feed.
    desktop.fill("paste-text", &february.trim().replace("\n\n", "\u{E007}")).await;
    desktop.click("paste-take").await;
    desktop
        .wait_until(
            "the pasted text is read",
            "return document.querySelector('[data-testid=check-title]')?.value.includes('الثاني') ?? false",
        )
        .await;
    desktop.find("alike").await;
    desktop.click("fate-new").await;
    desktop.fill("check-date", "شباط 2025").await;
    desktop
        .wait_until(
            "the month is understood",
            "return document.querySelector('[data-testid=check-date-means]').textContent.includes('February 2025')",
        )
        .await;
    desktop.click("check-store").await;
    desktop
        .wait_until(
            "both are stored",
            "return document.querySelectorAll('[data-testid=import-item][data-state=stored]').length === 2",
        )
        .await;
    desktop.click("import-compare").await;
    desktop
        .wait_until(
            "the new one stands beside its predecessor",
            "return [...document.querySelectorAll('ins')].some(mark => mark.textContent.includes('المشروط'))",
        )
        .await;
    desktop.close().await;

    let again = Desktop::start(&home, &[]).await;
    again
        .wait_until(
            "both are there after a restart",
            "return [...document.querySelectorAll('ins')].some(mark => mark.textContent.includes('المشروط'))",
        )
        .await;
    again.close().await;
}

#[tokio::test]
async fn a_document_that_can_not_be_read_is_told_with_what_to_do_and_the_archive_stays_empty() {
    let home = Home::new();
    let file = home.path().join("empty.txt");
    fs::write(&file, "").expect("the document");
    let desktop = Desktop::start(&home, &[&file.to_string_lossy()]).await;
    let told = desktop.find("import-problem").await.text().await.expect("its words");
    assert!(told.contains("empty.txt") && told.contains("no text"), "{told}");
    desktop.close().await;
}
