//! The parts that must name the same things: commands, permissions, the interface's calls.

use std::collections::BTreeSet;
use std::path::Path;

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The first word of each line between two markers, without quotes, paths and commas.
fn names_between(text: &str, from: &str, to: &str) -> BTreeSet<String> {
    let start = text.find(from).unwrap_or_else(|| panic!("no {from}")) + from.len();
    let length = text[start..].find(to).unwrap_or_else(|| panic!("no {to} after {from}"));
    text[start..start + length]
        .split([',', '\n'])
        .map(|word| word.trim().trim_matches('"').rsplit("::").next().unwrap_or_default().to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The command names in `call('name'` and `call<…>('name'`.
fn names_called(text: &str) -> BTreeSet<String> {
    text.split("call")
        .skip(1)
        .filter_map(|after| {
            let after = match after.strip_prefix('<') {
                Some(typed) => typed.split_once(">(").map(|(_, rest)| rest)?,
                None => after.strip_prefix('(')?,
            };
            after.strip_prefix('\'')?.split('\'').next().map(str::to_owned)
        })
        .collect()
}

/// Every command the interface calls, of all files that call one.
fn calls() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/ipc/tauri");
    let files = std::fs::read_dir(folder).expect("the folder").map(|file| file.expect("a file").path());
    let parts = files.map(|file| std::fs::read_to_string(file).expect("a text"));
    parts.chain([read("ui/src/ipc/tauri.ts")]).flat_map(|text| names_called(&text)).collect()
}

#[test]
fn registered_permitted_and_called_commands_are_the_same() {
    let built = names_between(&read("src-tauri/build.rs"), "COMMANDS: &[&str] = &[", "];");
    let registered = names_between(&read("src-tauri/src/lib.rs"), "generate_handler![", "]");
    let permitted = names_between(&read("src-tauri/permissions/commands.toml"), "commands.allow = [", "]");
    let called = calls();
    assert!(built.len() >= 8, "{built:?}");
    assert_eq!(registered, built, "src-tauri/src/lib.rs against src-tauri/build.rs");
    assert_eq!(permitted, built, "src-tauri/permissions/commands.toml against src-tauri/build.rs");
    assert_eq!(called, built, "the interface against src-tauri/build.rs");
}

#[test]
fn whatever_the_packages_are_to_carry_is_there_licences_among_it() {
    let config: serde_json::Value = serde_json::from_str(&read("tauri.conf.json")).expect("it is JSON");
    let bundle = &config["bundle"];
    let icons = bundle["icon"].as_array().expect("icons").iter();
    let mut named: BTreeSet<&str> = icons.filter_map(serde_json::Value::as_str).collect();
    for package in ["deb", "rpm"] {
        let files = bundle["linux"][package]["files"].as_object().expect("files");
        let sources: BTreeSet<&str> = files.values().filter_map(serde_json::Value::as_str).collect();
        assert!(sources.contains("LICENSE-MIT") && sources.contains("ui/dist/licences"), "{package}");
        named.extend(sources);
    }
    for file in named {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(file).exists(), "{file} is missing");
    }
}

/// The codes that acts are noted under, as they are written in a source file: what is given to `act`, and what stands behind an
/// arrow there.
fn act_codes(file: &str) -> BTreeSet<String> {
    let text = read(file);
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let begins = [
        ".act(\"",
        "const ACT: &str = \"",
        "=> \"",
        "say(archive, \"",
        "note(archive, \"",
        "let code = if text.trim().is_empty() { \"",
        "} else { \"",
    ];
    begins
        .iter()
        .flat_map(|begin| text.split(begin).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .filter(|code| code.contains('-') || ["import", "merge"].contains(code))
        .filter(|code| code.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_act_of_the_journal_has_its_words() {
    let words = read("ui/src/journal/words.ts");
    let worded =
        |code: &str| words.contains(&format!("\n  '{code}': ")) || words.contains(&format!("\n  {code}: "));
    let mut codes: BTreeSet<String> = bayan_archive::Edit::CODES.map(str::to_owned).into();
    for file in [
        "src-tauri/archive/src/merging.rs",
        "src-tauri/import/src/intake/storing.rs",
        "src-tauri/src/commands/catalogue.rs",
        "src-tauri/src/commands/codebook.rs",
        "src-tauri/src/commands/kept.rs",
        "src-tauri/src/commands/lexicon.rs",
        "src-tauri/src/commands/positions/correct.rs",
        "src-tauri/src/commands/review.rs",
    ] {
        let found = act_codes(file);
        assert!(!found.is_empty(), "{file} has no act");
        codes.extend(found);
    }
    let missing: Vec<&String> = codes.iter().filter(|code| !worded(code)).collect();
    assert!(missing.is_empty(), "without words: {missing:?}");
    for known in ["import", "merge", "add-note", "confirm-position", "keep-comparison", "link-passages"] {
        assert!(codes.contains(known), "{known} was not found in the sources");
    }
}

/// The text of every Rust file under a folder.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() && entry.file_name().is_some_and(|name| name != "target") {
            text += &sources(&entry);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            text += &std::fs::read_to_string(&entry).expect("a text");
        }
    }
    text
}

#[test]
fn every_test_that_the_table_of_faults_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = sources(&root.join("src-tauri")) + &sources(&root.join("tests"));
    let table = read("docs/reliability.md");
    let named: BTreeSet<&str> = table
        .split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|name| name.rsplit_once("::"))
        .map(|(_, test)| test)
        // A whole file of tests is named by its room.
        .filter(|test| test.contains('_'))
        .collect();
    assert!(named.len() > 40, "{named:?}");
    let missing: Vec<&&str> = named.iter().filter(|test| !sources.contains(&format!("fn {test}("))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
