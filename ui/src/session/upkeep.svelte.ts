/**
 * Bringing positions up to date, one job at a time for the whole window: after an archive is opened, after an import, and
 * where a screen finds that its series is stale. Not for what the screens show of it.
 */
import type { Job } from '../ipc/backend';
import type { Positions } from '../ipc/positions';
import type { ErrorReport, PositionsUpdated, Progress } from '../ipc/types';

export class Upkeep {
  /** How far the job under way has come; `null` while none is. */
  progress = $state.raw<Progress | null>(null);
  /** The last job was called off; none is begun by itself until something is stale for another reason. */
  calledOff = $state(false);
  /** Why the last job failed. */
  problem = $state.raw<ErrorReport | null>(null);
  /** Grows with each job that ended: what shows positions reads them again. */
  ended = $state(0);

  readonly #positions: Positions;
  readonly #report: (error: unknown) => ErrorReport;
  #job: Job<PositionsUpdated> | null = null;
  #under: Promise<void> | null = null;

  constructor(positions: Positions, report: (error: unknown) => ErrorReport) {
    this.#positions = positions;
    this.#report = report;
  }

  /** Brings a series up to date, or with `null` all of them; what is under way is waited for first. */
  async run(series: number | null): Promise<void> {
    while (this.#under !== null) await this.#under;
    this.#under = this.#work(series);
    await this.#under;
  }

  /** Brings everything up to date that is stale, if anything is. */
  async tend(): Promise<void> {
    try {
      if ((await this.#positions.stale()) > 0) await this.run(null);
    } catch (error) {
      this.problem = this.#report(error);
    }
  }

  cancel(): void {
    this.#job?.cancel();
  }

  async #work(series: number | null): Promise<void> {
    this.calledOff = false;
    this.problem = null;
    this.progress = { done: 0, total: 0 };
    // Progress may come before the call returns, and after the job has ended.
    let under = true;
    try {
      const job = this.#positions.recompute(series, (progress) => {
        if (under) this.progress = progress;
      });
      this.#job = job;
      if ((await job.result) === null) this.calledOff = true;
    } catch (error) {
      this.problem = this.#report(error);
    } finally {
      under = false;
      this.#job = null;
      this.#under = null;
      this.progress = null;
      this.ended += 1;
    }
  }
}
