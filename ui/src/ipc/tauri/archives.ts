/** Archives as files, asked of the Rust side. */
import type { ArchiveCalls } from '../archives';
import type { Job } from '../backend';
import type { Progress } from '../types';
import { call, startJob } from './call';

/** Starts a command that tells how far it is. */
function job<T>(
  command: string,
  args: Record<string, unknown>,
  onProgress: (progress: Progress) => void,
): Job<T> {
  return startJob<T, Progress>(onProgress, (number, channel) =>
    call<T | null>(command, { ...args, job: number, onProgress: channel }),
  );
}

export const archiveCalls: ArchiveCalls = {
  standing: () => call('archive_standing'),
  create: (name) => call('new_archive', { name }),
  openRecent: (path) => call('open_recent', { path }),
  openInWindow: (path) => call('open_in_window', { path }),
  backUp: (name, onProgress) => job('back_up', { name }, onProgress),
  backups: (archive) => call('backups', { archive }),
  lookInto: (path) => call('choose_copy', { path }),
  restore: (copy, archive, onProgress) => job('restore_copy', { copy, archive }, onProgress),
  check: (onProgress) => job('check_archive', {}, onProgress),
  lookAfter: (onProgress) => job('look_after', {}, onProgress),
  salvage: (damaged, name, onProgress) => job('salvage_archive', { damaged, name }, onProgress),
  lookAtMerge: (onProgress) => job('look_at_merge', {}, onProgress),
  merge: (path, onProgress) => job('merge_archive', { path }, onProgress),
  exportSeries: (series, name, onProgress) => job('export_series_file', { series, name }, onProgress),
};
