//! `cargo xtask run`: from a fresh checkout to the window, opened on the sample archive.

use crate::failure::Failure;
use crate::program::Program;
use crate::setup;

/// Sets up, builds the interface and the app, and opens it. Words after the command go to the app; a word that names an
/// archive takes the sample's place.
///
/// # Errors
/// When there is no screen, something can't be installed or built, or the app ends with an error.
pub fn run(words: &[String]) -> Result<(), Failure> {
    if !has_screen() {
        return Err(Failure::Wanted(
            "There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.\n\
             Start this in a desktop session, or run `cargo xtask test`, which brings a screen of its own."
                .into(),
        ));
    }
    setup::for_building()?;
    setup::interface::build_when_changed()?;
    Program::cargo().args(["run", "--package", "bayan", "--"]).args(arguments(words)).run()
}

/// Whether a window can be opened where this runs. Only Linux has desktops and machines without one side by side.
fn has_screen() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// What the app is started with.
fn arguments(words: &[String]) -> Vec<String> {
    let words = words.iter().filter(|word| *word != "--").cloned();
    let names_archive = words.clone().any(|word| !word.starts_with('-'));
    let sample = (!names_archive).then(|| "--sample".to_owned());
    sample.into_iter().chain(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(words: &[&str]) -> Vec<String> {
        arguments(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_sample_archive_opens_when_no_other_is_named() {
        assert_eq!(given(&[]), ["--sample"]);
        assert_eq!(given(&["--", "--verbose"]), ["--sample", "--verbose"]);
    }

    #[test]
    fn an_archive_named_on_the_command_line_opens_instead_of_the_sample() {
        assert_eq!(given(&["statements.bayan"]), ["statements.bayan"]);
    }
}
