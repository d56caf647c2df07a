/**
 * The backend over Tauri: the only file that imports `@tauri-apps`. Command names and argument names are those of the
 * Rust side.
 */
import { Channel, invoke } from '@tauri-apps/api/core';
import { Failure, type Backend, type Job } from './backend';
import type {
  ArchiveInfo,
  ComparisonPage,
  ErrorReport,
  Library,
  Progress,
  Release,
  Settings,
  Start,
} from './types';

/** Whether what a command rejected with is a report of ours, and not a fault of the bridge. */
function isReport(error: unknown): error is ErrorReport {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}

/** Calls a command; what it rejects with becomes a `Failure`. */
async function call<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (error) {
    if (isReport(error)) throw new Failure(error.code, error.params ?? {});
    console.error(command, error);
    throw new Failure('internal');
  }
}

export class TauriBackend implements Backend {
  #jobs = 0;

  start(): Promise<Start> {
    return call('start');
  }

  saveSettings(settings: Settings): Promise<void> {
    return call('save_settings', { settings });
  }

  openSampleArchive(onProgress: (progress: Progress) => void): Job<ArchiveInfo> {
    this.#jobs += 1;
    const job = this.#jobs;
    const channel = new Channel<Progress>();
    channel.onmessage = onProgress;
    return {
      result: call<ArchiveInfo | null>('open_sample_archive', { job, onProgress: channel }),
      cancel: () => {
        // A job that has just ended has nothing left to call off; its result tells what became of it.
        call('cancel_job', { job }).catch(() => undefined);
      },
    };
  }

  chooseArchive(): Promise<ArchiveInfo | null> {
    return call('choose_archive');
  }

  library(): Promise<Library> {
    return call('library');
  }

  releases(series: number): Promise<Release[]> {
    return call('releases', { series });
  }

  compare(older: number, newer: number, from: number): Promise<ComparisonPage> {
    return call('compare', { older, newer, from });
  }
}
