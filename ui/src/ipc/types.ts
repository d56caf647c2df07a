// Written from the Rust types by `cargo xtask gen`. Not to be edited.

export type Lang = "ar" | "en";
export type LocalName = {
/**
 * The Arabic form.
 */
ar?: string,
/**
 * The English form.
 */
en?: string, };
export type IssuerId = number;
export type SeriesId = number;
export type ReleaseId = number;
export type Issuer = {
/**
 * Its number in the archive.
 */
id: IssuerId,
/**
 * Its name.
 */
name: LocalName,
/**
 * Made up for demonstration: to be said wherever the name is shown.
 */
invented: boolean, };
export type Series = {
/**
 * Its number in the archive.
 */
id: SeriesId,
/**
 * Whose series it is.
 */
issuer: IssuerId,
/**
 * Its title.
 */
title: LocalName,
/**
 * The language its releases are written in, when all are written in one.
 */
lang: Lang,
/**
 * How many releases it holds.
 */
releases: number, };
export type Release = {
/**
 * Its number in the archive.
 */
id: ReleaseId,
/**
 * The series it belongs to.
 */
series: SeriesId,
/**
 * The title as published; where none was, the series' title stands in when it is shown.
 */
title: string | null,
/**
 * The day, month or year it is dated.
 */
date: string,
/**
 * The language it is written in.
 */
lang: Lang,
/**
 * Where it was taken from: an address or a citation.
 */
source: string | null,
/**
 * When its text was taken from there: an RFC 3339 time in UTC, whole seconds; `None` where nobody noted it.
 */
retrieved?: string,
/**
 * Where it was issued, as it is written: a city.
 */
place?: string,
/**
 * What a reader of the release should know of it: a title that was supplied, what its date was read from.
 */
note?: string,
/**
 * How many paragraphs it has, the title not counted.
 */
paragraphs: number,
/**
 * How many words its paragraphs have.
 */
words: number, };
export type SourceId = number;
export type Source = {
/**
 * Its number in the archive.
 */
id: SourceId,
/**
 * The series its releases go to.
 */
series: SeriesId,
/**
 * What the person calls it.
 */
name: string,
/**
 * The addresses that are asked: a feed's, those of single pages, or of pages that list releases.
 */
addresses: Array<string>,
/**
 * Whether the addresses are pages that list releases, whose links are followed once a person has seen them.
 */
lists: boolean,
/**
 * When it was last asked and answered.
 */
asked: string | null, };
export type Edit = { "kind": "add-issuer",
/**
 * Its name.
 */
name: LocalName, } | { "kind": "rename-issuer",
/**
 * The issuer.
 */
issuer: IssuerId,
/**
 * Its new name.
 */
name: LocalName, } | { "kind": "remove-issuer",
/**
 * The issuer.
 */
issuer: IssuerId, } | { "kind": "add-series",
/**
 * Whose it is.
 */
issuer: IssuerId,
/**
 * Its title.
 */
title: LocalName,
/**
 * The language it is written in.
 */
lang: Lang, } | { "kind": "rename-series",
/**
 * The series.
 */
series: SeriesId,
/**
 * Its new title.
 */
title: LocalName, } | { "kind": "set-series-lang",
/**
 * The series.
 */
series: SeriesId,
/**
 * The language.
 */
lang: Lang, } | { "kind": "set-series-issuer",
/**
 * The series.
 */
series: SeriesId,
/**
 * Whose it is.
 */
issuer: IssuerId, } | { "kind": "remove-series",
/**
 * The series.
 */
series: SeriesId, } | { "kind": "set-title",
/**
 * The release.
 */
release: ReleaseId,
/**
 * Its new title.
 */
title: string | null, } | { "kind": "set-date",
/**
 * The release.
 */
release: ReleaseId,
/**
 * Its new date.
 */
date: string, } | { "kind": "set-lang",
/**
 * The release.
 */
release: ReleaseId,
/**
 * The language.
 */
lang: Lang, } | { "kind": "set-place",
/**
 * The release.
 */
release: ReleaseId,
/**
 * The place; `None` where it is not known.
 */
place: string | null, } | { "kind": "set-source",
/**
 * The release.
 */
release: ReleaseId,
/**
 * An address or a citation.
 */
source: string | null, } | { "kind": "set-release-note",
/**
 * The release.
 */
release: ReleaseId,
/**
 * The note.
 */
note: string | null, } | { "kind": "move-releases",
/**
 * The releases.
 */
releases: Array<ReleaseId>,
/**
 * The series.
 */
series: SeriesId, } | { "kind": "remove-releases",
/**
 * The releases.
 */
releases: Array<ReleaseId>, } | { "kind": "set-reviewed",
/**
 * The releases.
 */
releases: Array<ReleaseId>,
/**
 * Whether they are.
 */
reviewed: boolean, } | { "kind": "set-significance",
/**
 * The releases.
 */
releases: Array<ReleaseId>,
/**
 * 0 none, 1 minor, 2 notable, 3 major; `None` where nobody has said.
 */
significance: number | null, } | { "kind": "add-source",
/**
 * The series its releases go to.
 */
series: SeriesId,
/**
 * What it is called.
 */
name: string,
/**
 * The addresses that are asked.
 */
addresses: Array<string>,
/**
 * Whether they are pages that list releases.
 */
lists: boolean, } | { "kind": "change-source",
/**
 * The source.
 */
source: SourceId,
/**
 * The series its releases go to.
 */
series: SeriesId,
/**
 * What it is called.
 */
name: string,
/**
 * The addresses that are asked.
 */
addresses: Array<string>,
/**
 * Whether they are pages that list releases.
 */
lists: boolean, } | { "kind": "remove-source",
/**
 * The source.
 */
source: SourceId, };
export type Reason = "identical" | "shared-words" | "neighbours" | "by-hand";
export type Class = "act" | "negation" | "modality" | "number" | "date" | "name" | "reference" | "scope" | "dropped-commitment" | "new-demand" | "added" | "dropped" | "wording" | "order" | "clitic" | "inflection" | "spelling" | "punctuation" | "digits";
export type Mark = "none" | "added" | "dropped" | "cosmetic";
export type Moved = "up" | "down";
export type RowKind = "same" | "cosmetic" | "reworded" | "split" | "merged" | "regrouped" | "added" | "dropped";
export type Run = {
/**
 * The text as it stands in the release.
 */
text: string,
/**
 * How it is marked.
 */
mark: Mark,
/**
 * The class of the difference, where there is one.
 */
class: Class | null,
/**
 * The change it belongs to, by index into [`Collation::changes`].
 */
change: number | null, };
export type Paragraph = {
/**
 * Its number in its release, from 0.
 */
number: number,
/**
 * Its runs.
 */
runs: Array<Run>, };
export type Row = {
/**
 * What the row shows.
 */
kind: RowKind,
/**
 * Where the passage went, when it moved.
 */
moved: Moved | null,
/**
 * How sure the link is, 0 to 1; 1 where there is none to be sure of.
 */
score: number,
/**
 * What the link rests on; `None` for added and dropped.
 */
reason: Reason | null,
/**
 * The older paragraphs.
 */
older: Array<Paragraph>,
/**
 * The newer paragraphs.
 */
newer: Array<Paragraph>,
/**
 * The changes in this row, by index into [`Collation::changes`].
 */
changes: Array<number>, };
export type ChangeNote = {
/**
 * Its class.
 */
class: Class,
/**
 * Its weight, 0 to 1.
 */
weight: number,
/**
 * The older paragraph, from 0.
 */
older_paragraph: number | null,
/**
 * The newer paragraph, from 0.
 */
newer_paragraph: number | null,
/**
 * The older words, verbatim; empty where there are none.
 */
older_text: string,
/**
 * The newer words, verbatim; empty where there are none.
 */
newer_text: string, };
export type Summary = {
/**
 * Paragraphs of the older text.
 */
older_paragraphs: number,
/**
 * Paragraphs of the newer text.
 */
newer_paragraphs: number,
/**
 * Byte-identical links, moved ones among them.
 */
same: number,
/**
 * Links that differ in spelling or punctuation only.
 */
cosmetic: number,
/**
 * Reworded one-to-one links.
 */
reworded: number,
/**
 * One paragraph into several.
 */
split: number,
/**
 * Several paragraphs into one.
 */
merged: number,
/**
 * Several into several.
 */
regrouped: number,
/**
 * Links of any kind that stand elsewhere.
 */
moved: number,
/**
 * Newer paragraphs without a counterpart.
 */
added: number,
/**
 * Older paragraphs without a counterpart.
 */
dropped: number,
/**
 * Changes that are noise to a policy reader.
 */
cosmetic_changes: number,
/**
 * All other changes.
 */
substantive_changes: number, };
export type Theme = "system" | "light" | "dark";
export type Numerals = "latin" | "arabic-indic";
export type Months = "levantine" | "international";
export type TextSize = "small" | "medium" | "large" | "huge";
export type TextWidth = "narrow" | "medium" | "wide";
export type LastView = {
/**
 * The archive's path; the numbers below mean nothing in another one.
 */
archive: string,
/**
 * The series.
 */
series: SeriesId,
/**
 * The older release.
 */
older: ReleaseId,
/**
 * The newer release.
 */
newer: ReleaseId, };
export type ExportFormat = "docx" | "pdf" | "tracked" | "html" | "xlsx" | "csv" | "md" | "json" | "svg" | "png" | "qdpx" | "dna";
export type ExportChoices = {
/**
 * The format.
 */
format: ExportFormat,
/**
 * The language of the labels; `None` is the interface's.
 */
labels: Lang | null,
/**
 * Show the unchanged passages of a comparison too.
 */
unchanged: boolean,
/**
 * Add what was noted.
 */
notes: boolean,
/**
 * Add the addresses that statements were taken from.
 */
sources: boolean,
/**
 * Add the list of changes by topic to a comparison.
 */
changes: boolean,
/**
 * Put the chart into the document.
 */
chart: boolean, };
export type Settings = {
/**
 * The interface's language; `None` follows the system.
 */
language: Lang | null,
/**
 * Light or dark.
 */
theme: Theme,
/**
 * What was last compared.
 */
last_view: LastView | null,
/**
 * The screen that was in view last, by the name the window gives it.
 */
screen: string | null,
/**
 * The topic that was followed last, by its key in its codebook.
 */
topic: string | null,
/**
 * The digits of dates and counts in the frame of an Arabic interface. Texts keep theirs.
 */
numerals: Numerals,
/**
 * The names of the months in Arabic.
 */
months: Months,
/**
 * Whether the Hijri date stands beside the Gregorian one.
 */
hijri: boolean,
/**
 * How large texts are set.
 */
text_size: TextSize,
/**
 * How wide a column of text may be.
 */
text_width: TextWidth,
/**
 * What was searched for, the last first.
 */
searches: Array<string>,
/**
 * Whether single letters act, as J and K do.
 */
letter_keys: boolean,
/**
 * The row at the top of what was last seen of the last view, from 0.
 */
top: number,
/**
 * How a comparison is shown, by the name the window gives it.
 */
view: string | null,
/**
 * Whether the list of changes is open; `None` where nobody has said.
 */
inspecting: boolean | null,
/**
 * How wide the list of changes is, in CSS pixels; `None` as designed.
 */
inspector_width: number | null,
/**
 * Whether a copy of the open archive is made once a day.
 */
daily_backups: boolean,
/**
 * How many daily copies are kept.
 */
backups_kept: number,
/**
 * Whether the sources of new releases are asked at the start.
 */
look_for_releases: boolean,
/**
 * How documents were last exported.
 */
export: ExportChoices, };
export type ArchiveInfo = {
/**
 * The file's name without its ending.
 */
name: string,
/**
 * The file's path.
 */
path: string,
/**
 * It is the sample archive.
 */
sample: boolean,
/**
 * How many releases it holds.
 */
releases: number,
/**
 * It can be read only.
 */
read_only: boolean,
/**
 * It can be read only because a newer version of the program made it, and not because it is write-protected.
 */
newer: boolean, };
export type ErrorReport = {
/**
 * One of [`CODES`].
 */
code: string,
/**
 * What the words need: `path`, `found`, `supported` …
 */
params: { [key in string]: string }, };
export type About = {
/**
 * Its version.
 */
version: string,
/**
 * Whether this copy knows where newer versions are.
 */
releases: boolean,
/**
 * Whether this copy can put a newer version in its own place.
 */
updater: boolean,
/**
 * What it is made of, by name: one entry a file of licence texts.
 */
parts: Array<string>,
/**
 * The notices of the sample texts, in Markdown.
 */
sample_notice: string, };
export type Update = {
/**
 * The version.
 */
version: string,
/**
 * What changed, as its makers wrote it.
 */
notes: string | null, };
export type Ahead = {
/**
 * Issuers and series.
 */
library: Library,
/**
 * The comparison that was in view last, where it is to be shown.
 */
compared: ComparedAhead | null, };
export type ComparedAhead = {
/**
 * The series.
 */
series: SeriesId,
/**
 * Its releases, the oldest first.
 */
releases: Array<Release>,
/**
 * The first rows.
 */
comparison: ComparisonPage, };
export type Start = {
/**
 * The program's version.
 */
version: string,
/**
 * The person's settings.
 */
settings: Settings,
/**
 * The open archive.
 */
archive: ArchiveInfo | null,
/**
 * Why the archive that was to be opened is not open.
 */
problem: ErrorReport | null,
/**
 * The program was started to show the sample archive, which is not open yet.
 */
sample_wanted: boolean,
/**
 * What the window asks for next, so that its first screen is there with the first answer; `None` where it must ask.
 */
ahead: Ahead | null, };
export type GuidePage = {
/**
 * By which other pages link to it.
 */
name: string,
/**
 * Its parts in order; the first is its heading.
 */
blocks: Array<GuideBlock>, };
export type GuideBlock = { "kind": "heading",
/**
 * 1 for the page's own, 2 and more below.
 */
level: number,
/**
 * Its words.
 */
words: Array<GuideWords>, } | { "kind": "paragraph",
/**
 * Its words.
 */
words: Array<GuideWords>, } | { "kind": "list",
/**
 * Whether its items are counted.
 */
counted: boolean,
/**
 * The words of each item.
 */
items: Array<Array<GuideWords>>, } | { "kind": "table",
/**
 * The words over each column.
 */
head: Array<Array<GuideWords>>,
/**
 * The words of each cell, a row at a time.
 */
rows: Array<Array<Array<GuideWords>>>, } | { "kind": "code",
/**
 * The text, with its line ends.
 */
text: string, };
export type GuideWords = {
/**
 * The text.
 */
text: string,
/**
 * Set strongly.
 */
strong: boolean,
/**
 * Set as a quotation of the interface or of a text.
 */
emphasis: boolean,
/**
 * Something to be typed as it stands.
 */
code: boolean,
/**
 * The page of the guide it leads to, where it leads to one.
 */
page: string | null,
/**
 * It leads to the documents that are made of the sample archive: the program does not carry them, but the archive.
 */
samples: boolean, };
export type MenuPart = {
/**
 * What stands in the bar.
 */
label: string,
/**
 * The menu that macOS calls after the program; other systems have none.
 */
program: boolean,
/**
 * Its entries.
 */
entries: Array<MenuEntry>, };
export type MenuEntry = { "kind": "act",
/**
 * By which the window knows it.
 */
id: string,
/**
 * Its words.
 */
label: string,
/**
 * Its keys, as `CmdOrCtrl+Shift+F`; `None` where it has none.
 */
keys: string | null,
/**
 * Whether it can be chosen now.
 */
enabled: boolean,
/**
 * Whether it has a tick; `None` where it never has one.
 */
checked: boolean | null, } | { "kind": "system",
/**
 * What.
 */
what: SystemAct,
/**
 * Its words.
 */
label: string, } | { "kind": "line" };
export type SystemAct = "cut" | "copy" | "paste" | "select-all" | "minimize" | "close-window" | "quit" | "hide" | "hide-others" | "show-all" | "services";
export type Progress = {
/**
 * Releases done, or what else the job counts.
 */
done: number,
/**
 * Releases in all.
 */
total: number, };
export type KnownArchive = {
/**
 * The file's name without its ending.
 */
name: string,
/**
 * The file's path.
 */
path: string,
/**
 * It is the sample archive.
 */
sample: boolean, };
export type ArchiveStanding = {
/**
 * The archives that were open before, without the one that is open now.
 */
recent: Array<KnownArchive>,
/**
 * It is on a drive of another machine, where two people who write at once wait for each other.
 */
network: boolean,
/**
 * The cloud service whose folder it is in, which may copy the file while it is being written.
 */
cloud: string | null,
/**
 * Its length in bytes.
 */
length: number,
/**
 * How many daily copies of it there are.
 */
copies: number,
/**
 * When the last of them was made.
 */
copied: string | null, };
export type BackupShown = {
/**
 * Its path.
 */
path: string,
/**
 * When it was made.
 */
made: string,
/**
 * Its length in bytes.
 */
length: number,
/**
 * The text of a release in it was not the one that had been stored.
 */
altered: boolean, };
export type CopySeen = {
/**
 * Its path.
 */
path: string,
/**
 * Its length in bytes.
 */
length: number,
/**
 * Who speaks in it.
 */
issuers: Array<Issuer>,
/**
 * Its series with the number of their releases.
 */
series: Array<Series>,
/**
 * How many releases there are.
 */
releases: number,
/**
 * The newest releases, at most five, the newest first.
 */
newest: Array<Release>, };
export type CheckShown = {
/**
 * The file's structure is damaged.
 */
damaged: boolean,
/**
 * The search index is damaged. It holds nothing that is not elsewhere.
 */
index_damaged: boolean,
/**
 * How many releases were looked at.
 */
releases: number,
/**
 * Those whose text is not the one that was stored.
 */
altered: Array<Release>, };
export type LookedAfter = {
/**
 * What the check found.
 */
check: CheckShown,
/**
 * The copy that was due and was made.
 */
copy: BackupShown | null,
/**
 * Why the copy that was due was not made.
 */
problem: ErrorReport | null, };
export type RestoredShown = {
/**
 * The archive, which is open.
 */
archive: ArchiveInfo,
/**
 * Where the file is kept that stood there before.
 */
replaced: string | null,
/**
 * How many releases of the copy are not as they were stored.
 */
altered: number, };
export type SalvagedShown = {
/**
 * The new archive, which is open.
 */
archive: ArchiveInfo,
/**
 * Releases that are there as they were stored.
 */
releases: number,
/**
 * Releases of which paragraphs are missing or altered.
 */
incomplete: number,
/**
 * Releases of which only paragraphs were left, without a date.
 */
nameless: number,
/**
 * Releases of which nothing is left.
 */
lost_releases: number,
/**
 * Paragraphs that are lost.
 */
lost_paragraphs: number,
/**
 * Notes, links and other entries that are lost.
 */
lost_others: number, };
export type NewRelease = {
/**
 * Its series.
 */
series: LocalName,
/**
 * Its date.
 */
date: string,
/**
 * Its title.
 */
title: string | null, };
export type ConflictKind = "text" | "mark" | "link" | "correction" | "codebook" | "position";
export type ConflictShown = {
/**
 * On what.
 */
kind: ConflictKind,
/**
 * The release of the open archive it concerns; the newer one of a comparison.
 */
release: Release | null, };
export type MergeSeen = {
/**
 * The other archive's path.
 */
path: string,
/**
 * Its name: the file's without the ending.
 */
name: string,
/**
 * Series that are new.
 */
new_series: number,
/**
 * Releases that are new.
 */
new_releases: number,
/**
 * Releases that are in both.
 */
same_releases: number,
/**
 * Notes, marks, links and other entries that are new.
 */
new_entries: number,
/**
 * The releases that are new; only before it is done.
 */
new: Array<NewRelease>,
/**
 * On what the two differ.
 */
conflicts: Array<ConflictShown>, };
export type SeriesFile = {
/**
 * The file's path.
 */
path: string,
/**
 * How many releases are in it.
 */
releases: number, };
export type Library = {
/**
 * All issuers.
 */
issuers: Array<Issuer>,
/**
 * All series, those of an issuer together.
 */
series: Array<Series>, };
export type ComparisonPage = {
/**
 * The older release.
 */
older: Release,
/**
 * The newer release.
 */
newer: Release,
/**
 * Counts over the whole comparison.
 */
summary: Summary,
/**
 * Every change of the whole comparison, on the first page; none on the others.
 */
changes: Array<ChangeNote>,
/**
 * The key of each change, by which what a person said of it is found; as many as there are changes.
 */
keys: Array<string>,
/**
 * Whether the release at the older place is the later one.
 */
backwards: boolean,
/**
 * The rows of this page.
 */
rows: Array<Row>,
/**
 * The number of the page's first row, from 0.
 */
first: number,
/**
 * How many rows there are in all.
 */
total: number, };
export type StripColumn = {
/**
 * The release.
 */
release: Release,
/**
 * Its paragraphs, marked against the column before; unmarked in the first.
 */
paragraphs: Array<Paragraph>, };
export type Strip = {
/**
 * The releases that have it, the oldest first.
 */
columns: Array<StripColumn>,
/**
 * The release before the first column does not have it; `false` also where it was not looked at.
 */
begins: boolean,
/**
 * The release after the last column does not have it.
 */
ends: boolean,
/**
 * Whether looking at more releases would show more.
 */
more: boolean, };
export type KeptComparison = {
/**
 * Its number in the archive.
 */
id: number,
/**
 * Its name.
 */
name: string,
/**
 * The series of the releases.
 */
series: SeriesId,
/**
 * The release at the older place.
 */
older: ReleaseId,
/**
 * Its date.
 */
older_date: string,
/**
 * The release at the newer place.
 */
newer: ReleaseId,
/**
 * Its date.
 */
newer_date: string, };
export type Review = {
/**
 * What was said of changes, by the keys that the comparison gives them.
 */
marks: { [key in string]: ChangeMark },
/**
 * The notes, in the order they were made.
 */
notes: Array<ChangeRemark>,
/**
 * The links and partings by hand.
 */
links: Array<PairLink>, };
export type ChangeMark = {
/**
 * Whether it is marked as reviewed.
 */
reviewed: boolean,
/**
 * 0 none to 3 major; `None` where nobody has said.
 */
significance: number | null, };
export type ChangeRemark = {
/**
 * Its number in the archive.
 */
id: number,
/**
 * The key of the change; `None` for the whole.
 */
part: string | null,
/**
 * What it says.
 */
text: string,
/**
 * When it was made.
 */
made: string, };
export type PairLink = {
/**
 * The paragraph of the release at the older place.
 */
older: number,
/**
 * The paragraph of the release at the newer place.
 */
newer: number,
/**
 * Whether they belong together; `None` leaves it to the comparison again.
 */
linked: boolean | null, };
export type Marking = { "reviewed": boolean } | { "significance": number | null };
export type Relinking = "link" | "part" | "clear";
export type Act = "condemn" | "reject" | "concern" | "call" | "stress" | "note" | "discuss" | "hope" | "welcome" | "support" | "commit";
export type Holder = "issuer" | "other";
export type Pairing = "another" | "linked" | "similar";
export type Relation = "new" | "same-wording" | "spelling-only" | "reworded" | "stronger" | "softer" | "turned" | "other-act" | "returned";
export type TopicName = {
/**
 * Its identifier in the codebook; of a numbered topic with its number (`resolution-338`).
 */
id: string,
/**
 * What it is called; of a topic that is in no codebook its identifier.
 */
label: LocalName,
/**
 * Its colour, `#rrggbb`.
 */
colour: string,
/**
 * The topic it is part of.
 */
parent: string | null,
/**
 * Of a numbered topic its number.
 */
number: string | null, };
export type CodebookName = {
/**
 * Its number in the archive.
 */
id: number,
/**
 * Its name.
 */
name: LocalName, };
export type Standing = "found" | "confirmed" | "changed" | "added";
export type PositionRef = {
/**
 * The release.
 */
release: ReleaseId,
/**
 * Its place among the positions of the release, from 0.
 */
number: number,
/**
 * Its topic.
 */
topic: string,
/**
 * Its act.
 */
act: Act,
/**
 * The paragraph, from 0.
 */
paragraph: number,
/**
 * The quote's first byte in the paragraph.
 */
start: number,
/**
 * The byte after its last.
 */
end: number, };
export type Change = {
/**
 * How.
 */
relation: Relation,
/**
 * The release with the mention before; `None` for the first mention.
 */
previous: ReleaseId | null,
/**
 * Whether that is the same passage, and how it was found.
 */
pairing: Pairing,
/**
 * Force gained (positive) or lost.
 */
force: number, };
export type PositionsMatrix = {
/**
 * The series' releases, the oldest first.
 */
releases: Array<Release>,
/**
 * A row for each topic any release speaks on, in the order of the codebook.
 */
rows: Array<MatrixRow>,
/**
 * The topics of the codebook, to choose from; numbered ones are left out.
 */
topics: Array<TopicName>,
/**
 * The codebook the series is read by; `None` until positions were brought up to date for the first time.
 */
codebook: CodebookName | null,
/**
 * Of how many releases the positions are stale: to be brought up to date.
 */
stale: number, };
export type MatrixRow = {
/**
 * The topic.
 */
topic: TopicName,
/**
 * Its mentions, the oldest first.
 */
mentions: Array<MatrixMention>, };
export type MatrixMention = {
/**
 * The release, by its place among the matrix's releases, from 0.
 */
release: number,
/**
 * The act.
 */
act: Act,
/**
 * Its force, 1 to 3.
 */
force: number,
/**
 * The words that perform it, verbatim.
 */
verb: string,
/**
 * What became of it since the mention before.
 */
change: Change | null,
/**
 * How many other positions the release takes on the topic.
 */
others: number,
/**
 * How the leading one came to be what it is.
 */
standing: Standing,
/**
 * Every act the release performs on the topic, each once, in the order of the ladder.
 */
acts: Array<Act>, };
export type PositionsCell = {
/**
 * The topic.
 */
topic: TopicName,
/**
 * The release.
 */
release: Release,
/**
 * The issuer's positions, the leading one first, the others in the order of the text.
 */
positions: Array<CellPosition>,
/**
 * Positions of other parties that the release reports, in the order of the text.
 */
others: Array<CellPosition>,
/**
 * Positions that were found here and taken away by hand.
 */
removed: Array<RemovedPosition>,
/**
 * What was noted at the paragraphs of its positions, the oldest first.
 */
notes: Array<PassageNote>, };
export type CellPosition = {
/**
 * By which the window speaks of it.
 */
position: PositionRef,
/**
 * Its force, 1 to 3.
 */
force: number,
/**
 * Whose it is.
 */
holder: Holder,
/**
 * Who that is, where it is another party and its name is known.
 */
party: string | null,
/**
 * The words that perform the act, verbatim.
 */
verb: string,
/**
 * The quote, verbatim.
 */
quote: string,
/**
 * The paragraph it stands in, verbatim.
 */
text: string,
/**
 * The terms the topic rests on, verbatim.
 */
terms: Array<string>,
/**
 * The clause names no topic itself and takes its paragraph's.
 */
inherited: boolean,
/**
 * How it came to be what it is.
 */
standing: Standing,
/**
 * What a person said of it, by its number in the archive.
 */
hand: number | null,
/**
 * The clause the quote stands in, cut into runs; those that differ from the mention before are marked,
 * where that is the same passage.
 */
runs: Array<Run>,
/**
 * What became of it since the mention before.
 */
change: Change | null,
/**
 * The mention before.
 */
before: Before | null, };
export type Before = {
/**
 * Its release.
 */
release: Release,
/**
 * By which the window speaks of it.
 */
position: PositionRef,
/**
 * The words that perform the act, verbatim.
 */
verb: string,
/**
 * The clause its quote stands in, cut into runs; those that differ from the later mention are marked.
 */
runs: Array<Run>, };
export type RemovedPosition = {
/**
 * Its number in the archive, by which it is brought back.
 */
hand: number,
/**
 * The act that was found.
 */
act: Act,
/**
 * Its quote.
 */
quote: string, };
export type ComparedTopics = {
/**
 * The topics either release speaks on, in the order of the codebook.
 */
topics: Array<TopicName>,
/**
 * For each row of the comparison its topics, by their places in the list, the one of its leading position first.
 */
rows: Array<Array<number>>,
/**
 * For each change of the comparison, what it touches.
 */
changes: Array<ChangePosition>, };
export type Shift = {
/**
 * The act of the older words.
 */
older: PlacedAct,
/**
 * The act of the newer words.
 */
newer: PlacedAct,
/**
 * How the newer stands against the older.
 */
relation: Relation, };
export type ChangePosition = {
/**
 * The topic, by its place in the list.
 */
topic: number | null,
/**
 * The acts it leads from and to; `None` where it is no change of act.
 */
shift: Shift | null, };
export type PlacedAct = {
/**
 * The act.
 */
act: Act,
/**
 * Its force, 1 to 3.
 */
force: number,
/**
 * The words that perform it, verbatim.
 */
verb: string,
/**
 * The paragraph, from 0.
 */
paragraph: number,
/**
 * Where its quote begins in the paragraph, in UTF-16 units.
 */
from: number, };
export type PassageLineage = {
/**
 * Its stages in consecutive releases, the earliest first; one at least.
 */
stages: Array<PassageStage>,
/**
 * Which of them was asked for, from 0.
 */
asked: number,
/**
 * How many releases the series has.
 */
releases: number,
/**
 * The release before the first stage, which does not have it; `None` where the series begins with it.
 */
before: Release | null,
/**
 * The release behind the last stage, which does not have it any more; `None` where it stands in the last one.
 */
after: Release | null, };
export type PassageStage = {
/**
 * The release.
 */
release: Release,
/**
 * Its stretches in the order of the text.
 */
pieces: Array<PassagePiece>,
/**
 * Its words in runs, stretches parted by a line feed; what the stage before does not have is marked.
 */
newer: Array<Run>,
/**
 * The words of the stage before in runs, what is gone marked; none for the first stage.
 */
older: Array<Run>,
/**
 * How its words stand against the stage before.
 */
relation: Relation,
/**
 * It stands elsewhere among the passages around it than before.
 */
moved: boolean,
/**
 * It is in more paragraphs than before.
 */
split: boolean,
/**
 * It is in fewer.
 */
merged: boolean,
/**
 * A link made by hand leads here from the stage before.
 */
by_hand: boolean, };
export type PassagePiece = {
/**
 * The paragraph, from 0.
 */
paragraph: number,
/**
 * Where it begins in the paragraph, in UTF-16 units.
 */
from: number,
/**
 * Where it ends.
 */
to: number, };
export type OwnRow = {
/**
 * The act; `None` for words that are no position.
 */
act: Act | null,
/**
 * Its force, 1 to 3; of a carrier 0.
 */
force: number,
/**
 * A phrase as it stands in texts: `*` for any ending of a word, `~3` for up to three words between. Of a row with the
 * forms of a verb, a carrier or several phrases, the whole line instead.
 */
words: string,
/**
 * Whether `words` is a line of the file, to be left as it is.
 */
whole: boolean, };
export type OwnLexicon = {
/**
 * The Arabic ones, in the order of the file.
 */
ar: Array<OwnRow>,
/**
 * The English ones.
 */
en: Array<OwnRow>, };
export type Everywhere = {
/**
 * The topic.
 */
topic: TopicName,
/**
 * The periods in which any release speaks on it, the earliest first.
 */
periods: Array<EverywherePeriod>,
/**
 * The series that speak on it, the one with the most releases first.
 */
series: Array<EverywhereSeries>, };
export type EverywherePeriod = {
/**
 * `2025`, or where months are told apart `2025-03`, and `2025-00` for what is known to the year only.
 */
period: string,
/**
 * The acts performed in it, in the order of the ladder.
 */
acts: Array<ActCount>, };
export type ActCount = {
/**
 * The act.
 */
act: Act,
/**
 * How many.
 */
releases: number, };
export type EverywhereSeries = {
/**
 * The series.
 */
series: SeriesId,
/**
 * How many of its releases speak on it.
 */
releases: number,
/**
 * When the first of them was issued.
 */
first: string,
/**
 * When the last was.
 */
last: string,
/**
 * The act that leads in the last.
 */
act: Act, };
export type EverywhereMentions = {
/**
 * A page of them, the newest first.
 */
mentions: Array<EverywhereMention>,
/**
 * How many releases have any, in all.
 */
releases: number, };
export type EverywhereMention = {
/**
 * Its release.
 */
release: Release,
/**
 * The act.
 */
act: Act,
/**
 * Its force, 1 to 3.
 */
force: number,
/**
 * The words that perform the act, verbatim.
 */
verb: string,
/**
 * The quote, verbatim.
 */
quote: string,
/**
 * The paragraph, from 0.
 */
paragraph: number,
/**
 * Where the quote begins in the paragraph, in UTF-16 units.
 */
from: number,
/**
 * Where it ends.
 */
to: number, };
export type CodersAgreement = {
/**
 * The colleague's file.
 */
path: string,
/**
 * How many releases both have.
 */
shared: number,
/**
 * In how many of them both confirmed or corrected something, or coded something in a file.
 */
worked_on: number,
/**
 * Codings of the file that are not counted: they name no act on a topic, or their words are not in the release.
 */
left_out: number,
/**
 * Whether only those are counted.
 */
only_worked_on: boolean,
/**
 * Whether a paragraph speaks to a topic, for each topic either named.
 */
topics: Array<TopicAgreement>,
/**
 * Whether a topic of a paragraph takes an act, for each act either named, in the order of the ladder.
 */
acts: Array<ActAgreement>,
/**
 * Which act leads where both named the topic.
 */
leading: Figures,
/**
 * Where the two differ, in the order of the releases and the text.
 */
differences: Array<CodersDifference>, };
export type TopicAgreement = {
/**
 * The topic.
 */
topic: TopicName,
/**
 * How far they agree.
 */
figures: Figures, };
export type ActAgreement = {
/**
 * The act.
 */
act: Act,
/**
 * How far they agree.
 */
figures: Figures, };
export type Figures = {
/**
 * How many units both looked at.
 */
units: number,
/**
 * How many of them they gave the same label.
 */
same: number,
/**
 * Cohen's kappa; `None` where it is not defined.
 */
kappa: number | null,
/**
 * Krippendorff's alpha; `None` where it is not defined.
 */
alpha: number | null, };
export type CodersDifference = {
/**
 * The release here.
 */
release: Release,
/**
 * The paragraph, from 0.
 */
paragraph: number,
/**
 * The topic.
 */
topic: TopicName,
/**
 * The acts here, in the order of the ladder.
 */
mine: Array<Act>,
/**
 * The acts there.
 */
theirs: Array<Act>, };
export type ToldPosition = {
/**
 * Its topic.
 */
topic: string,
/**
 * Its act.
 */
act: Act,
/**
 * Its force, 1 to 3; `null` for the act's own.
 */
force: number | null,
/**
 * Whose it is.
 */
holder: Holder,
/**
 * Who that is, where it is another party.
 */
party: string | null,
/**
 * The paragraph, from 0.
 */
paragraph: number,
/**
 * The quote's first byte in the paragraph.
 */
start: number,
/**
 * The byte after its last.
 */
end: number, };
export type PositionsUpdated = {
/**
 * Releases whose positions were found anew.
 */
releases: number, };
export type TopicId = string;
export type Weight = "not" | "context" | "strong" | "names";
export type Term = {
/**
 * The language it is written in.
 */
lang: Lang,
/**
 * How far it names the topic.
 */
weight: Weight,
/**
 * The words. A space means the next word, `~2` up to two words between, `*` any ending, `#` a number. A word in
 * capitals (`EU`) matches only in capitals.
 */
words: string, };
export type Topic = {
/**
 * Its identifier.
 */
id: TopicId,
/**
 * The topic it is part of.
 */
parent: TopicId | null,
/**
 * Its colour, `#rrggbb`.
 */
colour: string,
/**
 * Its name.
 */
label: LocalName,
/**
 * Its terms.
 */
terms: Array<Term>, };
export type Codebook = {
/**
 * The topics, in the order they are listed.
 */
topics: Array<Topic>, };
export type Keyword = {
/**
 * The word, or two, as they stand first.
 */
text: string,
/**
 * How often it stands in the texts.
 */
count: number,
/**
 * In how many of their paragraphs.
 */
paragraphs: number,
/**
 * The log-likelihood ratio against the reference.
 */
keyness: number, };
export type Timeline = {
/**
 * The topics any release of the series speaks on, the most frequent first.
 */
topics: Array<TimelineTopic>,
/**
 * The topic shown; `None` where no release speaks on any.
 */
topic: string | null,
/**
 * The releases of the series, the oldest first, with what each says on the topic.
 */
releases: Array<TimelineRelease>,
/**
 * Of how many releases the positions are stale: to be brought up to date.
 */
stale: number, };
export type TimelineTopic = {
/**
 * Its identifier.
 */
id: string,
/**
 * Its name.
 */
label: LocalName,
/**
 * Its colour, `#rrggbb`.
 */
colour: string,
/**
 * In how many releases it is spoken of.
 */
releases: number, };
export type TimelineRelease = {
/**
 * The release.
 */
release: Release,
/**
 * The issuer's positions, the leading one first, the others in the order of the text; none where it is silent.
 */
mentions: Array<TimelineMention>,
/**
 * What was noted at the paragraphs of the mentions, the oldest first.
 */
notes: Array<PassageNote>, };
export type TimelineMention = {
/**
 * Its place among the positions of its release.
 */
number: number,
/**
 * The act.
 */
act: Act,
/**
 * Its force, 1 to 3.
 */
force: number,
/**
 * The words that perform the act, verbatim.
 */
verb: string,
/**
 * The paragraph, from 0.
 */
paragraph: number,
/**
 * Where the quote begins in the paragraph, in UTF-16 units.
 */
from: number,
/**
 * Where it ends.
 */
to: number,
/**
 * The clause the quote stands in, in runs; what the mention before does not have is marked.
 */
newer: Array<Run>,
/**
 * The clause of the mention before in runs, what is gone marked; none for a first mention and where that is another
 * passage.
 */
older: Array<Run>,
/**
 * How it stands against the mention before; `None` until that was computed.
 */
relation: Relation | null,
/**
 * Whether the mention before is the same passage, and how it was found; `None` for a first mention.
 */
pairing: Pairing | null,
/**
 * Force gained (positive) or lost.
 */
gained: number,
/**
 * The act of the mention before.
 */
before: Act | null,
/**
 * A person confirmed, changed or added it.
 */
told: boolean, };
export type PassageNote = {
/**
 * Its number in the archive.
 */
id: number,
/**
 * The paragraph, from 0.
 */
paragraph: number,
/**
 * What it says.
 */
text: string, };
export type FollowedFormula = {
/**
 * The phrase as it was asked for.
 */
phrase: string,
/**
 * The releases of the series, the oldest first.
 */
releases: Array<Release>,
/**
 * Its wordings, in the order they come up.
 */
variants: Array<FormulaVariant>, };
export type FormulaVariant = {
/**
 * Its words, verbatim; what the phrase does not have is marked.
 */
newer: Array<Run>,
/**
 * The phrase; what this wording does not have is marked.
 */
older: Array<Run>,
/**
 * Words it has beyond the phrase.
 */
added: Array<string>,
/**
 * Words of the phrase that it lacks.
 */
dropped: Array<string>,
/**
 * Where it stands, in order.
 */
places: Array<FormulaPlace>, };
export type FormulaPlace = {
/**
 * The release, by its place among the releases, from 0.
 */
release: number,
/**
 * The paragraph, from 0.
 */
paragraph: number,
/**
 * Where it begins in the paragraph, in UTF-16 units.
 */
from: number,
/**
 * Where it ends.
 */
to: number, };
export type FormulaSuggestion = {
/**
 * Its words as they stand first.
 */
text: string,
/**
 * In how many releases it stands word for word.
 */
releases: number, };
export type Formulas = {
/**
 * Those a person follows, in the order they were added.
 */
kept: Array<string>,
/**
 * Those that recur, the most valuable first.
 */
suggested: Array<FormulaSuggestion>, };
export type CodebookOfSeries = {
/**
 * Its number in the archive.
 */
id: number,
/**
 * Its name.
 */
name: LocalName,
/**
 * Its topics.
 */
codebook: Codebook,
/**
 * How many series are read by it.
 */
series: number, };
export type CodebookReading = {
/**
 * How many paragraphs the series has.
 */
paragraphs: number,
/**
 * How many of them a topic covers.
 */
covered: number,
/**
 * Of each topic, in the codebook's order, how many paragraphs it is named in.
 */
topics: Array<number>,
/**
 * Of each term of the topic looked at, in its order, how often it is found.
 */
terms: Array<number>,
/**
 * Where terms of the topic looked at stand, the newest release first; the first of them.
 */
matches: Array<TermMatch>,
/**
 * Paragraphs that no topic covers, the newest release first; the first of them.
 */
unassigned: Array<Unassigned>, };
export type TermMatch = {
/**
 * The release.
 */
release: Release,
/**
 * The paragraph, from 0.
 */
paragraph: number,
/**
 * Where the words begin in it, in UTF-16 units.
 */
from: number,
/**
 * Where they end.
 */
to: number,
/**
 * The words before, cut at a word.
 */
before: string,
/**
 * The words found, verbatim.
 */
words: string,
/**
 * The words behind, cut at a word.
 */
after: string,
/**
 * The term that found them, by its place in the topic; `None` where it was one of another topic's.
 */
term: number | null, };
export type Unassigned = {
/**
 * The release.
 */
release: Release,
/**
 * The paragraph, from 0.
 */
paragraph: number,
/**
 * Its text.
 */
text: string, };
export type IntakeCounts = {
/**
 * Yet to be read.
 */
waiting: number,
/**
 * Read, and a person should look at them.
 */
to_check: number,
/**
 * Read, and nothing about them is doubtful.
 */
clear: number,
/**
 * Read, and in the archive already.
 */
already: number,
/**
 * Linked on a page that lists releases, and not fetched.
 */
linked: number,
/**
 * Not read.
 */
failed: number,
/**
 * Stored.
 */
stored: number, };
export type BrokenOff = {
/**
 * How many releases were stored.
 */
done: number,
/**
 * How many there were.
 */
total: number,
/**
 * The series they go to.
 */
series: SeriesId | null, };
export type IntakeState = "to-check" | "failed" | "clear" | "already" | "linked" | "further" | "reading" | "waiting" | "stored";
export type NearRelease = {
/**
 * The release.
 */
release: ReleaseId,
/**
 * Its series.
 */
series: SeriesId,
/**
 * Its date.
 */
date: string,
/**
 * How many words differ, spelling aside.
 */
words: number,
/**
 * The text is the release's, letter for letter.
 */
identical: boolean, };
export type IntakeItem = {
/**
 * Its number in the list.
 */
id: number,
/**
 * What it is called: a file's name, an address; empty for a pasting.
 */
name: string,
/**
 * How far it has come.
 */
state: IntakeState,
/**
 * Its title.
 */
title: string | null,
/**
 * Its likeliest date.
 */
date: string | null,
/**
 * How many paragraphs it has.
 */
paragraphs: number,
/**
 * The stored release it is nearly the same as.
 */
alike: NearRelease | null,
/**
 * Why it was not read.
 */
problem: ErrorReport | null,
/**
 * The source of new releases it came from.
 */
source: SourceId | null,
/**
 * The release it became.
 */
release: ReleaseId | null,
/**
 * It was on the list when the program ended the last time.
 */
again: boolean, };
export type Intake = {
/**
 * How many there are of each state.
 */
counts: IntakeCounts,
/**
 * The first of them, those that need a person first.
 */
items: Array<IntakeItem>,
/**
 * A storing that was broken off.
 */
unfinished: BrokenOff | null,
/**
 * How many a person took off the list the last time: they can be put back.
 */
taken_off: number, };
export type ReadParagraph = {
/**
 * Its text.
 */
text: string,
/**
 * What the format says it is: `body`, `heading`, `list_item`, `table_row`, `footnote`, `text_box`, `quotation`.
 */
kind: string, };
export type ReadPlace = "paragraph" | "title" | "name" | "metadata";
export type ReadDate = {
/**
 * The date, Gregorian: `2025-03-27`, `2025-03` or `2025`.
 */
date: string,
/**
 * The words it was read from.
 */
words: string,
/**
 * Where they stand.
 */
place: ReadPlace,
/**
 * The number of the paragraph, from 0, when it is a paragraph.
 */
paragraph: number | null,
/**
 * It is told in the Hijri calendar.
 */
hijri: boolean, };
export type ReadWarning = {
/**
 * What it is: `encoding-uncertain`, `number-differs` …
 */
code: string,
/**
 * What its words need: `count`, `pages`, `taken`, `other`, `name`, `written`.
 */
params: { [key in string]: string },
/**
 * The number of the paragraph it is about, from 0.
 */
paragraph: number | null, };
export type ReadDraft = {
/**
 * The item's number in the list.
 */
id: number,
/**
 * What it is called.
 */
name: string,
/**
 * Its title.
 */
title: string | null,
/**
 * Its paragraphs.
 */
paragraphs: Array<ReadParagraph>,
/**
 * What may be its date, the likeliest first.
 */
dates: Array<ReadDate>,
/**
 * Its language.
 */
lang: Lang | null,
/**
 * Where it was published, as far as it says.
 */
source: string,
/**
 * Who wrote it, as the file says.
 */
author: string | null,
/**
 * The encoding its bytes were read in; `None` where the format leaves no choice.
 */
encoding: string | null,
/**
 * What a person should know of it.
 */
warnings: Array<ReadWarning>,
/**
 * The stored release it is nearly the same as.
 */
alike: NearRelease | null,
/**
 * The series that its source belongs to.
 */
series: SeriesId | null,
/**
 * What the person has begun to make of it, in this run or one before.
 */
begun: Begun | null, };
export type StoreSeries = {
/**
 * One that is there.
 */
series: SeriesId | null,
/**
 * The issuer of a new one, when it is there.
 */
issuer: IssuerId | null,
/**
 * The name of a new issuer.
 */
issuer_name: string,
/**
 * The title of a new series.
 */
title: string,
/**
 * The language of the new names and of the series.
 */
lang: Lang, };
export type StoreOrder = {
/**
 * The title; blank for none.
 */
title: string,
/**
 * The date: `2025-03-27`, `2025-03` or `2025`.
 */
date: string,
/**
 * The language.
 */
lang: Lang,
/**
 * Where it goes.
 */
series: StoreSeries,
/**
 * Where it was taken from; blank for nowhere.
 */
source: string,
/**
 * Where it was issued; blank for nowhere.
 */
place: string,
/**
 * What a reader should know of it; blank for nothing.
 */
note: string,
/**
 * Its paragraphs.
 */
paragraphs: Array<string>,
/**
 * The release whose text it replaces.
 */
revises: ReleaseId | null, };
export type Begun = {
/**
 * The title; blank for none.
 */
title: string,
/**
 * The date, as they wrote it.
 */
date: string,
/**
 * The language.
 */
lang: Lang,
/**
 * Where it goes.
 */
series: StoreSeries,
/**
 * They said where it goes.
 */
placed: boolean,
/**
 * Where it was taken from; blank for nowhere.
 */
source: string,
/**
 * Where it was issued; blank for nowhere.
 */
place: string,
/**
 * What a reader should know of it; blank for nothing.
 */
note: string,
/**
 * Its paragraphs, those left out among them; `None` as they were read.
 */
parts: Array<BegunPart> | null,
/**
 * It replaces the text of the release it is nearly the same as.
 */
revision: boolean,
/**
 * The warnings that were dealt with, by their place in the draft's list.
 */
settled: Array<number>, };
export type BegunPart = {
/**
 * Its text.
 */
text: string,
/**
 * Left out: not stored.
 */
out: boolean, };
export type StoredImport = {
/**
 * The import's number, by which it is undone.
 */
import: string,
/**
 * How many releases were stored.
 */
stored: number,
/**
 * How many were in the archive already.
 */
already: number,
/**
 * How many could not be stored: their files changed or went away.
 */
failed: number,
/**
 * The release stored last.
 */
release: ReleaseId | null,
/**
 * Its series.
 */
series: SeriesId | null,
/**
 * The release before it in its series.
 */
previous: ReleaseId | null,
/**
 * It was called off before its end.
 */
called_off: boolean, };
export type SortColumn = "date" | "title" | "series" | "place" | "paragraphs" | "words" | "notes" | "reviewed" | "significance";
export type ListingAsked = {
/**
 * Only of these series; of all where the list is empty.
 */
series: Array<SeriesId>,
/**
 * Only those that may be of this day, month or year or a later one.
 */
from: string | null,
/**
 * Only those that may be of this day, month or year or an earlier one.
 */
to: string | null,
/**
 * Only those in this language.
 */
lang: Lang | null,
/**
 * Only those in whose title these words are found, as they were typed; all where there is no word in it.
 */
title: string,
/**
 * Only those that are marked as reviewed, or only those that are not.
 */
reviewed: boolean | null,
/**
 * Only those with a note, or only those without.
 */
noted: boolean | null,
/**
 * Only those that weigh at least this much, 0 to 3.
 */
significance: number | null,
/**
 * The column they are sorted by.
 */
by: SortColumn,
/**
 * The other way round.
 */
descending: boolean,
/**
 * The language in which series are called, for sorting by them.
 */
names: Lang,
/**
 * How many to leave out at the beginning.
 */
offset: number,
/**
 * How many to give at most.
 */
limit: number, };
export type TableRow = {
/**
 * The release, without its text.
 */
release: Release,
/**
 * Whose it is.
 */
issuer: IssuerId,
/**
 * How many notes there are about it.
 */
notes: number,
/**
 * How many earlier texts of it are kept.
 */
revisions: number,
/**
 * Whether it is marked as reviewed.
 */
reviewed: boolean,
/**
 * 0 none to 3 major; `None` where nobody has said.
 */
significance: number | null, };
export type TablePage = {
/**
 * How many releases are listed in all.
 */
total: number,
/**
 * Those of the page.
 */
rows: Array<TableRow>, };
export type NoteShown = {
/**
 * Its number in the archive.
 */
id: number,
/**
 * The paragraph, from 0; `None` for the release.
 */
paragraph: number | null,
/**
 * What it says.
 */
text: string,
/**
 * When it was made.
 */
made: string, };
export type RevisionShown = {
/**
 * Its place among those of the release, from 0, the oldest.
 */
number: number,
/**
 * The title it had.
 */
title: string | null,
/**
 * The paragraphs it had.
 */
paragraphs: Array<string>,
/**
 * When it was taken from its source.
 */
retrieved: string | null, };
export type OriginalShown = {
/**
 * Its number in the archive.
 */
id: number,
/**
 * The file's name, or the page's address.
 */
name: string,
/**
 * The SHA-256 of its bytes, in hexadecimal digits.
 */
sha256: string,
/**
 * How many bytes it has.
 */
length: number, };
export type ReleaseToRead = {
/**
 * The release as the table shows it.
 */
row: TableRow,
/**
 * Its paragraphs, as published.
 */
paragraphs: Array<string>,
/**
 * The release before it in its series.
 */
before: Release | null,
/**
 * The release after it in its series.
 */
after: Release | null,
/**
 * What was noted about it and its paragraphs.
 */
notes: Array<NoteShown>,
/**
 * What it was before, the oldest first.
 */
revisions: Array<RevisionShown>,
/**
 * The files and pages it was read from.
 */
originals: Array<OriginalShown>, };
export type JournalAct = {
/**
 * What was done: `set-title`, `remove-releases` …
 */
code: string,
/**
 * What its words need: `name`, `to`, `count` …
 */
params: { [key in string]: string },
/**
 * When it was done.
 */
made: string, };
export type History = {
/**
 * What can be undone.
 */
undo: Array<JournalAct>,
/**
 * What can be done again.
 */
redo: Array<JournalAct>, };
export type HitOrder = "relevance" | "newest" | "oldest";
export type SearchAsked = {
/**
 * What was typed.
 */
typed: string,
/**
 * Only in these series; in all where the list is empty.
 */
series: Array<SeriesId>,
/**
 * Only in releases that may be of this day, month or year or a later one.
 */
from: string | null,
/**
 * Only in releases that may be of this day, month or year or an earlier one.
 */
to: string | null,
/**
 * Only in releases in this language.
 */
lang: Lang | null,
/**
 * Only paragraphs with a position on one of these topics, by their identifiers in the codebooks.
 */
topics: Array<string>,
/**
 * Only paragraphs with a position that is one of these acts.
 */
acts: Array<Act>,
/**
 * The order of the hits.
 */
order: HitOrder,
/**
 * How many paragraphs to leave out at the beginning.
 */
offset: number,
/**
 * How many paragraphs to give at most.
 */
limit: number, };
export type Line = {
/**
 * The words before.
 */
before: string,
/**
 * What is found: whole words.
 */
hit: string,
/**
 * The words after.
 */
after: string,
/**
 * More of the paragraph stands before.
 */
cut_before: boolean,
/**
 * More of the paragraph stands after.
 */
cut_after: boolean,
/**
 * Where the hit begins, in UTF-16 units of the paragraph.
 */
from: number,
/**
 * Where it ends.
 */
to: number, };
export type HitShown = {
/**
 * The release.
 */
release: ReleaseId,
/**
 * Its series.
 */
series: SeriesId,
/**
 * Its date.
 */
date: string,
/**
 * The language of the release.
 */
lang: Lang,
/**
 * The paragraph, from 0; `None` for the title.
 */
paragraph: number | null,
/**
 * Each place it is found at, with the words around it.
 */
lines: Array<Line>, };
export type HitsPage = {
/**
 * How many paragraphs and titles match.
 */
total: number,
/**
 * There are more than that; they were not counted further.
 */
more: boolean,
/**
 * The order the hits are in, which is not the one asked for where there are too many to weigh.
 */
order: HitOrder,
/**
 * The texts were read through, since there is no index.
 */
without_index: boolean,
/**
 * The paragraphs and titles.
 */
hits: Array<HitShown>, };
export type Seen = {
/**
 * The release.
 */
release: ReleaseId,
/**
 * Its date.
 */
date: string, };
export type Bar = {
/**
 * The release it stands for; `None` where it stands for a year.
 */
release: ReleaseId | null,
/**
 * The release's date, or the year.
 */
date: string,
/**
 * How many titles and paragraphs match.
 */
hits: number, };
export type Form = {
/**
 * As it was published first.
 */
text: string,
/**
 * How often it is found.
 */
times: number, };
export type Overview = {
/**
 * How many releases have a hit.
 */
releases: number,
/**
 * How many titles and paragraphs match.
 */
hits: number,
/**
 * The first release with a hit.
 */
first: Seen | null,
/**
 * The last release with a hit.
 */
last: Seen | null,
/**
 * The bars of the histogram, the oldest first: one for each release of the series searched, or for each year.
 */
bars: Array<Bar>,
/**
 * The forms in which it stands in the texts, the most frequent first.
 */
forms: Array<Form>,
/**
 * How many titles and paragraphs the forms were counted in.
 */
forms_in: number, };
export type TopicFacet = {
/**
 * Its identifier in the codebooks.
 */
id: string,
/**
 * Its name.
 */
name: LocalName, };
export type SearchFacets = {
/**
 * The topics on which positions are stored.
 */
topics: Array<TopicFacet>,
/**
 * The acts of the stored positions.
 */
acts: Array<Act>,
/**
 * Whether there is an index to search by.
 */
indexed: boolean, };
export type ExportAsked = { "what": "comparison",
/**
 * The older one.
 */
older: ReleaseId,
/**
 * The newer one.
 */
newer: ReleaseId, } | { "what": "timeline",
/**
 * The series.
 */
series: SeriesId,
/**
 * The first day.
 */
from: string | null,
/**
 * The last day.
 */
to: string | null,
/**
 * The topics, by their identifiers.
 */
topics: Array<string>, } | { "what": "matrix",
/**
 * The series.
 */
series: SeriesId,
/**
 * The first day.
 */
from: string | null,
/**
 * The last day.
 */
to: string | null, } | { "what": "search",
/**
 * The search.
 */
search: SearchAsked, } | { "what": "formula",
/**
 * The series.
 */
series: SeriesId,
/**
 * The first day.
 */
from: string | null,
/**
 * The last day.
 */
to: string | null,
/**
 * The phrase.
 */
phrase: string, } | { "what": "release",
/**
 * The release.
 */
release: ReleaseId, };
export type ExportPreview = {
/**
 * A name for its file.
 */
name: string,
/**
 * The folder it goes to.
 */
folder: string,
/**
 * The formats it can be had in.
 */
offered: Array<ExportFormat>,
/**
 * The language of its labels.
 */
lang: Lang,
/**
 * Its title.
 */
title: ReportParagraph,
/**
 * What stands under the title: a label, and what it says.
 */
facts: Array<[string, ReportParagraph]>,
/**
 * What follows, until the page is full.
 */
blocks: Array<ReportBlock>,
/**
 * Whether there is more.
 */
more: boolean, };
export type ExportPlace = {
/**
 * The folder.
 */
folder: string,
/**
 * The name of the file.
 */
name: string, };
export type ReportStyle = "plain" | "strong" | "faint" | "added" | "dropped" | "cosmetic";
export type ReportRun = {
/**
 * The text.
 */
text: string,
/**
 * How it is shown.
 */
style: ReportStyle,
/**
 * A name or another thing put into a sentence, whose direction is its own.
 */
isolated: boolean, };
export type ReportParagraph = {
/**
 * The language it is written in, which says its direction.
 */
lang: Lang,
/**
 * Its runs.
 */
runs: Array<ReportRun>,
/**
 * It is verbatim: nothing may be put into it or taken from it.
 */
verbatim: boolean,
/**
 * The number of the paragraph it stands in, from 0, shown before it.
 */
number: number | null, };
export type ReportTable = {
/**
 * The headings of its columns.
 */
head: Array<ReportParagraph>,
/**
 * The widths of its columns, in hundredths of the page's.
 */
widths: Array<number>,
/**
 * Its rows; each has as many cells as there are columns, or one that takes the whole width.
 */
rows: Array<Array<Array<ReportParagraph>>>, };
export type ReportBlock = { "kind": "heading", "of": [number, ReportParagraph] } | { "kind": "paragraph", "of": ReportParagraph } | { "kind": "item", "of": ReportParagraph } | { "kind": "quote", "of": [ReportParagraph, ReportParagraph] } | { "kind": "table", "of": ReportTable };
