/** What went wrong, in words: one title and one remedy for each code the Rust side reports. */
import { m } from '../paraglide/messages';
import { getLocale } from '../paraglide/runtime';
import { FETCH_WORDING } from './fetch-problems';
import { IMPORT_WORDING } from './import-problems';
import { formatLength } from './numbers';
import { pathInOrder, put } from './phrase';

/** Both may hold names marked by `put`. */
export interface Worded {
  readonly title: string;
  readonly remedy: string;
}

type Params = Readonly<Record<string, string>>;
type Wording = (params: Params) => Worded;

/** The name of the file a report is about, or words for it. */
function file(params: Params): string {
  const path = params.path;
  return path === undefined || path === '' ? m.problem_file_unnamed() : put(pathInOrder(path));
}

/** What is wrong with a row of an archive's own lexicon, and how to mend it. */
function lexiconFault({ reason, word = '', found = '?', wanted = '?' }: Params): string {
  if (reason === 'act') return m.problem_lexicon_wrong_act({ word: put(word) });
  if (reason === 'force') return m.problem_lexicon_wrong_force({ word: put(word) });
  if (reason === 'phrase') return m.problem_lexicon_wrong_phrase({ word: put(word) });
  if (reason === 'columns')
    return m.problem_lexicon_wrong_columns({ found: put(found), wanted: put(wanted) });
  return m.problem_lexicon_wrong_empty();
}

/** What is wrong with a file of codings, and how to mend it. */
function codingFault({ reason, line = '?', found = '' }: Params): string {
  const at = { line: put(line), found: put(found) };
  if (reason === 'project') return m.problem_coding_wrong_project();
  if (reason === 'too-long') return m.problem_coding_wrong_too_long(at);
  if (reason === 'not-text') return m.problem_coding_wrong_not_text(at);
  if (reason === 'column') return m.problem_coding_wrong_column(at);
  if (reason === 'act') return m.problem_coding_wrong_act(at);
  if (reason === 'paragraph') return m.problem_coding_wrong_paragraph(at);
  return m.problem_coding_wrong_broken(at);
}

const WORDING: Record<string, Wording> = {
  ...FETCH_WORDING,
  ...IMPORT_WORDING,
  'archive-missing': (p) => ({
    title: m.problem_archive_missing({ path: file(p) }),
    remedy: m.problem_archive_missing_help(),
  }),
  'archive-not-an-archive': (p) => ({
    title: m.problem_archive_not_an_archive({ path: file(p) }),
    remedy: m.problem_archive_not_an_archive_help(),
  }),
  'archive-newer': (p) => ({
    title: m.problem_archive_newer({ path: file(p) }),
    remedy: m.problem_archive_newer_help({
      found: put(p.found ?? '?'),
      supported: put(p.supported ?? '?'),
    }),
  }),
  'archive-damaged': (p) => ({
    title: m.problem_archive_damaged({ path: file(p) }),
    remedy: m.problem_archive_damaged_help(),
  }),
  'archive-unreadable': (p) => ({
    title: m.problem_archive_unreadable({ path: file(p) }),
    remedy: m.problem_archive_unreadable_help(),
  }),
  'archive-in-use': (p) => ({
    title: m.problem_archive_in_use({ path: file(p) }),
    remedy: m.problem_archive_in_use_help(),
  }),
  'archive-read-only': (p) => ({
    title: m.problem_archive_read_only({ path: file(p) }),
    remedy: m.problem_archive_read_only_help(),
  }),
  'archive-not-created': (p) => ({
    title: m.problem_archive_not_created({ path: file(p) }),
    remedy: m.problem_archive_not_created_help(),
  }),
  'archive-open-elsewhere': (p) => ({
    title: m.problem_archive_open_elsewhere({ path: file(p) }),
    remedy: m.problem_archive_open_elsewhere_help(),
  }),
  'backups-not-read': (p) => ({
    title: m.problem_backups_not_read({ path: file(p) }),
    remedy: m.problem_backups_not_read_help(),
  }),
  'window-not-opened': () => ({
    title: m.problem_window_not_opened(),
    remedy: m.problem_window_not_opened_help(),
  }),
  'disk-full': (p) => ({
    title: m.problem_disk_full(),
    remedy:
      p.needed === undefined
        ? m.problem_disk_full_help({ path: file(p) })
        : m.problem_disk_full_needs({
            path: file(p),
            needed: put(formatLength(Number(p.needed), getLocale())),
          }),
  }),
  'drive-failing': (p) => ({
    title: m.problem_drive_failing({ path: file(p) }),
    remedy: m.problem_drive_failing_help(),
  }),
  'no-archive': () => ({ title: m.problem_no_archive(), remedy: m.problem_no_archive_help() }),
  'no-browser': () => ({ title: m.problem_no_browser(), remedy: m.problem_no_browser_help() }),
  'no-releases': () => ({ title: m.problem_no_releases(), remedy: m.problem_no_releases_help() }),
  'update-not-fetched': () => ({
    title: m.problem_update_not_fetched(),
    remedy: m.problem_update_not_fetched_help(),
  }),
  'update-not-installed': () => ({
    title: m.problem_update_not_installed(),
    remedy: m.problem_update_not_installed_help(),
  }),
  'update-not-trusted': () => ({
    title: m.problem_update_not_trusted(),
    remedy: m.problem_update_not_trusted_help(),
  }),
  'release-missing': () => ({
    title: m.problem_release_missing(),
    remedy: m.problem_release_missing_help(),
  }),
  'series-missing': () => ({
    title: m.problem_series_missing(),
    remedy: m.problem_series_missing_help(),
  }),
  'settings-not-written': (p) => ({
    title: m.problem_settings_not_written({ path: file(p) }),
    remedy: m.problem_settings_not_written_help(),
  }),
  'position-gone': () => ({
    title: m.problem_position_gone(),
    remedy: m.problem_position_gone_help(),
  }),
  'codebook-not-read': (p) => ({
    title: m.problem_codebook_not_read({ path: file(p) }),
    remedy: m.problem_codebook_not_read_help(),
  }),
  'codebook-not-written': (p) => ({
    title: m.problem_codebook_not_written({ path: file(p) }),
    remedy: m.problem_codebook_not_written_help(),
  }),
  'codebook-wrong': (p) => ({
    title: m.problem_codebook_wrong({
      line: put(p.line ?? '?'),
      file: p.path === undefined ? '' : m.problem_codebook_wrong_in({ path: file(p) }),
    }),
    remedy: m.problem_codebook_wrong_help({ reason: put(p.reason ?? '') }),
  }),
  'lexicon-not-read': (p) => ({
    title: m.problem_lexicon_not_read({ path: file(p) }),
    remedy: m.problem_lexicon_not_read_help(),
  }),
  'lexicon-wrong': (p) => ({
    title: m.problem_lexicon_wrong({
      line: put(p.line ?? '?'),
      file: p.path === undefined ? '' : m.problem_codebook_wrong_in({ path: file(p) }),
    }),
    remedy: m.problem_lexicon_wrong_help({ fault: lexiconFault(p) }),
  }),
  'passage-empty': () => ({ title: m.problem_passage_empty(), remedy: m.problem_passage_empty_help() }),
  'agreement-nothing-shared': (p) => ({
    title: m.problem_agreement_nothing_shared({ path: file(p) }),
    remedy: m.problem_agreement_nothing_shared_help(),
  }),
  'agreement-nothing-coded': (p) => ({
    title: m.problem_agreement_nothing_coded({ path: file(p) }),
    remedy: m.problem_agreement_nothing_coded_help(),
  }),
  'coding-wrong': (p) => ({
    title: m.problem_coding_wrong({ path: file(p) }),
    remedy: m.problem_coding_wrong_help({ fault: codingFault(p) }),
  }),
  'file-not-read': (p) => ({
    title: m.problem_file_not_read({ path: file(p) }),
    remedy: m.problem_file_not_read_help(),
  }),
  'act-overtaken': () => ({ title: m.problem_act_overtaken(), remedy: m.problem_act_overtaken_help() }),
  'entry-missing': () => ({ title: m.problem_entry_missing(), remedy: m.problem_entry_missing_help() }),
  'issuer-missing': () => ({ title: m.problem_issuer_missing(), remedy: m.problem_issuer_missing_help() }),
  'name-blank': () => ({ title: m.problem_name_blank(), remedy: m.problem_name_blank_help() }),
  'query-empty': () => ({ title: m.problem_query_empty(), remedy: m.problem_query_empty_help() }),
  'query-only-without': () => ({
    title: m.problem_query_only_without(),
    remedy: m.problem_query_only_without_help(),
  }),
  'query-too-long': (p) => ({
    title: m.problem_query_too_long(),
    remedy: m.problem_query_too_long_help({ most: put(p.most ?? '?') }),
  }),
  'export-denied': (p) => ({
    title: m.problem_export_denied({ path: file(p) }),
    remedy: m.problem_export_denied_help(),
  }),
  'export-exists': (p) => ({
    title: m.problem_export_exists({ path: file(p) }),
    remedy: m.problem_export_exists_help(),
  }),
  'export-file-open': (p) => ({
    title: m.problem_export_file_open({ path: file(p) }),
    remedy: m.problem_export_file_open_help(),
  }),
  'export-name': (p) => ({
    title: m.problem_export_name({ name: put(p.name ?? '') }),
    remedy:
      p.sign === undefined || p.sign === ''
        ? m.problem_export_name_help()
        : m.problem_export_name_sign_help({ sign: put(p.sign) }),
  }),
  'export-no-folder': (p) => ({
    title: m.problem_export_no_folder({ path: file(p) }),
    remedy: m.problem_export_no_folder_help(),
  }),
  'export-no-topic': (p) => ({
    title: m.problem_export_no_topic({ topic: put(p.topic ?? '') }),
    remedy: m.problem_export_no_topic_help(),
  }),
  'export-not-made': () => ({
    title: m.problem_export_not_made(),
    remedy: m.problem_export_not_made_help(),
  }),
  'export-not-offered': () => ({
    title: m.problem_export_not_offered(),
    remedy: m.problem_export_not_offered_help(),
  }),
  'export-not-shown': () => ({
    title: m.problem_export_not_shown(),
    remedy: m.problem_export_not_shown_help(),
  }),
  'export-nothing': () => ({ title: m.problem_export_nothing(), remedy: m.problem_export_nothing_help() }),
  'file-not-written': (p) => ({
    title: m.problem_file_not_written({ path: file(p) }),
    remedy: m.problem_file_not_written_help(),
  }),
  'frame-refused': () => ({
    title: m.problem_frame_refused(),
    remedy: m.problem_frame_refused_help(),
  }),
  internal: () => ({ title: m.problem_internal(), remedy: m.problem_internal_help() }),
};

/** The codes that have words of their own. */
export const PROBLEM_CODES: readonly string[] = Object.keys(WORDING);

/** A report in words; a code without words of its own is told as an internal fault. */
export function wordProblem(code: string, params: Params): Worded {
  const wording = WORDING[code] ?? WORDING.internal;
  if (wording === undefined) throw new Error('the internal fault has no words');
  return wording(params);
}
