/**
 * What the Positions screen shows: the matrix of the series in view, the cell at hand, and bringing it up to date. Not for
 * how it is laid out.
 */
import type { Positions } from '../ipc/positions';
import type { ErrorReport, PositionsCell, PositionsMatrix } from '../ipc/types';
import { reportOf } from '../session/session.svelte';
import type { Upkeep } from '../session/upkeep.svelte';

/** The cell at hand. */
export interface Chosen {
  readonly topic: string;
  readonly release: number;
}

/** Does something that is an act of the journal. */
export type Make = (work: () => Promise<void>) => Promise<unknown>;

export class Board {
  matrix = $state.raw<PositionsMatrix | null>(null);
  failure = $state.raw<ErrorReport | null>(null);
  chosen = $state.raw<Chosen | null>(null);
  cell = $state.raw<PositionsCell | null>(null);
  /** Why a cell could not be opened, or something said of it not be kept. */
  cellFailure = $state.raw<ErrorReport | null>(null);
  /** Something is being said of the cell, and what counts then is still to come. */
  saying = $state(false);

  readonly #positions: Positions;
  readonly #upkeep: Upkeep;
  readonly #make: Make;
  #series: number | null = null;

  constructor(positions: Positions, upkeep: Upkeep, make: Make) {
    this.#positions = positions;
    this.#upkeep = upkeep;
    this.#make = make;
  }

  /** Whether what the drawer shows is not, or not any more, what counts in the chosen cell: nothing is said of it meanwhile. */
  get opening(): boolean {
    const { chosen, cell } = this;
    if (this.saying) return true;
    if (chosen === null || this.cellFailure !== null) return false;
    return cell === null || cell.release.id !== chosen.release || cell.topic.id !== chosen.topic;
  }

  /** Shows a series, and brings it up to date where it is not. */
  async show(series: number): Promise<void> {
    if (this.#series !== series) {
      this.matrix = null;
      this.close();
    }
    this.#series = series;
    await this.#read(series);
    if (this.#series === series && this.matrix !== null && this.matrix.stale > 0) await this.update();
  }

  /** Reads the matrix and the open cell again, after something was said, undone or brought up to date. */
  async again(): Promise<void> {
    if (this.#series === null) return;
    await Promise.all([this.#read(this.#series), this.chosen === null ? null : this.#readCell(this.chosen)]);
  }

  /** Brings the series up to date in the background. */
  async update(): Promise<void> {
    const series = this.#series;
    if (series === null) return;
    await this.#upkeep.run(series);
    // What was found anew may be other positions under the same numbers: the drawer must not speak of the old ones.
    if (this.#series === series) await this.again();
  }

  async open(chosen: Chosen): Promise<void> {
    this.chosen = chosen;
    this.cellFailure = null;
    await this.#readCell(chosen);
  }

  close(): void {
    this.chosen = null;
    this.cell = null;
    this.cellFailure = null;
  }

  /** Says something of a position, and shows what counts then. */
  async say(work: (positions: Positions) => Promise<void>): Promise<boolean> {
    if (this.saying) return false;
    this.saying = true;
    this.cellFailure = null;
    let failure: ErrorReport | null = null;
    try {
      await this.#make(async () => {
        try {
          await work(this.#positions);
        } catch (error) {
          failure = reportOf(error);
        }
      });
      await this.again();
    } finally {
      this.saying = false;
    }
    if (failure !== null) this.cellFailure = failure;
    return failure === null;
  }

  async #readCell(chosen: Chosen): Promise<void> {
    try {
      const cell = await this.#positions.cell(chosen.release, chosen.topic);
      if (this.chosen === chosen) this.cell = cell;
    } catch (error) {
      if (this.chosen !== chosen) return;
      this.cell = null;
      this.cellFailure = reportOf(error);
    }
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
