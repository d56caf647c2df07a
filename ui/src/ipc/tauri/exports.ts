/** Exporting over Tauri. */
import type { ExportCalls } from '../exports';
import { call, startJob } from './call';

export const exportCalls: ExportCalls = {
  preview: (asked, choices) => call('export_preview', { asked, choices }),
  choose: (name) => call('export_choose', { name }),
  make: (asked, choices, name, replace, onProgress) =>
    startJob(onProgress, (job, channel) =>
      call<string | null>('export_document', { asked, choices, name, replace, job, onProgress: channel }),
    ),
  open: (folder) => call('open_exported', { folder }),
};
