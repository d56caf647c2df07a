//! What a person changes in the library: issuers, series and what is known of releases, each as an act that can be undone.

use bayan_core::model::{IssuerId, Lang, LocalName, Release, ReleaseDate, ReleaseId, SeriesId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Archive;
use crate::batch::Batch;
use crate::batch::releases::ReleaseFacts;
use crate::error::Error;
use crate::table::issuers::NewIssuer;
use crate::table::series::NewSeries;
use crate::table::sources::SourceId;

/// A change of the library. Its name in the journal is [`Edit::code`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Edit {
    /// Adds an issuer.
    AddIssuer {
        /// Its name.
        name: LocalName,
    },
    /// Gives an issuer another name.
    RenameIssuer {
        /// The issuer.
        issuer: IssuerId,
        /// Its new name.
        name: LocalName,
    },
    /// Takes an issuer away, with its series and their releases.
    RemoveIssuer {
        /// The issuer.
        issuer: IssuerId,
    },
    /// Adds a series.
    AddSeries {
        /// Whose it is.
        issuer: IssuerId,
        /// Its title.
        title: LocalName,
        /// The language it is written in.
        lang: Lang,
    },
    /// Gives a series another title.
    RenameSeries {
        /// The series.
        series: SeriesId,
        /// Its new title.
        title: LocalName,
    },
    /// Says in which language a series is written.
    SetSeriesLang {
        /// The series.
        series: SeriesId,
        /// The language.
        lang: Lang,
    },
    /// Gives a series to another issuer.
    SetSeriesIssuer {
        /// The series.
        series: SeriesId,
        /// Whose it is.
        issuer: IssuerId,
    },
    /// Takes a series away, with its releases.
    RemoveSeries {
        /// The series.
        series: SeriesId,
    },
    /// Gives a release another title, or none.
    SetTitle {
        /// The release.
        release: ReleaseId,
        /// Its new title.
        title: Option<String>,
    },
    /// Gives a release another date; it goes to the end of that date.
    SetDate {
        /// The release.
        release: ReleaseId,
        /// Its new date.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        date: ReleaseDate,
    },
    /// Says in which language a release is written.
    SetLang {
        /// The release.
        release: ReleaseId,
        /// The language.
        lang: Lang,
    },
    /// Says where a release was issued.
    SetPlace {
        /// The release.
        release: ReleaseId,
        /// The place; `None` where it is not known.
        place: Option<String>,
    },
    /// Says where a release was taken from.
    SetSource {
        /// The release.
        release: ReleaseId,
        /// An address or a citation.
        source: Option<String>,
    },
    /// Says what a reader should know of a release.
    SetReleaseNote {
        /// The release.
        release: ReleaseId,
        /// The note.
        note: Option<String>,
    },
    /// Moves releases to another series.
    MoveReleases {
        /// The releases.
        releases: Vec<ReleaseId>,
        /// The series.
        series: SeriesId,
    },
    /// Takes releases away, with everything that was said of them.
    RemoveReleases {
        /// The releases.
        releases: Vec<ReleaseId>,
    },
    /// Marks releases as reviewed now, or as not reviewed.
    SetReviewed {
        /// The releases.
        releases: Vec<ReleaseId>,
        /// Whether they are.
        reviewed: bool,
    },
    /// Says how much releases weigh.
    SetSignificance {
        /// The releases.
        releases: Vec<ReleaseId>,
        /// 0 none, 1 minor, 2 notable, 3 major; `None` where nobody has said.
        significance: Option<u8>,
    },
    /// Adds a source of new releases.
    AddSource {
        /// The series its releases go to.
        series: SeriesId,
        /// What it is called.
        name: String,
        /// The addresses that are asked.
        addresses: Vec<String>,
        /// Whether they are pages that list releases.
        lists: bool,
    },
    /// Changes a source of new releases.
    ChangeSource {
        /// The source.
        source: SourceId,
        /// The series its releases go to.
        series: SeriesId,
        /// What it is called.
        name: String,
        /// The addresses that are asked.
        addresses: Vec<String>,
        /// Whether they are pages that list releases.
        lists: bool,
    },
    /// Takes a source of new releases away; what came from it stays.
    RemoveSource {
        /// The source.
        source: SourceId,
    },
}

impl Edit {
    /// Every code, in the order of the changes above.
    pub const CODES: [&str; 21] = [
        "add-issuer",
        "rename-issuer",
        "remove-issuer",
        "add-series",
        "rename-series",
        "set-series-lang",
        "set-series-issuer",
        "remove-series",
        "set-title",
        "set-date",
        "set-lang",
        "set-place",
        "set-source",
        "set-release-note",
        "move-releases",
        "remove-releases",
        "set-reviewed",
        "set-significance",
        "add-source",
        "change-source",
        "remove-source",
    ];

    /// What the act is called in the journal: one of [`Edit::CODES`].
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AddIssuer { .. } => "add-issuer",
            Self::RenameIssuer { .. } => "rename-issuer",
            Self::RemoveIssuer { .. } => "remove-issuer",
            Self::AddSeries { .. } => "add-series",
            Self::RenameSeries { .. } => "rename-series",
            Self::SetSeriesLang { .. } => "set-series-lang",
            Self::SetSeriesIssuer { .. } => "set-series-issuer",
            Self::RemoveSeries { .. } => "remove-series",
            Self::SetTitle { .. } => "set-title",
            Self::SetDate { .. } => "set-date",
            Self::SetLang { .. } => "set-lang",
            Self::SetPlace { .. } => "set-place",
            Self::SetSource { .. } => "set-source",
            Self::SetReleaseNote { .. } => "set-release-note",
            Self::MoveReleases { .. } => "move-releases",
            Self::RemoveReleases { .. } => "remove-releases",
            Self::SetReviewed { .. } => "set-reviewed",
            Self::SetSignificance { .. } => "set-significance",
            Self::AddSource { .. } => "add-source",
            Self::ChangeSource { .. } => "change-source",
            Self::RemoveSource { .. } => "remove-source",
        }
    }
}

/// # Editing the library
impl Archive {
    /// Makes a change as an act; gives the number of what it added, if it added something.
    ///
    /// The act's parameters say what it was about, as it was before: `name` is what the issuer, the series or the first
    /// release is called (a release without a title by its date), `count` how many releases it was about, where it may be
    /// several, and `to` what a name, title or date was changed to.
    ///
    /// # Errors
    /// When there is no such issuer, series or release; [`Error::Invalid`] for a blank name; when it can't be written. Then
    /// nothing has changed.
    pub fn edit(&self, edit: &Edit, now: DateTime<Utc>) -> Result<Option<i64>, Error> {
        let named = self.params(edit)?;
        let params: Vec<(&str, &str)> = named.iter().map(|(key, value)| (*key, value.as_str())).collect();
        self.act(edit.code(), &params, now, |batch| self.carry_out(edit, batch, now))
    }

    fn carry_out(
        &self,
        edit: &Edit,
        batch: &mut Batch<'_>,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>, Error> {
        let mut facts = |id: ReleaseId, change: &dyn Fn(&mut ReleaseFacts)| {
            let release = self.release(id)?;
            let mut facts = ReleaseFacts {
                date: release.date,
                lang: release.lang,
                source: release.source,
                place: release.place,
                note: release.note,
            };
            change(&mut facts);
            batch.set_facts(id, &facts)
        };
        match edit {
            Edit::AddIssuer { name } => {
                return batch
                    .add_issuer(&NewIssuer { name: name.clone(), invented: false })
                    .map(|id| Some(id.0));
            }
            Edit::AddSeries { issuer, title, lang } => {
                return batch
                    .add_series(&NewSeries { issuer: *issuer, title: title.clone(), lang: *lang })
                    .map(|id| Some(id.0));
            }
            Edit::AddSource { series, name, addresses, lists } => {
                return batch.add_source(*series, name, addresses, *lists).map(|id| Some(id.0));
            }
            Edit::ChangeSource { source, series, name, addresses, lists } => {
                batch.change_source(*source, *series, name, addresses, *lists)
            }
            Edit::RemoveSource { source } => batch.remove_source(*source),
            Edit::RenameIssuer { issuer, name } => batch.rename_issuer(*issuer, name),
            Edit::RemoveIssuer { issuer } => batch.remove_issuer(*issuer),
            Edit::RenameSeries { series, title } => batch.rename_series(*series, title),
            Edit::SetSeriesLang { series, lang } => batch.set_series_lang(*series, *lang),
            Edit::SetSeriesIssuer { series, issuer } => batch.set_series_issuer(*series, *issuer),
            Edit::RemoveSeries { series } => batch.remove_series(*series),
            Edit::SetTitle { release, title } => batch.set_title(*release, title.as_deref()),
            Edit::SetDate { release, date } => facts(*release, &|facts| facts.date = *date),
            Edit::SetLang { release, lang } => facts(*release, &|facts| facts.lang = *lang),
            Edit::SetPlace { release, place } => batch.set_place(*release, place.as_deref()),
            Edit::SetSource { release, source } => facts(*release, &|facts| facts.source.clone_from(source)),
            Edit::SetReleaseNote { release, note } => facts(*release, &|facts| facts.note.clone_from(note)),
            Edit::MoveReleases { releases, series } => {
                releases.iter().try_for_each(|id| batch.move_release(*id, *series))
            }
            Edit::RemoveReleases { releases } => releases.iter().try_for_each(|id| batch.remove_release(*id)),
            Edit::SetReviewed { releases, reviewed } => {
                releases.iter().try_for_each(|id| batch.set_release_reviewed(*id, reviewed.then_some(now)))
            }
            Edit::SetSignificance { releases, significance } => {
                releases.iter().try_for_each(|id| batch.set_release_significance(*id, *significance))
            }
        }
        .map(|()| None)
    }

    fn params(&self, edit: &Edit) -> Result<Vec<(&'static str, String)>, Error> {
        let mut params = Vec::new();
        match edit {
            Edit::AddIssuer { name } => params.push(("name", called(name, Lang::Ar))),
            Edit::AddSeries { title, lang, .. } => params.push(("name", called(title, *lang))),
            Edit::AddSource { name, .. } => params.push(("name", name.trim().to_owned())),
            Edit::ChangeSource { source, name, .. } => {
                params.push(("name", self.source_called(*source)?));
                params.push(("to", name.trim().to_owned()));
            }
            Edit::RemoveSource { source } => params.push(("name", self.source_called(*source)?)),
            Edit::RenameIssuer { issuer, name } => {
                params.push(("name", self.issuer_called(*issuer)?));
                params.push(("to", called(name, Lang::Ar)));
            }
            Edit::RemoveIssuer { issuer } => params.push(("name", self.issuer_called(*issuer)?)),
            Edit::RenameSeries { series, title } => {
                let (name, lang) = self.series_called(*series)?;
                params.push(("name", name));
                params.push(("to", called(title, lang)));
            }
            Edit::SetSeriesLang { series, lang } => {
                params.push(("name", self.series_called(*series)?.0));
                params.push(("to", lang.tag().to_owned()));
            }
            Edit::SetSeriesIssuer { series, issuer } => {
                params.push(("name", self.series_called(*series)?.0));
                params.push(("to", self.issuer_called(*issuer)?));
            }
            Edit::RemoveSeries { series } => params.push(("name", self.series_called(*series)?.0)),
            Edit::SetTitle { release, title } => {
                params.push(("name", release_called(&self.release(*release)?)));
                params.push(("to", title.clone().unwrap_or_default()));
            }
            Edit::SetDate { release, date } => {
                params.push(("name", release_called(&self.release(*release)?)));
                params.push(("to", date.to_string()));
            }
            Edit::SetLang { release, lang } => {
                params.push(("name", release_called(&self.release(*release)?)));
                params.push(("to", lang.tag().to_owned()));
            }
            Edit::SetPlace { release, place: text }
            | Edit::SetSource { release, source: text }
            | Edit::SetReleaseNote { release, note: text } => {
                params.push(("name", release_called(&self.release(*release)?)));
                params.push(("to", text.clone().unwrap_or_default()));
            }
            Edit::MoveReleases { releases, series } => {
                self.several(releases, &mut params)?;
                params.push(("to", self.series_called(*series)?.0));
            }
            Edit::RemoveReleases { releases } => self.several(releases, &mut params)?,
            Edit::SetReviewed { releases, reviewed } => {
                self.several(releases, &mut params)?;
                params.push(("to", reviewed.to_string()));
            }
            Edit::SetSignificance { releases, significance } => {
                self.several(releases, &mut params)?;
                params.push(("to", significance.map(|grade| grade.to_string()).unwrap_or_default()));
            }
        }
        Ok(params)
    }

    fn several(&self, releases: &[ReleaseId], params: &mut Vec<(&'static str, String)>) -> Result<(), Error> {
        if let Some(first) = releases.first() {
            params.push(("name", release_called(&self.release(*first)?)));
        }
        params.push(("count", releases.len().to_string()));
        Ok(())
    }

    fn issuer_called(&self, id: IssuerId) -> Result<String, Error> {
        let issuer = self.issuers()?.into_iter().find(|issuer| issuer.id == id);
        issuer.map(|issuer| called(&issuer.name, Lang::Ar)).ok_or(Error::NoSuchIssuer(id))
    }

    fn source_called(&self, id: SourceId) -> Result<String, Error> {
        let source = self.sources()?.into_iter().find(|source| source.id == id);
        source.map(|source| source.name).ok_or(Error::NoSuchEntry(id.0))
    }

    fn series_called(&self, id: SeriesId) -> Result<(String, Lang), Error> {
        let series = self.series()?.into_iter().find(|series| series.id == id);
        series.map(|series| (called(&series.title, series.lang), series.lang)).ok_or(Error::NoSuchSeries(id))
    }
}

fn called(name: &LocalName, lang: Lang) -> String {
    name.in_lang(lang).to_owned()
}

fn release_called(release: &Release) -> String {
    release.title.clone().unwrap_or_else(|| release.date.to_string())
}
