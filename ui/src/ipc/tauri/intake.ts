/** What was brought in, asked of the Rust side. */
import { listen } from '@tauri-apps/api/event';
import type { IntakeCalls } from '../backend';
import type { Progress, StoredImport } from '../types';
import { call, startJob } from './call';

export const intakeCalls: IntakeCalls = {
  list: () => call('intake'),
  choose: (folder) => call('intake_choose', { folder }),
  paste: (text, html) => call('intake_paste', { text, html }),
  fetch: (address) => call('intake_fetch', { address }),
  sources: () => call('sources'),
  keepSource: (source, series, name, addresses, lists) =>
    call('keep_source', { source, series, name, addresses, lists }),
  checkSources: (source) => call('check_sources', { source }),
  confirm: (item) => call('intake_confirm', { item }),
  read: (onProgress) =>
    startJob<boolean, Progress>(onProgress, (job, channel) =>
      call<boolean | null>('intake_read', { job, onProgress: channel }),
    ),
  draft: (item) => call('intake_draft', { item }),
  decode: (item, encoding) => call('intake_decode', { item, encoding }),
  alike: (title, paragraphs) => call('intake_alike', { title, paragraphs }),
  date: (written) => call('intake_date', { written }),
  skip: (item) => call('intake_skip', { item }),
  putBack: () => call('intake_put_back'),
  retry: () => call('intake_retry'),
  store: (item, order) => call('intake_store', { item, order }),
  keep: (item, begun) => call('intake_begin', { item, begun }),
  accept: (series, onProgress) =>
    startJob<StoredImport, Progress>(onProgress, (job, channel) =>
      call<StoredImport | null>('intake_accept', { job, series, onProgress: channel }),
    ),
  resume: (resume) => call('intake_resume', { resume }),
  undo: (number) => call('intake_undo', { import: number }),
  onDropped: (dropped) => {
    const unlisten = listen('intake-dropped', dropped);
    return () => void unlisten.then((stop) => stop());
  },
  onOver: (over) => {
    const unlisten = listen<boolean>('intake-over', ({ payload }) => over(payload));
    return () => void unlisten.then((stop) => stop());
  },
};
