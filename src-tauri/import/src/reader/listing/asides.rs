//! What of a page is no part of its text: menus, headers, footers, boxes beside it. Told by the names of elements and by what
//! their classes say.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

/// Which elements of a page are menus or stand beside its text.
pub(super) struct Asides {
    /// The length of the page's text, in bytes.
    text: usize,
    /// The page's own head and foot, where items of a list have such elements too.
    own: Option<(NodeId, NodeId)>,
    known: HashMap<NodeId, bool>,
}

/// From how many elements of a head or a foot on those of items are among them.
const SEVERAL: usize = 3;

impl Asides {
    /// Those of a page.
    pub(super) fn of(document: &Document) -> Self {
        let text = document.body().map_or(0, |body| body.text().len());
        let heads = document.select("header, footer");
        let heads = heads.nodes();
        let own = match heads {
            [first, .., last] if heads.len() >= SEVERAL => Some((first.id, last.id)),
            _ => None,
        };
        Self { text, own, known: HashMap::new() }
    }

    /// Whether an element lies in what the page calls a menu, a header, a footer or a box beside the text.
    pub(super) fn hold(&mut self, node: &NodeRef<'_>) -> bool {
        let mut in_article = false;
        for above in node.ancestors_it(None) {
            let name = above.node_name().unwrap_or_default();
            in_article |= matches!(&*name, "article" | "main" | "li");
            // An item's own head and foot are no page's.
            let aside = match &*name {
                "header" | "footer" if !in_article => {
                    self.own.is_none_or(|(first, last)| above.id == first || above.id == last)
                }
                "header" | "footer" => false,
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
    matches!(name, "nav" | "aside" | "select" | "button" | "noscript" | "template")
        || by_role
        || hidden
        // What holds most of the page's text only says that it has such a box: “with-sidebar”. Some sites are one form as a whole.
        || (name == "form" || named_aside(node)) && node.text().len() * 2 < whole
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

/// The words that an element's class and name are made of. What an item's class says of its subject is none of them:
/// `category-social`.
pub(super) fn tokens(node: &NodeRef<'_>) -> impl Iterator<Item = String> {
    const SUBJECT: [&str; 6] = ["category-", "tag-", "term-", "topic-", "post-", "type-"];
    let written = format!("{} {}", node.class().unwrap_or_default(), node.id_attr().unwrap_or_default());
    let words: Vec<String> = written
        .split_whitespace()
        .map(str::to_ascii_lowercase)
        .filter(|name| !SUBJECT.iter().any(|subject| name.starts_with(subject)))
        .flat_map(|name| {
            name.split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    words.into_iter()
}
