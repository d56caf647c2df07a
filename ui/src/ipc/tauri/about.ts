/** What the program is, asked of the Rust side. */
import type { AboutCalls } from '../backend';
import { call, startJob } from './call';

export const aboutCalls: AboutCalls = {
  about: () => call('about'),
  licenceText: (part) => call('licence_text', { part }),
  guide: (lang) => call('guide', { lang }),
  openReleases: () => call('open_releases'),
  findUpdate: () => call('find_update'),
  installUpdate: (onProgress) =>
    startJob(onProgress, (job, channel) =>
      call<boolean | null>('install_update', { job, onProgress: channel }),
    ),
};
