/** A comparison as it arrives: the first page at once, the rest page by page. */
import { onceCalm } from '../controls/painted';
import type { Backend } from '../ipc/backend';
import type { ChangeNote, ErrorReport, Release, Row, Summary } from '../ipc/types';
import { reportOf } from '../session/session.svelte';

/** Milliseconds before waiting is shown. */
const PATIENCE = 200;
/** Milliseconds after which the rest is asked for though nothing is painted, as in a window that is not seen. */
const UNSEEN = 300;

/** Waits until what is there now has been painted and is read: the rest is not to keep it waiting, nor the pair after it. */
function seen(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, UNSEEN);
    onceCalm(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The two releases and everything found between them; `rows` may still grow to `total`. */
export interface Loaded {
  readonly older: Release;
  readonly newer: Release;
  readonly summary: Summary;
  readonly changes: readonly ChangeNote[];
  /** The key of each change, by which what was said of it is found. */
  readonly keys: readonly string[];
  /** Whether the later release stands first. */
  readonly backwards: boolean;
  readonly total: number;
}

export class Comparison {
  loaded = $state.raw<Loaded | null>(null);
  rows = $state.raw<readonly Row[]>([]);
  failure = $state.raw<ErrorReport | null>(null);
  /** Whether an answer takes long enough to say so. */
  waiting = $state(false);

  readonly #backend: Backend;
  #turn = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /**
   * Shows two releases. What was shown before stays until the answer is there, or until waiting has to be shown; `turned` is
   * called when it goes.
   */
  async show(older: number, newer: number, turned: () => void = () => undefined): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    // An answer that another has overtaken is no longer waited for.
    const timer = setTimeout(() => {
      if (turn === this.#turn) this.waiting = true;
    }, PATIENCE);
    try {
      const first = await this.#backend.compare(older, newer, 0);
      if (turn !== this.#turn) return;
      turned();
      this.failure = null;
      this.loaded = first;
      this.waiting = false;
      clearTimeout(timer);
      this.rows = first.rows;
      let rows = [...first.rows];
      if (rows.length < first.total) await seen();
      while (rows.length < first.total && turn === this.#turn) {
        const page = await this.#backend.compare(older, newer, rows.length);
        if (turn !== this.#turn) return;
        // A page that brings nothing would be asked for without end.
        if (page.rows.length === 0) break;
        rows = [...rows, ...page.rows];
        // What is made from all rows is made a few times only, however many pages there are.
        if (rows.length >= 2 * this.rows.length) this.rows = rows;
      }
      if (turn === this.#turn) this.rows = rows;
    } catch (error) {
      if (turn !== this.#turn) return;
      turned();
      this.loaded = null;
      this.rows = [];
      this.failure = reportOf(error);
    } finally {
      clearTimeout(timer);
      if (turn === this.#turn) this.waiting = false;
    }
  }

  /** Reads the same two releases again, since their links have changed: what is shown stays until all of it is there. */
  async renew(): Promise<void> {
    const shown = this.loaded;
    if (shown === null) return;
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const first = await this.#backend.compare(shown.older.id, shown.newer.id, 0);
      let rows = first.rows;
      for (let page = first; rows.length < first.total && page.rows.length > 0;) {
        page = await this.#backend.compare(shown.older.id, shown.newer.id, rows.length);
        rows = [...rows, ...page.rows];
      }
      if (turn !== this.#turn) return;
      this.loaded = first;
      this.rows = rows;
    } catch (error) {
      if (turn === this.#turn) this.failure = reportOf(error);
    }
  }

  /** Shows nothing. */
  clear(): void {
    this.#turn += 1;
    this.loaded = null;
    this.rows = [];
    this.failure = null;
    this.waiting = false;
  }
}
