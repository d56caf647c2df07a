/**
 * The backend over Tauri. Command names and argument names are those of the Rust side; each part of the interface has its
 * calls in a file of its own under `tauri/`.
 */
import type { Backend, Job } from './backend';
import { aboutCalls } from './tauri/about';
import { AnsweredAhead } from './tauri/ahead';
import { acts } from './tauri/acts';
import { archiveCalls } from './tauri/archives';
import { answerOf, call, startJob } from './tauri/call';
import { catalogue } from './tauri/catalogue';
import { codebookCalls } from './tauri/codebook';
import { exportCalls } from './tauri/exports';
import { finder } from './tauri/finder';
import { frameCalls } from './tauri/frame';
import { intakeCalls } from './tauri/intake';
import { positions } from './tauri/positions';
import { reviewCalls } from './tauri/review';
import { timelineCalls } from './tauri/timeline';
import type { ArchiveInfo, ComparisonPage, Library, Progress, Release, Settings, Start } from './types';

declare global {
  interface Window {
    /** The first question, asked when the page began (`src-tauri/src/window.rs`): its answer comes while this script is read. */
    askedFirst?: Promise<Start>;
  }
}

export class TauriBackend implements Backend {
  readonly about = aboutCalls;
  readonly acts = acts;
  readonly archives = archiveCalls;
  readonly catalogue = catalogue;
  readonly codebook = codebookCalls;
  readonly exports = exportCalls;
  readonly finder = finder;
  readonly frame = frameCalls;
  readonly intake = intakeCalls;
  readonly positions = positions;
  readonly review = reviewCalls;
  readonly timeline = timelineCalls;
  /** Two savings may be worked on in either order; their number tells which is the later one. */
  #savings = 0;
  readonly #ahead = new AnsweredAhead();

  async start(): Promise<Start> {
    const { askedFirst } = window;
    const start = await (askedFirst === undefined ? call<Start>('start') : answerOf('start', askedFirst));
    this.#ahead.keep(start.ahead);
    return start;
  }

  saveSettings(settings: Settings): Promise<void> {
    this.#savings += 1;
    return call('save_settings', { settings, turn: this.#savings });
  }

  openSampleArchive(onProgress: (progress: Progress) => void): Job<ArchiveInfo> {
    return startJob(onProgress, (job, channel) =>
      call<ArchiveInfo | null>('open_sample_archive', { job, onProgress: channel }),
    );
  }

  chooseArchive(): Promise<ArchiveInfo | null> {
    return call('choose_archive');
  }

  async library(): Promise<Library> {
    return this.#ahead.library() ?? (await call('library'));
  }

  async releases(series: number): Promise<Release[]> {
    return this.#ahead.releases(series) ?? (await call('releases', { series }));
  }

  async compare(older: number, newer: number, from: number): Promise<ComparisonPage> {
    return this.#ahead.comparison(older, newer, from) ?? (await call('compare', { older, newer, from }));
  }
}
