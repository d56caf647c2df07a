// Generated from the Rust types by `cargo xtask gen`. Do not edit.

export type Lang = "ar" | "en";
export type LocalName = { ar?: string, en?: string };
export type Issuer = { id: number, name: LocalName, invented: boolean };
export type Series = { id: number, issuer: number, title: LocalName, lang: Lang, releases: number };
export type Release = { id: number, series: number, title: string | null, date: string, lang: Lang, source: string | null, paragraphs: number, words: number };
export type LinkKind = "same" | "cosmetic" | "reworded" | "split" | "merged" | "regrouped";
export type Reason = "identical" | "shared-words" | "neighbours" | "by-hand";
export type Class = "act" | "negation" | "modality" | "number" | "date" | "name" | "reference" | "scope" | "dropped-commitment" | "new-demand" | "added" | "dropped" | "wording" | "order" | "clitic" | "inflection" | "spelling" | "punctuation" | "digits";
export type Mark = "none" | "added" | "dropped" | "cosmetic";
export type Moved = "up" | "down";
export type RowKind = "same" | "cosmetic" | "reworded" | "split" | "merged" | "regrouped" | "added" | "dropped";
export type Run = { text: string, mark: Mark, class: Class | null, change: number | null };
export type Paragraph = { number: number, runs: Run[] };
export type Row = { kind: RowKind, moved: Moved | null, score: number, reason: Reason | null, older: Paragraph[], newer: Paragraph[], changes: number[] };
export type ChangeNote = { class: Class, weight: number, older_paragraph: number | null, newer_paragraph: number | null, older_text: string, newer_text: string };
export type Summary = { older_paragraphs: number, newer_paragraphs: number, same: number, cosmetic: number, reworded: number, split: number, merged: number, regrouped: number, moved: number, added: number, dropped: number, cosmetic_changes: number, substantive_changes: number };
export type Library = { issuers: Issuer[], series: Series[] };
export type Theme = "system" | "light" | "dark";
export type LastView = { archive: string, series: number, older: number, newer: number };
export type Settings = { language: Lang | null, theme: Theme, last_view: LastView | null };
export type ArchiveInfo = { name: string, path: string, sample: boolean, releases: number };
export type ErrorReport = { code: string, params: { [key: string]: string } };
export type Start = { version: string, settings: Settings, archive: ArchiveInfo | null, problem: ErrorReport | null };
export type Progress = { done: number, total: number };
export type ComparisonPage = { older: Release, newer: Release, summary: Summary, changes: ChangeNote[], rows: Row[], first: number, total: number };
