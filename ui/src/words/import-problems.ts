/** What could not be brought in, in words. */
import { m } from '../paraglide/messages';
import { pathInOrder, put } from './phrase';

type Params = Readonly<Record<string, string>>;

/** The name of the file a report is about; what was pasted has none. */
function file(params: Params): string {
  const path = params.path ?? '';
  return path === '' ? m.import_pasted() : put(pathInOrder(path));
}

/** The words for each code; see `problems.ts`. */
export const IMPORT_WORDING: Record<string, (params: Params) => { title: string; remedy: string }> = {
  'import-bomb': (p) => ({
    title: m.problem_import_bomb({ path: file(p) }),
    remedy: m.problem_import_bomb_help({ part: put(p.part ?? '?') }),
  }),
  'import-broke-down': (p) => ({
    title: m.problem_import_broke_down({ path: file(p) }),
    remedy: m.problem_import_broke_down_help(),
  }),
  'import-called-off': (p) => ({
    title: m.problem_import_called_off({ path: file(p) }),
    remedy: m.problem_import_called_off_help(),
  }),
  'import-changed': (p) => ({
    title: m.problem_import_changed({ path: file(p) }),
    remedy: m.problem_import_changed_help(),
  }),
  'import-compressed': (p) => ({
    title: m.problem_import_compressed({ path: file(p) }),
    remedy: m.problem_import_compressed_help(),
  }),
  'import-damaged': (p) => ({
    title: m.problem_import_damaged({ path: file(p) }),
    remedy: m.problem_import_damaged_help({ part: put(p.part ?? '?') }),
  }),
  'import-empty': (p) => ({
    title: m.problem_import_empty({ path: file(p) }),
    remedy: m.problem_import_empty_help(),
  }),
  'import-foreign': (p) => ({
    title: m.problem_import_foreign({ path: file(p) }),
    remedy: m.problem_import_foreign_help(),
  }),
  'import-gone': () => ({
    title: m.problem_import_gone(),
    remedy: m.problem_import_gone_help(),
  }),
  'import-is-archive': (p) => ({
    title: m.problem_import_is_archive({ path: file(p) }),
    remedy: m.problem_import_is_archive_help(),
  }),
  'import-locked': (p) => ({
    title: m.problem_import_locked({ path: file(p) }),
    remedy: m.problem_import_locked_help(),
  }),
  'import-missing': (p) => ({
    title: m.problem_import_missing({ path: file(p) }),
    remedy: m.problem_import_missing_help(),
  }),
  'import-no-column': (p) => ({
    title: m.problem_import_no_column({ path: file(p), column: put(p.column ?? '?') }),
    remedy: m.problem_import_no_column_help({ found: put(p.found ?? '?') }),
  }),
  'import-no-date': (p) => ({
    title: m.problem_import_no_date({ written: put(p.written ?? '?') }),
    remedy: m.problem_import_no_date_help(),
  }),
  'import-no-links': (p) => ({
    title: m.problem_import_no_links({ path: file(p) }),
    remedy: m.problem_import_no_links_help(),
  }),
  'import-no-reader': (p) => ({
    title: m.problem_import_no_reader({ path: file(p) }),
    remedy: m.problem_import_no_reader_help(),
  }),
  'import-no-series': () => ({
    title: m.problem_import_no_series(),
    remedy: m.problem_import_no_series_help(),
  }),
  'import-no-text-layer': (p) => ({
    title: m.problem_import_no_text_layer({ path: file(p) }),
    remedy: m.problem_import_no_text_layer_help({ pages: put(p.pages ?? '?') }),
  }),
  'import-not-a-file': (p) => ({
    title: m.problem_import_not_a_file({ path: file(p) }),
    remedy: m.problem_import_not_a_file_help(),
  }),
  'import-old-office': (p) => ({
    title: m.problem_import_old_office({ path: file(p) }),
    remedy: m.problem_import_old_office_help(),
  }),
  'import-only-controls': (p) => ({
    title: m.problem_import_only_controls({ path: file(p) }),
    remedy: m.problem_import_only_controls_help(),
  }),
  'import-picture': (p) => ({
    title: m.problem_import_picture({ path: file(p) }),
    remedy: m.problem_import_picture_help(),
  }),
  'import-row': (p) => ({
    title: m.problem_import_row({ row: put(p.row ?? '?'), path: file(p) }),
    remedy: m.problem_import_row_help(),
  }),
  'import-spreadsheet': (p) => ({
    title: m.problem_import_spreadsheet({ path: file(p) }),
    remedy: m.problem_import_spreadsheet_help(),
  }),
  'import-too-deep': (p) => ({
    title: m.problem_import_too_deep({ path: file(p) }),
    remedy: m.problem_import_too_deep_help({ part: put(p.part ?? '?') }),
  }),
  'import-too-large': (p) => ({
    title: m.problem_import_too_large({ path: file(p) }),
    remedy: m.problem_import_too_large_help({ limit: put(p.limit ?? '?') }),
  }),
  'import-too-many': (p) => ({
    title: m.problem_import_too_many({ path: file(p) }),
    remedy: m.problem_import_too_many_help({ limit: put(p.limit ?? '?') }),
  }),
  'import-took-too-long': (p) => ({
    title: m.problem_import_took_too_long({ path: file(p) }),
    remedy: m.problem_import_took_too_long_help({ seconds: put(p.seconds ?? '?') }),
  }),
  'import-truncated': (p) => ({
    title: m.problem_import_truncated({ path: file(p) }),
    remedy: m.problem_import_truncated_help({ part: put(p.part ?? '?') }),
  }),
  'import-unknown': (p) => ({
    title: m.problem_import_unknown({ path: file(p) }),
    remedy: m.problem_import_unknown_help(),
  }),
  'import-unreadable': (p) => ({
    title: m.problem_import_unreadable({ path: file(p) }),
    remedy: m.problem_import_unreadable_help(),
  }),
};
