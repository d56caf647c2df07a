//! The desktop shell: the window's commands, long work with progress, dialogs, settings.
//!
//! It is thin. What a release is, how two compare and how they are kept is in the crates below it; here the window's
//! questions are passed to them on a worker thread and the answers passed back. Nothing here knows how the window looks.

mod arguments;
mod commands;
mod dialogs;
#[cfg(target_os = "linux")]
mod drawing;
mod dropping;
mod failure;
mod jobs;
mod log;
mod menu;
mod opening;
mod places;
mod recent;
mod seat;
mod settings;
mod shell;
#[cfg(test)]
mod typescript;
mod window;

use std::sync::Arc;

use tauri::{Builder, Manager, Runtime};

use arguments::Arguments;
use commands::start::Found;
use dialogs::SystemDialogs;
use opening::Early;
use places::Places;
use shell::Shell;

/// Reads one file for another process of this program, if this one was started for that, and says so.
pub fn read_worker() -> bool {
    bayan_import::reader::worker::serve()
}

/// Opens the window and serves it until it is closed.
///
/// # Errors
/// When the desktop has no display, or its web engine is missing.
pub fn run() -> Result<(), tauri::Error> {
    #[cfg(target_os = "linux")]
    drawing::choose();
    let context = tauri::generate_context!();
    let places = Places::of(&context.config().identifier)?;
    log::start(&places);
    let dialogs = SystemDialogs::default();
    let named = Arguments::from_words(std::env::args_os().skip(1));
    let found = Arc::<Found>::default();
    let begun = if opening::BEFORE_THE_START {
        let Some(shell) = begin(places.clone(), named.clone(), &dialogs, &found) else { return Ok(()) };
        Some(shell)
    } else {
        None
    };
    let early = Early::new();
    let came = early.clone();
    with_commands(Builder::default().plugin(tauri_plugin_dialog::init()))
        .plugin(tauri_plugin_window_state::Builder::default().with_state_flags(window::KEPT).build())
        .on_menu_event(menu::on_menu_event)
        .on_window_event(dropping::on_window_event)
        .setup(move |app| {
            dialogs.belong_to(app.handle().clone());
            commands::updates::prepare(app.handle())?;
            let arguments = came.arguments(named);
            let Some(shell) = begun.or_else(|| begin(places, arguments, &dialogs, &found)) else {
                app.handle().exit(0);
                return Ok(());
            };
            let theme = shell.settings().theme;
            app.manage(found);
            app.manage(Arc::clone(&shell));
            for config in &app.config().app.windows {
                window::open(app.handle(), config, theme)?;
            }
            window::answer_knocks(app.handle().clone(), shell);
            Ok(())
        })
        .build(context)?
        .run(move |app, event| opening::on_run_event(app, event, &early));
    Ok(())
}

/// Begins to open the archive, while the desktop gets the program's window ready. `None` where another window of the program has
/// that archive and has come to the front: this one has nothing to show.
fn begin(
    places: Places,
    arguments: Arguments,
    dialogs: &SystemDialogs,
    found: &Arc<Found>,
) -> Option<Arc<Shell>> {
    let shell = Shell::new(places, arguments, Arc::new(dialogs.clone()));
    if shell.is_shown_elsewhere() {
        return None;
    }
    let shell = Arc::new(shell);
    drop(commands::start::ahead(Arc::clone(&shell), Arc::clone(found)));
    Some(shell)
}

/// Registers every command of the window.
fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(tauri::generate_handler![
        commands::about::about,
        commands::about::licence_text,
        commands::about::open_releases,
        commands::updates::find_update,
        commands::updates::install_update,
        commands::guide::guide,
        commands::frame::show_menu,
        commands::frame::show_title,
        commands::frame::print_page,
        commands::start::start,
        commands::start::save_settings,
        commands::open::open_sample_archive,
        commands::open::cancel_job,
        commands::open::choose_archive,
        commands::open::new_archive,
        commands::open::open_recent,
        commands::open::open_in_window,
        commands::open::archive_standing,
        commands::safety::back_up,
        commands::safety::backups,
        commands::safety::choose_copy,
        commands::safety::restore_copy,
        commands::safety::check_archive,
        commands::safety::look_after,
        commands::safety::salvage_archive,
        commands::merging::look_at_merge,
        commands::merging::merge_archive,
        commands::merging::export_series_file,
        commands::library::library,
        commands::library::releases,
        commands::compare::compare,
        commands::strip::passage_strip,
        commands::review::review,
        commands::kept::kept_comparisons,
        commands::kept::keep_comparison,
        commands::kept::drop_comparison,
        commands::review::mark_change,
        commands::review::note_change,
        commands::review::relink,
        commands::positions::positions_matrix,
        commands::positions::positions_cell,
        commands::positions::compared_topics,
        commands::agreement::coders_agreement,
        commands::lexicon::export_lexicon,
        commands::lexicon::open_lexicon,
        commands::lexicon::own_lexicon,
        commands::lexicon::save_own_lexicon,
        commands::lineage::passage_lineage,
        commands::positions::confirm_position,
        commands::positions::change_position,
        commands::positions::remove_position,
        commands::positions::add_position,
        commands::positions::restore_position,
        commands::positions::stale_positions,
        commands::positions::recompute_positions,
        commands::timeline::timeline,
        commands::everywhere::topic_everywhere,
        commands::everywhere::topic_mentions,
        commands::formulas::follow_formula,
        commands::formulas::formulas,
        commands::formulas::keep_formulas,
        commands::codebook::codebook_of_series,
        commands::codebook::read_with_codebook,
        commands::codebook::save_codebook,
        commands::codebook::suggest_terms,
        commands::codebook::open_codebook,
        commands::codebook::export_codebook,
        commands::import::intake,
        commands::import::intake_choose,
        commands::import::intake_paste,
        commands::import::intake_read,
        commands::import::intake_draft,
        commands::import::intake_decode,
        commands::import::intake_alike,
        commands::import::intake_date,
        commands::import::intake_skip,
        commands::import::intake_put_back,
        commands::import::intake_retry,
        commands::import::intake_store,
        commands::import::intake_accept,
        commands::import::intake_begin,
        commands::import::intake_resume,
        commands::import::intake_undo,
        commands::import::intake_fetch,
        commands::import::intake_confirm,
        commands::import::sources,
        commands::import::keep_source,
        commands::import::check_sources,
        commands::catalogue::list_releases,
        commands::catalogue::read_release,
        commands::catalogue::edit_library,
        commands::catalogue::add_note,
        commands::catalogue::change_note,
        commands::catalogue::save_original,
        commands::history::history,
        commands::history::undo,
        commands::history::redo,
        commands::search::search,
        commands::search::search_overview,
        commands::search::search_facets,
        commands::export::export_preview,
        commands::export::export_choose,
        commands::export::export_document,
        commands::export::open_exported,
    ])
}
