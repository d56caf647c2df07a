/**
 * What the Positions screen shows: the matrix of the series in view, the cell at hand, and bringing it up to date. Not for
 * how it is laid out.
 */
import type { Job } from '../ipc/backend';
import type { Positions } from '../ipc/positions';
import type { ErrorReport, PositionsCell, PositionsMatrix, PositionsUpdated, Progress } from '../ipc/types';
import { reportOf } from '../session/session.svelte';

/** The cell at hand. */
export interface Chosen {
  readonly topic: string;
  readonly release: number;
}

export class Board {
  matrix = $state.raw<PositionsMatrix | null>(null);
  failure = $state.raw<ErrorReport | null>(null);
  /** The positions are being brought up to date. */
  updating = $state.raw<Progress | null>(null);
  /** Bringing up to date was called off; it is not begun anew by itself. */
  calledOff = $state(false);
  chosen = $state.raw<Chosen | null>(null);
  cell = $state.raw<PositionsCell | null>(null);
  /** Why a cell could not be opened, or something said of it not be kept. */
  cellFailure = $state.raw<ErrorReport | null>(null);

  readonly #positions: Positions;
  #series: number | null = null;
  #job: Job<PositionsUpdated> | null = null;

  constructor(positions: Positions) {
    this.#positions = positions;
  }

  /** Whether the cell shown is not yet the one that was chosen. */
  get opening(): boolean {
    const { chosen, cell } = this;
    if (chosen === null || this.cellFailure !== null) return false;
    return cell === null || cell.release.id !== chosen.release || cell.topic.id !== chosen.topic;
  }

  /** Shows a series, and brings it up to date where it is not. */
  async show(series: number): Promise<void> {
    if (this.#series !== series) {
      this.#job?.cancel();
      this.matrix = null;
      this.close();
      this.calledOff = false;
    }
    this.#series = series;
    await this.#read(series);
    if (this.#series === series && this.matrix !== null && this.matrix.stale > 0) await this.update();
  }

  /** Reads the matrix and the open cell again, after something was said or undone. */
  async again(): Promise<void> {
    if (this.#series === null) return;
    await this.#read(this.#series);
    if (this.chosen !== null) await this.open(this.chosen);
  }

  /** Brings the series up to date in the background. */
  async update(): Promise<void> {
    const series = this.#series;
    if (series === null || this.#job !== null) return;
    this.calledOff = false;
    this.failure = null;
    this.updating = { done: 0, total: 0 };
    let under = true;
    const job = this.#positions.recompute(series, (progress) => {
      if (under) this.updating = progress;
    });
    this.#job = job;
    try {
      const updated = await job.result;
      if (updated === null) this.calledOff = true;
      if (this.#series === series) await this.#read(series);
    } catch (error) {
      this.failure = reportOf(error);
    } finally {
      under = false;
      this.#job = null;
      this.updating = null;
    }
    // Another series was asked for meanwhile.
    if (this.#series !== null && this.#series !== series) await this.show(this.#series);
  }

  cancel(): void {
    this.#job?.cancel();
  }

  async open(chosen: Chosen): Promise<void> {
    this.chosen = chosen;
    this.cellFailure = null;
    try {
      const cell = await this.#positions.cell(chosen.release, chosen.topic);
      if (this.chosen === chosen) this.cell = cell;
    } catch (error) {
      if (this.chosen !== chosen) return;
      this.cell = null;
      this.cellFailure = reportOf(error);
    }
  }

  close(): void {
    this.chosen = null;
    this.cell = null;
    this.cellFailure = null;
  }

  /** Says something of a position, and shows what counts then. */
  async say(work: (positions: Positions) => Promise<void>): Promise<boolean> {
    this.cellFailure = null;
    try {
      await work(this.#positions);
    } catch (error) {
      this.cellFailure = reportOf(error);
      return false;
    }
    await this.again();
    return true;
  }

  async #read(series: number): Promise<void> {
    try {
      const matrix = await this.#positions.matrix(series);
      if (this.#series !== series) return;
      this.matrix = matrix;
      this.failure = null;
    } catch (error) {
      if (this.#series === series) this.failure = reportOf(error);
    }
  }
}
