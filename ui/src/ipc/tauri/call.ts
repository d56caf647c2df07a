/** Calling the Rust side: single answers, and long work with progress. Not for what is asked, which its own file says. */
import { Channel, invoke } from '@tauri-apps/api/core';
import { Failure, type Job } from '../backend';
import type { ErrorReport } from '../types';

/** Whether what a command rejected with is a report of ours, and not a fault of the bridge. */
function isReport(error: unknown): error is ErrorReport {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}

/** Calls a command; what it rejects with becomes a `Failure`. */
export function call<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  return answerOf(command, invoke<T>(command, args));
}

/** The answer to a call that was made; what it rejects with becomes a `Failure`. */
export async function answerOf<T>(command: string, called: Promise<T>): Promise<T> {
  try {
    return await called;
  } catch (error) {
    if (isReport(error)) throw new Failure(error.code, error.params ?? {});
    console.error(command, error);
    throw new Failure('internal');
  }
}

let jobs = 0;

/**
 * Starts long work: `begin` calls its command with the number of the job and the channel its progress comes by. The number
 * is how the job is called off.
 */
export function startJob<T, P>(
  onProgress: (progress: P) => void,
  begin: (job: number, onProgress: Channel<P>) => Promise<T | null>,
): Job<T> {
  jobs += 1;
  const job = jobs;
  const channel = new Channel<P>();
  channel.onmessage = onProgress;
  return {
    result: begin(job, channel),
    cancel: () => {
      // A job that has just ended has nothing left to call off; its result tells what became of it.
      call('cancel_job', { job }).catch(() => undefined);
    },
  };
}
