//! What of a page is no part of its text: menus, headers, footers, boxes beside it. Told by the names of elements and by what
//! their classes say.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

/// Which elements of a page are menus or stand beside its text.
pub(super) struct Asides {
    /// The length of the page's text, in bytes.
    text: usize,
    known: HashMap<NodeId, bool>,
}

impl Asides {
    /// Those of a page with so many bytes of text.
    pub(super) fn of(text: usize) -> Self {
        Self { text, known: HashMap::new() }
    }

    /// Whether an element lies in what the page calls a menu, a header, a footer or a box beside the text.
    pub(super) fn hold(&mut self, node: &NodeRef<'_>) -> bool {
        let mut in_article = false;
        for above in node.ancestors_it(None) {
            let name = above.node_name().unwrap_or_default();
            in_article |= matches!(&*name, "article" | "main" | "li");
            // An item's own head and foot are no page's.
            let aside = match &*name {
                "header" | "footer" if !in_article => true,
                "body" | "html" | "main" => false,
                _ => *self.known.entry(above.id).or_insert_with(|| is_aside(&above, &name, self.text)),
            };
            if aside {
                return true;
            }
        }
        false
    }
}

fn is_aside(node: &NodeRef<'_>, name: &str, whole: usize) -> bool {
    let role = node.attr("role").unwrap_or_default();
    let by_role = matches!(
        &*role,
        "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "menu" | "menubar" | "toolbar"
    );
    let hidden = node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|value| &*value == "true");
    matches!(name, "nav" | "aside" | "form" | "select" | "button" | "noscript" | "template")
        || by_role
        || hidden
        // What holds most of the page's text only says that it has such a box: “with-sidebar”.
        || named_aside(node) && node.text().len() * 2 < whole
}

/// Whether an element's class or name says that it is a menu or stands beside the text.
fn named_aside(node: &NodeRef<'_>) -> bool {
    const ASIDE: [&str; 24] = [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "submenu",
        "breadcrumb",
        "breadcrumbs",
        "sidebar",
        "aside",
        "footer",
        "topbar",
        "toolbar",
        "share",
        "sharing",
        "social",
        "related",
        "pagination",
        "pager",
        "paging",
        "paginator",
        "cookie",
        "tags",
        "tagcloud",
        "languages",
    ];
    tokens(node).any(|token| ASIDE.contains(&token.as_str()))
}

/// The words that an element's class and name are made of.
pub(super) fn tokens(node: &NodeRef<'_>) -> impl Iterator<Item = String> {
    let written = format!("{} {}", node.class().unwrap_or_default(), node.id_attr().unwrap_or_default());
    let words: Vec<String> = written
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.into_iter()
}
