//! `bayan-cli man`: the page of the manual that a package carries, made from what the commands say of themselves.

use std::io::{self, Write};

use clap::Command;
use clap_mangen::Man;

/// Prints the page: the commands in turn, each with its options.
///
/// # Errors
/// When standard output can't be written.
pub fn print(command: Command) -> io::Result<()> {
    let mut page = Vec::new();
    write(command, &mut page)?;
    io::stdout().lock().write_all(&page)
}

fn write(mut command: Command, page: &mut Vec<u8>) -> io::Result<()> {
    command.build();
    let man = Man::new(command.clone()).section("1");
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    for one in command.get_subcommands().filter(|one| !one.is_hide_set() && one.get_name() != "help") {
        writeln!(page, ".SH \"{}\"", one.get_name().to_uppercase())?;
        let about = Man::new(one.clone());
        let mut part = Vec::new();
        about.render_description_section(&mut part)?;
        about.render_synopsis_section(&mut part)?;
        about.render_options_section(&mut part)?;
        // The sections of a command stand below its name.
        page.extend(String::from_utf8_lossy(&part).replace(".SH ", ".SS ").into_bytes());
    }
    writeln!(page, ".SH EXIT STATUS\n0 when it was done, 1 when it could not be done, 2 for wrong usage.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_every_command_that_is_shown_and_none_that_is_hidden() {
        let command = Command::new("bayan-cli")
            .about("Compare statements")
            .subcommand(Command::new("compare").about("Compare two releases"))
            .subcommand(Command::new("man").hide(true));
        let mut page = Vec::new();
        write(command, &mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert!(page.contains(".TH bayan-cli 1"), "{page}");
        assert!(page.contains(".SH \"COMPARE\"") && page.contains("Compare two releases"), "{page}");
        assert!(!page.contains("MAN\"") && page.contains("EXIT STATUS"), "{page}");
    }
}
