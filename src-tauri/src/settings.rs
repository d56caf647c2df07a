//! The person's settings, kept as one JSON file in the configuration folder.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bayan_core::model::{Lang, ReleaseId, SeriesId};
use bayan_export::format::Format;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use ts_rs::TS;

/// What the window shows and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// The interface's language; `None` follows the system.
    pub language: Option<Lang>,
    /// Light or dark.
    pub theme: Theme,
    /// What was last compared.
    pub last_view: Option<LastView>,
    /// The screen that was in view last, by the name the window gives it.
    pub screen: Option<String>,
    /// The topic that was followed last, by its key in its codebook.
    pub topic: Option<String>,
    /// The digits of dates and counts in the frame of an Arabic interface. Texts keep theirs.
    pub numerals: Numerals,
    /// The names of the months in Arabic.
    pub months: Months,
    /// Whether the Hijri date stands beside the Gregorian one.
    pub hijri: bool,
    /// How large texts are set.
    pub text_size: TextSize,
    /// How wide a column of text may be.
    pub text_width: TextWidth,
    /// What was searched for, the last first.
    pub searches: Vec<String>,
    /// Whether single letters act, as J and K do.
    pub letter_keys: bool,
    /// The row at the top of what was last seen of the last view, from 0.
    pub top: u32,
    /// How a comparison is shown, by the name the window gives it.
    pub view: Option<String>,
    /// Whether the list of changes is open; `None` where nobody has said.
    pub inspecting: Option<bool>,
    /// How wide the list of changes is, in CSS pixels; `None` as designed.
    pub inspector_width: Option<u32>,
    /// Whether a copy of the open archive is made once a day.
    pub daily_backups: bool,
    /// How many daily copies are kept.
    pub backups_kept: u32,
    /// Whether the sources of new releases are asked at the start.
    pub look_for_releases: bool,
    /// How documents were last exported.
    pub export: ExportChoices,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::default(),
            last_view: None,
            screen: None,
            topic: None,
            numerals: Numerals::default(),
            months: Months::default(),
            hijri: false,
            text_size: TextSize::default(),
            text_width: TextWidth::default(),
            searches: Vec::new(),
            letter_keys: true,
            top: 0,
            view: None,
            inspecting: None,
            inspector_width: None,
            daily_backups: true,
            backups_kept: 14,
            look_for_releases: false,
            export: ExportChoices::default(),
        }
    }
}

/// How a document is exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ExportChoices {
    /// The format.
    pub format: Format,
    /// The language of the labels; `None` is the interface's.
    pub labels: Option<Lang>,
    /// Show the unchanged passages of a comparison too.
    pub unchanged: bool,
    /// Add what was noted.
    pub notes: bool,
    /// Add the addresses that statements were taken from.
    pub sources: bool,
    /// Add the list of changes by topic to a comparison.
    pub changes: bool,
    /// Put the chart into the document.
    pub chart: bool,
}

impl Default for ExportChoices {
    fn default() -> Self {
        Self {
            format: Format::Docx,
            labels: None,
            unchanged: false,
            notes: true,
            sources: true,
            changes: true,
            chart: true,
        }
    }
}

/// Digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Numerals {
    /// 0 to 9, as most Arabic statements write them.
    #[default]
    Latin,
    /// ٠ to ٩.
    ArabicIndic,
}

/// Arabic names of the Gregorian months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Months {
    /// شباط، نيسان: Syria, Lebanon, Jordan, Iraq, Palestine.
    #[default]
    Levantine,
    /// فبراير، أبريل: Egypt, the Gulf, and most of international use.
    International,
}

/// How large texts are set: 0.9, 1, 1.15 and 1.3 times the usual.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TextSize {
    /// Small.
    Small,
    /// As designed.
    #[default]
    Medium,
    /// Large.
    Large,
    /// Very large.
    Huge,
}

/// How wide a column of text may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TextWidth {
    /// Short lines.
    Narrow,
    /// As designed.
    #[default]
    Medium,
    /// Long lines.
    Wide,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What was last compared, to be shown again at the next start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LastView {
    /// The archive's path; the numbers below mean nothing in another one.
    pub archive: String,
    /// The series.
    pub series: SeriesId,
    /// The older release.
    pub older: ReleaseId,
    /// The newer release.
    pub newer: ReleaseId,
}

/// The file: the window's settings, and what only the shell needs to know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// The window's settings.
    pub settings: Settings,
    /// The archive that was open last.
    pub archive: Option<PathBuf>,
    /// The folder a document was last exported to.
    pub export_folder: Option<PathBuf>,
    /// The archives that were open before, the last first.
    pub recent: Vec<PathBuf>,
}

impl Kept {
    /// Reads the file. Where there is none the settings are the default ones; one that cannot be understood is set aside
    /// under another name, so that nothing a person chose is overwritten unseen.
    pub fn read(file: &Path) -> Self {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::default(),
            Err(error) => {
                tracing::warn!(%error, ?file, "the settings could not be read");
                return Self::default();
            }
        };
        serde_json::from_str(&text).unwrap_or_else(|error| {
            let aside = file.with_extension("damaged.json");
            tracing::warn!(%error, ?aside, "the settings were not understood and are set aside");
            if let Err(error) = fs::rename(file, &aside) {
                tracing::warn!(%error, "the settings could not be set aside");
            }
            Self::default()
        })
    }

    /// Writes the file: to a temporary one first, moved into place when it is whole.
    ///
    /// # Errors
    /// When the folder cannot be created or written.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        let folder = file.parent().unwrap_or_else(|| Path::new("."));
        fs::create_dir_all(folder)?;
        let mut temporary = NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut temporary, self)?;
        temporary.write_all(b"\n")?;
        temporary.as_file().sync_all()?;
        temporary.persist(file).map_err(|error| error.error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_read_back_as_they_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("not yet there/settings.json");
        let kept = Kept {
            settings: Settings {
                language: Some(Lang::Ar),
                theme: Theme::Dark,
                last_view: Some(LastView {
                    archive: "بيانات.bayan".into(),
                    series: SeriesId(1),
                    older: ReleaseId(2),
                    newer: ReleaseId(3),
                }),
                screen: Some("library".into()),
                topic: Some("ceasefire".into()),
                numerals: Numerals::ArabicIndic,
                months: Months::International,
                hijri: true,
                text_size: TextSize::Huge,
                text_width: TextWidth::Wide,
                searches: vec!["وقف إطلاق النار".into()],
                letter_keys: false,
                top: 12,
                view: Some("inline".into()),
                inspecting: Some(false),
                inspector_width: Some(400),
                daily_backups: false,
                backups_kept: 30,
                look_for_releases: true,
                export: ExportChoices { format: Format::Pdf, unchanged: true, ..ExportChoices::default() },
            },
            archive: Some("بيانات.bayan".into()),
            export_folder: Some("وثائق".into()),
            recent: vec!["بيانات.bayan".into(), "older.bayan".into()],
        };
        kept.write(&file).unwrap();
        assert_eq!(Kept::read(&file), kept);
    }

    #[test]
    fn a_settings_file_that_is_not_understood_is_set_aside_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        fs::write(&file, "{ not json").unwrap();
        assert_eq!(Kept::read(&file), Kept::default());
        assert_eq!(fs::read_to_string(folder.path().join("settings.damaged.json")).unwrap(), "{ not json");
    }

    #[test]
    fn settings_of_a_later_version_keep_what_this_one_knows() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        fs::write(&file, r#"{"settings": {"theme": "dark", "paper": "cream"}}"#).unwrap();
        let kept = Kept::read(&file);
        assert_eq!(kept.settings, Settings { theme: Theme::Dark, ..Settings::default() });
    }
}
