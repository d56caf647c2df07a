//! Prepares the desktop shell: the command permissions, and a place for the built interface.

use std::path::Path;

/// Every command the window may call. A command that is not listed here does not exist for it: the list makes an
/// application manifest, and with one the shell denies whatever the capability does not allow.
const COMMANDS: &[&str] = &[
    "about",
    "licence_text",
    "open_releases",
    "find_update",
    "install_update",
    "guide",
    "show_menu",
    "show_title",
    "print_page",
    "start",
    "save_settings",
    "open_sample_archive",
    "cancel_job",
    "choose_archive",
    "new_archive",
    "open_recent",
    "open_in_window",
    "archive_standing",
    "back_up",
    "backups",
    "choose_copy",
    "restore_copy",
    "check_archive",
    "look_after",
    "salvage_archive",
    "look_at_merge",
    "merge_archive",
    "export_series_file",
    "library",
    "releases",
    "compare",
    "passage_strip",
    "review",
    "kept_comparisons",
    "keep_comparison",
    "drop_comparison",
    "mark_change",
    "note_change",
    "relink",
    "timeline",
    "topic_everywhere",
    "topic_mentions",
    "follow_formula",
    "formulas",
    "keep_formulas",
    "codebook_of_series",
    "read_with_codebook",
    "save_codebook",
    "suggest_terms",
    "open_codebook",
    "export_codebook",
    "positions_matrix",
    "positions_cell",
    "coders_agreement",
    "compared_topics",
    "export_lexicon",
    "open_lexicon",
    "own_lexicon",
    "passage_lineage",
    "save_own_lexicon",
    "confirm_position",
    "change_position",
    "remove_position",
    "add_position",
    "restore_position",
    "stale_positions",
    "recompute_positions",
    "intake",
    "intake_choose",
    "intake_paste",
    "intake_read",
    "intake_draft",
    "intake_decode",
    "intake_alike",
    "intake_date",
    "intake_skip",
    "intake_put_back",
    "intake_retry",
    "intake_store",
    "intake_accept",
    "intake_begin",
    "intake_resume",
    "intake_undo",
    "intake_fetch",
    "intake_confirm",
    "sources",
    "keep_source",
    "check_sources",
    "list_releases",
    "read_release",
    "edit_library",
    "add_note",
    "change_note",
    "save_original",
    "history",
    "undo",
    "redo",
    "search",
    "search_overview",
    "search_facets",
    "export_preview",
    "export_choose",
    "export_document",
    "open_exported",
];

fn main() {
    // The interface is embedded at compile time; its folder must exist even before it was built, for checks and tests
    // that need no window.
    let dist = Path::new("ui/dist");
    if !dist.exists() {
        std::fs::create_dir_all(dist).expect("ui/dist can be created beside Cargo.toml");
    }
    // Only files that were there when the program was compiled are watched by the compiler: a first build of the interface
    // after it would not be seen.
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/*.json")
        .app_manifest(
            tauri_build::AppManifest::new()
                .commands(COMMANDS)
                .permissions_path_pattern("src-tauri/permissions/*.toml"),
        );
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("the desktop shell could not be prepared: {error:#}");
    }
}
