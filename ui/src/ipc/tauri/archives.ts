/** Archives as files, asked of the Rust side. */
import type { ArchiveCalls } from '../archives';
import { call, startJob } from './call';

export const archiveCalls: ArchiveCalls = {
  standing: () => call('archive_standing'),
  create: (name) => call('new_archive', { name }),
  openRecent: (path) => call('open_recent', { path }),
  openInWindow: (path) => call('open_in_window', { path }),
  backUp: (name, onProgress) =>
    startJob(onProgress, (job, channel) => call('back_up', { name, job, onProgress: channel })),
  backups: (archive) => call('backups', { archive }),
  lookInto: (path) => call('choose_copy', { path }),
  restore: (copy, archive, onProgress) =>
    startJob(onProgress, (job, channel) => call('restore_copy', { copy, archive, job, onProgress: channel })),
  check: (onProgress) =>
    startJob(onProgress, (job, channel) => call('check_archive', { job, onProgress: channel })),
  lookAfter: (onProgress) =>
    startJob(onProgress, (job, channel) => call('look_after', { job, onProgress: channel })),
  salvage: (damaged, name, onProgress) =>
    startJob(onProgress, (job, channel) =>
      call('salvage_archive', { damaged, name, job, onProgress: channel }),
    ),
  lookAtMerge: (item, onProgress) =>
    startJob(onProgress, (job, channel) => call('look_at_merge', { item, job, onProgress: channel })),
  merge: (path, onProgress) =>
    startJob(onProgress, (job, channel) => call('merge_archive', { path, job, onProgress: channel })),
  exportSeries: (series, name, onProgress) =>
    startJob(onProgress, (job, channel) =>
      call('export_series_file', { series, name, job, onProgress: channel }),
    ),
};
