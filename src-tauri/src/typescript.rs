//! The TypeScript declarations of everything that crosses to the window, written from the Rust types.
//!
//! `cargo xtask gen` writes the file; without `BAYAN_GEN` the test holds the file against the types.

use std::path::Path;

use bayan_core::positions::{codebook, keyness};
use bayan_core::text::lexicon;
use bayan_core::{collation, compare, model, positions};
use bayan_export::format::Format;
use bayan_export::report;
use ts_rs::{Config, TS};

use crate::commands;
use crate::failure::ErrorReport;
use crate::settings::{ExportChoices, LastView, Months, Numerals, Settings, TextSize, TextWidth, Theme};
use crate::shell::ArchiveInfo;

/// The declarations file, from the repository's root.
const FILE: &str = "ui/src/ipc/types.ts";

fn declarations() -> String {
    let config = Config::default();
    let mut text = String::from("// Written from the Rust types by `cargo xtask gen`. Not to be edited.\n\n");
    macro_rules! declare {
        ($($type:ty),* $(,)?) => {
            $(
                text.push_str("export ");
                for line in <$type as TS>::decl(&config).lines() {
                    text.push_str(line.trim_end());
                    text.push('\n');
                }
            )*
        };
    }
    declare! {
        model::Lang,
        model::LocalName,
        model::IssuerId,
        model::SeriesId,
        model::ReleaseId,
        model::Issuer,
        model::Series,
        model::Release,
        bayan_archive::SourceId,
        bayan_archive::Source,
        bayan_archive::Edit,
        compare::Reason,
        compare::Class,
        collation::Mark,
        collation::Moved,
        collation::RowKind,
        collation::Run,
        collation::Paragraph,
        collation::Row,
        collation::ChangeNote,
        collation::Summary,
        Theme,
        Numerals,
        Months,
        TextSize,
        TextWidth,
        LastView,
        Format,
        ExportChoices,
        Settings,
        ArchiveInfo,
        ErrorReport,
        commands::about::About,
        commands::updates::Update,
        commands::start::Ahead,
        commands::start::ComparedAhead,
        commands::start::Start,
        commands::guide::GuidePage,
        commands::guide::GuideBlock,
        commands::guide::GuideWords,
        crate::menu::MenuPart,
        crate::menu::MenuEntry,
        crate::menu::SystemAct,
        commands::progress::Progress,
        commands::open::KnownArchive,
        commands::open::ArchiveStanding,
        commands::safety::BackupShown,
        commands::safety::CopySeen,
        commands::safety::CheckShown,
        commands::safety::LookedAfter,
        commands::safety::RestoredShown,
        commands::safety::SalvagedShown,
        commands::merging::NewRelease,
        commands::merging::ConflictKind,
        commands::merging::ConflictShown,
        commands::merging::MergeSeen,
        commands::merging::SeriesFile,
        commands::library::Library,
        commands::compare::ComparisonPage,
        commands::strip::StripColumn,
        commands::strip::Strip,
        commands::kept::KeptComparison,
        commands::review::Review,
        commands::review::ChangeMark,
        commands::review::ChangeRemark,
        commands::review::PairLink,
        commands::review::Marking,
        commands::review::Relinking,
        lexicon::Act,
        positions::Holder,
        positions::series::Pairing,
        positions::series::Relation,
        commands::positions::TopicName,
        commands::positions::CodebookName,
        commands::positions::Standing,
        commands::positions::PositionRef,
        commands::positions::Change,
        commands::positions::PositionsMatrix,
        commands::positions::MatrixRow,
        commands::positions::MatrixMention,
        commands::positions::PositionsCell,
        commands::positions::CellPosition,
        commands::positions::Before,
        commands::positions::RemovedPosition,
        commands::positions::ComparedTopics,
        commands::positions::Shift,
        commands::positions::ChangePosition,
        commands::positions::PlacedAct,
        commands::lineage::PassageLineage,
        commands::lineage::PassageStage,
        commands::lineage::PassagePiece,
        lexicon::own::OwnRow,
        commands::lexicon::OwnLexicon,
        commands::everywhere::Everywhere,
        commands::everywhere::EverywherePeriod,
        commands::everywhere::ActCount,
        commands::everywhere::EverywhereSeries,
        commands::everywhere::EverywhereMentions,
        commands::everywhere::EverywhereMention,
        commands::agreement::CodersAgreement,
        commands::agreement::TopicAgreement,
        commands::agreement::ActAgreement,
        commands::agreement::Figures,
        commands::agreement::CodersDifference,
        commands::positions::ToldPosition,
        commands::positions::PositionsUpdated,
        codebook::TopicId,
        codebook::Weight,
        codebook::Term,
        codebook::Topic,
        codebook::Codebook,
        keyness::Keyword,
        commands::timeline::Timeline,
        commands::timeline::TimelineTopic,
        commands::timeline::TimelineRelease,
        commands::timeline::TimelineMention,
        commands::positions::PassageNote,
        commands::formulas::FollowedFormula,
        commands::formulas::FormulaVariant,
        commands::formulas::FormulaPlace,
        commands::formulas::FormulaSuggestion,
        commands::formulas::Formulas,
        commands::codebook::CodebookOfSeries,
        commands::codebook::CodebookReading,
        commands::codebook::TermMatch,
        commands::codebook::Unassigned,
        commands::import::IntakeCounts,
        commands::import::BrokenOff,
        commands::import::IntakeState,
        commands::import::NearRelease,
        commands::import::IntakeItem,
        commands::import::Intake,
        commands::import::ReadParagraph,
        commands::import::ReadPlace,
        commands::import::ReadDate,
        commands::import::ReadWarning,
        commands::import::ReadDraft,
        commands::import::StoreSeries,
        commands::import::StoreOrder,
        commands::import::Begun,
        commands::import::BegunPart,
        commands::import::StoredImport,
        commands::catalogue::SortColumn,
        commands::catalogue::ListingAsked,
        commands::catalogue::TableRow,
        commands::catalogue::TablePage,
        commands::catalogue::NoteShown,
        commands::catalogue::RevisionShown,
        commands::catalogue::OriginalShown,
        commands::catalogue::ReleaseToRead,
        commands::history::JournalAct,
        commands::history::History,
        commands::search::HitOrder,
        commands::search::SearchAsked,
        commands::search::Line,
        commands::search::HitShown,
        commands::search::HitsPage,
        commands::search::Seen,
        commands::search::Bar,
        commands::search::Form,
        commands::search::Overview,
        commands::search::TopicFacet,
        commands::search::SearchFacets,
        commands::export::ExportAsked,
        commands::export::ExportPreview,
        commands::export::ExportPlace,
        report::Style,
        report::Run,
        report::Paragraph,
        report::Table,
        report::Block,
    }
    text
}

#[test]
fn the_typescript_declarations_are_those_of_the_rust_types() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let text = declarations();
    if std::env::var_os("BAYAN_GEN").is_some() {
        std::fs::write(&file, text).unwrap();
    } else {
        let written = std::fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
        assert_eq!(written, text, "{FILE} is not current: run `cargo xtask gen`");
    }
}
